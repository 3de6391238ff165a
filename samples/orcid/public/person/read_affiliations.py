"""Read employments and educations with their organization ids."""

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_affiliations(orcid: str, kind: str) -> list[str]:
    """Return one line for each affiliation of a kind, such as "employment" or "education".

    The list's path is the plural (`/employments`), the wrapper of each summary the singular
    (`employment-summary`). Raises requests.HTTPError when the record cannot be read.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/affiliations.md
    """
    response = requests.get(
        f"{PUBLIC_API}/{orcid}/{kind}s", headers={"Accept": "application/json"}, timeout=30
    )
    response.raise_for_status()
    lines = []
    for group in response.json()["affiliation-group"]:
        summary = group["summaries"][0][f"{kind}-summary"]
        organization = summary["organization"]
        known_as = organization["disambiguated-organization"]
        organization_id = (
            f"{known_as['disambiguation-source']} {known_as['disambiguated-organization-identifier']}"
            if known_as
            else "no organization id"
        )
        start, end = summary["start-date"], summary["end-date"]
        years = "–".join((date["year"]["value"] if date else "") for date in (start, end))
        role = summary["role-title"] or "no role"
        lines.append(f"{years}  {role}, {organization['name']} ({organization_id})")
    return lines


if __name__ == "__main__":
    for kind in ("employment", "education"):
        print(f"{kind}s:")
        print(*read_affiliations("0009-9000-0000-0010", kind), sep="\n")
