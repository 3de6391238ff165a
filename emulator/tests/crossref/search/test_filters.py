"""The filters of work lists: each keeps what matches, and nothing else."""

from typing import Any

import pytest

from pid_emulator import Emulator
from pid_emulator.core.collection import Collection
from pid_emulator.core.records import Record
from pid_emulator.crossref.search import filters
from pid_emulator.crossref.search.index import Index
from support.crossref_api import dois


def keeps(work: Record, pairs: list[tuple[str, str]]) -> bool:
    """Tell whether a work passes filters."""
    index = Index(Collection({"10.5555/1": work}))
    index.refresh()
    return bool(filters.passing(index, pairs))


LANCET = "10.1016/s0140-6736(97)11096-0"


NUMPY = "10.1038/s41586-020-2649-2"


DATES = (
    "accepted", "approved", "awarded", "created", "deposit", "event-end", "event-start", "index", "issued",
    "online-pub", "posted", "print-pub", "pub", "update",
)  # fmt: skip


HAS = (
    "abstract", "affiliation", "archive", "assertion", "authenticated-orcid", "award",
    "clinical-trial-number", "content-domain", "description", "domain-restriction", "event", "full-text",
    "funder", "funder-doi",
    "license", "orcid", "references", "relation", "ror-id", "update", "update-policy",
    "affiliation-ror-id", "alias", "funder-ror-id",
)  # fmt: skip


MATCHING = {
    **{f"{bound}-{name}-date": "2020-05" for name in DATES for bound in ("from", "until")},
    **{f"has-{name}": "true" for name in HAS},
    "is-update": "1",
    "alternative-id": "ALT1",
    "archive": "CLOCKSS",
    "article-number": "e1",
    "assertion": "received",
    "assertion-group": "history",
    "award.funder": "10.13039/100000001",
    "award.number": "A-1",
    "category-name": "Psychoceramics",
    "citation-id": "ref1",
    "clinical-trial-number": "isrctn12345",
    "container-title": "Journal of Psychoceramics",
    "content-domain": "psychoceramics.example.org",
    "doi": "10.5555/FULL",
    "full-text.application": "text-mining",
    "full-text.type": "application/pdf",
    "full-text.version": "vor",
    "funder": "100000002",
    "funder-doi-asserted-by": "publisher",
    "group-title": "Pots",
    "gte-award-amount": "1000",
    "lte-award-amount": "1000",
    "isbn": "978-0-19-983006-0",
    "issn": "0264-3561",
    "license.delay": "0",
    "license.url": "https://example.org/vor",
    "license.version": "vor",
    "member": "7822",
    "orcid": "0000-0002-1825-0097",
    "prefix": "10.5555",
    "relation.object": "10.5555/pre",
    "relation.object-type": "doi",
    "relation.type": "is-preprint-of",
    "ror-id": "https://ror.org/05gq02987",
    "type": "journal-article",
    "type-name": "Journal Article",
    "update-type": "correction",
    "updates": "10.5555/old",
}


OTHER = {
    **{name: "2020-06" for name in MATCHING if name.startswith("from-")},
    **{name: "2020-04" for name in MATCHING if name.startswith("until-")},
    **{name: "false" for name in MATCHING if name.startswith("has-")},
    "is-update": "0",
    "award.funder": "10.13039/100000099",
    "doi": "10.5555/other",
    "full-text.application": "similarity-checking",
    "full-text.version": "am",
    "funder": "100000099",
    "funder-doi-asserted-by": "crossref",
    "gte-award-amount": "1001",
    "lte-award-amount": "999",
    "issn": "1234-5678",
    "license.version": "am",
    "member": "1",
    "orcid": "0000-0001-5109-3700",
    "prefix": "10.1016",
    "type": "book",
    "updates": "10.5555/other",
}


NOT_TESTED_FOR_OTHER = {"license.delay"}  # every licence is within some delay of another work


def test_every_filter_is_tried() -> None:
    assert set(MATCHING) == set(filters.WORK_CHECKS)


@pytest.mark.parametrize(
    ("value", "kept"),
    [("t", True), ("true", True), ("1", True), ("f", False), ("false", False), ("0", False)],
)
def test_words_for_yes_and_no(value: str, kept: bool) -> None:
    work = {"abstract": "<p>x</p>"}
    assert keeps(work, [("has-abstract", value)]) is kept
    assert keeps({}, [("has-abstract", value)]) is not kept


@pytest.mark.parametrize("nothing", [None, [], {}, ""])
def test_what_is_empty_is_not_there(nothing: object) -> None:
    assert not keeps({"link": nothing}, [("has-full-text", "1")])
    assert keeps({"link": 0}, [("has-domain-restriction", "0")])
    assert keeps({"content-domain": {"crossmark-restriction": False}}, [("has-domain-restriction", "1")])


