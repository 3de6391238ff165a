"""What a reader relies on in the samples of doi/access, beyond what their recordings show: failures first."""

import runpy
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.wrappers import Request, Response

from pid_emulator import Emulator
from pidguide.basics import paths
from pidguide.running import transports

SICI = "10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v"
CROSSREF_DOI = "10.7554/elife.01567"
DATACITE_DOI = "10.5281/zenodo.8347772"
WITHOUT_METADATA = "10.1000/1"
UNKNOWN = "10.7554/elife.unknown"


def function(name: str, function_name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = runpy.run_path(str(paths.ROOT / "samples" / "doi" / "access" / f"{name}.py"))[
        function_name
    ]
    return found


@pytest.fixture
def online(running_emulator: Emulator) -> Iterator[Emulator]:
    """The hosts that samples call lead to the emulator."""
    with transports.emulator(running_emulator):
        yield running_emulator


FETCHERS = [
    ("metadata/bibtex", "fetch_bibtex"),
    ("metadata/crossref_xml", "fetch_crossref_xml"),
    ("csl_json", "fetch_csl_json"),
    ("metadata/datacite_xml", "fetch_datacite_xml"),
    ("metadata/formatted_citation", "fetch_citation"),
    ("metadata/rdf_turtle", "fetch_graph"),
    ("metadata/ris", "fetch_ris"),
    ("metadata/schema_org", "fetch_schema_org"),
]


@pytest.mark.parametrize(("name", "function_name"), FETCHERS)
def test_an_unknown_doi_is_named_as_such(online: Emulator, name: str, function_name: str) -> None:
    with pytest.raises(LookupError, match="is not registered"):
        function(name, function_name)(UNKNOWN)


@pytest.mark.parametrize(("name", "function_name"), FETCHERS)
def test_a_web_page_in_place_of_metadata_is_not_taken_for_it(
    online: Emulator, name: str, function_name: str
) -> None:
    with pytest.raises(RuntimeError, match=r"www\.doi\.org/index\.html: 200 text/html"):
        function(name, function_name)(WITHOUT_METADATA)


@pytest.mark.parametrize(
    ("name", "function_name", "doi"),
    [
        ("metadata/schema_org", "fetch_schema_org", CROSSREF_DOI),
        ("metadata/datacite_xml", "fetch_datacite_xml", CROSSREF_DOI),
    ],
)
def test_a_type_that_the_agency_does_not_have_is_an_error(
    online: Emulator, name: str, function_name: str, doi: str
) -> None:
    with pytest.raises(RuntimeError, match=": 406 "):
        function(name, function_name)(doi)


def test_an_unknown_style_is_named(online: Emulator) -> None:
    with pytest.raises(ValueError, match="no style no-such-style"):
        function("metadata/formatted_citation", "fetch_citation")(CROSSREF_DOI, style="no-such-style")


def test_resolving_tells_no_doi_from_an_unknown_one(online: Emulator) -> None:
    resolve = function("resolve/resolve_doi", "resolve")
    with pytest.raises(ValueError, match="not a DOI"):
        resolve("foo")
    with pytest.raises(LookupError, match="not registered"):
        resolve(UNKNOWN)


def test_the_handle_api_names_an_unknown_doi(online: Emulator) -> None:
    with pytest.raises(LookupError, match="not registered"):
        function("resolve/handle_lookup", "look_up_handle")(UNKNOWN)


def test_agencies_of_dois_with_commas_and_brackets_are_told_apart(online: Emulator) -> None:
    assert function("resolve/registration_agency", "find_agencies")([SICI, "10.7554/a,b", DATACITE_DOI]) == {
        SICI: "Crossref",
        "10.7554/a,b": "DOI does not exist",
        DATACITE_DOI: "DataCite",
    }


@pytest.mark.parametrize(("doi", "reason"), [("10.1430/8105", "mEDRA"), (UNKNOWN, "DOI does not exist")])
def test_an_agency_without_api_and_an_unknown_doi_are_look_up_errors(
    online: Emulator, doi: str, reason: str
) -> None:
    with pytest.raises(LookupError, match=reason):
        function("resolve/any_agency", "fetch_metadata")(doi)


def test_another_agencys_doi_is_no_json_error_at_crossref(online: Emulator) -> None:
    with pytest.raises(LookupError, match=f"{DATACITE_DOI} is registered with DataCite"):
        function("resolve/fails_other_agency", "fetch_crossref_work")(DATACITE_DOI)
    with pytest.raises(LookupError, match="Crossref does not have"):
        function("metadata/crossref_transform", "transform")(DATACITE_DOI, "application/x-bibtex")


def test_the_heaviest_type_that_is_there_comes(online: Emulator) -> None:
    fetch = function("metadata/preferred_types", "fetch_preferred")
    csl_json, bibtex = "application/vnd.citationstyles.csl+json", "application/x-bibtex"
    assert fetch(CROSSREF_DOI, {csl_json: 0.2, bibtex: 0.9})[0] == bibtex
    assert fetch(CROSSREF_DOI, {bibtex: 0.2, csl_json: 0.9})[0] == csl_json
    with pytest.raises(RuntimeError, match="text/html"):
        fetch(WITHOUT_METADATA, {csl_json: 1.0})


class FailingEmulator(Emulator):
    """Answers api.crossref.org with the failures it is given, one a request, and as usual after them."""

    def __init__(self) -> None:
        super().__init__()
        self.failures: list[tuple[int, dict[str, str]]] = []
        self.user_agents: list[str] = []

    def application(self, environ: dict[str, Any], start_response: Any) -> Any:
        request = Request(environ)
        if request.host.startswith("api.crossref.org"):
            self.user_agents.append(request.headers.get("User-Agent", ""))
            if self.failures:
                status, headers = self.failures.pop(0)
                return Response("", status=status, headers=headers)(environ, start_response)
        return super().application(environ, start_response)


@pytest.fixture
def failing() -> Iterator[FailingEmulator]:
    with FailingEmulator() as emulator, transports.emulator(emulator):
        yield emulator


def seconds_waited(emulator: Emulator) -> float:
    """Waiting puts the emulator's clock forward: how far is it ahead?"""
    return (emulator.world.clock.now() - datetime.now().astimezone()).total_seconds()


def fetch_works(dois: list[str]) -> list[dict[str, Any]]:
    return list(function("many_dois", "fetch_works")(dois))


def test_a_refusal_that_lasts_is_named_after_five_more_tries(failing: FailingEmulator) -> None:
    failing.failures = [(429, {})] * 100
    with pytest.raises(RuntimeError, match="429"):
        fetch_works([CROSSREF_DOI])
    assert len(failing.user_agents) == 6


@pytest.mark.parametrize("status", [400, 403])
def test_other_failures_are_not_tried_again(failing: FailingEmulator, status: int) -> None:
    failing.failures = [(status, {})]
    with pytest.raises(RuntimeError, match=str(status)):
        fetch_works([CROSSREF_DOI])
    assert len(failing.user_agents) == 1


def test_a_passing_refusal_is_overcome_after_the_time_asked_for(failing: FailingEmulator) -> None:
    failing.failures = [(429, {"Retry-After": "7"}), (503, {}), (500, {})]
    assert [work["DOI"] for work in fetch_works([CROSSREF_DOI])] == [CROSSREF_DOI]
    assert len(failing.user_agents) == 4
    assert seconds_waited(failing) > 7


def test_the_first_repeat_waits_too_and_each_one_longer(failing: FailingEmulator) -> None:
    for tries, seconds in ((1, 1), (3, 1 + 2 + 4)):
        before = seconds_waited(failing)
        failing.failures = [(429, {})] * tries
        fetch_works([CROSSREF_DOI])
        assert seconds_waited(failing) - before == pytest.approx(seconds, abs=0.5)


def test_many_dois_keep_to_the_rate_and_name_a_contact(failing: FailingEmulator) -> None:
    found = fetch_works([CROSSREF_DOI, UNKNOWN, "10.1371/journal.pone.0033693"])
    assert [work["DOI"] for work in found] == [CROSSREF_DOI, "10.1371/journal.pone.0033693"]
    assert all("mailto:" in user_agent for user_agent in failing.user_agents)
    assert seconds_waited(failing) == pytest.approx(0.3, abs=0.05)  # the polite pool allows 10 in a second


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10.5555",
        "10.5555/",
        "10.5555/ ",
        "10/abcde",
        "11.5555/a",
        "10.x/a",
        "https://example.org/10.5555/a",
        "foo",
    ],
)
def test_what_is_no_doi_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a DOI"):
        function("resolve/normalise_doi", "normalise_doi")(text)


