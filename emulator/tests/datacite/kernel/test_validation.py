"""What DataCite finds wrong with metadata, and in which words."""

import pytest

from support.datacite_rest import COMPLETE, KERNEL_4, PREFIX, Rest, encoded, needs_schema, payload


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
