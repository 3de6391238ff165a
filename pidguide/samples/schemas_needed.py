"""Which official schemas a sample reads, and whether they are on this computer."""

from pidguide.samples.catalogue import Sample

SCHEMAS_VARIABLE = "PIDGUIDE_SCHEMAS"
WITHOUT_SCHEMAS = "needs the official schemas: run `pidguide schemas`"


def lacks_schemas(sample: Sample) -> bool:
    """Tell whether a sample reads official schemas that are not on this computer, so that it cannot run."""
    if SCHEMAS_VARIABLE not in sample.source:
        return False
    from pidguide.samples.official_schemas import missing_for  # here, because few samples need what it loads

    return bool(missing_for(sample.source))


def where_schemas_are(sample: Sample) -> dict[str, str]:
    """Return the variable that leads a sample to the schemas it reads; nothing for one that reads none."""
    if SCHEMAS_VARIABLE not in sample.source:
        return {}
    from pidguide.samples.official_schemas import folder_for

    folder = folder_for(sample.source)
    return {SCHEMAS_VARIABLE: str(folder)} if folder else {}
