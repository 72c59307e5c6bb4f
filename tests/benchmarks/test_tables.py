"""The pure parts of the benchmarks: comparing trees, and the tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import tables
import trees
from measuring import Run
from scenarios import COLD, LAYOUT, NOTHING, Results


def tree(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def test_differences_name_what_is_missing_too_many_or_other(tmp_path: Path) -> None:
    clean = tree(tmp_path / "clean", {"a.html": "1", "b/c.html": "2", "d.html": "3"})
    found = tree(tmp_path / "found", {"a.html": "1", "b/c.html": "two", "e.html": "4"})
    assert trees.differences(clean, found) == ["missing: d.html", "too many: e.html", "differs: b/c.html"]
    assert trees.differences(clean, clean) == []


def test_equal_trees_are_those_with_the_same_bytes(tmp_path: Path) -> None:
    clean = tree(tmp_path / "clean", {"a.html": "<p>\n"})
    trees.must_equal(clean, tree(tmp_path / "same", {"a.html": "<p>\n"}), "same")
    with pytest.raises(trees.StaleError, match=r"other: 1 files .*\n  differs: a\.html"):
        trees.must_equal(clean, tree(tmp_path / "other", {"a.html": "<p>"}), "other")


def test_a_clean_build_without_files_proves_nothing(tmp_path: Path) -> None:
    with pytest.raises(trees.StaleError, match="wrote nothing"):
        trees.must_equal(tmp_path / "one", tmp_path / "two", "empty")


def results(*names: str) -> Results:
    found = Results()
    for place, name in enumerate(names):
        for seconds in (2.0, 1.0, 9.0):
            found.add(COLD, name, Run(seconds * (place + 1), 100))
    return found


def test_cold_builds_stand_in_order_with_their_ratio_to_hugo() -> None:
    lines = tables.cold_table(results("proactive-ssg", "Hugo"), {"Hugo": "0.1"})
    assert lines == [
        "| generator | version | median (s) | min - max (s) | to Hugo | peak (MB) |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
        "| proactive-ssg |  | 2.00 | 1.00 - 9.00 | 0.50 | 100 |",
        "| Hugo | 0.1 | 4.00 | 2.00 - 18.00 | 1.00 | 100 |",
    ]


def test_without_hugo_the_ratios_are_to_ours() -> None:
    assert tables.reference(results("proactive-ssg", "Jekyll")) == ("proactive-ssg", 2.0)


def test_warm_builds_say_whether_they_are_a_clean_builds_equal() -> None:
    found = results("Hugo")
    for scenario, name, wrong in (
        (NOTHING, "ours", 0),
        (NOTHING, "Jekyll", None),
        (LAYOUT, "Jekyll", 7),
    ):
        found.add(scenario, name, Run(0.1, 30))
        if wrong is not None:
            found.stale[scenario, name] = wrong
    assert [line.split(" | ")[-2:] for line in tables.warm_table(found)[2:]] == [
        ["30", "yes |"],
        ["30", "not compared |"],
        ["30", "7 files differ |"],
    ]


def test_the_preview_is_told_in_milliseconds() -> None:
    runs = [Run(0.1, 50), Run(0.2, 51), Run(0.15, 52)]
    assert tables.serve_table(runs, "saved")[-1] == "| saved | 150 | 100 - 200 | 51 |"
