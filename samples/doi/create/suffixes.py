"""Generate safe DOI suffixes: short, opaque, with check digits."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u


def new_suffix(number: int | None = None) -> str:
    """Return a suffix of eight characters made as DataCite makes its own.

    The last two digits check the others. https://support.datacite.org/docs/doi-basics
    """
    # region excerpt
    rest = number = secrets.randbelow(2**30) if number is None else number
    digits = ""
    while rest:
        rest, index = divmod(rest, 32)
        digits = ALPHABET[index] + digits
    text = f"{digits}{98 - number * 100 % 97:02d}".rjust(8, "0")
    return f"{text[:4]}-{text[4:]}"
    # endregion


def is_intact(suffix: str) -> bool:
    """Tell whether a suffix of `new_suffix` has come through without a typing error."""
    text = suffix.lower().replace("-", "").translate(str.maketrans("ilo", "110"))
    if len(text) != 8 or not text[-2:].isdecimal() or not set(text) <= set(ALPHABET):
        return False
    number = 0
    for digit in text[:-2]:
        number = number * 32 + ALPHABET.index(digit)
    return (number * 100 + int(text[-2:])) % 97 == 1


if __name__ == "__main__":
    suffix = new_suffix(122149076)
    print(suffix, "is intact:", is_intact(suffix))
    print("m3fp-6m52 is intact:", is_intact("m3fp-6m52"))
