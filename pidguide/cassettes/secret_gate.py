"""Finds secrets in files that are to be published, whatever wrote them.

It is separate from the scrubber on purpose: it looks at the files, decodes what they hold, and trusts nobody.
"""

import base64
import html
import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from pidguide.cassettes import placeholders

# What a secret looks like, and what to call it. Placeholders like <ACCESS_TOKEN> match none of these.
PATTERNS = {
    "bearer token": re.compile(r"\bBearer\s+(?!realm\b|error)([A-Za-z0-9._~+/=-]{8,})"),
    "basic credentials": re.compile(r"\bBasic\s+(?!realm\b)([A-Za-z0-9+/]{8,}={0,2})(?![a-z\s])"),
    "client secret": re.compile(r"client_secret[\"']?\s*[=:]\s*[\"']?([A-Za-z0-9-]{8,})"),
    "OAuth token": re.compile(r"(?:access|refresh)_token[\"']?\s*[=:]\s*[\"']?([A-Za-z0-9._-]{8,})"),
    "password": re.compile(r"(?:password|passwd|login_passwd|pwd)=([^&<>\s\"'%{]{4,})"),
    "DataCite API key": re.compile(r"\b(DC\.[A-Za-z0-9]{32})\b"),
    "authorization code": re.compile(r"(?i)(?<![A-Za-z0-9_-])code=([A-Za-z0-9]{6})\b"),
    "cookie": re.compile(r"set-cookie:(?!\s*[\w.-]+=<COOKIE>)", re.IGNORECASE),
    "password of a command": re.compile(
        r"(?<![\w-])(?:-u|--user)[\s=]+[\"']?[^\s\"'<>:$]+:([^\s\"'<>$]{4,})"
    ),
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "password in an address": re.compile(r"://[^\s/?#\"'<>@:$`]+:([^\s/?#\"'<>@`]+)@"),
    "client id": re.compile(r"(?i)\b(APP-(?!X{16}|EMULATOR\d{8}|YOURCLIENT)[A-Z0-9]{12,})\b"),
}
# A noun that secrets stand behind: the end of a name, however that is written.
NOUN = re.compile(
    r"(?:token|secret|passw(?:or)?[dt]|kennwort|contrase.?a|mot.?de.?passe|passphrase|passcode|pwd"
    r"|(?:api|access|account|auth|private|secret|signing|subscription)[ _+/-]?key"
    r"|code[ _-]?verifier|assertion|credentials?|sess(?:ion)?[ _-]?id|cookie"
    r"|(?:authori[sz]ation|verification|confirmation|security|recovery|reset|one[ -]time|activation"
    r"|invitation)[ _-]?code|(?<![A-Za-z_-])(?:auth|session|pass|pin|t?otp|sig|sid|jwt|pw))"
    r"(?:[ _-]?(?:value|string|hash|index|confirm|repeat|v?\d+))?s?(?![A-Za-z])",
    re.IGNORECASE,
)
PAGING = re.compile(r"(?:next|page|paging|resumption|continuation)[ _-]?$", re.IGNORECASE)
# Any value in quotes, in a tag or in a part of a form behind such a name is distrusted.
QUOTED = re.compile(r"\]?[\"'`]?\s*(?::|=>?)\s*(?P<quote>[\"'`])(?P<value>.*?)(?P=quote)")
IN_TAG = re.compile(r"(?:[\s\"'][^<>]*)?>(?:<!\[CDATA\[)?(?P<value>[^<>]+?)(?:\]\]>)?</")
IN_PART = re.compile(r"\"[^\n]*\n(?:[^\r\n]+\r?\n)*\r?\n(?P<value>[^\r\n]+)\r?\n--")
IN_PAIR = re.compile(r"\"[^{}<>]{0,80}?\b(?:value|content)\"?\s*[:=]\s*\"(?P<value>[^\"]+)")
# In an address or a form, too; elsewhere such a line is code or prose, where words are none.
ASSIGNED = re.compile(r"\]?[\"']?\s*(?P<sign>[:=])\s*(?P<value>[^\s\"'<>&;,)\]}`\\|]+)")
SAID = re.compile(
    r"(?i)(?:[\s\"'`\u2018-\u201f:=(\[{}/*>,-]|\b(?:is|was|which|of|value|with|named|received|sent)\b){1,6}"
    r"(?P<value>[A-Za-z0-9~+][\w.~+/=-]{5,})"
)
# A row of a table, or a line of a file of settings.
IN_ROW = re.compile(r"[\"'`]?\s*[,;|\t]\s*[\"'`]?(?P<value>[^\s\"'<>&;,|)\]}`\\]{6,})")
# A form's field that has its value before its name; an address's parameter, whatever its name.
BEFORE_NAME = re.compile(r"\bvalue=\"(?P<value>[^\"]+)\"[^<>]{0,60}\bname=\"[\w-]*$")
PARAMETER = re.compile(r"[?&;](?P<name>[\w.-]+)=(?P<value>[A-Za-z0-9_-]{12,})(?![\w/.-])")
PUBLIC_PARAMETER = re.compile(
    r"(?:charset|cursor|token|id|sha\d*|checksum|md5|batch|q|query|pid)$", re.IGNORECASE
)
# In an object or a list behind a name, and in the row below a table's head.
INSIDE = re.compile(r"[\"']?\s*[:=]\s*(?P<inside>[\[{][^\]}]{0,400})")
ROWS = re.compile(r"(?m)^(?P<head>[\w\"-]+(?:[,;\t][\w\"-]+)+)\r?\n(?P<row>[^\s,;]+(?:[,;\t][^\s,;]*)+)\r?$")
IN_QUOTES = re.compile(r"([\"'])([^\"'\s]{6,})\1")
# A word that a service refuses and repeats, or has in a file of settings, is no word of its own.
REFUSED = re.compile(
    r"(?i)(?:(?:invalid|unknown|wrong|bad|expired|revoked|incorrect|no such)\s(?:\w+ )?[\w-]*|^[\s-]*[\w-]*)$"
)
REPEATED = re.compile(r"(?: *[:=] *| )(?P<quote>[\"'`]?)(?P<value>[\w~+=-]{4,}+)(?P=quote)(?!\s*\w)")
SAID_IN_QUOTES = re.compile(r" (?P<quote>[\"'`])(?P<value>[\w~+=-]{4,})(?P=quote)")
STATES = (
    "missing", "expired", "invalid", "unknown", "revoked", "malformed", "denied", "empty", "required", "type",
    "null", "none", "true", "false", "bearer", "basic", "string", "optional", "format", "signature",
)  # fmt: skip
TAG = re.compile(r"</?(?![A-Z_]+>)[A-Za-z][^<>]*>")
VERB = re.compile(r"(?:\s(?:is|was|as)|:)\s", re.IGNORECASE)
SAID_BEFORE = re.compile(r"(?i)([\w.~+/=-]{6,})[\"'`]?(?:\s+(?:is|was|as)|:)\s+(?:\w+\s+){0,4}$")
JWT = re.compile(r"\b(eyJ[A-Za-z0-9_-]+)\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
AT = re.compile(r"[@\uff20]|%40|\s*[(\[{]\s*(?:at|@)\s*[)\]}]\s*| at (?=[\w-]+ dot \w)", re.IGNORECASE)
MAILBOX = re.compile(r"[\w.+-]+$|\"[^\"@<>\n]+\"$")
DOT = re.compile(r"\s*[(\[{]\s*(?:dot|\.)\s*[)\]}]\s*|(?<=\w) dot (?=\w)", re.IGNORECASE)
DOMAIN = re.compile(r"\[[\d.]+\]|(?:[\w-]+\.)+(?:xn--[\w-]+|[^\W\d_]{2,})\b")
# Where the registries want to be written to: pages name these.
HELP_DESKS = ("support@crossref.org", "support@datacite.org", "support@orcid.org")
# Who wrote a library says so in it, with an address, to everyone.
COPYRIGHT = re.compile(r"\(c\) \d{4}[^\\\n@<>]{0,60}<[^\\\n<>]+>", re.IGNORECASE)
# What a command or a script has instead of a secret: a shell's variable, a template's field, a word to be
# replaced by the reader's own, a constant, an annotation, another name or an expression.
STANDS_FOR_ANOTHER = re.compile(
    r"\\*\$\{?[A-Z_][A-Z0-9_]*\}?|\{[\w.:()\[\]'\"]*\}?|%[sdr]|your-[a-z-]+|\.\.\.|…|[A-Z][A-Z_-]+(?:-HERE)?"
)
STRUCTURE = re.compile(r"[\"']\s*[:,]\s*[\"']")  # what stands between two strings is none
PLAIN_ADDRESS = re.compile(r"https?://[^\s?#@]+")
IN_CODE = re.compile(r"[A-Za-z_][\w.]*(?:[(\[].*)?")
PLACEHOLDER = re.compile(r"(?:<|&lt;|%3C)[A-Z_]+(?:>|&gt;|%3E)")
# <TOKEN>…</TOKEN> is no placeholder but an element.
NO_ELEMENT = re.compile(r"(?:<|&lt;|%3C)([A-Z_]+)(?:>|&gt;|%3E)(?!(?:<!\[CDATA\[)?[^<>]*(?:\]\]>)?</\1>)")
# Long strings that look random and are not secret: digests, cursors, stored XML, public keys, inlined images,
# a diagram's lines.
KNOWN_RANDOM = re.compile(
    r"sha256[-:\"' ]+[A-Za-z0-9+/=]+|cursor(?:%5D|\])?[\"']?\s*[=:]\s*[\"']?[^&\"'\s]+"
    r"|\"?xml\"?\s*:\s*\"?[A-Za-z0-9+/=\\n]+|\"n\"\s*:\s*\"[^\"]+\"|data:image/[^\"')]+|data-points=\"[^\"]+\""
)
LONG_STRING = re.compile(r"(?<![A-Za-z0-9+/_.%-])[A-Za-z0-9+_-]{24,}={0,2}(?![A-Za-z0-9+/_.%-])")
# A shorter one, between any signs, is random where small and capital letters and digits take turns.
MIXED_STRING = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{16,}(?![A-Za-z0-9_-])")
# `…-credentials-404-not-401`, `orcid-invalid_token-1-1-answer`
PART_OF_ANCHOR = re.compile(r"[a-z]{2,8}-\d{3}|\d(?:-\d)*-[a-z]{2,8}")
CAMEL_CASE = re.compile(r"(?:[A-Z][a-z]{2,})+")
DRAWING = re.compile(r"[MmLlHhVvCcSsQqTtAaZz\d-]+")
# Tags inside a line: highlighting wraps the parts of one string in them. Others end a line.
INLINE = (
    "a", "abbr", "b", "code", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "wbr",
)  # fmt: skip
# ORCID's tokens and codes are version-4 UUIDs; so are parts of ordinary addresses, which pass.
UUID_FORM = r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
UUID = re.compile(rf"(?i)(?<!<)(?:token|bearer|code)[^\n]{{0,20}}\b(?!{placeholders.UUID}){UUID_FORM}\b")
UUID_IN_REDIRECT = re.compile(rf"(?i)[/=](?!{placeholders.UUID}){UUID_FORM}\b")
# The keys of other services whose forms detect-secrets knows and nothing else has.
KEY_DETECTORS = (
    "AWSKeyDetector", "AzureStorageKeyDetector", "DiscordBotTokenDetector", "GitHubTokenDetector",
    "GitLabTokenDetector", "MailchimpDetector", "OpenAIDetector", "PypiTokenDetector", "SendGridDetector",
    "SlackDetector", "SquareOAuthDetector", "StripeDetector", "TwilioKeyDetector",
)  # fmt: skip
OTHER_KEYS = re.compile(
    r"(?<![A-Za-z0-9])(?:AIza|ya29\.|github_pat_|hf_|[sprw]k_(?:live|test)_|whsec_|xapp-|shp[a-z]{2}_|do[op]_v1_|npm_"
    r"|dckr_pat_|hvs\.|lin_api_|glsa_|ATATT|xkeysib-)[A-Za-z0-9_.-]{16,}"
    r"|(?<!\w)\$(?:2[abxy]?|[156y]|argon2\w*)\$[^\s\"'<>]{20,}"
)
CASSETTE = re.compile(r"^interactions:$", re.MULTILINE)
# Hosts of ORCID whose records are not open to everyone: persons and put-codes there are somebody's.
ORCID_ID = re.compile(r"(?<![\w-])\d{4}-\d{4}-\d{4}-\d{3}[\dX](?![\w-])", re.IGNORECASE)
# However it is punctuated: as ORCID gives them out.
ODD_ORCID_ID = re.compile(
    r"(?<![\w-])000[09](?:(?:[^\w\s\"']|_)?\d{4}){2}(?:[^\w\s\"']|_)?\d{3}[\dX](?![\w-])", re.IGNORECASE
)
PUT_CODE = re.compile(
    r"(?i)put[-_ ]?codes?\b(?:[\s\"'\\:=\[(>#]|\bis\b|\bwas\b){1,12}(\d+)"
    r"|/(?:\d{4}-){3}\d{3}[\dX]/[a-z-]+/(?:summary/)?(\d+)"
)
SIGNED_IN = re.compile(r"(?:[A-Za-z]+ )?<[A-Z_]+>")
OWN_PUT_CODE = re.compile(r"1\d{3}")


def find_secrets(file: Path) -> list[str]:
    """Return a line for each thing in a text file that looks like a secret, without repeating it."""
    text = _read(file)
    # A page's source as well as what it shows: whatever stands in either is published.
    # Behind a name is what is shown behind it: in the source, tags and their attributes stand between.
    found = (
        [*_patterns_in(text), *find_secrets_in(_shown_by(text))] if _is_page(file) else find_secrets_in(text)
    )
    return [f"{_place(file)} holds what looks like {what}" for what in dict.fromkeys(found)]


def find_random_strings(file: Path) -> list[str]:
    """Return a line for a text file that holds long strings too random to be words (by detect-secrets)."""
    from detect_secrets.plugins.high_entropy_strings import Base64HighEntropyString, HexHighEntropyString

    # What is random and known is known by the name before it, which highlighting parts from it.
    text = _shown_by(_read(file)) if _is_page(file) else _read(file)
    text = JWT.sub("", KNOWN_RANDOM.sub("", text))
    for candidate in set(filter(_is_opaque, LONG_STRING.findall(text))):
        if list(candidate) == sorted(set(candidate)):
            continue  # an alphabet: every character once, in order
        is_hex = all(character in "0123456789abcdef" for character in candidate.lower())
        judge = HexHighEntropyString() if is_hex else Base64HighEntropyString()
        if judge.calculate_shannon_entropy(candidate) > judge.entropy_limit:
            return [_random_string(file, candidate)]
    for candidate in set(filter(_is_opaque, MIXED_STRING.findall(text))):
        if _takes_turns(candidate):
            return [_random_string(file, candidate)]
    return []


def _random_string(file: Path, found: str) -> str:
    return f"{_place(file)} holds a long random string ({found[:4]}…, {len(found)} characters)"


def _is_opaque(candidate: str) -> bool:
    """Tell whether a string is no text in base64: that is read, and looked at."""
    return _text_in(candidate) == ""


def _text_in(candidate: str) -> str:
    plain = candidate.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        text = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True).decode("ascii")
    except ValueError:
        return ""
    return text if text.isprintable() else ""


