"""Generated files are made of what the emulated registries answer."""

from pidguide.datafiles.records import built_in_records


def test_each_registry_gives_its_records_in_order() -> None:
    records = built_in_records()
    dois = [work["DOI"] for work in records.works]
    assert dois == sorted(dois) and "10.1371/journal.pone.0033693" in dois
    assert "10.1594/pangaea.836178" in [doi["id"] for doi in records.dois]
    assert not any("xml" in doi["attributes"] for doi in records.dois)
    assert list(records.people) == sorted(records.people)
    assert records.people["0000-0002-1825-0097"].startswith("<?xml")
