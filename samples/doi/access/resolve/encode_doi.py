"""Write any DOI into a URL."""

from urllib.parse import quote

import requests

RESOLVER = "https://doi.org/"
KEPT = "!$&'()*+;=:@"  # beside letters, digits and -._~


def doi_url(doi: str) -> str:
    """Return the https://doi.org/ address of a DOI, encoded once.

    Prefix and suffix are encoded apart, so that only the slash between them stays as it is.
    `<`, `>`, `#`, `?`, `%` or a space in the suffix would end the DOI or change it.
    https://www.doi.org/the-identifier/resources/handbook/
    """
    prefix, _, suffix = doi.partition("/")
    return f"{RESOLVER}{quote(prefix, safe=KEPT)}/{quote(suffix, safe=KEPT)}"


if __name__ == "__main__":
    for doi in (
        "10.1371/journal.pone.0033693",
        "10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v",
        "10.1000/a/b#c?d%e",
    ):
        print(doi_url(doi))
    sici = "10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v"
    address = doi_url(sici).replace(RESOLVER, RESOLVER + "doiRA/")
    answer = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    print(answer.json()[0])
