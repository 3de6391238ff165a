"""Keeps an activity for every change of a DOI (https://support.datacite.org/docs/tracking-provenance)."""

import random
from datetime import datetime
from typing import Any

from pid_emulator.datacite.auth import Account
from pid_emulator.datacite.dois import Doi
from pid_emulator.datacite.store import System, new_uuid

_AUDITED = {
    "url": "url",
    "creators": "creators",
    "contributors": "contributors",
    "titles": "titles",
    "publisher": "publisher",
    "publicationYear": "publication_year",
    "types": "types",
    "descriptions": "descriptions",
    "container": "container",
    "sizes": "sizes",
    "formats": "formats",
    "version": "version_info",
    "language": "language",
    "dates": "dates",
    "identifiers": "identifiers",
    "relatedIdentifiers": "related_identifiers",
    "relatedItems": "related_items",
    "fundingReferences": "funding_references",
    "geoLocations": "geo_locations",
    "rightsList": "rights_list",
    "subjects": "subjects",
    "schemaVersion": "schema_version",
    "source": "source",
    "reason": "reason",
}


def note_change(
    system: System,
    action: str,
    before: Doi | None,
    after: Doi,
    account: Account,
    now: datetime,
    source: random.Random,
) -> None:
    """Add the activity of one request; nothing when it has changed nothing."""
    changes = _changes(before, after)
    if not changes:
        return
    host = "https://api.datacite.org" if system.name == "production" else "https://api.test.datacite.org"
    derived_from = f"https://doi.org/{after.doi}"
    earlier = [
        activity
        for activity in system.activities.values()
        if activity["attributes"].get("prov:wasDerivedFrom") == derived_from
    ]
    uuid = new_uuid(source)
    system.activities[uuid] = {
        "id": uuid,
        "type": "activities",
        "attributes": {
            "prov:wasGeneratedBy": f"{host}/activities/{uuid}",
            "prov:generatedAtTime": now.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "prov:wasDerivedFrom": derived_from,
            "prov:wasAttributedTo": f"{host}/clients/{account.uid}",
            "action": action,
            "version": len(earlier) + 1,
            "changes": changes,
        },
        "relationships": {"doi": {"data": {"id": after.doi, "type": "dois"}}},
    }


def _changes(before: Doi | None, after: Doi) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name, column in _AUDITED.items():
        new = after.attributes.get(name)
        old = before.attributes.get(name) if before else None
        if before is None and new not in (None, [], {}):
            changes[column] = new
        elif before is not None and new != old:
            changes[column] = [old, new]
    if before is None:
        changes["aasm_state"] = after.state
    elif before.state != after.state:
        changes["aasm_state"] = [before.state, after.state]
    return changes
