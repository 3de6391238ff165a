"""Puts each sample's card in the place of its outline, once the pages have been written, and below a page's
introduction the links to what it gives to take away, and one line when its recordings are too old. A page
from which samples and sections have moved tells whoever comes by an old link where they are now. Wide tables
are prepared for phones.

MkDocs calls this through the macros after a build; `pidguide.site.build` does where Zensical wrote the pages.
"""

import re
from datetime import datetime
from functools import partial
from pathlib import Path

from pidguide.basics.files import replace_file
from pidguide.cassettes.format import read_recording
from pidguide.samples.age import LIMIT_DAYS, age_in_days, is_too_old
from pidguide.samples.catalogue import Sample
from pidguide.site.pages.moved import moved_anchors
from pidguide.site.render.sample_block import sample_block
from pidguide.site.render.wide_tables import name_cells

_FIRST_SECTION = '<h2 id="'
_END = "</article>"
_OUTLINE = re.compile(r'<div class="pg-outline" data-sample="([^"]+)">.*?</div>', re.DOTALL)


def complete_pages(site: Path, repository: str, now: datetime | None = None) -> None:
    """Complete every page below a built site's root.

    `repository` is the address of the source repository, "" when it is not known. Ages are counted up to
    `now`, the moment of the call if None.
    """
    for file in site.rglob("index.html"):
        page = file.parent.relative_to(site)
        root = "../" * len(page.parts) or "./"
        complete = partial(_complete, root=root, repository=repository)
        source = file.read_text(encoding="utf-8")
        text = name_cells(source)
        if names := _OUTLINE.findall(source):
            own = [name for name in names if Sample(name).page == page.as_posix()]
            above = _tell_of_samples(own, page.as_posix(), root, now) if own else ""
            text = _OUTLINE.sub(complete, text).replace(_FIRST_SECTION, above + _FIRST_SECTION, 1)
            moved = _tell_what_moved(page.as_posix(), root)
            text = text.replace(_END, moved + _END, 1)
        if text != source:
            replace_file(file, text)


def _complete(outline: re.Match[str], root: str, repository: str) -> str:
    return sample_block(outline[1], root, repository)


def _tell_of_samples(names: list[str], page: str, root: str, now: datetime | None) -> str:
    return _link_downloads(page, root) + _warn_of_age(names, page, root, now)


def _link_downloads(page: str, root: str) -> str:
    files = f"{root}downloads/{page}"
    return (
        '<p class="pg-take">All samples of this page: '
        f'<a href="{files}.zip" download>zip</a> · <a href="{files}.ipynb" download>Jupyter notebook</a> · '
        f'<a href="{root}status/#{page.replace("/", "-")}">'
        f'<img src="{root}badges/{page}.svg" alt="Status of this page\'s samples" height="20"></a></p>'
    )


def _tell_what_moved(page: str, root: str) -> str:
    """Return a line for each anchor that a page had before, which shows when it is linked to."""
    return "".join(
        f'<p class="pg-moved" id="{anchor}"><a href="{root}{address}">This is on another page now</a>.</p>'
        for anchor, address in moved_anchors(page).items()
    )


def _warn_of_age(names: list[str], page: str, root: str, now: datetime | None) -> str:
    """Say once for all samples of a page that some are too old to be believed; nothing when none is."""
    recorded = [read_recording(Sample(name).cassette).recorded_at for name in names]
    old = sum(is_too_old(moment, now) for moment in recorded)
    if not old:
        return ""
    told = "All samples" if old == len(recorded) else f"{old} of {len(recorded)} samples"
    return (
        f'<p class="pg-old"><strong>Old recordings.</strong> {told} of this page were recorded more than '
        f"{LIMIT_DAYS} days ago, the oldest {age_in_days(min(recorded), now)}: the services may answer "
        f'differently now. <a href="{root}status/#{page.replace("/", "-")}">See how old each is</a>.</p>'
    )
