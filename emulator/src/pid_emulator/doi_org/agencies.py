"""Which registration agency a DOI or a prefix belongs to."""

from pid_emulator.datacite.dois import Doi
from pid_emulator.doi_org.handles import find_handle
from pid_emulator.doi_org.names import is_doi, prefix_of
from pid_emulator.doi_org.world import DoiOrgWorld

DOES_NOT_EXIST = "DOI does not exist"
INVALID = "Invalid DOI"
UNKNOWN = "Unknown"
_AGENCIES = ("DataCite", "Crossref", "JaLC", "KISTI", "mEDRA", "OP")  # as doi.org writes them


def find_agency(world: DoiOrgWorld, name: str) -> str | None:
    """Return the agency of an existing DOI, `Crossref`, `DataCite`, `mEDRA` …; None where it is not known."""
    if not exists(world, name):
        return None
    if world.crossref.work(name):
        return "Crossref"
    known = world.datacite.find("production", name)
    if known is not None:
        return _agency_of(known)
    return world.handles.agency(name) or _agency_of_prefix(world, name)


def exists(world: DoiOrgWorld, name: str) -> bool:
    """Tell whether a DOI is registered, or a prefix assigned."""
    if is_doi(name):
        return world.handles.knows(name) or find_handle(world, name) is not None
    return world.handles.knows(name) or _agency_of_prefix(world, name) is not None


def agency_entry(world: DoiOrgWorld, name: str) -> dict[str, str]:
    """Return what doiRA says of a name: `{"DOI": …, "RA": …}`, or a `status` where it has no agency."""
    if not name.startswith("10.") or not (is_doi(name) or name == prefix_of(name)):
        return {"DOI": name, "status": INVALID}
    if not exists(world, name):
        return {"DOI": name, "status": DOES_NOT_EXIST}
    agency = find_agency(world, name)
    return {"DOI": name, "RA": agency} if agency else {"DOI": name, "status": UNKNOWN}


def _agency_of_prefix(world: DoiOrgWorld, prefix: str) -> str | None:
    """Return the agency that has registered DOIs under a prefix that is not listed."""
    start = f"{prefix}/"
    if any(doi.startswith(start) for doi in world.crossref.all("works")):
        return "Crossref"
    return next(
        (_agency_of(doi) for doi in world.datacite.all_dois("production") if doi.doi.startswith(start)), None
    )


def _agency_of(doi: Doi) -> str:
    """Return the agency of a DOI in DataCite's index, which also holds DOIs of other agencies."""
    agency = str(doi.attributes.get("agency") or "DataCite")
    return next((name for name in _AGENCIES if name.lower() == agency.lower()), agency)
