"""Takes secrets and persons out of recorded exchanges, when they are saved.

Headers pass by allow-list only. Every value behind a name that stands before secrets (secret_names.py), in
whatever carries it (carriers.py, loose_secrets.py), and the credentials of the environment are replaced
wherever they occur and however they are encoded (encodings.py). The sample that is being recorded still
receives the real values: only the saved copy changes. Scrubbing a cassette again changes nothing.
"""

import base64
import copy
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from html import escape
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from vcr.request import Request

from pidguide.cassettes import carriers, email_addresses, encodings, loose_secrets, placeholders
from pidguide.cassettes.format import REQUEST_HEADERS, RESPONSE_HEADERS
from pidguide.cassettes.loose_secrets import JWT, PLACEHOLDER
from pidguide.cassettes.secret_names import alike, may_be_random, placeholder_behind
from pidguide.cassettes.standin_tokens import StandInSigner

_BOUNDARY = re.compile(r"boundary=\"?([^\";]+)", re.IGNORECASE)
STEADY_BOUNDARY = "multipart-boundary"
# https://user:password@host, and the same inside of an address.
_USERINFO = re.compile(r"(:(?:\\*/){2})([^\s/?#\"'<>@\\]+)(@)")
_COMMAND_USER = re.compile(r"((?<![\w-])(?:-u|--user)[\s=]+[\"']?)([^\s\"'<>:]+:[^\s\"'<>]+)()")
_COMMAND_SECRET = re.compile(
    r"(\b(?:(?:ldap|mysql|psql|sshpass|smb|redis-cli|mongo|wget|http|rsync)[\w-]*\b[^\n\"]*?\s-[wpaP]\s?|sqlplus\s[^\s/]+/))"
    r"([^\s\"'<>@\\-][^\s\"'<>@\\]{3,})()"
)
_ENCODED_USERINFO = re.compile(
    r"(%(?:25)*3[Aa](?:%(?:25)*2[Ff]){2})((?:(?!%(?:25)*(?:2[Ff]|3[Ff]|23|40))[^\s/?#\"'<>@\\&])+)(%(?:25)*40)"
)
_UUID = re.compile(r"(?i)(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])")
_CLIENT_ID = re.compile(r"(?<![A-Za-z0-9])APP-[A-Z0-9]{8,}(?![A-Za-z0-9])", re.IGNORECASE)
_DOI_SUFFIX = re.compile(r"10\.\d{4,9}/([\w-]+)")
# Base64, also over several lines as in a mail, and what hexadecimal digits spell.
_BASE64 = re.compile(
    r"(?<![A-Za-z0-9+/_=-])(?:[A-Za-z0-9+/]{60,76}(?:\\n|\r?\n))*[A-Za-z0-9+/_-]{12,}={0,2}(?![A-Za-z0-9+/_-])"
)
_HEX = re.compile(r"(?:[2-7][0-9A-Fa-f]){6,}")
_SLASH = r"(?:\\*/|%(?:25)*2[Ff])"
_ORCID_ID = re.compile(r"(?<![\dA-Za-z-])\d{4}-\d{4}-\d{4}-\d{3}[\dXx](?![\w-])")
# With other hyphens, encoded ones or none, it begins as ORCID gives iDs out; its check digit tells the rest.
_HYPHEN = r"(?:[-\u2010-\u2015\u2212_. ]|%(?:25)*2[Dd]|\\+u201[0-5]|&#?\w+;)?"
_ODD_ORCID_ID = re.compile(
    rf"(?<![\dA-Za-z-])(000[09])({_HYPHEN})(\d{{4}}){_HYPHEN}(\d{{4}}){_HYPHEN}(\d{{3}}[\dXx])(?![\w-])"
)
_CODES = r"(?P<codes>\d+(?:(?:\s*,\s*|%2[Cc])\d+)*)(?!\d)"
_PUT_CODE_NAMED = re.compile(
    r"(?<![A-Za-z])put(?:[-_ ]|%20)?codes?(?![A-Za-z])"
    r"(?:[\s\"'\\:=\[(>#`]|&quot;|&#0*3[49];|%(?:25)*(?:20|22|27|3[AaDd]|5[Bb])|u002[27]|\bis\b|\bwas\b){1,12}"
    + _CODES,
    re.IGNORECASE,
)
_PUT_CODE_IN_PATH = re.compile(
    rf"{_SLASH}(?:\d{{4}}-){{3}}\d{{3}}[\dXx]{_SLASH}[a-z-]+{_SLASH}(?:summary{_SLASH})?{_CODES}"
)
# "Item 4711 (work) was not found"
_PUT_CODE_OF_ITEM = re.compile(
    r"\b(?:items?|works?|educations?|employments?|distinctions?|fundings?|memberships?|qualifications?"
    r"|services?|invited[- ]positions?|peer[- ]reviews?|research[- ]resources?|keywords?|other[- ]names?"
    r"|activit(?:y|ies))\b"
    r"(?:[\s#:(=\"'`]|\b(?:with|the|no|id|number)\b){1,6}(?P<codes>\d{3,}(?:\s*,\s*\d{3,})*)(?![\w.-])",
    re.IGNORECASE,
)
# Whose redirects lead into the open, by whatever address a repository has given.
_RESOLVERS = ("doi.org", "crosscite.org")
# What clients send that is nobody's; what they call otherwise may be a key.
_KNOWN_HEADERS = {
    *REQUEST_HEADERS, "accept-encoding", "accept-language", "connection", "content-length", "host",
    "if-match", "if-none-match", "if-modified-since", "range",
}  # fmt: skip
_SCHEMES = ("basic", "bearer", "digest", "token", "apikey", "dpop", "negotiate", "mac")

