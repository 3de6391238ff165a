"""Make a publication list from an ORCID record."""

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"
PUBLICATIONS = {"journal-article", "book", "book-chapter", "conference-paper"}


def publication_list(orcid: str) -> list[str]:
    """Return a line for each publication, newest first, undated last.

    Raises requests.HTTPError when the record cannot be read.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    address = f"{PUBLIC_API}/{orcid}/works"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    lines = []
    # region excerpt
    for group in response.json()["group"]:
        work = group["work-summary"][0]  # the version that the person prefers
        if work["type"] not in PUBLICATIONS:
            continue
        date = work["publication-date"]
        year = date["year"]["value"] if date else "n.d."
        link = ""
        for each in group["external-ids"]["external-id"]:
            kind = (each["external-id-type"], each["external-id-relationship"])
            if kind == ("doi", "self") and each["external-id-normalized"]:
                link = f" https://doi.org/{each['external-id-normalized']['value']}"
        lines.append(f"{year}. {work['title']['title']['value']}.{link}")
    # endregion
    return sorted(
        lines, key=lambda line: (not line.startswith("n.d."), line), reverse=True
    )


if __name__ == "__main__":
    print(*publication_list("0000-0002-1825-0097"), sep="\n")
