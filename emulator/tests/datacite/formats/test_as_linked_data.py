"""schema.org and Codemeta."""

import json
from typing import Any

import pytest

from pid_emulator.datacite import formats
from support.datacite_formats import NEXUS, body, changed


def test_schema_org_tells_relations_places_and_funders() -> None:
    document = json.loads(body(formats.SCHEMA_ORG))
    assert document["@type"] == "Dataset"
    assert document["author"][0] == {
        "name": "Robert Rodriguez",
        "givenName": "Robert",
        "familyName": "Rodriguez",
        "@type": "Person",
    }
    assert document["citation"] == {"@id": "https://doi.org/10.1234/abc", "@type": "CreativeWork"}
    assert document["isPartOf"] == {"@type": "Periodical", "issn": "0264-3561"}
    assert document["@reverse"] == {
        "isBasedOn": {"@id": "https://doi.org/10.1234/x", "@type": "ScholarlyArticle"}
    }
    assert document["spatialCoverage"]["geo"] == {"@type": "GeoShape", "box": "53.4 6.5 54.9 9.1"}
    assert document["funder"]["@id"] == "https://doi.org/10.13039/1"
    assert document["keywords"] == "head injury, FOS: Clinical medicine"
    assert (document["contentSize"], document["datePublished"]) == ("41 files", "2017-04-10")
    assert document["provider"] == {"@type": "Organization", "name": "datacite"}
    assert "version" not in document
    assert "encodingFormat" not in document


def test_codemeta_has_the_metadata_of_software() -> None:
    document = json.loads(body(formats.CODEMETA, changed(version="1.0")))
    assert [*document] == [
        "@context", "@type", "@id", "codeRepository", "name", "authors", "description", "version", "tags",
        "datePublished", "publisher", "license",
    ]  # fmt: skip
    context = "https://raw.githubusercontent.com/codemeta/codemeta/master/codemeta.jsonld"
    assert document["@context"] == context
    assert document["codeRepository"] == NEXUS["attributes"]["url"]
    assert document["tags"] == ["head injury", "FOS: Clinical medicine"]
    assert document["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert document["datePublished"] == "2017-04-10"


@pytest.mark.parametrize(
    ("relation", "name"),
    [
        ("IsIdenticalTo", "sameAs"), ("IsPartOf", "isPartOf"), ("HasPart", "hasPart"),
        ("IsPreviousVersionOf", "predecessor_of"), ("IsNewVersionOf", "successor_of"),
        ("References", "citation"), ("Cites", "citation"), ("Documents", "citation"),
        ("HasTranslation", "workTranslation"), ("IsTranslationOf", "translationOfWork"),
        ("IsReferencedBy", "@reverse"), ("IsSupplementTo", "@reverse"), ("IsCitedBy", None),
    ],
)  # fmt: skip
def test_relations_in_the_words_of_schema_org(relation: str, name: str | None) -> None:
    related = [{"relationType": relation, "relatedIdentifier": "10.1234/A", "relatedIdentifierType": "DOI"}]
    document = json.loads(body(formats.SCHEMA_ORG, changed(relatedIdentifiers=related)))
    plain = json.loads(body(formats.SCHEMA_ORG, changed(relatedIdentifiers=[])))
    assert {*document} - {*plain} == ({name} if name else set())


@pytest.mark.parametrize(
    ("general", "kind"),
    [
        ("Audiovisual", "MediaObject"), ("Book", "Book"), ("BookChapter", "Chapter"),
        ("Collection", "Collection"), ("ComputationalNotebook", "SoftwareSourceCode"),
        ("ConferencePaper", "Article"), ("ConferenceProceeding", "Periodical"), ("DataPaper", "Article"),
        ("Dataset", "Dataset"), ("Dissertation", "Thesis"), ("Event", "Event"), ("Image", "ImageObject"),
        ("Journal", "Periodical"), ("JournalArticle", "ScholarlyArticle"), ("PeerReview", "Review"),
        ("Report", "Report"), ("Service", "Service"), ("Software", "SoftwareSourceCode"),
        ("Sound", "AudioObject"), ("Text", "ScholarlyArticle"), ("Poster", "CreativeWork"),
    ],
)  # fmt: skip
def test_types_of_related_works(general: str, kind: str) -> None:
    related = {"relationType": "Cites", "relatedIdentifier": "10.1234/A", "resourceTypeGeneral": general}
    document = json.loads(body(formats.SCHEMA_ORG, changed(relatedIdentifiers=[related])))
    assert document["citation"] == {"@id": "https://doi.org/10.1234/a", "@type": kind}


POINT = {"pointLatitude": 1.5, "pointLongitude": 2}


@pytest.mark.parametrize(
    ("location", "geo"),
    [
        (
            {"geoLocationPoint": POINT, "geoLocationPlace": "Here"},
            {"@type": "GeoCoordinates", "address": "Here", "latitude": 1.5, "longitude": 2},
        ),
        ({"geoLocationPlace": "Here"}, {"@type": "GeoCoordinates", "address": "Here"}),
        (
            {"geoLocationPolygon": [{"polygonPoint": POINT}, {"inPolygonPoint": POINT}]},
            {"@type": "GeoShape", "polygon": [[2, 1.5]]},
        ),
    ],
)
def test_places(location: dict[str, Any], geo: dict[str, Any]) -> None:
    document = json.loads(body(formats.SCHEMA_ORG, changed(geoLocations=[location])))
    assert document["spatialCoverage"] == {"@type": "Place", "geo": geo}


def test_a_container_is_a_catalogue_of_data_or_a_periodical() -> None:
    container = {"type": "Journal", "title": "Pots", "identifier": "0264-3561", "firstPage": "1"}
    data = json.loads(body(formats.SCHEMA_ORG, changed(container=container)))
    assert data["includedInDataCatalog"] == {"@id": "0264-3561", "@type": "DataCatalog", "name": "Pots"}
    article = changed(container=container, types={"schemaOrg": "ScholarlyArticle"})
    text = json.loads(body(formats.SCHEMA_ORG, article))
    periodical = {"@type": "Journal", "name": "Pots", "identifier": "0264-3561", "firstPage": "1"}
    periodical = {"@type": "Journal", "name": "Pots", "identifier": "0264-3561", "firstPage": "1"}
    assert (text["periodical"], text["pageStart"]) == (periodical, "1")
    assert ("periodical" in data, "includedInDataCatalog" in text) == (False, False)
