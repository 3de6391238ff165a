"""DataCite's formats: the fields, order and omissions that recorded answers have."""

import csv
import io
import json
from typing import Any

import bibtexparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pid_emulator.datacite import formats

NEXUS: dict[str, Any] = {
    "id": "10.7272/q6g15xs4",
    "type": "dois",
    "attributes": {
        "doi": "10.7272/q6g15xs4",
        "creators": [
            {
                "name": "Rodriguez, Robert",
                "nameType": "Personal",
                "givenName": "Robert",
                "familyName": "Rodriguez",
                "affiliation": [],
                "nameIdentifiers": [],
            },
            {"name": "Mower, William", "nameType": "Personal", "givenName": "William", "familyName": "Mower"},
        ],
        "titles": [{"title": "NEXUS Head CT"}],
        "publisher": "Dryad",
        "publicationYear": 2017,
        "subjects": [{"subject": "head injury"}, {"subject": "FOS: Clinical medicine"}],
        "contributors": [],
        "dates": [{"date": "2017-04-10", "dateType": "Issued"}],
        "language": "en",
        "types": {
            "ris": "DATA",
            "bibtex": "misc",
            "citeproc": "dataset",
            "schemaOrg": "Dataset",
            "resourceTypeGeneral": "Dataset",
        },
        "relatedIdentifiers": [
            {"relationType": "Cites", "relatedIdentifier": "10.1234/ABC", "relatedIdentifierType": "DOI"},
            {"relationType": "IsPartOf", "relatedIdentifier": "0264-3561", "relatedIdentifierType": "ISSN"},
            {
                "relationType": "IsSupplementTo",
                "relatedIdentifier": "10.1234/X",
                "relatedIdentifierType": "DOI",
            },
        ],
        "sizes": ["41 files"],
        "formats": [],
        "version": None,
        "rightsList": [{"rights": "CC0", "rightsUri": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "descriptions": [{"description": "Data of a trial.", "descriptionType": "Abstract"}],
        "geoLocations": [
            {
                "geoLocationBox": {
                    "southBoundLatitude": 53.4,
                    "westBoundLongitude": 6.5,
                    "northBoundLatitude": 54.9,
                    "eastBoundLongitude": 9.1,
                }
            }
        ],
        "fundingReferences": [
            {"funderName": "Example Fund", "funderIdentifier": "https://doi.org/10.13039/1"}
        ],
        "container": {},
        "url": "https://datadryad.org/stash/dataset/doi:10.7272/Q6G15XS4",
        "registered": "2017-04-10T12:00:00.000Z",
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "state": "findable",
    },
    "relationships": {
        "client": {"data": {"id": "dryad.dryad", "type": "clients"}},
        "provider": {"data": {"id": "dryad", "type": "providers"}},
    },
}


def changed(**attributes: Any) -> dict[str, Any]:
    return {**NEXUS, "attributes": {**NEXUS["attributes"], **attributes}}


def body(media_type: str, resource: dict[str, Any] = NEXUS, **options: str) -> str:
    rendered = formats.render(resource, media_type, **options)
    assert rendered is not None
    return rendered[0] if isinstance(rendered[0], str) else rendered[0].decode()


def test_an_unknown_media_type_has_no_answer() -> None:
    assert formats.render(NEXUS, "application/vnd.ms-excel") is None
    assert formats.render_many([NEXUS], "application/vnd.ms-excel") is None


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("application/x-datacite+xml", formats.DATACITE_XML),
        ("application/ld+json", formats.SCHEMA_ORG),
        ("application/citeproc+json", formats.CSL_JSON),
        ("Application/X-BibTeX; charset=utf-8", formats.BIBTEX),
    ],
)
def test_an_alias_is_answered_by_the_registered_name(alias: str, name: str) -> None:
    rendered = formats.render(NEXUS, alias)
    assert rendered is not None
    assert rendered[1] == f"{name}; charset=utf-8"


def test_citations_are_those_that_the_service_gave() -> None:
    assert body(formats.BIBLIOGRAPHY, style="ieee", locale="en-US") == (
        "R. Rodriguez and W. Mower, “NEXUS Head CT.” Dryad, Apr. 10, 2017. doi: 10.7272/Q6G15XS4."
    )
    simplex = changed(
        doi="10.5281/zenodo.57081",
        creators=[{"name": "Petchey, Owen L.", "givenName": "Owen L.", "familyName": "Petchey"}],
        titles=[{"title": "Simplex Projection Walkthrough"}],
        publisher="Zenodo",
        publicationYear=2016,
        dates=[],
        types={"citeproc": "article", "resourceTypeGeneral": "Other"},
    )
    assert body(formats.BIBLIOGRAPHY, simplex) == (
        "Petchey, O. L. (2016). <i>Simplex Projection Walkthrough</i>. Zenodo. "
        "https://doi.org/10.5281/ZENODO.57081"
    )


def test_an_unknown_style_gives_apa_and_a_language_its_own_words() -> None:
    assert body(formats.BIBLIOGRAPHY, style="no-such-style") == body(formats.BIBLIOGRAPHY, style="apa")
    assert "[Datensatz]" in body(formats.BIBLIOGRAPHY, locale="de")


