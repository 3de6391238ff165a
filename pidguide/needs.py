"""What a sample needs before it can run: official schemas; live also credentials, and leave to write."""

import ast
import os
from urllib.parse import urlsplit

from pidguide.cassettes import read_recording
from pidguide.catalogue import Sample

WHERE_TO_GET = "docs/sandboxes.md"
TOKEN_PATHS = ("/oauth/token", "/oauth/revoke", "/oauth/userinfo")
WRITING = ("POST", "PUT", "PATCH", "DELETE")
SCHEMAS_VARIABLE = "PIDGUIDE_SCHEMAS"
WITHOUT_SCHEMAS = "needs the official schemas: run `pidguide schemas`"


def variables_of(sample: Sample) -> list[str]:
    """Return the environment variables a script reads by `os.environ["NAME"]`, each once, in order."""
    found = [
        node.slice.value
        for node in ast.walk(sample.tree)
        if isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "environ"
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    ]
    return list(dict.fromkeys(found))


def missing_variables(sample: Sample) -> list[str]:
    """Return the variables that a live run of the sample would look for in vain."""
    return [name for name in variables_of(sample) if not os.environ.get(name)]


def hosts_written_to(sample: Sample) -> list[str]:
    """Return the hosts on which the sample's last recording made or changed something, each once.

    Asking for a token and reading by POST change nothing that outlives the run.
    """
    if not sample.cassette.is_file():
        return []
    written = [
        urlsplit(exchange.uri).hostname or ""
        for exchange in read_recording(sample.cassette).exchanges
        if exchange.method in WRITING and urlsplit(exchange.uri).path not in TOKEN_PATHS
    ]
    return list(dict.fromkeys(written))


def lacks_schemas(sample: Sample) -> bool:
    """Tell whether a sample reads official schemas that are not on this computer, so that it cannot run."""
    if SCHEMAS_VARIABLE not in sample.source:
        return False
    from pidguide.schemas import missing_for  # here, because few samples need what it loads

    return bool(missing_for(sample.source))


def where_schemas_are(sample: Sample) -> dict[str, str]:
    """Return the variable that leads a sample to the schemas it reads; nothing for one that reads none."""
    if SCHEMAS_VARIABLE not in sample.source:
        return {}
    from pidguide.schemas import folder_for

    folder = folder_for(sample.source)
    return {SCHEMAS_VARIABLE: str(folder)} if folder else {}
