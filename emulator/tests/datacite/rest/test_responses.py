"""What every answer has."""

import json

from support.datacite_rest import PRODUCTION, Rest

PREPRINT = "10.48550/arxiv.1902.02534"


def test_jsonp(rest: Rest) -> None:
    answer = rest.send("GET", f"/dois/{PREPRINT}?callback=show", host=PRODUCTION)
    assert answer.mimetype == "application/javascript"
    assert json.loads(answer.text.removeprefix("/**/show(").removesuffix(")"))["data"]["id"] == PREPRINT


def test_headers_of_every_answer(rest: Rest) -> None:
    answer = rest.send(
        "GET", "/dois?page[size]=0", host=PRODUCTION, auth=None, headers={"Origin": "https://a.example"}
    )
    assert answer.content_type == "application/json; charset=utf-8"
    assert answer.headers["X-LupoVersion"]
    assert answer.headers["Access-Control-Allow-Origin"] == "https://a.example"
    assert not [name for name in answer.headers.keys() if "ratelimit" in name.lower().replace("-", "")]  # noqa: SIM118
