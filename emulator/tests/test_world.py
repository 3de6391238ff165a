"""The state behind all services: what a reset puts back, and from which files."""

from pathlib import Path

import pytest

from pid_emulator.world import World

CROSSREF_DOI = "10.7554/elife.01567"
ORCID_ID = "0000-0002-1825-0097"


def everything(world: World) -> list[object]:
    """Return what the stores know, to compare one world with another."""
    return [
        world.crossref.all("works"),
        world.crossref.all("members"),
        {name: vars(system) for name, system in world.datacite.systems.items()},
        vars(world.handles),
        list(world.orcid.all_records()),
        list(world.orcid.clients),
        world.orcid.next_put_code(),
        [world.random.random() for _ in range(3)],
    ]


def test_a_reset_puts_back_all_that_was_added_changed_or_taken_away() -> None:
    world = World()
    work = world.crossref.work(CROSSREF_DOI)
    assert work is not None
    work["title"].append("Another title")
    world.crossref.add("works", {"DOI": "10.5555/new", "title": ["New"]})
    world.datacite.production.dois.popitem()
    next(world.datacite.all_dois("production")).attributes["titles"].clear()
    world.datacite.test.passwords.clear()
    world.handles.add("prefixes", {"DOI": "10.9999", "RA": "mEDRA"})
    record = world.orcid.find(ORCID_ID)
    assert record is not None
    record.touch(1)
    record.state = "locked"
    world.orcid.add("clients", {"client_id": "APP-NEW"})
    token = world.orcid.tokens.grant_to_guide(world.clock.now(), world.random)["ORCID_ACCESS_TOKEN"]
    world.clock.advance(100_000)
    world.reset()
    assert everything(world) == everything(World())
    assert world.orcid.tokens.find(token) is None


def test_worlds_of_the_same_files_share_nothing() -> None:
    one, other = World(), World()
    work = one.crossref.work(CROSSREF_DOI)
    assert work is not None
    work.clear()
    untouched = other.crossref.work(CROSSREF_DOI)
    assert untouched is not None and untouched["DOI"].lower() == CROSSREF_DOI


def test_a_reset_reads_files_that_were_changed_added_or_removed(tmp_path: Path) -> None:
    works, dois = tmp_path / "crossref" / "works", tmp_path / "datacite" / "test" / "dois"
    works.mkdir(parents=True)
    dois.mkdir(parents=True)
    (works / "one.json").write_text('{"DOI": "10.5555/one", "title": ["Before"]}')
    world = World([tmp_path], built_in_records=False)
    (works / "one.json").write_text('{"DOI": "10.5555/one", "title": ["Afterwards"]}')
    (works / "two.json").write_text('{"DOI": "10.5555/two", "title": ["Two"]}')
    (dois / "three.json").write_text('{"id": "10.82433/three", "type": "dois", "attributes": {}}')
    world.reset()
    assert world.crossref.all("works")["10.5555/one"]["title"] == ["Afterwards"]
    assert world.crossref.work("10.5555/two") is not None
    assert world.datacite.find("test", "10.82433/three") is not None
    (works / "two.json").unlink()
    world.reset()
    assert world.crossref.work("10.5555/two") is None


def test_a_reset_that_fails_forgets_nothing(tmp_path: Path) -> None:
    works = tmp_path / "crossref" / "works"
    works.mkdir(parents=True)
    (works / "one.json").write_text('{"DOI": "10.5555/one"}')
    world = World([tmp_path], built_in_records=False)
    world.crossref.add("works", {"DOI": "10.5555/two"})
    (works / "one.json").write_text("no JSON")
    with pytest.raises(ValueError, match=r"one\.json is not JSON"):
        world.reset()
    assert world.crossref.work("10.5555/one") is not None
    assert world.crossref.work("10.5555/two") is not None
