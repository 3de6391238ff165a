"""Normalise (normalize), validate and compare DOIs."""

import re
import string
from urllib.parse import quote, unquote

import requests

ADDRESS = re.compile(r"(?i)(?:https?://)?(?:dx\.|www\.)?doi\.org/")
DOI = re.compile(r"10\.[0-9]+(?:\.[0-9]+)*/\S(?:.*\S)?")
TO_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def normalise_doi(text: str) -> str:
    """Return the bare DOI in lower case, from its bare, `doi:`, `info:` or web form.

    Only A to Z have two cases in a DOI: str.lower() would change other letters, too. An
    address is percent-decoded, without its query. Raises ValueError for what is no DOI.
    https://www.doi.org/the-identifier/resources/handbook/
    """
    # region excerpt
    name = text.strip()
    if address := ADDRESS.match(name):
        # `;2-#` ends an old journal's DOI (SICI); any other # begins a fragment.
        name = unquote(re.split(r"\?|(?<!;2-)#", name[address.end() :])[0])
    else:
        name = re.sub(r"(?i)^(?:info:doi/|doi:\s*)", "", name)
    if not DOI.fullmatch(name):
        raise ValueError(f"{text!r} is not a DOI")
    return name.translate(TO_LOWER)
    # endregion


if __name__ == "__main__":
    for text in ("https://doi.org/10.7554%2FeLife.01567", "doi:10.7554/ELIFE.01567"):
        print(normalise_doi(text), "<-", text)
    address = f"https://doi.org/{quote(normalise_doi('info:doi/10.7554/eLife.01567'))}"
    answer = requests.head(address, headers={"Accept": "*/*"}, timeout=30)
    print(address, "resolves:", answer.is_redirect)
