"""A cassette that is missing or broken is told in one line, with its remedy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pidguide.basics.errors import UserError
from pidguide.running.run import replay
from pidguide.samples.catalogue import Sample
from tests.support.commands import invoke
from tests.support.toy_guide import NAME, REMEDY, add_sample, edit


def set_member(part: str, name: str, value: object) -> Callable[[dict[str, Any]], object]:
    """Return what sets a member in a part of the first interaction, or in the metadata."""

    def change(content: dict[str, Any]) -> None:
        whole = {**content["interactions"][0], "metadata": content["metadata"]}
        whole["status"] = whole["response"]["status"]
        whole[part][name] = value

    return change


BROKEN_CASSETTES = [
    (set_member("request", "headers", None), "something in it has another form"),
    (set_member("request", "uri", "http://[::1"), "Invalid IPv6 URL"),
    (set_member("status", "code", "no"), "invalid literal for int()"),
    (set_member("metadata", "recorded_at", "2026-06-01T08:00:00"), "without a time zone"),
    (set_member("metadata", "recorded_at", "yesterday"), "Invalid isoformat string"),
    (lambda content: content.pop("metadata"), "metadata is missing"),
]


@pytest.mark.parametrize(("change", "why"), BROKEN_CASSETTES, ids=[why for _, why in BROKEN_CASSETTES])
def test_a_broken_cassette_is_named_with_its_remedy(
    sample: Sample, change: Callable[[dict[str, Any]], object], why: str
) -> None:
    edit(sample, change)
    code, output = invoke("run", NAME)
    assert code == 1
    assert output.startswith("pidguide: The cassette cassettes/doi/access/toy.yaml cannot be read: ")
    assert why in output and output.endswith(f"{REMEDY}\n") and output.count("\n") == 1


def replace_by_folder(sample: Sample) -> None:
    sample.cassette.unlink()
    sample.cassette.mkdir()


def write_latin_1(sample: Sample) -> None:
    sample.cassette.write_bytes("metadata: Größe\n".encode("latin-1"))


@pytest.mark.parametrize(
    ("spoil", "why"), [(replace_by_folder, "Is a directory"), (write_latin_1, "it is not UTF-8 text")]
)
def test_one_unreadable_cassette_does_not_hide_the_others(
    sample: Sample, guide: Path, spoil: Callable[[Sample], None], why: str
) -> None:
    add_sample(guide, name="doi/access/other")
    spoil(sample)
    told = f"pidguide: The cassette cassettes/doi/access/toy.yaml cannot be read: {why}. {REMEDY}\n"
    assert invoke("run", NAME) == (1, told)
    sums = "0 recording(s) older than 180 days.\n0 figure(s) overdue for a check.\n"
    assert invoke("age") == (1, f"{sums}{told}")
    code, output = invoke("check", NAME)
    assert code == 1 and why in output


def test_a_broken_cassette_is_one_line(guide: Path) -> None:
    sample = add_sample(guide)
    sample.cassette.parent.mkdir(parents=True)
    sample.cassette.write_text("interactions: [\n")
    code, output = invoke("run", NAME)
    assert code == 1
    assert output == (
        "pidguide: The cassette cassettes/doi/access/toy.yaml cannot be read:"
        " line 2: did not find expected node content."
        " Record it anew: pidguide record doi/access/toy --via emulator\n"
    )


def test_a_sample_without_cassette_says_how_to_record_it(guide: Path) -> None:
    sample = add_sample(guide)
    with pytest.raises(UserError, match="Record it: pidguide record doi/access/toy --via emulator"):
        replay(sample)
