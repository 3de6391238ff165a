"""A record with gaps is filled in to the JSON that it would be, were it built."""

import json
from random import Random

import pytest

from pidguide.datafiles.form import Form, as_json, gap, some_words


def test_a_gap_takes_json_of_any_kind() -> None:
    form = Form({"doi": gap("doi"), "list": [1, gap("year")], "doi again": gap("doi"), "é": '"quoted"'})
    line = form.fill({"doi": as_json('10.1/"x"'), "year": "2020"})
    assert "\n" not in line
    assert json.loads(line) == {
        "doi": '10.1/"x"',
        "list": [1, 2020],
        "doi again": '10.1/"x"',
        "é": '"quoted"',
    }


def test_a_form_is_filled_in_again_and_again() -> None:
    form = Form({"a": gap("a")})
    assert [form.fill({"a": value}) for value in ("1", "[]")] == ['{"a":1}', '{"a":[]}']


def test_a_value_that_is_not_given_is_told() -> None:
    with pytest.raises(KeyError):
        Form({"a": gap("a")}).fill({})


def test_words_are_as_many_as_asked_for_and_the_same_each_time() -> None:
    assert some_words(Random("1"), 7) == some_words(Random("1"), 7)
    assert len(some_words(Random("1"), 7).split()) == 7
