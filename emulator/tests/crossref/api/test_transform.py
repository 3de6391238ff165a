"""Crossref's content negotiation: both forms, every media type, styles and locales, and what fails."""

import json

import pytest

from pid_emulator import Emulator
from support.crossref_api import get
from support.crossref_work import DOI, TYPES, WORK, Negotiate


@pytest.mark.parametrize("media_type", TYPES)
def test_an_unknown_doi_is_a_404_that_is_not_json(
    negotiate: Negotiate, transforming: Emulator, media_type: str
) -> None:
    for answer in (
        negotiate(media_type, "10.1126/nothing"),
        get(transforming, f"/works/10.1126/nothing/transform/{media_type}"),
    ):
        assert (answer.status_code, answer.text) == (404, "Resource not found.")
        assert answer.content_type == "text/plain;charset=utf-8"


@pytest.mark.parametrize(
    "accept",
    [
        "application/pdf",
        "application/x-bibtex;q=0",
        "application/vnd.datacite.datacite+xml",
        "text/x-bibliography; style=no-such-style",
        "text/x-bibliography; style=apa; locale=xx-XX",
        "text/x-bibliography; style=../apa",
        "text/x-bibliography; style=geopolitics",  # citeproc-py fails on it
    ],
)
def test_what_cannot_be_served_is_a_406(negotiate: Negotiate, accept: str) -> None:
    assert negotiate(accept).status_code == 406


@pytest.mark.parametrize("media_type", TYPES)
def test_the_accept_form_names_the_bare_type(negotiate: Negotiate, media_type: str) -> None:
    answer = negotiate(media_type)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize("version", ["", "/v1"])
@pytest.mark.parametrize("media_type", TYPES)
def test_the_path_form_has_no_content_type_and_the_same_body(
    transforming: Emulator, negotiate: Negotiate, media_type: str, version: str
) -> None:
    answer = get(transforming, f"{version}/works/{DOI}/transform/{media_type}")
    assert answer.status_code == 200
    assert "Content-Type" not in answer.headers
    assert answer.data == negotiate(media_type).data


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (
            "application/vnd.crossref.unixref+xml;q=1, application/rdf+xml;q=0.5",
            "application/vnd.crossref.unixref+xml",
        ),
        ("application/rdf+xml;q=0.5, text/turtle;q=0.9", "text/turtle"),
        ("text/turtle, application/x-bibtex", "text/turtle"),
        ("application/vnd.datacite.datacite+xml, application/x-bibtex;q=0.1", "application/x-bibtex"),
        ("application/json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_the_highest_q_wins_else_the_first(negotiate: Negotiate, accept: str, chosen: str) -> None:
    assert negotiate(accept).headers["Content-Type"] == chosen


def test_an_alias_is_transformed_but_has_no_agency(negotiate: Negotiate, transforming: Emulator) -> None:
    assert "Frank_1970" in negotiate("application/x-bibtex", "10.1126/alias").text
    assert get(transforming, "/works/10.1126/alias/agency").status_code == 404


@pytest.mark.parametrize(
    "work_type",
    ["book", "book-chapter", "proceedings-article", "posted-content", "dissertation", "dataset", "report",
     "peer-review", "component", "standard", "journal", "no-such-type", None],
)  # fmt: skip
@pytest.mark.parametrize("media_type", TYPES)
def test_every_kind_of_work_has_every_format(empty: Emulator, media_type: str, work_type: str | None) -> None:
    empty.world.crossref.add(
        "works", {**WORK, "type": work_type, "event": {"name": "A conference"}, "ISBN": ["9780000000000"]}
    )
    assert get(empty, f"/works/{DOI}/transform/{media_type}").status_code == 200


@pytest.mark.parametrize(
    ("path", "name"), [("/styles", "apa"), ("/v1/styles", "nature"), ("/locales", "de-DE")]
)
def test_styles_and_locales_are_listed(transforming: Emulator, path: str, name: str) -> None:
    message = json.loads(get(transforming, path).text)["message"]
    assert name in message["items"]
    assert message["total-results"] == len(message["items"])
