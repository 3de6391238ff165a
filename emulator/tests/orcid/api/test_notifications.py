"""Permission notifications: who may send, read and archive them."""

from typing import Any

import pytest

from support.orcid_notifications import NOTIFICATION, URL
from support.orcid_people import CARBERRY, Asker, error_of

XML = """<notification:notification xmlns:notification="http://www.orcid.org/ns/notification">
<notification:notification-type>permission</notification:notification-type>
<notification:authorization-url><notification:uri>https://example.org/</notification:uri></notification:authorization-url>
<notification:notification-subject>Hello</notification:notification-subject>
<notification:notification-intro>Hello</notification:notification-intro>
<notification:items><notification:item><notification:item-type>work</notification:item-type>
<notification:item-name>A New Work</notification:item-name></notification:item></notification:items>
</notification:notification>"""


@pytest.fixture
def token(ask: Asker) -> str:
    return ask.token_for("/premium-notification", orcid=None)


def test_send_read_and_archive(ask: Asker, token: str) -> None:
    created = ask.send("POST", URL, NOTIFICATION, token)
    assert created.status_code == 201
    location = created.headers["Location"]
    read = ask.get(location, token=token).json
    assert read["items"]["item"][0]["item-name"] == "A New Work"
    assert read["source"]["source-name"] == {"value": "PID guide"}
    assert [each["put-code"] for each in ask.get(URL, token=token).json["notification"]] == [read["put-code"]]
    archived = ask.send("DELETE", location, None, token)
    assert (archived.status_code, archived.json["put-code"]) == (200, read["put-code"])
    assert archived.json["archived-date"] is not None


def test_xml_is_taken_too(ask: Asker, token: str) -> None:
    assert ask.send("POST", URL, XML, token, Content_Type="application/xml").status_code == 201


def test_refusals(ask: Asker, token: str) -> None:
    assert error_of(ask.send("POST", URL, NOTIFICATION, ask.token)) == (403, 9038)
    assert error_of(ask.get(f"{URL}/1", token=token)) == (404, 9029)
    location = ask.send("POST", URL, NOTIFICATION, token).headers["Location"]
    record = ask.emulator.world.orcid.find(CARBERRY)
    assert record is not None
    ask.emulator.world.orcid.notifications.of(CARBERRY)[0]["read-date"] = {"value": 1}
    assert error_of(ask.send("DELETE", location, None, token)) == (403, 9009)
    record.receives_notifications = False
    assert error_of(ask.send("POST", URL, NOTIFICATION, token)) == (409, 9032)


def test_another_clients_notification_is_not_shown(ask: Asker, token: str) -> None:
    location = ask.send("POST", URL, NOTIFICATION, token).headers["Location"]
    ask.emulator.world.orcid.clients.add({"client_id": "APP-OTHERCLIENT00001", "kind": "premium"})
    other = ask.token_for("/premium-notification", orcid=None, client="APP-OTHERCLIENT00001")
    assert ask.get(URL, token=other).json["notification"] == []
    assert error_of(ask.get(location, token=other)) == (403, 9014)


@pytest.mark.parametrize(
    "change",
    [
        {"notification-type": "custom"},
        {"items": {"item": []}},
        {"authorization-url": None},
        {"items": {"item": [{"item-type": "sandwich", "item-name": "x"}]}},
        {"notification-intro": "x" * 1001},
    ],
)
def test_what_is_no_permission_notification(ask: Asker, token: str, change: dict[str, Any]) -> None:
    answer = ask.send("POST", URL, {**NOTIFICATION, **change}, token)
    assert answer.status_code == 400
    assert ask.get(URL, token=token).json["notification"] == []
