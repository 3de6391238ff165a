"""Who is signed in at ORCID's website, and until when."""

from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import KeySet

from support.orcid_people import CARBERRY
from support.orcid_website import Browser, authorization


def test_a_session_ends_with_signing_out_and_with_a_reset(browser: Browser) -> None:
    browser.sign_in()
    assert browser.get("/account").status_code == 200
    browser.post("/signout")
    assert browser.get("/account").status_code == 302
    browser.sign_in()
    browser.world.reset()
    assert browser.get("/account").status_code == (200 if browser.world.orcid.find(CARBERRY) else 302)


def test_an_id_token_tells_when_the_person_signed_in_not_when_they_granted(browser: Browser) -> None:
    signed_in_at = browser.world.clock.now()
    browser.sign_in()
    browser.world.clock.advance(90)
    answer = browser.post(authorization(response_type="id_token", nonce="n"), decision="authorize")
    (id_token,) = parse_qs(answer.headers["Location"].partition("#")[2])["id_token"]
    claims = jwt.decode(id_token, KeySet.import_key_set(browser.get("/oauth/jwks").json), ["RS256"]).claims
    assert claims["auth_time"] == int(signed_in_at.timestamp())
    assert claims["iat"] - claims["auth_time"] == 90
