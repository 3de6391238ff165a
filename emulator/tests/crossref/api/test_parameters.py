"""The query string of a request: every mistake in it is listed, in the order Crossref lists them."""

import pytest

from pid_emulator import Emulator
from support.crossref_api import dois, get, problems


def test_every_mistake_is_listed(emulator: Emulator) -> None:
    wrong = problems(emulator, "/works?rows=x&sample=y&filter=one:1,two:2&select=three")
    assert [problem["value"] for problem in wrong] == ["x", "y", "one", "two", "three"]


@pytest.mark.parametrize("facet", ["type-name:many", "*:many", "type-name:-1"])
def test_facet_wants_a_number_or_all(emulator: Emulator, facet: str) -> None:
    assert problems(emulator, f"/works?facet={facet}")[0]["type"] == "integer-not-valid"


def test_offset_and_rows_reach_10000_together(emulator: Emulator) -> None:
    assert get(emulator, "/works?offset=9980&rows=20").status_code == 200
    (problem,) = problems(emulator, "/works?offset=9981&rows=20")
    assert problem["message"].endswith("Use the cursor parameter to page further into result sets.")
    assert get(emulator, "/members?offset=20000").status_code == 200


def test_what_follows_a_comma_and_a_space_is_lost(full: Emulator) -> None:
    assert dois(full, "/works?filter=container-title:Journal+of+Psychoceramics,+Series+B") == ["10.5555/full"]
