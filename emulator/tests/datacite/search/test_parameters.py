"""Query parameters as DataCite's server reads them."""

import pytest
from werkzeug.datastructures import MultiDict

from pid_emulator.datacite.search.parameters import Parameters


def parameters(**fixed: str) -> Parameters:
    sent = {
        "client_id": "a.b", "page[size]": "5", "empty": "", "on": "true", "off": "false", "loud": "TRUE",
        "fields[dois]": "titles, url", "fields[clients]": "name", "include": " Client,,media ",
    }  # fmt: skip
    return Parameters(MultiDict(sent), **fixed)


@pytest.mark.parametrize(
    ("name", "value"),
    [("client-id", "a.b"), ("client_id", None), ("page[size]", "5"), ("empty", None), ("missing", None)],
)
def test_hyphens_and_underscores_are_the_same_and_nothing_is_missing(name: str, value: str | None) -> None:
    assert parameters().get(name) == value
    assert parameters().has_value(name) is (value is not None)


def test_only_the_word_true_switches_on() -> None:
    assert [parameters().flag(name) for name in ("on", "off", "loud", "empty", "missing")] == [
        True, False, False, False, False,
    ]  # fmt: skip
    assert parameters().has_value("off")


def test_what_was_sent_empty_was_sent() -> None:
    assert (parameters().has("empty"), parameters().has("missing")) == (True, False)


def test_a_path_overrules_what_was_sent() -> None:
    assert parameters(client_id="of.path").get("client-id") == "of.path"
    changed = parameters()
    changed.set("client-id", "other")
    assert changed.get("client-id") == "other"


def test_lists_are_cut_at_commas() -> None:
    assert parameters().fields() == {"dois": ["titles", "url"], "clients": ["name"]}
    assert parameters().included() == ["client", "media"]
    assert Parameters(MultiDict()).included() == []
