"""Finds secrets in files that are to be published, whatever wrote them.

It is separate from the scrubber on purpose: it looks at the files, and trusts nobody.
"""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import click

from pidguide import paths, placeholders
from pidguide.errors import UserError
from pidguide.progress import track

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
EMAIL = re.compile(r"[A-Za-z0-9._+-]+(?:@|%40)((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})\b")
# Long strings that look random and are not secret: digests, cursors, stored XML, public keys, inlined images,
# a diagram's lines.
KNOWN_RANDOM = re.compile(
    r"sha256[-:\"' ]+[A-Za-z0-9+/=]+|cursor(?:%5D|\])?[\"']?\s*[=:]\s*[\"']?[^&\"'\s]+"
    r"|\"?xml\"?\s*:\s*\"?[A-Za-z0-9+/=\\n]+|\"n\"\s*:\s*\"[^\"]+\"|data:image/[^\"')]+|data-points=\"[^\"]+\""
)
LONG_STRING = re.compile(r"(?<![A-Za-z0-9+/_.%-])[A-Za-z0-9+_-]{24,}={0,2}(?![A-Za-z0-9+/_.%-])")
PUBLISHED = ("*.yaml", "*.out", "*.py", "*.html", "*.json", "*.md", "*.txt", "*.xml", "*.ipynb", "*.svg")
# ORCID's tokens and codes are version-4 UUIDs; so are parts of ordinary addresses, which pass.
UUID = re.compile(
    r"(?i)(?:token|bearer|code)[^\n]{0,20}\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b"
)


def find_secrets(file: Path) -> list[str]:
    """Return a line for each thing in a text file that looks like a secret, without repeating it."""
    text = file.read_text(encoding="utf-8", errors="replace")
    return [f"{file.name} holds what looks like {what}" for what in find_secrets_in(text)]


def find_random_strings(file: Path) -> list[str]:
    """Return a line for a text file that holds long strings too random to be words (by detect-secrets)."""
    from detect_secrets.plugins.high_entropy_strings import Base64HighEntropyString, HexHighEntropyString

    text = JWT.sub("", KNOWN_RANDOM.sub("", file.read_text(encoding="utf-8", errors="replace")))
    for candidate in set(LONG_STRING.findall(text)):
        if list(candidate) == sorted(set(candidate)):
            continue  # an alphabet: every character once, in order
        is_hex = all(character in "0123456789abcdef" for character in candidate.lower())
        judge = HexHighEntropyString() if is_hex else Base64HighEntropyString()
        if judge.calculate_shannon_entropy(candidate) > judge.entropy_limit:
            return [f"{file.name} holds a long random string ({candidate[:4]}…, {len(candidate)} characters)"]
    return []


def find_secrets_in(text: str) -> list[str]:
    """Return the kinds of secret that a text seems to hold, each once."""
    found = [f"a {what}" for what, pattern in PATTERNS.items() if pattern.search(text)]
    if any(_is_foreign_token(token) for token in JWT.findall(text)):
        found.append("an id_token")
    if any(not _is_reserved(domain) for domain in EMAIL.findall(text)):
        found.append("an e-mail address")
    if UUID.search(text):
        found.append("a token (UUID)")
    return found


def _is_foreign_token(header: str) -> bool:
    try:
        decoded = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    except ValueError:
        return True
    return not isinstance(decoded, dict) or decoded.get("kid") != placeholders.STAND_IN_KEY_ID


def _is_reserved(domain: str) -> bool:
    domain = domain.lower()
    return any(domain == name or domain.endswith(f".{name}") for name in placeholders.RESERVED_DOMAINS)


@click.command("secrets")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="FILE…")
def secrets_command(files: tuple[Path, ...]) -> None:
    """Look for secrets in files, or in all cassettes, samples and the built site.

    \b
    Example: pidguide secrets cassettes/orcid
    """
    chosen = list(_expand(files or (paths.CASSETTES, paths.SAMPLES, paths.SITE)))
    found = [
        line for file in track(chosen, "Looking") for line in find_secrets(file) + find_random_strings(file)
    ]
    for line in found:
        click.echo(line, err=True)
    if found:
        raise UserError(f"{len(found)} finding(s). Record the sample anew, or take the secret out.")
    click.echo(f"{len(chosen)} file(s), no secret found.")


def _expand(chosen: tuple[Path, ...]) -> Iterator[Path]:
    for path in chosen:
        if path.is_file():
            yield path
        for pattern in PUBLISHED if path.is_dir() else ():
            yield from sorted(path.rglob(pattern))
