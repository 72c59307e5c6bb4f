"""``docs/rgaa.md`` says what there is: criteria, rules of links, formats, keys of the JSON, options."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import click
import pytest

from proactive_ssg.check.coverage import Coverage
from proactive_ssg.check.external import EXTERNAL_RULES, Limits
from proactive_ssg.check.finding import Finding, Level, Place
from proactive_ssg.check.html import parse
from proactive_ssg.check.links import LINK_RULES
from proactive_ssg.check.report import Report
from proactive_ssg.check.reports import FORMATS, render
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.rules import RULES, SITE_RULES
from proactive_ssg.cli import check as cli

TEXT = (Path(__file__).parents[2] / "docs" / "rgaa.md").read_text("utf-8")


def table() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rgaa_table", Path(__file__).with_name("rgaa_table.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_of_criteria_is_that_of_the_rules() -> None:
    """When it is not: ``python tests/check/rgaa_table.py``."""
    assert table().with_table(TEXT) == TEXT


def test_the_rules_of_links_are_documented() -> None:
    section = TEXT.partition("## Links and resources")[2].partition("\n## ")[0]
    documented = dict(re.findall(r"^\| `([\w-]+)` \| (\(warning\))?", section, re.MULTILINE))
    assert documented == {
        rule.name: "(warning)" if rule.level is Level.WARNING else ""
        for rule in (*LINK_RULES, *EXTERNAL_RULES)
    }


def test_the_formats_are_documented() -> None:
    section = TEXT.partition("## Reports")[2].partition("The JSON")[0]
    assert tuple(re.findall(r"^\| `([a-z]+)` \|", section, re.MULTILINE)) == FORMATS == cli.FORMATS


def test_the_keys_of_the_json_are_documented() -> None:
    section = TEXT.partition("The JSON is an object")[2].partition("\n## ")[0]
    finding = Finding("a", "", "", Level.ERROR, "/", Place(Path("a")), "", "")
    value = json.loads(render(Report([finding], 1, Coverage((), ())), "json"))
    firsts = {
        name
        for row in re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE)
        for name in re.findall("`(.*?)`", row)
    }
    assert firsts == set(value)
    assert set(value["findings"][0]) <= set(re.findall("`([a-z]+)`", section))


def test_the_limits_are_documented() -> None:
    limits = Limits()
    assert (limits.most, limits.at_once, limits.per_host, limits.timeout) == (1000, 8, 2, 10)
    assert "at most 1,000 addresses are asked in one run, eight at a time and two of one host" in TEXT


def test_the_report_that_is_shown_is_one_that_the_program_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    (rule,) = (rule for rule in RULES if rule.name == "image-alt-missing")
    page = AuditedPage("/", Path("/a.html"), parse("<img>"))
    (hit,) = rule.check(page)
    found = [
        Finding(
            *(rule.name, rule.criterion, rule.test, rule.level, url, Place(Path("/a.html")), hit.message),
            help=rule.help(),
            source=Place(Path(path), line, column),
        )
        for url, path, line, column in (
            ("/services/aide/", "/content/services/aide.md", 12, 5),
            ("/", "/layouts/rgaa.html", 40, 9),
        )
    ]
    text = render(Report(found, 31, Coverage.of((*RULES, *SITE_RULES))), "text")
    assert click.unstyle(text) == TEXT.partition("$ proactive-ssg check\n")[2].partition("```")[0]


def test_the_options_exist() -> None:
    options = {
        name for option in cli.command.params if isinstance(option, click.Option) for name in option.opts
    }
    assert set(re.findall(r"--[a-z][a-z-]+", TEXT)) <= options