@pytest.mark.parametrize("year", [None, "", "abcd"])
def test_a_record_without_a_year_is_cited_without_one(year: str | None) -> None:
    undated = {**NEXUS, "attributes": {**NEXUS["attributes"], "publicationYear": year, "dates": []}}
    for style in ("apa", "no-such-style"):
        assert "(n.d.)" in body(formats.BIBLIOGRAPHY, undated, style=style)
    assert "2017" not in body(formats.BIBLIOGRAPHY, undated, style="ieee")


def test_bibtex_is_keyed_by_the_link_and_can_be_parsed() -> None:
    text = body(formats.BIBTEX)
    assert text.startswith("@misc{https://doi.org/10.7272/q6g15xs4,\n  doi = {10.7272/Q6G15XS4},\n")
    entry = bibtexparser.parse_string(text).entries[0]
    assert entry["author"] == "Rodriguez, Robert and Mower, William"
    assert (entry["year"], entry["publisher"], entry["copyright"]) == ("2017", "Dryad", "CC0")


def test_an_organisation_is_kept_whole_in_bibtex() -> None:
    assert "author = {{The Consortium}}" in body(
        formats.BIBTEX, changed(creators=[{"name": "The Consortium"}])
    )


def test_ris_has_a_line_for_each_value() -> None:
    lines = body(formats.RIS).split("\r\n")
    assert lines[:4] == [
        "TY  - DATA",
        "T1  - NEXUS Head CT",
        "AU  - Rodriguez, Robert",
        "AU  - Mower, William",
    ]
    assert "KW  - head injury" in lines
    assert lines[-2:] == ["SN  - 0264-3561", "ER  - "]


def test_csl_json_is_as_recorded() -> None:
    item = json.loads(body(formats.CSL_JSON))
    assert " ".join(item) == (
        "type id categories language author issued abstract DOI publisher title URL copyright"
    )
    assert item["id"] == "https://doi.org/10.7272/q6g15xs4"
    assert item["DOI"] == "10.7272/Q6G15XS4"
    assert item["author"] == [
        {"family": "Rodriguez", "given": "Robert"},
        {"family": "Mower", "given": "William"},
    ]
    assert item["issued"] == {"date-parts": [[2017, 4, 10]]}


def test_an_article_without_a_container_names_its_publisher_as_one() -> None:
    article = changed(types={"citeproc": "article-journal"})
    assert json.loads(body(formats.CSL_JSON, article))["container-title"] == "Dryad"


def test_versioned_software_is_a_book_to_csl() -> None:
    software = changed(types={"citeproc": "article", "resourceTypeGeneral": "Software"}, version="1.1")
    assert json.loads(body(formats.CSL_JSON, software))["type"] == "book"


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


def test_datacite_json_has_the_metadata_without_what_the_rest_api_adds() -> None:
    document = json.loads(body(formats.DATACITE_JSON))
    assert (document["id"], document["doi"]) == ("https://doi.org/10.7272/q6g15xs4", "10.7272/Q6G15XS4")
    assert (document["clientId"], document["providerId"]) == ("dryad.dryad", "dryad")
    assert (document["agency"], document["state"]) == ("datacite", "findable")
    assert "affiliation" not in document["creators"][0]
    assert (document["contributors"], document["container"]) == ([], {})
    assert "version" not in document


def test_crosscite_json_spells_keys_with_underscores() -> None:
    document = json.loads(body(formats.CROSSCITE_JSON))
    assert document["publication_year"] == 2017
    assert {
        "rights_list",
        "geo_locations",
        "related_identifiers",
        "schema_version",
        "client_id",
    } <= document.keys()


def test_jats_is_one_citation() -> None:
    citation = etree.fromstring(body(formats.JATS).encode())
    assert (citation.tag, citation.get("publication-type")) == ("element-citation", "data")
    assert citation.findtext("person-group/name/surname") == "Rodriguez"
    assert citation.findtext("data-title") == "NEXUS Head CT"
    assert [citation.findtext(part) for part in ("year", "month", "day")] == ["2017", "04", "10"]


def test_stored_xml_is_given_back_and_missing_xml_is_made() -> None:
    assert body(formats.DATACITE_XML, changed(xml="PHJlc291cmNlLz4=")) == "<resource/>"
    made = etree.fromstring(body(formats.DATACITE_XML).encode())
    assert made.findtext("{*}identifier") == "10.7272/Q6G15XS4"


def test_csv_has_a_header_and_a_row_for_each_record() -> None:
    rendered = formats.render_many([NEXUS, NEXUS], formats.CSV)
    assert rendered is not None
    rows = list(csv.DictReader(io.StringIO(rendered[0])))
    assert len(rows) == 2
    assert rows[0]["doi"] == "10.7272/q6g15xs4"
    assert rows[0]["author"] == "Rodriguez, Robert and Mower, William"
    assert rows[0]["registered"] == "2017-04-10"


def test_a_list_of_records_stays_readable() -> None:
    many = formats.render_many([NEXUS, NEXUS], formats.CSL_JSON)
    assert many is not None
    assert len(json.loads(many[0])) == 2


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "name", "date"]), inner)
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(name=st.sampled_from(sorted(NEXUS["attributes"])), value=ANYTHING)
def test_no_record_is_too_strange_to_write(name: str, value: object) -> None:
    resource = changed(**{name: value})
    for media_type in formats.MEDIA_TYPES:
        assert formats.render(resource, media_type) is not None
