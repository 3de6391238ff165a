"""ORCID's messages as JSON: completing them to their full set of members, reading what clients send."""

import json
import re
from typing import Any

from pid_emulator.core.json_bodies import load_json
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record.shapes import Annotated, Choice, Field, Scalar, Shape

Message = dict[str, Any]
# Jackson names the members it knows in the order of its hash table; of this shape that order is known.
_HASH_ORDER = {
    "work": (
        "journal-title", "path", "citation", "put-code", "publication-date", "visibility", "created-date",
        "external-ids", "title", "type", "last-modified-date", "language-code", "short-description", "url",
        "country", "contributors", "source",
    ),
}  # fmt: skip
_INPUT = "org.apache.catalina.connector.CoyoteInputStream"


def complete(shape: Shape, data: Message | None) -> Message:
    """Return `data` with exactly the members of `shape`, in their order; what is missing is null or empty."""
    data = data if isinstance(data, dict) else {}
    return {field.key: _complete_field(field, data.get(field.key)) for field in shape}


def _complete_field(field: Field, value: Any) -> Any:
    if field.many:
        return [_complete_value(field.kind, each) for each in value] if isinstance(value, list) else []
    return None if value is None else _complete_value(field.kind, value)


def _complete_value(kind: Scalar | Annotated | Choice | Shape, value: Any) -> Any:
    if isinstance(kind, Shape):
        return complete(kind, value)
    if isinstance(kind, Choice) and isinstance(value, dict):
        for shape in kind.shapes:
            if shape.name in value:
                return {shape.name: complete(shape, value[shape.name])}
    return value


def to_compact_json(message: Any) -> str:
    """Write JSON as ORCID answers `Accept: application/json`."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def to_pretty_json(message: Any, indent: str = "") -> str:
    """Write JSON as ORCID (Jackson) answers `Accept: application/vnd.orcid+json`."""
    inner = indent + "  "
    if isinstance(message, dict) and message:
        members = [
            f"{inner}{json.dumps(key, ensure_ascii=False)} : {to_pretty_json(value, inner)}"
            for key, value in message.items()
        ]
        return "{\n" + ",\n".join(members) + f"\n{indent}}}"
    if isinstance(message, list) and message:
        # Jackson starts an array's elements on the line of its bracket.
        return "[ " + ", ".join(to_pretty_json(each, indent) for each in message) + " ]"
    return {"{}": "{ }", "[]": "[ ]"}.get(json.dumps(message), json.dumps(message, ensure_ascii=False))


def read_json(shape: Shape, text: str) -> Message:
    """Read a body that a client sent.

    Raises ApiError 9001 when it is not JSON, and 9047 when it has a member that ORCID does not know or a
    value of the wrong kind. What the values are is not looked at.
    """
    try:
        data = load_json(text)
    except ValueError as error:
        raise ApiError(9001, f"JSON parse error: {error}") from None
    if not isinstance(data, dict):
        raise _mismatch(shape.java_class, data, ())
    return _Reader(text).read(shape, data, ())


class _Reader:
    """Carries the text along, for messages that say where in it something stands."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, shape: Shape, data: Message, path: tuple[str, ...]) -> Message:
        for key in data:
            if key not in shape.keys:
                raise self._unknown(shape, key, path)
        fields = {field.key: field for field in shape}
        return {
            key: self._read_field(field, data.get(key), (*path, f'{shape.java_class}["{key}"]'))
            for key, field in fields.items()
        }

    def _read_field(self, field: Field, value: Any, path: tuple[str, ...]) -> Any:
        if field.many:
            if value is None:
                return []
            # Jackson is told to take one value for a list of one.
            values = value if isinstance(value, list) else [value]
            return [self._read_value(field.kind, each, path) for each in values]
        return None if value is None else self._read_value(field.kind, value, path)

    def _read_value(
        self, kind: Scalar | Annotated | Choice | Shape, value: Any, path: tuple[str, ...]
    ) -> Any:
        if isinstance(kind, Choice):
            return self._read_choice(kind, value, path)
        if isinstance(kind, Shape):
            if not isinstance(value, dict):
                raise _mismatch(kind.java_class, value, path)
            return self.read(kind, value, path)
        if isinstance(kind, Annotated):
            if not isinstance(value, dict):
                raise _mismatch("java.lang.String", value, path)
            return {"value": _text(value.get("value"), path), kind.attribute: value.get(kind.attribute)}
        return _read_scalar(kind, value, path)

    def _read_choice(self, kind: Choice, value: Any, path: tuple[str, ...]) -> Message:
        if isinstance(value, dict):
            for shape in kind.shapes:
                if isinstance(value.get(shape.name), dict):
                    return {shape.name: self.read(shape, value[shape.name], path)}
        raise _mismatch("org.orcid.jaxb.model.v3.release.record.BulkElement", value, path)

    def _unknown(self, shape: Shape, key: str, path: tuple[str, ...]) -> ApiError:
        known = ", ".join(f'"{name}"' for name in _HASH_ORDER.get(shape.name, shape.keys))
        chain = "->".join((*path, f'{shape.java_class}["{key}"]'))
        line, column = self._position(key)
        reason = (
            f'Unrecognized field "{key}" (class {shape.java_class}), not marked as ignorable '
            f"({len(shape.keys)} known properties: {known}])\n"
            f" at [Source: ({_INPUT}); line: {line}, column: {column}] (through reference chain: {chain})"
        )
        return ApiError(9047, error=reason)

    def _position(self, key: str) -> tuple[int, int]:
        """Return line and column of the end of a member's value, as near as Jackson reports them."""
        found = re.search(rf'{re.escape(json.dumps(key))}\s*:\s*("(?:[^"\\]|\\.)*"|[^\s,}}\]]+)', self.text)
        before = self.text[: found.end()] if found else self.text
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1)