@pytest.mark.parametrize(
    ("name", "value", "work"),
    [
        ("has-award", "1", {"award": "A"}),
        ("has-award", "1", {"funder": [{"award": ["A"]}]}),
        ("has-references", "1", {"references-count": 1}),
        ("has-references", "1", {"reference": [{"key": "a"}]}),
        ("has-authenticated-orcid", "1", {"author": [{"authenticated-orcid": True}]}),
        ("has-authenticated-orcid", "0", {"author": [{"authenticated-orcid": False}]}),
        ("issn", "0264356x", {"ISSN": ["0264-356X"]}),
        ("isbn", "9780199830060", {"ISBN": ["http://id.example/978-0-19-983006-0"]}),
        ("type", "BOOK", {"type": "book"}),
        ("type-name", "BOOK", {"type": "book"}),
        ("orcid", "https://orcid.org/0000-0002-1694-233x", {"author": [{"ORCID": "https://orcid.org/0000-0002-1694-233X"}]}),
        ("gte-award-amount", "5", {"project": [{"award-amount": {"amount": n}} for n in (1, 5.0, "x")]}),
        ("lte-award-amount", "5", {"project": [{"award-amount": {"amount": n}} for n in (1, 5)]}),
        ("license.delay", "3", {"license": [{"delay-in-days": 4}, {"delay-in-days": 3}]}),
        ("until-issued-date", "2020", {"issued": {"date-parts": [[2020, 12, 31]]}}),
        ("until-issued-date", "2020-02", {"issued": {"date-parts": [[2020, 2, 29]]}}),
        ("from-issued-date", "2020-02", {"issued": {"date-parts": [[2020, 2, 1]]}}),
        ("from-issued-date", "2020", {"issued": {"date-parts": [[2020, 1, 1]]}}),
    ],
)  # fmt: skip
def test_what_a_filter_keeps(name: str, value: str, work: dict[str, Any]) -> None:
    assert keeps(work, [(name, value)])


@pytest.mark.parametrize(
    ("name", "value", "work"),
    [
        ("has-award", "1", {"funder": [{"name": "F"}]}),
        ("has-references", "1", {"references-count": 0}),
        ("type-name", "Book", {"type": "no-such-type"}),
        ("gte-award-amount", "6", {"project": [{"award-amount": {"amount": n}} for n in (1, 5, "7x")]}),
        ("lte-award-amount", "4", {"project": [{"award-amount": {"amount": n}} for n in (1, 5)]}),
        ("license.delay", "2", {"license": [{"delay-in-days": 3}, {"URL": "a"}, {"delay-in-days": None}]}),
        ("until-issued-date", "2019", {"issued": {"date-parts": [[2020, 1, 1]]}}),
        ("from-issued-date", "2020-03", {"issued": {"date-parts": [[2020, 2, 29]]}}),
    ],
)
def test_what_a_filter_does_not_keep(name: str, value: str, work: dict[str, Any]) -> None:
    assert not keeps(work, [(name, value)])


def test_the_filters_of_members_and_funders() -> None:
    assert set(filters.MEMBER_CHECKS) == {"prefix", "backfile-doi-count", "current-doi-count"}
    assert filters.MEMBER_CHECKS["prefix"]("x") is not None
    for name in ("backfile-doi-count", "current-doi-count"):
        assert filters.MEMBER_CHECKS[name]("x") is not None
        assert filters.MEMBER_CHECKS[name]("7") is None
    assert list(filters.FUNDER_CHECKS) == ["location"]
    assert filters.FUNDER_CHECKS["location"]("anywhere") is None


CHECKED = {
    "doi", "funder", "award.funder", "funder-doi-asserted-by", "gte-award-amount", "lte-award-amount",
    "is-update", "issn", "member", "orcid", "prefix", "type", "updates", "full-text.application",
    "full-text.version", "license.version", "license.delay",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MATCHING))
def test_a_value_of_another_form_is_refused_by_these_filters(name: str) -> None:
    bounded = name.startswith(("from-", "until-", "has-"))
    assert (filters.WORK_CHECKS[name]("x") is not None) == (name in CHECKED or bounded)
    assert filters.WORK_CHECKS[name](MATCHING[name]) is None


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("license.version", ("vor", "am", "tdm"), "Version"),
        ("full-text.version", ("vor", "am", "tdm"), "Version"),
        (
            "full-text.application",
            ("unspecified", "text-mining", "similarity-checking"),
            "Intended application",
        ),
        ("funder-doi-asserted-by", ("crossref", "publisher"), "Funder DOI asserted by party"),
    ],
)
def test_the_words_that_a_filter_takes(name: str, values: tuple[str, ...], message: str) -> None:
    assert [filters.WORK_CHECKS[name](value) for value in values] == [None] * len(values)
    refused = filters.WORK_CHECKS[name]("other")
    assert refused is not None
    kind = {"Version": "version"}.get(message, message.removesuffix(" party").lower().replace(" ", "-"))
    assert message in str(refused)
    assert f"{kind}-not-valid" in str(refused)


