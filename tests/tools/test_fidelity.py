"""`pidguide fidelity`: it measures the emulator's own answers, and any difference lowers the score."""

import base64
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from pidguide.compare.exchanges import Message, read_exchanges
from pidguide.emulator import Emulator
from pidguide.fidelity import packages
from pidguide.fidelity.agreement import agreement
from pidguide.fidelity.command import fidelity_command
from pidguide.fidelity.measure import measure
from pidguide.fidelity.packages import HABANERO, DownloadError, fetch
from pidguide.fidelity.recordings import RecordedTraffic
from pidguide.fidelity.replay import Answer, Replay
from pidguide.fidelity.report import Report
from pidguide.fidelity.routes import route_of
from pidguide.fidelity.superseded import rules_for
from pidguide.paths import ROOT

SHARED_RECORDINGS = ROOT.parent / "shared" / "reference" / "recordings"
WORK = {
    "DOI": "10.5555/12345678",
    "type": "journal-article",
    "title": ["Toward a Unified Theory of High-Energy Metaphysics"],
    "container-title": ["Journal of Psychoceramics"],
    "publisher": "Society of Psychoceramics",
    "member": "7822",
    "prefix": "10.5555",
    "author": [{"given": "Josiah", "family": "Carberry", "sequence": "first", "affiliation": []}],
    "issued": {"date-parts": [[2008, 8, 14]]},
    "indexed": {
        "date-parts": [[2026, 6, 1]],
        "date-time": "2026-06-01T08:00:00Z",
        "timestamp": 1780300800000,
    },
    "score": 1,
    **{
        name: [] for name in ("original-title", "subtitle", "short-title", "short-container-title", "subject")
    },
    "relation": {},
}
WORK_URL = "https://api.crossref.org/works/10.5555/12345678"
DATACITE = "https://api.test.datacite.org/dois"
BAD_CREDENTIALS = {"errors": [{"status": "401", "title": "Bad credentials."}]}


def envelope(kind: str, message: Any) -> str:
    return json.dumps({"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message})


def interaction(
    url: str, status: int, body: Any, *, method: str = "GET", sent: Any = None, **headers: str
) -> Any:
    return {
        "request": {
            "method": method,
            "uri": url,
            "body": json.dumps(sent) if sent else None,
            "headers": {
                "accept": ["*/*"],
                **({"content-type": ["application/vnd.api+json"]} if sent else {}),
            },
        },
        "response": {
            "status": {"code": status, "message": ""},
            "headers": {name.replace("_", "-"): [value] for name, value in headers.items()},
            "body": {"string": body if isinstance(body, str | bytes) else json.dumps(body)},
        },
    }


def write(folder: Path, name: str, *interactions: Any, **metadata: Any) -> Path:
    file = folder / f"{name}.yaml"
    content = {"version": 1, "interactions": list(interactions)}
    content["metadata"] = {"recorded_at": "2026-10-01", "repo": "example/recordings", **metadata}
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return file


def work_interaction() -> Any:
    return interaction(WORK_URL, 200, envelope("work", WORK), content_type="application/json")


def not_found() -> Any:
    return interaction(
        "https://api.crossref.org/works/10.5555/none", 404, "Resource not found.", content_type="text/plain"
    )


def bodies_only(item: Any) -> Any:
    item["response"]["headers"] = {}
    return item


def score(report: Report) -> float:
    (scored,) = report.scored
    return scored.score


@pytest.fixture
def altered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Answer], Answer]], None]:
    """Let every answer of the emulator pass through a function before it is compared."""

    def alter(change: Callable[[Answer], Answer]) -> None:
        send = Replay._send
        monkeypatch.setattr(
            Replay, "_send", lambda self, exchange, requester: change(send(self, exchange, requester))
        )

    return alter


def with_body(change: Callable[[bytes], bytes]) -> Callable[[Answer], Answer]:
    return lambda answer: replace(
        answer, message=Message(answer.message.headers, change(answer.message.body))
    )


