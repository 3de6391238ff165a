"""Posting, updating and removing items, one at a time or in bulk."""

import json

import pytest

from support.orcid_items import BODIES
from support.orcid_people import CARBERRY, MEMBER, Asker, error_of, work
from support.reference import REFERENCE

XML = "application/vnd.orcid+xml"
WRITE_SAMPLES = REFERENCE / "schemas" / "orcid" / "record_3.0" / "samples" / "write_samples"


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
def test_a_body_of_another_type_is_415(ask: Asker, content_type: str) -> None:
    answer = ask.write("POST", "work", "title=x", Content_Type=content_type)
    assert error_of(answer) == (415, 9001)


@pytest.mark.parametrize("version", ["v3.0", "v2.1"])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"title":', "}")])
def test_a_body_that_is_nested_too_deep_is_no_json(
    ask: Asker, version: str, opening: str, closing: str
) -> None:
    url = f"{MEMBER}/{CARBERRY}/work".replace("v3.0", version)
    for levels in (200, 900, 100_000):
        body = '{"title":' + opening * levels + "1" + closing * levels + "}"
        answer = ask.send("POST", url, body, token=ask.token)
        assert error_of(answer) == (400, 9001)
        assert "JSON parse error: nested deeper than 100 levels" in answer.text


def test_a_bulk_body_on_the_path_of_one_work(ask: Asker) -> None:
    answer = ask.write("POST", "work", {"bulk": [{"work": work()}]})
    assert error_of(answer) == (400, 9006)
    assert answer.json["developer-message"].endswith("Full validation error: argument type mismatch")


def test_a_bulk_takes_a_hundred_and_no_more(ask: Asker) -> None:
    elements = [{"work": work(doi=f"10.5555/bulk.{number}")} for number in range(101)]
    answer = ask.write("POST", "works", {"bulk": elements})
    assert error_of(answer) == (400, 9006)
    assert answer.json["developer-message"].endswith("You are allowed to add up to 100 elements per request.")
    assert len(ask.write("POST", "works", {"bulk": elements[:100]}).json["bulk"]) == 100


def test_a_bulk_answers_each_work_in_its_place(ask: Asker) -> None:
    ask.added("work", work(doi="10.5555/known"))
    elements = [work(doi="10.5555/b1"), work(doi="10.5555/known"), work(title=""), work(doi="10.5555/b2")]
    answer = ask.write("POST", "works", {"bulk": [{"work": each} for each in elements]})
    assert answer.status_code == 200
    results = [
        element["error"]["error-code"] if "error" in element else element["work"]["put-code"] > 0
        for element in answer.json["bulk"]
    ]
    assert results == [True, 9021, 9022, True]


def test_a_bulk_is_not_checked_as_a_whole_but_each_of_its_works(ask: Asker) -> None:
    elements = [
        work(doi="10.5555/b1", **{"publication-date": {"year": {"value": "1995"}, "month": {"value": "00"}}}),
        work(doi="10.5555/b2", type=None),
        work(doi="10.5555/b3"),
    ]
    bulk = ask.write("POST", "works", {"bulk": [{"work": each} for each in elements]}).json["bulk"]
    assert [each["error"]["error-code"] if "error" in each else None for each in bulk] == [9001, 9037, None]
    said = (
        "cvc-minInclusive-valid: Value '00' is not facet-valid with respect to minInclusive '1' for type "
        "'month'."
    )
    assert bulk[0]["error"]["developer-message"].endswith(
        "javax.xml.bind.MarshalException\n - with linked exception:\n"
        f"[org.xml.sax.SAXParseException; {said}] ({said})"
    )


def test_json_is_checked_with_the_schema_of_xml(ask: Asker) -> None:
    body = work(**{"publication-date": {"year": {"value": "1995"}, "month": {"value": "00"}}})
    answer = ask.write("POST", "work", body)
    assert error_of(answer) == (400, 9047)
    assert answer.json["developer-message"] == (
        "400 Bad request: invalid JSON - cvc-minInclusive-valid: Value '00' is not facet-valid with "
        "respect to minInclusive '1' for type 'month'."
    )


@pytest.mark.parametrize("language", ["\x00", "\ud800", {}, []])
def test_what_xml_can_not_hold_is_refused_too(ask: Asker, language: object) -> None:
    title = {"title": {"value": "Pots"}, "translated-title": {"value": "\x07", "language-code": language}}
    assert error_of(ask.write("POST", "work", work(title=None) | {"title": title})) == (400, 9047)


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "EUC-KR"])
def test_xml_in_another_encoding_is_checked(ask: Asker, encoding: str) -> None:
    body = (
        f'<?xml version="1.0" encoding="{encoding}"?><work:work xmlns:work="http://www.orcid.org/ns/work"/>'
    )
    assert error_of(ask.write("POST", "work", body.encode(encoding), Content_Type=XML)) == (400, 9001)


@pytest.mark.parametrize("path", ["work", "keywords"])
def test_what_can_not_be_checked_is_not_taken(
    ask: Asker, monkeypatch: pytest.MonkeyPatch, tmp_path: object, path: str
) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    headers = {"Authorization": f"Bearer {ask.token}", "Content-Type": "application/json"}
    url = f"{MEMBER}/{CARBERRY}/{path}"
    answer = ask.emulator.request("POST", url, headers, json.dumps(BODIES[path]))
    assert answer.status_code == 501
    assert "to check this with: run `pidguide schemas` in a clone of the guide, or " in answer.text


@pytest.mark.parametrize("path", BODIES)
def test_an_item_lives_from_post_to_delete(ask: Asker, path: str) -> None:
    answer = ask.write("POST", path, BODIES[path])
    assert (answer.status_code, answer.data) == (201, b""), answer.text
    assert "Content-Type" not in answer.headers
    location = answer.headers["Location"]
    code = int(location.rpartition("/")[2])
    assert location == f"{MEMBER}/{CARBERRY}/{path}/{code}"

    item = ask.get(location, token=ask.token).json
    assert item["put-code"] == code
    assert item["source"]["source-client-id"]["path"] == "APP-EMULATOR00000001"
    assert item["source"]["source-name"] == {"value": "PID guide"}
    assert item["visibility"] == "public"

    updated = ask.write("PUT", f"{path}/{code}", {**BODIES[path], "put-code": str(code)})
    assert (updated.status_code, updated.json["path"]) == (200, None)
    assert updated.json["created-date"] == item["created-date"]
    assert list(updated.json) == list(item)

    gone = ask.write("DELETE", f"{path}/{code}")
    assert (gone.status_code, gone.data) == (204, b"")
    again = ask.write("DELETE", f"{path}/{code}")
    assert error_of(again) == (404, 9016)
    assert again.json["developer-message"].endswith("Full validation error: No entity found for query")


@pytest.mark.parametrize("suffix", ["json", "xml"])
def test_orcids_own_samples_are_taken(ask: Asker, suffix: str) -> None:
    if not WRITE_SAMPLES.is_dir():
        pytest.skip("ORCID's sample bodies are not beside this repository")
    # The work samples hold the same identifiers, and some reviews are of groups that are not there.
    names = ["work-full", "employment", "education", "qualification", "distinction", "membership", "service"]
    for name in [*names, "invited-position", "research-resource", "address"]:
        body = (WRITE_SAMPLES / f"{name}-3.0.{suffix}").read_bytes()
        content_type = XML if suffix == "xml" else "application/json"
        path = name.removesuffix("-full")
        answer = ask.send("POST", f"{MEMBER}/{CARBERRY}/{path}", body, ask.token, Content_Type=content_type)
        assert answer.status_code == 201, f"{name}: {answer.text}"
