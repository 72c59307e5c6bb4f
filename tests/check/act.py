"""How much of the W3C ACT rules' test cases the audit finds.

    python tests/check/act.py [CASES] [-v]

Only errors about what a case is about count: those of a criterion of RGAA that stands for a success
criterion of the case's rule (RGAA's own references say so). A frame without a title is a fault, and proves
nothing in a case on page titles. Where a case names no success criterion, every error counts
but those of the page as a whole (theme 8: many cases have neither title nor language).
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import parse
from proactive_ssg.check.rule import AuditedPage, Rule
from proactive_ssg.check.rules import RULES

# ACT files wrong roles and attributes of ARIA under 1.3.1 too, and links without context under 2.4.9 (AAA).
ALSO = {"7.1": {"1.3.1"}, "6.1": {"2.4.9"}}

SHARED = Path(os.environ.get("SHARED", Path(__file__).parents[3] / "shared"))
CASES = SHARED / "rgaa/act-cases.jsonl"

Hits = list[tuple[Rule, str]]


@dataclass
class Score:
    """``errors``, ``flagged``: about the case. ``any_error``: failing cases with any error; ``beside``: other
    cases with a fault of another kind, which the audit reports too.
    """

    failing: int = 0
    others: int = 0
    errors: int = 0
    warnings: int = 0
    any_error: int = 0
    missed: list[dict[str, Any]] = field(default_factory=list)
    flagged: list[tuple[dict[str, Any], Hits]] = field(default_factory=list)
    beside: list[tuple[dict[str, Any], Hits]] = field(default_factory=list)


def references(criteria: Path) -> dict[str, set[str]]:
    """The success criteria of WCAG (``1.3.1``) that each criterion of RGAA names."""
    found: dict[str, set[str]] = {}
    for topic in json.loads(criteria.read_text("utf-8"))["topics"]:
        for each in topic["criteria"]:
            criterion = each["criterium"]
            named = [one for part in criterion.get("references") or () for one in part.get("wcag", ())]
            found[f"{topic['number']}.{criterion['number']}"] = {one.split()[0] for one in named}
    return found


def hits(case: dict[str, Any]) -> Hits:
    text = case["html"]
    page = AuditedPage("/", Path("case.html"), parse(text), partial="<html" not in text.lower())
    return [(rule, hit.message) for rule in RULES for hit in rule.check(page)]


def is_about(case: dict[str, Any], rule: Rule, wcag: dict[str, set[str]]) -> bool:
    about = {one.partition(":")[2] for one in case["criteria"] or () if one.startswith("wcag2")}
    if not about:
        return bool(rule.criterion) and not rule.criterion.startswith("8.")
    return bool(about & (wcag.get(rule.criterion, set()) | ALSO.get(rule.criterion, set())))


def measure(cases: Path) -> Score:
    score = Score()
    wcag = references(cases.with_name("criteres-4.1.json"))
    for line in cases.read_text("utf-8").splitlines():
        case = json.loads(line)
        found = hits(case)
        errors = [(rule, message) for rule, message in found if rule.level is Level.ERROR]
        mine = [(rule, message) for rule, message in errors if is_about(case, rule, wcag)]
        if case["expected"] == "failed":
            score.failing += 1
            score.errors += bool(mine)
            score.any_error += bool(errors)
            score.warnings += not mine and any(is_about(case, rule, wcag) for rule, _message in found)
            if not mine:
                score.missed.append(case)
            continue
        score.others += 1
        if mine:
            score.flagged.append((case, mine))
        elif errors:
            score.beside.append((case, errors))
    return score


def main() -> None:
    given = [word for word in sys.argv[1:] if word != "-v"]
    score = measure(Path(given[0]) if given else CASES)
    print(f"failing cases: {score.errors} of {score.failing} as errors, {score.warnings} more as warnings")
    print(f"failing cases with an error about anything: {score.any_error}")
    print(f"other cases: {len(score.flagged)} of {score.others} flagged")
    print(f"other cases with a fault beside the point: {len(score.beside)}")
    if "-v" in sys.argv:
        for title, cases in (("FLAGGED", score.flagged), ("BESIDE", score.beside)):
            for case, found in cases:
                print(title, case["name"], case["case"][:8], [(rule.name, said) for rule, said in found])
        for case in score.missed:
            print("MISSED", case["name"], case["case"][:8])


if __name__ == "__main__":
    main()
