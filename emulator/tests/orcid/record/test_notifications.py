"""Permission notifications: what one consists of, and everybody's own inbox."""

import pytest

from pid_emulator.orcid.record.notifications import NotificationStore
from support.orcid_notifications import NOTIFICATION, URL
from support.orcid_people import CARBERRY, ODEGARD, Asker, error_of


@pytest.mark.parametrize("item_type", ["research-resource", "keyword", ""])
def test_what_is_no_type_of_item(ask: Asker, item_type: str) -> None:
    items = {"item": [{"item-type": item_type, "item-name": "x"}]}
    token = ask.token_for("/premium-notification", orcid=None)
    answer = ask.send("POST", URL, {**NOTIFICATION, "items": items}, token)
    assert error_of(answer) == (400, 9047)
    assert answer.json["developer-message"].startswith(
        f"400 Bad request: invalid JSON - cvc-enumeration-valid: Value '{item_type}' is not facet-valid"
    )


def test_the_types_of_item_there_are(ask: Asker) -> None:
    types = [
        "employment", "education", "qualification", "invited-position", "distinction", "membership",
        "service", "funding", "work", "peer-review", "WORK",
    ]  # fmt: skip
    items = {"item": [{"item-type": item_type, "item-name": "x"} for item_type in types]}
    token = ask.token_for("/premium-notification", orcid=None)
    assert ask.send("POST", URL, {**NOTIFICATION, "items": items}, token).status_code == 201


@pytest.mark.parametrize(
    ("external_id", "wrong"),
    [
        ({"external-id-type": "doi", "external-id-value": "10.5555/n"}, "relationship"),
        ({"external-id-type": "DOI", "external-id-value": "10.5555/n"}, "DOI relationship"),
    ],
)
def test_identifiers_of_items_are_complete(ask: Asker, external_id: dict[str, str], wrong: str) -> None:
    items = {"item": [{"item-type": "work", "item-name": "x", "external-id": external_id}]}
    token = ask.token_for("/premium-notification", orcid=None)
    answer = ask.send("POST", URL, {**NOTIFICATION, "items": items}, token)
    assert error_of(answer) == (400, 9023)
    assert answer.json["developer-message"].endswith(f"Invalid external-id  {wrong}")


def test_a_notification_has_orcids_members_in_order(ask: Asker) -> None:
    token = ask.token_for("/premium-notification", orcid=None)
    location = ask.send("POST", URL, NOTIFICATION, token).headers["Location"]
    assert list(ask.get(location, token=token).json) == [
        "put-code",
        "notification-type",
        "authorization-url",
        "notification-subject",
        "notification-intro",
        "items",
        "created-date",
        "sent-date",
        "read-date",
        "actioned-date",
        "archived-date",
        "source",
    ]


def test_everybody_has_an_inbox_of_their_own_oldest_first() -> None:
    store = NotificationStore()
    for put_code in (3, 1):
        store.of(CARBERRY).append({"put-code": put_code})
    assert [each["put-code"] for each in store.of(CARBERRY)] == [3, 1]
    assert store.of(ODEGARD) == []
    assert store.find(CARBERRY, 1) == {"put-code": 1}
    assert store.find(ODEGARD, 1) is None
    assert store.find(CARBERRY, 2) is None
