"""Bodies are indented where that helps reading."""

import json

from bs4 import BeautifulSoup

from pidguide.site.render.bodies import highlight_body, read_body


def test_json_and_xml_are_indented_and_text_stays_as_it_came() -> None:
    assert read_body('{"b":1,"a":[2]}', "application/vnd.api+json").lines[1] == '  "b": 1,'
    assert read_body("<a><b>1</b></a>", "application/xml;charset=utf-8").lines[1] == "  <b>1</b>"
    assert read_body("{broken", "application/json").text == "{broken"
    assert read_body("Resource not found.", "application/json").text == "Resource not found."


def test_deep_json_is_folded_and_its_text_is_the_same() -> None:
    authors = [{"given": "A", "family": "B", "orcid": "C", "affiliation": []}] * 2
    body = read_body(json.dumps({"message": {"items": {"author": authors}}, "end": 1}), "application/json")
    shown = BeautifulSoup(f"<pre>{highlight_body(body)}</pre>", "lxml")
    assert shown.get_text() == body.text + "\n"
    folds = shown.select("details.pg-fold")
    assert [fold.summary.get_text().strip() for fold in folds] == ['"author": [', "{", "{"]
    assert folds[0].summary.select_one("[data-more]")["data-more"] == "12 lines"
    assert '"end"' not in folds[0].get_text()
