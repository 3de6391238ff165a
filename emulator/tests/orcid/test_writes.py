"""Adding, updating and removing items: what is filled in, what is refused and in which words."""

from typing import Any

import pytest

from support.orcid_people import (
    CARBERRY,
    MEMBER,
    ORGANIZATION,
    Asker,
    error_of,
    work,
)


def external_ids(value: str, id_type: str = "source-work-id") -> dict[str, Any]:
    return {
        "external-id": [
            {
                "external-id-type": id_type,
                "external-id-value": value,
                "external-id-relationship": "self",
            }
        ]
    }


AFFILIATION = {"role-title": "Guide", "start-date": {"year": "2020"}, "organization": ORGANIZATION}
BODIES: dict[str, dict[str, Any]] = {
    "work": work(),
    "employment": AFFILIATION,
    "education": AFFILIATION,
    "qualification": AFFILIATION,
    "invited-position": AFFILIATION,
    "distinction": AFFILIATION,
    "membership": AFFILIATION,
    "service": AFFILIATION,
    "funding": {
        "type": "grant",
        "title": {"title": {"value": "A Grant"}},
        "external-ids": external_ids("G-1", "grant_number"),
        "organization": ORGANIZATION,
    },
    "peer-review": {
        "reviewer-role": "reviewer",
        "review-identifiers": external_ids("review-9"),
        "review-type": "review",
        "review-completion-date": {"year": {"value": "2024"}},
        "review-group-id": "issn:0264-3561",
        "convening-organization": ORGANIZATION,
    },
    "research-resource": {
        "proposal": {
            "title": {"title": {"value": "Time on a Kiln"}},
            "hosts": {"organization": [ORGANIZATION]},
            "external-ids": external_ids("kiln-9", "proposal-id"),
        },
        "resource-item": [],
    },
    "keywords": {"content": "guides"},
    "other-names": {"content": "J. Guide"},
    "researcher-urls": {"url-name": "Guide", "url": "https://guide.example.org/"},
    "address": {"country": {"value": "NZ"}},
    "external-identifiers": {
        "external-id-type": "Loop profile",
        "external-id-value": "77",
        "external-id-url": {"value": "https://loop.example.org/77"},
        "external-id-relationship": "self",
    },
}


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


@pytest.mark.parametrize(
    ("path", "change", "status", "code"),
    [
        ("work", {"title": None}, 400, 9022),
        ("work", {"title": {"title": {"value": " "}}}, 400, 9022),
        ("work", {"type": None}, 400, 9037),
        ("work", {"type": "novel"}, 400, 9037),
        ("work", {"external-ids": None}, 400, 9023),
        ("work", {"external-ids": {"external-id": []}}, 400, 9023),
        ("work", {"external-ids": external_ids("x", "no-such-type")}, 400, 9037),
        ("work", {"put-code": 7}, 400, 9024),
        ("work", {"publication-date": {"year": {"value": "2023"}, "month": {"value": "13"}}}, 400, 9049),
        ("work", {"publication-date": {"year": {"value": "soon"}}}, 400, 9049),
        ("work", {"citation": {"citation-type": "endnote", "citation-value": "x"}}, 400, 9051),
        (
            "work",
            {"contributors": {"contributor": [{"contributor-attributes": {"contributor-role": "friend"}}]}},
            400,
            9058,
        ),
        ("work", {"titel": "x"}, 400, 9047),
        ("work", {"bulk": []}, 400, 9047),
        ("work", {"title": "A plain string"}, 400, 9001),
        ("employment", {"organization": None}, 400, 9046),
        ("employment", {"organization": {**ORGANIZATION, "disambiguated-organization": None}}, 400, 9045),
        ("employment", {"organization": {**ORGANIZATION, "address": {"country": "US"}}}, 400, 9060),
        ("membership", {"organization": {**ORGANIZATION, "address": {"city": "Lyon"}}}, 400, 9061),
        ("membership", {"organization": {**ORGANIZATION, "disambiguated-organization": None}}, 400, 9062),
        ("employment", {"start-date": None, "end-date": {"year": "2021"}}, 400, 9050),
        ("employment", {"end-date": {"year": "2019"}}, 400, 9055),
        ("funding", {"amount": {"value": "much", "currency-code": "EUR"}}, 400, 9054),
        ("funding", {"type": "gift"}, 400, 9037),
        ("peer-review", {"review-group-id": "issn:1234-5679"}, 400, 9026),
        ("peer-review", {"reviewer-role": "critic"}, 400, 9051),
        ("address", {"country": {"value": "Norway"}}, 400, 9051),
    ],
)
def test_what_is_refused(ask: Asker, path: str, change: dict[str, Any], status: int, code: int) -> None:
    before = ask.emulator.world.orcid.record(CARBERRY)
    answer = ask.write("POST", path, {**BODIES[path], **change})
    assert error_of(answer) == (status, code), answer.text
    assert ask.emulator.world.orcid.record(CARBERRY) == before


def test_a_bulk_body_on_the_path_of_one_work(ask: Asker) -> None:
    answer = ask.write("POST", "work", {"bulk": [{"work": work()}]})
    assert error_of(answer) == (400, 9006)
    assert answer.json["developer-message"].endswith("Full validation error: argument type mismatch")


