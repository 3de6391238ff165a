"""Build a Crossref deposit (XML) for a journal article."""

import time

from lxml import etree
from lxml.builder import ElementMaker

SCHEMA = "http://www.crossref.org/schema/5.4.0"
E = ElementMaker(namespace=SCHEMA, nsmap={None: SCHEMA})


def build_article(doi: str, url: str, title: str, email: str) -> bytes:
    """Return the deposit of an article, its elements in the schema's order.

    https://www.crossref.org/documentation/schema-library/markup-guide-record-types/journals-and-articles/
    """
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())  # must grow with each update
    head = E.head(
        E.doi_batch_id(f"guide-{version}"),
        E.timestamp(version),
        E.depositor(E.depositor_name("Example Press"), E.email_address(email)),
        E.registrant("Example Press"),
    )
    journal = E.journal_metadata(E.full_title("Journal of Pots"), E.issn("0264-3561"))
    # region excerpt
    article = E.journal_article(
        E.titles(E.title(title)),
        E.publication_date(E.year("2026")),
        E.doi_data(E.doi(doi), E.resource(url)),
    )
    body = E.body(E.journal(journal, article))
    batch = E.doi_batch(head, body, version="5.4.0")
    return etree.tostring(
        batch, encoding="UTF-8", xml_declaration=True, pretty_print=True
    )
    # endregion


if __name__ == "__main__":
    url, email = "https://example.org/1", "you@example.org"
    xml = build_article("10.5555/guide.article", url, "Cracks & Pots", email)
    print(*xml.decode().splitlines()[-14:-3], sep="\n")
