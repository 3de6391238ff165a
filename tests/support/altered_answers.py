"""Services that answer otherwise than the emulator: one change in each answer, by rule, and a log of it."""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from lxml import etree
from werkzeug.wrappers import Response

from pid_emulator import Emulator

OTHER_WORDS = "This is said in other words."
OTHER_STATUS = {
    200: 203, 201: 202, 204: 200, 301: 308, 302: 307, 303: 302,
    400: 422, 401: 403, 403: 401, 404: 410, 405: 406, 409: 412, 422: 400,
}  # fmt: skip
DROPPED = ("content-type", "link", "allow", "location", "retry-after", "www-authenticate", "x-api-pool",
           "x-concurrency-limit", "x-rate-limit-interval", "x-rate-limit-limit")  # fmt: skip

Told = tuple[str, str, str]  # kind, severity, where: what drift has to say of a change
Alteration = Callable[[Response, random.Random], Told | None]


@dataclass
class AlteredServices:
    """An emulator whose every service answers with one change; `log` says which, request by request."""

    alter: Alteration
    emulator: Emulator = field(default_factory=Emulator)
    log: list[Told | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._unaltered = self.emulator.application
        self.emulator.application = self._answer

    def _answer(self, environ: dict[str, Any], start_response: Any) -> Any:
        response = _Response.from_app(self._unaltered, environ)
        rule = random.Random(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        is_empty = environ["REQUEST_METHOD"] == "HEAD" or not response.get_data()
        # A recording keeps a stand-in of a key set, whatever the service said.
        is_empty = is_empty or environ["PATH_INFO"].endswith("/jwks")
        told = None if is_empty and self.alter in OF_BODIES else self.alter(response, rule)
        self.log.append(told)
        return response(environ, start_response)


def alter_cassette(source: Path, target: Path, alter: Alteration) -> list[Told | None]:
    """Write a cassette anew with one change in each of its answers; return which, exchange by exchange."""
    cassette = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    log: list[Told | None] = []
    for interaction in cassette["interactions"]:
        request, recorded = interaction["request"], interaction["response"]
        body, path = recorded["body"]["string"], urlsplit(request["uri"]).path
        response = _Response(body, recorded["status"]["code"])
        for name, values in recorded["headers"].items():
            response.headers.setlist(name, values)
        is_empty = not body or path.endswith("/jwks")
        rule = random.Random(f"{request['method']} {path}")
        log.append(None if is_empty and alter in OF_BODIES else alter(response, rule))
        recorded["status"]["code"] = response.status_code
        recorded["headers"] = {name: response.headers.getlist(name) for name, _ in response.headers}
        recorded["body"]["string"] = response.get_data(as_text=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(yaml.dump(cassette, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
    return log


class _Response(Response):
    default_mimetype = None  # an answer without a media type stays without


def remove_field(response: Response, rule: random.Random) -> Told | None:
    """Take one member out of an answer, wherever it stands. Errors keep theirs: their words are told too."""
    if response.status_code >= 400:
        return None
    if _is_json(response):
        document = response.get_json()
        path = _choose(rule, (path for path, parent, name in _members(document) if name is not None))
        for known, parent, name in list(_members(document)):
            if known == path:
                parent.pop(name, None)
        response.set_data(json.dumps(document))
        return ("field gone", "breaking", path) if path else None
    if _is_xml(response):
        root = etree.fromstring(response.get_data())
        path = _choose(rule, (_xml_path(element) for element in root.iterdescendants(etree.Element)))
        for element in [child for child in root.iterdescendants(etree.Element) if _xml_path(child) == path]:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        response.set_data(etree.tostring(root))
        return ("field gone", "breaking", path) if path else None
    return None


def change_type(response: Response, rule: random.Random) -> Told | None:
    """Make one member of an answer a truth value, or a string where it was one; a token is left as it is."""
    if response.status_code >= 400 or not _is_json(response):
        return None
    document = response.get_json()
    scalars = (path for path, parent, name in _members(document) if _is_scalar(parent[name]))
    path = _choose(rule, (path for path in scalars if path != "access_token"))
    for known, parent, name in list(_members(document)):
        if known == path and parent[name] is not None:
            parent[name] = "yes" if isinstance(parent[name], bool) else True
    response.set_data(json.dumps(document))
    return ("type changed", "breaking", path) if path else None


def change_status(response: Response, rule: random.Random) -> Told | None:
    if response.status_code not in OTHER_STATUS:
        return None
    response.status_code = OTHER_STATUS[response.status_code]
    return "status changed", "breaking", ""


def drop_header(response: Response, rule: random.Random) -> Told | None:
    name = _choose(rule, (name for name in DROPPED if name in response.headers))
    response.headers.pop(name, None)
    return ("header gone", "breaking", name) if name else None


def add_field(response: Response, rule: random.Random) -> Told | None:
    """Give one object of an answer, or an XML answer's root, a member more."""
    if _is_json(response):
        document = response.get_json()
        objects = list(_objects(document))
        chosen = _choose(rule, (path for path, _ in objects), default=None)
        for path, found in objects:
            if path == chosen:
                found["new-member"] = 7
        response.set_data(json.dumps(document))
        return None if chosen is None else ("field new", "harmless", f"{chosen}.new-member".lstrip("."))
    if _is_xml(response):
        root = etree.fromstring(response.get_data())
        root.set("new-attribute", "7")
        response.set_data(etree.tostring(root))
        return "field new", "harmless", f"{root.tag}/@new-attribute"
    return None


def change_error_text(response: Response, rule: random.Random) -> Told | None:
    if response.status_code < 400:
        return None
    text = response.get_data(as_text=True)
    if _is_json(response):
        document = response.get_json()
        words = [(parent, name) for _, parent, name in _members(document) if isinstance(parent[name], str)]
        if not words:
            return None
        parent, name = max(words, key=lambda found: len(found[0][found[1]]))
        parent[name] = OTHER_WORDS
        response.set_data(json.dumps(document))
    elif _is_xml(response):
        root = etree.fromstring(response.get_data())
        max(root.iter(etree.Element), key=lambda element: len(element.text or "")).text = OTHER_WORDS
        response.set_data(etree.tostring(root))
    elif response.mimetype == "text/html":
        changed = re.sub(r"<title>.*?</title>", f"<title>{OTHER_WORDS}</title>", text, flags=re.DOTALL)
        response.set_data(changed)
        return ("error text changed", "harmless", "") if changed != text else None
    else:
        response.set_data(OTHER_WORDS)
    return "error text changed", "harmless", ""


def add_or_reword(response: Response, rule: random.Random) -> Told | None:
    """Say an error in other words; give any other answer a member more."""
    return (change_error_text if response.status_code >= 400 else add_field)(response, rule)


OF_BODIES = (remove_field, change_type, add_or_reword)


def _is_json(response: Response) -> bool:
    try:
        return isinstance(json.loads(response.get_data()), dict | list)
    except ValueError:
        return False


def _is_xml(response: Response) -> bool:
    return (response.mimetype or "").endswith("xml") and response.get_data().lstrip().startswith(b"<")


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)


def _choose(rule: random.Random, paths: Any, default: Any = "") -> Any:
    found = sorted(set(paths))
    return rule.choice(found) if found else default


def _members(node: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield (path without positions, the object, the member's name) of every member at any depth."""
    for name, child in node.items() if isinstance(node, dict) else ():
        yield f"{path}.{name}".lstrip("."), node, name
        if not path.endswith("facets"):  # below, keys are data
            yield from _members(child, f"{path}.{name}".lstrip("."))
    for child in node if isinstance(node, list) else ():
        yield from _members(child, f"{path}[]")


def _objects(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object at any depth, with its path without positions."""
    if isinstance(node, dict):
        yield path, node
        for name, child in node.items():
            if name != "facets":
                yield from _objects(child, f"{path}.{name}".lstrip("."))
    for child in node if isinstance(node, list) else ():
        yield from _objects(child, f"{path}[]")


def _xml_path(element: Any) -> str:
    steps = [element.tag, *(parent.tag for parent in element.iterancestors())]
    return "/".join(reversed(steps))
