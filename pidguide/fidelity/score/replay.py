"""Sends the requests of recordings to the emulator, in order, each recording to a fresh one."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

from pid_emulator import Emulator
from pidguide.compare.content import parse_content
from pidguide.compare.exchanges import Exchange, Message
from pidguide.compare.routes import service_of
from pidguide.compare.volatile import UUID
from pidguide.fidelity.before import crossref, datacite, datacite_owner, doi_org, orcid, state
from pidguide.fidelity.before.others import others_in_the_world
from pidguide.fidelity.before.state import Found, Load, NoRecordError, Record
from pidguide.fidelity.score.falsified import with_other_status, with_other_values

# Sent as recorded; Host and lengths are the emulator's client's business, Authorization is derived.
_REQUEST_HEADERS = ("accept", "content-type", "user-agent", "crossref-plus-api-token", "origin", "range")
# A made-up suffix shorter than this could stand for anything in a text.
_SHORTEST_NAME = 5
_TOO_MANY = 429
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Answer:
    """What the emulator answered."""

    status: int
    message: Message

    def header(self, name: str) -> str | None:
        """Return a header's value."""
        return self.message.header(name)


@dataclass
class Replayed:
    """A recorded exchange with the emulator's own answer, and the records that were loaded for it.

    `recorded` is the exchange with identifiers that the registry made up (put-codes, suffixes, UUIDs)
    replaced by those that the emulator made up instead. `answer` is None where the host is not emulated, and
    was given at `asked_at`; `missing` says which record neither a recording nor the emulator has. `controls`
    are the same request in falsified recordings, `unloaded` is the answer of an emulator that knows nothing.
    """

    recorded: Exchange
    service: str | None
    answer: Answer | None = None
    loaded: list[Load] = field(default_factory=list)
    alone: bool = True
    missing: str = ""
    asked_at: datetime | None = None
    controls: list["Replayed"] = field(default_factory=list)
    unloaded: "Replayed | None" = None


@dataclass(frozen=True)
class Requester:
    """Whose accounts the requests of a recording come from: a DataCite repository, an ORCID client."""

    repository: str
    client_id: str


class Replay:
    """Replays recordings against one emulator that is put back before each file."""

    def __init__(self, files: Iterable[tuple[Path, list[Exchange]]]) -> None:
        self.files = list(files)
        self.found = Found(self._built_in_record)
        for file, exchanges in self.files:
            self.found.keep(_records_of(exchanges), file)

    @cached_property
    def _emulator(self) -> Emulator:
        return Emulator(built_in_records=False)

    @cached_property
    def _with_built_in_records(self) -> Emulator:
        return Emulator()

    def _built_in_record(self, store: str, kind: str, name: str) -> Record | None:
        world = self._with_built_in_records.world
        return {"crossref": world.crossref.work, "datacite": world.datacite.doi}[store](name)

    def run(self) -> Iterator[Replayed]:
        """Yield every exchange of every file with the emulator's answer, its controls beside it."""
        for file, exchanges in self.files:
            emulated = any(service_of(exchange.url) for exchange in exchanges)
            answered = list(self._run_file(exchanges, self.found))
            if emulated:
                for falsify in (with_other_values, with_other_status):
                    falsified = [falsify(exchange) for exchange in exchanges]
                    found = self.found.with_records_of(file, _records_of(falsified))
                    controls = self._run_file(falsified, found)
                    for replayed, control in zip(answered, controls, strict=True):
                        replayed.controls += [control] if control.answer else []
                for replayed, unloaded in zip(answered, self._run_file(exchanges, None), strict=True):
                    replayed.unloaded = unloaded if unloaded.answer else None
            yield from answered

    def _run_file(self, exchanges: list[Exchange], found: Found | None) -> Iterator[Replayed]:
        """Replay one recording to an emulator that knows what this was found to need, or nothing."""
        self._emulator.reset()
        world = self._emulator.world
        repository = datacite_owner.repository_of(exchanges)
        client = orcid.client_of(exchanges)
        loaded: list[Load] = []
        missing: dict[int, str] = {}
        if found is not None:
            loads, missing = _records_before(exchanges, replace(found, repository=repository, client=client))
            loads += others_in_the_world(exchanges)
            loaded = state.load_all(world, datacite_owner.merge_repositories(loads))
        requester = Requester(repository, client.client_id)
        learnt: dict[str, str] = {}
        for exchange in exchanges:
            service = service_of(exchange.url)
            if service is None:
                yield Replayed(exchange, None)
                continue
            current = _rename(exchange, learnt)
            answer = self._send(current, requester)
            learnt.update(_made_up(current, answer))
            renamed = _rename(exchange, learnt)
            missed = missing.get(exchange.position, "")
            alone = len(exchanges) == 1
            yield Replayed(renamed, service, answer, loaded, alone, missed, world.clock.now())

    def _send(self, exchange: Exchange, requester: Requester) -> Answer:
        headers = {name: value for name in _REQUEST_HEADERS if (value := exchange.request.header(name))}
        if exchange.host == "api.crossref.org":
            headers.update(crossref.pool_headers(exchange))
        authorization = self._authorization(exchange, requester)
        if authorization:
            headers["authorization"] = authorization
        body = exchange.request.body
        if service_of(exchange.url) == "orcid":
            body = orcid.request_body(exchange, self._emulator.world)
        if body and "content-type" not in headers:
            headers["content-type"] = _type_of(body)
        if exchange.status == _TOO_MANY:
            # Not what was asked, but how much, was refused.
            self._emulator.faults.set(["busy:1"])
        url = orcid.address(exchange)
        for _ in range(5):
            response = self._emulator.request(exchange.method, url, headers, body or None)
            followed = not exchange.headers_recorded and exchange.status not in _REDIRECTS
            if not (followed and response.status_code in _REDIRECTS and response.headers.get("location")):
                break
            # A recording of bodies only was made by a client that follows redirects.
            url = urljoin(url, response.headers["location"])
        received = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, Message(received, response.data))

    def _authorization(self, exchange: Exchange, requester: Requester) -> str | None:
        service = service_of(exchange.url)
        if service == "datacite":
            return datacite_owner.authorization(exchange, requester.repository)
        if service == "orcid":
            return orcid.authorization(exchange, self._emulator.world, requester.client_id)
        return None


