"""What ORCID refuses to add to a record, with the error of each case."""

import re
from datetime import date
from typing import Any

from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record import vocabulary
from pid_emulator.orcid.record.external_ids import identifier_types, of_list
from pid_emulator.orcid.record.groups import GROUP_ID, TYPES, GroupStore
from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.kinds import Kind

# City, country and a disambiguated organization have to be there for these; the others may do without.
_STRICT_AFFILIATIONS = ("education", "employment")


def check(kind: Kind, item: Message, groups: GroupStore) -> None:
    """Raise the ApiError that ORCID answers for an item that it does not take."""
    if kind.is_affiliation:
        _check_affiliation(kind, item)
    elif kind.name == "work":
        _check_work(item)
    elif kind.name == "funding":
        _check_funding(item)
    elif kind.name == "peer-review":
        _check_peer_review(item, groups)
    elif kind.name == "research-resource":
        _check_research_resource(item)
    else:
        _check_person_item(kind, item)


def _check_work(item: Message) -> None:
    _check_title(item["title"])
    _check_type("work type", item["type"], vocabulary.WORK_TYPES)
    citation = item["citation"] or {}
    if citation.get("citation-type") is not None:
        _check_enum("CitationType", citation["citation-type"], vocabulary.CITATION_TYPES)
    _check_date(item["publication-date"])
    _check_identifiers(item["external-ids"], needs_self=True)
    for contributor in (item["contributors"] or {}).get("contributor", ()):
        attributes = contributor["contributor-attributes"] or {}
        _check_role(attributes.get("contributor-role"), vocabulary.is_work_role, vocabulary.WORK_ROLES)
        if attributes.get("contributor-sequence"):
            _check_enum(
                "SequenceType",
                attributes["contributor-sequence"],
                vocabulary.SEQUENCES,
            )


def _check_affiliation(kind: Kind, item: Message) -> None:
    organization = item["organization"]
    _check_dates(item)
    if kind.name in _STRICT_AFFILIATIONS:
        _check_organization(organization)
        address = organization["address"] or {}
        if not (address.get("city") and address.get("country")):
            raise ApiError(9060)
        _check_disambiguated(organization)
    else:
        address = (organization or {}).get("address") or {}
        if (address.get("city") or address.get("region")) and not address.get("country"):
            raise ApiError(9061)
        has_organization_id = bool((organization or {}).get("disambiguated-organization"))
        if not has_organization_id and not of_list(item["external-ids"]):
            raise ApiError(9062)
        _check_organization(organization)
        if has_organization_id:
            _check_disambiguated(organization)
    _check_identifiers(item["external-ids"], required=False)


def _check_funding(item: Message) -> None:
    _check_title(item["title"])
    _check_type("funding type", item["type"], vocabulary.FUNDING_TYPES)
    amount = item["amount"]
    if amount is not None and not (
        re.fullmatch(r"\d[\d,. ]*", str(amount["value"])) and amount.get("currency-code")
    ):
        raise ApiError(9054)
    _check_dates(item)
    _check_identifiers(item["external-ids"], needs_self=True)
    for contributor in (item["contributors"] or {}).get("contributor", ()):
        role = (contributor["contributor-attributes"] or {}).get("contributor-role")
        _check_role(role, vocabulary.FUNDING_ROLES.__contains__, vocabulary.FUNDING_ROLES)
    _check_organization(item["organization"])
    _check_disambiguated(item["organization"])


def _check_peer_review(item: Message, groups: GroupStore) -> None:
    _check_identifiers(item["review-identifiers"])
    _check_enum("PeerReviewType", item["review-type"], vocabulary.REVIEW_TYPES)
    _check_enum("Role", item["reviewer-role"], vocabulary.REVIEWER_ROLES)
    _check_date(item["review-completion-date"])
    if item["subject-external-identifier"] is not None:
        _check_identifiers({"external-id": [item["subject-external-identifier"]]})
    if groups.find_by_group_id(str(item["review-group-id"])) is None:
        raise ApiError(9026)
    _check_organization(item["convening-organization"])
    _check_disambiguated(item["convening-organization"])


