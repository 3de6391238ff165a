"""Finds secrets in files that are to be published, whatever wrote them.

It is separate from the scrubber on purpose: it looks at the files, decodes what they hold, and trusts nobody.
Two tables say what is distrusted: FORMS of secrets, and what stands AROUND_NAMES of secrets; the rest are
keys of other services, e-mail addresses, random strings, and what is somebody's in the traffic of ORCID.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pidguide.cassettes import placeholders
from pidguide.cassettes.published_text import (
    cassette_in,
    decoded,
    is_page,
    read,
    shown_by,
    spelt_in_base64,
    strings_of,
    text_in,
    views,
)  # fmt: skip

ANYWHERE, TRAFFIC, PROSE = "anywhere", "traffic", "code and prose"
PLACEHOLDER = re.compile(r"(?:<|&lt;|%3C)[A-Z_]+(?:>|&gt;|%3E)")
JWT = re.compile(r"\b(eyJ[A-Za-z0-9_-]+)\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
# ORCID's tokens and codes are version-4 UUIDs; so are parts of ordinary addresses, which pass.
UUID_FORM = (
    rf"(?!{placeholders.UUID})"
    r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
)
# What a command or a script has instead of a secret: a shell's variable, a template's field, a word to be
# replaced by the reader's own, a constant, an annotation, another name or an expression.
STANDS_FOR_ANOTHER = re.compile(
    r"\\*\$\{?[A-Z_][A-Z0-9_]*\}?|\{[\w.:()\[\]'\"]*\}?|%[sdr]|your-[a-z-]+|\.\.\.|…|[A-Z][A-Z_-]+(?:-HERE)?|\*+"
)
STRUCTURE = re.compile(r"[\"']\s*[:,]\s*[\"']")  # what stands between two strings is none
PLAIN_ADDRESS = re.compile(r"https?://[^\s?#@]+")
CONSONANTS = re.compile(r"(?i)(?!https|xhtml)[bcdfghjklmnpqrstvwxz]{5,}")
MOMENT = re.compile(r"\d{8}T\d{4,9}Z?")
IN_CODE = re.compile(r"[A-Za-z_][\w.]*(?:[(\[].*)?")
IN_QUOTES = re.compile(r"([\"'])([^\"'\s]{6,})\1")
STATES = (
    "missing", "expired", "invalid", "unknown", "revoked", "malformed", "denied", "empty", "required", "type",
    "null", "none", "true", "false", "bearer", "basic", "string", "optional", "format", "signature",
)  # fmt: skip


def is_harmless(value: str) -> bool:
    """Tell whether a value is no secret: empty, a placeholder, wrong on purpose, or what stands for one."""
    if PLACEHOLDER.search(value):
        return not _is_mixed(PLACEHOLDER.sub("", value))
    value = value.strip().rstrip(".,;")  # of a sentence that ends with it
    return bool(
        not value
        or value in placeholders.ENVIRONMENT.values()
        or placeholders.WRONG.fullmatch(value)
        or STANDS_FOR_ANOTHER.fullmatch(value)
        or STRUCTURE.search(value)
        or PLAIN_ADDRESS.fullmatch(value)
        or JWT.fullmatch(value)  # judged by who signed it
    )


# How a value must be, so that it is taken for a secret.


def is_given(value: str) -> bool:
    """Tell whether there is a value at all: it is distrusted, whatever it is."""
    return not is_harmless(value)


def is_no_prose(value: str) -> bool:
    """Tell whether what stands in quotes is no sentence, and not the name of a secret in a script."""
    is_name = re.fullmatch(r"[A-Za-z_-]+", value) and (NOUN.search(value) or value.lower() == "authorization")
    # Thai in a script that parts words, and punctuation: what people sign in with has a letter or a digit.
    is_foreign = not re.search(r"[A-Za-z0-9\u00c0-\u024f]", re.sub(r"\\+[nrt]", "", value))
    return is_given(value) and not (re.search(r"\s", value) or is_name or is_foreign)


def is_no_state(value: str) -> bool:
    """Tell whether a word behind a name says more than what became of a token."""
    return is_given(value) and value.lower() not in STATES


def is_mixed(value: str) -> bool:
    """Tell whether a value has letters and digits, and is no name of anything, no address and no date."""
    return _is_mixed(value) and not is_harmless(value)


def _is_mixed(value: str) -> bool:
    value = value.strip(".,;:=\\")
    if IN_CODE.fullmatch(value) and ("(" in value or "[" in value):
        return False
    if re.search(r"://|^/|^10\.\d{4}|^\d{4}-\d\d|\.(?:py|md|html|js)\b", value) or len(value) < 6:
        return False
    return bool(re.search(r"\d", value) and re.search(r"[A-Za-z]", value))


def is_no_name(value: str) -> bool:
    """As `is_mixed`, but for the name of a secret itself."""
    return is_mixed(value) and not NOUN.search(value)


def is_odd(value: str) -> bool:
    """As `is_mixed`, or with capitals amid of small letters as no name has them."""
    capitals = re.findall(r"[a-z](?=[A-Z])", value)
    return is_mixed(value) or (
        value.isalpha() and len(capitals) >= 2 and not re.fullmatch(r"[a-z]*(?:[A-Z][a-z]{2,})+", value)
    )


def is_mixed_or_number(value: str) -> bool:
    """As `is_mixed`, or a number as it is sent to telephones."""
    return is_mixed(value) or re.fullmatch(r"\d{4,10}[.,;]?", value) is not None


def holds_mixed(value: str) -> bool:
    """Tell whether something in quotes within a list or an object `is_mixed_or_number`."""
    return any(is_mixed_or_number(each[2]) for each in IN_QUOTES.finditer(value))


def is_scrambled(value: str) -> bool:
    """Tell whether letters and digits take turns as in no name, or letters come as in no word."""
    letters = re.sub(r"[^a-z]", "", value.lower())
    turns = len(re.findall(r"(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)", value))
    is_unspoken = len(letters) >= 8 and len(re.findall(r"[aeiouy]", letters)) < 0.25 * len(letters)
    return (
        is_given(value)
        and bool(letters and re.search(r"\d", value))
        and not MOMENT.fullmatch(value)
        and bool(
            turns >= (3 if value.isalnum() else max(4, len(value) / 4))
            or is_unspoken
            or CONSONANTS.search(value)
        )
    )


def is_winding(value: str) -> bool:
    """Tell whether digits and letters follow each other four times, as in hardly any name."""
    return is_given(value) and len(re.findall(r"\d[A-Za-z]|[A-Za-z]\d", value)) >= 4


def is_foreign(token: str) -> bool:
    """Tell whether an id_token is signed by somebody else than a cassette."""
    header = token.partition(".")[0]
    try:
        claims = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    except ValueError:
        return True
    return not isinstance(claims, dict) or claims.get("kid") != placeholders.STAND_IN_KEY_ID


class Form(NamedTuple):
    """A form of secrets: what to call it, where it is one, and what its value must be.

    The value is the pattern's group `value`, or the whole.
    """

    what: str
    where: str
    pattern: re.Pattern[str]
    said: Callable[[str], bool]


LETS_IN = (
    r"(?:hooks?|webhooks?|(?:re)?set-?password|reset|verify|verification|confirm(?:ation|-email)?|activat(?:e|ion)"
    r"|invit(?:e|ation)s?|unsubscribe|magic(?:-?link)?|login|signin|sso|otp)"
)
# Parameters that hold random strings which are public.
PUBLIC = r"(?![\w.-]*(?:charset|cursor|{more}id|sha\d*|checksum|md5|batch|q|query|pid|doi|filter)=)"
FORMS = tuple(
    Form(what, where, re.compile(pattern), said)
    for what, where, pattern, said in (
        ("a bearer token", ANYWHERE,
         r"\bBearer\s+(?!realm\b|error)(?P<value>[A-Za-z0-9._~+/=-]{8,})", is_given),
        ("a basic credentials", ANYWHERE,
         r"\bBasic\s+(?!realm\b)(?P<value>[A-Za-z0-9+/]{8,}={0,2})(?![a-z\s])", is_given),
        ("a client secret", ANYWHERE,
         r"client_secret[\"']?\s*[=:]\s*[\"']?(?P<value>[A-Za-z0-9-]{8,})", is_given),
        ("a OAuth token", ANYWHERE,
         r"(?:access|refresh)_token[\"']?\s*[=:]\s*[\"']?(?P<value>[A-Za-z0-9._-]{8,})", is_given),
        ("a password", ANYWHERE,
         r"(?:password|passwd|login_passwd|pwd)=(?P<value>[^&<>\s\"'%{]{4,})", is_given),
        ("a DataCite API key", ANYWHERE, r"\bDC\.[A-Za-z0-9]{32}\b", is_given),
        ("a authorization code", ANYWHERE,
         r"(?i)(?<![A-Za-z0-9_-])code=(?P<value>[A-Za-z0-9]{6})\b", is_given),
        ("a authorization code", TRAFFIC,
         r"(?is)grant_?type.{0,300}\"code\"\s*:\s*\"(?P<value>[A-Za-z0-9]{6})\"", is_given),
        ("a nonce", TRAFFIC, r"(?i)nonce\b[^<>\n]{0,60}[>=:\"\s]+(?P<value>[\w+/=-]{8,})", is_mixed),
        ("a cookie", ANYWHERE, r"(?i)set-cookie:(?!\s*[\w.-]+=<COOKIE>)", is_given),
        ("a password of a command", ANYWHERE,
         r"(?<![\w-])(?:-u|--user)[\s=]+[\"']?[^\s\"'<>:$]+:(?P<value>[^\s\"'<>$]{4,})", is_given),
        ("a password of a command", TRAFFIC,
         r"\b(?:(?:ldap|mysql|psql|sshpass|smb|redis-cli|mongo)[\w-]*\b[^\n\"]*?\s-[wpaP]\s?|sqlplus\s[^\s/]+/)"
         r"(?P<value>[^\s\"'<>@-][^\s\"'<>@]{3,})", is_given),
        ("a private key", ANYWHERE, r"-----BEGIN [A-Z ]*PRIVATE KEY", is_given),
        ("a password in an address", ANYWHERE,
         r"://[^\s/?#\"'<>@:$`]*:(?P<value>[^\s/?#\"'<>@`]+)@", is_given),
        ("a client id", ANYWHERE, r"(?i)\bAPP-(?!X{16}|EMULATOR\d{8}|YOURCLIENT)[A-Z0-9]{12,}\b", bool),
        ("an id_token", ANYWHERE, JWT.pattern, is_foreign),
        ("a token (UUID)", ANYWHERE,
         rf"(?i)(?<!<)(?:token|bearer|code)[^\n]{{0,20}}\b{UUID_FORM}\b", is_given),
        ("a random string in an address", ANYWHERE,
         rf"(?i)[?&;]{PUBLIC.format(more='token|')}[\w.-]+=(?P<value>[A-Za-z0-9_-]{{12,}})(?![\w/.-])",
         is_winding),
        ("a random string in an address", TRAFFIC,
         rf"(?i)[?&;#]{PUBLIC.format(more='')}[\w.-]+=(?P<value>[A-Za-z0-9_-]{{8,}})(?![\w/.-])",
         is_scrambled),
        ("an address that lets in", ANYWHERE,
         rf"(?i)https?://[^\s?#\"'<>]*/{LETS_IN}/(?:[^\s?#\"'<>/]+/)*(?P<value>[A-Za-z0-9_-]{{8,}})(?![\w.-])",
         is_scrambled),
        ("an address that lets in", TRAFFIC,
         rf"(?i)https?://[^\s?#\"'<>]*/{LETS_IN}/(?:[^\s?#\"'<>/]+/)*(?P<value>{UUID_FORM})\b", is_given),
        ("an address that lets in", ANYWHERE,
         r"(?i)https?://[^\s?#\"'<>]*/(?P<value>(?:private|secret|token)[-_](?=\w*\d)\w{12,})", is_given),
        ("an address of a webhook", ANYWHERE,
         r"(?i)https?://[\w.-]*\b(?:web)?hooks?\b[\w.-]*/[^\s?#\"'<>]*?"
         r"(?P<value>(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{6,})(?![\w.-])",
         is_mixed),
        ("a value of a database", TRAFFIC, r"(?i)\bVALUES\s*(?P<value>\([^\n]{1,400})", holds_mixed),
    )
)  # fmt: skip


# A noun that secrets stand behind: the end of a name, however that is written.
NOUN = re.compile(
    r"(?=[a-z])"  # spares the long list at all that is no letter: half of the time
    r"(?:(?:access|account|activation|admin|api|app|application|auth|client|consumer|deploy|encryption|hmac|licen[cs]e"
    r"|master|private|root|sas|sec|secret|security|server|service|session|serial|product|wallet|shared|sign|signing"
    r"|ssh|storage|subscription|vault|webhook)[ _+/-]?key(?:[ _-]?(?:id|pem))?"
    r"|token|secret(?:[ _-]?answer)?|security[ _-]?answer|ticket|rootpw|pass[ _-]?(?:wor[dt]|wd|code)"
    r"|kennwort|contrase.?a|mot.?de.?passe|senha|wachtwoord|pwd|(?:pass|recovery|seed)[ _-]?phrase"
    r"|mnemonic|verifier|connection[ _-]?string|dsn|remember[ _-]?me|access[ _-]?signature|assertion"
    r"|saml[ _-]?response"
    r"|credentials?|sess(?:ion)?[ _-]?(?:id|key)|cookie|csrf"
    r"|(?:authori[sz]ation|verification|confirmation|security|recovery|backup|reset|one[ -]time|access|unlock"
    r"|licen[cs]e|pairing|mfa|sms|activation|login|auth|device|user|invitation)[ _-]?code"
    r"|(?<![A-Za-z_-])(?:auth|session|sig|sid)|(?<![A-Za-z])(?:pass|pin|t?otp|jwt|pw|pat)|(?-i:(?<=[a-z])(?:Pass|Pin|Otp)))"
    r"(?:[ _-]?(?:value|string|hash|index|confirm|repeat|input|field|data|v?\d{1,2}(?!\d)))?s?(?![A-Za-z])",
    re.IGNORECASE,
)
PAGING = re.compile(r"(?:next|page|paging|resumption|continuation)[ _-]?$", re.IGNORECASE)
QUOTED = re.compile(r"\]?[\"'`]?\s*(?::|=>?)\s*(?P<quote>[\"'`])(?P<value>.*?)(?P=quote)")
IN_TAG = re.compile(r"(?:[\s\"'][^<>]*)?>(?:<!\[CDATA\[)?(?P<value>[^<>]+?)(?:\]\]>)?</")
IN_PART = re.compile(r"\]?\"[^\n]*\n(?:[^\r\n]+\r?\n)*\r?\n(?P<value>[^\r\n]+)\r?\n--")
IN_PAIR = re.compile(
    r"\"[^{}<>]{0,80}?(?:\"data\"\s*:\s*\{[^{}<>]{0,80}?)?"
    r"\b(?:value|content|default|val|data)\"?\s*[:=]\s*\"(?P<value>[^\"]+)"
)
ASSIGNED = r"\]?[\"']?\s*{sign}\s*(?P<value>[^\s\"'<>&;,)\]}}`\\|]+)"
IN_ROW = r"[\"'`]?{space}[,;|\t]{space}[\"'`]?(?P<value>[^\s\"'<>&;,|)\]}}`\\]{{6,}})"
IN_QUOTES_OR_NOT = r"(?P<quote>[\"'`]?)(?P<value>[\w~+=-]{4,}+)(?P=quote)(?<![a-z]=)(?!\s*[\w:=])"
# Not as in the name of an anchor, `…-credentials-404`.
SAID = (
    r"(?i)(?!-\w)(?:[\s\"'`\u2018-\u201f:=(\[{{}}/*>,-]"
    r"|\b(?:is|was|which|of|value|with|named|received|sent|you|your|typed|entered|given|used|now)\b){{1,6}}"
    r"(?P<value>[A-Za-z0-9~+]{word}{{5,}})"
)
PLAIN_WORD, PASSWORD = r"[\w.~+/=-]", r"[^\s\"'<>()\[\]{},:;`&\\]"
SAID_AS = rf"(?i)(?: +[a-z]+){{1,4}}?(?: +(?:is|was|be)| *:) +(?P<value>[\w~+]{PASSWORD}{{5,}})"
SAID_NUMBER = re.compile(r"(?i)(?:\s+(?:is|was)|:)?\s+(?P<value>\d{4,10})(?![\w-])")
CELL = re.compile(r"[ *_`]*\|[ \t`]*(?P<value>[^|\r\n`]{3,}?)[ \t`]*\|")
VERB = r"(?:\s(?:is|was|as)|:)\s"
# A word that a service refuses and repeats, or has in a file of settings, is no word of its own.
REFUSED = re.compile(
    r"(?i)(?:(?:invalid|unknown|wrong|bad|expired|revoked|reused|incorrect|no such)\s(?:\w+ )?[\w-]*"
    r"|(?:^|\n)[\s-]*[\w-]*)$"
)


class Around(NamedTuple):
    """What stands around a secret's name: what ends before it, begins behind it, and must be its value."""

    where: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    said: Callable[[str], bool]


