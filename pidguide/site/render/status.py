"""The status page: every sample, what it was recorded against and when, and when it was last replayed."""

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from pidguide.basics import paths
from pidguide.basics.files import replace_file
from pidguide.cassettes.format import read_recording
from pidguide.samples.age import LIMIT_DAYS, age_in_days, is_too_old
from pidguide.samples.catalogue import Sample, services_of
from pidguide.site.pages.published import published_samples, title_of
from pidguide.site.render.confirmed_live import kind_of_agreement
from pidguide.site.render.sample_heading import escape_markdown

REPLAYS = paths.CACHE / "site" / "replays.json"


@dataclass(frozen=True)
class State:
    """What is known of one sample on the day the site is built. `replay` is "passed", "failed" or "none".

    `agreement` is "ran" where it also ran on answers of the live service, "form" where its recording
    agrees in form with some, else empty.
    """

    name: str
    page: str
    title: str
    services: list[str]
    via: str
    recorded_at: str
    age_days: int
    is_too_old: bool
    exchanges: int
    replay: str
    replayed_at: str
    failure: str
    agreement: str


def replay_changed() -> int:
    """Replay every sample whose files have changed since its last good replay; keep what came of each.

    A sample that this computer cannot run counts as not replayed.
    Returns how many were replayed.
    """
    from pidguide.running.run import replay  # here, because pages that are only rendered need no transports

    known = _read_replays()
    kept: dict[str, dict[str, str]] = {}
    count = 0
    for sample in published_samples():
        digest = _digest(sample)
        entry = known.get(sample.name)
        if entry is None or entry["digest"] != digest or entry["failure"]:
            outcome = replay(sample)
            if not outcome.was_run:
                continue
            count += 1
            moment = datetime.now(UTC).isoformat(timespec="seconds")
            entry = {"digest": digest, "replayed_at": moment, "failure": outcome.failure}
        kept[sample.name] = entry
    replace_file(REPLAYS, json.dumps(kept, indent=1))
    return count


def read_states(now: datetime | None = None) -> list[State]:
    """Return the state of every recorded sample at `now`, the moment of the call if None, by name."""
    replays = _read_replays()
    return [_state_of(sample, replays, now) for sample in published_samples()]


def _state_of(sample: Sample, replays: dict[str, dict[str, str]], now: datetime | None) -> State:
    recording = read_recording(sample.cassette)
    entry = replays.get(sample.name)
    is_current = entry is not None and entry["digest"] == _digest(sample)
    failure = entry["failure"] if entry and is_current else ""
    return State(
        name=sample.name,
        page=sample.page,
        title=sample.title,
        services=services_of(recording.hosts),
        via=recording.via,
        recorded_at=recording.recorded_at.isoformat(),
        age_days=age_in_days(recording.recorded_at, now),
        is_too_old=is_too_old(recording.recorded_at, now),
        exchanges=len(recording.exchanges),
        replay=("failed" if failure else "passed") if is_current else "none",
        replayed_at=entry["replayed_at"] if entry and is_current else "",
        failure=failure,
        agreement=kind_of_agreement(sample),
    )


def _digest(sample: Sample) -> str:
    digest = hashlib.sha256()
    for file in (sample.script, sample.output, sample.cassette):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _read_replays() -> dict[str, dict[str, str]]:
    if not REPLAYS.is_file():
        return {}
    content: dict[str, dict[str, str]] = json.loads(REPLAYS.read_text(encoding="utf-8"))
    return content


def count_states(states: list[State]) -> dict[str, Any]:
    """Return the counts on top of the status page."""
    services = Counter(service for state in states for service in state.services)
    return {
        "samples": len(states),
        "exchanges": sum(state.exchanges for state in states),
        "replayed": sum(state.replay == "passed" for state in states),
        "failed": sum(state.replay == "failed" for state in states),
        "recorded_live": sum(state.via == "live" for state in states),
        "recorded_emulator": sum(state.via == "emulator" for state in states),
        "ran_on_real_answers": sum(state.agreement == "ran" for state in states),
        "agree_in_form": sum(state.agreement == "form" for state in states),
        "too_old": sum(state.is_too_old for state in states),
        "oldest_days": max((state.age_days for state in states), default=0),
        "services": dict(sorted(services.items())),
    }


