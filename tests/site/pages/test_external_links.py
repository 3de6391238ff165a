"""Every external address that a page, a figure or a change names is found, whichever way it is written."""

from pathlib import Path

from pidguide.site.pages.external_links import list_external_links

PAGE = """
[one](https://a.example/x) [two](<https://b.example/>) [three](https://c.example/ "titled")
<https://d.example/> <a href="https://e.example/">five</a> [inside](../doi/access.md) `https://no.example/`
"""


def test_addresses_are_listed_once_and_sorted(guide: Path) -> None:
    facts = guide / "docs" / "_facts"
    facts.mkdir(parents=True)
    (guide / "docs" / "page.md").write_text(PAGE)
    (guide / "docs" / "other.md").write_text("[again](https://a.example/x)")
    (facts / "limits.yml").write_text("rate:\n  source: https://f.example/limits\n")
    (guide / "docs" / "_changes.yml").write_text("- change: It sings\n  source: https://g.example/news\n")
    hosts = ["a.example/x", "b.example/", "c.example/", "d.example/", "e.example/", "f.example/limits"]
    hosts.append("g.example/news")
    assert list_external_links() == "".join(f"https://{host}\n" for host in hosts)
