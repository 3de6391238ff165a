"""Write the list of publications of a CV."""

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"
PUBLICATIONS = {"journal-article", "book", "book-chapter", "conference-paper", "preprint"}


def publication_list(orcid: str) -> list[str]:
    """Return one line for each publication, newest first, undated last, with a link where there is a DOI.

    Authors are not in the list of works: read each work in full where you need them.
    Raises requests.HTTPError when the record cannot be read.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    response = requests.get(f"{PUBLIC_API}/{orcid}/works", headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    lines = []
    for group in response.json()["group"]:
        work = group["work-summary"][0]
        if work["type"] not in PUBLICATIONS:
            continue
        year = work["publication-date"]["year"]["value"] if work["publication-date"] else "n.d."
        journal = work["journal-title"]["value"] if work["journal-title"] else work["type"]
        dois = [
            (each["external-id-normalized"] or {}).get("value")
            for each in group["external-ids"]["external-id"]
            if each["external-id-type"] == "doi" and each["external-id-relationship"] == "self"
        ]
        link = f" https://doi.org/{dois[0]}" if dois and dois[0] else ""
        lines.append(f"{year}. {work['title']['title']['value']}. {journal}.{link}")
    return sorted(lines, key=lambda line: (not line.startswith("n.d."), line), reverse=True)


if __name__ == "__main__":
    print(*publication_list("0000-0002-1825-0097"), sep="\n")
