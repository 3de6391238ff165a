"""People whom a recorded search of ORCID found: each has what was searched for.

What the answers show of a person comes first: the names of an expanded search, the parts of the record that
any recording shows. What of the query these do not have is added where it is looked for: a name, a keyword, a
work with the identifier. Words without a field stand in a keyword, or in the field that `qf` names.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zlib import crc32

from luqum.exceptions import ParseError
from luqum.tree import Item, Not, Phrase, Prohibit, Range, SearchField, Term
from lxml import etree

from pid_emulator.core.query_parser import parse
from pid_emulator.orcid.record.orcid_record import OrcidRecord
from pid_emulator.orcid.search.fields import field_type, moment
from pid_emulator.orcid.search.index import Document
from pid_emulator.orcid.search.query import Parser, SolrError
from pidguide.cassettes.placeholders import whole_orcid_id
from pidguide.compare.exchanges import Exchange
from pidguide.fidelity.before.state import MOST_MADE_UP, Found, Load, Record, dictionaries

_SECTIONS = ("", "/record", "/person", "/activities", "/works", "/employments", "/educations")
_RELATIONSHIPS = ("self", "part-of", "version-of")
_OF_ITSELF = "self"
# What an expanded search shows several of.
_SEVERAL = ("other-name", "email", "institution-name")
# Names of the index that differ from the type of identifier they hold.
_ID_TYPES = {"digital-object-ids": "doi", "other-identifier-type": "other-id"}
# What the index counts as a word of every field: the query finds the person by its iD.
_FOUND_BY_ID = ("orcid",)

# A field's name, None for words without one, and the value that is looked for.
TermSought = tuple[str | None, str]


def people_found(exchange: Exchange, found: Found) -> Iterator[Load]:
    """Yield a record for everybody whom the answer shows, and for as many as `start` skips before them."""
    document = exchange.json() or _from_xml(exchange.answer.body)
    asked = parse_qs(urlsplit(exchange.url).query)
    query = asked.get("q", [""])[0]
    if not isinstance(document, dict):
        return
    sought = list(_terms(query, _default_fields(asked)))
    start = asked.get("start", ["0"])[0]
    skips = int(start) if start.isdigit() and int(start) <= MOST_MADE_UP else 0
    for number in range(skips):
        orcid = orcid_id(900_000_000_000_000 + number)
        yield _load(orcid, _added({}, sought, OrcidRecord(orcid)), exchange.url)
    for result in dictionaries(document.get("result")):
        orcid = str((result.get("orcid-identifier") or {}).get("path", ""))
        yield from _person(orcid, {}, sought, found, exchange.url)
    for result in dictionaries(document.get("expanded-result")):
        yield from _person(str(result.get("orcid-id", "")), result, sought, found, exchange.url)


def _from_xml(body: bytes) -> Record | None:
    """Return what a search answered as XML, in the members that its JSON has."""
    try:
        root = etree.fromstring(body)
    except (etree.XMLSyntaxError, ValueError):
        return None
    plain = [{"orcid-identifier": {"path": each.text}} for each in root.iterfind("{*}result/*/{*}path")]
    expanded: list[Record] = []
    for element in root.iterfind("{*}expanded-result"):
        person: Record = {}
        for member in element.iterchildren(etree.Element):
            name = etree.QName(member).localname
            if name in _SEVERAL:
                person.setdefault(name, []).append(member.text)
            else:
                person[name] = member.text
        expanded.append(person)
    return {"result": plain, "expanded-result": expanded}


def orcid_id(number: int) -> str:
    """Return the iD with these fifteen digits, its check character last (ISO 7064 mod 11-2)."""
    return whole_orcid_id(f"{number:015d}")


def _person(orcid: str, result: Record, sought: list[TermSought], found: Found, url: str) -> Iterator[Load]:
    record = OrcidRecord(orcid)
    for section in _SECTIONS:
        shown = found.get("orcid", "sections", f"{orcid}{section}")
        if shown is not None:
            record.load(shown["body"])
            yield Load("orcid", "sections", shown, f"{orcid}{section}")
    from_result = _from_result(orcid, result)
    record.load(from_result)
    yield _load(orcid, _added(from_result, sought, record), url)


def _load(orcid: str, body: Record, url: str) -> Load:
    body["orcid-identifier"] = {"path": orcid, "uri": f"https://orcid.org/{orcid}", "host": "orcid.org"}
    return Load("orcid", "sections", {"orcid": orcid, "body": body}, f"{orcid} found by {url}")


# What was searched for.


def _default_fields(asked: dict[str, list[str]]) -> list[str | None]:
    """Return where words without a field are looked up: in the first field of `qf`, else in all text."""
    names = asked.get("qf", asked.get("df", [""]))[0].split()
    return [names[0].partition("^")[0]] if names else [None]


def _terms(query: str, default: list[str | None]) -> Iterator[TermSought]:
    """Yield field and value of every term that a record has to have."""
    try:
        tree = parse(query)
    except ParseError:
        return
    yield from _terms_below(tree, default[0])


def _terms_below(node: Item, name: str | None) -> Iterator[TermSought]:
    if isinstance(node, Not | Prohibit):
        return
    if isinstance(node, SearchField):
        name = str(node.name)
    if isinstance(node, Range):
        ends = (str(end.value).strip('"') for end in (node.low, node.high))
        yield name, next((end for end in ends if end != "*"), "NOW")
    elif isinstance(node, Phrase | Term):
        value = str(node.value).strip('"').replace("\\", "").strip("*?")
        # Anything at all will do for a field that has to have some value.
        yield name, value or "Name"
    else:
        for child in node.children:
            yield from _terms_below(child, name)


def _has(record: OrcidRecord, name: str | None, value: str) -> bool:
    """Tell whether the emulator's own index finds the record by a term."""
    if name in _FOUND_BY_ID or (name is not None and field_type(name) is None):
        return True
    quoted = value.replace('"', "")
    try:
        test = Parser(datetime.now(UTC)).parse(f'{name}:"{quoted}"' if name else f'"{quoted}"')
        return test(Document(record)) is not None
    except SolrError:
        return True


