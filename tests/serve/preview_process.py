"""``proactive-ssg serve`` as a process of its own, with a browser's stream of events."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Empty, Queue
from typing import Any

SOURCES = Path(__file__).parents[2] / "src"
LANGUAGE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "JEKYLL_ENV", "NO_COLOR")


def environment(**variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in LANGUAGE_VARIABLES}
    return {**kept, "PYTHONPATH": str(SOURCES), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", **variables}


class Process:
    """A running preview; its two outputs are collected by threads.

    ``temporary`` is where it makes its temporary folder: what another preview of this machine leaves, or what
    the kill at the end of a test does not clear away, is nobody else's.
    """

    def __init__(self, root: Path, *words: str, **variables: str) -> None:
        self.temporary = root.parent / "temporary"
        self.temporary.mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "proactive_ssg", "serve", "-P", "0", *words],
            cwd=root,
            env=environment(TMPDIR=str(self.temporary), **variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        self._new: Queue[str] = Queue()
        for stream in (self.process.stdout, self.process.stderr):
            threading.Thread(target=self._collect, args=(stream,), daemon=True).start()
        self.url = self.wait_for(r"(http://\S+)")
        self.port = int(self.url.split(":")[2].split("/")[0])

    def _collect(self, stream: Any) -> None:
        for line in stream:
            self.lines.append(line.rstrip("\n"))
            self._new.put(line.rstrip("\n"))

    def wait_for(self, pattern: str, seconds: float = 30) -> str:
        """The first line from now on that ``pattern`` finds something in: its group, or the line."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self._new.get(timeout=max(end - time.monotonic(), 0.01))
            except Empty:
                raise AssertionError(f"no {pattern!r} in {self.lines}") from None
            if found := re.search(pattern, line):
                return found[1] if found.groups() else line

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text

    def stop(self, number: int = signal.SIGINT) -> tuple[int, float]:
        """The exit code, and how long the end took."""
        begun = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(timeout=20)
        return code, time.monotonic() - begun

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_exception: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=20)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


class Events:
    """The stream as a browser reads it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.connection.request("GET", "/.proactive/events")
        self.response = self.connection.getresponse()

    def next(self) -> dict[str, Any]:
        while True:
            line = self.response.readline().decode()
            assert line, "the stream ended"
            if line.startswith("data: "):
                found = json.loads(line.removeprefix("data: "))
                assert isinstance(found, dict)
                return found

    def close(self) -> None:
        self.connection.close()
