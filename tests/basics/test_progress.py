"""Progress is shown on a terminal only."""

import pytest

from pidguide.basics.progress import track


def test_every_item_comes_and_a_pipe_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(track(["a", "b"], "Doing")) == ["a", "b"]
    assert capsys.readouterr() == ("", "")
