"""Routes of repositories, members, prefixes, activities and events."""

from collections.abc import Callable

from flask import Flask, Response, request

from pid_emulator.core.records import Record
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.rest.context import Context
from pid_emulator.datacite.rest.doi_reads import original_url
from pid_emulator.datacite.rest.events import event_resource, list_events, wants_new_words
from pid_emulator.datacite.rest.registry_resources import (
    client_resource,
    list_resources,
    one,
    plain_resource,
    provider_resource,
    repository_resource,
    totals,
    totals_of_prefixes,
)
from pid_emulator.datacite.rest.responses import json_answer
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.search.registry_facets import (
    client_facets,
    client_prefix_facets,
    prefix_facets,
    provider_facets,
    provider_prefix_facets,
    related,
    repository_facets,
    side_loaded,
)
from pid_emulator.datacite.serialize import listed_resource
from pid_emulator.datacite.store import System, related_id

Show = Callable[..., Record]
Facets = Callable[[list[Record], System], Record]


def add_routes(app: Flask, context: Context) -> None:
    """Add the routes to the application of one system."""
    _add_clients(app, context)
    _add_providers(app, context)
    _add_activities(app, context)
    _add_totals_of_prefixes(app, context)
    _add_prefixes(app, context, "prefixes", lambda system: system.prefixes, prefix_facets)
    _add_prefixes(
        app, context, "client-prefixes", lambda system: system.client_prefixes, client_prefix_facets
    )
    _add_prefixes(
        app, context, "provider-prefixes", lambda system: system.provider_prefixes, provider_prefix_facets
    )
    _add_events(app, context)


def _add_clients(app: Flask, context: Context) -> None:
    """Add the two names of repositories: /clients side-loads members, /repositories only when asked to."""

    def list_clients(name: str, show: Show, facets: Facets, *, with_providers: bool) -> Response:
        system = context.system
        body = list_resources(
            system.clients.values(),
            Parameters(request.args),
            f"{request.host_url}{name}",
            original_url(),
            show,
            lambda found: facets(found, system),
        )
        if with_providers:
            providers = [related_id(record, "provider") for record in body["data"]]
            known = map(system.providers.peek, dict.fromkeys(providers))
            body["included"] = [provider_resource(record, listed=True) for record in known if record]
        return json_answer(body)

    @app.get("/clients", endpoint="list_clients")
    def show_clients() -> Response:
        return list_clients("clients", client_resource, client_facets, with_providers=True)

    @app.get("/repositories")
    def list_repositories() -> Response:
        asked = "provider" in Parameters(request.args).included()
        return list_clients("repositories", repository_resource, repository_facets, with_providers=asked)

    @app.get("/clients/totals")
    @app.get("/repositories/totals", endpoint="totals_repositories")
    def show_totals() -> Response:
        return json_answer(totals(context.system, "clients"))

    @app.get("/clients/<identifier>")
    def show_client(identifier: str) -> Response:
        return json_answer({"data": client_resource(one(context.system.clients, identifier))})

    @app.get("/repositories/<identifier>")
    def show_repository(identifier: str) -> Response:
        system = context.system
        record = one(system.clients, identifier)
        dois = sum(doi.client_id == record["id"].lower() for doi in system.dois.values())
        meta = {"doiCount": dois, "prefixCount": len(system.prefixes_of(record["id"]))}
        return json_answer({"data": repository_resource(record), "meta": meta})


def _add_providers(app: Flask, context: Context) -> None:
    @app.get("/providers")
    def list_providers() -> Response:
        return json_answer(
            list_resources(
                context.system.providers.values(),
                Parameters(request.args),
                f"{request.host_url}providers",
                original_url(),
                provider_resource,
                provider_facets,
            )
        )

    @app.get("/providers/totals")
    def show_provider_totals() -> Response:
        return json_answer(totals(context.system, "providers"))

    @app.get("/providers/<identifier>")
    def show_provider(identifier: str) -> Response:
        record = one(context.system.providers, identifier)
        meta = _counts_of_member(record, context.system)
        return json_answer({"data": provider_resource(record), **({"meta": meta} if meta else {})})


