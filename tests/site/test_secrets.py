"""What is published, the built site with it, holds no secret."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pidguide.basics import paths
from pidguide.commands.cli import main


def test_the_bare_command_finds_nothing(built_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "SITE", built_site)
    result = CliRunner().invoke(main, ["secrets"])
    assert (result.exit_code, result.output.strip().endswith("no secret found.")) == (0, True), result.output
    looked_at = int(result.output.split()[0])
    assert looked_at > len(list(built_site.rglob("*.html")))
