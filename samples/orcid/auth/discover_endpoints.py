"""Read ORCID's OpenID Connect configuration."""

from typing import Any

import requests

ISSUER = "https://orcid.org"  # the sandbox: https://sandbox.orcid.org


def discover(issuer: str) -> dict[str, Any]:
    """Return the configuration of an OpenID provider.

    Raises ValueError when it names another issuer than the one it was asked of.
    https://openid.net/specs/openid-connect-discovery-1_0.html
    """
    # region excerpt
    address = f"{issuer}/.well-known/openid-configuration"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    configuration: dict[str, Any] = response.json()
    # endregion
    if configuration["issuer"] != issuer:
        raise ValueError(f"{issuer} answers as {configuration['issuer']}")
    return configuration


if __name__ == "__main__":
    found = discover(ISSUER)
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        print(f"{name}: {found[name]}")
    print("signed with:", *found["id_token_signing_alg_values_supported"])
    print("PKCE:", found.get("code_challenge_methods_supported", "none listed"))