Response = dict[str, Any]


class Scrubber:
    """Scrubs the exchanges of one cassette.

    `credentials` are the environment variables the sample could read while it was recorded. `is_replay` says
    that requests may hold what an earlier answer of a scrubbed cassette gave, which stays as it is.
    """

    def __init__(self, credentials: Mapping[str, str], is_replay: bool = False) -> None:
        self._replacements: dict[str, str] = {}
        for name, value in credentials.items():
            if name in placeholders.ENVIRONMENT and value:
                self._replacements[value] = placeholders.ENVIRONMENT[name]
        self._random, self._public = set[str](), set[str]()
        self._is_replay = is_replay
        self._put_codes = _Numbers(placeholders.put_code)
        self._persons = _Numbers(placeholders.orcid_id)
        self._signer = StandInSigner()

    def scrub(
        self, requests: Iterable[Request], responses: Iterable[Response]
    ) -> tuple[list[Request], list[Response]]:
        """Return scrubbed copies of a cassette's requests and responses."""
        pairs = [
            (_plain_request(request), _plain_response(response))
            for request, response in zip(requests, responses, strict=True)
        ]
        for request, response in pairs:
            self._learn(request, response)
        for value in self._random - self._public:
            self._keep_secret(value, placeholders.RANDOM)
        for request, response in pairs:
            self._scrub_request(request)
            self._scrub_response(response)
        return [request for request, _ in pairs], [response for _, response in pairs]

    def _learn(self, request: Request, response: Response) -> None:
        """Collect the secret values of one exchange, also of the headers that are not kept."""
        for scheme, credentials in [_authorization(request.headers.get("authorization", ""))]:
            self._keep_secret(credentials, _placeholder_of(scheme))
            self._learn_basic(credentials)
        sent = _text_of(request)
        self._learn_named(carriers.in_address(request.uri), is_sent=True)
        sent_as = request.headers.get("content-type", "")
        self._learn_named(carriers.in_body(sent, sent_as), is_sent=True)
        self._learn_headers(request.headers.items())
        for name in sorted(request.headers.keys() - _KNOWN_HEADERS):
            if loose_secrets.looks_random(value := request.headers[name]):
                self._keep_secret(value, placeholders.CREDENTIALS)
        headers = [(name, value) for name, values in response["headers"].items() for value in values]
        answered = response["body"]["string"]
        answered_as = next((value for name, value in headers if name == "content-type"), "")
        self._learn_named(carriers.in_body(answered, answered_as))
        self._learn_headers(headers)
        for name, value in headers:
            if name in ("location", "link", "content-location"):
                self._learn_location(request, value)
        for whole in (request.uri, sent, answered, *(value for _, value in headers)):
            for text in encodings.views(whole):
                self._learn_loose(text)
        if not _is_resolver(request):
            segments = unquote(urlsplit(request.uri).path).split("/")
            self._random.update(filter(loose_secrets.is_random, segments))
        if not _is_public(request, response):
            self._random.update(
                value for text in encodings.views(answered) for value in loose_secrets.lone(text)
            )
        if _is_private_orcid(request.uri):
            self._number((request.uri, sent), is_answer=False)
            self._number((*(value for _, value in headers), answered), is_answer=True)

    def _learn_loose(self, text: str) -> None:
        self._public.update(_DOI_SUFFIX.findall(text))
        for value, placeholder in (*loose_secrets.named_in(text), *loose_secrets.known_forms(text)):
            self._keep_secret(unquote(value), placeholder)
            self._learn_basic(value)
        self._learn_named(carriers.in_statements(text))
        for value in loose_secrets.in_addresses(text):
            self._keep_secret(value, placeholders.UUID if _UUID.fullmatch(value) else placeholders.RANDOM)
        for address in email_addresses.found_in(text):
            self._keep_secret(address, placeholders.EMAIL)

    def _learn_named(self, named: Iterable[carriers.Named], is_sent: bool = False) -> None:
        """Learn from named values. `is_sent`: a client sends them, or is sent to an address with them."""
        for name, value, in_form in named:
            if placeholder := placeholder_behind(name, in_form):
                self._keep_secret(value, placeholder)
            elif is_sent and in_form and _UUID.fullmatch(value) and not may_be_random(name):
                self._keep_secret(value, placeholders.UUID)
            elif may_be_random(name, in_form=in_form and is_sent):
                self._public.update(filter(loose_secrets.is_random, [value]))
            elif loose_secrets.is_random(value) or (is_sent and loose_secrets.is_scrambled(value)):
                self._random.add(value)

    def _learn_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        for name, value in headers:
            if name in ("cookie", "set-cookie"):
                self._learn_named(carriers.in_cookies(value))
            elif name in ("authorization", "www-authenticate"):
                self._learn_named(carriers.in_parameters(value))
            if name != "authorization" and (placeholder := placeholder_behind(name)):
                self._keep_secret(_authorization(value)[1], placeholder)

    def _learn_location(self, request: Request, location: str) -> None:
        address = location.strip("<>").partition(">")[0]
        if _is_resolver(request):
            self._learn_named(carriers.in_address(address))
        else:
            self._learn_named(carriers.in_address(address), is_sent=True)
            path = unquote(urlsplit(address).path)
            for found in _UUID.findall(path):
                self._keep_secret(found, placeholders.UUID)
            self._random.update(filter(loose_secrets.is_random, path.split("/")))

    def _learn_basic(self, credentials: str) -> None:
        user, colon, password = _decoded(credentials).partition(":")
        if colon:  # a key may stand in the user's place, without a password
            self._keep_secret(password or user, placeholders.PASSWORD)

    def _number(self, texts: Iterable[str], is_answer: bool) -> None:
        """Number put-codes and persons in the order of answers; what a request made up gets no number."""
        for text in (each for whole in texts for each in (whole, *_in_base64(whole))):
            for pattern in (_PUT_CODE_IN_PATH, _PUT_CODE_NAMED, _PUT_CODE_OF_ITEM):
                for found in pattern.finditer(text):
                    for code in re.findall(r"\d+", found["codes"].replace("%2C", ",").replace("%2c", ",")):
                        if not (self._is_replay and re.fullmatch(r"1\d{3}", code)):
                            self._put_codes.meet(code, is_answer)
            for name, value, _ in carriers.in_table(text):
                if alike(name) == "putcode" and value.isdigit() and not self._is_replay:
                    self._put_codes.meet(value, is_answer)
            for found in _ORCID_ID.finditer(text):
                self._meet_person(found[0].upper(), is_answer)
            for found in _ODD_ORCID_ID.finditer(text):
                person = "-".join(found.group(1, 3, 4, 5)).upper()
                if placeholders.check_digit(person.replace("-", "")[:15]) == person[-1]:
                    self._meet_person(person, is_answer)

    def _meet_person(self, person: str, is_answer: bool) -> None:
        if person not in self._replacements and not placeholders.OWN_ORCID_ID.fullmatch(person):
            self._persons.meet(person, is_answer)

    def _keep_secret(self, value: str, placeholder: str) -> None:
        value = value.strip()
        if not loose_secrets.is_secret(value) or JWT.fullmatch(value):
            return
        if placeholders.WRONG.fullmatch(_password_of(value)):
            placeholder = placeholders.wrong(placeholder)
        for each in (value, *_other_forms(value)):
            if _is_distinct(each):
                self._replacements.setdefault(each, placeholder)

    def _scrub_request(self, request: Request) -> None:
        request.uri = self._clean(request.uri, in_form=True)
        for name, value in list(request.headers.items()):
            if name not in REQUEST_HEADERS:
                del request.headers[name]
            elif name == "authorization":
                request.headers[name] = _scrub_authorization(value, self._replacements)
            else:
                request.headers[name] = self._clean_header(name, value)
        if request.body is not None:
            is_form = "urlencoded" in request.headers.get("content-type", "")
            request.body = self._clean(_text_of(request), is_form).encode("utf-8", "surrogateescape")

    def _scrub_response(self, response: Response) -> None:
        kept = {name: values for name, values in response["headers"].items() if name in RESPONSE_HEADERS}
        response["headers"] = {name: kept[name] for name in RESPONSE_HEADERS if name in kept}
        for name, values in response["headers"].items():
            values[:] = [self._clean_header(name, value) for value in values]
        if message := response["status"].get("message"):
            response["status"]["message"] = self._clean(message)
        response["body"]["string"] = self._signer.replace_keys(self._clean(response["body"]["string"]))

    def _clean_header(self, name: str, value: str) -> str:
        placeholder = placeholder_behind(name)
        if placeholder and loose_secrets.is_secret(value):
            return placeholder
        return self._clean(value, in_form=name == "location")

    def _clean(self, text: str, in_form: bool = False) -> str:
        """Return a text without secrets and persons. `in_form`: it is an address or a form."""
        is_markup = text.lstrip("\ufeff \t\r\n").startswith("<")

        def replace(found: str, placeholder: str) -> str:
            return put(found, _wrong_or(placeholder, found))

        def put(found: str, placeholder: str) -> str:
            # A placeholder keeps the encoding of what it replaces; raw, it would end a tag in XML.
            if re.search(r"%[0-9A-Fa-f]{2}", found):
                return quote(placeholder, safe="")
            return escape(placeholder) if is_markup else placeholder

        for pattern in (_USERINFO, _ENCODED_USERINFO, _COMMAND_USER, _COMMAND_SECRET):
            text = pattern.sub(_replace_userinfo, text)
        text = _replace_all(text, self._replacements, put)
        text = loose_secrets.replace_named(text, replace, in_form)
        for value, placeholder in dict(loose_secrets.known_forms(text)).items():
            text = text.replace(value, put(value, placeholder))
        text = JWT.sub(lambda token: self._signer.stand_in_for(token[0], self._clean), text)
        text = _BASE64.sub(self._clean_base64, text)
        text = email_addresses.replace_all(text)
        text = _CLIENT_ID.sub(_replace_client_id, text)
        text = _ODD_ORCID_ID.sub(self._replace_odd_id, self._persons.replace(text, _ORCID_ID))
        for numbered in (_PUT_CODE_IN_PATH, _PUT_CODE_NAMED, _PUT_CODE_OF_ITEM):
            text = numbered.sub(self._replace_put_codes, text)
        return self._put_codes.replace(text, re.compile(r"(?<!\d)\d{5,}(?!\d)"))

    def _clean_base64(self, match: re.Match[str]) -> str:
        decoded = _decoded(match[0])
        cleaned = self._clean(decoded) if decoded else ""
        if cleaned == decoded:
            return match[0]
        if _HEX.fullmatch(match[0]):
            return cleaned.encode().hex()
        encoded = base64.b64encode(cleaned.encode()).decode()
        return encoded if "=" in match[0] or "/" in match[0] or "+" in match[0] else encoded.rstrip("=")

    def _replace_odd_id(self, match: re.Match[str]) -> str:
        person = "-".join(match.group(1, 3, 4, 5)).upper()
        stand_in = self._persons.stand_in(person)
        return match[0] if stand_in == person else stand_in.replace("-", match[2])

    def _replace_put_codes(self, match: re.Match[str]) -> str:
        start = match.start("codes") - match.start()
        codes = re.sub(
            r"(?<![%\d])\d+|(?<=%2[Cc])\d+", lambda code: self._put_codes.stand_in(code[0]), match["codes"]
        )
        return match[0][:start] + codes + match[0][match.end("codes") - match.start() :]


