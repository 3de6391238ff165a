"""The accounts that the emulator knows, and the environment variables that samples read them from.

None of these values opens anything outside the emulator; each says so.
"""

DATACITE_REPOSITORY_ID = "GUIDE.EMULATOR"
DATACITE_PASSWORD = "emulator-datacite-password"
DATACITE_PREFIX = "10.82433"

CROSSREF_LOGIN = "guide@example.org/guide"
CROSSREF_PASSWORD = "emulator-crossref-password"
CROSSREF_PREFIX = "10.5555"

ORCID_CLIENT_ID = "APP-EMULATOR00000001"
ORCID_CLIENT_SECRET = "emulator-orcid-client-secret"
ORCID_PUBLIC_CLIENT_ID = "APP-EMULATOR00000002"
ORCID_PUBLIC_CLIENT_SECRET = "emulator-orcid-public-client-secret"
ORCID_REDIRECT_URI = "http://127.0.0.1:5000/callback"

# Josiah Carberry, ORCID's own fictitious person; everyone's password on the emulator is the same.
ORCID_ID = "0000-0002-1825-0097"
ORCID_SIGN_IN_PASSWORD = "emulator-orcid-sign-in"

CONTACT_EMAIL = "guide@example.org"

FIXED_ENVIRONMENT = {
    "DATACITE_REPOSITORY_ID": DATACITE_REPOSITORY_ID,
    "DATACITE_PASSWORD": DATACITE_PASSWORD,
    "DATACITE_PREFIX": DATACITE_PREFIX,
    "CROSSREF_LOGIN": CROSSREF_LOGIN,
    "CROSSREF_PASSWORD": CROSSREF_PASSWORD,
    "CROSSREF_PREFIX": CROSSREF_PREFIX,
    "ORCID_CLIENT_ID": ORCID_CLIENT_ID,
    "ORCID_CLIENT_SECRET": ORCID_CLIENT_SECRET,
    "ORCID_ID": ORCID_ID,
    "CONTACT_EMAIL": CONTACT_EMAIL,
}
