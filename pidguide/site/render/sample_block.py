"""What `{{ sample("doi/access/csl_json") }}` puts on a page, all of it from one recording.

Markdown and search meet an outline: the title, the script, the requests. The four tabs, ten times as much
HTML, take its place when the pages are written (`complete_pages`): neither has to read them.
"""

from functools import cache
from html import escape

from markdown import markdown  # type: ignore[import-untyped]

from pidguide.basics import paths
from pidguide.cassettes.format import Recording, read_recording
from pidguide.samples.catalogue import Sample, get_sample
from pidguide.site.render.confirmed_live import tell_agreement
from pidguide.site.render.curl import curl_commands, curl_script
from pidguide.site.render.fragment_cache import keep
from pidguide.site.render.highlight import code_block
from pidguide.site.render.http_tab import Fold, error_codes, guard, render_exchanges

_LINES_SHOWN = 12  # of a long body; the rest is on the recording's own page
_NO_REQUEST = '<p class="pg-none">This sample sends no request.</p>'
_TABS = ("Python", "Output", "HTTP", "curl")


def sample_outline(name: str) -> str:
    """Return what stands in a page's Markdown for a sample: one block of HTML without any `div` inside.

    Raises UserError for an unknown sample or one without cassette, so that the build fails.
    """
    sample = get_sample(name)
    requests = "".join(
        f"<p><code>{escape(exchange.method)} {escape(exchange.url)}</code> "
        f"{exchange.status} {escape(exchange.reason)} "
        f"{escape(' '.join([exchange.media_type, *error_codes(exchange)]))}</p>"
        for exchange in read_recording(sample.cassette).exchanges
    )
    return guard(
        f'<div class="pg-outline" id="{sample.anchor}" data-sample="{name}"><p>{escape(sample.title)}</p>'
        f"<pre><code>{escape(sample.source, quote=False)}</code></pre>{requests}</div>"
    )


def sample_block(name: str, root: str, repository: str) -> str:
    """Return a sample's block as HTML: four tabs, and a line that says where they come from.

    `repository` is the address of the source repository, "" when it is not known.
    """
    sample = get_sample(name)
    recording = read_recording(sample.cassette)
    output = sample.output.read_text(encoding="utf-8")
    inputs = [sample.cassette.read_bytes(), sample.source.encode(), output.encode(), root.encode()]
    tabs = keep(f"{name}.html", inputs, lambda: _render_tabs(sample, recording, output, root))
    return (
        f'<div class="pg-sample" id="{sample.anchor}">'
        f'<p class="pg-title"><a href="#{sample.anchor}">{escape(sample.title)}</a></p>'
        f"{tabs}{_footer(sample, recording, root, repository)}</div>"
    )


def _render_tabs(sample: Sample, recording: Recording, output: str, root: str) -> str:
    panels = [code_block(sample.source, "python", "annotate"), code_block(output, "text")]
    if recording.exchanges:
        fold = Fold(_LINES_SHOWN, f"{root}recordings/{sample.name}/")
        commands = curl_script(curl_commands(recording.exchanges, sample.source))
        panels += [render_exchanges(recording.exchanges, fold), code_block(commands, "bash")]
    else:
        panels += [_NO_REQUEST, _NO_REQUEST]
    frame = _frame().replace("__tabbed_1", f"__tabbed_{sample.anchor}")
    before, *gaps = frame.split(_GAP)
    return before + "".join(panel + gap for panel, gap in zip(panels, gaps, strict=True))


_GAP = "<p>gap</p>"


@cache
def _frame() -> str:
    """The tabs' HTML with a gap for each panel, from the extension whose HTML the theme styles."""
    tabs = [f"/// tab | {label}\n\ngap\n\n///" for label in _TABS]
    settings = {"pymdownx.blocks.tab": {"alternate_style": True}}
    frame: str = markdown("\n\n".join(tabs), extensions=list(settings), extension_configs=settings)
    return frame


def _footer(sample: Sample, recording: Recording, root: str, repository: str) -> str:
    links = [f'<a href="{root}downloads/{sample.name}.py" download>Download .py</a>']
    links += [f'<a href="{root}recordings/{sample.name}/">Whole recording</a>']
    if repository:
        for label, file in (("Script", sample.script), ("Cassette", sample.cassette)):
            links.append(
                f'<a href="{repository}/blob/main/{file.relative_to(paths.ROOT).as_posix()}">{label}</a>'
            )
    return (
        '<div class="pg-footer">'
        f'<p class="pg-provenance">{provenance(sample, recording)}</p>'
        f'<p class="pg-run"><code>pidguide run {sample.name}</code></p>'
        f'<p class="pg-links">{" · ".join(links)}</p></div>'
    )


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
