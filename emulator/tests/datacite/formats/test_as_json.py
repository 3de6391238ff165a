"""DataCite JSON, Crosscite JSON and CSL JSON."""

import json

from pid_emulator.datacite import formats
from support.datacite_formats import body, changed


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
