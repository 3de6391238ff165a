"""The member API's overview of a record (/summary): counts, and which items somebody else vouches for."""

from typing import Any

from pid_emulator.orcid.record.json_messages import Message, complete
from pid_emulator.orcid.record.kinds import FUNDING, KINDS, PEER_REVIEW, RESEARCH_RESOURCE, WORK, Kind
from pid_emulator.orcid.record.orcid_record import OrcidRecord
from pid_emulator.orcid.record.shapes import CREATED, MODIFIED, ORCID_IDENTIFIER, Field, Scalar, Shape, date

PROFESSIONAL = ("distinction", "invited-position", "membership", "service")
EDUCATION = ("education", "qualification")


def _validated_counts(name: str) -> Field:
    counts = (
        Field("summary:self-asserted-count", Scalar.INTEGER),
        Field("summary:validated-count", Scalar.INTEGER),
    )
    return Field(f"summary:{name}", Shape(f"summary:{name}", counts))


def _affiliations(name: str, item: str) -> Field:
    shape = Shape(
        f"summary:{item}",
        (
            Field("summary:put-code", Scalar.INTEGER),
            Field("summary:type"),
            Field("summary:organization-name"),
            Field("summary:role"),
            Field("summary:url"),
            date("common:start-date"),
            date("common:end-date"),
            Field("summary:validated", Scalar.BOOLEAN),
        ),
    )
    fields = (Field("summary:count", Scalar.INTEGER), Field(f"summary:{item}", shape, many=True))
    return Field(f"summary:{name}", Shape(f"summary:{name}", fields))


_IDENTIFIER = Shape(
    "summary:external-identifier",
    (
        Field("summary:put-code", Scalar.INTEGER),
        Field("summary:external-id-type"),
        Field("summary:external-id-value"),
        Field("summary:external-id-url"),
        Field("summary:validated", Scalar.BOOLEAN),
    ),
)
_EMAIL_DOMAIN = Shape(
    "summary:email-domain",
    (
        Field("summary:value"),
        Field("summary:verification-date", Scalar.TIME),
        CREATED,
        MODIFIED,
    ),
)
RECORD_SUMMARY = Shape(
    "summary:record-summary",
    (
        CREATED,
        MODIFIED,
        Field("summary:credit-name"),
        Field(ORCID_IDENTIFIER.tag, ORCID_IDENTIFIER),
        Field(
            "summary:external-identifiers",
            Shape(
                "summary:external-identifiers",
                (Field("summary:external-identifier", _IDENTIFIER, many=True),),
            ),
        ),
        _affiliations("employments", "employment"),
        _affiliations("professional-activities", "professional-activity"),
        _validated_counts("fundings"),
        _validated_counts("works"),
        Field(
            "summary:peer-reviews",
            Shape(
                "summary:peer-reviews",
                (
                    Field("summary:peer-review-publication-grants", Scalar.INTEGER),
                    Field("summary:self-asserted-count", Scalar.INTEGER),
                    Field("summary:total", Scalar.INTEGER),
                ),
            ),
        ),
        _affiliations("education-qualifications", "education-qualification"),
        _validated_counts("research-resources"),
        Field(
            "summary:email-domains",
            Shape(
                "summary:email-domains",
                (
                    Field("summary:count", Scalar.INTEGER),
                    Field("summary:email-domain", _EMAIL_DOMAIN, many=True),
                ),
            ),
        ),
    ),
)


def record_summary(record: OrcidRecord, host: str) -> Message:
    """Return the overview of a record, of its public items only."""
    identifiers = _public(record, KINDS["external-identifiers"])
    reviews = _public(record, PEER_REVIEW)
    return complete(
        RECORD_SUMMARY,
        {
            "created-date": record.history.get("submission-date"),
            "last-modified-date": record.history.get("last-modified-date"),
            "credit-name": record.public_name,
            "orcid-identifier": {
                "uri": f"https://{host}/{record.orcid}",
                "path": record.orcid,
                "host": host,
            },
            "external-identifiers": {
                "external-identifier": [_identifier(record, item) for item in identifiers]
            }
            if identifiers
            else None,
            "employments": _section(record, "employment", ("employment",)),
            "professional-activities": _section(record, "professional-activity", PROFESSIONAL),
            "fundings": _counts(record, FUNDING),
            "works": _counts(record, WORK),
            "peer-reviews": {
                "peer-review-publication-grants": len({item.get("review-group-id") for item in reviews}),
                "self-asserted-count": sum(not _is_validated(record, item) for item in reviews),
                "total": len(reviews),
            }
            if reviews
            else None,
            "education-qualifications": _section(record, "education-qualification", EDUCATION),
            "research-resources": _counts(record, RESEARCH_RESOURCE),
        },
    )


def _public(record: OrcidRecord, kind: Kind) -> list[Message]:
    return [item for item in record.items(kind) if item.get("visibility") == "public"]


def _is_validated(record: OrcidRecord, item: Message) -> bool:
    """Tell whether somebody else than the person has added an item."""
    source = item.get("source") or {}
    return (source.get("source-orcid") or {}).get("path") != record.orcid


def _counts(record: OrcidRecord, kind: Kind) -> Message | None:
    validated = [_is_validated(record, item) for item in _public(record, kind)]
    if not validated:
        return None
    return {
        "self-asserted-count": validated.count(False),
        "validated-count": validated.count(True),
    }


def _section(record: OrcidRecord, member: str, kinds: tuple[str, ...]) -> Message | None:
    items: list[Any] = [
        {
            "put-code": item.get("put-code"),
            "type": name,
            "organization-name": (item.get("organization") or {}).get("name"),
            "role": item.get("role-title"),
            "url": (item.get("url") or {}).get("value"),
            "start-date": item.get("start-date"),
            "end-date": item.get("end-date"),
            "validated": _is_validated(record, item),
        }
        for name in kinds
        for item in _public(record, KINDS[name])
    ]
    return {"count": len(items), member: items} if items else None


def _identifier(record: OrcidRecord, item: Message) -> Message:
    return {
        "put-code": item.get("put-code"),
        "external-id-type": item.get("external-id-type"),
        "external-id-value": item.get("external-id-value"),
        "external-id-url": (item.get("external-id-url") or {}).get("value"),
        "validated": _is_validated(record, item),
    }
