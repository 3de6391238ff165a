"""The formats of a DOI: by media type, one and several, whatever the record is like."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pid_emulator.datacite import formats
from support.datacite_formats import NEXUS, changed

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "name", "date"]), inner)
    ),
    max_leaves=6,
)


def test_an_unknown_media_type_has_no_answer() -> None:
    assert formats.render(NEXUS, "application/vnd.ms-excel") is None
    assert formats.render_many([NEXUS], "application/vnd.ms-excel") is None


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("application/x-datacite+xml", formats.DATACITE_XML),
        ("application/ld+json", formats.SCHEMA_ORG),
        ("application/citeproc+json", formats.CSL_JSON),
        ("Application/X-BibTeX; charset=utf-8", formats.BIBTEX),
    ],
)
def test_an_alias_is_answered_by_the_registered_name(alias: str, name: str) -> None:
    rendered = formats.render(NEXUS, alias)
    assert rendered is not None
    assert rendered[1] == f"{name}; charset=utf-8"


def test_a_list_of_records_stays_readable() -> None:
    many = formats.render_many([NEXUS, NEXUS], formats.CSL_JSON)
    assert many is not None
    assert len(json.loads(many[0])) == 2


@settings(deadline=None, max_examples=60, derandomize=True)
@given(name=st.sampled_from(sorted(NEXUS["attributes"])), value=ANYTHING)
def test_no_record_is_too_strange_to_write(name: str, value: object) -> None:
    resource = changed(**{name: value})
    for media_type in formats.MEDIA_TYPES:
        assert formats.render(resource, media_type) is not None
