"""Puts each sample's tabs in the place of its outline, once the pages have been written.

MkDocs calls this through the macros after a build; `pidguide.site.build` does where Zensical wrote the pages.
"""

import re
from functools import partial
from pathlib import Path

from pidguide.cassettes import replace_file
from pidguide.site.sample_block import sample_block

_OUTLINE = re.compile(r'<div class="pg-outline" [^>]*data-sample="([^"]+)"[^>]*>.*?</div>', re.DOTALL)


def complete_pages(site: Path, repository: str) -> None:
    """Complete every page below a built site's root that holds outlines.

    `repository` is the address of the source repository, "" when it is not known.
    """
    for page in site.rglob("index.html"):
        root = "../" * len(page.relative_to(site).parts[:-1]) or "./"
        complete = partial(_complete, root=root, repository=repository)
        text, count = _OUTLINE.subn(complete, page.read_text(encoding="utf-8"))
        if count:
            replace_file(page, text)


def _complete(outline: re.Match[str], root: str, repository: str) -> str:
    return sample_block(outline[1], root, repository)
