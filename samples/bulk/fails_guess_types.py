"""See what guessed JSON types do to an odd record: an error, or a silent loss."""

import os
import sys
from pathlib import Path

import duckdb

FILES = "DataCite_Public_Data_File_2025/dois/updated_*/part_*.jsonl.gz"
DECLARED = "columns = {id: 'VARCHAR', attributes: 'STRUCT(creators JSON)'}"
GUESSED = "sample_size = 50, maximum_sample_files = 2"  # of millions: 20480 in 32 files
AS_JSON = "attributes.creators->>'$[0].affiliation..affiliationIdentifier'"
AS_LIST = "attributes.creators[1].affiliation"


def count_affiliated(folder: Path, identifiers: str, options: str) -> int:
    """Return how many records name an institution of the first creator.

    An affiliation is a list, but in a later record an object. Raises
    duckdb.InvalidInputException for it where its type was guessed to be a list.
    https://duckdb.org/docs/stable/data/json/loading_json
    """
    query = f"""
        SELECT count(*) FILTER (len({identifiers}) > 0)
        FROM read_json(?, format = 'newline_delimited', {options})
    """
    return int(duckdb.execute(query, [str(folder / FILES)]).fetchall()[0][0])


if __name__ == "__main__":
    data = Path(os.environ["PID_DATA"])
    try:
        print(count_affiliated(data, AS_JSON, DECLARED), "records, types declared")
        # region excerpt
        try:
            print(count_affiliated(data, AS_LIST, GUESSED), "records, types guessed")
        except duckdb.InvalidInputException as error:
            print("error, types guessed:", str(error).partition("line ")[2][5:42])
        lossy = f"{GUESSED}, ignore_errors = true"
        print(count_affiliated(data, AS_LIST, lossy), "records, guessed, ignore_errors")
        # endregion
    except duckdb.Error as error:
        sys.exit(f"fails_guess_types: {str(error).splitlines()[0]}")
