"""The HTTP side of the preview, through real connections."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import time
from pathlib import Path, PurePosixPath

import pytest
from preview_client import Running

from proactive_ssg.errors import ConfigurationError, Diagnostic, Severity
from proactive_ssg.serve import server as server_module
from proactive_ssg.serve.server import PreviewServer, bind
from proactive_ssg.serve.state import Preview

PAGE = "<!DOCTYPE html><html><head><title>x</title></head><body><p>Bonjour</p></body></html>"


def problem(path: Path | None = None) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "unknown-layout",
        "no layout <rgga>",
        path,
        line=3,
        column=9,
        hint="did you mean rgaa?",
        source_line="layout: rgga",
    )


def test_a_page_has_the_script_and_the_file_has_not(running: Running) -> None:
    file = running.write("index.html", PAGE)
    answer = running.ask("/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.text.count("/.proactive/reload.js") == 1
    assert answer.text.index("Bonjour") < answer.text.index("reload.js") < answer.text.index("</body>")
    assert file.read_text() == PAGE


def test_other_files_are_sent_byte_for_byte(running: Running) -> None:
    data = bytes(range(256)) * 3
    running.write("a.bin", data)
    running.write("a.css", "</body>")
    assert running.ask("/a.bin").body == data
    assert running.ask("/a.css").text == "</body>"


def test_a_piece_of_html_that_a_script_fetches_stays_as_it_is(running: Running) -> None:
    running.write("part.html", "<p>x</p>")
    assert running.ask("/part.html", Sec_Fetch_Dest="empty").text == "<p>x</p>"
    assert "reload.js" in running.ask("/part.html", Sec_Fetch_Dest="document").text


def test_without_live_reload_a_page_is_the_file(running: Running) -> None:
    running.write("index.html", PAGE)
    running.server.livereload = False
    assert running.ask("/").text == PAGE


def test_head_has_the_headers_and_no_body(running: Running) -> None:
    running.write("a.txt", "12345")
    connection = http.client.HTTPConnection("127.0.0.1", running.server.server_port, timeout=10)
    connection.request("HEAD", "/a.txt")
    first = connection.getresponse()
    assert (first.status, first.headers["Content-Length"], first.read()) == (200, "5", b"")
    # The same connection answers again: nothing of a body is left in it.
    connection.request("GET", "/a.txt")
    assert connection.getresponse().read() == b"12345"
    connection.close()


def test_what_did_not_change_is_not_sent_again(running: Running) -> None:
    path = running.write("a.css", "a{}")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    first = running.ask("/a.css")
    assert first.headers["Last-Modified"] == "Tue, 14 Nov 2023 22:13:20 GMT"
    same = running.ask("/a.css", If_Modified_Since=first.headers["Last-Modified"])
    assert (same.status, same.body) == (304, b"")
    assert running.ask("/a.css", If_None_Match=first.headers["ETag"]).status == 304
    assert running.ask("/a.css", If_Modified_Since="Tue, 14 Nov 2023 22:13:19 GMT").status == 200
    assert running.ask("/a.css", If_Modified_Since="yesterday").status == 200
    # If-None-Match decides where both are there.
    both = running.ask("/a.css", If_None_Match='"other"', If_Modified_Since=first.headers["Last-Modified"])
    assert both.status == 200


def test_a_page_is_sent_again_after_a_build_though_its_file_is_as_old(running: Running) -> None:
    running.write("index.html", PAGE)
    tag = running.ask("/").headers["ETag"]
    assert running.ask("/", If_None_Match=tag).status == 304
    running.preview.succeeded({})
    assert running.ask("/", If_None_Match=tag).status == 200


def test_a_redirect_is_not_for_ever(running: Running) -> None:
    running.write("a/index.html", PAGE)
    answer = running.ask("/a?x=1")
    assert (answer.status, answer.headers["Location"]) == (302, "/a/?x=1")


def test_a_site_without_404_gets_ours_with_the_path_escaped(running: Running) -> None:
    answer = running.ask("/none/<b>")
    assert answer.status == 404
    assert "/none/&lt;b&gt;" in answer.text
    assert "<b>" not in answer.text
    assert '<html lang="en">' in answer.text


def test_the_sites_own_404_is_shown_with_status_404(running: Running) -> None:
    running.write("404.html", PAGE.replace("Bonjour", "Perdu"))
    answer = running.ask("/none")
    assert answer.status == 404
    assert "Perdu" in answer.text
    assert "reload.js" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:4000", "LOCALHOST", "[::1]:80", "localhost."])
def test_this_machines_names_are_served(running: Running, host: str) -> None:
    running.write("index.html", PAGE)
    assert running.ask("/", Host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:4000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
        "a@localhost:x",
    ],
)
def test_foreign_hosts_are_refused(running: Running, host: str) -> None:
    running.write("index.html", PAGE)
    answer = running.ask("/", Host=host)
    assert answer.status == 403
    assert b"Bonjour" not in answer.body
    assert running.ask("/.proactive/events", Host=host).status == 403


def test_a_request_of_http_1_1_without_host_is_refused(running: Running) -> None:
    running.write("index.html", PAGE)
    with socket.create_connection(("127.0.0.1", running.server.server_port), timeout=5) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 403")


def test_other_methods_are_not_served(running: Running) -> None:
    assert running.ask("/", method="POST").status == 501
    assert running.ask("/", method="DELETE").status == 501


@pytest.mark.parametrize("name", ["reload.js", "preview.css"])
def test_the_previews_own_files(running: Running, name: str) -> None:
    answer = running.ask(f"/.proactive/{name}")
    assert answer.status == 200
    assert len(answer.body) > 500
    assert running.ask("/.proactive/other.js").status == 404


def test_a_page_that_would_not_be_published_says_so(running: Running) -> None:
    running.write("draft.html", PAGE)
    running.write("other.html", PAGE)
    running.preview.succeeded({PurePosixPath("draft.html"): ("draft", "unpublished")})
    text = running.ask("/draft.html").text
    assert "(draft, published: false)" in text
    assert 'role="note"' in text
    assert 'role="note"' not in running.ask("/other.html").text


def test_while_nothing_could_be_built_every_address_shows_the_problems(tmp_path: Path) -> None:
    server = PreviewServer("127.0.0.1", 0, tmp_path / "built", Preview())
    server.root = tmp_path
    server.start()
    try:
        running = Running(server, tmp_path / "built")
        server.preview.failed((problem(tmp_path / "content" / "a.md"),))
        answer = running.ask("/any/page/")
        assert answer.status == 500
        for part in (
            "content/a.md:3:9",
            "no layout &lt;rgga&gt;",
            "layout: rgga\n        ^",
            "did you mean rgaa?",
        ):
            assert part in answer.text
        assert "<h1>1 problem in the site</h1>" in answer.text
        assert "reload.js" in answer.text
    finally:
        server.stop()


def test_a_failed_build_leaves_the_last_good_one(running: Running) -> None:
    running.write("index.html", PAGE)
    before = running.ask("/").body
    running.preview.failed((problem(),))
    assert running.ask("/").body == before


class Events:
    """A real client of the stream."""

    def __init__(self, running: Running, **headers: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", running.server.server_port, timeout=10)
        self.connection.request("GET", "/.proactive/events", headers=headers)
        self.response = self.connection.getresponse()

    def next(self) -> dict[str, object]:
        while True:
            line = self.response.readline().decode()
            assert line, "the stream ended"
            if line.startswith("data: "):
                found = json.loads(line.removeprefix("data: "))
                assert isinstance(found, dict)
                return found


def test_the_stream_tells_of_builds_and_problems(running: Running) -> None:
    events = Events(running)
    assert events.response.headers["Content-Type"] == "text/event-stream"
    first = events.next()
    assert first["problems"] == []
    running.preview.succeeded({})
    second = events.next()
    assert second["version"] != first["version"]
    running.preview.failed((problem(running.folder.parent / "content" / "a.md"),))
    third = events.next()
    # The page stays: what is served is as it was.
    assert third["version"] == second["version"]
    assert third["title"] == "1 problem in the site"
    (shown,) = third["problems"]  # type: ignore[misc]
    assert shown["place"] == "content/a.md:3:9"
    assert shown["excerpt"] == "layout: rgga\n        ^"
    running.preview.succeeded({})
    assert events.next()["problems"] == []
    events.connection.close()


def test_the_version_in_the_page_is_the_one_of_the_stream(running: Running) -> None:
    running.write("index.html", PAGE)
    events = Events(running)
    assert f'data-version="{events.next()["version"]}"' in running.ask("/").text
    events.connection.close()


def test_another_site_cannot_read_the_stream(running: Running) -> None:
    assert running.ask("/.proactive/events", Sec_Fetch_Site="cross-site").status == 403


def test_the_end_does_not_wait_for_open_streams(running: Running) -> None:
    streams = [Events(running) for _ in range(8)]
    for events in streams:
        events.next()
    begun = time.perf_counter()
    running.server.stop()
    assert time.perf_counter() - begun < 5  # a stream that is waited for takes ten
    assert streams[0].response.read().strip() == b""
    for events in streams:
        events.connection.close()


def test_the_next_free_port_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bind("127.0.0.1", 0, tmp_path, Preview())
    second = bind("127.0.0.1", first.server_port, tmp_path, Preview())
    assert first.server_port < second.server_port <= first.server_port + server_module.PORTS_TRIED
    assert second.url == f"http://127.0.0.1:{second.server_port}"
    monkeypatch.setattr(server_module, "PORTS_TRIED", 1)
    with pytest.raises(ConfigurationError, match="no free port"):
        bind("127.0.0.1", first.server_port, tmp_path, Preview())
    first.stop()
    second.stop()


def test_only_the_loopback_interface_listens(running: Running) -> None:
    assert running.server.socket.getsockname()[0] == "127.0.0.1"


def test_a_request_before_the_first_build_waits_for_it(tmp_path: Path) -> None:
    server = PreviewServer("127.0.0.1", 0, tmp_path, Preview())
    (tmp_path / "index.html").write_text(PAGE)
    server.start()
    try:
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            raw.settimeout(0.3)
            with pytest.raises(TimeoutError):
                raw.recv(1)
            server.preview.succeeded({})
            raw.settimeout(5)
            assert raw.recv(100).startswith(b"HTTP/1.1 200")
    finally:
        server.stop()


def test_a_file_that_is_swapped_in_by_a_running_build_is_found(running: Running) -> None:
    running.server.building = True
    begun = time.perf_counter()
    assert running.ask("/late.html").status == 404
    assert time.perf_counter() - begun >= 0.1


def test_connections_have_an_end(running: Running) -> None:
    running.write("index.html", PAGE)
    address = ("127.0.0.1", running.server.server_port)
    waiting = [socket.create_connection(address) for _ in range(server_module.MOST_CONNECTIONS + 20)]
    try:
        for one in waiting[-3:]:
            one.settimeout(10)
            with contextlib.suppress(ConnectionError):
                assert one.recv(1) == b""
    finally:
        for one in waiting:
            one.close()
    for _ in range(100):  # they are noticed one by one
        with contextlib.suppress(OSError, http.client.HTTPException):
            assert running.ask("/").status == 200
            return
        time.sleep(0.1)
    pytest.fail("nobody is let in any more")
