"""What the services were asked, as a test wants to see it afterwards: without secrets, and without bodies."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

CUT_OUT = "(cut out)"
_SECRET_HEADERS = ("AUTHORIZATION", "COOKIE", "CROSSREF_PLUS_API_TOKEN", "PROXY_AUTHORIZATION")
_SECRET_PARAMETERS = (
    "access_token", "api_key", "client_secret", "code", "id_token_hint", "login_passwd", "password", "pwd",
    "refresh_token", "token",
)  # fmt: skip


def noted(environ: dict[str, Any]) -> dict[str, str]:
    """Return what `described` needs of a request: nothing that holds its connection or its body."""
    return {name: value for name, value in environ.items() if type(value) is str}


def described(environ: dict[str, str], status: int) -> dict[str, Any]:
    """Return method, address, headers and status of a request that was answered with `status`."""
    headers = {
        name[5:].replace("_", "-").title(): CUT_OUT if name[5:] in _SECRET_HEADERS else value
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    if environ.get("CONTENT_TYPE"):
        headers["Content-Type"] = environ["CONTENT_TYPE"]
    path, _, query = str(environ.get("REQUEST_URI") or environ["PATH_INFO"]).partition("?")
    address = f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}{path}"
    return {
        "method": environ["REQUEST_METHOD"],
        "url": f"{address}?{_without_secrets(query)}" if query else address,
        "headers": headers,
        "status": status,
    }


def _without_secrets(query: str) -> str:
    """Return a query as it was written, anew only where a secret stands in it."""
    pairs = parse_qsl(query, keep_blank_values=True)
    if not any(name.lower() in _SECRET_PARAMETERS for name, _ in pairs):
        return query
    return urlencode(
        [(name, CUT_OUT if name.lower() in _SECRET_PARAMETERS else value) for name, value in pairs]
    )
