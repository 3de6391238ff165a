"""Ask every address outside the guide that its pages name, and report the broken ones.

python scripts/check_external_links.py REPORT.md     exit code 1 when some are broken
python scripts/check_external_links.py REPORT.md --links FILE     addresses from a file, one a line

Addresses of different hosts are asked at the same time, those of one host one after the other.
"""

import argparse
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from rich.progress import track
from urllib3.exceptions import TimeoutError
from urllib3.util import Retry

from pidguide.basics import paths
from pidguide.cassettes import placeholders
from pidguide.site.pages.external_links import find_external_links

AGENT = "pidguide-link-check/1.0 (checks the links of a guide once a week)"
# How sites answer that turn programs away: it says nothing about what a reader gets.
BLOCKED = (401, 403, 429, 999)
HERE = ("127.0.0.1", "localhost")


@dataclass(frozen=True)
class Verdict:
    """What came of one address. `state` is "fine", "blocked" or "broken"."""

    link: str
    state: str
    told: str


def check(link: str, session: requests.Session, timeout: float) -> Verdict:
    """Ask for one address, without reading its body."""
    try:
        with session.get(link, timeout=timeout, stream=True) as answer:
            status = answer.status_code
    except requests.RequestException as error:
        return Verdict(link, "broken", _in_a_word(error))
    if status in BLOCKED:
        return Verdict(link, "blocked", str(status))
    return Verdict(link, "fine" if status < 400 else "broken", str(status))


def _in_a_word(error: requests.RequestException) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not valid"
    reason = getattr(error.args[0], "reason", error) if error.args else error
    if isinstance(reason, requests.Timeout | TimeoutError):
        return "no answer in time"
    return "too many redirects" if isinstance(error, requests.TooManyRedirects) else "no connection"


def check_host(links: Iterable[str], pause: float, timeout: float) -> list[Verdict]:
    """Ask for the addresses of one host, with a pause (seconds) between two, three tries each."""
    retries = Retry(
        total=2,
        backoff_factor=pause,
        status_forcelist=(500, 502, 503, 504),
        allowed_methods={"GET"},
        raise_on_status=False,
        respect_retry_after_header=False,
    )
    verdicts = []
    with requests.Session() as session:
        session.headers.update({"User-Agent": AGENT, "Accept": "text/html, */*;q=0.5"})
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(max_retries=retries))
        for link in links:
            verdicts.append(check(link, session, timeout))
            time.sleep(pause)
    return verdicts


def check_all(links: Iterable[str], pause: float, timeout: float) -> list[Verdict]:
    """Ask for all addresses; return what came of each, by address."""
    hosts = [list(group) for _, group in groupby(sorted(links, key=_host), key=_host)]
    with ThreadPoolExecutor(8) as pool:
        asked = pool.map(lambda group: check_host(group, pause, timeout), hosts)
        answers = list(track(asked, "Asking hosts", total=len(hosts), disable=not sys.stderr.isatty()))
    return sorted((verdict for found in answers for verdict in found), key=lambda verdict: verdict.link)


def _host(link: str) -> str:
    return urlsplit(link).netloc


def report(verdicts: list[Verdict]) -> str:
    """Return the result as Markdown: the count, and each broken and blocked address with where it stands."""
    count = {
        state: sum(verdict.state == state for verdict in verdicts) for state in ("fine", "blocked", "broken")
    }
    lines = [
        f"{len(verdicts)} external links asked on {datetime.now(UTC).date()}: {count['fine']} fine, "
        f"{count['broken']} broken, {count['blocked']} blocked (the site turns programs away, not readers).",
    ]
    for state in ("broken", "blocked"):
        if count[state]:
            lines += ["", f"## {state.capitalize()}", "", "| Link | Answer | Named in |", "|---|---|---|"]
            lines += [
                f"| <{verdict.link}> | {verdict.told} | {', '.join(_named_in(verdict.link))} |"
                for verdict in verdicts
                if verdict.state == state
            ]
    return "\n".join(lines) + "\n"


def _named_in(link: str) -> list[str]:
    files = sorted([*paths.DOCS.rglob("*.md"), *paths.DOCS.rglob("*.yml"), *paths.SAMPLES.rglob("*.py")])
    found = [file for file in files if link in file.read_text(encoding="utf-8")]
    return [f"`{file.relative_to(paths.ROOT).as_posix()}`" for file in found]


def links_of_pages() -> list[str]:
    """Return what the pages name, without addresses of the reader's own computer and those nobody has."""
    return [
        link
        for link in find_external_links()
        if (urlsplit(link).hostname or "").removeprefix("www.") not in (*HERE, *placeholders.RESERVED_DOMAINS)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("report", type=Path, help="the file to write, as Markdown")
    parser.add_argument("--links", type=Path, help="a file of addresses, one a line; else those of all pages")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two requests to a host")
    parser.add_argument("--timeout", type=float, default=20.0, help="seconds to wait for an answer")
    options = parser.parse_args()
    links = options.links.read_text(encoding="utf-8").split() if options.links else links_of_pages()
    verdicts = check_all(links, options.pause, options.timeout)
    text = report(verdicts)
    options.report.write_text(text, encoding="utf-8")
    print(text.splitlines()[0])
    sys.exit(any(verdict.state == "broken" for verdict in verdicts))


if __name__ == "__main__":
    main()
