"""Who is signed in at the website, kept in Flask's signed session cookie."""

from datetime import datetime

from flask import session

from pid_emulator.orcid.world import OrcidWorld


def sign_in(world: OrcidWorld, orcid: str) -> None:
    """Remember that `orcid` has just proved who they are."""
    session["orcid"] = orcid
    session["authenticated_at"] = world.clock.now().isoformat()


def sign_out() -> None:
    """Forget who was signed in."""
    session.clear()


def signed_in(world: OrcidWorld) -> str | None:
    """Return the iD of the person who is signed in; nobody is when the world no longer knows them."""
    orcid = session.get("orcid")
    return orcid if orcid is not None and world.orcid.find(orcid) is not None else None


def signed_in_at(world: OrcidWorld) -> datetime:
    """Return when the person signed in."""
    at = session.get("authenticated_at")
    return datetime.fromisoformat(at) if at else world.clock.now()
