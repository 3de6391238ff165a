"""What stands in a cassette where a credential, a person or a token was.

A replayed sample reads the same values from its environment, so that its requests match.
"""

import re

ENVIRONMENT = {
    "DATACITE_REPOSITORY_ID": "YOUR.REPOSITORY",
    "DATACITE_PASSWORD": "<DATACITE_PASSWORD>",
    "DATACITE_PREFIX": "10.82433",
    "CROSSREF_LOGIN": "you@example.org/role",
    "CROSSREF_PASSWORD": "<CROSSREF_PASSWORD>",
    "CROSSREF_PREFIX": "10.5555",
    "ORCID_CLIENT_ID": "APP-XXXXXXXXXXXXXXXX",
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
API_KEY = "<DATACITE_API_KEY>"
EMAIL = "someone@example.org"

# What a sample sends on purpose to be refused, as it stands in its script. It gets a placeholder of its own,
# so that a recording shows which request was meant to fail.
WRONG = re.compile(r"wrong|made-up|not-(?:a|the|my)-(?:token|password|secret|code)")


def wrong(placeholder: str) -> str:
    """Return what stands for a wrong secret, e.g. "<WRONG_ACCESS_TOKEN>" for "<ACCESS_TOKEN>"."""
    return f"<WRONG_{placeholder[1:]}"


# The key id of the id_tokens that stand in for real ones.
STAND_IN_KEY_ID = "placeholder-key"

# E-mail domains that belong to nobody (RFC 2606).
RESERVED_DOMAINS = ("example.org", "example.com", "example.net")
