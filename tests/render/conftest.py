"""Sites written to a temporary folder, read and rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from proactive_ssg.config import load_config
from proactive_ssg.content.reader import read_site
from proactive_ssg.errors import Diagnostic, Diagnostics
from proactive_ssg.render import render_site


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


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """``build({path: content})``: write the files, read the site and render it."""

    def build_site(files: dict[str, str | bytes]) -> Rendered:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        (tmp_path / "content").mkdir(exist_ok=True)
        diagnostics = Diagnostics()
        site = read_site(load_config(tmp_path, environ={}), diagnostics)
        assert diagnostics.items == []
        pages = {str(page.output_path): page.content.decode() for page in render_site(site, diagnostics)}
        return Rendered(tmp_path, pages, diagnostics.items)

    return build_site
