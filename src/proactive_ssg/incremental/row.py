"""Row: what the last build knows of a page."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Row", "stamp"]


@dataclass(slots=True)
class Row:
    """A page as it was rendered: what it was made of, what it asked, which file it became, what it said."""

    own: str
    trace: str
    output: str
    stamp: list[int] = field(default_factory=list)
    digest: str = ""
    problems: list[Any] = field(default_factory=list)
    dangling: list[Any] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    without_layout: bool = False
    used: list[str] = field(default_factory=list)
    repairs: list[Any] = field(default_factory=list)

    def to_bytes(self) -> bytes:
        return json.dumps([getattr(self, name) for name in self.__slots__], ensure_ascii=True).encode()

    @classmethod
    def of(cls, payload: bytes) -> Row:
        return cls(*json.loads(payload.decode()))


def stamp(status: os.stat_result) -> list[int]:
    """What is another number as soon as a file was written again."""
    return [status.st_size, status.st_mtime_ns, status.st_ino]
