"""What ORCID refuses to add to a record though its schema allows it, with the error of each case."""

import re
from datetime import date
from typing import Any, Protocol

from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record import vocabulary
from pid_emulator.orcid.record.external_ids import identifier_types, of_list
from pid_emulator.orcid.record.groups import GROUP_ID, TYPES, GroupStore
from pid_emulator.orcid.record.java_values import is_double
from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.kinds import Kind
from pid_emulator.orcid.record.organizations import Organization
from pid_emulator.orcid.record.organizations import organization as organization_of

CURRENT = "3.0"
# City, country and a disambiguated organization have to be there for these; the others may do without.
_STRICT_AFFILIATIONS = ("education", "employment")
_ORCID = r"(\d{4}-){3}\d{3}[\dX]"
_ORCID_URI = re.compile(rf"https?://([^/]*orcid\.org|localhost.*/orcid-web)/{_ORCID}")
_NO_SELF = "At least one identifier with 'self' relationship is required"
_NO_SELF_FOR_VERSION = "version-of requires at least one self identifier"
URL_LENGTH = 2000
PERSON_TEXT_LENGTH = 255


class Known(Protocol):
    """What the rules ask of all that ORCID knows."""

    groups: GroupStore

    def knows_organization(self, asked: Organization) -> bool:
        """Tell whether there is an organization."""


class Validator:
    """The rules of one version of the API, "3.0" or an older one that has fewer of them."""

    def __init__(self, known: Known, version: str) -> None:
        self._known = known
        self._is_current = version == CURRENT
        self._asks_for_organization_ids = version != "2.0"

    def check(self, kind: Kind, item: Message) -> None:
        """Raise the ApiError that ORCID answers for an item that it does not take."""
        if kind.is_affiliation:
            self._check_affiliation(kind, item)
        elif kind.name == "work":
            self._check_work(item)
        elif kind.name == "funding":
            self._check_funding(item)
        elif kind.name == "peer-review":
            self._check_peer_review(item)
        elif kind.name == "research-resource":
            self._check_research_resource(item)
        else:
            _check_person_item(kind, item)

    def _check_work(self, item: Message) -> None:
        _check_title(item["title"])
        country = item["country"]
        if country is not None and country.get("value") not in vocabulary.COUNTRIES:
            raise _wrong_type("country", vocabulary.COUNTRIES)
        _check_translated_title(item["title"])
        _check_type("work type", item["type"], vocabulary.WORK_TYPES)
        if item["language-code"]:
            _check_type("language code", item["language-code"], vocabulary.LANGUAGES)
        _check_date(item["publication-date"])
        _check_citation(item["citation"])
        if not of_list(item["external-ids"]):
            raise ApiError(9023)
        for contributor in (item["contributors"] or {}).get("contributor", ()):
            _check_contributor(contributor)
            attributes = contributor["contributor-attributes"] or {}
            _check_role(attributes.get("contributor-role"), vocabulary.is_work_role, vocabulary.WORK_ROLES)
            if attributes.get("contributor-sequence"):
                _check_enum("SequenceType", attributes["contributor-sequence"], vocabulary.SEQUENCES)
        _check_ids(item["external-ids"], needs_self=self._is_current)

    def _check_affiliation(self, kind: Kind, item: Message) -> None:
        organization = item["organization"]
        _check_dates(item)
        if kind.name in _STRICT_AFFILIATIONS:
            _check_organization(organization)
            address = organization["address"] or {}
            if not (address.get("city") and address.get("country")):
                raise ApiError(9060)
            self._check_disambiguated(organization)
        else:
            address = (organization or {}).get("address") or {}
            if (address.get("city") or address.get("region")) and not address.get("country"):
                raise ApiError(9061)
            has_organization_id = bool((organization or {}).get("disambiguated-organization"))
            if not has_organization_id and not of_list(item["external-ids"]):
                raise ApiError(9062)
            _check_organization(organization)
            if has_organization_id:
                self._check_disambiguated(organization)
        _check_ids(item["external-ids"])

    def _check_funding(self, item: Message) -> None:
        _check_title(item["title"])
        _check_translated_title(item["title"])
        _check_type("funding type", item["type"], vocabulary.FUNDING_TYPES)
        if not of_list(item["external-ids"]):
            raise ApiError(9023)
        self._check_amount(item["amount"])
        _check_organization(item["organization"])
        self._check_disambiguated(item["organization"])
        _check_dates(item)
        for contributor in (item["contributors"] or {}).get("contributor", ()):
            role = (contributor["contributor-attributes"] or {}).get("contributor-role")
            _check_role(role, vocabulary.FUNDING_ROLES.__contains__, vocabulary.FUNDING_ROLES)
        _check_ids(item["external-ids"])

    def _check_amount(self, amount: Any) -> None:
        if amount is None:
            return
        currency, value = amount.get("currency-code"), str(amount["value"] or "")
        if currency:
            _check_enum("Currency", currency, vocabulary.CURRENCIES)
        if value.strip() and not currency:
            raise ApiError(9020, "Please specify a currency code")
        if currency and not value.strip():
            raise ApiError(9020, "Please specify an amount or remove the amount tag")
        if self._is_current and value.strip() and not is_double(value):
            raise ApiError(9054)

    def _check_peer_review(self, item: Message) -> None:
        if not of_list(item["review-identifiers"]):
            raise ApiError(9023)
        _check_enum("PeerReviewType", item["review-type"], vocabulary.REVIEW_TYPES)
        _check_enum("Role", item["reviewer-role"], vocabulary.REVIEWER_ROLES)
        _check_ids(item["review-identifiers"], needs_self_for_version=self._is_current)
        if item["subject-external-identifier"] is not None:
            _refuse_ids(_wrong_in(item["subject-external-identifier"], unknown_type="type"))
        _check_organization(item["convening-organization"])
        self._check_disambiguated(item["convening-organization"])
        _check_date(item["review-completion-date"])
        if self._known.groups.find_by_group_id(str(item["review-group-id"])) is None:
            raise ApiError(9026)

    def _check_research_resource(self, item: Message) -> None:
        proposal = item["proposal"] or {}
        _check_title(proposal.get("title"))
        for part, name in ((proposal, "Proposal"), *((each, "Item") for each in item["resource-item"])):
            if not of_list(part.get("external-ids")):
                raise ApiError(9023, f"Missing external ID in Research Resource {name}")
            _check_ids(part["external-ids"], needs_self_for_version=True)
            for organization in (part.get("hosts") or {}).get("organization") or [None]:
                _check_organization(organization)
                self._check_disambiguated(organization)
        _check_dates(proposal)

    def _check_disambiguated(self, organization: Message) -> None:
        disambiguated = organization["disambiguated-organization"]
        if disambiguated is None and not self._asks_for_organization_ids:
            return
        found = organization_of(disambiguated)
        if found is None or not self._known.knows_organization(found):
            raise ApiError(9045)


