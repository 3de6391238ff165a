"""Metadata that is not DataCite XML."""

import json
from typing import Any

import pytest

from pid_emulator.datacite.rest.foreign_formats import read_foreign
from support.datacite_rest import DOI, KERNEL_4, Rest, encoded, payload


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


PERSON = {"nameType": "Personal", "name": "Carberry, Josiah", "givenName": "Josiah", "familyName": "Carberry"}


@pytest.mark.parametrize("text", ["", "no format", "{", "[]", "{}", '{"type": "book"}', "TY A", "@", "<a/>"])
def test_what_is_none_of_the_formats(text: str) -> None:
    assert read_foreign(text) is None


@pytest.mark.parametrize(
    ("kind", "general"),
    [
        ("article-journal", "JournalArticle"), ("article", "Preprint"), ("book", "Book"),
        ("chapter", "BookChapter"), ("dataset", "Dataset"), ("graphic", "Image"),
        ("motion_picture", "Audiovisual"), ("paper-conference", "ConferencePaper"), ("post-weblog", "Text"),
        ("report", "Report"), ("software", "Software"), ("song", "Sound"), ("thesis", "Dissertation"),
        ("webpage", "Text"), ("map", "Text"),
    ],
)  # fmt: skip
def test_types_of_csl(kind: str, general: str) -> None:
    found = read_foreign(json.dumps({"type": kind, "title": "T"}))
    assert found is not None
    assert (found["types"]["resourceTypeGeneral"], found["types"]["citeproc"]) == (general, kind)


def test_csl_json() -> None:
    found = read_foreign(
        json.dumps(
            {
                "type": "article-journal",
                "title": "Cracked  pots",
                "author": [{"family": "Carberry", "given": "Josiah"}, {"literal": "The Society"}],
                "issued": {"date-parts": [[2021, 3, 4]]},
                "container-title": "Journal of Pots",
                "page": "10-20",
                "publisher": "Press",
            }
        )
    )
    assert found is not None
    assert found["titles"] == [{"title": "Cracked pots"}]
    assert found["creators"] == [PERSON, {"name": "The Society", "nameType": "Organizational"}]
    assert (found["publicationYear"], found["publisher"]) == (2021, {"name": "Press"})
    assert found["dates"] == [{"date": "2021-03-04", "dateType": "Issued"}]
    assert found["container"] == {
        "type": "Periodical", "title": "Journal of Pots", "firstPage": "10", "lastPage": "20",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "general"),
    [
        ("Article", "Text"), ("AudioObject", "Sound"), ("Blog", "Text"), ("BlogPosting", "Text"),
        ("Book", "Book"), ("Chapter", "BookChapter"), ("Collection", "Collection"),
        ("DataCatalog", "Dataset"), ("Dataset", "Dataset"), ("Event", "Event"), ("ImageObject", "Image"),
        ("Movie", "Audiovisual"), ("Report", "Report"), ("ScholarlyArticle", "Text"), ("Service", "Service"),
        ("SoftwareSourceCode", "Software"), ("SoftwareApplication", "Software"), ("Thesis", "Dissertation"),
        ("VideoObject", "Audiovisual"), ("Recipe", "Other"),
    ],
)  # fmt: skip
def test_types_of_schema_org(kind: str, general: str) -> None:
    found = read_foreign(json.dumps({"@type": kind, "name": "T"}))
    assert found is not None
    assert (found["types"]["resourceTypeGeneral"], found["types"]["schemaOrg"]) == (general, kind)


def test_schema_org() -> None:
    person = {"@type": "Person", "givenName": "Josiah", "familyName": "Carberry"}
    orcid = {"@id": "https://orcid.org/0000-0002-1825-0097"}
    found = read_foreign(
        json.dumps(
            {
                "@context": "http://schema.org",
                "@type": "Dataset",
                "name": "Pots",
                "author": [{**person, **orcid}, {"@type": "Organization", "name": "Society"}],
                "datePublished": "2021-03-04",
                "publisher": {"name": "Press"},
                "keywords": "pots, cracks,",
                "license": "https://creativecommons.org/publicdomain/zero/1.0/",
            }
        )
    )
    assert found is not None
    first, second = found["creators"]
    assert {name: first[name] for name in PERSON} == PERSON
    assert first["nameIdentifiers"] == [
        {
            "schemeUri": "https://orcid.org",
            "nameIdentifierScheme": "ORCID",
            "nameIdentifier": "https://orcid.org/0000-0002-1825-0097",
        }
    ]
    assert second == {"nameType": "Organizational", "name": "Society"}
    assert found["subjects"] == [{"subject": "pots"}, {"subject": "cracks"}]
    assert found["rightsList"][0]["rightsIdentifier"] == "cc0-1.0"
    assert found["dates"] == [{"date": "2021-03-04", "dateType": "Issued"}]


RIS = "TY  - {}\r\nT1  - Pots\r\nAU  - Carberry, Josiah\r\nPY  - 2021\r\nSP  - 1\r\nJO  - J\r\n{}"


