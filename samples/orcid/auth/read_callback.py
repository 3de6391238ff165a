"""Read what ORCID sends back to your redirect URI, and refuse what you did not ask for."""

import hmac
from urllib.parse import parse_qs, urlsplit


def read_callback(callback_url: str, expected_state: str | None) -> str:
    """Return the authorization code.

    `expected_state` is the one you kept in the person's session, None when there is none. Take it out
    of the session as you read it: a `state` is good for one answer.
    Raises PermissionError where the person denied access, and ValueError for every other refusal
    and for a `state` that is missing or not yours: then somebody else may have made the request.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-web/ORCID_AUTH_WITH_OPENID_CONNECT.md
    """
    parts = urlsplit(callback_url)
    answer = parse_qs(parts.query)
    if "code" not in answer and "error" not in answer:  # most errors come behind the #
        answer = parse_qs(parts.fragment, keep_blank_values=True)
    error = next((name for name in answer if name.endswith("_required")), answer.get("error", [""])[0])
    if error and error != "access_denied":
        raise ValueError(f"ORCID refused the request: {error}")
    state = answer.get("state", [""])[0]
    if not expected_state or not hmac.compare_digest(state.encode(), expected_state.encode()):
        raise ValueError("state is missing or not the one of this session")
    if error:
        raise PermissionError("the person denied access")
    return answer["code"][0]


if __name__ == "__main__":
    for case, answer in {
        "granted": "?code=the-code&state=kept-in-session",
        "denied": "?error=access_denied&error_description=User%20denied%20access&state=kept-in-session",
        "forged state": "?code=the-code&state=forged",
        "no state": "?code=the-code",
        "bad scope": "#error=invalid_scope",
        "prompt=none": "#login_required",
    }.items():
        try:
            print(f"{case}: code {read_callback(answer, 'kept-in-session')}")
        except (PermissionError, ValueError) as refusal:
            print(f"{case}: {refusal}")
