"""What readers rely on when they copy the samples of docs/orcid/search.md."""

import json
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from pid_emulator import Emulator
from pidguide.running import transports

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "orcid" / "search"


@pytest.fixture
def connected(emulator: Emulator) -> Iterator[Emulator]:
    """The listening emulator, with this process's requests and environment led to it."""
    with transports.emulator(emulator):
        yield emulator


def load(sample: str) -> dict[str, Any]:
    """Run a sample's definitions, not its example."""
    return runpy.run_path(str(SAMPLES / f"{sample}.py"))


def add_person(emulator: Emulator, number: int, family_name: str = "Pager") -> str:
    orcid = f"0009-9500-0000-{number:04d}"
    name = {"given-names": {"value": "P"}, "family-name": {"value": family_name}, "visibility": "public"}
    emulator.world.orcid.add("records", {"orcid-identifier": {"path": orcid}, "person": {"name": name}})
    return orcid


def add_work(emulator: Emulator, orcid: str, doi: str) -> None:
    identifier = {"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self"}
    work = {
        "put-code": 77,
        "title": {"title": {"value": "A work"}},
        "external-ids": {"external-id": [identifier]},
        "visibility": "public",
        "path": f"/{orcid}/work/77",
    }
    emulator.world.orcid.add("records", work)


@pytest.mark.parametrize("rows", [7, 10, 1000])
def test_paging_loses_and_repeats_nobody(connected: Emulator, rows: int) -> None:
    everyone = {add_person(connected, number) for number in range(1, 22)}
    found = list(load("page_through_results")["find_all"]("family-name:pager", rows=rows))
    assert len(found) == 21
    assert set(found) == everyone


def test_paging_says_when_there_is_more_than_it_can_read(connected: Emulator) -> None:
    sample = load("page_through_results")
    for number in range(1, 22):
        add_person(connected, number)
    sample["find_all"].__globals__["LAST_START"] = 10
    with pytest.raises(OverflowError, match="21 records match"):
        list(sample["find_all"]("family-name:pager", rows=5))


class LargeRegistry:
    """A search with as many results as a test says, which keeps ORCID's limits of rows and start."""

    def __init__(self, found: int) -> None:
        self.found = found
        self.requests = 0

    def get(self, _: str, params: dict[str, Any], **__: object) -> requests.Response:
        self.requests += 1
        start, rows = params["start"], params["rows"]
        assert params["sort"] == "orcid asc"
        response = requests.Response()
        response.status_code = 400 if start > 10_000 or rows > 1000 else 200
        numbers = range(start, min(start + rows, self.found))
        result = [{"orcid-identifier": {"path": str(number)}} for number in numbers]
        response._content = json.dumps({"result": result or None, "num-found": self.found}).encode()
        return response


@pytest.mark.parametrize(
    ("found", "rows"), [(10_003, 3), (10_600, 700), (10_300, 300), (11_001, 1000), (10_002, 1)]
)
def test_more_than_can_be_read_is_refused_before_the_first_result(
    monkeypatch: pytest.MonkeyPatch, found: int, rows: int
) -> None:
    registry = LargeRegistry(found)
    monkeypatch.setattr(requests.Session, "get", lambda _, *given, **named: registry.get(*given, **named))
    with pytest.raises(OverflowError, match=f"{found} records match"):
        next(load("page_through_results")["find_all"]("keyword:x", rows=rows))
    assert registry.requests == 1


