"""Reading on the public API: formats, redirects, headers, visibility, and what each path answers."""

import json

import pytest

from support.orcid_people import (
    CARBERRY,
    CHEN,
    EMPTY,
    JSON,
    ODEGARD,
    PUBLIC,
    Asker,
    error_of,
)


@pytest.mark.parametrize(
    ("accept", "content_type", "answered"),
    [
        ("*/*", None, "application/vnd.orcid+xml;qs=0.5;charset=UTF-8"),
        (None, None, "application/vnd.orcid+xml;qs=0.5;charset=UTF-8"),
        (None, JSON, "application/json;charset=UTF-8"),
        ("*/*", "application/orcid+json", "application/orcid+json;charset=UTF-8"),
        ("application/json", None, "application/json;charset=UTF-8"),
        ("application/json, application/xml;q=0.9", None, "application/json;charset=UTF-8"),
        ("application/json;q=0.8, application/xml;q=0.9", None, "application/xml;charset=UTF-8"),
        ("application/vnd.orcid+json", None, "application/vnd.orcid+json;charset=UTF-8"),
        ("application/*", None, "application/xml;charset=UTF-8"),
    ],
)
def test_format_follows_accept_then_content_type_then_xml(
    ask: Asker, accept: str | None, content_type: str | None, answered: str
) -> None:
    headers = {"Accept": accept, "Content-Type": content_type}
    answer = ask.emulator.request(
        "GET", f"{PUBLIC}/{CARBERRY}/keywords", {name: value for name, value in headers.items() if value}
    )
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, answered)
    assert answer.text.startswith("<?xml" if "xml" in answered else "{")


def test_json_is_compact_and_the_vendors_own_is_indented(ask: Asker) -> None:
    compact = ask.get(f"{PUBLIC}/{EMPTY}/email")
    pretty = ask.get(f"{PUBLIC}/{EMPTY}/email", Accept="application/orcid+json")
    assert compact.text == f'{{"last-modified-date":null,"email":[],"path":"/{EMPTY}/email"}}'
    assert (
        pretty.text
        == f'{{\n  "last-modified-date" : null,\n  "email" : [ ],\n  "path" : "/{EMPTY}/email"\n}}'
    )


@pytest.mark.parametrize("accept", ["text/csv", "image/png, text/plain", "application/ld+json"])
def test_a_format_that_a_path_does_not_have_is_406_without_a_media_type(ask: Asker, accept: str) -> None:
    answer = ask.get(f"{PUBLIC}/{CARBERRY}/works", Accept=accept)
    assert error_of(answer) == (406, 9001)
    assert "Content-Type" not in answer.headers


def test_an_accept_header_that_is_none_is_refused_with_a_page(ask: Asker) -> None:
    answer = ask.get(f"{PUBLIC}/{CARBERRY}", Accept="json")
    assert (answer.status_code, answer.mimetype) == (400, "text/html")


def test_every_answer_carries_orcids_headers(ask: Asker) -> None:
    for url in (f"{PUBLIC}/{CARBERRY}/works", f"{PUBLIC}/nobody/works", f"{PUBLIC}/{CARBERRY}/wrks"):
        headers = ask.get(url).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cache-Control"] == "no-cache, no-store, max-age=0, must-revalidate"
        assert headers["X-Frame-Options"] == "DENY"


def test_preflight_allows_the_methods_but_not_authorization(ask: Asker) -> None:
    answer = ask.send("OPTIONS", f"{PUBLIC}/{CARBERRY}/works")
    assert answer.status_code == 200
    assert answer.headers["Allow"] == "HEAD,GET,OPTIONS"
    assert "Authorization" not in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    ("url", "status", "location"),
    [
        (f"https://pub.orcid.org/{CARBERRY}", 302, f"{PUBLIC}/{CARBERRY}"),
        (f"https://pub.orcid.org/{CARBERRY}/works?x=1", 302, f"{PUBLIC}/{CARBERRY}/works?x=1"),
        (f"https://pub.orcid.org/v3.0_rc1/{CARBERRY}", 308, f"{PUBLIC}/{CARBERRY}"),
        (f"https://pub.orcid.org/v1.2/{CARBERRY}", 308, f"{PUBLIC}/{CARBERRY}"),
        ("https://pub.orcid.org/v3.0", 302, "https://pub.orcid.org/v3.0/v3.0"),
    ],
)
def test_other_versions_lead_to_the_current_one(ask: Asker, url: str, status: int, location: str) -> None:
    answer = ask.get(url)
    assert (answer.status_code, answer.headers["Location"]) == (status, location)


def test_rdf_goes_to_the_experimental_path(ask: Asker) -> None:
    answer = ask.get(f"https://pub.orcid.org/{CARBERRY}", Accept="text/turtle")
    assert answer.headers["Location"] == f"https://pub.orcid.org/experimental_rdf_v1/{CARBERRY}"
    turtle = ask.get(answer.headers["Location"], Accept="text/turtle").text
    assert 'foaf:familyName "Carberry"' in turtle


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


def test_the_public_api_does_not_write(ask: Asker) -> None:
    assert error_of(ask.send("POST", f"{PUBLIC}/{CARBERRY}/work", {}, ask.token)) == (405, 9001)


def test_a_token_that_nobody_issued_is_refused_also_where_none_is_needed(ask: Asker) -> None:
    answer = ask.get(f"{PUBLIC}/{CARBERRY}/works", token="never-issued")
    assert answer.status_code == 401
    assert answer.text == '{"error":"invalid_token","error_description":"Invalid access token: never-issued"}'


