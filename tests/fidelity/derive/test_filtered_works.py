"""Works of which an answer shows little pass the filters they were asked with."""

from pathlib import Path

import pytest

from pidguide.fidelity.report.measure import measure
from tests.support.recordings import envelope, interaction, write_recording


@pytest.mark.parametrize(
    "filters",
    [
        "has-full-text:true,member:78",
        "prefix:10.1016,type:journal-article,from-pub-date:2013-03,until-pub-date:2024",
        "has-funder:true,has-orcid:true,has-license:true,has-references:t",
        "funder:100000001,award.number:CHE-1152342",
        "orcid:0000-0002-1825-0097,issn:2090-8091,has-abstract:1",
        "license.url:http://creativecommons.org/licenses/by/4.0/,is-update:true",
        "from-index-date:2024-01-01,from-created-date:2020",
    ],
)
@pytest.mark.parametrize("cut_down", ["select=DOI%2Ctitle", "rows=0&facet=type-name%3A%2A"])
def test_works_of_which_little_is_shown_pass_the_filters(tmp_path: Path, filters: str, cut_down: str) -> None:
    faceted = "facet" in cut_down
    message = {
        "facets": {"type-name": {"value-count": 1, "values": {"Journal Article": 7}}} if faceted else {},
        "total-results": 7,
        "items": [] if faceted else [{"DOI": "10.5555/1", "title": ["Title"]}],
        "items-per-page": 0 if faceted else 20,
        "query": {"start-index": 0, "search-terms": None},
    }
    item = interaction(
        f"https://api.crossref.org/works?filter={filters}&{cut_down}",
        200,
        envelope("work-list", message),
        content_type="application/json",
    )
    scored = measure([write_recording(tmp_path, "filtered", item)]).scored[0]
    assert [each.check for each in scored.differences if each.check != "headers"] == []
