"""What DataCite finds wrong with metadata, and in which words."""

import base64
from pathlib import Path
from typing import Any

import pytest

from pid_emulator.datacite.dois import Doi
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.kernel.validation import check_doi, is_allowed_by, schema_errors
from support.datacite_rest import COMPLETE, DOI, KERNEL_4, PREFIX, Rest, encoded, needs_schema, payload


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
        (
            {"name": "N"},
            'Contributor \'{"name"=>"N"}\' is missing a required element: contributor type.',
        ),
        (
            {"name": "N", "contributorType": "Funder", "nameIdentifiers": [{"nameIdentifier": "1"}]},
            'Contributor \'{"name"=>"N", "contributorType"=>"Funder", "nameIdentifiers"=>'
            '[{"nameIdentifier"=>"1"}]}\' has a contributor type that is not supported in schema 4: '
            "'Funder'.",
        ),
    ],
)
def test_contributors(rest: Rest, person: dict[str, str], title: str) -> None:
    sent = {"doi": f"{PREFIX}/x", "contributors": [person], "schemaVersion": KERNEL_4}
    answer = rest.send("POST", "/dois", sent)
    assert answer.json == {"errors": [{"source": "contributors", "title": title, "uid": f"{PREFIX}/x"}]}


@pytest.mark.parametrize("version", [None, f"{KERNEL_4}.0", f"{KERNEL_4}.3", f"{KERNEL_4}.4", "4"])
@pytest.mark.parametrize("person", [{"name": "N"}, {"name": "N", "contributorType": "Funder"}, {}])
def test_contributors_of_a_draft_are_looked_at_with_exactly_kernel_4_only(
    rest: Rest, version: str | None, person: dict[str, str]
) -> None:
    sent = {"doi": f"{PREFIX}/x", "contributors": [person], **({"schemaVersion": version} if version else {})}
    assert rest.attributes("POST", "/dois", sent)["state"] == "draft"


def test_a_contributor_needs_no_name_in_a_draft(rest: Rest) -> None:
    sent = {"doi": f"{PREFIX}/x", "contributors": [{"contributorType": "Editor"}], "schemaVersion": KERNEL_4}
    assert rest.attributes("POST", "/dois", sent)["state"] == "draft"


@pytest.mark.parametrize("version", [f"{KERNEL_4}.4", f"{KERNEL_4}.5", f"{KERNEL_4}.6", "kernel-4", "5"])
def test_with_another_schema_version_nothing_is_checked(rest: Rest, version: str) -> None:
    sent = {"doi": f"{PREFIX}/x", "url": "https://example.org", "event": "publish", "schemaVersion": version}
    published = rest.attributes("POST", "/dois", sent)
    assert (published["state"], published["schemaVersion"]) == ("findable", version)
    assert b"<creators" in base64.b64decode(published["xml"])
    without_address = {"doi": f"{PREFIX}/y", "event": "publish", "schemaVersion": version}
    answer = rest.send("POST", "/dois", without_address)
    assert (answer.status_code, (answer.json or {})["errors"][0]["source"]) == (422, "url")


@needs_schema
@pytest.mark.parametrize("version", [KERNEL_4, *(f"{KERNEL_4}.{minor}" for minor in range(4))])
def test_with_these_schema_versions_the_metadata_is_checked(rest: Rest, version: str) -> None:
    incomplete = {name: value for name, value in COMPLETE.items() if name != "titles"}
    sent = {**incomplete, "doi": f"{PREFIX}/x", "event": "publish", "schemaVersion": version}
    answer = rest.send("POST", "/dois", sent)
    assert answer.status_code == 422
    assert "titles" in {error["source"] for error in (answer.json or {})["errors"]}


