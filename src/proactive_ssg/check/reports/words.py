"""Sentences that several formats say."""

from __future__ import annotations

from pathlib import Path

from proactive_ssg.check.coverage import STANDARD
from proactive_ssg.check.exceptions import Exempt
from proactive_ssg.check.finding import Level, Place
from proactive_ssg.check.report import Report, shown
from proactive_ssg.i18n import _, ngettext
from proactive_ssg.repair.summary import Kind

__all__ = ["counts", "exempt", "judged", "known", "level", "repaired", "to_judge"]


def level(value: Level) -> str:
    return _("error") if value is Level.ERROR else _("warning")


def counts(report: Report) -> str:
    """``12 pages: 2 errors, 1 warning``."""
    pages = ngettext("{count} page", "{count} pages", report.pages).format(count=report.pages)
    errors = ngettext("{count} error", "{count} errors", report.errors).format(count=report.errors)
    warnings = ngettext("{count} warning", "{count} warnings", report.warnings)
    text = _("{pages}: {errors}, {warnings}")
    return text.format(pages=pages, errors=errors, warnings=warnings.format(count=report.warnings))


def known(report: Report) -> str:
    """What the baseline holds back; empty without one."""
    parts = []
    if report.known:
        text = ngettext(
            "{count} finding is in the baseline and does not count.",
            "{count} findings are in the baseline and do not count.",
            report.known,
        )
        parts.append(text.format(count=report.known))
    if report.gone:
        text = ngettext(
            "{count} of the baseline no longer occurs: write it anew.",
            "{count} of the baseline no longer occur: write it anew.",
            report.gone,
        )
        parts.append(text.format(count=report.gone))
    return " ".join(parts)


def repaired(kind: Kind) -> tuple[str, list[str]]:
    """What the build put right, and the places of the source, each once."""
    places = {
        shown(Place(Path(one.path), one.line, one.column)): None for _page, one in kind.made if one.line
    }
    return kind.sentence(), list(places)


def judged(report: Report) -> str:
    """What the rules could decide."""
    total = len(report.coverage.judged) + len(report.coverage.to_judge)
    text = _("{standard}: certain faults were looked for in {count} of {total} criteria.")
    return text.format(standard=STANDARD, count=len(report.coverage.judged), total=total)


def to_judge(report: Report) -> str:
    """What is left to people."""
    text = _(
        "A person must still judge the {count} others, and in the first whether what is there makes sense: "
        "that nothing is found does not mean that the site meets the standard."
    )
    return text.format(count=len(report.coverage.to_judge))


def exempt(item: Exempt) -> str:
    """``_config.yml:3: list-fake on /aide/: until the new template (2 findings)``."""
    exemption = item.exemption
    count = len(item.findings)
    amount = ngettext("{count} finding", "{count} findings", count).format(count=count)
    if not count:
        amount = _("no longer needed")
    text = _("{rules} on {urls}: {reason} ({amount})").format(
        rules=", ".join(exemption.rules) or _("all rules"),
        urls=", ".join(exemption.urls),
        reason=exemption.reason,
        amount=amount,
    )
    return f"{shown(exemption.declared)}: {text}" if exemption.declared else text
