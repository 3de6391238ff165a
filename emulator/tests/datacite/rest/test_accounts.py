"""Tokens and API keys."""

import json

from support.datacite_rest import Rest


def test_api_key_works_until_revoked(rest: Rest) -> None:
    body = json.dumps({"data": {"type": "apiKeys", "attributes": {"name": "guide"}}})
    made = rest.send("POST", "/credentials/api-keys", body=body).json
    assert made is not None
    key = made["data"]["attributes"]["key"]
    assert key.startswith(made["data"]["attributes"]["keyPrefix"])
    bearer = {"Authorization": f"Bearer {key}"}
    assert rest.send("GET", "/dois/get-dois", auth=None, headers=bearer).status_code == 204
    assert rest.send("GET", "/credentials/api-keys", auth=None, headers=bearer).status_code == 403
    assert rest.send("DELETE", f"/credentials/api-keys/{made['data']['id']}").status_code == 204
    assert rest.send("GET", "/dois/get-dois", auth=None, headers=bearer).status_code == 401