AROUND_NAMES = (
    # In quotes, in a tag or in a part of a form.
    *(Around(TRAFFIC, None, pattern, is_given) for pattern in (QUOTED, IN_TAG, IN_PART, IN_PAIR)),
    *(Around(PROSE, None, pattern, is_no_prose) for pattern in (QUOTED, IN_TAG, IN_PART, IN_PAIR)),
    # In an address, a form or a file of settings; elsewhere such a line is code, where words are none.
    Around(TRAFFIC, None, re.compile(ASSIGNED.format(sign="=")), is_given),
    Around(TRAFFIC, None, re.compile(ASSIGNED.format(sign=":")), str.isdigit),
    Around(ANYWHERE, None, re.compile(ASSIGNED.format(sign="[:=]")), is_mixed),
    # A row of a table, an object or a list.
    Around(TRAFFIC, None, re.compile(IN_ROW.format(space=r"\s*")), is_mixed),
    Around(PROSE, None, re.compile(IN_ROW.format(space=r"")), is_mixed),
    Around(TRAFFIC, None, re.compile(r"[\"']?\s*[:=]\s*(?P<value>[\[{][^\]}]{0,400})"), holds_mixed),
    # A form's field that has its value before its name.
    Around(ANYWHERE, re.compile(r"\bvalue=\"(?P<value>[^\"]+)\"[^<>]{0,60}\bname=\"[\w-]*$"), None, is_mixed),
    Around(TRAFFIC, re.compile(r"(?:^|\n)[ \t]*\|[^|\n]*$"), CELL, is_given),
    Around(ANYWHERE, None, re.compile(r"\s*<input\b[^<>]*?\bvalue=[\"']?(?P<value>[^\"'<>]+)"), is_mixed),
    # Sentences.
    Around(TRAFFIC, REFUSED, re.compile(r"(?: *[:=] *| )" + IN_QUOTES_OR_NOT), is_no_state),
    Around(TRAFFIC, None, re.compile(r" (?P<quote>[\"'`])(?P<value>[\w.~+=-]{4,})(?P=quote)"), is_no_state),
    Around(ANYWHERE, None, re.compile(SAID.format(word=PLAIN_WORD)), is_mixed),
    Around(TRAFFIC, None, re.compile(SAID.format(word=PASSWORD)), is_odd),
    Around(TRAFFIC, None, re.compile(SAID_AS), is_mixed),
    Around(TRAFFIC, None, SAID_NUMBER, is_mixed_or_number),
    Around(
        ANYWHERE,
        re.compile(rf"(?i)(?P<value>[\w.~+/=-]{{6,}})[\"'`]?{VERB}\s*(?:\w+\s+){{0,4}}$"),
        None,
        is_no_name,
    ),
)
# A table of CSV: the names stand in its first line.
ROWS = re.compile(r"(?m)^(?P<head>[\w\"-]+(?:[,;\t][\w\"-]+)+)\r?\n(?P<row>[^\s,;]+(?:[,;\t][^\s,;]*)+)\r?$")
# <TOKEN>…</TOKEN> is no placeholder but an element.
NO_ELEMENT = re.compile(r"(?:<|&lt;|%3C)([A-Z_]+)(?:>|&gt;|%3E)(?!(?:<!\[CDATA\[)?[^<>]*(?:\]\]>)?</\1>)")