def check_group(group: Message) -> None:
    """Raise ApiError for a peer-review group that ORCID does not take."""
    group_id = str(group["group-id"] or "")
    if not GROUP_ID.fullmatch(group_id):
        raise ApiError(9020, f"Invalid group-id: '{group_id}'")
    scheme, _, number = group_id.partition(":")
    if scheme == "issn" and not _is_issn(number):
        raise ApiError(9053)
    if group["type"] not in TYPES:
        raise _wrong_type("group type", TYPES)
    if not group["name"]:
        raise ApiError(9022)


def check_notification_ids(items: list[Message]) -> None:
    """Raise ApiError 9023 for the identifiers of a notification's items."""
    ids = [item["external-id"] for item in items if item["external-id"] is not None]
    _refuse_ids([wrong for each in ids for wrong in _wrong_in(each)])


def _check_person_item(kind: Kind, item: Message) -> None:
    match kind.name:
        case "keywords" if not _text(item["content"]):
            raise ApiError(9020, "Keyword cannot be null")
        case "researcher-urls":
            url, name = _text(item["url"]), _text(item["url-name"])
            if not url:
                raise ApiError(9020, "Url field must not be empty")
            for field, text in (("Url field", url), ("Url name", name)):
                _check_length(field, text, URL_LENGTH)
        case "address":
            _check_enum("Iso3166Country", _text(item["country"]), vocabulary.COUNTRIES)
        case "external-identifiers":
            _check_person_identifier(item)


def _check_person_identifier(item: Message) -> None:
    for field, member in (
        ("Common name field", "external-id-type"),
        ("Reference field", "external-id-value"),
    ):
        if not _text(item[member]):
            raise ApiError(9020, f"{field} must not be empty")
        _check_length(field, _text(item[member]), PERSON_TEXT_LENGTH)
    if item["external-id-relationship"] != "self":
        raise ApiError(9020, "Relationship field should be self for person identifiers")
    if not _text(item["external-id-url"]):
        raise ApiError(9020, "Reference field must not be empty")
    _check_length("Url", _text(item["external-id-url"]), URL_LENGTH)


def _check_length(field: str, text: str, most: int) -> None:
    if len(text) > most:
        raise ApiError(9020, f"{field} must not be longer than {most} characters")


def _text(value: Any) -> str:
    return str((value.get("value") if isinstance(value, dict) else value) or "").strip()


