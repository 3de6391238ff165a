"""/works/{doi}/agency: which registration agency a DOI belongs to."""

from pid_emulator import Emulator
from support.crossref_api import get
from support.crossref_work import DOI


def test_the_agency_of_an_unknown_doi_is_text_under_a_json_type(transforming: Emulator) -> None:
    answer = get(transforming, "/works/5/agency")
    assert (answer.status_code, answer.text) == (404, "Resource not found.")
    assert answer.content_type == "application/json;charset=utf-8"


def test_the_agency_of_a_doi_is_as_recorded(transforming: Emulator) -> None:
    assert get(transforming, f"/works/{DOI.upper()}/agency").text == (
        '{"status":"ok","message-type":"work-agency","message-version":"1.0.0",'
        '"message":{"DOI":"10.1126\\/science.169.3946.635","agency":{"id":"crossref","label":"Crossref"}}}'
    )