def _read_scalar(kind: Scalar, value: Any, path: tuple[str, ...]) -> Any:
    wrapped = value.get("value") if isinstance(value, dict) else value
    match kind:
        case Scalar.TEXT | Scalar.CREATION_METHOD:
            return _text(value, path)
        case Scalar.VALUE:
            return None if wrapped is None else {"value": _text(wrapped, path)}
        case Scalar.YEAR | Scalar.TWO_DIGITS:
            return _read_date_part(kind, value, path)
        case Scalar.CONSTANT:
            return _text(value, path).lower().replace("_", "-")
        case Scalar.TIME | Scalar.FLAG:
            return None if wrapped is None else {"value": wrapped}
        case Scalar.BOOLEAN:
            return bool(value)
        case Scalar.INTEGER:
            try:
                return int(value)
            except (TypeError, ValueError):
                raise _mismatch("java.lang.Long", value, path) from None


def _read_date_part(kind: Scalar, value: Any, path: tuple[str, ...]) -> Message:
    """Read year, month or day: an object, or a whole number, which Java fills up with zeros."""
    if isinstance(value, dict):
        written = value.get("value")
        return {"value": "" if written is None else _text(written, path)}
    if isinstance(value, int) and not isinstance(value, bool):
        return {"value": str(value).zfill(4 if kind is Scalar.YEAR else 2)}
    name = path[-1].rpartition('["')[2].removesuffix('"]').capitalize()
    raise ApiError(
        9047,
        error=f"Cannot construct instance of `org.orcid.jaxb.model.v3.release.common.{name}` (although at "
        f"least one Creator exists): no {_token(value)}-argument constructor/factory method to deserialize "
        f"from {_token(value)} value ('{value}') (through reference chain: {'->'.join(path)})",
    )


def _text(value: Any, path: tuple[str, ...]) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    raise _mismatch("java.lang.String", value, path)


def _mismatch(java_class: str, value: Any, path: tuple[str, ...]) -> ApiError:
    chain = f" (through reference chain: {'->'.join(path)})" if path else ""
    return ApiError(
        9047, error=f"Cannot deserialize value of type `{java_class}` from {_token(value)} value{chain}"
    )


def _token(value: Any) -> str:
    """Return the name that Jackson gives to what it met."""
    if value is None:
        return "Null"
    if isinstance(value, bool):
        return "Boolean"
    return {dict: "Object", list: "Array", str: "String", int: "Integer"}.get(type(value), "Floating-point")