def _is_issn(number: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{3}[\dXx]", number):
        return False
    digits = [10 if digit in "Xx" else int(digit) for digit in number.replace("-", "")]
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


def _check_title(title: Any) -> None:
    if not _text((title or {}).get("title")):
        raise ApiError(9022)


def _check_translated_title(title: Message) -> None:
    translated = title["translated-title"]
    if translated is None:
        return
    language = translated.get("language-code")
    if not _text(translated):
        if language:
            raise ApiError(9020, "Please specify a translated title or remove the language code")
    else:
        _check_type("translated title -> language code", language, vocabulary.LANGUAGES)


def _check_citation(citation: Any) -> None:
    if citation is None:
        return
    if citation["citation-type"] is None:
        raise _wrong_type("citation type", vocabulary.CITATION_TYPES)
    _check_enum("CitationType", citation["citation-type"], vocabulary.CITATION_TYPES)
    if not _text(citation["citation-value"]):
        raise ApiError(9020, "Please specify a citation or remove the parent tag")


def _check_contributor(contributor: Message) -> None:
    orcid = contributor["contributor-orcid"] or {}
    if orcid.get("uri") and not _ORCID_URI.fullmatch(orcid["uri"]):
        raise ApiError(9020, "Invalid contributor URI")
    if orcid.get("path") and not re.fullmatch(_ORCID, orcid["path"]):
        raise ApiError(9020, "Invalid contributor ORCID")
    for member, name in (("credit-name", "credit name"), ("contributor-email", "email")):
        if contributor[member] is not None and not _text(contributor[member]):
            raise ApiError(9020, f"Please specify a contributor {name} or remove the empty tag")


def _check_type(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise _wrong_type(name, allowed)


def _wrong_type(name: str, allowed: tuple[str, ...]) -> ApiError:
    return ApiError(9037, type=name, values=", ".join(allowed))


def _check_enum(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ApiError(9051, value=value, enum=name)


def _check_role(role: Any, is_valid: Any, allowed: tuple[str, ...]) -> None:
    if role is not None and not is_valid(role):
        raise ApiError(9058, role=role, validRoles=", ".join(allowed))


def _check_ids(external_ids: Any, *, needs_self: bool = False, needs_self_for_version: bool = False) -> None:
    """Raise ApiError 9023, with everything that is wrong with the identifiers of an item."""
    ids = of_list(external_ids)
    wrong = [each for external_id in ids for each in _wrong_in(external_id)]
    relationships = {each.get("external-id-relationship") for each in ids}
    if needs_self and "self" not in relationships:
        wrong.append(_NO_SELF)
    if needs_self_for_version and "version-of" in relationships and "self" not in relationships:
        wrong.append(_NO_SELF_FOR_VERSION)
    _refuse_ids(wrong)


def _wrong_in(external_id: Message, unknown_type: str | None = None) -> list[str]:
    """Return what is wrong with an identifier: an unknown type is named itself unless by `unknown_type`."""
    wrong = []
    id_type = external_id.get("external-id-type")
    if id_type not in identifier_types():
        wrong.append(unknown_type or str(id_type or "null"))
    if not _text(external_id.get("external-id-value")):
        wrong.append("value")
    relationship = external_id.get("external-id-relationship")
    if relationship is None:
        wrong.append("relationship")
    else:
        _check_enum("Relationship", relationship, vocabulary.RELATIONSHIPS)
    return wrong


def _refuse_ids(wrong: list[str]) -> None:
    if wrong:
        raise ApiError(9023, f"Invalid external-id  {' '.join(wrong)}")


def _check_organization(organization: Any) -> None:
    if not ((organization or {}).get("name") or "").strip():
        raise ApiError(9046)
    country = (organization["address"] or {}).get("country")
    if country:
        _check_enum("Iso3166Country", country, vocabulary.COUNTRIES)


def _check_dates(item: Message) -> None:
    start, end = _check_date(item.get("start-date")), _check_date(item.get("end-date"))
    if end and not start:
        raise ApiError(9050)
    if start and end and end < start[: len(end)]:
        raise ApiError(9055)


def _check_date(fuzzy: Any) -> tuple[int, ...]:
    """Return a date's numbers, as many as it has; raise ApiError 9049 when they are no date.

    Numbers that no date has, such as month 13, are the schema's to refuse.
    """
    if fuzzy is None:
        return ()
    parts = [(fuzzy.get(name) or {}).get("value") for name in ("year", "month", "day")]
    written = [part for part in parts if part is not None]
    is_written_out = all(
        re.fullmatch(rf"\d{{{width}}}", part) for part, width in zip(written, (4, 2, 2), strict=False)
    )
    numbers = tuple(int(part) for part in written if re.fullmatch(r"[+-]?\d+", part))
    year, month, day = (*numbers, 1, 1, 1)[:3]
    try:
        if 1 <= month <= 12 and 1 <= day <= 31 and year >= 1:
            date(year, month, day)
    except ValueError:
        is_written_out = False
    if not is_written_out:
        raise ApiError(9049, dateString="-".join(written))
    return numbers