# What lowers the score


def test_a_true_emulator_scores_one(tmp_path: Path) -> None:
    assert (
        score(measure([write(tmp_path, "work", bodies_only(work_interaction()), headers_recorded=False)]))
        == 1.0
    )


ALTERATIONS = [
    with_body(lambda body: body.replace(b'"container-title"', b'"containerTitle"')),
    with_body(lambda body: body.replace(b'"member":"7822"', b'"member":7822')),
    with_body(lambda body: body.replace(b"Psychoceramics", b"Ceramics")),
    with_body(lambda body: body.replace(b'"message-version":"1.0.0",', b"")),
    lambda answer: replace(answer, status=203),
]


@pytest.mark.parametrize("change", ALTERATIONS)
def test_any_difference_in_a_record_lowers_the_score_visibly(
    tmp_path: Path, altered: Any, change: Callable[[Answer], Answer]
) -> None:
    file = write(tmp_path, "work", bodies_only(work_interaction()), headers_recorded=False)
    altered(change)
    assert score(measure([file])) <= 0.98


ERROR_ALTERATIONS = [
    with_body(lambda body: body.replace(b"not found", b"unknown")),
    lambda answer: replace(answer, status=400),
    lambda answer: replace(
        answer, message=Message({**answer.message.headers, "content-type": "text/html"}, answer.message.body)
    ),
]


@pytest.mark.parametrize("change", ERROR_ALTERATIONS)
def test_another_error_text_status_or_media_type_lowers_the_score(
    tmp_path: Path, altered: Any, change: Callable[[Answer], Answer]
) -> None:
    file = write(tmp_path, "none", not_found())
    true_score = score(measure([file]))
    altered(change)
    assert score(measure([file])) < true_score - 0.15


def test_a_missing_header_that_clients_rely_on_lowers_the_score(tmp_path: Path, altered: Any) -> None:
    item = work_interaction()
    item["response"]["headers"]["x-rate-limit-interval"] = ["1s"]
    file = write(tmp_path, "work", item)
    true_score = score(measure([file]))

    def without_interval(answer: Answer) -> Answer:
        headers = {
            name: value for name, value in answer.message.headers.items() if name != "x-rate-limit-interval"
        }
        return replace(answer, message=Message(headers, answer.message.body))

    altered(without_interval)
    assert score(measure([file])) < true_score


def test_a_recorded_answer_is_not_played_back(tmp_path: Path) -> None:
    """What no record holds can't come from anywhere but the recording."""
    body = json.loads(envelope("work", WORK))
    body["note"] = "only the recording says this"
    report = measure([write(tmp_path, "work", interaction(WORK_URL, 200, body), headers_recorded=False)])
    assert [difference.where for difference in report.scored[0].differences] == ["note", "note"]


# What the emulator knows beforehand


def doi(attributes: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"data": {"type": "dois", "attributes": attributes, **members}}


OWNER = {"client": {"data": {"id": "guide.recorded", "type": "clients"}}}


def statuses(report: Report) -> list[int]:
    return [item.replayed.answer.status for item in report.scored if item.replayed.answer]


def test_an_update_finds_the_doi_without_what_the_request_sets(tmp_path: Path) -> None:
    before = {
        "doi": "10.82434/abc",
        "state": "draft",
        "titles": [{"title": "After"}],
        "publicationYear": 2026,
    }
    answered = doi({**before}, id="10.82434/abc", relationships=OWNER)
    sent = doi({"titles": [{"title": "Something else"}]})
    update = interaction(f"{DATACITE}/10.82434/abc", 200, answered, method="PUT", sent=sent)
    report = measure([write(tmp_path, "update", update, headers_recorded=False)])
    assert statuses(report) == [200]
    told = [(d.where, d.emulator) for d in report.scored[0].differences if d.check == "values"]
    assert told == [("data.attributes.titles[0].title", "Something else")]


