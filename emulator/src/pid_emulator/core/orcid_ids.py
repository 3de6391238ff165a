"""ORCID iDs: the check digit by which a mistyped one is found."""


def check_digit(base: str) -> str:
    """Return the last character of an iD (ISO 7064, MOD 11-2) for its first fifteen digits."""
    total = 0
    for digit in base:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    return "X" if remainder == 10 else str(remainder)
