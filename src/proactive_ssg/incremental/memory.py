"""What the last build knows of each page, and what texts were converted to."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from proactive_ssg.config import Config
from proactive_ssg.fingerprint import fingerprint, of_bytes
from proactive_ssg.incremental.diagnostic_json import from_json, to_json
from proactive_ssg.incremental.limits import Limits, limits_of, shows_time
from proactive_ssg.incremental.store import Store
from proactive_ssg.journal import Query
from proactive_ssg.kramdown import Result
from proactive_ssg.model.page import Page, page_key
from proactive_ssg.model.site import Site
from proactive_ssg.render import Answers, Dangling, Outcome, ReferenceChecker
from proactive_ssg.render.order import Order
from proactive_ssg.render.packing import unpack
from proactive_ssg.repair.log import from_rows, to_rows

__all__ = ["BuildMemory", "Published", "Row", "forget_unneeded"]

Published = Callable[[str], tuple[str, os.stat_result] | None]
"""Path and status of a plain file of the published site, by its path in there."""

MOST_RESTLESS = 50
_OF_PAGES = frozenset(("page", "text"))
_OF_ALL = frozenset(("model", "anything"))
_OF_TEXTS = _OF_PAGES | _OF_ALL
_PAGE, _TRACE, _REFERENCES, _CONVERSION, _STATE = "page", "trace", "references", "conversion", "state"


@dataclass(slots=True)
class Row:
    """A page as it was rendered: what it was made of, what it asked, which file it became, what it said."""

    own: str
    trace: str
    output: str
    stamp: list[int] = field(default_factory=list)
    digest: str = ""
    problems: list[Any] = field(default_factory=list)
    dangling: list[Any] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    without_layout: bool = False
    used: list[str] = field(default_factory=list)
    repairs: list[Any] = field(default_factory=list)

    def to_bytes(self) -> bytes:
        return json.dumps([getattr(self, name) for name in self.__slots__], ensure_ascii=True).encode()

    @classmethod
    def of(cls, payload: bytes) -> Row:
        return cls(*json.loads(payload.decode()))


class BuildMemory:
    """Implements :class:`~proactive_ssg.render.memory.Memory` on a store.

    ``scope``: a prefix of its own for each site that a build makes; ``settings``: the fingerprint of what
    every page depends on without asking; ``published``: the files of the last build.
    """

    def __init__(self, store: Store, scope: str, settings: str, published: Published, config: Config) -> None:
        self._config = config
        self._asked: set[Query] = set()
        self._store = store
        self._scope = scope
        self._settings = settings
        self._published = published
        self._rows: dict[str, Row] = {}
        self._seen: set[str] = set()
        self._checked: dict[str, bool] = {}
        self._traces: dict[str, list[tuple[Query, str]]] = {}
        self._traces_of: dict[frozenset[Query], str] = {}
        self._new: dict[str, tuple[str, Row]] = {}
        self._old: dict[str, bytes] = {}
        self._changed = False
        self.spans: list[tuple[int, int, int]] = []
        """From where to where the diagnostics of the build are those of which page, by its number."""
        self._used: set[str] = set()
        self.reasons: dict[PurePosixPath, Query] = {}
        """Why each page was rendered: a question whose answer has changed, or ``self``, ``new``, ``file``."""

    # -- what rendering asks ---------------------------------------------------------------------

    def begin(self, answers: Answers, references: ReferenceChecker) -> None:
        self._answers, self._references = answers, references
        state = self._store.get(_STATE, self._scope)
        settings, _sep, urls = (state or b"").decode().partition(" ")
        self._same_urls = urls == references.urls
        self._same_settings = settings == self._settings
        self._old = {
            key.removeprefix(self._scope): payload
            for key, payload in self._store.all(_PAGE).items()
            if key.startswith(self._scope)
        }

    def recall(self, page: Page) -> Outcome | None:
        key = page_key(page)
        payload = self._old.get(key)
        if payload is None or key in self._seen:
            return self._stale(page, ("new",))
        if not self._same_settings:
            return self._stale(page, ("settings",))
        row = Row.of(payload)
        if row.own != self._answers.own(page):
            return self._stale(page, ("self",))
        if (changed := self._changed_answer(row.trace, page)) is not None:
            return self._stale(page, changed)
        if row.output and not self._is_published(row):
            return self._stale(page, ("file", row.output))
        self._seen.add(key)
        self._rows[key] = row
        return self._outcome(page, key, row)

    def _stale(self, page: Page, reason: Query) -> Outcome | None:
        self.reasons[page.output_path] = reason
        self._changed = True
        return None

    def _outcome(self, page: Page, key: str, row: Row) -> Outcome | None:
        dangling, wrong = [Dangling(*each) for each in row.dangling], row.wrong
        if not self._same_urls and row.output:
            stored = self._store.get(_REFERENCES, self._scope + key)
            if stored is None:
                return self._stale(page, ("file", row.output))
            before = dangling, wrong
            dangling, wrong = self._references.check(page, json.loads(stored))
            if (dangling, wrong) != before:
                row.dangling, row.wrong = dangling, wrong
                self._keep(key, row)
        return Outcome(
            kept=bool(row.output),
            problems=from_json(row.problems, page.path),
            dangling=dangling,
            wrong=wrong,
            without_layout=row.without_layout,
            repairs=from_rows(row.repairs),
        )

    def _changed_answer(self, trace: str, page: Page) -> Query | None:
        """The first question of a trace whose answer is another one now."""
        if self._checked.get(trace):
            return None
        known = self._trace(trace)
        if known is None:
            return ("new",)
        for_all = True
        # From the end: a template is a better reason than the layout that it is.
        for query, answer in reversed(known):
            if self._answers.of(query, page) != answer:
                return query
            for_all = for_all and self._answers.is_for_all(query)
        if for_all:
            self._checked[trace] = True
        return None

    def _trace(self, trace: str) -> list[tuple[Query, str]] | None:
        if trace not in self._traces:
            payload = self._store.get(_TRACE, trace)
            if payload is None:
                return None
            self._traces[trace] = [(tuple(query), answer) for query, answer in json.loads(payload)]
        return self._traces[trace]

    def _is_published(self, row: Row) -> bool:
        """Is the file in the destination the one that was written?"""
        found = self._published(row.output)
        if found is None:
            return False
        path, status = found
        if row.stamp == _stamp(status):
            return True
        if row.stamp[0] != status.st_size:
            return False
        try:
            with open(path, "rb") as file:  # noqa: PTH123 (once per page: Path is slow)
                same = of_bytes(file.read()) == row.digest
        except OSError:
            return False
        if same:  # brought here by another program, which gave it another time
            row.stamp = _stamp(status)
            self._changed = True
        return same

    # -- what rendering tells --------------------------------------------------------------------

    def remember(self, page: Page, outcome: Outcome) -> None:
        key = page_key(page)
        if key in self._seen or outcome.failed or outcome.shared or outcome.outputs or outcome.late:
            self.observe(outcome)
            return
        self._keep_conversions(outcome)
        self._seen.add(key)
        row = Row(
            self._answers.own(page),
            self._trace_of(outcome.asked, page),
            "" if outcome.content is None else str(page.output_path),
            digest="" if outcome.content is None else of_bytes(outcome.content),
            problems=to_json(outcome.problems, page.path),
            dangling=outcome.dangling,
            wrong=outcome.wrong,
            without_layout=outcome.without_layout,
            used=sorted(outcome.used),
            repairs=to_rows(outcome.repairs),
        )
        self._store.put(_REFERENCES, self._scope + key, json.dumps(outcome.references).encode())
        self._rows[key] = row
        if outcome.content is None:
            self._keep(key, row)
        else:
            self._new[row.output] = (key, row)

    def told(self, number: int, start: int, end: int) -> None:
        self.spans.append((start, end, number))

    def observe(self, outcome: Outcome) -> None:
        self._keep_conversions(outcome)
        self._asked |= outcome.asked
        self._used |= outcome.used

    def _keep_conversions(self, outcome: Outcome) -> None:
        for key, packed in outcome.conversions.items():
            self._store.put(_CONVERSION, key, packed)

    def written(self, output: str, status: os.stat_result) -> None:
        """The page that becomes this file was written, be it into the stage."""
        if output in self._new:
            key, row = self._new.pop(output)
            row.stamp = _stamp(status)
            self._keep(key, row)

    def _keep(self, key: str, row: Row) -> None:
        self._store.put(_PAGE, self._scope + key, row.to_bytes())
        self._changed = True

    def _trace_of(self, asked: set[Query], page: Page) -> str:
        questions = frozenset(asked)
        trace = self._traces_of.get(questions)
        if trace is None:
            answers = [(query, self._answers.of(query, page)) for query in sorted(asked)]
            trace = fingerprint(answers)
            if trace not in self._traces:
                self._traces[trace] = answers
                self._store.put(_TRACE, trace, json.dumps(answers).encode())
            if all(map(self._answers.is_for_all, asked)):  # then so it is for the next page that asks them
                self._traces_of[questions] = trace
        return trace

    def conversion(self, key: str) -> Result | None:
        payload = self._store.get(_CONVERSION, key)
        return None if payload is None else unpack(payload)

    # -- for a build that renders a few pages only -----------------------------------------------

    def row(self, key: str) -> Row | None:
        """What is known of the page with this key."""
        payload = self._store.get(_PAGE, self._scope + key)
        return None if payload is None else Row.of(payload)

    def revise(self, page: Page, outcome: Outcome, answers: Answers, status: os.stat_result | None) -> None:
        """The page was rendered, and its file has this ``status``."""
        self._answers = answers
        self.remember(page, outcome)
        if status is not None:
            self.written(str(page.output_path), status)

    def readers(self, numbers: Mapping[str, int]) -> dict[str, list[int]] | None:
        """Of each page, the numbers of those that asked for it; None where nobody wrote that down."""
        found: dict[str, list[int]] = {}
        if any(query[0] in _OF_TEXTS for query in self._asked):
            return None
        asked: dict[str, list[str]] = {}
        for key, row in self._rows.items():
            if row.trace not in asked:
                queries = self._trace(row.trace) or ()
                if any(query[0] in _OF_ALL for query, _answer in queries):
                    return None
                asked[row.trace] = [query[1] for query, _answer in queries if query[0] in _OF_PAGES]
            for other in asked[row.trace]:
                found.setdefault(other, []).append(numbers[key])
        return found

    def whole(self) -> tuple[Site, Order, dict[str, list[int]], list[int]] | None:
        """The site, its order, who read which page, and who shows the time, after a build of all of it."""
        answers = self._answers
        numbers = {page_key(page): number for number, page in enumerate(answers.order.pages)}
        readers = self.readers(numbers)
        restless = [numbers[key] for key in self.restless]
        return None if readers is None else (answers.site, answers.order, readers, restless)

    # -- the end ---------------------------------------------------------------------------------

    def finish(self) -> None:
        """The site is published: forget what no page of it needs."""
        state = f"{self._settings} {self._references.urls}".encode()
        if state != self._store.get(_STATE, self._scope):
            self._store.put(_STATE, self._scope, state)
        gone = self._old.keys() - self._rows.keys()
        if gone or self._changed:
            for kind in (_PAGE, _REFERENCES):
                self._store.drop(kind, (self._scope + key for key in gone))

    @property
    def restless(self) -> list[str]:
        """The pages that are others in every build, by their keys: they show the time."""
        moving = {trace for trace in self._all_traces() if self._shows_time(trace)}
        found = [key for key, row in self._rows.items() if row.trace in moving]
        return found if len(found) <= MOST_RESTLESS else []

    def _all_traces(self) -> set[str]:
        return {row.trace for row in self._rows.values()}

    def _shows_time(self, trace: str) -> bool:
        queries = [query for query, _answer in self._trace(trace) or ()]
        return shows_time(queries, fixed_time=bool(self._config.settings.get("time")))

    def limits(self) -> Limits:
        """How long the pages stay what they are, but for those that are :attr:`restless`."""
        traces = self._all_traces()
        if self.restless:
            traces = {trace for trace in traces if not self._shows_time(trace)}
        asked = {query for trace in traces for query, _answer in self._trace(trace) or ()}
        fixed_time = bool(self._config.settings.get("time"))
        return limits_of(asked | self._asked, self._config.timezone, fixed_time=fixed_time)

    @property
    def needed(self) -> tuple[set[str], set[str]]:
        """The traces and the conversions that the pages of this site were made with."""
        traces = {row.trace for row in self._rows.values()}
        return traces, {key for row in self._rows.values() for key in row.used} | self._used


def forget_unneeded(store: Store, memories: list[BuildMemory]) -> None:
    """Drop the traces and conversions that no page of any of the sites was made with."""
    traces = set[str]().union(*(memory.needed[0] for memory in memories))
    conversions = set[str]().union(*(memory.needed[1] for memory in memories))
    store.drop(_TRACE, store.keys(_TRACE) - traces)
    store.drop(_CONVERSION, store.keys(_CONVERSION) - conversions)


def _stamp(status: os.stat_result) -> list[int]:
    return [status.st_size, status.st_mtime_ns, status.st_ino]
