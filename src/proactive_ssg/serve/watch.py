"""Which files of a site change: one shallow watch of its root, one deep watch of the folders that matter."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from watchfiles import Change, watch
from watchfiles.main import FileChange

from proactive_ssg.config import Config
from proactive_ssg.extensions.site_plugins import plugin_folders
from proactive_ssg.signals import signals_wait

__all__ = ["Watcher", "watched_folders"]

QUIET_MS, LONGEST_MS, TICK_MS = 20, 600, 100
TOGETHER_MS = 8
"""What both watches tell of one change comes within this: each has waited for the quiet after it by then."""
NEVER = {"__pycache__", "node_modules", ".git", ".hg", ".svn", ".venv", ".proactive-cache", ".jekyll-cache"}
EDITOR_ENDINGS = ("~", ".swp", ".swx", ".swo", ".tmp", ".part", ".crswap")
EDITOR_STARTS = (".#", "#", ".goutputstream", ".DS_Store", "4913", ".~lock")


def watched_folders(config: Config) -> set[Path]:
    """The folders to watch deeply: the content, the layouts, files beside them, whatever begins with ``_``.

    Where the source is the root itself (as Jekyll has it) any folder of it may hold pages.
    """
    wanted = {config.source, config.templates_dir, *config.static_dirs, *plugin_folders(config)}
    if config.theme is not None and config.theme.is_mine:
        wanted.add(config.theme.root)
    flat = config.source == config.root
    for child in _folders(config.root):
        named = child.name in config.include or not child.name.startswith(".")
        if (flat and named) or child.name.startswith("_"):
            wanted.add(child)
    wanted -= {config.root, config.destination}
    found = {path for path in wanted if path.is_dir() and not _is_foreign(path)}
    return {path for path in found if not found.intersection(path.parents)}


def is_output(path: Path, config: Config) -> bool:
    """Is this a file of the built site, or of one that grows beside it (``output/staging.py``)?"""
    destination = config.destination
    aside = str(destination.with_name(f".{destination.name}."))
    return path.is_relative_to(destination) or str(path).startswith(aside)


def is_input(path: Path, config: Config, deep: set[Path]) -> bool:
    """Does a build read this file, or would it if the file is new?"""
    if path in config.files or path in deep or not deep.isdisjoint(path.parents):
        return True
    if path.parent != config.root:
        return False
    names = {"content", "uploads", config.templates_dir.name}
    return config.source == config.root or path.name.startswith("_") or path.name in names


def _folders(root: Path) -> list[Path]:
    try:
        return [child for child in root.iterdir() if child.is_dir()]
    except OSError:
        return []


def _is_foreign(folder: Path) -> bool:
    """Folders of other tools, large and never content: a virtual environment, node_modules."""
    return folder.name in NEVER or (folder / "pyvenv.cfg").exists()


class Watcher:
    """Collects changes while a build runs and hands them out in groups. Use as a context."""

    def __init__(self, *, force_polling: bool = False) -> None:
        self._queue: queue.Queue[set[FileChange] | BaseException] = queue.Queue()
        self._polling = force_polling
        self._watches: list[tuple[threading.Event, threading.Thread]] = []
        self._key: object = None
        self._deep: set[Path] = set()
        self._config: Config | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def follow(self, config: Config) -> None:
        """Watch what belongs to ``config`` from now on; cheap when that is what is watched already."""
        deep = watched_folders(config)
        shallow = {config.root, *(path.parent for path in (*config.files, *deep))} - deep
        key = (frozenset(shallow), frozenset(deep))
        self._config = config
        if key == self._key:
            return
        self._stop()
        self._key, self._deep = key, deep
        for paths, recursive in ((shallow, False), (deep, True)):
            if paths:
                self._start(sorted(paths), recursive=recursive)

    def changes(self) -> Iterator[set[Path]]:
        """Groups of changed files, as they come; runs until it is interrupted."""
        while True:
            # With a time limit: without one, Windows does not deliver Ctrl-C.
            with contextlib.suppress(queue.Empty):
                group = self._taken(self._queue.get(timeout=0.5))
                # One change of the user can come through both watches: what follows at once belongs to it.
                with contextlib.suppress(queue.Empty):
                    while True:
                        group |= self._taken(self._queue.get(timeout=TOGETHER_MS / 1000))
                if group:
                    yield group

    def _taken(self, item: set[FileChange] | BaseException) -> set[Path]:
        if isinstance(item, BaseException):
            raise item
        if any(self._unsettles(change, Path(path)) for change, path in item):
            self._key = None
        return {path for path in (Path(name) for _change, name in item) if self._matters(path)}

    def _unsettles(self, change: Change, path: Path) -> bool:
        """Must the watch be set up anew?

        A folder that was removed and made again is another one: its watch is gone. And what was put into a
        new folder before the watch reached it was seen by nobody.
        """
        return (change is not Change.modified and path in self._deep) or (
            change is Change.added and path.is_dir() and self._matters(path)
        )

    def _matters(self, path: Path) -> bool:
        if path.name.endswith(EDITOR_ENDINGS) or path.name.startswith(EDITOR_STARTS):
            return False
        if self._config is None or NEVER.intersection(path.parts[-3:]):
            return False
        return not is_output(path, self._config) and is_input(path, self._config, self._deep)

    def _start(self, paths: list[Path], *, recursive: bool) -> None:
        stop, ready = threading.Event(), threading.Event()
        thread = threading.Thread(
            target=self._run, args=(paths, recursive, stop, ready), name="preview-watch", daemon=True
        )
        with signals_wait():  # a Ctrl-C in between would leave a thread that cannot be joined
            thread.start()
            self._watches.append((stop, thread))
        # A change between this call and the watch itself would be lost: wait until it stands.
        ready.wait(5)

    def _run(self, paths: list[Path], recursive: bool, stop: threading.Event, ready: threading.Event) -> None:
        try:
            self._collect(paths, recursive, stop, ready, polling=self._polling)
        except OSError:
            # The system has no watch left (or knows none for this file system): look at the files in turn.
            try:
                self._collect(paths, recursive, stop, ready, polling=True)
            except Exception as problem:
                self._queue.put(problem)
        except Exception as problem:
            self._queue.put(problem)
        finally:
            ready.set()

    def _collect(
        self,
        paths: list[Path],
        recursive: bool,
        stop: threading.Event,
        ready: threading.Event,
        *,
        polling: bool,
    ) -> None:
        for changed in watch(
            *paths,
            watch_filter=None,
            debounce=LONGEST_MS,
            step=QUIET_MS,
            stop_event=stop,
            rust_timeout=TICK_MS,
            yield_on_timeout=True,
            force_polling=polling or None,
            recursive=recursive,
            ignore_permission_denied=True,
        ):
            ready.set()
            if changed:
                self._queue.put(changed)

    def _stop(self) -> None:
        for stop, _thread in self._watches:
            stop.set()
        for _stop, thread in self._watches:
            thread.join(1)
        self._watches.clear()
