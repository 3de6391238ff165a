"""Remove a work that you have added."""

import os

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def delete_work(orcid: str, token: str, put_code: int) -> bool:
    """Remove a work; return False when it was not there any more.

    Raises RuntimeError with ORCID's reason, 9010 for a work that you did not add.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    # region excerpt
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    address = f"{API}/{orcid}/work/{put_code}"
    response = requests.delete(address, headers=headers, timeout=30)
    # endregion
    if response.status_code not in (204, 404):
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return response.status_code == 204


if __name__ == "__main__":
    orcid, token = os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]
    doi = {"external-id-type": "doi", "external-id-value": "10.5555/guide.delete"}
    ids = {"external-id": [{**doi, "external-id-relationship": "self"}]}
    work = {"title": {"title": {"value": "A Broken Pot"}}, "type": "other"}
    created = requests.post(
        f"{API}/{orcid}/work",
        json={**work, "external-ids": ids},
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=30,
    )
    if created.status_code != 201:
        raise SystemExit(f"nothing to remove: {created.status_code} from ORCID")
    put_code = int(created.headers["Location"].rpartition("/")[2])
    print("removed:", delete_work(orcid, token, put_code))
    print("removed again:", delete_work(orcid, token, put_code))
