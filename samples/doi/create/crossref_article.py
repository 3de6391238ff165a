"""Register a journal article with Crossref: build the deposit and send it."""

import os
import time

import requests
from lxml import etree

DEPOSIT = "https://test.crossref.org/servlet/deposit"  # production: https://doi.crossref.org/servlet/deposit
ARTICLE = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head><doi_batch_id/><timestamp/>
    <depositor><depositor_name>Example Press</depositor_name><email_address/></depositor>
    <registrant>Example Press</registrant></head>
  <body><journal><journal_metadata><full_title>Psychoceramics</full_title><issn>0264-3561</issn></journal_metadata>
    <journal_article publication_type="full_text"><titles><title/></titles>
      <contributors><person_name sequence="first" contributor_role="author">
        <surname>Carberry</surname><ORCID>https://orcid.org/0000-0002-1825-0097</ORCID>
      </person_name></contributors>
      <publication_date media_type="online"><year>2026</year></publication_date>
      <doi_data><doi/><resource/></doi_data>
  </journal_article></journal></body></doi_batch>"""


def build_article(doi: str, url: str, title: str) -> bytes:
    """Return the deposit of an article. The schema fixes the elements' order; lxml escapes the values.

    https://www.crossref.org/documentation/schema-library/markup-guide-record-types/journals-and-articles/
    """
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())  # must grow with every update of the DOI
    head = {"doi_batch_id": version, "timestamp": version, "email_address": os.environ["CONTACT_EMAIL"]}
    batch = etree.fromstring(ARTICLE)
    for name, text in {**head, "title": title, "doi": doi, "resource": url}.items():
        for element in batch.iter(f"{{*}}{name}"):
            element.text = text
    return etree.tostring(batch, encoding="UTF-8", xml_declaration=True)


if __name__ == "__main__":
    doi = f"{os.environ['CROSSREF_PREFIX']}/guide.article"
    xml = build_article(doi, "https://example.org/article", "High-Energy Metaphysics & Cracked Pots")
    login = {"login_id": os.environ["CROSSREF_LOGIN"], "login_passwd": os.environ["CROSSREF_PASSWORD"]}
    file, header = {"fname": ("article.xml", xml, "application/xml")}, {"Accept": "text/html"}
    response = requests.post(DEPOSIT, login, files=file, headers=header, timeout=60)
    if response.status_code != 200 or "successfully received" not in response.text:
        raise SystemExit(f"The upload was refused with status {response.status_code}")
    print(f"{doi}: received, and not checked yet")
