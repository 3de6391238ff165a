"""Pages, cursors and samples of api.crossref.org."""

from urllib.parse import quote

import pytest

from pid_emulator import Emulator
from support.crossref_api import dois, get, message


def test_rows_and_offset(numbered: Emulator) -> None:
    page = message(numbered, "/works?rows=2&offset=10")
    assert [item["DOI"] for item in page["items"]] == ["10.5555/10", "10.5555/11"]
    assert page["total-results"] == 45
    assert page["items-per-page"] == 2
    assert page["query"] == {"start-index": 10, "search-terms": None}
    assert "next-cursor" not in page


def test_cursor_walks_to_the_end_and_then_gives_empty_pages(numbered: Emulator) -> None:
    sizes, seen, cursor = [], [], "*"
    for _ in range(4):
        page = message(numbered, f"/works?query=numbered&cursor={quote(cursor)}")
        sizes.append(len(page["items"]))
        seen += [item["DOI"] for item in page["items"]]
        cursor = page["next-cursor"]
    assert sizes == [20, 20, 5, 0]
    assert sorted(set(seen)) == sorted(seen) == [f"10.5555/{number:02d}" for number in range(45)]


def test_cursor_stays_the_same_and_looks_like_the_real_one(numbered: Emulator) -> None:
    first = message(numbered, "/works?cursor=*")["next-cursor"]
    assert message(numbered, f"/works?cursor={first}")["next-cursor"] == first
    assert first.startswith("DnF1ZXJ5VGhlbkZldGNo")
    assert len(first) == 1512


def test_cursor_outlives_no_pause(numbered: Emulator) -> None:
    cursor = message(numbered, "/works?cursor=*")["next-cursor"]
    numbered.world.clock.advance(301)
    assert get(numbered, f"/works?cursor={cursor}").status_code == 404


def test_cursor_of_another_server_is_invalid_until_it_is_remembered(numbered: Emulator) -> None:
    another = Emulator()
    another.world.random.seed(1)
    cursor = message(another, "/works?cursor=*")["next-cursor"]
    url = f"https://api.crossref.org/works?rows=1&cursor={cursor}"
    assert numbered.request("GET", url).status_code == 404
    numbered.world.crossref.add("cursors", {"cursor": cursor})
    assert dois(numbered, f"/works?rows=1&cursor={cursor}") == ["10.5555/00"]


@pytest.mark.parametrize("path", ["/members", "/journals", "/funders"])
def test_other_lists_have_cursors_too(emulator: Emulator, path: str) -> None:
    total = message(emulator, f"{path}?rows=0")["total-results"]
    first = message(emulator, f"{path}?rows={total - 1}&cursor=*")
    rest = message(emulator, f"{path}?rows={total - 1}&cursor={first['next-cursor']}")
    assert (len(first["items"]), len(rest["items"])) == (total - 1, 1)


def test_sample_is_random_and_ignores_rows(numbered: Emulator) -> None:
    first, second = (message(numbered, "/works?sample=9&rows=2") for _ in range(2))
    assert len(first["items"]) == first["total-results"] == 9
    assert {item["score"] for item in first["items"]} == {0.0}
    assert first["items"] != second["items"]


def test_sample_comes_out_the_same_after_a_reset(numbered: Emulator) -> None:
    emulator = Emulator()
    first = dois(emulator, "/works?sample=5")
    emulator.reset()
    assert dois(emulator, "/works?sample=5") == first
