"""The report holds every score and every difference."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from pidguide.commands.cli import main
from pidguide.fidelity.report.measure import measure
from tests.support.recordings import not_found, with_body, work_interaction, write_recording


def test_json_holds_the_scores_and_every_difference(tmp_path: Path, altered: Any) -> None:
    altered(with_body(lambda body: body.replace(b"Resource", b"Thing")))
    write_recording(tmp_path, "work", work_interaction())
    write_recording(tmp_path, "none", not_found())
    result = json.loads(CliRunner().invoke(main, ["fidelity", str(tmp_path), "--json"]).output)
    assert set(result["services"]) == {"crossref"}
    assert 0 < result["overall"] < 1
    by_file = {exchange["file"]: exchange for exchange in result["exchanges"]}
    assert {
        "check": "error",
        "where": "",
        "recorded": "Resource not found.",
        "emulator": "Thing not found.",
    } in by_file["none.yaml"]["differences"]


def test_explain_shows_both_sides(tmp_path: Path, altered: Any) -> None:
    altered(with_body(lambda body: body.replace(b"Resource", b"Thing")))
    write_recording(tmp_path, "none", not_found())
    output = CliRunner().invoke(main, ["fidelity", str(tmp_path), "--explain"]).output
    assert "Resource not found." in output
    assert "Thing not found." in output


def test_two_headlines_and_what_is_beside_them(tmp_path: Path) -> None:
    for name, recorded_at in (("june", "2026-06-16"), ("october", "2026-10-01"), ("old", "2022-01-01")):
        item = work_interaction()
        limit = "50" if name == "old" else "5"
        item["response"]["headers"].update({"x-api-pool": ["public"], "x-rate-limit-limit": [limit]})
        write_recording(tmp_path, name, item, recorded_at=recorded_at)
    write_recording(tmp_path, "none", not_found())
    report = measure([tmp_path])
    today, raw = report.services()["crossref"], report.raw()["crossref"]
    assert raw < today
    assert report.raw(2026)["crossref"] > raw
    assert "crossref" not in report.raw(1999)
    assert report.by_route()["crossref"] == today > report.unloaded()["crossref"]  # all have one route
    assert 0 < report.skill()["crossref"] < today
    assert report.exact()["crossref"] in (0.0, 0.25, 0.5, 0.75)
    assert sum(report.changes().values()) >= 2
    summary = report.as_json()
    assert {"services", "raw", "raw_2026", "by_route", "exact", "unloaded", "skill", "changes"} <= set(
        summary
    )
