"""ORCID: the website with sign-in and OpenID Connect, the public API and the member API."""

from typing import TYPE_CHECKING

from pidguide.emulator.orcid import api, website
from pidguide.emulator.service import Service

if TYPE_CHECKING:
    from pidguide.emulator.world import World

WEBSITE_HOSTS = ("orcid.org", "sandbox.orcid.org")
API_HOSTS = ("pub.orcid.org", "api.orcid.org", "pub.sandbox.orcid.org", "api.sandbox.orcid.org")


def orcid_services(world: "World") -> list[Service]:
    """Return ORCID's website and its two APIs, production and sandbox of each, all over the same records."""
    return [
        Service("orcid", WEBSITE_HOSTS, website.create_application(world)),
        Service("orcid", API_HOSTS, api.create_application(world)),
    ]
