"""What the build made accessible, by kind, with the places of the source: ``build --verbose`` says it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from proactive_ssg.cli.report import echo, short
from proactive_ssg.i18n import _, ngettext
from proactive_ssg.repair.record import Repair
from proactive_ssg.repair.registry import described
from proactive_ssg.result import BuildResult

__all__ = ["print_repairs"]


def print_repairs(result: BuildResult) -> None:
    """The most frequent first; below each the lines of the source that an editor may correct."""
    kinds: dict[tuple[str, str], list[tuple[str, Repair]]] = {}
    for output, repairs in result.repairs.pages.items():
        for one in repairs:
            kinds.setdefault((one.name, one.criterion), []).append((str(output), one))
    by_count = sorted(kinds.items(), key=lambda kind: -sum(one.count for _output, one in kind[1]))
    for (name, criterion), found in by_count:
        count = sum(one.count for _output, one in found)
        text = ngettext(
            "Repaired {count} time: {what} [{name}, RGAA {criterion}]",
            "Repaired {count} times: {what} [{name}, RGAA {criterion}]",
            count,
        )
        echo(text.format(count=count, what=described(name), name=name, criterion=criterion), err=True)
        for place in _places(found):
            echo(f"  {place}", err=True)


def _places(found: Iterable[tuple[str, Repair]]) -> Iterable[str]:
    """``content/aide.md:12:1`` and what stood there; the page, where the source was not found."""
    shown: dict[str, None] = {}
    for output, one in found:
        tag = " ".join(one.text.split())
        tag = tag if len(tag) <= 60 else f"{tag[:57]}..."
        if one.line:
            shown[f"{short(Path(one.path))}:{one.line}:{one.column}: {tag}"] = None
        elif one.count == 1:
            shown[_("in the page {page}: {tag}").format(page=output, tag=tag)] = None
    return shown
