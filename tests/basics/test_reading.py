"""Why a file cannot be read is one line in words that its author understands."""

from pathlib import Path

import pytest
import yaml

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.reading import read_text, reason, shown


def error_of(failing: object) -> Exception:
    with pytest.raises(Exception) as told:
        failing()  # type: ignore[operator]
    return told.value


@pytest.mark.parametrize(
    ("failing", "why"),
    [
        (
            lambda: yaml.safe_load("a: 1\nb: [\n"),
            "line 3: expected the node content, but found '<stream end>'",
        ),
        (lambda: compile("def f(:", "x.py", "exec"), "line 1: invalid syntax"),
        (lambda: b"\xff".decode(), "it is not UTF-8 text"),
        (lambda: {}["hosts"], "hosts is missing"),
        (lambda: len(1), "something in it has another form"),  # type: ignore[arg-type]
        (lambda: int("no"), "invalid literal for int() with base 10: 'no'"),
    ],
)
def test_a_reason_is_one_line_without_types(failing: object, why: str) -> None:
    assert reason(error_of(failing)) == why


def test_a_file_of_the_guide_is_shown_from_its_folder_on(guide: Path) -> None:
    assert shown(paths.SAMPLES / "doi/access/toy.py") == "samples/doi/access/toy.py"
    assert shown(Path("/elsewhere/file")) == "/elsewhere/file"


def test_what_cannot_be_read_is_named(guide: Path) -> None:
    with pytest.raises(UserError, match="^docs/none.md cannot be read: No such file or directory$"):
        read_text(paths.DOCS / "none.md")
