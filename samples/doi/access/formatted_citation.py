"""Fetch a citation in the style and language of your choice."""

import os
from urllib.parse import quote

import requests

RESOLVER = "https://doi.org/"


def fetch_citation(doi: str, style: str = "apa", locale: str = "en-US") -> str:
    """Return a DOI's citation on one line.

    `style` is the name of a CSL style (https://api.crossref.org/styles lists Crossref's), `locale` a
    language such as de-DE. Raises ValueError for a style that the agency does not have.
    https://citation.doi.org/docs.html
    """
    headers = {
        "Accept": f"text/x-bibliography; style={style}; locale={locale}",
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    response = requests.get(RESOLVER + quote(doi), headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    if response.status_code == 406:
        raise ValueError(f"{response.url} has no style {style} in {locale}")
    if response.status_code != 200 or "x-bibliography" not in response.headers.get("Content-Type", ""):
        raise RuntimeError(f"{response.url} answered {response.status_code}, not a citation")
    response.encoding = "utf-8"  # no charset is named
    return response.text.strip()


if __name__ == "__main__":
    for style, locale in (("apa", "en-US"), ("ieee", "en-US"), ("chicago-author-date", "de-DE")):
        print(f"{style}, {locale}:\n  {fetch_citation('10.1126/science.169.3946.635', style, locale)}")
