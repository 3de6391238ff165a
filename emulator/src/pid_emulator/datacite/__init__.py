"""DataCite: the REST API and MDS of both systems, content negotiation, the test system's handle server."""

from functools import partial

from pid_emulator.core.service import Service, WSGIApplication
from pid_emulator.datacite.errors import busy
from pid_emulator.datacite.world import DataCiteWorld

PRODUCTION_HOSTS = ("api.datacite.org",)
TEST_HOSTS = ("api.test.datacite.org", "api.stage.datacite.org")
MDS_HOSTS = {"production": "mds.datacite.org", "test": "mds.test.datacite.org"}
RESOLVER_HOSTS = ("data.crosscite.org", "data.datacite.org")
HANDLE_HOSTS = ("handle.test.datacite.org", "handle.stage.datacite.org")
UNOBSERVED = (
    "POST with wrong credentials: 404, but 401 where the payload names an existing repository. This fits "
    "both recordings (2018, 2021); nothing documents it.",
    "A body that is not JSON, and XML that is not well-formed: 400 and 422 with the parser's own words.",
    "A publish without a URL names only the URL when no schemaVersion is known, as recorded in 2021; "
    "`metadata: Is invalid` comes otherwise, as reported by users.",
    "A query that cannot be parsed: the words of Lucene's parser, seen for an open quotation mark and for a "
    "query that ends where a clause should begin; elsewhere they follow its grammar.",
    "Relevance: matching terms weighted by the documented boosts. Fuzzy terms, phrase slop and regular "
    "expressions are simplified.",
    "Counts beside lists of members and prefixes: as in the server's source; a member is taken to have all "
    "contacts that it must have.",
    "Event Data is not counted: a DOI has the counts of its record, a new one has none.",
    "Rate limits: the status and text are documented, the JSON around them and Retry-After were never "
    "recorded. They come only where a fault is asked for.",
    "Fields of science follow from FOR subjects by division only; 51 licences are mapped to SPDX.",
    "Several DOIs in one text format are joined by blank lines.",
    "A draft that no citation can be made of: 422 `The request could not be processed.`",
    "A bad media type: 422 with source media_type.",
    "JWT from POST /token: works; its error words are not known.",
    "A slash at the end of a DOI, or a doubled one: 404, as reported of DOIs that have such slashes.",
    "`enriched=true` changes nothing. Funders by ROR id: 22 are known with Funder Registry ids and parents.",
    "Rights longer than 2000 characters: 422, the words are the emulator's own.",
    "A content address that is none: 500 with Rails' body; that the DOI is saved is reported.",
    "/prefixes/totals: as the totals of repositories, by prefix.",
    "Not emulated: reports, enrichments, the data file (its keys open nothing), GraphQL, Event Data beyond "
    "the routes, filters by affiliation country and link checks.",
)


def datacite_services(world: DataCiteWorld) -> list[Service]:
    """Return the services of DataCite."""

    def rest(system: str) -> WSGIApplication:
        from pid_emulator.datacite.rest.routes import create_application

        return create_application(world, system)

    def mds(system: str, host: str) -> WSGIApplication:
        from pid_emulator.datacite.mds.routes import create_application

        return create_application(world, system, host)

    def resolver() -> WSGIApplication:
        from pid_emulator.datacite.resolver import create_application

        return create_application(world)

    def handle_server() -> WSGIApplication:
        from pid_emulator.datacite.handle_server import create_application

        return create_application(world)

    return [
        Service(PRODUCTION_HOSTS, partial(rest, "production"), busy),
        Service(TEST_HOSTS, partial(rest, "test"), busy),
        *(Service((host,), partial(mds, system, host), busy) for system, host in MDS_HOSTS.items()),
        Service(RESOLVER_HOSTS, resolver, busy),
        Service(HANDLE_HOSTS, handle_server, busy),
    ]
