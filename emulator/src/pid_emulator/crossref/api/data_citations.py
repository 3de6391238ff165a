"""Data citations: which works refer to which datasets, of Crossref or DataCite (/beta/datacitations)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, request

from pid_emulator.core.records import Record
from pid_emulator.crossref.api import answers
from pid_emulator.crossref.world import CrossrefWorld

# Tells whether a DOI is that of a dataset at DataCite.
IsDataset = Callable[[str], bool]

_ROWS = 20
_CONTENT_TYPE = "application/json;charset=UTF-8"


def blueprint(world: CrossrefWorld, is_dataset: IsDataset) -> Blueprint:
    """Return the route; its pages are counted from 0."""
    routes = Blueprint("crossref_data_citations", __name__)

    @routes.get("/beta/datacitations")
    def data_citations() -> Response:
        asked = request.args
        rows, page = (asked.get(name, default, type=int) for name, default in (("rows", _ROWS), ("page", 0)))
        found = [one for one in _all(world, is_dataset) if _is_asked_for(one)]
        found.sort(key=lambda one: str(one["timestamp"]))
        is_last = rows == 0 or (page + 1) * rows >= len(found)
        message = {
            "total-results": len(found),
            "next-page": None if is_last else page + 1,
            "items-per-page": rows,
            "items": found[page * rows :][:rows],
        }
        content = {"status": "ok", "message": message, "message-type": "data-citations-list"}
        return Response(answers.to_plain_json(content), content_type=_CONTENT_TYPE)

    return routes


def _all(world: CrossrefWorld, is_dataset: IsDataset) -> Iterator[Record]:
    """Yield the citations in references and relations of works that name a dataset by its DOI."""
    works = world.crossref.all("works")
    for work in works.values():
        for relation, doi in _named(work):
            known = works.get(doi)
            if known is not None and known.get("type") == "dataset":
                agency = "Crossref"
            elif is_dataset(doi):
                agency = "DataCite"
            else:
                continue
            subject = {"id": work["DOI"], "type": work.get("type"), "member": work.get("member")}
            yield {
                "timestamp": (work.get("deposited") or {}).get("date-time"),
                "relation": relation,
                "subject": {**subject, "registration-agency": "Crossref"},
                "object": {"id": doi, "type": "dataset", "registration-agency": agency},
            }


def _named(work: Record) -> Iterator[tuple[str, str]]:
    """Yield the relation and the DOI of each other record that a work names."""
    for reference in work.get("reference") or []:
        if reference.get("DOI"):
            yield "references", reference["DOI"].lower()
    for relation, targets in (work.get("relation") or {}).items():
        for target in targets:
            if target.get("id-type") == "doi" and target.get("id"):
                yield relation, target["id"].lower()


def _is_asked_for(citation: Record) -> bool:
    asked = request.args
    wanted = {"object-id": citation["object"]["id"], "member-id": citation["subject"]["member"]}
    if any(asked[name].lower() != value for name, value in wanted.items() if asked.get(name)):
        return False
    moment = _moment(str(citation["timestamp"]))
    first, last = (_moment(asked.get(name, "")) for name in ("from-created-date", "until-created-date"))
    if moment is None:
        return first is None and last is None
    if last and "T" not in asked["until-created-date"]:
        last += timedelta(days=1)
    return (first is None or first <= moment) and (last is None or moment <= last)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
