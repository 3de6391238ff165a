"""What DataCite's server works out by itself."""

from typing import Any

import pytest

from pid_emulator.datacite.vocabulary import (
    dasherize,
    language_name,
    licence_id,
    normalized_language,
    titleize,
    with_computed_types,
    with_fields_of_science,
    with_spdx_licence,
)
from support.datacite_rest import DOI, Rest


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


@pytest.mark.parametrize(
    ("general", "specific", "computed"),
    [
        ("Audiovisual", "", ("MediaObject", "article", "misc", "MPCT")),
        ("Book", "", ("Book", "book", "book", "BOOK")),
        ("BookChapter", "", ("Chapter", "chapter", "inbook", "CHAP")),
        ("ComputationalNotebook", "", ("SoftwareSourceCode", "article", "misc", "COMP")),
        ("ConferenceProceeding", "", ("Periodical", "article", "proceedings", "CONF")),
        ("Dissertation", "", ("Thesis", "thesis", "phdthesis", "THES")),
        ("Image", "", ("ImageObject", "graphic", "misc", "FIGURE")),
        ("PeerReview", "", ("Review", "review", "misc", "GEN")),
        ("Report", "", ("Report", "report", "techreport", "RPRT")),
        ("Software", "", ("SoftwareSourceCode", "article", "misc", "COMP")),
        ("Sound", "", ("AudioObject", "song", "misc", "SOUND")),
        ("Text", "", ("ScholarlyArticle", "article-journal", "article", "RPRT")),
        ("Text", "dissertation", ("Thesis", "thesis", "phdthesis", "THES")),
        ("Text", "journal_article", ("ScholarlyArticle", "article-journal", "article", "JOUR")),
        ("Text", "reference-entry", ("ScholarlyArticle", "entry-dictionary", "article", "DICT")),
        ("Text", "Monograph", ("Book", "book", "book", "BOOK")),
        ("Dataset", "Dataset of 2021", ("Dataset", "dataset", "misc", "DATA")),
    ],
)
def test_the_specific_type_wins_over_the_general_one(
    general: str, specific: str, computed: tuple[str, ...]
) -> None:
    found = with_computed_types({"resourceTypeGeneral": general, "resourceType": specific})
    assert tuple(found[name] for name in ("schemaOrg", "citeproc", "bibtex", "ris")) == computed


@pytest.mark.parametrize("types", [{}, {"resourceType": "Book"}, {"resourceTypeGeneral": ""}])
def test_without_a_general_type_nothing_is_computed(types: dict[str, str]) -> None:
    assert with_computed_types(types) == types


def test_a_type_that_the_sender_has_set_stays() -> None:
    found = with_computed_types({"resourceTypeGeneral": "Dataset", "bibtex": "book", "ris": ""})
    assert (found["bibtex"], found["ris"]) == ("book", "DATA")


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("en", "en"), ("eng", "en"), ("English", "en"), ("de-AT", "de"), ("de_AT", "de"), ("ger", "de"),
        ("deu", "de"), (" fr ", "fr"), ("Klingon", "Klingon"), ("", ""), ("  ", ""),
    ],
)  # fmt: skip
def test_languages_become_codes(language: str, code: str) -> None:
    assert normalized_language(language) == code


CC_BY_4: dict[str, str] = {
    "rights": "Creative Commons Attribution 4.0 International",
    "rightsUri": "https://creativecommons.org/licenses/by/4.0/legalcode",
    "schemeUri": "https://spdx.org/licenses/",
    "rightsIdentifier": "cc-by-4.0",
    "rightsIdentifierScheme": "SPDX",
}


@pytest.mark.parametrize(
    "sent",
    [
        {"rightsIdentifier": "CC-BY-4.0"},
        {"rightsIdentifier": "cc-by-4.0"},
        {"rights": "Creative Commons Attribution 4.0 International"},
        {"rights": "https://creativecommons.org/licenses/by/4.0/"},
        {"rightsUri": "http://creativecommons.org/licenses/by/4.0"},
        {"rightsUri": "https://creativecommons.org/licenses/by/4.0/legalcode"},
        {"rightsUri": "https://creativecommons.org/licenses/by/4.0/deed"},
    ],
)
def test_a_licence_that_spdx_knows_is_written_as_spdx_does(sent: dict[str, str]) -> None:
    assert with_spdx_licence(sent) == CC_BY_4
    assert with_spdx_licence({**sent, "lang": "en"}) == {**CC_BY_4, "lang": "en"}


def test_a_licence_that_spdx_does_not_know_stays() -> None:
    assert with_spdx_licence({"rights": "Ask us"}) == {"rights": "Ask us"}
    assert with_spdx_licence({"rightsIdentifier": "Own-1"}) == {"rightsIdentifier": "own-1"}


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("01 Mathematical Sciences", "Mathematics"),
        ("0102 Applied Mathematics", "Mathematics"),
        ("102 Applied Mathematics", "Mathematics"),
        ("040601 Geochronology", "Earth and related environmental sciences"),
        ("40601 Geochronology", "Earth and related environmental sciences"),
        ("22 Philosophy", "Philosophy, ethics and religion"),
        ("19 Creative Arts", "Arts (arts, history of arts, performing arts, music)"),
        ("23 Nothing", None),
        ("00 Nothing", None),
        ("1 Nothing", None),
        ("0406011 Nothing", None),
        ("Nothing", None),
    ],
)
def test_subjects_by_for_code_name_a_field_of_science(label: str, field: str | None) -> None:
    subject = {"subject": label, "subjectScheme": "FOR"}
    assert [item["subject"] for item in with_fields_of_science([subject])[1:]] == (
        [f"FOS: {field}"] if field else []
    )
    assert with_fields_of_science([{"subject": label}]) == [{"subject": label}]


def test_a_field_of_science_is_said_once() -> None:
    law: dict[str, Any] = {
        "subject": "FOS: Law",
        "schemeUri": "http://www.oecd.org/science/inno/38235147.pdf",
        "subjectScheme": "Fields of Science and Technology (FOS)",
    }
    assert with_fields_of_science([{"subject": "Law"}, {"subject": "Law"}, law, "word"]) == [
        {"subject": "Law"}, law, "word",
    ]  # fmt: skip
    assert with_fields_of_science([law]) == [law]


def test_ids_names_and_words_of_types_and_licences() -> None:
    assert [dasherize(name) for name in ("JournalArticle", " Data Paper", "a_b", "PhD")] == [
        "journal-article", "data-paper", "a-b", "ph-d",
    ]  # fmt: skip
    assert [titleize(name) for name in ("journal-article", "naturalSciences", "with_provider", "it's")] == [
        "Journal Article", "Natural Sciences", "With Provider", "It's",
    ]  # fmt: skip
    assert [language_name(code) for code in ("de", "xx")] == ["German", "xx"]
    assert [licence_id(name) for name in ("cc0-1.0", "own-1")] == ["CC0-1.0", "own-1"]
