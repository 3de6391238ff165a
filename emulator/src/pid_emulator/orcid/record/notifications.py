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

_ITEM = Shape(
    "notification:item",
    (
        Field("notification:item-type", Scalar.CONSTANT),
        Field("notification:item-name"),
        Field("common:external-id", EXTERNAL_ID),
    ),
)
NOTIFICATION = Shape(
    "notification:notification",
    (
        PUT_CODE,
        Field("notification:notification-type", Scalar.CONSTANT),
        Field(
            "notification:authorization-url",
            Shape(
                "notification:authorization-url",
                (Field("notification:uri"), Field("notification:path"), Field("notification:host")),
            ),
        ),
        Field("notification:notification-subject"),
        Field("notification:notification-intro"),
        Field(
            "notification:items",
            Shape("notification:items", (Field("notification:item", _ITEM, many=True),)),
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
