"""Creates, updates and deletes DOIs: who may, which state follows, what is refused.

https://support.datacite.org/docs/api-create-dois, https://support.datacite.org/docs/doi-states
"""

import random
from datetime import datetime

from pid_emulator.core.records import Record
from pid_emulator.datacite.auth import Account, owns
from pid_emulator.datacite.dois import Doi, as_list, is_media_url, normalize_doi, timestamp
from pid_emulator.datacite.errors import Invalid, Problem, ServerError
from pid_emulator.datacite.kernel.validation import KERNEL_4, check_doi
from pid_emulator.datacite.kernel.writer import stored_xml
from pid_emulator.datacite.rest.payloads import Payload, apply_payload
from pid_emulator.datacite.rest.provenance import note_change
from pid_emulator.datacite.store import System
from pid_emulator.datacite.suffixes import encode_suffix, random_doi

# event: {state before: state after}; any other combination changes nothing.
TRANSITIONS = {
    "register": {"draft": "registered"},
    "publish": {"draft": "findable", "registered": "findable"},
    "hide": {"findable": "registered"},
    "show": {"registered": "findable"},
}


class Writer:
    """Write access to one system, in the name of one account, at one moment."""

    def __init__(self, system: System, account: Account | None, now: datetime, source: random.Random) -> None:
        self.system = system
        self.account = account
        self.now = now
        self.source = source

    def create(self, payload: Payload, doi: str | None = None) -> Doi:
        """Create a DOI: the one given, the payload's own, or one with a random suffix.

        Raises Problem (401, 403, 500 after saving) and Invalid (422).
        """
        account = self._writing_account()
        name = doi or self._name(payload)
        client_id = payload.client_id or account.uid
        if client_id != account.uid or name.partition("/")[0] not in self.system.prefixes_of(client_id):
            raise Problem(403)
        taken = name in self.system.dois
        created = self._build(Doi(doi=name, attributes={"source": "api"}), payload, client_id)
        errors = check_doi(
            created,
            domains=self._domains(client_id),
            new=True,
            taken=taken,
            validate=payload.should_validate,
            # A PUT, which names the DOI in its path, means kernel 4; a POST without a version does not.
            default_version=KERNEL_4 if doi else None,
        )
        if errors:
            raise Invalid(name, errors)
        created.row = self.system.next_row()
        created.attributes["created"] = timestamp(self.now)
        created.attributes["metadataVersion"] = 0
        self._stamp(created)
        self.system.dois[name] = created
        note_change(self.system, "create", None, created, account, self.now, self.source)
        _refuse_content_urls(payload)
        return created

    def update(self, current: Doi, payload: Payload) -> Doi:
        """Change a DOI; only what the payload has changes.

        Raises Problem (401, 403, 500 after saving) and Invalid (422).
        """
        account = self._writing_account()
        if not owns(current, account):
            raise Problem(403)
        changed = self._build(current, payload, current.client_id)
        errors = check_doi(
            changed,
            domains=self._domains(current.client_id),
            new=False,
            taken=False,
            validate=payload.should_validate,
            default_version=KERNEL_4,
        )
        if errors:
            raise Invalid(current.doi, errors)
        if changed.xml != current.xml:
            # A draft may have had no metadata at all: what comes then is the first.
            known = current.attributes.get("metadataVersion") or 0
            changed.attributes["metadataVersion"] = known + 1 if current.xml else 0
        self._stamp(changed)
        self.system.dois[current.doi] = changed
        note_change(self.system, "update", current, changed, account, self.now, self.source)
        _refuse_content_urls(payload)
        return changed

    def validate(self, payload: Payload) -> Doi:
        """Check a payload without saving it. Raises Problem (401) and Invalid, whose status is 200."""
        account = self._writing_account()
        name = normalize_doi(str(payload.attributes.get("doi") or "")) or self._name(payload)
        built = self._build(Doi(doi=name, attributes={"source": "api"}), payload, account.uid)
        errors = check_doi(built, domains=self._domains(account.uid), new=True, taken=False, validate=True)
        if errors:
            raise Invalid(name, errors, status=200)
        return built

    def delete(self, current: Doi) -> None:
        """Delete a draft. Raises Problem: 401, 403, 405 for a DOI that is not a draft."""
        account = self._writing_account()
        if not owns(current, account):
            raise Problem(403)
        if current.state != "draft":
            raise Problem(405, headers={"Allow": "HEAD, GET, POST, PATCH, PUT, OPTIONS"})
        del self.system.dois[current.doi]

    def add_media(self, doi: Doi, media_type: str, url: str) -> Record:
        """Add the address of a DOI's content. Raises Problem (401, 403)."""
        if not owns(doi, self._writing_account()):
            raise Problem(403)
        self.system.last_media += 1
        now = timestamp(self.now).replace("Z", ".000Z")
        media: Record = {
            "id": f"0000-0000-{encode_suffix(self.system.last_media)}",
            "type": "media",
            "attributes": {"version": 1, "url": url, "mediaType": media_type, "created": now, "updated": now},
            "relationships": {"doi": {"data": {"id": doi.doi.upper(), "type": "dois"}}},
        }
        doi.media.insert(0, media)
        return media

    def _writing_account(self) -> Account:
        if self.account is None:
            raise Problem(401)
        if not self.account.is_repository:
            raise Problem(403)
        return self.account

    def _name(self, payload: Payload) -> str:
        given = payload.attributes.get("doi")
        if given:
            if (normal := normalize_doi(str(given))) is None:
                raise Problem(403)
            return normal
        prefix = str(payload.attributes.get("prefix") or "")
        if not prefix:
            raise Problem(403)
        while (name := random_doi(prefix, self.source)) in self.system.dois:
            continue
        return name

    def _domains(self, client_id: str | None) -> str:
        client = self.system.client(client_id)
        return str((client or {}).get("attributes", {}).get("domains") or "*")

    def _build(self, current: Doi, payload: Payload, client_id: str | None) -> Doi:
        attributes, xml = apply_payload(current.doi, current.attributes, stored_xml(current), payload)
        event = payload.event
        state = TRANSITIONS[event].get(current.state, current.state) if event else current.state
        return Doi(
            doi=current.doi,
            attributes=attributes,
            client_id=client_id,
            provider_id=current.provider_id or self.system.provider_of(client_id),
            state=state,
            xml=xml,
            row=current.row,
            relations=current.relations,
            media=current.media,
        )

    def _stamp(self, doi: Doi) -> None:
        doi.attributes["updated"] = timestamp(self.now)
        doi.attributes.pop("published", None)
        if doi.state != "draft" and not doi.attributes.get("registered"):
            doi.attributes["registered"] = timestamp(self.now)


def _refuse_content_urls(payload: Payload) -> None:
    """Fail as the server does: it makes media of the content's addresses once the DOI is saved.

    Raises Problem(500) where one of them is no address of media.
    """
    if not all(is_media_url(url) for url in as_list(payload.attributes.get("contentUrl"))):
        raise ServerError
