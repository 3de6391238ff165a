"""The error gallery: every recorded answer of 400 and above, by service and code.

What a code means and what to do is in error_meanings.yml, by the same service and code; everything else
comes from the cassettes.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from pidguide.basics.errors import UserError
from pidguide.cassettes.format import read_recording
from pidguide.compare.exchanges import Exchange
from pidguide.samples.catalogue import SERVICE_OF_HOST, Sample
from pidguide.site.pages.published import published_samples
from pidguide.site.render.http_tab import guard, render_exchanges
from pidguide.site.render.sample_heading import escape_markdown

MEANINGS = Path(__file__).parent / "error_meanings.yml"
SERVICES = ("doi.org", "Crossref", "Crossref deposit", "DataCite", "ORCID")
_ORCID_NUMBER = re.compile(r"\"error-code\"\s*:\s*(\d+)|<(?:\w+:)?error-code>(\d+)<")
_OAUTH_NAME = re.compile(r"\"error\"\s*:\s*\"([A-Za-z_]+)\"")
# Where the services write what went wrong, the plainest first.
_MESSAGES = [
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r'"developer-message"\s*:\s*"((?:[^"\\]|\\.)+)"',
        r'"error[_-]description"\s*:\s*"((?:[^"\\]|\\.)+)"',
        r'"message"\s*:\s*"((?:[^"\\]|\\.)+)"',
        r'"title"\s*:\s*"((?:[^"\\]|\\.)+)"',
        r"<title>(.+?)</title>",
    )
]
# It filters by guide.js. Without scripts there is none, but its room is known before they run.
_FILTER = (
    '<div class="pg-filter"><label for="pg-filter">Filter by status, code or text</label>'
    '<input id="pg-filter" type="search" autocomplete="off"><output for="pg-filter"></output>'
    "<noscript><style>.pg-filter { display: none !important }</style></noscript></div>"
)
_STATUS_BEFORE = re.compile(r"^\d{3} [A-Z][A-Za-z ]+: ")
_LONGEST_WORDS = 90  # characters in a heading
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
    parts = [_FILTER]
    service_before = ""
    for (service, code), answers in errors.items():
        if service != service_before:
            parts.append(f"## {service} errors {{ #{anchor_of(service, 'errors')} }}")
            service_before = service
        parts.append(_show_code(service, code, answers, meanings[service, code]))
    return "\n\n".join(parts) + "\n"


def _show_code(service: str, code: str, answers: list[Answer], meaning: Meaning) -> str:
    anchor = anchor_of(service, code)
    parts = [
        f"### {_heading(code, answers)} {{ #{anchor} }}",
        f"**What it means.** {meaning.meaning} **What to do.** {meaning.advice}",
        *(_show_answer(answer, f"{anchor}-{number}") for number, answer in enumerate(answers, start=1)),
    ]
    return "\n\n".join(parts)


def _heading(code: str, answers: list[Answer]) -> str:
    """Return status and code with the service's own words, the status's where its answers differ."""
    statuses = list(dict.fromkeys(answer.exchange.status for answer in answers))
    words = {words_of(answer.exchange) for answer in answers}
    said = words.pop() if len(words) == 1 else ""
    named = ", ".join(map(str, statuses)) + ("" if code == str(statuses[0]) else f" {code}")
    return f"{named}: {escape_markdown(said or HTTPStatus(statuses[0]).phrase)}"


def words_of(exchange: Exchange) -> str:
    """Return the message of a failed answer in its first sentence or so, "" where it has none."""
    text = exchange.answer.text.strip()
    found = next((match for pattern in _MESSAGES if (match := pattern.search(text))), None)
    said = unescape(re.sub(r'\\(["/])', r"\1", found[1])) if found else "" if text[:1] in "{[<" else text
    said = _STATUS_BEFORE.sub("", said).partition(" Full validation error")[0].partition("\\n")[0]
    first = said.partition("\n")[0].strip()
    return first if len(first) <= _LONGEST_WORDS else f"{first[:_LONGEST_WORDS].rpartition(' ')[0]} …"


def _show_answer(answer: Answer, name: str) -> str:
    shown_by = ", ".join(
        f"[{escape_markdown(sample.title)}]({sample.page}.md#{sample.anchor})" for sample in answer.samples
    )
    block = f'<div class="pg-error">{render_exchanges([answer.exchange], name)}</div>'
    return f"{guard(block)}\n\nShown by: {shown_by}"
