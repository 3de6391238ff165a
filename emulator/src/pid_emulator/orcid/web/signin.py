"""The pages on which a person signs in, registers, grants permission and takes it back.

Plain forms that work without JavaScript. ORCID's own are one application in the browser; what the two
have in common is the addresses, the parameters, and what goes back to the client.
"""

from urllib.parse import urlencode

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749.grants import BaseGrant
from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from pid_emulator.core import accounts
from pid_emulator.orcid.oauth import people, sessions
from pid_emulator.orcid.oauth.errors import PageError, RedirectError
from pid_emulator.orcid.oauth.server import OrcidAuthorizationServer, reason_to_refuse
from pid_emulator.orcid.permissions import scopes
from pid_emulator.orcid.world import OrcidWorld

SHORTEST_PASSWORD = 8
VISIBILITIES = {"public": "Everyone", "limited": "Trusted parties", "private": "Only me"}


def signin_blueprint(world: OrcidWorld, server: OrcidAuthorizationServer) -> Blueprint:
    """Return /oauth/authorize, /signin, /register, /signout and /account."""
    blueprint = Blueprint("signin", __name__)

    @blueprint.route("/oauth/authorize", methods=["GET", "POST"])
    def authorize() -> AnyResponse | str:
        orcid = sessions.signed_in(world)
        try:
            grant = server.get_consent_grant(end_user=orcid)
            return _decide(world, server, grant, orcid)
        except OAuth2Error as error:
            reason = reason_to_refuse(server, error)
            if isinstance(reason, RedirectError):
                return redirect(reason.location)
            message = reason.message if isinstance(reason, PageError) else ""
            return render_template("orcid/refused.html", message=message, sent=request.args)

    @blueprint.route("/signin", methods=["GET", "POST"])
    def sign_in() -> AnyResponse | str:
        if request.method == "GET":
            return _sign_in_page(request.args.get("return_to", ""))
        orcid = people.find_by_sign_in(world, request.form.get("username", ""))
        if orcid is None or not people.password_matches(world, orcid, request.form.get("password", "")):
            return _sign_in_page(request.form.get("return_to", ""), failed=True)
        sessions.sign_in(world, orcid)
        return redirect(_local(request.form.get("return_to", "")), 303)

    @blueprint.route("/register", methods=["GET", "POST"])
    def register() -> AnyResponse | str:
        if request.method == "GET":
            return _registration_page(request.args.get("return_to", ""))
        faults = _faults(world)
        if faults:
            return _registration_page(request.form.get("return_to", ""), faults)
        orcid = people.register(
            world,
            given=request.form["given_names"].strip(),
            family=request.form.get("family_names", "").strip(),
            email=request.form["email"].strip(),
            password=request.form["password"],
            visibility=request.form.get("visibility", "public"),
        )
        sessions.sign_in(world, orcid)
        return redirect(_local(request.form.get("return_to", "")), 303)

    @blueprint.post("/signout")
    def sign_out() -> AnyResponse:
        sessions.sign_out()
        return redirect(url_for("website.home"), 303)

    @blueprint.get("/account")
    def account() -> AnyResponse | str:
        orcid = sessions.signed_in(world)
        if orcid is None:
            return redirect(url_for("signin.sign_in", return_to="/account"))
        granted = world.orcid.tokens.granted(orcid, world.clock.now())
        trusted = [
            (client, [scopes.DESCRIPTIONS.get(scope, scope) for scope in sorted(granted[client.client_id])])
            for client in world.orcid.clients
            if client.client_id in granted
        ]
        return render_template("orcid/account.html", orcid=orcid, trusted=trusted)

    @blueprint.post("/account/trusted-parties/revoke")
    def revoke() -> AnyResponse:
        orcid = sessions.signed_in(world)
        if orcid is not None:
            world.orcid.tokens.revoke_client(orcid, request.form.get("client_id", ""))
        return redirect(url_for("signin.account"), 303)

    return blueprint


