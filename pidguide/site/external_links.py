"""The addresses outside the guide that its pages name: `python -m pidguide.site.external_links`.

They are listed in docs/_data/external-links.txt, one a line, for the scheduled check; no test asks them.
"""

import re

from pidguide import paths

LIST = paths.DOCS / "_data" / "external-links.txt"
_LINK = re.compile(
    r"\]\(<?(https?://[^)\s>]+)>?(?:\s+\"[^\"]*\")?\)|<(https?://[^>\s]+)>|href=\"(https?://[^\"]+)\""
)
_SOURCE = re.compile(r"source:\s*[\"']?(https?://[^\"'\s,}]+)")


def find_external_links() -> set[str]:
    """Return every external address that a page or a figure's source names."""
    found: set[str] = set()
    for page in paths.DOCS.rglob("*.md"):
        for groups in _LINK.findall(page.read_text(encoding="utf-8")):
            found.add("".join(groups))
    for facts in (paths.DOCS / "_facts").glob("*.yml"):
        found.update(_SOURCE.findall(facts.read_text(encoding="utf-8")))
    return found


def main() -> None:
    """Write the list anew."""
    LIST.parent.mkdir(exist_ok=True)
    links = sorted(find_external_links())
    LIST.write_text("\n".join(links) + "\n", encoding="utf-8")
    print(f"{LIST.relative_to(paths.ROOT)}: {len(links)} addresses")


if __name__ == "__main__":
    main()
