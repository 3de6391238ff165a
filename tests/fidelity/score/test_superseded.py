"""What a service has changed since a recording is left out of its score, and told."""

import base64
import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pidguide.compare.exchanges import Exchange, Message, read_exchanges
from pidguide.fidelity.report.measure import measure
from pidguide.fidelity.score.superseded import RULES, Superseded, rules_for
from tests.support.recordings import (
    DATACITE,
    WORK,
    WORK_URL,
    doi,
    interaction,
    score_of,
    work_interaction,
    write_recording,
)

DATACITE_ERRORS: dict[str, Any] = {
    "unknown attribute": {"errors": [{"status": "422", "title": "found unpermitted parameter: :colour"}]},
    "a source twice": {
        "errors": [{"source": "xml", "title": "One."}, {"source": "xml", "title": "Two."}],
    },
    "two sources": {
        "errors": [{"source": "creators", "title": "One."}, {"source": "xml", "title": "Two."}],
    },
}


@pytest.mark.parametrize(
    ("errors", "recorded_at", "change", "left_out"),
    [
        ("unknown attribute", "2018-12-01", "attributes that it does not know", True),
        ("unknown attribute", "2026-10-01", "attributes that it does not know", False),
        ("a source twice", "2018-12-01", "each source once", True),
        ("a source twice", "2026-10-01", "each source once", False),
        ("two sources", "2018-12-01", "each source once", False),
    ],
)
def test_an_old_refusal_of_datacite_is_superseded_only_as_far_as_it_was_seen_to_change(
    tmp_path: Path, errors: str, recorded_at: str, change: str, left_out: bool
) -> None:
    sent = doi({"titles": [{"title": "x"}]})
    item = interaction(f"{DATACITE}/10.82434/abc", 422, DATACITE_ERRORS[errors], method="PUT", sent=sent)
    (exchange,) = read_exchanges(write_recording(tmp_path, "refused", item, recorded_at=recorded_at))
    assert any(change in rule.behaviour for rule in rules_for(exchange)) is left_out