# The keys of other services whose forms detect-secrets knows and nothing else has.
KEY_DETECTORS = (
    "AWSKeyDetector", "AzureStorageKeyDetector", "DiscordBotTokenDetector", "GitHubTokenDetector",
    "GitLabTokenDetector", "MailchimpDetector", "OpenAIDetector", "PypiTokenDetector", "SendGridDetector",
    "SlackDetector", "SquareOAuthDetector", "StripeDetector", "TwilioKeyDetector",
)  # fmt: skip
OTHER_KEYS = re.compile(
    r"(?<![A-Za-z0-9])(?:AIza|ya29\.|github_pat_|hf_|[sprw]k_(?:live|test)_|whsec_|xapp-|shp[a-z]{2}_|do[op]_v1_|npm_"
    r"|NRAK-|dckr_pat_|hvs\.|lin_api_|glsa_|ATATT|xkeysib-)[A-Za-z0-9_.-]{16,}"
    r"|key-[0-9a-f]{32}|dapi[0-9a-f]{32}|(?<!\w)\$(?:2[abxy]?|[156y]|argon2\w*)\$[^\s\"'<>]{20,}"
)


# E-mail addresses, read from their sign on: what stands before it, and behind it.
AT = re.compile(
    r"[@\uff20]|\s@\s|%40|=40|\(a\)|\s*[(\[{_]\s*(?:at|@)\s*[)\]}_]\s*| at (?=[\w-]+ dot \w)", re.IGNORECASE
)
MAILBOX = re.compile(r"[\w.+-]+$|\"[^\"@<>\n]+\"$")
DOT = re.compile(
    r"\s*[(\[{_]\s*(?:dot|\.)\s*[)\]}_]\s*|(?<=\w) dot (?=\w)| \. (?=(?:com|org|net|edu|gov|[a-z]{2})\b)",
    re.IGNORECASE,
)
DOMAIN = re.compile(r"\[[\d.]+\]|(?:[^\W_](?:[^\W_]|-)*\.)+(?:xn--[\w-]+|[^\W\d_]{2,})\b")
CONCATENATED = re.compile(r"([\"'])\s*\+\s*\1")  # 'jane' + '@host.org' in a script
# Where the registries want to be written to: pages name these.
HELP_DESKS = ("support@crossref.org", "support@datacite.org", "support@orcid.org")
# Who wrote a library says so in it, with an address, to everyone.
COPYRIGHT = re.compile(r"\(c\) \d{4}[^\\\n@<>]{0,60}<[^\\\n<>]+>", re.IGNORECASE)
# `created_at_start.py` is a name.
FILE_ENDINGS = (
    "py",
    "js",
    "md",
    "gz",
    "sh",
    "html",
    "json",
    "yaml",
    "yml",
    "txt",
    "pdf",
    "xml",
    "csv",
    "zip",
)


