"""Link DOIs and ORCID iDs: write all pairs of both agencies to a Parquet file."""

import os
import sys
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

import duckdb

CROSSREF = "*/*.jsonl.gz"
DATACITE = "DataCite_Public_Data_File_2025/dois/updated_*/part_*.jsonl.gz"
ORCID = "[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"


def write_pairs(folder: Path, target: Path) -> int:
    """Write (doi, orcid, agency), the DOI in lower case; return how many there are.

    The path `$..` finds iDs in lists and in objects. The file appears when it is whole.
    https://duckdb.org/docs/stable/data/parquet/overview
    """
    query = f"""
        WITH found AS (
            SELECT DOI AS doi, json_extract_string(author, '$..ORCID') AS ids,
                   'Crossref' AS agency
            FROM read_json($crossref, format = 'newline_delimited',
                           columns = {{DOI: 'VARCHAR', author: 'JSON'}})
            UNION ALL
            SELECT id, attributes.creators->>'$..nameIdentifier', 'DataCite'
            FROM read_json($datacite, format = 'newline_delimited',
                columns = {{id: 'VARCHAR', attributes: 'STRUCT(creators JSON)'}})
        ), pairs AS (
            SELECT doi, agency, unnest(list_distinct(
                list_transform(ids, lambda id: regexp_extract(id, '{ORCID}')))) AS orcid
            FROM found
        )
        SELECT translate(doi, '{ascii_uppercase}', '{ascii_lowercase}') AS doi,
               orcid, agency
        FROM pairs WHERE orcid <> ''
    """
    # region excerpt
    duckdb.execute("SET preserve_insertion_order = false")  # takes less memory
    rows = duckdb.execute(
        f"COPY ({query}) TO '{target}' (FORMAT parquet, USE_TMP_FILE true)",
        {"crossref": str(folder / CROSSREF), "datacite": str(folder / DATACITE)},
    ).fetchall()
    # endregion
    return int(rows[0][0])


if __name__ == "__main__":
    data = Path(os.environ["PID_DATA"])
    try:
        print(write_pairs(data, data / "pairs.parquet"), "pairs")
    except duckdb.Error as error:
        sys.exit(f"doi_orcid_pairs: {str(error).splitlines()[0]}")
    first = "FROM read_parquet(?) WHERE agency = ? ORDER BY ALL LIMIT 2"
    for agency in ("Crossref", "DataCite"):
        parameters = [str(data / "pairs.parquet"), agency]
        for row in duckdb.execute(first, parameters).fetchall():
            print(*row)
