"""What Crossref finds wrong with a request, word for word."""

# ruff: noqa: E501  (messages as they come, so that a search finds them)

import pytest

from pid_emulator import Emulator
from pid_emulator.crossref import errors
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


def said(problem: errors.Problem | None) -> str | None:
    return problem.message if problem else None


@pytest.mark.parametrize(
    ("value", "maximum", "message"),
    [
        ("0", 1000, None),
        ("1000", 1000, None),
        (
            "1001",
            1000,
            "Integer specified as 1001 but must be a positive integer less than or equal to 1000. ",
        ),
        ("-1", 1000, "Integer specified as -1 but must be a positive integer less than or equal to 1000. "),
        ("9" * 18, None, None),
        ("9" * 19, None, f"Integer specified as {'9' * 19} but must be a positive integer. "),
        ("１", None, "Integer specified as １ but must be a positive integer. "),
        ("", None, "Integer specified as  but must be a positive integer. "),
    ],
)
def test_a_number_is_whole_and_not_over_its_maximum(
    value: str, maximum: int | None, message: str | None
) -> None:
    assert said(errors.check_number(value, maximum)) == message


@pytest.mark.parametrize(
    ("name", "right", "wrong", "form"),
    [
        ("doi", ["10.5555/1", "https://doi.org/10.5555.1/a"], ["10.555/1", "10.5555/", "x"],
         "DOI specified as {} but must be of the form: 10.prefix/suffix where prefix is 4 or more digits and suffix  is a string"),
        ("issn", ["0264-3561", "02643561", "0000-000x"], ["0264-356", "0264-35612", "x"],
         "ISSN specified as {} but must be of the form: aaaa-aaab where a is a digit, and b is a digit or 'X'"),
        ("orcid", ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1694-233x"], ["0000000218250097", "0000-0002-1825-009"],
         "ORCID specified as {} but must be of the form: aaaa-aaaa-aaaa-aaab where a is a digit and b is a digit or 'X'"),
        ("prefix", ["10.5555", "10.5555.1"], ["10.555", "5555"],
         "Prefix specified as {} but must be of the form: 10.digits where digits is 4 or more digits"),
        ("funder", ["100000001", "10.13039/1"], ["-1", "NSF"], "Funder ID specified as {} but must be a DOI or positive integer"),
        ("award.funder", ["1"], ["NSF"], "Funder ID specified as {} but must be a DOI or positive integer"),
        ("type", ["journal-article"], ["Journal Article"], None),
        ("license.version", ["vor", "am", "tdm"], ["x"], "Version specified as {} but must be one of: vor, am, tdm"),
        ("full-text.application", ["text-mining"], ["x"],
         "Intended application specified as {} but must be one of: unspecified, text-mining, similarity-checking"),
        ("funder-doi-asserted-by", ["crossref"], ["x"],
         "Funder DOI asserted by party specified as {} but must be one of: crossref, publisher"),
        ("has-abstract", ["t", "true", "1", "f", "false", "0"], ["yes", "True"],
         "Boolean specified as {} but must be one of: t, true, 1, f, false, 0"),
        ("license.delay", ["0"], ["-1", "soon"], "Integer specified as {} but must be a positive integer. "),
    ],
)  # fmt: skip
def test_the_value_of_a_filter_has_its_form(
    empty: Emulator, name: str, right: list[str], wrong: list[str], form: str | None
) -> None:
    for value in right:
        assert get(empty, f"/works?filter={name}:{value}").status_code == 200
    for value in wrong:
        (problem,) = problems(empty, f"/works?filter={name}:{value}")
        assert problem["value"] == value
        assert form is None or problem["message"] == form.format(value)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2026", None),
        ("2026-12", None),
        ("2024-02-29", None),
        ("2023-02-29", "date-not-legitimate"),
        ("2026-13", "date-not-legitimate"),
        ("2026-00", "date-not-legitimate"),
        ("2024-02-29T00", None),
        ("2024-02-29T23:59:59", None),
        ("2024-02-29T24", "date-not-legitimate"),
        ("2024-02-29T12:60", "date-not-legitimate"),
        ("2023-02-29T12", "date-not-legitimate"),
        ("2024-02T12", "date-not-valid"),
        ("2024-02-29T1", "date-not-valid"),
        ("2024-02-29 12", "date-not-valid"),
        ("26", "date-not-valid"),
        ("2026-1-1", "date-not-valid"),
        ("2026-01-01-01", "date-not-valid"),
    ],
)
def test_a_date_is_one_of_the_calendar(value: str, kind: str | None) -> None:
    problem = errors.check_date(value)
    assert (problem.type if problem else None) == kind