def test_an_unknown_member_is_named_with_its_place(ask: Asker) -> None:
    body = '{\n  "title": {"title": {"value": "x"}},\n  "xput-code": 1234567\n}'
    answer = ask.write("POST", "work", body)
    assert answer.json["developer-message"] == (
        '400 Bad request: invalid JSON - Unrecognized field "xput-code" (class '
        "org.orcid.jaxb.model.v3.release.record.Work), not marked as ignorable (17 known properties: "
        '"journal-title", "path", "citation", "put-code", "publication-date", "visibility", '
        '"created-date", "external-ids", "title", "type", "last-modified-date", "language-code", '
        '"short-description", "url", "country", "contributors", "source"])\n'
        " at [Source: (org.apache.catalina.connector.CoyoteInputStream); line: 3, column: 22] (through "
        'reference chain: org.orcid.jaxb.model.v3.release.record.Work["xput-code"])'
    )


def test_the_same_work_twice_is_a_conflict_that_names_the_put_code(ask: Asker) -> None:
    code = ask.added("work", work(doi="10.5555/Twice"))
    answer = ask.write("POST", "work", work("Another title", doi="https://doi.org/10.5555/tWICE"))
    assert error_of(answer) == (409, 9021)
    assert answer.json["developer-message"] == (
        "409 Conflict: You have already added this activity (matched by external identifiers), please see "
        f"element with put-code {code}. If you are trying to edit the item, please use PUT instead of POST."
    )
    assert "please contact PID guide for assistance" in answer.json["user-message"]


def test_another_sources_work_joins_its_group(ask: Asker) -> None:
    ask.added("work", work(doi="10.5555/12345678"))
    groups = ask.get(f"{MEMBER}/{CARBERRY}/works", token=ask.token).json["group"]
    sizes = {
        group["external-ids"]["external-id"][0]["external-id-value"]: len(group["work-summary"])
        for group in groups
    }
    assert sizes["10.5555/12345678"] == 3


def test_a_put_that_would_make_two_of_one_is_a_conflict(ask: Asker) -> None:
    ask.added("work", work(doi="10.5555/first"))
    second = ask.added("work", work(doi="10.5555/second"))
    body = {**work(doi="10.5555/first"), "put-code": second}
    assert error_of(ask.write("PUT", f"work/{second}", body)) == (409, 9021)


def test_a_put_wants_the_put_code_in_the_body(ask: Asker) -> None:
    code = ask.added("work", work())
    answer = ask.write("PUT", f"work/{code}", work())
    assert error_of(answer) == (400, 9019)
    assert answer.json["developer-message"] == (
        f"400 Bad Request: The put code in the URL was {code} whereas the one in the body was null."
    )


