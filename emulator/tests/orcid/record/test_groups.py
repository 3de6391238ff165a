"""Peer-review groups: which ids they may have, and how they are found."""

from itertools import count

import pytest

from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record.groups import GroupStore


@pytest.fixture
def groups() -> GroupStore:
    """Two groups, with the put-codes 1 and 2."""
    store, codes = GroupStore(), count(1)
    store.load({"group-id": "issn:2049-3630", "name": "Pots Quarterly"}, codes.__next__)
    store.load({"group-id": "orcid-generated:kilns", "name": "Annals of Kilns"}, codes.__next__)
    return store


@pytest.mark.parametrize(
    "group_id",
    [None, "", "2049-3630", "doi:10.5555/1", "ISSN:2049-3630", "ringgold:", "ringgold:1", "issn:a b"],
)
def test_what_is_no_group_id_is_refused_in_one_line(group_id: str | None) -> None:
    with pytest.raises(
        ValueError, match=r"^an ORCID peer-review group needs group-id, such as issn:1234-5679$"
    ):
        GroupStore().load({"group-id": group_id, "name": "A group"}, lambda: 1)


@pytest.mark.parametrize(
    "group_id", ["ringgold:12", "issn:2049-3630", "orcid-generated:a.b", "fundref:10", "publons:x~y"]
)
def test_group_ids_of_each_scheme(group_id: str) -> None:
    store = GroupStore()
    store.load({"group-id": group_id, "put-code": 7}, lambda: 1)
    found = store.find(7)
    assert found is not None and found["group-id"] == group_id
    assert store.find(1) is None


def test_two_groups_cannot_share_an_id(groups: GroupStore) -> None:
    with pytest.raises(ApiError) as refusal:
        groups.put(2, {"put-code": 2, "group-id": "issn:2049-3630"})
    assert (refusal.value.code, refusal.value.status) == (9025, 409)
    groups.put(1, {"put-code": 1, "group-id": "issn:2049-3630", "name": "Pots Monthly"})
    assert [group["name"] for group in groups.list(name=None, group_id=None)] == [
        "Pots Monthly",
        "Annals of Kilns",
    ]


@pytest.mark.parametrize(
    ("name", "group_id", "found"),
    [
        (None, None, [1, 2]),
        ("kiln", None, [2]),
        ("POTS", None, [1]),
        (None, "issn:2049-3630", [1]),
        (None, "issn:2049", []),
        ("kilns", "issn:2049-3630", []),
    ],
)
def test_groups_by_name_and_id(
    groups: GroupStore, name: str | None, group_id: str | None, found: list[int]
) -> None:
    assert [group["put-code"] for group in groups.list(name=name, group_id=group_id)] == found
