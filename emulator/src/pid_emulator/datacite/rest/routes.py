"""The REST API of one DataCite system: api.datacite.org or api.test.datacite.org.

https://support.datacite.org/reference/introduction
"""

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from pid_emulator.core.service import Application
from pid_emulator.datacite.auth import has_credentials
from pid_emulator.datacite.dois import Doi, normalize_doi
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.request_path import has_stray_slash
from pid_emulator.datacite.rest import accounts, doi_reads, registry_routes
from pid_emulator.datacite.rest.context import MAX_BODY, Context
from pid_emulator.datacite.rest.media import add_media_routes
from pid_emulator.datacite.rest.responses import add_error_answers, add_headers, json_answer, problem_answer
from pid_emulator.datacite.serialize import single_resource
from pid_emulator.datacite.store import System
from pid_emulator.datacite.suffixes import random_doi
from pid_emulator.datacite.world import DataCiteWorld


def create_application(world: DataCiteWorld, system_name: str) -> Flask:
    """Return the application of one system, "production" or "test"."""
    app = Application(__name__)
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    context = Context(world, system_name)
    add_error_answers(app)
    add_headers(app, lambda: account.uid if (account := context.account) else None, lambda: world.random)

    @app.before_request
    def look_at_method_and_path() -> Response | None:
        if request.environ["REQUEST_METHOD"] == "OPTIONS":
            return Response(status=204)
        if has_stray_slash():
            raise Problem(404)
        return None

    @app.get("/")
    def show_documentation() -> AnyResponse:
        return redirect("https://support.datacite.org/docs/api", 301)

    @app.get("/heartbeat")
    def heartbeat() -> Response:
        return Response("OK", content_type="text/plain; charset=utf-8")

    _add_writes(app, context)
    add_media_routes(app, context)
    accounts.add_routes(app, context)
    registry_routes.add_routes(app, context)
    doi_reads.add_routes(app, context)
    return app


def _add_writes(app: Flask, context: Context) -> None:
    @app.post("/dois")
    def create() -> Response:
        if context.account is None and not has_credentials(request):
            raise Problem(401)
        payload = context.payload()
        if context.account is None:
            # The server looks for the repository before it looks at the password.
            raise Problem(401 if context.system.client(payload.client_id) else 404)
        created = context.writer.create(payload)
        location = f"{request.host_url}dois/{created.row}"
        return _answer(created, 201, {"Location": location})

    @app.post("/dois/validate")
    def validate() -> Response:
        context.require_account()
        try:
            return _answer(context.writer.validate(context.payload()))
        except Problem as problem:
            if problem.status != 200:
                raise
            return problem_answer(problem)

    @app.get("/dois/random")
    def show_random() -> Response:
        prefix = request.args.get("prefix", "")
        if not prefix:
            body = {"errors": [{"status": "422", "title": "Parameter prefix is required"}]}
            return json_answer(body, 422)
        number, size = (_small_number(request.args.get(name)) for name in ("number", "size"))
        dois = [random_doi(prefix, context.world.random, number) for _ in range(min(size or 1, 1000))]
        return json_answer({"dois": dois})

    @app.get("/dois/get-dois")
    def list_own() -> Response:
        account = context.require_account()
        dois = [doi.doi.upper() for doi in context.system.dois.values() if doi.client_id == account.uid]
        return json_answer({"dois": sorted(dois)}) if dois else Response(status=204)

    @app.get("/dois/<path:doi>/get-url")
    def show_url(doi: str) -> Response:
        found = find(context.system, doi)
        if found is None:
            raise Problem(404)
        account = context.require_account()
        if account.uid not in (found.client_id, found.provider_id):
            raise Problem(403)
        url = found.attributes.get("url")
        return json_answer({"url": url}) if url else Response(status=204)

    @app.route("/dois/<path:doi>", methods=["PUT", "PATCH"])
    def update(doi: str) -> Response:
        context.require_account()
        current = context.system.dois.get(doi.lower())
        if current is not None:
            return _answer(context.writer.update(current, context.payload()))
        name = normalize_doi(doi)
        if name is None:
            raise Problem(404)
        return _answer(context.writer.create(context.payload(), name), 201)

    @app.delete("/dois/<path:doi>")
    def delete(doi: str) -> Response:
        found = context.system.dois.get(doi.lower())
        if found is None:
            raise Problem(404)
        context.writer.delete(found)
        return Response(status=204)


def find(system: System, text: str) -> Doi | None:
    """Return a DOI by any way of writing it, in whatever state it is."""
    return system.dois.get(text.lower()) or system.dois.get(normalize_doi(text) or "")


def _small_number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 11 else None


def _answer(doi: Doi, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    resource = single_resource(
        doi,
        affiliation=bool(request.args.get("affiliation")),
        publisher=request.args.get("publisher") == "true",
        owner=True,
    )
    return json_answer({"data": resource}, status, headers)
