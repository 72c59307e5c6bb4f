"""The reports: each format has what the others have, and none says that a site is conformant."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import pytest

from proactive_ssg.check.coverage import Coverage
from proactive_ssg.check.exceptions import Exempt, Exemption
from proactive_ssg.check.finding import Finding, Level, Place
from proactive_ssg.check.html import parse
from proactive_ssg.check.report import Report
from proactive_ssg.check.reports import FORMATS, render
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.rules import RULES
from proactive_ssg.check.runner import audit_pages
from proactive_ssg.i18n import use_language
from proactive_ssg.repair.record import Repair

MakeReport = Callable[[], Report]


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(tmp_path)
    built, source = tmp_path / "_site" / "a, b.html", tmp_path / "content" / "a.md"

    def finding(rule: str, line: int, level: Level = Level.ERROR, known: bool = True) -> Finding:
        criterion = "1.1" if rule == "picture-alt" else ""
        place = Place(source, line, 3) if known else None
        message = f"bad <{rule}>: 100 %\x1b[31m"
        excerpt = f'<img src="{line}">'
        test = criterion and f"{criterion}.1"
        where = Place(built, line, 2)
        return Finding(rule, criterion, test, level, "/a/", where, message, "do & this", place, excerpt)

    found = [
        finding("bold", 1, Level.WARNING),
        finding("bold", 2, Level.WARNING),
        finding("link-broken", 3, known=False),
        *(finding("picture-alt", line) for line in range(4, 7)),
    ]
    exemption = Exemption(("bold",), ("/b/*",), "old <text>", Place(tmp_path / "_config.yml", 3, 5))
    unused = Exemption(("8.9",), ("*",), "never", None)
    exempt = (Exempt(exemption, (finding("bold", 9),)), Exempt(unused, ()))
    repairs = {
        PurePosixPath("a.html"): (
            Repair("align", "10.1", '<img align="left">', str(source), 7, 1),
            Repair("void-slashes", "8.2", "<br />", count=3),
        )
    }
    coverage = Coverage(("1.1",), ("1.2", "1.3"))
    return Report(found, 12, coverage, exempt, known=4, gone=1, title="A & B", repairs=repairs)


def test_repairs_are_told_with_their_source(report: Report) -> None:
    """Editors learn from them (issue 6): in every report that people read, and in JSON."""
    for form in ("text", "html"):
        text = re.sub(r"\x1b\[\d*m|<[^>]+>", "", unescape(render(report, form)))
        assert "Repaired 1 time: `align` of an image became a class [align, RGAA 10.1]" in text
        assert "content/a.md:7:1" in text
        assert "Repaired 3 times" in text
    first, other = json.loads(render(report, "json"))["repairs"]
    assert (first["repair"], first["criterion"], first["page"]) == ("align", "10.1", "a.html")
    assert first["source"] == {"path": "content/a.md", "line": 7, "column": 1}
    assert (other["source"], other["count"]) == (None, 3)


def test_json(report: Report) -> None:
    value = json.loads(render(report, "json"))
    assert value["standard"] == "RGAA 4.1"
    assert (value["pages"], value["errors"], value["warnings"], value["known"]) == (12, 4, 2, 4)
    assert (value["judged"], value["to_judge"]) == (["1.1"], ["1.2", "1.3"])
    assert value["version"]
    first, unknown = value["findings"][0], value["findings"][2]
    assert first["source"] == {"path": "content/a.md", "line": 1, "column": 3}
    assert first["built"] == {"path": "_site/a, b.html", "line": 1, "column": 2}
    assert (first["rule"], first["severity"], first["url"], first["help"]) == (
        *("bold", "warning", "/a/"),
        "do & this",
    )
    assert unknown["source"] is None
    assert (value["findings"][3]["criterion"], value["findings"][3]["test"]) == ("1.1", "1.1.1")
    used, unused = value["exceptions"]
    assert (used["reason"], used["declared"]["line"], len(used["findings"])) == ("old <text>", 3, 1)
    assert (unused["rules"], unused["findings"]) == (["8.9"], [])


def test_text_is_grouped(report: Report) -> None:
    text = render(report, "text")
    heads = [line for line in re.sub(r"\x1b\[\d*m", "", text).splitlines() if re.match("error|warning", line)]
    assert heads == [
        "error: picture-alt (1.1), 3 times",
        "error: link-broken, 1 time",
        "warning: bold, 2 times",
    ]
    plain = re.sub(r"\x1b\[\d*m", "", text)
    assert "    content/a.md:4:3  /a/\n" in plain
    assert "    _site/a, b.html:3:2  /a/\n" in plain
    assert "100 %?[31m" in plain  # a page does not command the terminal
    assert "_config.yml:3:5: bold on /b/*: old <text> (1 finding)" in plain
    assert "8.9 on *: never (no longer needed)" in plain
    assert "4 findings are in the baseline" in plain
    assert "1 of the baseline no longer occurs" in plain
    assert "A person must still judge the 2 others" in plain
    assert plain.splitlines()[-1] == "12 pages: 4 errors, 2 warnings"


def test_sarif_is_of_its_structure(report: Report) -> None:
    value = json.loads(render(report, "sarif"))
    assert value["version"] == "2.1.0"
    assert value["$schema"].startswith("https://")
    (run,) = value["runs"]
    driver = run["tool"]["driver"]
    assert {"name", "version", "rules"} <= set(driver)
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    assert len(run["results"]) == 7
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            physical = location["physicalLocation"]
            assert re.fullmatch(r"[\w./%-]+", physical["artifactLocation"]["uri"])
            assert physical["region"]["startLine"] >= 1
            assert physical["region"].get("startColumn", 1) >= 1
        assert all(isinstance(item, str) for item in result["partialFingerprints"].values())
    assert [
        item["suppressions"][0]["justification"] for item in run["results"] if "suppressions" in item
    ] == ["old <text>"]
    known = run["results"][0]
    assert known["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "content/a.md"
    assert (
        known["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "_site/a%2C%20b.html"
    )


def test_github(report: Report) -> None:
    lines = render(report, "github").splitlines()
    assert lines[0] == (
        "::warning file=content/a.md,line=1,col=3,title=bold::bad <bold>: 100 %25?[31m (/a/)%0Ado & this"
    )
    assert lines[2].startswith("::error file=_site/a%2C b.html,line=3,col=2,title=link-broken::")
    assert any(line.startswith("::notice") and "old <text>" in line for line in lines)
    assert lines[-1] == "12 pages: 4 errors, 2 warnings"


def test_junit(report: Report) -> None:
    root = ElementTree.fromstring(render(report, "junit"))
    (suite,) = root
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases)) == "4"
    assert suite.get("failures") == str(len(suite.findall("testcase/failure"))) == "2"
    assert suite.get("skipped") == str(len(suite.findall("testcase/skipped"))) == "1"
    picture = next(case for case in cases if case.get("name") == "picture-alt")
    assert picture.get("classname") == "/a/"
    assert "content/a.md:4:3" in (picture.findtext("failure") or "")


def test_junit_of_nothing_has_a_case() -> None:
    root = ElementTree.fromstring(render(Report([], 1, Coverage((), ())), "junit"))
    assert (root.get("tests"), root.get("failures"), len(root.findall(".//testcase"))) == ("1", "0", 1)


def test_the_page_is_itself_accessible(report: Report) -> None:
    for made in (report, Report([], 1, Coverage((), ()))):
        document = parse(render(made, "html"))
        assert document.doctype == "html"
        assert document.root.get("lang") == "en"
        assert len(document.named("title")) == len(document.named("h1")) == len(document.named("main")) == 1
        assert document.by_id["content"][0].get("tabindex") == "-1"
        assert document.named("a")[0].get("href") == "#content"
        levels = [int(element.name[1]) for element in document.named("h1", "h2", "h3")]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert all(element.get("scope") == "col" for element in document.named("th"))
        assert len(document.named("caption")) == len(document.named("table"))
        assert all(len(places) == 1 for places in document.by_id.values())
        page = AuditedPage("/report.html", Path("report.html"), document)
        assert audit_pages([page], rules=RULES, site_rules=())["/report.html"] == []


def test_the_page_shows_texts_as_texts(report: Report) -> None:
    text = render(report, "html")
    assert "bad <bold>" not in text
    assert "bad &lt;bold&gt;" in text
    assert "<title>Report of the check: A &amp; B</title>" in text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_report_says_that_a_site_meets_the_standard(report: Report, form: str, language: str) -> None:
    use_language(language)
    for made in (report, Report([], 1, Coverage(("1.1",), ()))):
        text = render(made, form).lower()
        assert "conform" not in text
        assert "compliant" not in text


def test_unknown_formats_are_no_reports(report: Report) -> None:
    with pytest.raises(ValueError, match="xls"):
        render(report, "xls")