def _type_of(body: bytes) -> str:
    """Return the media type of a body whose Content-Type the recorder left out."""
    if body.lstrip()[:1] in b"{[":
        return "application/json"
    return "application/xml" if body.lstrip()[:1] == b"<" else "application/x-www-form-urlencoded"


_BEFORE: dict[str, Callable[[Exchange, Found], Iterator[Load]]] = {
    "doi.org": doi_org.records_before,
    "crossref": crossref.records_before,
    "datacite": datacite.records_before,
    "orcid": orcid.records_before,
}
_SHOWN: dict[str, Callable[[Exchange], Iterator[Load]]] = {
    "crossref": crossref.records_shown,
    "datacite": datacite.records_shown,
    "orcid": orcid.records_shown,
}


def _records_of(exchanges: Iterable[Exchange]) -> Iterator[Load]:
    """Yield every record that a recording shows whole: none that `select` or `fields` has cut."""
    for exchange in exchanges:
        if not _is_cut(exchange):
            yield from _records_shown(exchange)
        if service_of(exchange.url) == "datacite":
            yield from datacite.records_written(exchange)


def _is_cut(exchange: Exchange) -> bool:
    asked = parse_qs(urlsplit(exchange.url).query)
    return any(name == "select" or name.startswith("fields[") for name in asked)


def _records_shown(exchange: Exchange) -> Iterator[Load]:
    reader = _SHOWN.get(service_of(exchange.url) or "")
    if reader:
        yield from reader(exchange)
    elif exchange.host == "api.crossref.org":
        # CSL JSON of Crossref is a work message with a few members as strings.
        with suppress(NoRecordError):
            for load in doi_org.records_before(exchange, Found()):
                if load.store == "crossref" and "indexed" in load.record:
                    yield load


def _records_before(exchanges: list[Exchange], found: Found) -> tuple[list[Load], dict[int, str]]:
    """Return what the requests of one recording need, without what an earlier one of them made.

    Beside it what is missing, by the exchange's position.
    """
    loads: list[Load] = []
    missing: dict[int, str] = {}
    made: set[str] = set()
    for exchange in exchanges:
        before = _BEFORE.get(service_of(exchange.url) or "")
        if before is None:
            continue
        try:
            needed = list(before(exchange, found))
        except NoRecordError as error:
            missing[exchange.position] = str(error)
            continue
        loads += [
            orcid.without_items(load, made)
            for load in needed
            if not any(name in load.name.lower() for name in made)
        ]
        if exchange.method in ("POST", "PUT") and exchange.status == 201:
            made.update(_names_made(exchange))
    return orcid.without_made_up_doubles(loads), missing


