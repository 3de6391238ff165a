"""JSON of a request: read up to a hundred levels, refused beyond them and where it is none."""

import pytest

from pid_emulator.core.json_bodies import load_json, load_json_or_none


@pytest.mark.parametrize("text", ['{"a": [1, "ü"]}', '{"a": [1, "ü"]}'.encode()])
def test_json_is_read(text: str | bytes) -> None:
    assert load_json(text) == {"a": [1, "ü"]}
    assert load_json_or_none(text) == {"a": [1, "ü"]}


@pytest.mark.parametrize("text", ["", "{", b"\xff", "[1] 2"])
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError):
        load_json(text)
    assert load_json_or_none(text) is None


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
@pytest.mark.parametrize("levels", [102, 1000, 100_000])
def test_what_is_too_deep_is_refused(opening: str, closing: str, levels: int) -> None:
    text = opening * levels + "1" + closing * levels
    with pytest.raises(ValueError, match=r"\Anested deeper than 100 levels\Z"):
        load_json(text)
    assert load_json_or_none(text) is None


def test_a_hundred_levels_are_read() -> None:
    assert load_json("[" * 100 + "]" * 100) is not None
    assert load_json_or_none("[" * 101 + "]" * 101) is None
