"""SARIF 2.1.0: what code hosts show beside the lines of a change."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from proactive_ssg import __version__
from proactive_ssg.check.baseline import identity
from proactive_ssg.check.coverage import STANDARD
from proactive_ssg.check.exceptions import Exempt
from proactive_ssg.check.finding import Finding, Place
from proactive_ssg.check.report import Report, shown

__all__ = ["render"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """One SARIF log; what is excepted is in it as suppressed, with the reason."""
    everything = [*report.findings, *(found for item in report.exempt for found in item.findings)]
    rules = {item.rule: item for item in everything}
    places = {name: number for number, name in enumerate(rules)}
    results = [_result(item, places) for item in report.findings]
    results += [_result(found, places, item) for item in report.exempt for found in item.findings]
    driver = {
        "name": "proactive-ssg",
        "version": __version__,
        "rules": [_rule(item) for item in rules.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {
            "standard": STANDARD,
            "pages": report.pages,
            "judged": list(report.coverage.judged),
            "toJudge": list(report.coverage.to_judge),
        },
    }
    value = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _rule(item: Finding) -> dict[str, Any]:
    tags = ["accessibility", f"{STANDARD} {item.criterion}"] if item.criterion else ["html"]
    rule: dict[str, Any] = {
        "id": item.rule,
        "defaultConfiguration": {"level": str(item.level)},
        "properties": {"tags": tags},
    }
    if item.help:
        rule["help"] = {"text": item.help}
    return rule


def _result(item: Finding, places: dict[str, int], exempt: Exempt | None = None) -> dict[str, Any]:
    found = item.source or item.built
    result: dict[str, Any] = {
        "ruleId": item.rule,
        "ruleIndex": places[item.rule],
        "level": str(item.level),
        "message": {"text": item.message},
        "locations": [_location(found)],
        "partialFingerprints": {"proactive/v1": identity(item)},
        "properties": {"url": item.url, "criterion": item.criterion, "test": item.test},
    }
    if item.source is not None:
        result["relatedLocations"] = [_location(item.built)]
    if exempt is not None:
        reason = exempt.exemption.reason
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _location(place: Place) -> dict[str, Any]:
    path = shown(place.path)
    address = place.path.as_uri() if path.startswith("/") or ":" in path[:3] else quote(path)
    physical: dict[str, Any] = {"artifactLocation": {"uri": address}}
    if place.line:
        physical["region"] = {"startLine": place.line}
        if place.column:
            physical["region"]["startColumn"] = place.column
    return {"physicalLocation": physical}
