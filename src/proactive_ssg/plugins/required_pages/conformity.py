"""What the configuration says of the conformity of the site: nothing counts that no audit is cited for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from proactive_ssg.config import Config
from proactive_ssg.i18n import _
from proactive_ssg.plugins.options import Options
from proactive_ssg.templates.localized import format_date

__all__ = ["STATUSES", "Audit", "check_status", "day", "status_of"]

STATUSES: Final = ("non-compliant", "partially-compliant", "fully-compliant")


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit that the configuration cites; empty is what it does not say."""

    date: str
    by: str = ""
    url: str = ""
    rate: str = ""

    @classmethod
    def of(cls, options: Options, config: Config) -> Audit | None:
        """The one under ``audit``; None where there is none, or none with a date."""
        given = options.values.get("audit")
        if not isinstance(given, Mapping) or not (when := day(given.get("date"), config.lang)):
            return None
        words = (_words(given.get(name)) for name in ("by", "url", "rate"))
        by, url, rate = words
        if config.lang.startswith("fr"):
            rate = rate.replace(".", ",")
        return cls(when, by, url, rate)


def status_of(settings: Mapping[str, Any]) -> str:
    """One of ``STATUSES``: what the configuration claims, if it cites an audit; else the first."""
    status, audit = settings.get("status"), settings.get("audit")
    is_audited = isinstance(audit, Mapping) and bool(audit.get("date"))
    return str(status) if is_audited and status in STATUSES else STATUSES[0]


def check_status(options: Options) -> None:
    """Tell a status that does not exist, or that no audit supports: the site then says the first."""
    status = options.values.get("status")
    if status is None or status == STATUSES[0]:
        return
    if status not in STATUSES:
        message = _("there is no accessibility status {status!r}").format(status=status)
        hint = _("known names: {names}").format(names=", ".join(STATUSES))
        options.problem(message, "status", hint=hint, warning=True)
    elif status_of(options.values) != status:
        message = _("no audit is cited for this accessibility status: the site says “non-compliant”")
        hint = _("cite it: `audit: {date: ..., by: ..., url: ..., rate: ...}`")
        options.problem(message, "status", hint=hint, warning=True)


def day(value: object, lang: str) -> str:
    """A date in words; a text that is no date stays as it is."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value.strip()[:10])
        except ValueError:
            return str(value).strip()
    if isinstance(value, datetime):
        return format_date(value, "long", lang)
    if isinstance(value, date):
        return format_date(datetime(value.year, value.month, value.day), "long", lang)
    return ""


def _words(value: object) -> str:
    return "" if value is None or isinstance(value, bool | Mapping | list) else str(value).strip()
