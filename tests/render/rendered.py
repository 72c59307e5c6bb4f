"""What a test site was rendered to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from proactive_ssg.errors import Diagnostic


@dataclass(frozen=True)
class Rendered:
    """The pages by output path, and what was said about them."""

    root: Path
    pages: dict[str, str]
    problems: list[Diagnostic]

    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    def places(self) -> list[tuple[str, int, int]]:
        """Where each problem is: file below the root, line, column."""
        return [
            (str(problem.path.relative_to(self.root)) if problem.path else "", problem.line, problem.column)
            for problem in self.problems
        ]


Build = Callable[[dict[str, str | bytes]], Rendered]
