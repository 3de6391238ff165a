"""Crossref: the REST API at api.crossref.org, and the deposit system."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from pid_emulator.core.service import Service, WSGIApplication
from pid_emulator.crossref.api.answers import busy
from pid_emulator.crossref.world import CrossrefWorld

if TYPE_CHECKING:
    from pid_emulator.crossref.api.agency import FindAgency
    from pid_emulator.crossref.api.data_citations import IsDataset
    from pid_emulator.crossref.deposit.queue import DepositQueue

UNOBSERVED = (
    "A validation failure for sort, order, facet, select, field queries, filter values, unknown parameters, "
    "an offset too far and a cursor with an offset: the words are those of the published source of the API "
    "and of third parties' reports, not of a recording.",
    "An offset too far: the number named is 10,000 less `rows`, since the limit holds for their sum.",
    "An expired cursor (five minutes unused): 404 cursor-invalid, as for a malformed one.",
    "The filter has-update: keeps works with `updated-by`; its description would also fit `update-to`.",
    "The order of works without a query: as they were added.",
    "Relevance scores: BM25 over the records at hand; only their order means something.",
    "A Crossref-Plus-API-Token that does not begin with `Bearer `: 401 without a body. Any other passes.",
    "Facet values of funder-doi and orcid are https addresses, those of type-name labels.",
    "Methods other than GET, HEAD and OPTIONS: 405 with `Method not allowed.`.",
    "Unknown routes: the body is that of 2021, the media type application/json;charset=utf-8.",
    "A trailing slash: 404 after a DOI, 200 after a list, as clients report; route not found after any other "
    "single record.",
    "An hour in a date filter: also with minutes and seconds; a date without a time counts from midnight.",
    "Data citations (/beta/datacitations): only those of the records at hand, at once and with the time of "
    "the deposit; parameters other than dates, member-id, object-id, rows and page are ignored.",
    "data.crossref.org (the schemas of deposits): not emulated.",
    "A DOI in the path with an address or `doi:` before it: what stands before is cut off.",
    "Members, journals and funders without a record: counts and coverage of the works at hand; no location.",
)


QUEUE = "/servlet/"  # goes on when somebody asks for a result


class World(CrossrefWorld, Protocol):
    """What both of Crossref's systems need."""

    @property
    def deposits(self) -> DepositQueue: ...


def crossref_services(world: World, find_agency: FindAgency, is_dataset: IsDataset) -> list[Service]:
    """Return the services of Crossref.

    `find_agency` tells whose a DOI is, which doi.org knows; `is_dataset` whether it is that of a dataset at
    DataCite.
    """

    def api() -> WSGIApplication:
        from pid_emulator.crossref.api.routes import create_application

        return create_application(world, find_agency, is_dataset)

    def deposit(*, is_test: bool) -> WSGIApplication:
        from pid_emulator.crossref.deposit.routes import create_application

        return create_application(world, is_test=is_test)

    return [
        Service(("api.crossref.org",), api, busy),
        Service(("test.crossref.org",), partial(deposit, is_test=True), changing_path=QUEUE),
        Service(("doi.crossref.org",), partial(deposit, is_test=False), changing_path=QUEUE),
    ]
