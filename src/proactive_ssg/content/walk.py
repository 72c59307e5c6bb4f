"""Walking the source: every entry is looked at once, and only what belongs to the site is handed on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from proactive_ssg import diagnose
from proactive_ssg.content.context import Reading
from proactive_ssg.i18n import _

__all__ = ["Folders", "Walker"]

Accepts = Callable[[str], bool]

MAX_DEPTH = 200


@dataclass(slots=True)
class Folders:
    """What the walk found: ``files`` of the site, and the special folders, all relative to the source."""

    files: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)


class Walker:
    """Walks folders as Jekyll's reader does; links that leave the base folder or go round are refused."""

    def __init__(self, reading: Reading, base: Path) -> None:
        config = reading.config
        self._reading = reading
        self._base = str(base)
        self._real_base = os.path.realpath(base)
        apart = (config.destination, config.templates_dir, *config.static_dirs)
        self._apart = {str(path) for path in apart}
        if config.theme is not None and config.theme.root.is_relative_to(self._real_base):
            self._apart.add(f"{base}/{config.theme.root.relative_to(self._real_base)}")

    def source(self) -> Folders:
        """The files of the source, and where its posts and drafts are."""
        folders = Folders()
        self._visit("", folders, [self._real_base])
        self._add_included(folders)
        return folders

    def tree(
        self, folder: str, accepts: Accepts | None = None, *, hidden: bool = False, folders: bool = False
    ) -> Iterator[str]:
        """Every file below ``folder``, relative to it, that ``accepts`` (or else the site's filter) takes.

        ``hidden``: look at dot files, and into dot folders, too; ``folders``: name folders, too, with a slash
        at the end.
        """
        root = f"{self._base}/{folder}" if folder else self._base
        if not Path(root).is_dir() or not self._link_is_safe(root, []):
            return
        take = accepts or (lambda entry: self._reading.filter.accepts(folder, entry, is_dir=False))
        for entry in self._tree(root, "", take, hidden, [os.path.realpath(root)]):
            if folders or entry[-1] != "/":
                yield entry

    def _visit(self, folder: str, found: Folders, parents: list[str]) -> None:
        """What is in a folder's folders comes before what is in itself, as in Jekyll's ``reader.rb``."""
        collections_dir = self._reading.config.collections_dir
        accepts = self._reading.filter.accepts
        holds_posts = not collections_dir or f"{folder}/".startswith(f"{collections_dir}/")
        if self._is_too_deep(folder):
            return
        files = []
        as_listed = self._reading.config.as_jekyll
        for entry in self._entries(f"{self._base}/{folder}" if folder else self._base, as_listed=as_listed):
            is_dir = _is_dir(entry)
            relative = f"{folder}/{entry.name}" if folder else entry.name
            if holds_posts and is_dir and entry.name in ("_posts", "_drafts"):
                (found.posts if entry.name == "_posts" else found.drafts).append(relative)
            if not accepts(folder, entry.name, is_dir=is_dir) or entry.path in self._apart:
                continue
            if entry.is_symlink() and not self._link_is_safe(entry.path, parents):
                continue
            if not self._has_name(entry):
                continue
            if is_dir:
                real = [*parents, os.path.realpath(entry.path)] if entry.is_symlink() else parents
                self._visit(relative, found, real)
            elif self._is_readable(entry):
                files.append(relative)
        found.files += files

    def _tree(
        self, root: str, below: str, accepts: Accepts, hidden: bool, parents: list[str]
    ) -> Iterator[str]:
        if self._is_too_deep(below, root):
            return
        for entry in self._entries(f"{root}/{below}" if below else root):
            relative = f"{below}/{entry.name}" if below else entry.name
            if entry.path in self._apart or (not hidden and entry.name.startswith(".")):
                continue
            is_dir = _is_dir(entry)
            if entry.is_symlink() and not self._link_is_safe(entry.path, parents):
                continue
            if not (is_dir or accepts(relative)) or not self._has_name(entry):
                continue
            if is_dir:
                real = [*parents, os.path.realpath(entry.path)] if entry.is_symlink() else parents
                yield f"{relative}/"
                yield from self._tree(root, relative, accepts, hidden, real)
            elif self._is_readable(entry):
                yield relative

    def _add_included(self, found: Folders) -> None:
        """Files that ``include`` names with their path, wherever they are."""
        known = set(found.files)
        for pattern in self._reading.config.include:
            path = os.path.normpath(pattern.lstrip("/"))
            if path in known or path.startswith("..") or not Path(self._base, path).is_file():
                continue
            if self._link_is_safe(f"{self._base}/{path}", []):
                found.files.append(path)

    def _is_too_deep(self, folder: str, base: str = "") -> bool:
        """Folders in folders to no end come of a copy that went wrong; no URL is as long as that."""
        if folder.count("/") < MAX_DEPTH:
            return False
        message = _("more than {limit} folders in each other: what is below is left out")
        path = Path(base or self._base, folder)
        hint = _("move or remove these folders")
        self._reading.report("folder-depth", message.format(limit=MAX_DEPTH), path, hint=hint)
        return True

    def _entries(self, folder: str, *, as_listed: bool = False) -> list[os.DirEntry[str]]:
        """By name, or ``as_listed`` by the file system, which is where Jekyll has its pages' order from."""
        try:
            with os.scandir(folder) as entries:
                return list(entries) if as_listed else sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._reading.add(diagnose.os_error("unreadable-folder", Path(folder), error))
            return []

    def _has_name(self, entry: os.DirEntry[str]) -> bool:
        """Is its name one that a URL can hold?"""
        if not entry.name.isascii():
            try:
                entry.name.encode()
            except UnicodeEncodeError:
                path = Path(os.fsencode(entry.path).decode(errors="replace"))
                hint = _("rename the file: its name is not UTF-8")
                self._reading.report("file-name", _("the name of this file is not UTF-8"), path, hint=hint)
                return False
        return True

    def _is_readable(self, entry: os.DirEntry[str]) -> bool:
        if entry.is_symlink() or entry.is_file():  # a link that leads nowhere is an error when it is read
            return True
        self._reading.warn(
            "special-file", _("this is neither a file nor a folder: left out"), Path(entry.path)
        )
        return False

    def _link_is_safe(self, path: str, parents: list[str]) -> bool:
        real = os.path.realpath(path)
        if real != self._real_base and not real.startswith(f"{self._real_base}/"):
            message = _("this link leads out of the site, to {target}: left out").format(target=real)
            hint = _("copy the file into the site, or name the folder in `static_dirs`")
            self._reading.warn("symlink-outside", message, Path(path), hint=hint)
            return False
        here = os.path.realpath(path.rpartition("/")[0])
        if (
            os.path.isdir(path)  # noqa: PTH112 (unlike Path, it never raises)
            and path != self._base
            and (here == real or here.startswith(f"{real}/") or real in parents)
        ):
            message = _("this link leads to a folder that holds it: left out")
            self._reading.warn("symlink-loop", message, Path(path), hint=_("remove the link"))
            return False
        return True


def _is_dir(entry: os.DirEntry[str]) -> bool:
    """Also where a link leads to what we may not look at: then it is none, and reading it says why."""
    try:
        return entry.is_dir()
    except OSError:
        return False
