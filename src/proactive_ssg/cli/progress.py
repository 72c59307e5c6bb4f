"""Progress of a build: a rich line on a terminal once it takes long enough, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

import click

from proactive_ssg.cli.report import seconds
from proactive_ssg.i18n import _

if TYPE_CHECKING:
    from rich.progress import Progress as RichBar
    from rich.progress import TaskID

__all__ = ["ProgressLine", "progress_for"]

# A build that is over before this shows no bar: importing rich costs more than such a build.
PATIENCE = 0.4


class ProgressLine(Protocol):
    """What ``build`` tells about its way, as a context that cleans up the line."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def phase(self, name: str, total: int | None) -> None: ...
    def advance(self) -> None: ...


class Silent:
    """No progress at all."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to clean up."""

    def phase(self, name: str, total: int | None) -> None:
        """A phase begins."""

    def advance(self) -> None:
        """One step of the phase is done."""


class Plain(Silent):
    """One line a phase, when it ends, with its time: for logs and ``--verbose``."""

    def __init__(self) -> None:
        self.name = ""
        self.steps = 0
        self.begun = 0.0

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def phase(self, name: str, total: int | None) -> None:  # noqa: ARG002
        self._end()
        self.name, self.steps, self.begun = name, 0, time.perf_counter()

    def advance(self) -> None:
        self.steps += 1

    def _end(self) -> None:
        if self.name:
            text = _("{phase}: {steps} in {seconds} s") if self.steps else _("{phase}: {seconds} s")
            took = seconds(time.perf_counter() - self.begun)
            click.echo(text.format(phase=self.name, steps=self.steps, seconds=took), err=True)
        self.name = ""


class Bar(Silent):
    """A line on the terminal that goes away when the build ends."""

    def __init__(self) -> None:
        self.begun = time.perf_counter()
        self.bar: RichBar | None = None
        self.task: TaskID | None = None
        self.name = ""
        self.total: int | None = None
        self.steps = 0

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

    def phase(self, name: str, total: int | None) -> None:
        self.name, self.total, self.steps = name, total, 0
        self._show()

    def advance(self) -> None:
        self.steps += 1
        self._show()

    def _show(self) -> None:
        if self.bar is None:
            if time.perf_counter() - self.begun < PATIENCE:
                return
            self.bar = self._start()
        if self.task is None:
            self.task = self.bar.add_task(self.name, total=self.total, completed=self.steps)
        else:
            self.bar.update(self.task, description=self.name, total=self.total, completed=self.steps)

    def _start(self) -> RichBar:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        # rich reads NO_COLOR, TERM and the width itself.
        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(file=sys.stderr),
            transient=True,
        )
        bar.start()
        return bar


def progress_for(*, quiet: bool, verbose: bool) -> ProgressLine:
    """The progress that suits the options and the terminal."""
    if quiet:
        return Silent()
    return Bar() if sys.stderr.isatty() and not verbose else Plain()
