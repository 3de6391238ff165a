"""The accounts that the emulator knows: samples find them by these variables, and none is a real secret."""

from pid_emulator import Emulator
from pid_emulator.core import accounts


def test_samples_find_every_account_by_its_variable() -> None:
    assert accounts.FIXED_ENVIRONMENT == {
        "DATACITE_REPOSITORY_ID": "GUIDE.EMULATOR",
        "DATACITE_PASSWORD": "emulator-datacite-password",
        "DATACITE_PREFIX": "10.82433",
        "CROSSREF_LOGIN": "guide@example.org/guide",
        "CROSSREF_PASSWORD": "emulator-crossref-password",
        "CROSSREF_PREFIX": "10.5555",
        "ORCID_CLIENT_ID": "APP-EMULATOR00000001",
        "ORCID_CLIENT_SECRET": "emulator-orcid-client-secret",
        "ORCID_ID": "0000-0002-1825-0097",
        "CONTACT_EMAIL": "guide@example.org",
    }


def test_what_a_person_would_fetch_by_hand_is_there_as_well() -> None:
    found = Emulator().environment()
    assert found.items() >= accounts.FIXED_ENVIRONMENT.items()
    assert set(found) - set(accounts.FIXED_ENVIRONMENT) == {
        "ORCID_ACCESS_TOKEN",
        "ORCID_REFRESH_TOKEN",
        "ORCID_AUTHORIZATION_CODE",
        "ORCID_NONCE",
    }


def test_every_secret_says_where_it_opens_something() -> None:
    secrets = [value for name, value in vars(accounts).items() if name.endswith(("_PASSWORD", "_SECRET"))]
    assert len(secrets) == 5
    assert all(secret.startswith("emulator-") for secret in secrets)
