"""One tab of a reader: runs scripts, and decides who answers their requests.

A sample's own recording answers first. A run that asks for anything else begins anew, answered by the
registries from its first request on: the state of a registry cannot be half recorded.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypedDict
from urllib.parse import urlsplit

from pidguide.in_page import lxml_stand_in
from pidguide.in_page.connection import Answer, NobodyAnswers, Request, answered_by
from pidguide.in_page.lxml_stand_in import Finding
from pidguide.in_page.recorded import Exchange, Recorded, Unrecorded, writes
from pidguide.in_page.registries import Registries
from pidguide.in_page.script import Ran, run_script
from pidguide.in_page.visitor import Page, Visitor
from pidguide.in_page.web_crypto import WebCryptoSigner

_READS = ("GET", "HEAD", "OPTIONS")


class Recording(TypedDict):
    """What the site carries of a sample: its exchanges, what its environment held, the faults it met."""

    name: str
    exchanges: list[Exchange]
    environment: dict[str, str]
    faults: list[str]


@dataclass(frozen=True)
class Finished:
    """A run and its exchanges, ready to be shown.

    `unplayed` counts the recorded exchanges that were not asked for, where the recording answered.
    """

    output: str
    problem: str
    line: int | None
    is_recorded: bool
    exchanges: list[dict[str, Any]]
    unplayed: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return it for the page, in types of JSON."""
        return asdict(self)


@dataclass
class Tab:
    """What a tab remembers between runs.

    `hosts` are those that the registries would answer for. `used_up` names the samples whose recorded
    writes have been played; `written_to` the services that the registries have changed since.
    """

    hosts: Sequence[str]
    registries: Registries | None = None
    used_up: set[str] = field(default_factory=set)
    written_to: set[str] = field(default_factory=set)
    _visitor: Visitor | None = None

    def run_recorded(
        self, source: str, recording: Recording, write: Callable[[str], None]
    ) -> Finished | None:
        """Run a script from a recording. Returns None where the registries must answer instead."""
        exchanges = recording["exchanges"]
        services = {_service(exchange["url"]) for exchange in exchanges}
        if recording["name"] in self.used_up or services & self.written_to:
            return None
        recorded = Recorded(exchanges)
        log = _Log(self._only_recorded(recorded))
        try:
            with answered_by(log.answer):
                ran = run_script(source, recording["environment"], lambda seconds: None, write)
        except Unrecorded:
            return None
        if writes(exchanges) and recorded.unplayed < len(exchanges):
            self.used_up.add(recording["name"])
        return log.finish(ran, is_recorded=True, unplayed=recorded.unplayed)

    def _only_recorded(self, recorded: Recorded) -> Callable[[Request], Answer]:
        def answer(request: Request) -> Answer:
            try:
                return recorded.answer(request)
            except Unrecorded:
                host = urlsplit(request.url).hostname or ""
                if host in self.hosts:
                    raise
                raise NobodyAnswers(f"{host} is not emulated in this tab") from None

        return answer

    def run_emulated(
        self, source: str, faults: Sequence[str], extra: dict[str, str], write: Callable[[str], None]
    ) -> Finished:
        """Run a script against the registries, which must have been started. `extra` variables win."""
        registries = self._started()
        log = _Log(registries.answer)
        environment = {**registries.begin(faults), **extra}
        with answered_by(log.answer):
            ran = run_script(source, environment, registries.wait, write)
        self.written_to |= {_service(each["url"]) for each in log.exchanges if each["method"] not in _READS}
        return log.finish(ran, is_recorded=False)

    def start(self, state: Any = None) -> None:
        """Start the registries, once; with what `state` has returned earlier in the visit, if anything."""
        if self.registries is None:
            self.registries = Registries()
            if state is not None:
                self.registries.restore(bytes(state))

    def visit(
        self, method: str, url: str, fields: Sequence[tuple[str, str]], environment: dict[str, str]
    ) -> Page:
        """Open one of the registries' own pages, as a person would; `fields` are those of a form.

        A recording's address names its own client; `environment` tells which, so that the one of the
        registries here can stand in its place.
        """
        registries = self._started()
        if self._visitor is None:
            self._visitor = Visitor(registries.answer, registries.hosts)
        recorded = environment.get("ORCID_CLIENT_ID")
        if recorded:
            url = url.replace(recorded, registries.client_id)
        return self._visitor.visit(method, url, [(name, value) for name, value in fields])

    def reset(self) -> None:
        """Put the registries back to their start, and every recording."""
        self._started().reset()
        self.used_up.clear()
        self.written_to.clear()
        self._visitor = None

    def check_schemas_by(self, validate: Callable[[str, str], Any]) -> None:
        """Let the page check documents against schemas, where there is no lxml.

        It gives libxml2's findings as lists of message, line and path.
        """
        lxml_stand_in.install(lambda file, text: [Finding(*found) for found in validate(file, text)])

    def sign_by(
        self, sign: Callable[[str, str], Any], public_key: Callable[[str], Any], wait: Callable[[Any], str]
    ) -> None:
        """Let the page sign id_tokens, where there is no cryptography (see WebCryptoSigner)."""
        from pid_emulator.orcid.oauth import id_tokens

        id_tokens.signer = WebCryptoSigner(sign, public_key, wait)  # type: ignore[assignment]

    def memory(self) -> str:
        """Return what the tab remembers of recordings, for `remember` on a later page of the visit."""
        return json.dumps([sorted(self.used_up), sorted(self.written_to)])

    def remember(self, memory: str) -> None:
        """Take over what `memory` has returned."""
        used_up, written_to = json.loads(memory)
        self.used_up, self.written_to = set(used_up), set(written_to)

    def state(self) -> bytes:
        """Return what the registries know, for `start` on a later page of the visit."""
        return self._started().state()

    def _started(self) -> Registries:
        if self.registries is None:
            raise RuntimeError("the registries have not been started")
        return self.registries


class _Log:
    """Notes each exchange on its way."""

    def __init__(self, answer: Callable[[Request], Answer]) -> None:
        self._answer = answer
        self.exchanges: list[dict[str, Any]] = []

    def answer(self, request: Request) -> Answer:
        answer = self._answer(request)
        self.exchanges.append(
            {
                "method": request.method,
                "url": request.url,
                "sent_headers": [list(pair) for pair in request.headers.items()],
                "sent": request.body.decode("utf-8", "replace"),
                "status": answer.status,
                "reason": answer.reason,
                "headers": [list(pair) for pair in answer.headers],
                "answer": answer.body.decode("utf-8", "replace"),
            }
        )
        return answer

    def finish(self, ran: Ran, is_recorded: bool, unplayed: int = 0) -> Finished:
        return Finished(ran.output, ran.problem, ran.line, is_recorded, self.exchanges, unplayed)


def _service(url: str) -> str:
    """Return the service behind an address, e.g. `datacite.org`: what is written there is read there."""
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])
