"""A record as schema.org JSON-LD: a Person with affiliations, and works and funders that point back."""

from typing import Any

from pid_emulator.orcid.record.external_ids import of_list
from pid_emulator.orcid.record.json_messages import Message

_ALUMNI = ("educations", "qualifications")
_AFFILIATED = ("employments", "invited-positions", "memberships", "services", "distinctions")
# Disambiguation sources whose ids become the organization's own; the others stay identifiers.
_ORGANIZATION_URLS = {
    "FUNDREF": "",
    "GRID": "https://www.grid.ac/institutes/",
    "LEI": "https://www.gleif.org/lei/",
}


def person(record: Message) -> dict[str, Any]:
    """Return a record, as ORCID answers it, in JSON-LD.

    Lists of one are unwrapped, what is empty is left out.
    """
    details, activities = record["person"], record["activities-summary"]
    name = details["name"] or {}
    orcid = record["orcid-identifier"]["uri"]
    addresses = details["addresses"]["address"]
    return _without_empty(
        {
            "@context": "http://schema.org",
            "@type": "Person",
            "@id": orcid,
            "mainEntityOfPage": orcid,
            "name": _value(name.get("credit-name")),
            "givenName": _value(name.get("given-names")),
            "familyName": _value(name.get("family-name")),
            "alternateName": [each["content"] for each in details["other-names"]["other-name"]],
            "address": {"addressCountry": _value(addresses[0]["country"]), "@type": "PostalAddress"}
            if addresses
            else None,
            "alumniOf": _organizations(activities, _ALUMNI),
            "affiliation": _organizations(activities, _AFFILIATED),
            "@reverse": {"funder": _funders(activities), "creator": _works(activities)},
            "url": [_value(each["url"]) for each in details["researcher-urls"]["researcher-url"]],
            "identifier": [
                _property(each["external-id-type"], each["external-id-value"])
                for each in details["external-identifiers"]["external-identifier"]
            ],
        }
    )


def _works(activities: Message) -> list[dict[str, Any]]:
    works = []
    for group in activities["works"]["group"]:
        work = group["work-summary"][0]
        ids = [each for each in of_list(work["external-ids"]) if each["external-id-relationship"] == "self"]
        dois = [each["external-id-value"] for each in ids if each["external-id-type"] == "doi"]
        works.append(
            {
                "@type": "CreativeWork",
                "@id": f"https://doi.org/{dois[0]}" if dois else None,
                "name": _value((work["title"] or {}).get("title")),
                "identifier": [
                    _property(each["external-id-type"], each["external-id-value"]) for each in ids
                ],
            }
        )
    return works


def _funders(activities: Message) -> list[dict[str, Any]]:
    summaries = [summary for group in activities["fundings"]["group"] for summary in group["funding-summary"]]
    return [_organization(each["organization"]) for each in summaries if each["organization"]]


def _organizations(activities: Message, names: tuple[str, ...]) -> list[dict[str, Any]]:
    summaries = [
        summary
        for name in names
        for group in activities[name]["affiliation-group"]
        for wrapped in group["summaries"]
        for summary in wrapped.values()
    ]
    return [_organization(each["organization"]) for each in summaries if each["organization"]]


def _organization(organization: Message) -> dict[str, Any]:
    known = organization["disambiguated-organization"] or {}
    source = known.get("disambiguation-source")
    identifier = known.get("disambiguated-organization-identifier")
    written: dict[str, Any] = {"@type": "Organization", "name": organization["name"]}
    if source in _ORGANIZATION_URLS:
        written["@id"] = _ORGANIZATION_URLS[source] + str(identifier)
    elif identifier:
        written["identifier"] = _property(source, identifier)
    return written


def _property(name: Any, value: Any) -> dict[str, Any]:
    return {"@type": "PropertyValue", "propertyID": name, "value": value}


def _value(member: Any) -> Any:
    return member.get("value") if isinstance(member, dict) else None


def _without_empty(members: dict[str, Any]) -> dict[str, Any]:
    compact = {key: _compact(each) for key, each in members.items()}
    return {key: each for key, each in compact.items() if each not in (None, [], {})}


def _compact(value: Any) -> Any:
    """Leave out what is empty and take single values out of their lists."""
    if isinstance(value, dict):
        return _without_empty(value)
    if isinstance(value, list):
        elements = [each for each in map(_compact, value) if each not in (None, [], {})]
        return elements[0] if len(elements) == 1 else elements
    return value
