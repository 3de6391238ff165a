"""The parse tables that luqum ships are used by every Python, and they are those of its grammar."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import luqum
import ply.yacc
import pytest

from pid_emulator.core.query_parser import parse

QUERY = 'title:(open OR "peer review"~2) AND year:[2020 TO *] -type:data^2'
PARSE = "from pid_emulator.core.query_parser import parse; print(repr(parse(__import__('sys').argv[1])))"


def test_tables_whose_signature_python_changed_are_used_quietly_and_left_alone(tmp_path: Path) -> None:
    """As on Python 3.13 and later, which strip the docstrings that the signature is made of."""
    copy = tmp_path / "luqum"
    shutil.copytree(Path(luqum.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    tables = copy / "parsetab.py"
    tables.write_text(re.sub("_lr_signature = '", "_lr_signature = 'not ", tables.read_text()))
    before = {file.name: file.read_bytes() for file in copy.glob("pars*")}

    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "error", "-c", PARSE, QUERY]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == repr(parse(QUERY))
    assert {file.name: file.read_bytes() for file in copy.glob("pars*")} == before


def test_a_query_of_more_than_a_hundred_levels_is_refused() -> None:
    assert parse("(" * 99 + "a" + ")" * 99)
    for levels in (100, 3000):
        with pytest.raises(ValueError, match=r"\Anested deeper than 100 levels\Z"):
            parse("(" * levels + "a" + ")" * levels)


def test_the_tables_are_those_of_the_grammar() -> None:
    parse(QUERY)  # luqum's parser is imported by this; before it, PLY might make tables of its own
    import luqum.parser

    made = ply.yacc.yacc(
        module=luqum.parser,
        tabmodule="no_such_tables",
        debug=False,
        write_tables=False,
        errorlog=ply.yacc.NullLogger(),
    )
    used = luqum.parser.parser
    assert numbered_anew(used) == numbered_anew(made)
    assert [str(rule) for rule in used.productions] == [str(rule) for rule in made.productions]


def numbered_anew(parser: ply.yacc.LRParser) -> list[dict[str, int | None]]:
    """Return what each state does at each symbol, the states numbered as they are come upon from the first.

    Above 0 is the state that comes next; below 0 the rule that is complete; 0 ends, None is an error.
    """
    numbers = {0: 0}
    states: list[dict[str, int | None]] = []
    while len(states) < len(numbers):
        state = list(numbers)[len(states)]
        moves = {**parser.action[state], **parser.goto.get(state, {})}
        states.append(
            {
                symbol: numbers.setdefault(move, len(numbers)) if move is not None and move > 0 else move
                for symbol, move in sorted(moves.items())
            }
        )
    return states
