"""Find people by e-mail domain, if they show their address."""

from fnmatch import fnmatchcase

import requests

SEARCH = "https://pub.orcid.org/v3.0/expanded-search/"


def find_by_email_domain(domain: str) -> list[str]:
    """Return address and iD of people who show an address at `domain`; * is a wildcard.

    At most 1000 people.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    # region excerpt
    parameters = {"q": f"email:*@{domain}", "fl": "orcid,email", "rows": "1000"}
    accept = {"Accept": "application/json"}
    response = requests.get(SEARCH, params=parameters, headers=accept, timeout=30)
    response.raise_for_status()
    return [
        f"{email} ({person['orcid-id']})"
        for person in response.json()["expanded-result"] or []
        for email in person["email"]  # also those at other domains
        if fnmatchcase(email.lower(), f"*@{domain.lower()}")
    ]
    # endregion


if __name__ == "__main__":
    for domain in ("brown.example.org", "example.com"):
        print(domain, find_by_email_domain(domain) or "nobody shows an address")
