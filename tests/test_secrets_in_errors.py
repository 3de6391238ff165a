"""A service may repeat in a refusal what signed in, as ORCID does. No sample shows that to anybody.

Who sends a token of production to the sandbox by mistake would find it in a log.
"""

import base64
import contextlib
import io
import json
import runpy
import traceback
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote_plus

import pytest
import requests
from requests.adapters import HTTPAdapter

from pidguide.cassettes import placeholders
from pidguide.cassettes.format import read_recording
from pidguide.running import transports
from pidguide.samples.catalogue import Sample, find_samples
from pidguide.samples.credentials_needed import variables_of
from pidguide.samples.schemas_needed import WITHOUT_SCHEMAS, lacks_schemas, where_schemas_are
from tests.support.toy_guide import add_sample

SECRET_VARIABLES = {
    name for name in placeholders.ENVIRONMENT if name.endswith(("_SECRET", "_TOKEN", "_CODE", "_PASSWORD"))
}
SECRETS = {placeholders.ENVIRONMENT[name] for name in SECRET_VARIABLES}
SAMPLES = [
    pytest.param(
        sample,
        id=sample.name,
        marks=pytest.mark.skipif(lacks_schemas(sample), reason=f"{sample.name} {WITHOUT_SCHEMAS}"),
    )
    for sample in find_samples()
    if SECRET_VARIABLES & set(variables_of(sample))
]


def as_oauth(echo: str) -> tuple[str, str]:
    body = {"error": echo, "error_description": echo, "error-description": echo}
    return "application/json;charset=UTF-8", json.dumps(body)


def as_api(echo: str) -> tuple[str, str]:
    orcid = {"developer-message": echo, "user-message": echo, "error-code": 9000, "more-info": echo}
    return "application/json", json.dumps(orcid)


def as_text(echo: str) -> tuple[str, str]:
    return "text/plain;charset=UTF-8", echo


def as_json_api(echo: str) -> tuple[str, str]:
    errors = {"errors": [{"status": "401", "title": echo, "source": echo, "detail": echo}], "message": echo}
    return "application/json; charset=utf-8", json.dumps(errors)


def as_xml(echo: str) -> tuple[str, str]:
    text = escape(echo)
    return (
        "text/xml",
        f'<doi_batch_diagnostic status="{text}"><msg>{text}</msg></doi_batch_diagnostic>',
    )


ANSWERS = [(status, form) for status in (400, 401, 403, 409, 500) for form in (as_oauth, as_api)]
ANSWERS += [(401, as_text), (429, as_text)]
# Crossref and DataCite; 200 with a refusal in it is one of Crossref's.
OTHER_ANSWERS = [(status, as_json_api) for status in (400, 401, 422, 500)]
OTHER_ANSWERS += [(200, as_xml), (401, as_xml), (401, as_text), (500, as_text)]


def secrets_in(request: requests.PreparedRequest) -> list[str]:
    """Return the secrets that a request carries in its header, address or form, also as Basic credentials."""
    body = request.body or ""
    text = body.decode() if isinstance(body, bytes) else str(body)
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    signed_in = [credentials] if scheme == "Basic" else []
    plain = "".join(base64.b64decode(each).decode() for each in signed_in)
    sent = " ".join([credentials, plain, unquote_plus(text), unquote_plus(request.url or "")])
    return sorted([secret for secret in SECRETS if secret in sent] + signed_in)


def shown_when_refused(sample: Sample, first: int, status: int, form: Any) -> tuple[str, list[str]]:
    """Run a sample with every request after the `first` ones refused, by an answer that repeats its secrets.

    Returns all that `python script.py` would show, and the secrets that were repeated.
    """
    shown, repeated = io.StringIO(), list[str]()
    real_send, sent = HTTPAdapter.send, 0

    def send(self: HTTPAdapter, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        nonlocal sent
        sent += 1
        if sent <= first:
            return real_send(self, request, **options)
        repeated.extend(secrets_in(request))
        media_type, body = form("Invalid access token: " + " ".join(secrets_in(request)))
        response = requests.Response()
        response.status_code, response.reason, response.url = status, "Refused", request.url or ""
        response.headers["Content-Type"] = media_type
        response.request, response.raw, response._content = request, io.BytesIO(), body.encode()
        return response

    recording = read_recording(sample.cassette)
    with (
        transports.replay(recording.path, recording.recorded_at, transports.PLACES),
        patch.object(HTTPAdapter, "send", send),
        patch.dict("os.environ", where_schemas_are(sample)),
        patch("sys.argv", [str(sample.script)]),
        contextlib.redirect_stdout(shown),
        contextlib.redirect_stderr(shown),
    ):
        try:
            runpy.run_path(str(sample.script), run_name="__main__")
        except SystemExit as stop:
            shown.write(f"{stop.code}\n")
        except Exception:
            shown.write(traceback.format_exc())
    return shown.getvalue(), repeated


def _is_orcids(sample: Sample) -> bool:
    return not sample.name.startswith("doi/")


def leaks(sample: Sample) -> Iterator[str]:
    """Yield a line for each answer under which a sample shows a secret, or the beginning of one."""
    for first in range(len(read_recording(sample.cassette).exchanges)):
        for status, form in ANSWERS if _is_orcids(sample) else OTHER_ANSWERS:
            shown, repeated = shown_when_refused(sample, first, status, form)
            leaked = sorted({secret for secret in repeated if secret[:8] in shown})
            yield from (f"{status} {form.__name__} after {first} answers: {secret}" for secret in leaked)


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_refusal_makes_a_sample_show_a_secret(sample: Sample) -> None:
    assert next(leaks(sample), "") == ""


SHOWS_THE_ANSWER = '''
"""Read a thing with a token."""
import os
import requests


def read_thing() -> str:
    """Return the thing's name. See https://www.doi.org/."""
    headers = {"Accept": "application/json", "Authorization": f"Bearer {os.environ['ORCID_ACCESS_TOKEN']}"}
    answer = requests.get("https://doi.org/thing/1", headers=headers, timeout=10)
    if answer.status_code != 200:
        raise RuntimeError(answer.text[:40])
    return answer.json()["name"]


if __name__ == "__main__":
    print(read_thing())
'''


def test_a_sample_that_shows_the_answer_is_found(sample: Sample, guide: Path) -> None:
    careless = add_sample(guide, SHOWS_THE_ANSWER)
    shown_as_text = [line for line in leaks(careless) if line.startswith("401 as_text")]
    assert shown_as_text == ["401 as_text after 0 answers: <ACCESS_TOKEN>"]
