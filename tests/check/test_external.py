"""External links, asked of servers on this machine: politely, few at a time, once a day."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from proactive_ssg.check.checking import Request, check
from proactive_ssg.check.external import Limits, ask
from proactive_ssg.check.target import Target

QUICK = Limits(timeout=0.3)


class Server(ThreadingHTTPServer):
    """Answers with the status that the path names; ``/slow`` not in time, ``/get`` to GET alone."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.at_once = Counter[str]()
        self.most = 0
        self.lock = threading.Lock()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        with self.server.lock:
            self.server.asked.append((self.command, self.path))
            self.server.agents.add(self.headers["User-Agent"])
            self.server.at_once["now"] += 1
            self.server.most = max(self.server.most, self.server.at_once["now"])
        time.sleep(1 if self.path == "/slow" else 0.02)
        with self.server.lock:
            self.server.at_once["now"] -= 1
        name = self.path.strip("/").partition("?")[0]
        status = int(name) if name.isdigit() else 200
        if name == "get" and self.command == "HEAD":
            status = 405
        try:
            self.send_response(status)
            if status == 301:
                self.send_header("Location", "/410")
            self.send_header("Content-Length", "0")
            self.end_headers()
        except OSError:  # who asked has not waited
            self.close_connection = True

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *_words: object) -> None:
        """Silence."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_answers(server: Server) -> None:
    paths = ["/", "/get", "/404", "/410", "/301", "/500", "/403"]
    answers = ask([server.url(path) for path in paths], limits=QUICK)
    assert list(answers.values()) == ["", "", "404", "410", "410", "500", "403"]
    assert [path for method, path in server.asked if method == "GET" and path == "/"] == []
    (agent,) = server.agents
    assert "proactive-ssg" in agent


def test_silence(server: Server) -> None:
    slow, closed = server.url("/slow"), "http://127.0.0.1:9/"
    answers = ask([slow, closed, "http://none.invalid/"], limits=QUICK)
    assert all(answers.values())
    assert "timed out" in answers[slow]


def test_a_host_without_a_name_is_told_in_words() -> None:
    answers = ask(["http://none.invalid/", "http://a..b/"], limits=QUICK)
    assert set(answers.values()) == {"there is no host of this name"}


def test_a_server_that_never_ends_is_left() -> None:
    """Each byte comes in time, and the head is never complete."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _address = listening.accept()
                    threading.Thread(target=slowly, args=(connection,), daemon=True).start()

        def slowly(connection: socket.socket) -> None:
            with connection, contextlib.suppress(OSError):
                connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                while True:
                    connection.sendall(b"x")
                    time.sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        start = time.monotonic()
        assert ask([url], limits=Limits(timeout=0.5)) == {url: "timed out"}
        assert time.monotonic() - start < 5


def test_a_host_is_asked_by_few_at_a_time(server: Server) -> None:
    ask([server.url(f"/?{number}") for number in range(12)], limits=Limits(timeout=5, per_host=2))
    assert server.most <= 2
    assert len(server.asked) == 12


def test_no_more_than_the_limit(server: Server) -> None:
    answers = ask([server.url(f"/?{number}") for number in range(5)], limits=Limits(most=3))
    assert len(answers) == len(server.asked) == 3


def test_answers_are_kept_for_a_day(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.url("/404")
    assert ask([url], tmp_path) == ask([url], tmp_path) == {url: "404"}
    assert [method for method, _path in server.asked] == ["HEAD", "GET"]
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 90000)
    ask([url], tmp_path)
    assert len(server.asked) == 4
    (tmp_path / "external.json").write_text("[damaged")
    assert ask([url], tmp_path) == {url: "404"}
    assert set(json.loads((tmp_path / "external.json").read_text())) == {url}


def test_findings(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proactive_ssg.check.links._LOCAL", ())  # else they are faults of their own
    page = f'<p><a href="{server.url("/404#part")}">x</a>\n<a href="{server.url("/500")}">y</a>'
    (tmp_path / "index.html").write_text(f'{page}<a href="{server.url("/")}">z</a>')
    target = Target.of_folder(tmp_path)
    report = check(Request(target, external=True, only=("external-broken", "external-unreachable")))
    assert [(item.rule, str(item.level), item.built.line) for item in report.findings] == [
        ("external-broken", "error", 1),
        ("external-unreachable", "warning", 2),
    ]
    assert len({path for _method, path in server.asked}) == 3
    report = check(Request(target, external=True, limits=Limits(most=1)))
    assert report.notes == ["2 external addresses were not asked: too many for one run"]


def test_nobody_is_asked_without_being_told_so(server: Server, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f'<p><a href="{server.url("/404")}">x</a>')
    check(Request(Target.of_folder(tmp_path)))
    assert server.asked == []