def _counts_of_member(record: Record, system: System) -> Record:
    """Return how many organizations a consortium has, or how many repositories another member."""
    kind = record["attributes"].get("memberType")
    if kind == "consortium":
        members = system.providers.values()
        count = sum(related_id(member, "consortium") == record["id"].lower() for member in members)
        listed = related(record, "consortiumOrganization")
        return {"consortiumOrganizationCount": len(listed) or count}
    if kind in ("direct_member", "consortium_organization"):
        clients = system.clients.values()
        count = sum(related_id(client, "provider") == record["id"].lower() for client in clients)
        return {"repositoryCount": len(related(record, "client")) or count}
    return {}


def _add_activities(app: Flask, context: Context) -> None:
    def visible(doi: str | None) -> bool:
        found = context.system.dois.get(doi or "")
        if found is None or found.state == "findable":
            return True
        return context.account is not None and context.account.uid in (found.client_id, found.provider_id)

    def answer(records: list[Record]) -> Response:
        body = list_resources(
            [record for record in records if visible(related_id(record, "doi"))],
            Parameters(request.args),
            f"{request.host_url}{request.path.lstrip('/')}",
            original_url(),
            plain_resource,
        )
        names = dict.fromkeys(related_id(record, "doi") for record in body["data"])
        known = map(context.system.dois.peek, names)
        body["included"] = [listed_resource(doi) for doi in known if doi]
        return json_answer(body)

    @app.get("/activities")
    def list_activities() -> Response:
        return answer(list(context.system.activities.values()))

    @app.get("/dois/<path:doi>/activities")
    def list_doi_activities(doi: str) -> Response:
        if doi.lower() not in context.system.dois or not visible(doi.lower()):
            raise Problem(404)
        records = context.system.activities.values()
        return answer([record for record in records if related_id(record, "doi") == doi.lower()])

    @app.get("/activities/<identifier>")
    def show_activity(identifier: str) -> Response:
        return json_answer({"data": plain_resource(one(context.system.activities, identifier))})


def _add_events(app: Flask, context: Context) -> None:
    @app.get("/events", endpoint="list_events")
    def show_events() -> Response:
        return json_answer(
            list_events(
                context.system.events.values(),
                Parameters(request.args),
                f"{request.host_url}events",
                original_url(),
                new=wants_new_words(request),
            )
        )

    @app.get("/events/<identifier>")
    def show_event(identifier: str) -> Response:
        record = one(context.system.events, identifier)
        return json_answer({"data": event_resource(record, new=wants_new_words(request))})


def _add_totals_of_prefixes(app: Flask, context: Context) -> None:
    @app.get("/prefixes/totals")
    def show_totals_of_prefixes() -> Response:
        client_id = Parameters(request.args).get("client-id")
        if client_id is None:
            return Response(status=204)
        return json_answer(totals_of_prefixes(context.system, client_id))


def _add_prefixes(
    app: Flask,
    context: Context,
    name: str,
    records: Callable[[System], dict[str, Record]],
    facets: Facets,
) -> None:
    """Add prefixes, or their assignments to repositories or members."""

    def with_included(body: Record, shown: list[Record]) -> Response:
        system = context.system
        known = {
            "client": (system.clients, client_resource),
            "provider": (system.providers, provider_resource),
            "prefix": (system.prefixes, plain_resource),
        }
        asked = Parameters(request.args).included()
        return json_answer({**body, "included": side_loaded(shown, asked, known)} if asked else body)

    def list_all() -> Response:
        body = list_resources(
            records(context.system).values(),
            Parameters(request.args),
            f"{request.host_url}{name}",
            original_url(),
            plain_resource,
            lambda found: facets(found, context.system),
        )
        return with_included(body, body["data"])

    def show(identifier: str) -> Response:
        record = one(records(context.system), identifier)
        return with_included({"data": plain_resource(record)}, [record])

    app.add_url_rule(f"/{name}", f"list_{name}", list_all)
    app.add_url_rule(f"/{name}/<path:identifier>", f"show_{name}", show)
