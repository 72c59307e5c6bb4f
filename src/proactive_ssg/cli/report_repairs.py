"""What the build made accessible, by kind, with the places of the source: ``build --verbose`` says it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from proactive_ssg.cli.report import echo, short
from proactive_ssg.i18n import _
from proactive_ssg.repair.summary import Kind, by_kind
from proactive_ssg.result import BuildResult

__all__ = ["print_repairs"]


def print_repairs(result: BuildResult) -> None:
    """The most frequent first; below each the lines of the source that an editor may correct."""
    for kind in by_kind(result.repairs.pages):
        echo(kind.sentence(), err=True)
        for place in _places(kind):
            echo(f"  {place}", err=True)


def _places(kind: Kind) -> Iterable[str]:
    """``content/aide.md:12:1`` and what stood there; the page, where the source was not found."""
    shown: dict[str, None] = {}
    for output, one in kind.made:
        tag = " ".join(one.text.split())
        tag = tag if len(tag) <= 60 else f"{tag[:57]}..."
        if one.line:
            shown[f"{short(Path(one.path))}:{one.line}:{one.column}: {tag}"] = None
        elif one.count == 1:
            shown[_("in the page {page}: {tag}").format(page=output, tag=tag)] = None
    return shown
