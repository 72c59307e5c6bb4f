"""The HTTP server of the preview: one thread a connection, on the loopback interface only."""

from __future__ import annotations

import errno
import socket
import ssl
import sys
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from proactive_ssg.errors import ConfigurationError, Diagnostic, Severity
from proactive_ssg.i18n import _, reason
from proactive_ssg.serve.audit import PageAudit
from proactive_ssg.serve.handler import Handler
from proactive_ssg.serve.state import Preview
from proactive_ssg.signals import signals_wait

__all__ = ["PreviewServer", "bind"]

PORTS_TRIED = 100
MOST_CONNECTIONS = 128
"""Each takes a thread and a file: a build must still find some. Browsers open six for a site."""
TAKEN = {errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL}


class PreviewServer(ThreadingHTTPServer):
    """Serves ``folder`` under ``baseurl``; ``root`` is the folder of the site, for the places of problems.

    ``audit``: what is wrong with a page, for the panel; None where there is to be none.
    """

    daemon_threads = True
    # Windows lets two programs share a port with this option; elsewhere it only allows a quick restart.
    allow_reuse_address = sys.platform != "win32"
    request_queue_size = 64

    def __init__(self, host: str, port: int, folder: Path, preview: Preview) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.host = host
        self.folder = folder
        self.preview = preview
        self.root = folder
        self.baseurl = ""
        self.livereload = True
        self.show_dir_listing = False
        self._scheme = "http"
        self.building = False
        self.audit: PageAudit | None = None
        self._started = False
        self._places = threading.BoundedSemaphore(MOST_CONNECTIONS)
        super().__init__((host, port), Handler)

    def server_bind(self) -> None:
        """Without the look-up of the machine's full name, which can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1 if self.allow_reuse_address else 0)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.host, self.server_address[1]

    @property
    def url(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self._scheme}://{host}:{self.server_port}"

    def encrypt(self, certificate: Path, key: Path) -> None:
        """Speak https from now on; ConfigurationError when the files are no certificate with its key."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        try:
            context.load_cert_chain(certificate, key)
        except (OSError, ValueError) as problem:  # ssl.SSLError is an OSError
            text = _("{certificate} and {key} cannot be used for https: {reason}")
            message = text.format(certificate=certificate, key=key, reason=reason(problem))
            hint = _("Name a certificate and its key in the PEM format, without a password.")
            diagnostic = Diagnostic(Severity.ERROR, "serve-certificate", message, hint=hint)
            raise ConfigurationError(diagnostic) from problem
        # The handshake waits for its first request, in the thread of the connection.
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self._scheme = "https"

    def process_request(self, request: Any, client_address: Any) -> None:
        """A thread for the connection, if there are not too many; who is one too many is turned away."""
        if not self._places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:  # no thread can be started
            self._places.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away is no news; anything else is a mistake of ours and is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError | ssl.SSLError):
            super().handle_error(request, client_address)

    def start(self) -> None:
        """Answer from now on, in a thread of its own."""
        thread = threading.Thread(target=self.serve_forever, args=(0.1,), name="preview-http", daemon=True)
        with signals_wait():  # a Ctrl-C in between would leave stop() waiting for a thread that never ran
            thread.start()
            self._started = True

    def stop(self) -> None:
        """Close the port and let go whoever waits for events."""
        self.preview.close()
        if self._started:  # shutdown() waits for an answering thread, for ever when there is none
            self.shutdown()
        self.server_close()


def bind(host: str, port: int, folder: Path, preview: Preview) -> PreviewServer:
    """The server on ``port`` or, when that is taken, the next free one."""
    for number in range(port, min(port + PORTS_TRIED, 65536)):
        try:
            return PreviewServer(host, number, folder, preview)
        except OSError as problem:
            if problem.errno not in TAKEN:
                raise
    text = _("no free port on {host} from {port} on")
    hint = _("Choose another with --port, or stop a program that holds one.")
    raise ConfigurationError(
        Diagnostic(Severity.ERROR, "serve-port", text.format(host=host, port=port), hint=hint)
    )