def test_what_is_not_public_is_absent_not_redacted(ask: Asker) -> None:
    person = ask.get(f"{PUBLIC}/{CHEN}/person").json
    assert person["name"] is None and person["biography"] is None
    assert person["keywords"] == {
        "last-modified-date": None,
        "keyword": [],
        "path": f"/{CHEN}/keywords",
    }
    assert ask.get(f"{PUBLIC}/{CHEN}/works").json["group"] == []
    keywords = ask.get(f"{PUBLIC}/{CARBERRY}/keywords").json["keyword"]
    assert {each["content"] for each in keywords} == {"psychoceramics", "ionian philology"}


def test_a_single_item_that_is_not_public_is_403(ask: Asker) -> None:
    record = ask.emulator.world.orcid.record(CHEN)
    assert record is not None
    summary = record["activities-summary"]["works"]["group"][0]["work-summary"][0]
    answer = ask.get(f"{PUBLIC}/{CHEN}/work/{summary['put-code']}")
    assert error_of(answer) == (403, 9039)
    assert error_of(ask.get(f"{PUBLIC}/{CHEN}/biography")) == (403, 9039)
    assert error_of(ask.get(f"{PUBLIC}/{EMPTY}/biography")) == (404, 9041)


def test_last_modified_counts_what_is_visible_only(ask: Asker) -> None:
    works = ask.get(f"{PUBLIC}/{CARBERRY}/works").json
    dates = [
        summary["last-modified-date"]["value"]
        for group in works["group"]
        for summary in group["work-summary"]
    ]
    assert works["last-modified-date"]["value"] == max(dates)


def test_versions_of_a_work_are_one_group_with_the_preferred_one_first(ask: Asker) -> None:
    groups = ask.get(f"{PUBLIC}/{ODEGARD}/works").json["group"]
    merged = next(group for group in groups if len(group["work-summary"]) > 1)
    # Two share a DOI in other letters, the preprint names it as version-of.
    assert len(merged["work-summary"]) == 3
    assert [each["display-index"] for each in merged["work-summary"]] == ["2", "1", "1"]
    assert merged["work-summary"][0]["source"]["source-name"]["value"] == "University of Harbourside"
    values = [each["external-id-normalized"]["value"] for each in merged["external-ids"]["external-id"]]
    assert sorted(values) == ["10.5555/polar.2019.11", "10.5555/polar.pre.2018"]


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


def test_a_record_as_json_ld(ask: Asker) -> None:
    person = ask.get(f"{PUBLIC}/{CARBERRY}", Accept="application/ld+json").json
    assert (person["@context"], person["@type"]) == ("http://schema.org", "Person")
    assert person["@id"] == f"https://orcid.org/{CARBERRY}"
    assert person["givenName"] == "Josiah" and "name" not in person
    works = person["@reverse"]["creator"]
    assert "https://doi.org/10.5555/12345678" in {work.get("@id") for work in works}
    # ROR is an identifier here, not an @id.
    assert {org["identifier"]["propertyID"] for org in person["affiliation"]} == {"ROR"}


def test_a_work_as_csl(ask: Asker) -> None:
    code = ask.get(f"{PUBLIC}/{CARBERRY}/works").json["group"][0]["work-summary"][0]["put-code"]
    csl = ask.get(f"{PUBLIC}/{CARBERRY}/work/{code}", Accept="application/vnd.citationstyles.csl+json").json
    assert (csl["type"], csl["DOI"]) == ("article-journal", "10.5555/666655554444")
    assert csl["issued"] == {"date-parts": [[2012, 10, 11]]}


def test_services(ask: Asker) -> None:
    assert ask.get(f"{PUBLIC}/status").text == '{"tomcatUp":true}'
    assert list(ask.get(f"{PUBLIC}/pubStatus").json) == [
        "tomcatUp",
        "dbConnectionOk",
        "readOnlyDbConnectionOk",
        "overallOk",
    ]
    assert "doi" in {each["name"] for each in ask.get(f"{PUBLIC}/identifiers?locale=en").json}
    assert ask.get(f"{PUBLIC}/client/APP-EMULATOR00000001").json["name"] == {"value": "PID guide"}
    assert error_of(ask.get(f"{PUBLIC}/client/APP-0000000000000000")) == (404, 9027)


def test_the_daily_quota_stops_anonymous_requests_only(ask: Asker) -> None:
    ask.emulator.world.orcid.limits.daily_quota = 1
    url = f"{PUBLIC}/{CARBERRY}/keywords"
    assert ask.get(url, X_Forwarded_For="192.0.2.1").status_code == 200
    over = ask.get(url, X_Forwarded_For="192.0.2.1")
    assert over.status_code == 429 and "Content-Type" not in over.headers
    assert over.text.startswith("Too Many Requests. You have exceeded the daily quota for anonymous usage")
    assert ask.get(url, token=ask.token_for("/read-public", orcid=None)).status_code == 200
    assert ask.get(url, X_Forwarded_For="192.0.2.2").status_code == 200
    ask.emulator.world.clock.advance(86_400)
    assert ask.get(url, X_Forwarded_For="192.0.2.1").status_code == 200


def test_sandbox_writes_its_own_host(ask: Asker) -> None:
    record = ask.get(f"https://pub.sandbox.orcid.org/v3.0/{CARBERRY}").text
    assert json.loads(record)["orcid-identifier"]["uri"] == f"https://sandbox.orcid.org/{CARBERRY}"
    assert "https://orcid.org/client/" not in record