CHANGES = [
    (
        "Crossref named its pools anew (public-single, polite-array …) and lowered the limits of lists",
        "2026-07-01",
        "answers of June and of July 2026 differ",
    ),
    (
        "Crossref's JSON names no charset in capitals",
        "2022-11-09",
        "answers of June 2021 and of November 2022 differ",
    ),
    (
        "Crossref refuses a cursor that is none with 404, not with an exception",
        "2023-12-01",
        "answers of November 2022 and of June 2026 differ; Crossref's Swagger document of December 2023",
    ),
    (
        "Crossref's list of types takes rows",
        "2023-12-01",
        "an answer of November 2022; Crossref's Swagger document of December 2023",
    ),
    (
        "Crossref's errors carry rate-limit headers since the pools have limits of their own",
        "2025-12-01",
        "announced 2025-11-05",
    ),
    (
        "Crossref's BibTeX comes from a citation style: on one line, other fields, names and dashes",
        "2025-06-01",
        "answers of November 2022 and of August 2025 differ in every field",
    ),
    (
        "Crossref's content negotiation no longer links to full texts and licences in a header",
        "2025-06-01",
        "answers of November 2022 and of August 2025 differ",
    ),
    (
        "Crossref's members, journals, funders and licences can be read with a cursor",
        "2023-12-01",
        "an answer of December 2018; Crossref's Swagger document of December 2023",
    ),
    (
        "Crossref's errors put the name of an unknown filter in quotation marks",
        "2026-06-16",
        "answers of 2025-06-08 and of 2026-06-16 differ",
    ),
    (
        "Crossref's BibTeX writes the month with a capital",
        "2026-06-01",
        "answers of 2025-08 to 2026-02 and of June and July 2026 differ",
    ),
    (
        "Crossref calls the limit x-rate-limit-limit, not x-rate-limit",
        "2026-02-01",
        "answers of 2026-01 and of 2026-02 differ",
    ),
    (
        "DataCite has no /works, /members and /data-centers any more",
        "2026-07-07",
        "lupo pull request 1555",
    ),
    (
        "DataCite counts facets only when asked: disable-facets=false",
        "2026-03-01",
        "DataCite's documentation; lupo pull request 1485",
    ),
    (
        "DataCite answers a POST with unknown credentials 404, not 401",
        "2021-01-01",
        "answers of 2018 and of October 2021 differ; lupo's source of 2026-08 does as in 2021",
    ),
    (
        "DataCite's 422 names the DOI as uid",
        "2021-01-01",
        "answers of 2018 and of 2021 differ",
    ),
    (
        "DataCite's 422 names each source once",
        "2021-01-01",
        "an answer of 2018; lupo's source of 2026-08",
    ),
    (
        "DataCite's own JSON format gives the publisher as an object, not as a name",
        "2024-01-22",
        "an answer of 2023; bolognese's source since kernel 4.5",
    ),
    (
        "DataCite leaves out attributes that it does not know, instead of refusing them",
        "2021-01-01",
        "answers of December 2018 and of October 2021 differ; lupo's source of 2026-08",
    ),
    (
        "DataCite tells an error of the XML in the words of its validator, the DOI before them",
        "2021-01-01",
        "answers of 2018 and of October 2024 differ; lupo's source of 2026-08",
    ),
    (
        "DataCite writes the XML anew where attributes come beside it, and checks that, not what was sent",
        "2021-01-01",
        "an answer of 2018; lupo's source of 2026-08",
    ),
    (
        "DataCite's DOIs give empty lists where they gave null, are not among their own identifiers, "
        "and have counts, alternateIdentifiers, SPDX licences and relations to other DOIs",
        "2020-07-01",
        "answers of 2018 to 2020-03 and of 2021 differ",
    ),
    (
        "DataCite side-loads with DOIs and media only what is asked for; a DOI names its media as one",
        "2020-07-01",
        "answers of 2018 to 2019 and of 2020-10 differ",
    ),
    (
        "DataCite gives times in UTC, with milliseconds for one record and without in lists",
        "2021-01-01",
        "answers of 2018 to 2020-03 and of 2021 differ",
    ),
    (
        "DataCite's DOIs have the year of publication in `published` no more: it is null",
        "2021-01-01",
        "answers of 2020-01 and of 2021 differ",
    ),
    (
        "DataCite's DOIs name their member, and every person has a list of identifiers",
        "2021-01-01",
        "answers of 2020-10 and of 2021-03 differ",
    ),
    (
        "DataCite writes names in camel case (isActive), creators and titles instead of author and title",
        "2018-11-01",
        "answers of September and of November 2018 differ",
    ),
    (
        "DataCite's formats name their charset, and the DOI at doi.org on the test system, too",
        "2018-12-01",
        "answers of July and of December 2018 differ",
    ),
    (
        "DataCite names a type in other vocabularies, and the time of registration, as soon as it is written",
        "2021-01-01",
        "answers of December 2019 and of October 2021 differ",
    ),
    (
        "DataCite's assignments of prefixes side-load only what is asked for, and are counted by "
        "repository and member",
        "2021-01-01",
        "an answer of March 2020; lupo's source of 2026-08",
    ),
    (
        "DataCite no longer shows e-mail addresses and passwords set of repositories and members",
        "2021-01-01",
        "answers of 2020-03 and of 2026 differ",
    ),
    (
        "DataCite's resources have relatedItems",
        "2022-12-01",
        "answers of September 2022 and of October 2023 differ",
    ),
    (
        "DataCite calls a creator a person only where the XML says so",
        "2025-10-09",
        "answers of 2018-12 and of 2025-10-09 to the same XML differ",
    ),
    (
        "DataCite turns coordinates into numbers when they are written",
        "2025-10-01",
        "lupo's source: since October 2025",
    ),
    (
        "DataCite's schema.org names the DOI as @id, not a row number and an identifier object; its own "
        "name is in small letters",
        "2020-07-01",
        "answers of 2018 and of 2023 differ",
    ),
    (
        "DataCite's /prefixes/{prefix} told the agency of any prefix",
        "2020-07-01",
        "an answer of 2018; lupo's source of 2026-08 knows DataCite's prefixes only",
    ),
    (
        "ORCID no longer names a quality (qs=4) in Content-Type when an Accept asks for a type",
        "2022-01-01",
        "answers of 2020 and 2021 and those observed in October 2026 differ",
    ),
    (
        "ORCID's member API gives the Location of what it created with https",
        "2023-01-01",
        "answers of 2021 and of 2023 differ",
    ),
    (
        "ORCID's error 9021 tells the put-code of the item that is there already",
        "2021-05-18",
        "answers of December 2018 and of May 2021 differ",
    ),
    (
        "ORCID groups works by normalised identifiers: arXiv:1803.10594 is 1803.10594",
        "2020-02-05",
        "answers of October 2018 and of February 2020 differ",
    ),
    (
        "ORCID's search answers up to 1000 rows, not 200",
        "2022-01-01",
        "an answer of 2020; ORCID's documentation of 2026",
    ),
]


def test_every_change_is_told_with_its_day_and_its_evidence() -> None:
    assert [(rule.behaviour, str(rule.since), rule.evidence) for rule in RULES] == CHANGES


