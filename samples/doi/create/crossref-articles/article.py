"""Deposit articles with abstract, references, funder and licence."""

import os
import time

import requests
from lxml import etree

SYSTEM = "https://test.crossref.org/servlet"  # production: https://doi.crossref.org
LOGIN, PASSWORD = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
# region excerpt
PERSON = """<person_name sequence="first" contributor_role="author">
  <given_name>Josiah</given_name><surname>Carberry</surname>
  <affiliations><institution><institution_id type="ror"
    >https://ror.org/05gq02987</institution_id></institution></affiliations>
  <ORCID>https://orcid.org/0000-0002-1825-0097</ORCID></person_name>"""
FUNDER = """<program xmlns="http://www.crossref.org/fundref.xsd">
  <assertion name="ror">https://ror.org/021nxhr62</assertion></program>"""
LICENCE = """<program xmlns="http://www.crossref.org/AccessIndicators.xsd">
  <license_ref>https://creativecommons.org/licenses/by/4.0/</license_ref></program>"""
# endregion
REFERENCES = """<citation_list>
  <citation key="1"><doi>10.5555/12345678</doi></citation>
  <citation key="2"><unstructured_citation>Carberry, J. Toward a Unified Theory of
    Cracked Pots. 2008.</unstructured_citation></citation></citation_list>"""
ARTICLE = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0">
  <head><doi_batch_id>article-{version}</doi_batch_id><timestamp>{version}</timestamp>
    <depositor><depositor_name>Example Press</depositor_name>
      <email_address>{email}</email_address></depositor>
    <registrant>Example Press</registrant></head>
  <body><journal>
    <journal_metadata><full_title>Journal of Psychoceramics</full_title>
      <issn>0264-3561</issn></journal_metadata>
    <journal_issue><publication_date><year>2026</year></publication_date>
      <journal_volume><volume>14</volume></journal_volume><issue>2</issue>
    </journal_issue>
    <journal_article><titles><title>Cracks in Pots</title></titles>
      <contributors>{author}</contributors>
      <abstract xmlns="http://www.ncbi.nlm.nih.gov/JATS1"><p>Pots crack.</p></abstract>
      <publication_date><year>2026</year></publication_date>
      <pages><first_page>57</first_page><last_page>66</last_page></pages>
      {funder}{licence}
      <doi_data><doi>{prefix}/guide.article</doi>
        <resource>https://example.org/article</resource></doi_data>
      {references}</journal_article></journal></body></doi_batch>"""


def deposit(xml: str, file_name: str) -> etree._Element:
    """Deposit an article and return the diagnostic, a minute later.

    Raises RuntimeError when the upload is refused, and while the deposit is queued.
    https://www.crossref.org/documentation/schema-library/markup-guide-record-types/journals-and-articles/
    """
    receipt = requests.post(
        f"{SYSTEM}/deposit",
        {"login_id": LOGIN, "login_passwd": PASSWORD},
        files={"fname": (file_name, xml, "application/xml")},
        headers={"Accept": "text/html"},
        timeout=60,
    )
    if receipt.status_code != 200 or "successfully received" not in receipt.text:
        reason = receipt.text.replace(PASSWORD, "***")[:200]
        raise RuntimeError(f"The upload was refused: {receipt.status_code} {reason}")
    time.sleep(60)
    form = {"usr": LOGIN, "pwd": PASSWORD, "file_name": file_name, "type": "result"}
    answer = requests.post(
        f"{SYSTEM}/submissionDownload",
        form,
        headers={"Accept": "text/xml"},
        timeout=30,
    )
    if answer.status_code != 200:
        raise RuntimeError(f"submissionDownload answered {answer.status_code}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    diagnostic = etree.fromstring(answer.content, parser)
    status = diagnostic.get("status", "").replace(PASSWORD, "***")
    if status != "completed":
        raise RuntimeError(f"{file_name} is {status}: ask again later")
    return diagnostic


if __name__ == "__main__":
    version = time.strftime("%Y%m%d%H%M%S", time.gmtime())
    own = {
        "prefix": os.environ["CROSSREF_PREFIX"],
        "email": os.environ["CONTACT_EMAIL"],
    }
    parts = {"author": PERSON, "funder": FUNDER, "licence": LICENCE}
    given = {"version": version, "references": REFERENCES, **parts, **own}
    diagnostic = deposit(ARTICLE.format(**given), f"article-{version}.xml")
    print(diagnostic.findtext("record_diagnostic/msg"))
    for citation in diagnostic.iter("citation"):
        print(citation.get("key"), citation.get("status"), citation.text or "")
