"""Names, texts, identifiers and coordinates as DataCite's server cleans them."""

from typing import Any

import pytest

from pid_emulator.datacite.cleaning import cleaned_name, normalized_orcid, normalized_ror, number, sanitized


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (None, None),
        ("", None),
        (" \n\t ", None),
        ("  two\n words ", "two words"),
        ("<p>a</p> <script>b</script>", "a b"),
        ("H<sub>2</sub>O, <EM>so</EM><br/>", "H<sub>2</sub>O, <EM>so</EM><br/>"),
        ("<strong>a</strong><b>b</b><i>c</i>", "<strong>a</strong><b>b</b><i>c</i>"),
        ("<code>a</code><pre>b</pre><sup>c</sup>", "<code>a</code><pre>b</pre><sup>c</sup>"),
        ("<span><i>a</i></span>", "<i>a</i>"),
        ("1 < 2 > 0", "1 &lt; 2 &gt; 0"),
        ("a & b &amp; c &eacute;", "a &amp; b &amp; c &amp;eacute;"),
        ("&lt; &gt; &quot; &#233;", "&lt; &gt; &quot; &#233;"),
    ],
)
def test_texts_keep_simple_tags_and_lose_others(text: str | None, cleaned: str | None) -> None:
    assert sanitized(text) == cleaned


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("carberry, josiah", "Carberry, Josiah"),
        ("Carberry,  Josiah (Professor) ", "Carberry, Josiah"),
        ("Carberry - Brown, J.", "Carberry-Brown, J."),
        ("de la Cruz", "De La Cruz"),
        ("élodie", "Élodie"),
        ("3rd party", "3rd Party"),
    ],
)
def test_names_begin_with_capitals(name: str, cleaned: str) -> None:
    assert cleaned_name(name) == cleaned


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
        ("0000000218250097", "https://orcid.org/0000-0002-1825-0097"),
        ("http://orcid.org/0000-0002-1694-233X", "https://orcid.org/0000-0002-1694-233X"),
        ("0000-0002-1694-233x", "0000-0002-1694-233x"),
        ("0000-0002-1825-009", "0000-0002-1825-009"),
        ("nobody", "nobody"),
    ],
)
def test_orcid_ids_become_links(value: str, url: str) -> None:
    assert normalized_orcid(value) == url


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("05gq02987", "https://ror.org/05gq02987"),
        ("https://ror.org/05GQ02987", "https://ror.org/05gq02987"),
        ("ror.org/05gq0298", "ror.org/05gq0298"),
        ("15gq02987", "15gq02987"),
    ],
)
def test_ror_ids_become_links(value: str, url: str) -> None:
    assert normalized_ror(value) == url


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("-67", -67),
        (" +31 ", 31),
        ("31.233", 31.233),
        ("5.", 5.0),
        (".5", 0.5),
        ("-.5", -0.5),
        ("1" * 15, 111_111_111_111_111),
        ("1" * 16, "1" * 16),
        ("1" * 400, "1" * 400),
        ("1" * 15 + ".25", 111_111_111_111_111.25),
        ("1e3", "1e3"),
        ("12,5", "12,5"),
        ("", ""),
        ("north", "north"),
        (7.5, 7.5),
        (None, None),
    ],
)
def test_coordinates_become_numbers_where_they_are_some(value: Any, stored: Any) -> None:
    found = number(value)
    assert (found, type(found)) == (stored, type(stored))
