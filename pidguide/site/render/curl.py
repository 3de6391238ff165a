"""The curl tab: the recorded requests as commands, with shell variables where secrets were.

Redirects that the sample followed are one command with `--location`. A value that only the run yields
(a put-code, a token) is a variable too, named in a comment with the answer it comes from.
"""

import ast
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_plus, urljoin, urlsplit

from pidguide.cassettes import placeholders
from pidguide.compare.exchanges import Exchange

# The headers a reader has to send; curl adds the rest. A User-Agent counts where it carries a contact.
_HEADERS = ("accept", "content-type", "crossref-plus-api-token")
_BASIC = {
    "datacite.org": '"$DATACITE_REPOSITORY_ID:$DATACITE_PASSWORD"',
    "orcid.org": '"$ORCID_CLIENT_ID:$ORCID_CLIENT_SECRET"',
}
_VARIABLES = {
    placeholders.ACCESS_TOKEN: "ORCID_ACCESS_TOKEN",
    placeholders.REFRESH_TOKEN: "ORCID_REFRESH_TOKEN",
    placeholders.AUTHORIZATION_CODE: "ORCID_AUTHORIZATION_CODE",
    placeholders.CLIENT_SECRET: "ORCID_CLIENT_SECRET",
    placeholders.ENVIRONMENT["DATACITE_PASSWORD"]: "DATACITE_PASSWORD",
    placeholders.ENVIRONMENT["CROSSREF_PASSWORD"]: "CROSSREF_PASSWORD",
    placeholders.ENVIRONMENT["CONTACT_EMAIL"]: "CONTACT_EMAIL",
    placeholders.ENVIRONMENT["ORCID_CLIENT_ID"]: "ORCID_CLIENT_ID",
    placeholders.ENVIRONMENT["DATACITE_REPOSITORY_ID"]: "DATACITE_REPOSITORY_ID",
    placeholders.ENVIRONMENT["CROSSREF_LOGIN"]: "CROSSREF_LOGIN",
}
# Where a service gives these out, and what a reader calls them.
_YIELDED = {
    "ORCID_ACCESS_TOKEN": '"access_token"',
    "ORCID_REFRESH_TOKEN": '"refresh_token"',
}
# Values that could be anyone's: they stand for a variable only in a sample that reads it.
_AMBIGUOUS = ("ORCID_ID", "DATACITE_PREFIX", "CROSSREF_PREFIX")
_WRONG_SECRET = re.compile(r"<WRONG_[A-Z_]+>|%3CWRONG_[A-Z_]+%3E")
# Recordings number the put-codes of a run from 1001 on (pidguide/cassettes/scrub.py).
_PUT_CODE_AT_END = re.compile(r"/(1\d{3})$")
_PUT_CODE_IN_BODY = re.compile(r"put-code\"?\s*[:= ]\s*\"?(1\d{3})\b")
_MULTIPART_NAME = re.compile(r'name="([^"]*)"')
_MULTIPART_FILE = re.compile(r'filename="([^"]*)"')


@dataclass(frozen=True)
class Command:
    """One curl command and the exchanges it stands for: the request, then each redirect it follows."""

    text: str
    exchanges: list[Exchange]
    variables: list[str] = field(default_factory=list)

    @property
    def answer(self) -> Exchange:
        """The answer a reader sees: the last one."""
        return self.exchanges[-1]


def curl_commands(exchanges: list[Exchange], source: str) -> list[Command]:
    """Return the commands for a recording, in order. `source` is the script, which says what it reads."""
    writer = _Writer(source)
    return [writer.write(chain) for chain in _redirect_chains(exchanges)]


def curl_script(commands: Iterable[Command]) -> str:
    """Return the commands as the curl tab shows them."""
    return "\n\n".join(command.text for command in commands) + "\n"


def _redirect_chains(exchanges: list[Exchange]) -> list[list[Exchange]]:
    chains: list[list[Exchange]] = []
    for exchange in exchanges:
        before = chains[-1][-1] if chains else None
        if before is not None and _follows(before, exchange):
            chains[-1].append(exchange)
        else:
            chains.append([exchange])
    return chains


