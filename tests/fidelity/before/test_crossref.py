"""What Crossref must have known to answer as it was recorded."""

from pathlib import Path

from pidguide.fidelity.report.measure import measure
from tests.support.recordings import WORK, envelope, interaction, write_recording


def test_a_funder_that_is_shown_is_not_replaced_by_the_one_behind_its_works(tmp_path: Path) -> None:
    funder = {
        "id": "100000001",
        "name": "National Science Foundation",
        "alt-names": ["NSF"],
        "location": "United States",
        "work-count": 1,
        "descendant-work-count": 1,
        "descendants": [],
        "replaces": [],
        "replaced-by": [],
        "tokens": ["national", "science", "foundation"],
        "uri": "http://dx.doi.org/10.13039/100000001",
        "hierarchy": {},
        "hierarchy-names": {},
    }
    of_funder = {**WORK, "funder": [{"name": "National Science Foundation", "DOI": "10.13039/100000001"}]}
    listed = {"facets": {}, "total-results": 1, "items": [of_funder], "items-per-page": 20}
    url = "https://api.crossref.org/funders/10.13039/100000001"
    items = [
        interaction(url, 200, envelope("funder", funder), content_type="application/json"),
        interaction(f"{url}/works", 200, envelope("work-list", listed), content_type="application/json"),
    ]
    shown = measure([write_recording(tmp_path, "funder", *items)]).scored[0]
    assert "message.alt-names" not in {each.where for each in shown.differences}


def test_a_funders_works_are_its_own_or_of_funders_below_it(tmp_path: Path) -> None:
    below = {**WORK, "funder": [{"DOI": "10.13039/100000143", "name": "Division"}]}
    message = {
        "facets": {},
        "total-results": 1,
        "items": [below],
        "items-per-page": 20,
        "query": {"start-index": 0, "search-terms": None},
    }
    url = "https://api.crossref.org/funders/10.13039/100000001/works"
    report = measure(
        [
            write_recording(
                tmp_path,
                "funder",
                interaction(url, 200, envelope("work-list", message)),
                headers_recorded=False,
            )
        ]
    )
    assert [check.share for check in report.scored[0].checks if check.name == "items"] == [1.0]
