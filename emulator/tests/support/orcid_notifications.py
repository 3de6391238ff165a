"""A permission notification, and the address at which a client sends it."""

from typing import Any

from support.orcid_people import CARBERRY, MEMBER

URL = f"{MEMBER}/{CARBERRY}/notification-permission"
NOTIFICATION: dict[str, Any] = {
    "notification-type": "permission",
    "authorization-url": {"uri": "https://sandbox.orcid.org/oauth/authorize?client_id=APP-EMULATOR00000001"},
    "notification-subject": "Your new article",
    "notification-intro": "We would like to add your article to your record.",
    "items": {
        "item": [
            {
                "item-type": "work",
                "item-name": "A New Work",
                "external-id": {
                    "external-id-type": "doi",
                    "external-id-value": "10.5555/a.new.work",
                    "external-id-relationship": "self",
                },
            }
        ]
    },
}
