"""Memory: what rendering asks of earlier builds; without one, everything is made anew."""

from __future__ import annotations

from typing import Protocol

from proactive_ssg.kramdown import Result
from proactive_ssg.model.page import Page
from proactive_ssg.render.answers import Answers
from proactive_ssg.render.outcome import Outcome
from proactive_ssg.render.references import ReferenceChecker

__all__ = ["Memory", "NoMemory"]


class Memory(Protocol):
    """Outcomes of pages and conversions of texts."""

    def begin(self, answers: Answers, references: ReferenceChecker) -> None:
        """The site is complete, and can be asked."""
        ...

    def recall(self, page: Page) -> Outcome | None:
        """The outcome of the last build, where rendering the page now would give the same; else None."""
        ...

    def remember(self, page: Page, outcome: Outcome) -> None:
        """``page`` was rendered just now."""
        ...

    def observe(self, outcome: Outcome) -> None:
        """A page was rendered that will be rendered in the next build, whatever happens."""
        ...

    def told(self, number: int, start: int, end: int) -> None:
        """The diagnostics from ``start`` to ``end`` are those of page ``number`` in the order.

        The number after the last page's stands for what leads nowhere in the files that pages share.
        """
        ...

    def conversion(self, key: str) -> Result | None:
        """What the text with this key was converted to."""
        ...


class NoMemory:
    """For builds that keep nothing."""

    def begin(self, answers: Answers, references: ReferenceChecker) -> None:
        """There is nothing to compare."""

    def recall(self, page: Page) -> Outcome | None:  # noqa: ARG002
        return None

    def remember(self, page: Page, outcome: Outcome) -> None:
        """It is forgotten."""

    def observe(self, outcome: Outcome) -> None:
        """So are all."""

    def told(self, number: int, start: int, end: int) -> None:
        """Nobody asks."""

    def conversion(self, key: str) -> Result | None:  # noqa: ARG002
        return None