class _Numbers:
    """Numbers values in the order in which answers gave them, and gives each the stand-in of its number."""

    def __init__(self, stand_in: Callable[[int], str]) -> None:
        self._stand_in = stand_in
        self._numbers: dict[str, int] = {}

    def meet(self, value: str, is_answer: bool) -> None:
        """Number a value that is new; one that a request made up has the number 0."""
        if value not in self._numbers:
            of_answers = sum(number > 0 for number in self._numbers.values())
            self._numbers[value] = of_answers + 1 if is_answer else 0

    def stand_in(self, value: str) -> str:
        """Return what stands for a value; the value itself where nobody has met it."""
        number = self._numbers.get(value.upper())
        return value if number is None else self._stand_in(number)

    def replace(self, text: str, pattern: re.Pattern[str]) -> str:
        """Return a text with the stand-ins of the values that a pattern finds."""
        return pattern.sub(lambda found: self.stand_in(found[0]), text) if self._numbers else text


def _authorization(value: str) -> tuple[str, str]:
    """Split a header that signs in into scheme and credentials; the scheme is "" where none is named."""
    scheme, _, credentials = value.strip().partition(" ")
    return (scheme, credentials.strip()) if scheme.lower() in _SCHEMES else ("", value.strip())


def _placeholder_of(scheme: str) -> str:
    return placeholders.ACCESS_TOKEN if scheme.lower() == "bearer" else placeholders.CREDENTIALS


