"""The kinds of item: their paths, and the scopes that open them."""

import pytest

from support.orcid_items import BODIES
from support.orcid_people import CARBERRY, MEMBER, Asker, error_of


@pytest.mark.parametrize(
    ("path", "scope"),
    [("work", "/person/update"), ("keywords", "/activities/update"), ("work", "/read-limited")],
)
def test_a_write_needs_its_scope(ask: Asker, path: str, scope: str) -> None:
    answer = ask.send("POST", f"{MEMBER}/{CARBERRY}/{path}", BODIES[path], ask.token_for(scope))
    assert error_of(answer) == (403, 9038)


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("work", "/orcid-works/create"),
        ("work", "/orcid-works/update"),
        ("employment", "/affiliations/create"),
        ("funding", "/funding/create"),
        ("peer-review", "/peer-review/create"),
        ("research-resource", "/affiliations/update"),
        ("keywords", "/orcid-bio/update"),
        ("external-identifiers", "/orcid-bio/external-identifiers/create"),
    ],
)
def test_the_narrowest_scopes_that_add_an_item(ask: Asker, path: str, scope: str) -> None:
    answer = ask.send("POST", f"{MEMBER}/{CARBERRY}/{path}", BODIES[path], ask.token_for(scope))
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("work", "/affiliations/update"),
        ("research-resource", "/orcid-works/update"),
        ("keywords", "/orcid-bio/external-identifiers/create"),
    ],
)
def test_the_scope_of_another_kind_adds_nothing(ask: Asker, path: str, scope: str) -> None:
    answer = ask.send("POST", f"{MEMBER}/{CARBERRY}/{path}", BODIES[path], ask.token_for(scope))
    assert error_of(answer) == (403, 9038)


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_who_may_add_may_not_yet_change(ask: Asker, method: str) -> None:
    code = ask.added("work", BODIES["work"])
    body = {**BODIES["work"], "put-code": code} if method == "PUT" else None
    url = f"{MEMBER}/{CARBERRY}/work/{code}"
    assert error_of(ask.send(method, url, body, ask.token_for("/orcid-works/create"))) == (403, 9038)
    assert ask.send(method, url, body, ask.token_for("/orcid-works/update")).status_code in (200, 204)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_no_client_writes_email_addresses(ask: Asker, method: str) -> None:
    assert error_of(ask.write(method, "email", {"email": "new@example.org"})) == (405, 9001)
