"""The weekly check of external links, against a server of its own."""

import http.server
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pidguide.basics import paths

asked: Counter[str] = Counter()


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        asked[self.path] += 1
        name = self.path.strip("/")
        if name == "drop":
            self.close_connection = True
            return
        if name == "hang":
            stopped.wait(5)
            return
        status = 200 if name == "busy-once" and asked[self.path] > 1 else _STATUS.get(name, 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/page" if name == "moved" else self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep the terminal clean."""


_STATUS = {
    "moved": 302, "loop": 302, "gone": 410, "missing": 404, "broken": 500, "busy-once": 503,
    "forbidden": 403, "robots": 429,
}  # fmt: skip
stopped = threading.Event()


@pytest.fixture
def site() -> Iterator[str]:
    asked.clear()
    stopped.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    stopped.set()
    server.shutdown()
    server.server_close()


def check(folder: Path, *links: str) -> tuple[int, str, str]:
    (folder / "links.txt").write_text("\n".join(links))
    words = [
        str(folder / "report.md"),
        "--links",
        str(folder / "links.txt"),
        "--pause",
        "0",
        "--timeout",
        "0.5",
    ]
    script = paths.ROOT / "scripts" / "check_external_links.py"
    run = subprocess.run([sys.executable, str(script), *words], capture_output=True, text=True, timeout=60)
    assert "Traceback" not in run.stderr, run.stderr
    return run.returncode, (folder / "report.md").read_text(), run.stdout


def test_working_and_blocked_links_pass(tmp_path: Path, site: str) -> None:
    links = [f"{site}/{name}" for name in ("page", "moved", "busy-once", "page#part", "forbidden", "robots")]
    code, report, _ = check(tmp_path, *links)
    assert code == 0
    assert "6 external links asked" in report and "4 fine, 0 broken, 2 blocked" in report
    assert f"| <{site}/robots> | 429 |" in report


def test_broken_links_are_reported_with_what_happened(tmp_path: Path, site: str) -> None:
    told = {
        "gone": "410", "missing": "404", "broken": "500", "drop": "no connection",
        "hang": "no answer in time", "loop": "too many redirects",
    }  # fmt: skip
    code, report, printed = check(tmp_path, f"{site}/page", *(f"{site}/{name}" for name in told))
    assert code == 1
    assert "1 fine, 6 broken, 0 blocked" in printed
    for name, what in told.items():
        assert f"| <{site}/{name}> | {what} |" in report
    assert asked["/broken"] == 3 and asked["/missing"] == 1


def test_the_report_says_which_page_names_a_link(tmp_path: Path, site: str) -> None:
    from scripts.check_external_links import _named_in, links_of_pages

    assert any("crossref.org" in link for link in links_of_pages())
    assert [link for link in links_of_pages() if not _named_in(link)] == []
    assert not any("example.org" in link or "127.0.0.1" in link for link in links_of_pages())
