"""`pidguide drift`: each kind of change is told, with its severity, and nothing else is."""

import copy
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from pidguide.basics import paths
from pidguide.basics.paths import CASSETTES
from pidguide.commands.cli import main
from pidguide.drift.changes import Change, compare_folders

Interaction = dict[str, Any]
WORK = {
    "status": "ok",
    "message": {
        "DOI": "10.5555/12345678",
        "title": ["Toward a Unified Theory of High-Energy Metaphysics"],
        "is-referenced-by-count": 7,
        "author": [{"given": "Josiah", "family": "Carberry", "affiliation": []}],
        "indexed": {"date-time": "2026-11-20T08:00:00Z", "timestamp": 1795161600000},
        "subtitle": None,
    },
}
ERROR = {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}


def interaction(body: Any, status: int = 200, **headers: str) -> Interaction:
    return {
        "request": {
            "method": "GET",
            "uri": "https://api.crossref.org/works/10.5555/12345678",
            "body": None,
            "headers": {"accept": ["application/json"]},
        },
        "response": {
            "status": {"code": status, "message": ""},
            "headers": {
                "content-type": ["application/json"],
                **{name.replace("_", "-"): [value] for name, value in headers.items()},
            },
            "body": {"string": body if isinstance(body, str) else json.dumps(body)},
        },
    }


def write(folder: Path, sample: str, *interactions: Interaction) -> Path:
    file = folder / f"{sample}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    content = {"version": 1, "metadata": {"via": "live"}, "interactions": list(interactions)}
    file.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return file


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    return old, new


