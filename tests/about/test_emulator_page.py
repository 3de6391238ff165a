"""The page about the emulator says what is so."""

import re

import pytest
from playwright.sync_api import Browser

from pid_emulator import Emulator
from pid_emulator.core.control import create_application
from pid_emulator.core.faults import KINDS
from pidguide.basics.paths import DOCS

FORM = "<form method=post action={address}><button>Win a prize</button></form>"


def test_the_page_names_every_emulated_host(emulator: Emulator) -> None:
    page = (DOCS / "about" / "emulator.md").read_text(encoding="utf-8")
    assert [host for host in emulator.hosts if f"`{host}`" not in page] == []


def test_the_page_of_the_control_interface_names_every_route_and_every_fault(emulator: Emulator) -> None:
    page = (DOCS / "emulator" / "control.md").read_text(encoding="utf-8")
    control = create_application(emulator, emulator.world.clock, emulator.environment, "")
    routes = {rule.rule for rule in control.url_map.iter_rules() if rule.endpoint != "static"}
    assert [route for route in sorted(routes) if not re.search(rf"(GET|POST) {route}[`?]", page)] == []
    assert [kind for kind in KINDS if f"`{kind}`" not in page] == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("page_address", "status"), [("http://prizes.example/", 403), ("http://localhost:3000/", 204)]
)
def test_a_form_on_a_page_of_another_origin_does_not_steer_it(
    browser: Browser, emulator: Emulator, page_address: str, status: int
) -> None:
    form = FORM.format(address=f"http://127.0.0.1:{emulator.plain_port}/faults?kinds=503")
    with browser.new_context() as context:
        page = context.new_page()
        page.route(page_address, lambda route: route.fulfill(body=form, content_type="text/html"))
        page.goto(page_address)
        with page.expect_response("**/faults?kinds=503") as sent:
            page.get_by_role("button").click(no_wait_after=True)
        assert sent.value.status == status
    answer = emulator.request("GET", "https://api.crossref.org/styles")
    assert answer.status_code == (503 if status == 204 else 200)
