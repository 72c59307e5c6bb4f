"""From the target of a request to a file of the built site: pretty URLs, baseurl, no way out."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlsplit

__all__ = ["Target", "content_type", "folder_of", "resolve"]

# The types that a site lives on; the machine's own table, asked for the others, differs from one to the next.
TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".htm": "text/html",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".ics": "text/calendar",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
TEXTUAL = {"application/json", "application/ld+json", "application/manifest+json", "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Target:
    """What a request asks for: a ``path`` to send, a ``location`` to go to, or neither (not found)."""

    path: Path | None = None
    location: str = ""


def content_type(path: Path) -> str:
    """The Content-Type of a file by its name; text is UTF-8."""
    kind = TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind in TEXTUAL or kind.endswith("xml")
    return f"{kind}; charset=utf-8" if is_text else kind


def resolve(root: Path, baseurl: str, request: str) -> Target:
    """The file below ``root`` that ``request`` (path and query, still escaped) means under ``baseurl``.

    As Jekyll's server has it: ``/x`` is the file ``x``, the folder ``x/`` (by a redirect, so that relative
    links work) or ``x.html``; ``/x/`` is ``x/index.html``.
    """
    try:
        split = urlsplit("//host" + request if request.startswith("/") else request)
    except ValueError:  # a host in brackets that are not closed
        return Target()
    names = _names(split.path)
    if names is None:
        return Target()
    base = [name for name in baseurl.split("/") if name]
    suffix = f"?{split.query}" if split.query else ""
    folder_asked = split.path.endswith("/")
    if base and (not names or (names == base and not folder_asked)):
        return Target(location=_location(base) + suffix)
    if names[: len(base)] != base:
        return Target()
    inside = names[len(base) :]
    path = root.joinpath(*inside)
    if folder_asked or not inside:
        return Target(_published(root, path / "index.html"))
    if _published(root, path / "index.html"):
        return Target(location=_location(names) + suffix)
    return Target(_published(root, path) or _published(root, path.with_name(path.name + ".html")))


def folder_of(root: Path, baseurl: str, request: str) -> Path | None:
    """The folder below ``root`` that ``request`` names with a final slash, if it does."""
    path = urlsplit("//host" + request).path
    names, base = _names(path), [name for name in baseurl.split("/") if name]
    if names is None or not path.endswith("/") or names[: len(base)] != base:
        return None
    folder = root.joinpath(*names[len(base) :])
    try:
        return folder if folder.is_dir() and folder.resolve().is_relative_to(root.resolve()) else None
    except OSError:
        return None


def _names(path: str) -> list[str] | None:
    """The decoded names between the slashes; None where one could lead out of the folder."""
    text = unquote_to_bytes(path).decode("utf-8", errors="surrogateescape")
    names = [name for name in text.split("/") if name not in ("", ".")]
    unsafe = any(name == ".." or "\\" in name or "\0" in name or ":" in name[1:2] for name in names)
    return None if unsafe else names


def _location(names: list[str]) -> str:
    """``/a/b/``: one slash first, so that no name is taken for a host."""
    return "/" + "".join(quote(name, errors="surrogateescape") + "/" for name in names)


def _published(root: Path, path: Path) -> Path | None:
    """``path`` when it is a file that really lies below ``root``, symbolic links followed."""
    try:
        if path.is_file() and path.resolve().is_relative_to(root.resolve()):
            return path
    except OSError:  # a name too long for the file system
        pass
    return None
