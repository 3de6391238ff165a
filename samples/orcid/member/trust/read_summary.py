"""Read trust markers: /summary."""

import os
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def read_summary(orcid: str, token: str) -> dict[str, Any]:
    """Return counts of items, validated and self-asserted, and verified e-mail domains.

    The member API alone has it. Raises RuntimeError with ORCID's reason.
    https://github.com/ORCID/orcid-model/tree/master/src/main/resources/summary_3.0
    """
    # region excerpt
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    response = requests.get(f"{API}/{orcid}/summary", headers=headers, timeout=30)
    # endregion
    if response.status_code != 200:
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return dict(response.json())


if __name__ == "__main__":
    # region excerpt
    summary = read_summary(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"])
    works = summary.get("works") or {}
    print("works validated:", works.get("validated-count"))
    print("works self-asserted:", works.get("self-asserted-count"))
    for domain in (summary.get("email-domains") or {}).get("email-domain") or []:
        print("e-mail domain:", domain["value"])
    # endregion