def _check_research_resource(item: Message) -> None:
    proposal = item["proposal"] or {}
    _check_title(proposal.get("title"))
    _check_identifiers(proposal.get("external-ids"))
    _check_dates(proposal)
    for organization in (proposal.get("hosts") or {}).get("organization") or [None]:
        _check_organization(organization)
        _check_disambiguated(organization)


def _check_person_item(kind: Kind, item: Message) -> None:
    required = {
        "keywords": ("content",),
        "other-names": ("content",),
        "researcher-urls": ("url",),
        "address": ("country",),
        "external-identifiers": ("external-id-type", "external-id-value"),
    }
    for member in required[kind.name]:
        value = item[member]
        if not (value.get("value") if isinstance(value, dict) else value):
            raise ApiError(9001, f"{member} is required")
    if kind.name == "address":
        _check_enum_pattern("Iso3166Country", item["country"]["value"], r"[A-Z]{2}")


def check_group(group: Message) -> None:
    """Raise ApiError for a peer-review group that ORCID does not take."""
    group_id = str(group["group-id"] or "")
    if not GROUP_ID.fullmatch(group_id):
        raise ApiError(9006, f"Invalid group-id: {group_id!r}")
    scheme, _, number = group_id.partition(":")
    if scheme == "issn" and not _is_issn(number):
        raise ApiError(9053)
    if group["type"] not in TYPES:
        raise ApiError(9037, type="group type", values=", ".join(TYPES))
    if not group["name"]:
        raise ApiError(9022)


def _is_issn(number: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{3}[\dXx]", number):
        return False
    digits = [10 if digit in "Xx" else int(digit) for digit in number.replace("-", "")]
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


def _check_title(title: Any) -> None:
    if not ((title or {}).get("title") or {}).get("value", "").strip():
        raise ApiError(9022)


def _check_type(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ApiError(9037, type=name, values=", ".join(allowed))


def _check_enum(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ApiError(9051, value=value, enum=name)


def _check_enum_pattern(name: str, value: str, pattern: str) -> None:
    if not re.fullmatch(pattern, value):
        raise ApiError(9051, value=value, enum=name)


def _check_role(role: Any, is_valid: Any, allowed: tuple[str, ...]) -> None:
    if role is not None and not is_valid(role):
        raise ApiError(9058, role=role, validRoles=", ".join(allowed))


def _check_identifiers(external_ids: Any, *, required: bool = True, needs_self: bool = False) -> None:
    ids = of_list(external_ids)
    if not ids and required:
        raise ApiError(9023)
    for each in ids:
        if each.get("external-id-type") not in identifier_types():
            raise ApiError(9037, type="external-id-type", values=", ".join(identifier_types()))
        if not str(each.get("external-id-value") or "").strip():
            raise ApiError(9023)
        relationship = each.get("external-id-relationship")
        if relationship is not None:
            _check_enum("Relationship", relationship, vocabulary.RELATIONSHIPS)
    if needs_self and all(each.get("external-id-relationship") != "self" for each in ids):
        raise ApiError(9023)


def _check_organization(organization: Any) -> None:
    if not ((organization or {}).get("name") or "").strip():
        raise ApiError(9046)


def _check_disambiguated(organization: Message) -> None:
    known = organization["disambiguated-organization"] or {}
    identifier = known.get("disambiguated-organization-identifier") or ""
    pattern = vocabulary.ORGANIZATION_IDENTIFIERS.get(known.get("disambiguation-source") or "")
    if pattern is None or not re.fullmatch(pattern, identifier):
        raise ApiError(9045)


def _check_dates(item: Message) -> None:
    start, end = _check_date(item.get("start-date")), _check_date(item.get("end-date"))
    if end and not start:
        raise ApiError(9050)
    if start and end and end < start[: len(end)]:
        raise ApiError(9055)


def _check_date(fuzzy: Any) -> tuple[int, ...]:
    """Return a date's numbers, as many as it has; raise ApiError 9049 when they are no date."""
    if fuzzy is None:
        return ()
    parts = [(fuzzy.get(name) or {}).get("value") for name in ("year", "month", "day")]
    written = "-".join(part for part in parts if part)
    try:
        year, month, day = (int(part) if part else None for part in parts)
        if year is None or (day is not None and month is None):
            raise ValueError
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ApiError(9049, dateString=written) from None
    return tuple(number for number in (year, month, day) if number is not None)
