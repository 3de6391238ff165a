import os

import requests

# --8<-- [start:example]
work = requests.get("https://api.crossref.org/works/10.7554/elife.01567", timeout=10).json()["message"]
print(work["title"][0])
draft = requests.post(
    "https://api.test.datacite.org/dois",
    json={"data": {"type": "dois", "attributes": {"prefix": os.environ["DATACITE_PREFIX"]}}},
    auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
    timeout=10,
)
print(draft.status_code, draft.json()["data"]["attributes"]["state"])
# --8<-- [end:example]