def test_what_a_request_makes_is_not_there_before_and_is_followed_under_its_new_name(tmp_path: Path) -> None:
    made = doi({"doi": "10.82434/real-1234", "state": "draft"}, id="10.82434/real-1234", relationships=OWNER)
    post = interaction(DATACITE, 201, made, method="POST", sent=doi({"prefix": "10.82434"}))
    delete = interaction(f"{DATACITE}/10.82434/real-1234", 204, "", method="DELETE")
    delete["request"]["headers"]["authorization"] = ["Basic REDACTED"]
    gone = interaction(f"{DATACITE}/10.82434/real-1234", 404, {"errors": [{"status": "404", "title": "x"}]})
    report = measure([write(tmp_path, "life", post, delete, gone, headers_recorded=False)])
    assert statuses(report) == [201, 204, 404]


def test_a_refused_request_is_sent_with_wrong_credentials(tmp_path: Path) -> None:
    sent = doi({"titles": [{"title": "x"}]})
    refused = interaction(f"{DATACITE}/10.82434/abc", 401, BAD_CREDENTIALS, method="PUT", sent=sent)
    assert statuses(measure([write(tmp_path, "refused", refused, headers_recorded=False)])) == [401]


def test_a_doi_of_which_the_answer_shows_some_fields_is_about_what_found_it(tmp_path: Path) -> None:
    shown = doi({"titles": [{"title": "Ice"}]}, id="10.82434/abc")["data"]
    found = interaction(
        "https://api.datacite.org/dois?query=glacier&fields[dois]=titles",
        200,
        {"data": [shown], "meta": {"total": 1}},
    )
    report = measure([write(tmp_path, "query", found, headers_recorded=False)])
    assert [check.share for item in report.scored for check in item.checks if check.name == "items"] == [1.0]


def test_a_citation_tells_the_version_and_that_it_is_a_dataset(tmp_path: Path) -> None:
    text = (
        "Carberry, J. (2016). <i>Ice cores</i> (Version 5) [Dataset]. Dryad. https://doi.org/10.5061/DRYAD.1"
    )
    item = interaction(
        "https://api.datacite.org/dois/text/x-bibliography/10.5061/dryad.1?style=apa",
        200,
        text,
        content_type="text/x-bibliography",
    )
    (scored,) = measure([write(tmp_path, "apa", item)]).scored
    assert scored.replayed.answer and scored.replayed.answer.message.body.decode() == text


@pytest.mark.parametrize(("method", "status"), [("PUT", 403), ("DELETE", 405), ("DELETE", 204)])
def test_the_state_that_an_answer_to_a_write_implies(tmp_path: Path, method: str, status: int) -> None:
    sent = doi({"titles": [{"title": "x"}]}) if method == "PUT" else None
    item = interaction(f"{DATACITE}/10.82434/abc", status, "", method=method, sent=sent)
    assert statuses(measure([write(tmp_path, "write", item, headers_recorded=False)])) == [status]


def test_media_that_are_listed_belong_to_a_doi(tmp_path: Path) -> None:
    file = {
        "id": "0000-0000-0000-0001",
        "type": "media",
        "attributes": {"mediaType": "text/csv", "url": "https://example.org/a.csv"},
    }
    item = interaction(f"{DATACITE}/10.82434/abc/media", 200, {"data": [file]})
    item["request"]["headers"]["authorization"] = ["Basic REDACTED"]
    assert statuses(measure([write(tmp_path, "media", item, headers_recorded=False)])) == [200]


