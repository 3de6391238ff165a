"""`pidguide list`: what a person and what a machine reads."""

import json
from pathlib import Path

from click.testing import CliRunner

from pidguide.basics import paths
from pidguide.commands.cli import main
from pidguide.samples.catalogue import Sample
from tests.support.commands import invoke
from tests.support.toy_guide import NAME, add_sample, edit


def test_list_as_json_goes_on_without_a_sample_whose_cassette_is_broken(sample: Sample, guide: Path) -> None:
    add_sample(guide, name="doi/access/other")
    edit(sample, lambda content: content.pop("metadata"))
    result = CliRunner().invoke(main, ["list", "--json"])
    assert result.exit_code == 1
    assert [listed["name"] for listed in json.loads(result.stdout)] == ["doi/access/other"]
    assert "cassettes/doi/access/toy.yaml cannot be read: metadata is missing" in result.stderr


def test_a_folder_named_as_a_script_is_no_sample(sample: Sample) -> None:
    (paths.SAMPLES / "doi/access/folder.py").mkdir()
    assert [line.split()[0] for line in invoke("list")[1].splitlines()] == [NAME]
    code, output = invoke("run", "samples/doi/access/folder.py")
    assert code == 2 and output.startswith("pidguide: There is no sample samples/doi/access/folder.py. ")


def test_list_as_json_has_what_a_machine_needs(guide: Path) -> None:
    add_sample(guide)
    code, output = invoke("list", "--json")
    (listed,) = json.loads(output)
    assert code == 0
    assert listed == {
        "name": "doi/access/toy",
        "page": "doi/access",
        "title": "Read a thing, by a redirect",
        "script": "samples/doi/access/toy.py",
        "cassette": "cassettes/doi/access/toy.yaml",
        "output": "samples/doi/access/toy.out",
        "services": [],
        "provenance": None,
    }
