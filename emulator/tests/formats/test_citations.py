"""Formatted citations in CSL styles and locales."""

import pytest

from pid_emulator.formats import citations
from pid_emulator.formats.csl import csl_item
from support.crossref_work import WORK, Negotiate


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


@pytest.mark.parametrize(
    ("style", "locale", "said"),
    [
        ("no-such-style", "en-US", "No CSL style is called 'no-such-style'."),
        ("../apa", "en-US", "No CSL style is called '../apa'."),
        ("APA", "en-US", "No CSL style is called 'APA'."),
        ("", "en-US", "No CSL style is called ''."),
        ("apa", "xx-XX", "No CSL locale is called 'xx-XX'."),
        ("apa", "en", "No CSL locale is called 'en'."),
    ],
)
def test_a_style_or_a_locale_that_there_is_not_is_named(style: str, locale: str, said: str) -> None:
    with pytest.raises(citations.UnknownStyleError) as refusal:
        citations.format_citation({"title": "x"}, style, locale)
    assert str(refusal.value) == said


def test_a_style_that_citeproc_cannot_read_is_unknown_too() -> None:
    with pytest.raises(
        citations.UnknownStyleError, match="^citeproc-py cannot format 'geopolitics' in 'en-US': "
    ):
        citations.format_citation(csl_item(WORK), "geopolitics")


def test_markup_stays_where_it_is_wanted_and_tags_of_titles_never_do() -> None:
    item = {**csl_item(WORK), "title": "Water in <i>E. coli</i> & <jats:sup>2</jats:sup>H"}
    plain = citations.format_citation(item)
    assert plain == (
        "Frank, H. S. (1970). Water in E. coli & 2H. Science, 169(3946), 635–641."
        " https://doi.org/10.1126/science.169.3946.635"
    )
    marked = citations.format_citation(item, markup=True)
    assert "<i>Science</i>, <i>169</i>(3946)" in marked
    assert "Water in E. coli & 2H" in marked.replace("&amp;", "&")


def test_a_work_of_which_nothing_but_the_title_is_known_is_cited() -> None:
    text = citations.format_citation({"title": "A title", "issued": {}, "author": []})
    assert text.startswith("A title. (n.d.).")


def test_dependent_styles_are_listed_with_the_others() -> None:
    names = citations.style_names()
    assert {"apa", "nature", "nature-genetics"} <= set(names)
    assert names == sorted(names)