def test_a_later_page_shows_what_was_recorded(tmp_path: Path) -> None:
    message = {
        "facets": {},
        "total-results": 41,
        "items": [WORK],
        "items-per-page": 1,
        "query": {"start-index": 40, "search-terms": "metaphysics"},
    }
    crossref = interaction(
        "https://api.crossref.org/works?query=metaphysics&rows=1&offset=40",
        200,
        envelope("work-list", message),
    )
    shown = doi(
        {"doi": "10.82434/abc", "state": "findable", "updated": "2026-01-01T00:00:00Z"}, id="10.82434/abc"
    )["data"]
    datacite = interaction(
        "https://api.datacite.org/dois?prefix=10.82434&page[number]=3&page[size]=1",
        200,
        {"data": [shown], "meta": {"total": 3}},
    )
    write(tmp_path, "crossref", crossref, headers_recorded=False)
    write(tmp_path, "datacite", datacite, headers_recorded=False)
    shares = [
        check.share for item in measure([tmp_path]).scored for check in item.checks if check.name == "items"
    ]
    assert shares == [1.0, 1.0]


def test_a_record_that_was_not_found_is_not_loaded(tmp_path: Path) -> None:
    assert statuses(measure([write(tmp_path, "none", not_found())])) == [404]


def test_a_citation_takes_its_record_from_another_recording(tmp_path: Path) -> None:
    write(tmp_path, "work", work_interaction())
    bibtex = interaction(
        "https://api.crossref.org/works/10.5555%2F12345678/transform",
        200,
        "@article{Carberry_2008, title={Toward a Unified Theory of High-Energy Metaphysics} }",
        content_type="application/x-bibtex",
    )
    bibtex["request"]["headers"]["accept"] = ["application/x-bibtex"]
    write(tmp_path, "bibtex", bibtex)
    report = measure([tmp_path])
    (scored,) = report.of("doi.org")
    assert scored.replayed.answer and b"Carberry" in scored.replayed.answer.message.body


def test_a_citation_whose_record_nobody_has_is_not_scored(tmp_path: Path) -> None:
    item = interaction(
        "https://api.crossref.org/works/10.5555%2Fnobody/transform",
        200,
        "Some style.",
        content_type="text/x-bibliography",
    )
    report = measure([write(tmp_path, "citation", item)])
    assert [reason for _, reason in report.unscored] == ["no recording shows the work 10.5555/nobody"]


ORCID_JSON = "application/json;charset=UTF-8"
ORCID_ID = "0000-0002-1825-0097"


def test_a_code_that_was_accepted_is_issued_anew_and_exchanged(tmp_path: Path) -> None:
    granted = {
        "access_token": "11111111-2222-4333-8444-555555555555",
        "token_type": "bearer",
        "refresh_token": "66666666-2222-4333-8444-555555555555",
        "expires_in": 631138518,
        "scope": "/read-limited",
        "name": "Josiah Carberry",
        "orcid": ORCID_ID,
    }
    item = interaction("https://orcid.org/oauth/token", 200, granted, method="POST", content_type=ORCID_JSON)
    item["request"]["body"] = (
        "client_id=APP-RECORDED&client_secret=REDACTED&grant_type=authorization_code&code=abc123"
        "&redirect_uri=https%3A%2F%2Fexample.org%2Fcallback"
    )
    assert score(measure([write(tmp_path, "code", item)])) == 1.0


def test_a_locked_record_is_locked_before_it_is_asked_for(tmp_path: Path) -> None:
    error = {"response-code": 409, "developer-message": "x", "error-code": 9018}
    item = interaction(f"https://pub.orcid.org/v3.0/{ORCID_ID}/record", 409, error, content_type=ORCID_JSON)
    assert statuses(measure([write(tmp_path, "locked", item)])) == [409]


def test_a_search_finds_people_who_have_what_was_searched_for(tmp_path: Path) -> None:
    found = {
        "result": [
            {
                "orcid-identifier": {
                    "uri": f"https://orcid.org/{ORCID_ID}",
                    "path": ORCID_ID,
                    "host": "orcid.org",
                }
            }
        ]
    }
    url = "https://pub.orcid.org/v3.0/search?q=family-name%3ACarberry%20AND%20keyword%3Apots&start=2&rows=1"
    item = interaction(url, 200, {**found, "num-found": 3}, content_type=ORCID_JSON)
    item["request"]["headers"]["accept"] = ["application/json"]
    assert score(measure([write(tmp_path, "search", item)])) == 1.0


