"""StaticFile: a file that the site takes over byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

__all__ = ["StaticFile"]


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file copied unchanged: ``path`` to ``output_path``; ``modified`` in seconds since the epoch.

    ``url`` is the path as it is, not escaped (Jekyll); ``data`` are the configuration's ``defaults`` for it;
    ``collection`` the label of its collection, or empty. ``written`` is false where it is only listed.
    """

    path: Path
    relative_path: PurePosixPath
    url: str
    output_path: PurePosixPath
    modified: float
    data: Mapping[str, Any] = field(default_factory=dict)
    collection: str = ""
    written: bool = True
