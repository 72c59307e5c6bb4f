"""What is known of the pages that a few changed texts concern."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostic
from proactive_ssg.incremental import told_bytes
from proactive_ssg.incremental.diagnostic_json import to_json
from proactive_ssg.incremental.limits import limits_of
from proactive_ssg.incremental.memory import BuildMemory
from proactive_ssg.incremental.row import Row
from proactive_ssg.incremental.snapshot import (
    SNAPSHOT,
    TOLD,
    Comparison,
    KeptDiagnostics,
    keep_repairs,
    stamp_of_output,
)
from proactive_ssg.incremental.store import Store
from proactive_ssg.incremental.stored_site import StoredSite, dump_site, load_site
from proactive_ssg.journal import Query
from proactive_ssg.kramdown import Result
from proactive_ssg.model.page import Page, page_key
from proactive_ssg.model.site import Site
from proactive_ssg.render import Answers, Outcome
from proactive_ssg.result import BuildResult

if TYPE_CHECKING:
    import os

    from proactive_ssg.output import Staging
    from proactive_ssg.render.order import Order

__all__ = ["Revision", "Told", "keep_site"]

SITE = "site"
MOST = 40
"""Changed files from which on a whole build takes no longer."""


class Told(NamedTuple):
    """The diagnostics after the change; ``content`` is None where they are what they were."""

    content: bytes | None
    warnings: int


@dataclass(slots=True)
class Revision:
    """Opened for one build; ``affected``: the numbers of the pages to render, in the order of rendering."""

    store: Store
    comparison: Comparison
    stored: StoredSite
    changed_pages: list[Page]
    affected: dict[int, Query]
    restless: frozenset[int]
    memory: BuildMemory
    config: Config
    rows: dict[str, Row] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    asked: set[Query] = field(default_factory=set)

    @property
    def site(self) -> Site:
        return self.stored.site

    @property
    def late(self) -> tuple[tuple[int, Page], ...]:
        return self.stored.late

    @classmethod
    def open(cls, store: Store, comparison: Comparison, config: Config, now: datetime) -> Revision | None:
        """None where something else than texts of pages changed, or too much."""
        if len(comparison.changed) > MOST:
            return None
        content, index = store.get(SITE, "1"), store.get(SITE, "index")
        if content is None or index is None:
            return None
        numbers, askers, restless = json.loads(index)
        if not all(path in numbers for path in comparison.changed):
            return None
        stored = load_site(content, config, now)
        pages = stored.pages
        changed = {numbers[path] for path in comparison.changed}
        affected: dict[int, Query] = dict.fromkeys(changed, ("self",))
        for number in changed:
            key = page_key(pages[number])
            for asker in askers.get(key, ()):
                affected.setdefault(asker, ("page", key))
        for number in restless:
            affected.setdefault(number, ("time",))
        changed_pages = [pages[number] for number in sorted(changed)]
        memory = BuildMemory(store, ".|", "", lambda _path: None, config)
        return cls(store, comparison, stored, changed_pages, affected, frozenset(restless), memory, config)

    def conversion(self, key: str) -> Result | None:
        return self.memory.conversion(key)

    def reason(self, page: Page) -> Query:
        """Why the page was rendered."""
        return self.affected[self.numbers[page_key(page)]]

    def told(self, outcomes: Iterable[tuple[Page, Outcome]], order: Order) -> Told | None:
        """What the build has to say now; None where a page says something new about other files."""
        places = {id(page): number for number, page in enumerate(order.pages)}
        changed: dict[int, list[Diagnostic]] = {}
        for page, outcome in outcomes:
            key = page_key(page)
            self.numbers[key] = number = places[id(page)]
            row = self.memory.row(key)
            if row is None or not _speaks_of_itself(page, outcome):
                return None
            if row.wrong != outcome.wrong or row.without_layout != outcome.without_layout:
                return None
            problems = to_json(outcome.problems, page.path)
            if (problems, [list(each) for each in outcome.dangling]) != (row.problems, row.dangling):
                if any(path not in (0, None) for _severity, _code, _message, path, *_rest in row.problems):
                    return None
                dangling = (each.told(page.path) for each in outcome.dangling)
                changed[number] = [*dict.fromkeys(outcome.problems), *dangling]
        if not changed:
            return Told(None, self.comparison.kept["warnings"])
        return self._changed_told(changed)

    def _changed_told(self, changed: Mapping[int, list[Diagnostic]]) -> Told | None:
        content = self.store.get(TOLD, "1")
        if content is None:
            return None
        items, told_spans = told_bytes.from_bytes(content)
        spans = {number: (start, end) for start, end, number in told_spans}
        order = sorted({*spans, *changed})
        first = min((start for start, _end in spans.values()), default=None)
        if first is None:
            return None  # where they belong among the others, nobody wrote down
        made, new_spans, at = items[:first], [], first
        for number in order:
            start, end = spans.get(number, (at, at))
            made += items[at:start]
            begin = len(made)
            made += changed.get(number, items[start:end])
            at = end
            if len(made) > begin:
                new_spans.append([begin, len(made), number])
        made += items[at:]
        warnings = len(made) - self.comparison.kept["errors"]
        return Told(told_bytes.to_bytes(made, new_spans), warnings)

    def remember(self, page: Page, outcome: Outcome, answers: Answers, status: os.stat_result | None) -> None:
        """The page was rendered, and its file has this ``status``."""
        self.memory.revise(page, outcome, answers, status)
        if self.numbers[page_key(page)] not in self.restless:
            self.asked |= outcome.asked

    def commit(self, result: BuildResult, told: Told, staging: Staging) -> None:
        """The site is published."""
        kept = self.comparison.kept
        fixed_time = bool(self.config.settings.get("time"))
        keep_repairs(self.store, result.repairs)
        limits = limits_of(self.asked, self.config.timezone, fixed_time=fixed_time)
        readers = self.memory.readers(self.numbers)
        if not limits.known or readers is None or not self._note(readers):
            for kind in (SNAPSHOT, TOLD):
                self.store.drop(kind, ("1",))
        else:
            kept["stamps"] |= self.comparison.stamps
            kept["outputs"] |= {path: stamp_of_output(status) for path, status in staging.outputs.items()}
            if limits.until is not None:
                kept["until"] = min(filter(None, (kept["until"], limits.until.timestamp())))
            kept["warnings"] = told.warnings
            self.store.put(SNAPSHOT, "1", json.dumps(kept).encode())
            if told.content is not None:
                self.store.put(TOLD, "1", told.content)
                result.diagnostics = KeptDiagnostics(kept["errors"], told.warnings, told.content)
        self.store.commit()

    def _note(self, readers: Mapping[str, list[int]]) -> bool:
        """Who reads which page from now on; what was read before and is no longer does no harm."""
        if readers:
            content = self.store.get(SITE, "index")
            if content is None:
                return False
            numbers, known, restless = json.loads(content)
            for key, found in readers.items():
                known[key] = sorted({*known.get(key, ()), *found})
            self.store.put(SITE, "index", json.dumps([numbers, known, restless]).encode())
        return True


def _speaks_of_itself(page: Page, outcome: Outcome) -> bool:
    return all(problem.path in (page.path, None) for problem in outcome.problems)


def keep_site(store: Store, memory: BuildMemory | None) -> None:
    """Remember the site of a whole build, and who read which page; nothing where there is no ``memory``."""
    if memory is not None and (known := memory.whole()) is not None:
        site, order, readers, restless = known
        content = dump_site(site, order.pages, order.late)
        if content is not None:
            paths: dict[str, int] = {}
            twice: set[str] = set()
            for number, page in enumerate(order.pages):
                path = str(page.path)
                twice |= {path} & paths.keys()
                paths[path] = number
            numbers = {path: number for path, number in paths.items() if path not in twice}
            store.put(SITE, "1", content)
            store.put(SITE, "index", json.dumps([numbers, readers, restless]).encode())
            return
    store.drop(SITE, ("1", "index"))
