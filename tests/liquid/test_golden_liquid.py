"""The Golden Liquid suite, in dialect 5; what differs is named with its reason in golden_differences.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from liquid.builtin import DictLoader

import liquid
from proactive_ssg.liquid import Environment, LiquidError, Template
from proactive_ssg.liquid.filters import LIQUID_5
from proactive_ssg.liquid.partials import include_tag, render_tag

SUITE = Path(__file__).parents[3] / "shared" / "liquid" / "golden_liquid.json"
KEPT = json.loads(Path(__file__).with_name("golden_differences.json").read_text("utf-8"))
OURS: dict[str, str] = KEPT["golden"]
THEIRS: dict[str, str] = KEPT["python-liquid"]

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SUITE.is_file(), reason="the shared conformance data is not here"),
]


def cases() -> list[dict[str, Any]]:
    return list(json.loads(SUITE.read_text("utf-8"))["tests"]) if SUITE.is_file() else []


def ours(case: dict[str, Any]) -> str | None:
    """What our compiler makes of it; None for an error."""
    templates = case.get("templates") or {}

    def load(name: str) -> Template:
        if name not in templates:
            raise LiquidError(f"there is no template {name}")
        return environment.parse(templates[name], name)

    strict = bool(case.get("invalid")) or "strict" in case.get("tags", ())
    environment = Environment(
        filters=LIQUID_5,
        tags={"include": include_tag(load), "render": render_tag(load)},
        error_mode="strict" if strict else "lax",
        strict_filters=strict,
        dialect=5,
        additions=True,
    )
    try:
        return environment.parse(case["template"]).render(case.get("data") or {})
    except LiquidError:
        return None


def theirs(case: dict[str, Any]) -> str | None:
    """What python-liquid's interpreter makes of it."""
    try:
        environment = liquid.Environment(loader=DictLoader(case.get("templates") or {}))
        return environment.from_string(case["template"]).render(**(case.get("data") or {}))
    except Exception:  # its own exceptions are many
        return None


def holds(case: dict[str, Any], text: str | None) -> bool:
    if case.get("invalid"):
        return text is None
    return text in case["results"] if "results" in case else text == case["result"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_golden(case: dict[str, Any]) -> None:
    assert holds(case, ours(case)) is (case["name"] not in OURS)


def test_the_compiled_template_writes_what_python_liquid_s_interpreter_writes() -> None:
    """On every golden case that python-liquid passes, and on every other but those named."""
    different = {case["name"] for case in cases() if ours(case) != theirs(case)}
    assert different == set(OURS) | set(THEIRS)


def test_every_difference_is_a_case_and_has_its_reason() -> None:
    names = {case["name"] for case in cases()}
    assert set(OURS) | set(THEIRS) <= names
    assert all(reason for reason in (*OURS.values(), *THEIRS.values()))
