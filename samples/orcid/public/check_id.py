"""Validate an ORCID iD and write it as a URI."""

import re

ADDRESS = r"(?:(?:https?://)?(?:www\.)?orcid\.org/)?"
ID = re.compile(ADDRESS + r"((?:[0-9]{4}-?){3}[0-9]{3}[0-9X])", re.IGNORECASE)


def canonical_id(text: str) -> str:
    """Return the https URI of an iD that somebody typed.

    The check digit is that of ISO 7064 MOD 11-2; X stands for ten. Raises ValueError
    for what is no iD of production.
    https://support.orcid.org/hc/en-us/articles/360006897674
    """
    if "sandbox.orcid.org" in text.lower():
        raise ValueError("iDs of ORCID's sandbox mean nothing outside it")
    # region excerpt
    found = ID.fullmatch(text.strip().rstrip("/"))
    if found is None:
        raise ValueError("not sixteen digits in four groups")
    digits, total = found[1].replace("-", "").upper(), 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    if digits[-1] != "0123456789X"[(12 - total % 11) % 11]:
        raise ValueError("the check digit does not fit: something is mistyped")
    return "https://orcid.org/" + "-".join(re.findall("....", digits))
    # endregion


if __name__ == "__main__":
    mistyped, lower_case = "0000-0002-1825-0079", "http://orcid.org/000990000000007x"
    for typed in ("0000-0002-1825-0097", lower_case, mistyped, "Josiah Carberry"):
        try:
            print(f"{typed}: {canonical_id(typed)}")
        except ValueError as reason:
            print(f"{typed}: {reason}")
