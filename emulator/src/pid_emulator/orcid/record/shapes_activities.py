"""The shapes of activities and of their lists."""

from pid_emulator.orcid.record.shapes import (
    DISPLAY_INDEX,
    ERROR,
    EXTERNAL_ID,
    EXTERNAL_IDS,
    EXTERNAL_IDS_FIELD,
    HEAD,
    MODIFIED,
    ORGANIZATION,
    PATH,
    PUT_CODE,
    URL,
    VISIBILITY,
    Annotated,
    Choice,
    Field,
    Scalar,
    Shape,
    date,
    identifier,
    title,
)

AFFILIATION_KINDS = (
    "distinction",
    "education",
    "employment",
    "invited-position",
    "membership",
    "qualification",
    "service",
)


def _contributors(prefix: str, *attributes: Field) -> Field:
    contributor = Shape(
        f"{prefix}:contributor",
        (
            Field("common:contributor-orcid", identifier("common:contributor-orcid")),
            Field(f"{prefix}:credit-name", Scalar.VALUE),
            Field(f"{prefix}:contributor-email", Scalar.VALUE),
            Field(
                f"{prefix}:contributor-attributes",
                Shape(f"{prefix}:contributor-attributes", attributes),
            ),
        ),
    )
    return Field(
        f"{prefix}:contributors",
        Shape(f"{prefix}:contributors", (Field(f"{prefix}:contributor", contributor, many=True),)),
    )


_JOURNAL_TITLE = Field("work:journal-title", Scalar.VALUE)
_WORK_TYPE = Field("work:type")
WORK = Shape(
    "work:work",
    (
        *HEAD,
        PUT_CODE,
        PATH,
        title("work:title", subtitle=True),
        _JOURNAL_TITLE,
        Field("work:short-description"),
        Field(
            "work:citation",
            Shape(
                "work:citation",
                (Field("work:citation-type"), Field("work:citation-value")),
            ),
        ),
        _WORK_TYPE,
        date("common:publication-date"),
        EXTERNAL_IDS_FIELD,
        URL,
        _contributors("work", Field("work:contributor-sequence"), Field("work:contributor-role")),
        Field("common:language-code"),
        Field("common:country", Scalar.VALUE),
        VISIBILITY,
    ),
)
WORK_SUMMARY = Shape(
    "work:work-summary",
    (
        PUT_CODE,
        *HEAD,
        title("work:title", subtitle=True),
        EXTERNAL_IDS_FIELD,
        URL,
        _WORK_TYPE,
        date("common:publication-date"),
        _JOURNAL_TITLE,
        VISIBILITY,
        PATH,
        DISPLAY_INDEX,
    ),
)
BULK = Shape("bulk:bulk", (Field("bulk:bulk", Choice((WORK, ERROR)), many=True),))

_AFFILIATION_FIELDS = (
    Field("common:department-name"),
    Field("common:role-title"),
    date("common:start-date"),
    date("common:end-date"),
    Field("common:organization", ORGANIZATION),
    URL,
    EXTERNAL_IDS_FIELD,
    DISPLAY_INDEX,
    VISIBILITY,
    PATH,
)
AFFILIATIONS = {
    kind: Shape(f"{kind}:{kind}", (*HEAD, PUT_CODE, *_AFFILIATION_FIELDS)) for kind in AFFILIATION_KINDS
}
AFFILIATION_SUMMARIES = {
    kind: Shape(f"{kind}:{kind}-summary", (*HEAD, PUT_CODE, *_AFFILIATION_FIELDS))
    for kind in AFFILIATION_KINDS
}

_FUNDING_TYPE = Field("funding:type")
_FUNDING_TITLE = title("funding:title", subtitle=False)
_FUNDING_ORGANIZATION = Field("common:organization", ORGANIZATION)
FUNDING = Shape(
    "funding:funding",
    (
        *HEAD,
        PUT_CODE,
        PATH,
        _FUNDING_TYPE,
        Field("funding:organization-defined-type", Scalar.VALUE),
        _FUNDING_TITLE,
        Field("funding:short-description"),
        Field("funding:amount", Annotated("currency-code")),
        URL,
        date("common:start-date"),
        date("common:end-date"),
        EXTERNAL_IDS_FIELD,
        _contributors("funding", Field("funding:contributor-role")),
        _FUNDING_ORGANIZATION,
        VISIBILITY,
    ),
)
FUNDING_SUMMARY = Shape(
    "funding:funding-summary",
    (
        *HEAD,
        _FUNDING_TITLE,
        EXTERNAL_IDS_FIELD,
        URL,
        _FUNDING_TYPE,
        date("common:start-date"),
        date("common:end-date"),
        _FUNDING_ORGANIZATION,
        VISIBILITY,
        PUT_CODE,
        PATH,
        DISPLAY_INDEX,
    ),
)

