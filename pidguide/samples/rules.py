"""The rules for a sample's text, read from the files and the script's syntax tree, without running it."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pidguide.basics import paths
from pidguide.basics.reading import read_text, shown
from pidguide.samples.catalogue import Sample
from pidguide.samples.packages import imported_modules, packages_with

WIDEST_LINE = 88  # columns
EVERYWHERE = {"requests", "urllib3", "lxml"}  # urllib3 is what requests is made of; retries are set up by it
VERBS = {"get", "post", "put", "patch", "delete", "head", "options", "request", "send"}
LIBRARIES = {"requests", "requests.api", "urllib3"}
SESSIONS = {"Session", "OAuth2Session", "PoolManager"}
AUTHLIB_REGISTRY = "authlib.integrations.flask_client.OAuth"
INSTALLS = re.compile(r"pip install ([^`;&|\n]+)")


def find_broken_rules(sample: Sample) -> list[str]:
    """Return a line for each rule that a sample's script breaks, naming file and rule; none is good.

    Raises UserError where script or page cannot be read.
    """
    script = _Script(sample)
    problems = [
        *_find_wide_lines(sample.source),
        *_find_missing_docstrings(sample.tree),
        *_find_undeclared_imports(sample),
        *script.find_careless_requests(),
    ]
    return [f"{shown(sample.script)}{problem}" for problem in problems]


def find_broken_line_ends(sample: Sample) -> list[str]:
    """Return a line for each of a sample's files with a byte order mark, or with other line ends than LF."""
    problems = []
    for file in (sample.script, sample.output, sample.cassette):
        content = file.read_bytes() if file.is_file() else b""
        if content.startswith(b"\xef\xbb\xbf"):
            problems.append(f"{shown(file)} begins with a byte order mark; save it as UTF-8 without one")
        if b"\r" in content:
            problems.append(f"{shown(file)} has CR or CRLF line ends; save it with LF")
    return problems


def _find_wide_lines(source: str) -> Iterator[str]:
    for number, line in enumerate(source.splitlines(), 1):
        is_address = re.fullmatch(
            r"[\s#]*(?:\w+:?\s+)?https?://\S+", line
        )  # cannot be broken; the page wraps it
        if len(line) > WIDEST_LINE and not is_address:
            yield f":{number} has {len(line)} columns; write at most {WIDEST_LINE}"


def _find_missing_docstrings(tree: ast.Module) -> Iterator[str]:
    if not (ast.get_docstring(tree) or "").strip():
        yield ":1 has no docstring that says what the sample does"
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for node in functions:
        if not node.name.startswith("_") and not (ast.get_docstring(node) or "").strip():
            yield f":{node.lineno} {node.name}() has no docstring"


def _find_undeclared_imports(sample: Sample) -> Iterator[str]:
    declared = EVERYWHERE | set(sys.stdlib_module_names)
    for line, module in imported_modules(sample.tree):
        if module not in declared and not _is_introduced(module, sample.page):
            page = shown(_page(sample.page))
            yield f":{line} imports {module}, which {page} does not introduce by `pip install`"


def _is_introduced(module: str, page: str) -> bool:
    """Tell whether a page tells its readers to install what has this module."""
    file = _page(page)
    installs = INSTALLS.findall(read_text(file)) if file.is_file() else []
    named = {word.casefold() for words in installs for word in words.split()}
    return any(name.casefold() in named for name in (module, *packages_with(module)))


def _page(page: str) -> Path:
    return paths.DOCS / f"{page}.md"