CROSSREF = "https://api.crossref.org"


TEST_SYSTEM = "https://api.test.datacite.org"


OLD_BIBTEX = b"@article{C_2008,\n\tdoi = {10.5555/1}}"


NEW_BIBTEX = b" @article{C_2008, title={A}, month=aug }"


BESIDE_XML: dict[str, Any] = {"xml": "PHJlc291cmNlLz4="}


XML_WITHOUT_NAME_TYPE = b"<creatorName>Name, Given</creatorName>"


def base64_of(xml: bytes) -> str:
    return base64.b64encode(xml).decode()


HYPHENS = b'{"data": {"id": "a", "attributes": {"is-active": true}}}'


CAMELS = b'{"data": {"id": "a", "attributes": {"isActive": true}}}'


def exchange(
    url: str,
    status: int = 200,
    body: bytes = b"{}",
    method: str = "GET",
    sent: dict[str, Any] | None = None,
    recorded_at: str = "2001-01-01",
    **headers: str,
) -> Exchange:
    """Return an exchange of long ago, if not of another day, that sent a DOI's attributes."""
    request = Message({}, json.dumps({"data": {"type": "dois", "attributes": sent or {}}}).encode())
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Exchange(
        Path("x.yaml"), 0, method, url, request, status, Message(named, body), recorded_at=recorded_at
    )


def change(words: str) -> Superseded:
    [rule] = [rule for rule in RULES if words in rule.behaviour]
    return rule


def works_with(*numbers: str) -> bytes:
    """Return a list of works, each in a group of its own for its number at arXiv."""
    ids = ({"external-id-type": "arxiv", "external-id-value": number} for number in numbers)
    return json.dumps({"group": [{"external-ids": {"external-id": [each]}} for each in ids]}).encode()


