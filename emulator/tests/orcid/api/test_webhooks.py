"""Registering and removing webhooks on the member API."""

import pytest

from support.orcid_people import CARBERRY, Asker, error_of
from support.orcid_webhooks import CALLBACK, url


@pytest.fixture
def token(ask: Asker) -> str:
    return ask.token_for("/webhook", orcid=None)


def test_refusals(ask: Asker, token: str) -> None:
    assert error_of(ask.send("PUT", url(), None, ask.token)) == (403, 9038)
    bad = ask.send("PUT", url("not a uri"), None, token)
    assert error_of(bad) == (400, 9012)
    assert bad.json["developer-message"] == "Webhook uri: not a uri is syntactically incorrect"
    assert error_of(ask.send("PUT", url(orcid="0009-9999-9999-9999"), None, token)) == (404, 9016)


@pytest.mark.parametrize("callback", ["hooks.example.org/x", "ftp://hooks.example.org/x", "urn:example:x"])
def test_whatever_java_takes_for_a_uri_is_an_address(ask: Asker, token: str, callback: str) -> None:
    assert ask.send("PUT", url(callback), None, token).status_code == 201


def test_an_address_is_looked_at_before_the_id(ask: Asker, token: str) -> None:
    refused = ask.send("PUT", url("https://hooks.example.org/100%", orcid="0009-9999-9999-9999"), None, token)
    assert error_of(refused) == (400, 9012)


def test_only_who_registered_a_webhook_can_remove_it(ask: Asker, token: str) -> None:
    ask.send("PUT", url(), None, token)
    ask.emulator.world.orcid.clients.add({"client_id": "APP-OTHERCLIENT00001", "kind": "premium"})
    other = ask.token_for("/webhook", orcid=None, client="APP-OTHERCLIENT00001")
    refused = ask.send("DELETE", url(), None, other)
    assert error_of(refused) == (403, 9014)
    assert refused.json["developer-message"] == (
        "Unable to unregister webhook: Only the client that register the webhook can unregister it."
    )


def test_register_again_and_unregister(ask: Asker, token: str) -> None:
    first = ask.send("PUT", url(), None, token)
    assert (first.status_code, first.headers["Location"]) == (201, url())
    assert ask.send("PUT", url(), None, token).status_code == 204
    assert ask.send("DELETE", url(), None, token).status_code == 204
    gone = ask.send("DELETE", url(), None, token)
    assert error_of(gone) == (404, 9028)
    assert gone.json["developer-message"] == f"No webhook found for orcid={CARBERRY}, and uri={CALLBACK}."
