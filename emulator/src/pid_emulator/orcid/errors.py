"""What ORCID's API answers when it refuses: status, code and texts of every case, in JSON and in XML."""

import json
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

MORE_INFO = "https://members.orcid.org/api/resources/troubleshooting"
FULL_ERROR = " Full validation error: "
_FILE = Path(__file__).parent / "error_codes.json"


class ApiError(Exception):
    """A refusal in ORCID's own error format.

    `code` is ORCID's error code; `detail` what follows "Full validation error:", or the whole reason where
    a code has no text of its own; `values` fill the placeholders of the texts; `status` replaces the code's
    usual one.
    """

    def __init__(
        self,
        code: int,
        detail: str | None = None,
        *,
        status: int | None = None,
        headers: dict[str, str] | None = None,
        developer_message: str | None = None,
        **values: object,
    ) -> None:
        super().__init__(f"{code} {detail or ''}".strip())
        self.code = code
        self.detail = detail
        self.status = status or int(_texts()[str(code)]["status"])
        self.headers = headers or {}
        self.developer_message = developer_message
        self.values = values

    def body(self, client_name: str | None = None) -> dict[str, Any]:
        """Return the five members of an error.

        ORCID leaves `${clientName}` as it stands where nobody has signed in.
        """
        texts = _texts()[str(self.code)]
        values = {**self.values, **({"clientName": client_name} if client_name else {})}
        developer = self.developer_message or Template(texts["developer"]).safe_substitute(values)
        if self.detail:
            developer += FULL_ERROR + self.detail
        return {
            "response-code": texts.get("response_code", self.status),
            "developer-message": developer,
            "user-message": Template(texts["user"]).safe_substitute(values),
            "error-code": self.code,
            "more-info": MORE_INFO,
        }


class OAuthError(Exception):
    """A refusal by what stands before the API: OAuth's two members, always JSON."""

    def __init__(self, status: int, error: str, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.error = error
        self.description = description

    def body(self) -> dict[str, str]:
        return {"error": self.error, "error_description": self.description}


@cache
def _texts() -> dict[str, dict[str, Any]]:
    texts: dict[str, dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return texts