CONCERNED: list[tuple[str, list[Exchange], list[Exchange]]] = [
    (
        "named its pools anew",
        [exchange(f"{CROSSREF}/works"), exchange("https://API.crossref.org/works")],
        [exchange("https://doi.crossref.org/works"), exchange(f"{TEST_SYSTEM}/dois")],
    ),
    (
        "names no charset in capitals",
        [exchange(f"{CROSSREF}/works", content_type="application/json;charset=UTF-8")],
        [
            exchange(f"{CROSSREF}/works/10.5555/1/transform", content_type="text/plain;charset=UTF-8"),
            exchange(f"{TEST_SYSTEM}/dois", content_type="application/json;charset=UTF-8"),
        ],
    ),
    (
        "a cursor that is none",
        [exchange(f"{CROSSREF}/works?cursor=5", 500), exchange(f"{CROSSREF}/members?rows=1&cursor=x", 500)],
        [
            exchange(f"{CROSSREF}/works?cursor=5", 404),
            exchange(f"{CROSSREF}/works?query=cursor", 500),
            exchange(f"{TEST_SYSTEM}/dois?cursor=5", 500),
        ],
    ),
    (
        "list of types takes rows",
        [exchange(f"{CROSSREF}/types?rows=3")],
        [exchange(f"{CROSSREF}/types/book"), exchange(f"{TEST_SYSTEM}/types")],
    ),
    (
        "a type in other vocabularies",
        [exchange(f"{TEST_SYSTEM}/dois/10.1/a", method="PUT")],
        [exchange(f"{TEST_SYSTEM}/dois/10.1/a"), exchange(f"{CROSSREF}/dois", method="PUT")],
    ),
    (
        "assignments of prefixes side-load",
        [exchange(f"{TEST_SYSTEM}/client-prefixes?x"), exchange(f"{TEST_SYSTEM}/provider-prefixes/a")],
        [exchange(f"{TEST_SYSTEM}/prefixes"), exchange(f"{CROSSREF}/client-prefixes")],
    ),
    (
        "9021 tells the put-code",
        [
            exchange(
                "https://api.orcid.org/v2.0/x/work", 409, b"activity (matched by external identifiers.) If"
            )
        ],
        [
            exchange(
                "https://api.orcid.org/v3.0/x/work",
                409,
                b"activity (matched by external identifiers), please see element with put-code 1.",
            )
        ],
    ),
    (
        "groups works by normalised",
        [exchange("https://pub.orcid.org/v2.0/x/works", body=works_with("arXiv:1803.10594", "1803.10594"))],
        [
            exchange("https://pub.orcid.org/v2.0/x/works", body=works_with("1803.10594", "1803.10595")),
            exchange(f"{CROSSREF}/works", body=works_with("arXiv:1803.10594", "1803.10594")),
            exchange("https://pub.orcid.org/v2.0/x/works", body=b'{"group": null}'),
        ],
    ),
    ("errors carry rate-limit headers", [exchange(f"{CROSSREF}/works")], [exchange(f"{TEST_SYSTEM}/dois")]),
    (
        "comes from a citation style",
        [exchange(f"{CROSSREF}/works/10.5555/1/transform", body=OLD_BIBTEX)],
        [
            exchange(f"{CROSSREF}/works/10.5555/1/transform", body=NEW_BIBTEX),
            exchange(f"{CROSSREF}/works/10.5555/1/transform", body=b"TY  - JOUR,\n\t"),
            exchange(f"{TEST_SYSTEM}/dois/10.5555/1", body=OLD_BIBTEX),
        ],
    ),
    (
        "no longer links to full texts",
        [exchange(f"{CROSSREF}/works/10.5555/1/transform/text/x-bibliography")],
        [exchange(f"{CROSSREF}/works/10.5555/1"), exchange("https://doi.org/works/10.5555/1/transform")],
    ),
    (
        "can be read with a cursor",
        [exchange(f"{CROSSREF}/members", 400, b'["This route does not support cursor"]')],
        [exchange(f"{CROSSREF}/members?cursor=*")],
    ),
    (
        "writes the month with a capital",
        [
            exchange(f"{CROSSREF}/works/10.5555/1/transform", body=NEW_BIBTEX),
            exchange(f"{CROSSREF}/works/10.5555/1/transform", body=OLD_BIBTEX),
        ],
        [exchange(f"{CROSSREF}/works/10.5555/1"), exchange(TEST_SYSTEM, body=NEW_BIBTEX)],
    ),
    (
        "calls the limit x-rate-limit-limit",
        [exchange(f"{CROSSREF}/works", x_rate_limit="50"), exchange(CROSSREF, x_rate_limit="")],
        [exchange(f"{CROSSREF}/works", x_rate_limit_limit="50")],
    ),
    (
        "no /works, /members and /data-centers",
        [
            exchange(f"https://api.datacite.org/{path}")
            for path in ("works", "works/10.1/a", "members", "members/x", "data-centers", "data-centers/x?y")
        ],
        [
            exchange(f"{CROSSREF}/works"),
            *(
                exchange(f"https://api.datacite.org/{path}")
                for path in ("dois", "workshop", "members-of", "dois/works", "clients")
            ),
        ],
    ),
    (
        "counts facets only when asked",
        [exchange("https://api.datacite.org/dois?query=a"), exchange(f"{TEST_SYSTEM}/dois")],
        [
            exchange("https://api.datacite.org/dois?disable-facets=false"),
            exchange("https://api.datacite.org/dois/10.1/a"),
            exchange("https://api.datacite.org/dois", method="POST"),
            exchange("https://api.crossref.org/dois"),
        ],
    ),
    (
        "POST with unknown credentials",
        [exchange(f"{TEST_SYSTEM}/dois", 401, method="POST")],
        [
            exchange(f"{TEST_SYSTEM}/dois", 404, method="POST"),
            exchange(f"{TEST_SYSTEM}/dois/10.1/a", 401, method="POST"),
            exchange(f"{TEST_SYSTEM}/dois", 401, method="PUT"),
            exchange(f"{CROSSREF}/dois", 401, method="POST"),
        ],
    ),
    (
        "422 names the DOI as uid",
        [
            exchange(f"{TEST_SYSTEM}/dois", 422),
            exchange("https://api.stage.datacite.org/dois", 422),
            exchange("https://api.datacite.org/dois", 422),
        ],
        [
            exchange(f"{TEST_SYSTEM}/dois", 400),
            exchange("https://api.other.datacite.org/dois", 422),
            exchange("https://mds.test.datacite.org/dois", 422),
            exchange("https://apixtest.datacite.org/dois", 422),
        ],
    ),
    (
        "422 names each source once",
        [exchange(TEST_SYSTEM, 422, b'{"errors": [{"source": "a"}, {"source": "b"}, {"source": "a"}]}')],
        [
            exchange(TEST_SYSTEM, 422, b'{"errors": [{"source": "a"}, {"source": "b"}]}'),
            exchange(TEST_SYSTEM, 422, b'{"errors": ["a", "a"]}'),
            exchange(TEST_SYSTEM, 422, b'{"errors": null}'),
            exchange(TEST_SYSTEM, 422, b"[]"),
            exchange(TEST_SYSTEM, 400, b'{"errors": [{"source": "a"}, {"source": "a"}]}'),
        ],
    ),
    (
        "the publisher as an object",
        [
            exchange(
                "https://data.crosscite.org/a", content_type="application/vnd.DataCite.datacite+json; q=1"
            )
        ],
        [exchange("https://api.datacite.org/a", content_type="application/json")],
    ),
    (
        "attributes that it does not know",
        [exchange(TEST_SYSTEM, 422, b"found unpermitted parameter: :colour")],
        [
            exchange(TEST_SYSTEM, 422, b"found no parameter"),
            exchange(TEST_SYSTEM, 400, b"found unpermitted parameter: :colour"),
        ],
    ),
    (
        "in the words of its validator",
        [exchange(TEST_SYSTEM, 422, b"[facet 'pattern']")],
        [exchange(TEST_SYSTEM, 422, b"pattern"), exchange(TEST_SYSTEM, 200, b"[facet 'pattern']")],
    ),
    (
        "writes the XML anew",
        [
            exchange(TEST_SYSTEM, 422, sent=BESIDE_XML | {name: ["x"]})
            for name in ("creators", "titles", "types")
        ],
        [
            exchange(TEST_SYSTEM, 422, sent=BESIDE_XML),
            exchange(TEST_SYSTEM, 422, sent=BESIDE_XML | {"url": "https://a"}),
            exchange(TEST_SYSTEM, 422, sent=BESIDE_XML | {"titles": []}),
            exchange(TEST_SYSTEM, 422, sent={"xml": "", "titles": ["x"]}),
            exchange(TEST_SYSTEM, 200, sent=BESIDE_XML | {"titles": ["x"]}),
        ],
    ),
    (
        "side-loads with DOIs",
        [exchange(f"{TEST_SYSTEM}/dois"), exchange(f"{TEST_SYSTEM}/dois/10.1/a/media")],
        [exchange(f"{TEST_SYSTEM}/clients/dois"), exchange(f"{CROSSREF}/dois")],
    ),
    (
        "names in camel case",
        [
            exchange(TEST_SYSTEM, body=HYPHENS),
            exchange(f"{TEST_SYSTEM}/dois", body=b'{"data": [3, {"id": 1}, {"attributes": {"a-b": 1}}]}'),
        ],
        [
            exchange(TEST_SYSTEM, body=CAMELS),
            exchange(f"{TEST_SYSTEM}/events", body=HYPHENS),
            exchange(CROSSREF, body=HYPHENS),
            exchange(TEST_SYSTEM, body=b"not-json"),
            exchange(TEST_SYSTEM, body=b'["a-b"]'),
            exchange(TEST_SYSTEM, body=b'{"data": {"attributes": ["a-b"]}}'),
        ],
    ),
    (
        "formats name their charset",
        [exchange(TEST_SYSTEM, body=b"@article{x}")],
        [exchange(TEST_SYSTEM, body=b"{}"), exchange(CROSSREF, body=b"@article{x}")],
    ),
    (
        "coordinates into numbers",
        [exchange(TEST_SYSTEM, method="PUT"), exchange(TEST_SYSTEM, method="POST")],
        [exchange(TEST_SYSTEM), exchange(CROSSREF, method="POST")],
    ),
    (
        "schema.org names the DOI as @id",
        [exchange(TEST_SYSTEM, content_type="application/vnd.schemaorg.ld+json")],
        [
            exchange(TEST_SYSTEM, content_type="application/ld+json"),
            exchange(CROSSREF, content_type="application/vnd.schemaorg.ld+json"),
        ],
    ),
    (
        "told the agency of any prefix",
        [exchange(TEST_SYSTEM, body=b'{"data":{"type":"handles"}}')],
        [
            exchange(TEST_SYSTEM, body=b'{"data":{"type":"prefixes"}}'),
            exchange(CROSSREF, body=b'"type":"handles"'),
        ],
    ),
    (
        "no longer names a quality",
        [exchange("https://pub.orcid.org/v3.0/x"), exchange("https://api.sandbox.orcid.org/v3.0/x")],
        [exchange(CROSSREF)],
    ),
    (
        "Location of what it created with https",
        [exchange("https://api.orcid.org/v3.0/x"), exchange("https://api.sandbox.orcid.org/v3.0/x")],
        [exchange("https://pub.orcid.org/v3.0/x"), exchange("https://api.datacite.org/v3.0/x")],
    ),
    (
        "up to 1000 rows",
        [exchange("https://pub.orcid.org/a", 400, b"rows must be an integer between 0 and 200")],
        [exchange("https://pub.orcid.org/a", 400, b"rows must be an integer between 0 and 1000")],
    ),
    (
        "unknown filter in quotation marks",
        [exchange(f"{CROSSREF}/funders?filter=x:y", 400, b"Filter x specified but there is no such filter")],
        [exchange(f"{CROSSREF}/funders?filter=x:y", 400, b"Select x specified")],
    ),
    (
        "`published` no more",
        [exchange("https://api.datacite.org/dois?query=a")],
        [exchange("https://api.datacite.org/dois/10.5072/a"), exchange("https://api.datacite.org/clients")],
    ),
    (
        "a person only where the XML says so",
        [exchange(f"{TEST_SYSTEM}/dois", 201, method="POST", sent={"xml": base64_of(XML_WITHOUT_NAME_TYPE)})],
        [
            exchange(f"{TEST_SYSTEM}/dois", 201, method="POST", sent={"xml": base64_of(xml)})
            for xml in (b"<resource/>", XML_WITHOUT_NAME_TYPE.replace(b">", b' nameType="Personal">', 1), b"")
        ]
        + [exchange(f"{TEST_SYSTEM}/dois", 201, method="POST", sent={"xml": "no base64"})],
    ),
    *(
        (
            words,
            [exchange(f"{TEST_SYSTEM}/clients"), exchange("https://api.datacite.org/dois")],
            [exchange(CROSSREF)],
        )
        for words in (
            "empty lists where they gave null",
            "name their member",
            "e-mail addresses",
            "have relatedItems",
            "gives times in UTC",
        )
    ),
]


