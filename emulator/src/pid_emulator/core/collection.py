"""Records by key that know which of them may have changed, for whoever keeps something up to date with them.

A record counts as changed once it is set, deleted or taken hold of by its key; its holder may change it in
place. What takes hold while `reading()` changes nothing: answers to GET and HEAD.
"""

from collections.abc import Callable, Hashable
from threading import local
from typing import Any, TypeVar, cast

Value = TypeVar("Value")
Made = TypeVar("Made")
_KEPT = 1_000  # records of which something that was made is kept
_thread = local()


class reading:
    """Promise that this thread changes no record meanwhile: `with reading():`.

    It is a class as each request enters one: a generator takes three times as long.
    """

    def __enter__(self) -> None:
        self._before = is_reading()
        _thread.reads = True

    def __exit__(self, *_error: object) -> None:
        _thread.reads = self._before


def is_reading() -> bool:
    """Tell whether this thread has promised to change no record."""
    return bool(getattr(_thread, "reads", False))


class Collection(dict[str, Value]):
    """Records by key. Whoever goes through `values()` or `items()` must not change them."""

    _watchers: tuple[dict[str, None], ...] = ()
    _made: dict[str, dict[Hashable, Any]] | None = None
    _changed: dict[str, None]

    def watch(self) -> dict[str, None]:
        """Return what receives the key of each record that may have changed from now on, in their order.

        At first it holds all keys. Whoever asked for it empties it.
        """
        changed = dict.fromkeys(self)
        self._watchers = (*self._watchers, changed)
        return changed

    def _note(self, key: str) -> None:
        for changed in self._watchers:
            changed[key] = None

    def _take(self, key: str) -> None:
        if self._watchers and not is_reading():
            self._note(key)

    def made_of(self, key: str, name: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` makes of a record; what it made last time, where the record is the same since.

        `name` stands for all else that the outcome depends on.
        """
        if self._made is None:
            self._made, self._changed = {}, self.watch()
        for changed in self._changed:
            self._made.pop(changed, None)
        self._changed.clear()
        if len(self._made) > _KEPT:
            self._made.clear()
        made = self._made.setdefault(key, {})
        if name not in made:
            made[name] = make()
        return cast(Made, made[name])

    def peek(self, key: str | None) -> Value | None:
        """Return a record, for reading only; None where there is none."""
        return None if key is None else super().get(key)

    def __getitem__(self, key: str) -> Value:
        self._take(key)
        return super().__getitem__(key)

    def get(self, key: str | None, default: Any = None) -> Value | Any:
        """Return a record, or `default`."""
        if key is not None:
            self._take(key)
        return super().get(key, default)  # type: ignore[arg-type]

    def __setitem__(self, key: str, value: Value) -> None:
        self._note(key)
        super().__setitem__(key, value)

    def __delitem__(self, key: str) -> None:
        self._note(key)
        super().__delitem__(key)

    def setdefault(self, key: str, default: Any = None) -> Value | Any:
        """Return a record, `default` where there was none."""
        self._note(key)
        return super().setdefault(key, default)

    def pop(self, key: str, *default: Any) -> Value | Any:
        """Remove a record and return it."""
        self._note(key)
        return super().pop(key, *default)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle records and nothing of who watches them."""
        return type(self), (dict(self),)
