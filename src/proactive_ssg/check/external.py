"""External links: asked politely, few at a time, and no more often than once a day."""

from __future__ import annotations

import json
import socket
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from threading import Semaphore, Timer
from typing import Any, Self
from urllib.parse import quote, urlsplit

from proactive_ssg import __version__
from proactive_ssg.check.finding import Level
from proactive_ssg.check.rule import Hit, Rule
from proactive_ssg.i18n import _, reason

__all__ = ["EXTERNAL_RULES", "Limits", "ask", "hit"]

_DAY = 86400
_AGENT = f"proactive-ssg/{__version__} (link check; asks each address once a day)"
_GONE = (404, 410)
_NO_HEAD = (400, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503)

BROKEN = Rule(
    "external-broken",
    "",
    "",
    Level.ERROR,
    lambda _page: iter(()),
    lambda: _("correct the address or take the link out"),
)
SILENT = Rule(
    "external-unreachable",
    "",
    "",
    Level.WARNING,
    lambda _page: iter(()),
    lambda: _("open the address in a browser: it may be gone, slow, or refuse programs"),
)
EXTERNAL_RULES: tuple[Rule, ...] = (BROKEN, SILENT)


@dataclass(frozen=True, slots=True)
class Limits:
    """``most`` addresses of a run, ``at_once`` in all and ``per_host``, ``timeout`` of each in seconds."""

    most: int = 1000
    at_once: int = 8
    per_host: int = 2
    timeout: float = 10.0


def ask(urls: Iterable[str], cache: Path | None = None, limits: Limits | None = None) -> dict[str, str]:
    """What is wrong with each of the addresses: ``""`` nothing, ``404``, or the reason of a silence.

    Addresses beyond the limit have no answer. ``cache``: a folder for the answers.
    """
    limits = limits or Limits()
    memory = _Memory(cache)
    wanted = list(dict.fromkeys(urls))
    answers = {url: memory.known[url][1] for url in wanted if url in memory.known}
    new = [url for url in wanted if url not in answers][: limits.most]
    hosts: Mapping[str, Semaphore] = defaultdict(lambda: Semaphore(limits.per_host))
    gates = {url: hosts[urlsplit(url).netloc] for url in new}
    with ThreadPoolExecutor(limits.at_once) as pool:
        found = pool.map(lambda url: _status(url, gates[url], limits.timeout), new)
        answers.update(zip(new, found, strict=True))
    memory.keep({url: answers[url] for url in new})
    return answers


def hit(answer: str, url: str, element: Hit) -> tuple[Rule, Hit] | None:
    """What an answer means for the link of ``element``; None where all is well."""
    if not answer:
        return None
    if answer in map(str, _GONE):
        message = _("`{url}` is gone: the server answers {status}").format(url=url, status=answer)
        return BROKEN, Hit(element.element, message)
    message = _("`{url}` cannot be reached: {reason}").format(url=url, reason=answer)
    return SILENT, Hit(element.element, message)


class _Memory:
    """The answers of the last day; a file that is none of ours holds nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "external.json" if folder else None
        self.known: dict[str, tuple[float, str]] = {}
        if self._path is not None:
            with suppress(OSError, ValueError, TypeError, AttributeError):
                oldest = time.time() - _DAY
                for url, (moment, answer) in json.loads(self._path.read_bytes()).items():
                    if oldest < moment <= time.time():
                        self.known[url] = (moment, str(answer))

    def keep(self, answers: Mapping[str, str]) -> None:
        if self._path is None or not answers:
            return
        self.known.update({url: (time.time(), answer) for url, answer in answers.items()})
        with suppress(OSError):
            self._path.write_text(json.dumps(self.known, ensure_ascii=False), encoding="utf-8")


def _status(url: str, gate: Semaphore, timeout: float) -> str:
    """Ask for the head alone, and for the page where a server has no heads to give."""
    address = quote(url, safe="%/:=&?~#+!$,;'@()*[]")
    with gate:
        answer = _request("HEAD", address, timeout)
        if answer and (not answer.isdigit() or int(answer) in _NO_HEAD):
            answer = _request("GET", address, timeout)
    return answer


def _request(method: str, url: str, timeout: float) -> str:
    headers = {"User-Agent": _AGENT, "Accept": "*/*"}
    request = urllib.request.Request(url, method=method, headers=headers)  # noqa: S310 (http, https only)
    with _Deadline(timeout) as deadline:
        try:
            with deadline.opener.open(request, timeout=timeout):
                answer = ""
        except urllib.error.HTTPError as error:
            error.close()
            answer = str(error.code)
        except urllib.error.URLError as error:
            answer = _silence(error.reason if isinstance(error.reason, Exception) else error)
        except (OSError, HTTPException, ValueError) as error:
            answer = _silence(error)
    return _("timed out") if deadline.is_over else answer


def _silence(error: Exception) -> str:
    """Why there is no answer, in words."""
    if isinstance(error, socket.gaierror | UnicodeError):
        return _("there is no host of this name")
    return _("timed out") if isinstance(error, TimeoutError) else reason(error)


class _Deadline:
    """For all of a request: where a byte comes now and then, the time of a socket never runs out."""

    def __init__(self, timeout: float) -> None:
        self.is_over = False
        self._sockets: list[socket.socket] = []
        self._timer = Timer(timeout, self._end)
        self._timer.daemon = True
        self.opener = urllib.request.build_opener(_Http(self), _Https(self))

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_of_an_exception: object) -> None:
        self._timer.cancel()

    def watch(self, connected: socket.socket) -> None:
        self._sockets.append(connected)
        if self.is_over:
            self._end()

    def _end(self) -> None:
        self.is_over = True
        for one in self._sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


class _Http(urllib.request.HTTPHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(partial(_Connection, deadline=self._deadline), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(partial(_SafeConnection, deadline=self._deadline), req)


class _Connection(HTTPConnection):
    def __init__(self, *arguments: Any, deadline: _Deadline, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._deadline = deadline

    def connect(self) -> None:
        super().connect()
        self._deadline.watch(self.sock)


class _SafeConnection(HTTPSConnection):
    def __init__(self, *arguments: Any, deadline: _Deadline, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._deadline = deadline

    def connect(self) -> None:
        super().connect()
        self._deadline.watch(self.sock)
