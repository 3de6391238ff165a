"""What happens with a text that is no XML, and where the schema is not at hand."""

import pytest

from support.crossref_deposit import ARTICLE, Depositor, outcomes


def test_broken_xml_is_told_with_its_place(depositor: Depositor) -> None:
    told = outcomes(depositor.deposit("<doi_batch>\n<head></doi_batch>"))
    reason = 'The element type "head" must be terminated by the matching end-tag "</head>".'
    assert told == [("Failure", None, None, f"[fatal error] :2:19: {reason}")]


def test_a_missing_schema_is_said_plainly(
    depositor: Depositor, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert outcomes(depositor.deposit(ARTICLE)) == [
        (
            "Failure",
            None,
            None,
            "The emulator has no crossref5.4.0.xsd to check this deposit with: run `pidguide schemas`.",
        )
    ]
