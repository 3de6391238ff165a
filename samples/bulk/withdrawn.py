"""Find withdrawn DOIs: still registered at DataCite, no longer findable."""

import os
import sys
from pathlib import Path

import duckdb

FILES = "DataCite_Public_Data_File_2025/dois/updated_*/*.csv.gz"


def find_withdrawn(folder: Path) -> list[tuple[str, str, str]]:
    """Return (DOI, repository, day) of what only the tables beside the records say.

    A copy that is kept current by the records alone never learns of these.
    https://support.datacite.org/docs/datacite-public-data-file
    """
    # region excerpt
    return duckdb.execute(
        """
        SELECT doi, client_id, updated[:10]
        FROM read_csv(?, header = true, auto_detect = false, columns = {
            doi: 'VARCHAR', state: 'VARCHAR', client_id: 'VARCHAR', updated: 'VARCHAR'})
        WHERE state = 'registered'
        ORDER BY updated DESC, doi
        """,
        [str(folder / FILES)],
    ).fetchall()
    # endregion


if __name__ == "__main__":
    try:
        gone = find_withdrawn(Path(os.environ["PID_DATA"]))
    except duckdb.Error as error:
        sys.exit(f"withdrawn: {str(error).splitlines()[0]}")
    print(len(gone), "DOIs are registered only")
    for doi, repository, day in gone[:3]:
        print(doi, repository, day)
