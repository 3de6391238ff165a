"""DOIs as DataCite keeps them, read from records of any age."""

from support.datacite_rest import PRODUCTION, Rest


def test_old_and_partial_records_are_taken(rest: Rest) -> None:
    old = {
        "id": "10.1234/OLD",
        "attributes": {"titles": None, "contributors": None, "publisher": "P", "container": None},
    }
    rest.emulator.world.datacite.add("dois", old)
    single = rest.send("GET", "/dois/10.1234/old", host=PRODUCTION).json
    assert single is not None
    assert single["data"]["attributes"]["contributors"] == []
    assert rest.emulator.world.datacite.doi("10.1234/Old") is not None
