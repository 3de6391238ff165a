"""What DataCite's server works out by itself."""

import pytest

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