def _takes_turns(candidate: str) -> bool:
    """Tell whether small letters, capitals and digits follow each other as they do in no name."""
    if candidate.startswith("eyJ") or DRAWING.fullmatch(candidate) or CAMEL_CASE.fullmatch(candidate):
        return False  # JSON in base64, as a token's header is; the outline of an icon; a name in a program
    kinds = [_kind(each) for each in candidate if each.isalnum()]
    turns = sum(before != after for before, after in pairwise(kinds))
    vowels = sum(each in "aeiouAEIOU" for each in candidate)
    if (
        vowels < 0.27 * len(kinds)
        and kinds.count("A") >= 3
        and kinds.count("a") >= 3
        and turns >= 0.3 * len(kinds)
    ):
        return True
    return min(kinds.count("a"), kinds.count("A"), kinds.count("0")) >= 2 and turns >= 0.45 * len(kinds)


def _kind(character: str) -> str:
    return "0" if character.isdigit() else "A" if character.isupper() else "a"


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
    cassette = _cassette(text)
    strings = "\n".join(_strings(cassette)) if cassette else text
    found: list[str] = []
    decoded = _decoded(strings)
    plain = map(_text_in, MIXED_STRING.findall(decoded))
    decoded += "".join(f"\n{each}" for each in plain if each)
    for view in dict.fromkeys((text, strings, decoded, TAG.sub("", decoded), TAG.sub(" ", decoded))):
        found += _look_at(view, is_traffic=cassette is not None)
    if cassette:
        found += _look_at_exchanges(cassette)
    return list(dict.fromkeys(found))


