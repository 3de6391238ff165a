"""`pidguide new`: makes a sample's script, its test and its place on the page from a template that works."""

import builtins
import keyword
import re
import sys
from pathlib import Path
from string import Template
from types import BuiltinFunctionType

import click

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.files import replace_together
from pidguide.basics.reading import read_text, reason, require_guide, shown
from pidguide.running.check import CALL_ON_PAGE
from pidguide.samples.catalogue import Sample
from pidguide.samples.packages import packages_with

NAME = re.compile(r"[a-z][a-z0-9_]*(/[a-z][a-z0-9-]*){0,2}/[a-z][a-z0-9_]*")
NEXT = re.compile(r"^## Next\b", re.MULTILINE)

SCRIPT = Template('''\
"""$title."""

import requests


def $function(doi: str) -> int:
    """Return the number of values in a DOI's handle record.

    Raises RuntimeError when the DOI does not exist.
    See https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
    """
    answer = requests.get(
        f"https://doi.org/api/handles/{doi}",
        headers={"Accept": "application/json"},
        timeout=30,
    )
    if answer.status_code == 404:
        raise RuntimeError(f"{doi} does not exist")
    answer.raise_for_status()
    return len(answer.json()["values"])


if __name__ == "__main__":
    print("Values:", $function("10.7554/elife.01567"))
''')

TEST = Template('''\
"""What a reader relies on in $name."""

from pidguide.running.run import replay
from pidguide.samples.catalogue import get_sample


def test_$function() -> None:
    outcome = replay(get_sample("$name"))
    assert outcome.failure == ""
    assert outcome.output.startswith("Values: ")
''')


@click.command("new")
@click.argument("name", metavar="AREA/PAGE/NAME")
def new_command(name: str) -> None:
    """Start a sample: script, test, and its place on the page.

    \b
    Example: pidguide new doi/access/handle_values
    """
    require_guide()
    name = name.removeprefix("samples/").removesuffix(".py")
    create(name)
    sample = Sample(name)
    click.echo(f"Made samples/{name}.py, {_test_path(sample)} and its place on docs/{sample.page}.md.")
    click.echo(f"Now write the script, then: pidguide record {name} --via emulator")


def create(name: str) -> None:
    """Write the three files, or none of them.

    Raises UserError when the name is malformed or cannot be a sample's, its page is missing, or a file of
    its own exists already.
    """
    if not NAME.fullmatch(name):
        raise UserError(f"{name} is not a sample name. Use area/page/name in small letters, digits and _.", 2)
    sample = Sample(name)
    if hidden := _hidden_by(sample.anchor):
        raise UserError(f"A script called {sample.anchor}.py would hide {hidden}. Choose another name.", 2)
    page, test = paths.DOCS / f"{sample.page}.md", paths.ROOT / _test_path(sample)
    for file in (sample.script, test):
        if file.exists():
            raise UserError(f"{file.relative_to(paths.ROOT)} exists already. Choose another name.")
    if not page.is_file():
        raise UserError(f"There is no page docs/{sample.page}.md for it. Write that page first.")
    title = sample.anchor.replace("_", " ").capitalize()
    words = {"name": name, "title": title, "function": sample.anchor}
    try:
        replace_together(
            {
                sample.script: SCRIPT.substitute(words),
                test: TEST.substitute(words),
                page: _with_place(read_text(page), name),
            }
        )
    except OSError as error:
        where = shown(Path(error.filename))
        raise UserError(f"Nothing was made: cannot write {where}: {reason(error)}.") from None


def _hidden_by(anchor: str) -> str:
    """Say what a script of that name, or its function, would stand in the way of; "" for nothing.

    Python looks for modules beside a script first: `json.py` would break every script in its folder.
    """
    if keyword.iskeyword(anchor):
        return "a word of Python's grammar"
    if isinstance(getattr(builtins, anchor, None), type | BuiltinFunctionType):
        return "what Python has by that name"
    if anchor in sys.stdlib_module_names:
        return "a module of the standard library"
    packages = packages_with(anchor)
    return f"the package {packages[0]}" if packages else ""


def _with_place(text: str, name: str) -> str:
    """Return a page with the sample's place: below its other samples, before what to read next."""
    if name in CALL_ON_PAGE.findall(text):
        return text
    place = f'### {{{{ title("{name}") }}}}\n\n{{{{ sample("{name}") }}}}\n'
    following = NEXT.search(text)
    if following is None:
        return f"{text.rstrip()}\n\n{place}"
    start = following.start()
    return f"{text[:start].rstrip()}\n\n{place}\n{text[start:]}"


def _test_path(sample: Sample) -> str:
    area, *pages = sample.page.split("/")
    name = "_".join([*pages, sample.anchor]).replace("-", "_")
    return f"tests/{area}/test_{name}.py"