@pytest.mark.parametrize(
    "text",
    [
        "10.7554/eLife.01567",
        "DOI:10.7554/ELIFE.01567",
        "doi: 10.7554/elife.01567 ",
        "https://doi.org/10.7554/eLife.01567",
        "http://dx.doi.org/10.7554/elife.01567",
        "HTTPS://www.DOI.org/10.7554%2FeLife.01567",
        "doi.org/10.7554/elife.01567",
        "https://doi.org/10.7554/elife.01567?utm_source=x#top",
        "info:doi/10.7554/eLife.01567",
    ],
)
def test_every_way_of_writing_a_doi_comes_out_the_same(text: str) -> None:
    assert function("resolve/normalise_doi", "normalise_doi")(text) == "10.7554/elife.01567"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10.5555/Á", "10.5555/á"),
        ("10.5555/\N{KELVIN SIGN}", "10.5555/k"),  # str.lower() makes this one a k
        ("10.5555/ß", "10.5555/ss"),  # str.casefold() makes these equal
        ("10.5555/\N{LATIN SMALL LETTER E WITH ACUTE}", "10.5555/e\N{COMBINING ACUTE ACCENT}"),
    ],
)
def test_letters_beyond_ascii_stay_as_they_are(one: str, other: str) -> None:
    normalise = function("resolve/normalise_doi", "normalise_doi")
    assert normalise(one) != normalise(other)


def test_an_address_is_decoded_once_and_a_bare_doi_not_at_all() -> None:
    normalise = function("resolve/normalise_doi", "normalise_doi")
    assert normalise("https://doi.org/10.5555/a%253Cb") == "10.5555/a%3cb"
    assert normalise("10.5555/a%3Cb") == "10.5555/a%3cb"


@pytest.mark.parametrize("address", ["https://doi.org/", "doi:", ""])
def test_a_sici_doi_keeps_the_hash_that_it_ends_with(address: str) -> None:
    sici = "10.1002/(sici)1521-3951(199911)216:1<135::aid-pssb135>3.0.co;2-#"
    assert function("resolve/normalise_doi", "normalise_doi")(address + sici) == sici


def test_a_sici_doi_keeps_brackets_and_semicolon_but_not_angles() -> None:
    assert function("resolve/encode_doi", "doi_url")(SICI) == (
        "https://doi.org/10.1002/1096-9861(20010212)430:3%3C283::aid-cne1031%3E3.0.co;2-v"
    )


DOI_URL = function("resolve/encode_doi", "doi_url")


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_any_doi_comes_back_from_its_address(suffix: str) -> None:
    address = urlsplit(DOI_URL(f"10.5555/{suffix}"))
    assert (address.query, address.fragment) == ("", "")
    assert address.path.count("/") == 2
    assert unquote(address.path) == f"/10.5555/{suffix}"