def _patterns_in(text: str) -> Iterator[str]:
    yield from (
        f"a {what}"
        for what, pattern in PATTERNS.items()
        if any(not _is_harmless(match[match.re.groups]) for match in pattern.finditer(text))
    )


def _look_at(text: str, is_traffic: bool) -> Iterator[str]:
    yield from _patterns_in(text)
    in_rows = filter(_looks_random, _values_in_rows(text))
    if any(not _is_harmless(value) for value in (*_values_behind_names(text, is_traffic), *in_rows)):
        yield "a secret behind its name"
    given = [each["value"] for each in PARAMETER.finditer(text) if not PUBLIC_PARAMETER.search(each["name"])]
    if any(len(re.findall(r"\d[A-Za-z]|[A-Za-z]\d", value)) >= 4 for value in given):
        yield "a random string in an address"
    if any(pattern.search(text) for pattern in _forms_of_keys()):
        yield "a key of another service"
    if any(_is_foreign_token(token) for token in JWT.findall(text)):
        yield "an id_token"
    if any(not _is_public(*address) for address in _addresses(COPYRIGHT.sub("", text))):
        yield "an e-mail address"
    if UUID.search(text):
        yield "a token (UUID)"


def _addresses(text: str) -> Iterator[tuple[str, str]]:
    """Yield the e-mail addresses of a text as mailbox and domain."""
    text = PLACEHOLDER.sub("", text)
    for at in AT.finditer(text):
        before = text[max(0, at.start() - 80) : at.start()]
        mailbox = MAILBOX.search(before)
        domain = DOMAIN.match(DOT.sub(".", text[at.end() : at.end() + 120]))
        # In JSON a line's end is `\n`, whose n is no part of a name: `\n@app.get` is no address.
        if mailbox and before[: mailbox.start()].endswith("\\"):
            mailbox = MAILBOX.search(before, mailbox.start() + 1)
        if mailbox and domain:
            yield mailbox[0], domain[0]


