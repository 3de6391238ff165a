"""What DataCite's server makes of metadata: XML both ways, types, licences, languages, formats."""

import base64
import json

import pytest
from lxml import etree

from pid_emulator.core.schema_files import DATACITE_KERNEL, load_schema
from pid_emulator.datacite.suffixes import encode_suffix
from support.datacite_rest import COMPLETE, KERNEL_4, PREFIX, Rest, encoded, needs_schema, payload

DOI = f"{PREFIX}/metadata"


def stored_xml(attributes: dict[str, str]) -> etree._Element:
    return etree.fromstring(base64.b64decode(attributes["xml"]))


@pytest.mark.parametrize(
    ("number", "suffix"), [(122149076, "3mfp-6m52"), (123456, "003r-j076"), (0, "0000-0098")]
)
def test_suffixes_are_datacites_own(number: int, suffix: str) -> None:
    assert encode_suffix(number) == suffix


def test_random_takes_number_and_shoulder(rest: Rest) -> None:
    answer = rest.send("GET", "/dois/random?prefix=10.5438/fk2&number=123456")
    assert answer.json == {"dois": ["10.5438/fk2-003r-j076"]}
    assert rest.send("GET", "/dois/random").status_code == 422


@needs_schema
def test_generated_xml_is_valid_and_names_the_doi_in_capitals(rest: Rest) -> None:
    document = stored_xml(rest.attributes("POST", "/dois", {**COMPLETE, "doi": DOI}))
    schema = load_schema(DATACITE_KERNEL)
    assert schema is not None
    schema.assertValid(document)
    assert document.findtext(f"{{{KERNEL_4}}}identifier") == DOI.upper()


@needs_schema
def test_full_example_of_kernel_4_7_survives_the_way_through_json(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI, "xml": encoded(payload("datacite-example-full-v4.7.xml"))})
    read = rest.attributes("GET", f"/dois/{DOI}?affiliation=true&publisher=true")
    again = {
        key: read[key]
        for key in read
        if key not in ("doi", "prefix", "suffix", "xml", "alternateIdentifiers")
    }
    published = {**again, "doi": f"{PREFIX}/again", "url": COMPLETE["url"], "event": "publish"}
    written = rest.attributes("POST", "/dois?affiliation=true&publisher=true", published)
    names = (
        "creators",
        "titles",
        "publisher",
        "contributors",
        "relatedItems",
        "geoLocations",
        "fundingReferences",
    )
    assert {name: written[name] for name in names} == {name: read[name] for name in names}


def test_xml_is_kept_but_for_its_identifier(rest: Rest) -> None:
    titles = "<titles><title>A &amp; B</title></titles>"
    document = f'<resource xmlns="{KERNEL_4}">\n  <!-- mine -->\n  {titles}\n</resource>'
    attributes = rest.attributes("POST", "/dois", {"doi": DOI, "xml": encoded(document)})
    kept = base64.b64decode(attributes["xml"]).decode()
    assert "<!-- mine -->" in kept
    assert DOI.upper() in kept
    assert attributes["titles"] == [{"title": "A &amp; B"}]
    assert attributes["schemaVersion"] == KERNEL_4


def test_json_beside_xml_wins(rest: Rest) -> None:
    document = f'<resource xmlns="{KERNEL_4}"><titles><title>Of the XML</title></titles></resource>'
    sent = {"doi": DOI, "xml": encoded(document), "titles": [{"title": "Of the JSON"}]}
    attributes = rest.attributes("POST", "/dois", sent)
    assert attributes["titles"] == [{"title": "Of the JSON"}]
    assert stored_xml(attributes).findtext(f"{{{KERNEL_4}}}titles/{{{KERNEL_4}}}title") == "Of the JSON"


@pytest.mark.parametrize(
    ("types", "computed"),
    [
        ({"resourceTypeGeneral": "Dataset"}, ("Dataset", "dataset", "misc", "DATA")),
        (
            {"resourceTypeGeneral": "Text", "resourceType": "Text/Book"},
            ("ScholarlyArticle", "article-journal", "article", "RPRT"),
        ),
        (
            {"resourceTypeGeneral": "Other", "resourceType": "Report"},
            ("Report", "report", "techreport", "RPRT"),
        ),
        ({"resourceTypeGeneral": "ConferencePaper"}, ("Article", "", "inproceedings", "CPAPER")),
        ({"resourceTypeGeneral": "Poster"}, ("CreativeWork", "article", "misc", "GEN")),
    ],
)
def test_types_for_other_formats(rest: Rest, types: dict[str, str], computed: tuple[str, ...]) -> None:
    found = rest.attributes("POST", "/dois", {"doi": DOI, "types": types})["types"]
    assert tuple(found[name] for name in ("schemaOrg", "citeproc", "bibtex", "ris")) == computed


