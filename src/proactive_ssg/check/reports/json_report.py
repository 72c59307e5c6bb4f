"""The report for programs; its keys are documented in ``docs/rgaa.md``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from proactive_ssg import __version__
from proactive_ssg.check.coverage import STANDARD
from proactive_ssg.check.exceptions import Exempt
from proactive_ssg.check.finding import Finding, Place
from proactive_ssg.check.report import Report, shown

__all__ = ["render"]


def render(report: Report) -> str:
    """One JSON object."""
    value = {
        "version": __version__,
        "standard": STANDARD,
        "pages": report.pages,
        "errors": report.errors,
        "warnings": report.warnings,
        "findings": [of_finding(item) for item in report.findings],
        "exceptions": [_of_exempt(item) for item in report.exempt],
        "known": report.known,
        "gone": report.gone,
        "judged": list(report.coverage.judged),
        "to_judge": list(report.coverage.to_judge),
        "repairs": list(_repairs(report)),
        "notes": list(report.notes),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _repairs(report: Report) -> Iterator[dict[str, Any]]:
    for output, repairs in report.repairs.items():
        for one in repairs:
            place = Place(Path(one.path), one.line, one.column) if one.path else None
            yield {
                "repair": one.name,
                "criterion": one.criterion,
                "page": str(output),
                "source": of_place(place),
                "before": one.text,
                "count": one.count,
            }


def of_finding(item: Finding) -> dict[str, Any]:
    """A finding as an object; ``source`` is None where nobody knows it."""
    return {
        "rule": item.rule,
        "criterion": item.criterion,
        "test": item.test,
        "severity": str(item.level),
        "url": item.url,
        "built": of_place(item.built),
        "source": of_place(item.source),
        "message": item.message,
        "help": item.help,
        "excerpt": item.excerpt,
    }


def of_place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"path": shown(place.path), "line": place.line, "column": place.column}


def _of_exempt(item: Exempt) -> dict[str, Any]:
    return {
        "rules": list(item.exemption.rules),
        "urls": list(item.exemption.urls),
        "reason": item.exemption.reason,
        "declared": of_place(item.exemption.declared),
        "findings": [of_finding(found) for found in item.findings],
    }
