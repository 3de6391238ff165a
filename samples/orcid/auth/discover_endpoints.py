"""Read ORCID's OpenID Connect configuration instead of typing its addresses."""

from typing import Any

import requests

ISSUER = "https://orcid.org"  # the sandbox is an issuer of its own: https://sandbox.orcid.org


def discover(issuer: str) -> dict[str, Any]:
    """Return the configuration of an OpenID provider.

    Raises ValueError when the document names another issuer than the one it was asked of.
    https://openid.net/specs/openid-connect-discovery-1_0.html
    """
    response = requests.get(
        f"{issuer}/.well-known/openid-configuration", headers={"Accept": "application/json"}, timeout=30
    )
    response.raise_for_status()
    configuration: dict[str, Any] = response.json()
    if configuration["issuer"] != issuer:
        raise ValueError(f"{issuer} answers as {configuration['issuer']}")
    return configuration


if __name__ == "__main__":
    configuration = discover(ISSUER)
    for name in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"):
        print(f"{name}: {configuration[name]}")
    print("signed with:", *configuration["id_token_signing_alg_values_supported"])
    print("client authentication:", *configuration["token_endpoint_auth_methods_supported"])
    print("PKCE methods:", configuration.get("code_challenge_methods_supported", "none listed"))
