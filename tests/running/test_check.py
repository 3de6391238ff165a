"""Every gate a sample passes before it is published."""

from pidguide.running.check import find_leftovers, find_problems
from pidguide.samples.catalogue import Sample


def test_one_altered_byte_of_the_output_is_a_problem(sample: Sample) -> None:
    sample.output.write_text("thing 1\nthing 3\n")
    assert find_problems(sample) == [
        "doi/access/toy: it prints other lines than samples/doi/access/toy.out holds"
    ]


def test_a_planted_bearer_token_is_a_problem(sample: Sample) -> None:
    with sample.cassette.open("a") as cassette:
        cassette.write("# Bearer " + "0123456789abcdef\n")
    assert find_problems(sample) == [
        f"doi/access/toy: {sample.cassette} holds what looks like a bearer token"
    ]


def test_a_changed_script_is_a_problem(sample: Sample) -> None:
    with sample.script.open("a") as script:
        script.write("# changed\n")
    assert find_problems(sample) == [
        "doi/access/toy: its script has changed since it was recorded; record it anew"
    ]


def test_leftovers_are_named(sample: Sample) -> None:
    sample.script.unlink()
    assert find_leftovers() == [
        "cassettes/doi/access/toy.yaml: no sample belongs to this cassette",
        "samples/doi/access/toy.out: no sample belongs to this output",
        "docs/doi/access.md: there is no sample doi/access/toy",
    ]
