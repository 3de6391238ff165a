"""See 403/9010: only its source can change an item."""

import os

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def try_to_delete(orcid: str, token: str) -> dict[str, str]:
    """Try to remove each work that another source has added; return refusals by source.

    To correct such a work, add your own version: it joins the group.
    Raises RuntimeError when the works cannot be read, or ORCID removes one.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    listed = requests.get(f"{API}/{orcid}/works", headers=headers, timeout=30)
    if listed.status_code != 200:
        reason = listed.text.replace(token, "…") if token else listed.text
        raise RuntimeError(f"{listed.status_code} from ORCID: {reason[:400]}")
    refusals = {}
    for work in (
        each for group in listed.json()["group"] for each in group["work-summary"]
    ):
        # region excerpt
        source = work["source"]
        client = (source["source-client-id"] or {}).get("path")
        if client == os.environ["ORCID_CLIENT_ID"]:
            continue
        address = f"{API}/{orcid}/work/{work['put-code']}"
        response = requests.delete(address, headers=headers, timeout=30)
        # endregion
        if response.status_code != 403:
            raise RuntimeError(f"expected 403, got {response.status_code}")
        name = (source["source-name"] or {}).get("value", "(name not public)")
        refusals[name] = f"403, code {int(response.json()['error-code'])}"
    return refusals


if __name__ == "__main__":
    token = os.environ["ORCID_ACCESS_TOKEN"]
    for source, refusal in try_to_delete(os.environ["ORCID_ID"], token).items():
        print(f"{source}: {refusal}")
