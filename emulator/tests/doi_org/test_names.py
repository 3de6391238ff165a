"""DOI names: their form, when two are the same, and how they stand in a URL."""

import pytest

from support.doi_org import Get


def test_only_ascii_letters_are_the_same_in_either_case(get: Get) -> None:
    assert get("https://doi.org/10.5281/ZeNoDo.1").status_code == 302
    assert get("https://doi.org/10.5240/STRAßE").status_code == 302
    assert get("https://doi.org/10.5240/strasse").status_code == 404
    assert get("https://doi.org/10.5240/\N{KELVIN SIGN}").status_code == 404
    assert get("https://doi.org/10.5240/K").status_code == 302


@pytest.mark.parametrize(
    "spelling", ["urn:doi:10.5281:zenodo.1", "doi:10.5281/zenodo.1", "DOI:10.5281/zenodo.1"]
)
def test_other_written_forms_resolve(get: Get, spelling: str) -> None:
    assert get(f"https://doi.org/{spelling}").headers["Location"] == "https://repository.example/1"
