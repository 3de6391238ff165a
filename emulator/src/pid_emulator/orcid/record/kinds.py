"""The kinds of item an ORCID record holds: their paths, shapes, and the scopes that open them."""

from dataclasses import dataclass

from pid_emulator.orcid.record import shapes_activities as activities
from pid_emulator.orcid.record import shapes_person as person
from pid_emulator.orcid.record.shapes import Shape


@dataclass(frozen=True)
class Kind:
    """One kind of item.

    `name` is the path of one item (`work` in /work/123), `list_name` the path of all (`works`);
    `read_scope` opens items of limited visibility, any of `create_scopes` adds one.
    """

    name: str
    list_name: str
    item: Shape
    summary: Shape
    list_shape: Shape
    read_scope: str
    create_scopes: tuple[str, ...]
    update_scope: str
    delete_scope: str
    is_activity: bool = True
    # These paths take digits only, so that anything else is no path at all; the others parse and fail.
    numeric_path: bool = False
    writable: bool = True

    @property
    def is_affiliation(self) -> bool:
        return self.name in activities.AFFILIATION_KINDS

    @property
    def item_key(self) -> str:
        """The member of a person section that holds its items."""
        return self.item.name


_NUMERIC = ("work", "funding", "education", "employment", "peer-review")


def _activity(name: str, item: Shape, summary: Shape, scope: str) -> Kind:
    return Kind(
        name=name,
        list_name=f"{name}s",
        item=item,
        summary=summary,
        list_shape=activities.LISTS[f"{name}s"],
        read_scope=f"/{scope}/read-limited",
        create_scopes=(f"/{scope}/create", f"/{scope}/update"),
        update_scope=f"/{scope}/update",
        delete_scope=f"/{scope}/update",
        numeric_path=name in _NUMERIC,
    )


def _person(
    path: str, item: Shape, list_shape: Shape, write: str = "/orcid-bio/update", *, writable: bool = True
) -> Kind:
    return Kind(
        name=path,
        list_name=path,
        item=item,
        summary=item,
        list_shape=list_shape,
        read_scope="/orcid-bio/read-limited",
        create_scopes=(write,),
        update_scope=write,
        delete_scope="/orcid-bio/update",
        is_activity=False,
        writable=writable,
    )


ACTIVITY_KINDS = (
    *(
        _activity(name, activities.AFFILIATIONS[name], activities.AFFILIATION_SUMMARIES[name], "affiliations")
        for name in activities.AFFILIATION_KINDS
    ),
    _activity("funding", activities.FUNDING, activities.FUNDING_SUMMARY, "funding"),
    _activity("peer-review", activities.PEER_REVIEW, activities.PEER_REVIEW_SUMMARY, "peer-review"),
    _activity(
        "research-resource",
        activities.RESEARCH_RESOURCE,
        activities.RESEARCH_RESOURCE_SUMMARY,
        "affiliations",
    ),
    _activity("work", activities.WORK, activities.WORK_SUMMARY, "orcid-works"),
)
PERSON_KINDS = (
    _person("other-names", person.OTHER_NAME, person.OTHER_NAMES),
    _person("researcher-urls", person.RESEARCHER_URL, person.RESEARCHER_URLS),
    _person("email", person.EMAIL, person.EMAILS, writable=False),
    _person("address", person.ADDRESS, person.ADDRESSES),
    _person("keywords", person.KEYWORD, person.KEYWORDS),
    _person(
        "external-identifiers",
        person.EXTERNAL_IDENTIFIER,
        person.EXTERNAL_IDENTIFIERS,
        "/orcid-bio/external-identifiers/create",
    ),
)
KINDS = {kind.name: kind for kind in (*ACTIVITY_KINDS, *PERSON_KINDS)}
LISTS = {kind.list_name: kind for kind in KINDS.values()}
WORK = KINDS["work"]
FUNDING = KINDS["funding"]
PEER_REVIEW = KINDS["peer-review"]
RESEARCH_RESOURCE = KINDS["research-resource"]
EMAIL = KINDS["email"]
OTHER_NAMES = KINDS["other-names"]