def test_a_put_may_not_change_the_visibility(ask: Asker) -> None:
    code = ask.added("work", {**work(), "visibility": "private"})
    assert ask.get(f"{MEMBER}/{CARBERRY}/work/{code}", token=ask.token).json["visibility"] == "public"
    body = {**work(), "put-code": code}
    assert error_of(ask.write("PUT", f"work/{code}", {**body, "visibility": "limited"})) == (403, 9035)
    assert ask.write("PUT", f"work/{code}", {**body, "visibility": "public"}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_what_others_added_can_be_read_but_not_changed(ask: Asker, method: str) -> None:
    groups = ask.get(f"{MEMBER}/{CARBERRY}/works", token=ask.token).json["group"]
    code = groups[0]["work-summary"][0]["put-code"]
    body = {**work(), "put-code": code} if method == "PUT" else None
    answer = ask.write(method, f"work/{code}", body)
    assert error_of(answer) == (403, 9010)
    assert answer.json["developer-message"] == (
        "403 Forbidden: You are not the source of the work, so you are not allowed to update it."
    )


@pytest.mark.parametrize(
    ("path", "scope"),
    [("work", "/person/update"), ("keywords", "/activities/update"), ("work", "/read-limited")],
)
def test_a_write_needs_its_scope(ask: Asker, path: str, scope: str) -> None:
    answer = ask.send("POST", f"{MEMBER}/{CARBERRY}/{path}", BODIES[path], ask.token_for(scope))
    assert error_of(answer) == (403, 9038)


def test_a_client_credentials_token_cannot_write(ask: Asker) -> None:
    token = ask.token_for("/read-public", orcid=None)
    assert error_of(ask.send("POST", f"{MEMBER}/{CARBERRY}/work", work(), token)) == (403, 9038)


def test_after_the_person_takes_permission_back_only_clean_up_is_left(ask: Asker) -> None:
    code = ask.added("work", work())
    ask.emulator.world.orcid.tokens.revoke_client(CARBERRY, "APP-EMULATOR00000001")
    assert ask.write("POST", "work", work(doi="10.5555/later")).status_code == 401
    assert ask.write("DELETE", f"work/{code}").status_code == 204


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


def test_a_bulk_takes_a_hundred_and_no_more(ask: Asker) -> None:
    elements = [{"work": work(doi=f"10.5555/bulk.{number}")} for number in range(101)]
    answer = ask.write("POST", "works", {"bulk": elements})
    assert error_of(answer) == (400, 9006)
    assert answer.json["developer-message"].endswith("You are allowed to add up to 100 elements per request.")
    assert len(ask.write("POST", "works", {"bulk": elements[:100]}).json["bulk"]) == 100


def test_a_second_equal_keyword_is_a_duplicate(ask: Asker) -> None:
    ask.added("keywords", {"content": "guides"})
    answer = ask.write("POST", "keywords", {"content": "guides"})
    assert error_of(answer) == (409, 9030)
    assert answer.json["developer-message"] == "The element 'guides' of type 'keyword' is duplicated."


def test_a_second_equal_identifier_is_called_by_its_address(ask: Asker) -> None:
    identifier = {
        "external-id-type": "GitHub",
        "external-id-value": "carberry",
        "external-id-url": {"value": "https://github.com/carberry"},
        "external-id-relationship": "self",
    }
    ask.added("external-identifiers", identifier)
    answer = ask.write("POST", "external-identifiers", identifier)
    assert error_of(answer) == (409, 9030)
    told = "The element 'https://github.com/carberry' of type 'external-identifier' is duplicated."
    assert answer.json["developer-message"] == told


def test_an_identifier_that_has_no_normal_form_says_so(ask: Asker) -> None:
    code = ask.added("work", work(doi="not a doi"))
    external_id = ask.get(f"{MEMBER}/{CARBERRY}/work/{code}", token=ask.token).json["external-ids"][
        "external-id"
    ][0]
    assert external_id["external-id-normalized"] is None
    assert external_id["external-id-normalized-error"] == {
        "error-code": "8001",
        "error-message": "Cannot normalize identifier value doi:not a doi",
        "transient": True,
    }


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
def test_a_body_of_another_type_is_415(ask: Asker, content_type: str) -> None:
    answer = ask.write("POST", "work", "title=x", Content_Type=content_type)
    assert error_of(answer) == (415, 9001)


@pytest.mark.parametrize("body", ["", "[]", "null", "7", "{", "\x00", '{"title": {}}' * 2, "[" * 100_000])
def test_a_body_that_is_no_item_is_400(ask: Asker, body: str) -> None:
    assert error_of(ask.write("POST", "work", body)) == (400, 9001)


def test_groups_of_peer_reviews(ask: Asker) -> None:
    token = ask.token_for("/group-id-record/update", orcid=None)
    group = {
        "name": "Pots Quarterly",
        "group-id": "issn:2049-3630",
        "description": "A journal",
        "type": "journal",
    }
    url = f"{MEMBER}/group-id-record"
    created = ask.send("POST", url, group, token)
    assert created.status_code == 201
    assert error_of(ask.send("POST", url, group, token)) == (409, 9025)
    assert error_of(ask.send("POST", url, {**group, "group-id": "issn:2049-3631"}, token)) == (400, 9053)
    assert ask.get(created.headers["Location"], token=token).json["name"] == "Pots Quarterly"
    listed = ask.get(f"{url}?page-size=1&page=2", token=token).json
    assert (listed["total"], listed["page"], len(listed["group-id-record"])) == (2, 2, 1)
    assert len(ask.get(f"{url}?group-id=issn:2049-3630", token=token).json["group-id-record"]) == 1
    assert error_of(ask.send("POST", url, group, ask.token)) == (403, 9038)
    assert ask.send("DELETE", created.headers["Location"], None, token).status_code == 204


def related(title: str, doi: str, other: str, relationship: str, id_type: str = "doi") -> dict[str, Any]:
    """Return a work with an identifier of its own and one that relates it to something else."""
    body = work(title, doi)
    body["external-ids"]["external-id"].append(
        {
            "external-id-type": id_type,
            "external-id-value": other,
            "external-id-relationship": relationship,
        }
    )
    return body


@pytest.mark.parametrize("relationship", ["part-of", "funded-by"])
def test_works_in_the_same_journal_stay_apart(ask: Asker, relationship: str) -> None:
    ask.added("work", related("One", "10.5555/one", "2049-3630", relationship, "issn"))
    ask.added("work", related("Two", "10.5555/two", "2049-3630", relationship, "issn"))
    groups = ask.get(f"{MEMBER}/{CARBERRY}/works", token=ask.token).json["group"]
    added = [
        group for group in groups if group["work-summary"][0]["title"]["title"]["value"] in ("One", "Two")
    ]
    assert [len(group["work-summary"]) for group in added] == [1, 1]
    assert {len(group["external-ids"]["external-id"]) for group in added} == {1}


def test_a_version_of_a_work_is_no_duplicate_but_joins_its_group(ask: Asker) -> None:
    ask.added("work", work("Article", "10.5555/article"))
    ask.added("work", related("Preprint", "10.5555/preprint", "10.5555/article", "version-of"))
    groups = ask.get(f"{MEMBER}/{CARBERRY}/works", token=ask.token).json["group"]
    titles = [[each["title"]["title"]["value"] for each in group["work-summary"]] for group in groups]
    assert ["Article", "Preprint"] in titles
