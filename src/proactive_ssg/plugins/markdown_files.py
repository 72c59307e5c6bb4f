"""Markdown files as the generators of this room see them."""

from __future__ import annotations

from pathlib import Path

from proactive_ssg import diagnose
from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostics
from proactive_ssg.model.builder import CollectionBuilder
from proactive_ssg.model.document import Document

__all__ = ["documents_to_write", "is_markdown", "text_of"]


def is_markdown(config: Config, extension: str) -> bool:
    """Is ``extension`` (``.md``) one of ``markdown_ext``?"""
    return extension[1:].lower() in {known.lower() for known in config.markdown_ext}


def text_of(config: Config, path: Path, diagnostics: Diagnostics) -> str | None:
    """The text of a file; None when it cannot be read, which goes into ``diagnostics``."""
    content = b""
    try:
        content = path.read_bytes()
        return content.decode(config.encoding).removeprefix("\ufeff")
    except OSError as error:
        diagnostics.add(diagnose.os_error("unreadable-file", path, error))
    except UnicodeDecodeError as error:
        diagnostics.add(diagnose.undecodable(path, content, error))
    return None


def documents_to_write(collection: CollectionBuilder) -> list[Document]:
    """The list of a collection's documents; an empty one when the collection is not written."""
    return collection.documents if collection.output else []
