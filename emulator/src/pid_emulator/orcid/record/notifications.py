"""Permission notifications: messages in a person's inbox with a link to grant a client permission."""

from dataclasses import dataclass, field

from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.shapes import (
    CREATED,
    EXTERNAL_ID,
    PUT_CODE,
    SOURCE_FIELD,
    Field,
    Scalar,
    Shape,
)

ITEM_TYPES = (
    "employment", "education", "qualification", "invited-position", "distinction", "membership", "service",
    "funding", "work", "peer-review",
)  # fmt: skip
_ITEM = Shape(
    "notification:item",
    (
        Field("notification:item-type", required=True),
        Field("notification:item-name", required=True),
        Field("common:external-id", EXTERNAL_ID),
    ),
)
NOTIFICATION = Shape(
    "notification:notification",
    (
        PUT_CODE,
        Field("notification:notification-type", required=True),
        Field(
            "notification:authorization-url",
            Shape(
                "notification:authorization-url",
                (Field("notification:uri"), Field("notification:path"), Field("notification:host")),
            ),
            required=True,
        ),
        Field("notification:notification-subject", required=True),
        Field("notification:notification-intro", required=True),
        Field(
            "notification:items",
            Shape("notification:items", (Field("notification:item", _ITEM, many=True),)),
            required=True,
        ),
        CREATED,
        Field("common:sent-date", Scalar.TIME),
        Field("common:read-date", Scalar.TIME),
        Field("notification:actioned-date", Scalar.TIME),
        Field("common:archived-date", Scalar.TIME),
        SOURCE_FIELD,
    ),
)
NOTIFICATIONS = Shape(
    "notification:notifications", (Field("notification:notification", NOTIFICATION, many=True),)
)


@dataclass
class NotificationStore:
    """Everybody's inbox."""

    _by_orcid: dict[str, list[Message]] = field(default_factory=dict)

    def of(self, orcid: str) -> list[Message]:
        """Return a person's notifications, oldest first."""
        return self._by_orcid.setdefault(orcid, [])

    def find(self, orcid: str, put_code: int) -> Message | None:
        """Return one notification of a person."""
        return next((each for each in self.of(orcid) if each["put-code"] == put_code), None)