def test_a_funders_works_are_its_own_or_of_funders_below_it(tmp_path: Path) -> None:
    below = {**WORK, "funder": [{"DOI": "10.13039/100000143", "name": "Division"}]}
    message = {
        "facets": {},
        "total-results": 1,
        "items": [below],
        "items-per-page": 20,
        "query": {"start-index": 0, "search-terms": None},
    }
    url = "https://api.crossref.org/funders/10.13039/100000001/works"
    report = measure(
        [
            write(
                tmp_path,
                "funder",
                interaction(url, 200, envelope("work-list", message)),
                headers_recorded=False,
            )
        ]
    )
    assert [check.share for check in report.scored[0].checks if check.name == "items"] == [1.0]


# What is not scored, and says so


def test_other_hosts_and_outages_are_named_and_not_scored(tmp_path: Path) -> None:
    elsewhere = interaction("https://api.openalex.org/works/W1", 200, {})
    outage = interaction(WORK_URL, 504, "<html><title>504</title></html>", content_type="text/html")
    report = measure([write(tmp_path, "both", elsewhere, outage)])
    assert [reason for _, reason in report.unscored] == ["not emulated: api.openalex.org", "an outage: 504"]
    assert report.scored == []


def test_a_later_change_of_the_service_is_left_out_and_told(tmp_path: Path) -> None:
    item = work_interaction()
    item["response"]["headers"].update({"x-api-pool": ["public"], "x-rate-limit-limit": ["50"]})
    item["response"]["headers"].update({"x-rate-limit-interval": ["1s"], "x-concurrency-limit": ["1"]})
    before = measure([write(tmp_path, "june", item, recorded_at="2026-06-16")])
    after = measure([write(tmp_path, "october", item, recorded_at="2026-10-01")])
    assert [rule.behaviour[:27] for rule in before.scored[0].superseded] == ["Crossref named its pools an"]
    assert before.scored[0].as_recorded == after.scored[0].score < before.scored[0].score
    assert after.scored[0].superseded == []


DATACITE_ERRORS: dict[str, Any] = {
    "unknown attribute": {"errors": [{"status": "422", "title": "found unpermitted parameter: :colour"}]},
    "a source twice": {
        "errors": [{"source": "xml", "title": "One."}, {"source": "xml", "title": "Two."}],
    },
    "two sources": {
        "errors": [{"source": "creators", "title": "One."}, {"source": "xml", "title": "Two."}],
    },
}


@pytest.mark.parametrize(
    ("errors", "recorded_at", "change", "left_out"),
    [
        ("unknown attribute", "2018-12-01", "attributes that it does not know", True),
        ("unknown attribute", "2026-10-01", "attributes that it does not know", False),
        ("a source twice", "2018-12-01", "each source once", True),
        ("a source twice", "2026-10-01", "each source once", False),
        ("two sources", "2018-12-01", "each source once", False),
    ],
)
def test_an_old_refusal_of_datacite_is_superseded_only_as_far_as_it_was_seen_to_change(
    tmp_path: Path, errors: str, recorded_at: str, change: str, left_out: bool
) -> None:
    sent = doi({"titles": [{"title": "x"}]})
    item = interaction(f"{DATACITE}/10.82434/abc", 422, DATACITE_ERRORS[errors], method="PUT", sent=sent)
    (exchange,) = read_exchanges(write(tmp_path, "refused", item, recorded_at=recorded_at))
    assert any(change in rule.behaviour for rule in rules_for(exchange)) is left_out


# Reading recordings


TEXT = json.dumps({"word": "Größe"})
PACKED = gzip.compress(TEXT.encode())


