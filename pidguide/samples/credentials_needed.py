"""What a live run of a sample needs: credentials, and leave to write."""

import ast
import os
import re
from urllib.parse import urlsplit

from pidguide.basics.errors import UserError
from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import Sample

WHERE_TO_GET = "docs/sandboxes.md"
TOKEN_PATHS = ("/oauth/token", "/oauth/revoke", "/oauth/userinfo")
WRITING = ("POST", "PUT", "PATCH", "DELETE")
SENDS = re.compile(r"\.(?:post|put|patch|delete)\(|[\"'](?:POST|PUT|PATCH|DELETE)[\"']")


def variables_of(sample: Sample) -> list[str]:
    """Return the environment variables that a script reads, each once, in order."""
    return list(_variables_read(sample.tree))


def required_variables_of(sample: Sample) -> list[str]:
    """Return the environment variables that a script cannot do without, each once, in order."""
    return [name for name, has_default in _variables_read(sample.tree).items() if not has_default]


def missing_variables(sample: Sample) -> list[str]:
    """Return the variables that a live run of the sample would look for in vain."""
    return [name for name in required_variables_of(sample) if not os.environ.get(name)]


def _variables_read(script: ast.Module) -> dict[str, bool]:
    """Return what a script reads by `os.environ["NAME"]` and, with a default, `os.environ.get("NAME", …)`."""
    found: dict[str, bool] = {}
    for node in ast.walk(script):
        match node:
            case ast.Subscript(ast.Attribute(attr="environ"), ast.Constant(str(name))):
                found[name] = False
            case ast.Call(ast.Attribute(ast.Attribute(attr="environ"), "get"), [ast.Constant(str(name)), *_]):
                found.setdefault(name, True)
    return found


def hosts_written_to(sample: Sample) -> list[str]:
    """Return the hosts on which the sample's last recording made or changed something, each once.

    Asking for a token and reading by POST change nothing that outlives the run. Without a readable recording
    these are all hosts of a script that writes anywhere: rather ask once too often before writing.
    """
    try:
        exchanges = read_recording(sample.cassette).exchanges
    except UserError:
        return _hosts_of_script(sample.tree) if SENDS.search(sample.source) else []
    written = [
        urlsplit(exchange.url).hostname or ""
        for exchange in exchanges
        if exchange.method in WRITING and urlsplit(exchange.url).path not in TOKEN_PATHS
    ]
    return list(dict.fromkeys(written))


def _hosts_of_script(script: ast.Module) -> list[str]:
    texts = [
        node.value
        for node in ast.walk(script)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    hosts = [urlsplit(text).hostname or "" for text in texts if text.startswith("https://")]
    return list(dict.fromkeys(hosts))
