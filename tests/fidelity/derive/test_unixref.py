"""A work is read from Crossref's XML."""

from collections.abc import Callable
from typing import Any

import pytest

from pid_emulator.formats.unixref import write_unixref, write_unixsd
from pidguide.fidelity.derive.unixref import work_from_unixref
from tests.support.recordings import WORK


@pytest.mark.parametrize("write_xml", [write_unixref, write_unixsd])
def test_a_work_is_read_from_xml_as_it_was_written(write_xml: Callable[[Any], str]) -> None:
    work = {
        **WORK,
        "ISSN": ["0264-3561"],
        "issn-type": [{"value": "0264-3561", "type": "electronic"}],
        "short-container-title": ["J. Psychoc."],
        "subtitle": ["A Truth Universally Denied"],
        "published-print": {"date-parts": [[2008, 8, 14]]},
        "volume": "5",
        "issue": "11",
        "page": "1-3",
        "deposited": {"date-time": "2024-02-06T23:56:00Z"},
        "created": {"date-time": "2011-11-09T14:42:05Z"},
        "is-referenced-by-count": 4,
        "resource": {"primary": {"URL": "https://example.org/psychoceramics"}},
        "reference": [{"key": "1", "DOI": "10.5555/777", "unstructured": "Carberry, J. (2007)"}],
    }
    xml = write_xml(work)
    derived = work_from_unixref("10.5555/12345678", xml.encode())
    assert derived is not None
    assert write_xml(derived) == xml
