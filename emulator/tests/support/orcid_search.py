"""Three people to look for, and how tests search."""

from typing import Any
from urllib.parse import urlencode

from werkzeug.test import TestResponse

from pid_emulator import Emulator
from support.orcid_people import CARBERRY

MUELLER = "0009-9000-0000-0004"
ORSTED = "0009-9000-0000-0012"
DOI = "10.1087/20120404"
PUBLIC = {"visibility": "public"}
JSON = {"Accept": "application/json"}


def person(orcid: str, given: str, family: str, **more: Any) -> dict[str, Any]:
    name = {"given-names": {"value": given}, "family-name": {"value": family}, **PUBLIC}
    return {
        "orcid-identifier": {"path": orcid},
        "person": {"name": name, **more.pop("person", {})},
        "history": {"last-modified-date": {"value": more.pop("modified", 1_700_000_000_000)}},
        "activities-summary": more,
    }


def work(put_code: int, title: str, visibility: str, doi: str, relationship: str) -> dict[str, Any]:
    identifier = {
        "external-id-type": "doi",
        "external-id-value": doi,
        "external-id-relationship": relationship,
    }
    summary = {
        "put-code": put_code,
        "title": {"title": {"value": title}},
        "external-ids": {"external-id": [identifier]},
        "visibility": visibility,
    }
    return {"work-summary": [summary]}


def employment(put_code: int, name: str, ror: str, end: dict[str, Any] | None = None) -> dict[str, Any]:
    organization = {
        "name": name,
        "disambiguated-organization": {
            "disambiguated-organization-identifier": ror,
            "disambiguation-source": "ROR",
        },
    }
    summary = {"put-code": put_code, "organization": organization, "end-date": end, **PUBLIC}
    return {"summaries": [{"employment-summary": summary}]}


def three_people() -> Emulator:
    """Return an emulator whose ORCID knows nobody else."""
    emulator = Emulator(built_in_records=False)
    records = emulator.world.orcid
    carberry = person(
        CARBERRY,
        "Josiah",
        "Carberry",
        person={
            "emails": {
                "email": [
                    {"email": "josiah@example.org", **PUBLIC},
                    {"email": "secret@example.org", "visibility": "private"},
                ]
            },
            "keywords": {"keyword": [{"put-code": 1, "content": "Psychoceramics", **PUBLIC}]},
        },
        works={
            "group": [
                work(5, "A theory of cracked pots", "public", DOI, "self"),
                work(6, "Hidden glaze", "limited", "10.5555/hidden", "self"),
                work(7, "Chapter on kilns", "public", "10.5555/the-book", "part-of"),
            ]
        },
        employments={
            "affiliation-group": [
                employment(8, "Brown University", "https://ror.org/05gq02987"),
                employment(
                    9, "Wesleyan University", "https://ror.org/05h7xva58", {"year": {"value": "1930"}}
                ),
            ]
        },
    )
    records.add("records", carberry)
    records.add("records", person(MUELLER, "Zoë", "Müller", modified=1_500_000_000_000))
    records.add("records", person(ORSTED, "Søren", "Ørsted-Krüger"))
    return emulator


def ask(
    emulator: Emulator, path: str, headers: dict[str, str] | None = None, **query: object
) -> TestResponse:

    url = f"https://pub.orcid.org/v3.0/{path}?{urlencode(query)}"
    return emulator.request("GET", url, JSON if headers is None else headers)


def found(emulator: Emulator, query: str, **more: object) -> list[str]:
    answer = ask(emulator, "search", q=query, **more)
    assert answer.status_code == 200, answer.text
    results = answer.json["result"] or []
    return [each["orcid-identifier"]["path"] for each in results]
