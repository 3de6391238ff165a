"""The older versions of ORCID's API that are still served: 2.0 and 2.1.

They are the same records by other rules of writing. In JSON their enumerations are in capitals
(`JOURNAL_ARTICLE`, `SELF`, `PUBLIC`), a publication date has a media type, affiliations stand in one plain
list; nothing is told of normalised identifiers and of where an assertion comes from, and works in lists have
neither address nor journal. Evidence: the works of a record in 2.1 (2019-08), a work in 2.0's XML (2017-07).
Only 2.0 names people and clients by http addresses.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Response, g, request

from pid_emulator.core.libraries import etree
from pid_emulator.orcid.record.json_messages import to_compact_json, to_pretty_json
from pid_emulator.orcid.record.xml_messages import UNTOLD_BEFORE_3, in_old_names

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CURRENT = "3.0"
_ENVIRON_KEY = "pidguide.orcid_version"
_OLD_PATH = re.compile(
    r"/v(?P<version>2\.[01])(?P<rest>/(?:search/?"
    r"|[^/]+(?:/(?:record|person|personal-details|email|address|keywords|other-names|biography"
    r"|external-identifiers|researcher-urls|activities|works|work|fundings|funding|peer-reviews|peer-review"
    r"|educations|education|employments|employment|notification-permission)(?:/.*)?)?))"
)
_NOT_AN_ID = ("expanded-search", "csv-search", "status", "apiStatus", "pubStatus", "identifiers")
_URI = re.compile(r"""(uri"\s*:\s*"|:uri>)https://""")
_UNTOLD_OF_LISTED_WORKS = ("url", "journal-title")
_ENUMERATIONS = frozenset(
    (
        "visibility",
        "type",
        "external-id-relationship",
        "citation-type",
        "contributor-role",
        "contributor-sequence",
        "reviewer-role",
        "review-type",
    )
)
_AFFILIATIONS = ("education", "employment")
_ACTIVITIES = ("last-modified-date", "educations", "employments", "fundings", "peer-reviews", "works", "path")


class OldVersions:
    """Leads requests for 2.0 and 2.1 to the current version's pages, and notes which was asked for."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        found = _OLD_PATH.fullmatch(environ["PATH_INFO"])
        if found and found["rest"].strip("/") not in _NOT_AN_ID:
            environ[_ENVIRON_KEY] = found["version"]
            environ["PATH_INFO"] = f"/v{CURRENT}{found['rest']}"
        return self.application(environ, start_response)


def asked_version() -> str:
    """Return the version that the request at hand is for."""
    return str(request.environ.get(_ENVIRON_KEY, CURRENT))


def in_asked_version(response: Response) -> Response:
    """Return the answer as the version that was asked for gives it."""
    version = asked_version()
    if version == CURRENT:
        return response
    if location := response.headers.get("Location"):
        response.headers["Location"] = location.replace(f"/v{CURRENT}/", f"/v{version}/")
    body = response.get_data()
    if response.status_code >= 400:
        # Errors are the same in every version.
        return response
    if body and "json" in (response.content_type or ""):
        write: Callable[[Any], str] = to_pretty_json if g.format.is_pretty else to_compact_json
        text = write(as_old_version(json.loads(body)))
    elif body and "xml" in (response.content_type or ""):
        text = _old_xml(body)
    else:
        return response
    response.set_data(_URI.sub(r"\1http://", text) if version == "2.0" else text)
    return response


def as_old_version(message: Any) -> Any:
    """Return an answer's JSON as versions 2.0 and 2.1 write it."""
    if isinstance(message, list):
        return [as_old_version(each) for each in message]
    if not isinstance(message, dict):
        return message
    old = {name: _old_value(name, value) for name, value in message.items() if name not in UNTOLD_BEFORE_3}
    if "affiliation-group" in old:
        old = _plain_affiliations(old)
    if isinstance(activities := old.get("activities-summary"), dict):
        old["activities-summary"] = {name: activities[name] for name in _ACTIVITIES if name in activities}
    return old


def _old_value(name: str, value: Any) -> Any:
    if name in _ENUMERATIONS and isinstance(value, str):
        return value.upper().replace("-", "_")
    value = as_old_version(value)
    if name == "publication-date" and isinstance(value, dict):
        return {**value, "media-type": None}
    if name == "work-summary" and isinstance(value, list):
        return [{key: each[key] for key in each if key not in _UNTOLD_OF_LISTED_WORKS} for each in value]
    return value


def _plain_affiliations(section: dict[str, Any]) -> dict[str, Any]:
    """Return a section whose groups of summaries are one list."""
    summaries = [each for group in section["affiliation-group"] for each in group.get("summaries") or []]
    kind = str(section.get("path", "")).rpartition("/")[2].removesuffix("s") or _AFFILIATIONS[0]
    name = f"{kind}-summary"
    return {
        "last-modified-date": section.get("last-modified-date"),
        name: [each[name] for each in summaries if name in each],
        "path": section.get("path"),
    }


def as_current_version(message: Any) -> Any:
    """Return JSON of version 2.0 or 2.1 as the current version writes it."""
    if isinstance(message, list):
        return [as_current_version(each) for each in message]
    if not isinstance(message, dict):
        return message
    current = {
        name: value.lower().replace("_", "-")
        if name in _ENUMERATIONS and isinstance(value, str)
        else as_current_version(value)
        for name, value in message.items()
        if name != "media-type"
    }
    for kind in _AFFILIATIONS:
        if isinstance(summaries := current.get(f"{kind}-summary"), list):
            del current[f"{kind}-summary"]
            groups = [{"summaries": [{f"{kind}-summary": each}]} for each in summaries]
            current["affiliation-group"] = groups
    return current


def _old_xml(body: bytes) -> str:
    root = etree.fromstring(body)
    for element in list(root.iter(etree.Element)):
        parent, name = element.getparent(), etree.QName(element).localname
        if parent is None:
            continue
        if name == "affiliation-group":
            summaries = [each for each in element if etree.QName(each).localname.endswith("-summary")]
            parent[parent.index(element) : parent.index(element) + 1] = summaries
    in_old_names(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode()
