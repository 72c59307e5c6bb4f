"""The options of ``serve``: flags, else the configuration; https, listings, the site of the last build."""

from __future__ import annotations

import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from preview_client import Running
from preview_process import Process, environment

from proactive_ssg.cli.serve_options import serve_settings
from proactive_ssg.config import load_config
from proactive_ssg.errors import ConfigurationError
from proactive_ssg.serve.server import bind
from proactive_ssg.serve.state import Preview

NONE: dict[str, Any] = dict.fromkeys(
    (
        *("port", "host", "open_url", "livereload", "watch", "show_dir_listing", "skip_initial_build"),
        *("audit", "livereload_ignore", "ssl_cert", "ssl_key"),
    )
) | {"force_polling": False}


def test_the_configuration_speaks_where_no_flag_does(make_site: Callable[..., Path]) -> None:
    text = "port: '4001'\nhost: 0.0.0.0\nopen_url: true\nlivereload: false\nwatch: false\n"
    text += "show_dir_listing: true\nlivereload_ignore: ['*.png']\naudit: false\n"
    config = load_config(make_site({"_config.yml": text}))
    found = serve_settings(config, NONE)
    assert (found.port, found.host, found.open_url, found.livereload) == (4001, "127.0.0.1", True, False)
    assert (found.watch, found.show_dir_listing, found.livereload_ignore) == (True, True, ("*.png",))
    assert not found.audit
    found = serve_settings(config, NONE | {"port": 5, "host": "::1", "livereload": True, "watch": False})
    assert (found.port, found.host, found.livereload, found.watch) == (5, "::1", True, False)


def test_a_certificate_needs_its_key(make_site: Callable[..., Path]) -> None:
    config = load_config(make_site({"_config.yml": "ssl_cert: a.pem"}))
    with pytest.raises(ConfigurationError) as caught:
        serve_settings(config, NONE)
    assert "one of the two is missing" in caught.value.diagnostics[0].message
    found = serve_settings(config, NONE | {"ssl_key": "b.pem"})
    assert found.certificate == (config.root / "a.pem", config.root / "b.pem")


def test_the_preview_speaks_https(tmp_path: Path) -> None:
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    command += ["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    try:
        subprocess.run([*command, "-keyout", key, "-out", cert], check=True, capture_output=True)
    except OSError:
        pytest.skip("needs openssl")
    (tmp_path / "index.html").write_text("hello")
    server = bind("127.0.0.1", 0, tmp_path, Preview())
    try:
        with pytest.raises(ConfigurationError) as caught:
            server.encrypt(cert, cert)
        assert "cannot be used for https" in caught.value.diagnostics[0].message
        server.encrypt(cert, key)
        server.preview.succeeded({})
        server.start()
        trusted = ssl.create_default_context(cafile=str(cert))
        url = f"https://localhost:{server.server_port}/"
        with urllib.request.urlopen(url, context=trusted, timeout=10) as answer:
            assert answer.read().startswith(b"hello")
        assert server.url.startswith("https://127.0.0.1:")
    finally:
        server.stop()


def test_a_folder_may_be_listed(running: Running) -> None:
    running.write("a/index.html", "index")
    running.write("a/<b> c.txt", "text")
    assert running.ask("/a/").text.startswith("index")
    running.server.show_dir_listing = True
    text = running.ask("/a/?x").text
    assert '<a href="%3Cb%3E%20c.txt">&lt;b&gt; c.txt</a>' in text
    assert '<a href="index.html">' in text
    assert '<a href="a/">a/</a>' in running.ask("/").text
    assert running.ask("/nope/").status == 404
    assert running.ask("/../").status == 404


def test_a_build_may_leave_the_browsers_where_they_are(running: Running) -> None:
    before = running.preview.state.version
    running.preview.succeeded({}, reloads=False)
    assert running.preview.state.version == before
    running.preview.succeeded({})
    assert running.preview.state.version != before


def test_what_the_last_build_wrote_is_shown_until_something_changes(make_site: Callable[..., Path]) -> None:
    root = make_site({"index.html": "---\n---\nnew", "_site/index.html": "last"})
    with Process(root, "--skip-initial-build") as process:
        assert process.get("/")[1].startswith("last")
        (root / "index.html").write_text("---\n---\nnewer")
        process.wait_for("in the preview")
        assert process.get("/")[1].startswith("newer")
        assert (root / "_site" / "index.html").read_text() == "last"


def test_a_detached_preview_says_how_to_stop_it(make_site: Callable[..., Path]) -> None:
    root = make_site({"index.md": "---\n---\nHello\n"})
    command = [sys.executable, "-m", "proactive_ssg", "serve", "-B", "-P", str(free_port())]
    shown = subprocess.run(
        command, cwd=root, env=environment(), capture_output=True, text=True, timeout=30, check=True
    )
    number = int(re.search(r"`kill (\d+)`", shown.stdout)[1])  # type: ignore[index]
    try:
        url = f"http://127.0.0.1:{command[-1]}/"
        end = time.monotonic() + 30
        while True:
            try:
                with urllib.request.urlopen(url) as answer:
                    assert b"Hello" in answer.read()
                break
            except OSError:
                assert time.monotonic() < end, "the preview does not answer"
                time.sleep(0.1)
    finally:
        os.kill(number, signal.SIGKILL)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_the_browser_is_opened_where_asked(make_site: Callable[..., Path], tmp_path: Path) -> None:
    root = make_site({"index.md": "---\n---\nHello\n"})
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}.new\nmv {opened}.new {opened}\n')
    browser.chmod(0o755)
    with Process(root, "--open-url", BROWSER=f"{browser} %s") as process:
        end = time.monotonic() + 30
        while not opened.exists():
            assert time.monotonic() < end, "no browser was opened"
            time.sleep(0.05)
        assert opened.read_text().strip() == process.url