# The parts of a record that hold it.


def _from_result(orcid: str, result: Record) -> Record:
    """Return what an expanded search shows of a person, nothing for a plain one."""
    if not result:
        return {"orcid-identifier": {"path": orcid}}
    name = {
        "given-names": _value(result.get("given-names")),
        "family-name": _value(result.get("family-names")),
        "credit-name": _value(result.get("credit-name")),
        "visibility": "public",
        "path": orcid,
    }
    named = result.get("other-name") or []
    others = [
        {"content": each, "display-index": len(named) - at, **_item(each)} for at, each in enumerate(named)
    ]
    emails = [{"email": each, "visibility": "public", "verified": True} for each in result.get("email") or []]
    employments = [
        _affiliation({"name": each}) for at, each in enumerate(result.get("institution-name") or [])
    ]
    return {
        "orcid-identifier": {"path": orcid},
        "person": {
            "name": name,
            "other-names": {"other-name": others},
            "emails": {"email": emails},
        },
        "activities-summary": {"employments": {"affiliation-group": employments}},
    }


def _added(body: Record, sought: Iterable[TermSought], record: OrcidRecord) -> Record:
    """Return the record's body with what it lacks of the query."""
    person = {**(body.get("person") or {})}
    activities = {**(body.get("activities-summary") or {})}
    history: Record = {}
    ids: list[Record] = []
    for name, value in sought:
        if _has(record, name, value):
            continue
        if name is not None and name.startswith("profile-"):
            history[name.removeprefix("profile-")] = _date(value)
        elif not _to_person(person, name or "text", value):
            ids += _activity(activities, name or "text", value)
    if ids:
        _work(activities, "Title", ids)
    dates = {"history": {**history, "claimed": True}} if history else {}
    return {**body, **dates, "person": person, "activities-summary": activities}


