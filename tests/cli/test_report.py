"""What the terminal says about problems."""

from __future__ import annotations

import io
import time
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from proactive_ssg.cli import report
from proactive_ssg.errors import Diagnostic, Diagnostics, Severity


def diagnostic(**changes: object) -> Diagnostic:
    values = {
        "severity": Severity.ERROR,
        "code": "unknown-layout",
        "message": "no layout 'rgga'",
        "path": Path.cwd() / "content" / "aide.md",
        "line": 3,
        "column": 9,
        "hint": "did you mean 'rgaa'?",
        "source_line": "layout: rgga",
    }
    return Diagnostic(**{**values, **changes})  # type: ignore[arg-type]


def lines_of(item: Diagnostic, width: int = 80) -> list[str]:
    return click.unstyle(report.format_diagnostic(item, width=width)).split("\n")


def test_a_diagnostic_names_the_place_shows_the_line_and_says_what_to_do() -> None:
    assert lines_of(diagnostic()) == [
        "content/aide.md:3:9: error: no layout 'rgga' [unknown-layout]",
        "    layout: rgga",
        "            ^",
        "  did you mean 'rgaa'?",
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert lines_of(diagnostic(path=None, line=0, column=0, hint="", source_line="")) == [
        "error: no layout 'rgga' [unknown-layout]"
    ]
    assert lines_of(diagnostic(column=0))[0].startswith("content/aide.md:3: error:")
    assert lines_of(diagnostic(column=0))[1:] == ["    layout: rgga", "  did you mean 'rgaa'?"]
    assert lines_of(diagnostic(severity=Severity.WARNING))[0].startswith("content/aide.md:3:9: warning:")


def test_a_path_elsewhere_stays_absolute(tmp_path: Path) -> None:
    assert lines_of(diagnostic(path=tmp_path / "a.md"))[0].startswith(f"{tmp_path}/a.md:3:9: ")


def test_the_caret_stays_below_tabs_wide_and_combining_characters() -> None:
    for line, column, before in (("\ta: b", 5, 4), ("日本: x", 5, 6), ("e\u0301e\u0301: x", 7, 4)):
        shown = lines_of(diagnostic(source_line=line, column=column))
        assert shown[2].index("^") == 4 + before, line


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("column", [1, 50, 150, 300, 301])
def test_a_long_line_is_cut_around_the_caret(width: int, column: int) -> None:
    text = "".join(chr(ord("a") + at % 26) for at in range(300))
    shown = lines_of(diagnostic(source_line=text, column=column), width)
    assert all(len(line) <= width for line in shown[1:3])
    under = shown[1].ljust(500)[shown[2].index("^")]
    assert under == (text[column - 1] if column <= 300 else " ")


def test_a_line_that_is_a_whole_file_costs_no_more_than_another() -> None:
    item = diagnostic(source_line="é" * 2_000_000, column=1_000_000)
    start = time.process_time()
    for _ in range(10):
        _head, line, caret, _hint = lines_of(item)
        assert line.strip("é .") == "" and line[caret.index("^")] == "é"
    assert time.process_time() - start < 1


def test_a_column_beyond_the_line_points_to_its_end() -> None:
    assert lines_of(diagnostic(source_line="abc", column=99))[2] == "    " + "   ^"


def test_control_characters_of_a_file_do_not_reach_the_terminal() -> None:
    evil = "\x1b]0;owned\x07\x9b31m"
    shown = report.format_diagnostic(
        diagnostic(source_line=evil, message=evil, path=Path(f"/{evil}"), hint=evil)
    )
    assert not {"\x07", "\x9b"} & set(shown)
    assert "\x1b]" not in shown


def printed(items: list[Diagnostic], capsys: pytest.CaptureFixture[str], **options: bool) -> str:
    report.print_diagnostics(items, **options)
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_diagnostics_come_by_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    places = [("b.md", 1), ("a.md", 10), ("a.md", 2)]
    text = printed([diagnostic(path=Path.cwd() / name, line=line) for name, line in places], capsys)
    shown = [line.split(": ")[0] for line in text.splitlines() if ".md" in line]
    assert shown == ["a.md:2:9", "a.md:10:9", "b.md:1:9"]


def test_quiet_leaves_warnings_out(capsys: pytest.CaptureFixture[str]) -> None:
    items = [diagnostic(), diagnostic(severity=Severity.WARNING, code="other")]
    text = printed(items, capsys, quiet=True)
    assert "unknown-layout" in text
    assert "other" not in text


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (1, None),
        (2, "also: b.md:1:9"),
        (4, "also: b.md:1:9, c.md:1:9, d.md:1:9"),
        (5, "also: b.md:1:9, c.md:1:9, d.md:1:9, and 1 more place (--verbose shows it)"),
        (9, "also: b.md:1:9, c.md:1:9, d.md:1:9, and 5 more places (--verbose shows them)"),
    ],
)
def test_one_warning_in_many_places_is_told_once(
    pages: int, said: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [
        diagnostic(severity=Severity.WARNING, path=Path.cwd() / f"{name}.md", line=1)
        for name in "abcdefghi"[:pages]
    ]
    shown = [line.strip() for line in printed(items, capsys).splitlines()]
    assert [line for line in shown if line.startswith("also")] == ([said] if said else [])
    assert sum("[unknown-layout]" in line for line in shown) == 1
    in_full = printed(items, capsys, verbose=True)
    assert in_full.count("[unknown-layout]") == pages


def test_errors_are_never_folded(capsys: pytest.CaptureFixture[str]) -> None:
    items = [diagnostic(path=Path.cwd() / f"{name}.md", line=1) for name in "abcde"]
    assert printed(items, capsys).count("[unknown-layout]") == 5


def test_a_thousand_warnings_of_a_kind_do_not_hide_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    many = [diagnostic(severity=Severity.WARNING, message=f"no {name}", code="missing") for name in range(60)]
    last = diagnostic(severity=Severity.WARNING, path=Path.cwd() / "z.md")
    text = printed([*many, last], capsys)
    assert text.count("[missing]") == 51
    assert "... and 10 more warnings of this kind [missing] (--verbose shows them)" in text
    assert "[unknown-layout]" in text
    assert printed([*many, last], capsys, verbose=True).count("[missing]") == 60


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    report.print_diagnostics([diagnostic()])
    assert ("\x1b[" in terminal.getvalue()) is coloured


def result(**changes: object) -> SimpleNamespace:
    values = {
        "diagnostics": Diagnostics(),
        "pages": 1,
        "static_files": 2,
        "seconds": 1.239,
        "destination": Path.cwd() / "_site",
        "published": True,
    }
    return SimpleNamespace(**{**values, **changes})


def test_the_summary_counts(capsys: pytest.CaptureFixture[str]) -> None:
    report.print_result(result())  # type: ignore[arg-type]
    out, err = capsys.readouterr()
    assert out == "1 page, 2 static files in 1.24 s, in _site (0 errors, 0 warnings)\n"
    assert err == ""


def test_the_last_line_counts_what_stopped_the_build(capsys: pytest.CaptureFixture[str]) -> None:
    found = Diagnostics([diagnostic(), diagnostic(severity=Severity.WARNING), diagnostic()])
    report.print_result(result(published=False, diagnostics=found))  # type: ignore[arg-type]
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1] == "Nothing was published, _site is as it was: 2 errors, 1 warning."


def test_quiet_says_nothing_when_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    found = Diagnostics([diagnostic(severity=Severity.WARNING)])
    report.print_result(result(diagnostics=found), quiet=True)  # type: ignore[arg-type]
    assert capsys.readouterr() == ("", "")


def test_quiet_shows_the_warnings_that_stopped_a_strict_build(capsys: pytest.CaptureFixture[str]) -> None:
    found = Diagnostics([diagnostic(severity=Severity.WARNING)])
    report.print_result(result(published=False, diagnostics=found), quiet=True)  # type: ignore[arg-type]
    assert "unknown-layout" in capsys.readouterr().err
