"""What a name says of the value behind it, however it is written: client_secret, ClientSecret, CLIENT."""

import re
from functools import lru_cache
from unicodedata import normalize

from pidguide.cassettes import placeholders

# How names end that stand before a secret, without case and punctuation; the first that fits counts.
_ENDINGS = {
    "refreshtoken": placeholders.REFRESH_TOKEN,
    "idtoken": placeholders.ID_TOKEN,
    "idtokenhint": placeholders.ID_TOKEN,
    "apitoken": placeholders.API_KEY,
    "token": placeholders.ACCESS_TOKEN,
    "secret": placeholders.CLIENT_SECRET,
    "password": placeholders.PASSWORD,
    "passwort": placeholders.PASSWORD,
    "kennwort": placeholders.PASSWORD,
    "contrasena": placeholders.PASSWORD,
    "motdepasse": placeholders.PASSWORD,
    "senha": placeholders.PASSWORD,
    "wachtwoord": placeholders.PASSWORD,
    "passwd": placeholders.PASSWORD,
    "passphrase": placeholders.PASSWORD,
    "recoveryphrase": placeholders.PASSWORD,
    "seedphrase": placeholders.PASSWORD,
    "mnemonic": placeholders.PASSWORD,
    "passcode": placeholders.PASSWORD,
    "pwd": placeholders.PASSWORD,
    "accesskeyid": placeholders.API_KEY,
    "csrf": placeholders.ACCESS_TOKEN,
    "verifier": placeholders.CODE_VERIFIER,
    "connectionstring": placeholders.PASSWORD,
    "ticket": placeholders.COOKIE,
    "rootpw": placeholders.PASSWORD,
    "securityanswer": placeholders.PASSWORD,
    "rememberme": placeholders.COOKIE,
    "accesssignature": placeholders.API_KEY,
    "assertion": placeholders.ASSERTION,
    "samlresponse": placeholders.ASSERTION,
    "credential": placeholders.CREDENTIALS,
    "credentials": placeholders.CREDENTIALS,
    "authorization": placeholders.CREDENTIALS,
    "cookie": placeholders.COOKIE,
    "sessionid": placeholders.COOKIE,
    "sessionindex": placeholders.COOKIE,
    "sessionkey": placeholders.COOKIE,
    "sessid": placeholders.COOKIE,
    "amzsignature": placeholders.API_KEY,
}
# What makes a key one that opens something, and a code one that is good for once.
_KEY = re.compile(
    r"(?:access|account|activation|admin|api|app|application|auth|client|consumer|crypt|deploy|encryption|hmac|host"
    r"|licen[cs]e|master|pgp|private|product|project|root|sas|sec|secret|security|serial|server|service|shared|sign"
    r"|signature|signing|ssh|ssl|storage|subscription|tls|user|vault|wallet|webhook)key(?:id|pem)?$"
)
# These nouns make a name one of a secret wherever they stand in it: secretAnswer, rootPasswordFile.
_ANYWHERE = re.compile(
    r"(?:password|passwd|passphrase|secret(?!ar|ion))(?!.*(?:policy|type|expir|length|changed|url|uri|endpoint|required"
    r"|method|supported|hint|error|less|missing|invalid|at$|date$|count$))"
)
_CODE = re.compile(
    r"(?:access|activation|auth|authori[sz]ation|backup|confirmation|device|invit(?:e|ation)|licen[cs]e|login|mfa|onetime|otp"
    r"|pairing|pin|recovery|reset|security|sms|unlock|user|verification|verify)codes?$"
)
# Names too short to be an ending of others.
_WHOLE = {
    "pass": placeholders.PASSWORD,
    "pw": placeholders.PASSWORD,
    "pat": placeholders.API_KEY,
    "dsn": placeholders.PASSWORD,
    "pin": placeholders.PASSWORD,
    "otp": placeholders.PASSWORD,
    "totp": placeholders.PASSWORD,
    "auth": placeholders.CREDENTIALS,
    "bearer": placeholders.ACCESS_TOKEN,
    "tok": placeholders.ACCESS_TOKEN,
    "nonce": placeholders.CREDENTIALS,
    "jwt": placeholders.ACCESS_TOKEN,
    "session": placeholders.COOKIE,
    "sid": placeholders.COOKIE,
    "sig": placeholders.API_KEY,
}
# Those of them that are the last word of others: smtp_pass, adminPin.
_LAST = ("pass", "pw", "pin", "otp", "totp", "jwt", "pat", "dsn")
# Everyday words in JSON, XML and text; in a form or a query OAuth and DataCite have secrets behind them.
_IN_FORMS = {"code": placeholders.AUTHORIZATION_CODE, "key": placeholders.DATACITE_API_KEY}
# Behind these a string may look random and be public: digests, identifiers, addresses, public keys.
_PUBLIC_RANDOM = re.compile(
    r"(?:hash|sum|digest|md\d|sha\d*|etag|fingerprint|integrity|commit|revision|version|cursor|ids?|identifiers?"
    r"|award|number|prefix|suffix|doi|url|uri|href|link|path|file|filename|xml|base64|image)$|^(?:[enxy]|x5[tc])$"
)
_PROOF = re.compile(r"(?:hash|digest|fingerprint|signature)$|^[enxy]$")
# Where to go on in a list is no secret.
_PAGING = re.compile(r"(?:resumption|continuation|page|paging|next|cursor)token$")
# What may follow the noun and changes nothing: password2, token_value, password_hash.
_REST = re.compile(
    r"(?:v?\d|hash|header|confirm(?:ation)?|repeat|again|input|field|old|new|current|value|data|string|text|plain"
    r"|raw|base64|b64)+$"
)
_IDENTITIES = {"loginid": "CROSSREF_LOGIN", "usr": "CROSSREF_LOGIN"}


