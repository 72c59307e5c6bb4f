"""Progress: a bar on a terminal when it takes long, plain lines elsewhere."""

from __future__ import annotations

import io
import sys

import pytest

from proactive_ssg.cli import progress
from proactive_ssg.cli.progress import progress_for


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def work(line: progress.ProgressLine) -> None:
    with line:
        line.phase("Reading", None)
        line.phase("Rendering", 3)
        for _step in range(3):
            line.advance()


def test_plain_lines_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    work(progress_for(quiet=False, verbose=False))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["Reading: 0.00 s", "Rendering: 3 in 0.00 s"]


def test_nothing_when_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    work(progress_for(quiet=True, verbose=True))
    assert capsys.readouterr() == ("", "")


def test_a_short_build_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    work(progress_for(quiet=False, verbose=False))
    assert terminal.getvalue() == ""


def test_a_long_build_shows_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    work(progress_for(quiet=False, verbose=False))
    text = terminal.getvalue()
    assert "Rendering" in text
    assert "3/3" in text
    assert text.endswith("\x1b[2K")  # the line is erased
