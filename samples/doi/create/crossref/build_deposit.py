"""Build a Crossref deposit for a journal article with lxml."""

import time

from lxml import etree
from lxml.builder import ElementMaker

SCHEMA = "http://www.crossref.org/schema/5.4.0"
E = ElementMaker(namespace=SCHEMA, nsmap={None: SCHEMA})


def build_article(doi: str, url: str, title: str, email: str) -> bytes:
    """Return the deposit of an article, its elements in the order that the schema demands.

    https://www.crossref.org/documentation/schema-library/markup-guide-record-types/journals-and-articles/
    """
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())  # must grow with every update of the DOI
    head = E.head(
        E.doi_batch_id(f"guide-{version}"),
        E.timestamp(version),
        E.depositor(E.depositor_name("Example Press"), E.email_address(email)),
        E.registrant("Example Press"),
    )
    carberry = E.person_name(
        {"sequence": "first", "contributor_role": "author"},
        *(E.given_name("Josiah"), E.surname("Carberry"), E.ORCID("https://orcid.org/0000-0002-1825-0097")),
    )
    article = E.journal_article(
        {"publication_type": "full_text"},
        E.titles(E.title(title)),
        E.contributors(carberry),
        E.publication_date(E.year("2026")),
        E.doi_data(E.doi(doi), E.resource(url)),
    )
    journal = E.journal_metadata(E.full_title("Journal of Psychoceramics"), E.issn("0264-3561"))
    batch = E.doi_batch({"version": "5.4.0"}, head, E.body(E.journal(journal, article)))
    return etree.tostring(batch, encoding="UTF-8", xml_declaration=True, pretty_print=True)


if __name__ == "__main__":
    xml = build_article("10.5555/guide.article", "https://example.org/1", "Cracks & Pots", "you@example.org")
    for line in xml.decode().splitlines():
        if any(tag in line for tag in ("<title>", "<ORCID>", "<doi>", "<resource>")):
            print(line.strip())