def test_licence_language_subject_and_coordinates(rest: Rest) -> None:
    sent = {
        "doi": DOI,
        "rightsList": [{"rightsUri": "https://creativecommons.org/licenses/by/4.0/"}],
        "language": "German",
        "subjects": [{"subject": "Biological sciences"}],
        "geoLocations": [{"geoLocationPoint": {"pointLatitude": "31.233", "pointLongitude": "-67"}}],
        "identifiers": [{"identifier": "10.1/x", "identifierType": "DOI"}],
    }
    found = rest.attributes("POST", "/dois", sent)
    assert found["rightsList"][0]["rightsIdentifier"] == "cc-by-4.0"
    assert found["language"] == "de"
    assert found["subjects"][1]["subject"] == "FOS: Biological sciences"
    assert found["geoLocations"][0]["geoLocationPoint"] == {"pointLatitude": 31.233, "pointLongitude": -67}
    assert found["identifiers"] == []


@pytest.mark.parametrize(
    ("name", "general", "title"),
    [
        ("citeproc.json", "Text", "Eating your own Dog Food"),
        ("schema_org.json", "Text", "Eating your own Dog Food"),
        ("crossref.bib", "JournalArticle", "Automated quantitative histology reveals"),
        ("crossref.ris", "JournalArticle", "Automated quantitative histology reveals"),
    ],
)
def test_other_formats_in_the_xml_attribute(rest: Rest, name: str, general: str, title: str) -> None:
    found = rest.attributes("POST", "/dois", {"doi": DOI, "xml": encoded(payload(name))})
    assert found["types"]["resourceTypeGeneral"] == general
    assert found["titles"][0]["title"].startswith(title)
    assert found["creators"][0]["familyName"]
    assert found["schemaVersion"] == KERNEL_4


@needs_schema
def test_unreadable_document_in_the_xml_attribute(rest: Rest) -> None:
    assert rest.send("POST", "/dois", {"doi": DOI, "xml": encoded("no format at all")}).status_code == 201
    broken = {"doi": f"{DOI}-2", "xml": encoded("<resource><a>"), "should_validate": True}
    answer = rest.send("POST", "/dois", broken)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"][0]["source"] == "xml"


@needs_schema
def test_payload_of_lupo_with_name_identifiers(rest: Rest) -> None:
    sent = json.loads(payload("datacite_wrong_nameIdentifiers.json"))["data"]["attributes"]
    found = rest.attributes("POST", "/dois", {**sent, "doi": DOI})
    assert found["creators"][0]["nameIdentifiers"][0]["nameIdentifierScheme"] == "ORCID"


def test_media(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI})
    made = rest.send(
        "POST", f"/dois/{DOI}/media", {"mediaType": "application/pdf", "url": "https://example.org/a.pdf"}
    )
    assert made.status_code == 201
    assert made.json is not None
    identifier = made.json["data"]["id"]
    listed = rest.send("GET", f"/dois/{DOI}?include=media").json
    assert listed is not None
    assert [item["id"] for item in listed["included"]] == [identifier]
    assert rest.send("DELETE", f"/dois/{DOI}/media/{identifier}").status_code == 204


def test_media_come_in_pages_and_without_their_doi_unless_it_is_asked_for(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI})
    for name in ("a", "b"):
        file = {"mediaType": "application/pdf", "url": f"https://example.org/{name}.pdf"}
        made = rest.send("POST", f"/dois/{DOI}/media", file).json
        assert made is not None
        assert "included" not in made
    first = rest.send("GET", f"/dois/{DOI}/media?page[size]=1&include=doi").json
    assert first is not None
    assert [len(first["data"]), first["meta"]] == [1, {"total": 2, "totalPages": 2, "page": 1}]
    assert set(first["links"]) == {"self", "next"}
    assert [item["id"] for item in first["included"]] == [DOI.lower()]
    last = rest.send("GET", f"/dois/{DOI}/media?page[size]=1&page[number]=2").json
    assert last is not None
    assert (set(last["links"]), "included" in last) == ({"self"}, False)
    assert last["data"] != first["data"]
