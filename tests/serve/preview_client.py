"""A small client of a preview server."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from pathlib import Path

from proactive_ssg.serve.server import PreviewServer
from proactive_ssg.serve.state import Preview


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Running:
    """A server that answers, and what a test needs to know of it."""

    server: PreviewServer
    folder: Path

    @property
    def preview(self) -> Preview:
        return self.server.preview

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, headers=names)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