@pytest.mark.parametrize(
    "body",
    [
        TEXT,
        {"string": TEXT},
        {"string": PACKED},
        {"encoding": "UTF-8", "string": TEXT},
        {"encoding": "ASCII-8BIT", "base64_string": base64.b64encode(TEXT.encode()).decode()},
        {"string": base64.b64encode(PACKED).decode()},
    ],
)
def test_every_form_of_a_body_is_read(tmp_path: Path, body: Any) -> None:
    item = work_interaction()
    item["response"]["headers"]["content-encoding"] = ["gzip"]
    item["response"]["body"] = body
    (exchange,) = read_exchanges(write(tmp_path, "body", item))
    assert exchange.json() == {"word": "Größe"}


@pytest.mark.parametrize("content", ["[]", "interactions: 3", "a: [", "interactions: [{request: {}}]"])
def test_what_is_no_cassette_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "broken.yaml").write_text(content, encoding="utf-8")
    result = CliRunner().invoke(fidelity_command, [str(tmp_path)])
    assert result.exit_code == 1
    assert "broken.yaml is no vcrpy cassette" in result.output


@pytest.mark.parametrize(
    ("url", "route"),
    [
        (f"{WORK_URL}/agency", "GET api.crossref.org/works/{doi}/agency"),
        (
            "https://api.crossref.org/v1/works/10.1126%2Fx.1/transform",
            "GET api.crossref.org/works/{doi}/transform",
        ),
        ("https://api.crossref.org/members/98/works?rows=1", "GET api.crossref.org/members/{id}/works"),
        (
            "https://pub.orcid.org/v3.0/0000-0002-1825-0097/work/12",
            "GET pub.orcid.org/v3.0/{orcid}/work/{id}",
        ),
        ("https://doi.org/foo", "GET doi.org/{doi}"),
    ],
)
def test_routes_have_their_identifiers_taken_out(url: str, route: str) -> None:
    assert route_of("GET", url) == route


# Output


def test_json_holds_the_scores_and_every_difference(tmp_path: Path, altered: Any) -> None:
    altered(with_body(lambda body: body.replace(b"Resource", b"Thing")))
    write(tmp_path, "work", work_interaction())
    write(tmp_path, "none", not_found())
    result = json.loads(CliRunner().invoke(fidelity_command, [str(tmp_path), "--json"]).output)
    assert set(result["services"]) == {"crossref"}
    assert 0 < result["overall"] < 1
    by_file = {exchange["file"]: exchange for exchange in result["exchanges"]}
    assert {
        "check": "error",
        "where": "",
        "recorded": "Resource not found.",
        "emulator": "Thing not found.",
    } in by_file["none.yaml"]["differences"]


def test_explain_shows_both_sides(tmp_path: Path, altered: Any) -> None:
    altered(with_body(lambda body: body.replace(b"Resource", b"Thing")))
    write(tmp_path, "none", not_found())
    output = CliRunner().invoke(fidelity_command, [str(tmp_path), "--explain"]).output
    assert "Resource not found." in output
    assert "Thing not found." in output


def test_without_paths_the_command_says_what_to_name() -> None:
    result = CliRunner().invoke(fidelity_command, [])
    assert result.exit_code == 2
    assert "--fetch" in result.output


# Packages


def test_a_package_with_another_hash_is_refused(tmp_path: Path) -> None:
    (tmp_path / "habanero-2.9.2.tar.gz").write_bytes(b"something else")
    with pytest.raises(DownloadError, match="not the pinned"):
        fetch(tmp_path)


def test_a_failing_download_is_told_in_pips_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failed:
        stderr = "WARNING: something\nERROR: No matching distribution found for habanero==2.9.2\n"

    monkeypatch.setattr(packages.subprocess, "run", lambda *arguments, **options: Failed())
    with pytest.raises(DownloadError, match="No matching distribution found"):
        fetch(tmp_path)
    assert not list(tmp_path.glob(f"{HABANERO.name}*"))


# Real answers for samples


