"""The words in which ORCID's authorization server refuses."""

from urllib.parse import quote, urlencode

from authlib.oauth2 import OAuth2Error

JSON_HEADERS = [
    ("Content-Type", "application/json;charset=UTF-8"),
    ("Cache-Control", "no-store"),
    ("Pragma", "no-cache"),
]
# One text for a wrong redirect_uri, a bad refresh token and whatever else is no longer valid.
INVALID_GRANT = "One of the provided parameters is invalid, or, the provided token/code is invalid or expired"


class TokenError(OAuth2Error):  # type: ignore[misc]  # Authlib has no types
    """An answer of /oauth/token or /oauth/revoke; the description comes first, as ORCID's does."""

    def __init__(self, error: str, description: str, status_code: int = 400) -> None:
        # The description goes round Authlib, which refuses some characters that ORCID echoes.
        super().__init__(error=error, status_code=status_code)
        self.orcid_description = description

    def get_body(self) -> list[tuple[str, str]]:
        return [("error_description", self.orcid_description), ("error", self.error)]

    def get_headers(self) -> list[tuple[str, str]]:
        return JSON_HEADERS


class PageError(OAuth2Error):  # type: ignore[misc]
    """A fault that is shown to the person, because the redirect URI cannot be trusted."""

    def __init__(self, message: str) -> None:
        super().__init__(error="invalid_request")
        self.message = message


class RedirectError(OAuth2Error):  # type: ignore[misc]
    """A fault that is told to the client in the fragment of its redirect URI."""

    def __init__(self, redirect_uri: str, fragment: str) -> None:
        super().__init__()
        self.location = f"{redirect_uri}#{fragment}"

    def __call__(self, uri: str | None = None) -> tuple[int, str, list[tuple[str, str]]]:
        return 302, "", [("Location", self.location)]


class AccessDenied(OAuth2Error):  # type: ignore[misc]
    """The person pressed Deny. Comes back in the query, and in the fragment for implicit requests."""

    def __init__(self, redirect_uri: str, state: str | None, *, in_fragment: bool) -> None:
        super().__init__()
        values = {"error": "access_denied", "error_description": "User denied access"}
        answer = urlencode({**values, **({"state": state} if state else {})}, quote_via=quote)
        joint = "#" if in_fragment else "&" if "?" in redirect_uri else "?"
        self.location = f"{redirect_uri}{joint}{answer}"

    def __call__(self, uri: str | None = None) -> tuple[int, str, list[tuple[str, str]]]:
        return 302, "", [("Location", self.location)]
