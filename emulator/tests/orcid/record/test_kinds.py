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
