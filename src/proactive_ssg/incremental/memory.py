"""What the last build knows of each page, and what texts were converted to."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from proactive_ssg.config import Config
from proactive_ssg.fingerprint import of_bytes
from proactive_ssg.incremental.diagnostic_json import from_json, to_json
from proactive_ssg.incremental.index import Index
from proactive_ssg.incremental.limits import Limits, limits_of
from proactive_ssg.incremental.row import Row, stamp
from proactive_ssg.incremental.store import Store
from proactive_ssg.incremental.traces import Traces, forget_traces, is_of_template, is_of_text
from proactive_ssg.journal import Query
from proactive_ssg.kramdown import Result
from proactive_ssg.model.page import Page, page_key
from proactive_ssg.model.site import Site
from proactive_ssg.render import Answers, Dangling, Outcome, ReferenceChecker
from proactive_ssg.render.order import Order
from proactive_ssg.render.packing import unpack
from proactive_ssg.repair.log import from_rows, to_rows

__all__ = ["BuildMemory", "Published", "forget_unneeded"]

Published = Callable[[str], tuple[str, os.stat_result] | None]
"""Path and status of a plain file of the published site, by its path in there."""

MOST_RESTLESS = 50
_PAGE, _REFERENCES, _CONVERSION, _STATE = "page", "references", "conversion", "state"


class BuildMemory:
    """Implements :class:`~proactive_ssg.render.memory.Memory` on a store.

    ``scope``: a prefix of its own for each site that a build makes; ``settings``: the fingerprint of what
    every page depends on without asking; ``published``: the files of the last build.
    """

    def __init__(self, store: Store, scope: str, settings: str, published: Published, config: Config) -> None:
        self._timezone = config.timezone
        self._fixed_time = bool(config.settings.get("time"))
        self._traces = Traces(store, fixed_time=self._fixed_time)
        self._asked: set[Query] = set()
        self._store = store
        self._scope = scope
        self._settings = settings
        self._published = published
        self._rows: dict[str, Row] = {}
        self._seen: set[str] = set()
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
        if (changed := self._traces.changed(row.trace, page, self._answers)) is not None:
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

    def _is_published(self, row: Row) -> bool:
        """Is the file in the destination the one that was written?"""
        found = self._published(row.output)
        if found is None:
            return False
        path, status = found
        if row.stamp == stamp(status):
            return True
        if row.stamp[0] != status.st_size:
            return False
        try:
            with open(path, "rb") as file:  # noqa: PTH123 (once per page: Path is slow)
                same = of_bytes(file.read()) == row.digest
        except OSError:
            return False
        if same:  # brought here by another program, which gave it another time
            row.stamp = stamp(status)
            self._changed = True
        return same

    # -- what rendering tells --------------------------------------------------------------------

    def remember(self, page: Page, outcome: Outcome, own: str = "") -> None:
        key = page_key(page)
        if key in self._seen or outcome.failed or outcome.shared or outcome.outputs or outcome.late:
            self.observe(outcome)
            return
        self._keep_conversions(outcome)
        self._seen.add(key)
        row = Row(
            own or self._answers.own(page),
            self._traces.add(outcome.asked, page, self._answers),
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
            row.stamp = stamp(status)
            self._keep(key, row)

    def _keep(self, key: str, row: Row) -> None:
        self._store.put(_PAGE, self._scope + key, row.to_bytes())
        self._changed = True

    def conversion(self, key: str) -> Result | None:
        payload = self._store.get(_CONVERSION, key)
        return None if payload is None else unpack(payload)

    # -- for a build that renders a few pages only -----------------------------------------------

    @property
    def traces(self) -> Traces:
        return self._traces

    def row(self, key: str) -> Row | None:
        """What is known of the page with this key."""
        payload = self._store.get(_PAGE, self._scope + key)
        return None if payload is None else Row.of(payload)

    def revise(
        self, page: Page, outcome: Outcome, answers: Answers, status: os.stat_result | None, own: str
    ) -> None:
        """The page was rendered, and its file has this ``status``; ``own``: the answer on itself."""
        self._answers = answers
        self.remember(page, outcome, own)
        if status is not None:
            self.written(str(page.output_path), status)

    def index(self, numbers: Mapping[str, int]) -> Index | None:
        """Who read what, by the ``numbers`` of pages; None where nobody wrote that down."""
        if any(map(is_of_text, self._asked)):
            return None
        found = Index()
        known: dict[str, tuple[list[str], list[str]]] = {}
        for key, row in self._rows.items():
            if row.trace not in known:
                pages = self._traces.pages_in(row.trace)
                if pages is None:
                    return None
                known[row.trace] = pages, self._traces.files_in(row.trace)
            pages, files = known[row.trace]
            for other in pages:
                found.readers.setdefault(other, []).append(numbers[key])
            for path in files:
                found.includers.setdefault(path, []).append(numbers[key])
        return found

    def whole(self) -> tuple[Site, Order, Index] | None:
        """The site, its order, and who read what, after a build of all of it."""
        answers = self._answers
        pages = answers.order.pages
        numbers = {page_key(page): number for number, page in enumerate(pages)}
        index = self.index(numbers)
        if index is None:
            return None
        index.number_pages(str(page.path) for page in pages)
        index.restless = [numbers[key] for key in self.restless]
        of_templates = filter(is_of_template, sorted(self._asked))
        index.asked = [(query, answers.of(query, pages[0])) for query in of_templates]
        return answers.site, answers.order, index

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
        moving = set(filter(self._traces.shows_time, self._all_traces()))
        found = [key for key, row in self._rows.items() if row.trace in moving]
        return found if len(found) <= MOST_RESTLESS else []

    def limits(self) -> Limits:
        """How long the pages stay what they are, but for those that are :attr:`restless`."""
        traces = self._all_traces()
        if self.restless:
            traces = {trace for trace in traces if not self._traces.shows_time(trace)}
        asked = {query for trace in traces for query in self._traces.queries(trace)}
        return limits_of(asked | self._asked, self._timezone, fixed_time=self._fixed_time)

    def _all_traces(self) -> set[str]:
        return {row.trace for row in self._rows.values()}

    @property
    def needed(self) -> tuple[set[str], set[str]]:
        """The traces and the conversions that the pages of this site were made with."""
        used = {key for row in self._rows.values() for key in row.used}
        return self._all_traces(), used | self._used


def forget_unneeded(store: Store, memories: list[BuildMemory]) -> None:
    """Drop the traces and conversions that no page of any of the sites was made with."""
    needed = [memory.needed for memory in memories]
    forget_traces(store, set[str]().union(*(traces for traces, _conversions in needed)))
    conversions = set[str]().union(*(conversions for _traces, conversions in needed))
    store.drop(_CONVERSION, store.keys(_CONVERSION) - conversions)
