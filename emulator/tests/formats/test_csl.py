"""A Crossref work as CSL JSON: Crossref's own, and the one that CSL defines."""

from support.crossref_work import DOI, WORK, Negotiate


def test_csl_json_is_the_rest_message_with_plain_titles(negotiate: Negotiate) -> None:
    item = negotiate("application/vnd.citationstyles.csl+json", DOI.upper()).json
    assert item is not None
    assert item["type"] == "journal-article"
    assert item["title"] == "The Structure of Ordinary Water"
    assert item["container-title"] == item["container-title-short"] == "Science"
    assert item["subtitle"] == WORK["subtitle"]
    assert item["URL"] == f"http://dx.doi.org/{DOI.upper()}"
    assert item["reference"] == WORK["reference"]
    assert not {"short-container-title", "issn-type"} & set(item)
