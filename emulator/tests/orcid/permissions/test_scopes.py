"""ORCID's scopes: which are passed over, and what each implies."""

import pytest

from pid_emulator.orcid.permissions.scopes import implied
from support.orcid_website import CALLBACK, Browser, authorization, heading


@pytest.mark.parametrize(
    "scope", ["email", "profile phone", "/premium-notification", "/group-id-record/read"]
)
def test_what_no_person_can_grant_is_no_scope_of_an_authorization(browser: Browser, scope: str) -> None:
    answer = browser.get(authorization(scope=scope))
    assert answer.headers["Location"] == f"{CALLBACK}#error=invalid_scope"


def test_scopes_of_other_openid_providers_are_passed_over(browser: Browser) -> None:
    assert heading(browser.get(authorization(scope="openid profile email offline_access"))) == "Sign in"


@pytest.mark.parametrize(
    ("scope", "implies"),
    [
        ("/read-public", set()),
        ("/webhook", set()),
        ("/no-such-scope", set()),
        ("openid", {"/authenticate", "/read-public"}),
        ("/authenticate", {"/read-public"}),
        ("/email/read-private", {"/read-public"}),
        ("/person/read-limited", {"/orcid-bio/read-limited", "/read-public"}),
        (
            "/person/update",
            {"/orcid-bio/update", "/orcid-bio/external-identifiers/create", "/read-public"},
        ),
        (
            "/activities/read-limited",
            {
                "/affiliations/read-limited",
                "/funding/read-limited",
                "/orcid-patents/read-limited",
                "/peer-review/read-limited",
                "/orcid-works/read-limited",
                "/read-public",
            },
        ),
        ("/group-id-record/update", {"/group-id-record/read"}),
    ],
)
def test_what_a_scope_implies(scope: str, implies: set[str]) -> None:
    assert implied((scope,)) == {scope} | implies


def test_reading_what_is_limited_lets_nobody_write_or_read_hidden_email() -> None:
    scopes = implied(("/read-limited",))
    assert {"/activities/read-limited", "/person/read-limited", "/orcid-works/read-limited"} <= scopes
    assert not [scope for scope in scopes if scope.endswith(("/update", "/create", "/read-private"))]


def test_updating_activities_lets_nobody_read_what_is_limited() -> None:
    scopes = implied(("/activities/update",))
    assert {"/orcid-works/create", "/affiliations/update", "/read-public"} <= scopes
    assert not [scope for scope in scopes if scope.endswith("/read-limited")]
