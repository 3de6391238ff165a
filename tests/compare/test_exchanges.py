"""Every cassette is read, whoever recorded it; what is none is named."""

import base64
import gzip
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pidguide.basics.errors import UserError
from pidguide.commands.cli import main
from pidguide.compare.exchanges import read_exchanges
from tests.support.recordings import work_interaction, write_recording

TEXT = json.dumps({"word": "Größe"})
PACKED = gzip.compress(TEXT.encode())


@pytest.mark.parametrize(
    "body",
    [
        TEXT,
        {"string": TEXT},
        {"string": PACKED},
        {"encoding": "UTF-8", "string": TEXT},
        {"encoding": "ASCII-8BIT", "base64_string": base64.b64encode(TEXT.encode()).decode()},
        {"string": base64.b64encode(PACKED).decode()},
    ],
)
def test_every_form_of_a_body_is_read(tmp_path: Path, body: Any) -> None:
    item = work_interaction()
    item["response"]["headers"]["content-encoding"] = ["gzip"]
    item["response"]["body"] = body
    (exchange,) = read_exchanges(write_recording(tmp_path, "body", item))
    assert exchange.json() == {"word": "Größe"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"body": {"string": gzip.compress(b"a whole body")[:-9]}}, "Compressed file ended"),
        ({"body": {"string": gzip.compress(b"a")[:10] + b"\xff\xff"}}, "Error -3 while decompressing data"),
        ({"body": {"base64_string": "a"}}, "number of data characters"),
        ({"body": {"string": 12}}, "something in it has another form"),
        ({"status": "none"}, "invalid literal for int()"),
        ({"status": {"message": "OK"}}, "code is missing"),
    ],
)
def test_an_answer_that_cannot_be_read_names_its_file(
    tmp_path: Path, change: dict[str, Any], why: str
) -> None:
    item = work_interaction()
    item["response"] |= change
    with pytest.raises(UserError, match=rf"broken.yaml is no vcrpy cassette: .*{re.escape(why)}"):
        read_exchanges(write_recording(tmp_path, "broken", item))


def test_a_bad_address_and_a_folder_named_as_a_file_are_named(tmp_path: Path) -> None:
    item = work_interaction()
    item["request"]["uri"] = "https://[::1/works"
    with pytest.raises(UserError, match="address.yaml is no vcrpy cassette: Invalid IPv6 URL"):
        read_exchanges(write_recording(tmp_path, "address", item))
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(UserError, match="folder.yaml cannot be read: Is a directory"):
        read_exchanges(tmp_path / "folder.yaml")


@pytest.mark.parametrize("content", ["[]", "interactions: 3", "a: [", "interactions: [{request: {}}]"])
def test_what_is_no_cassette_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "broken.yaml").write_text(content, encoding="utf-8")
    result = CliRunner().invoke(main, ["fidelity", str(tmp_path)])
    assert result.exit_code == 1
    assert "broken.yaml is no vcrpy cassette" in result.output
    assert result.output.count("\n") == 1


@pytest.mark.parametrize(
    ("recorded_at", "moment"),
    [
        ("Wed, 25 Mar 2026 09:28:15 GMT", datetime(2026, 3, 25, 9, 28, 15, tzinfo=UTC)),
        ("2022-11-09", datetime(2022, 11, 9, 12, tzinfo=UTC)),
        ("2026-08", datetime(2026, 8, 1, 12, tzinfo=UTC)),
        ("long ago", None),
    ],
)
def test_the_moment_of_a_recording(tmp_path: Path, recorded_at: str, moment: datetime | None) -> None:
    item = work_interaction()
    item["response"]["headers"].pop("date", None)
    (read,) = read_exchanges(write_recording(tmp_path, "moment", item, recorded_at=recorded_at))
    assert read.moment == moment
