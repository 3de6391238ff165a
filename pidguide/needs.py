"""What a sample needs before it can run live: credentials, and leave to write."""

import ast
import os
from urllib.parse import urlsplit

from pidguide.cassettes import read_recording
from pidguide.catalogue import Sample

WHERE_TO_GET = "docs/sandboxes.md"
TOKEN_PATHS = ("/oauth/token", "/oauth/revoke", "/oauth/userinfo")
WRITING = ("POST", "PUT", "PATCH", "DELETE")


def variables_of(sample: Sample) -> list[str]:
    """Return the environment variables a script reads by `os.environ["NAME"]`, each once, in order."""
    found = [
        node.slice.value
        for node in ast.walk(ast.parse(sample.source))
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
