"""Where the time of a build went: what ``build --profile`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from proactive_ssg.cli.report import echo, seconds, short
from proactive_ssg.i18n import _
from proactive_ssg.result import BuildResult

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
    templates = [(row.seconds, row.count, row.bytes, row.name) for row in profile.rows()]
    pages = [(row.seconds, row.count, row.bytes, row.name) for row in islice(profile.pages(), _SLOWEST)]
    _table(_("Templates, with what they include:"), templates)
    _table(_("The slowest pages:"), pages)


def _table(title: str, rows: Sequence[tuple[float, int, int, str]]) -> None:
    if rows:
        echo(title)
    for time, count, size, name in rows:
        kilobytes = f"{size / 1000:.1f}".replace(".", _("."))
        text = _("{seconds:>9} s {count:>7} x {size:>10} kB  {name}")
        path = short(Path(name))
        echo(text.format(seconds=seconds(time), count=count, size=kilobytes, name=path))
