"""Normalise (normalize) a DOI to lower case, validate and compare DOIs."""

import re
import string
from urllib.parse import quote, unquote

import requests

ADDRESS = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
DOI = re.compile(r"10\.[0-9]+(?:\.[0-9]+)*/\S(?:.*\S)?")
ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def normalise_doi(text: str) -> str:
    """Return the bare DOI in ASCII lower case, from its bare, `doi:` or web form.

    Two DOIs are the same when these are equal. Only A to Z have two cases in a DOI:
    str.lower() would change other letters, too, and make different DOIs equal. An address
    is percent-decoded, once, without its query. Raises ValueError for text that is not a DOI.
    https://www.doi.org/the-identifier/resources/handbook/
    """
    name = text.strip()
    if address := ADDRESS.match(name):
        name = unquote(re.split("[?#]", name[address.end() :])[0])
    elif name[:4].lower() == "doi:":
        name = name[4:].lstrip()
    if not DOI.fullmatch(name):
        raise ValueError(f"{text!r} is not a DOI")
    return name.translate(ASCII_LOWER)


if __name__ == "__main__":
    for text in ("https://doi.org/10.7554%2FeLife.01567", "doi:10.7554/ELIFE.01567"):
        print(normalise_doi(text), "<-", text)
    print("Á is á:", normalise_doi("10.5555/Á") == normalise_doi("10.5555/á"))
    address = "https://doi.org/" + quote(normalise_doi("doi:10.7554/ELIFE.01567"))
    answer = requests.head(address, headers={"Accept": "*/*"}, timeout=30)
    print(address, "resolves:", answer.status_code == 302)
