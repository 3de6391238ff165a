"""Numbers and URIs as Java reads them, by the edge cases that its documentation names."""

# ruff: noqa: E501  (one list for each grammar)

import pytest

from pid_emulator.orcid.record.java_values import is_double, is_uri


@pytest.mark.parametrize(
    "text",
    [
        "1000", "1000.50", "1e6", "-5", "+1", "1.", ".5", "1E-3", "1d", "1F", "0x1p3", "0x.8P-1", "NaN",
        "-Infinity", " 7\t", "\n1 ",
    ],
)  # fmt: skip
def test_a_double(text: str) -> None:
    assert is_double(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "a lot", "1,000.50", "1.000,50", "12 000", "1_000", ".", "e5", "1e", "0x1", "nan", "inf",
        "1.2.3", "\u0663", "1\u00a0", "--1", "1L", "$5",
    ],
)  # fmt: skip
def test_no_double(text: str) -> None:
    assert not is_double(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "https://hooks.example.org/o?x=1", "hooks.example.org/x", "ftp://hooks.example.org/x", "urn:example:x",
        "mailto:someone@example.org", "/x", "../x", "?x", "#x", "//host/x", "x/y:z", "file:///x", "http:///x",
        "http://h/100%25", "http://h?list[]=1", "http://h/#[a]", "http://user@h:80/x", "http://h_x/", "http://a:b/",
        "http://ü.example/ü?ü", "http://[::1]:8080/x", "http://u@[2001:db8::1]/", "http://[fe80::1%en0]/", "http:?x",
        "a+b.c-d:x", "http://h/a;b=1,2", "http://h/~!*'()", "http://?x",
    ],
)  # fmt: skip
def test_a_uri(text: str) -> None:
    assert is_uri(text)


@pytest.mark.parametrize(
    "text",
    [
        "not a uri", " http://h/", "http://h/a b", "https://h/100%", "http://h/%zz", "http://h?q=%1", "%", "http:",
        "http://", "//", ":x", "1a:b", "a_b:c", "http://h/<x>", 'http://h/"', "http://h/{x}", "http://h/a|b",
        "http://h/a\\b", "http://h/^", "http://h/`", "http://h/x[1]", "x#a#b", "http://h/\u00a0", "http://h/\u2028",
        "http://h/\x7f", "http://h/\t", "http://[::1", "http://[xyz]/", "http://[::1]x/", "http://[1.2.3.4]/",
        "http://h[/x",
    ],
)  # fmt: skip
def test_no_uri(text: str) -> None:
    assert not is_uri(text)
