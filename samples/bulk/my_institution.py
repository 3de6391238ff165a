"""Find the datasets and works of your institution by ROR id in DataCite's data file."""

import os
import sys
from pathlib import Path

import duckdb

FILES = "DataCite_Public_Data_File_2025/dois/updated_*/part_*.jsonl.gz"


def find_works(folder: Path, ror_id: str) -> list[tuple[str, str, int]]:
    """Return (DOI, kind, year) of what someone at this institution made or added to.

    `affiliation` is a list, but in some records an object: the path `$..` finds the
    identifier in either. https://support.datacite.org/docs/datacite-public-data-file
    """
    return duckdb.execute(
        """
        SELECT id, attributes.types->>'$.resourceTypeGeneral' AS kind,
               TRY_CAST(attributes.publicationYear AS INTEGER) AS year
        FROM read_json($files, format = 'newline_delimited', columns = {
            id: 'VARCHAR',
            attributes: 'STRUCT(creators JSON, contributors JSON,
                                publicationYear VARCHAR, types JSON)'})
        WHERE list_contains(attributes.creators->>'$..affiliationIdentifier', $ror)
           OR list_contains(attributes.contributors->>'$..affiliationIdentifier', $ror)
        ORDER BY year DESC, id
        """,
        {"files": str(folder / FILES), "ror": ror_id},
    ).fetchall()


if __name__ == "__main__":
    try:
        found = find_works(Path(os.environ["PID_DATA"]), "https://ror.org/05gq02987")
    except duckdb.Error as error:
        sys.exit(f"my_institution: {str(error).splitlines()[0]}")
    print(len(found), "works")
    for doi, kind, year in found[:5]:
        print(doi, kind, year)
