"""A request's route is its path without identifiers."""

import pytest

from pidguide.compare.routes import route_of
from tests.support.recordings import WORK_URL


@pytest.mark.parametrize(
    ("url", "route"),
    [
        (f"{WORK_URL}/agency", "GET api.crossref.org/works/{doi}/agency"),
        (
            "https://api.crossref.org/v1/works/10.1126%2Fx.1/transform",
            "GET api.crossref.org/works/{doi}/transform",
        ),
        ("https://api.crossref.org/members/98/works?rows=1", "GET api.crossref.org/members/{id}/works"),
        (
            "https://pub.orcid.org/v3.0/0000-0002-1825-0097/work/12",
            "GET pub.orcid.org/v3.0/{orcid}/work/{id}",
        ),
        ("https://doi.org/foo", "GET doi.org/{doi}"),
    ],
)
def test_routes_have_their_identifiers_taken_out(url: str, route: str) -> None:
    assert route_of("GET", url) == route
