"""Profile: how often each template and page ran, how long it took, how much it wrote (``--profile``)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

__all__ = ["REGISTER", "Profile", "ProfileRow"]

REGISTER = "profile"
"""Under this name the tags that render another template find the profile, where one is made."""


@dataclass(slots=True)
class ProfileRow:
    """One template or page; ``seconds`` holds the time of what it includes, too."""

    name: str
    count: int = 0
    bytes: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Profile:
    """What is measured in one build."""

    _rows: dict[str, ProfileRow] = field(default_factory=dict)
    _pages: list[ProfileRow] = field(default_factory=list)

    def measure(self, name: str, render: Callable[[], str]) -> str:
        """What ``render`` gives, which is counted for the template ``name``, also when it raises."""
        row = self._rows.setdefault(name, ProfileRow(name))
        row.count += 1
        begun = time.perf_counter()
        try:
            text = render()
        finally:
            row.seconds += time.perf_counter() - begun
        row.bytes += len(text.encode(errors="replace"))
        return text

    def add_page(self, name: str, seconds: float, content: bytes | None) -> None:
        """A page was rendered, from its text to the last of its layouts."""
        self._pages.append(ProfileRow(name, 1, len(content or b""), seconds))

    def pages(self) -> Iterator[ProfileRow]:
        """The pages, the slowest first."""
        yield from _slowest_first(self._pages)

    def rows(self) -> Iterator[ProfileRow]:
        """The templates, the slowest first."""
        yield from _slowest_first(self._rows.values())


def _slowest_first(rows: Iterable[ProfileRow]) -> list[ProfileRow]:
    return sorted(rows, key=lambda row: row.seconds, reverse=True)