def _scrub_authorization(value: str, replacements: Mapping[str, str]) -> str:
    scheme, credentials = _authorization(value)
    if PLACEHOLDER.fullmatch(credentials):
        return value
    return f"{scheme} {replacements.get(credentials, placeholders.CREDENTIALS)}".strip()


def _decoded(encoded: str) -> str:
    """Return the text in hexadecimal digits or a base64 string of either alphabet, "" where there is none."""
    plain = re.sub(r"\\n|\s", "", encoded).rstrip("=").replace("-", "+").replace("_", "/")
    try:
        is_hex = _HEX.fullmatch(plain) is not None
        whole = plain + "=" * (-len(plain) % 4)
        text = (bytes.fromhex(plain) if is_hex else base64.b64decode(whole, validate=True)).decode()
    except ValueError:
        return ""
    return text if text.isprintable() or re.fullmatch(r"[\S\s]*[^\x00-\x08\x0e-\x1f]", text) else ""


def _in_base64(text: str) -> Iterator[str]:
    """Yield what a text holds in base64, as an id_token its claims."""
    return filter(None, (_decoded(found[0]) for found in _BASE64.finditer(text.replace(".", " "))))


def _password_of(value: str) -> str:
    """Return the password in Basic credentials, any other value as it is."""
    return _decoded(value).partition(":")[2] or value


