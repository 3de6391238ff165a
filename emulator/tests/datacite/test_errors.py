"""Errors in DataCite's words."""

from support.datacite_rest import COMPLETE, PREFIX, Rest, needs_schema


@needs_schema
def test_one_entry_for_each_source(rest: Rest) -> None:
    people = [{"name": "A", "nameType": "personal"}, {"name": "B", "nameType": "persona"}]
    answer = rest.send(
        "POST", "/dois", {**COMPLETE, "doi": f"{PREFIX}/x", "event": "publish", "creators": people}
    )
    assert answer.json is not None
    assert [error["source"] for error in answer.json["errors"]] == ["creatorName', attribute 'nameType"]
