"""Recognises secrets in a text that no parser reads: by the name before them, or by their own form.

The fallback of carriers.py, for texts of errors, markup inside of JSON, and keys of other services.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from pidguide.cassettes import placeholders
from pidguide.cassettes.encodings import START
from pidguide.cassettes.secret_names import placeholder_behind

PLACEHOLDER = re.compile(r"(?:<|&lt;|%(?:25)*3[Cc]|\\+u003[Cc])[A-Z_]+(?:>|&gt;|%(?:25)*3[Ee]|\\+u003[Ee])")
JWT = re.compile(r"\beyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")

_QUOTE = r"(?:\\*[\"'`]|[\u2018-\u201f]|&quot;|&#0*3[49];|&#x2[27];|&apos;|%(?:25)*2[27]|\\+u002[27])"
_EQUALS = r"(?:=>|[:=]|%(?:25)*3[AaDd]|&#61;|\\+u003d)"
_NAME = START + r"(?P<name>[A-Za-z][\w.-]{0,60}(?:\[[\w-]+\])?)"
_LOOSE = r"[^\s\"'<>&;,)\]}\\`]"
# token=x, "token": "x", token: 'x', \"token\": \"x\", also percent-encoded or as entities.
_QUOTED = re.compile(
    rf"{_NAME}{_QUOTE}?\s*{_EQUALS}\s*(?P<open>{_QUOTE})(?P<value>(?:(?!(?P=open)).)+?)(?=(?P=open))",
    re.DOTALL,
)
# Behind an encoded equals sign an encoded ampersand ends the value; behind a plain one it is part of it.
_ASSIGNED = re.compile(
    rf"{_NAME}{_QUOTE}?\s*(?P<sign>(?P<plain>=)|{_EQUALS})\s*(?P<value>(?:(?(plain)|(?!%(?:25)*26)){_LOOSE})+)"
)
# A row of a table, a line of a file of settings.
_IN_ROW = re.compile(rf"{_NAME}{_QUOTE}?\s*[,;|\t]\s*{_QUOTE}?(?P<value>{_LOOSE}{{6,}})")
_LINE = re.compile(
    r"(?m)^(?:[\s>*-]|<!--)*(?P<name>[A-Za-z][\w.-]{0,60}):[ \t]+"
    r"(?P<value>[\w~+=-][^\s\"'<>&;,/]{3,})[ \t]*(?:-->|\r?$)"
)
# A row of a table in Markdown.
_CELLS = re.compile(
    r"(?m)^[ \t]*\|[ \t*_`]*(?P<name>[A-Za-z][\w. -]{0,40}?)[ *_`]*\|"
    r"[ \t`]*(?P<value>[^|\r\n`]{3,}?)[ \t`]*\|"
)
_LESS, _MORE = r"(?:<|&lt;|\\+u003c|%(?:25)*3C)", r"(?:>|&gt;|\\+u003e|%(?:25)*3E)"
_ELEMENT = re.compile(
    rf"{_LESS}(?P<name>[A-Za-z][\w:.-]*)(?:\s(?:(?!{_MORE}).)*)?{_MORE}"
    rf"(?P<value>(?:(?!{_LESS})[^<>])+){_LESS}(?:\\*/|%2F)(?P=name)",
    re.DOTALL | re.IGNORECASE,
)
_PART = re.compile(
    r"name=\"(?P<name>[^\"]+)\"[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n(?P<value>[^\r\n]+)(?=\r?\n--)",
    re.IGNORECASE,
)
# What an error says: "Invalid access token: x", "the token x has expired", "x is not a valid token".
_NOUN = (
    r"(?:token|secret|passwor[dt]|(?:pass|recovery|seed)[ -]?phrase|pass[ -]?code|pwd|credentials?"
    r"|code[ _-]verifier|assertion"
    r"|(?:api|access|account|auth|client|deploy|encryption|licen[cs]e|master|private|secret|shared|signing|storage)"
    r"[ _/-]?key"
    r"|(?:authori[sz]ation|verification|confirmation|security|recovery|backup|reset|one[ -]time|access|unlock"
    r"|pairing|activation|invitation|login)[ _-]code|pin(?:[ -]code)?|session(?:[ _-]id)?|cookie|bearer|basic"
    r"|digest|otp|nonce)"
)
_BETWEEN = (
    r"(?:[\s:=(\[{}<>/+*#,-]|" + _QUOTE + r"|%(?:25)*(?:20|3[AaDdCc]|2[8fF])"
    r"|\b(?:is|was|which|of|value|with|named|ending|received|given|provided|sent|entered|typed|used|now)\b){1,8}"
    r"|(?:\s+[A-Za-z]+){1,4}?(?:\s+(?:is|was|be)|\s*[:=])\s+" + _QUOTE + r"?"
)
# With the punctuation that people put into passwords.
_WORD = r"[\w~+/=-](?:[^\s\"'<>()\[\]{},;&`%\\]|&amp;){5,}"
_SAID = re.compile(rf"(?i)(?<![A-Za-z])(?P<name>{_NOUN})(?P<sign>{_BETWEEN})(?P<value>{_WORD})")
# Refused by its value, or named in quotes: that may be a word, too.
_REFUSED = re.compile(
    r"(?i)\b(?:invalid|unknown|wrong|bad|no such|expired|revoked|reused|unrecogni[sz]ed|rejected"
    r"|incorrect)\s+"
    r"(?:\w+\s+){0,2}?"
    rf"(?P<name>{_NOUN})\s*[:=]\s*{_QUOTE}?(?P<value>[\w.~+/=-]{{4,}}+)(?!\s*\w)"
)
_SAID_IN_QUOTES = re.compile(
    rf"(?i)(?P<name>(?<![\w-])[\w-]*?{_NOUN})\s+(?P<quote>{_QUOTE})"
    r"(?P<value>[^\s\"'<>&;,\\]{4,}?)(?P=quote)"
)
_SAID_BEFORE = re.compile(
    rf"(?i)(?<![\w./-])(?P<value>[\w.~+/=-]{{6,}}){_QUOTE}?(?:\s+(?:is|was|as)|:)\s+(?:\w+\s+){{0,4}}(?P<name>{_NOUN})\b"
)
# Forms of other services' keys that detect-secrets does not know.
_OTHER_KEYS = re.compile(
    r"(?<![A-Za-z0-9])(?<!10\.\d{4}/)(?:"
    r"(?:github_pat_|gh[a-z]_|gl[a-z]{2,5}-|sk-|[sprw]k_(?:live|test)_|whsec_|AIza|ya29\.|hf_|xox[a-z]-|xapp-"
    r"|shp[a-z]{2}_|do[op]_v1_|dapi|npm_|pypi-|SG\.|PMAK-|PMAT-|hv[bsr]\.|lin_api_|figd_|gls[a-z]_|dckr_pat_|ATATT"
    r"|sq0[a-z]{3}-|NRAK-|rubygems_|sntry[a-z]_|nfp_|sbp_|pscale_tkn_|tskey-|xkeysib-|AGE-SECRET-KEY-)"
    r"(?=[A-Za-z_.-]*\d)[A-Za-z0-9_.-]{14,}[A-Za-z0-9]"
    r"|\$(?:2[abxy]?|[156y]|argon2\w*)\$[^\s\"'<>\\]{20,}|key-[0-9a-f]{32}|secret_[A-Za-z0-9]{43}|oy2[a-z0-9]{43}|EAA[A-Za-z0-9]{60,})"
)
_PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|\Z)",
    re.DOTALL,
)
_DATACITE_KEY = re.compile(r"\bDC\.[A-Za-z0-9]{32}\b")
_ENCRYPTED_TOKEN = re.compile(r"\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){2,4}")
_PLUGINS = (
    "AWSKeyDetector", "AzureStorageKeyDetector", "DiscordBotTokenDetector", "GitHubTokenDetector",
    "GitLabTokenDetector", "MailchimpDetector", "OpenAIDetector", "PypiTokenDetector", "SendGridDetector",
    "SlackDetector", "SquareOAuthDetector", "StripeDetector", "TelegramBotTokenDetector", "TwilioKeyDetector",
)  # fmt: skip
_UUID = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Whoever has such an address is let in: what follows in its path was drawn at random.
_ADDRESS = re.compile(r"(?i)\bhttps?:/{2}(?P<host>[^\s/?#\"'<>\\]+)/(?P<path>[^\s?#\"'<>\\)\]]+)")
_HOOK = re.compile(r"(?i)(?:^|[._-])(?:web)?hooks?\w*(?:[._-]|$)")
_LETS_IN = re.compile(
    r"(?i)(?:(?:web)?hooks?|(?:re)?set-?password|reset|verify|verification|confirm(?:ation|-email)?|activat(?:e|ion)"
    r"|invit(?:e|ation)s?|unsubscribe|magic(?:-?link)?|login|signin|sso|keys?|tokens?|otp|one-time)"
)
_CONSONANTS = re.compile(r"(?i)(?!https|xhtml)[bcdfghjklmnpqrstvwxz]{5,}")
_MOMENT = re.compile(r"\d{8}T\d{4,9}Z?")
_PRIVATE = re.compile(r"(?:private|secret|token)[-_](?=\w*\d)\w{12,}")
# Standing alone, not as a part of an address or an identifier, and no digest by what is said before it.
_LONE = re.compile(r"(?:^|(?<=[\s\"'`>(,;\[]))[A-Za-z0-9_-]{16,}={0,2}(?=$|[\s\"'`<),;:!?\]\\]|\.(?:\s|$))")
_DIGEST_OF = re.compile(
    r"(?i)(?:sha-?\d*|md5|hash|sum|digest|commit|revision|etag|fingerprint|integrity|cursor|version|identifiers?|id|n)"
    r"[\s\"'\\:=(>,-]*(?:is|of|was)?[\s\"'\\:=(>-]*$"
)
_ROR_ID = re.compile(r"https://ror\.org/0[a-z0-9]{6}\d{2}")
_WORDS = (
    "true", "false", "null", "none", "undefined", "bearer", "basic", "string", "required", "optional",
    "missing", "expired", "invalid", "unknown", "revoked", "malformed", "denied", "empty", "type",
    "signature", "format",
)  # fmt: skip

_PATTERNS = (
    _PART, _ELEMENT, _QUOTED, _ASSIGNED, _IN_ROW, _LINE, _CELLS, _REFUSED, _SAID_IN_QUOTES, _SAID,
    _SAID_BEFORE,
)  # fmt: skip

Replace = Callable[[str, str], str]


def is_secret(value: str) -> bool:
    """Tell whether a value behind a secret's name is one: no placeholder, no word of the protocol."""
    plain = value.strip()
    if _ROR_ID.fullmatch(plain):  # Crossref writes a funder's as <assertion name="ror">
        return False
    is_known = plain.lower() in _WORDS or plain in (*placeholders.ENVIRONMENT.values(), placeholders.UUID)
    return bool(plain) and not is_known and not PLACEHOLDER.search(plain)


