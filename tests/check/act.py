"""How much of the W3C ACT rules' test cases the audit finds.

    PYTHONPATH=src python tests/check/act.py CASES [-v]

A case that should fail is found when any rule reports an error on it. Another one is flagged when an error is
reported that is about what the case is about: its criterion of RGAA stands for a success criterion of the
case's rule (RGAA's own references say so). A frame without a title is a fault, but none of page titles.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import parse
from proactive_ssg.check.rule import AuditedPage, Rule
from proactive_ssg.check.rules import RULES

Hits = list[tuple[Rule, str]]


@dataclass
class Score:
    """``flagged``: about the case; ``beside``: cases with another fault, which the audit reports too."""

    failing: int = 0
    others: int = 0
    errors: int = 0
    warnings: int = 0
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


def measure(cases: Path) -> Score:
    score = Score()
    wcag = references(cases.with_name("criteres-4.1.json"))
    for line in cases.read_text("utf-8").splitlines():
        case = json.loads(line)
        found = hits(case)
        errors = [(rule, message) for rule, message in found if rule.level is Level.ERROR]
        if case["expected"] == "failed":
            score.failing += 1
            score.errors += bool(errors)
            score.warnings += bool(found) and not errors
            if not errors:
                score.missed.append(case)
            continue
        score.others += 1
        about = {one.partition(":")[2] for one in case["criteria"] or () if one.startswith("wcag2")}
        mine = [hit for hit in errors if not about or about & wcag.get(hit[0].criterion, about)]
        if mine:
            score.flagged.append((case, mine))
        elif errors:
            score.beside.append((case, errors))
    return score


def main() -> None:
    score = measure(Path(sys.argv[1]))
    print(f"failing cases: {score.errors} of {score.failing} as errors, {score.warnings} more as warnings")
    print(
        f"other cases: {len(score.flagged)} of {score.others} flagged, {len(score.beside)} with another fault"
    )
    if "-v" in sys.argv:
        for title, cases in (("FLAGGED", score.flagged), ("BESIDE", score.beside)):
            for case, found in cases:
                print(title, case["name"], case["case"][:8], [(rule.name, said) for rule, said in found])
        for case in score.missed:
            print("MISSED", case["name"], case["case"][:8])


if __name__ == "__main__":
    main()
