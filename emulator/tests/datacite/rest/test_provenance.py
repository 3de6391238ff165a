"""Activities: who changed what."""

from support.datacite_rest import DOI, Rest, make_doi, needs_schema


@needs_schema
def test_activities_tell_who_changed_what(rest: Rest) -> None:
    make_doi(rest, "draft")
    rest.attributes("PUT", f"/dois/{DOI}", {"event": "publish"})
    answer = rest.send("GET", f"/dois/{DOI}/activities")
    assert answer.json is not None
    changes = [
        (item["attributes"]["action"], item["attributes"]["changes"].get("aasm_state"))
        for item in answer.json["data"]
    ]
    assert sorted(changes, key=str) == [("create", "draft"), ("update", ["draft", "findable"])]
