"""A person with a browser: signs in at ORCID, grants or denies, and comes back to the application."""

import re
import runpy
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from pid_emulator import Emulator
from pid_emulator.core import accounts
from pidguide.running import transports

APPLICATION = Path(__file__).resolve().parents[2] / "samples" / "orcid" / "auth" / "sign_in_application.py"
SITE = "https://sandbox.orcid.org"

pytestmark = pytest.mark.browser


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def application(emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The sample's application on a port of its own, registered with the emulator; yields its address."""
    port = free_port()
    with transports.emulator(emulator):
        emulator.world.orcid.add(
            "clients",
            {
                "client_id": "APP-BROWSERTEST00001",
                "client_secret": "only-on-the-emulator",
                "name": "Sign-in application",
                "redirect_uris": [f"http://127.0.0.1:{port}/callback"],
            },
        )
        monkeypatch.setenv("ORCID_CLIENT_ID", "APP-BROWSERTEST00001")
        monkeypatch.setenv("ORCID_CLIENT_SECRET", "only-on-the-emulator")
        monkeypatch.setenv("DATABASE", str(tmp_path / "people.sqlite"))
        monkeypatch.setenv("BASE_URL", f"http://127.0.0.1:{port}")
        server = make_server("127.0.0.1", port, runpy.run_path(str(APPLICATION))["app"], threaded=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{port}"
        server.shutdown()
        server.server_close()


@contextmanager
def window(browser: Browser, emulator: Emulator, *, javascript: bool = True) -> Iterator[Page]:
    """A window with the emulator as its proxy, as `pidguide emulator` tells to start a browser."""
    context = browser.new_context(
        proxy={"server": f"http://127.0.0.1:{emulator.plain_port}", "bypass": "127.0.0.1"},
        ignore_https_errors=True,
        java_script_enabled=javascript,
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """Return the accessibility rules that a page breaks, with where it does."""
    broken = Axe().run(page).response["violations"]
    return [f"{page.url}: {rule['id']} {node['html']}" for rule in broken for node in rule["nodes"]]


def sign_in(page: Page, application: str) -> None:
    page.goto(application)
    page.get_by_role("link", name="Sign in with ORCID").click()
    expect(page).to_have_url(re.compile(rf"^{re.escape(SITE)}/oauth/authorize"))
    page.get_by_label("E-mail or 16-digit ORCID iD").fill(accounts.ORCID_ID)
    page.get_by_label("Password").fill(accounts.ORCID_SIGN_IN_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Authorize access")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_granting_lands_in_the_application_with_a_verified_id(
    browser: Browser, emulator: Emulator, application: str, javascript: bool
) -> None:
    with window(browser, emulator, javascript=javascript) as page:
        sign_in(page, application)
        page.get_by_role("button", name="Authorize access").click()
        link = page.locator("#orcid")
        expect(link).to_have_attribute("href", f"{SITE}/{accounts.ORCID_ID}")
        assert page.url == f"{application}/"


def test_the_buttons_sign_out_and_disconnect(browser: Browser, emulator: Emulator, application: str) -> None:
    with window(browser, emulator) as page:
        for button in ("Sign out", "Disconnect"):
            page.goto(application)
            page.get_by_role("link", name="Sign in with ORCID").click()
            if button == "Sign out":
                page.get_by_label("E-mail or 16-digit ORCID iD").fill(accounts.ORCID_ID)
                page.get_by_label("Password").fill(accounts.ORCID_SIGN_IN_PASSWORD)
                page.get_by_role("button", name="Sign in").click()
                page.get_by_role("button", name="Authorize access").click()
            page.get_by_role("button", name=button).click()
            expect(page.get_by_role("link", name="Sign in with ORCID")).to_be_visible()


def test_denying_comes_back_without_an_id(browser: Browser, emulator: Emulator, application: str) -> None:
    with window(browser, emulator) as page:
        sign_in(page, application)
        page.get_by_role("button", name="Deny access").click()
        expect(page.locator("#refusal")).to_contain_text("You did not grant access")
        page.goto(application)
        expect(page.get_by_role("link", name="Sign in with ORCID")).to_be_visible()


def test_an_error_behind_the_hash_reaches_the_application(
    browser: Browser, emulator: Emulator, application: str
) -> None:
    """ORCID refuses a scope in the fragment; the callback's page hands it over, once."""
    with window(browser, emulator) as page:
        visited: list[str] = []
        page.on("framenavigated", lambda frame: visited.append(frame.url))
        page.goto(f"{application}/callback#error=invalid_scope")
        expect(page.locator("#refusal")).to_contain_text("invalid_scope")
        assert page.url == f"{application}/callback?error=invalid_scope"
        page.goto(f"{application}/callback")
        expect(page.locator("#refusal")).to_have_text("ORCID sent no answer.")
        assert len(visited) <= 3


def test_a_new_person_registers_grants_and_takes_it_back(
    browser: Browser, emulator: Emulator, application: str
) -> None:
    with window(browser, emulator) as page:
        page.goto(application)
        page.get_by_role("link", name="Sign in with ORCID").click()
        page.get_by_role("main").get_by_role("link", name="Register").click()
        page.get_by_label("Given names").fill("Ada")
        page.get_by_label("E-mail").fill("ada@example.org")
        page.get_by_label("Password").fill("not-a-real-one")
        page.get_by_role("button", name="Register").click()
        page.get_by_role("button", name="Authorize access").click()
        expect(page.locator("#orcid")).to_contain_text(f"{SITE}/0009-9")
        page.goto(f"{SITE}/account")
        page.get_by_role("button", name="Revoke access of Sign-in application").click()
        expect(page.get_by_text("You have granted nobody permission.")).to_be_visible()


def test_the_pages_keep_the_accessibility_rules(
    browser: Browser, emulator: Emulator, application: str
) -> None:
    with window(browser, emulator) as page:
        for path in ("/", "/register"):
            page.goto(f"{SITE}{path}")
            assert violations(page) == []
        sign_in(page, application)
        assert violations(page) == []
        page.goto(f"{SITE}/account")
        assert violations(page) == []