def _wrong_or(placeholder: str, value: str) -> str:
    return placeholders.wrong(placeholder) if placeholders.WRONG.fullmatch(value) else placeholder


def _is_distinct(value: str) -> bool:
    """Tell whether a value can be replaced wherever it stands; a shorter one only behind its name."""
    if value.isalpha() and (value.islower() or value.istitle()):
        return len(value) >= 8 and placeholder_behind(value, in_form=True) is None
    if value.isdigit():
        return len(value) >= 6
    if placeholders.WRONG.fullmatch(value):
        return True
    is_name = re.fullmatch(r"[A-Za-z_-]+", value) and placeholder_behind(alike(value), in_form=True)
    return len(value) >= 5 and not is_name


def scrub_for_matching(request: Request) -> Request:
    """Return a replayed sample's request as it would stand in the cassette."""
    plain = _plain_request(request)
    scrubbed = _scrub_once(plain.method, plain.uri, plain.body, tuple(plain.headers.items()))
    return Request(scrubbed.method, scrubbed.uri, scrubbed.body, dict(scrubbed.headers))


@lru_cache(maxsize=4096)
def _scrub_once(method: str, uri: str, body: bytes | None, headers: tuple[tuple[str, str], ...]) -> Request:
    """Scrub a request alone. vcrpy asks for the same one some four times, and so does each replay."""
    answer = {"headers": {}, "body": {"string": ""}, "status": {}}
    requests, _ = Scrubber({}, is_replay=True).scrub([Request(method, uri, body, dict(headers))], [answer])
    return requests[0]


