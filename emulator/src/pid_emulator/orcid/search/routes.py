"""ORCID's three searches: iDs, iDs with names, and a table."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, request

from pid_emulator.orcid.api.answers import respond
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.shapes import ORCID_IDENTIFIER, Field, Scalar, Shape
from pid_emulator.orcid.search.fields import STORED, field_type
from pid_emulator.orcid.search.index import Document, index_of
from pid_emulator.orcid.search.query import Parser, SolrError, Test
from pid_emulator.orcid.world import OrcidWorld

MOST_ROWS = 1000
LAST_START_WITHOUT_CREDENTIALS = 10_000
SOLR = "http://solr-loc.orcid.org/solr/profile"
SOLR_EXCEPTION = "org.apache.solr.client.solrj.impl.HttpSolrClient.RemoteSolrException"

_NUM_FOUND = Field("@num-found", Scalar.INTEGER)
SEARCH = Shape(
    "search:search",
    (
        Field(
            "search:result",
            Shape("search:result", (Field("common:orcid-identifier", ORCID_IDENTIFIER),)),
            many=True,
        ),
        _NUM_FOUND,
    ),
)
EXPANDED_SEARCH = Shape(
    "expanded-search:expanded-search",
    (
        Field(
            "expanded-search:expanded-result",
            Shape(
                "expanded-search:expanded-result",
                (
                    Field("expanded-search:orcid-id"),
                    Field("expanded-search:given-names"),
                    Field("expanded-search:family-names"),
                    Field("expanded-search:credit-name"),
                    Field("expanded-search:other-name", many=True),
                    Field("expanded-search:email", many=True),
                    Field("expanded-search:institution-name", many=True),
                ),
            ),
            many=True,
        ),
        _NUM_FOUND,
    ),
)
_LOCAL_PARAMETERS = re.compile(
    r"\{!(?P<type>\w+)?(?P<rest>(?:\s*[\w.]+=(?:\"[^\"]*\"|'[^']*'|[^\s}]*))*)\s*\}"
)
_LOCAL_PARAMETER = re.compile(r"([\w.]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s}]*))")
_LENIENT_PARSERS = ("edismax", "dismax")


def blueprint(world: OrcidWorld) -> Blueprint:
    """Return /v3.0/search, /v3.0/expanded-search and /v3.0/csv-search, with or without a slash at the end."""
    pages = Blueprint("search", __name__)

    def route(name: str, answer: Callable[[], Response]) -> None:
        pages.add_url_rule(f"/v3.0/{name}", name, answer, strict_slashes=False)

    def search() -> Response:
        found, total = _find(world)
        results = [
            {
                "orcid-identifier": {
                    "uri": f"{g.site.issuer}/{each.orcid}",
                    "path": each.orcid,
                    "host": g.site.host,
                }
            }
            for each in found
        ]
        return respond(SEARCH, {"result": results or None, "num-found": total})

    def expanded_search() -> Response:
        found, total = _find(world)
        wanted = _columns()
        results = [_expanded(each, wanted) for each in found]
        return respond(EXPANDED_SEARCH, {"expanded-result": results or None, "num-found": total})

    def csv_search() -> Response:
        if "text/csv" not in request.headers.get("Accept", ""):
            raise ApiError(9001, "HTTP 406 Not Acceptable", status=406)
        try:
            found, _ = _find(world)
        except ApiError as error:
            if error.code != 9008:
                raise
            # The CSV client passes on whatever Solr says, without a look at its status.
            return Response(f"{error.detail}\n", content_type="text/csv;charset=UTF-8")
        return Response(_table(found, _columns()), content_type="text/csv;charset=UTF-8")

    route("search", search)
    route("expanded-search", expanded_search)
    route("csv-search", csv_search)
    return pages


def _find(world: OrcidWorld) -> tuple[list[Document], int]:
    """Return the page of records that the request asks for, and how many there are in all."""
    start, rows = _start(), _rows()
    query = request.args.get("q")
    if not query:
        return [], 0
    try:
        test = _parser(world, query)
        filters = [Parser(world.clock.now()).parse(request.args["fq"])] if request.args.get("fq") else []
        found = _matching(world, test, filters)
        found = _sorted(found)
    except SolrError as error:
        raise _solr_refuses(str(error)) from None
    documents = [each for each, _ in found]
    return documents[start : start + rows], len(documents)


def _matching(world: OrcidWorld, test: Test, filters: list[Test]) -> list[tuple[Document, float]]:
    index = index_of(world.orcid)
    narrowed = [numbers for each in (test, *filters) if (numbers := each.among(index)) is not None]
    fewest, *others = sorted(narrowed, key=len) or [index.numbers]
    candidates = set(fewest).intersection(*others)
    found = []
    for number in sorted(candidates, key=lambda number: index.arrival(index.key(number))):
        indexed = index.document(number)
        score = test(indexed)
        if score is not None and all(each(indexed) is not None for each in filters):
            found.append((indexed, score))
    return found


def _sorted(found: list[tuple[Document, float]]) -> list[tuple[Document, float]]:
    """Sort by score, or by the fields that `sort` names; what is equal stays in the order of the index."""
    found = sorted(found, key=lambda pair: -pair[1])
    for clause in reversed((request.args.get("sort") or "score desc").split(",")):
        name, _, direction = clause.strip().partition(" ")
        direction = direction.strip().lower()
        if direction not in ("asc", "desc"):
            raise SolrError(
                f"Can't determine a Sort Order (asc or desc) in sort spec '{clause}', pos={len(name)}"
            )
        if name != "score" and field_type(name) is None:
            raise SolrError(f"sort param field can't be found: {name}")
        found = sorted(found, key=lambda pair: _sort_key(pair, name), reverse=direction == "desc")
    return found


def _sort_key(pair: tuple[Document, float], name: str) -> Any:
    found, score = pair
    if name == "score":
        return score
    if name in found.dates:
        at = found.dates[name]
        return at.timestamp() if at else 0.0
    return " ".join(found.of(name)).lower()


def _parser(world: OrcidWorld, query: str) -> Test:
    """Choose the parser that `defType` or the query's own `{!…}` names, and parse."""
    settings = {name: request.args[name] for name in ("defType", "qf") if request.args.get(name)}
    local = _LOCAL_PARAMETERS.match(query)
    if local:
        query = query[local.end() :]
        pairs = _LOCAL_PARAMETER.findall(local["rest"])
        settings |= {name: double or single or plain for name, double, single, plain in pairs}
        if local["type"]:
            settings["defType"] = local["type"]
        query = settings.get("v", query)
    kind = settings.get("defType", "lucene")
    if kind in _LENIENT_PARSERS:
        return Parser(world.clock.now(), _weighted_fields(settings.get("qf", "text")), lenient=True).parse(
            query
        )
    if kind != "lucene":
        raise SolrError(f"Unknown query parser '{kind}'")
    return Parser(world.clock.now(), _weighted_fields(settings.get("df", "text"))).parse(query)