# Long strings that look random and are not secret: digests, cursors, stored XML, public keys, inlined images,
# a diagram's lines.
KNOWN_RANDOM = re.compile(
    r"sha256[-:\"' ]+[A-Za-z0-9+/=]+|cursor(?:%5D|\])?[\"']?\s*[=:]\s*[\"']?[^&\"'\s]+"
    r"|\"?xml\"?\s*:\s*\"?[A-Za-z0-9+/=\\n]+|\"n\"\s*:\s*\"[^\"]+\"|data:image/[^\"')]+|data-points=\"[^\"]+\""
)
LONG_STRING = re.compile(r"(?<![A-Za-z0-9+/_.%-])[A-Za-z0-9+_-]{24,}={0,2}(?![A-Za-z0-9+/_.%-])")
# A shorter one, between any signs, is random where small and capital letters and digits take turns.
MIXED_STRING = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{16,}(?![A-Za-z0-9_-])")
CAMEL_CASE = re.compile(r"(?:[A-Z][a-z]{2,})+")
DRAWING = re.compile(r"[MmLlHhVvCcSsQqTtAaZz\d-]+")


# What is somebody's on the hosts of ORCID whose records are not open to everyone.
ORCID_ID = re.compile(r"(?<![\w-])\d{4}-\d{4}-\d{4}-\d{3}[\dX](?![\w-])", re.IGNORECASE)
# However it is punctuated: as ORCID gives them out.
ODD_ORCID_ID = re.compile(
    r"(?<![\w-])000[09](?:(?:[^\w\n\"']|_)?\d{4}){2}(?:[^\w\n\"']|_)?\d{3}[\dX](?![\w-])", re.IGNORECASE
)
PUT_CODE = re.compile(
    r"(?i)put[-_ ]?codes?\b(?:[\s\"'\\:=\[(>#]|\bis\b|\bwas\b){1,12}(\d+)"
    r"|/(?:\d{4}-){3}\d{3}[\dX]/[a-z-]+/(?:summary/)?(\d+)|put-code,[^\n]*\n(\d+),"
    r"|\b(?:item|work|education|employment|funding|peer[- ]review)s?[\s#:(]+"
    r"(?:with |the |id ){0,3}(\d{3,})(?![\w.-])"
)
SIGNED_IN = re.compile(r"(?:[A-Za-z]+ )?<[A-Z_]+>")
OWN_PUT_CODE = re.compile(r"1\d{3}")
UUID_IN_REDIRECT = re.compile(rf"(?i)[/=]{UUID_FORM}\b")


