"""Read employments and educations with their organisation ids."""

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_affiliations(orcid: str, kind: str) -> list[str]:
    """Return a line for each affiliation of a kind, such as "employment".

    Raises requests.HTTPError when the record cannot be read.
    https://github.com/ORCID/ORCID-Source/tree/main/orcid-api-web/tutorial
    """
    # region excerpt
    address = f"{PUBLIC_API}/{orcid}/{kind}s"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    lines = []
    for group in response.json()["affiliation-group"]:
        summary = group["summaries"][0][f"{kind}-summary"]
        organization = summary["organization"]
        # endregion
        role = summary["role-title"] or "no role"
        start = (summary["start-date"] or {}).get("year", {}).get("value", "?")
        known_as = organization["disambiguated-organization"]
        organization_id = "no organisation id"
        if known_as:
            number = known_as["disambiguated-organization-identifier"]
            organization_id = f"{known_as['disambiguation-source']} {number}"
        name = organization["name"]
        lines.append(f"since {start}: {role}, {name} ({organization_id})")
    return lines


if __name__ == "__main__":
    for kind in ("employment", "education"):
        print(f"{kind}s:")
        print(*read_affiliations("0009-9000-0000-0010", kind), sep="\n")
