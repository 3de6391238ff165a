"""A Crossref work as RIS."""

import rispy

from support.crossref_work import Negotiate


def test_ris_holds_the_whole_page_range_in_sp(negotiate: Negotiate) -> None:
    text = negotiate("application/x-research-info-systems").text
    assert text.startswith("TY  - JOUR\nDO  - 10.1126/science.169.3946.635\n")
    assert "\nSN  - 0036-8075\nSN  - 1095-9203\n" in text
    reference = rispy.loads(text)[0]
    assert (reference["start_page"], reference["authors"]) == ("635-641", ["Frank, Henry S."])
