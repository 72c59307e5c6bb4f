"""The table of criteria in ``docs/rgaa.md``: ``python tests/check/rgaa_table.py`` brings it up to date."""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from pathlib import Path

from proactive_ssg.check.coverage import Coverage
from proactive_ssg.check.rule import Rule, SiteRule
from proactive_ssg.check.rules import RULES, SITE_RULES

PATH = Path(__file__).parents[2] / "docs" / "rgaa.md"
START, END = "<!-- criteria: made by tests/check/rgaa_table.py -->\n", "<!-- end of criteria -->"


def criteria_table() -> str:
    """Each criterion, the rules of it, and who judges the rest."""
    rules: dict[str, list[Rule | SiteRule]] = defaultdict(list)
    for rule in (*RULES, *SITE_RULES):
        rules[rule.criterion].append(rule)
    coverage = Coverage.of([*RULES, *SITE_RULES])
    everything = sorted((*coverage.judged, *coverage.to_judge), key=lambda name: [*map(int, name.split("."))])
    lines = [
        "| criterion | faults for certain | worth a look | left to people |",
        "| --- | --- | --- | --- |",
    ]
    for number in everything:
        errors = ", ".join(f"`{rule.name}`" for rule in rules[number] if str(rule.level) == "error")
        warnings = ", ".join(f"`{rule.name}`" for rule in rules[number] if str(rule.level) == "warning")
        rest = "the rest" if errors or warnings else "all of it"
        lines.append(f"| {_titled(number)} | {errors} | {warnings} | {rest} |".replace("  ", " "))
    return "\n".join(lines) + "\n"


def _titled(number: str) -> str:
    """``1.1 title``, where there is a registry of the titles."""
    try:
        module = importlib.import_module("proactive_ssg.check.standards")
    except ModuleNotFoundError:
        return number
    return f"{number} {module.standard().criteria[number].title('en')}"


def with_table(text: str) -> str:
    """The document with the table of now."""
    found = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
    assert found.search(text)
    return found.sub(lambda _found: f"{START}\n{criteria_table()}\n{END}", text)


if __name__ == "__main__":
    PATH.write_text(with_table(PATH.read_text("utf-8")), encoding="utf-8")
