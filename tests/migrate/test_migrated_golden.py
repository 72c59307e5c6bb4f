"""The templates of Golden Liquid, migrated: each gives what it gave, or it is said why it cannot."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from both_ways import BothWays

from proactive_ssg.errors import ProblemsError
from proactive_ssg.liquid import LiquidError

SUITE = Path(__file__).parents[3] / "shared" / "liquid" / "golden_liquid.json"
LEAST = 837
"""So many of the cases migrate, and give the same; a change that reaches more writes it here."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SUITE.is_file(), reason="the shared conformance data is not here"),
]


def rendered() -> Iterator[tuple[dict[str, Any], BothWays, str]]:
    """The cases that Liquid renders, and what it makes of them."""
    for case in json.loads(SUITE.read_text("utf-8"))["tests"]:
        try:
            both = BothWays(case["template"], case.get("templates"))
            expected = both.by_liquid(case.get("data") or {})
        except (ProblemsError, LiquidError):
            continue
        yield case, both, expected


def test_migrated_templates_give_the_same() -> None:
    cases = [one for one in rendered() if not one[1].problems]
    different = {
        case["name"]: both.jinja
        for case, both, expected in cases
        if both.by_jinja(case.get("data") or {}) != expected
    }
    assert different == {}
    assert len(cases) == LEAST
