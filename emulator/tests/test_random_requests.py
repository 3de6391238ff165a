"""Random requests, 1,000 or in CI 10,000: no answer is a crash, and what was there before is there afterwards."""

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pid_emulator import Emulator
from pid_emulator.core import accounts

DOIS = [
    "10.1371/journal.pone.0033693",
    "10.5281/zenodo.50213",
    "10.5555/x",
    "10.82433/guide",
    "10.1/<>;()",
    "foo",
    "10.5072/%2F",
]
IDS = [
    "0000-0002-1825-0097",
    "0009-9999-0000-0000",
    "XXXXX",
    "98",
    "1803-2427",
    "10.13039/100000001",
    "journal",
    "10.1016",
]
WORDS = [
    "ecology",
    "title:(a b",
    '"',
    "*",
    "a AND",
    "[2000 TO *]",
    "publicationYear:2016",
    "ü",
    "",
    "-",
    "orcid:*",
    "\\",
    "1e9",
    "title:{a TO b]",
]
NUMBERS = ["0", "1", "-1", "1001", "x", "99999999999999999999", "", "1.5", "*", "１"]

PATHS = {
    "api.crossref.org": ["/works", "/works/{doi}", "/works/{doi}/agency", "/works/{doi}/transform", "/works/{doi}/transform/{type}", "/v1/works",
        "/members", "/members/{id}", "/members/{id}/works", "/journals", "/journals/{id}/works", "/funders/{id}/works", "/prefixes/{id}", "/prefixes/{id}/works",
        "/types", "/types/{id}/works", "/licenses", "/styles", "/locales"],
    "test.crossref.org": ["/servlet/deposit", "/servlet/submissionDownload", "/v2/deposits"],
    "doi.org": ["/{doi}", "/api/handles/{doi}", "/doiRA/{doi}", "/doiRA/{doi},{doi}", "/ra/{id}"],
    "data.crosscite.org": ["/{doi}", "/{type}/{doi}"],
    "api.datacite.org": ["/dois", "/dois/{doi}", "/dois/{type}/{doi}", "/{type}/{doi}", "/clients", "/clients/{id}", "/providers", "/prefixes/{id}", "/activities", "/works", "/heartbeat", "/events"],
    "api.test.datacite.org": ["/dois", "/dois/{doi}", "/dois/{doi}/media", "/dois/{doi}/get-url", "/dois/validate", "/dois/random", "/dois/get-dois", "/credentials/api-keys", "/token"],
    "mds.test.datacite.org": ["/metadata", "/metadata/{doi}", "/doi", "/doi/{doi}", "/media/{doi}"],
    "orcid.org": ["/{id}", "/oauth/authorize", "/oauth/token", "/oauth/userinfo", "/oauth/jwks", "/oauth/revoke", "/signin", "/.well-known/openid-configuration"],
    "pub.orcid.org": ["/v3.0/{id}", "/v3.0/{id}/record", "/v3.0/{id}/works", "/v3.0/{id}/work/{n}", "/v3.0/{id}/works/{n},{n}", "/v3.0/{id}/person", "/v3.0/{id}/employments",
        "/v3.0/search", "/v3.0/expanded-search", "/v3.0/csv-search", "/v2.0/{id}/record", "/{id}", "/v3.0/client/{id}"],
    "api.sandbox.orcid.org": ["/v3.0/{id}/work", "/v3.0/{id}/works", "/v3.0/{id}/work/{n}", "/v3.0/{id}/employment", "/v3.0/{id}/keywords/{n}", "/v3.0/{id}/funding",
        "/v3.0/{id}/peer-review", "/v3.0/{id}/notification-permission", "/{id}/webhook/https%3A%2F%2Fexample.org%2Fhook", "/v3.0/group-id-record"],
}  # fmt: skip
PARAMETERS = ["query", "query.author", "filter", "facet", "select", "sort", "order", "rows", "offset", "cursor", "sample", "page[size]", "page[number]",
    "page[cursor]", "client-id", "created", "include", "fields[dois]", "random", "q", "start", "fl", "access_token", "style", "locale", "type", "index", "callback",
    "doi_batch_id", "file_name", "usr", "pwd", "operation", "response_type", "client_id", "redirect_uri", "scope", "prompt"]  # fmt: skip
