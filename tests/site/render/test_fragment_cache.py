"""A part of a page is rendered once for the same inputs."""

from pathlib import Path

import pytest

from pidguide.site.render import fragment_cache


def test_it_is_rendered_again_only_for_other_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragment_cache, "FOLDER", tmp_path)
    rendered: list[str] = []

    def render() -> str:
        rendered.append(f"<p>{len(rendered)}</p>")
        return rendered[-1]

    shown = [fragment_cache.keep("doi/access/a.html", [part], render) for part in (b"1", b"1", b"2")]
    assert shown == ["<p>0</p>", "<p>0</p>", "<p>1</p>"]
    assert fragment_cache.keep("doi/access/a.html", [b"", b"2"], render) == "<p>2</p>"
    assert len(list(tmp_path.rglob("*.html"))) == 1, "fragments of former inputs are deleted"
