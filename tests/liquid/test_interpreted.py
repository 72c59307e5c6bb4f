"""The compiled template against python-liquid's interpreter, on the templates of ruby_cases.json.

Where the two differ it is because Ruby differs from python-liquid; each case is named, by its reason, in
golden_differences.json.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import liquid
from liquid import Mode
from proactive_ssg.liquid import Environment, LiquidError
from proactive_ssg.liquid.filters import LIQUID_4

HERE = Path(__file__).parent
KEPT = json.loads((HERE / "ruby_cases.json").read_text("utf-8"))
REASONS: dict[str, list[str]] = json.loads((HERE / "golden_differences.json").read_text("utf-8"))[
    "ruby cases"
]
DIFFERENT = {name for names in REASONS.values() for name in names}


def compiled(case: dict[str, Any]) -> str | None:
    try:
        environment = Environment(filters=LIQUID_4, error_mode=case.get("mode", "warn"))
        return environment.parse(case["template"]).render(KEPT["data"])
    except LiquidError:
        return None


def interpreted(case: dict[str, Any]) -> str | None:
    try:
        environment = liquid.Environment(tolerance=Mode.STRICT, strict_filters=False)
        return environment.from_string(case["template"]).render(**KEPT["data"])
    except Exception:  # its own exceptions are many
        return None


@pytest.mark.parametrize("case", KEPT["cases"], ids=lambda case: case["name"])
def test_both_write_the_same(case: dict[str, Any]) -> None:
    assert (compiled(case) == interpreted(case)) is (case["name"] not in DIFFERENT)


def test_every_difference_is_a_case() -> None:
    assert {case["name"] for case in KEPT["cases"]} >= DIFFERENT
