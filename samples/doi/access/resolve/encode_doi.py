"""Encode a DOI in a URL."""

from urllib.parse import quote

import requests

KEPT = "!$&'()*+;=:@"  # beside letters, digits and -._~


def doi_url(doi: str) -> str:
    """Return the https://doi.org/ address of a DOI, encoded once.

    `<`, `>`, `#`, `?`, `%` or a space in the suffix would end the DOI or change it.
    Only the slash between prefix and suffix stays as it is.
    https://www.doi.org/the-identifier/resources/handbook/
    """
    # region excerpt
    prefix, _, suffix = doi.partition("/")
    return f"https://doi.org/{quote(prefix, safe=KEPT)}/{quote(suffix, safe=KEPT)}"
    # endregion


if __name__ == "__main__":
    sici = "10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v"
    for doi in ("10.1371/journal.pone.0033693", "10.1000/a/b#c?d%e", sici):
        print(doi_url(doi))
    address = doi_url(sici).replace("doi.org/", "doi.org/doiRA/")
    answer = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    answer.raise_for_status()
    print("registered with", answer.json()[0]["RA"])
