"""A field table and the recordings agree, or the build stops and says what is wrong."""

import json
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
import yaml

from pidguide.basics.errors import UserError
from pidguide.compare.exchanges import Exchange, Message
from pidguide.site.render import fields
from pidguide.site.render.fields import FOLDER, Field, read_fields, show_fields

RECORDS: list[dict[str, Any]] = [
    {"title": ["Pots"], "author": [{"family": "Carberry", "suffix": "Jr."}], "page": None, "score": 1},
    {"title": [], "author": [{"family": "Franklin"}, {"family": ""}], "page": "7", "score": 2},
]


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for field tables, beside two recorded works in a list, and one that is no JSON at all."""
    token = f"head.{urlsafe_b64encode(json.dumps({'sub': '0000'}).encode()).decode().rstrip('=')}.signed"
    exchanges = [
        exchange("GET", "https://example.org/works", json.dumps({"message": {"items": RECORDS}})),
        exchange("GET", "https://example.org/works", "<html>busy</html>"),
        exchange("POST", "https://example.org/token", json.dumps({"id_token": token})),
    ]
    monkeypatch.setattr(fields, "FOLDER", tmp_path)
    monkeypatch.setattr(fields, "_recorded", lambda: iter(exchanges))
    return tmp_path


def exchange(method: str, url: str, body: str) -> Exchange:
    answer = Message({"content-type": "application/json"}, body.encode())
    return Exchange(Path("made.yaml"), 0, method, url, Message({}, b""), 200, answer)


def write(
    tables: Path,
    fields: dict[str, Any],
    left_out: tuple[str, ...] = (),
    answers: tuple[dict[str, str], ...] = ({"url": "https://example.org/works", "at": "message.items"},),
) -> None:
    table = {"answers": list(answers), "fields": fields, "left_out": list(left_out)}
    (tables / "work.yml").write_text(yaml.safe_dump(table, sort_keys=False))


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.yml")))
def test_a_table_of_the_guide_agrees_with_all_recordings(name: str) -> None:
    count, rows = read_fields(name)
    assert count >= 2
    assert any(row.is_always_filled for row in rows)


def test_a_row_says_what_it_is_whether_it_is_always_filled_and_what_stands_there(tables: Path) -> None:
    documented = {"title": {"type": "list", "note": "May be empty."}, "author[].family": {}, "page": {}}
    write(tables, documented, left_out=("score", "*.suffix"))
    count, rows = read_fields("work")
    assert count == 2
    assert rows == [
        Field("title", "list", "May be empty.", is_always_filled=False, example='["Pots"]'),
        Field("author[].family", "text", "", is_always_filled=False, example='"Carberry"'),
        Field("page", "text", "", is_always_filled=False, example='"7"'),
    ]
    assert '| `page` | text, sometimes | `"7"` |' in show_fields("work")
    assert '| `title` | list, sometimes | `["Pots"]` May be empty. |' in show_fields("work")
    assert "Checked against 2 recorded records." in show_fields("work")


def test_a_field_that_every_record_fills_is_always_there(tables: Path) -> None:
    write(tables, {"author": {"type": "list"}}, left_out=("title", "page", "score"))
    ((row),) = read_fields("work")[1]
    assert row.is_always_filled
    assert row.example == "", "an object is no example"


def test_a_field_that_no_recording_has_stops_the_build(tables: Path) -> None:
    write(tables, {"abstract": {}}, left_out=("title", "author", "page", "score"))
    with pytest.raises(UserError, match=r"work\.yml: no recording has filled abstract\.$"):
        show_fields("work")


@pytest.mark.parametrize(
    ("left_out", "forgotten"),
    [(("page", "score"), "title"), (("title", "page", "score"), r"author\[\]\.suffix")],
)
def test_a_field_of_the_recordings_that_is_neither_explained_nor_left_out_stops_the_build(
    tables: Path, left_out: tuple[str, ...], forgotten: str
) -> None:
    write(tables, {"author[].family": {}}, left_out)
    with pytest.raises(UserError, match=f"{forgotten} is in the recordings: explain it or leave it out"):
        show_fields("work")


def test_what_no_part_is_named_of_is_not_looked_into(tables: Path) -> None:
    write(tables, {"author": {}, "title": {}}, left_out=("page", "score"))
    assert [row.path for row in read_fields("work")[1]] == ["author", "title"]


def test_the_claims_of_a_token_are_its_fields(tables: Path) -> None:
    token = {"url": "https://example.org/token", "method": "POST", "at": "id_token"}
    write(tables, {"sub": {}}, answers=(token,))
    assert read_fields("work") == (1, [Field("sub", "text", "", is_always_filled=True, example='"0000"')])


@pytest.mark.parametrize("chosen", [{"url": "https://example.org/other"}, {"media_type": "xml"}])
def test_a_table_of_no_recorded_answer_stops_the_build(tables: Path, chosen: dict[str, str]) -> None:
    write(tables, {"title": {}}, answers=(chosen,))
    with pytest.raises(UserError, match=r"work\.yml: no recorded answer has such an address or media type\."):
        show_fields("work")


def test_a_table_that_is_not_there_stops_the_build(tables: Path) -> None:
    with pytest.raises(UserError, match=r"There is no field table .*gone\.yml\."):
        show_fields("gone")