def find_secrets(file: Path) -> list[str]:
    """Return a line for each thing in a text file that looks like a secret, without repeating it."""
    text = read(file)
    # A page's source as well as what it shows: whatever stands in either is published.
    # Behind a name is what is shown behind it: in the source, tags and their attributes stand between.
    found = (
        [*_forms_in(text, PROSE), *find_secrets_in(shown_by(text))]
        if is_page(file)
        else find_secrets_in(text)
    )
    return [f"{_place(file)} holds what looks like {what}" for what in dict.fromkeys(found)]


def find_secrets_in(text: str) -> list[str]:
    """Return the kinds of secret that a text seems to hold, each once."""
    cassette = cassette_in(text)
    where = TRAFFIC if cassette else PROSE
    found = [what for view in views(text, cassette) for what in _look_at(view, where)]
    if cassette:
        found += _look_at_exchanges(cassette)
    return list(dict.fromkeys(found))


def find_random_strings(file: Path) -> list[str]:
    """Return a line for a text file that holds long strings too random to be words (by detect-secrets)."""
    from detect_secrets.plugins.high_entropy_strings import Base64HighEntropyString, HexHighEntropyString

    # What is random and known is known by the name before it, which highlighting parts from it.
    text = shown_by(read(file)) if is_page(file) else read(file)
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


