"""One request, one answer: files of the built site, live reload, and nothing for strangers."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote

from proactive_ssg import __version__
from proactive_ssg.serve import pages
from proactive_ssg.serve.resolve import Target, content_type, folder_of, resolve
from proactive_ssg.serve.state import State

if TYPE_CHECKING:
    from proactive_ssg.serve.audit import PageAudit
    from proactive_ssg.serve.server import PreviewServer

__all__ = ["Handler"]

LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}
ASSETS = {
    "reload.js": "text/javascript; charset=utf-8",
    "findings.js": "text/javascript; charset=utf-8",
    "preview.css": "text/css; charset=utf-8",
    "findings.css": "text/css; charset=utf-8",
}
HTML = "text/html; charset=utf-8"
FIRST_BUILD_PATIENCE = 60.0
HEARTBEAT = 10.0
# While a build swaps the new site in there is an instant in which a file is missing.
SWAP_TRIES, SWAP_PAUSE = 5, 0.02


class Handler(BaseHTTPRequestHandler):
    """HTTP/1.1, GET and HEAD; the site and the state come from the server."""

    protocol_version = "HTTP/1.1"
    server_version = f"proactive-ssg/{__version__}"
    sys_version = ""
    timeout = 60
    server: PreviewServer

    def log_message(self, format: str, *args: Any) -> None:
        """The terminal is for builds: a line for every picture would hide them."""

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        if not self._host_is_local():
            # DNS rebinding: a stranger's page whose name points to this machine must learn nothing.
            self._send(HTTPStatus.FORBIDDEN, b"Only this machine's own names are served.\n", "text/plain")
        elif self.path.startswith(pages.PREFIX):
            name, _mark, query = self.path.removeprefix(pages.PREFIX).partition("?")
            self._own(name, query)
        else:
            self._site()

    def _host_is_local(self) -> bool:
        host = self.headers.get("Host")
        if host is None:
            return self.request_version == "HTTP/1.0"
        name, _colon, port = host.rpartition(":") if host[-1:] != "]" and ":" in host else (host, "", "")
        return name.lower().rstrip(".") in LOCAL_NAMES and (port == "" or port.isdigit())

    def _own(self, name: str, query: str) -> None:
        """The files and the stream that the preview adds to the site."""
        if name == "events" and self.command == "GET":
            self._events()
        elif name == pages.FINDINGS and self.command == "GET" and self.server.audit is not None:
            self._findings(self.server.audit, query)
        elif name in ASSETS:
            data = resources.files("proactive_ssg.serve").joinpath("assets", name).read_bytes()
            self._send(HTTPStatus.OK, data, ASSETS[name])
        else:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def _events(self) -> None:
        """Server-Sent Events: the state now, and every later one, until the browser or the preview goes."""
        if self._is_asked_from_elsewhere():
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
            return
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in (("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")):
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        preview, serial = self.server.preview, -1
        self.wfile.write(b"retry: 1000\n\n")
        while True:
            state = preview.wait(serial, HEARTBEAT)
            if preview.closed:
                return
            if state is None:
                # A comment line; writing it is how a browser that left is noticed.
                self.wfile.write(b": here\n\n")
                continue
            serial = state.serial
            if state.ready:
                text = json.dumps(pages.state_message(state, self.server.root))
                self.wfile.write(f"event: state\ndata: {text}\n\n".encode())

    def _is_asked_from_elsewhere(self) -> bool:
        return self.headers.get("Sec-Fetch-Site") not in (None, "same-origin", "none")

    def _findings(self, audit: PageAudit, query: str) -> None:
        """What is wrong with one page of the site, as the panel reads it."""
        path = next(iter(parse_qs(query).get("path", ())), "")
        target = resolve(self.server.folder, self.server.baseurl, quote(path))
        found = None
        if self._is_asked_from_elsewhere():
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
            return
        if path and target.path is not None and content_type(target.path).startswith("text/html"):
            with suppress(OSError):
                found = audit.findings(target.path, self._url(target.path))
        if found is None:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
        else:
            self._send(HTTPStatus.OK, json.dumps(found).encode(), "application/json")

    def _url(self, path: Path) -> str:
        """The path by which visitors know a file of the site."""
        place = path.relative_to(self.server.folder).as_posix()
        return quote(
            f"{self.server.baseurl}/{place.removesuffix('index.html') if _is_index(place) else place}"
        )

    def _site(self) -> None:
        state = self.server.preview.wait_ready(FIRST_BUILD_PATIENCE)
        if not state.ready:
            self._page(HTTPStatus.SERVICE_UNAVAILABLE, pages.working_page(state))
        elif not state.good:
            self._page(HTTPStatus.INTERNAL_SERVER_ERROR, pages.problems_page(state, self.server.root))
        else:
            self._target(state)

    def _target(self, state: State) -> None:
        if self.server.show_dir_listing and (
            folder := folder_of(self.server.folder, self.server.baseurl, self.path)
        ):
            self._page(HTTPStatus.OK, pages.listing_page(state, self.path, folder))
            return
        target = self._resolved()
        if target.location:
            # Not 301: browsers remember that for ever, and the next site on this port is another one.
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", target.location)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif target.path is not None:
            self._file(target.path, state)
        else:
            self._not_found(state)

    def _resolved(self) -> Target:
        target = Target()
        for attempt in range(SWAP_TRIES):
            target = resolve(self.server.folder, self.server.baseurl, self.path)
            if target != Target() or not self.server.building:
                break
            time.sleep(SWAP_PAUSE * attempt)
        return target

    def _not_found(self, state: State) -> None:
        own = self.server.folder / "404.html"
        try:
            page = self._previewed(own.read_bytes(), own, state)
        except OSError:
            page = pages.not_found_page(state, self.path)
        self._page(HTTPStatus.NOT_FOUND, page)

    def _file(self, path: Path, state: State) -> None:
        try:
            # One open file: what is read and what its times say are the same build's.
            with path.open("rb") as file:
                content = file.read()
            modified = path.stat().st_mtime
        except OSError:
            self._not_found(state)
            return
        kind = content_type(path)
        validators = {"Last-Modified": formatdate(modified, usegmt=True)}
        if kind.startswith("text/html"):
            content = self._previewed(content, path, state)
            # What is added changes with the build: the file's own time does not say it all.
            validators = {"ETag": f'"{state.version}-{modified:.6f}"', **validators}
        else:
            validators = {"ETag": f'"{modified:.6f}-{len(content)}"', **validators}
        if self._not_modified(validators["ETag"], modified):
            self._send(HTTPStatus.NOT_MODIFIED, None, kind, validators)
        else:
            self._send(HTTPStatus.OK, content, kind, validators)

    def _previewed(self, content: bytes, path: Path, state: State) -> bytes:
        """The page with what the preview adds; a piece of HTML that a script asks for stays as it is."""
        if self.headers.get("Sec-Fetch-Dest", "document") not in ("document", "iframe", "frame"):
            return content
        place = path.relative_to(self.server.folder).as_posix()
        notes = state.notes.get(PurePosixPath(place), ())
        audited = f"{self.server.baseurl}/{place}" if self.server.audit is not None else ""
        return pages.with_preview(content, state, notes, livereload=self.server.livereload, audited=audited)

    def _not_modified(self, etag: str, modified: float) -> bool:
        """RFC 9110, 13.1: If-None-Match when there is one, else If-Modified-Since."""
        if (tags := self.headers.get("If-None-Match")) is not None:
            wanted = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return "*" in wanted or etag in wanted
        since = self.headers.get("If-Modified-Since")
        try:
            return since is not None and int(modified) <= parsedate_to_datetime(since).timestamp()
        except (ValueError, OverflowError):
            return False

    def _page(self, status: HTTPStatus, content: bytes) -> None:
        self._send(status, content, HTML)

    def _send(
        self, status: HTTPStatus, content: bytes | None, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        # The browser keeps a copy but asks each time whether it is still right.
        self.send_header("Cache-Control", "no-cache")
        if content is not None:
            self.send_header("Content-Type", kind)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Accept-Ranges", "none")
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if content is not None and self.command != "HEAD":
            self.wfile.write(content)


def _is_index(place: str) -> bool:
    return place.rpartition("/")[2] == "index.html"
