"""Try to change what somebody else has added."""

import os

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def try_to_delete(orcid: str, token: str) -> dict[str, str]:
    """Try to remove each work of a record that your client did not add; return the refusals by source.

    Every item names its source, and another client cannot change or remove it. To correct it, add your
    own version: it joins the group.
    Raises RuntimeError when the works cannot be read or ORCID removes one.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    listed = requests.get(f"{MEMBER_API}/{orcid}/works", headers=headers, timeout=30)
    if listed.status_code != 200:
        raise RuntimeError(_refusal(listed, token))
    refusals = {}
    for group in listed.json()["group"]:
        for work in group["work-summary"]:
            source = work["source"]
            if (source["source-client-id"] or {}).get("path") == os.environ["ORCID_CLIENT_ID"]:
                continue
            address = f"{MEMBER_API}/{orcid}/work/{work['put-code']}"
            response = requests.delete(address, headers=headers, timeout=30)
            if response.status_code != 403:
                raise RuntimeError(f"expected a refusal, got {response.status_code}")
            error = response.json()
            name = (source["source-name"] or {}).get("value", "(name not public)")
            refusals[name] = f"{error['error-code']} {error['developer-message']}".replace(token, "…")
    return refusals


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    for source, refusal in try_to_delete(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]).items():
        print(f"{source}: {refusal}")
