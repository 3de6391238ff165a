"""Identifiers: their normalised form, and which works they make one."""

from typing import Any

import pytest

from pid_emulator.orcid.record.external_ids import normalize
from support.orcid_people import CARBERRY, MEMBER, Asker, work


def test_an_identifier_that_has_no_normal_form_says_so(ask: Asker) -> None:
    code = ask.added("work", work(doi="not a doi"))
    external_id = ask.get(f"{MEMBER}/{CARBERRY}/work/{code}", token=ask.token).json["external-ids"][
        "external-id"
    ][0]
    assert external_id["external-id-normalized"] is None
    assert external_id["external-id-normalized-error"] == {
        "error-code": "8001",
        "error-message": "Cannot normalize identifier value doi:not a doi",
        "transient": True,
    }


def test_another_sources_work_joins_its_group(ask: Asker) -> None:
    ask.added("work", work(doi="10.5555/12345678"))
    groups = ask.get(f"{MEMBER}/{CARBERRY}/works", token=ask.token).json["group"]
    sizes = {
        group["external-ids"]["external-id"][0]["external-id-value"]: len(group["work-summary"])
        for group in groups
    }
    assert sizes["10.5555/12345678"] == 3


def related(title: str, doi: str, other: str, relationship: str, id_type: str = "doi") -> dict[str, Any]:
    """Return a work with an identifier of its own and one that relates it to something else."""
    body = work(title, doi)
    body["external-ids"]["external-id"].append(
        {
            "external-id-type": id_type,
            "external-id-value": other,
            "external-id-relationship": relationship,
        }
    )
    return body


@pytest.mark.parametrize("relationship", ["part-of", "funded-by"])
def test_works_in_the_same_journal_stay_apart(ask: Asker, relationship: str) -> None:
    ask.added("work", related("One", "10.5555/one", "2049-3630", relationship, "issn"))
    ask.added("work", related("Two", "10.5555/two", "2049-3630", relationship, "issn"))
    groups = ask.get(f"{MEMBER}/{CARBERRY}/works", token=ask.token).json["group"]
    added = [
        group for group in groups if group["work-summary"][0]["title"]["title"]["value"] in ("One", "Two")
    ]
    assert [len(group["work-summary"]) for group in added] == [1, 1]
    assert {len(group["external-ids"]["external-id"]) for group in added} == {1}


def test_a_version_of_a_work_is_no_duplicate_but_joins_its_group(ask: Asker) -> None:
    ask.added("work", work("Article", "10.5555/article"))
    ask.added("work", related("Preprint", "10.5555/preprint", "10.5555/article", "version-of"))
    groups = ask.get(f"{MEMBER}/{CARBERRY}/works", token=ask.token).json["group"]
    titles = [[each["title"]["title"]["value"] for each in group["work-summary"]] for group in groups]
    assert ["Article", "Preprint"] in titles


@pytest.mark.parametrize(
    ("id_type", "value"),
    [
        ("doi", "10.123/too-short-a-prefix"),
        ("doi", "10.5555"),
        ("doi", "10.5555/ a"),
        ("pmid", "PMC123"),
        ("pmc", "123"),
        ("arxiv", "1501.123"),
        ("isbn", "123456789"),
        ("issn", "2049-363"),
        ("handle", "1234"),
        ("uri", " "),
    ],
)
def test_what_has_no_normal_form(id_type: str, value: str) -> None:
    assert normalize(id_type, value) is None


@pytest.mark.parametrize(
    ("id_type", "value", "normalized"),
    [
        ("doi", "https://doi.org/10.5555/ABC", "10.5555/abc"),
        ("doi", "http://dx.doi.org/10.5555/a(b)", "10.5555/a(b)"),
        ("doi", "doi: 10.5555/a", "10.5555/a"),
        ("pmid", "https://www.ncbi.nlm.nih.gov/pubmed/20301", "20301"),
        ("pmc", "https://europepmc.org/articles/pmc12", "PMC12"),
        ("arxiv", "https://arxiv.org/abs/1501.00001v2", "1501.00001v2"),
        ("arxiv", "arXiv:hep-th/9901001", "hep-th/9901001"),
        ("isbn", "ISBN 978-3-16-148410-0", "9783161484100"),
        ("isbn", "0-8044-2957-x", "080442957X"),
        ("issn", "2434561x", "2434-561X"),
        ("handle", "https://hdl.handle.net/1813/1", "1813/1"),
    ],
)
def test_two_spellings_have_one_normal_form(id_type: str, value: str, normalized: str) -> None:
    assert normalize(id_type, value) == normalized
    assert normalize(id_type, normalized) == normalized