@lru_cache(maxsize=4096)
def alike(name: str) -> str:
    """Return a name without case, accents, punctuation and namespace: what names made alike share."""
    local = re.sub(r"^.*[}:]", "", name)
    return re.sub(r"[^a-z0-9]", "", normalize("NFKD", local).lower())


def _last_word(name: str) -> str:
    """Return the last word of a name that is more than one: "pass" of smtp_pass and smtpPass."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
    return words[-1].lower() if len(words) > 1 else ""


@lru_cache(maxsize=4096)
def may_be_random(name: str, in_form: bool = False) -> bool:
    """Tell whether a name stands before what looks random and is public: a digest, an id, a cursor.

    `in_form`, as for `placeholder_behind`: a digest in an address proves something.
    """
    plain = alike(name)
    if in_form and _PROOF.search(plain):
        return False
    return (_PUBLIC_RANDOM.search(plain) or _PAGING.search(plain)) is not None


@lru_cache(maxsize=4096)
def placeholder_behind(name: str, in_form: bool = False) -> str | None:
    """Return what stands for the secret behind a name, None for a name without secrets.

    `in_form` says that the name is one of a form, a query, a fragment or a multipart body.
    """
    plain, last = alike(name), _last_word(name)
    if plain in _IDENTITIES:
        return placeholders.ENVIRONMENT[_IDENTITIES[plain]] if in_form else None
    if in_form and plain in _IN_FORMS:
        return _IN_FORMS[plain]
    if _PAGING.search(plain):
        return None
    for noun in (plain, _REST.sub("", plain)):
        if noun in _WHOLE or last in _LAST:
            return _WHOLE[noun if noun in _WHOLE else last]
        if _KEY.search(noun):
            return placeholders.API_KEY
        if _CODE.search(noun):
            return placeholders.AUTHORIZATION_CODE
        for ending, placeholder in _ENDINGS.items():
            if noun.endswith(ending):
                return placeholder
    return placeholders.PASSWORD if _ANYWHERE.search(plain) else None
