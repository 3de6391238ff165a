"""What `{{ sample("doi/access/csl_json") }}` puts on a page, all of it from one recording.

Markdown and search meet a heading and an outline: the script, the requests. The card, ten times as much
HTML, takes the outline's place when the pages are written (`complete_pages`): neither has to read it.
"""

from functools import cache
from html import escape

from markdown import markdown  # type: ignore[import-untyped]

from pidguide.basics import paths
from pidguide.cassettes.format import Recording, read_recording
from pidguide.samples.catalogue import Sample, get_sample
from pidguide.samples.excerpt import choose_excerpt
from pidguide.site.pages.runnable import packages_missing_for, run_folder
from pidguide.site.render.changes import show_marks
from pidguide.site.render.confirmed_live import summarise_agreement, tell_agreement
from pidguide.site.render.curl import curl_commands, curl_script
from pidguide.site.render.fragment_cache import keep
from pidguide.site.render.highlight import code_block
from pidguide.site.render.http_tab import error_codes, guard, render_exchanges
from pidguide.site.render.python_panel import python_panel
from pidguide.site.render.sample_heading import heading_before


def sample_outline(name: str) -> str:
    """Return what stands in a page's Markdown for a sample: its heading, unless the page has written it, what
    changed at the service, and one block of HTML without any `div` inside.

    Raises UserError for an unknown sample or one without cassette, so that the build fails.
    """
    sample = get_sample(name)
    return f"{heading_before(sample)}\n\n{show_marks(sample)}{show_card(name)}"


def show_card(name: str) -> str:
    """Return a sample's outline without a heading, for a page that shows another page's sample."""
    sample = get_sample(name)
    requests = "".join(
        f"<p><code>{escape(exchange.method)} {escape(exchange.url)}</code> "
        f"{exchange.status} {escape(exchange.reason)} "
        f"{escape(' '.join([exchange.media_type, *error_codes(exchange)]))}</p>"
        for exchange in read_recording(sample.cassette).exchanges
    )
    return guard(
        f'<div class="pg-outline" data-sample="{sample.name}">'
        f"<pre><code>{escape(sample.listing, quote=False)}</code></pre>{requests}</div>"
    )


def sample_block(name: str, root: str, repository: str) -> str:
    """Return a sample's card as HTML: its tabs, and a line that says where they come from.

    `repository` is the address of the source repository, "" when it is not known.
    """
    sample = get_sample(name)
    recording = read_recording(sample.cassette)
    output = sample.output.read_text(encoding="utf-8")
    excerpt = repr(choose_excerpt(sample.source))
    inputs = [
        sample.cassette.read_bytes(), sample.source.encode(), output.encode(), root.encode(), excerpt.encode()
    ]  # fmt: skip
    tabs = keep(f"{name}.html", inputs, lambda: _render_tabs(sample, recording, output, root))
    return (
        f'<div class="pg-sample" data-sample="{sample.name}"{_run_address(root)}>'
        f"{_with_run(sample, tabs)}{_footer(sample, recording, root, repository)}</div>"
    )


def _run_address(root: str) -> str:
    """Return the attribute that tells where Run loads from, nothing in a build without it."""
    return f' data-run="{root}{run_folder()}/"' if run_folder() else ""


def _with_run(sample: Sample, tabs: str) -> str:
    """Return the tabs with the Run button, or with why there is none; alone in a build without it.

    The button stands inside the tabs: the theme keeps a pressed card in place only if no card is positioned.
    """
    if not run_folder():
        return tabs
    if missing := packages_missing_for(sample):
        packages = " and ".join(missing)
        return (
            f'{tabs}<p class="pg-no-run">It cannot run here: {packages} could not be had for the browser.</p>'
        )
    button = '<button class="pg-run" type="button"><span aria-hidden="true">▶</span> Run</button>'
    return f"{tabs.rstrip().removesuffix('</div>')}{button}</div>"


def _render_tabs(sample: Sample, recording: Recording, output: str, root: str) -> str:
    panels = {"Python": python_panel(sample, output)}
    if recording.exchanges:
        commands = curl_script(curl_commands(recording.exchanges, sample.source))
        panels["HTTP"] = render_exchanges(
            recording.exchanges, sample.anchor, f"{root}recordings/{sample.name}/"
        )
        panels["curl"] = code_block(commands, "bash", f"{sample.anchor}-curl", "the commands")
    frame = _frame(tuple(panels)).replace("__tabbed_1", f"__tabbed_{sample.anchor}")
    count = len(recording.exchanges)
    frame = frame.replace(">HTTP</label>", f' data-count="{count}">HTTP</label>')
    before, *gaps = frame.split(_GAP)
    return before + "".join(panel + gap for panel, gap in zip(panels.values(), gaps, strict=True))


_GAP = "<p>gap</p>"


@cache
def _frame(labels: tuple[str, ...]) -> str:
    """The tabs' HTML with a gap for each panel, from the extension whose HTML the theme styles."""
    tabs = [f"/// tab | {label}\n\ngap\n\n///" for label in labels]
    settings = {"pymdownx.blocks.tab": {"alternate_style": True}}
    frame: str = markdown("\n\n".join(tabs), extensions=list(settings), extension_configs=settings)
    return frame


def _footer(sample: Sample, recording: Recording, root: str, repository: str) -> str:
    """Return where the card comes from in a line; what there is to know beyond it opens below."""
    file = f"{sample.anchor}.py"
    parts = [f'<a class="pg-download" href="{root}downloads/{sample.name}.py" download>Download {file}</a>']
    more = [f"<p>Run it as it was recorded: <code>pidguide run {sample.name}</code></p>"]
    if recording.exchanges:
        more.insert(0, f'<p class="pg-provenance">{provenance(sample, recording)}.</p>')
        more.append(
            f'<p><a href="{root}recordings/{sample.name}/">All requests and answers of this sample</a> '
            "on a page of their own</p>"
        )
    if repository:
        links = [
            f'<a href="{repository}/blob/main/{source.relative_to(paths.ROOT).as_posix()}">{label}</a>'
            for label, source in (("The script", sample.script), ("its recording", sample.cassette))
        ]
        more.append(f"<p>{' and '.join(links)} in the guide's repository</p>")
    parts.append(
        f'<details class="pg-origin"><summary>{_origin(sample, recording)}</summary>{"".join(more)}</details>'
    )
    return f'<div class="pg-footer">{"".join(parts)}</div>'


def _origin(sample: Sample, recording: Recording) -> str:
    """Say in a few words against what and when a sample was recorded, and what live answers say to it."""
    if not recording.exchanges:
        return "Sends no request"
    moment = recording.recorded_at
    against = "Live" if recording.via == "live" else "Emulator"
    said = f'{against}, <time datetime="{moment.date()}">{moment.day} {moment:%b %Y}</time>'
    return " · ".join([said, *([compared] if (compared := summarise_agreement(sample)) else [])])


def provenance(sample: Sample, recording: Recording) -> str:
    """Say as HTML when a sample was recorded and against what, and no more than is known."""
    day = f'<time datetime="{recording.recorded_at.date()}">{recording.recorded_at.date()}</time>'
    if recording.via == "live":
        said = [f"Recorded against the live services on {day}"]
    else:
        said = [f"Recorded against the emulator on {day}"]
    versions = {value for e in recording.exchanges if (value := e.answer.headers.get("x-lupoversion"))}
    if versions:
        service = f"DataCite API {escape(', '.join(sorted(versions)))}"
        said.append(service if recording.via == "live" else f"which answers as {service}")
    if agreement := tell_agreement(sample):
        said.append(agreement)
    return " · ".join(said)
