"""The pages of the demonstration site, and how a test shows one of them in Chromium."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the output is the tests'."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which ``folder`` is served, for as long as it is asked for."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def pages() -> list[str]:
    """The pages of the demonstration, from its sources: what the build makes of them is under test."""
    content = ROOT / "content"
    found = ["/", "/404.html", "/accessibilite/", "/plan-du-site/"]
    found += [f"/{path.stem}/" for path in sorted(content.glob("*.md")) if path.stem not in ("index", "404")]
    found += [f"/services/{path.stem}/" for path in sorted(content.glob("_services/*.md"))]
    found += [f"/actualites/{path.stem[11:]}/" for path in sorted(content.glob("_posts/*.md"))]
    return found


def resize(browser: Any, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def prefer(browser: Any, scheme: str) -> None:
    media = {"media": "", "features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)


def show(browser: Any, url: str, width: int = 1280) -> None:
    browser.get_log("browser")
    resize(browser, width)
    prefer(browser, "light")
    browser.get(url)