def _place(file: Path) -> str:
    """Return how messages call a file: from the current folder on, where it lies in it."""
    whole = file.absolute()
    return str(whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else file)


def _random_string(file: Path, found: str) -> str:
    return f"{_place(file)} holds a long random string ({found[:4]}…, {len(found)} characters)"


def _is_opaque(candidate: str) -> bool:
    """Tell whether a string is no text in base64: that is read, and looked at."""
    return text_in(candidate) == ""


def _takes_turns(candidate: str) -> bool:
    """Tell whether small letters, capitals and digits follow each other as they do in no name."""
    if candidate.startswith("eyJ") or DRAWING.fullmatch(candidate) or CAMEL_CASE.fullmatch(candidate):
        return False  # JSON in base64, as a token's header is; the outline of an icon; a name in a program
    kinds = [_kind(each) for each in candidate if each.isalnum()]
    share = sum(before != after for before, after in pairwise(kinds)) / len(kinds)
    vowels = sum(each in "aeiouAEIOU" for each in candidate)
    is_no_word = vowels < 0.27 * len(kinds) and kinds.count("A") >= 3 and kinds.count("a") >= 3
    return (is_no_word and share >= 0.3) or (min(map(kinds.count, "aA0")) >= 2 and share >= 0.45)


def _kind(character: str) -> str:
    return "0" if character.isdigit() else "A" if character.isupper() else "a"


