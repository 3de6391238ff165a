"""The records of both systems."""

import base64
import random
import re
from typing import Any

import pytest

from pid_emulator import Emulator
from pid_emulator.datacite.store import new_uuid, related_id
from support.datacite_rest import KERNEL_4, OWNER, PREFIX, PRODUCTION, TEST, Rest


@pytest.mark.parametrize(
    ("kind", "record", "message"),
    [
        ("works", {"id": "x", "attributes": {}}, "no records of the kind"),
        ("dois", {"attributes": {}}, "needs an id"),
        ("test/clients", {"id": "x"}, "needs an id and attributes"),
    ],
)
def test_malformed_records(empty: Emulator, kind: str, record: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        empty.world.datacite.add(kind, record)


def test_systems_are_apart(rest: Rest) -> None:
    assert rest.send("GET", "/dois/10.5281/zenodo.48440", host=TEST).status_code == 404
    assert rest.send("POST", "/dois", {"prefix": PREFIX}, host=PRODUCTION).status_code == 404
    assert rest.emulator.world.datacite.doi("10.82433/q80x-4z58") is None


def test_an_unknown_kind_is_told_with_the_known_ones(empty: Emulator) -> None:
    kinds = "clients, dois, providers, prefixes, client-prefixes, provider-prefixes, activities, events"
    every = f"{kinds}, " + ", ".join(f"test/{kind}" for kind in kinds.split(", "))
    for kind in ("works", "production/dois"):
        with pytest.raises(ValueError) as refused:
            empty.world.datacite.add(kind, {"id": "x", "attributes": {}})
        assert str(refused.value) == f"DataCite has no records of the kind '{kind}'; choose from {every}"


def test_a_password_makes_an_account_of_one_system_and_is_not_shown(empty: Emulator) -> None:
    store = empty.world.datacite
    store.add("clients", {"id": "KADQ.NEW", "attributes": {}, "password": "secret"})
    assert store.check_password("production", "Kadq.New", "secret") == "kadq.new"
    assert store.check_password("production", "kadq.new", "Secret") is None
    assert store.check_password("test", "kadq.new", "secret") is None
    assert store.check_password("test", *OWNER) == "guide.emulator"
    client = store.production.client("Kadq.NEW")
    assert client is not None
    assert "password" not in client


def test_prefixes_of_a_repository_are_its_own_and_those_assigned_each_once(empty: Emulator) -> None:
    store = empty.world.datacite
    own = {"data": [{"id": "10.1111", "type": "prefixes"}]}
    store.add("clients", {"id": "a.b", "attributes": {}, "relationships": {"prefixes": own}})
    for name, client, prefix in (("1", "A.B", "10.2222"), ("2", "a.b", "10.1111"), ("3", "c.d", "10.3333")):
        links = {"client": {"data": {"id": client}}, "prefix": {"data": {"id": prefix}}}
        store.add("client-prefixes", {"id": name, "attributes": {}, "relationships": links})
    assert store.production.prefixes_of("a.b") == ["10.1111", "10.2222"]
    assert store.production.prefixes_of("no.one") == []


def test_a_doi_belongs_to_the_member_of_its_repository_unless_it_says_otherwise(empty: Emulator) -> None:
    store = empty.world.datacite
    member = {"provider": {"data": {"id": "KADQ", "type": "providers"}}}
    store.add("clients", {"id": "kadq.glacier", "attributes": {}, "relationships": member})
    client = {"client": {"data": {"id": "KADQ.GLACIER", "type": "clients"}}}
    store.add("dois", {"id": "10.1/a", "attributes": {}, "relationships": client})
    other = {**client, "provider": {"data": {"id": "other", "type": "providers"}}}
    store.add("dois", {"id": "10.1/b", "attributes": {}, "relationships": other})
    assert [doi.provider_id for doi in store.all_dois("production")] == ["kadq", "other"]
    rows = [doi.row for doi in store.all_dois("production")]
    assert rows[1] == rows[0] + 1


def test_a_record_of_nothing_but_xml_has_what_the_xml_holds(empty: Emulator) -> None:
    document = f'<resource xmlns="{KERNEL_4}"><titles><title>Of the XML</title></titles></resource>'
    encoded = base64.b64encode(document.encode()).decode()
    for name, attributes in (("a", {}), ("b", {"titles": [{"title": "Of the record"}]})):
        record = {"id": f"10.1/{name}", "attributes": {"xml": encoded, **attributes}}
        empty.world.datacite.add("dois", record)
    for broken in ("!", base64.b64encode(b"<a").decode(), base64.b64encode(b"<a/>").decode()):
        empty.world.datacite.add("dois", {"id": "10.1/c", "attributes": {"xml": broken}})
    titles = [doi.attributes["titles"] for doi in empty.world.datacite.all_dois("production")]
    assert titles == [[{"title": "Of the XML"}], [{"title": "Of the record"}], []]
    of_xml = empty.world.datacite.find("production", "10.1/A")
    assert of_xml is not None
    assert of_xml.attributes["schemaVersion"] == KERNEL_4


def test_only_findable_dois_of_production_are_public(empty: Emulator) -> None:
    store = empty.world.datacite
    for state in ("draft", "registered", "findable"):
        store.add("dois", {"id": f"10.1/{state}", "attributes": {"state": state}})
        store.add("dois", {"id": f"10.1/test-{state}", "attributes": {"state": state}}, "test")
    names = [doi.doi for system in ("production", "test") for doi in store.all_dois(system)]
    assert len(names) == 6
    assert [name for name in names if store.doi(name)] == ["10.1/findable"]


def test_uuids_are_of_version_4_and_of_the_source_given() -> None:
    made = new_uuid(random.Random(1))
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}", made)
    assert (new_uuid(random.Random(1)), new_uuid(random.Random(2)) == made) == (made, False)


@pytest.mark.parametrize(
    "relationship", [None, {}, {"data": None}, {"data": []}, {"data": {"id": 1}}, "word"]
)
def test_a_relationship_that_names_nothing(relationship: Any) -> None:
    assert related_id({"relationships": {"client": relationship}}, "client") is None
    assert related_id({}, "client") is None
    assert related_id({"relationships": {"client": {"data": {"id": "A.B"}}}}, "client") == "a.b"
