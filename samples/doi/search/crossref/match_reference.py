"""Match a reference to its DOI, and judge the match."""

import os
import re

import requests

WORKS = "https://api.crossref.org/works"


def judge_candidates(reference: str) -> list[tuple[str, float, list[str]]]:
    """Return the three best candidates: DOI, score, and what the reference would have to say but doesn't.

    A score says which candidate is best, not whether it is right. So look for the candidate's title,
    first author and year in the reference. A candidate that lacks nothing there is a match.
    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS,
        params={"query.bibliographic": reference, "rows": "3", "select": "DOI,title,author,issued,score"},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    said = set(re.findall(r"\w+", reference.lower()))
    judged = []
    for work in response.json()["message"]["items"]:
        year = work["issued"]["date-parts"][0][0] or ""
        family = (work.get("author") or [{}])[0].get("family", "")
        needed = " ".join([*(work.get("title") or ["untitled"]), family, str(year)])
        missing = set(re.findall(r"\w+", needed.lower())) - said
        judged.append((work["DOI"], work["score"], sorted(missing)))
    return judged


if __name__ == "__main__":
    for author in (
        "Harris CR, Millman KJ. Array programming with NumPy",
        "Smith J. Array programming with APL",
    ):
        print(f"{author}. Nature 585, 357-362 (2020).")
        for doi, score, missing in judge_candidates(f"{author}. Nature 585, 357-362 (2020)."):
            print(f"  {score:6.2f}  {doi}  {'not said: ' + ', '.join(missing) if missing else 'a match'}")