def drift(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, ["drift", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


Edit = Callable[[Interaction], None]


def changes_after(folders: tuple[Path, Path], before: Interaction, edit: Edit) -> list[Change]:
    after = copy.deepcopy(before)
    edit(after)
    write(folders[0], "doi/access/work", before)
    write(folders[1], "doi/access/work", after)
    return compare_folders(*folders)


def edit_body(edit: Callable[[Any], None]) -> Edit:
    def changed(item: Interaction) -> None:
        document = json.loads(item["response"]["body"]["string"])
        edit(document)
        item["response"]["body"]["string"] = json.dumps(document)

    return changed


def edit_response(**members: Any) -> Edit:
    def changed(item: Interaction) -> None:
        for name, value in members.items():
            item["response"][name] = value

    return changed


def drop_header(name: str) -> Edit:
    return lambda item: item["response"]["headers"].pop(name)


def set_header(name: str, value: str) -> Edit:
    return lambda item: item["response"]["headers"].__setitem__(name, [value])


def not_found(item: Interaction) -> None:
    item["response"]["status"]["code"] = 404
    item["response"]["body"]["string"] = "Resource not found."
    item["response"]["headers"]["content-type"] = ["text/plain"]


BREAKING = [
    (edit_body(lambda work: work["message"].pop("title")), "field gone", "message.title"),
    (
        edit_body(lambda work: work["message"]["author"][0].pop("family")),
        "field gone",
        "message.author[].family",
    ),
    (edit_body(lambda work: work["message"].pop("author")), "field gone", "message.author"),
    (edit_body(lambda work: work["message"].update(title="Metaphysics")), "type changed", "message.title"),
    (edit_body(lambda work: work["message"].update(title=None)), "type changed", "message.title"),
    (
        edit_body(lambda work: work["message"].update({"is-referenced-by-count": "7"})),
        "type changed",
        "message.is-referenced-by-count",
    ),
    (not_found, "status changed", ""),
    (edit_response(status={"code": 429, "message": ""}), "status changed", ""),
    (set_header("content-type", "application/vnd.crossref-api-message+json"), "media type changed", ""),
    (drop_header("x-api-pool"), "header gone", "x-api-pool"),
    (drop_header("link"), "header gone", "link"),
]


@pytest.mark.parametrize(("edit", "kind", "where"), BREAKING)
def test_what_breaks_a_reader_is_the_only_thing_told(
    folders: tuple[Path, Path], edit: Edit, kind: str, where: str
) -> None:
    before = interaction(WORK, x_api_pool="public-single", link="<https://api.crossref.org/next>; rel=next")
    changes = changes_after(folders, before, edit)
    assert [(change.kind, change.where, str(change.severity)) for change in changes] == [
        (kind, where, "breaking")
    ]


HARMLESS = [
    (edit_body(lambda work: work["message"].update(abstract={"text": "…"})), "field new", "message.abstract"),
    (edit_body(lambda work: work["message"].update(subtitle="A study")), "type changed", "message.subtitle"),
    (edit_body(lambda work: work["message"].update(author=[])), "list empty", "message.author"),
    (set_header("retry-after", "10"), "header new", "retry-after"),
    (set_header("x-api-pool", "public"), "header changed", "x-api-pool"),
    (set_header("content-type", "application/json;charset=utf-8"), "media type changed", ""),
]


@pytest.mark.parametrize(("edit", "kind", "where"), HARMLESS)
def test_what_only_adds_or_empties_is_harmless(
    folders: tuple[Path, Path], edit: Edit, kind: str, where: str
) -> None:
    changes = changes_after(folders, interaction(WORK, x_api_pool="public-single"), edit)
    assert [(change.kind, change.where, str(change.severity)) for change in changes] == [
        (kind, where, "harmless")
    ]


def other_values(work: Any) -> None:
    work["message"].update(
        {
            "DOI": "10.5555/other",
            "is-referenced-by-count": 12,
            "title": ["Another"],
            "author": work["message"]["author"] * 3,
        }
    )
    work["message"]["indexed"] = {"date-time": "2026-12-01T00:00:00Z", "timestamp": 1796083200000}


def test_other_values_are_no_change(folders: tuple[Path, Path]) -> None:
    assert changes_after(folders, interaction(WORK), edit_body(other_values)) == []


def works(*works: dict[str, Any]) -> Interaction:
    return interaction({"message": {"items": list(works)}})


def test_a_field_that_some_records_have_is_no_break_when_others_are_listed(
    folders: tuple[Path, Path],
) -> None:
    write(
        folders[0],
        "a/b/c",
        works({"DOI": "10.5555/1", "title": ["x"], "volume": "1"}, {"DOI": "10.5555/2", "title": []}),
    )
    write(folders[1], "a/b/c", works({"DOI": "10.5555/3", "title": ["x"]}))
    found = [(change.kind, change.where, str(change.severity)) for change in compare_folders(*folders)]
    assert found == [("field gone", "message.items[].volume", "harmless")]


def test_a_field_that_every_record_has_is_missed_whatever_is_listed(folders: tuple[Path, Path]) -> None:
    write(
        folders[0], "a/b/c", works({"DOI": "10.5555/1", "title": ["x"]}, {"DOI": "10.5555/2", "title": ["y"]})
    )
    write(folders[1], "a/b/c", works({"DOI": "10.5555/3"}))
    found = [(change.kind, change.where, str(change.severity)) for change in compare_folders(*folders)]
    assert found == [("field gone", "message.items[].title", "breaking")]


def test_an_error_in_other_words_is_told_and_harmless(folders: tuple[Path, Path]) -> None:
    def edit(error: Any) -> None:
        error["errors"][0]["title"] = "There is nothing here."

    changes = changes_after(folders, interaction(ERROR, 404), edit_body(edit))
    assert [(change.kind, str(change.severity)) for change in changes] == [("error text changed", "harmless")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("DOI 10.5555/abc1 is taken", "DOI 10.5555/xyz9 is taken"),
        (
            "Invalid access token: 11111111-2222-4333-8444-555555555555",
            "Invalid access token: 91111111-2222-4333-8444-555555555550",
        ),
        ("No work 1754266 of 0000-0002-1825-0097", "No work 2000001 of 0009-0001-2345-6789"),
    ],
)
def test_identifiers_and_tokens_in_an_error_are_no_change(
    folders: tuple[Path, Path], old: str, new: str
) -> None:
    write(folders[0], "a/b/c", interaction({"message": old}, 422))
    write(folders[1], "a/b/c", interaction({"message": new}, 422))
    assert compare_folders(*folders) == []


def test_a_redirect_to_another_host_breaks_and_one_of_another_doi_does_not(
    folders: tuple[Path, Path],
) -> None:
    before = interaction("", 302, location="https://data.crosscite.org/10.5281%2Fzenodo.1")
    assert (
        changes_after(
            folders, before, set_header("location", "https://data.crosscite.org/10.5281%2Fzenodo.2")
        )
        == []
    )
    changes = changes_after(
        folders, before, set_header("location", "https://data.datacite.org/10.5281%2Fzenodo.1")
    )
    assert [(change.kind, str(change.severity)) for change in changes] == [("redirect changed", "breaking")]


def test_xml_fields_and_attributes_are_compared(folders: tuple[Path, Path]) -> None:
    old = '<resource><title lang="en">A title</title><year>2026</year></resource>'
    new = "<resource><title>A title</title></resource>"
    write(folders[0], "a/b/c", interaction(old, content_type="application/xml"))
    write(folders[1], "a/b/c", interaction(new, content_type="application/xml"))
    gone = {change.where for change in compare_folders(*folders) if change.kind == "field gone"}
    assert gone == {"resource/title/@lang", "resource/year"}


def test_a_request_that_is_no_longer_made_breaks(folders: tuple[Path, Path]) -> None:
    other = copy.deepcopy(interaction(WORK))
    other["request"]["uri"] = "https://api.crossref.org/works?query=metaphysics&rows=1"
    write(folders[0], "a/b/c", interaction(WORK), other)
    write(folders[1], "a/b/c", interaction(WORK))
    assert [(change.kind, str(change.severity)) for change in compare_folders(*folders)] == [
        ("request gone", "breaking")
    ]


def test_the_exit_code_tells_nothing_harmless_or_breaking(folders: tuple[Path, Path]) -> None:
    old, new = folders
    write(old, "a/b/c", interaction(WORK))
    arguments = [str(old), str(new)]
    write(new, "a/b/c", interaction(WORK))
    assert drift(*arguments).exit_code == 0
    write(new, "a/b/c", interaction({**WORK, "extra": 1}))
    assert drift(*arguments).exit_code == 1
    write(new, "a/b/c", interaction({"status": "ok"}))
    assert drift(*arguments).exit_code == 2


def test_json_and_markdown_tell_the_same_changes(folders: tuple[Path, Path]) -> None:
    old, new = folders
    write(old, "doi/access/work", interaction({"message": "a | b `c`", "gone": 1}, 404))
    write(new, "doi/access/work", interaction({"message": "d | e"}, 404))
    document = json.loads(drift(old, new, "--json").output)
    assert (document["breaking"], document["harmless"]) == (1, 1)
    markdown = drift(old, new, "--markdown").output
    assert "### `doi/access/work`" in markdown
    rows = [line for line in markdown.splitlines() if line.startswith(("| **", "| harm"))]
    assert len(rows) == 2
    assert all(row.replace("\\|", "").count("|") == 6 for row in rows)


def test_a_broken_cassette_is_named_in_one_line(folders: tuple[Path, Path]) -> None:
    old, new = folders
    write(old, "a/b/c", interaction(WORK))
    (new / "a/b").mkdir(parents=True)
    (new / "a/b/c.yaml").write_text("interactions: 3\n", encoding="utf-8")
    result = drift(old, new)
    assert result.exit_code == 3
    assert "c.yaml is no vcrpy cassette" in result.output


def test_committed_cassettes_have_not_drifted_from_themselves() -> None:
    assert compare_folders(CASSETTES, CASSETTES) == []


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guide of its own under git, one recording committed."""
    write(tmp_path / "cassettes", "doi/access/sample", interaction(WORK))
    author = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    for command in (["init", "-q"], ["add", "."], [*author, "commit", "-qm", "Record"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "CASSETTES", tmp_path / "cassettes")
    return tmp_path


def test_without_folders_it_compares_with_what_is_committed(repository: Path) -> None:
    untouched = drift()
    assert (untouched.exit_code, untouched.output) == (0, "Nothing changed.\n")
    write(repository / "cassettes", "doi/access/sample", interaction(ERROR, 404))
    changed = drift("--json")
    assert changed.exit_code == 2
    assert "status changed" in changed.output


def test_without_git_it_asks_for_two_folders(repository: Path) -> None:
    shutil.rmtree(repository / ".git")
    refused = drift()
    assert refused.exit_code == 3
    assert "Name two folders: pidguide drift OLD NEW" in refused.output
    assert drift(repository).exit_code == 3


def test_what_was_not_compared_has_an_exit_code_of_its_own(folders: tuple[Path, Path]) -> None:
    old, new = folders
    nothing = drift(old, new)
    assert (nothing.exit_code, nothing.output) == (
        3,
        f"pidguide: {old} holds no recording to look at.\n",
    )
    write(old, "a/b/c", interaction(WORK))
    (new / "notes.yml").write_text("- a list of something\n")
    assert drift(old, new).output == f"pidguide: {old} and {new} hold no recording of the same sample.\n"
    wrong_calls = [("--unheard",), (old,), (old, old / "none"), (old, old, "--json", "--markdown")]
    assert [drift(*words).exit_code for words in wrong_calls] == [3, 3, 3, 3]


def test_a_broken_recording_is_no_harmless_new_one(folders: tuple[Path, Path]) -> None:
    for folder in folders:
        write(folder, "a/b/c", interaction(WORK))
    (folders[1] / "a/b/d.yaml").write_text("interactions: 3\n")
    assert drift(*folders).exit_code == 3


def test_a_table_in_a_pipe_cuts_no_address(folders: tuple[Path, Path]) -> None:
    addresses = [f"https://api.crossref.org/works/10.5555/{'a' * 70}?mark={number}" for number in (1, 2)]
    for folder, address in zip(folders, addresses, strict=True):
        item = interaction("", 302, location=address.replace("works", f"works{address[-1]}"))
        write(folder, "doi/access/redirect", item)
    told = drift(*folders).output
    assert all(address.replace("works", f"works{address[-1]}") in told for address in addresses)
