"""A page of its own for each recording, with every body in full: where long bodies on guide pages lead."""

from html import escape
from pathlib import Path

from pidguide.basics.files import replace_file
from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import Sample
from pidguide.site.pages.moved import moved_samples
from pidguide.site.render.http_tab import render_exchanges
from pidguide.site.render.sample_block import provenance

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>Recording: {title} - PID guide</title>
<meta name="description" content="Every request and answer recorded for the sample {name}.">
<link rel="icon" href="{root}assets/icon.svg">
<link rel="stylesheet" href="{root}assets/css/recording.css">
</head>
<body>
<header><a href="{root}">PID guide</a></header>
<main class="md-typeset">
<h1>{title}</h1>
<p>Recording of the sample <a href="{page}#{anchor}"><code>{name}</code></a>. {provenance}.
Bodies are indented for reading; what stands in angle brackets replaced a secret.</p>
{exchanges}
</main>
</body>
</html>
"""


_REDIRECT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>Moved - PID guide</title>
<meta http-equiv="refresh" content="0; url={address}">
<p>This recording is <a href="{address}">here</a> now.</p>
</html>
"""


def write_recording_redirects(site: Path) -> None:
    """Lead from the addresses that recordings had before to the present ones."""
    for old, new in moved_samples().items():
        address = f"{'../' * (old.count('/') + 1)}{new}/"
        replace_file(site / "recordings" / old / "index.html", _REDIRECT.format(address=address))


def write_recording_page(sample: Sample, site: Path) -> None:
    """Write site/recordings/<sample>/index.html."""
    recording = read_recording(sample.cassette)
    root = "../" * (sample.name.count("/") + 2)
    page = _PAGE.format(
        title=escape(sample.title),
        name=sample.name,
        root=root,
        page=f"{root}{sample.page}/",
        anchor=sample.anchor,
        provenance=provenance(sample, recording),
        exchanges=render_exchanges(recording.exchanges, sample.anchor, is_open=True),
    )
    replace_file(site / "recordings" / sample.name / "index.html", page)