def looks_random(value: str) -> bool:
    """Tell a token from a word, a date, a path, an address or a DOI, in a text that does not tell."""
    plain = value.strip(".,;:=-+")
    if len(plain) < 6 or re.match(r"/|\w+://|10\.\d{4,}|\d{4}-\d\d\b", plain):
        return False
    if re.fullmatch(r"\d[\d.,]*", plain):
        return plain.isdigit()
    if re.search(r"\d", plain) and re.search(r"[A-Za-z]", plain):
        return True
    humps = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", plain)
    if re.search(r"[a-z][A-Z]", plain) and min(map(len, humps)) <= 3:
        return True
    return len(plain) >= 20 and plain.isalpha()


def is_random(value: str) -> bool:
    """Tell whether a value is one string in which small letters, capitals and digits take turns.

    So are digests and cursors: what stands before it tells. UUIDs are not, which name ordinary things. Of
    what a dot or a colon joins, as in many tokens, one is enough; but not in the name of a file or a host.
    """
    first, *others = re.split(r"[.:]", value)
    if others:
        return len(others[-1]) > 5 and any(len(each) >= 16 and is_random(each) for each in (first, *others))
    if not re.fullmatch(r"(?=\w*[A-Za-z])[A-Za-z0-9_-]{12,}={0,2}", value) or _UUID.fullmatch(value):
        return False
    kinds = [0 if each.isdigit() else 1 if each.islower() else 2 for each in value if each.isalnum()]
    turns = sum(before != after for before, after in pairwise(kinds)) / len(kinds)
    is_long_with_digits = len(kinds) >= 20 and kinds.count(0) >= 2
    if len(kinds) < 16:
        return kinds.count(0) >= 3 and turns >= 0.38
    has_words = len(re.findall(r"[aeiouAEIOU]", value)) > 0.27 * len(kinds) or kinds.count(2) < 3
    return turns >= (0.25 if is_long_with_digits or not has_words else 0.42)


