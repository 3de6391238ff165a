"""Permission notifications on the member API (/v3.0/{iD}/notification-permission)."""

from flask import Blueprint, Response, g

from pid_emulator.orcid.api.answers import created, respond
from pid_emulator.orcid.api.reads import known, parse_put_code
from pid_emulator.orcid.api.visibility import check_state
from pid_emulator.orcid.api.writes import read_body
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.notifications import NOTIFICATION, NOTIFICATIONS
from pid_emulator.orcid.record.orcid_record import time
from pid_emulator.orcid.record.validation import check_notification_ids
from pid_emulator.orcid.world import OrcidWorld

SCOPE = "/premium-notification"


def blueprint(world: OrcidWorld) -> Blueprint:
    """Return the routes of notifications."""
    routes = Blueprint("notifications", __name__)
    path = "/v3.0/<orcid>/notification-permission"

    @routes.get(path)
    def list_notifications(orcid: str) -> Response:
        _check(world, orcid)
        own = [each for each in world.orcid.notifications.of(orcid) if g.caller.is_source(each)]
        return respond(NOTIFICATIONS, {"notification": own})

    @routes.get(f"{path}/<put_code>")
    def read_notification(orcid: str, put_code: str) -> Response:
        _check(world, orcid)
        return respond(NOTIFICATION, _own(world, orcid, put_code))

    @routes.post(path)
    def add_notification(orcid: str) -> Response:
        _check_host()
        message = read_body(NOTIFICATION)
        _check(world, orcid)
        check_state(world.orcid.find(orcid), orcid, g.site.host, reading=False)
        if not known(world, orcid).receives_notifications:
            raise ApiError(9032, orcid=orcid)
        check_notification_ids(message["items"]["item"])
        now = time(int(world.clock.now().timestamp() * 1000))
        message |= {
            "put-code": world.orcid.next_put_code(),
            "created-date": now,
            "source": {
                "source-client-id": {
                    "uri": f"https://{g.site.host}/client/{g.caller.client_id}",
                    "path": g.caller.client_id,
                    "host": g.site.host,
                },
                "source-name": {"value": g.caller.client_name},
            },
        }
        world.orcid.notifications.of(orcid).append(message)
        return created(f"/v3.0/{orcid}/notification-permission/{message['put-code']}")

    @routes.delete(f"{path}/<put_code>")
    def archive_notification(orcid: str, put_code: str) -> Response:
        _check(world, orcid)
        notification = _own(world, orcid, put_code)
        if notification.get("read-date") is not None:
            raise ApiError(9009)
        notification["archived-date"] = time(int(world.clock.now().timestamp() * 1000))
        return respond(NOTIFICATION, notification)

    return routes


def _check_host() -> None:
    if not g.is_member_api:
        raise ApiError(9001, "HTTP 404 Not Found", status=404)


def _check(world: OrcidWorld, orcid: str) -> None:
    _check_host()
    known(world, orcid)
    g.caller.check_record(orcid)
    g.caller.check_scope(SCOPE)


def _own(world: OrcidWorld, orcid: str, put_code: str) -> Message:
    notification = world.orcid.notifications.find(orcid, parse_put_code(put_code))
    if notification is None:
        raise ApiError(9029, id=put_code, orcid=orcid)
    if not g.caller.is_source(notification):
        raise ApiError(9014, f"This notification does not belong to {g.caller.client_id}")
    return notification
