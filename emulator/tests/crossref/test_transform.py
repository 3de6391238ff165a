"""Crossref's content negotiation: both forms, every media type, styles and locales, and what fails."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

import pytest
import rispy
from bibtexparser import parse_string
from flask import Flask
from lxml import etree
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS
from werkzeug.test import Client, TestResponse

from pid_emulator.crossref.api import agency, transform
from pid_emulator.doi_org.agencies import find_agency
from pid_emulator.formats.bibtex import write_bibtex
from pid_emulator.world import World

DOI = "10.1126/science.169.3946.635"
SICI = "10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v"
WORK: dict[str, Any] = {
    "DOI": DOI,
    "type": "journal-article",
    "title": ["The Structure of Ordinary Water"],
    "subtitle": ["New data and interpretations are yielding new insights into this fascinating substance."],
    "container-title": ["Science"],
    "short-container-title": ["Science"],
    "publisher": "American Association for the Advancement of Science (AAAS)",
    "volume": "169",
    "issue": "3946",
    "page": "635-641",
    "issued": {"date-parts": [[1970, 8, 14]]},
    "published-print": {"date-parts": [[1970, 8, 14]]},
    "indexed": {"date-time": "2026-06-03T07:20:50Z"},
    "deposited": {"date-time": "2024-02-06T23:56:00Z"},
    "author": [{"given": "Henry S.", "family": "Frank", "sequence": "first", "affiliation": []}],
    "member": "221",
    "prefix": "10.1126",
    "ISSN": ["0036-8075", "1095-9203"],
    "issn-type": [{"value": "0036-8075", "type": "print"}, {"value": "1095-9203", "type": "electronic"}],
    "URL": f"https://doi.org/{DOI}",
    "aliases": ["10.1126/alias"],
    "resource": {"primary": {"URL": f"https://www.science.org/doi/{DOI}"}},
    "reference": [{"key": "e_1", "first-page": "2020", "volume": "5", "year": "1670"}],
}
TYPES = (
    "application/rdf+xml",
    "text/turtle",
    "application/vnd.citationstyles.csl+json",
    "text/x-bibliography",
    "application/x-research-info-systems",
    "application/x-bibtex",
    "application/vnd.crossref.unixref+xml",
    "application/vnd.crossref.unixsd+xml",
)
UNIXSD = {"q": "http://www.crossref.org/qrschema/3.0", "x": "http://www.crossref.org/xschema/1.1"}
Ask = Callable[..., TestResponse]


@pytest.fixture
def client() -> Client:
    world = World(built_in_records=False)
    world.crossref.add("works", WORK)
    world.crossref.add("works", {"DOI": SICI, "title": ["A title"], "indexed": {}})
    app = Flask(__name__)
    app.register_blueprint(transform.blueprint(world))
    app.register_blueprint(agency.blueprint(partial(find_agency, world)))
    return Client(app)


@pytest.fixture
def ask(client: Client) -> Ask:
    """Return a function that negotiates: `ask(accept, doi)`."""

    def send(accept: str, doi: str = DOI) -> TestResponse:
        return client.get(f"/v1/works/{quote(doi, safe='')}/transform", headers={"Accept": accept})

    return send


@pytest.mark.parametrize("media_type", TYPES)
def test_an_unknown_doi_is_a_404_that_is_not_json(ask: Ask, client: Client, media_type: str) -> None:
    for answer in (
        ask(media_type, "10.1126/nothing"),
        client.get(f"/works/10.1126/nothing/transform/{media_type}"),
    ):
        assert (answer.status_code, answer.text) == (404, "Resource not found.")
        assert answer.content_type == "text/plain;charset=utf-8"


@pytest.mark.parametrize(
    "accept",
    [
        "application/pdf",
        "application/x-bibtex;q=0",
        "application/vnd.datacite.datacite+xml",
        "text/x-bibliography; style=no-such-style",
        "text/x-bibliography; style=apa; locale=xx-XX",
        "text/x-bibliography; style=../apa",
        "text/x-bibliography; style=geopolitics",  # citeproc-py fails on it
    ],
)
def test_what_cannot_be_served_is_a_406(ask: Ask, accept: str) -> None:
    assert ask(accept).status_code == 406


@pytest.mark.parametrize("media_type", TYPES)
def test_the_accept_form_names_the_bare_type(ask: Ask, media_type: str) -> None:
    answer = ask(media_type)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize("version", ["", "/v1"])
@pytest.mark.parametrize("media_type", TYPES)
def test_the_path_form_has_no_content_type_and_the_same_body(
    client: Client, ask: Ask, media_type: str, version: str
) -> None:
    answer = client.get(f"{version}/works/{DOI}/transform/{media_type}")
    assert answer.status_code == 200
    assert "Content-Type" not in answer.headers
    assert answer.data == ask(media_type).data


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (
            "application/vnd.crossref.unixref+xml;q=1, application/rdf+xml;q=0.5",
            "application/vnd.crossref.unixref+xml",
        ),
        ("application/rdf+xml;q=0.5, text/turtle;q=0.9", "text/turtle"),
        ("text/turtle, application/x-bibtex", "text/turtle"),
        ("application/vnd.datacite.datacite+xml, application/x-bibtex;q=0.1", "application/x-bibtex"),
        ("application/json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_the_highest_q_wins_else_the_first(ask: Ask, accept: str, chosen: str) -> None:
    assert ask(accept).headers["Content-Type"] == chosen


def test_bibtex_is_as_recorded(ask: Ask) -> None:
    text = ask("application/x-bibtex").text
    assert text == (
        " @article{Frank_1970, title={The Structure of Ordinary Water: New data and interpretations are"
        " yielding new insights into this fascinating substance.}, volume={169}, ISSN={1095-9203},"
        " url={http://dx.doi.org/10.1126/science.169.3946.635}, DOI={10.1126/science.169.3946.635},"
        " number={3946}, journal={Science},"
        " publisher={American Association for the Advancement of Science (AAAS)},"
        " author={Frank, Henry S.}, year={1970}, month=Aug, pages={635–641} }\n"
    )
    assert parse_string(text).entries[0]["year"] == "1970"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"issue": "1-2"}, "number={1–2}"),
        ({"title": ["Kinase (\n  <i>PIK3CA</i>\n  )"], "subtitle": []}, "title={Kinase ( PIK3CA )}"),
        ({"author": []}, "@article{1970, volume={169}"),
        ({"author": [], "issued": {"date-parts": [[None]]}}, "@article{1, volume={169}"),
    ],
)
def test_bibtex_sets_dashes_takes_out_tags_and_has_no_title_where_nobody_is_named(
    change: dict[str, Any], field: str
) -> None:
    assert field in write_bibtex({**WORK, **change}, DOI)


@pytest.mark.parametrize(
    ("parameters", "citation"),
    [
        (
            "; style = apa; locale = en-US",
            "Frank, H. S. (1970). The Structure of Ordinary Water. Science, 169(3946), 635–641."
            " https://doi.org/10.1126/science.169.3946.635\n",
        ),
        (
            "; style = ieee; locale = en-US",
            "[1]H. S. Frank, “The Structure of Ordinary Water,” Science, vol. 169, no. 3946, pp. 635–641,"
            " Aug. 1970, doi: 10.1126/science.169.3946.635.\n",
        ),
        (
            "; style=chicago-author-date; locale=de-DE",
            "Frank, H. S. 1970. „The Structure of Ordinary Water“. Science 169 (3946): 635–41."
            " https://doi.org/10.1126/science.169.3946.635.\n",
        ),
    ],
)
def test_citations_follow_style_and_locale(ask: Ask, parameters: str, citation: str) -> None:
    assert ask(f"text/x-bibliography{parameters}").text == citation


def test_csl_json_is_the_rest_message_with_plain_titles(ask: Ask) -> None:
    item = ask("application/vnd.citationstyles.csl+json", DOI.upper()).json
    assert item is not None
    assert item["type"] == "journal-article"
    assert item["title"] == "The Structure of Ordinary Water"
    assert item["container-title"] == item["container-title-short"] == "Science"
    assert item["subtitle"] == WORK["subtitle"]
    assert item["URL"] == f"http://dx.doi.org/{DOI.upper()}"
    assert item["reference"] == WORK["reference"]
    assert not {"short-container-title", "issn-type"} & set(item)


def test_an_alias_is_transformed_but_has_no_agency(ask: Ask, client: Client) -> None:
    assert "Frank_1970" in ask("application/x-bibtex", "10.1126/alias").text
    assert client.get("/works/10.1126/alias/agency").status_code == 404


def test_ris_holds_the_whole_page_range_in_sp(ask: Ask) -> None:
    text = ask("application/x-research-info-systems").text
    assert text.startswith("TY  - JOUR\nDO  - 10.1126/science.169.3946.635\n")
    assert "\nSN  - 0036-8075\nSN  - 1095-9203\n" in text
    reference = rispy.loads(text)[0]
    assert (reference["start_page"], reference["authors"]) == ("635-641", ["Frank, Henry S."])


@pytest.mark.parametrize(
    ("media_type", "syntax"), [("text/turtle", "turtle"), ("application/rdf+xml", "xml")]
)
@pytest.mark.parametrize("doi", [DOI, SICI])
def test_rdf_describes_the_doi_as_it_was_asked_for(ask: Ask, media_type: str, syntax: str, doi: str) -> None:
    graph = Graph().parse(data=ask(media_type, doi).text, format=syntax)
    subject = URIRef("http://dx.doi.org/" + doi.replace("<", "%3C").replace(">", "%3E"))
    assert str(graph.value(subject, DCTERMS.identifier)) == doi


def test_unixsd_holds_the_query_result_and_the_record(ask: Ask) -> None:
    root = etree.fromstring(ask("application/vnd.crossref.unixsd+xml").data)
    assert root.tag == "{http://www.crossref.org/qrschema/3.0}crossref_result"
    assert (
        root.xpath("string(//q:query[@status='resolved']/q:doi[@type='journal_article'])", namespaces=UNIXSD)
        == DOI
    )
    assert root.xpath("string(//q:crm-item[@name='member-id'])", namespaces=UNIXSD) == "221"
    assert root.xpath("string(//x:journal_article//x:surname)", namespaces=UNIXSD) == "Frank"
    assert root.xpath("//x:journal_metadata/x:issn[@media_type='print']/text()", namespaces=UNIXSD) == [
        "00368075"
    ]


def test_unixref_has_no_namespace(ask: Ask) -> None:
    root = etree.fromstring(ask("application/vnd.crossref.unixref+xml").data)
    assert root.xpath("string(/doi_records/doi_record[@owner='10.1126']/@timestamp)") == "2024-02-06 23:56:00"
    assert root.xpath("string(//journal_article/doi_data/doi)") == DOI


@pytest.mark.parametrize(
    "work_type",
    ["book", "book-chapter", "proceedings-article", "posted-content", "dissertation", "dataset", "report",
     "peer-review", "component", "standard", "journal", "no-such-type", None],
)  # fmt: skip
@pytest.mark.parametrize("media_type", TYPES)
def test_every_kind_of_work_has_every_format(client: Client, media_type: str, work_type: str | None) -> None:
    world = World(built_in_records=False)
    world.crossref.add(
        "works", {**WORK, "type": work_type, "event": {"name": "A conference"}, "ISBN": ["9780000000000"]}
    )
    app = Flask(__name__)
    app.register_blueprint(transform.blueprint(world))
    assert Client(app).get(f"/works/{DOI}/transform/{media_type}").status_code == 200


@pytest.mark.parametrize(
    ("path", "name"), [("/styles", "apa"), ("/v1/styles", "nature"), ("/locales", "de-DE")]
)
def test_styles_and_locales_are_listed(client: Client, path: str, name: str) -> None:
    message = json.loads(client.get(path).text)["message"]
    assert name in message["items"]
    assert message["total-results"] == len(message["items"])


def test_the_agency_of_an_unknown_doi_is_text_under_a_json_type(client: Client) -> None:
    answer = client.get("/works/5/agency")
    assert (answer.status_code, answer.text) == (404, "Resource not found.")
    assert answer.content_type == "application/json;charset=utf-8"


def test_the_agency_of_a_doi_is_as_recorded(client: Client) -> None:
    assert client.get(f"/works/{DOI.upper()}/agency").text == (
        '{"status":"ok","message-type":"work-agency","message-version":"1.0.0",'
        '"message":{"DOI":"10.1126\\/science.169.3946.635","agency":{"id":"crossref","label":"Crossref"}}}'
    )
