"""Check an iD's last character and write it in its canonical form."""

import re

PATTERN = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/)?((?:[0-9]{4}-?){3}[0-9]{3}[0-9X])", re.IGNORECASE
)


def canonical_id(text: str) -> str:
    """Return the https URI of an iD that somebody typed.

    The last character is a check digit (ISO 7064 MOD 11-2); X stands for ten. Only sign-in proves
    that an iD belongs to the person before you. Raises ValueError when it is no iD of production.
    https://support.orcid.org/hc/en-us/articles/360006897674-Structure-of-the-ORCID-Identifier
    """
    if "sandbox.orcid.org" in text.lower():
        raise ValueError("an iD of ORCID's sandbox means nothing outside the sandbox")
    found = PATTERN.fullmatch(text.strip().rstrip("/"))
    if found is None:
        raise ValueError("not sixteen digits in four groups")
    digits = found[1].replace("-", "").upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    if digits[-1] != ("X" if remainder == 10 else str(remainder)):
        raise ValueError("the check digit does not fit: something is mistyped")
    return "https://orcid.org/" + "-".join(digits[start : start + 4] for start in range(0, 16, 4))


if __name__ == "__main__":
    for typed in (
        "0000-0002-1825-0097",
        "http://www.orcid.org/0000-0002-1825-0097",
        "000990000000007x",
        "0000-0002-1825-0079",
        "https://sandbox.orcid.org/0000-0002-1825-0097",
        "Josiah Carberry",
    ):
        try:
            print(f"{typed}: {canonical_id(typed)}")
        except ValueError as reason:
            print(f"{typed}: {reason}")
