"""Which variables a script reads, and which of them it cannot do without."""

from pathlib import Path

from pidguide.samples.credentials_needed import missing_variables, required_variables_of, variables_of
from tests.support.toy_guide import add_sample


def test_a_variable_with_a_default_is_read_but_not_missing(guide: Path) -> None:
    source = '"""Read."""\nimport os\n\nprint(os.environ["NEEDED"], os.environ.get("SPARE", ""))\n'
    sample = add_sample(guide, source)
    assert required_variables_of(sample) == ["NEEDED"]
    assert (sorted(variables_of(sample)), missing_variables(sample)) == (["NEEDED", "SPARE"], ["NEEDED"])
