"""What a reader relies on in the samples of orcid/public: failures first."""

import json
import re
import runpy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from pid_emulator import Emulator
from pidguide.basics import paths
from pidguide.running import transports

CARBERRY = "0000-0002-1825-0097"
NOBODY = "0009-9999-9999-9990"
HIDDEN = "0009-9000-0000-0061"
EMPTY = "0009-9000-0000-0088"
LOCKED = "0009-9000-0000-0117"


def function(name: str, function_name: str) -> Callable[..., Any]:
    file = paths.ROOT / "samples" / "orcid" / "public" / f"{name}.py"
    found: Callable[..., Any] = runpy.run_path(str(file))[function_name]
    return found


@pytest.fixture
def online(emulator: Emulator) -> Iterator[Emulator]:
    """The hosts that samples call lead to the emulator in its start state."""
    with transports.emulator(emulator):
        yield emulator
    emulator.faults.clear()


READERS = [
    ("person/read_person", "read_person", ()),
    ("person/read_affiliations", "read_affiliations", ("employment",)),
    ("works/read_works", "read_works", ()),
    ("read_xml", "read_works_as_xml", ()),
    ("works/publication_list", "publication_list", ()),
    ("person/hidden_sections", "describe_person", ()),
]


@pytest.mark.parametrize(("name", "function_name", "arguments"), READERS)
def test_a_locked_record_is_not_read_as_an_empty_one(
    online: Emulator, name: str, function_name: str, arguments: tuple[str, ...]
) -> None:
    with pytest.raises(requests.HTTPError, match="409"):
        function(name, function_name)(LOCKED, *arguments)


@pytest.mark.parametrize(("name", "function_name", "arguments"), READERS)
@pytest.mark.parametrize("orcid", [HIDDEN, EMPTY])
def test_hidden_and_empty_records_do_not_crash_a_reader(
    online: Emulator, orcid: str, name: str, function_name: str, arguments: tuple[str, ...]
) -> None:
    assert function(name, function_name)(orcid, *arguments) is not None


def test_a_name_that_is_not_public(online: Emulator) -> None:
    assert function("person/read_person", "read_person")(HIDDEN)["name"] == "(name not public)"


def test_an_unknown_id_is_named_as_such(online: Emulator) -> None:
    with pytest.raises(LookupError, match=f"nobody has the iD {NOBODY}"):
        function("read_record", "read_record")(NOBODY)


def test_a_work_that_is_missing_and_one_that_is_hidden(online: Emulator) -> None:
    read_work = function("works/read_work", "read_work")
    with pytest.raises(LookupError, match="has no work 1"):
        read_work(CARBERRY, 1)
    with pytest.raises(PermissionError, match="is not public"):
        read_work(CARBERRY, 1000021)


def test_too_many_put_codes_are_refused_before_they_are_sent(online: Emulator) -> None:
    with pytest.raises(ValueError, match="at most 100 works at once; you asked for 101"):
        function("works/read_works_in_bulk", "read_works_in_bulk")(CARBERRY, list(range(101)))


def test_wrong_credentials_are_named(online: Emulator) -> None:
    with pytest.raises(RuntimeError, match="ORCID gave no token: 401"):
        function("read_public_token", "get_read_public_token")("APP-0000000000000000", "wrong")


