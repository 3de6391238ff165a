"""Items that ORCID takes, one for each path that they are posted to."""

from typing import Any

from support.orcid_people import ORGANIZATION, work


def external_ids(value: str, id_type: str = "source-work-id") -> dict[str, Any]:
    return {
        "external-id": [
            {
                "external-id-type": id_type,
                "external-id-value": value,
                "external-id-relationship": "self",
            }
        ]
    }


AFFILIATION = {"role-title": "Guide", "start-date": {"year": {"value": "2020"}}, "organization": ORGANIZATION}
BODIES: dict[str, dict[str, Any]] = {
    "work": work(),
    "employment": AFFILIATION,
    "education": AFFILIATION,
    "qualification": AFFILIATION,
    "invited-position": AFFILIATION,
    "distinction": AFFILIATION,
    "membership": AFFILIATION,
    "service": AFFILIATION,
    "funding": {
        "type": "grant",
        "title": {"title": {"value": "A Grant"}},
        "external-ids": external_ids("G-1", "grant_number"),
        "organization": ORGANIZATION,
    },
    "peer-review": {
        "reviewer-role": "reviewer",
        "review-identifiers": external_ids("review-9"),
        "review-type": "review",
        "review-completion-date": {"year": {"value": "2024"}},
        "review-group-id": "issn:0264-3561",
        "convening-organization": ORGANIZATION,
    },
    "research-resource": {
        "proposal": {
            "title": {"title": {"value": "Time on a Kiln"}},
            "hosts": {"organization": [ORGANIZATION]},
            "external-ids": external_ids("kiln-9", "proposal-id"),
        },
        "resource-item": [
            {
                "resource-name": "Kiln 9",
                "resource-type": "infrastructures",
                "hosts": {"organization": [ORGANIZATION]},
                "external-ids": external_ids("kiln-9-hours", "proposal-id"),
            }
        ],
    },
    "keywords": {"content": "guides"},
    "other-names": {"content": "J. Guide"},
    "researcher-urls": {"url-name": "Guide", "url": "https://guide.example.org/"},
    "address": {"country": {"value": "NZ"}},
    "external-identifiers": {
        "external-id-type": "Loop profile",
        "external-id-value": "77",
        "external-id-url": {"value": "https://loop.example.org/77"},
        "external-id-relationship": "self",
    },
}
