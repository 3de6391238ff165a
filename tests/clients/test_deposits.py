"""crossrefapi's Depositor and the datacite package's MDS client run against the emulator."""

from collections.abc import Iterator

import pytest
from crossref.restful import Depositor
from datacite.errors import DataCiteNotFoundError, DataCiteUnauthorizedError
from lxml import etree

from datacite import DataCiteMDSClient
from pid_emulator import Emulator
from pid_emulator.core import accounts
from pid_emulator.core.schema_files import CROSSREF_DEPOSIT, DATACITE_KERNEL, schema_file
from pidguide.running import transports

REPORT = """<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0"><head>
  <doi_batch_id>batch-1</doi_batch_id><timestamp>20261123120000</timestamp>
  <depositor>
    <depositor_name>Example Press</depositor_name><email_address>doi@example.org</email_address>
  </depositor>
  <registrant>Example Press</registrant></head><body><posted_content type="report">
  <titles><title>Cracked pots</title></titles><posted_date><year>2026</year></posted_date>
  <doi_data><doi>10.5555/report</doi><resource>https://example.org/report</resource></doi_data>
</posted_content></body></doi_batch>"""
DOI = f"{accounts.DATACITE_PREFIX}/client"
METADATA = f"""<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">{DOI}</identifier>
  <creators><creator><creatorName>Carberry, Josiah</creatorName></creator></creators>
  <titles><title>Cracked pots</title></titles><publisher>Example</publisher>
  <publicationYear>2026</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Photographs</resourceType>
</resource>"""


def needs(schema: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        schema_file(schema) is None, reason=f"{schema} is not at hand: run `pidguide schemas`"
    )


@pytest.fixture(autouse=True)
def reach_the_emulator(emulator: Emulator) -> Iterator[None]:
    """Lead the clients' requests to the emulator."""
    with transports.emulator(emulator):
        yield


def mds(password: str = accounts.DATACITE_PASSWORD) -> DataCiteMDSClient:
    return DataCiteMDSClient(
        accounts.DATACITE_REPOSITORY_ID, password, accounts.DATACITE_PREFIX, test_mode=True, timeout=30
    )


@needs(CROSSREF_DEPOSIT)
def test_crossrefapi_deposits_and_asks_for_the_result(emulator: Emulator) -> None:
    depositor = Depositor(
        "10.5555", accounts.CROSSREF_LOGIN, accounts.CROSSREF_PASSWORD, use_test_server=True
    )
    assert "successfully received" in depositor.register_doi("report", REPORT).text
    emulator.world.clock.advance(2)
    assert 'status="queued"' in depositor.request_doi_status_by_filename("report.xml").text
    emulator.world.clock.advance(10)
    diagnostic = etree.fromstring(depositor.request_doi_status_by_batch_id("batch-1").content)
    assert diagnostic.findtext("record_diagnostic/msg") == "Successfully added"
    assert depositor.request_doi_status_by_filename("report.xml", data_type="contents").text == REPORT


@needs(DATACITE_KERNEL)
def test_the_mds_client_registers_reads_and_hides() -> None:
    client = mds()
    assert client.metadata_post(METADATA) == f"OK ({DOI.upper()})"
    assert client.doi_post(DOI, "https://example.org/pots") == "OK"
    assert client.doi_get(DOI) == "https://example.org/pots"
    assert etree.fromstring(client.metadata_get(DOI).encode()).findtext("{*}identifier") == DOI.upper()
    assert client.metadata_delete(DOI) == "OK"


def test_the_mds_client_meets_the_errors_it_knows() -> None:
    with pytest.raises(DataCiteUnauthorizedError):
        mds("wrong").doi_get(DOI)
    with pytest.raises(DataCiteNotFoundError):
        mds().doi_get(DOI)
