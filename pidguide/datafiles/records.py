"""The records that generated data files are made of: what the emulated registries answer."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from pid_emulator import Emulator

WORKS = "https://api.crossref.org/works?rows=1000"
# The form of the data file: with `detail` but without `xml`, affiliations and publishers as objects.
DOIS = "https://api.datacite.org/dois?detail=true&affiliation=true&publisher=true&page[size]=1000"
PEOPLE = "https://pub.orcid.org/v3.0/search/?q=*:*&rows=1000"


@dataclass(frozen=True)
class Records:
    """Crossref works, DataCite DOIs (as their REST APIs give them) and ORCID records (XML by iD)."""

    works: list[dict[str, Any]]
    dois: list[dict[str, Any]]
    people: dict[str, str]


@cache
def built_in_records() -> Records:
    """Return the emulator's own records, each registry's sorted by identifier."""
    registries = Emulator()
    works = json.loads(registries.request("GET", WORKS).data)["message"]["items"]
    dois = json.loads(registries.request("GET", DOIS).data)["data"]
    for doi in dois:
        del doi["attributes"]["xml"]
    return Records(
        works=sorted(works, key=lambda work: work["DOI"]),
        dois=sorted(dois, key=lambda doi: doi["id"]),
        people=_people(registries),
    )


def _people(registries: Emulator) -> dict[str, str]:
    answer = registries.request("GET", PEOPLE, headers={"Accept": "application/json"})
    found = sorted(each["orcid-identifier"]["path"] for each in json.loads(answer.data)["result"])
    records = {}
    for orcid in found:
        address = f"https://pub.orcid.org/v3.0/{orcid}/record"
        record = registries.request("GET", address, headers={"Accept": "application/xml"})
        if record.status_code == 200:
            records[orcid] = record.get_data(as_text=True)
    return records
