"""Convert a public data file to Parquet once, then query it in seconds."""

import os
import sys
from pathlib import Path

import duckdb

FILES = "*/*.jsonl.gz"


def load(folder: Path, target: Path) -> int:
    """Write a Parquet file for each part that has none yet; return how many it wrote.

    Each appears when it is whole, so that an interrupted run goes on where it stopped.
    https://duckdb.org/docs/stable/data/parquet/overview
    """
    target.mkdir(exist_ok=True)
    # region excerpt
    written = 0
    for part in sorted(folder.glob(FILES)):
        table = target / part.name.replace(".jsonl.gz", ".parquet")
        if not table.exists():
            read = f"read_json(?, format = 'newline_delimited', columns = {COLUMNS})"
            to = f"'{table}' (FORMAT parquet, USE_TMP_FILE true)"
            duckdb.execute(f"COPY (FROM {read}) TO {to}", [str(part)])
            written += 1
    return written
    # endregion


COLUMNS = """{
    DOI: 'VARCHAR', type: 'VARCHAR', publisher: 'VARCHAR', member: 'VARCHAR',
    issued: 'JSON', ISSN: 'VARCHAR[]', "is-referenced-by-count": 'INTEGER'
}"""
MOST_CITED = """
    SELECT publisher, count(*) AS works, sum("is-referenced-by-count") AS citations
    FROM read_parquet(?) GROUP BY publisher ORDER BY citations DESC, publisher LIMIT 4
"""

if __name__ == "__main__":
    data = Path(os.environ["PID_DATA"])
    try:
        print(load(data, data / "slim"), "parts converted")
        rows = duckdb.execute(MOST_CITED, [str(data / "slim" / "*.parquet")]).fetchall()
    except (OSError, duckdb.Error) as error:
        sys.exit(f"load_slim_table: {str(error).splitlines()[0]}")
    for publisher, works, citations in rows:
        print(f"{citations:7} citations of {works} works, {publisher}")
