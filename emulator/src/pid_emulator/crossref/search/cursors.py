"""Deep paging: cursors as the search engine behind Crossref hands them out.

A cursor is a bookmark that the server holds. The same value comes back with every page, and each
request with it moves the bookmark on; recordings of June 2026 show `next-cursor` equal to the cursor
that was sent.
"""

import base64
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_HEADER = b"\x0equeryThenFetch"
_SHARDS = 36
_NODE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LIFETIME = timedelta(minutes=5)


@dataclass
class _Bookmark:
    keys: list[str]
    position: int
    used: datetime


class Cursors:
    """The bookmarks that are open."""

    def __init__(self) -> None:
        self._bookmarks: dict[str, _Bookmark] = {}
        self._remembered: set[str] = set()

    def remember(self, cursor: str) -> None:
        """Take a cursor as handed out before, as state that is loaded into the emulator."""
        self._remembered.add(cursor)

    def open(self, keys: Sequence[str], now: datetime, chance: random.Random) -> str:
        """Put a bookmark before the first of `keys`; return the cursor."""
        cursor = _new_cursor(chance)
        self._bookmarks[cursor] = _Bookmark(list(keys), 0, now)
        return cursor

    def turn(
        self, cursor: str, keys: Callable[[], Sequence[str]], rows: int, now: datetime
    ) -> list[str] | None:
        """Return the next `rows` keys and move the bookmark on; None where the cursor is not valid.

        A cursor is valid for five minutes after it was used last. The list is the one of when it was
        opened; that of a cursor which was only remembered is what `keys` returns, from the beginning.
        """
        if cursor in self._remembered:
            self._remembered.remove(cursor)
            self._bookmarks[cursor] = _Bookmark(list(keys()), 0, now)
        bookmark = self._bookmarks.get(cursor)
        if bookmark is None:
            return None
        if now - bookmark.used > LIFETIME:
            return None
        page = bookmark.keys[bookmark.position : bookmark.position + rows]
        bookmark.position += rows
        bookmark.used = now
        return page


def _new_cursor(chance: random.Random) -> str:
    shards = []
    for _ in range(_SHARDS):
        node = "".join(chance.choices(_NODE_CHARACTERS, k=22)).encode()
        shards.append(chance.getrandbits(33).to_bytes(8, "big") + bytes([len(node)]) + node)
    return base64.urlsafe_b64encode(_HEADER + bytes([_SHARDS]) + b"".join(shards)).decode()
