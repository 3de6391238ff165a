"""`pidguide agree`: which samples were compared with real answers, for the line under each sample."""

import json
from collections import Counter
from pathlib import Path

import click

from pidguide.basics import paths
from pidguide.basics.files import replace_file
from pidguide.basics.progress import track
from pidguide.cassettes.traffic import RecordedTraffic
from pidguide.fidelity.report.confirmed_live import agreement, source_of
from pidguide.running.run import via_recordings
from pidguide.samples.catalogue import Sample, find_samples

FILE = paths.DOCS / "_data" / "agreement.json"


@click.command("agree")
@click.argument(
    "folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…"
)
def agree_command(folders: tuple[Path, ...]) -> None:
    """Compare every sample with real recorded traffic, and note what the pages may claim.

    PATH is a vcrpy cassette of real answers or a folder of them. What was recorded from the emulator is
    refused.

    \b
    Example: pidguide agree recordings/
    """
    traffic = RecordedTraffic(list(folders))
    found = {
        sample.name: claim
        for sample in track(find_samples(), "Comparing")
        if (claim := find_claim(sample, traffic))
    }
    replace_file(FILE, json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    counted = Counter(claim["kind"] for claim in found.values())
    click.echo(
        f"{counted['ran']} sample(s) also ran on real answers, {counted['form']} agree with some in form."
    )


def find_claim(sample: Sample, traffic: RecordedTraffic) -> dict[str, str] | None:
    """Return what a page may say of a sample: `kind` ("ran" or "form"), `date` and `source`, or None.

    "ran": every request of the sample found its real answer, and the sample ended well on these.
    "form": its recorded answers have the form of real ones. The date is that of the latest real answer.
    """
    if not sample.cassette.is_file():
        return None
    outcome = via_recordings(sample, traffic)
    dated = [real for real in outcome.over if real.date]
    if outcome.is_success and dated:
        latest = max(dated, key=lambda real: str(real.date))
        return {"kind": "ran", "date": str(latest.date), "source": source_of(latest)}
    alike = agreement(sample.cassette, traffic)
    return {"kind": "form", "date": alike.date, "source": alike.source} if alike else None