@pytest.fixture
def traffic(tmp_path: Path) -> RecordedTraffic:
    folder = tmp_path / "traffic"
    folder.mkdir()
    write(folder, "work", work_interaction())
    pages = [
        interaction("https://api.crossref.org/works?query=a&rows=1", 200, {"page": page}) for page in (1, 2)
    ]
    write(folder, "pages", *pages)
    posted = interaction(DATACITE, 201, {}, method="POST", sent={"data": {}})
    write(folder, "post", posted)
    return RecordedTraffic([folder])


@pytest.mark.parametrize(
    "url",
    [WORK_URL, f"{WORK_URL}?mailto=guide@example.org", "https://api.crossref.org/works/10.5555%2F12345678"],
)
def test_a_request_finds_its_real_answer_however_it_is_written(traffic: RecordedTraffic, url: str) -> None:
    found = traffic.answer("GET", url, "application/json")
    assert found is not None and found.json()["message"]["DOI"] == WORK["DOI"]


def test_another_request_finds_none(traffic: RecordedTraffic) -> None:
    assert traffic.answer("GET", f"{WORK_URL}?select=DOI") is None
    assert traffic.answer("GET", WORK_URL, "application/x-bibtex") is None
    assert traffic.answer("POST", DATACITE) is None


def test_answers_to_the_same_request_come_in_turn(traffic: RecordedTraffic) -> None:
    url = "https://api.crossref.org/works?rows=1&query=a"
    found = [traffic.answer("GET", url) for _ in range(3)]
    assert [exchange.json()["page"] for exchange in found if exchange] == [1, 2, 2]


def cassette_like(folder: Path, change: Callable[[dict[str, Any]], Any]) -> Path:
    body = json.loads(envelope("work", {**WORK, "DOI": "10.5555/another"}))
    change(body)
    url = "https://api.crossref.org/works/10.5555/another"
    return write(folder, "cassette", interaction(url, 200, body, content_type="application/json"))


def test_a_cassette_agrees_in_form_with_an_answer_about_another_record(
    tmp_path: Path, traffic: RecordedTraffic
) -> None:
    found = agreement(cassette_like(tmp_path, lambda body: body["message"].pop("publisher")), traffic)
    assert found is not None
    assert (found.date, found.source) == ("2026-10-01", "example/recordings")


DISAGREEMENTS: list[Callable[[dict[str, Any]], Any]] = [
    lambda body: body["message"].update(unheard="of"),
    lambda body: body["message"].update(member=7822),
    lambda body: body.update(note="x"),
]


@pytest.mark.parametrize("change", DISAGREEMENTS)
def test_a_member_that_no_real_answer_has_is_no_agreement(
    tmp_path: Path, traffic: RecordedTraffic, change: Callable[[dict[str, Any]], Any]
) -> None:
    assert agreement(cassette_like(tmp_path, change), traffic) is None


# The recordings beside the project


@pytest.fixture(scope="module")
def shared_report() -> Iterator[Report]:
    if not SHARED_RECORDINGS.is_dir():
        pytest.skip("fidelity to shared recordings NOT MEASURED: ../shared/reference/recordings is not there")
    yield measure([SHARED_RECORDINGS])


@pytest.mark.parametrize("service", ["doi.org", "crossref", "datacite", "orcid"])
def test_each_service_is_true_to_the_shared_recordings(shared_report: Report, service: str) -> None:
    assert shared_report.services()[service] >= 0.97


def test_no_request_of_a_shared_recording_makes_the_emulator_fail(shared_report: Report) -> None:
    failed = [
        item.replayed.recorded.name
        for item in shared_report.scored
        if item.replayed.answer and item.replayed.answer.status >= 500 and item.replayed.recorded.status < 500
    ]
    assert failed == []


def test_little_of_the_shared_recordings_is_superseded(shared_report: Report) -> None:
    assert len(shared_report.superseded) <= 3
    assert all(value > 0.93 for value in shared_report.services_as_recorded().values())


def test_the_emulator_under_measurement_starts_empty() -> None:
    emulator = Replay([])._emulator
    assert isinstance(emulator, Emulator)
    assert emulator.world.crossref.all("works") == {}
