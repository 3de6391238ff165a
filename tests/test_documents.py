"""What README, CONTRIBUTING and the like say about the repository is so: files exist, commands are known."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from pidguide.basics import paths
from pidguide.commands.cli import COMMANDS

NAMES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "emulator/README.md")
# A file or a folder in backticks; `<area>` and the like stand for any name.
FOLDERS = "docs|samples|cassettes|tests|emulator|pidguide|scripts"
PATH = re.compile(rf"`((?:{FOLDERS})/[^`\s<…]*|[\w-]+\.(?:md|yml|toml))[^`]*`")
LINK = re.compile(r"\]\((?!https?://)([^)\s#]+)")
COMMAND = re.compile(r"(?:`|\$ )(?:\.venv/bin/)?pidguide ([a-z]+)([^`#\n]*)")
TARGET = re.compile(r"(?:`|\$ )make ([a-z-]+)")


@pytest.fixture(params=NAMES)
def document(request: pytest.FixtureRequest) -> Path:
    return paths.ROOT / str(request.param)


def exists(name: str, document: Path) -> bool:
    return (document.parent / name).exists() or (paths.ROOT / name).exists()


def test_what_a_document_names_and_links_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = [*PATH.findall(text), *LINK.findall(text)]
    assert named
    assert [name for name in named if not exists(name, document)] == []


def test_the_commands_of_a_document_are_known(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", (paths.ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert [target for target in TARGET.findall(text) if target not in targets] == []
    for name, words in COMMAND.findall(text):
        assert name in COMMANDS, name
        module, command = COMMANDS[name]
        options = [
            option for known in getattr(import_module(module), command).params for option in known.opts
        ]
        assert [word for word in re.findall(r"--[a-z-]+", words) if word not in options] == [], name
