"""The format of an answer, by Accept and by path."""

import csv
import io
import json

import pytest

from support.datacite_rest import PRODUCTION, Rest

PREPRINT = "10.48550/arxiv.1902.02534"


@pytest.mark.parametrize(
    ("path", "accept", "media_type"),
    [
        (f"/dois/{PREPRINT}", "application/x-bibtex", "application/x-bibtex"),
        (f"/dois/application/x-bibtex/{PREPRINT}", "*/*", "application/x-bibtex"),
        (f"/application/citeproc+json/{PREPRINT}", "*/*", "application/vnd.citationstyles.csl+json"),
        (f"/{PREPRINT}", "text/x-bibliography; style=ieee", "text/x-bibliography"),
        (f"/dois/{PREPRINT}", "text/html,application/json;q=0.9,*/*;q=0.5", "application/json"),
        ("/dois/text/csv?query=citations", "*/*", "text/csv"),
    ],
)
def test_formats(rest: Rest, path: str, accept: str, media_type: str) -> None:
    answer = rest.send("GET", path, host=PRODUCTION, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, media_type)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/json"),
        ("application/vnd.api+json", "application/json"),
        ("text/html, application/x-bibtex", "application/json"),
        ("application/x-bibtex;q=0.5, text/x-bibliography", "text/x-bibliography"),
        ("image/png, application/x-bibtex", "application/x-bibtex"),
        ("APPLICATION/X-BIBTEX", "application/x-bibtex"),
    ],
)
def test_the_first_type_that_is_known_wins(rest: Rest, accept: str, media_type: str) -> None:
    answer = rest.send("GET", f"/dois/{PREPRINT}", host=PRODUCTION, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, media_type)


def test_no_known_type_is_not_recognized(rest: Rest) -> None:
    accept = {"Accept": "image/png, application/pdf"}
    for path in (f"/dois/{PREPRINT}", "/dois"):
        answer = rest.send("GET", path, host=PRODUCTION, headers=accept)
        assert answer.json == {"errors": [{"status": "406", "title": "The content type is not recognized."}]}


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("", "text/x-bibliography; style=ieee"),
        ("?style=ieee", "text/x-bibliography"),
        ("?style=ieee", "text/x-bibliography; style=apa"),
    ],
)
def test_a_citation_has_the_style_of_the_query_or_of_the_header(rest: Rest, query: str, accept: str) -> None:
    answer = rest.send("GET", f"/dois/{PREPRINT}{query}", host=PRODUCTION, headers={"Accept": accept})
    plain = rest.send("GET", f"/dois/text/x-bibliography/{PREPRINT}", host=PRODUCTION, headers={})
    assert answer.text.startswith("I. Heibi")
    assert plain.text.startswith("Heibi, I.")


def listed_as(rest: Rest, media_type: str) -> str:
    """Return the two DOIs of arXiv as one document."""
    path = f"/dois/{media_type}?prefix=10.48550"
    return rest.send("GET", path, host=PRODUCTION, headers={"Accept": "*/*"}).text


def test_several_dois_are_one_table(rest: Rest) -> None:
    table = [*csv.reader(io.StringIO(listed_as(rest, "text/csv")))]
    assert [row[0].partition("/")[0] for row in table] == ["doi", "10.48550", "10.48550"]


def test_several_dois_are_one_list(rest: Rest) -> None:
    items = json.loads(listed_as(rest, "application/citeproc+json"))
    assert [item["DOI"].partition("/")[0] for item in items] == ["10.48550", "10.48550"]


def test_several_dois_are_texts_with_a_blank_line_between(rest: Rest) -> None:
    first, second = listed_as(rest, "application/x-bibtex").split("\n\n")
    assert first.startswith("@") and second.startswith("@")
