"""The environment variables that lead a program to the emulator: where it is, and whom to trust.

Programs differ in the spelling of the proxy that they read and in which one wins; all are set, so that what a
user has set already does not lead past the emulator. The redirects that doi.org answers lead to http
addresses too.
"""

import os
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

from pid_emulator.core.authority import TRUST_STORE_PASSWORD

_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
_AUTHORITIES = (
    "SSL_CERT_FILE",  # OpenSSL: Python's urllib, httpx, Ruby, Go, wget of some systems
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",  # curl, and R's
    "NODE_EXTRA_CA_CERTS",
)
PAST_THE_PROXY = "localhost,127.0.0.1,::1"
_PRELOAD = Path(__file__).with_name("node_preload.cjs")
_PYTHON_PRELOAD = Path(__file__).with_name("python_preload")
UNDO = "pid_emulator_undo"
_KEEP = r"export -p | sed -nE 's/^(export|declare -x|typeset -x) (({})=)/export \2/p'"


def variables(control: str, ca_file: str) -> dict[str, str]:
    """Return the variables for programs that reach the emulator at `control`, http://127.0.0.1:8444."""
    return {
        "PID_EMULATOR_URL": control,
        **dict.fromkeys(_PROXIES, control),
        **dict.fromkeys(("NO_PROXY", "no_proxy"), PAST_THE_PROXY),
        **dict.fromkeys(_AUTHORITIES, ca_file),
    }


def node_options(ports: tuple[int, int], hosts: Iterable[str], before: str = "") -> dict[str, str]:
    """Return the variables that lead Node here whatever its version; `before` are options that stay.

    `ports` are those for TLS and for plain HTTP.
    """
    return {
        "NODE_OPTIONS": f'{before} --require="{_PRELOAD}"'.lstrip(),
        "PID_EMULATOR_PORTS": " ".join(map(str, ports)),
        "PID_EMULATOR_HOSTS": " ".join(hosts),
    }


def python_path(before: str = "") -> dict[str, str]:
    """Return the variable that leads Python here, with what `node_options` sets; `before` stays."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(_PYTHON_PRELOAD), before)))}


def java_options(host: str, port: int, trust_store: Path) -> dict[str, str]:
    """Return the variable that leads Java's programs to the emulator. They mention it at each start."""
    options = [
        *(f"-D{scheme}.proxyHost={host} -D{scheme}.proxyPort={port}" for scheme in ("https", "http")),
        "-Dhttp.nonProxyHosts=localhost|127.*|[::1]",
        f"-Djavax.net.ssl.trustStore={trust_store}",
        f"-Djavax.net.ssl.trustStorePassword={TRUST_STORE_PASSWORD}",
    ]
    return {"JAVA_TOOL_OPTIONS": " ".join(options)}


def as_shell(values: Mapping[str, str], ca_certificate: str | None) -> str:
    """Return lines that set variables in a POSIX shell, and define what takes all of it back.

    `ca_certificate` is written into a file by the shell, where it is given: the emulator runs on another
    computer then, or in a container, and its own file is not there.
    """
    lines = [_undo(values)]
    if ca_certificate is not None:
        lines.append('PID_EMULATOR_CA_FILE="${TMPDIR:-/tmp}/pid-emulator-ca-$(id -u).pem"\n')
        lines.append(f"cat > \"$PID_EMULATOR_CA_FILE\" <<'PEM'\n{ca_certificate.strip()}\nPEM\n")
    for name, value in values.items():
        is_written = ca_certificate is not None and name in _AUTHORITIES
        shown = '"$PID_EMULATOR_CA_FILE"' if is_written else shlex.quote(value)
        lines.append(f"export {name}={shown}\n")
    return "".join(lines)


def _undo(names: Iterable[str]) -> str:
    """Return a function for the shell that puts its variables back to what they were before."""
    before = _KEEP.format("|".join(names))
    return (
        f'[ -n "${{PID_EMULATOR_BEFORE+set}}" ] || PID_EMULATOR_BEFORE=$({before})\n'
        f"{UNDO}() {{\n"
        f"  unset {' '.join(names)}\n"
        '  eval "$PID_EMULATOR_BEFORE"\n'
        "  unset PID_EMULATOR_BEFORE PID_EMULATOR_CA_FILE\n"
        f"  unset -f {UNDO}\n"
        "}\n"
    )
