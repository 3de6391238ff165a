"""Recorded traffic made for a test, and the scores that the emulator gets against it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from pidguide.cassettes.traffic import RecordedTraffic
from pidguide.compare.exchanges import Message
from pidguide.fidelity.report.scores_by_route import Report
from pidguide.fidelity.score.replay import Answer, Replay

WORK = {
    "DOI": "10.5555/12345678",
    "type": "journal-article",
    "title": ["Toward a Unified Theory of High-Energy Metaphysics"],
    "container-title": ["Journal of Psychoceramics"],
    "publisher": "Society of Psychoceramics",
    "member": "7822",
    "prefix": "10.5555",
    "author": [{"given": "Josiah", "family": "Carberry", "sequence": "first", "affiliation": []}],
    "issued": {"date-parts": [[2008, 8, 14]]},
    "indexed": {
        "date-parts": [[2026, 6, 1]],
        "date-time": "2026-06-01T08:00:00Z",
        "timestamp": 1780300800000,
    },
    "score": 1,
    **{
        name: [] for name in ("original-title", "subtitle", "short-title", "short-container-title", "subject")
    },
    "relation": {},
}
WORK_URL = "https://api.crossref.org/works/10.5555/12345678"
DATACITE = "https://api.test.datacite.org/dois"
BAD_CREDENTIALS = {"errors": [{"status": "401", "title": "Bad credentials."}]}


def envelope(kind: str, message: Any) -> str:
    return json.dumps({"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message})


def interaction(
    url: str, status: int, body: Any, *, method: str = "GET", sent: Any = None, **headers: str
) -> Any:
    return {
        "request": {
            "method": method,
            "uri": url,
            "body": json.dumps(sent) if sent else None,
            "headers": {
                "accept": ["*/*"],
                **({"content-type": ["application/vnd.api+json"]} if sent else {}),
            },
        },
        "response": {
            "status": {"code": status, "message": ""},
            "headers": {name.replace("_", "-"): [value] for name, value in headers.items()},
            "body": {"string": body if isinstance(body, str | bytes) else json.dumps(body)},
        },
    }


def write_recording(folder: Path, name: str, *interactions: Any, **metadata: Any) -> Path:
    file = folder / f"{name}.yaml"
    content = {"version": 1, "interactions": list(interactions)}
    content["metadata"] = {"recorded_at": "2026-10-01", "repo": "example/recordings", **metadata}
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return file


def work_interaction() -> Any:
    return interaction(WORK_URL, 200, envelope("work", WORK), content_type="application/json")


def not_found() -> Any:
    return interaction(
        "https://api.crossref.org/works/10.5555/none", 404, "Resource not found.", content_type="text/plain"
    )


def bodies_only(item: Any) -> Any:
    item["response"]["headers"] = {}
    return item


def score_of(report: Report) -> float:
    (scored,) = report.scored
    return scored.score


@pytest.fixture
def altered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Answer], Answer]], None]:
    """Let every answer of the emulator pass through a function before it is compared."""

    def alter(change: Callable[[Answer], Answer]) -> None:
        send = Replay._send
        monkeypatch.setattr(
            Replay, "_send", lambda self, exchange, requester: change(send(self, exchange, requester))
        )

    return alter


def with_body(change: Callable[[bytes], bytes]) -> Callable[[Answer], Answer]:
    return lambda answer: replace(
        answer, message=Message(answer.message.headers, change(answer.message.body))
    )


def doi(attributes: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"data": {"type": "dois", "attributes": attributes, **members}}


OWNER = {"client": {"data": {"id": "guide.recorded", "type": "clients"}}}


def statuses(report: Report) -> list[int]:
    return [item.replayed.answer.status for item in report.scored if item.replayed.answer]


ORCID_JSON = "application/json;charset=UTF-8"
ORCID_ID = "0000-0002-1825-0097"


@pytest.fixture
def traffic(tmp_path: Path) -> RecordedTraffic:
    folder = tmp_path / "traffic"
    folder.mkdir()
    write_recording(folder, "work", work_interaction())
    pages = [
        interaction("https://api.crossref.org/works?query=a&rows=1", 200, {"page": page}) for page in (1, 2)
    ]
    write_recording(folder, "pages", *pages)
    posted = interaction(DATACITE, 201, {}, method="POST", sent={"data": {}})
    write_recording(folder, "post", posted)
    return RecordedTraffic([folder])
