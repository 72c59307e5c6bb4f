"""Staging: the next site grows in a folder beside the published one, and takes its place at the end."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Sequence, Set
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from proactive_ssg import diagnose
from proactive_ssg.output.carry import Carrier
from proactive_ssg.output.claims import Claims
from proactive_ssg.output.copying import PublishedSite, copy_file, write_file
from proactive_ssg.output.generation import Generation
from proactive_ssg.output.in_place import publish_in_place
from proactive_ssg.output.lock import Lock
from proactive_ssg.output.manifest import PREVIEW, Manifest, state_folder
from proactive_ssg.output.problems import UnreadableError, Writing
from proactive_ssg.output.swap import recover, remove_tree, swap

__all__ = ["Staging"]


class Staging:
    """The site under way: ``write`` and ``copy`` files, then ``commit``; leaving without it leaves no trace.

    The published folder is never touched before ``commit``. What it holds that is not of our last build
    stays, and so does what ``keep_files`` names. A file whose bytes are those of the published one keeps its
    times. Raises OutputError when writing fails for good, UnreadableError for one source.

    ``spare``: the site that is replaced stays, in the folder of the cache, and the next one is made of it.
    ``preview``: the folder is for one person and another one each time; its files may change one by one.
    """

    def __init__(
        self,
        destination: Path,
        root: Path,
        keep_files: Sequence[str] = (),
        *,
        cache: Path | None = None,
        lock_timeout: float = 10.0,
        spare: bool = True,
        preview: bool = False,
    ) -> None:
        self._published = Path(os.path.realpath(destination))
        self._root = root
        self._cache = cache
        self._keep = tuple(keep_files)
        self._lock_timeout = lock_timeout
        self._started = time.time_ns()
        self._stage = self._old = self._published
        self._lock: Lock | None = None
        self._manifest = Manifest(self._published, self._published)
        self._previous = PublishedSite(str(self._published))
        self._wants_spare = spare
        self._is_preview = preview
        self._begin()

    def _begin(self) -> None:
        """Nothing is written nor taken over yet."""
        self._others: Set[str] = frozenset()
        self._claims = Claims(self._published)
        self._new: set[str] = set()
        self._kept: dict[str, os.stat_result] = {}
        self._has_stage = False
        self.outputs: dict[str, os.stat_result] = {}
        self._folders = {""}

    @property
    def folder(self) -> Path:
        """Where the files are before they are published."""
        with self._writing():
            self._make_stage()
        return self._stage

    @property
    def destination(self) -> Path:
        """Where they will be; a link is followed."""
        return self._published

    def __enter__(self) -> Self:
        with self._writing():
            self._published.parent.mkdir(parents=True, exist_ok=True)
            state = state_folder(self._root, self._published, self._cache)
            name = PREVIEW if self._is_preview else ""
            self._manifest = Manifest.load(state, self._published, name)
            lock = Lock(self._manifest.path.with_suffix(".lock"), self._published)
            lock.acquire(self._lock_timeout)
            self._lock = lock
            try:
                self._recover()
            except BaseException:
                self._end()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    @property
    def store(self) -> Path:
        """Where what is remembered of this destination has its place."""
        return self._manifest.path.with_name(
            self._manifest.path.name.replace("outputs-", "pages-")
        ).with_suffix(".db")

    def published(self, relative: str) -> tuple[str, os.stat_result] | None:
        """Path and status of a file that the last build wrote, and that is a plain file still."""
        return self._previous.status(relative) if relative in self._manifest.outputs else None

    def write(self, output_path: PurePosixPath, content: bytes) -> os.stat_result:
        """Write one file; its status, which it keeps when it is published."""
        relative = self._claims.take(output_path)
        target = f"{self._stage}/{relative}"
        with self._writing(relative):
            if (same := self._previous.with_content(relative, content)) is not None:
                status = self._kept[relative] = same
            else:
                self._make_folder(relative.rpartition("/")[0])
                self._new.add(relative)
                status = write_file(target, content)
        self.outputs[relative] = status
        return status

    def keep(self, output_path: PurePosixPath) -> None:
        """Take over the published file."""
        relative = self._claims.take(output_path)
        with self._writing(relative):
            self._take_over(relative)
            self.outputs[relative] = self._kept[relative]

    def _take_over(self, relative: str) -> None:
        found = self._previous.status(relative)
        if found is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        self._kept[relative] = found[1]

    def copy(self, source: Path, output_path: PurePosixPath) -> None:
        """Copy one file, byte for byte, with its times; UnreadableError when it cannot be read."""
        relative = self._claims.take(output_path)
        target = f"{self._stage}/{relative}"
        try:
            file = source.open("rb")
        except OSError as error:
            raise UnreadableError(diagnose.os_error("unreadable-file", source, error)) from error
        with file, self._writing(relative):
            status = os.fstat(file.fileno())
            since = self._manifest.started
            same = self._previous.copy_of(relative, str(source), status, since)
            if same is not None:
                self.outputs[relative] = self._kept[relative] = same
                return
            self._make_folder(relative.rpartition("/")[0])
            self._new.add(relative)
            copy_file(file, target, status)
            self.outputs[relative] = os.stat(target)  # noqa: PTH116

    def keep_all_but(self, names: Set[str]) -> None:
        """Take over every published file of ours but these, which are still to be written."""
        self._others = self._manifest.outputs - names
        self._claims.add(self._others)

    def start_over(self) -> None:
        """Forget what was written and taken over: the site is made in another way."""
        with self._writing():
            if self._has_stage:
                remove_tree(self._stage)
        self._begin()

    def obsolete(self) -> list[Path]:
        """The published files that ``commit`` will remove: the last build wrote them, this one does not."""
        gone = self._manifest.outputs - self._claims.files
        return [self._published / path for path in sorted(gone) if not path.startswith(self._keep)]

    def commit(self) -> None:
        """Publish: from here on, readers find the new site."""
        outputs = frozenset(self._claims.files)
        with self._writing():
            # Should the change be the last thing that happens, nothing of ours passes for foreign.
            self._manifest.store(self._manifest.outputs | outputs, 0)
            self._publish(outputs)
            self._manifest.store(outputs, self._started)
            self._manifest.forget_vanished()

    def _publish(self, outputs: frozenset[str]) -> None:
        if self._published.is_dir() and not self._new and not self.obsolete():
            return
        self._make_stage()
        if self._in_place:
            publish_in_place(self._stage, self._published, self._carrier(), self._new, outputs)
        elif self._is_one_page:
            (page,) = self._new
            os.replace(self._stage / page, self._published / page)  # noqa: PTH105
        else:
            self._exchange()

    @property
    def _is_one_page(self) -> bool:
        """Is all that changes the content of one file? The system exchanges that in one step."""
        if len(self._new) != 1 or self.obsolete():
            return False
        (page,) = self._new
        return page in self._manifest.outputs and self._previous.status(page) is not None

    def _exchange(self) -> None:
        """Make the whole of the next site, and exchange it for the published one."""
        spare, tree = self._spare, self._stage
        for relative in self._others:
            self._take_over(relative)
        generation = Generation(self._stage, self._published, frozenset(self._new), self._kept)
        if spare is not None and spare.is_dir() and not spare.is_symlink() and self._published.is_dir():
            tree = spare
            generation.renew(tree, self._carrier(tree))
        else:
            generation.complete(self._carrier())
        if self._published.is_dir():
            tree.chmod(stat.S_IMODE(self._published.stat().st_mode))
        swap(tree, self._published, self._old)
        if spare is None or not self._old.is_dir():
            remove_tree(self._old)
        else:
            remove_tree(spare)
            self._old.rename(spare)

    @property
    def _spare(self) -> Path | None:
        """The place of the site before, on the same disk as the published one; None without a place."""
        folder = self._manifest.path.parent
        if not self._wants_spare or os.stat(folder).st_dev != os.stat(self._published.parent).st_dev:  # noqa: PTH116
            return None
        return folder / self._manifest.path.stem.replace("outputs-", "site-")

    def _carrier(self, tree: Path | None = None) -> Carrier:
        return Carrier(self._published, tree or self._stage, self._manifest.outputs, self._keep)

    @property
    def _in_place(self) -> bool:
        return self._stage.parent == self._published or (self._is_preview and self._published.is_dir())

    def _recover(self) -> None:
        """Clear away what an interrupted build left; the stage is made when something is put there."""
        parent, name = self._published.parent, self._published.name
        self._old = parent / f".{name}.old"
        recover(self._published, self._old)
        if self._published.is_dir() and (
            os.path.ismount(self._published) or not os.access(parent, os.W_OK)
        ):  # a volume of a container, say: it cannot be swapped, its files can
            self._stage = self._published / ".proactive-stage"
        else:
            self._stage = parent / f".{name}.stage"
        remove_tree(self._stage)

    def _make_stage(self) -> None:
        if not self._has_stage:
            self._stage.mkdir()
            self._has_stage = True

    def _end(self) -> None:
        """Remove the stage, if there still is one, and let other builds begin."""
        try:
            if self._stage != self._published:
                with contextlib.suppress(OSError):
                    remove_tree(self._stage)
        finally:
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def _make_folder(self, folder: str) -> None:
        """``folder`` in the stage."""
        self._make_stage()
        if folder not in self._folders:
            self._make_folder(folder.rpartition("/")[0])
            os.mkdir(f"{self._stage}/{folder}")  # noqa: PTH102 (once per page: Path is slow)
            self._folders.add(folder)

    def _writing(self, relative: str = "") -> Writing:
        return Writing(self._published, relative)
