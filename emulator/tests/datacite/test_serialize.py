"""A DOI alone and in a list."""

from support.datacite_rest import PRODUCTION, Rest, listed

PREPRINT = "10.48550/arxiv.1902.02534"


def test_single_and_listed_doi_differ(rest: Rest) -> None:
    single = rest.send("GET", f"/dois/{PREPRINT}", host=PRODUCTION, auth=None).json
    assert single is not None
    one, many = single["data"], listed(rest, f'?query=uid:"{PREPRINT}"')["data"][0]
    extra = {
        "prefix",
        "suffix",
        "alternateIdentifiers",
        "xml",
        "viewsOverTime",
        "downloadsOverTime",
        "citationsOverTime",
    }
    assert set(one["attributes"]) - set(many["attributes"]) == extra
    assert list(many["relationships"]) == ["client"]
    assert one["attributes"]["created"].endswith(".000Z") and not many["attributes"]["created"].endswith(
        ".000Z"
    )
    assert (one["attributes"]["published"], many["attributes"]["published"]) == ("2019", None)