@pytest.mark.parametrize("name", sorted(MATCHING))
def test_filter_keeps_what_matches_and_nothing_else(full: Emulator, name: str) -> None:
    assert dois(full, f"/works?filter={name}:{MATCHING[name]}") == ["10.5555/full"]
    if name not in NOT_TESTED_FOR_OTHER:
        assert dois(full, f"/works?filter={name}:{OTHER.get(name, 'something-else')}") == []


def test_filters_with_a_dot_look_at_one_object(full: Emulator) -> None:
    assert dois(full, "/works?filter=award.number:A-1,award.funder:100000001")
    assert not dois(full, "/works?filter=award.number:A-1,award.funder:100000002")
    assert not dois(full, "/works?filter=license.version:tdm,license.delay:0")


def test_same_filter_twice_is_or_and_others_are_and(emulator: Emulator) -> None:
    both = set(dois(emulator, f"/works?filter=doi:{LANCET},doi:{NUMPY}"))
    assert both == {LANCET, NUMPY}
    assert dois(emulator, f"/works?filter=doi:{LANCET},doi:{NUMPY},type:journal-article,member:78") == [
        LANCET
    ]


def test_prefix_is_the_owners(empty: Emulator) -> None:
    work = {"DOI": "10.3969/j.issn.1", "prefix": "10.5555", "indexed": {}}
    empty.world.crossref.add("works", work)
    assert dois(empty, "/works?filter=prefix:10.5555") == ["10.3969/j.issn.1"]
    assert dois(empty, "/works?filter=prefix:10.3969") == []


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ("from-created-date:2020-05-01", True),
        ("from-created-date:2020-05-02", False),
        ("until-created-date:2020-05-01", True),
        ("until-created-date:2020-04-30", False),
        ("from-created-date:2020,until-created-date:2020", True),
        ("from-created-date:2021", False),
        ("until-event-end-date:2020-05-31", True),
        ("until-event-end-date:2020-05-30", False),
        ("gte-award-amount:1000", True),
        ("gte-award-amount:1001", False),
        ("lte-award-amount:1000", True),
        ("lte-award-amount:999", False),
        ("license.version:tdm,license.delay:365", True),
        ("license.version:tdm,license.delay:364", False),
    ],
)
def test_a_bound_includes_itself(full: Emulator, filters: str, kept: bool) -> None:
    assert bool(dois(full, f"/works?filter={filters}")) is kept


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ("from-created-date:2023-04-01T12,until-created-date:2023-04-01T12", True),
        ("from-created-date:2023-04-01T13", False),
        ("until-created-date:2023-04-01T11", False),
        ("from-created-date:2023-04-01T12:34:56,until-created-date:2023-04-01T12:34:56", True),
        ("from-created-date:2023-04-01T12:34:57", False),
        ("until-created-date:2023-04-01T12:34:55Z", False),
        ("until-created-date:2023-04-01T12:34", True),
        ("from-created-date:2023-04-01,until-created-date:2023-04-01", True),
        ("from-index-date:2023-04-01T12", True),
        ("from-deposit-date:2023-04-01T13", False),
    ],
)
def test_a_date_takes_an_hour_which_includes_itself(empty: Emulator, filters: str, kept: bool) -> None:
    moment = {"date-time": "2023-04-01T12:34:56Z"}
    work = {"DOI": "10.5555/1", **dict.fromkeys(("created", "indexed", "deposited"), moment)}
    empty.world.crossref.add("works", work)
    assert bool(dois(empty, f"/works?filter={filters}")) is kept


def test_ror_ids_are_told_apart_by_who_has_them(full: Emulator) -> None:
    work = full.world.crossref.all("works")["10.5555/full"]
    work["author"][0]["affiliation"][0].pop("id")
    assert dois(full, "/works?filter=has-affiliation-ror-id:true") == []
    assert dois(full, "/works?filter=has-funder-ror-id:true,has-ror-id:true") == ["10.5555/full"]
    assert dois(full, "/works?filter=ror-id:https://ror.org/01cwqze88") == ["10.5555/full"]


def test_an_alias_is_in_no_list(full: Emulator) -> None:
    assert dois(full, "/works?filter=doi:10.5555/alias") == []
    assert dois(full, "/works?filter=has-alias:true") == ["10.5555/full"]


@pytest.mark.parametrize(
    "name", ["from-created-date:0001", "until-created-date:2999", "gte-award-amount:0", "lte-award-amount:9"]
)
def test_a_work_without_the_value_is_within_no_bound(empty: Emulator, name: str) -> None:
    empty.world.crossref.add("works", {"DOI": "10.5555/bare", "indexed": {}})
    assert dois(empty, f"/works?filter={name}") == []
