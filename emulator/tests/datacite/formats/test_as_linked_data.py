"""schema.org and Codemeta."""

import json

from pid_emulator.datacite import formats
from support.datacite_formats import body


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
