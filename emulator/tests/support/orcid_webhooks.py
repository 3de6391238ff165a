"""A webhook, and the address at which a client registers it."""

from urllib.parse import quote

from support.orcid_people import CARBERRY

HOST = "https://api.sandbox.orcid.org"
CALLBACK = "https://example.org/hook/unguessable?record=0000-0002-1825-0097"


def url(callback: str = CALLBACK, orcid: str = CARBERRY) -> str:
    return f"{HOST}/{orcid}/webhook/{quote(callback, safe='')}"
