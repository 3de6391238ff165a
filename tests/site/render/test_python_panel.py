"""The Python panel: a few lines with their own numbers, and the whole script."""

from pathlib import Path

from bs4 import BeautifulSoup

from pidguide.site.render.python_panel import python_panel
from tests.support.toy_guide import add_sample

SCRIPT = '''"""Do it."""
import requests


def fetch(name):
    # region excerpt
    answer = requests.get(name)
    if answer:
        answer.close()
    # endregion
    print("<not shown>")
    # region excerpt
    return """a
    b"""
    # endregion
'''


def show(guide: Path) -> BeautifulSoup:
    return BeautifulSoup(python_panel(add_sample(guide, SCRIPT), "<done>\n"), "lxml")


def test_marked_lines_stand_without_shared_indentation_under_their_own_numbers(
    guide: Path,
) -> None:
    excerpt = show(guide).select_one(".pg-excerpt code")
    assert excerpt
    assert (
        excerpt.get_text()
        == 'answer = requests.get(name)\nif answer:\n    answer.close()\nreturn """a\nb"""\n'
    )
    numbered = [line["style"] for line in excerpt.select(".pg-line[style]")]
    assert numbered == ["counter-set:line 6", "counter-set:line 10"]
    assert [tag["class"][0] for tag in excerpt.find_all(recursive=False)][3] == "pg-gap"


def test_the_whole_script_and_the_output_are_there_to_the_letter(guide: Path) -> None:
    panel = show(guide)
    whole = panel.select_one(".pg-whole code")
    assert whole and "region" not in whole.get_text()
    assert whole.get_text() == SCRIPT.replace("    # region excerpt\n", "").replace("    # endregion\n", "")
    assert len(whole.select(".pg-marked")) == 5
    assert panel.select_one(".pg-whole summary").get_text() == "Whole script, 11 lines"
    assert panel.select_one(".pg-output code").get_text() == "<done>\n"
