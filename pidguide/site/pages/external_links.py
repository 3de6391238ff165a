"""The addresses outside the guide that its pages name: `python -m pidguide.site.pages.external_links`.

A build lists them in external-links.txt beside the pages, one a line, for the scheduled check; no test
asks them.
"""

import re

from pidguide.basics import paths

_LINK = re.compile(
    r"\]\(<?(https?://[^)\s>]+)>?(?:\s+\"[^\"]*\")?\)|<(https?://[^>\s]+)>|href=\"(https?://[^\"]+)\""
)
_SOURCE = re.compile(r"source:\s*[\"']?(https?://[^\"'\s,}]+)")


def find_external_links() -> set[str]:
    """Return every external address that a page, or the source of a figure or a change, names."""
    found: set[str] = set()
    for page in paths.DOCS.rglob("*.md"):
        for groups in _LINK.findall(page.read_text(encoding="utf-8")):
            found.add("".join(groups))
    for dated in (*paths.DOCS.glob("_facts/*.yml"), *paths.DOCS.glob("_changes.yml")):
        found.update(_SOURCE.findall(dated.read_text(encoding="utf-8")))
    return found


def list_external_links() -> str:
    """Return the addresses as a text, one a line, sorted."""
    return "".join(f"{link}\n" for link in sorted(find_external_links()))


if __name__ == "__main__":
    print(list_external_links(), end="")
