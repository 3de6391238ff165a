"""The REST API at api.crossref.org: https://api.crossref.org/swagger-ui/index.html."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask import Flask, Response, request

from pid_emulator.core.records import Record
from pid_emulator.core.service import Application, Headers, WSGIApplication
from pid_emulator.crossref import vocabulary
from pid_emulator.crossref.api import agency, answers, data_citations, parameters, registry, transform
from pid_emulator.crossref.api.parameters import Asked, Route
from pid_emulator.crossref.errors import Problem
from pid_emulator.crossref.search.filters import passing
from pid_emulator.crossref.search.index import Index
from pid_emulator.crossref.search.ordering import count_facets, sorted_works
from pid_emulator.crossref.values import normalise_doi, texts_in
from pid_emulator.crossref.world import CrossrefWorld

# A single work names these even where they are empty; a list leaves them out, and grants have no such titles.
_EMPTY_TITLES: dict[str, Any] = {
    "short-container-title": [],
    "original-title": [],
    "subtitle": [],
    "short-title": [],
}
_SINGLE_ONLY_WHEN_EMPTY: dict[str, Any] = {**_EMPTY_TITLES, "relation": {}, "subject": []}
# Lists also answer with a slash at the end. Behind a DOI it would belong to the DOI, so there it does not.
_LIST_WITH_SLASH = re.compile(
    r"/(works|members|journals|funders|types|licenses|beta/datacitations)/"
    r"|/(members|journals|funders|prefixes|types)/.+/works/"
)


def create_application(
    world: CrossrefWorld, find_agency: agency.FindAgency, is_dataset: data_citations.IsDataset
) -> WSGIApplication:
    """Return the application: every route also answers below /v1."""
    app = Application(__name__)
    app.url_map.merge_slashes = False
    app.url_map.redirect_defaults = False
    app.register_blueprint(transform.blueprint(world))
    app.register_blueprint(agency.blueprint(find_agency))
    app.register_blueprint(data_citations.blueprint(world, is_dataset))
    _add_hooks(app)
    _add_works(app, world)
    _add_members(app, world)
    _add_journals(app, world)
    _add_funders(app, world)
    _add_prefixes_and_types(app, world)
    _add_licenses(app, world)
    return _with_plain_path(app)


def _with_plain_path(application: WSGIApplication) -> WSGIApplication:
    """Take off the version before a path, and the slash behind that of a list."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        path = environ.get("PATH_INFO", "")
        if path.startswith("/v1/"):
            path = path[3:]
        if _LIST_WITH_SLASH.fullmatch(path):
            path = path[:-1]
        return application({**environ, "PATH_INFO": path}, start_response)

    return answer


def _add_hooks(app: Application) -> None:
    @app.before_request
    def look_at_scheme_and_plus_token() -> Response | None:
        environ = request.environ
        if environ["wsgi.url_scheme"] == "http":
            return answers.to_https(request)
        token = environ.get("HTTP_CROSSREF_PLUS_API_TOKEN")
        return Response(status=401) if token is not None and not token.startswith("Bearer ") else None

    def common_headers(environ: dict[str, Any], _status: int) -> Headers:
        if environ["wsgi.url_scheme"] != "https":
            return []
        if environ["PATH_INFO"] == "/beta/datacitations":
            return answers.data_citation_headers()
        is_list = not request.view_args or environ["PATH_INFO"].endswith("/works")
        return answers.common_headers(answers.pool_of(request, is_list=is_list))

    app.add_to_every_answer(common_headers)

    @app.errorhandler(404)
    def no_such_route(_error: Exception) -> Response:
        return answers.route_not_found()

    @app.errorhandler(405)
    def no_such_method(_error: Exception) -> Response:
        return Response("Method not allowed.", status=405, content_type="text/plain")


def _add_works(app: Flask, world: CrossrefWorld) -> None:
    @app.get("/works")
    def list_works() -> Response:
        return _work_list(world)

    @app.get("/works/<path:doi>")
    def show_work(doi: str) -> Response:
        wrong = _wrong_for_single()
        if wrong:
            return answers.invalid(wrong)
        if _ends_with_slash():
            return answers.not_found()
        target = world.crossref.target_of_alias(doi)
        if target:
            return answers.to_target_of_alias(target)
        work = world.crossref.work(doi)
        if work is None:
            return answers.not_found()
        made_of = world.crossref.all("works").made_of
        text = made_of(normalise_doi(doi), "single", lambda: answers.to_json(_as_single(work)))
        return answers.ok_text("work", text)


def _as_single(work: Record) -> Record:
    """Return a work as an answer of its own shows it."""
    is_grant = work.get("type") == "grant"
    empty = {
        name: value
        for name, value in _SINGLE_ONLY_WHEN_EMPTY.items()
        if name not in work and not (is_grant and name in _EMPTY_TITLES)
    }
    return {**work, **empty, "score": 1}


