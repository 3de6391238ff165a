"""An emulator that knows one work of each agency and answers in-process."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from support.doi_org import SICI, Get
from support.empty_emulator import empty_emulator

RECORDS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "crossref",
        "works",
        {
            "DOI": SICI,
            "type": "journal-article",
            "title": ["A title"],
            "indexed": {},
            "deposited": {"date-time": "2024-02-06T23:56:00Z"},
            "resource": {"primary": {"URL": "https://publisher.example/landing?a=1&b=2"}},
        },
    ),
    (
        "datacite",
        "dois",
        {
            "id": "10.5281/zenodo.1",
            "attributes": {
                "doi": "10.5281/zenodo.1",
                "state": "findable",
                "url": "https://repository.example/1",
                "registered": "2020-07-26T08:55:31.000Z",
            },
        },
    ),
    (
        "datacite",
        "dois",
        {
            "id": "10.5281/zenodo.draft",
            "attributes": {
                "doi": "10.5281/zenodo.draft",
                "state": "draft",
                "url": "https://repository.example/d",
            },
        },
    ),
    (
        "datacite",
        "test/dois",
        {
            "id": "10.82433/on-test",
            "attributes": {
                "doi": "10.82433/on-test",
                "state": "findable",
                "url": "https://repository.example/t",
            },
        },
    ),
    ("handles", "prefixes", {"DOI": "10.5240", "RA": "EIDR"}),
    ("handles", "prefixes", {"DOI": "10.5241/lost", "status": "Unknown"}),
    ("handles", "prefixes", {"DOI": "10.1430/8105", "RA": "mEDRA"}),
    ("handles", "prefixes", {"DOI": "10.11501/3140078", "RA": "JaLC"}),
    (
        "handles",
        "csl",
        {
            "DOI": "10.1430/8105",
            "type": "article-journal",
            "title": "L'industria dopo l'euro",
            "author": [{"family": "Prodi", "given": "Romano"}],
            "issued": {"date-parts": [[2002]]},
        },
    ),
    ("handles", "csl", {"DOI": "10.11501/3140078", "title": "A dissertation"}),
    (
        "handles",
        "handles",
        {
            "handle": "10.5240/7290-C8AD",
            "values": [
                {
                    "index": 1,
                    "type": "URL",
                    "data": {"format": "string", "value": "https://film.example/7290"},
                },
                {"index": 2, "type": "EMAIL", "data": {"format": "string", "value": "film@example.org"}},
            ],
        },
    ),
    (
        "handles",
        "handles",
        {
            "handle": "10/abcde",
            "values": [
                {"index": 1, "type": "HS_ALIAS", "data": {"format": "string", "value": "10.5240/7290-C8AD"}}
            ],
        },
    ),
    (
        "handles",
        "handles",
        {
            "handle": "10.5240/places",
            "values": [
                {
                    "index": 1,
                    "type": "URL",
                    "data": {"format": "string", "value": "https://film.example/url"},
                },
                {
                    "index": 1000,
                    "type": "10320/loc",
                    "data": {
                        "format": "string",
                        "value": '<locations><location id="0" href="https://film.example/main" weight="1"/>'
                        '<location id="1" href="https://film.example/gb" weight="0" country="gb"/>'
                        '<location http_role="conneg" href="https://film.example/metadata"/></locations>',
                    },
                },
            ],
        },
    ),
]


for name in ("10.5240/straße", "10.5240/k"):
    url = {"index": 1, "type": "URL", "data": {"format": "string", "value": "https://film.example/"}}
    RECORDS.append(("handles", "handles", {"handle": name, "values": [url]}))


@pytest.fixture
def get() -> Get:
    """Return a function that sends one request, GET unless told: `get(url, accept=…)`."""
    emulator = empty_emulator()
    for store, kind, record in RECORDS:
        getattr(emulator.world, store).add(kind, record)

    def send(url: str, accept: str = "*/*", method: str = "GET") -> TestResponse:
        return emulator.request(method, url, {"Accept": accept})

    return send
