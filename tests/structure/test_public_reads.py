"""The form of public reads: status, media type, members with their types. Runs unchanged against live.

With PIDGUIDE_STRUCTURE=live the same requests go to the services themselves. Values are not compared, but for
those that the request decides.
"""

from urllib.parse import urlsplit

import pytest

from tests.structure.conftest import Ask

JSON = "application/json"
ORCID = "0000-0002-1825-0097"
WORK = "10.7554/eLife.01567"
DATA = "10.5438/h16y-3d72"

# Address, Accept, status, media type, members with their types.
READS: list[tuple[str, str, int, str, dict[str, str]]] = [
    ("https://doi.org/api/handles/10.1000/1", JSON, 200, JSON,
     {"responseCode": "integer", "handle": "string", "values[].index": "integer", "values[].type": "string",
      "values[].data.value": "string", "values[].ttl": "integer", "values[].timestamp": "string"}),
    ("https://doi.org/api/handles/10.5555/no-such-doi", JSON, 404, JSON,
     {"responseCode": "integer", "handle": "string"}),
    (f"https://doi.org/doiRA/{WORK}", JSON, 200, JSON, {"[].DOI": "string", "[].RA": "string"}),
    (f"https://api.crossref.org/works/{WORK}", JSON, 200, JSON,
     {"status": "string", "message-type": "string", "message-version": "string", "message.DOI": "string",
      "message.title[]": "string", "message.type": "string", "message.publisher": "string",
      "message.issued.date-parts[][]": "integer", "message.author[].family": "string",
      "message.is-referenced-by-count": "integer", "message.indexed.date-time": "string"}),
    (f"https://api.crossref.org/works/{WORK}/agency", JSON, 200, JSON,
     {"message.DOI": "string", "message.agency.id": "string", "message.agency.label": "string"}),
    ("https://api.crossref.org/works/10.5555/no-such-doi", JSON, 404, "text/plain", {}),
    ("https://api.crossref.org/works?query=science&rows=1", JSON, 200, JSON,
     {"message.total-results": "integer", "message.items-per-page": "integer",
      "message.items[].DOI": "string",
      "message.query.search-terms": "string", "message.query.start-index": "integer"}),
    ("https://api.crossref.org/works?query=science&rows=1&cursor=*", JSON, 200, JSON,
     {"message.next-cursor": "string", "message.items[].DOI": "string"}),
    ("https://api.crossref.org/works?rows=1001", JSON, 400, JSON,
     {"status": "string", "message-type": "string", "message[].type": "string", "message[].value": "string",
      "message[].message": "string"}),
    ("https://api.crossref.org/works?filter=no-such-filter:1", JSON, 400, JSON,
     {"message[].message": "string"}),
    ("https://api.crossref.org/members?rows=1", JSON, 200, JSON,
     {"message.total-results": "integer", "message.items[].id": "integer",
      "message.items[].primary-name": "string"}),
    ("https://api.crossref.org/journals?rows=1", JSON, 200, JSON,
     {"message.total-results": "integer", "message.items[].title": "string",
      "message.items[].ISSN": "array"}),
    ("https://api.crossref.org/types/journal-article", JSON, 200, JSON,
     {"message.id": "string", "message.label": "string"}),
    (f"https://api.datacite.org/dois/{DATA}", JSON, 200, JSON,
     {"data.id": "string", "data.type": "string", "data.attributes.doi": "string",
      "data.attributes.url": "string",
      "data.attributes.titles[].title": "string", "data.attributes.creators[].name": "string",
      "data.attributes.publicationYear": "integer", "data.attributes.state": "string",
      "data.attributes.types.resourceTypeGeneral": "string", "data.attributes.created": "string",
      "data.relationships.client.data.id": "string"}),
    ("https://api.datacite.org/dois/10.5438/no-such-doi", JSON, 404, JSON,
     {"errors[].status": "string", "errors[].title": "string"}),
    ("https://api.datacite.org/dois?query=data&page[size]=1", JSON, 200, JSON,
     {"data[].id": "string", "data[].type": "string", "meta.total": "integer", "meta.totalPages": "integer",
      "meta.page": "integer", "links.self": "string"}),
    ("https://api.datacite.org/clients?page[size]=1", JSON, 200, JSON,
     {"data[].id": "string", "data[].attributes.name": "string", "data[].attributes.symbol": "string",
      "meta.total": "integer"}),
    ("https://api.datacite.org/providers/datacite", JSON, 200, JSON,
     {"data.id": "string", "data.attributes.name": "string", "data.attributes.symbol": "string"}),
    (f"https://pub.orcid.org/v3.0/{ORCID}/record", JSON, 200, JSON,
     {"orcid-identifier.uri": "string", "orcid-identifier.path": "string", "person": "object",
      "person.name": "object", "activities-summary": "object", "activities-summary.works.group": "array",
      "path": "string"}),
    (f"https://pub.orcid.org/v3.0/{ORCID}/works", JSON, 200, JSON, {"group": "array", "path": "string"}),
    (f"https://pub.orcid.org/v3.0/{ORCID}/person", JSON, 200, JSON,
     {"name.given-names.value": "string", "emails.email": "array", "keywords.keyword": "array",
      "path": "string"}),
    ("https://pub.orcid.org/v3.0/0000-0001-9999-9990/record", JSON, 404, JSON,
     {"response-code": "integer", "developer-message": "string", "user-message": "string",
      "error-code": "integer", "more-info": "string"}),
    (f"https://pub.orcid.org/v3.0/search?q=orcid:{ORCID}", JSON, 200, JSON,
     {"num-found": "integer", "result[].orcid-identifier.path": "string"}),
    (f"https://pub.orcid.org/v3.0/expanded-search?q=orcid:{ORCID}", JSON, 200, JSON,
     {"num-found": "integer", "expanded-result[].orcid-id": "string",
      "expanded-result[].given-names": "string",
      "expanded-result[].other-name": "array"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "accept", "status", "media_type", "members"), READS, ids=[r[0] for r in READS]
)
def test_a_public_read_has_its_form(
    ask: Ask, url: str, accept: str, status: int, media_type: str, members: dict[str, str]
) -> None:
    answer = ask(url, accept)
    assert (answer.status, answer.media_type) == (status, media_type)
    kinds: dict[str, set[str]] = {}
    for path, kind in answer.content.shape:
        kinds.setdefault(path, set()).add(kind)
    wrong = {path: kinds.get(path) for path, kind in members.items() if kind not in kinds.get(path, set())}
    assert wrong == {}


@pytest.mark.parametrize(
    ("accept", "host"),
    [
        ("text/html", "elifesciences.org"),
        ("application/vnd.citationstyles.csl+json", "api.crossref.org"),
    ],
)
def test_the_resolver_leads_people_to_the_page_and_programs_to_the_metadata(
    ask: Ask, accept: str, host: str
) -> None:
    answer = ask(f"https://doi.org/{WORK}", accept)
    assert (answer.status, urlsplit(answer.location).hostname) == (302, host)


@pytest.mark.parametrize(
    ("url", "path", "value"),
    [
        (f"https://api.crossref.org/works/{WORK}", "message.DOI", WORK.lower()),
        ("https://api.crossref.org/works?query=science&rows=1", "message.items-per-page", 1),
        ("https://api.crossref.org/works?query=science&rows=1", "message.query.search-terms", "science"),
        (f"https://api.datacite.org/dois/{DATA}", "data.attributes.doi", DATA),
        (f"https://pub.orcid.org/v3.0/{ORCID}/record", "orcid-identifier.path", ORCID),
        (f"https://pub.orcid.org/v3.0/search?q=orcid:{ORCID}", "num-found", 1),
        ("https://pub.orcid.org/v3.0/0000-0001-9999-9990/record", "error-code", 9016),
        ("https://doi.org/api/handles/10.5555/no-such-doi", "responseCode", 100),
    ],
)
def test_what_the_request_decides_is_in_the_answer(ask: Ask, url: str, path: str, value: object) -> None:
    assert str(ask(url, JSON).content.values[path]).lower() == str(value).lower()
