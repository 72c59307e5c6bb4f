"""Live reload and the display of problems in a real Chromium."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from preview_client import Running

from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.serve.audit import PageAudit
from proactive_ssg.serve.server import PreviewServer
from proactive_ssg.serve.state import Preview

pytestmark = pytest.mark.browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TAB, ENTER = "\ue004", "\ue007"
DRIVER = shutil.which("chromedriver")
PAGE = (
    '<!DOCTYPE html><html lang="fr"><head><title>x</title><link rel="icon" href="data:,">'
    '<meta name="viewport" content="width=device-width"></head>'
    "<body><main><h1>{}</h1><button>un</button></main></body></html>"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("Chromium and chromedriver are not installed")
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--no-first-run",
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def wait_until(condition: Callable[[], Any], seconds: float = 10) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come true")


def heading(browser: Any) -> str:
    return str(browser.execute_script("return document.querySelector('h1')?.textContent"))


def dialog(browser: Any) -> Any:
    """The dialog of problems, wherever its shadow is."""
    return browser.execute_script(
        """const shadows = [...document.querySelectorAll("div")].map(each => each.shadowRoot);
        return shadows.map(each => each?.querySelector("dialog")).find(Boolean)"""
    )


def problem(message: str) -> Diagnostic:
    path = Path("content/a.md")
    return Diagnostic(
        Severity.ERROR, "code", message, path, 2, 3, "Try again.", "ab<script>alert(1)</script>"
    )


def test_a_build_reloads_the_page(browser: Any, running: Running) -> None:
    running.write("index.html", PAGE.format("Premier"))
    browser.get(running.server.url)
    assert heading(browser) == "Premier"
    running.write("index.html", PAGE.format("Second"))
    running.preview.succeeded({})
    wait_until(lambda: heading(browser) == "Second")
    assert browser.get_log("browser") == []


def test_a_problem_is_a_dialog_that_goes_with_it(browser: Any, running: Running) -> None:
    running.write("index.html", PAGE.format("Bonjour"))
    browser.get(running.server.url)
    running.preview.failed((problem("<img src=x onerror=alert(1)>"), problem("second")))
    shown = wait_until(lambda: dialog(browser))
    state = browser.execute_script(
        """const it = arguments[0], root = it.getRootNode();
        const by = root.getElementById(it.getAttribute("aria-labelledby"));
        return {modal: it.matches(":modal"), name: by.textContent, lang: it.lang, text: it.innerText,
                focus: root.activeElement?.textContent, images: it.querySelectorAll("img, script").length}""",
        shown,
    )
    assert state["modal"]
    assert (state["name"], state["lang"], state["focus"]) == ("2 problems in the site", "en", "Close")
    assert "content/a.md:2:3" in state["text"]
    assert "<img src=x onerror=alert(1)>" in state["text"]
    assert state["images"] == 0
    # The page below is still there, and Escape gives it back.
    assert heading(browser) == "Bonjour"
    webdriver = pytest.importorskip("selenium.webdriver")
    webdriver.ActionChains(browser).send_keys("\ue00c").perform()
    wait_until(lambda: dialog(browser) is None)
    # Another problem shows again; once it is solved the page comes back by itself.
    running.preview.failed((problem("third"),))
    wait_until(lambda: dialog(browser))
    running.preview.succeeded({})
    wait_until(lambda: dialog(browser) is None)
    assert browser.get_log("browser") == []


def test_a_page_opened_while_the_site_is_wrong_shows_it(browser: Any, running: Running) -> None:
    running.write("index.html", PAGE.format("Bonjour"))
    running.preview.failed((problem("first"),))
    browser.get(running.server.url)
    wait_until(lambda: dialog(browser))
    assert heading(browser) == "Bonjour"


def test_the_page_of_problems_gives_way_to_the_site(browser: Any, tmp_path: Path) -> None:
    server = PreviewServer("127.0.0.1", 0, tmp_path, Preview())
    server.start()
    try:
        server.preview.failed((problem("first"),))
        browser.get(server.url)
        assert heading(browser) == "1 problem in the site"
        server.preview.failed((problem("first"), problem("second")))
        wait_until(lambda: heading(browser) == "2 problems in the site")
        assert dialog(browser) is None
        (tmp_path / "index.html").write_text(PAGE.format("Bonjour"), encoding="utf-8")
        server.preview.succeeded({})
        wait_until(lambda: heading(browser) == "Bonjour")
    finally:
        server.stop()


def test_the_notice_is_seen_and_does_not_cover_a_phone(browser: Any, running: Running) -> None:
    running.write("index.html", PAGE.format("Brouillon"))
    running.preview.succeeded({PurePosixPath("index.html"): ("draft",)})
    phone = {"width": 375, "height": 700, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    browser.get(running.server.url)
    box = browser.execute_script(
        """const box = document.querySelector(".proactive-preview-notice").getBoundingClientRect();
        return {left: box.left, right: box.right, height: box.height, bottom: innerHeight - box.bottom}"""
    )
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert box["left"] >= 0
    assert box["right"] <= 375
    assert 15 < box["height"] < 120
    assert 0 <= box["bottom"] < 40


@pytest.fixture
def audited(running: Running, monkeypatch: pytest.MonkeyPatch) -> Running:
    """A server whose panel has two findings: one in sight, one in the head of the page."""
    told = {
        "lang": "fr",
        "title": "2 constats",
        "label": "Audit de cette page",
        "close": "Fermer",
        "show": "Voir",
        "note": "Le reste revient aux personnes.",
        "findings": [
            _finding("<b>un</b>", "content/a.md:3", "button", [1, 0, 1]),
            _finding("deux", "layouts/base.html:2", "title", [0, 0]),
        ],
    }
    audit = PageAudit()
    monkeypatch.setattr(audit, "findings", lambda _path, _url: told)
    running.server.audit = audit
    running.write("index.html", PAGE.format("Bonjour"))
    return running


def _finding(message: str, source: str, name: str, path: list[int]) -> dict[str, Any]:
    words = {"severity": "erreur", "level": "error", "rule": "r", "criterion": "critère 1.1", "excerpt": ""}
    return {**words, "message": message, "help": "Aide.", "source": source, "name": name, "path": path}


def panel(browser: Any) -> Any:
    return browser.execute_script(
        """const root = document.querySelector("aside")?.shadowRoot;
        if (!root) return null;
        const section = root.querySelector("section");
        return {hidden: section.hidden, text: section.innerText,
                said: root.querySelector(".said").textContent,
                expanded: root.querySelector("[aria-expanded]").ariaExpanded,
                focus: root.activeElement?.textContent ?? null,
                frames: document.querySelectorAll("[aria-hidden]").length,
                buttons: root.querySelectorAll("li button").length,
                bold: root.querySelectorAll("b").length,
                name: root.host.ariaLabel, lang: root.host.lang}"""
    )


def press(browser: Any, *keys: str) -> None:
    webdriver = pytest.importorskip("selenium.webdriver")
    webdriver.ActionChains(browser).send_keys(*keys).perform()


def test_the_panel_says_what_is_wrong_and_where(browser: Any, audited: Running) -> None:
    browser.get(audited.server.url)
    browser.execute_script("sessionStorage.clear()")
    browser.get_log("browser")  # what earlier tests left
    browser.get(audited.server.url)
    state = wait_until(lambda: (found := panel(browser)) and found["said"] and found)
    assert (state["hidden"], state["expanded"], state["said"]) == (True, "false", "2 constats")
    assert (state["name"], state["lang"]) == ("Audit de cette page", "fr")
    # By the keyboard alone: the page's button, then the panel's.
    press(browser, TAB, TAB)
    assert panel(browser)["focus"] == "2 constats"
    press(browser, ENTER)
    state = panel(browser)
    assert (state["hidden"], state["expanded"]) == (False, "true")
    assert "<b>un</b>" in state["text"]
    assert "content/a.md:3" in state["text"]
    assert state["bold"] == 0
    assert state["buttons"] == 1  # what is in the head cannot be shown
    browser.execute_script("document.querySelector('aside').shadowRoot.querySelector('section').focus()")
    press(browser, TAB)
    assert panel(browser)["focus"] == "Voir"
    press(browser, ENTER)
    assert browser.execute_script("return document.activeElement.textContent") == "un"
    assert panel(browser)["frames"] == 1
    assert (
        browser.execute_script("return document.querySelector('button').outerHTML") == "<button>un</button>"
    )
    # It stays open on the next page, folds with Escape, and stays away once it was closed.
    browser.get(audited.server.url)
    wait_until(lambda: (found := panel(browser)) and not found["hidden"])
    browser.execute_script("document.querySelector('aside').shadowRoot.querySelector('section').focus()")
    press(browser, "\ue00c")
    assert panel(browser)["hidden"]
    press(browser, ENTER)
    press(browser, TAB, ENTER)
    assert panel(browser) is None
    browser.get(audited.server.url)
    time.sleep(0.3)
    assert panel(browser) is None
    browser.execute_script("sessionStorage.clear()")
    assert browser.get_log("browser") == []


def test_the_panel_covers_nothing_of_a_small_window(browser: Any, audited: Running) -> None:
    phone = {"width": 320, "height": 500, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    try:
        browser.get(audited.server.url)
        browser.execute_script("sessionStorage.setItem('proactive-audit', 'open')")
        browser.get(audited.server.url)
        wait_until(lambda: (found := panel(browser)) and not found["hidden"])
        margin = "return getComputedStyle(document.querySelector('aside')).margin"
        wait_until(lambda: browser.execute_script(margin) == "16px")  # its stylesheet is there
        box = browser.execute_script(
            """const box = document.querySelector("aside").getBoundingClientRect();
            return {top: box.top, main: document.querySelector("main").getBoundingClientRect().bottom,
                    right: box.right, wide: document.documentElement.scrollWidth}"""
        )
    finally:
        browser.execute_script("sessionStorage.clear()")
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert box["top"] >= box["main"]
    assert box["right"] <= 320
    assert box["wide"] <= 320
