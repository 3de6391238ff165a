"""Finds e-mail addresses however they are written: `jane%40host.org`, `jane [at] host.org`, with tags."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from pidguide.cassettes import encodings, placeholders

_LETTER = r"\\+u[0-9A-Fa-f]{4}|&#?\w+;|(?:%(?:25)*[89A-Fa-f][0-9A-Fa-f])+"
# What parts an address on a page: tags, also escaped ones, spaces, and `'jane' + '@host.org'` in a script.
_TAG = r"(?:<[^<>@]{1,200}>|&lt;[^<>&@]{1,99}&gt;|\\+u003[Cc][^<>@\\]{1,99}\\+u003[Ee])"
_TAGS = rf"(?:{_TAG}|&nbsp;|&#0*160;|\u00a0|&#8203;|&shy;|[\"']\s*\+\s*[\"']){{0,4}}"
_AT = (
    rf"(?:{encodings.any_encoding_of('@')}|\uff20|\s@\s|=40|\(a\)|\s*(?:[(\[{{<_]|&lt;)\s*(?:at|@|\u00e4t)\s*(?:[)\]}}>_]|&gt;)\s*"
    r"|%(?:20|28|5[Bb])+at%(?:20|29|5[Dd])+)"
)
_DOT = (
    r"(?:\.|%(?:25)*2[Ee]|\\+u002[Ee]|&#(?:0*46|x0*2[Ee]);|&period;"
    r"| \. (?=(?:com|org|net|edu|gov|[a-z]{2})\b)|\s*[(\[{_]\s*(?:dot|punkt|\.)\s*[)\]}_]\s*)"
)
_TOP_LEVEL = rf"(?:xn--[A-Za-z0-9-]+|(?:[^\W\d_]|{_LETTER}){{2,}})"
_DOMAIN = rf"(?:(?:[^\W_]|-|{_LETTER})+{_TAGS}{_DOT}{_TAGS})+{_TOP_LEVEL}|\[[\d.]+\]"
# In JSON a line's end is `\n`, whose n is no part of a name; `%3A` ends with an A that is none either.
_START = (
    r"(?:(?<![\\\w.%+-])|(?<=(?<!\\)\\[nrt])|(?<=%[0-9A-Fa-f]{2})"
    r"|(?<=%25[0-9A-Fa-f]{2})|(?<=\\u[0-9A-Fa-f]{4}))"
)
_ADDRESS = re.compile(
    rf"{_START}(?P<mailbox>(?:[\w.+-]|(?<=\w)'(?=\w)|%(?:25)*2[Bb])+?"
    r"|(?P<quote>\\*\"|&quot;|&#34;)[^\"@<>&\\\n]{1,64}(?P=quote))"
    rf"(?P<at>{_TAGS}{_AT}{_TAGS})(?P<domain>{_DOMAIN})",
    re.IGNORECASE,
)
_SPELT = re.compile(r"(?<![\w.+-])[\w.+-]+(?P<at> at )(?P<domain>[\w-]+(?: dot [\w-]+)+)", re.IGNORECASE)


def found_in(text: str) -> Iterator[str]:
    """Yield the addresses of persons in a text, as they stand there; not those that belong to nobody."""
    for pattern in (_ADDRESS, _SPELT):
        yield from (found[0] for found in pattern.finditer(text) if _replace(found) != found[0])


def replace_all(text: str) -> str:
    """Return a text with nobody's address in the place of each person's."""
    return _SPELT.sub(_replace, _ADDRESS.sub(_replace, text))


def _replace(match: re.Match[str]) -> str:
    domain = unescape(unquote(unquote(match["domain"]))).lower()
    is_reserved = any(domain == name or domain.endswith(f".{name}") for name in placeholders.RESERVED_DOMAINS)
    mailbox, _, stand_in = placeholders.EMAIL.partition("@")
    return match[0] if is_reserved else f"{mailbox}{match['at']}{stand_in}"
