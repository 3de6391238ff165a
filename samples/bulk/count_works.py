"""Count all Crossref works by type and year from the public data file, with DuckDB."""

import os
import sys
from pathlib import Path

import duckdb

FILES = "*/*.jsonl.gz"


def count_works(folder: Path) -> list[tuple[str | None, int | None, int]]:
    """Return (type, year, works), most works first; year None where it is not known.

    `columns` names the fields to read. What is declared JSON may have any form: no odd
    record ends the count, and none is lost.
    https://duckdb.org/docs/stable/data/json/loading_json
    """
    # region excerpt
    return duckdb.execute(
        """
        SELECT type, TRY_CAST(issued->>'$."date-parts"[0][0]' AS INTEGER) AS year,
               count(*) AS works
        FROM read_json(?, format = 'newline_delimited',
                       columns = {type: 'VARCHAR', issued: 'JSON'})
        GROUP BY ALL
        ORDER BY works DESC, type NULLS LAST, year NULLS LAST
        """,
        [str(folder / FILES)],
    ).fetchall()
    # endregion


if __name__ == "__main__":
    try:
        counts = count_works(Path(os.environ["PID_DATA"]))
    except duckdb.Error as error:
        sys.exit(f"count_works: {str(error).splitlines()[0]}")
    for kind, year, works in counts[:5]:
        print(f"{works:5} {kind} {year}")
    print(f"{sum(works for *_, works in counts):5} works in all")
