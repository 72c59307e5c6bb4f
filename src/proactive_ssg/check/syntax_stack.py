"""The stack of open elements, as the specification of HTML has it."""

from __future__ import annotations

__all__ = ["OpenElements"]


class OpenElements:
    """``open`` has their names, ``positions`` where they start, from the outermost inwards.

    ``counts``: how many of each name are open; most searches end there, however deep the page is.
    """

    def __init__(self) -> None:
        self.open: list[str] = []
        self.positions: list[int] = []
        self.counts: dict[str, int] = {}

    def push(self, name: str, position: int) -> None:
        self.open.append(name)
        self.positions.append(position)
        self.counts[name] = self.counts.get(name, 0) + 1

    def pop(self) -> str:
        """The name of the innermost one, which is open no more."""
        self.positions.pop()
        name = self.open.pop()
        self.counts[name] -= 1
        return name

    def cut(self, place: int) -> tuple[list[str], list[int]]:
        """The names and positions from ``place`` on, which are open no more."""
        names, positions = self.open[place:], self.positions[place:]
        del self.open[place:], self.positions[place:]
        for name in names:
            self.counts[name] -= 1
        return names, positions

    def find(self, name: str, barriers: frozenset[str]) -> int:
        """The place of the innermost one of this name, -1 where there is none or a barrier is before it."""
        if not self.counts.get(name):
            return -1
        for place in range(len(self.open) - 1, -1, -1):
            found = self.open[place]
            if found == name:
                return place
            if found in barriers:
                break
        return -1
