"""What `{{ sample("doi/access/csl_json") }}` puts on a page: four tabs, all from one recording.

The text returned is Markdown that includes files by `--8<--`; sample code never meets the template engine.
"""

from html import escape
from typing import Any

from pidguide import paths
from pidguide.age import age_in_days, is_too_old
from pidguide.cassettes import Recording, read_recording
from pidguide.catalogue import Sample, get_sample
from pidguide.site.agreement import tell_agreement
from pidguide.site.curl import curl_commands, curl_script
from pidguide.site.exchanges import Fold, render_exchanges
from pidguide.site.fragments import keep
from pidguide.site.published import shown_on

_LINES_SHOWN = 12  # of a long body; the rest is on the recording's own page
_NO_REQUEST = '<p class="pg-none">This sample sends no request.</p>'


def sample_block(name: str, root: str, repository: str) -> str:
    """Return a sample's block for a page.

    `root` is the way from the page to the site's root, e.g. "../../"; `repository` the address of the
    source repository, "" when it is not known.
    Raises UserError for an unknown sample or one without cassette, so that the build fails.
    """
    sample = get_sample(name)
    recording = read_recording(sample.cassette)
    cassette = sample.cassette.read_bytes()
    fold = Fold(_LINES_SHOWN, f"{root}recordings/{name}/")
    http = keep(
        f"{name}.http.html", [cassette, root.encode()], lambda: render_exchanges(recording.exchanges, fold)
    )
    curl = keep(
        f"{name}.sh",
        [cassette, sample.source.encode()],
        lambda: curl_script(curl_commands(recording.exchanges, sample.source)),
    )
    parts = [
        _takeaways(sample, root),
        f'<div class="pg-sample" id="{sample.anchor}" markdown="1">',
        f'<p class="pg-title"><a href="#{sample.anchor}">{escape(sample.title)}</a></p>',
        _tab("Python", _code("python", _include(sample.script)), is_first=True),
        _tab("Output", _code("text", _include(sample.output))),
        _tab("HTTP", f'--8<-- "{http}"' if recording.exchanges else _NO_REQUEST),
        _tab("curl", _code("bash", f'--8<-- "{curl}"') if recording.exchanges else _NO_REQUEST),
        _footer(sample, recording, root, repository),
        "</div>",
    ]
    return "\n\n".join(parts) + "\n"


def _takeaways(sample: Sample, root: str) -> str:
    """Before the first sample of a page: what the page gives to take away."""
    if shown_on(sample.page)[:1] != [sample.name]:
        return ""
    files = f"{root}downloads/{sample.page}"
    return (
        '<p class="pg-take" data-search-exclude>All samples of this page: '
        f'<a href="{files}.zip" download>zip</a> · <a href="{files}.ipynb" download>Jupyter notebook</a> · '
        f'<a href="{root}{sample.page}.md">this page as Markdown</a> · '
        f'<a href="{root}status/#{sample.page.replace("/", "-")}">'
        f'<img src="{root}badges/{sample.page}.svg" alt="Status of this page\'s samples" height="20"></a></p>'
    )


def _tab(label: str, content: str, *, is_first: bool = False) -> str:
    options = "\n    new: true" if is_first else ""
    return f"/// tab | {label}{options}\n\n{content}\n\n///"


def _code(language: str, content: str) -> str:
    # Search knows the script; what it prints and the curl commands would only say the same again.
    options = ".annotate" if language == "python" else "data-search-exclude=''"
    return f"``````{{ .{language} {options} }}\n{content}\n``````"


def _include(file: Any) -> str:
    return f'--8<-- "{file.relative_to(paths.ROOT).as_posix()}"'


def _footer(sample: Sample, recording: Recording, root: str, repository: str) -> str:
    links = [f'<a href="{root}downloads/{sample.name}.py" download>Download .py</a>']
    links += [f'<a href="{root}recordings/{sample.name}/">Whole recording</a>']
    if repository:
        for label, file in (("Script", sample.script), ("Cassette", sample.cassette)):
            links.append(
                f'<a href="{repository}/blob/main/{file.relative_to(paths.ROOT).as_posix()}">{label}</a>'
            )
    return (
        '<div class="pg-footer" data-search-exclude>'
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
    versions = {value for e in recording.exchanges if (value := e.headers.get("x-lupoversion"))}
    if versions:
        service = f"DataCite API {escape(', '.join(sorted(versions)))}"
        said.append(service if recording.via == "live" else f"which answers as {service}")
    if agreement := tell_agreement(sample):
        said.append(agreement)
    if is_too_old(recording.recorded_at):
        days = age_in_days(recording.recorded_at)
        said.append(
            f'<strong class="pg-old">{days} days old: the service may answer differently now</strong>'
        )
    return " · ".join(said)
