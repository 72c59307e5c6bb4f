"""The versions of RGAA as data, against the official list where it is at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from proactive_ssg.check import standards
from proactive_ssg.check.rules import RULES, SITE_RULES
from proactive_ssg.check.standards import standard, versions

SHARED = Path(os.environ.get("SHARED", Path(__file__).parents[3] / "shared"))
OFFICIAL = SHARED / "rgaa/criteres-4.1.json"


def test_version_4_1_is_complete() -> None:
    rgaa = standard("4.1")
    assert (len(rgaa.themes), len(rgaa.criteria)) == (13, 106)
    assert sum(criterion.tests for criterion in rgaa.criteria.values()) == 258
    for item in (*rgaa.themes, *rgaa.criteria.values()):
        assert item.title("fr")
        assert item.title("en")


@pytest.mark.shared
@pytest.mark.skipif(not OFFICIAL.is_file(), reason=f"the official list is absent: {OFFICIAL}")
def test_numbers_are_the_official_ones() -> None:
    official = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    tests = {
        f"{topic['number']}.{item['criterium']['number']}": len(item["criterium"]["tests"])
        for topic in official["topics"]
        for item in topic["criteria"]
    }
    assert {number: one.tests for number, one in standard("4.1").criteria.items()} == tests
    assert [theme.number for theme in standard("4.1").themes] == [one["number"] for one in official["topics"]]


def test_every_rule_is_of_a_criterion_and_a_test_that_exist() -> None:
    criteria = standard("4.1").criteria
    for rule in (*RULES, *SITE_RULES):
        if rule.criterion:
            criterion, number = rule.test.rsplit(".", 1)
            assert criterion == rule.criterion, rule.name
            assert 1 <= int(number) <= criteria[criterion].tests, rule.name


def test_a_later_version_is_a_file_and_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = {"name": "RGAA", "version": "5.0", "address": "", "themes": []}
    moved = {"number": "7.1", "tests": 1, "en": "a", "fr": "b", "was": ["8.2"]}
    (tmp_path / "rgaa-5.0.json").write_text(json.dumps({**text, "criteria": [moved]}), encoding="utf-8")
    (tmp_path / "rgaa-4.1.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(standards, "_FOLDER", tmp_path)
    assert versions() == ["4.1", "5.0"]
    found = standard("5.0").criterion_of("8.2")
    assert found is not None
    assert found.number == "7.1"
    with pytest.raises(KeyError):
        standard("6.0")