@needs_schema
def test_a_put_without_a_version_means_kernel_4(rest: Rest) -> None:
    incomplete = {
        name: value for name, value in COMPLETE.items() if name not in ("creators", "schemaVersion")
    }
    sent = {**incomplete, "doi": f"{PREFIX}/x", "event": "publish"}

    def told(method: str, path: str) -> list[str]:
        answer = rest.send(method, path, sent)
        assert answer.status_code == 422
        return [error["source"] for error in (answer.json or {})["errors"]]

    assert told("PUT", f"/dois/{PREFIX}/x") == ["creators"]
    assert told("POST", "/dois") == ["metadata"]
    rest.attributes("POST", "/dois", {**incomplete, "doi": f"{PREFIX}/x"})
    assert told("PUT", f"/dois/{PREFIX}/x") == ["creators"]
    assert told("PATCH", f"/dois/{PREFIX}/x") == ["creators"]


def test_rights_have_2000_characters_at_most(rest: Rest) -> None:
    sent = {"doi": f"{PREFIX}/x", "rightsList": [{"rights": "r" * 2000}]}
    assert rest.attributes("POST", "/dois", sent)["state"] == "draft"
    sent["rightsList"] = [{"rights": "r" * 2001}]
    answer = rest.send("PUT", f"/dois/{PREFIX}/x", sent)
    assert [error["source"] for error in (answer.json or {})["errors"]] == ["rights_list"]


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
    assert answer.status_code == 501
    assert "pidguide schemas" in answer.text


def problems(
    attributes: dict[str, Any] | None = None,
    *,
    doi: str = DOI,
    state: str = "draft",
    xml: str | None = None,
    domains: str = "*",
    new: bool = True,
    taken: bool = False,
    validate: bool = False,
) -> list[tuple[str, str]]:
    """Return what is wrong with a DOI of the guide's repository."""
    checked = Doi(doi=doi, attributes=attributes or {}, client_id="guide.emulator", state=state, xml=xml)
    return check_doi(checked, domains=domains, new=new, taken=taken, validate=validate)


@pytest.mark.parametrize("doi", ["10.1234/x", "10.12345/x", f"{PREFIX}/-._;()/:azAZ09*~$="])
def test_a_doi_may_be_of_these_characters(doi: str) -> None:
    assert problems(doi=doi) == []


@pytest.mark.parametrize(
    "doi",
    [
        "10.123/x", "10.123456/x", "11.1234/x", "10.1234/", "10.1234", "10.1234/é", "10.1234/x\n",
        *(f"10.1234/a{character}b" for character in "+,@#%&'\"<>[]{}|\\^` ?!"),
    ],
)  # fmt: skip
def test_a_doi_of_others_is_invalid_when_it_is_new_only(doi: str) -> None:
    assert problems(doi=doi) == [("doi", "is invalid")]
    assert problems(doi=doi, new=False) == []


def test_a_doi_that_is_invalid_and_taken_is_both() -> None:
    assert problems(doi="10.1234/a+b", taken=True) == [
        ("doi", "is invalid"),
        ("doi", "This DOI has already been taken"),
    ]


@pytest.mark.parametrize("url", ["http://a", "https://a", "ftp://a", "https://a.example.org/b?c=d#e f"])
def test_an_address_begins_with_its_scheme(url: str) -> None:
    assert problems({"url": url}) == []


@pytest.mark.parametrize(
    "url", ["example.org", "https://", "https:// a", "https:/a", "mailto:a@b", "gopher://a", " https://a", 12]
)
def test_any_other_address_is_not_valid(url: Any) -> None:
    assert problems({"url": url}) == [("url", "URL is not valid")]


@pytest.mark.parametrize("url", [None, ""])
def test_only_a_draft_can_do_without_an_address(url: str | None) -> None:
    assert problems({"url": url}) == []
    for state in ("registered", "findable"):
        assert problems({"url": url}, state=state) == [("url", "can't be blank")]


def test_the_domains_of_a_repository_bind_public_dois_only() -> None:
    attributes = {"url": "https://a.example.com/1"}
    assert problems(attributes, domains="example.org") == []
    assert problems(attributes, domains="example.org", state="registered")[0] == (
        "url",
        "URL https://a.example.com/1 is not allowed by repository guide.emulator domain settings.",
    )


