"""Sixty secrets and persons of many kinds, each where a recording could have it. All values are made up."""

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from vcr.request import Request
from vcr.serialize import serialize

from pidguide.cassettes.format import _Readable
from pidguide.cassettes.scrub import Scrubber

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
XML = "application/xml"
TOKEN_ENDPOINT = "https://sandbox.orcid.org/oauth/token"
SANDBOX = "https://api.sandbox.orcid.org/v3.0/0000-0002-1825-0097"
DEPOSIT = "https://test.crossref.org/servlet/deposit"


@dataclass(frozen=True)
class Planted:
    """One exchange, and what of it must not be published. `also` are other spellings of the same."""

    kind: str
    secret: str
    url: str = TOKEN_ENDPOINT
    sent: str = ""
    sent_as: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    answer: str = ""
    answered_as: str = JSON
    answer_headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    also: tuple[str, ...] = ()

    def exchange(self) -> tuple[Request, dict[str, Any]]:
        """Return the request and the response as vcrpy has recorded them."""
        headers = {**self.headers, **({"Content-Type": self.sent_as} if self.sent_as else {})}
        answered = {"Content-Type": self.answered_as, **self.answer_headers}
        response = {
            "status": {"code": self.status, "message": "OK"},
            "headers": {name: [value] for name, value in answered.items()},
            "body": {"string": self.answer.encode()},
        }
        return Request("POST", self.url, self.sent.encode() or None, headers), response

    def cassette(self) -> str:
        """Return the cassette as it is written."""
        request, response = self.exchange()
        requests, responses = Scrubber({}).scrub([request], [response])
        return serialize({"requests": requests, "responses": responses}, _Readable)

    def unscrubbed(self) -> str:
        """Return the cassette as it were without a scrubber, for the gate to look at."""
        request, response = self.exchange()
        response["body"]["string"] = self.answer
        return serialize({"requests": [request], "responses": [response]}, _Readable)


def _part(name: str, value: str, *heads: str) -> dict[str, str]:
    head = "\r\n".join([f'Content-Disposition: form-data; name="{name}"', *heads])
    return {
        "url": DEPOSIT,
        "sent": f"--b0und\r\n{head}\r\n\r\n{value}\r\n--b0und--\r\n",
        "sent_as": "multipart/form-data; boundary=b0und",
    }


def _form(text: str) -> dict[str, str]:
    return {"sent": text, "sent_as": FORM}


def _sent(document: object) -> dict[str, str]:
    return {"sent": json.dumps(document), "sent_as": JSON}


def _answer(document: object) -> dict[str, Any]:
    return {"answer": json.dumps(document)}


def _error(text: str) -> dict[str, Any]:
    return {"answer": json.dumps({"error": "invalid", "error_description": text}), "status": 401}


def _to(address: str) -> dict[str, Any]:
    return {"answer_headers": {"Location": address}, "status": 302}


def _xml(text: str) -> dict[str, str]:
    return {"answer": f'<?xml version="1.0"?>\n<answer>{text}</answer>', "answered_as": XML}


def _basic(user: str, password: str) -> str:
    return base64.b64encode(f"{user}:{password}".encode()).decode()


W = "fake5ecretW0rd9"
UUID = "0fa4e0de-1111-4222-8333-fa4efa4efa4e"
JANE = "jane.fake@uni-fake.de"
# Keys that look like those of other services, joined here: no file holds one.
GITHUB = "ghp_" + "FakeFake0123456789FakeFake0123456789"
AWS = "AKIA" + "FAKEFAKE01234567"
STRIPE = "sk_live_" + "FakeFake0123456789FakeFa"
SLACK = "xoxb-" + "1234567890-fakefake0123"
GOOGLE = "AIza" + "FakeFake0123456789FakeFake012345678"
PYPI = "pypi-" + "AgEIcHlwaS5vcmcFakeFake0123456789" + "Fake0123456789" * 5
PEM = "-----BEGIN PRIVATE " + "KEY-----\nRmFrZUZha2VGYWtl\n-----END PRIVATE " + "KEY-----"

