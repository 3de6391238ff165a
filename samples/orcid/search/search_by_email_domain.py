"""Find people by the domain of their e-mail address, if they show it."""

from fnmatch import fnmatchcase
from urllib.parse import urlencode

import requests

SEARCH = "https://pub.orcid.org/v3.0/expanded-search/"


def find_by_email_domain(domain: str) -> list[str]:
    """Return e-mail address and iD of people who show everyone an address at `domain`; * is a wildcard.

    Few do: an address is private until its owner says otherwise. An empty answer tells you nothing
    about the domain. Reads one page: at most 1000 people.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    address = f"{SEARCH}?{urlencode({'q': f'email:*@{domain}', 'fl': 'orcid,email', 'rows': 1000})}"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    people = response.json()["expanded-result"] or []
    return [
        f"{email} ({person['orcid-id']})"
        for person in people
        for email in person["email"]
        if fnmatchcase(email.lower(), f"*@{domain.lower()}")  # the answer holds the person's other ones, too
    ]


if __name__ == "__main__":
    for domain in ("brown.example.org", "*.example.org", "example.com"):
        print(f"{domain}:", ", ".join(find_by_email_domain(domain)) or "nobody shows an address")
