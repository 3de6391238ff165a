"""The shapes of a person, of a whole record, and of what surrounds it."""

from pid_emulator.orcid.record.shapes import (
    CREATED,
    DISPLAY_NUMBER,
    EXTERNAL_ID,
    HEAD,
    MODIFIED,
    ORCID_IDENTIFIER,
    PATH,
    PUT_CODE,
    SOURCE_FIELD,
    VISIBILITY,
    Field,
    Scalar,
    Shape,
    attribute,
)
from pid_emulator.orcid.record.shapes_activities import ACTIVITIES

_TAIL = (VISIBILITY, PATH, PUT_CODE, DISPLAY_NUMBER)


def _list(tag: str, item: Shape) -> Shape:
    return Shape(tag, (MODIFIED, Field(item.tag, item, many=True), PATH))


NAME = Shape(
    "person:name",
    (
        CREATED,
        MODIFIED,
        Field("personal-details:given-names", Scalar.VALUE),
        Field("personal-details:family-name", Scalar.VALUE),
        Field("personal-details:credit-name", Scalar.VALUE),
        Field("common:source", Scalar.TEXT, json_only=True),
        VISIBILITY,
        PATH,
    ),
)
BIOGRAPHY = Shape(
    "person:biography",
    (CREATED, MODIFIED, Field("personal-details:content"), VISIBILITY, PATH),
)
OTHER_NAME = Shape("other-name:other-name", (*HEAD, Field("other-name:content"), *_TAIL))
KEYWORD = Shape("keyword:keyword", (*HEAD, Field("keyword:content"), *_TAIL))
RESEARCHER_URL = Shape(
    "researcher-url:researcher-url",
    (
        *HEAD,
        Field("researcher-url:url-name"),
        Field("researcher-url:url", Scalar.VALUE),
        *_TAIL,
    ),
)
ADDRESS = Shape("address:address", (*HEAD, Field("address:country", Scalar.VALUE), *_TAIL))
EMAIL = Shape(
    "email:email",
    (
        *HEAD,
        Field("email:email"),
        PATH,
        VISIBILITY,
        attribute("verified", Scalar.BOOLEAN),
        attribute("primary", Scalar.BOOLEAN),
        PUT_CODE,
    ),
)
_PERSON_IDENTIFIER_KEYS = (
    "external-id-type",
    "external-id-value",
    "external-id-url",
    "external-id-relationship",
)
EXTERNAL_IDENTIFIER = Shape(
    "external-identifier:external-identifier",
    (*HEAD, *(field for field in EXTERNAL_ID if field.key in _PERSON_IDENTIFIER_KEYS), *_TAIL),
)

OTHER_NAMES = _list("other-name:other-names", OTHER_NAME)
KEYWORDS = _list("keyword:keywords", KEYWORD)
RESEARCHER_URLS = _list("researcher-url:researcher-urls", RESEARCHER_URL)
ADDRESSES = _list("address:addresses", ADDRESS)
EMAILS = _list("email:emails", EMAIL)
EXTERNAL_IDENTIFIERS = _list("external-identifier:external-identifiers", EXTERNAL_IDENTIFIER)

_PERSON_NAME = Field("person:name", NAME)
_PERSON_BIOGRAPHY = Field("person:biography", BIOGRAPHY)
PERSON = Shape(
    "person:person",
    (
        MODIFIED,
        _PERSON_NAME,
        Field(OTHER_NAMES.tag, OTHER_NAMES),
        _PERSON_BIOGRAPHY,
        Field(RESEARCHER_URLS.tag, RESEARCHER_URLS),
        Field(EMAILS.tag, EMAILS),
        Field(ADDRESSES.tag, ADDRESSES),
        Field(KEYWORDS.tag, KEYWORDS),
        Field(EXTERNAL_IDENTIFIERS.tag, EXTERNAL_IDENTIFIERS),
        PATH,
    ),
)
PERSONAL_DETAILS = Shape(
    "personal-details:personal-details",
    (
        MODIFIED,
        Field("personal-details:name", NAME),
        Field(OTHER_NAMES.tag, OTHER_NAMES),
        Field("personal-details:biography", BIOGRAPHY),
        PATH,
    ),
)
STANDALONE_BIOGRAPHY = Shape("personal-details:biography", BIOGRAPHY.fields)

PREFERENCES = Shape("preferences:preferences", (Field("preferences:locale"),))
HISTORY = Shape(
    "history:history",
    (
        Field("history:creation-method", Scalar.CREATION_METHOD),
        Field("history:completion-date", Scalar.TIME),
        Field("history:submission-date", Scalar.TIME),
        MODIFIED,
        Field("history:claimed", Scalar.BOOLEAN),
        SOURCE_FIELD,
        Field("history:deactivation-date", Scalar.TIME),
        Field("history:verified-email", Scalar.BOOLEAN),
        Field("history:verified-primary-email", Scalar.BOOLEAN),
    ),
)
RECORD = Shape(
    "record:record",
    (
        Field(ORCID_IDENTIFIER.tag, ORCID_IDENTIFIER),
        Field(PREFERENCES.tag, PREFERENCES),
        Field(HISTORY.tag, HISTORY),
        Field(PERSON.tag, PERSON),
        Field(ACTIVITIES.tag, ACTIVITIES),
        PATH,
    ),
)
CLIENT = Shape(
    "client:client", (Field("client:name", Scalar.VALUE), Field("client:description", Scalar.VALUE))
)
