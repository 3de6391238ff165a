"""DOI names: their form, when two are the same, and how they stand in a URL."""

import pytest

from pid_emulator.doi_org import names
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


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("10.1/a", True),
        ("10.5281.7/a/b", True),
        ("10.5281/\n", True),
        ("10.5281/", False),
        ("10.5281", False),
        ("10./a", False),
        ("10.5281./a", False),
        ("10.x/a", False),
        ("11.5281/a", False),
        (" 10.5281/a", False),
    ],
)
def test_a_doi_is_known_by_its_form(name: str, is_one: bool) -> None:
    assert names.is_doi(name) is is_one


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("10.5281/doi:1", "10.5281/doi:1"),
        ("DOI:10.5281/1", "10.5281/1"),
        ("URN:DOI:10.5281:a:b", "10.5281/a:b"),
        ("urn:doi:10.5281/a:b", "10.5281/a:b"),
        ("urn:doi:10.5281", "10.5281"),
    ],
)
def test_what_stands_before_a_doi_is_taken_off(path: str, name: str) -> None:
    assert names.name_in_path(path) == name


def test_the_prefix_is_what_stands_before_the_first_slash() -> None:
    assert [names.prefix_of(name) for name in ("10.5281/a/b", "10.5281", "")] == ["10.5281", "10.5281", ""]
