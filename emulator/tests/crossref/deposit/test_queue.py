"""Submissions wait, are worked on and are done, by the emulator's clock."""

import pytest
from lxml import etree

from support.crossref_deposit import ARTICLE, NEWER, Depositor, changed, needs_schema, outcomes


@needs_schema
def test_a_submission_passes_through_every_status(depositor: Depositor) -> None:
    depositor.upload(ARTICLE, "a.xml")
    seen = []
    for _ in range(4):
        seen.append(etree.fromstring(depositor.poll(file_name="a.xml").data).get("status"))
        depositor.wait(2)
    assert seen == ["unknown_submission", "queued", "in_process", "completed"]


@needs_schema
def test_a_batch_id_is_known_once_the_file_is_read(depositor: Depositor) -> None:
    depositor.upload(ARTICLE)
    depositor.wait(2)
    assert 'status="unknown_submission"' in depositor.poll(doi_batch_id="batch-1").text
    depositor.wait(2)
    assert 'status="in_process"' in depositor.poll(doi_batch_id="batch-1").text


@needs_schema
def test_the_first_submission_of_a_file_name_wins(depositor: Depositor) -> None:
    depositor.upload(ARTICLE, "same.xml")
    depositor.upload(changed(NEWER), "same.xml")
    depositor.wait(10)
    assert "Successfully added" in depositor.poll(file_name="same.xml").text


@needs_schema
def test_reset_forgets_every_deposit(depositor: Depositor) -> None:
    depositor.deposit(ARTICLE)
    depositor.emulator.reset()
    assert 'status="unknown_submission"' in depositor.poll(file_name="1.xml").text
    depositor.uploads = 0
    assert outcomes(depositor.deposit(ARTICLE))[0][3] == "Successfully added"


@needs_schema
@pytest.mark.parametrize("host", ["https://api.crossref.org/works", "https://doi.org"])
def test_deposited_dois_stay_in_the_test_system(host: str, depositor: Depositor) -> None:
    assert outcomes(depositor.deposit(ARTICLE))[0][0] == "Success"
    assert depositor.emulator.request("GET", f"{host}/10.5555/example.1").status_code == 404
