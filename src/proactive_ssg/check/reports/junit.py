"""JUnit's XML, which every CI shows: a suite, one case for each rule that found something on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from proactive_ssg.check.coverage import STANDARD
from proactive_ssg.check.finding import Finding, Level
from proactive_ssg.check.report import Report, shown
from proactive_ssg.check.reports import words

__all__ = ["render"]

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """Errors are failures; a warning is a case that passed and says something, as an exception is skipped."""
    cases = _by_case(report.findings)
    skipped = [(item, _by_case(item.findings)) for item in report.exempt]
    count = len(cases) + sum(len(found) for _item, found in skipped) or 1
    failed = sum(any(each.level is Level.ERROR for each in items) for items in cases.values())
    numbers = {
        "tests": str(count),
        "failures": str(failed),
        "errors": "0",
        "skipped": str(sum(len(found) for _item, found in skipped)),
    }
    root = Element("testsuites", {"name": "proactive-ssg check", **numbers})
    suite = SubElement(root, "testsuite", {"name": STANDARD, **numbers})
    for (url, rule), items in cases.items():
        case = SubElement(suite, "testcase", {"classname": _text(url), "name": _text(rule)})
        text = _text("\n".join(map(_line, items)))
        errors = [item for item in items if item.level is Level.ERROR]
        if errors:
            SubElement(case, "failure", {"message": _text(errors[0].message), "type": rule}).text = text
        else:
            SubElement(case, "system-out").text = text
    for exempt, found in skipped:
        for url, rule in found:
            case = SubElement(suite, "testcase", {"classname": _text(url), "name": _text(rule)})
            SubElement(case, "skipped", {"message": _text(exempt.exemption.reason)})
    if not cases and not any(found for _item, found in skipped):
        SubElement(suite, "testcase", {"classname": "/", "name": "check"})
    said = (*report.notes, words.known(report), words.judged(report), words.to_judge(report))
    SubElement(suite, "system-out").text = _text("\n".join(filter(None, said)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _by_case(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    found: dict[tuple[str, str], list[Finding]] = {}
    for item in findings:
        found.setdefault((item.url, item.rule), []).append(item)
    return found


def _line(item: Finding) -> str:
    return (
        f"{shown(item.source or item.built)}: {words.level(item.level)}: {item.message}\n{item.help}".rstrip()
    )


def _text(text: str) -> str:
    """What XML cannot hold is shown as such."""
    return _NO_XML.sub("\ufffd", text)
