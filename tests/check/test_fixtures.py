"""Every rule has pages that keep it and pages that break it (``fixtures/RULE/pass*.html``, ``fail*.html``).

A file may hold a piece of HTML. A page that breaks one rule may break others: only the rule is asked.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from proactive_ssg.check.html import parse
from proactive_ssg.check.rule import AuditedPage, Rule
from proactive_ssg.check.rules import RULES

FIXTURES = Path(__file__).parent / "fixtures"
BY_NAME = {rule.name: rule for rule in RULES}
FILES = sorted(FIXTURES.glob("*/*.html"))


def messages(rule: Rule, path: Path) -> list[str]:
    text = path.read_text("utf-8")
    page = AuditedPage("/", path, parse(text), partial="<html" not in text)
    return [hit.message for hit in rule.check(page)]


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.parent.name in BY_NAME],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_a_rule_speaks_where_it_is_broken(path: Path) -> None:
    found = messages(BY_NAME[path.parent.name], path)
    assert bool(found) == path.stem.startswith("fail"), found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_both_fixtures(rule: Rule) -> None:
    names = {path.stem[:4] for path in FILES if path.parent.name == rule.name}
    assert names == {"pass", "fail"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_to_do(rule: Rule) -> None:
    assert rule.help()
    assert not rule.criterion or rule.test.startswith(f"{rule.criterion}.")


def test_names_are_unique() -> None:
    assert len(BY_NAME) == len(RULES)
