"""DataCite XML read into attributes."""

from typing import Any

import pytest

from pid_emulator.datacite.kernel.reader import MalformedXml, kernel_namespace, parse_xml, read_kernel_xml
from support.datacite_rest import COMPLETE, DOI, KERNEL_4, PREFIX, Rest, encoded, needs_schema, payload


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


def read(children: str) -> dict[str, Any]:
    return read_kernel_xml(parse_xml(f'<resource xmlns="{KERNEL_4}">{children}</resource>'))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<a>\n</b>", "Opening and ending tag mismatch: a line 1 and b at line 2, column 5"),
        ("", "Document is empty at line 1, column 1"),
        ("<a/><b/>", "Extra content at the end of the document at line 1, column 5"),
    ],
)
def test_a_document_that_is_not_well_formed_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(MalformedXml) as refused:
        parse_xml(text)
    assert str(refused.value) == message


def test_no_entity_is_read_from_a_file(tmp_path: Any) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    declared = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    root = parse_xml(f'{declared}<resource xmlns="{KERNEL_4}"><version>&e;</version></resource>')
    assert "secret" not in str(read_kernel_xml(root)["version"])


@pytest.mark.parametrize(
    ("text", "namespace"),
    [
        (f'<resource xmlns="{KERNEL_4}"/>', KERNEL_4),
        (
            '<resource xmlns="http://datacite.org/schema/kernel-2.2"/>',
            "http://datacite.org/schema/kernel-2.2",
        ),
        ('<resource xmlns="http://example.org/"/>', None),
        ("<resource/>", None),
        (f'<other xmlns="{KERNEL_4}"/>', None),
    ],
)
def test_a_document_of_datacite_is_known_by_its_namespace(text: str, namespace: str | None) -> None:
    assert kernel_namespace(parse_xml(text)) == namespace


@pytest.mark.parametrize(
    ("year", "found"), [("2021", 2021), ("123456789", 123_456_789), ("1234567890", None), ("n.d.", None)]
)
def test_a_year_is_a_number_and_a_date_of_issue(year: str, found: int | None) -> None:
    attributes = read(f"<publicationYear>{year}</publicationYear>")
    assert attributes["publicationYear"] == found
    assert attributes["dates"] == [{"date": year, "dateType": "Issued"}]
    issued = '<dates><date dateType="Issued">2020-01</date></dates>'
    assert read(f"<publicationYear>{year}</publicationYear>{issued}")["dates"] == [
        {"date": "2020-01", "dateType": "Issued"}
    ]


@pytest.mark.parametrize(
    ("creator", "name", "kind", "family"),
    [
        ("<creatorName>Carberry, Josiah</creatorName>", "Carberry, Josiah", "Personal", "Carberry"),
        ("<creatorName>Brown University</creatorName>", "Brown University", None, None),
        (
            '<creatorName nameType="Personal">Josiah Carberry</creatorName>',
            "Carberry, Josiah", "Personal", "Carberry",
        ),
        (
            '<creatorName nameType="Organizational">Society, The</creatorName>',
            "Society, The", "Organizational", None,
        ),
        (
            "<creatorName>J. Carberry</creatorName><nameIdentifier nameIdentifierScheme='ORCID'>"
            "0000-0002-1825-0097</nameIdentifier>",
            "Carberry, J.", "Personal", "Carberry",
        ),
        (
            "<creatorName>whatever</creatorName><givenName>Josiah</givenName>"
            "<familyName>Carberry</familyName>",
            "Carberry, Josiah", None, "Carberry",
        ),
        ("<creatorName>One, A; Two, B</creatorName>", "One, A; Two, B", None, None),
    ],
)  # fmt: skip
def test_names_are_split_where_they_are_of_a_person(
    creator: str, name: str, kind: str | None, family: str | None
) -> None:
    [found] = read(f"<creators><creator>{creator}</creator></creators>")["creators"]
    assert (found["name"], found.get("nameType"), found.get("familyName")) == (name, kind, family)


def test_identifiers_are_written_as_links() -> None:
    attributes = read(
        '<publisher publisherIdentifier="04wxnsj81" publisherIdentifierScheme="ROR">Press</publisher>'
        '<creators><creator><creatorName>A</creatorName><affiliation affiliationIdentifier="05gq02987" '
        'affiliationIdentifierScheme="ROR">Brown</affiliation></creator></creators>'
        '<relatedIdentifiers><relatedIdentifier relatedIdentifierType="DOI" relationType="Cites">'
        "https://doi.org/10.1234/ABC</relatedIdentifier></relatedIdentifiers>"
        "<fundingReferences><fundingReference><funderName>F</funderName><funderIdentifier "
        'funderIdentifierType="Crossref Funder ID">10.13039/1</funderIdentifier></fundingReference>'
        "</fundingReferences>"
    )
    assert attributes["publisher"]["publisherIdentifier"] == "https://ror.org/04wxnsj81"
    assert attributes["creators"][0]["affiliation"] == [
        {
            "name": "Brown",
            "affiliationIdentifier": "https://ror.org/05gq02987",
            "affiliationIdentifierScheme": "ROR",
            "schemeUri": "https://ror.org",
        }
    ]
    assert attributes["relatedIdentifiers"][0]["relatedIdentifier"] == "10.1234/abc"
    assert attributes["fundingReferences"][0]["funderIdentifier"] == "https://doi.org/10.13039/1"


@pytest.mark.parametrize(
    ("text", "container"),
    [
        ("Journal of Pots, 3(2), 10-20",
         {"title": "Journal of Pots", "volume": "3", "issue": "2", "firstPage": "10", "lastPage": "20"}),
        ("Journal of Pots, 3, 10", {"title": "Journal of Pots", "volume": "3", "firstPage": "10"}),
        ("Journal of Pots", {"title": "Journal of Pots"}),
    ],
)  # fmt: skip
def test_series_information_names_the_container(text: str, container: dict[str, str]) -> None:
    description = f'<description descriptionType="SeriesInformation">{text}</description>'
    found = read(f"<descriptions>{description}</descriptions>")
    assert found["container"] == {"type": "Series", **container}
    assert read("")["container"] == {}