SIXTY = [
    # Names in other spellings, in every carrier
    Planted("form, upper case", W, **_form(f"a=b&PASSWORD={W}")),
    Planted("form, mixed case with dash", W, **_form(f"Client-Secret={W}&a=b")),
    Planted("form, nested name", W, **_form(f"user[password]={W}")),
    Planted("form, percent-encoded name", W, **_form(f"client%5Fsecret={W}")),
    Planted("form, value percent-encoded", "fake/S3cret+w", also=("fake%2FS3cret%2Bw",), **_form("password=fake%2FS3cret%2Bw")),
    Planted("form, short password", "q7x", **_form("login_passwd=q7x&usr=you@example.org/role")),
    Planted("form, code verifier", W, **_form(f"code_verifier={W}")),
    Planted("form, assertion", W, **_form(f"grant_type=x&assertion={W}")),
    Planted("form, OAuth code", "WkiYjn", **_form("grant_type=authorization_code&Code=WkiYjn")),
    Planted("query, api_key", W, url=f"https://api.test.datacite.org/dois?api_key={W}"),
    Planted("query, camel case", W, url=f"https://pub.orcid.org/v3.0/search?accessToken={W}"),
    Planted("query, name encoded twice", W, url=f"https://api.crossref.org/works?next=https%3A%2F%2Fx.org%2F%3Ftoken%3D{W}"),
    Planted("multipart, own content type", W, **_part("login_passwd", W, "Content-Type: text/plain; charset=utf-8")),
    Planted("multipart, camel case", W, **_part("loginPasswd", W)),
    Planted("multipart, short password", "q7x", **_part("password", "q7x", "Content-Type: text/plain")),
    Planted("multipart, JSON part", W, **_part("meta", json.dumps({"clientSecret": W}), "Content-Type: application/json")),
    Planted("JSON request, token", W, **_sent({"token": W})),
    Planted("JSON request, number", "48151623", **_sent({"password": 48151623})),
    Planted("JSON answer, refreshToken", W, **_answer({"refreshToken": W})),
    Planted("JSON answer, deep in a list", W, **_answer({"data": [{"attributes": {"Password": W}}]})),
    Planted("JSON answer, name and value", W, **_answer({"fields": [{"name": "password", "value": W}]})),
    Planted("JSON inside of JSON", W, **_answer({"echo": json.dumps({"client_secret": W})})),
    Planted("JSON answer, escaped letters", "fakéS3cret", also=("fak\\u00e9S3cret",), **_answer({"password": "fakéS3cret"})),
    Planted("JSON answer, webhook secret", W, **_answer({"webhookSigningSecret": W})),
    Planted("XML element", W, **_xml(f"<password>{W}</password>")),
    Planted("XML element, short", "q7x", **_xml("<password>q7x</password>")),
    Planted("XML element with a namespace", W, **_xml(f'<o:accessToken xmlns:o="urn:o">{W}</o:accessToken>')),
    Planted("XML attribute", W, **_xml(f'<head password="{W}"/>')),
    Planted("XML attribute, single quotes, short", "q7x", **_xml("<head API-Key='q7x'/>")),
    Planted("XML, entities in the value", 'fake"S3cret&w', also=("fake&quot;S3cret&amp;w",), **_xml("<secret>fake&quot;S3cret&amp;w</secret>")),
    Planted("HTML form field", W, answer=f'<form><input name="csrf_token" value="{W}"></form>', answered_as="text/html"),
    Planted("fragment", W, **_to(f"https://example.org/callback#state=1&refreshToken={W}")),
    Planted("redirect, address in an address", W, **_to(f"https://example.org/?to=https%253A%252F%252Fx.org%252F%253Ftoken%253D{W}")),
    Planted("matrix parameter", W, **_to(f"https://example.org/home;jsessionid={W}?a=b")),
    # Headers
    Planted("x-api-key, echoed", W, headers={"X-API-Key": W}, **_error(f"unknown key {W}")),
    Planted("cookie, echoed", W, headers={"Cookie": f"id={W}"}, **_error(f"no such visit: {W}")),
    Planted("authorization without a scheme", W, headers={"Authorization": W}),
    Planted("password of Basic, echoed", W, headers={"Authorization": f"Basic {_basic('ABCD.EFGH', W)}"}, **_error(f"{W} does not fit")),
    Planted("Basic inside of an error", _basic("ABCD.EFGH", W), **_error(f"got Basic {_basic('ABCD.EFGH', W)}")),
    Planted("token in www-authenticate", W, answer_headers={"WWW-Authenticate": f'Bearer error_description="Invalid access token: {W}"'}),
    # Errors
    Planted("token that is no UUID", W, **_error(f"Invalid access token: {W}")),
    Planted("token in quotes", W, **_error(f"The token '{W}' has expired.")),
    Planted("token before its noun", W, **_error(f"{W} is not a valid token")),
    Planted("code in an error", "Zq81xY", **_error("Invalid authorization code: Zq81xY")),
    # Keys of other services
    Planted("GitHub's key in a redirect", GITHUB, **_to(f"https://example.org/cb?x={GITHUB}")),
    Planted("AWS's key in an error", AWS, **_error(f"{AWS} may not read")),
    Planted("Stripe's key in a redirect", STRIPE, **_to(f"https://example.org/{STRIPE}/pay")),
    Planted("Slack's key", SLACK, **_answer({"hook": SLACK})),
    Planted("Google's key in a redirect", GOOGLE, **_to(f"https://example.org/map?k={GOOGLE}")),
    Planted("PyPI's key", PYPI, **_answer({"upload": PYPI})),
    Planted("private key", "RmFrZUZha2VGYWtl", **_answer({"pem": PEM})),
    Planted("UUID in a redirect's path", UUID, **_to(f"https://sandbox.orcid.org/reset/{UUID}?lang=en")),
    # Addresses with who signs in, and people
    Planted("password in an address", W, **_answer({"url": f"https://jane:{W}@repository.fake.org/oai"})),
    Planted("e-mail, \\u0040", "jane.fake", also=("uni-fake",), answer='{"email":"jane.fake\\u0040uni-fake.de"}'),
    Planted("e-mail, &#64;", "jane.fake", also=("uni-fake",), **_xml("jane.fake&#64;uni-fake.de")),
    Planted("e-mail, %2540", "jane.fake", also=("uni-fake",), **_to("https://example.org/?to=mailto%253Ajane.fake%2540uni-fake.de")),
    Planted("e-mail, international domain", "jane.fake", also=("müller",), **_answer({"email": "jane.fake@müller-uni.de"})),
    Planted("e-mail, (at)", "jane.fake", also=("uni-fake",), **_answer({"text": "Write to jane.fake (at) uni-fake.de."})),
    Planted("client id", "APP-FAKE0FAKE1FAKE2F", url=f"{SANDBOX}/record", **_answer({"path": "APP-FAKE0FAKE1FAKE2F"})),
    Planted("another person's iD", "0000-0001-5109-3700", url=f"{SANDBOX}/record", **_answer({"path": "0000-0001-5109-3700"})),
    Planted("put-code, short", '"put-code": 7,', url=f"{SANDBOX}/work", answer='{"put-code": 7, "path": null}'),
    Planted("put-code, single quotes", "put-code='31415'", url=f"{SANDBOX}/work", **_xml("<work put-code='31415'/>")),
    Planted("putCode in an error", "4711", url=f"{SANDBOX}/work", **_error("no item with putCode 4711")),
    Planted("put-code in a path, short", "/work/42", url=f"{SANDBOX}/work", **_to(f"{SANDBOX}/work/42")),
]  # fmt: skip
