"""What Crossref finds wrong with a request, word for word."""

import pytest

from pid_emulator import Emulator
from support.crossref_api import JSON_UTF8, get, problems


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "/journals?rows=things",
            (
                "integer-not-valid",
                "things",
                "Integer specified as things but must be a positive integer less than or equal to 1000. ",
            ),
        ),
        (
            "/works?rows=1001",
            (
                "integer-not-valid",
                "1001",
                "Integer specified as 1001 but must be a positive integer less than or equal to 1000. ",
            ),
        ),
        (
            "/works?sample=101",
            (
                "integer-not-valid",
                "101",
                "Integer specified as 101 but must be a positive integer less than or equal to 100. ",
            ),
        ),
        ("/journals?sort=things", ("parameter-not-allowed", "sort", "This route does not support sort")),
        (
            "/journals?filter=has-assertion:true",
            ("parameter-not-allowed", "filter", "This route does not support filter"),
        ),
        ("/members?sample=2", ("parameter-not-allowed", "sample", "This route does not support sample")),
        ("/types?cursor=*", ("parameter-not-allowed", "cursor", "This route does not support cursor")),
        (
            "/works/10.1371/journal.pone.0033693?query.author=carl+boettiger",
            ("parameter-not-allowed", "query.*", "This route does not support field query parameters"),
        ),
        (
            "/works/10.1371/journal.pone.0033693?select=DOI",
            ("parameter-not-allowed", "select", "This route does not support select"),
        ),
        (
            "/members?filter=has-full-text:true",
            (
                "filter-not-available",
                "has-full-text",
                "Filter 'has-full-text' specified but there is no such filter for this route."
                " Valid filters for this route are: prefix, backfile-doi-count, current-doi-count",
            ),
        ),
        (
            "/funders?filter=has-assertion:true",
            (
                "filter-not-available",
                "has-assertion",
                "Filter 'has-assertion' specified but there is no such filter for this route."
                " Valid filters for this route are: location",
            ),
        ),
        (
            "/works?filter=doi:10.5555/1,10.5555/2",
            (
                "pair-list-form-invalid",
                "doi:10.5555/1,10.5555/2",
                "Pair list form specified as 'doi:10.5555/1,10.5555/2' but should be of the form:"
                " key:val,...,keyN:valN",
            ),
        ),
        (
            "/works?filter=has-abstract:yes",
            (
                "boolean-not-valid",
                "yes",
                "Boolean specified as yes but must be one of: t, true, 1, f, false, 0",
            ),
        ),
        (
            "/works?filter=from-pub-date:last-year",
            (
                "date-not-valid",
                "last-year",
                "Date specified as last-year but must be of the form: yyyy or yyyy-MM or yyyy-MM-dd",
            ),
        ),
        (
            "/works?filter=from-pub-date:2026-02-30",
            (
                "date-not-legitimate",
                "2026-02-30",
                "Date 2026-02-30 specified in the correct format but represents an illegitimate date.",
            ),
        ),
        (
            "/works?format=bibtex",
            (
                "unknown-parameter",
                "format",
                "Parameter format specified but there is no such parameter available on any route",
            ),
        ),
        (
            "/works?cursor=*&offset=20",
            (
                "cursor-with-offset-or-sample",
                "cursor",
                "Cursor cannot be combined with offset or sample",
            ),
        ),
    ],
)
def test_validation_failure(emulator: Emulator, path: str, expected: tuple[str, str, str]) -> None:
    assert problems(emulator, path) == [dict(zip(("type", "value", "message"), expected, strict=True))]
    assert get(emulator, path).headers["content-type"] == JSON_UTF8


@pytest.mark.parametrize("kind", ["select=language", "sort=cited", "facet=publisher:*", "query.abstract=x"])
def test_unknown_name_is_answered_with_the_valid_ones(emulator: Emulator, kind: str) -> None:
    (problem,) = problems(emulator, f"/works?{kind}")
    assert ": " in problem["message"]
    assert problem["message"].count(", ") > 5