@pytest.mark.parametrize(("words", "concerned", "others"), CONCERNED)
def test_a_change_concerns_what_it_touched_and_nothing_else(
    words: str, concerned: list[Exchange], others: list[Exchange]
) -> None:
    rule = change(words)
    assert [rule in rules_for(each) for each in concerned] == [True] * len(concerned)
    assert [rule in rules_for(each) for each in others] == [False] * len(others)


def test_every_change_is_tried() -> None:
    assert len(CONCERNED) == len(RULES)


@pytest.mark.parametrize(("words", "concerned", "others"), CONCERNED)
def test_what_was_recorded_on_the_day_of_a_change_is_held_to_it(
    words: str, concerned: list[Exchange], others: list[Exchange]
) -> None:
    rule = change(words)
    for days, applies in ((-1, True), (0, False), (1, False)):
        recorded_at = str(rule.since + timedelta(days))
        assert (rule in rules_for(replace(concerned[0], recorded_at=recorded_at))) is applies


def test_of_a_recording_without_a_date_nothing_is_left_out() -> None:
    assert rules_for(replace(exchange(f"{CROSSREF}/works"), recorded_at="")) == []


LIMITS = ("x-api-pool", "x-rate-limit-limit", "x-rate-limit-interval", "x-concurrency-limit")


