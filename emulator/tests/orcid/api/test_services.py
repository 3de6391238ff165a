"""What ORCID's API tells that is not about one record."""

import pytest

from support.orcid_people import PUBLIC, Asker, error_of


def test_services(ask: Asker) -> None:
    assert ask.get(f"{PUBLIC}/status").text == '{"tomcatUp":true}'
    assert list(ask.get(f"{PUBLIC}/pubStatus").json) == [
        "tomcatUp",
        "dbConnectionOk",
        "readOnlyDbConnectionOk",
        "overallOk",
    ]
    assert "doi" in {each["name"] for each in ask.get(f"{PUBLIC}/identifiers?locale=en").json}
    assert ask.get(f"{PUBLIC}/client/APP-EMULATOR00000001").json["name"] == {"value": "PID guide"}
    assert error_of(ask.get(f"{PUBLIC}/client/APP-0000000000000000")) == (404, 9027)


def test_identifier_types_come_as_json_only(ask: Asker) -> None:
    assert error_of(ask.get(f"{PUBLIC}/identifiers", Accept="application/xml")) == (406, 9001)


@pytest.mark.parametrize("path", ["/", "/v3.0/"])
def test_the_interactive_documentation_is_not_here(ask: Asker, path: str) -> None:
    assert error_of(ask.get(f"https://pub.orcid.org{path}")) == (406, 9001)


@pytest.mark.parametrize("api", ["pub", "api"])
def test_the_token_endpoint_is_found_from_the_apis_too(ask: Asker, api: str) -> None:
    answer = ask.send("POST", f"https://{api}.sandbox.orcid.org/oauth/token")
    assert (answer.status_code, answer.headers["Location"]) == (307, "https://sandbox.orcid.org/oauth/token")
