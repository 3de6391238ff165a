"""doi.org: the proxy, the handle API, which agency; and agencies that have no registry of their own here."""

from typing import TYPE_CHECKING

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from pidguide.emulator.doi_org import handle_api, proxy, which_agency
from pidguide.emulator.doi_org.citation_service import citation_application
from pidguide.emulator.doi_org.other_agencies import jalc_application, medra_application
from pidguide.emulator.doi_org.pages import moved_page, stand_in_page
from pidguide.emulator.service import Service

if TYPE_CHECKING:
    from pidguide.emulator.world import World

WEB_SITE = "www.doi.org"
PROXY_HOSTS = ("doi.org", "dx.doi.org", WEB_SITE, "hdl.handle.net")
HTML = "text/html; charset=UTF-8"


def doi_org_services(world: "World") -> list[Service]:
    """Return the services of doi.org and of the agencies that the emulator has no other registry of."""
    return [
        Service("doi.org", PROXY_HOSTS, proxy_application(world)),
        Service("doi.org", ("citation.doi.org", "citation.crosscite.org"), citation_application(world)),
        Service("doi.org", ("japanlinkcenter.org",), jalc_application(world)),
        Service("doi.org", ("data.medra.org",), medra_application(world)),
    ]


def proxy_application(world: "World") -> Flask:
    """Return the proxy with its APIs; plain http is sent to https first."""
    app = Flask(__name__)
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
