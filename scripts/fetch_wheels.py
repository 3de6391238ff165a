"""Fetch the compiled packages that Run needs in the browser, from Pyodide's own distribution: `make wheels`.

Which files, and the SHA-256 of each, stands in the lock file inside the npm package `pyodide`, which
web/package-lock.json pins. A file that is not what it should be is not kept, and the script fails.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from typing import Any

import requests

from pidguide.basics.errors import UserError
from pidguide.site.pages.runnable import COMPILED
from pidguide.site.run.bundles import WEB, WHEELS, NoNode, install_npm_packages

DISTRIBUTION = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{file}"


def wanted(packages: dict[str, Any], names: set[str]) -> Iterator[dict[str, Any]]:
    """Yield the entries of packages and of all that they depend on, each once."""
    seen: set[str] = set()
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield packages[name]
            waiting += packages[name]["depends"]


def check(content: bytes, entry: dict[str, Any]) -> None:
    """Raise UserError where a file is not the one that the lock file names."""
    found = hashlib.sha256(content).hexdigest()
    if found != entry["sha256"]:
        raise UserError(
            f"{entry['file_name']} has the SHA-256 {found}, not {entry['sha256']}: it is not kept"
        )


def fetch(version: str, entry: dict[str, Any]) -> bytes:
    """Return a file of Pyodide's distribution. Raises UserError where it cannot be had or is another one."""
    url = DISTRIBUTION.format(version=version, file=entry["file_name"])
    try:
        answer = requests.get(url, timeout=60)
        answer.raise_for_status()
    except requests.RequestException as error:
        raise UserError(f"{entry['file_name']} could not be fetched: {error}") from None
    check(answer.content, entry)
    return answer.content


def main() -> None:
    try:
        install_npm_packages()
        folder = WEB / "node_modules" / "pyodide"
        version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
        packages = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
        WHEELS.mkdir(parents=True, exist_ok=True)
        for entry in wanted(packages, set(COMPILED.values())):
            (WHEELS / entry["file_name"]).write_bytes(fetch(version, entry))
            print(f"{entry['file_name']}: as pinned")
    except (UserError, NoNode) as error:
        sys.exit(f"wheels: {error}")


if __name__ == "__main__":
    main()
