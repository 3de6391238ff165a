"""Takes secrets and persons out of recorded exchanges, when they are saved.

Headers pass by allow-list only. Values known to be secret (credentials of the environment, and every
token, code, key or password met in any request or answer) are replaced wherever they occur. The sample
that is being recorded still receives the real values: only the saved copy changes.
"""

import base64
import copy
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, quote_plus, unquote_plus

from vcr.request import Request

from pidguide.cassettes import placeholders
from pidguide.cassettes.format import REQUEST_HEADERS, RESPONSE_HEADERS
from pidguide.cassettes.standin_tokens import StandInSigner

# Fields (form, query, JSON, XML) that hold a secret, and what stands for it.
SECRET_FIELDS = {
    "access_token": placeholders.ACCESS_TOKEN,
    "token": placeholders.ACCESS_TOKEN,
    "subject_token": placeholders.ACCESS_TOKEN,
    "refresh_token": placeholders.REFRESH_TOKEN,
    "code": placeholders.AUTHORIZATION_CODE,
    "client_secret": placeholders.CLIENT_SECRET,
    "password": placeholders.PASSWORD,
    "passwd": placeholders.PASSWORD,
    "login_passwd": placeholders.PASSWORD,
    "pwd": placeholders.PASSWORD,
    "key": placeholders.API_KEY,
}
# "code" and "key" are everyday words in JSON; there only the OAuth fields are secret.
SECRET_JSON_FIELDS = ("access_token", "refresh_token", "client_secret", "password")
IDENTITY_FIELDS = {"login_id": "CROSSREF_LOGIN", "usr": "CROSSREF_LOGIN"}