def _look_at(text: str, where: str) -> Iterator[str]:
    yield from _forms_in(text, where)
    if _has_secret_around_name(text, where) or _has_secret_in_row(text):
        yield "a secret behind its name"
    if any(pattern.search(text) for pattern in _forms_of_keys()):
        yield "a key of another service"
    if any(not _is_public(*address) for address in _addresses(COPYRIGHT.sub("", text))):
        yield "an e-mail address"


def _forms_in(text: str, where: str) -> Iterator[str]:
    for form in FORMS:
        if form.where in (ANYWHERE, where) and any(
            form.said(_value_of(match)) for match in form.pattern.finditer(text)
        ):
            yield form.what


def _value_of(match: re.Match[str]) -> str:
    return match["value"] if "value" in match.re.groupindex else match[0]


def _has_secret_around_name(text: str, where: str) -> bool:
    """Tell whether something stands around a name like token and password that is distrusted there."""
    text = NO_ELEMENT.sub("<X>", text)  # their own names are none to look behind
    rules = [rule for rule in AROUND_NAMES if rule.where in (ANYWHERE, where)]
    for noun in NOUN.finditer(text):
        before = text[max(0, noun.start() - 200) : noun.start()]
        if PAGING.search(before):
            continue
        for rule in rules:
            begins = rule.behind.match(text, noun.end()) if rule.behind else None
            if rule.behind and not begins:
                continue  # before the search, which takes longer
            ends = rule.before.search(before) if rule.before else None
            match = begins or ends
            if match and (ends or not rule.before) and rule.said(_value_of(match)):
                return True
    return False


