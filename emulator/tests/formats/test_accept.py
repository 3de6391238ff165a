"""An Accept header: the highest q wins, else the first; blanks and odd q values are tolerated."""

import pytest

from pid_emulator.formats.accept import MediaRange, parse_accept


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("", []),
        (",", []),
        (";q=1", []),
        ("text/html;q=0", []),
        ("text/html;q=0.000, */*", ["*/*"]),
        ("text/html;q=-1", []),
        ("Text/HTML", ["text/html"]),
        ("a/a, b/b", ["a/a", "b/b"]),
        ("a/a;q=0.5, b/b;q=0.51, c/c", ["c/c", "b/b", "a/a"]),
        ("a/a;q=0.5, b/b;q=0.5", ["a/a", "b/b"]),
        ("a/a;q=much, b/b", ["a/a", "b/b"]),
        ("a/a; q = 0.1 , b/b", ["b/b", "a/a"]),
        ('a/a;title="b, c", d/d', ["a/a", "d/d"]),
    ],
)
def test_what_is_accepted_comes_best_first(header: str, names: list[str]) -> None:
    assert [accepted.name for accepted in parse_accept(header)] == names


def test_parameters_may_have_blanks_and_quotes() -> None:
    assert parse_accept('text/x-bibliography; Style = apa; locale="de-DE"; ; q=0.5') == [
        MediaRange("text/x-bibliography", {"style": "apa", "locale": "de-DE"}, 0.5)
    ]
