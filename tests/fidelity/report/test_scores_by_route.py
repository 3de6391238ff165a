"""The report holds every score and every difference."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from pidguide.commands.cli import main
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
