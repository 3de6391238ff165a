"""Read ORCID's callback: check state, take the code."""

import hmac
from urllib.parse import parse_qs, urlsplit


def read_callback(callback_url: str, expected_state: str | None) -> str:
    """Return the authorization code.

    Raises PermissionError where the person denied, ValueError for any other refusal and
    for a `state` that is not the session's: then somebody else may have asked.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-web/ORCID_AUTH_WITH_OPENID_CONNECT.md
    """
    parts = urlsplit(callback_url)
    answer = parse_qs(parts.query)
    if not answer.keys() & {"code", "error"}:  # most errors come behind the #
        answer = parse_qs(parts.fragment, keep_blank_values=True)
    required = [name for name in answer if name.endswith("_required")]
    error = (required or answer.get("error") or [""])[0]
    # region excerpt
    if error and error != "access_denied":
        raise ValueError(f"ORCID refused the request: {error}")
    state, kept = answer.get("state", [""])[0].encode(), (expected_state or "").encode()
    if not kept or not hmac.compare_digest(state, kept):
        raise ValueError("state is missing or not the one of this session")
    if error:
        raise PermissionError("the person denied access")
    return answer["code"][0]
    # endregion


if __name__ == "__main__":
    for answer in (
        "?code=the-code&state=kept",
        "?error=access_denied&state=kept",
        "?code=the-code&state=forged",
        "#error=invalid_scope",
        "#login_required",
    ):
        try:
            print(f"{answer} -> {read_callback(answer, 'kept')}")
        except (PermissionError, ValueError) as refusal:
            print(f"{answer} -> {refusal}")
