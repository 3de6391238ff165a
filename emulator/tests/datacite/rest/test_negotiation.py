"""The format of an answer, by Accept and by path."""

import pytest

from support.datacite_rest import PRODUCTION, Rest

PREPRINT = "10.48550/arxiv.1902.02534"


@pytest.mark.parametrize(
    ("path", "accept", "media_type"),
    [
        (f"/dois/{PREPRINT}", "application/x-bibtex", "application/x-bibtex"),
        (f"/dois/application/x-bibtex/{PREPRINT}", "*/*", "application/x-bibtex"),
        (f"/application/citeproc+json/{PREPRINT}", "*/*", "application/vnd.citationstyles.csl+json"),
        (f"/{PREPRINT}", "text/x-bibliography; style=ieee", "text/x-bibliography"),
        (f"/dois/{PREPRINT}", "text/html,application/json;q=0.9,*/*;q=0.5", "application/json"),
        ("/dois/text/csv?query=citations", "*/*", "text/csv"),
    ],
)
def test_formats(rest: Rest, path: str, accept: str, media_type: str) -> None:
    answer = rest.send("GET", path, host=PRODUCTION, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