@pytest.mark.parametrize(
    ("found", "rows"), [(10_002, 3), (10_500, 700), (10_200, 300), (11_000, 1000), (1000, 1000), (0, 10)]
)
def test_everything_in_reach_is_read_once(monkeypatch: pytest.MonkeyPatch, found: int, rows: int) -> None:
    registry = LargeRegistry(found)
    monkeypatch.setattr(requests.Session, "get", lambda _, *given, **named: registry.get(*given, **named))
    read = list(load("page_through_results")["find_all"]("keyword:x", rows=rows))
    assert read == [str(number) for number in range(found)]
    assert registry.requests == max(1, -(-found // rows))


@pytest.mark.parametrize(
    "doi",
    [
        "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
        "10.1016/0020-7519(75)90103-4",
        "10.1023/A:1005982530560",
        "10.5555/with+plus&and#hash",
        '10.5555/a"quote\\and-backslash',
        "10.5555/[brackets]{braces}^~*?",
    ],
)
def test_a_quoted_doi_finds_its_author_and_nobody_else(connected: Emulator, doi: str) -> None:
    add_work(connected, add_person(connected, 1), doi)
    add_work(connected, add_person(connected, 2), "10.5555/75")
    found = load("search_by_doi")["find_by_doi"](doi)
    assert found == ["https://orcid.org/0009-9500-0000-0001"]


@pytest.mark.parametrize("name", ["Åsa Ødegård", "asa ODEGARD", "Åsa Bjornstad-Odegard"])
def test_names_are_found_however_they_are_accented(connected: Emulator, name: str) -> None:
    assert len(load("search_by_name")["find_people"](name)) == 1


def test_people_with_one_name_or_none_are_shown_without_a_none(connected: Emulator) -> None:
    assert load("search_by_name")["find_people"]("Sukarno") == ["Sukarno (0009-9000-0000-007X)"]
    connected.world.orcid.add("records", affiliated("0009-9500-0000-0001", "Kepler Institute"))
    assert load("search_by_affiliation")["find_people_of"]("Kepler Institute") == ["(0009-9500-0000-0001)"]


def affiliated(orcid: str, organization: str) -> dict[str, Any]:
    """A record without a name, with one employment."""
    summary = {"put-code": 78, "organization": {"name": organization}, "visibility": "public"}
    group = {"summaries": [{"employment-summary": summary}]}
    return {
        "orcid-identifier": {"path": orcid},
        "activities-summary": {"employments": {"affiliation-group": [group]}},
    }


def test_addresses_of_other_domains_are_left_out(connected: Emulator) -> None:
    orcid = "0009-9500-0000-0001"
    addresses = ("p@Kepler.example.org", "private@example.com")
    emails = [{"email": each, "visibility": "public", "verified": True} for each in addresses]
    connected.world.orcid.add(
        "records", {"orcid-identifier": {"path": orcid}, "person": {"emails": {"email": emails}}}
    )
    find = load("search_by_email_domain")["find_by_email_domain"]
    assert find("Kepler.example.org") == [f"p@Kepler.example.org ({orcid})"]
    assert find("*.example.org").count(f"p@Kepler.example.org ({orcid})") == 1
    assert find("example.com") == [f"private@example.com ({orcid})"]


def test_a_name_with_query_syntax_in_it_does_no_harm(connected: Emulator) -> None:
    assert load("search_by_name")["find_people"]("Robert\") OR *:* O'Neill ( \\") == []


@pytest.mark.parametrize("name", ['The "Kepler" Institute', "Back\\slash College", 'Ends with a "'])
def test_a_quotation_mark_or_backslash_in_an_organisations_name(connected: Emulator, name: str) -> None:
    connected.world.orcid.add("records", affiliated("0009-9500-0000-0001", name))
    assert load("search_by_affiliation")["find_people_of"](name) == ["(0009-9500-0000-0001)"]


def test_nobody_found_is_an_empty_list_not_a_crash(connected: Emulator) -> None:
    assert load("search_ids")["find_ids"]("family-name:nobodyhasthisname") == ([], 0)
    assert load("search_by_doi")["find_by_doi"]("10.5555/nobody.has.this") == []
    assert load("search_by_affiliation")["find_people_of"]("No Such University") == []
    assert load("search_changed_since")["find_changed"]("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z") == []


def test_a_table_is_told_from_an_error_text(connected: Emulator) -> None:
    search_as_csv = load("search_as_csv")["search_as_csv"]
    add_person(connected, 1)
    (row,) = search_as_csv("family-name:pager")
    assert row == ["0009-9500-0000-0001", "P", "Pager"]
    assert search_as_csv("family-name:nobodyhasthisname") == []
    with pytest.raises(ValueError, match="undefined field"):
        search_as_csv("family-names:pager")


def test_a_table_is_read_as_utf_8_whatever_the_header_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    response = requests.Response()
    response.status_code = 200
    response.headers["Content-Type"] = "text/csv"
    response._content = '0009-9000-0000-0053,"Zdeňka,\nAnna",Říhová\n'.encode()
    monkeypatch.setattr(requests, "get", lambda *_, **__: response)
    (row,) = load("search_as_csv")["search_as_csv"]("family-name:Říhová")
    assert row == ["0009-9000-0000-0053", "Zdeňka,\nAnna", "Říhová"]


def test_a_header_line_is_no_person(monkeypatch: pytest.MonkeyPatch) -> None:
    response = requests.Response()
    response.status_code = 200
    response._content = b"orcid,given-names,family-name\n"
    monkeypatch.setattr(requests, "get", lambda *_, **__: response)
    assert load("search_as_csv")["search_as_csv"]("family-name:nobody") == []


@pytest.mark.parametrize(
    ("sample", "function", "arguments"),
    [("search_errors", "search", ("search",)), ("search_with_token", "read_page", (0, ""))],
)
def test_a_refusal_in_plain_text_is_no_crash(
    connected: Emulator,
    monkeypatch: pytest.MonkeyPatch,
    sample: str,
    function: str,
    arguments: tuple[object, ...],
) -> None:
    connected.world.orcid.limits.daily_quota = 0
    with pytest.raises(requests.HTTPError, match="429"):
        load(sample)[function](*arguments)


def test_a_busy_service_in_the_midst_of_paging_is_asked_again(
    connected: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    everyone = {add_person(connected, number) for number in range(1, 22)}
    found = load("page_through_results")["find_all"]("family-name:pager", rows=10)
    first = next(found)
    connected.faults.set(["busy:2"])
    assert {first, *found} == everyone
    connected.faults.set(["busy"])
    with pytest.raises(RuntimeError, match="ORCID answered 503"):
        next(load("page_through_results")["find_all"]("family-name:pager"))
    connected.faults.clear()