def status_json() -> str:
    """Return status.json: the counts, and every sample's state."""
    states = read_states()
    content = {
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "counts": count_states(states),
        "samples": [asdict(state) for state in states],
    }
    return json.dumps(content, indent=2) + "\n"


def show_status(now: datetime | None = None) -> str:
    """Return the status page's counts and tables at `now`, the moment of the call if None, as Markdown."""
    states = read_states(now)
    counts = count_states(states)
    told = [
        ("samples", counts["samples"]),
        ("exchanges", counts["exchanges"]),
        ("replayed without fault", counts["replayed"]),
        ("failed", counts["failed"]),
        ("recorded against the emulator", counts["recorded_emulator"]),
        ("recorded live", counts["recorded_live"]),
        ("also ran on real answers", counts["ran_on_real_answers"]),
        ("agree in form with real answers", counts["agree_in_form"]),
        (f"recorded more than {LIMIT_DAYS} days ago", counts["too_old"]),
    ]
    numbers = "".join(f"<li><b>{number}</b> {label}</li>" for label, number in told)
    parts = [f'<ul class="pg-counts">{numbers}</ul>']
    for page in dict.fromkeys(state.page for state in states):
        parts.append(f"## {title_of(page)} {{ #{page.replace('/', '-')} }}")
        parts.append(_table([state for state in states if state.page == page]))
    return "\n\n".join(parts) + "\n"


_COMPARED = {"ran": "ran on them", "form": "same form", "": "not compared"}


def _table(states: list[State]) -> str:
    rows = [
        "| Sample | Services | Recorded | Real answers | Last replay |",
        "|---|---|---|---|---|",
    ]
    for state in states:
        replayed = "not in this build"
        if state.replay != "none":
            replayed = f"{state.replay} {_day(state.replayed_at)}"
        title = f"[{escape_markdown(state.title)}]({state.page}.md#{state.name.rpartition('/')[2]})"
        too_old = " · **too old**" if state.is_too_old else ""
        rows.append(
            f"| {title} | {', '.join(state.services)} "
            f"| {state.via} {_day(state.recorded_at)}, {state.age_days} d{too_old} "
            f"| {_COMPARED[state.agreement]} | {replayed} |"
        )
    return "\n".join(rows)


def _day(moment: str) -> str:
    return f"<time>{moment[:10]}</time>"


_BADGE = """<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img">
<title>{text}</title>
<rect width="{width}" height="20" rx="3" fill="{colour}"/><rect width="58" height="20" rx="3" fill="#3d4644"/>
<rect x="52" width="6" height="20" fill="#3d4644"/>
<g fill="#fff" font-family="DejaVu Sans,Verdana,sans-serif" font-size="11">
<text x="6" y="14">samples</text><text x="64" y="14">{told}</text></g></svg>
"""


def badges() -> dict[str, str]:
    """Return an SVG for each page that shows samples: how many there are, how many replay, how old.

    One is red only where a replay has failed: what this build could not run, for want of a schema or a
    program, is no failure.
    """
    states = read_states()
    drawn = {}
    for page in dict.fromkeys(state.page for state in states):
        of_page = [state for state in states if state.page == page]
        passed = sum(state.replay == "passed" for state in of_page)
        via = "live" if all(state.via == "live" for state in of_page) else "emulator"
        told = f"{passed} of {len(of_page)} replay, {via} {min(state.recorded_at for state in of_page)[:10]}"
        drawn[page] = _BADGE.format(
            width=70 + round(6.1 * len(told)),
            text=f"samples: {told}",
            told=told,
            colour="#b3261e" if any(state.replay == "failed" for state in of_page) else "#0b5d4c",
        )
    return drawn
