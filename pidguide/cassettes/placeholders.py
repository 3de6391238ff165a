"""What stands in a cassette where a credential, a person or a token was.

A replayed sample reads the same values from its environment, so that its requests match.
"""

import re

CLIENT_ID = "APP-XXXXXXXXXXXXXXXX"
ENVIRONMENT = {
    "DATACITE_REPOSITORY_ID": "YOUR.REPOSITORY",
    "DATACITE_PASSWORD": "<DATACITE_PASSWORD>",
    "DATACITE_PREFIX": "10.82433",
    "CROSSREF_LOGIN": "you@example.org/role",
    "CROSSREF_PASSWORD": "<CROSSREF_PASSWORD>",
    "CROSSREF_PREFIX": "10.5555",
    "ORCID_CLIENT_ID": CLIENT_ID,
    "ORCID_CLIENT_SECRET": "<CLIENT_SECRET>",
    "ORCID_ACCESS_TOKEN": "<ACCESS_TOKEN>",
    "ORCID_REFRESH_TOKEN": "<REFRESH_TOKEN>",
    "ORCID_AUTHORIZATION_CODE": "<AUTHORIZATION_CODE>",
    "ORCID_NONCE": "guide-nonce",
    "ORCID_ID": "0000-0002-1825-0097",
    "CONTACT_EMAIL": "you@example.org",
}

ACCESS_TOKEN = "<ACCESS_TOKEN>"
REFRESH_TOKEN = "<REFRESH_TOKEN>"
AUTHORIZATION_CODE = "<AUTHORIZATION_CODE>"
CLIENT_SECRET = "<CLIENT_SECRET>"
PASSWORD = "<PASSWORD>"
CREDENTIALS = "<CREDENTIALS>"
DATACITE_API_KEY = "<DATACITE_API_KEY>"
API_KEY = "<API_KEY>"
ID_TOKEN = "<ID_TOKEN>"
CODE_VERIFIER = "<CODE_VERIFIER>"
ASSERTION = "<ASSERTION>"
COOKIE = "<COOKIE>"
PRIVATE_KEY = "<PRIVATE_KEY>"
RANDOM = "<RANDOM_STRING>"
EMAIL = "someone@example.org"
UUID = "00000000-0000-4000-8000-000000000000"

# The clients of the emulator's own world are nobody's.
OWN_CLIENT = re.compile(r"APP-(?:X{16}|EMULATOR\d{8})")
# So are its people: iDs of this form are outside of what ORCID gives out. Other persons get one of them.
OWN_ORCID_ID = re.compile(r"0009-9000-\d{4}-\d{3}[\dX]|0000-0002-1825-0097")

# What a sample sends on purpose to be refused, as it stands in its script. It gets a placeholder of its own,
# so that a recording shows which request was meant to fail.
WRONG = re.compile(r"wrong|made-up|not-(?:a|the|my)-(?:token|password|secret|code)")


def wrong(placeholder: str) -> str:
    """Return what stands for a wrong secret, e.g. "<WRONG_ACCESS_TOKEN>" for "<ACCESS_TOKEN>"."""
    return f"<WRONG_{placeholder[1:]}"


def put_code(number: int) -> str:
    """Return what stands for the put-code that was met as the `number`th, from 1 on; 0 for one made up."""
    return str(1000 + number)


def orcid_id(number: int) -> str:
    """Return the iD that stands for the person met as the `number`th, with the check digit of its own."""
    return whole_orcid_id(f"0009900090{number:05d}")


def whole_orcid_id(digits: str) -> str:
    """Return the iD that begins with these 15 digits, as it is written: with check digit and hyphens."""
    whole = digits + check_digit(digits)
    return "-".join(whole[start : start + 4] for start in range(0, 16, 4))


def check_digit(digits: str) -> str:
    """Return the last character of an iD from the 15 digits before it (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)


# The key id of the id_tokens that stand in for real ones.
STAND_IN_KEY_ID = "placeholder-key"

# E-mail domains that belong to nobody (RFC 2606).
RESERVED_DOMAINS = ("example.org", "example.com", "example.net")
