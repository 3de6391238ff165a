"""People as the sign-in pages know them: their names, how they sign in, how they register."""

from dataclasses import dataclass

from pid_emulator.core import accounts
from pid_emulator.core.orcid_ids import check_digit
from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.kinds import EMAIL
from pid_emulator.orcid.record.orcid_record import OrcidRecord, time
from pid_emulator.orcid.world import OrcidWorld

# Outside the range ORCID assigns, so that no person who registers here has somebody's iD.
FIRST_EMULATED_NUMBER = 9_9100_0000_000


@dataclass(frozen=True)
class Names:
    """A person's names; None where there is none, or it is not public."""

    given: str | None = None
    family: str | None = None
    credit: str | None = None

    @property
    def display(self) -> str | None:
        """The credit name, else "given family"."""
        return self.credit or " ".join(name for name in (self.given, self.family) if name) or None


def names(record: OrcidRecord | None, *, public_only: bool = True) -> Names:
    """Return the names of a record, all of them or only if they are public."""
    name = record.name if record is not None else None
    if name is None or (public_only and name.get("visibility") != "public"):
        return Names()
    return Names(_value(name, "given-names"), _value(name, "family-name"), _value(name, "credit-name"))


def find_by_sign_in(world: OrcidWorld, email_or_id: str) -> str | None:
    """Return the iD of the person who signs in with this e-mail address or iD (also as a URI)."""
    wanted = email_or_id.strip().lower()
    bare = wanted.rstrip("/").rpartition("/")[2].upper()
    if world.orcid.find(bare) is not None:
        return bare
    for record in world.orcid:
        if any(str(email.get("email", "")).lower() == wanted for email in record.items(EMAIL)):
            return record.orcid
    return None


def password_matches(world: OrcidWorld, orcid: str, password: str) -> bool:
    """Tell whether a person may sign in with this password."""
    return world.orcid.tokens.passwords.get(orcid, accounts.ORCID_SIGN_IN_PASSWORD) == password


def register(
    world: OrcidWorld, *, given: str, family: str, email: str, password: str, visibility: str
) -> str:
    """Create a person with an empty record and return the new iD.

    `visibility` is what items added later will have: "public", "limited" or "private".
    The name is public and the e-mail address private, as ORCID sets them.
    """
    now = time(int(world.clock.now().timestamp() * 1000))
    orcid = _free_id(world)
    written = {"created-date": now, "last-modified-date": now}
    person = {
        "name": {
            **written,
            "given-names": {"value": given},
            "family-name": {"value": family} if family else None,
            "visibility": "public",
            "path": orcid,
        },
        "emails": {
            "email": [{**written, "email": email, "visibility": "private", "verified": True, "primary": True}]
        },
    }
    history = {
        "creation-method": "DIRECT",
        "submission-date": now,
        "last-modified-date": now,
        "claimed": True,
        "verified-email": True,
        "verified-primary-email": True,
    }
    record = world.orcid.create(orcid)
    record.load({"orcid-identifier": {"path": orcid}, "history": history, "person": person})
    record.default_visibility = visibility
    world.orcid.tokens.passwords[orcid] = password
    return orcid


def _free_id(world: OrcidWorld) -> str:
    number = FIRST_EMULATED_NUMBER
    while True:
        base = f"{number:015d}"
        whole = base + check_digit(base)
        orcid = "-".join(whole[start : start + 4] for start in range(0, 16, 4))
        if world.orcid.find(orcid) is None:
            return orcid
        number += 1


def _value(name: Message, key: str) -> str | None:
    return (name.get(key) or {}).get("value")
