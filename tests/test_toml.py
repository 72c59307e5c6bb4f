"""``_config.toml``: the values that tomlrb gives Jekyll, and mistakes with their place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from proactive_ssg.config.toml import load_toml
from proactive_ssg.ruby_yaml import YamlError

PLUS_TWO = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2020-01-02", datetime(2020, 1, 2, tzinfo=UTC)),
        ("2020-01-02T03:04:05", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2020-01-02T03:04:05+02:00", datetime(2020, 1, 2, 3, 4, 5, tzinfo=PLUS_TWO)),
        ("07:32:00", "07:32:00"),
        ("1_000", 1000),
        ("1e3", 1000.0),
        ('["a", {b = 2020-01-02}]', ["a", {"b": datetime(2020, 1, 2, tzinfo=UTC)}]),
    ],
)
def test_values_are_those_of_jekyll(written: str, value: Any) -> None:
    assert load_toml(f"x = {written}").value == {"x": value}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a = ", 1, 4), ("a = 1\nb = x\n", 2, 5), ("a = 1\n[t\nb = 2\n", 2, 3), ('a = """\n\nb', 3, 2)],
)
def test_a_mistake_has_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(YamlError) as caught:
        load_toml(text)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("toml", line, column)
    assert "(at " not in problem.message


TABLES = '''
title = """
author = "not a key"
"""
  indented = 1
[kramdown]
input = "GFM"
a."b c".d = 1
[[defaults]]
values = {}
[[defaults]]
  [defaults.scope]
  path = ""
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("title",), (2, 1)),
        (("author",), (0, 0)),
        (("indented",), (5, 3)),
        (("kramdown",), (6, 1)),
        (("kramdown", "input"), (7, 1)),
        (("kramdown", "nothing"), (6, 1)),
        (("kramdown", "a", "b c", "d"), (8, 1)),
        (("defaults", 0, "values"), (10, 1)),
        (("defaults", 1), (11, 1)),
    ],
)
def test_a_setting_is_found_where_it_was_written(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert load_toml(TABLES).locate(*path) == place
