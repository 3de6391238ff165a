"""Match a reference to its DOI, and judge the match."""

import os
import re

import requests

WORKS = "https://api.crossref.org/works"


def match_reference(reference: str) -> str | None:
    """Return the DOI of the work that a reference names, or None where no candidate is safe.

    A score says which candidate is best, not whether it is right: it grows with the length of the
    reference. So the candidate's title, first author and year must stand in the reference.
    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    response = requests.get(
        WORKS,
        params={"query.bibliographic": reference, "rows": "3", "select": "DOI,title,author,issued,score"},
        headers={
            "Accept": "application/json",
            "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
        },
        timeout=30,
    )
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    wanted = set(re.findall(r"\w+", reference.lower()))
    for work in response.json()["message"]["items"]:
        year = work["issued"]["date-parts"][0][0]
        needed = " ".join([*work.get("title", []), work.get("author", [{}])[0].get("family", ""), str(year)])
        missing = set(re.findall(r"\w+", needed.lower())) - wanted
        verdict = f"not in the reference: {', '.join(sorted(missing))}" if missing else "fits"
        print(f"{work['score']:6.2f}  {work['DOI']}  {verdict}")
        if not missing:
            return str(work["DOI"])
    return None


if __name__ == "__main__":
    print(match_reference("Harris CR, Millman KJ. Array programming with NumPy. Nature 585, 357-362 (2020)."))
    print(match_reference("Smith J. Array programming with APL. Nature 12, 3-4 (1975)."))