def _has_secret_in_row(text: str) -> bool:
    """Tell whether a secret stands in a table of CSV below a secret's name."""
    for found in ROWS.finditer(text):
        head, row = (re.split(r"[,;\t]", found[part]) for part in ("head", "row"))
        if any(NOUN.search(name) and is_mixed(value) for name, value in zip(head, row, strict=False)):
            return True
    return False


def _addresses(text: str) -> Iterator[tuple[str, str]]:
    """Yield the e-mail addresses of a text as mailbox and domain."""
    text = CONCATENATED.sub("", PLACEHOLDER.sub("", text))
    for at in AT.finditer(text):
        before = text[max(0, at.start() - 80) : at.start()]
        mailbox = MAILBOX.search(before)
        domain = DOMAIN.match(DOT.sub(".", text[at.end() : at.end() + 120]))
        # In JSON a line's end is `\n`, whose n is no part of a name: `\n@app.get` is no address.
        if mailbox and before[: mailbox.start()].endswith("\\"):
            mailbox = MAILBOX.search(before, mailbox.start() + 1)
        if mailbox and domain and not (at[0].startswith("_") and domain[0].endswith(FILE_ENDINGS)):
            yield mailbox[0], domain[0]


def _is_public(mailbox: str, domain: str) -> bool:
    domain = domain.lower()
    if f"{mailbox.lower()}@{domain}" in HELP_DESKS:
        return True
    return any(domain == name or domain.endswith(f".{name}") for name in placeholders.RESERVED_DOMAINS)


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
        if not is_resolver and any(UUID_IN_REDIRECT.search(decoded(address)) for address in redirects):
            yield "a UUID in a redirect"
        if host.endswith("sandbox.orcid.org") or host == "api.orcid.org":
            said = decoded("\n".join(strings_of(interaction)))
            said += "\n".join(spelt_in_base64(said))
            persons = [*ORCID_ID.findall(said), *map(_punctuated, ODD_ORCID_ID.findall(said))]
            if any(not placeholders.OWN_ORCID_ID.fullmatch(each) for each in persons):
                yield "a person's iD"
            if any(not OWN_PUT_CODE.fullmatch("".join(codes)) for codes in PUT_CODE.findall(said)):
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
