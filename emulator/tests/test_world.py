"""The state behind all services: what a reset puts back, and from which files."""

import json
from pathlib import Path
from typing import Any

import pytest

from pid_emulator import Emulator
from pid_emulator.crossref.values import funder_ids, funders, last_part, texts_in
from pid_emulator.datacite.dois import as_list
from pid_emulator.doi_org.agencies import find_agency
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


def work_in(folder: Path, title: str) -> Path:
    """Put a work into a record folder."""
    file = folder / "crossref" / "works" / "mine.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"DOI": "10.5555/mine", "indexed": {}, "title": [title]}))
    return folder


def title(emulator: Emulator) -> str | None:
    answer = emulator.request("GET", "https://api.crossref.org/works/10.5555/mine").get_json(silent=True)
    return answer["message"]["title"][0] if answer else None


def test_a_record_that_is_none_names_its_file(tmp_path: Path) -> None:
    file = work_in(tmp_path, "A") / "crossref" / "works" / "mine.json"
    file.write_text('{"title": ["No DOI"]}')
    with pytest.raises(ValueError) as refusal:
        Emulator([tmp_path], built_in_records=False)
    assert str(refusal.value) == f"{file}: A record of Crossref's works needs DOI"


def test_the_later_folder_wins(tmp_path: Path) -> None:
    first, second = work_in(tmp_path / "1", "First"), work_in(tmp_path / "2", "Second")
    assert title(Emulator([first, second], built_in_records=False)) == "Second"
    assert title(Emulator([second, first], built_in_records=False)) == "First"


def test_own_records_stand_beside_the_built_in_ones(tmp_path: Path) -> None:
    emulator = Emulator([work_in(tmp_path, "Mine")])
    assert title(emulator) == "Mine"
    assert (
        emulator.request("GET", "https://api.crossref.org/works/10.1371/journal.pone.0033693").status_code
        == 200
    )


def test_without_built_in_records_the_vocabularies_are_left() -> None:
    emulator = Emulator(built_in_records=False)
    works = emulator.request("GET", "https://api.crossref.org/works").json
    types = emulator.request("GET", "https://api.crossref.org/types").json
    assert works is not None and types is not None
    assert (works["message"]["total-results"], types["message"]["total-results"]) == (0, 30)


def test_a_folder_is_read_anew_at_each_reset(tmp_path: Path) -> None:
    emulator = Emulator([work_in(tmp_path, "Before")], built_in_records=False)
    assert title(emulator) == "Before"
    (tmp_path / "crossref" / "works" / "mine.json").unlink()
    emulator.reset()
    assert title(emulator) is None


def test_chance_comes_out_the_same_after_each_reset() -> None:
    emulator = Emulator(built_in_records=False)
    first = [emulator.world.random.random() for _ in range(3)]
    assert len(set(first)) == 3
    emulator.reset()
    assert [emulator.world.random.random() for _ in range(3)] == first


def test_reset_puts_the_clock_back() -> None:
    emulator = Emulator(built_in_records=False)
    before = emulator.world.clock.now()
    emulator.world.clock.advance(3600)
    emulator.reset()
    assert (emulator.world.clock.now() - before).total_seconds() < 3600


def references_of_crossref(world: World) -> set[str]:
    """Return the addresses, by path, of what Crossref's built-in records name."""
    works, members = world.crossref.all("works").values(), world.crossref.all("members").values()
    paths = set()
    for work in works:
        assert work.get("member") and work.get("prefix"), work["DOI"]
        paths |= {f"members/{last_part(work['member'])}", f"prefixes/{last_part(work['prefix'])}"}
        paths |= {f"types/{work['type']}"}
        paths |= {f"funders/{one}" for funder in funders(work) for one in funder_ids(funder)}
        if str(work["type"]).startswith("journal"):  # the ISSN of a series of books is no journal's
            paths |= {f"journals/{issn}" for issn in texts_in(work, "ISSN")}
    for prefix in world.crossref.all("prefixes").values():
        paths.add(f"members/{last_part(prefix['member'])}")
    for member in members:
        paths |= {f"prefixes/{prefix}" for prefix in member["prefixes"]}
    for funder in world.crossref.all("funders").values():
        # Of most of a funder's parts only the number is known.
        paths |= {f"funders/{part}" for part in funder.get("hierarchy-names") or {}}
    return paths


def test_what_a_built_in_record_of_crossref_names_is_there(emulator: Emulator) -> None:
    paths = references_of_crossref(emulator.world)
    assert {"members/4374", "prefixes/10.7554", "journals/2050-084X"} <= paths
    answers = {
        path: emulator.request("GET", f"https://api.crossref.org/{path}").status_code for path in paths
    }
    assert {path for path, status in answers.items() if status != 200} == set()


def related(resource: dict[str, Any]) -> set[str]:
    """Return what a resource is related to, each as `type/id`."""
    links = (resource.get("relationships") or {}).values()
    found = [
        one
        for link in links
        for one in as_list((link or {}).get("data"))
        if isinstance(one, dict) and one.get("id")
    ]
    return {f"{one['type']}/{one['id'].lower()}" for one in found}


@pytest.mark.parametrize("name", ["production", "test"])
def test_what_a_built_in_record_of_datacite_names_is_there(name: str) -> None:
    system = World().datacite.systems[name]
    known = {
        *(f"clients/{one}" for one in system.clients),
        *(f"providers/{one}" for one in system.providers),
        *(f"prefixes/{one}" for one in system.prefixes),
        *(f"dois/{one}" for one in system.dois),
    }
    named = set()
    for doi in system.dois.values():
        if (doi.attributes.get("agency") or "datacite") == "datacite":
            named |= {f"prefixes/{doi.prefix}"}
            named |= {f"clients/{doi.client_id}"} if doi.client_id else set()
            named |= {f"providers/{doi.provider_id}"} if doi.provider_id else set()
    for records in (system.clients, system.providers, system.prefixes, system.activities):
        for record in records.values():
            named |= related(record)
    assert named
    assert named - known == set()


def test_an_agency_is_the_one_whose_record_a_doi_has(emulator: Emulator) -> None:
    world = emulator.world
    expected = dict.fromkeys(world.crossref.all("works"), "crossref")
    for doi in world.datacite.all_dois("production"):
        expected.setdefault(doi.doi, str(doi.attributes.get("agency") or "datacite"))
    told = {doi: (find_agency(world, doi) or "").lower() for doi in expected}
    assert told == expected
