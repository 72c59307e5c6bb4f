"""Collection: documents of one kind (``_posts``, ``_services``), in the order templates see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from proactive_ssg.model.document import Document
from proactive_ssg.model.static_file import StaticFile

__all__ = ["Collection"]


@dataclass(frozen=True, slots=True)
class Collection:
    """``label`` without the underscore; ``output``: is it written; ``metadata`` its configuration."""

    label: str
    output: bool
    documents: tuple[Document, ...] = ()
    static_files: tuple[StaticFile, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
