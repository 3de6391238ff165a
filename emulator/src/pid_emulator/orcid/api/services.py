"""What is not about one record: status, identifier types, clients, RDF, and the way to the token endpoint."""

from flask import Blueprint, Response, g, redirect
from werkzeug.wrappers import Response as AnyResponse

from pid_emulator.orcid.api.answers import json_text, respond
from pid_emulator.orcid.api.reads import readable
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record import sections
from pid_emulator.orcid.record.external_ids import identifier_types
from pid_emulator.orcid.record.json_messages import to_compact_json
from pid_emulator.orcid.record.shapes_person import CLIENT
from pid_emulator.orcid.world import OrcidWorld

JSON = "application/json;charset=UTF-8"
# Media type to rdflib's name of the format.
RDF_FORMATS = {
    "text/turtle": "turtle",
    "text/n3": "n3",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}


def blueprint(world: OrcidWorld) -> Blueprint:
    """Return the routes of the API's services."""
    routes = Blueprint("services", __name__)

    @routes.get("/v3.0/status")
    def status() -> Response:
        return Response(to_compact_json({"tomcatUp": True}), content_type=JSON)

    @routes.get("/v3.0/pubStatus")
    @routes.get("/v3.0/apiStatus")
    def full_status() -> Response:
        body = {
            "tomcatUp": True,
            "dbConnectionOk": True,
            "readOnlyDbConnectionOk": True,
            "overallOk": True,
        }
        return Response(to_compact_json(body), content_type=JSON)

    @routes.get("/v3.0/identifiers")
    def identifiers() -> Response:
        if g.format.is_xml:
            raise ApiError(9001, "HTTP 406 Not Acceptable", status=406)
        return Response(json_text(list(identifier_types().values())), content_type=g.format.content_type)

    @routes.get("/v3.0/client/<client_id>")
    def client(client_id: str) -> Response:
        if g.is_member_api:
            g.caller.check_scope("/read-public")
        found = world.orcid.clients.find(client_id)
        if found is None:
            raise ApiError(9027, client=client_id)
        message = {"name": {"value": found.name}, "description": {"value": found.description}}
        return respond(CLIENT, message)

    @routes.get("/v3.0/")
    @routes.get("/")
    def home() -> Response:
        # The interactive documentation is HTML only.
        raise ApiError(9001, "HTTP 406 Not Acceptable", status=406)

    @routes.get("/experimental_rdf_v1/<orcid>")
    def as_rdf(orcid: str) -> Response:
        record = sections.whole_record(readable(world, orcid), g.caller.sees, g.site.host)
        from pid_emulator.orcid.record import rdf  # needs rdflib, an extra

        media_type = g.format.media_type if g.format.media_type in RDF_FORMATS else "text/turtle"
        text = rdf.person(record, RDF_FORMATS[media_type])
        return Response(text, content_type=f"{media_type};charset=UTF-8")

    @routes.post("/oauth/token")
    def token() -> AnyResponse:
        return redirect(f"{g.site.issuer}/oauth/token", 307)

    return routes
