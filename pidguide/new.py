"""`pidguide new`: makes a sample's script, its test and its place on the page from a template that works."""

import re
from string import Template

import click

from pidguide import paths
from pidguide.cassettes import replace_file
from pidguide.catalogue import Sample
from pidguide.errors import UserError

NAME = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")

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

from pidguide.catalogue import get_sample
from pidguide.run import replay


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
    create(name)
    click.echo(f"Made samples/{name}.py, {_test_path(name)} and its place on docs/{Sample(name).page}.md.")
    click.echo(f"Now write the script, then: pidguide record {name} --via emulator")


def create(name: str) -> None:
    """Write the three files. Raises UserError when the name is taken or malformed, or its page is missing."""
    if not NAME.fullmatch(name):
        raise UserError(f"{name} is not a sample name. Use area/page/name in small letters, digits and _.", 2)
    sample = Sample(name)
    page = paths.DOCS / f"{sample.page}.md"
    if sample.script.exists():
        raise UserError(f"{name} exists already.")
    if not page.is_file():
        raise UserError(f"There is no page docs/{sample.page}.md for it. Write that page first.")
    title = sample.anchor.replace("_", " ").capitalize()
    words = {"name": name, "title": title, "function": sample.anchor}
    replace_file(sample.script, SCRIPT.substitute(words))
    replace_file(paths.ROOT / _test_path(name), TEST.substitute(words))
    text = page.read_text(encoding="utf-8").rstrip("\n")
    replace_file(page, f'{text}\n\n### {title}\n\n{{{{ sample("{name}") }}}}\n')


def _test_path(name: str) -> str:
    area, page, anchor = name.split("/")
    return f"tests/{area}/test_{page}_{anchor}.py"
