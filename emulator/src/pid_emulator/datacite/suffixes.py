"""DOI suffixes as DataCite makes them: a random number in Crockford's base 32 with two check digits.

https://support.datacite.org/docs/doi-basics and https://www.crockford.com/base32.html
"""

import random

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
UPPER_LIMIT = 1_073_741_823


def encode_suffix(number: int, shoulder: str = "") -> str:
    """Return the suffix of a number: eight characters, the last two of them check digits."""
    digits, rest = "", number
    while rest:
        rest, index = divmod(rest, 32)
        digits = ALPHABET[index] + digits
    check = 98 - (number * 100) % 97
    text = f"{digits or '0'}{check:02d}".rjust(8, "0")
    parts = [text[start : start + 4] for start in range(0, len(text), 4)]
    return "-".join([*([shoulder] if shoulder else []), *parts])


def random_doi(prefix: str, source: random.Random, number: int | None = None) -> str:
    """Return a DOI with a new suffix; a prefix may be followed by a slash and a shoulder."""
    prefix, _, shoulder = prefix.partition("/")
    value = source.randrange(UPPER_LIMIT) if number is None else number
    return f"{prefix}/{encode_suffix(value, shoulder)}".lower()
