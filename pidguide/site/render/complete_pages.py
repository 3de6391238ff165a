"""Puts each sample's tabs in the place of its outline, once the pages have been written, and the links
to what a page gives to take away below its introduction.

MkDocs calls this through the macros after a build; `pidguide.site.build` does where Zensical wrote the pages.
"""

import re
from functools import partial
from pathlib import Path

from pidguide.basics.files import replace_file
from pidguide.site.render.sample_block import sample_block

_FIRST_SECTION = '<h2 id="'
_OUTLINE = re.compile(r'<div class="pg-outline" [^>]*data-sample="([^"]+)"[^>]*>.*?</div>', re.DOTALL)


def complete_pages(site: Path, repository: str) -> None:
    """Complete every page below a built site's root that holds outlines.

    `repository` is the address of the source repository, "" when it is not known.
    """
    for file in site.rglob("index.html"):
        page = file.parent.relative_to(site)
        root = "../" * len(page.parts) or "./"
        complete = partial(_complete, root=root, repository=repository)
        text, count = _OUTLINE.subn(complete, file.read_text(encoding="utf-8"))
        if count:
            links = _link_downloads(page.as_posix(), root)
            replace_file(file, text.replace(_FIRST_SECTION, links + _FIRST_SECTION, 1))


def _complete(outline: re.Match[str], root: str, repository: str) -> str:
    return sample_block(outline[1], root, repository)


def _link_downloads(page: str, root: str) -> str:
    files = f"{root}downloads/{page}"
    return (
        '<p class="pg-take">All samples of this page: '
        f'<a href="{files}.zip" download>zip</a> · <a href="{files}.ipynb" download>Jupyter notebook</a> · '
        f'<a href="{root}{page}.md">this page as Markdown</a> · '
        f'<a href="{root}status/#{page.replace("/", "-")}">'
        f'<img src="{root}badges/{page}.svg" alt="Status of this page\'s samples" height="20"></a></p>'
    )
