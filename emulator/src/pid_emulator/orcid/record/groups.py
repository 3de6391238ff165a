"""Peer-review groups (group-id records): the journals and others that reviews are done for."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record.json_messages import Message, complete
from pid_emulator.orcid.record.shapes import HEAD, MODIFIED, PUT_CODE, Field, Scalar, Shape

GROUP = Shape(
    "group-id:group-id-record",
    (
        *HEAD,
        PUT_CODE,
        Field("group-id:name"),
        Field("group-id:group-id"),
        Field("group-id:description"),
        Field("group-id:type"),
    ),
)
GROUPS = Shape(
    "group-id:group-id-records",
    (
        MODIFIED,
        Field("group-id:total", Scalar.INTEGER),
        Field("group-id:page", Scalar.INTEGER),
        Field("group-id:page-size", Scalar.INTEGER),
        Field("group-id:group-id-record", GROUP, many=True),
    ),
)
TYPES = (
    "publisher", "institution", "journal", "conference", "newspaper", "newsletter", "magazine",
    "peer-review service",
)  # fmt: skip
GROUP_ID = re.compile(
    r"(ringgold:|issn:|orcid-generated:|fundref:|publons:)([0-9a-zA-Z\^._~:/?#\[\]@!$&'()*+,;=-]){2,}"
)


@dataclass
class GroupStore:
    """Every group, by put-code."""

    _groups: dict[int, Message] = field(default_factory=dict)

    def load(self, record: Message, next_put_code: Callable[[], int]) -> None:
        """Add a group as a record file has it; raises ValueError without a valid `group-id`."""
        if not GROUP_ID.fullmatch(str(record.get("group-id"))):
            raise ValueError("an ORCID peer-review group needs group-id, such as issn:1234-5679")
        put_code = record.get("put-code")
        code = put_code if isinstance(put_code, int) else next_put_code()
        self._groups[code] = complete(GROUP, {**record, "put-code": code})

    def find(self, put_code: int) -> Message | None:
        """Return the group with this put-code."""
        return self._groups.get(put_code)

    def find_by_group_id(self, group_id: str) -> Message | None:
        """Return the group with this group id."""
        return next((group for group in self._groups.values() if group["group-id"] == group_id), None)

    def list(self, *, name: str | None, group_id: str | None) -> list[Message]:
        """Return the groups, all of them or those with this name or group id."""
        return [
            group
            for group in self._groups.values()
            if (name is None or name.lower() in group["name"].lower())
            and (group_id is None or group["group-id"] == group_id)
        ]

    def put(self, put_code: int, group: Message) -> None:
        """Add or replace a group. Raises ApiError 9025 where another one has its group id."""
        other = self.find_by_group_id(group["group-id"])
        if other is not None and other["put-code"] != put_code:
            raise ApiError(9025)
        self._groups[put_code] = group

    def delete(self, put_code: int) -> None:
        """Remove a group."""
        del self._groups[put_code]