def _values_behind_names(text: str, is_traffic: bool) -> Iterator[str]:
    """Yield what stands behind names like token and password; in code and prose, words are none."""
    text = NO_ELEMENT.sub("<X>", text)  # their own names are none to look behind
    for noun in NOUN.finditer(text):
        if PAGING.search(text, max(0, noun.start() - 14), noun.start()):
            continue
        for pattern in (QUOTED, IN_TAG, IN_PART, IN_PAIR):
            if (found := pattern.match(text, noun.end())) and (is_traffic or not _is_prose(found["value"])):
                yield found["value"]
        for each in _values_around(text, noun, is_traffic):
            if _looks_random(each):
                yield each
        is_refused = is_traffic and REFUSED.search(text[: noun.start()][-40:].rpartition("\n")[2])
        for pattern in (REPEATED, SAID_IN_QUOTES) if is_refused else (SAID_IN_QUOTES,) if is_traffic else ():
            if (found := pattern.match(text, noun.end())) and found["value"].lower() not in STATES:
                yield found["value"]
        if found := ASSIGNED.match(text, noun.end()):
            is_given = is_traffic and (found["sign"] == "=" or found["value"].isdigit())
            if is_given or _looks_random(found["value"]):
                yield found["value"]
        if (found := SAID.match(text, noun.end())) and _looks_random(found["value"]):
            yield found["value"]
        clause = text[max(0, noun.start() - 120) : noun.start()]
        before = SAID_BEFORE.search(clause) if VERB.search(clause) else None
        if before and _looks_random(before[1]):
            yield before[1]


