"""Finds secrets in files that are to be published, whatever wrote them.

It is separate from the scrubber on purpose: it looks at the files, and trusts nobody.
"""

import base64
import json
import re
from html.parser import HTMLParser
from pathlib import Path

from pidguide.cassettes import placeholders

# What a secret looks like, and what to call it. Placeholders like <ACCESS_TOKEN> match none of these.
PATTERNS = {
    "bearer token": re.compile(r"\bBearer\s+(?!realm\b|error)([A-Za-z0-9._~+/=-]{8,})"),
    "basic credentials": re.compile(r"\bBasic\s+(?!realm\b)([A-Za-z0-9+/]{8,}={0,2})(?![a-z ])"),
    "client secret": re.compile(r"client_secret[\"']?\s*[=:]\s*[\"']?([A-Za-z0-9-]{8,})"),
    "OAuth token": re.compile(r"(?:access|refresh)_token[\"']?\s*[=:]\s*[\"']?([A-Za-z0-9._-]{8,})"),
    "password": re.compile(r"(?:password|passwd|login_passwd|pwd)=([^&<>\s\"'%{]{4,})"),
    "DataCite API key": re.compile(r"\b(DC\.[A-Za-z0-9]{32})\b"),
    "authorization code": re.compile(r"[?&]code=([A-Za-z0-9]{6})\b"),
    "cookie": re.compile(r"set-cookie:", re.IGNORECASE),
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
}
JWT = re.compile(r"\b(eyJ[A-Za-z0-9_-]+)\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
# In JSON a line's end is `\n`, whose n is no part of a name: `\n@app.get` is a decorator, not an address.
EMAIL = re.compile(r"(?<!\\)(?:\\[nrt])*([A-Za-z0-9._+-]+)(?:@|%40)((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})\b")
# Where the registries want to be written to: pages name these.
HELP_DESKS = ("support@crossref.org", "support@datacite.org", "support@orcid.org")
# Who wrote a library says so in it, with an address, to everyone.
COPYRIGHT = re.compile(r"\(c\) \d{4}[^\\\n@<>]{0,60}<[^\\\n<>]+>", re.IGNORECASE)
# A shell's variable is what a command has instead of a secret.
SHELL_VARIABLE = re.compile(r"\$[A-Z_][A-Z0-9_]*")
# Long strings that look random and are not secret: digests, cursors, stored XML, public keys, inlined images,
# a diagram's lines.
KNOWN_RANDOM = re.compile(
    r"sha256[-:\"' ]+[A-Za-z0-9+/=]+|cursor(?:%5D|\])?[\"']?\s*[=:]\s*[\"']?[^&\"'\s]+"
    r"|\"?xml\"?\s*:\s*\"?[A-Za-z0-9+/=\\n]+|\"n\"\s*:\s*\"[^\"]+\"|data:image/[^\"')]+|data-points=\"[^\"]+\""
)
LONG_STRING = re.compile(r"(?<![A-Za-z0-9+/_.%-])[A-Za-z0-9+_-]{24,}={0,2}(?![A-Za-z0-9+/_.%-])")
# Tags inside a line: highlighting wraps the parts of one string in them. Others end a line.
INLINE = (
    "a", "abbr", "b", "code", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "wbr",
)  # fmt: skip
# ORCID's tokens and codes are version-4 UUIDs; so are parts of ordinary addresses, which pass.
UUID = re.compile(
    r"(?i)(?:token|bearer|code)[^\n]{0,20}\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b"
)


def find_secrets(file: Path) -> list[str]:
    """Return a line for each thing in a text file that looks like a secret, without repeating it."""
    text = _read(file)
    # A page's source as well as what it shows: whatever stands in either is published.
    found = find_secrets_in(f"{text}\n{_shown_by(text)}" if _is_page(file) else text)
    return [f"{_place(file)} holds what looks like {what}" for what in found]


def find_random_strings(file: Path) -> list[str]:
    """Return a line for a text file that holds long strings too random to be words (by detect-secrets)."""
    from detect_secrets.plugins.high_entropy_strings import Base64HighEntropyString, HexHighEntropyString

    # What is random and known is known by the name before it, which highlighting parts from it.
    text = _shown_by(_read(file)) if _is_page(file) else _read(file)
    text = JWT.sub("", KNOWN_RANDOM.sub("", text))
    for candidate in set(LONG_STRING.findall(text)):
        if list(candidate) == sorted(set(candidate)):
            continue  # an alphabet: every character once, in order
        is_hex = all(character in "0123456789abcdef" for character in candidate.lower())
        judge = HexHighEntropyString() if is_hex else Base64HighEntropyString()
        if judge.calculate_shannon_entropy(candidate) > judge.entropy_limit:
            return [
                f"{_place(file)} holds a long random string ({candidate[:4]}…, {len(candidate)} characters)"
            ]
    return []


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _place(file: Path) -> str:
    """Return how messages call a file: from the current folder on, where it lies in it."""
    whole = file.absolute()
    return str(whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else file)


def _is_page(file: Path) -> bool:
    return file.suffix in (".html", ".htm")


class _Page(HTMLParser):
    """Collects what a page shows as one text without tags, then its attributes and comments."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.hidden += [f'{name}="{value}"' for name, value in attributes if value]
        self._end_line(tag)

    def handle_endtag(self, tag: str) -> None:
        self._end_line(tag)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.hidden.append(data)

    handle_pi = unknown_decl = handle_comment

    def _end_line(self, tag: str) -> None:
        if tag not in INLINE:
            self.parts.append("\n")


def _shown_by(page: str) -> str:
    parser = _Page()
    parser.feed(page)
    parser.close()
    return "\n".join(["".join(parser.parts), *parser.hidden])


def find_secrets_in(text: str) -> list[str]:
    """Return the kinds of secret that a text seems to hold, each once."""
    found = [
        f"a {what}"
        for what, pattern in PATTERNS.items()
        if any(not _is_harmless(match[match.re.groups]) for match in pattern.finditer(text))
    ]
    if any(_is_foreign_token(token) for token in JWT.findall(text)):
        found.append("an id_token")
    if any(not _is_public(*address) for address in EMAIL.findall(COPYRIGHT.sub("", text))):
        found.append("an e-mail address")
    if UUID.search(text):
        found.append("a token (UUID)")
    return found


def _is_harmless(value: str) -> bool:
    """Tell whether a value is no secret: wrong on purpose, or a shell variable that stands for one."""
    value = value.rstrip(".")  # of a sentence that ends with it
    return bool(placeholders.WRONG.fullmatch(value) or SHELL_VARIABLE.fullmatch(value))


def _is_foreign_token(header: str) -> bool:
    try:
        decoded = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    except ValueError:
        return True
    return not isinstance(decoded, dict) or decoded.get("kid") != placeholders.STAND_IN_KEY_ID


def _is_public(mailbox: str, domain: str) -> bool:
    domain = domain.lower()
    if f"{mailbox.lower()}@{domain}" in HELP_DESKS:
        return True
    return any(domain == name or domain.endswith(f".{name}") for name in placeholders.RESERVED_DOMAINS)
