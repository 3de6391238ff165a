"""ORCID's OAuth and OpenID Connect endpoints, except the page where people grant permission."""

import json

from flask import Blueprint, Response, request
from markupsafe import escape

from pid_emulator.orcid.oauth import id_tokens, people
from pid_emulator.orcid.oauth.server import OrcidAuthorizationServer, authorization_header
from pid_emulator.orcid.permissions import scopes
from pid_emulator.orcid.sites import Site, site_of
from pid_emulator.orcid.world import OrcidWorld

FORM = "application/x-www-form-urlencoded"
JSON = "application/json;charset=UTF-8"
TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
REQUIRED_BY_GRANT = {
    "refresh_token": ("refresh_token",),
    TOKEN_EXCHANGE: ("subject_token", "subject_token_type", "requested_token_type"),
}
NOT_STORED = {"Cache-Control": "no-store", "Pragma": "no-cache"}
# What a browser asks for JavaScript of another origin first. Authorization may be sent, unlike to the API.
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": "X-Requested-With,Origin,Content-Type,Accept,Authorization,"
    "x-csrf-token,x-xsrf-token",
}
NOT_CACHED = {"Cache-Control": "no-cache, no-store, max-age=0, must-revalidate", "Pragma": "no-cache"}


def token_blueprint(server: OrcidAuthorizationServer) -> Blueprint:
    """Return /oauth/token and /oauth/revoke."""
    blueprint = Blueprint("oauth_tokens", __name__)

    @blueprint.route("/oauth/token", methods=["GET", "POST"])
    def token() -> Response:
        refusal = _refuse_early(grant_needed=True)
        if refusal is not None:
            return refusal
        answer: Response = server.create_token_response()
        return answer

    @blueprint.route("/oauth/revoke", methods=["GET", "POST"])
    def revoke() -> Response:
        refusal = _refuse_early(grant_needed=False)
        if refusal is not None:
            return refusal
        answer: Response = server.create_endpoint_response("revocation")
        return answer

    return blueprint


def openid_blueprint(world: OrcidWorld) -> Blueprint:
    """Return discovery, JWKS and userinfo."""
    blueprint = Blueprint("openid", __name__)

    @blueprint.before_request
    def preflight() -> Response | None:
        is_asked = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        return _for_browsers(Response(headers=PREFLIGHT)) if is_asked else None

    @blueprint.get("/.well-known/openid-configuration")
    def configuration() -> Response:
        return _for_browsers(Response(_configuration(site_of(request.host)), content_type=JSON))

    @blueprint.get("/oauth/jwks")
    def jwks() -> Response:
        keys = id_tokens.key_set(world, site_of(request.host))
        return _for_browsers(_json(keys, headers=NOT_CACHED))

    @blueprint.route("/oauth/userinfo", methods=["GET", "POST"])
    def userinfo() -> Response:
        bearer = request.authorization.token if request.authorization else None
        sent = request.form.get("access_token") if request.method == "POST" else None
        found = world.orcid.tokens.find(sent or bearer or "")
        record = world.orcid.find(found.orcid) if found and found.orcid else None
        if (
            found is None
            or record is None
            or not found.is_active(world.clock.now())
            or not {"openid", "/authenticate"} & scopes.implied(found.scopes)
        ):
            refusal = {"error": "access_denied", "error-description": "access_token is invalid"}
            return _for_browsers(_json(refusal, 403))
        names = people.names(record)
        return _for_browsers(
            _json(
                {
                    "id": f"{site_of(request.host).issuer}/{found.orcid}",
                    "sub": found.orcid,
                    "name": names.display,
                    "family_name": names.family,
                    "given_name": names.given,
                }
            )
        )

    return blueprint


def _refuse_early(*, grant_needed: bool) -> Response | None:
    """Check what ORCID checks before it looks at the client: media type, grant_type, blank parameters."""
    if request.method != "POST" or request.mimetype != FORM:
        return _unsupported_media_type()
    form = request.values
    if grant_needed and not form.get("grant_type"):
        return _json({"error": "unsupported_grant_type", "error_description": "grant_type is missing"}, 400)
    needed: tuple[str, ...] = () if authorization_header() else ("client_id", "client_secret")
    needed += REQUIRED_BY_GRANT.get(form.get("grant_type", ""), ()) if grant_needed else ("token",)
    for name in needed:
        if not form.get(name, "").strip():
            return _json({"error": "invalid_request", "error_description": f"{name} is required"}, 401)
    if grant_needed and form["grant_type"] == "authorization_code" and not form.get("code"):
        return _json({"error_description": "Invalid parameter: code", "error": "invalid_request"}, 400)
    return None


def _unsupported_media_type() -> Response:
    sent = request.headers.get("Content-Type") or "null"
    page = (
        '<!doctype html><html lang="en"><head><title>HTTP Status 415 – Unsupported Media Type</title></head>'
        "<body><h1>HTTP Status 415 – Unsupported Media Type</h1>"
        f"<p><b>Message</b> Content-Type &#39;{escape(sent)}&#39; is not supported.</p></body></html>"
    )
    page = page.replace("&#39;", "'")
    return Response(page, 415, {"Accept": FORM}, content_type="text/html;charset=utf-8")


def _configuration(site: Site) -> str:
    """Return the discovery document, written as ORCID's own is, to the byte."""
    return f"""{{
  "token_endpoint_auth_signing_alg_values_supported" : [ "RS256" ],
  "id_token_signing_alg_values_supported" : [ "RS256" ],
  "userinfo_endpoint" : "{site.issuer}/oauth/userinfo",
  "authorization_endpoint" : "{site.issuer}/oauth/authorize",
  "token_endpoint" : "{site.issuer}/oauth/token",
  "jwks_uri" : "{site.issuer}/oauth/jwks",
  "claims_supported" : [ "family_name", "given_name", "name", "auth_time", "iss", "sub" ],
  "scopes_supported" : [ "openid" ],
  "subject_types_supported" : [ "public" ],
  "response_types_supported" : [ "code", "id_token", "id_token token" ],
  "claims_parameter_supported" : false,
  "token_endpoint_auth_methods_supported" : [ "client_secret_post" ],
  "grant_types_supported" : [ "authorization_code", "implicit", "refresh_token" ],
  "issuer" : "{site.issuer}"
}}"""


def _json(content: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    body = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    return Response(body, status, headers or NOT_STORED, content_type=JSON)


def _for_browsers(response: Response) -> Response:
    """Add the headers that let JavaScript of any origin read discovery, keys and userinfo."""
    origin = request.headers.get("Origin")
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
