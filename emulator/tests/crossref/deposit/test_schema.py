"""What is no XML, and what happens where the schema is not at hand."""

import pytest

from support.crossref_deposit import ARTICLE, Depositor, outcomes


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no XML", "[fatal error] :1:1: Content is not allowed in prolog."),
        ("", "[fatal error] :1:1: Premature end of file."),
        (
            "<doi_batch>\n<head></doi_batch>",
            '[fatal error] :2:19: The element type "head" must be terminated by the matching end-tag '
            '"</head>".',
        ),
        (
            "<title>Salt & pepper</title>",
            "[fatal error] :1:14: The entity name must immediately follow the '&' in the entity reference.",
        ),
        ('<?xml version="1.0" encoding="UTF-99"?><doi_batch/>', None),
        ("\x00\x01\x02", None),
    ],
)
def test_broken_xml_is_told_with_its_place(content: str, message: str | None, depositor: Depositor) -> None:
    status, _, doi, told = outcomes(depositor.deposit(content))[0]
    assert (status, doi) == ("Failure", None)
    assert (told == message) if message else (told or "").startswith("[fatal error]")


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
