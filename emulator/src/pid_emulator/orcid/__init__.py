"""ORCID: the website with sign-in and OpenID Connect, the public API and the member API."""

from pid_emulator.core.service import Service, WSGIApplication
from pid_emulator.orcid.limits import busy
from pid_emulator.orcid.world import OrcidWorld

WEBSITE_HOSTS = ("orcid.org", "sandbox.orcid.org")
API_HOSTS = ("pub.orcid.org", "api.orcid.org", "pub.sandbox.orcid.org", "api.sandbox.orcid.org")
CODES = "/oauth/"  # are handed out in answers to GET
UNOBSERVED = (
    "Authorization codes last ten minutes (a text of 2017; older source says 24 hours); a second use "
    "revokes the tokens (older source).",
    "Errors of the token endpoint: `invalid_grant` and `invalid_scope` are inferred, their descriptions "
    "documented in 2026.",
    "Token exchange: 400 unsupported_grant_type. Revoking an unknown token: 200, another client's: 400. "
    "A refresh always ends the old pair.",
    "The id_token lasts 24 hours; the documentation has three contradicting figures. `amr` is a string "
    "for members.",
    "The implicit flow has the form documented in 2017; a missing nonce gives #error=invalid_request.",
    "`/read-public` in an authorization request: invalid_scope.",
    "`max_age`, `login_hint`, `response_mode` and words of `prompt` other than none, login and confirm are "
    "not looked at. A header `Authorization` that is no client's is 401 invalid_client (source, inferred).",
    "When a key changes (never seen), the one before stays in the key set until the next change.",
    "Search with a start that is no number: 400/9012 without a token, 500 with one (recorded in 2020). "
    "Solr's words for syntax errors.",
    "csv-search: a header line; a bad query is a 200 with Solr's text; other Accept than text/csv is 406.",
    "A slash in a search term is a plain character, a bracket splits it, a colon is a 500 (from issue "
    "reports).",
    "The public API answers an invalid token without WWW-Authenticate (seen in 2026), the member API "
    "with it (recorded 2018 to 2025).",
    "Affiliation lists of an unknown iD are 200 and empty on the public API (source, one observation).",
    "A put-code that is no number in a bulk read: 400/9006 for the whole request in 3.0; an error of its "
    "own, 9034, in 2.0 and 2.1.",
    "A body that breaks the schema: the first fault only, in the words of Xerces. The exception around it is "
    "named as in 2018 (javax.xml.bind), also for bytes that are no UTF-8.",
    "In a bulk the rules come before the schema: a work without a title is 9022, one with month 00 is 9001.",
    "A word that the schema leaves open and ORCID does not know: 9037 for type, country and languages of a "
    "work, else 9051 (source).",
    "On writes the body is read and checked with the schema before state, token and scope are checked; the "
    "order of existence, source, fields and duplicates is not documented.",
    "More than 100 works in one request: 400/9006 as in the source; the documentation says 413.",
    "Organizations are known from a small register of real ones and from what is loaded; every other number "
    "is 400/9045.",
    "The body of the 301 for a deprecated iD, and the forms of notifications, webhooks, group records, "
    "identifiers and RDF, are documented only.",
    "503 for too many requests has an empty body, 429 the text of the source; both only where a fault or "
    "a quota is asked for.",
    "Webhooks are posted to this computer only: the first batch at once, then every five minutes with "
    "the next request.",
    "Items by the API get display-index 0, so that the older version stays preferred; affiliations keep "
    "the order in which they were added.",
    "Versions 2.0 and 2.1 show the records of 3.0 in the older way of writing, of which works and writes are "
    "recorded (2017 to 2020). Bodies are checked by their own schemas; the rules behind are those of 3.0 but "
    "for the identifier `self`, a number as amount and, in 2.0, the organization's identifier.",
)


def orcid_services(world: OrcidWorld) -> list[Service]:
    """Return ORCID's website and its two APIs, production and sandbox of each, all over the same records."""

    def website() -> WSGIApplication:
        from pid_emulator.orcid.web.routes import create_application

        return create_application(world)

    def both_apis() -> WSGIApplication:
        from pid_emulator.orcid.api.routes import create_application
        from pid_emulator.orcid.search.routes import blueprint

        return create_application(world, blueprint(world))

    return [
        Service(WEBSITE_HOSTS, website, busy, CODES),
        Service(API_HOSTS, both_apis, busy, CODES),
    ]
