"""What a reader pastes first is what the scripts import and cannot do without, no more and no less."""

from pathlib import Path

from pidguide.site.render.to_paste import lines_to_paste, packages_of, variables_of
from tests.support.toy_guide import add_sample

READS = '''"""Read."""
import json, os
import requests
from lxml import etree

print(os.environ["CONTACT_EMAIL"], os.environ["DATACITE_PASSWORD"], os.environ.get("SPARE", ""))
'''


def test_it_installs_what_is_imported_and_sets_what_is_needed(guide: Path) -> None:
    first, second = add_sample(guide, READS), add_sample(guide, READS, "doi/access/other")
    assert packages_of([first, second]) == ["lxml", "requests"]
    assert variables_of([first, second]) == ["CONTACT_EMAIL", "DATACITE_PASSWORD", "SPARE"]
    assert lines_to_paste([first, second]) == (
        "python -m pip install lxml requests\n"
        'export CONTACT_EMAIL="you@example.org"\n'
        'export DATACITE_PASSWORD="YOUR-DATACITE-PASSWORD"'
    )


def test_a_script_that_needs_nothing_has_nothing_to_paste(guide: Path) -> None:
    assert lines_to_paste([add_sample(guide, '"""Add."""\nprint(1 + 1)\n')]) == ""
