"""The application behind doi.org and its other names: the home page, the proxy and its APIs."""

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from pid_emulator.core.service import Application
from pid_emulator.doi_org import handle_api, proxy, which_agency
from pid_emulator.doi_org.pages import moved_page, stand_in_page
from pid_emulator.doi_org.world import DoiOrgWorld

WEB_SITE = "www.doi.org"
HTML = "text/html; charset=UTF-8"


def create_application(world: DoiOrgWorld) -> Flask:
    """Return the proxy with its APIs; plain http is sent to https first."""
    app = Application(__name__)
    app.url_map.merge_slashes = False

    @app.before_request
    def insist_on_https() -> Response | None:
        if request.scheme != "http":
            return None
        raw = str(request.environ.get("REQUEST_URI") or request.full_path)
        answer = Response(moved_page(), status=301, content_type=HTML)
        answer.headers["Location"] = f"https://{request.host}{raw}"
        return answer

    @app.get("/")
    def home() -> BaseResponse:
        if request.host.partition(":")[0] != WEB_SITE:
            return redirect(f"https://{WEB_SITE}/")
        return Response(stand_in_page(WEB_SITE), content_type=HTML)

    @app.get("/index.html")
    def index() -> Response:
        return Response(stand_in_page(WEB_SITE), content_type=HTML)

    for routes in (handle_api, which_agency, proxy):
        app.register_blueprint(routes.blueprint(world))
    return app
