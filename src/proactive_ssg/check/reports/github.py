"""Workflow commands of GitHub: annotations on the lines of a change."""

from __future__ import annotations

from proactive_ssg.check.finding import Finding
from proactive_ssg.check.report import Report, shown
from proactive_ssg.check.reports import words

__all__ = ["render"]


def render(report: Report) -> str:
    """A ``::error`` or ``::warning`` for each finding, a ``::notice`` for each exception, then the counts."""
    lines = [_line(item) for item in report.findings]
    lines += [f"::notice title=check::{_data(words.exempt(item))}" for item in report.exempt]
    lines += map(_data, (*report.notes, words.known(report), words.judged(report), words.to_judge(report)))
    lines.append(_data(words.counts(report)))
    return "".join(f"{line}\n" for line in lines if line)


def _line(item: Finding) -> str:
    place = item.source or item.built
    about = {"file": shown(place.path)}
    if place.line:
        about["line"] = str(place.line)
        if place.column:
            about["col"] = str(place.column)
    about["title"] = f"{item.criterion} {item.rule}".strip()
    properties = ",".join(f"{name}={_property(value)}" for name, value in about.items())
    text = f"{item.message} ({item.url})" + (f"\n{item.help}" if item.help else "")
    return f"::{item.level} {properties}::{_data(text)}"


def _data(text: str) -> str:
    text = "".join(char if char.isprintable() or char in "\r\n\u00a0\u202f" else "?" for char in text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
