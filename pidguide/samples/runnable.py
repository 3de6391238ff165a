"""Whether a sample can run on this computer: some read official schemas, one needs Spark."""

from importlib.util import find_spec

from pidguide.samples.catalogue import Sample
from pidguide.samples.schemas_needed import WITHOUT_SCHEMAS, lacks_schemas

WITHOUT_SPARK = "needs pyspark: `make test-spark` gets it and runs this sample"
REASONS = (WITHOUT_SCHEMAS, WITHOUT_SPARK)


def needs_spark(sample: Sample) -> bool:
    """Tell whether a sample starts Spark."""
    return "from pyspark" in sample.source


def why_not_run(sample: Sample) -> str:
    """Return what a sample needs and this computer lacks, one of REASONS; "" where it can run."""
    if lacks_schemas(sample):
        return WITHOUT_SCHEMAS
    if needs_spark(sample) and find_spec("pyspark") is None:
        return WITHOUT_SPARK
    return ""
