"""The text bodies of the MDS API."""

import pytest

from support.datacite_mds import DOI, PREFIX, TEXT, Repository


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "400 "),
        ("url=https://example.org/1", "400 param 'doi' required"),
        (f"doi={DOI}", "400 param 'url' required"),
        (f"doi={DOI}\nurl=", "400 param 'url' required"),
        (
            f"doi={PREFIX}/other\nurl=https://example.org/1",
            "400 doi parameter does not match doi of resource",
        ),
        (f"doi={DOI}\nurl=example.org", "422 URL is not valid"),
    ],
)
def test_a_registration_needs_doi_and_url(body: str, told: str, repository: Repository) -> None:
    assert repository.told("PUT", f"/doi/{DOI}", body, TEXT) == told
