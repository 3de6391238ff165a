"""A client of the emulated deposit system, and a deposit to send."""

import pytest
import requests
from lxml import etree
from werkzeug.test import TestResponse

from pid_emulator.core import accounts
from pid_emulator.core.schema_files import CROSSREF_DEPOSIT, schema_file
from support.empty_emulator import empty_emulator

HOST = "https://test.crossref.org"

needs_schema = pytest.mark.skipif(
    schema_file(CROSSREF_DEPOSIT) is None, reason=f"{CROSSREF_DEPOSIT} is not at hand: run `pidguide schemas`"
)

ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<doi_batch version="5.4.0" xmlns="http://www.crossref.org/schema/5.4.0">
  <head>
    <doi_batch_id>batch-1</doi_batch_id>
    <timestamp>20261123120000</timestamp>
    <depositor>
      <depositor_name>Example Press</depositor_name>
      <email_address>doi@example.org</email_address>
    </depositor>
    <registrant>Example Press</registrant>
  </head>
  <body>
    <journal>
      <journal_metadata>
        <full_title>Journal of Examples</full_title>
        <issn>0264-3561</issn>
      </journal_metadata>
      <journal_article publication_type="full_text">
        <titles><title>An example</title></titles>
        <publication_date><year>2026</year></publication_date>
        <doi_data>
          <doi>10.5555/example.1</doi>
          <resource>https://example.org/1</resource>
        </doi_data>
      </journal_article>
    </journal>
  </body>
</doi_batch>"""

NEWER = ("20261123120000", "20261123120001")


class Depositor:
    """A client of the deposit system that waits by putting the emulator's clock forward."""

    def __init__(self) -> None:
        self.emulator = empty_emulator()
        self.uploads = 0

    def upload(self, content: str | bytes, file_name: str | None = None, **fields: str) -> TestResponse:
        self.uploads += 1
        body = {
            "operation": "doMDUpload",
            "login_id": accounts.CROSSREF_LOGIN,
            "login_passwd": accounts.CROSSREF_PASSWORD,
            **fields,
        }
        part = (file_name or f"{self.uploads}.xml", content, "application/xml")
        return self.send("/servlet/deposit", body, {"fname": part})

    def send(self, path: str, fields: dict[str, str], files: dict[str, object] | None) -> TestResponse:
        request = requests.Request("POST", HOST + path, data=fields, files=files).prepare()
        return self.emulator.request("POST", HOST + path, dict(request.headers), request.body)

    def poll(self, **parameters: str) -> TestResponse:
        query = {
            "usr": accounts.CROSSREF_LOGIN,
            "pwd": accounts.CROSSREF_PASSWORD,
            "type": "result",
            **parameters,
        }
        url = requests.Request("GET", f"{HOST}/servlet/submissionDownload", params=query).prepare().url
        assert url is not None
        return self.emulator.request("GET", url)

    def wait(self, seconds: float) -> None:
        self.emulator.world.clock.advance(seconds)

    def deposit(self, content: str | bytes, **fields: str) -> etree._Element:
        """Upload, wait until it is done, and return the diagnostic."""
        self.upload(content, **fields)
        self.wait(10)
        return etree.fromstring(self.poll(file_name=f"{self.uploads}.xml").data)


def outcomes(diagnostic: etree._Element) -> list[tuple[str | None, ...]]:
    """Return (status, msg_id, DOI, message) of each record."""
    return [
        (record.get("status"), record.get("msg_id"), record.findtext("doi") or None, record.findtext("msg"))
        for record in diagnostic.iterfind("record_diagnostic")
    ]


def changed(*replacements: tuple[str, str], text: str = ARTICLE) -> str:
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return text
