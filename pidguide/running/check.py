"""The gates every sample passes before it is published."""

import re
from pathlib import Path

from pid_emulator.core.schema_files import HOW_TO_GET
from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.reading import read_text, shown
from pidguide.cassettes.format import Recording, read_recording
from pidguide.cassettes.secret_gate import find_secrets
from pidguide.running.run import replay
from pidguide.samples.catalogue import Sample, find_samples
from pidguide.samples.excerpt import find_unpaired_mark
from pidguide.samples.rules import find_broken_line_ends, find_broken_rules

LARGEST_CASSETTE = 100_000  # bytes
LONGEST_OUTPUT = 12  # lines
CALL_ON_PAGE = re.compile(r"\{\{\s*sample\(\s*[\"']([^\"']+)[\"']")


def find_problems(sample: Sample) -> list[str]:
    """Return what keeps a sample from being published, one line for each problem; none is good.

    A sample that needs what this computer lacks is looked at, but not run.
    """
    problems = find_broken_line_ends(sample)
    if sample.flaw:
        return [f"{sample.name}: {problem}" for problem in problems or [sample.flaw]]
    problems += _find_page_problems(sample)
    if line := find_unpaired_mark(sample.source):
        problems.append(f"line {line}: `# region excerpt` and `# endregion` do not pair")
    try:
        problems += find_broken_rules(sample)
        recording = read_recording(sample.cassette)
    except UserError as error:
        problems.append(str(error))
    else:
        problems += _find_recording_problems(sample, recording)
    return [f"{sample.name}: {problem}" for problem in problems]


def _find_page_problems(sample: Sample) -> list[str]:
    page = paths.DOCS / f"{sample.page}.md"
    try:
        is_shown = page.is_file() and sample.name in samples_on(page)
    except UserError as error:
        return [str(error)]
    return [] if is_shown else [f"docs/{sample.page}.md does not show it"]


def samples_on(page: Path) -> list[str]:
    """Return the names of the samples that a page calls, in order. Raises UserError for an unreadable one."""
    return CALL_ON_PAGE.findall(read_text(page))


def _find_recording_problems(sample: Sample, recording: Recording) -> list[str]:
    problems = []
    if recording.sample_sha256 != sample.sha256:
        problems.append("its script has changed since it was recorded; record it anew")
    if sample.cassette.stat().st_size > LARGEST_CASSETTE:
        problems.append(f"its cassette is larger than {LARGEST_CASSETTE} bytes; ask for less")
    if any(HOW_TO_GET in exchange.answer.text for exchange in recording.exchanges):
        problems.append(
            "it was recorded without the official schemas; set PIDGUIDE_SCHEMAS and record it anew"
        )
    problems += _find_output_problems(sample)
    for file in (sample.cassette, sample.output, sample.script):
        if file.is_file():
            problems += find_secrets(file)
    return problems


def _find_output_problems(sample: Sample) -> list[str]:
    """Look at what a sample printed when it was recorded, and whether it prints that still."""
    if not sample.output.is_file():
        problems = ["it has no output file; record it anew"]
    else:
        try:
            lines = read_text(sample.output).splitlines()
        except UserError as error:
            return [f"{error}; record it anew"]
        is_short = 1 <= len(lines) <= LONGEST_OUTPUT
        problems = [] if is_short else [f"it must print 1 to {LONGEST_OUTPUT} lines"]
    outcome = replay(sample)
    return problems + ([outcome.failure] if outcome.was_run and outcome.failure else [])


def find_leftovers() -> list[str]:
    """Return a line for each cassette or output without a sample, and for each wrong call of a page."""
    known = {sample.name for sample in find_samples()}
    leftovers = [
        f"{cassette.relative_to(paths.ROOT)}: no sample belongs to this cassette"
        for cassette in sorted(paths.CASSETTES.rglob("*.yaml"))
        if cassette.relative_to(paths.CASSETTES).with_suffix("").as_posix() not in known
    ]
    leftovers += [
        f"{output.relative_to(paths.ROOT)}: no sample belongs to this output"
        for output in sorted(paths.SAMPLES.rglob("*.out"))
        if output.relative_to(paths.SAMPLES).with_suffix("").as_posix() not in known
    ]
    for page in sorted(paths.DOCS.rglob("*.md")):
        try:
            called = samples_on(page)
        except UserError as error:
            leftovers.append(str(error))
            continue
        name_of_page = page.relative_to(paths.DOCS).with_suffix("").as_posix()
        for name in called:
            sample = Sample(name)
            if name not in known:
                leftovers.append(f"{shown(page)}: there is no sample {name}")
            elif sample.page != name_of_page:
                leftovers.append(f"{shown(page)}: the sample {name} belongs on docs/{sample.page}.md")
    return leftovers
