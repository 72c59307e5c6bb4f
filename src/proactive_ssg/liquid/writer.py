"""Lines of Python with the places in the template that they come from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["Frame", "LoopNames", "Region", "Unit", "Writer"]


class Writer:
    """Source text, line by line; ``offsets[line - 1]`` is the place in the template."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.offsets: list[int] = []
        self.indent = 0
        self.offset = 0
        self._serial = 0

    def line(self, text: str) -> None:
        self.lines.append(" " * self.indent + text)
        self.offsets.append(self.offset)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """``head`` and what the ``with`` writes, one step further in."""
        self.line(head)
        self.indent += 1
        start = len(self.lines)
        yield
        if len(self.lines) == start:
            self.line("pass")
        self.indent -= 1

    def name(self, prefix: str) -> str:
        """A name that is used nowhere else."""
        self._serial += 1
        return f"{prefix}{self._serial}"

    def source(self) -> str:
        return "\n".join(self.lines) + "\n"


@dataclass(slots=True)
class LoopNames:
    """The Python names of what ``forloop`` shows: counted where ``object`` is empty, else that object."""

    index: str
    length: str
    name: str
    parent: LoopNames | None
    object: str = ""


@dataclass(slots=True)
class Region:
    """A loop whose variables nobody else looks at: they are fetched once, into Python's locals."""

    local: dict[str, str] = field(default_factory=dict)
    free: dict[str, str] = field(default_factory=dict)  # for what is assigned: whether no scope hides it
    objects: bool = False  # somebody asks for ``forloop`` as a whole


@dataclass(slots=True)
class Frame:
    """What ``break`` leaves: a ``loop`` of Python's, a block that runs ``once`` (and then passes it on), or
    the whole ``function``."""

    kind: str
    flag: str = ""


@dataclass(slots=True)
class Unit:
    """The state of one Python function being written."""

    frames: list[Frame] = field(default_factory=lambda: [Frame("function")])
    bindings: list[dict[str, str | LoopNames]] = field(default_factory=list)
    region: Region | None = None
    parts: str = "out"  # the list that is written to, and its method
    extend: str = "ext"
    silent: int = 0
    pending: list[tuple[str, int]] = field(default_factory=list)
