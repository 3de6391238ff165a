"""The words that ORCID's members take."""

from typing import Any

import pytest

from pid_emulator.orcid.record.vocabulary import COUNTRIES, CURRENCIES, LANGUAGES, is_work_role
from support.orcid_items import BODIES
from support.orcid_people import Asker


def related(relationship: str) -> dict[str, Any]:
    """Return an identifier beside the item's own."""
    own = BODIES["work"]["external-ids"]["external-id"]
    return {
        "external-id": [
            *own,
            {**own[0], "external-id-value": "10.5555/other", "external-id-relationship": relationship},
        ]
    }


@pytest.mark.parametrize(
    ("path", "change", "message"),
    [
        (
            "funding",
            {"type": "gift"},
            "Invalid funding type, valid values are: grant, contract, award, salary-award.",
        ),
        (
            "work",
            {"contributors": {"contributor": [{"contributor-attributes": {"contributor-role": "friend"}}]}},
            "404 Bad Request: Invalid contributor role: friend. Expected one of author, assignee, editor, "
            "chair-or-translator, co-investigator, co-inventor, graduate-student, other-inventor, "
            "principal-investigator, postdoctoral-researcher, support-staff.",
        ),
        (
            "funding",
            {"contributors": {"contributor": [{"contributor-attributes": {"contributor-role": "author"}}]}},
            "404 Bad Request: Invalid contributor role: author. Expected one of lead, co-lead, supported-by, "
            "other-contribution.",
        ),
        (
            "work",
            {"external-ids": related("cites")},
            "400 Bad request: invalid value 'cites' for enum 'Relationship'",
        ),
        (
            "work",
            {"citation": {"citation-type": "BIBTEX", "citation-value": "x"}},
            "400 Bad request: invalid value 'BIBTEX' for enum 'CitationType'",
        ),
        (
            "peer-review",
            {"reviewer-role": "author"},
            "400 Bad request: invalid value 'author' for enum 'Role'",
        ),
        (
            "peer-review",
            {"review-type": "revision"},
            "400 Bad request: invalid value 'revision' for enum 'PeerReviewType'",
        ),
    ],
)
def test_another_word_is_refused(ask: Asker, path: str, change: dict[str, Any], message: str) -> None:
    answer = ask.write("POST", path, {**BODIES[path], **change})
    assert (answer.status_code, answer.json["developer-message"]) == (400, message)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "preprint"},
        {"type": "software"},
        {"type": "undefined"},
        {"citation": {"citation-type": "bibtex", "citation-value": "x"}},
        {"citation": {"citation-type": "ris", "citation-value": "x"}},
        {"external-ids": related("part-of")},
        {"external-ids": related("version-of")},
        {"external-ids": related("funded-by")},
    ],
)
def test_words_that_a_work_may_have(ask: Asker, change: dict[str, Any]) -> None:
    assert ask.write("POST", "work", {**BODIES["work"], **change}).status_code == 201


@pytest.mark.parametrize(
    "role",
    [
        "",
        "Author",
        "lead",
        "https://credit.niso.org/contributor-roles/",
        "https://casrai.org/roles/software/",
    ],
)
def test_what_is_no_role_in_a_work(role: str) -> None:
    assert not is_work_role(role)


@pytest.mark.parametrize(
    "role",
    [
        "author",
        "support-staff",
        "http://credit.niso.org/contributor-roles/software",
        "https://credit.niso.org/contributor-roles/writing-original-draft/",
    ],
)
def test_roles_in_a_work_are_orcids_own_or_of_credit(role: str) -> None:
    assert is_work_role(role)


def test_codes_are_those_of_the_standards() -> None:
    assert {"AT", "US", "XK"} <= set(COUNTRIES)
    assert {"EUR", "USD", "BYN"} <= set(CURRENCIES)
    assert {"en", "zh_CN"} <= set(LANGUAGES)
    assert not {"UK", "english", "xx"} & {*COUNTRIES, *LANGUAGES}