@pytest.mark.parametrize("end", ["", "ER  - \r\n"])
@pytest.mark.parametrize(
    ("kind", "general"),
    [
        ("BLOG", "Text"), ("BOOK", "Book"), ("CHAP", "BookChapter"), ("COMP", "Software"),
        ("CONF", "ConferenceProceeding"), ("CPAPER", "ConferencePaper"), ("DATA", "Dataset"),
        ("ELEC", "Text"), ("FIGURE", "Image"), ("JOUR", "JournalArticle"), ("MPCT", "Audiovisual"),
        ("RPRT", "Report"), ("SOUND", "Sound"), ("THES", "Dissertation"), ("GEN", "Text"),
    ],
)  # fmt: skip
def test_ris(kind: str, general: str, end: str) -> None:
    found = read_foreign(RIS.format(kind, end))
    assert found is not None
    assert (found["types"]["resourceTypeGeneral"], found["types"]["ris"]) == (general, kind)
    assert (found["titles"], found["creators"]) == ([{"title": "Pots"}], [PERSON])
    assert found["publicationYear"] == 2021


@pytest.mark.parametrize(
    ("kind", "general"),
    [
        ("article", "JournalArticle"), ("book", "Book"), ("inbook", "BookChapter"),
        ("inproceedings", "ConferencePaper"), ("misc", "Other"), ("phdthesis", "Dissertation"),
        ("proceedings", "ConferenceProceeding"), ("techreport", "Report"), ("manual", "Text"),
    ],
)  # fmt: skip
def test_bibtex(kind: str, general: str) -> None:
    fields = "title = {Pots}, author = {Carberry, Josiah and Josiah Carberry}, year = {2021}"
    more = "journal = {J}, pages = {1--20}, doi = {10.1234/ABC}"
    found: dict[str, Any] | None = read_foreign(f"@{kind}{{key, {fields}, {more}}}")
    assert found is not None
    assert (found["types"]["resourceTypeGeneral"], found["types"]["bibtex"]) == (general, kind)
    assert (found["titles"], found["creators"]) == ([{"title": "Pots"}], [PERSON, PERSON])
    assert (found["publicationYear"], found["url"]) == (2021, "https://doi.org/10.1234/abc")
    assert found["container"] == {"type": "Journal", "title": "J", "firstPage": "1", "lastPage": "20"}


@pytest.mark.parametrize(
    ("document", "ris"),
    [
        ({"@type": "BlogPosting", "name": "T"}, "GEN"),
        ({"type": "post-weblog", "title": "T"}, "GEN"),
        ({"@type": "Dataset", "name": "T"}, "DATA"),
        ({"type": "article-journal", "title": "T"}, "JOUR"),
    ],
)
def test_a_blog_post_has_the_general_type_of_ris(document: dict[str, str], ris: str) -> None:
    assert (read_foreign(json.dumps(document)) or {})["types"]["ris"] == ris


def test_what_schema_org_relates_a_work_to() -> None:
    document = {
        "@type": "Article",
        "name": "T",
        "citation": [
            {"@id": "https://doi.org/10.5555/A"},
            {"@id": "https://example.org/b"},
            {"name": "no address"},
        ],
        "isPartOf": {"@id": "https://doi.org/10.5555/series", "name": "Pots"},
        "hasPart": "https://doi.org/10.5555/part",
        "sameAs": "https://example.org/same",
        "isBasedOn": {"@id": "https://doi.org/10.5555/base"},
    }
    found = read_foreign(json.dumps(document)) or {}
    assert [tuple(one.values()) for one in found["relatedIdentifiers"]] == [
        ("10.5555/a", "DOI", "References"),
        ("https://example.org/b", "URL", "References"),
        ("10.5555/series", "DOI", "IsPartOf"),
        ("10.5555/part", "DOI", "HasPart"),
        ("https://example.org/same", "URL", "IsIdenticalTo"),
        ("10.5555/base", "DOI", "IsSupplementedBy"),
    ]
    assert found["container"] == {
        "type": "Periodical", "title": "Pots", "identifier": "10.5555/series", "identifierType": "DOI",
    }  # fmt: skip


def test_a_dataset_of_schema_org_stands_in_a_catalogue() -> None:
    catalogue = {"@type": "DataCatalog", "name": "Data of pots", "@id": "https://example.org"}
    document = {
        "@type": "Dataset",
        "name": "T",
        "includedInDataCatalog": catalogue,
        "isPartOf": {"name": "Other"},
    }
    found = read_foreign(json.dumps(document)) or {}
    assert (found["container"]["type"], found["container"]["title"]) == ("DataRepository", "Data of pots")


def test_editors_numbers_languages_and_licences_of_schema_org() -> None:
    document = {
        "@type": "Article",
        "name": "T",
        "alternateName": "MS-1",
        "editor": {"@type": "Person", "givenName": "Josiah", "familyName": "Carberry"},
        "inLanguage": "en",
        "license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
    }
    found = read_foreign(json.dumps(document)) or {}
    assert found["identifiers"] == [{"identifierType": "Local accession number", "identifier": "MS-1"}]
    assert found["contributors"] == [{**PERSON, "contributorType": "Editor"}]
    assert found["language"] == "en"
    assert found["rightsList"][0]["rightsIdentifier"] == "cc-by-4.0"