def test_a_busy_service_is_asked_again_and_a_used_up_quota_is_not(
    online: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    get_patiently = function("wait_when_busy", "get_patiently")
    url = f"https://pub.orcid.org/v3.0/{CARBERRY}/works"

    online.faults.set(["busy:2"])
    assert get_patiently(url).status_code == 200
    assert all(least <= pause <= 1.5 * least for pause, least in zip(waited, [1, 2], strict=True))
    assert len({pause / least for pause, least in zip(waited, [1, 2], strict=True)}) == 2, "no jitter"

    online.faults.set(["busy"])
    with pytest.raises(RuntimeError, match="still busy after 5 tries"):
        get_patiently(url)
    assert all(least <= pause <= 1.5 * least for pause, least in zip(waited[2:], [1, 2, 4, 8], strict=True))

    online.faults.clear()
    online.world.orcid.limits.daily_quota = 0
    waited.clear()
    with pytest.raises(RuntimeError, match="quota used up, send a /read-public token"):
        get_patiently(url)
    assert waited == []


@pytest.mark.parametrize(
    ("retry_after", "least"), [("7", 7), ("Mon, 30 Nov 2026 00:00:00 GMT", 1), ("-1", 1), ("", 1)]
)
def test_a_busy_service_says_how_long_to_wait(
    monkeypatch: pytest.MonkeyPatch, retry_after: str, least: float
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    busy, ready = requests.Response(), requests.Response()
    busy.status_code, ready.status_code = 503, 200
    busy.headers["Retry-After"] = retry_after
    answers = iter([busy, ready])
    monkeypatch.setattr(requests, "get", lambda *_, **__: next(answers))
    assert function("wait_when_busy", "get_patiently")("https://pub.orcid.org/") is ready
    (pause,) = waited
    assert least <= pause <= 1.5 * least


def test_a_refusal_is_whole_where_no_secret_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replacing an empty text puts the replacement between all letters."""
    answer = requests.Response()
    answer.status_code, answer._content = 401, b'{"error":"invalid_client"}'
    monkeypatch.setattr(requests, "post", lambda *_, **__: answer)
    with pytest.raises(RuntimeError, match='ORCID gave no token: 401 {"error":"invalid_client"}'):
        function("read_public_token", "get_read_public_token")("", "")


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
        (" https://orcid.org/0000-0002-1825-0097/ ", "https://orcid.org/0000-0002-1825-0097"),
        ("HTTP://ORCID.ORG/0009-9000-0000-007x", "https://orcid.org/0009-9000-0000-007X"),
        ("0000000218250097", "https://orcid.org/0000-0002-1825-0097"),
        ("www.orcid.org/0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
        ("orcid.org/0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
    ],
)
def test_every_spelling_has_one_canonical_form(typed: str, canonical: str) -> None:
    assert function("check_id", "canonical_id")(typed) == canonical


def test_every_single_mistyped_digit_is_found() -> None:
    canonical_id = function("check_id", "canonical_id")
    orcid = CARBERRY.replace("-", "")
    for position in range(16):
        for digit in "0123456789":
            mistyped = orcid[:position] + digit + orcid[position + 1 :]
            if mistyped != orcid:
                with pytest.raises(ValueError, match="the check digit does not fit"):
                    canonical_id(mistyped)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        "0000",
        "Carberry",
        "0000-0002-1825-009",
        "0000-0002-1825-00977",
        "X" * 16,
        "".join(chr(ord("٠") + int(digit)) for digit in "0000000218250097"),  # Arabic digits
        "https://example.org/0000-0002-1825-0097",
    ],
)
def test_garbage_is_no_id(typed: str) -> None:
    with pytest.raises(ValueError, match="not sixteen digits in four groups"):
        function("check_id", "canonical_id")(typed)


def test_a_sandbox_id_is_named_as_such() -> None:
    with pytest.raises(ValueError, match="ORCID's sandbox"):
        function("check_id", "canonical_id")("https://sandbox.orcid.org/0000-0002-1825-0097")


def run_example(name: str) -> None:
    runpy.run_path(str(paths.ROOT / "samples" / "orcid" / "public" / f"{name}.py"), run_name="__main__")


def test_a_source_without_a_public_name(online: Emulator) -> None:
    work = works_of(online, CARBERRY)[0]
    work["source"]["source-name"] = None
    sources = [each["sources"] for each in function("works/read_works", "read_works")(CARBERRY)]
    assert ["(not public)", "Josiah Carberry"] in sources


def test_a_work_without_citation_contributors_or_names(
    online: Emulator, capsys: pytest.CaptureFixture[str]
) -> None:
    work = next(each for each in works_of(online, CARBERRY) if each["put-code"] == 1000018)
    work["citation"] = None
    work["contributors"]["contributor"][0]["credit-name"] = None
    run_example("works/read_work")
    printed = capsys.readouterr().out
    assert "contributor: no name (https://orcid.org/0000-0002-1825-0097)" in printed
    assert "citation as: none given" in printed

    work["contributors"] = None
    run_example("works/read_works_in_bulk")
    assert "The Impact of Interactive Epistemologies on Cryptography | contributors: 0\n" in (
        capsys.readouterr().out
    )


def works_of(emulator: Emulator, orcid: str) -> list[dict[str, Any]]:
    """A record's works as the emulator keeps them."""
    return items_of(emulator, orcid, "work")


def items_of(emulator: Emulator, orcid: str, kind: str) -> list[dict[str, Any]]:
    record = emulator.world.orcid.find(orcid)
    assert record is not None
    return record.items(next(each for each, _ in record.all_items() if each.name == kind))


@pytest.mark.parametrize("orcid", [EMPTY, HIDDEN, "0009-9000-0000-007X", "0009-9000-0000-0010"])
def test_json_ld_with_one_with_several_and_with_none(online: Emulator, orcid: str) -> None:
    person = function("json_ld", "read_json_ld")(f"https://orcid.org/{orcid}")
    as_list = function("json_ld", "as_list")
    for each in as_list(person.get("affiliation")) + as_list(person.get("@reverse", {}).get("creator")):
        assert each["@type"] in ("Organization", "CreativeWork")


def test_an_organization_id_is_shown_with_its_source(online: Emulator) -> None:
    employments = items_of(online, CARBERRY, "employment")
    employments[0]["role-title"] = None
    employments[0]["organization"]["disambiguated-organization"] = {
        "disambiguated-organization-identifier": "6752",
        "disambiguation-source": "RINGGOLD",
    }
    employments[1]["organization"]["disambiguated-organization"] = None
    lines = function("person/read_affiliations", "read_affiliations")(CARBERRY, "employment")
    assert any(re.search(r": no role, .* \(RINGGOLD 6752\)$", line) for line in lines)
    assert any(line.endswith("(no organisation id)") for line in lines)


def test_an_undated_work_comes_last(online: Emulator) -> None:
    next(each for each in works_of(online, CARBERRY) if each["put-code"] == 1000017)["publication-date"] = (
        None
    )
    lines = function("works/publication_list", "publication_list")(CARBERRY)
    assert [line[:4] for line in lines] == ["2008", "1987", "1974", "n.d."]


def test_a_state_is_not_guessed_from_a_refusal_without_json(online: Emulator) -> None:
    online.world.orcid.limits.daily_quota = 0
    with pytest.raises(requests.HTTPError, match="429"):
        function("person/record_states", "record_state")(CARBERRY)


def test_an_existing_client_reads_a_record(online: Emulator) -> None:
    """orcidpyclient asks for JSON with both Accept and Content-Type, then reads work by work."""
    client = pytest.importorskip("orcidpyclient", reason="the client orcidpyclient is not installed")
    author = client.get(CARBERRY)
    assert (author.given_name, author.family_name) == ("Josiah", "Carberry")
    assert set(author.keywords) == {"psychoceramics", "ionian philology"}
    assert "The Memory Bus Considered Harmful" in {each.title for each in author.publications}
    assert [each.family_name for each in client.search("family-name:Carberry")] == ["Carberry"]


def test_the_requests_that_orcids_tutorials_show(online: Emulator) -> None:
    """They send Content-Type on a GET in place of Accept."""
    headers = {"Content-Type": "application/vnd.orcid+json", "Accept": "*/*"}
    for section in ("record", "works", "employments", "person", "activities"):
        url = f"https://pub.sandbox.orcid.org/v3.0/{CARBERRY}/{section}"
        answer = requests.get(url, headers=headers, timeout=30)
        assert answer.status_code == 200
        json.loads(answer.text)
