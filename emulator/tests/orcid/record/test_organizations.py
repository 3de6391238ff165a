"""Which organizations there are."""

import pytest

from pid_emulator.orcid.record.organizations import is_registered, named_in, organization
from support.orcid_items import BODIES
from support.orcid_people import CARBERRY, ORGANIZATION, Asker, error_of


@pytest.mark.parametrize(
    ("source", "identifier", "status"),
    [
        ("ROR", "https://ror.org/05gq02987", 201),
        ("ROR", "05gq02987", 400),
        ("ROR", "https://ror.org/05gq0298", 400),
        ("ROR", "https://ror.org/15gq02987", 400),
        ("FUNDREF", "10.13039/100000001", 201),
        ("FUNDREF", "https://doi.org/10.13039/100000001", 201),
        ("FUNDREF", "10.5555/100000001", 400),
        ("RINGGOLD", "6752", 201),
        ("RINGGOLD", "Brown", 400),
        ("GRID", "grid.40263.33", 201),
        ("GRID", "40263.33", 400),
        ("LEI", "529900T8BM49AURSDO55", 201),
        ("LEI", "529900T8BM49AURSDO5", 400),
        ("ISNI", "0000000419369094", 400),
        # As they are written, but nobody's.
        ("ROR", "https://ror.org/012345678", 400),
        ("FUNDREF", "10.13039/999999999999", 400),
        ("RINGGOLD", "99999999", 400),
        ("GRID", "grid.999999.9", 400),
        ("LEI", "AAAAAAAAAAAAAAAAAAAA", 400),
    ],
)
def test_identifiers_of_organizations(ask: Asker, source: str, identifier: str, status: int) -> None:
    known = {"disambiguation-source": source, "disambiguated-organization-identifier": identifier}
    body = {**BODIES["employment"], "organization": {**ORGANIZATION, "disambiguated-organization": known}}
    answer = ask.write("POST", "employment", body)
    assert answer.status_code == status
    if status == 400:
        assert error_of(answer) == (400, 9045)


def test_an_organization_that_a_record_names_is_known(ask: Asker) -> None:
    known = {"disambiguation-source": "RINGGOLD", "disambiguated-organization-identifier": "99999998"}
    organization_of_record = {**ORGANIZATION, "disambiguated-organization": known}
    body = {**BODIES["employment"], "organization": organization_of_record}
    assert error_of(ask.write("POST", "employment", body)) == (400, 9045)
    ask.emulator.world.orcid.add(
        "records",
        {
            "path": f"/{CARBERRY}/employment/7",
            "put-code": 7,
            "organization": organization_of_record,
            "visibility": "public",
        },
    )
    assert ask.write("POST", "employment", body).status_code == 201


def test_an_organization_can_be_loaded(ask: Asker) -> None:
    known = {"disambiguation-source": "GRID", "disambiguated-organization-identifier": "grid.999999.9"}
    body = {**BODIES["employment"], "organization": {**ORGANIZATION, "disambiguated-organization": known}}
    assert error_of(ask.write("POST", "employment", body)) == (400, 9045)
    ask.emulator.world.orcid.add("organizations", known)
    assert ask.write("POST", "employment", body).status_code == 201
    with pytest.raises(ValueError, match="an ORCID organization needs disambiguation-source"):
        ask.emulator.world.orcid.add("organizations", {"name": "Brown University"})


def test_one_organization_written_two_ways() -> None:
    written = ("10.13039/100000001", "http://dx.doi.org/10.13039/100000001")
    found = {
        organization({"disambiguation-source": "FUNDREF", "disambiguated-organization-identifier": each})
        for each in written
    }
    assert found == {("FUNDREF", "100000001")}
    assert is_registered(("FUNDREF", "100000001"))
    assert not is_registered(("FUNDREF", "1"))
    assert organization(None) is None


def test_organizations_are_found_wherever_an_item_names_them() -> None:
    item = {"proposal": {"hosts": {"organization": [ORGANIZATION]}}, "organization": None}
    assert list(named_in(item)) == [("ROR", "05gq02987")]