def _weighted_fields(qf: str) -> tuple[tuple[str, float], ...]:
    """Read `qf`: field names, each perhaps with ^ and a weight."""
    fields = []
    for part in qf.split():
        name, _, weight = part.partition("^")
        if field_type(name) is None:
            raise SolrError(f'undefined field: "{name}"')
        try:
            fields.append((name, float(weight or 1)))
        except ValueError:
            raise SolrError(f"Cannot parse '{part}'") from None
    return tuple(fields)


def _rows() -> int:
    text = request.args.get("rows")
    rows = MOST_ROWS if text is None else _whole_number(text)
    if rows is None or rows > MOST_ROWS:
        raise ApiError(9012, f"The rows parameter must be an integer between 0 and {MOST_ROWS:,}")
    return rows


def _start() -> int:
    """Return `start`. ORCID checks it for callers without credentials only; Solr checks the others'."""
    text = request.args.get("start")
    start = 0 if text is None else _whole_number(text)
    if g.caller.token is None:
        if start is None:
            raise ApiError(9012, "The start parameter must be an integer")
        if start > LAST_START_WITHOUT_CREDENTIALS:
            raise ApiError(9043)
    elif start is None:
        raise _solr_refuses(f'For input string: "{text}"')
    return start


def _whole_number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def _solr_refuses(reason: str) -> ApiError:
    return ApiError(
        9008,
        f"Error from server at {SOLR}: {reason}",
        developer_message=SOLR_EXCEPTION,
    )


def _columns() -> list[str]:
    """Return the fields that `fl` names and everyone may have; all of them where none is left."""
    wanted = [name.strip() for name in (request.args.get("fl") or "").split(",")]
    return [name for name in wanted if name in STORED] or list(STORED)


def _expanded(found: Document, wanted: list[str]) -> Message:
    def values(*names: str) -> list[str]:
        return [value for name in names if name in wanted for value in found.of(name)]

    def one(name: str) -> str | None:
        return next(iter(values(name)), None)

    institutions = values("current-institution-affiliation-name", "past-institution-affiliation-name")
    return {
        "orcid-id": one("orcid"),
        "given-names": one("given-names"),
        "family-names": one("family-name"),
        "credit-name": one("credit-name"),
        "other-name": values("other-names"),
        "email": values("email"),
        "institution-name": sorted(set(institutions)),
    }


def _table(found: list[Document], columns: list[str]) -> str:
    """Write the records as Solr writes CSV: several values of one field in one cell, with commas."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for each in found:
        writer.writerow([_cell(each, name) for name in columns])
    return text.getvalue()


def _cell(found: Document, name: str) -> str:
    if name == "given-and-family-names":  # indexed, but not stored
        return ""
    values = found.of(name)
    if len(values) > 1:
        values = [value.replace("\\", "\\\\").replace(",", "\\,") for value in values]
    return ",".join(values)