def _add_members(app: Flask, world: CrossrefWorld) -> None:
    @app.get("/members")
    def list_members() -> Response:
        def found(asked: Asked) -> Iterable[Record]:
            members = registry.members(world.crossref, world.clock.now()).values()
            named = [
                one for one in members if registry.matches_words(one, asked.query, "primary-name", "names")
            ]
            return [one for one in named if registry.passes_member_filters(one, asked.filters)]

        return _list(world, parameters.MEMBERS, "member", found)

    @app.get("/members/<id>")
    def show_member(id: str) -> Response:
        return _single("member", registry.members(world.crossref, world.clock.now()).get(id))

    @app.get("/members/<id>/works")
    def list_works_of_member(id: str) -> Response:
        if id not in registry.members(world.crossref, world.clock.now()):
            return _wrong_or_not_found()
        return _work_list(world, [("member", id)])


def _add_journals(app: Flask, world: CrossrefWorld) -> None:
    @app.get("/journals")
    def list_journals() -> Response:
        def found(asked: Asked) -> Iterable[Record]:
            journals = registry.journals(world.crossref, world.clock.now())
            return [one for one in journals if registry.matches_words(one, asked.query, "title", "ISSN")]

        return _list(world, parameters.JOURNALS, "journal", found)

    @app.get("/journals/<issn>")
    def show_journal(issn: str) -> Response:
        return _single("journal", registry.journal(world.crossref, issn, world.clock.now()))

    @app.get("/journals/<issn>/works")
    def list_works_of_journal(issn: str) -> Response:
        journal = registry.journal(world.crossref, issn, world.clock.now())
        if journal is None:
            return _wrong_or_not_found()
        return _work_list(world, [("issn", issn) for issn in texts_in(journal, "ISSN")])


def _add_funders(app: Flask, world: CrossrefWorld) -> None:
    @app.get("/funders")
    def list_funders() -> Response:
        def found(asked: Asked) -> Iterable[Record]:
            places = {value.lower() for name, value in asked.filters if name == "location"}
            for one in registry.funders(world.crossref).values():
                is_there = not places or str(one.get("location")).lower() in places
                if is_there and registry.matches_words(one, asked.query, "name", "alt-names"):
                    yield {name: one[name] for name in registry.FUNDER_LIST_FIELDS if name in one}

        return _list(world, parameters.FUNDERS, "funder", found)

    @app.get("/funders/<path:id>")
    def show_funder(id: str) -> Response:
        return _single("funder", registry.funders(world.crossref).get(id.removeprefix("10.13039/")))

    @app.get("/funders/<path:id>/works")
    def list_works_of_funder(id: str) -> Response:
        funder = registry.funders(world.crossref).get(id.removeprefix("10.13039/"))
        if funder is None:
            return _wrong_or_not_found()
        wanted = [str(funder["id"]), *texts_in(funder, "descendants")]
        return _work_list(world, [("funder", one) for one in wanted])


def _add_prefixes_and_types(app: Flask, world: CrossrefWorld) -> None:
    @app.get("/prefixes/<prefix>")
    def show_prefix(prefix: str) -> Response:
        found = registry.prefix(world.crossref, prefix, world.clock.now())
        return _single("prefix", found, answers.JSON_UTF8)

    @app.get("/prefixes/<prefix>/works")
    def list_works_of_prefix(prefix: str) -> Response:
        if registry.prefix(world.crossref, prefix, world.clock.now()) is None:
            return _wrong_or_not_found()
        return _work_list(world, [("prefix", prefix)])

    def types() -> dict[str, Record]:
        fixed = {name: {"id": name, "label": label} for name, label in vocabulary.TYPES.items()}
        return {**fixed, **world.crossref.all("types")}

    @app.get("/types")
    def list_types() -> Response:
        asked = parameters.read(request.args, parameters.TYPES)
        if isinstance(asked, list):
            return answers.invalid(asked)
        # Without `rows` all types come, though other lists stop at 20.
        rows = asked.rows if "rows" in request.args else len(types())
        page = list(types().values())[asked.offset : asked.offset + rows]
        return answers.ok("type-list", {"total-results": len(types()), "items": page}, answers.JSON_UTF8)

    @app.get("/types/<id>")
    def show_type(id: str) -> Response:
        return _single("type", types().get(id), answers.JSON_UTF8)

    @app.get("/types/<id>/works")
    def list_works_of_type(id: str) -> Response:
        if id not in types():
            return _wrong_or_not_found()
        return _work_list(world, [("type", id)])


def _add_licenses(app: Flask, world: CrossrefWorld) -> None:
    @app.get("/licenses")
    def list_licenses() -> Response:
        asked = parameters.read(request.args, parameters.LICENSES)
        if isinstance(asked, list):
            return answers.invalid(asked)
        if asked.query:
            index = world.crossref.index
            found = [index.record(number) for number in index.scores("", asked.query)]
        else:
            found = list(world.crossref.all("works").values())
        items = registry.licenses(world.crossref, found)
        page = items[asked.offset : asked.offset + asked.rows]
        return answers.ok("license-list", {"total-results": len(items), "items": page}, answers.JSON_UTF8)