TYPES = ["application/json", "application/xml", "text/html", "*/*", "application/x-bibtex", "text/x-bibliography; style=apa; locale=xx", "text/turtle",
    "application/vnd.citationstyles.csl+json", "application/vnd.orcid+xml", "a/b;q=x", "", "application/vnd.datacite.datacite+xml", "application/ld+json"]  # fmt: skip
ODD_HEADERS = [
    "Accept",
    "Accept-Language",
    "Authorization",
    "Content-Type",
    "Content-Encoding",
    "Cookie",
    "Range",
    "If-None-Match",
    "X-Forwarded-For",
]
SENT_TYPES = [
    "application/json",
    "application/vnd.api+json",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
]

LEVELS = st.sampled_from([2, 90, 300, 1000, 3000])


def nested(parts: list[tuple[str, str]]) -> st.SearchStrategy[str]:
    """Something within itself, level by level: an opening and a closing part, so many times."""
    return st.builds(
        lambda part, levels, inside: part[0] * levels + inside + part[1] * levels,
        st.sampled_from(parts),
        LEVELS,
        st.sampled_from(["1", "x", '"x"', ""]),
    )


nested_queries = nested(
    [("(", ")"), ("NOT ", ""), ("-", ""), ("title:", ""), ("(x OR ", ")"), ("((x)^2 ", ")"), ("[", "]"), ('"', '"'), ("{!", "}"), ("a:b,", ""), ("\\\\", "")]
)  # fmt: skip
nested_json = nested([("[", "]"), ('{"title":', "}"), ('[{"a":', "}]"), ('{"data":{"attributes":', "}}")])
nested_xml = nested([("<a>", "</a>"), ("<title>", "</title>"), ("<!DOCTYPE a [", "]>"), ("<![CDATA[", "]]>")])
nested_headers = nested([("(", ")"), ("a/b;q=", ""), ("a/b,", ""), ('"', '"'), ("Bearer ", "")])
NESTED_MEMBERS = [
    "titles",
    "types",
    "creators",
    "geoLocations",
    "xml",
    "title",
    "external-ids",
    "bulk",
    "values",
]
nested_bodies = (
    nested_json
    | nested_xml
    | st.builds(
        lambda name, value: f'{{"data":{{"attributes":{{"{name}":{value}}}}},"{name}":{value}}}',
        st.sampled_from(NESTED_MEMBERS),
        nested_json,
    )
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(DOIS + WORDS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "data",
                    "attributes",
                    "doi",
                    "prefix",
                    "titles",
                    "title",
                    "creators",
                    "name",
                    "event",
                    "url",
                    "xml",
                    "types",
                    "value",
                    "put-code",
                    "external-ids",
                    "type",
                    "bulk",
                    "year",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
bodies = st.one_of(
    st.just(b""),
    json_values.map(lambda value: json.dumps(value).encode()),
    st.sampled_from(["publish", "hide", "x"]).map(
        lambda event: json.dumps({"data": {"attributes": {"prefix": accounts.DATACITE_PREFIX, "event": event, "url": "x"}}}).encode()
    ),
    st.binary(max_size=30),
    nested_bodies.map(str.encode),
    st.sampled_from([b"<a/>", b"<a", b'<?xml version="1.0"?><resource xmlns="http://datacite.org/schema/kernel-4"/>', b"doi=10.82433/x\nurl=y", b"grant_type=authorization_code&code=x",
        b'--x\r\nContent-Disposition: form-data; name="fname"; filename="a.xml"\r\n\r\n<a/>\r\n--x--\r\n']),
)  # fmt: skip


@st.composite
def requests_to(draw: Any, host: str) -> tuple[str, str, dict[str, str], bytes]:
    """One request: any method, a known path with likely or odd values, parameters, headers and a body."""
    fill = {
        "doi": st.sampled_from(DOIS),
        "id": st.sampled_from(IDS),
        "type": st.sampled_from(TYPES),
        "n": st.sampled_from(NUMBERS),
    }
    # The test client takes what follows two slashes for a host.
    any_path = st.text(max_size=12).map(lambda text: "/" + quote(text.lstrip("/")))
    path = draw(st.sampled_from(PATHS[host]) | any_path)
    for name, values in fill.items():
        while f"{{{name}}}" in path:
            path = path.replace(f"{{{name}}}", quote(draw(values), safe=draw(st.sampled_from(["", "/"]))), 1)
    values = st.sampled_from(WORDS + NUMBERS + DOIS + IDS) | st.text(max_size=10) | nested_queries
    query = urlencode(draw(st.lists(st.tuples(st.sampled_from(PARAMETERS), values), max_size=4)))
    usual = ["POST", "PUT"] * 4 if host in _RIGHT or host.startswith("test.") else ["GET"] * 12
    method = draw(st.sampled_from([*usual, "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]))
    headers = {"Accept": draw(st.sampled_from(TYPES)), "Content-Type": draw(st.sampled_from(SENT_TYPES))}
    credentials = draw(
        st.sampled_from(["", "right", "right", "right", "Basic x", "Bearer x", "Bearer", "Digest a=b"])
    )
    if credentials:
        headers["Authorization"] = _RIGHT.get(host, "Bearer x") if credentials == "right" else credentials
    if draw(st.integers(0, 9)) == 0:
        headers[draw(st.sampled_from(ODD_HEADERS))] = draw(nested_headers)
    return method, f"https://{host}{path}" + (f"?{query}" if query else ""), headers, draw(bodies)


def _basic(user: str, password: str) -> str:
    import base64

    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


_DATACITE = _basic(accounts.DATACITE_REPOSITORY_ID, accounts.DATACITE_PASSWORD)
_RIGHT = {"api.test.datacite.org": _DATACITE, "mds.test.datacite.org": _DATACITE, "api.sandbox.orcid.org": ""}

# What was there before: read again after all random requests to a host.
STANDING = [
    "https://api.crossref.org/works/10.1371/journal.pone.0033693",
    "https://api.datacite.org/dois/10.5281/zenodo.50213",
    "https://doi.org/api/handles/10.7554/elife.01567",
    "https://pub.orcid.org/v3.0/0000-0002-1825-0097/works",
]


@pytest.mark.parametrize("host", PATHS)
def test_random_requests_never_crash(host: str) -> None:
    registries = Emulator()
    _RIGHT["api.sandbox.orcid.org"] = "Bearer " + registries.environment()["ORCID_ACCESS_TOKEN"]
    before = [_read(registries, url) for url in STANDING]

    @settings(
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(requests_to(host))
    def ask(request: tuple[str, str, dict[str, str], bytes]) -> None:
        method, url, headers, body = request
        answer = registries.request(method, url, headers, body)
        text = answer.get_data(as_text=True)
        assert answer.status_code < 500 or _is_documented(host, answer.status_code, text), (
            f"{answer.status} {text[:300]}"
        )
        assert "Traceback (most recent call last)" not in text

    ask()
    assert [_read(registries, url) for url in STANDING] == before


def _read(registries: Emulator, url: str) -> tuple[int, str]:
    answer = registries.request("GET", url, {"Accept": "application/json"})
    return answer.status_code, answer.text


def _is_documented(host: str, status: int, text: str) -> bool:
    """The failures that the real services document: Solr's syntax errors, a missing schema, MDS's login."""
    if host.endswith("orcid.org"):
        return status == 500 and "9008" in text
    return status == 501 and (host.startswith("mds.") or "schema" in text.lower())
