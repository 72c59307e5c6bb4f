"""Talking to Dart Sass: the Embedded Sass protocol, version 3, over the pipes of one process.

Requests carry a number and may overlap; a thread hands each answer to whoever waits for it. See
https://github.com/sass/sass/blob/main/spec/embedded-protocol.md for the messages.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from typing import IO, Any

from proactive_ssg.i18n import _, reason
from proactive_ssg.sass.options import SassOptions

__all__ = ["Answer", "Channel", "CompilerError", "Event", "Place", "Request"]


class CompilerError(Exception):
    """The compiler does not work, or was stopped at a limit; ``is_own``: at that of this very stylesheet."""

    def __init__(self, message: str, *, is_own: bool = False) -> None:
        super().__init__(message)
        self.is_own = is_own


@dataclass(frozen=True, slots=True)
class Request:
    """A stylesheet to compile; ``url`` is that of its file, or empty for a text without one."""

    text: str
    url: str = ""
    indented: bool = False
    source_map: bool = False
    charset: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is in a stylesheet; ``line`` and ``column`` are 1-based, ``context`` the whole line."""

    url: str
    line: int
    column: int
    context: str


@dataclass(frozen=True, slots=True)
class Event:
    """What the compiler says beside its answer: ``deprecation`` is the name of one, or empty."""

    message: str
    place: Place | None
    trace: str
    deprecation: str = ""
    is_debug: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The CSS, or what is wrong (``error``), and which files were read on the way."""

    css: str = ""
    source_map: str = ""
    error: str = ""
    place: Place | None = None
    trace: str = ""
    loaded: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(slots=True)
class _Pending:
    answer: Future[Answer] = field(default_factory=Future)
    events: list[Event] = field(default_factory=list)


class Channel:
    """A running compiler. Close it: the process ends with its standard input."""

    def __init__(self, command: Sequence[str], messages: Any, seconds: float) -> None:
        """``messages``: the module of the protocol's messages; ``seconds``: how long one answer may take."""
        self._messages = messages
        self._seconds = seconds
        self._waiting: dict[int, _Pending] = {}
        self._number = 0
        self._failure = ""
        try:
            # A session of its own: Ctrl-C is for us, who then close the pipe.
            self._process = subprocess.Popen(  # noqa: S603 (no word of it comes from the site)
                [*command, "--embedded"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        except OSError as error:
            message = _("the Sass compiler cannot be started: {reason}")
            raise CompilerError(message.format(reason=reason(error))) from error
        self._reader = threading.Thread(target=self._read, name="sass", daemon=True)
        self._reader.start()

    def send(self, request: Request, options: SassOptions) -> Future[Answer]:
        """Begin to compile; :meth:`wait` for the answer."""
        message = self._messages.InboundMessage()
        self._fill(message.compile_request, request, options)
        self._number += 1
        pending = self._waiting[self._number] = _Pending()
        packet = _varint(self._number) + message.SerializeToString()
        stream = self._process.stdin
        assert stream is not None
        try:
            stream.write(_varint(len(packet)) + packet)
            stream.flush()
        except (OSError, ValueError):
            self._fail(self._failure or _("the Sass compiler has ended"))
        return pending.answer

    def wait(self, answer: Future[Answer]) -> Answer:
        """The answer; CompilerError when there is none, in time or at all."""
        try:
            return answer.result(self._seconds)
        except FutureTimeoutError:
            message = _("the stylesheet took more than {seconds} seconds: stopped")
            self._fail(message.format(seconds=round(self._seconds)))
            self.close(kill=True)
            raise CompilerError(self._failure, is_own=True) from None
        except CancelledError:
            raise CompilerError(self._failure) from None

    @property
    def works(self) -> bool:
        """Is it of use for another request?"""
        return not self._failure

    def close(self, *, kill: bool = False) -> None:
        """End the process, and whoever waits for it."""
        if kill:
            self._process.kill()
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if threading.current_thread() is not self._reader:
            self._reader.join()

    def _fill(self, asked: Any, request: Request, options: SassOptions) -> None:
        names = self._messages
        asked.string.source = request.text
        asked.string.url = request.url
        asked.string.syntax = names.INDENTED if request.indented else names.SCSS
        asked.style = names.COMPRESSED if options.compressed else names.EXPANDED
        asked.source_map = request.source_map
        asked.source_map_include_sources = True
        asked.charset = request.charset
        asked.quiet_deps = options.quiet_deps
        asked.verbose = True  # all of them, to be counted; we say each once
        for path in options.load_paths:
            asked.importers.add().path = path
        asked.fatal_deprecation.extend(options.fatal_deprecations)
        asked.future_deprecation.extend(options.future_deprecations)
        asked.silence_deprecation.extend(options.silence_deprecations)

    def _read(self) -> None:
        """The thread: every packet of the compiler until it ends."""
        stream = self._process.stdout
        assert stream is not None
        with stream:
            try:
                while (packet := _packet(stream)) is not None:
                    self._receive(packet)
            except (OSError, ValueError) as error:
                self._fail(str(error))
        self._fail(self._failure or _("the Sass compiler has ended"))

    def _receive(self, packet: bytes) -> None:
        number, start = _number(packet)
        message = self._messages.OutboundMessage.FromString(packet[start:])
        kind = message.WhichOneof("message")
        if kind == "error":
            said = message.error.message.partition("\n")[0]
            self._fail(_("the Sass compiler gives up: {reason}").format(reason=said))
        pending = self._waiting.get(number)
        if pending is None:
            return
        if kind == "log_event":
            pending.events.append(self._event(message.log_event))
        elif kind == "compile_response":
            del self._waiting[number]
            pending.answer.set_result(_answer(message.compile_response, pending.events))

    def _event(self, event: Any) -> Event:
        is_debug = event.type == self._messages.DEBUG
        return Event(event.message, _place(event), event.stack_trace, event.deprecation_type, is_debug)

    def _fail(self, reason: str) -> None:
        self._failure = self._failure or reason
        for pending in list(self._waiting.values()):
            pending.answer.cancel()
        self._waiting.clear()


def _answer(response: Any, events: list[Event]) -> Answer:
    loaded, said = tuple(response.loaded_urls), tuple(events)
    if response.WhichOneof("result") == "success":
        success = response.success
        return Answer(success.css, success.source_map, loaded=loaded, events=said)
    failure = response.failure
    place, trace = _place(failure), failure.stack_trace
    return Answer(error=failure.message or "?", place=place, trace=trace, loaded=loaded, events=said)


def _place(message: Any) -> Place | None:
    if not message.HasField("span"):
        return None
    span = message.span
    context = span.context.split("\n")[0] if span.context else span.text
    return Place(span.url, span.start.line + 1, span.start.column + 1, context)


def _varint(number: int) -> bytes:
    """A number as the protocol writes it: seven bits a byte, the lowest first."""
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def _number(packet: bytes) -> tuple[int, int]:
    """The number at the start of ``packet``, and where it ends."""
    number = position = 0
    while True:
        byte = packet[position]
        number |= (byte & 127) << 7 * position
        position += 1
        if byte < 128:
            return number, position


def _packet(stream: IO[bytes]) -> bytes | None:
    """The next packet; None at the end."""
    head = bytearray()
    while not head or head[-1] > 127:
        byte = stream.read(1)
        if not byte:
            return None
        head += byte
    return stream.read(_number(bytes(head))[0])
