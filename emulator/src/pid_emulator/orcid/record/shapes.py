"""How ORCID's v3.0 messages are built: one description of each, for JSON and for XML.

A shape lists a message's members in the order both formats have them. In JSON every member is there, null
or an empty list where it has nothing; in XML members that have nothing are left out, and those whose tag
begins with `@` are attributes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

NAMESPACE_ROOT = "http://www.orcid.org/ns/"


class Scalar(Enum):
    """What a member without members of its own holds, and how JSON writes it."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    VALUE = "value"  # {"value": "text"}
    FLAG = "flag"  # {"value": true}
    TIME = "time"  # {"value": milliseconds since 1970}
    CONSTANT = "constant"  # text that is one of Java's constants: JSON takes WORK for work
    YEAR = "year"  # {"value": "2012"}
    TWO_DIGITS = "two digits"  # {"value": "04"}
    CREATION_METHOD = "creation method"  # JSON and XML have different words for it


@dataclass(frozen=True)
class Annotated:
    """Text with one XML attribute beside it: {"value": "text", attribute: …}."""

    attribute: str
    kind: Scalar = Scalar.TEXT


@dataclass(frozen=True)
class Choice:
    """A list whose elements are of several shapes: JSON wraps each in an object named after its shape."""

    shapes: "tuple[Shape, ...]"


@dataclass(frozen=True)
class Field:
    """One member. `tag` is its XML name with ORCID's usual prefix, `@name` for an attribute."""

    tag: str
    kind: "Scalar | Annotated | Choice | Shape" = Scalar.TEXT
    many: bool = False
    wrapper: str | None = None  # an XML element around all of `many`, which JSON does without
    json_only: bool = False

    @cached_property
    def key(self) -> str:
        """The member's name in JSON."""
        return self.tag.removeprefix("@").rpartition(":")[2]

    @property
    def is_attribute(self) -> bool:
        return self.tag.startswith("@")


@dataclass(frozen=True)
class Shape:
    """A message or a part of one. `tag` is its name where it stands by itself."""

    tag: str
    fields: tuple[Field, ...]

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    @property
    def name(self) -> str:
        """The name without prefix: the key that wraps it where JSON mixes shapes in a list."""
        return self.tag.rpartition(":")[2]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(field.key for field in self.fields)

    @property
    def java_class(self) -> str:
        """The class that ORCID's messages about unknown members name."""
        prefix, _, name = self.tag.partition(":")
        package = "common" if prefix == "common" else "record"
        return f"org.orcid.jaxb.model.v3.release.{package}.{_JAVA_NAMES.get(name, _camel(name))}"


_JAVA_NAMES = {
    "external-ids": "ExternalIDs",
    "external-id": "ExternalID",
    "external-identifier": "PersonExternalIdentifier",
    "bulk": "WorkBulk",
}


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def attribute(name: str, kind: Scalar = Scalar.TEXT) -> Field:
    return Field(f"@{name}", kind)


def empty(shape: Shape) -> dict[str, object]:
    """Return a message of this shape that has nothing in it."""
    return {field.key: [] if field.many else None for field in shape}


# What most shapes share.
CREATED = Field("common:created-date", Scalar.TIME)
MODIFIED = Field("common:last-modified-date", Scalar.TIME)
PUT_CODE = attribute("put-code", Scalar.INTEGER)
VISIBILITY = attribute("visibility")
PATH = attribute("path")
DISPLAY_INDEX = attribute("display-index")
DISPLAY_NUMBER = attribute("display-index", Scalar.INTEGER)


def identifier(tag: str) -> Shape:
    """An iD or a client id in its three forms."""
    return Shape(tag, (Field("common:uri"), Field("common:path"), Field("common:host")))


ORCID_IDENTIFIER = identifier("common:orcid-identifier")
SOURCE = Shape(
    "common:source",
    (
        Field("common:source-orcid", identifier("common:source-orcid")),
        Field("common:source-client-id", identifier("common:source-client-id")),
        Field("common:source-name", Scalar.VALUE),
        Field("common:assertion-origin-orcid", identifier("common:assertion-origin-orcid")),
        Field("common:assertion-origin-client-id", identifier("common:assertion-origin-client-id")),
        Field("common:assertion-origin-name", Scalar.VALUE),
    ),
)
SOURCE_FIELD = Field("common:source", SOURCE)
HEAD = (CREATED, MODIFIED, SOURCE_FIELD)

NORMALIZATION_ERROR = Shape(
    "common:external-id-normalized-error",
    (
        Field("common:error-code"),
        Field("common:error-message"),
        attribute("transient", Scalar.BOOLEAN),
    ),
)
EXTERNAL_ID = Shape(
    "common:external-id",
    (
        Field("common:external-id-type"),
        Field("common:external-id-value"),
        Field("common:external-id-normalized", Annotated("transient", Scalar.BOOLEAN)),
        Field("common:external-id-normalized-error", NORMALIZATION_ERROR),
        Field("common:external-id-url", Scalar.VALUE),
        Field("common:external-id-relationship"),
    ),
)
EXTERNAL_IDS = Shape("common:external-ids", (Field("common:external-id", EXTERNAL_ID, many=True),))
EXTERNAL_IDS_FIELD = Field("common:external-ids", EXTERNAL_IDS)
URL = Field("common:url", Scalar.VALUE)

ORGANIZATION = Shape(
    "common:organization",
    (
        Field("common:name"),
        Field(
            "common:address",
            Shape("common:address", (Field("common:city"), Field("common:region"), Field("common:country"))),
        ),
        Field(
            "common:disambiguated-organization",
            Shape(
                "common:disambiguated-organization",
                (
                    Field("common:disambiguated-organization-identifier"),
                    Field("common:disambiguation-source"),
                ),
            ),
        ),
    ),
)


def date(tag: str) -> Field:
    """A date whose month and day may be missing."""
    return Field(
        tag,
        Shape(
            tag,
            (
                Field("common:year", Scalar.YEAR),
                Field("common:month", Scalar.TWO_DIGITS),
                Field("common:day", Scalar.TWO_DIGITS),
            ),
        ),
    )


def title(tag: str, *, subtitle: bool) -> Field:
    """A title, with or without subtitle, and its translation."""
    fields = [Field("common:title", Scalar.VALUE)]
    if subtitle:
        fields.append(Field("common:subtitle", Scalar.VALUE))
    fields.append(Field("common:translated-title", Annotated("language-code")))
    return Field(tag, Shape(tag, tuple(fields)))


ERROR = Shape(
    "error:error",
    (
        Field("error:response-code", Scalar.INTEGER),
        Field("error:developer-message"),
        Field("error:user-message"),
        Field("error:error-code", Scalar.INTEGER),
        Field("error:more-info"),
    ),
)