def _is_resolver(request: Request) -> bool:
    host = urlsplit(request.uri).hostname or ""
    return any(host == name or host.endswith(f".{name}") for name in _RESOLVERS)


def _is_public(request: Request, response: Response) -> bool:
    """Tell whether an answer is one that everybody gets: no refusal, none of a sandbox, to nobody by name."""
    host = urlsplit(request.uri).hostname or ""
    is_test = re.search(r"(?:^|\.)(?:sandbox|test)\.", host) is not None
    code = int(response["status"].get("code") or 200)
    return code < 400 and not is_test and "authorization" not in request.headers


def _is_private_orcid(uri: str) -> bool:
    """Tell whether an address is one of ORCID's where people's records are not open to everyone."""
    host = urlsplit(uri).hostname or ""
    return host.endswith("sandbox.orcid.org") or host == "api.orcid.org"


def _plain_request(request: Request) -> Request:
    """Copy a request with its headers in lower case, and a multipart boundary that stays the same."""
    body = request.body.read() if hasattr(request.body, "read") else request.body
    if isinstance(body, str):
        body = body.encode()
    headers = {name.lower(): _as_text(value) for name, value in request.headers.items()}
    boundary = _BOUNDARY.search(headers.get("content-type", ""))
    if boundary and body:
        body = body.replace(boundary[1].encode(), STEADY_BOUNDARY.encode())
        headers["content-type"] = headers["content-type"].replace(boundary[1], STEADY_BOUNDARY)
    order = {name: headers[name] for name in REQUEST_HEADERS if name in headers}
    return Request(request.method, request.uri, body, {**order, **headers})


def _plain_response(response: Response) -> Response:
    """Copy a response with its headers in lower case and its body as text."""
    plain = copy.deepcopy(response)
    plain["headers"] = {name.lower(): list(values) for name, values in plain["headers"].items()}
    body = plain["body"]["string"]
    plain["body"]["string"] = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    plain.pop("url", None)
    return plain


def _text_of(request: Request) -> str:
    """Return a request's body as text; bytes that are none come back from it unchanged."""
    return request.body.decode("utf-8", "surrogateescape") if request.body else ""


def _as_text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return ", ".join(value) if isinstance(value, list) else str(value)


def _replace_all(text: str, replacements: Mapping[str, str], put: Callable[[str, str], str]) -> str:
    """Replace values in any encoding; the longest first, since one may hold another."""
    is_encoded, lowered = encodings.is_encoded(text), text.lower()
    for value, placeholder in sorted(replacements.items(), key=lambda item: -len(item[0])):
        if value.lower() in lowered or is_encoded:
            text = encodings.whole(value, is_encoded).sub(partial(_put_match, put, placeholder), text)
    return text


def _other_forms(value: str) -> list[str]:
    """Return how a long secret is shown as well: cut off, "0fa4e0de…", a UUID without hyphens, backwards."""
    forms = (value[:8], value[-8:], value.replace("-", ""), value[::-1]) if len(value) >= 12 else ()
    return [form for form in forms if re.search(r"\d", form) and re.search(r"[A-Za-z]", form)]


def _put_match(put: Callable[[str, str], str], placeholder: str, found: re.Match[str]) -> str:
    # DataCite answers with a repository's id in lower case, however it was written.
    is_id = placeholder == placeholders.ENVIRONMENT["DATACITE_REPOSITORY_ID"]
    return put(found[0], placeholder.lower() if is_id and found[0].islower() else placeholder)


def _replace_userinfo(match: re.Match[str]) -> str:
    """Take out who signs in with an address, and leave the host."""
    if PLACEHOLDER.search(match[2]):
        return match[0]
    stand_in = (
        placeholders.CREDENTIALS
        if match.re in (_COMMAND_USER, _COMMAND_SECRET)
        else quote(placeholders.CREDENTIALS, safe="")
    )
    return match[1] + (quote(stand_in, safe="") if match.re is _ENCODED_USERINFO else stand_in) + match[3]


def _replace_client_id(match: re.Match[str]) -> str:
    is_own = placeholders.OWN_CLIENT.fullmatch(match[0])
    return match[0] if is_own else placeholders.CLIENT_ID
