"""What DataCite refuses, and in which words."""

import pytest

from support.datacite_rest import (
    COMPLETE,
    KERNEL_4,
    OWNER,
    PREFIX,
    PRODUCTION,
    TEST,
    Rest,
    encoded,
    needs_schema,
    payload,
)

NOT_FOUND = {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}
BAD_CREDENTIALS = {"errors": [{"status": "401", "title": "Bad credentials."}]}
FORBIDDEN = {"errors": [{"status": "403", "title": "You are not authorized to access this resource."}]}
WRONG = (OWNER[0], "not the password")


def test_wrong_password_reads_as_anonymous(rest: Rest) -> None:
    answer = rest.send("GET", "/dois?page[size]=1", auth=WRONG)
    assert answer.status_code == 200
    assert answer.headers["x-anonymous-consumer"] == "true"


def test_wrong_password_on_create_is_a_missing_resource(rest: Rest) -> None:
    answer = rest.send("POST", "/dois", {"prefix": PREFIX}, auth=WRONG)
    assert (answer.status_code, answer.json) == (404, NOT_FOUND)


def test_no_credentials_on_create(rest: Rest) -> None:
    answer = rest.send("POST", "/dois", {"prefix": PREFIX}, auth=None)
    assert (answer.status_code, answer.json) == (401, BAD_CREDENTIALS)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_wrong_password_on_an_existing_doi(rest: Rest, method: str) -> None:
    doi = rest.attributes("POST", "/dois", {"prefix": PREFIX})["doi"]
    answer = rest.send(method, f"/dois/{doi}", {"url": "https://example.org"}, auth=WRONG)
    assert (answer.status_code, answer.json) == (401, BAD_CREDENTIALS)


@pytest.mark.parametrize(
    "attributes", [{"prefix": "10.1594"}, {"doi": "10.1594/mine"}, {"prefix": "10.x"}, {}]
)
def test_foreign_or_missing_prefix(rest: Rest, attributes: dict[str, str]) -> None:
    answer = rest.send("POST", "/dois", attributes)
    assert (answer.status_code, answer.json) == (403, FORBIDDEN)


@pytest.mark.parametrize("body", [None, "{}", '{"data":{}}', '{"doi":"10.82433/x"}'])
def test_payload_without_data(rest: Rest, body: str | None) -> None:
    answer = rest.send("POST", "/dois", body=body)
    title = "You need to provide a payload following the JSONAPI spec"
    assert (answer.status_code, answer.json) == (400, {"errors": [{"status": "400", "title": title}]})


def test_body_that_is_not_json(rest: Rest) -> None:
    assert rest.send("POST", "/dois", body="{").status_code == 400


def test_publish_without_url_names_only_the_url(rest: Rest) -> None:
    answer = rest.send("POST", "/dois", {"event": "publish", "prefix": PREFIX, "one": "one"})
    assert answer.status_code == 422
    assert answer.json is not None
    [error] = answer.json["errors"]
    assert (error["source"], error["title"]) == ("url", "Can't be blank")
    assert error["uid"].startswith(f"{PREFIX}/")
    assert "status" not in error


