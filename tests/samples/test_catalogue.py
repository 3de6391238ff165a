"""A sample is found however its name is written."""

from pathlib import Path

import pytest

from pidguide.basics.errors import UserError
from pidguide.samples.catalogue import get_sample
from tests.support.commands import invoke
from tests.support.toy_guide import NAME, add_sample


@pytest.mark.parametrize(
    "given",
    [
        NAME,
        f"samples/{NAME}.py",
        f"./samples/{NAME}.py",
        f"../samples/{NAME}",
        "doi/../doi/access/toy",
        f"/samples/../samples/{NAME}"[1:],
        "access/toy.py",
    ],
)
def test_every_way_to_write_a_sample_leads_to_the_same_one(
    guide: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    add_sample(guide)
    monkeypatch.chdir(guide / "samples" / "doi")
    assert get_sample(given).name == NAME
    assert get_sample(str(guide / f"samples/{NAME}.py")).name == NAME


@pytest.mark.parametrize(
    "given", ["", ".", "samples", "../outside", "/etc/hostname", "doi/access", "samples/.."]
)
def test_what_is_no_sample_is_refused_with_a_suggestion(guide: Path, given: str) -> None:
    add_sample(guide)
    (guide / "outside.py").write_text('"""Print nothing."""\n')
    with pytest.raises(UserError, match=r"There is no sample .*(Did you mean|`pidguide list` shows)"):
        get_sample(given)


def test_unknown_sample_suggests_near_names(guide: Path) -> None:
    add_sample(guide, name="doi/access/csl_json")
    assert invoke("run", "doi/access/csl_jsn") == (
        2,
        "pidguide: There is no sample doi/access/csl_jsn. Did you mean doi/access/csl_json?\n",
    )


def test_a_sample_name_without_its_page_suggests_the_whole(guide: Path) -> None:
    add_sample(guide, name="doi/access/csl_json")
    assert "Did you mean doi/access/csl_json?" in invoke("run", "csl_json")[1]
