"""The fields of ORCID's search index, and how each is compared."""

from datetime import UTC, datetime

import pytest

from pid_emulator import Emulator
from pid_emulator.orcid.search.fields import FieldType, field_type, moment, normal, words
from support.orcid_search import MUELLER, ORSTED, ask, found


@pytest.mark.parametrize("path", ["search", "expanded-search"])
@pytest.mark.parametrize("field", ["title", "container.identifier", "family-names"])
def test_an_unknown_field_is_a_500(orcid: Emulator, path: str, field: str) -> None:
    answer = ask(orcid, path, q=f"{field}:2658-719X")
    assert (answer.status_code, answer.json["error-code"]) == (500, 9008)
    assert answer.json["user-message"] == "Something went wrong in ORCID."
    assert answer.json["developer-message"] == (
        "org.apache.solr.client.solrj.impl.HttpSolrClient.RemoteSolrException Full validation error: "
        f"Error from server at http://solr-loc.orcid.org/solr/profile: undefined field {field}"
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("family-name:Müller", [MUELLER]),
        ("family-name:Muller", []),
        ("given-and-family-names:Muller", [MUELLER]),
        ("given-and-family-names:(zoe AND müller)", [MUELLER]),
        ("given-and-family-names:orsted", [ORSTED]),
        ("given-and-family-names:kruger", [ORSTED]),
    ],
)
def test_only_one_field_folds_diacritics(orcid: Emulator, query: str, expected: list[str]) -> None:
    assert found(orcid, query) == expected


NOW = datetime(2026, 3, 5, 12, 34, 56, 789, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2024-01-01", "NOW-", "NOW-1FORTNIGHT", "NOW/CENTURY", "13Z"]
)
def test_what_names_no_moment(text: str) -> None:
    with pytest.raises(ValueError):
        moment(text, NOW)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("NOW", "2026-03-05T12:34:56.000789+00:00"),
        ("NOW/DAY", "2026-03-05T00:00:00+00:00"),
        ("NOW/YEAR", "2026-01-01T00:00:00+00:00"),
        ("NOW-1DAY/HOUR", "2026-03-04T12:00:00+00:00"),
        ("NOW-2MONTHS/DAY", "2026-01-04T00:00:00+00:00"),
        ("NOW+1YEAR/MONTH", "2027-03-01T00:00:00+00:00"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00+00:00"),
        ("2024-02-29T00:00:00Z+1DAY", "2024-03-01T00:00:00+00:00"),
    ],
)
def test_solrs_words_for_a_moment(text: str, at: str) -> None:
    assert moment(text, NOW).isoformat() == at


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("10.1087/20120404", ["10.1087", "20120404"]),
        ("O'Brien-Smith, A.B.", ["o'brien", "smith", "a.b"]),
        ("1,000 kilns; 2.5 pots", ["1,000", "kilns", "2.5", "pots"]),
        ("https://ror.org/05gq02987", ["https", "ror.org", "05gq02987"]),
        ("?!", []),
    ],
)
def test_text_is_cut_into_words(text: str, cut: list[str]) -> None:
    assert words(FieldType.TEXT, text) == cut


def test_how_each_kind_of_field_writes_a_value() -> None:
    value = "Ærøskøbing Straße Łódź"
    assert normal(FieldType.TEXT, value) == "ærøskøbing straße łódź"
    assert normal(FieldType.FOLDED, value) == "aeroskobing strasse lodz"
    assert normal(FieldType.STRING, value) == value


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("family-name", FieldType.TEXT),
        ("given-and-family-names", FieldType.FOLDED),
        ("orcid", FieldType.STRING),
        ("doi-self", FieldType.STRING),
        ("isbn-part-of", FieldType.STRING),
        ("ror-org-id", FieldType.STRING),
        ("affiliation-org-name", FieldType.TEXT),
        ("profile-last-modified-date", FieldType.DATE),
        ("family-names", None),
        ("self", None),
    ],
)
def test_which_fields_there_are(field: str, kind: FieldType | None) -> None:
    assert field_type(field) is kind
