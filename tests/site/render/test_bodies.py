"""Bodies are indented where that helps reading."""

from pidguide.site.render.bodies import read_body


def test_json_and_xml_are_indented_and_text_stays_as_it_came() -> None:
    assert read_body('{"b":1,"a":[2]}', "application/vnd.api+json").lines[1] == '  "b": 1,'
    assert read_body("<a><b>1</b></a>", "application/xml;charset=utf-8").lines[1] == "  <b>1</b>"
    assert read_body("{broken", "application/json").text == "{broken"
    assert read_body("Resource not found.", "application/json").text == "Resource not found."
