"""Deep paging: a cursor walks to the end, and lives for five minutes."""

import base64
from datetime import UTC, datetime, timedelta
from random import Random
from urllib.parse import quote

from pid_emulator import Emulator
from pid_emulator.crossref.search.cursors import Cursors
from support.crossref_api import dois, get, message


def test_a_cursor_is_valid_for_five_minutes_after_its_last_use_and_no_longer() -> None:
    cursors, opened, moment = Cursors(), datetime(2026, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
    cursor = cursors.open(["a", "b", "c"], opened, Random(0))
    used = opened + timedelta(minutes=5)
    assert cursors.turn(cursor, list, 1, used) == ["a"]
    assert cursors.turn(cursor, list, 1, used + timedelta(minutes=5)) == ["b"]
    assert cursors.turn(cursor, list, 1, used + timedelta(minutes=10) + moment) is None


def test_a_remembered_cursor_begins_once_and_goes_on() -> None:
    cursors, now = Cursors(), datetime(2026, 1, 1, tzinfo=UTC)
    cursors.remember("old")
    assert cursors.turn("old", lambda: ["a", "b", "c"], 2, now) == ["a", "b"]
    assert cursors.turn("old", lambda: ["x", "y", "z"], 2, now + timedelta(minutes=5)) == ["c"]
    assert cursors.turn("old", lambda: ["x"], 2, now + timedelta(minutes=5)) == []
    assert cursors.turn("old", lambda: ["x"], 2, now + timedelta(minutes=11)) is None


def test_two_cursors_walk_beside_each_other() -> None:
    cursors, now, chance = Cursors(), datetime(2026, 1, 1, tzinfo=UTC), Random(0)
    one, two = (cursors.open(keys, now, chance) for keys in (["a", "b"], ["c", "d"]))
    assert one != two
    assert [cursors.turn(each, list, 1, now) for each in (one, two, two, one)] == [
        ["a"],
        ["c"],
        ["d"],
        ["b"],
    ]


def test_a_cursor_names_36_shards_with_nodes_of_22_characters() -> None:
    raw = base64.urlsafe_b64decode(Cursors().open([], datetime(2026, 1, 1, tzinfo=UTC), Random(0)))
    assert (raw[:15], raw[15]) == (b"\x0equeryThenFetch", 36)
    shards = [raw[16 + 31 * number : 16 + 31 * (number + 1)] for number in range(36)]
    assert len(raw) == 16 + 36 * 31
    assert {shard[8] for shard in shards} == {22}
    assert all(int.from_bytes(shard[:8], "big") < 2**33 for shard in shards)
    assert any(int.from_bytes(shard[:8], "big") >= 2**32 for shard in shards)
    characters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    assert set(b"".join(shard[9:] for shard in shards)) == set(characters)


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


def test_a_cursor_keeps_the_list_of_when_it_was_opened(numbered: Emulator) -> None:
    cursor = message(numbered, "/works?cursor=*&rows=40")["next-cursor"]
    numbered.world.crossref.add("works", {"DOI": "10.5555/new", "indexed": {}})
    assert dois(numbered, f"/works?rows=40&cursor={cursor}") == [
        f"10.5555/{number}" for number in range(40, 45)
    ]


def test_what_is_no_cursor_is_refused_whatever_it_looks_like(numbered: Emulator) -> None:
    cursor = message(numbered, "/works?cursor=*")["next-cursor"]
    for sent in ("malformed", cursor[:-1], cursor.lower(), f"{cursor}A", "**"):
        answer = get(numbered, f"/works?cursor={quote(sent)}")
        assert answer.status_code == 404, sent
    assert Cursors().turn("malformed", lambda: ["a"], 1, datetime(2026, 1, 1, tzinfo=UTC)) is None
