"""Webhooks on the member API: PUT and DELETE /{iD}/webhook/{percent-encoded callback}, without a version."""

from urllib.parse import unquote

from flask import Blueprint, Response, g, request

from pid_emulator.orcid.api.answers import created, empty
from pid_emulator.orcid.api.reads import known
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record.java_values import is_uri
from pid_emulator.orcid.world import OrcidWorld

SCOPE = "/webhook"


def blueprint(world: OrcidWorld) -> Blueprint:
    """Return the routes of webhooks."""
    routes = Blueprint("webhooks", __name__)

    @routes.put("/<orcid>/webhook/<path:callback>")
    def register(orcid: str, callback: str) -> Response:
        callback = _checked(world, orcid, callback)
        if not world.orcid.webhooks.register(orcid, callback, g.caller.client_id):
            return empty(204)
        return created(request.environ.get("REQUEST_URI") or request.path)

    @routes.delete("/<orcid>/webhook/<path:callback>")
    def unregister(orcid: str, callback: str) -> Response:
        callback = _checked(world, orcid, callback)
        webhook = world.orcid.webhooks.find(orcid, callback)
        if webhook is None:
            raise ApiError(9028, orcid=orcid, uri=callback)
        if webhook.client_id != g.caller.client_id:
            reason = "Only the client that register the webhook can unregister it."
            raise ApiError(9014, developer_message=f"Unable to unregister webhook: {reason}")
        world.orcid.webhooks.unregister(webhook)
        return empty(204)

    return routes


def _checked(world: OrcidWorld, orcid: str, in_path: str) -> str:
    """Return the callback; it is looked at before the iD is looked up."""
    if not g.is_member_api:
        raise ApiError(9001, "HTTP 404 Not Found", status=404)
    g.caller.check_scope(SCOPE)
    callback = _callback(in_path)
    known(world, orcid)
    return callback


def _callback(in_path: str) -> str:
    """Return the callback from the raw path, where its own slashes and query are still encoded."""
    raw = request.environ.get("REQUEST_URI") or request.environ.get("RAW_URI") or ""
    encoded = raw.partition("/webhook/")[2].partition("?")[0]
    callback = unquote(encoded) if encoded else in_path
    if not is_uri(callback):
        raise ApiError(9012, developer_message=f"Webhook uri: {callback} is syntactically incorrect")
    return callback