def test_doi_taken(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": f"{PREFIX}/1234"})
    error = {"source": "doi", "title": "This DOI has already been taken", "uid": f"{PREFIX}/1234"}
    for answer in (
        rest.send("POST", "/dois", {"doi": f"{PREFIX}/1234"}),
        rest.send("PUT", f"/dois/doi:{PREFIX}/1234", {"titles": []}),
    ):
        assert (answer.status_code, answer.json) == (422, {"errors": [error]})


def test_characters_that_a_doi_must_not_have(rest: Rest) -> None:
    answer = rest.send("POST", "/dois", {"doi": f"{PREFIX}/107+03"})
    error = {"source": "doi", "title": "Is invalid", "uid": f"{PREFIX}/107+03"}
    assert (answer.status_code, answer.json) == (422, {"errors": [error]})


def test_address_that_is_none_is_refused_for_drafts_too(rest: Rest) -> None:
    answer = rest.send("POST", "/dois", {"doi": f"{PREFIX}/x", "url": "example.org"})
    assert answer.json == {"errors": [{"source": "url", "title": "URL is not valid", "uid": f"{PREFIX}/x"}]}


@needs_schema
def test_address_outside_the_repository_domains(rest: Rest) -> None:
    client = rest.emulator.world.datacite.test.clients["guide.emulator"]
    client["attributes"]["domains"] = "*.example.org"
    naked = rest.send(
        "POST", "/dois", {**COMPLETE, "doi": f"{PREFIX}/x", "event": "publish", "url": "https://example.org"}
    )
    title = "URL https://example.org is not allowed by repository guide.emulator domain settings."
    assert naked.json == {"errors": [{"source": "url", "title": title, "uid": f"{PREFIX}/x"}]}
    below = {**COMPLETE, "doi": f"{PREFIX}/x", "event": "publish", "url": "https://a.example.org"}
    assert rest.send("POST", "/dois", below).status_code == 201


@needs_schema
@pytest.mark.parametrize(
    ("missing", "source", "text"),
    [
        (
            "creators",
            "creators",
            f"Missing child element(s). Expected is ( {{{KERNEL_4}}}creator ). at line 4, column 0",
        ),
        (
            "titles",
            "titles",
            f"Missing child element(s). Expected is ( {{{KERNEL_4}}}title ). at line 9, column 0",
        ),
        (
            "publisher",
            "publisher",
            "[facet 'minLength'] The value has a length of '0'; this underruns the allowed minimum length "
            "of '1'. at line 12, column 0",
        ),
        (
            "publicationYear",
            "publication_year",
            "[facet 'pattern'] The value '' is not accepted by the pattern '[\\d]{4}'. at line 13, column 0",
        ),
    ],
)
def test_publish_without_a_mandatory_property(rest: Rest, missing: str, source: str, text: str) -> None:
    attributes = {key: value for key, value in COMPLETE.items() if key != missing}
    answer = rest.send("POST", "/dois", {**attributes, "doi": f"{PREFIX}/x", "event": "publish"})
    assert answer.status_code == 422
    assert answer.json is not None
    assert {"source": source, "title": f"DOI {PREFIX}/x: {text}", "uid": f"{PREFIX}/x"} in answer.json[
        "errors"
    ]


@needs_schema
def test_without_a_schema_version_the_reason_stays_unsaid(rest: Rest) -> None:
    attributes = {key: value for key, value in COMPLETE.items() if key not in ("creators", "schemaVersion")}
    answer = rest.send("POST", "/dois", {**attributes, "doi": f"{PREFIX}/x", "event": "publish"})
    assert answer.json == {"errors": [{"source": "metadata", "title": "Is invalid", "uid": f"{PREFIX}/x"}]}


@needs_schema
def test_one_entry_for_each_source(rest: Rest) -> None:
    people = [{"name": "A", "nameType": "personal"}, {"name": "B", "nameType": "persona"}]
    answer = rest.send(
        "POST", "/dois", {**COMPLETE, "doi": f"{PREFIX}/x", "event": "publish", "creators": people}
    )
    assert answer.json is not None
    assert [error["source"] for error in answer.json["errors"]] == ["creatorName', attribute 'nameType"]


def test_list_of_strings(rest: Rest) -> None:
    answer = rest.send("POST", "/dois", {"doi": f"{PREFIX}/x", "titles": ["A title"], "dates": ["2026"]})
    assert answer.json == {
        "errors": [
            {
                "source": "dates",
                "title": "Date 2026 should be an object instead of a string.",
                "uid": f"{PREFIX}/x",
            },
            {
                "source": "titles",
                "title": "Title 'A title' should be an object instead of a string.",
                "uid": f"{PREFIX}/x",
            },
        ]
    }


@pytest.mark.parametrize(
    ("person", "title"),
    [
        ({"contributorType": "Editor"}, "A contributor is missing a required element: name."),
        ({"name": "N"}, "Contributor 'N' is missing a required element: contributor type."),
        (
            {"name": "N", "contributorType": "Funder"},
            "Contributor 'N' has a contributor type that is not supported in schema 4: 'Funder'.",
        ),
    ],
)
def test_contributors(rest: Rest, person: dict[str, str], title: str) -> None:
    answer = rest.send("POST", "/dois", {"doi": f"{PREFIX}/x", "contributors": [person]})
    assert answer.json == {"errors": [{"source": "contributors", "title": title, "uid": f"{PREFIX}/x"}]}


def test_language(rest: Rest) -> None:
    answer = rest.send("POST", "/dois", {"doi": f"{PREFIX}/x", "language": "en/us"})
    title = "Language en/us is in an invalid format."
    assert answer.json == {"errors": [{"source": "language", "title": title, "uid": f"{PREFIX}/x"}]}


@needs_schema
@pytest.mark.parametrize(
    ("name", "source", "text"),
    [
        (
            "datacite_missing_creator.xml",
            "creators",
            f"Missing child element(s). Expected is ( {{{KERNEL_4}}}creator ). at line 4, column 0",
        ),
        (
            "datacite_malformed_creator_name_type.xml",
            "creatorName', attribute 'nameType",
            "[facet 'enumeration'] The value 'personal' is not an element of the set "
            "{'Organizational', 'Personal'}. at line 12, column 0",
        ),
    ],
)
def test_bad_payloads_of_datacite_itself(rest: Rest, name: str, source: str, text: str) -> None:
    document = encoded(payload(name))
    answer = rest.send(
        "POST", "/dois", {"doi": f"{PREFIX}/x", "xml": document, "event": "publish", "url": COMPLETE["url"]}
    )
    assert answer.status_code == 422
    assert answer.json is not None
    assert {"source": source, "title": f"DOI {PREFIX}/x: {text}", "uid": f"{PREFIX}/x"} in answer.json[
        "errors"
    ]


@pytest.mark.parametrize("kernel", ["kernel-3", "kernel-2.2"])
def test_old_kernels(rest: Rest, kernel: str) -> None:
    document = (
        f'<resource xmlns="http://datacite.org/schema/{kernel}"><titles><title>T</title></titles></resource>'
    )
    attributes = {"doi": f"{PREFIX}/x", "xml": encoded(document), "should_validate": "true"}
    answer = rest.send("POST", "/dois", attributes)
    title = f"DOI {PREFIX}/x: Schema http://datacite.org/schema/{kernel} is no longer supported"
    assert answer.json == {"errors": [{"source": "xml", "title": title, "uid": f"{PREFIX}/x"}]}


def test_missing_schema_is_said_plainly(
    rest: Rest, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    answer = rest.send("POST", "/dois", {**COMPLETE, "prefix": PREFIX, "event": "publish"})
    assert answer.status_code == 503
    assert "pidguide schemas" in answer.text


def test_unknown_doi_route_and_format(rest: Rest) -> None:
    for path in ("/dois/10.82433/nothing", "/works", "/members", "/data-centers", "/clients/no.one"):
        answer = rest.send("GET", path, host=PRODUCTION)
        assert (answer.status_code, answer.json) == (404, NOT_FOUND)
    answer = rest.send(
        "GET", "/dois/10.5281/zenodo.48440", host=PRODUCTION, headers={"Accept": "application/vnd.ms-excel"}
    )
    assert answer.json == {"errors": [{"status": "406", "title": "The content type is not recognized."}]}


def test_systems_are_apart(rest: Rest) -> None:
    assert rest.send("GET", "/dois/10.5281/zenodo.48440", host=TEST).status_code == 404
    assert rest.send("POST", "/dois", {"prefix": PREFIX}, host=PRODUCTION).status_code == 404
    assert rest.emulator.world.datacite.doi("10.82433/q80x-4z58") is None