def _ends_with_slash() -> bool:
    """Tell whether the address itself ends with a slash, which `%2F` as the end of a DOI does not."""
    raw = str(request.environ.get("REQUEST_URI") or request.path)
    return raw.partition("?")[0].endswith("/")


def _wrong_for_single() -> list[Problem]:
    if not request.args:
        return []
    read = parameters.read(request.args, parameters.SINGLE)
    return read if isinstance(read, list) else []


def _wrong_or_not_found() -> Response:
    read = parameters.read(request.args, parameters.WORKS)
    return answers.invalid(read) if isinstance(read, list) else answers.not_found_as_json()


def _single(kind: str, record: Record | None, content_type: str = answers.JSON) -> Response:
    wrong = _wrong_for_single()
    if wrong:
        return answers.invalid(wrong)
    if record is None:
        return answers.not_found() if content_type == answers.JSON else answers.not_found_as_json()
    return answers.ok(kind, record, content_type)


def _list(
    world: CrossrefWorld, route: Route, kind: str, found: Callable[[Asked], Iterable[Record]]
) -> Response:
    """Answer with a page of members, journals or funders."""
    asked = parameters.read(request.args, route)
    if isinstance(asked, list):
        return answers.invalid(asked)
    items = list(found(asked))
    message: Record = {
        "items-per-page": asked.rows,
        "query": {"start-index": asked.offset, "search-terms": asked.query},
        "total-results": len(items),
    }
    if asked.cursor is None:
        page = items[asked.offset : asked.offset + asked.rows]
    else:
        positions = _turn(world, asked, lambda: [str(number) for number in range(len(items))])
        if positions is None:
            return answers.invalid_cursor(asked.cursor)
        cursor, keys = positions
        page = [items[int(key)] for key in keys if int(key) < len(items)]
        message = {"next-cursor": cursor, **message}
    return answers.ok(f"{kind}-list", {**message, "items": page})


def _work_list(world: CrossrefWorld, belonging: Sequence[tuple[str, str]] = ()) -> Response:
    """Answer with a page of the works that match what is asked for.

    `belonging` are filters, of which those that belong to the route pass any.
    """
    asked = parameters.read(request.args, parameters.WORKS)
    if isinstance(asked, list):
        return answers.invalid(asked)
    index = world.crossref.index
    scores = _search(index, asked, belonging)
    facets = count_facets(map(index.record, sorted(scores)), asked.facets) if asked.facets else {}
    message: Record = {"facets": facets}
    total = len(scores)

    def ordered(first: int, count: int) -> list[int]:
        return sorted_works(index, scores, asked.sort, descending=asked.descending, first=first, count=count)

    if asked.sample is not None:
        keys = sorted(map(index.key, scores))
        page = world.random.sample(keys, min(asked.sample, len(keys)))
        scores, total = {}, len(page)
    elif asked.cursor is not None:
        turned = _turn(world, asked, lambda: [index.key(number) for number in ordered(0, len(scores))])
        if turned is None:
            return answers.invalid_cursor(asked.cursor)
        message["next-cursor"], page = turned
    else:
        page = [index.key(number) for number in ordered(asked.offset, asked.rows)]
    known = world.crossref.all("works")
    items = [
        _item(work, scores.get(index.number(key), 0.0), asked.select)
        for key in page
        if (work := known.peek(key)) is not None
    ]
    message |= {
        "total-results": total,
        "items": items,
        "items-per-page": asked.rows,
        "query": {"start-index": asked.offset, "search-terms": asked.query},
    }
    return answers.ok("work-list", message)


def _search(index: Index, asked: Asked, belonging: Sequence[tuple[str, str]]) -> dict[int, float]:
    """Return the scores of the works that match, by number: queries are ANDed, their words ORed."""
    works = passing(index, asked.filters)
    if belonging:
        works = works & set().union(*(passing(index, [pair]) for pair in belonging))
    queries = [("", asked.query)] if asked.query else []
    found = [index.scores(name, text) for name, text in [*queries, *asked.field_queries]]
    if not found:
        # Observed: 1.0 for a list of everything, 0.0 once anything narrows it without words to score.
        return dict.fromkeys(works, 0.0 if belonging or asked.filters else 1.0)
    matching = works.intersection(*found)
    return {number: round(sum(scores[number] for scores in found), 6) for number in matching}


def _turn(world: CrossrefWorld, asked: Asked, keys: Callable[[], list[str]]) -> tuple[str, list[str]] | None:
    """Return the cursor and its next page of keys, None where it isn't valid."""
    cursors, now = world.crossref.cursors, world.clock.now()
    cursor = asked.cursor or ""
    if cursor == "*":
        cursor = cursors.open(keys(), now, world.random)
    page = cursors.turn(cursor, keys, asked.rows, now)
    return None if page is None else (cursor, page)


def _item(work: Record, score: float, select: tuple[str, ...]) -> Record:
    full = {name: value for name, value in work.items() if value or name not in _SINGLE_ONLY_WHEN_EMPTY}
    full["score"] = score
    return {name: value for name, value in full.items() if not select or name in select}
