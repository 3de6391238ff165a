"""Activities: who changed what."""

from support.datacite_rest import COMPLETE, DOI, PREFIX, Rest, make_doi, needs_schema


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


def test_an_activity_has_the_old_and_the_new_value_of_what_has_changed(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI, "titles": [{"title": "Old"}], "version": "1"})
    rest.attributes("PUT", f"/dois/{DOI}", {"titles": [{"title": "New"}], "version": "1"})
    rest.attributes("PUT", f"/dois/{DOI}", {"titles": [{"title": "New"}]})
    body = rest.send("GET", f"/dois/{DOI}/activities").json
    assert body is not None
    by_version = {item["attributes"]["version"]: item for item in body["data"]}
    assert {*by_version} == {1, 2}
    created, updated = by_version[1]["attributes"], by_version[2]["attributes"]
    assert {name: created["changes"][name] for name in ("titles", "version_info", "source")} == {
        "titles": [{"title": "Old"}], "version_info": "1", "source": "api",
    }  # fmt: skip
    assert updated["changes"] == {"titles": [[{"title": "Old"}], [{"title": "New"}]]}
    assert updated["prov:wasDerivedFrom"] == f"https://doi.org/{DOI}"
    assert updated["prov:wasAttributedTo"] == "https://api.test.datacite.org/clients/guide.emulator"
    assert updated["prov:wasGeneratedBy"] == (
        f"https://api.test.datacite.org/activities/{by_version[2]['id']}"
    )


def test_columns_are_named_as_the_database_has_them(rest: Rest) -> None:
    sent = {
        **COMPLETE, "doi": DOI, "descriptions": [{"description": "D"}], "container": {"title": "C"},
        "sizes": ["1"], "formats": ["f"], "version": "1", "language": "en", "dates": [{"date": "2021"}],
        "contributors": [{"name": "N", "contributorType": "Other"}], "reason": "r",
        "identifiers": [{"identifier": "i"}], "relatedIdentifiers": [{"relatedIdentifier": "r"}],
        "relatedItems": [{"relatedItemType": "Book"}], "fundingReferences": [{"funderName": "F"}],
        "geoLocations": [{"geoLocationPlace": "P"}], "rightsList": [{"rights": "R"}],
        "subjects": [{"subject": "S"}],
    }  # fmt: skip
    rest.attributes("POST", "/dois", sent)
    body = rest.send("GET", f"/dois/{DOI}/activities").json
    assert body is not None
    assert {*body["data"][0]["attributes"]["changes"]} == {
        "url", "creators", "contributors", "titles", "publisher", "publication_year", "types",
        "descriptions", "container", "sizes", "formats", "version_info", "language", "dates", "identifiers",
        "related_identifiers", "related_items", "funding_references", "geo_locations", "rights_list",
        "subjects", "schema_version", "source", "reason", "aasm_state",
    }  # fmt: skip


def test_activities_of_a_draft_are_its_owners(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI})
    assert rest.send("GET", f"/dois/{DOI}/activities", auth=None).status_code == 404
    assert rest.send("GET", f"/dois/{PREFIX}/nothing/activities").status_code == 404
