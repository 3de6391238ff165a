"""A page claims agreement with real answers only where the comparison was made, and still holds."""

import json

import pytest

from pidguide.cassettes.traffic import RecordedTraffic
from pidguide.commands.agree import FILE, find_claim
from pidguide.samples.catalogue import Sample, find_samples
from tests.conftest import SHARED

RECORDINGS = SHARED / "reference" / "recordings"
CLAIMS = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def traffic() -> RecordedTraffic:
    if not RECORDINGS.is_dir():
        pytest.skip("the real recordings are not at hand")
    return RecordedTraffic([RECORDINGS])


@pytest.mark.parametrize("sample", find_samples(), ids=lambda sample: sample.name)
def test_claim_is_what_the_comparison_finds(sample: Sample, traffic: RecordedTraffic) -> None:
    assert find_claim(sample, traffic) == CLAIMS.get(sample.name)


def test_claims_are_made_for_samples_that_exist() -> None:
    assert set(CLAIMS) <= {sample.name for sample in find_samples()}
    assert {claim["kind"] for claim in CLAIMS.values()} == {"ran", "form"}