def test_the_headers_that_are_left_out() -> None:
    assert {rule.behaviour: rule.headers for rule in RULES if rule.headers} == {
        change("named its pools anew").behaviour: LIMITS,
        change("Location of what it created").behaviour: ("location",),
    }
    assert {rule.behaviour: rule.new_headers for rule in RULES if rule.new_headers} == {
        change("errors carry rate-limit").behaviour: LIMITS,
        change("calls the limit").behaviour: ("x-rate-limit-limit",),
    }
    assert {rule.behaviour: rule.gone_headers for rule in RULES if rule.gone_headers} == {
        change("no longer links").behaviour: ("link",),
    }
    assert {rule.behaviour: rule.media_type_parameter for rule in RULES if rule.media_type_parameter} == {
        change("formats name their charset").behaviour: "charset",
        change("names no charset in capitals").behaviour: "charset",
        change("no longer names a quality").behaviour: "qs",
    }


def test_the_exchanges_that_are_left_out_as_a_whole() -> None:
    whole = [
        "a cursor that is none", "comes from a citation style", "can be read with a cursor",
        "no /works, /members", "POST with unknown credentials", "attributes that it does not know",
        "names in camel case", "told the agency of any prefix", "groups works by normalised",
    ]  # fmt: skip
    assert [rule for rule in RULES if rule.whole] == [change(words) for words in whole]
    assert [rule for rule in RULES if rule.empty_was_null] == [change("empty lists where they gave null")]


IDENTIFIERS = "empty lists where they gave null"


