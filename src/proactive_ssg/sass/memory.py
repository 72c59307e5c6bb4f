"""Stylesheets that an earlier build compiled: what the compiler said, while all that it read is as it was."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from typing import Any, Protocol

from proactive_ssg.fingerprint import fingerprint
from proactive_ssg.sass.options import SassOptions
from proactive_ssg.sass.places import path_of
from proactive_ssg.sass.protocol import Answer, Event, Place, Request
from proactive_ssg.sass.sources import Loaded, Sources

__all__ = ["KnownAnswers", "StylesheetStore"]

_RACY_NS = 20_000_000
"""A file that changed so shortly before the build may have been read before it changed."""


class StylesheetStore(Protocol):
    """Where the entries are kept from one build to the next."""

    def recall(self, key: str) -> bytes | None:
        """What was remembered under this key."""
        ...

    def remember(self, key: str, payload: bytes) -> None:
        """Keep this for the next build."""
        ...

    def used(self, key: str, files: Iterable[str] | None) -> None:
        """The site is made with this entry, and so of these files and folders; None: they are not known."""
        ...


class KnownAnswers:
    """The compiler's answers of earlier builds, for the stylesheets of one site.

    An answer is good while the text, the options and the compiler are the same, and so is every file that was
    loaded; and no file has come that ``@use`` would find before one of these (:mod:`.sources`).
    """

    def __init__(self, options: SassOptions, store: StylesheetStore | None) -> None:
        self._options = options
        self._store = store
        self._sources = Sources(options.load_paths)
        self._begun = time.time_ns()

    def recall(self, requests: tuple[Request, ...]) -> Answer | None:
        """The answer to ``requests``, each made where the one before has failed; None if it is not known."""
        if self._store is None:
            return None
        key = self._key(requests)
        payload = self._store.recall(key)
        if payload is None:
            return None
        kept: dict[str, Any] = json.loads(payload)
        loaded = _loaded(requests, kept["files"])
        if _stamps(kept["compiler"]) != kept["compiler"] or self._state(loaded) != kept["state"]:
            return None
        self._store.used(key, self._sources.watched(loaded))
        return _answer(kept["answer"])

    def remember(
        self,
        requests: tuple[Request, ...],
        answers: tuple[Answer, ...],
        compiler: tuple[str, ...],
    ) -> None:
        """The last of ``answers`` is the good one; ``compiler``: its files, none where they are not known."""
        if self._store is None:
            return
        key = self._key(requests)
        files = _files(requests, answers)
        loaded = None if files is None else _loaded(requests, files)
        state = None if loaded is None else self._state(loaded)
        if loaded is None or state is None:
            self._store.used(key, None)
            return
        self._store.used(key, self._sources.watched(loaded))
        if compiler and self._sources.newest(loaded) < self._begun - _RACY_NS:
            kept = {
                "compiler": _stamps((path,) for path in compiler),
                "files": files,
                "state": state,
                "answer": _plain(answers[-1]),
            }
            self._store.remember(key, json.dumps(kept).encode("utf-8", "surrogatepass"))

    def _key(self, requests: tuple[Request, ...]) -> str:
        return fingerprint(requests, self._options)

    def _state(self, loaded: Loaded) -> str | None:
        """The fingerprint of all that was loaded and of the names around it; None where a file is missing."""
        contents = [self._sources.content(path) for path in loaded.files]
        return None if None in contents else fingerprint(contents, self._sources.names(loaded))


def _files(requests: tuple[Request, ...], answers: tuple[Answer, ...]) -> list[str] | None:
    """The files that were loaded, without the texts that were given; None where one is no file."""
    found: dict[str, None] = {}
    for request, answer in zip(requests, answers, strict=False):
        for url in answer.loaded:
            if url != request.url:
                path = path_of(url)
                if path is None:
                    return None
                found[str(path)] = None
    return list(found)


def _loaded(requests: tuple[Request, ...], files: Iterable[str]) -> Loaded:
    paths = (path_of(request.url) for request in requests)
    folders = tuple(str(path.parent) for path in paths if path is not None)
    return Loaded(folders, tuple(files), climbs=any("../" in request.text for request in requests))


def _stamps(files: Iterable[Any]) -> list[list[Any]]:
    """Path, size and time of the compiler's files: they are too large to be read."""
    found: list[list[Any]] = []
    for path, *_old in files:
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            continue
        found.append([str(path), status.st_size, status.st_mtime_ns])
    return found


def _plain(answer: Answer) -> list[Any]:
    events = [
        [event.message, _plain_place(event.place), event.trace, event.deprecation, event.is_debug]
        for event in answer.events
    ]
    return [answer.css, answer.source_map, answer.loaded, events]


def _plain_place(place: Place | None) -> list[Any] | None:
    return None if place is None else [place.url, place.line, place.column, place.context]


def _answer(kept: list[Any]) -> Answer:
    css, source_map, loaded, said = kept
    events = tuple(
        Event(message, None if place is None else Place(*place), trace, deprecation, is_debug)
        for message, place, trace, deprecation, is_debug in said
    )
    return Answer(css, source_map, loaded=tuple(loaded), events=events)
