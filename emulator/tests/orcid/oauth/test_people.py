"""People as the sign-in pages know them: how they sign in, how they register."""

import pytest
from bs4 import BeautifulSoup

from pid_emulator.core.orcid_ids import check_digit
from pid_emulator.orcid.oauth.people import Names
from support.orcid_people import CARBERRY
from support.orcid_website import Browser, authorization, heading


@pytest.mark.parametrize(
    "username", [CARBERRY, f"https://orcid.org/{CARBERRY}", "Carberry@Example.org", f" {CARBERRY} "]
)
def test_people_sign_in_with_id_or_email(browser: Browser, username: str) -> None:
    answer = browser.sign_in(username, return_to="/account")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")


def test_registering_creates_a_person_and_signs_in(browser: Browser) -> None:
    page = BeautifulSoup(
        browser.get(authorization(show_login="false", given_names="Ada")).text, "html.parser"
    )
    assert page.find(id="given_names")["value"] == "Ada"
    answer = browser.post(
        "/register",
        given_names="Ada",
        family_names="Lovelace",
        email="ada@example.org",
        password="long-enough",
        visibility="limited",
        return_to=page.find(attrs={"name": "return_to"})["value"],
    )
    assert heading(browser.get(answer.headers["Location"])) == "Authorize access"
    *_, created = browser.world.orcid
    assert created.orcid.startswith("0009-9")
    assert created.public_name == "Ada Lovelace"
    assert created.default_visibility == "limited"
    browser.post("/signout")
    assert browser.sign_in("ada@example.org").status_code == 200
    assert browser.sign_in("ada@example.org", password="long-enough").status_code == 303


@pytest.mark.parametrize(
    ("names", "display"),
    [
        (Names(), None),
        (Names(given="Ada"), "Ada"),
        (Names(given="Ada", family="Lovelace"), "Ada Lovelace"),
        (Names(given="Ada", family="Lovelace", credit="A. A. L."), "A. A. L."),
    ],
)
def test_the_name_that_is_shown(names: Names, display: str | None) -> None:
    assert names.display == display


def test_everyone_who_registers_gets_an_id_of_their_own(browser: Browser) -> None:
    for name in ("ada", "grace"):
        browser.post("/register", given_names=name, email=f"{name}@example.org", password="long-enough")
        browser.post("/signout")
    _, ada, grace = browser.world.orcid
    assert [each.public_name for each in (ada, grace)] == ["ada", "grace"]
    assert ada.orcid != grace.orcid
    for each in (ada, grace):
        digits = each.orcid.replace("-", "")
        assert check_digit(digits[:15]) == digits[15]
