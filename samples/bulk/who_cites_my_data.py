"""Find who cites your datasets: Crossref references joined to a DataCite repository."""

import os
import sys
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

import duckdb

CROSSREF = "*/*.jsonl.gz"
DATACITE = "DataCite_Public_Data_File_2025/dois/updated_*/part_*.jsonl.gz"
MINE = """
    SELECT id FROM read_json($datacite, format = 'newline_delimited', columns = {
        id: 'VARCHAR', attributes: 'STRUCT(types JSON)', relationships: 'JSON'})
    WHERE relationships->>'$.client.data.id' = $repository
      AND attributes.types->>'$.resourceTypeGeneral' = 'Dataset'
"""
CITED = f"""
    SELECT unnest(list_distinct(list_transform(
        json_extract_string(reference, '$[*].DOI'), lambda doi:
            translate(doi, '{ascii_uppercase}', '{ascii_lowercase}')))) AS doi
    FROM read_json($crossref, format = 'newline_delimited',
                   columns = {{DOI: 'VARCHAR', reference: 'JSON'}})
"""


def find_citations(folder: Path, repository: str) -> list[tuple[str, int]]:
    """Return (dataset, citing works) of a repository's datasets, most cited first.

    Publishers write DOIs as they like: compare in lower case. A work that names a
    dataset twice counts once. DataCite's own `relatedIdentifiers` are not looked at.
    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    files = {"crossref": str(folder / CROSSREF), "datacite": str(folder / DATACITE)}
    # region excerpt
    query = f"""
        SELECT id, count(*) AS works
        FROM ({CITED}) AS cited JOIN ({MINE}) AS mine ON mine.id = cited.doi
        GROUP BY id
        ORDER BY works DESC, id
    """
    return duckdb.execute(query, files | {"repository": repository}).fetchall()
    # endregion


if __name__ == "__main__":
    try:
        cited = find_citations(Path(os.environ["PID_DATA"]), "pangaea.repository")
    except duckdb.Error as error:
        sys.exit(f"who_cites_my_data: {str(error).splitlines()[0]}")
    print(len(cited), "datasets are cited")
    for doi, works in cited[:4]:
        print(f"{works:3} {doi}")