def _decide(
    world: OrcidWorld, server: OrcidAuthorizationServer, grant: BaseGrant, orcid: str | None
) -> AnyResponse | str:
    """Answer a valid authorization request: sign in, ask for consent, or send the browser back."""
    wanted = grant.request.scope.split()
    prompts = request.values.get("prompt", "").split() if "openid" in wanted else []
    if orcid is None and "none" in prompts:
        raise RedirectError(grant.request.payload.redirect_uri, "login_required")
    if orcid is None or "login" in prompts:
        return_to = f"{request.path}?{urlencode(_without_prompt(), doseq=True)}"
        if request.args.get("show_login") == "false":
            return _registration_page(return_to)
        return _sign_in_page(return_to)
    if request.method == "POST":
        user = orcid if request.form.get("decision") == "authorize" else None
        return _answer(server, grant, user)
    granted = world.orcid.tokens.granted(orcid, world.clock.now()).get(grant.request.client.client_id, set())
    if set(wanted) <= granted and "confirm" not in prompts:
        return _answer(server, grant, orcid)
    if "none" in prompts:
        raise RedirectError(grant.request.payload.redirect_uri, "error=interaction_required")
    return render_template(
        "orcid/consent.html",
        client=grant.request.client,
        orcid=orcid,
        name=people.names(world.orcid.find(orcid), public_only=False).display,
        permissions=[scopes.DESCRIPTIONS.get(scope, scope) for scope in wanted],
        action=request.full_path,
    )


def _answer(server: OrcidAuthorizationServer, grant: BaseGrant, user: str | None) -> AnyResponse:
    """Send the browser back to the client, with a code or, without a user, with the denial."""
    response: AnyResponse = server.create_authorization_response(grant_user=user, grant=grant)
    return response


def _without_prompt() -> list[tuple[str, str]]:
    """Return the request's parameters without `prompt=login`, which signing in has satisfied."""
    pairs = request.args.items(multi=True)
    return [(name, value) for name, value in pairs if (name, value) != ("prompt", "login")]


def _sign_in_page(return_to: str, *, failed: bool = False) -> str:
    prefill = request.form.get("username") or request.args.get("orcid") or request.args.get("email") or ""
    return render_template(
        "orcid/signin.html",
        return_to=return_to,
        failed=failed,
        username=prefill,
        example_id=accounts.ORCID_ID,
        example_password=accounts.ORCID_SIGN_IN_PASSWORD,
    )


def _registration_page(return_to: str, faults: dict[str, str] | None = None) -> str:
    return render_template(
        "orcid/register.html",
        return_to=return_to,
        faults=faults or {},
        sent=request.values,
        visibilities=VISIBILITIES,
        shortest_password=SHORTEST_PASSWORD,
    )


def _faults(world: OrcidWorld) -> dict[str, str]:
    """Return what is wrong with a registration, by form field."""
    form = request.form
    faults = {}
    if not form.get("given_names", "").strip():
        faults["given_names"] = "Enter your given names."
    email = form.get("email", "").strip()
    if email.count("@") != 1 or email.startswith("@") or email.endswith("@"):
        faults["email"] = "Enter an e-mail address, such as name@example.org."
    elif people.find_by_sign_in(world, email) is not None:
        faults["email"] = "Somebody is registered with this e-mail address. Sign in instead."
    if len(form.get("password", "")) < SHORTEST_PASSWORD:
        faults["password"] = f"Use at least {SHORTEST_PASSWORD} characters."
    if form.get("visibility", "public") not in VISIBILITIES:
        faults["visibility"] = "Choose who sees what is added to your record."
    return faults


def _local(return_to: str) -> str:
    """Return where to go after signing in, never to another host."""
    is_local = return_to.startswith("/") and not return_to.startswith(("//", "/\\"))
    return return_to if is_local and return_to.isprintable() else url_for("website.my_record")