def _names_made(exchange: Exchange) -> set[str]:
    location = exchange.answer.header("location") or ""
    document = exchange.json()
    data = document.get("data") if isinstance(document, dict) else None
    names = {str(data.get("id", "")).lower()} if isinstance(data, dict) else set()
    if "orcid.org" in location and (match := re.search(r"/((?:\d{4}-){3}\d{3}[\dX]/[a-z-]+/\d+)$", location)):
        names.add(match[1].lower())
    if exchange.method == "PUT" and (doi := datacite_owner.doi_of(exchange)):
        names.add(doi)
    return names - {""}


def _made_up(exchange: Exchange, answer: Answer) -> dict[str, str]:
    """Return which identifiers the registry made up, and which the emulator did instead."""
    made: dict[str, str] = {}
    if exchange.method != "POST" or answer.status != exchange.status:
        return made
    recorded_location, location = exchange.answer.header("location"), answer.header("location")
    if recorded_location and location:
        (above, _, old), (_, _, new) = (
            urlsplit(target).path.rpartition("/") for target in (recorded_location, location)
        )
        if old.isdigit() and new.isdigit():
            made[old] = new
            made.update(_short_number(above.rpartition("/")[2], old, new))
    old_document, new_document = exchange.json(), _json(answer.message.body)
    made.update(_uuids(exchange.answer, answer.message))
    if isinstance(old_document, dict) and isinstance(new_document, dict):
        old_data, new_data = old_document.get("data"), new_document.get("data")
        if isinstance(old_data, dict) and isinstance(new_data, dict):
            made.update(_pair(old_data.get("id"), new_data.get("id")))
        errors = old_document.get("errors"), new_document.get("errors")
        if all(isinstance(listed, list) and listed and isinstance(listed[0], dict) for listed in errors):
            made.update(_pair(errors[0][0].get("uid"), errors[1][0].get("uid")))  # type: ignore[index]
        for name in ("access_token", "refresh_token"):
            # A recorder may have written the member's name where the token stood.
            if old_document.get(name) != name:
                made.update(_pair(old_document.get(name), new_document.get(name)))
    return {old: new for old, new in made.items() if old != new and len(old) >= _SHORTEST_NAME}


def _uuids(recorded: Message, given: Message) -> dict[str, str]:
    """Return the UUIDs that stand in the same places of what two writes answered."""
    values = [
        parse_content(message.header("content-type"), message.body).values for message in (recorded, given)
    ]
    return {
        old: new
        for place, old in values[0].items()
        if isinstance(old, str) and UUID.fullmatch(old)
        for new in [values[1].get(place)]
        if isinstance(new, str) and UUID.fullmatch(new)
    }


def _short_number(kind: str, old: str, new: str) -> dict[str, str]:
    """Return the places where a number that is too short to be told from others stands for the item."""
    places = (f"/{kind}/{{}}", 'put-code":{}', 'put-code": {}', "put-code {}", 'put-code="{}"')
    return {place.format(old): place.format(new) for place in places} if len(old) < _SHORTEST_NAME else {}


def _pair(old: object, new: object) -> dict[str, str]:
    if not (isinstance(old, str) and isinstance(new, str) and old and new):
        return {}
    pairs = {old: new}
    if "/" in old and "/" in new:
        pairs[old.partition("/")[2]] = new.partition("/")[2]
    return pairs


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _rename(exchange: Exchange, learnt: dict[str, str]) -> Exchange:
    if not learnt:
        return exchange
    names = re.compile("|".join(re.escape(name) for name in sorted(learnt, key=len, reverse=True)))

    def renamed(text: str) -> str:
        return names.sub(lambda match: learnt[match[0]], text)

    def message(old: Message) -> Message:
        headers = {name: renamed(value) for name, value in old.headers.items()}
        return Message(headers, names_in_bytes(old.body))

    def names_in_bytes(body: bytes) -> bytes:
        return renamed(body.decode("utf-8", errors="surrogateescape")).encode(
            "utf-8", errors="surrogateescape"
        )

    return replace(
        exchange,
        url=renamed(exchange.url),
        request=message(exchange.request),
        answer=message(exchange.answer),
    )
