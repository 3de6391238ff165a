"""Formatted citations in CSL styles and locales."""

import pytest

from support.crossref_work import Negotiate


@pytest.mark.parametrize(
    ("parameters", "citation"),
    [
        (
            "; style = apa; locale = en-US",
            "Frank, H. S. (1970). The Structure of Ordinary Water. Science, 169(3946), 635–641."
            " https://doi.org/10.1126/science.169.3946.635\n",
        ),
        (
            "; style = ieee; locale = en-US",
            "[1]H. S. Frank, “The Structure of Ordinary Water,” Science, vol. 169, no. 3946, pp. 635–641,"
            " Aug. 1970, doi: 10.1126/science.169.3946.635.\n",
        ),
        (
            "; style=chicago-author-date; locale=de-DE",
            "Frank, H. S. 1970. „The Structure of Ordinary Water“. Science 169 (3946): 635–41."
            " https://doi.org/10.1126/science.169.3946.635.\n",
        ),
    ],
)
def test_citations_follow_style_and_locale(negotiate: Negotiate, parameters: str, citation: str) -> None:
    assert negotiate(f"text/x-bibliography{parameters}").text == citation
