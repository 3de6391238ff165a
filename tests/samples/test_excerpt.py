"""What a page shows first of a script: what its author marked, else the request and its result."""

import pytest

from pidguide.samples.excerpt import choose_excerpt, find_unpaired_mark, without_marks

MARKED = """import requests

# region excerpt
one = 1
# endregion
two = 2
    # region excerpt
three = 3

four = 4
# endregion
"""
LONG = '''"""Do it."""
import requests

def _helper(): ...

def fetch(name):
    """Return it."""
    a = 1
    b = 2
    c = 3
    d = 4
    e = 5
    # asks once
    response = requests.get(name, timeout=1)
    if response.status_code != 200:
        raise RuntimeError
    return response

if __name__ == "__main__":
    print(fetch("x"))
'''


def lines_of(source: str) -> list[str]:
    lines = without_marks(source).splitlines()
    return [lines[number - 1] for number in choose_excerpt(source)]


def test_marked_lines_are_the_excerpt_and_readers_meet_no_mark() -> None:
    assert without_marks(MARKED) == "import requests\n\none = 1\ntwo = 2\nthree = 3\n\nfour = 4\n"
    assert choose_excerpt(MARKED) == [3, 5, 6, 7]
    assert lines_of(MARKED) == ["one = 1", "three = 3", "", "four = 4"]


def test_without_marks_the_request_and_the_result_come_before_what_else_fits() -> None:
    shown = [line.strip() for line in lines_of(LONG)]
    assert shown == [
        "a = 1", "b = 2", "c = 3", "d = 4", "# asks once",
        "response = requests.get(name, timeout=1)", "return response",
    ]  # fmt: skip


def test_a_short_function_is_shown_without_its_head_and_docstring() -> None:
    source = '"""Do it."""\n\ndef check(name):\n    """Return it."""\n    a = 1\n\n    return a\n'
    assert lines_of(source) == ["    a = 1", "", "    return a"]


def test_a_script_without_function_is_shown_from_its_first_statement() -> None:
    assert lines_of('"""Do it."""\nimport os\n\nprint(os)\n') == ["print(os)"]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (MARKED, None),
        ("# region excerpt\none = 1\n", 1),
        ("one = 1\n# endregion\n", 2),
        ("# region excerpt\n# region excerpt\n# endregion\n", 1),
    ],
)
def test_a_mark_that_does_not_pair_is_found(source: str, line: int | None) -> None:
    assert find_unpaired_mark(source) == line
