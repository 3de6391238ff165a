"""Generate DOI suffixes that are safe: short, opaque, and checked against typing errors."""

import re
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
SAFE = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*")


def new_suffix(number: int | None = None) -> str:
    """Return a suffix of eight characters made as DataCite makes its own; the last two digits check it.

    https://support.datacite.org/docs/doi-basics, https://www.crockford.com/base32.html
    """
    rest = number = secrets.randbelow(2**30) if number is None else number
    digits = ""
    while rest:
        rest, index = divmod(rest, 32)
        digits = ALPHABET[index] + digits
    text = f"{digits}{98 - number * 100 % 97:02d}".rjust(8, "0")
    return f"{text[:4]}-{text[4:]}"


def is_intact(suffix: str) -> bool:
    """Tell whether a suffix made by `new_suffix` has come through without a typing error."""
    text = suffix.lower().replace("-", "").replace("i", "1").replace("l", "1").replace("o", "0")
    if not re.fullmatch(f"[{ALPHABET}]{{6}}[0-9]{{2}}", text):
        return False
    number = sum(ALPHABET.index(digit) * 32**place for place, digit in enumerate(text[-3::-1]))
    return bool((number * 100 + int(text[-2:])) % 97 == 1)


if __name__ == "__main__":
    suffix = new_suffix(122149076)
    print(suffix, is_intact(suffix), is_intact(suffix.upper()), is_intact(suffix.replace("3m", "m3")))
    print("new ones are intact:", all(is_intact(new_suffix()) for _ in range(1000)))
    for suffix in ("3mfp-6m52", "pots.v2", "Data Set (2026)", "a/b;c", "größe"):
        print(f"{suffix!r}: {'safe' if SAFE.fullmatch(suffix) else 'legal perhaps, but asks for trouble'}")
