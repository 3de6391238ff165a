"""Libraries that few requests need: each is imported when something of it is first asked for.

So the registries start at once, and also where a library is not to be had, as in a browser. What needs one
that is missing is answered with one sentence.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any


class _Later(ModuleType):
    """A module in place of another, which it imports at the first look at one of its names."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # Python's own questions about a module
            raise AttributeError(name)
        found = getattr(import_module(self.__name__), name)
        setattr(self, name, found)  # at the next look it is here
        return found


if TYPE_CHECKING:
    from lxml import builder as builder
    from lxml import etree as etree
else:
    builder = _Later("lxml.builder")
    etree = _Later("lxml.etree")