def is_scrambled(value: str) -> bool:
    """Tell whether letters and digits take turns as in no name, or letters follow each other as in no word.

    It takes more for random than `is_random` does: for what a client sends, and answers that are not public.
    """
    if not re.fullmatch(r"(?=.*[A-Za-z])(?=.*\d)[A-Za-z0-9_-]{8,}={0,2}", value) or _UUID.fullmatch(value):
        return False
    if is_random(value):
        return True
    is_digit = [each.isdigit() for each in value if each.isalnum()]
    turns = sum(before != after for before, after in pairwise(is_digit))
    letters = re.sub(r"[^a-z]", "", value.lower())
    is_unspoken = len(letters) >= 8 and len(re.findall(r"[aeiouy]", letters)) < 0.25 * len(letters)
    fewest = 3 if value.isalnum() and not _MOMENT.fullmatch(value) else max(4, len(is_digit) / 4)
    return turns >= fewest or is_unspoken or _CONSONANTS.search(value) is not None


def in_addresses(text: str) -> Iterator[str]:
    """Yield what makes an address a secret: of a webhook, or to reset, confirm or enter something."""
    for address in _ADDRESS.finditer(text):
        segments = [unquote(each) for part in address["path"].split("/") for each in part.split("@")]
        if _HOOK.search(address["host"]):
            yield from filter(looks_random, segments)
            continue
        yield from (each for each in segments if _PRIVATE.fullmatch(each))
        opening = [number for number, each in enumerate(segments) if _LETS_IN.fullmatch(each)]
        for each in segments[opening[0] + 1 :] if opening else ():
            if is_scrambled(each) or _UUID.fullmatch(each):
                yield each


