"""From the wire to the page: secrets in requests, answers, headers and redirects of a live recording.

The same plants as in test_scrub.py, each with a value of its own, through the whole of the machinery:
no file that it writes, and nothing that the site makes of it, holds one.
"""

import json
import secrets
import socket
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.wrappers import Request, Response

from pid_emulator import Emulator
from pid_emulator.core.service import Service
from pidguide.cassettes.format import read_recording
from pidguide.cassettes.secret_gate import find_secrets, find_secrets_in
from pidguide.running import pacing, transports
from pidguide.running.record import record_live
from pidguide.running.run import replay
from pidguide.site.exports.markdown_twins import _write_sample
from pidguide.site.render import fragment_cache
from pidguide.site.render.recording_page import write_recording_page
from pidguide.site.render.sample_block import sample_block, sample_outline
from tests.support import planted_secrets as plants
from tests.support.toy_guide import add_sample

SEND_EVERYTHING = '''
"""Send and receive secrets of every kind."""
import json
import os
from pathlib import Path

import requests


def send(number: int, url: str, headers: dict[str, str], body: str) -> requests.Response:
    """Send one request as it is planned. See https://www.doi.org/."""
    return requests.post(
        url.replace("{ORCID_ID}", os.environ["ORCID_ID"]),
        headers={**headers, "X-Number": str(number)},
        data=body or None,
        timeout=10,
        allow_redirects=False,
    )


if __name__ == "__main__":
    planned = json.loads(Path(os.environ["PLANNED_REQUESTS"]).read_text())
    answers = [send(number, *request) for number, request in enumerate(planned)]
    print(len(answers), "answers")
    for answer in answers:
        if answer.text.startswith('{"access_token"'):
            print("got", answer.json()["access_token"])
        if "id_token" in answer.headers.get("Location", ""):
            print("redirected to", answer.headers["Location"])
'''


def own_values() -> list[tuple[plants.Plant, str, Callable[[str], str]]]:
    """Return each plant with a secret of its own, and how to put that into the plant's texts."""
    made = []
    for plant in plants.PLANTS:
        word, person = f"s3cr3t{secrets.token_hex(6)}", f"jane.{secrets.token_hex(3)}"
        swaps = {
            plants.BASIC: plants.basic("ABCD.EFGH", word),
            plants.TOKEN: str(uuid.uuid4()),
            plants.API_KEY: "DC" + "." + secrets.token_hex(16),
            plants.PERSON.partition("@")[0]: person,
            plants.LOGIN: "role" + secrets.token_hex(3),
            plants.PUT_CODE: str(1_000_000 + secrets.randbelow(9_000_000)),
        }
        if not plant.credentials:
            swaps |= {plants.WORD: word, plants.CODE: "Zq" + secrets.token_hex(2)}

        def put(text: str, swaps: dict[str, str] = swaps) -> str:
            for old, new in swaps.items():
                text = text.replace(old, new)
            return text

        made.append((plant, put(plant.secret), put))
    return made


def test_no_planted_secret_reaches_a_file_or_the_site(
    guide: Path,
    toy: Callable[[], Emulator],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    planted = own_values()
    assert len({secret for _, secret, _ in planted}) >= 40

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        plant, _, put = planted[int(Request(environ).headers["X-Number"])]
        response = Response(put(plant.answer), 302 if "Location" in plant.answer_headers else 200)
        for name, values in plant.answer_headers.items():
            for value in values:
                response.headers.add(name, put(value))
        received.append(Request(environ).url + str(Request(environ).headers) + str(Request(environ).data))
        return response(environ, start_response)

    received: list[str] = []
    registries = toy()
    for host in registries.hosts:
        registries._by_host[host] = Service((host,), lambda: answer)
    leads = transports._leads_to(registries.hosts, registries.port, registries.plain_port)
    monkeypatch.setattr(socket, "getaddrinfo", leads)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(registries.ca_file))
    monkeypatch.setattr(pacing, "DEFAULT_PAUSE", 0.0)
    monkeypatch.setattr(pacing, "PAUSE", {})
    for plant, _, _ in planted:
        for name, value in plant.credentials.items():
            monkeypatch.setenv(name, value)
    plan = tmp_path_factory.mktemp("plan") / "requests.json"
    requests = [
        (put(plant.url).replace(plants.SANDBOX_ID, "{ORCID_ID}"),
         {name: put(value) for name, value in plant.headers.items()}, put(plant.body))
        for plant, _, put in planted
    ]  # fmt: skip
    plan.write_text(json.dumps(requests))
    monkeypatch.setenv("PLANNED_REQUESTS", str(plan))
    monkeypatch.setattr(fragment_cache, "FOLDER", guide / ".cache" / "site")

    sample = add_sample(guide, SEND_EVERYTHING)
    recorded = record_live(sample)
    assert recorded.is_written, recorded.outcome.failure
    assert len(received) == len(planted)
    assert replay(sample).failure == ""

    block = sample_outline(sample.name) + sample_block(sample.name, "../", "")
    block += _write_sample(sample.name)
    write_recording_page(sample, guide / "site")
    assert len(read_recording(sample.cassette).exchanges) == len(planted)
    files = [file for file in guide.rglob("*") if file.is_file() and file.suffix != ".json"]
    assert {".yaml", ".out", ".html"} <= {file.suffix for file in files}
    written = block + "".join(file.read_text(encoding="utf-8") for file in files)
    leaked = [plant.kind for plant, secret, _ in planted if secret in written]
    assert leaked == []
    assert find_secrets_in(block) == []
    assert [find_secrets(file) for file in files if file.suffix in (".yaml", ".out", ".html")] == [[]] * sum(
        file.suffix in (".yaml", ".out", ".html") for file in files
    )