PATHS: list[tuple[str, list[str], list[str]]] = [
    ("month with a capital", ["[0].month"], ["[0].months", "[0]xmonth"]),
    (
        "list of types takes rows",
        ["message.items", "message.items[3].id"],
        ["message.total-results", "items"],
    ),
    (
        "a type in other vocabularies",
        ["data.attributes.registered"],
        ["data.attributes.registeredOn", "data.attributes.types.bibtex"],
    ),
    ("assignments of prefixes side-load", ["included", "included[x].id"], ["data.included", "includes"]),
    ("9021 tells the put-code", ["developer-message", "a.developer-message"], ["user-message", "error-code"]),
    (
        "counts facets only",
        ["meta.states", "meta.totals", "meta.pages[0].id"],
        ["meta.total", "meta.totalPages", "meta.page", "data.meta.states", "meta"],
    ),
    ("each source once", ["errors[1].title", "errors[10]"], ["errors[0].title", "errors[].x", "x.errors[1]"]),
    ("the publisher as an object", ["publisher", "publisher.name"], ["publishers", "a.publisher"]),
    (
        "in the words of its",
        ["errors[0].title", "errors[].title"],
        ["errors[0].titles", "errors[0].source", "x.errors[0].title"],
    ),
    ("writes the XML anew", ["errors[0].title"], ["errors", "x.errors[0]"]),
    (
        IDENTIFIERS,
        [
            "data.attributes.identifier",
            "data.attributes.identifiers[0].identifier",
            "data[].attributes.periodical",
            "attributes.landingPage.status",
            "data.attributes.rightsList[0].rights",
            "data.attributes.rightsList[].rightsUri",
            "included[x].attributes.published",
        ],
        [
            "data.attributes.identifiersX",
            "data.attributes.periodicals",
            "attributes.landingPageX",
            "data.attributes.rightsList[0].rightsUriX",
            "data.attributes.rightsList.rights",
            "included[x].attributes.publishedX",
            "data.attributes.published",
        ],
    ),
    (
        "side-loads with DOIs",
        ["included", "included[a].id", "data.relationships.media", "data.relationships.media.data"],
        ["data.included", "includedX", "data.relationships.mediaX", "data[].relationships.media"],
    ),
    ("formats name their charset", ["[0].(key)", "[12].(key)"], ["[].(key)", "[0].(key)x", "a[0].(key)"]),
    (
        "e-mail addresses",
        [f"data.attributes.{name}" for name in ("contactEmail", "groupEmail", "systemEmail", "hasPassword")],
        ["data.attributes.contactEmails", "data.contactEmail"],
    ),
    (
        "`published` no more",
        ["data[10.5072/a].attributes.published", "data[].attributes.published"],
        ["data.attributes.published", "data[].attributes.publishedX", "included[].attributes.published"],
    ),
    (
        "a person only where the XML says so",
        ["data.attributes.creators[0].nameType", "contributors[].nameType"],
        ["creators[].nameTypes", "creators.nameType", "creators[].name"],
    ),
    (
        "coordinates into numbers",
        ["geoLocationPoint.pointLatitude", "pointLongitude"],
        ["pointLatitudeX", "pointLatitude.x"],
    ),
    (
        "schema.org names the DOI",
        ["@id", "identifier", "identifier.value", "provider", "provider.name"],
        ["author.@id", "identifiers", "providerX"],
    ),
    (
        "up to 1000 rows",
        ["developer-message", "error.developer-message[1]"],
        ["developer-messages", "x.developer-message[2]", "x.developer-message"],
    ),
]


NEW_PATHS: list[tuple[str, list[str], list[str]]] = [
    (
        "a type in other vocabularies",
        ["data.attributes.types.bibtex", "data.attributes.types.schemaOrg"],
        ["data.attributes.types.resourceTypeGeneral", "types.ris.x"],
    ),
    (
        "assignments of prefixes side-load",
        ["meta.clients[0].id", "meta.providers"],
        ["meta.total", "x.clients"],
    ),
    ("422 names the DOI as uid", ["errors[0].uid", "errors[].uid"], ["errors[0].uids", "x.errors[0].uid"]),
    (
        IDENTIFIERS,
        [
            "data.attributes.alternateIdentifiers",
            "data.attributes.relatedItems[]",
            "attributes.published",
            "data.attributes.citationCount",
            "data.attributes.viewsOverTime[]",
            *(
                f"attributes.rightsList[].{name}"
                for name in ("rightsIdentifier", "rightsIdentifierScheme", "schemeUri")
            ),
            *(
                f"data.relationships.{name}"
                for name in ("references", "citations", "parts", "partOf", "versions", "versionOf")
            ),
            "data[].relationships.references.data",
            "creators[].nameIdentifiers[].schemeUri",
            "contributors[].affiliation",
            "creators[].contributorType",
        ],
        [
            "attributes.alternateIdentifiersX",
            "attributes.titles",
            "attributes.rightsList[].rights",
            "data.relationships.client",
            "data.relationships.referencesX",
            "x.data.relationships.parts",
            "creators[].name",
            "creators[].affiliation[]",
            "people[].affiliation",
        ],
    ),
    (
        "name their member",
        [
            "data.relationships.provider",
            "data.relationships.provider.data",
            "x.creators[].nameIdentifiers",
            "contributors[].nameIdentifiers",
        ],
        ["data.relationships.providers", "x.data.relationships.provider", "creators[].nameIdentifiers[]"],
    ),
    (
        "have relatedItems",
        ["data.attributes.relatedItems"],
        ["data.attributes.relatedItems[]", "relatedItems"],
    ),
]


