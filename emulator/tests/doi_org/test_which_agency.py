"""doiRA and ra: an answer of 200 for every name, several at once."""

from support.doi_org import SICI, Get, entries


def test_several_are_separated_by_commas_and_encoded_each(get: Get) -> None:
    sici = SICI.replace("/", "%2F").replace("<", "%3C").replace(">", "%3E")
    assert entries(get, f"{sici},10.5281%2Fzenodo.1,10.5281/a%2Cb") == [
        {"DOI": SICI, "RA": "Crossref"},
        {"DOI": "10.5281/zenodo.1", "RA": "DataCite"},
        {"DOI": "10.5281/a,b", "status": "DOI does not exist"},
    ]


def test_the_answer_is_laid_out_as_recorded(get: Get) -> None:
    assert (
        get("https://doi.org/ra/10.1430").text == '[\n  {\n    "DOI": "10.1430",\n    "RA": "mEDRA"\n  }\n]'
    )
