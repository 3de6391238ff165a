"""The error gallery: every recorded answer of 400 and above, by service and code.

What a code means and what to do is in error_meanings.yml, by the same service and code; everything else
comes from the cassettes.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from html import escape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from pidguide.basics.errors import UserError
from pidguide.cassettes.format import read_recording
from pidguide.compare.exchanges import Exchange
from pidguide.samples.catalogue import SERVICE_OF_HOST, Sample
from pidguide.site.pages.published import published_samples
from pidguide.site.render.http_tab import guard, mark_placeholders

MEANINGS = Path(__file__).parent / "error_meanings.yml"
SERVICES = ("doi.org", "Crossref", "Crossref deposit", "DataCite", "ORCID")
_ORCID_NUMBER = re.compile(r"\"error-code\"\s*:\s*(\d+)|<(?:\w+:)?error-code>(\d+)<")
_OAUTH_NAME = re.compile(r"\"error\"\s*:\s*\"([A-Za-z_]+)\"")
_HANDLE_CODE = re.compile(r"^\{\"responseCode\"\s*:\s*(\d+)")


@dataclass
class Answer:
    """One distinct failed answer and the samples that show it."""

    exchange: Exchange
    samples: list[Sample] = field(default_factory=list)


@dataclass(frozen=True)
class Meaning:
    """What an error says, and what a reader does about it."""

    meaning: str
    advice: str


def classify(exchange: Exchange) -> tuple[str, str]:
    """Return the service and the code of a failed answer, e.g. ("ORCID", "9016") or ("Crossref", "404").

    The code is the finest the service gives: its own number or name, else the HTTP status.
    """
    host = urlsplit(exchange.url).hostname or ""
    service = SERVICE_OF_HOST.get(host, host).removesuffix(" sandbox")
    if service in ("Crossref test system", "DataCite test system"):
        service = "Crossref deposit" if "Crossref" in service else "DataCite"
    if host == "doi.crossref.org":
        service = "Crossref deposit"
    return service, _code_of(service, exchange)


def _code_of(service: str, exchange: Exchange) -> str:
    if service == "ORCID":
        number = _ORCID_NUMBER.search(exchange.answer.text)
        name = _OAUTH_NAME.search(exchange.answer.text)
        if number:
            return number[1] or number[2]
        return name[1] if name else str(exchange.status)
    if service == "doi.org" and (handle := _HANDLE_CODE.match(exchange.answer.text)):
        return f"responseCode {handle[1]}"
    if service == "Crossref" and (kind := _crossref_kind(exchange.answer.text)):
        return kind
    return str(exchange.status)


def _crossref_kind(body: str) -> str:
    try:
        content = json.loads(body)
    except ValueError:
        return ""
    messages = content.get("message") if isinstance(content, dict) else None
    first = messages[0] if isinstance(messages, list) and messages else {}
    return str(first.get("type", "")) if isinstance(first, dict) else ""


def anchor_of(service: str, code: str) -> str:
    """Return the anchor of a code in the gallery, e.g. "orcid-9016"."""
    return re.sub(r"[^a-z0-9_]+", "-", f"{service} {code}".lower()).strip("-")


def collect_errors(samples: Iterable[Sample]) -> dict[tuple[str, str], list[Answer]]:
    """Return the distinct failed answers of all recordings, by service and code."""
    found: dict[tuple[str, str], dict[tuple[int, str, str], Answer]] = {}
    for sample in samples:
        for exchange in read_recording(sample.cassette).exchanges:
            if exchange.status < 400:
                continue
            answers = found.setdefault(classify(exchange), {})
            same = (exchange.status, exchange.media_type, exchange.answer.text)
            answer = answers.setdefault(same, Answer(exchange))
            if sample not in answer.samples:
                answer.samples.append(sample)
    return {key: list(answers.values()) for key, answers in sorted(found.items(), key=_in_order)}


def _in_order(item: tuple[tuple[str, str], object]) -> tuple[int, str, str]:
    service, code = item[0]
    return (SERVICES.index(service) if service in SERVICES else len(SERVICES), service, code)


@cache
def read_meanings() -> dict[tuple[str, str], Meaning]:
    """Return what each code means, by service and code."""
    content = yaml.load(MEANINGS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        (service, str(code)): Meaning(entry["meaning"], entry["advice"])
        for service, codes in content.items()
        for code, entry in codes.items()
    }


def show_error_gallery() -> str:
    """Return the gallery as Markdown: a section for each service, in it one for each code.

    Raises UserError when a recorded code has no meaning yet, so that the build fails.
    """
    errors = collect_errors(published_samples())
    meanings = read_meanings()
    missing = [f"{service}: {code}" for service, code in errors if (service, code) not in meanings]
    if missing:
        raise UserError(f"error_meanings.yml says nothing of {'; '.join(missing)}")
    parts: list[str] = []
    service_before = ""
    for (service, code), answers in errors.items():
        if service != service_before:
            parts.append(f"## {service} errors {{ #{anchor_of(service, 'errors')} }}")
            service_before = service
        parts.append(_show_code(service, code, answers, meanings[service, code]))
    return "\n\n".join(parts) + "\n"


def _show_code(service: str, code: str, answers: list[Answer], meaning: Meaning) -> str:
    statuses = list(dict.fromkeys(f"{status} {HTTPStatus(status).phrase}" for status in _statuses(answers)))
    heading = (
        ", ".join(statuses) if code == str(answers[0].exchange.status) else f"{code} ({', '.join(statuses)})"
    )
    parts = [
        f"### {service}: {heading} {{ #{anchor_of(service, code)} }}",
        f"**What it means.** {meaning.meaning}",
        f"**What to do.** {meaning.advice}",
        *(_show_answer(answer) for answer in answers),
    ]
    return "\n\n".join(parts)


def _statuses(answers: list[Answer]) -> list[int]:
    return [answer.exchange.status for answer in answers]


def _show_answer(answer: Answer) -> str:
    exchange = answer.exchange
    shown_by = ", ".join(f"[{sample.title}]({sample.page}.md#{sample.anchor})" for sample in answer.samples)
    body = mark_placeholders(escape(exchange.answer.text)) or "<em>an empty body</em>"
    cut = body if len(body) <= 3000 else f"{body[:3000]} …"
    where = escape(f"{exchange.method} {exchange.url.partition('?')[0]}")
    block = guard(
        f'<div class="pg-error"><p class="pg-request-line"><code>{where}</code></p>'
        f'<p class="pg-status-line"><span class="pg-status pg-status-{exchange.status // 100}xx">'
        f'{exchange.status}</span> <span class="pg-note">{escape(exchange.media_type)}</span></p>'
        f'<pre tabindex="0">{cut}</pre></div>'
    )
    return f"{block}\n\nShown by: {shown_by}"
