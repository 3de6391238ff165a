"""Production and the sandbox write iDs and client ids with their own hosts."""

import json

import pytest

from support.orcid_people import CARBERRY, Asker, work


def test_sandbox_writes_its_own_host(ask: Asker) -> None:
    record = ask.get(f"https://pub.sandbox.orcid.org/v3.0/{CARBERRY}").text
    assert json.loads(record)["orcid-identifier"]["uri"] == f"https://sandbox.orcid.org/{CARBERRY}"
    assert "https://orcid.org/client/" not in record


@pytest.mark.parametrize("host", ["orcid.org", "sandbox.orcid.org"])
def test_an_items_source_has_the_host_that_answers(ask: Asker, host: str) -> None:
    code = ask.added("work", work())
    item = ask.get(f"https://pub.{host}/v3.0/{CARBERRY}/work/{code}").json
    assert item["source"]["source-client-id"] == {
        "uri": f"https://{host}/client/APP-EMULATOR00000001",
        "path": "APP-EMULATOR00000001",
        "host": host,
    }