def _follows(before: Exchange, exchange: Exchange) -> bool:
    target = urljoin(before.url, before.answer.headers.get("location", ""))
    return 300 <= before.status < 400 and target == exchange.url and exchange.method in ("GET", before.method)


class _Writer:
    """Writes the commands of one recording; remembers which values earlier answers gave."""

    def __init__(self, source: str) -> None:
        strings = _strings(source)
        self._variables = dict(_VARIABLES)
        self._variables |= {placeholders.ENVIRONMENT[name]: name for name in _AMBIGUOUS if name in strings}
        self._wrong = next((text for text in strings if placeholders.WRONG.fullmatch(text)), "")
        self._read = {name for name in _YIELDED if name in strings}
        self._yielded: set[str] = set()
        self._given: dict[str, tuple[str, str]] = {}  # value → variable, and where it comes from

    def write(self, chain: list[Exchange]) -> Command:
        exchange = chain[0]
        options = [f"--request {exchange.method}"] if self._needs_method(exchange) else []
        options += ["--head"] if exchange.method == "HEAD" else []
        options += ["--location"] if len(chain) > 1 else []
        options += self._header_options(exchange)
        body_options, document = self._body_options(exchange)
        options += body_options
        lines = ["curl", *options, self._quote(exchange.url)]
        text = " \\\n  ".join(lines) if len(lines) > 2 else " ".join(lines)
        if document:
            text = text.replace(" \\\n  " + lines[-1], f" \\\n  {lines[-1]} {document.partition(chr(10))[0]}")
            text += "\n" + document.partition("\n")[2]
        self._remember(chain[-1])
        names = list(dict.fromkeys(re.findall(r"(?<!\\)\$([A-Z][A-Z_0-9]+)", text)))
        return Command("\n".join([*self._comments(names), text]), chain, names)

    def _needs_method(self, exchange: Exchange) -> bool:
        usual = "POST" if exchange.request.text else "GET"
        return exchange.method not in (usual, "HEAD")

    def _header_options(self, exchange: Exchange) -> list[str]:
        options = []
        headers = exchange.request.headers
        authorization = headers.get("authorization", "")
        if authorization.lower().startswith("basic "):
            options.append(f"--user {self._basic(exchange)}")
        elif authorization:
            options.append(self._header("Authorization", authorization))
        for name in _HEADERS:
            is_form = name == "content-type" and "form" in headers.get(name, "")
            if name in headers and headers[name] != "*/*" and not is_form:
                options.append(
                    self._header("-".join(part.capitalize() for part in name.split("-")), headers[name])
                )
        if "@" in headers.get("user-agent", "") or "mailto" in headers.get("user-agent", ""):
            options.append(f"--user-agent {self._quote(headers['user-agent'])}")
        return options

    def _header(self, name: str, value: str) -> str:
        return f"--header {self._quote(f'{name}: {value}')}"

    def _basic(self, exchange: Exchange) -> str:
        host = urlsplit(exchange.url).hostname or ""
        user = next(user for domain, user in _BASIC.items() if host.endswith(domain))
        is_wrong = _WRONG_SECRET.search(exchange.request.headers["authorization"])
        return f'{user.partition(":")[0]}:{self._wrong}"' if is_wrong else user

    def _body_options(self, exchange: Exchange) -> tuple[list[str], str]:
        """Return the options that carry the body, and the here-document they read, "" for none."""
        body = exchange.request.text
        content_type = exchange.request.headers.get("content-type", "")
        if not body:
            return [], ""
        if "urlencoded" in content_type:
            pairs = [pair.partition("=") for pair in body.split("&")]
            return [
                f"--data-urlencode {self._quote(f'{unquote_plus(name)}={unquote_plus(value)}')}"
                for name, _, value in pairs
            ], ""
        if "multipart" in content_type:
            return self._multipart(body)
        return ["--data-binary @-"], self._here_document(body)

    def _multipart(self, body: str) -> tuple[list[str], str]:
        options, document = [], ""
        for part in re.split(r"--multipart-boundary(?:--)?\r?\n?", body):
            head, separator, content = part.replace("\r\n", "\n").partition("\n\n")
            name = _MULTIPART_NAME.search(head)
            if not separator or not name:
                continue
            content = content.removesuffix("\n")
            file = _MULTIPART_FILE.search(head)
            if file:
                media_type = re.search(r"content-type:\s*(\S+)", head, re.IGNORECASE)
                kind = f";type={media_type[1]}" if media_type else ""
                options.append(f'--form "{name[1]}=@-;filename={file[1]}{kind}"')
                document = self._here_document(content)
            else:
                options.append(f"--form {self._quote(f'{name[1]}={content}')}")
        return options, document

    def _here_document(self, body: str) -> str:
        text = body
        if text[:1] in "{[":
            text = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
        named = self._name_values(text.rstrip("\n"))
        mark = "END" if named != text.rstrip("\n") else "'END'"
        return f"<<{mark}\n{named if mark == 'END' else text.rstrip(chr(10))}\nEND"

    def _quote(self, text: str) -> str:
        """Return a text for the shell: double quotes, with variables where secrets were."""
        return f'"{self._name_values(text, quoted=True)}"'

    def _name_values(self, text: str, quoted: bool = False) -> str:
        named = {**self._variables, **{value: name for value, (name, _) in self._given.items()}}
        text = _WRONG_SECRET.sub(self._wrong, text)
        escaped = re.sub(r'([\\$`"])' if quoted else r"([\\$`])", r"\\\1", text)
        for value, name in sorted(named.items(), key=lambda item: -len(item[0])):
            for form in dict.fromkeys((value, quote(value, safe=""))):
                escaped = re.sub(
                    rf"(?<![A-Za-z0-9]){re.escape(form)}(?![A-Za-z0-9])",
                    f"${{{name}}}",
                    escaped,
                )
        return re.sub(r"\$\{([A-Z_0-9]+)\}(?![A-Za-z0-9_])", r"$\1", escaped)

    def _comments(self, names: list[str]) -> list[str]:
        """Say of each variable that an earlier answer of this recording gave where it is found."""
        comments = [f"# {name}: {where}" for name, where in self._given.values() if name in names]
        tokens = [name for name in names if name in self._yielded - self._read]
        return comments + [f"# {name}: {_YIELDED[name]} of an answer above" for name in tokens]

    def _remember(self, exchange: Exchange) -> None:
        """Keep the tokens, put-codes or DOI that an answer has just given out."""
        self._yielded |= {name for name, field in _YIELDED.items() if field in exchange.answer.text}
        if "sandbox.orcid.org" in exchange.url:
            at_end = _PUT_CODE_AT_END.findall(exchange.answer.headers.get("location", ""))
            for code in at_end + _PUT_CODE_IN_BODY.findall(exchange.answer.text):
                where = "the last part of the Location" if code in at_end else "a put-code"
                self._given.setdefault(code, (name_of_put_code(code), f"{where} of an answer above"))
        if doi := made_doi(exchange):
            self._given.setdefault(doi, ("DOI", "data.id of an answer above"))


def name_of_put_code(code: str) -> str:
    """Return the variable for a put-code as recordings count them: 1001 is the first, 1002 the second."""
    number = int(code) - 1000
    return "PUT_CODE" if number == 1 else f"PUT_CODE_{number}"


def made_doi(exchange: Exchange) -> str:
    """Return the DOI that DataCite made up for a new draft, "" when the request named one itself."""
    is_created = exchange.status == 201 and exchange.method == "POST" and "datacite.org/dois" in exchange.url
    if not is_created or '"doi"' in exchange.request.text:
        return ""
    return str(json.loads(exchange.answer.text)["data"]["id"])


def _strings(source: str) -> list[str]:
    """Return the string literals of a script."""
    return [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
