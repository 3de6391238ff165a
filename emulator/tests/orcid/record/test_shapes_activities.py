"""The shapes of activities, measured with ORCID's own schemas where they are at hand."""

import pytest
from lxml import etree

from pid_emulator.core.schema_files import load_schema
from support.orcid_items import BODIES
from support.orcid_people import CARBERRY, MEMBER, PUBLIC, Asker


@pytest.mark.parametrize("section", ["works", "employments", "peer-reviews", "research-resources"])
def test_items_in_full_are_valid_and_say_the_same_as_json(ask: Asker, section: str) -> None:
    singular = section.removesuffix("s")
    schema = load_schema(f"orcid/record_3.0/{singular}-3.0.xsd")
    if schema is None:
        pytest.skip("ORCID's schemas are not at hand; `pidguide schemas` fetches them")
    listed = ask.get(f"{PUBLIC}/{CARBERRY}/{section}", Accept="application/xml").data
    codes = [each.get("put-code") for each in etree.fromstring(listed).iter() if each.get("put-code")]
    for code in codes:
        url = f"{PUBLIC}/{CARBERRY}/{singular}/{code}"
        document = etree.fromstring(ask.get(url, Accept="application/xml").data)
        schema.assertValid(document)
        as_json = ask.get(url).json
        assert document.get("put-code") == str(as_json["put-code"])
        assert document.get("path") == as_json["path"]


@pytest.mark.parametrize(
    ("path", "members"),
    [
        (
            "work",
            "created-date last-modified-date source put-code path title journal-title short-description "
            "citation type publication-date external-ids url contributors language-code country visibility",
        ),
        (
            "funding",
            "created-date last-modified-date source put-code path type organization-defined-type title "
            "short-description amount url start-date end-date external-ids contributors organization "
            "visibility",
        ),
        (
            "peer-review",
            "created-date last-modified-date source reviewer-role review-identifiers review-url review-type "
            "review-completion-date review-group-id subject-external-identifier subject-container-name "
            "subject-type subject-name subject-url convening-organization visibility put-code path",
        ),
        (
            "work/summary",
            "put-code created-date last-modified-date source title external-ids url type publication-date "
            "journal-title visibility path display-index",
        ),
        (
            "peer-review/summary",
            "created-date last-modified-date source reviewer-role external-ids review-url review-type "
            "completion-date review-group-id convening-organization visibility put-code path display-index",
        ),
    ],
)
def test_the_members_of_an_activity_in_orcids_order(ask: Asker, path: str, members: str) -> None:
    code = ask.added(path.partition("/")[0], BODIES[path.partition("/")[0]])
    item = ask.get(f"{MEMBER}/{CARBERRY}/{path}/{code}", token=ask.token).json
    assert list(item) == members.split()
