"""The texts of a site that may hold Liquid: pages, documents, layouts and includes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proactive_ssg.model.site import Site

__all__ = ["TemplateText", "template_texts"]


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A text and the file that holds it; the first line of ``text`` is line ``skipped + 1`` of the file."""

    path: Path
    text: str
    skipped: int = 0


def template_texts(site: Site) -> list[TemplateText]:
    """Every one of them, pages first; a file that cannot be read is told by the build."""
    pages = [*site.pages, *(page for found in site.collections.values() for page in found.documents)]
    texts = [
        TemplateText(page.path, page.body, page.front_matter.end_line) for page in pages if not page.generated
    ]
    return [*texts, *_of_folders(site)]


def _of_folders(site: Site) -> Iterator[TemplateText]:
    config = site.config
    for folder in (config.source / config.layouts_dir, config.source / config.includes_dir):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            try:
                yield TemplateText(path, path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError):
                continue
