"""Where the time of a build went: what ``build --profile`` prints."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from proactive_ssg.cli.report import echo, seconds, short
from proactive_ssg.i18n import _
from proactive_ssg.result import BuildResult

if TYPE_CHECKING:
    from proactive_ssg.templates.profile import ProfileRow

__all__ = ["print_profile"]

_SLOWEST = 20


def print_profile(result: BuildResult) -> None:
    """The time of each phase, of each template and of the slowest pages, where that was measured."""
    profile = result.profile
    if profile is None:
        return
    echo(_("Phases:"))
    for name, value in result.phases.items():
        echo(_("{seconds:>9} s  {name}").format(seconds=seconds(value), name=name))
    _table(_("Templates, with what they include:"), profile.rows())
    _table(_("The slowest pages:"), islice(profile.pages(), _SLOWEST))


def _table(title: str, found: Iterable[ProfileRow]) -> None:
    rows = list(found)
    if rows:
        echo(title)
    for row in rows:
        size = f"{row.bytes / 1000:.1f}".replace(".", _("."))
        text = _("{seconds:>9} s {count:>7} x {size:>10} kB  {name}")
        name = short(Path(row.name))
        echo(text.format(seconds=seconds(row.seconds), count=row.count, size=size, name=name))
