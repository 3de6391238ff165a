"""A small guide in a temporary folder, and a toy registry."""

import json
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask, Response, redirect, request

from pid_emulator import Emulator
from pid_emulator.core.service import Service
from pidguide.basics import paths
from pidguide.running import replay_again
from pidguide.running.record import record_via_emulator
from pidguide.samples.catalogue import Sample
from tests.support.second_interpreters import SecondInterpreters

Toy = Callable[..., Emulator]
NAME = "doi/access/toy"
REMEDY = f"Record it anew: pidguide record {NAME} --via emulator"

READ_TWICE = '''
"""Read a thing, by a redirect."""
import os
import requests


def read_thing(number: int) -> str:
    """Return the thing's name. See https://www.doi.org/."""
    contact = f"guide (mailto:{os.environ['CONTACT_EMAIL']})"
    headers = {"Accept": "application/json", "User-Agent": contact}
    answer = requests.get(f"https://doi.org/thing/{number}", headers=headers, timeout=9)
    answer.raise_for_status()
    return answer.json()["name"]


if __name__ == "__main__":
    print(read_thing(1))
    print(read_thing(2))
'''


def toy_registry(**changes: Any) -> Flask:
    """Return an application that redirects and answers with names; `changes` override what it answers."""
    app = Flask(__name__)

    @app.get("/thing/<int:number>")
    def find(number: int) -> Any:
        return redirect(f"https://api.crossref.org/name/{number}")

    @app.get("/name/<int:number>")
    def name(number: int) -> Any:
        return {"name": f"thing {number}", "asked_by": request.headers["User-Agent"], **changes}

    @app.post("/oauth/token")
    def token() -> Any:
        return Response(json.dumps(changes), content_type="application/json")

    @app.route("/echo", methods=["GET", "POST"])
    def echo() -> Any:
        body = request.get_data(as_text=True)
        return {
            "query": request.query_string.decode(),
            "body": body,
            "authorization": request.headers.get("Authorization"),
            **changes,
        }

    return app


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second_interpreters: SecondInterpreters) -> Path:
    """An empty guide: samples, cassettes and docs in a temporary folder."""
    monkeypatch.setattr(replay_again, "_start", second_interpreters.start)
    for name in ("ROOT", "SAMPLES", "CASSETTES", "DOCS"):
        monkeypatch.setattr(paths, name, tmp_path if name == "ROOT" else tmp_path / name.lower())
    monkeypatch.setattr(paths, "CACHE", tmp_path / ".cache")
    paths.SAMPLES.mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Toy\n\nnav:\n  - Toys: doi/access.md\n")
    return tmp_path


def add_sample(guide: Path, source: str = READ_TWICE, name: str = NAME) -> Sample:
    """Write a sample and the page that shows it."""
    sample = Sample(name)
    sample.script.parent.mkdir(parents=True, exist_ok=True)
    sample.script.write_text(textwrap.dedent(source).lstrip())
    page = guide / "docs" / f"{sample.page}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f'{{{{ sample("{name}") }}}}\n')
    return sample


@pytest.fixture
def toy() -> Iterator[Toy]:
    """Start an emulator whose doi.org, api.crossref.org and sandbox.orcid.org are a toy registry."""
    started: list[Emulator] = []

    def start(**changes: Any) -> Emulator:
        registries = Emulator(built_in_records=False)
        application = toy_registry(**changes)
        for host in ("doi.org", "api.crossref.org", "sandbox.orcid.org", "api.sandbox.orcid.org"):
            registries._by_host[host] = Service((host,), lambda: application)
        registries.start()
        started.append(registries)
        return registries

    yield start
    for registries in started:
        registries.stop()


@pytest.fixture
def sample(guide: Path, toy: Toy) -> Sample:
    """A sample of the toy guide, recorded."""
    recorded = add_sample(guide)
    assert record_via_emulator(recorded, toy()).is_written
    return recorded


def edit(sample: Sample, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what a sample's cassette holds."""
    content = yaml.safe_load(sample.cassette.read_text())
    change(content)
    sample.cassette.write_text(yaml.safe_dump(content))
