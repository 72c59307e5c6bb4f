"""``file_info``: the format and the size of a file that a page offers for download (RGAA 13.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from proactive_ssg.model.site import Site
from proactive_ssg.templates.localized import format_size
from proactive_ssg.templates.text import to_text

__all__ = ["FileFilters"]


@dataclass(slots=True)
class FileFilters:
    """Knows the files of the site by their URL; sizes are read from the disk once."""

    baseurl: str
    files: Mapping[str, Path]
    _sizes: dict[Path, int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site) -> FileFilters:
        return cls(site.config.baseurl.rstrip("/"), {file.url: file.path for file in site.static_files})

    def file_info(self, value: Any, lang: str) -> dict[str, Any]:
        """What the file at this path is: ``{format: PDF, size: 1,2 Mo, bytes: 1200000, exists: true}``."""
        url = unquote(urlsplit(to_text(value)).path)
        size = self._size(url)
        return {
            "format": PurePosixPath(url).suffix.removeprefix(".").upper(),
            "size": "" if size is None else format_size(size, lang),
            "bytes": size or 0,
            "exists": size is not None,
        }

    def _size(self, url: str) -> int | None:
        url = url if url.startswith("/") else "/" + url
        path = self.files.get(url) or self.files.get(url.removeprefix(self.baseurl))
        if path is None:
            return None
        if path not in self._sizes:
            try:
                self._sizes[path] = path.stat().st_size
            except OSError:
                self._sizes[path] = None
        return self._sizes[path]
