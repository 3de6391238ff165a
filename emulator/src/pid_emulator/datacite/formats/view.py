"""What the writers of all formats read from a DOI resource."""

import json
import re
from typing import Any

from pid_emulator.core.records import Record

Object = dict[str, Any]

_DOI = re.compile(
    r"(?:https?://(?:dx\.)?(?:doi\.org|handle\.(?:stage|test)\.datacite\.org)/)?(?:doi:)?(10\.\d{4,}/.+)"
)
_WEB_ADDRESS = re.compile(r"https?://\S+")


class View:
    """A DOI resource whose attributes can be read without asking what is there.

    Attributes of old or foreign records may be missing, null or of another shape than today's.
    """

    def __init__(self, resource: Record) -> None:
        self.resource = resource
        attributes = resource.get("attributes")
        self.attributes: Object = attributes if isinstance(attributes, dict) else {}
        self.types = self.object("types")
        self.container = self.object("container")
        self.creators = [_person(creator) for creator in self.objects("creators")]
        self.contributors = [_person(contributor) for contributor in self.objects("contributors")]

    @property
    def doi(self) -> str:
        """The DOI in capitals, as DataCite stores it and its formats show it."""
        return str(self.attributes.get("doi") or self.resource.get("id") or "").upper()

    @property
    def doi_url(self) -> str:
        """The DOI as a link, in small letters."""
        return f"https://doi.org/{self.doi.lower()}"

    @property
    def title(self) -> str | None:
        """The first title."""
        return first(self.objects("titles"), "title")

    @property
    def publisher_name(self) -> str | None:
        """The publisher's name, whether the record holds a name or an object."""
        publisher = self.attributes.get("publisher")
        if isinstance(publisher, dict):
            publisher = publisher.get("name")
        return str(publisher) if publisher else None

    @property
    def publisher(self) -> Object:
        """The publisher as an object; empty where there is none."""
        publisher = self.attributes.get("publisher")
        if isinstance(publisher, dict):
            return publisher
        return {"name": str(publisher)} if publisher else {}

    @property
    def subjects(self) -> list[str]:
        """The subjects' words."""
        return [str(subject["subject"]) for subject in self.objects("subjects") if subject.get("subject")]

    @property
    def abstract(self) -> str | None:
        """The first description of the type Abstract."""
        descriptions = self.objects("descriptions")
        return first(
            [entry for entry in descriptions if entry.get("descriptionType") == "Abstract"], "description"
        )

    @property
    def client(self) -> str | None:
        """The repository's id."""
        return self._related("client")

    @property
    def provider(self) -> str | None:
        """The member's id: from the relationship, else the repository's first half."""
        return self._related("provider") or (self.client.partition(".")[0] if self.client else None)

    def date(self, date_type: str) -> str | None:
        """Return the first date of that type, as text."""
        dates = [entry for entry in self.objects("dates") if entry.get("dateType") == date_type]
        return first(dates, "date")

    def issued(self) -> str | None:
        """Return the date of issue, else the publication year, as text."""
        year = self.attributes.get("publicationYear")
        return self.date("Issued") or (str(year) if year else None)

    def text(self, name: str) -> str | None:
        """Return an attribute as text, None where it is empty."""
        value = self.attributes.get(name)
        return None if value in (None, "", [], {}) else str(value)

    def object(self, name: str) -> Object:
        """Return an attribute that is an object; empty where it is anything else."""
        value = self.attributes.get(name)
        return value if isinstance(value, dict) else {}

    def objects(self, name: str) -> list[Object]:
        """Return an attribute's members that are objects, without their null entries."""
        return objects(self.attributes.get(name))

    def values(self, name: str) -> list[Any]:
        """Return an attribute as a list: a lone value becomes a list of one."""
        value = self.attributes.get(name)
        if isinstance(value, list):
            return [entry for entry in value if entry not in (None, "")]
        return [] if value in (None, "") else [value]

    def _related(self, name: str) -> str | None:
        relationships = self.resource.get("relationships")
        data = relationships.get(name) if isinstance(relationships, dict) else None
        data = data.get("data") if isinstance(data, dict) else None
        identifier = data.get("id") if isinstance(data, dict) else None
        return str(identifier) if identifier else None


def objects(value: Any) -> list[Object]:
    """Return the objects in a value that should be a list of them, without their null entries."""
    members = value if isinstance(value, list) else [value]
    return [without_nulls(member) for member in members if isinstance(member, dict)]


def without_nulls(value: Object) -> Object:
    """Return an object without its null entries."""
    return {key: entry for key, entry in value.items() if entry is not None}


def pretty(document: Object) -> str:
    """Return JSON as the service lays it out."""
    return json.dumps(document, indent=2, ensure_ascii=False)


def first(members: list[Object], key: str) -> str | None:
    """Return the text under `key` of the first member."""
    value = members[0].get(key) if members else None
    return str(value) if value else None


def unwrap(members: list[Any]) -> Any:
    """Return None for an empty list, the member of a list of one, else the list: DataCite's formats do."""
    return None if not members else members[0] if len(members) == 1 else members


def link(identifier: Any) -> str | None:
    """Return a DOI or web address as a link, None for any other identifier."""
    text = str(identifier or "").strip()
    if doi := _DOI.fullmatch(text):
        return f"https://doi.org/{doi[1].lower()}"
    return text if _WEB_ADDRESS.fullmatch(text) else None


def date_parts(date: str | None) -> Object:
    """Return a date as CSL writes it: `{"date-parts": [[2019, 6, 30]]}`, with as many parts as are known."""
    match = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", date or "")
    parts = [int(part) for part in match.groups() if part and int(part)] if match else []
    return {"date-parts": [parts]}


def _person(person: Object) -> Object:
    """Return a creator or contributor without the empty lists that the REST API adds."""
    return {
        key: value
        for key, value in person.items()
        if not (key in ("affiliation", "nameIdentifiers") and not value)
    }
