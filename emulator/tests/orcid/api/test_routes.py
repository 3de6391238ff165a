"""What every request to ORCID's API goes through: versions, tokens, headers."""

import pytest

from support.orcid_people import CARBERRY, MEMBER, PUBLIC, Asker, error_of, work


def test_the_member_api_wants_a_token(ask: Asker) -> None:
    answer = ask.get(f"{MEMBER}/{CARBERRY}/works")
    assert answer.status_code == 403
    assert answer.json == {
        "error": "forbidden",
        "error_description": "Forbidden: The server understood the request but refuses to authorize it.",
    }


@pytest.mark.parametrize("path", ["works", "nothing-here"])
def test_a_token_that_nobody_issued(ask: Asker, path: str) -> None:
    answer = ask.get(f"{MEMBER}/{CARBERRY}/{path}", token="never-issued", Accept="application/xml")
    assert answer.status_code == 401
    assert answer.json == {
        "error": "invalid_token",
        "error_description": "Invalid access token: never-issued",
    }
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="ORCID T2 API", error="invalid_token"')


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        ("application/orcid+json", "application/orcid+json"),
        ("application/vnd.orcid+json", "application/vnd.orcid+json"),
        ("application/vnd.orcid+xml", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_a_refused_token_is_told_in_the_kind_of_json_asked_for(
    ask: Asker, accept: str, answered: str
) -> None:
    answer = ask.get(f"{MEMBER}/{CARBERRY}/works", token="never-issued", Accept=accept)
    assert answer.content_type == f"{answered};charset=UTF-8"


def test_an_expired_and_a_revoked_token_are_invalid(ask: Asker) -> None:
    world = ask.emulator.world
    token = world.orcid.tokens.find(ask.token)
    assert token is not None
    world.orcid.tokens.revoke(token)
    assert ask.get(f"{MEMBER}/{CARBERRY}/works", token=ask.token).status_code == 401
    other = ask.token_for("/read-limited")
    world.clock.advance(700_000_000)
    assert ask.get(f"{MEMBER}/{CARBERRY}/works", token=other).status_code == 401


def test_a_token_that_nobody_issued_is_refused_also_where_none_is_needed(ask: Asker) -> None:
    answer = ask.get(f"{PUBLIC}/{CARBERRY}/works", token="never-issued")
    assert answer.status_code == 401
    assert answer.text == '{"error":"invalid_token","error_description":"Invalid access token: never-issued"}'


def test_the_public_api_does_not_write(ask: Asker) -> None:
    assert error_of(ask.send("POST", f"{PUBLIC}/{CARBERRY}/work", {}, ask.token)) == (405, 9001)


def test_a_token_in_the_query_counts_too(ask: Asker) -> None:
    assert ask.get(f"{MEMBER}/{CARBERRY}/works?access_token={ask.token}").status_code == 200


def test_after_the_person_takes_permission_back_only_clean_up_is_left(ask: Asker) -> None:
    code = ask.added("work", work())
    ask.emulator.world.orcid.tokens.revoke_client(CARBERRY, "APP-EMULATOR00000001")
    assert ask.write("POST", "work", work(doi="10.5555/later")).status_code == 401
    assert ask.write("DELETE", f"work/{code}").status_code == 204


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


@pytest.mark.parametrize("path", ["//0000-0002-1825-0097/works", "/../v3.0/search", "/./search"])
def test_a_path_that_is_not_normalised_is_rejected_before_anything_else(ask: Asker, path: str) -> None:
    url = f"https://pub.orcid.org/v3.0{path}"
    answer = ask.emulator.request("GET", url, {"accept": "application/json"}, None)
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert b"the URL was not normalized" in answer.data
