"""The W3C ACT rules' test cases as a yardstick: no rule knows them."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import act

README = Path(__file__).parents[2] / "README.md"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not act.CASES.exists(), reason="needs ../shared with rgaa/act-cases.jsonl"),
]

# A few less than measured: a better rule may lose one. See `python tests/check/act.py`. The cases that are
# flagged do have the fault (a checkbox without a state, a field without a label): their rule is another one.
ERRORS, WITH_WARNINGS, FLAGGED = 105, 165, 3


@cache
def score_of_all() -> act.Score:
    return act.measure(act.CASES)


def test_the_yardstick() -> None:
    score = score_of_all()
    assert score.errors >= ERRORS
    assert score.errors + score.warnings >= WITH_WARNINGS
    assert len(score.flagged) <= FLAGGED, [
        (case["name"], [rule.name for rule, _message in found]) for case, found in score.flagged
    ]


def test_the_readme_says_what_is_measured() -> None:
    score = score_of_all()
    said = re.search(
        r"Of the (\d+) test cases of the W3C's ACT rules, (\d+) have a fault: it finds (\d+) of them for "
        r"certain and warns of (\d+) more, and finds (\d+) for certain in the other (\d+)",
        re.sub(r"\s+", " ", README.read_text("utf-8")),
    )
    assert said is not None
    found = (score.errors, score.warnings, len(score.flagged))
    measured = (score.failing + score.others, score.failing, *found, score.others)
    assert tuple(map(int, said.groups())) == measured
