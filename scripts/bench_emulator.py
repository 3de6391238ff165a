"""Measure what the emulator costs: `make bench-emulator`.

Time is the emulator's own processor time, so that a busy machine changes little: for each request over TLS
on connections that stay open, as a ratio to a route that does nothing on the same server in the same run; and
for one's own records, from a hundred to a hundred thousand of them.
"""

import argparse
import json
import random
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import trustme
from flask import Flask
from rich.console import Console
from rich.table import Table

from pid_emulator import Emulator
from pid_emulator.core.http_server import HttpServer

ROUTES = {  # what is asked for, and the ratio to the bare route that it should reach
    "a work of Crossref": ("https://api.crossref.org/works/10.7554%2Felife.01567", 0.7),
    "a DOI of DataCite": ("https://api.datacite.org/dois/10.5281%2Fzenodo.8347772", 0.7),
    "25 DOIs of DataCite": ("https://api.datacite.org/dois", 0.3),
    "20 works of Crossref": ("https://api.crossref.org/works", None),
    "an ORCID record": ("https://pub.orcid.org/v3.0/0000-0002-1825-0097/record", 0.4),
}
MEGABYTES_AT_START = 80
LOAD_SECONDS = 10
_OWN_STATUS = Path("/proc/self/status")  # what getrusage tells is the parent's, where that had more
SEARCH_MILLISECONDS = 50
SEARCHES = {
    "datacite": {
        "list": "https://api.datacite.org/dois",
        "filter": "https://api.datacite.org/dois?resource-type-id=dataset&published=2010,2015",
        "word": "https://api.datacite.org/dois?query={word}",
    },
    "crossref": {
        "list": "https://api.crossref.org/works",
        "filter": "https://api.crossref.org/works?filter=type:journal-article,from-pub-date:2020",
        "word": "https://api.crossref.org/works?query={word}",
    },
    "orcid": {
        "filter": "https://pub.orcid.org/v3.0/search/?q=family-name:{word}",
        "word": "https://pub.orcid.org/v3.0/search/?q={word}",
    },
}
_CLIENT = """
import http.client, ssl, sys
port, host, target, count = int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
context = ssl._create_unverified_context()
connection = http.client.HTTPSConnection("127.0.0.1", port, context=context)
for _ in range(count):
    connection.request("GET", target, headers={"Host": host, "Accept": "application/json"})
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, answer.status
"""


def main() -> None:
    """Print the tables. Ends with 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1000, help="requests of each client")
    parser.add_argument("--clients", type=int, default=4, help="clients at a time")
    parser.add_argument("--sizes", default="100,1000,10000,100000", help="how many records of one's own")
    parser.add_argument("--own", nargs=2, metavar=("SERVICE", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.own:
        print(json.dumps(_measure_own(options.own[0], Path(options.own[1]))))
        return
    missed = [
        *_routes(options.requests, options.clients),
        *_own_records([int(size) for size in options.sizes.split(",")]),
    ]
    sys.exit(f"Missed: {', '.join(missed)}" if missed else 0)


def _routes(count: int, clients: int) -> list[str]:
    """Print the cost of a request by route; return what misses its goal."""
    bare = Flask("bare")
    bare.add_url_rule("/", "bare", lambda: "nothing")
    with _served(bare) as port:
        nothing = _cost(port, "https://bare.example/", count, clients)
    table = Table("route", "requests/s of one core", "ratio", "goal", title="Over TLS, connections kept open")
    table.add_row("a route that does nothing", f"{1 / nothing:.0f}", "1.00", "")
    missed = []
    with Emulator() as emulator:
        for name, (url, goal) in ROUTES.items():
            cost = _cost(emulator.port, url, count, clients)
            ratio = nothing / cost
            missed += [name] if goal and ratio < goal else []
            table.add_row(name, f"{1 / cost:.0f}", f"{ratio:.2f}", f"{goal:g}" if goal else "")
    Console().print(table)
    return missed


@contextmanager
def _served(application: Any) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("bare.example").configure_cert(context)
    server = HttpServer(("127.0.0.1", 0), application, context)
    threading.Thread(target=server.serve, daemon=True).start()
    try:
        yield server.port
    finally:
        server.stop()


def _cost(port: int, url: str, count: int, clients: int) -> float:
    """Return the processor seconds of one request; what is made once only is made before."""
    _ask(port, url, 1, 1)
    before = time.process_time()
    _ask(port, url, count, clients)
    return (time.process_time() - before) / (count * clients)


def _ask(port: int, url: str, count: int, clients: int) -> None:
    parts = urlsplit(url)
    command = [sys.executable, "-c", _CLIENT, str(port), parts.netloc, parts.path, str(count)]
    running = [subprocess.Popen(command) for _ in range(clients)]
    if any(client.wait() for client in running):
        sys.exit(f"{url} is not answered")


def _own_records(sizes: list[int]) -> list[str]:
    """Print what records of one's own cost, by service and number; return what misses its goal."""
    table = Table("service", "records", "load, s", "searches: first and later, ms", "MB", title="Own records")
    missed = []
    for service in SEARCHES:
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                _write_records(Path(folder), service, size)
                command = [sys.executable, __file__, "--own", service, folder]
                measured = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            later = {name: times[1] for name, times in measured["searches"].items()}
            slow = [name for name, time in later.items() if time > SEARCH_MILLISECONDS]
            missed += [f"{name} of {service} over {size}" for name in slow]
            missed += [f"load of {size} {service}"] if measured["load"] > LOAD_SECONDS else []
            searches = ", ".join(f"{name} {a:.0f}, {b:.1f}" for name, (a, b) in measured["searches"].items())
            table.add_row(service, f"{size}", f"{measured['load']:.2f}", searches, f"{measured['memory']}")
    Console().print(table)
    start = _megabytes_at_start()
    print(f"Memory at start: {start} MB, goal {MEGABYTES_AT_START}")
    return missed + ([f"memory at start ({start} MB)"] if start > MEGABYTES_AT_START else [])


