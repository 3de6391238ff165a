"""Every documented operation is told: emulated or not, compared with what, agreed when."""

from pathlib import Path

import pytest

from pidguide.basics.paths import DOCS
from pidguide.fidelity.report.coverage import (
    Operation,
    coverage_page,
    coverage_table,
    emulated,
    read_operations,
)
from pidguide.fidelity.report.deviations import Deviation
from pidguide.fidelity.report.measure import measure
from pidguide.fidelity.report.published_tables import FOLDER
from tests.support.recordings import interaction, not_found, work_interaction, write_recording

WORK = Operation.named("GET api.crossref.org/works/{doi}")


@pytest.mark.parametrize(
    ("name", "asked", "others"),
    [
        ("GET api.crossref.org/works/{doi}",
         ["GET https://api.crossref.org/works/10.5555/a/b", "HEAD https://api.crossref.org/v1/works/10.5555%2Fa",
          "GET https://api.crossref.org/works/10.5555/a?mailto=x"],
         ["GET https://api.crossref.org/works", "GET https://api.crossref.org/works/10.5555/a/agency",
          "GET https://api.crossref.org/works/10.5555/a/transform", "GET https://doi.org/works/10.5555/a"]),
        ("GET api.crossref.org/works/{doi}/agency",
         ["GET https://api.crossref.org/works/10.5555/a/agency"], ["GET https://api.crossref.org/works/10.5555/a"]),
        ("PUT api.datacite.org/dois/{id}",
         ["PUT https://api.test.datacite.org/dois/10.5072/a", "PUT https://api.stage.datacite.org/dois/10.5072/a"],
         ["GET https://api.datacite.org/dois/10.5072/a", "PUT https://api.datacite.org/dois/10.5072/a/media"]),
        ("GET pub.orcid.org/v3.0/{orcid}/work/{putCode}",
         ["GET https://pub.sandbox.orcid.org/v3.0/0000-0002-1825-0097/work/12"],
         ["GET https://pub.orcid.org/v3.0/0000-0002-1825-0097/works",
          "GET https://api.orcid.org/v3.0/0000-0002-1825-0097/work/12",
          "GET https://pub.orcid.org/v3.0/0000-0002-1825-0097/work/summary/12"]),
    ],
)  # fmt: skip
def test_a_request_is_counted_to_its_operation(name: str, asked: list[str], others: list[str]) -> None:
    operation = Operation.named(name)
    assert operation.name == name
    assert [operation.is_asked_by(*each.split()) for each in asked] == [True] * len(asked)
    assert [operation.is_asked_by(*each.split()) for each in others] == [False] * len(others)


def test_what_is_emulated_is_found_by_asking() -> None:
    names = {operation.name for operation in emulated()}
    assert {
        "GET api.crossref.org/works/{doi}", "GET api.crossref.org/types/{id}/works",
        "POST api.datacite.org/dois", "GET api.datacite.org/events/{id}",
        "GET api.datacite.org/prefixes/totals",
        "GET pub.orcid.org/v3.0/{orcid}/works", "POST api.orcid.org/v3.0/{orcid}/work",
        "DELETE api.orcid.org/v3.0/{orcid}/work/{putCode}",
    } <= names  # fmt: skip
    assert not names & {
        "GET api.crossref.org/deposits", "GET api.datacite.org/reports", "POST api.datacite.org/repositories",
        "GET api.datacite.org/providers/{id}/activities", "GET api.orcid.org/v3.0/o2c.html",
    }  # fmt: skip


def test_each_service_says_where_and_when_it_documents_how_many() -> None:
    told = {service: (str(entry.date), len(entry.operations)) for service, entry in read_operations().items()}
    assert told == {
        "datacite": ("2026-08-18", 34), "crossref": ("2023-12-01", 21), "orcid": ("2026-08-21", 177)
    }  # fmt: skip


def test_a_row_tells_exchanges_score_and_last_agreement(tmp_path: Path) -> None:
    differing = work_interaction()
    differing["response"]["headers"]["x-rate-limit-interval"] = ["7s"]
    write_recording(tmp_path, "agreed", not_found(), recorded_at="2026-08-01")
    write_recording(tmp_path, "older", not_found(), recorded_at="2026-07-31")
    write_recording(tmp_path, "differing", differing, recorded_at="2026-10-01")
    report = measure([tmp_path])
    _, _, row, _ = coverage_table([WORK], report).split("\n")
    cells = [cell.strip() for cell in row.strip("|").split(" | ")]
    assert cells[:3] == [f"`{WORK.name}`", "yes", "3"]
    assert 0.5 < float(cells[3]) < 1
    assert cells[4] == ""  # no answer without a difference


def test_what_differs_is_said_once_with_its_operations(tmp_path: Path) -> None:
    two = ("GET api.datacite.org/dois", "POST api.datacite.org/dois")
    known = [
        Deviation("datacite", "It differs.", "y", "z", "deviation", two),
        Deviation("crossref", "So does this.", "y", "z", "deviation", (WORK.name,)),
        Deviation("datacite", "Nowhere.", "y", "z", "deviation", ()),
    ]
    report = measure([write_recording(tmp_path, "none", not_found())])
    _, datacite, crossref, orcid = coverage_page(report, known).split("\n## ")
    assert f"\n\n- It differs. (`{two[0]}`, `{two[1]}`)\n" in datacite
    assert f"\n\n- So does this. (`{WORK.name}`)\n" in crossref
    assert "\n- " not in orcid and "Nowhere." not in datacite


def test_an_operation_that_nobody_recorded_stands_in_a_list_that_opens(tmp_path: Path) -> None:
    report = measure([write_recording(tmp_path, "none", not_found())])
    page = coverage_page(report, [])
    assert '??? note "34 operations that nobody has recorded"\n\n    | Operation | Emulated |' in page
    assert "\n    | `GET api.datacite.org/reports` | no |\n" in page
    assert "| Crossref | Crossref's Swagger document, 2023-12-01 | 21 | 18 | 1 |" in page


def test_the_published_page_has_every_operation() -> None:
    table = (FOLDER / "coverage.md").read_text(encoding="utf-8")
    every = [operation for entry in read_operations().values() for operation in entry.operations]
    for operation in every:
        here = "yes" if operation in emulated() else "no"
        assert table.count(f"| `{operation.name}` | {here} |") == 1, (
            "write it anew: pidguide fidelity … --save"
        )
    assert '--8<-- "docs/_data/coverage.md"' in (DOCS / "about" / "coverage.md").read_text(encoding="utf-8")


def test_a_request_to_another_service_counts_to_nothing(tmp_path: Path) -> None:
    item = interaction("https://api.openalex.org/works/W1", 200, {})
    write_recording(tmp_path, "none", not_found())
    report = measure([write_recording(tmp_path, "other", item), tmp_path / "none.yaml"])
    assert coverage_table([WORK], report).split("\n")[2].split(" | ")[2] == "1"