class _Script:
    """What a script's names stand for, as far as its syntax tree tells."""

    def __init__(self, sample: Sample) -> None:
        self._tree = sample.tree
        self._imported = dict(_imported_names(self._tree))
        self._values: dict[str, list[ast.expr]] = {}
        self._unknown: set[str] = set()  # parameters: only the caller knows
        for node in ast.walk(self._tree):
            self._note(node)

    def _note(self, node: ast.AST) -> None:
        """Keep what a name, or a part of it such as `session.headers`, is given."""
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._keep(target, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._keep(target, value)
            case ast.withitem(context_expr=value, optional_vars=ast.Name() as target):
                self._keep(target, value)
            case ast.ClassDef(name=name, bases=bases):
                self._values.setdefault(name, []).extend(bases)
            case ast.Call(ast.Attribute(changed, "update"), [value]):
                self._keep(changed, value)
            case ast.arg(arg=name):
                self._unknown.add(name)
                if node.annotation is not None:
                    self._values.setdefault(name, []).append(node.annotation)

    def _keep(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for each, its_value in zip(target.elts, value.elts, strict=False):
                self._keep(each, its_value)
        elif isinstance(target, ast.Subscript):
            pair = ast.Dict(keys=[target.slice], values=[value])
            self._values.setdefault(ast.unparse(target.value), []).append(pair)
        else:
            self._values.setdefault(ast.unparse(target), []).append(value)

    def find_careless_requests(self) -> Iterator[str]:
        """Yield the line of each request without a timeout or an Accept header, and which it lacks."""
        for node in ast.walk(self._tree):
            if not isinstance(node, ast.Call):
                continue
            name = self._origin(node.func)
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            spread = [keyword.value for keyword in node.keywords if keyword.arg is None]
            if name == f"{AUTHLIB_REGISTRY}.register":
                if not self._has_key("default_timeout", given.get("client_kwargs")):
                    yield f":{node.lineno} registers a client without `default_timeout` in its client_kwargs"
            elif name == "urllib.request.urlopen":
                if not self._is_given("timeout", given, spread, positional=node.args[2:3]):
                    yield f":{node.lineno} sends a request without `timeout=`"
                if not any(self._has_key("accept", value) for value in node.args[:1]):
                    yield f":{node.lineno} sends a request without an Accept header"
            elif self._sends(name):
                if not self._is_given("timeout", given, spread):
                    yield f":{node.lineno} sends a request without `timeout=`"
                session = node.func.value if isinstance(node.func, ast.Attribute) else None
                prepared = node.args if name.endswith(".send") else []
                if not (
                    any(
                        self._has_key("accept", value) for value in (given.get("headers"), *spread, *prepared)
                    )
                    or self._session_sends_accept(session)
                ):
                    yield f":{node.lineno} sends a request without an Accept header"

    def _sends(self, name: str) -> bool:
        owner, _, verb = name.rpartition(".")
        return verb in VERBS and (owner in LIBRARIES or owner.split(".")[-1] in SESSIONS)

    def _is_given(
        self,
        name: str,
        given: dict[str | None, ast.expr],
        spread: list[ast.expr],
        positional: list[ast.expr] | None = None,
    ) -> bool:
        value = given.get(name) or next(iter(positional or []), None)
        if value is not None:
            return not (isinstance(value, ast.Constant) and value.value is None)
        return any(self._has_key(name, each) for each in spread)

    def _session_sends_accept(self, session: ast.expr | None) -> bool:
        return session is not None and any(
            self._has_key("accept", value)
            for value in self._values.get(f"{ast.unparse(session)}.headers", [])
        )

    def _origin(self, node: ast.expr | None, seen: frozenset[str] = frozenset()) -> str:
        """Return the dotted name of what an expression is: of `session.get`, `requests.Session.get`."""
        match node:
            case ast.Name(id=name) if name in self._imported:
                return self._imported[name]
            case ast.Name(id=name) if name not in seen:
                origins = [self._origin(value, seen | {name}) for value in self._values.get(name, [])]
                return next((origin for origin in origins if origin), "")
            case ast.Attribute(value=value, attr=attr):
                origin = self._origin(value, seen)
                return f"{origin}.{attr}" if origin else ""
            case ast.Call(func=func):
                return self._origin(func, seen)
            case ast.Constant(value=str(annotation)):
                return annotation
        return ""

    def _has_key(self, key: str, node: ast.expr | None, seen: frozenset[str] = frozenset()) -> bool:
        """Tell whether a mapping has a key, in whatever case, going after the names that it is made of.

        Of a parameter it is enough that the script names the key in some mapping.
        """
        if node is None:
            return False
        for part in ast.walk(node):
            if isinstance(part, ast.Dict) and any(_is_text(each, key) for each in part.keys):
                return True
            if isinstance(part, ast.keyword) and (part.arg or "").casefold() == key:
                return True
            if isinstance(part, ast.Name | ast.Attribute) and (name := ast.unparse(part)) not in seen:
                values = self._values.get(name, [])
                if name in self._unknown:
                    values = [*values, *(each for each in ast.walk(self._tree) if isinstance(each, ast.Dict))]
                if any(self._has_key(key, value, seen | {name}) for value in values):
                    return True
        return False


def _is_text(node: ast.expr | None, text: str) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.casefold() == text


def _imported_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each name that an import makes, with the dotted name of what it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                yield alias.asname or top, alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)
