"""The records of both systems."""

from typing import Any

import pytest

from pid_emulator import Emulator
from support.datacite_rest import PREFIX, PRODUCTION, TEST, Rest


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
