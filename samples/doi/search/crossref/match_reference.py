"""Find the DOI of a reference, and judge the match."""

import os
import re

import requests


def judge_candidates(reference: str) -> list[tuple[str, float, list[str]]]:
    """Return the three best candidates: DOI, score, and what the reference lacks.

    A score says which candidate is best, not whether it is right. So look for its
    title, first author and year in the reference. One that lacks nothing is a match.
    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"query.bibliographic": reference, "rows": "3"}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    response.raise_for_status()
    said = set(re.findall(r"\w+", reference.lower()))
    judged = []
    for work in response.json()["message"]["items"]:
        year = work["issued"]["date-parts"][0][0] or ""
        family = (work.get("author") or [{}])[0].get("family", "")
        needed = [*(work.get("title") or ["untitled"]), family, str(year)]
        missing = set(re.findall(r"\w+", " ".join(needed).lower())) - said
        judged.append((work["DOI"], work["score"], sorted(missing)))
    return judged


if __name__ == "__main__":
    reference = "Harris CR, Millman KJ. Array programming with NumPy. Nature (2020)."
    for doi, score, missing in judge_candidates(reference):
        print(f"{score:6.2f} {doi}", f"lacks {missing}" if missing else "a match")
