"""The baseline: what was there before does not count, wherever its line has gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from proactive_ssg.check.baseline import Baseline, write
from proactive_ssg.check.finding import Finding, Level, Place
from proactive_ssg.check.runner import INTERNAL
from proactive_ssg.errors import ConfigurationError

FIRST = Finding("bold", "", "", Level.ERROR, "/a/", Place(Path("a.html"), 3, 1), "bad", "help", excerpt="<b>")
OTHER = replace(FIRST, excerpt='<b class="x">')


def test_lines_and_words_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    assert write(path, [FIRST, OTHER]) == 2
    moved = replace(FIRST, built=Place(Path("other.html"), 30, 2), message="schlecht", help="Hilfe")
    assert Baseline.load(path).new([OTHER, moved]) == ([], 2, 0)


def test_one_more_of_the_same_is_new(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    write(path, [FIRST, FIRST])
    assert Baseline.load(path).new([FIRST, FIRST, FIRST]) == ([FIRST], 2, 0)
    assert Baseline.load(path).new([FIRST]) == ([], 1, 1)
    assert Baseline.load(path).new([replace(FIRST, url="/b/")])[0] != []


def test_what_the_program_did_wrong_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    assert write(path, [replace(FIRST, rule=INTERNAL)]) == 0
    assert Baseline.load(path).counts.total() == 0


def test_the_file_is_the_same_for_the_same_findings(tmp_path: Path) -> None:
    write(tmp_path / "a", [FIRST, OTHER])
    write(tmp_path / "b", [OTHER, FIRST])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "findings": [1]}', "\udcff"]
)
def test_another_file_is_a_problem(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigurationError):
        Baseline.load(path)
    with pytest.raises(ConfigurationError):
        Baseline.load(tmp_path / "none.json")