@pytest.mark.parametrize(("member", "table"), [("paths", PATHS), ("new_paths", NEW_PATHS)])
def test_the_paths_that_are_left_out(member: str, table: list[tuple[str, list[str], list[str]]]) -> None:
    assert {change(words).behaviour for words, _, _ in table} == {
        rule.behaviour for rule in RULES if getattr(rule, member)
    }
    for words, left_out, kept in table:
        pattern: re.Pattern[str] = getattr(change(words), member)
        assert [path for path in left_out if not pattern.search(path)] == [], words
        assert [path for path in kept if pattern.search(path)] == [], words


def test_what_a_service_no_longer_sends_is_left_out_and_told(tmp_path: Path) -> None:
    csl = {**WORK, "title": WORK["title"][0], "container-title": WORK["container-title"][0]}  # type: ignore[index]
    csl["URL"] = "http://dx.doi.org/10.5555/12345678"
    del csl["short-container-title"]
    link = '<http://dx.doi.org/10.5555/12345678>; rel="canonical"'
    kind = "application/vnd.citationstyles.csl+json"
    item = interaction(f"{WORK_URL}/transform", 200, csl, content_type=kind, link=link)
    item["request"]["headers"]["accept"] = [kind]
    now = measure([write_recording(tmp_path, "now", item, recorded_at="2026-07-01")])
    then = measure([write_recording(tmp_path, "then", item, recorded_at="2022-11-09")])
    assert score_of(now) < score_of(then) == 1.0


def test_a_later_change_of_the_service_is_left_out_and_told(tmp_path: Path) -> None:
    item = work_interaction()
    item["response"]["headers"].update({"x-api-pool": ["public"], "x-rate-limit-limit": ["50"]})
    item["response"]["headers"].update({"x-rate-limit-interval": ["1s"], "x-concurrency-limit": ["1"]})
    before = measure([write_recording(tmp_path, "june", item, recorded_at="2025-06-16")])
    after = measure([write_recording(tmp_path, "october", item, recorded_at="2026-10-01")])
    assert [rule.behaviour[:27] for rule in before.scored[0].superseded][:1] == [
        "Crossref named its pools an"
    ]
    assert before.scored[0].as_recorded < before.scored[0].score
    assert after.scored[0].score < before.scored[0].score
    assert after.scored[0].superseded == []


def test_an_error_in_older_words_is_held_to_all_its_other_words(tmp_path: Path) -> None:
    valid = "Valid filters for this route are: location"

    def told(words: str, recorded_at: str) -> float:
        message = f"{words} specified but there is no such filter for this route. {valid}"
        errors = [{"type": "filter-not-available", "value": "has-funder", "message": message}]
        body = {"status": "failed", "message-type": "validation-failure", "message": errors}
        item = interaction("https://api.crossref.org/funders?filter=has-funder:true", 400, body)
        name = f"told-{recorded_at}"
        return score_of(measure([write_recording(tmp_path, name, item, recorded_at=recorded_at)]))

    assert told("Filter has-funder", "2025-06-08") == told("Filter 'has-funder'", "2026-06-16")
    assert told("Filter has-funder", "2026-06-16") < told("Filter 'has-funder'", "2026-06-16")
    assert told("Filter has-no-funder", "2025-06-08") < told("Filter has-funder", "2025-06-08")


def test_times_in_an_older_form_are_held_to_the_moment(tmp_path: Path) -> None:
    def told(created: str, recorded_at: str) -> float:
        attributes = {"doi": "10.82434/abc", "state": "findable", "created": created}
        shown = doi(attributes, id="10.82434/abc")["data"]
        url = "https://api.datacite.org/dois?prefix=10.82434"
        item = interaction(url, 200, {"data": [shown], "meta": {"total": 1}})
        name = f"times-{recorded_at}"
        (scored,) = measure([write_recording(tmp_path, name, item, recorded_at=recorded_at)]).scored
        return next(check.share for check in scored.checks if check.name == "times")

    assert told("2020-01-01T10:00:00.000Z", "2020-03-01") == 1.0
    assert told("2020-01-01T10:00:00.000Z", "2021-06-01") < 1.0