@pytest.mark.parametrize(
    ("domains", "url", "allowed"),
    [
        ("*", "https://example.org", True),
        ("example.org", "https://example.org/a", True),
        ("example.org", "https://EXAMPLE.org", True),
        ("Example.ORG", "https://example.org", True),
        ("example.org", "https://a.example.org", False),
        ("*.example.org", "https://a.example.org", True),
        ("*.example.org", "https://a.b.example.org", True),
        ("*.example.org", "https://example.org", False),
        ("*.example.org", "https://badexample.org", False),
        ("example.org", "https://notexample.org", False),
        ("example.org", "https://example.org.evil.example", False),
        ("org", "https://example.org", False),
        ("example.com, *.example.org", "https://a.example.org", True),
        ("example.com,example.org", "https://example.org", True),
        ("example.org", "https://user:word@example.org:8443/a", True),
        ("example.org", "https://example.org?a", True),
        ("example.org", "https://example.org#a", True),
        ("example.org", "https://example.com/@example.org", False),
        ("example.org", "example.org", False),
        ("", "https://example.org", False),
    ],
)
def test_domain_settings(domains: str, url: str, allowed: bool) -> None:
    assert is_allowed_by(domains, url) is allowed


PUBLIC = {"url": "https://example.org"}


@pytest.mark.parametrize("kernel", ["kernel-2.1", "kernel-2.2", "kernel-3", "kernel-3.0", "kernel-3.1"])
def test_kernels_that_are_no_longer_supported(kernel: str) -> None:
    version = f"http://datacite.org/schema/{kernel}"
    told = [("xml", f"DOI {DOI}: Schema {version} is no longer supported")]
    assert problems({**PUBLIC, "schemaVersion": version}, state="findable") == told
    assert problems({"schemaVersion": version}, validate=True) == told
    assert problems({"schemaVersion": version}) == []


@pytest.mark.parametrize("version", [None, KERNEL_4])
def test_a_doi_without_metadata_is_invalid_unless_its_address_is_missing_too(version: str | None) -> None:
    assert problems({**PUBLIC, "schemaVersion": version}, state="findable") == [("metadata", "is invalid")]
    assert problems({"schemaVersion": version}, validate=True) == [("metadata", "is invalid")]
    assert problems({"schemaVersion": version}, state="findable") == [("url", "can't be blank")]
    assert problems({"schemaVersion": version}) == []


BAD_XML = f'<resource xmlns="{KERNEL_4}"><version><x/></version></resource>'


@needs_schema
def test_what_is_wrong_is_said_where_a_schema_is_named_even_without_an_address() -> None:
    named = {"schemaVersion": KERNEL_4}
    sources = ["version_info", "xml"]
    assert [source for source, _ in problems({**PUBLIC, **named}, state="findable", xml=BAD_XML)] == sources
    assert [source for source, _ in problems(named, state="findable", xml=BAD_XML)] == ["url", *sources]
    assert problems(PUBLIC, state="findable", xml=BAD_XML) == [("metadata", "is invalid")]
    assert problems(state="findable", xml=BAD_XML) == [("url", "can't be blank")]
    assert problems(named, xml=BAD_XML) == []


@needs_schema
@pytest.mark.parametrize(
    ("element", "source"),
    [
        ("publicationYear", "publication_year"),
        ("alternateIdentifiers", "identifiers"),
        ("relatedIdentifiers", "related_identifiers"),
        ("relatedItems", "related_items"),
        ("geoLocations", "geo_locations"),
        ("rightsList", "rights_list"),
        ("fundingReferences", "funding_references"),
        ("version", "version_info"),
        ("titles", "titles"),
        ("subjects", "subjects"),
    ],
)
def test_what_the_schema_finds_is_told_by_the_attribute(element: str, source: str) -> None:
    document = f'<resource xmlns="{KERNEL_4}"><{element}>text<x/></{element}></resource>'
    assert next(schema_errors(document, DOI))[0] == source


@needs_schema
def test_a_date_without_its_type_is_told_with_its_line() -> None:
    document = f'<resource xmlns="{KERNEL_4}">\n<dates>\n<date>2020</date></dates></resource>'
    assert next(schema_errors(document, DOI)) == (
        "dates",
        f"DOI {DOI}: The attribute 'dateType' is required but missing. at line 3, column 0",
    )