def lone(text: str) -> Iterator[str]:
    """Yield the random strings of a text that nothing names, and that are no digest or identifier."""
    for found in _LONE.finditer(text):
        if is_random(found[0]) and not _DIGEST_OF.search(text[max(0, found.start() - 30) : found.start()]):
            yield found[0]


def named_in(text: str, in_form: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the secrets of a text that a name stands before, each with its placeholder."""
    found: list[tuple[str, str]] = []

    def keep(value: str, placeholder: str) -> str:
        found.append((value, placeholder))
        return value

    replace_named(text, keep, in_form)
    yield from found


def replace_named(text: str, replace: Replace, in_form: bool = False) -> str:
    """Return a text with each secret that a name stands before as `replace(secret, placeholder)` gives it."""

    def put(match: re.Match[str]) -> str | None:
        value = match["value"]
        sign = match["sign"] if "sign" in match.re.groupindex else ""
        is_said = match.re in (_SAID, _SAID_BEFORE, _REFUSED, _SAID_IN_QUOTES)
        # Behind a colon, a comma or a noun stand words as well.
        may_be_word = match.re in (_SAID, _SAID_BEFORE, _IN_ROW) or ":" in sign or "3a" in sign.lower()
        # "code" and "key" are everyday words except behind an equals sign of a form.
        is_of_form = match.re is _PART or (in_form and "=" in sign and match.re is _ASSIGNED)
        placeholder = (
            _placeholder_said(match["name"]) if is_said else placeholder_behind(match["name"], is_of_form)
        )
        if placeholder is None or not is_secret(value) or JWT.fullmatch(value):
            return None
        if may_be_word and not looks_random(value):
            return None
        start, end = match.start("value") - match.start(), match.end("value") - match.start()
        trailing = re.search(r"[.,;:!?]*$", value) if may_be_word or is_said else None
        rest = trailing[0] if trailing else ""
        return match[0][:start] + replace(value.removesuffix(rest), placeholder) + rest + match[0][end:]

    for pattern in _PATTERNS:
        text = _replace_each(pattern, put, text)
    return text


def _replace_each(pattern: re.Pattern[str], put: Callable[[re.Match[str]], str | None], text: str) -> str:
    """Replace as re.sub does; what `put` leaves may hold the next name in its value, as an address does."""
    done: list[str] = []
    kept_to = position = 0
    while match := pattern.search(text, position):
        replaced = put(match)
        if replaced is None:
            is_before = match.start("value") == match.start()
            position = match.end("value") if is_before else match.start("value")
            continue
        done += [text[kept_to : match.start()], replaced]
        kept_to = position = match.end()
    return "".join([*done, text[kept_to:]])


def _placeholder_said(noun: str) -> str:
    plain = re.sub(r"[^a-z]", "", noun.lower())
    if plain in ("basic", "digest", "nonce"):
        return placeholders.CREDENTIALS
    return placeholder_behind(plain) or placeholders.AUTHORIZATION_CODE  # "authorisation code" is one, too


def known_forms(text: str) -> Iterator[tuple[str, str]]:
    """Yield the keys in a text that are known by their own form, each with its placeholder."""
    yield from ((match[0], placeholders.DATACITE_API_KEY) for match in _DATACITE_KEY.finditer(text))
    yield from ((match[0], placeholders.PRIVATE_KEY) for match in _PRIVATE_KEY.finditer(text))
    without = JWT.sub("", text)
    yield from ((match[0], placeholders.ID_TOKEN) for match in _ENCRYPTED_TOKEN.finditer(without))
    for pattern in (*_forms_of_services(), _OTHER_KEYS):
        for match in pattern.finditer(text):
            inner = match[1] if match.re.groups == 1 and match[1] and len(match[1]) >= 16 else match[0]
            yield inner, placeholders.API_KEY


@cache
def _forms_of_services() -> tuple[re.Pattern[str], ...]:
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

    classes: list[type] = list(get_mapping_from_secret_type_to_class().values())
    plugins = {each.__name__: each for each in classes}
    return tuple(
        re.compile(rf"(?<![A-Za-z0-9])(?:{pattern.pattern})", pattern.flags)
        for name in _PLUGINS
        for pattern in vars(plugins[name])["denylist"]
    )
