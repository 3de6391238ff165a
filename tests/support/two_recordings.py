"""Two recordings of one sample, to be compared."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from pidguide.commands.cli import main

Interaction = dict[str, Any]
WORK = {
    "status": "ok",
    "message": {
        "DOI": "10.5555/12345678",
        "title": ["Toward a Unified Theory of High-Energy Metaphysics"],
        "is-referenced-by-count": 7,
        "author": [{"given": "Josiah", "family": "Carberry", "affiliation": []}],
        "indexed": {"date-time": "2026-11-20T08:00:00Z", "timestamp": 1795161600000},
        "subtitle": None,
    },
}
ERROR = {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}


def interaction(body: Any, status: int = 200, **headers: str) -> Interaction:
    return {
        "request": {
            "method": "GET",
            "uri": "https://api.crossref.org/works/10.5555/12345678",
            "body": None,
            "headers": {"accept": ["application/json"]},
        },
        "response": {
            "status": {"code": status, "message": ""},
            "headers": {
                "content-type": ["application/json"],
                **{name.replace("_", "-"): [value] for name, value in headers.items()},
            },
            "body": {"string": body if isinstance(body, str) else json.dumps(body)},
        },
    }


def write_recording(folder: Path, sample: str, *interactions: Interaction) -> Path:
    file = folder / f"{sample}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    content = {"version": 1, "metadata": {"via": "live"}, "interactions": list(interactions)}
    file.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return file


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    return old, new


def drift(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, ["drift", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result
