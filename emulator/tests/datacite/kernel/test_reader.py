"""DataCite XML read into attributes."""

from support.datacite_rest import COMPLETE, DOI, PREFIX, Rest, encoded, needs_schema, payload


@needs_schema
def test_full_example_of_kernel_4_7_survives_the_way_through_json(rest: Rest) -> None:
    rest.attributes("POST", "/dois", {"doi": DOI, "xml": encoded(payload("datacite-example-full-v4.7.xml"))})
    read = rest.attributes("GET", f"/dois/{DOI}?affiliation=true&publisher=true")
    again = {
        key: read[key]
        for key in read
        if key not in ("doi", "prefix", "suffix", "xml", "alternateIdentifiers")
    }
    published = {**again, "doi": f"{PREFIX}/again", "url": COMPLETE["url"], "event": "publish"}
    written = rest.attributes("POST", "/dois?affiliation=true&publisher=true", published)
    names = (
        "creators",
        "titles",
        "publisher",
        "contributors",
        "relatedItems",
        "geoLocations",
        "fundingReferences",
    )
    assert {name: written[name] for name in names} == {name: read[name] for name in names}
