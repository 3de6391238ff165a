"""What each path of ORCID's API answers when it is read."""

import pytest

from support.orcid_people import CARBERRY, DEPRECATED, PUBLIC, Asker, error_of, work


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("wrks", 404, 9001),
        ("work/abc", 404, 9001),
        ("keywords/abc", 400, 9006),
        ("work/1", 404, 9016),
        ("employment/1", 404, 9016),
        ("work", 405, 9001),
    ],
)
def test_paths_that_lead_nowhere(ask: Asker, path: str, status: int, code: int) -> None:
    assert error_of(ask.get(f"{PUBLIC}/{CARBERRY}/{path}")) == (status, code)


@pytest.mark.parametrize("path", ["", "/record", "/work/1000012"])
def test_a_deprecated_id_redirects_to_the_same_path_of_the_primary_one(ask: Asker, path: str) -> None:
    answer = ask.get(f"{PUBLIC}/{DEPRECATED}{path}")
    assert error_of(answer) == (301, 9007)
    assert answer.headers["Location"] == f"{PUBLIC}/{CARBERRY}{path}"
    assert answer.json["developer-message"] == (
        "301 Moved Permanently: This account is deprecated. Please refer to account: "
        f"https://orcid.org/{CARBERRY}. ORCID https://orcid.org/{DEPRECATED}"
    )


def test_a_put_code_that_is_no_number_spoils_a_bulk_read(ask: Asker) -> None:
    answer = ask.get(f"{PUBLIC}/{CARBERRY}/works/1,1526002x")
    assert error_of(answer) == (400, 9006)
    assert answer.json["developer-message"] == (
        "The client application sent a bad request to ORCID. "
        'Full validation error: For input string: "1526002x"'
    )


def test_more_than_a_hundred_put_codes_are_refused(ask: Asker) -> None:
    answer = ask.get(f"{PUBLIC}/{CARBERRY}/works/{','.join(map(str, range(101)))}")
    assert error_of(answer) == (400, 9042)
    assert answer.json["developer-message"] == (
        "org.orcid.core.exception.ExceedMaxNumberOfPutCodesException Full validation error: "
        "Too many put codes specified: maximum is 100"
    )


def test_a_bulk_read_has_errors_inside_a_200_and_at_its_end(ask: Asker) -> None:
    groups = ask.get(f"{PUBLIC}/{CARBERRY}/works").json["group"]
    codes = sorted(summary["put-code"] for group in groups for summary in group["work-summary"])
    asked = f"{codes[1]},1,{codes[0]},2"
    answer = ask.get(f"{PUBLIC}/{CARBERRY}/works/{asked}")
    kinds = [next(iter(element)) for element in answer.json["bulk"]]
    assert (answer.status_code, kinds) == (200, ["work", "work", "error", "error"])
    assert [element["work"]["put-code"] for element in answer.json["bulk"][:2]] == codes[:2]
    error = answer.json["bulk"][2]["error"]
    assert error["error-code"] == 9034
    assert error["developer-message"].endswith("Full validation error: '1' is not a valid put code")
    assert "${clientName}" in error["user-message"]


def test_a_bulk_read_gives_works_by_number_ten_at_a_time(ask: Asker) -> None:
    codes = [ask.added("work", work(doi=f"10.5555/tens.{number}")) for number in range(12)]
    asked = [*reversed(codes[1:]), codes[0]]
    answer = ask.write("GET", f"works/{','.join(map(str, asked))}")
    assert [each["work"]["put-code"] for each in answer.json["bulk"]] == [*codes[2:], *codes[:2]]


def test_what_is_no_number_comes_before_the_works_of_an_older_version(ask: Asker) -> None:
    code = ask.added("work", work(doi="10.5555/first"))
    bulk = ask.get(f"{PUBLIC.replace('v3.0', 'v2.0')}/{CARBERRY}/works/1,{code},xxx").json["bulk"]
    told = [each["work"]["put-code"] if "work" in each else each["error"]["error-code"] for each in bulk]
    assert told == [9034, code, 9034]
    assert "'xxx'" in bulk[0]["error"]["developer-message"]
