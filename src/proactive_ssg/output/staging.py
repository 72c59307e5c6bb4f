"""Staging: the next site grows in a folder beside the published one, and takes its place at the end."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from proactive_ssg import diagnose
from proactive_ssg.errors import ProblemsError
from proactive_ssg.i18n import _
from proactive_ssg.output.carry import Carrier
from proactive_ssg.output.copying import PublishedSite, copy_file, link_or_copy
from proactive_ssg.output.in_place import publish_in_place
from proactive_ssg.output.lock import Lock
from proactive_ssg.output.manifest import Manifest, state_folder
from proactive_ssg.output.problems import OutputError, UnreadableError, problem, unwritable
from proactive_ssg.output.swap import recover, remove_tree, swap

__all__ = ["Staging"]


class Staging:
    """The site under way: ``write`` and ``copy`` files, then ``commit``; leaving without it leaves no trace.

    The published folder is never touched before ``commit``. What it holds that is not of our last build
    stays, and so does what ``keep_files`` names. A file whose bytes are those of the published one keeps its
    times. Raises OutputError when writing fails for good, UnreadableError for one source.
    """

    def __init__(
        self,
        destination: Path,
        root: Path,
        keep_files: Sequence[str] = (),
        *,
        cache: Path | None = None,
        lock_timeout: float = 10.0,
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
        self._outputs: set[str] = set()
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
            self._manifest = Manifest.load(state, self._published)
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
        relative = self._claim(output_path)
        target = f"{self._stage}/{relative}"
        with self._writing(relative):
            if published := self._previous.with_content(relative, content):
                link_or_copy(published, target)
                status = os.stat(target)  # noqa: PTH116
            else:
                with open(target, "xb") as file:  # noqa: PTH123 (once per page: Path is slow)
                    file.write(content)
                    file.flush()
                    status = os.fstat(file.fileno())
        self.outputs[relative] = status
        return status

    def keep(self, output_path: PurePosixPath) -> None:
        """Take over the published file."""
        relative = self._claim(output_path)
        with self._writing(relative):
            target = f"{self._stage}/{relative}"
            link_or_copy(f"{self._published}/{relative}", target)
            self.outputs[relative] = os.stat(target)  # noqa: PTH116

    def copy(self, source: Path, output_path: PurePosixPath) -> None:
        """Copy one file, byte for byte, with its times; UnreadableError when it cannot be read."""
        relative = self._claim(output_path)
        target = f"{self._stage}/{relative}"
        try:
            file = source.open("rb")
        except OSError as error:
            raise UnreadableError(diagnose.os_error("unreadable-file", source, error)) from error
        with file, self._writing(relative):
            status = os.fstat(file.fileno())
            since = self._manifest.started
            if published := self._previous.copy_of(relative, str(source), status, since):
                link_or_copy(published, target)
            else:
                copy_file(file, target, status)
            self.outputs[relative] = os.stat(target)  # noqa: PTH116

    def obsolete(self) -> list[Path]:
        """The published files that ``commit`` will remove: the last build wrote them, this one does not."""
        gone = self._manifest.outputs - self._outputs
        return [self._published / path for path in sorted(gone) if not path.startswith(self._keep)]

    def commit(self) -> None:
        """Publish: from here on, readers find the new site."""
        outputs = frozenset(self._outputs)
        with self._writing():
            self._make_stage()
            # Should the swap be the last thing that happens, nothing of ours passes for foreign.
            self._manifest.store(self._manifest.outputs | outputs, 0)
            if self._in_place:
                publish_in_place(self._stage, self._published, self._carrier(), outputs)
            else:
                if self._published.is_dir():
                    self._carrier().carry()
                    self._stage.chmod(stat.S_IMODE(self._published.stat().st_mode))
                swap(self._stage, self._published, self._old)
            self._manifest.store(outputs, self._started)
            self._manifest.forget_vanished()

    def _carrier(self) -> Carrier:
        return Carrier(self._published, self._stage, self._manifest.outputs, self._keep)

    @property
    def _in_place(self) -> bool:
        return self._stage.parent == self._published

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

    def _claim(self, output_path: PurePosixPath) -> str:
        """The path as text, checked, its folder made; no path leads out of the stage."""
        parts = output_path.parts
        relative = "/".join(parts)
        if not parts or output_path.is_absolute() or ".." in parts or "\0" in relative:
            message = _("{path} is no place in the site").format(path=str(output_path))
            raise problem("output-outside", message, self._published)
        if relative in self._outputs:
            message = _("two sources are written to this file")
            raise problem("output-twice", message, self._published / relative)
        folder = relative.rpartition("/")[0]
        if not self._has_stage or folder not in self._folders:
            with self._writing(folder):
                self._make_stage()
                self._make_folder(folder)
        self._outputs.add(relative)
        return relative

    def _make_folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._make_folder(folder.rpartition("/")[0])
        os.mkdir(f"{self._stage}/{folder}")  # noqa: PTH102 (once per page: Path is slow)
        self._folders.add(folder)

    @contextlib.contextmanager
    def _writing(self, relative: str = "") -> Iterator[None]:
        """Turn what the system says into a diagnostic on a place of the published site."""
        try:
            yield
        except ProblemsError:
            raise
        except (OSError, UnicodeEncodeError) as error:
            raise _diagnosed(error, self._published / relative) from error


def _diagnosed(error: OSError | UnicodeEncodeError, path: Path) -> OutputError:
    if isinstance(error, UnicodeEncodeError):
        return problem("output-name", str(error), path)
    if isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
        message = _("this is both a file and a folder, or the same name in another case")
        return problem("output-conflict", message, path)
    if error.errno == errno.ENAMETOOLONG:
        hint = _("give the page a shorter `permalink`")
        return problem("output-name", _("the name is too long for this disk"), path, hint)
    return unwritable(path, error)