PLACEHOLDER = re.compile(r"<[A-Z_]+>")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+(?:@|%40)((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})")
API_KEY = re.compile(r"\bDC\.[A-Za-z0-9]{32}\b")
JWT = re.compile(r"\beyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
BOUNDARY = re.compile(r"boundary=\"?([^\";]+)")
STEADY_BOUNDARY = "multipart-boundary"
PUT_CODE_IN_TEXT = re.compile(r"put-code\"?\s*[:= ]\s*\"?(\d{5,})\b")
PUT_CODE_IN_ADDRESS = re.compile(r"/v3\.0/[\dX-]{19}/[a-z-]+/(?:summary/)?(\d{5,})\b")

Response = dict[str, Any]


class Scrubber:
    """Scrubs the exchanges of one cassette.

    `credentials` are the environment variables the sample could read while it was recorded.
    """

    def __init__(self, credentials: Mapping[str, str]) -> None:
        self._replacements: dict[str, str] = {}
        for name, value in credentials.items():
            if name in placeholders.ENVIRONMENT and value:
                stand_ins = _spellings(name, placeholders.ENVIRONMENT[name])
                self._replacements.update(zip(_spellings(name, value), stand_ins, strict=True))
        self._put_codes: dict[str, str] = {}
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
        for request, response in pairs:
            self._scrub_request(request)
            self._scrub_response(response)
        return [request for request, _ in pairs], [response for _, response in pairs]

    def _learn(self, request: Request, response: Response) -> None:
        """Collect the secret values of one exchange."""
        sent = _fields(_query(request.uri)) + _fields(_form(request)) + _multipart_fields(request)
        for field, value in sent:
            if field in SECRET_FIELDS:
                self._keep_secret(value, SECRET_FIELDS[field])
            if field in IDENTITY_FIELDS:
                self._keep_secret(value, placeholders.ENVIRONMENT[IDENTITY_FIELDS[field]])
        for value, placeholder in _learn_authorization(request):
            self._keep_secret(value, placeholder)
        body = response["body"]["string"]
        for text in (body, str(request.body or "")):
            for field in SECRET_JSON_FIELDS:
                for value in re.findall(rf'"{field}"\s*:\s*"([^"]+)"', text):
                    self._keep_secret(value, SECRET_FIELDS[field])
            for value in API_KEY.findall(text):
                self._keep_secret(value, placeholders.API_KEY)
        for location in response["headers"].get("location", []):
            for field, value in _fields(location.replace("#", "?").partition("?")[2]):
                if field in SECRET_FIELDS:
                    self._keep_secret(value, SECRET_FIELDS[field])
        if ".sandbox.orcid.org" in request.uri:
            addresses = (request.uri, *response["headers"].get("location", []))
            codes = [code for address in addresses for code in PUT_CODE_IN_ADDRESS.findall(address)]
            for code in codes + PUT_CODE_IN_TEXT.findall(body):
                self._put_codes.setdefault(code, str(1001 + len(self._put_codes)))

    def _keep_secret(self, value: str, placeholder: str) -> None:
        if value and not PLACEHOLDER.search(value) and not JWT.fullmatch(value):
            is_wrong = placeholders.WRONG.fullmatch(_password_of(value))
            self._replacements.setdefault(value, placeholders.wrong(placeholder) if is_wrong else placeholder)

    def _scrub_request(self, request: Request) -> None:
        request.uri = self._clean(request.uri)
        for name, value in list(request.headers.items()):
            if name == "authorization":
                request.headers[name] = _scrub_authorization(value, self._replacements)
            else:
                request.headers[name] = self._clean(value)
        if request.body is not None:
            request.body = self._clean(request.body.decode()).encode()

    def _scrub_response(self, response: Response) -> None:
        for values in response["headers"].values():
            values[:] = [self._clean(value) for value in values]
        response["body"]["string"] = self._signer.replace_keys(self._clean(response["body"]["string"]))

    def _clean(self, text: str) -> str:
        for value, placeholder in sorted(self._replacements.items(), key=lambda item: -len(item[0])):
            for form in dict.fromkeys(
                (value, quote(value, safe=""), quote_plus(value), json.dumps(value)[1:-1])
            ):
                if form in text:
                    stand_in = placeholder if form == value else quote(placeholder, safe="")
                    whole = rf"(?<![A-Za-z0-9]){re.escape(form)}(?![A-Za-z0-9])"
                    text = re.sub(whole, stand_in.replace("\\", r"\\"), text)
        for code, stand_in in self._put_codes.items():
            text = re.sub(rf"(?<!\d){code}(?!\d)", stand_in, text)
        text = API_KEY.sub(placeholders.API_KEY, text)
        text = JWT.sub(lambda token: self._signer.stand_in_for(token[0], self._clean), text)
        return EMAIL.sub(_replace_email, text)


def _spellings(name: str, value: str) -> list[str]:
    """DataCite answers with a repository's id in lower case, however it was written."""
    return [value, value.lower()] if name == "DATACITE_REPOSITORY_ID" else [value]


def _learn_authorization(request: Request) -> list[tuple[str, str]]:
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    is_bearer = scheme.lower() == "bearer"
    return [(credentials, placeholders.ACCESS_TOKEN if is_bearer else placeholders.CREDENTIALS)]


def _password_of(value: str) -> str:
    """Return the password in Basic credentials, any other value as it is."""
    try:
        decoded = base64.b64decode(value, validate=True).decode()
    except ValueError:
        return value
    return decoded.partition(":")[2] or value


def _scrub_authorization(value: str, replacements: Mapping[str, str]) -> str:
    scheme, _, credentials = value.partition(" ")
    if PLACEHOLDER.fullmatch(credentials):
        return value
    return f"{scheme} {replacements.get(credentials, placeholders.CREDENTIALS)}"


def scrub_for_matching(request: Request) -> Request:
    """Return a replayed sample's request as it would stand in the cassette."""
    requests, _ = Scrubber({}).scrub([request], [{"headers": {}, "body": {"string": ""}, "status": {}}])
    return requests[0]


def _plain_request(request: Request) -> Request:
    """Copy a request with the headers that may be kept, and a multipart boundary that stays the same."""
    body = request.body.read() if hasattr(request.body, "read") else request.body
    if isinstance(body, str):
        body = body.encode()
    headers = {name.lower(): _as_text(value) for name, value in request.headers.items()}
    boundary = BOUNDARY.search(headers.get("content-type", ""))
    if boundary and body:
        body = body.replace(boundary[1].encode(), STEADY_BOUNDARY.encode())
        headers["content-type"] = headers["content-type"].replace(boundary[1], STEADY_BOUNDARY)
    kept = {name: headers[name] for name in REQUEST_HEADERS if name in headers}
    return Request(request.method, request.uri, body, kept)


def _plain_response(response: Response) -> Response:
    """Copy a response with the headers that may be kept and its body as text."""
    plain = copy.deepcopy(response)
    headers = {name.lower(): list(values) for name, values in plain["headers"].items()}
    plain["headers"] = {name: headers[name] for name in RESPONSE_HEADERS if name in headers}
    body = plain["body"]["string"]
    plain["body"]["string"] = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    plain.pop("url", None)
    return plain


def _as_text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return ", ".join(value) if isinstance(value, list) else str(value)


def _query(uri: str) -> str:
    return uri.partition("?")[2]


def _form(request: Request) -> str:
    is_form = "urlencoded" in request.headers.get("content-type", "")
    return request.body.decode() if is_form and request.body else ""


def _fields(encoded: str) -> list[tuple[str, str]]:
    """Split `a=1&b=2`, keeping each value decoded."""
    pairs = [pair.partition("=") for pair in encoded.split("&") if "=" in pair]
    return [(unquote_plus(name), unquote_plus(value)) for name, _, value in pairs]


def _multipart_fields(request: Request) -> list[tuple[str, str]]:
    if "multipart/form-data" not in request.headers.get("content-type", "") or not request.body:
        return []
    text = request.body.decode("utf-8", "replace")
    return re.findall(r'name="([^"]+)"\r\n\r\n(.*?)\r\n--', text, flags=re.DOTALL)


def _replace_email(match: re.Match[str]) -> str:
    domain = match[1].lower()
    is_reserved = any(domain == name or domain.endswith(f".{name}") for name in placeholders.RESERVED_DOMAINS)
    return match[0] if is_reserved else placeholders.EMAIL
