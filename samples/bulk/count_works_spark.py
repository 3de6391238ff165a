"""Count all Crossref works by type and year with Spark: on one machine or a cluster."""

import os
import sys

from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

FILES = "*/*.jsonl.gz"
COUNT = """
    SELECT type, count(*) AS works,
           try_cast(get_json_object(issued, "$['date-parts'][0][0]") AS INT) AS year
    FROM works GROUP BY ALL
    ORDER BY works DESC, type NULLS LAST, year NULLS LAST
"""


def count_works(spark: SparkSession, folder: str) -> DataFrame:
    """Return type, works and year, most works first; year null where it is not known.

    A field declared STRING keeps JSON of any form. A part, being .gz, is one task.
    https://spark.apache.org/docs/latest/sql-data-sources-json.html
    """
    # region excerpt
    works = spark.read.schema("type STRING, issued STRING").json(f"{folder}/{FILES}")
    works.createOrReplaceTempView("works")
    return spark.sql(COUNT)
    # endregion


if __name__ == "__main__":
    master = os.environ.get("SPARK_MASTER", "local[*]")  # or spark://host:7077
    session = SparkSession.builder.master(master).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    try:
        counts = count_works(session, os.environ["PID_DATA"]).collect()
    except PySparkException as error:
        sys.exit(f"count_works_spark: {str(error).splitlines()[0]}")
    finally:
        session.stop()
    for row in counts[:5]:
        print(f"{row.works:5} {row.type} {row.year}")
    print(f"{sum(row.works for row in counts):5} works in all")