def _values_around(text: str, noun: re.Match[str], is_traffic: bool) -> Iterator[str]:
    """Yield what a table, a list or an object has behind a name; in code that is another name."""
    if (found := IN_ROW.match(text, noun.end())) and (is_traffic or " " not in found[0]):
        yield found["value"]
    if found := BEFORE_NAME.search(text[max(0, noun.start() - 200) : noun.start()]):
        yield found["value"]
    if is_traffic and (found := INSIDE.match(text, noun.end())):
        yield from (match[2] for match in IN_QUOTES.finditer(found["inside"]))


def _values_in_rows(text: str) -> Iterator[str]:
    """Yield what stands in a table of CSV below a secret's name."""
    for found in ROWS.finditer(text):
        head, row = (re.split(r"[,;\t]", found[part]) for part in ("head", "row"))
        yield from (value for name, value in zip(head, row, strict=False) if NOUN.search(name))


def _is_prose(value: str) -> bool:
    """Tell whether what stands in quotes is a sentence, or the name of a secret in a script."""
    is_name = re.fullmatch(r"[A-Za-z_-]+", value) and (NOUN.search(value) or value.lower() == "authorization")
    is_punctuation = not re.search(r"\w", re.sub(r"\\+[nrt]", "", value))
    return bool(re.search(r"\s", value) or is_name or is_punctuation)