@needs_schema
def test_xml_that_is_not_well_formed_is_told_in_the_words_of_the_parser() -> None:
    assert [*schema_errors("<a>\n</b>", DOI)] == [
        ("xml", "Opening and ending tag mismatch: a line 1 and b at line 2, column 5")
    ]


@pytest.mark.parametrize(
    ("name", "source", "title"),
    [
        ("dates", "dates", "Date word should be an object instead of a string."),
        ("rightsList", "rights_list", "Rights 'word' should be an object instead of a string."),
        ("titles", "titles", "Title 'word' should be an object instead of a string."),
        ("descriptions", "descriptions", "Description 'word' should be an object instead of a string."),
        ("subjects", "subjects", "Subject 'word' should be an object instead of a string."),
        ("creators", "creators", "Creator 'word' should be an object instead of a string."),
        ("contributors", "contributors", "Contributor 'word' should be an object instead of a string."),
        ("identifiers", "identifiers", "Identifier 'word' should be an object instead of a string."),
        (
            "relatedIdentifiers",
            "related_identifiers",
            "Related identifier 'word' should be an object instead of a string.",
        ),
        ("relatedItems", "related_items", "Related item 'word' should be an object instead of a string."),
        (
            "fundingReferences",
            "funding_references",
            "Funding reference 'word' should be an object instead of a string.",
        ),
        ("geoLocations", "geo_locations", "Geolocation 'word' should be an object instead of a string."),
        ("types", "types", "Types 'word' should be an object instead of a string."),
        ("container", "container", "Container 'word' should be an object instead of a string."),
    ],
)
def test_a_word_in_the_place_of_an_object(name: str, source: str, title: str) -> None:
    assert problems({name: "word"}) == [(source, title)]


@pytest.mark.parametrize("name", ["types", "container"])
@pytest.mark.parametrize("value", [None, "", [], {}, {"title": "word"}])
def test_types_and_container_may_be_empty(name: str, value: Any) -> None:
    assert problems({name: value}) == []


@pytest.mark.parametrize(
    "kind",
    [
        "ContactPerson", "DataCollector", "DataCurator", "DataManager", "Distributor", "Editor",
        "HostingInstitution", "Producer", "ProjectLeader", "ProjectManager", "ProjectMember",
        "RegistrationAgency", "RegistrationAuthority", "RelatedPerson", "Researcher", "ResearchGroup",
        "RightsHolder", "Sponsor", "Supervisor", "Translator", "WorkPackageLeader", "Other",
    ],
)  # fmt: skip
def test_types_of_contributors(kind: str) -> None:
    checked = {"schemaVersion": KERNEL_4}
    assert problems({**checked, "contributors": [{"name": "N", "contributorType": kind}]}) == []
    [(source, title)] = problems(
        {**checked, "contributors": [{"name": "N", "contributorType": kind.lower()}]}
    )
    ending = f"has a contributor type that is not supported in schema 4: '{kind.lower()}'."
    assert (source, title.endswith(ending)) == ("contributors", True)


@pytest.mark.parametrize("language", [None, "", "e", "en-US", "abcdefgh", "en-12345678", "en-a-b1"])
def test_language_codes(language: str | None) -> None:
    assert problems({"language": language}) == []


@pytest.mark.parametrize(
    "language", ["abcdefghi", "en-123456789", "en-", "-en", "e1", "en_US", "en us", "en-é"]
)
def test_what_is_no_language_code(language: str) -> None:
    assert problems({"language": language}) == [("language", f"Language {language} is in an invalid format.")]


def test_without_the_schema_the_answer_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(Problem) as problem:
        problems({**PUBLIC, "schemaVersion": KERNEL_4}, state="findable", xml="<a/>")
    title = (
        "The emulator has no datacite/kernel-4.7/metadata.xsd to validate with: run `pidguide schemas` in a "
        "clone of the guide, or name a folder that has it in PIDGUIDE_SCHEMAS."
    )
    assert (problem.value.status, problem.value.body["errors"][0]["title"]) == (501, title)
