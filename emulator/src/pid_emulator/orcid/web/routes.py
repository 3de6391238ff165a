"""orcid.org and sandbox.orcid.org: content negotiation for iDs, and the pages around signing in."""

import re
import secrets

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pid_emulator.core.service import Application
from pid_emulator.orcid.oauth import routes as oauth
from pid_emulator.orcid.oauth import sessions
from pid_emulator.orcid.oauth.server import OrcidAuthorizationServer
from pid_emulator.orcid.sites import site_of
from pid_emulator.orcid.web.signin import signin_blueprint
from pid_emulator.orcid.world import OrcidWorld

ID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
# An Accept header that begins so, and names one of these formats, is sent on to the public API.
DATA_WANTED = re.compile(r"application/.*(xml|json|rdf|n-triples)|text/.*(n3|turtle)")


def create_application(world: OrcidWorld) -> Flask:
    """Return the website's application."""
    app = Application(__name__, static_url_path="/emulator")
    app.secret_key = secrets.token_bytes(32)
    app.config.update(SESSION_COOKIE_NAME="orcid-emulator", SESSION_COOKIE_SAMESITE="Lax")
    server = OrcidAuthorizationServer(app, world)
    app.register_blueprint(_pages(world))
    app.register_blueprint(signin_blueprint(world, server))
    app.register_blueprint(oauth.token_blueprint(server))
    app.register_blueprint(oauth.openid_blueprint(world))

    @app.before_request
    def use_https() -> Response | None:
        return None if request.is_secure else redirect(request.url.replace("http://", "https://", 1), 301)

    @app.context_processor
    def shared() -> dict[str, object]:
        return {"site": site_of(request.host), "who": sessions.signed_in(world)}

    return app


def _pages(world: OrcidWorld) -> Blueprint:
    blueprint = Blueprint("website", __name__)

    @blueprint.get("/")
    def home() -> str:
        return render_template("orcid/home.html")

    @blueprint.get("/my-orcid")
    def my_record() -> Response:
        orcid = sessions.signed_in(world)
        return redirect(url_for("website.record", path=orcid) if orcid else url_for("signin.sign_in"))

    @blueprint.get("/<path:path>")
    def record(path: str) -> Response | str | tuple[str, int]:
        orcid = path.rstrip("/")
        if not ID.fullmatch(orcid):
            return render_template("orcid/not_found.html"), 404
        site = site_of(request.host)
        if DATA_WANTED.match(request.headers.get("Accept", "")):
            return redirect(f"{site.public_api}/{orcid}", 302)
        return render_template("orcid/record.html", orcid=orcid, is_known=world.orcid.find(orcid) is not None)

    return blueprint