def _looks_random(value: str) -> bool:
    """Tell whether a value in prose or code could be a secret: letters and digits, no name of anything."""
    value = value.strip(".,;:=\\")
    if IN_CODE.fullmatch(value) and ("(" in value or "[" in value):
        return False
    if re.search(r"://|^/|^10\.\d{4}|^\d{4}-\d\d|\.(?:py|md|html|js)\b", value) or len(value) < 6:
        return False
    return bool(re.search(r"\d", value) and re.search(r"[A-Za-z]", value))


def _look_at_exchanges(cassette: dict[str, Any]) -> Iterator[str]:
    """Look for what is somebody's only because of the service it came from."""
    for interaction in cassette["interactions"]:
        if not isinstance(interaction, dict):
            continue
        request, response = interaction.get("request"), interaction.get("response")
        if any(not SIGNED_IN.fullmatch(value) for value in _header(request, "authorization")):
            yield "credentials"
        host = _host(request)
        redirects = _header(response, "location")
        is_resolver = host.endswith(("doi.org", "crosscite.org"))
        if not is_resolver and any(UUID_IN_REDIRECT.search(_decoded(address)) for address in redirects):
            yield "a UUID in a redirect"
        if host.endswith("sandbox.orcid.org") or host == "api.orcid.org":
            said = _decoded("\n".join(_strings(interaction)))
            persons = [*ORCID_ID.findall(said), *map(_punctuated, ODD_ORCID_ID.findall(said))]
            if any(not placeholders.OWN_ORCID_ID.fullmatch(each) for each in persons):
                yield "a person's iD"
            if any(not OWN_PUT_CODE.fullmatch(a or b) for a, b in PUT_CODE.findall(said)):
                yield "a put-code"


def _punctuated(person: str) -> str:
    digits = re.sub(r"[^\dX]", "", person.upper())
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def _header(message: Any, name: str) -> list[str]:
    """Return the values of a header of a request or a response, however either is written."""
    headers = message.get("headers") if isinstance(message, dict) else None
    found = (
        [each for key, each in headers.items() if str(key).lower() == name]
        if isinstance(headers, dict)
        else []
    )
    return [str(one) for each in found for one in (each if isinstance(each, list) else [each])]


def _host(request: Any) -> str:
    try:
        return urlsplit(str(request.get("uri"))).hostname or "" if isinstance(request, dict) else ""
    except ValueError:
        return ""


def _cassette(text: str) -> dict[str, Any] | None:
    """Return a cassette that a text is, None for any other text."""
    if not CASSETTE.search(text):
        return None
    try:
        read = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    return read if isinstance(read, dict) and isinstance(read.get("interactions"), list) else None


def _strings(value: Any) -> Iterator[str]:
    """Yield the strings in a cassette, headers with their names, however YAML has broken their lines."""
    if isinstance(value, dict):
        for name, each in value.items():
            values = each if isinstance(each, list) else [each]
            if name != "string" and all(isinstance(one, str) for one in values):
                yield from (f"{name}: {one}" for one in values)
            else:
                yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, (str, bytes)):
        yield value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _decoded(text: str) -> str:
    """Undo what hides a text: percent-encoding and entities, twice, and what JSON escapes."""
    for _ in range(2):
        text = html.unescape(unquote(text))
        text = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
        text = re.sub(r"\\+([\"'/])", r"\1", text)
    return text


@cache
def _forms_of_keys() -> tuple[re.Pattern[str], ...]:
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

    classes: list[type] = list(get_mapping_from_secret_type_to_class().values())
    detectors = {each.__name__: each for each in classes}
    known: list[re.Pattern[str]] = [
        pattern for name in KEY_DETECTORS for pattern in vars(detectors[name])["denylist"]
    ]
    alone = [re.compile(rf"(?<![A-Za-z0-9])(?:{each.pattern})", each.flags) for each in known]
    return (*alone, OTHER_KEYS)


def _is_harmless(value: str) -> bool:
    """Tell whether a value is no secret: empty, a placeholder, wrong on purpose, or what stands for one."""
    if PLACEHOLDER.search(value):
        return not _looks_random(PLACEHOLDER.sub("", value))
    value = value.strip().rstrip(".,;")  # of a sentence that ends with it
    return bool(
        not value
        or value in placeholders.ENVIRONMENT.values()
        or placeholders.WRONG.fullmatch(value)
        or STANDS_FOR_ANOTHER.fullmatch(value)
        or STRUCTURE.search(value)
        or PLAIN_ADDRESS.fullmatch(value)
        or PART_OF_ANCHOR.fullmatch(value)
        or JWT.fullmatch(value)  # judged by who signed it
    )


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