def _measure_own(service: str, folder: Path) -> dict[str, Any]:
    """Load records in this process, and search them."""
    begin = time.process_time()
    emulator = Emulator([folder], built_in_records=False)
    emulator.prepare()
    load = time.process_time() - begin
    searches = {}
    for name, url in SEARCHES[service].items():
        times = []
        for word in ("lobax", "mihol", "tojos"):
            before = time.process_time()
            answer = emulator.request("GET", url.format(word=word), {"Accept": "application/json"})
            times.append((time.process_time() - before) * 1000)
            assert answer.status_code == 200, answer.text
        searches[name] = (times[0], min(times[1:]))
    return {"load": load, "searches": searches, "memory": _megabytes(_OWN_STATUS.read_text())}


def _megabytes_at_start() -> int:
    code = "from pid_emulator import Emulator; emulator = Emulator(); emulator.start();"
    code += f"print(open({str(_OWN_STATUS)!r}).read()); emulator.stop()"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return _megabytes(run.stdout)


def _megabytes(status: str) -> int:
    """Return the most memory that a process has held, from what Linux tells of it."""
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) // 1024


_WORDS = [
    a + b + c
    for a in ("ka", "lo", "mi", "nu", "re", "sa", "to", "vi", "wo", "ze")
    for b in ("ba", "cre", "di", "fu", "gle", "ho", "jo", "ku", "lan", "mor")
    for c in ("n", "s", "tion", "ment", "ry", "l", "x", "ty", "ism", "ology")
]


def _write_records(folder: Path, service: str, size: int) -> None:
    """Write records with titles and abstracts of words of which some are frequent and many rare."""
    make = {"datacite": _doi, "crossref": _work, "orcid": _record}[service]
    kind = {"datacite": "dois", "crossref": "works", "orcid": "records"}[service]
    chance = random.Random(1)
    (folder / service / kind).mkdir(parents=True)
    for begin in range(0, size, 10_000):
        records = [make(number, chance) for number in range(begin, min(begin + 10_000, size))]
        file = folder / service / kind / f"own-{begin:06}.json"
        file.write_text(json.dumps(records), encoding="utf-8")


def _some(chance: random.Random, count: int) -> str:
    return " ".join(_WORDS[int(len(_WORDS) * chance.random() ** 2)] for _ in range(count))


def _doi(number: int, chance: random.Random) -> dict[str, Any]:
    year, month, day = chance.randint(2000, 2025), chance.randint(1, 12), chance.randint(1, 28)
    moment = f"{year}-{month:02}-{day:02}T10:00:00Z"
    attributes = {
        "titles": [{"title": _some(chance, 8)}],
        "creators": [{"name": _some(chance, 2), "nameType": "Personal"}],
        "publisher": _some(chance, 2),
        "publicationYear": year,
        "types": {"resourceTypeGeneral": chance.choice(("Dataset", "Software", "Text", "Image"))},
        "descriptions": [{"description": _some(chance, 40), "descriptionType": "Abstract"}],
        "subjects": [{"subject": _some(chance, 1)}],
        "url": f"https://repository.example.org/{number}",
        **dict.fromkeys(("created", "registered", "updated"), moment),
    }
    return {"id": f"10.5072/own-{number}", "type": "dois", "attributes": attributes}


def _work(number: int, chance: random.Random) -> dict[str, Any]:
    year, month, day = chance.randint(2000, 2025), chance.randint(1, 12), chance.randint(1, 28)
    date = {"date-parts": [[year, month, day]], "date-time": f"{year}-{month:02}-{day:02}T00:00:00Z"}
    return {
        "DOI": f"10.5555/own-{number}",
        **dict.fromkeys(("indexed", "created", "deposited", "issued", "published"), date),
        "type": chance.choice(("journal-article", "book-chapter", "posted-content")),
        "title": [_some(chance, 8)],
        "abstract": _some(chance, 40),
        "author": [{"given": _some(chance, 1), "family": _some(chance, 1), "sequence": "first"}],
        "container-title": [_some(chance, 2)],
        "publisher": _some(chance, 2),
        "member": "7822",
        "prefix": "10.5555",
        "ISSN": ["1234-5679"],
    }


def _record(number: int, chance: random.Random) -> dict[str, Any]:
    digits = f"{900_000_000_000_000 + number}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    digits += "0123456789X"[(12 - total % 11) % 11]
    orcid = "-".join(digits[at : at + 4] for at in range(0, 16, 4))
    name = {"given-names": {"value": _some(chance, 1)}, "family-name": {"value": _some(chance, 1)}}
    work = {
        "put-code": 20_000_000 + number,
        "title": {"title": {"value": _some(chance, 8)}},
        "type": "journal-article",
        "visibility": "public",
    }
    return {
        "orcid-identifier": {"path": orcid},
        "person": {"name": {**name, "visibility": "public"}},
        "activities-summary": {"works": {"group": [{"work-summary": [work]}]}},
    }


if __name__ == "__main__":
    main()
