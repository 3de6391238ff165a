"""ORCID's two worlds, production and sandbox: what a host name says about which one answers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """Production or the sandbox. `host` is the one that people sign in at and iDs are written with."""

    host: str
    key_id: str

    @property
    def issuer(self) -> str:
        """The issuer of id_tokens, and the address every iD starts with."""
        return f"https://{self.host}"

    @property
    def public_api(self) -> str:
        """The address of the public API."""
        return f"https://pub.{self.host}"


# ORCID's own key ids end in a random word; these say whose key it is.
PRODUCTION = Site("orcid.org", "production-orcid-org-emulator")
SANDBOX = Site("sandbox.orcid.org", "sandbox-orcid-org-emulator")


def site_of(host: str) -> Site:
    """Return the site that a host name (with or without pub., api. or a port) belongs to."""
    return SANDBOX if host.partition(":")[0].lower().endswith(SANDBOX.host) else PRODUCTION