_REVIEW_URL = Field("peer-review:review-url", Scalar.VALUE)
PEER_REVIEW = Shape(
    "peer-review:peer-review",
    (
        *HEAD,
        Field("peer-review:reviewer-role"),
        Field("peer-review:review-identifiers", EXTERNAL_IDS),
        _REVIEW_URL,
        Field("peer-review:review-type"),
        date("peer-review:review-completion-date"),
        Field("peer-review:review-group-id"),
        Field("peer-review:subject-external-identifier", EXTERNAL_ID),
        Field("peer-review:subject-container-name", Scalar.VALUE),
        Field("peer-review:subject-type"),
        title("peer-review:subject-name", subtitle=True),
        Field("peer-review:subject-url", Scalar.VALUE),
        Field("peer-review:convening-organization", ORGANIZATION),
        VISIBILITY,
        PUT_CODE,
        PATH,
    ),
)
PEER_REVIEW_SUMMARY = Shape(
    "peer-review:peer-review-summary",
    (
        *HEAD,
        Field("peer-review:reviewer-role"),
        EXTERNAL_IDS_FIELD,
        _REVIEW_URL,
        Field("peer-review:review-type"),
        date("peer-review:completion-date"),
        Field("peer-review:review-group-id"),
        Field("peer-review:convening-organization", ORGANIZATION),
        VISIBILITY,
        PUT_CODE,
        PATH,
        DISPLAY_INDEX,
    ),
)

_HOSTS = Field(
    "research-resource:hosts",
    Shape("research-resource:hosts", (Field("common:organization", ORGANIZATION, many=True),)),
)
_PROPOSAL = Field(
    "research-resource:proposal",
    Shape(
        "research-resource:proposal",
        (
            title("research-resource:title", subtitle=False),
            _HOSTS,
            EXTERNAL_IDS_FIELD,
            date("common:start-date"),
            date("common:end-date"),
            URL,
        ),
    ),
)
_RESOURCE_ITEM = Shape(
    "research-resource:resource-item",
    (
        Field("research-resource:resource-name"),
        Field("research-resource:resource-type"),
        _HOSTS,
        EXTERNAL_IDS_FIELD,
        URL,
    ),
)
RESEARCH_RESOURCE = Shape(
    "research-resource:research-resource",
    (
        *HEAD,
        _PROPOSAL,
        Field(
            _RESOURCE_ITEM.tag,
            _RESOURCE_ITEM,
            many=True,
            wrapper="research-resource:resource-items",
        ),
        VISIBILITY,
        PUT_CODE,
        PATH,
    ),
)
RESEARCH_RESOURCE_SUMMARY = Shape(
    "research-resource:research-resource-summary",
    (*HEAD, _PROPOSAL, VISIBILITY, PUT_CODE, PATH, DISPLAY_INDEX),
)


def _group(summary: Shape) -> Shape:
    return Shape("activities:group", (MODIFIED, EXTERNAL_IDS_FIELD, Field(summary.tag, summary, many=True)))


def _list(name: str, groups: Field) -> Shape:
    return Shape(f"activities:{name}", (MODIFIED, groups, PATH))


def _groups(shape: Shape) -> Field:
    return Field("activities:group", shape, many=True)


_PEER_REVIEW_DUPLICATES = Shape(
    "activities:peer-review-group",
    (MODIFIED, EXTERNAL_IDS_FIELD, Field(PEER_REVIEW_SUMMARY.tag, PEER_REVIEW_SUMMARY, many=True)),
)
WORKS = _list("works", _groups(_group(WORK_SUMMARY)))
FUNDINGS = _list("fundings", _groups(_group(FUNDING_SUMMARY)))
RESEARCH_RESOURCES = _list("research-resources", _groups(_group(RESEARCH_RESOURCE_SUMMARY)))
PEER_REVIEWS = _list(
    "peer-reviews",
    _groups(
        Shape(
            "activities:group",
            (
                MODIFIED,
                EXTERNAL_IDS_FIELD,
                Field("activities:peer-review-group", _PEER_REVIEW_DUPLICATES, many=True),
            ),
        )
    ),
)


def _affiliation_list(kind: str) -> Shape:
    group = Shape(
        "activities:affiliation-group",
        (
            MODIFIED,
            EXTERNAL_IDS_FIELD,
            Field("activities:summaries", Choice((AFFILIATION_SUMMARIES[kind],)), many=True),
        ),
    )
    return _list(f"{kind}s", Field("activities:affiliation-group", group, many=True))


AFFILIATION_LISTS = {kind: _affiliation_list(kind) for kind in AFFILIATION_KINDS}

LISTS = {
    "distinctions": AFFILIATION_LISTS["distinction"],
    "educations": AFFILIATION_LISTS["education"],
    "employments": AFFILIATION_LISTS["employment"],
    "fundings": FUNDINGS,
    "invited-positions": AFFILIATION_LISTS["invited-position"],
    "memberships": AFFILIATION_LISTS["membership"],
    "peer-reviews": PEER_REVIEWS,
    "qualifications": AFFILIATION_LISTS["qualification"],
    "research-resources": RESEARCH_RESOURCES,
    "services": AFFILIATION_LISTS["service"],
    "works": WORKS,
}
ACTIVITIES = Shape(
    "activities:activities-summary",
    (MODIFIED, *(Field(shape.tag, shape) for shape in LISTS.values()), PATH),
)
