"""The formats of a report by name; the module of one is imported when it is needed."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proactive_ssg.check.report import Report

__all__ = ["FORMATS", "render"]

FORMATS = ("text", "json", "sarif", "github", "junit", "html")


def render(report: Report, form: str) -> str:
    """The report in this format, with its last line end."""
    if form not in FORMATS:
        raise ValueError(form)
    name = "json_report" if form == "json" else form
    text = importlib.import_module(f"proactive_ssg.check.reports.{name}").render(report)
    assert isinstance(text, str)
    return text
