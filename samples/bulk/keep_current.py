"""Keep a local copy of Crossref up to date: the data file, then what changed since."""

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

BUSY = (429, 500, 502, 503, 504)
READ = """
    SELECT DOI AS doi, type, (indexed->>'$."date-time"')::TIMESTAMP AS indexed,
           aliases->>'$[*]' AS aliases
    FROM read_json(?, format = 'newline_delimited', columns = {
        DOI: 'VARCHAR', type: 'VARCHAR', indexed: 'JSON', aliases: 'JSON'})
"""
SINCE = "SELECT strftime(max(indexed) - INTERVAL 7 DAY, '%Y-%m-%d') FROM works"
MERGE = """
    BEGIN;
    MERGE INTO works USING changes ON works.doi = changes.doi
        WHEN MATCHED AND changes.indexed > works.indexed THEN UPDATE
        WHEN NOT MATCHED THEN INSERT;
    DELETE FROM works WHERE doi IN (SELECT unnest(aliases) FROM changes);
    COMMIT
"""


def harvest(since: str) -> Iterator[str]:
    """Yield each work that was indexed on day `since` or later, as a line of JSON.

    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    asked = {"filter": f"from-index-date:{since}", "rows": "1000", "cursor": "*"}
    agent = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    session, works = requests.Session(), 1000
    session.headers.update({"Accept": "application/json", "User-Agent": agent})
    retry = Retry(5, backoff_factor=1, status_forcelist=BUSY, raise_on_status=False)
    session.mount("https://", HTTPAdapter(max_retries=retry))
    while works == 1000:
        address = "https://api.crossref.org/works"
        response = session.get(address, params=asked, timeout=120)
        if response.status_code != 200:
            raise RuntimeError(f"Crossref answered {response.status_code}")
        message = response.json()["message"]
        yield from (json.dumps(work) + "\n" for work in message["items"])
        asked["cursor"], works = message["next-cursor"], len(message["items"])
        time.sleep(1)  # the pace of lists


if __name__ == "__main__":
    data = Path(os.environ["PID_DATA"])
    changes, parts = data / "changes.jsonl", str(data / "*" / "*.jsonl.gz")
    try:
        # region excerpt
        copy = duckdb.connect(data / "works.duckdb")
        copy.execute(f"CREATE TABLE IF NOT EXISTS works AS {READ}", [parts])
        since = copy.execute(SINCE).fetchall()[0][0]  # a week before the newest
        with changes.open("w", encoding="utf-8") as file:
            file.writelines(harvest(since))
        copy.execute(f"CREATE TEMP TABLE changes AS {READ}", [str(changes)])
        copy.execute(MERGE)  # merging a work twice changes nothing
        # endregion
        for table in ("changes", "works"):
            print(table, *copy.execute(f"SELECT count(*) FROM {table}").fetchall()[0])
        print("changes are those since", since)
    except (OSError, RuntimeError, duckdb.Error) as error:
        sys.exit(f"keep_current: {str(error).splitlines()[0]}")