def _to_person(person: Record, name: str, value: str) -> bool:
    """Add a value to the person, where the field is one of a person's."""
    item = _item(value)
    if name in ("given-names", "family-name", "credit-name", "given-and-family-names"):
        key = "given-names" if name == "given-and-family-names" else name
        person["name"] = {**(person.get("name") or {}), key: _value(value), "visibility": "public"}
    elif name == "other-names":
        _append(person, "other-names", "other-name", {"content": value, **item})
    elif name == "email":
        _append(person, "emails", "email", {"email": value, "visibility": "public", "verified": True})
    elif name == "biography":
        person["biography"] = {"content": value, "visibility": "public"}
    elif name in ("external-id-reference", "external-id-type-and-value"):
        kind, _, reference = value.rpartition("=")
        identifier = {"external-id-type": kind or "other-id", "external-id-value": reference, **item}
        _append(person, "external-identifiers", "external-identifier", identifier)
    elif name in ("keyword", "text"):
        _append(person, "keywords", "keyword", {"content": value, **item})
    else:
        return False
    return True


def _activity(activities: Record, name: str, value: str) -> Iterator[Record]:
    """Add an affiliation, a funding or a work that has the value; yield what is an identifier of a work."""
    if name.endswith("-org-id"):
        # Held by a funding: an affiliation's organisation would be shown as an institution.
        source = name.removesuffix("-org-id").upper()
        known = {"disambiguated-organization-identifier": value, "disambiguation-source": source}
        _funding(activities, {"name": "Organization", "disambiguated-organization": known}, "Title")
    elif name == "funding-org-name":
        _funding(activities, {"name": value}, "Title")
    elif name == "funding-titles":
        _funding(activities, {"name": "Organization"}, value)
    elif name.endswith(("-org-name", "-institution-affiliation-name")):
        past = {"end-date": {"year": {"value": "2000"}}} if name.startswith("past") else {}
        group = _affiliation({"name": value}, past)
        _append(activities, "employments", "affiliation-group", group)
    elif name == "work-titles":
        _work(activities, value, [])
    else:
        relationship = next((each for each in _RELATIONSHIPS if name.endswith(f"-{each}")), "")
        kind = name.removesuffix(f"-{relationship}") if relationship else _ID_TYPES.get(name, name)
        yield {
            "external-id-type": kind,
            "external-id-value": value,
            "external-id-relationship": relationship or _OF_ITSELF,
        }


def _append(parts: Record, section: str, members: str, item: Record) -> None:
    known = (parts.get(section) or {}).get(members) or []
    parts[section] = {members: [*known, item]}


def _affiliation(organization: Record, more: Record | None = None) -> Record:
    summary = {"organization": organization, **_item(str(organization)), **(more or {})}
    return {"summaries": [{"employment-summary": summary}]}


def _funding(activities: Record, organization: Record, title: str) -> None:
    summary = {"organization": organization, "title": {"title": _value(title)}}
    group = {"funding-summary": [{**summary, **_item(str(summary))}]}
    _append(activities, "fundings", "group", group)


def _work(activities: Record, title: str, ids: list[Record]) -> None:
    external_ids = {"external-id": ids}
    summary = {"title": {"title": _value(title)}, "external-ids": external_ids, "type": "journal-article"}
    group = {"external-ids": external_ids, "work-summary": [{**summary, **_item(str(summary))}]}
    _append(activities, "works", "group", group)


def _item(content: str) -> Record:
    """Return put-code and visibility: what several searches ask of one person are items of their own."""
    return {"put-code": crc32(content.encode()), "visibility": "public"}


def _value(text: Any) -> Record | None:
    return {"value": text} if text else None


def _date(text: str) -> Record | None:
    try:
        return {"value": int(moment(text, datetime.now(UTC)).timestamp() * 1000)}
    except ValueError:
        return None
