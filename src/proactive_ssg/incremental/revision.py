"""What is known of the pages that a few changed texts and templates concern."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostic
from proactive_ssg.incremental import told_bytes
from proactive_ssg.incremental.changes import Changes
from proactive_ssg.incremental.diagnostic_json import to_json
from proactive_ssg.incremental.index import Index
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
from proactive_ssg.incremental.told_bytes import Span
from proactive_ssg.incremental.traces import path_in
from proactive_ssg.journal import Query
from proactive_ssg.kramdown import Result
from proactive_ssg.model.page import Page, page_key
from proactive_ssg.model.permalink import HTML_EXTENSIONS
from proactive_ssg.model.site import Site
from proactive_ssg.render import Answers, Outcome, ReferenceChecker
from proactive_ssg.repair.record import Repair
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


class _Rendered(NamedTuple):
    """A page that was rendered; ``status`` is None where it has no file."""

    output_path: PurePosixPath
    reason: Query
    repairs: list[Repair]
    status: os.stat_result | None


@dataclass(slots=True)
class Revision:
    """Opened for one build; ``affected``: the numbers of the pages to render, with the reasons.

    ``stored``: the site of the last build; ``site``: that of this one, as soon as it is read.
    ``changed_pages``: those whose texts changed.
    """

    store: Store
    comparison: Comparison
    stored: StoredSite
    site: Site
    index: Index
    changes: Changes
    changed_pages: list[Page]
    affected: dict[int, Query]
    memory: BuildMemory
    config: Config
    asked: set[Query] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)
    _rows: dict[int, Row | None] = field(default_factory=dict)
    _rendered: list[_Rendered] = field(default_factory=list)
    _wrong: dict[int, list[str]] = field(default_factory=dict)
    _own: dict[int, str] = field(default_factory=dict)
    _new_words: dict[int, list[Diagnostic]] = field(default_factory=dict)

    @property
    def late(self) -> tuple[tuple[int, Page], ...]:
        return self.stored.late

    @classmethod
    def open(cls, store: Store, comparison: Comparison, config: Config, now: datetime) -> Revision | None:
        """None where something else than texts of pages and templates changed, or too much."""
        if len(comparison.changed) > MOST:
            return None
        content, known = store.get(SITE, "1"), store.get(SITE, "index")
        if content is None or known is None:
            return None
        index = Index.of(known)
        changes = Changes.of(comparison.changed, index, config)
        if changes is None:
            return None
        stored = load_site(content, config, now)
        if changes.concern_copies(stored.site):
            return None
        affected: dict[int, Query] = dict.fromkeys(changes.texts.values(), ("self",))
        for path, number in changes.texts.items():
            key = page_key(stored.pages[number])
            for reader in (*index.readers.get(key, ()), *index.includers.get(path, ())):
                affected.setdefault(reader, ("page", key))
        for number in index.restless:
            affected.setdefault(number, ("time",))
        changed_pages = [stored.pages[number] for number in sorted(changes.texts.values())]
        memory = BuildMemory(store, ".|", "", lambda _path: None, config)
        more = (index, changes, changed_pages, affected, memory, config)
        return cls(store, comparison, stored, stored.site, *more)

    def concern_readers(self, answers: Answers) -> bool:
        """Add the pages that the changed templates concern; False where nobody knows which these are.

        From now on ``answers`` know what neither texts nor templates make another.
        """
        pages, asked = answers.order.pages, self.index.asked
        if self.changes.texts.keys() & {path_in(answer) for _query, answer in asked}:
            return False
        if self.changes.templates and any(answers.of(query, pages[0]) != answer for query, answer in asked):
            return False
        if self._moves_places and not self._add_readers_of_templates(answers):
            return False
        for number in self.affected:
            if (row := self._row(number, pages[number])) is not None:
                self.memory.traces.teach(row.trace, answers)
        return True

    def _add_readers_of_templates(self, answers: Answers) -> bool:
        """False where nobody knows of a page what it has from templates."""
        for number, page in enumerate(answers.order.pages):
            row = self._row(number, page)
            if row is None:
                if page.output_path.suffix in HTML_EXTENSIONS:
                    return False
            elif (why := self.memory.traces.changed_template(row.trace, page, answers)) is not None:
                self.affected.setdefault(number, why)
        return True

    @property
    def _moves_places(self) -> bool:
        """May something in a file that pages share stand elsewhere now?"""
        return bool(self.changes.templates or self.changes.texts.keys() & self.index.includers.keys())

    def _row(self, number: int, page: Page) -> Row | None:
        """What is known of the page; None of one that is made every time."""
        if number not in self._rows:
            self._rows[number] = self.memory.row(page_key(page))
        return self._rows[number]

    def conversion(self, key: str) -> Result | None:
        return self.memory.conversion(key)

    def accepts(self, number: int, page: Page, outcome: Outcome) -> bool:
        """Note what the page has to say now; False where it says something new about other files."""
        row = self._row(number, page)
        self._rows.pop(number, None)  # of a large site, all of them would take a third of the memory
        if row is None or row.wrong != outcome.wrong or row.without_layout != outcome.without_layout:
            return False
        self._numbers[page_key(page)] = number
        self._wrong[number] = row.wrong
        if number not in self.changes.texts.values():
            self._own[number] = row.own
        problems = to_json(outcome.problems, page.path)
        if (problems, [list(each) for each in outcome.dangling]) != (row.problems, row.dangling):
            # What several pages say of one file, or of none, is told once.
            if page.generated or not all(map(_is_of_page, (*problems, *row.problems))):
                return False
            dangling = (each.told(page) for each in outcome.dangling)
            self._new_words[number] = [*dict.fromkeys(outcome.problems), *dangling]
        return True

    def told(self, references: ReferenceChecker, order: Order) -> Told | None:
        """What the build has to say now; None where nobody knows the place for it among the rest.

        ``references``: knows what leads nowhere, once it is told of all the pages in their ``order``.
        """
        unchanged = Told(None, self.comparison.kept["warnings"])
        if not self._new_words and not self._moves_places:
            return unchanged
        content = self.store.get(TOLD, "1")
        if content is None:
            return None
        items, spans = told_bytes.from_bytes(content)
        changed = self._new_words
        if self._moves_places and any(number == len(order.pages) for _start, _end, number in spans):
            for number, page in enumerate(order.pages):
                row = None if number in self._wrong else self._row(number, page)
                references.add(page, self._wrong.get(number, ()) if row is None else row.wrong)
            changed = changed | {len(order.pages): list(references.finish())}
        if not changed:
            return unchanged
        return _changed_told(items, spans, changed, self.comparison.kept["errors"])

    def remember(
        self, number: int, page: Page, outcome: Outcome, answers: Answers, status: os.stat_result | None
    ) -> None:
        """The page was rendered, and its file, if it has one, has this ``status``."""
        self.memory.revise(page, outcome, answers, status, self._own.get(number, ""))
        self._rendered.append(_Rendered(page.output_path, self.affected[number], outcome.repairs, status))
        if number not in self.index.restless:
            self.asked |= outcome.asked

    def tell(self, result: BuildResult) -> None:
        """Which pages were rendered, why, and what was repaired on them."""
        for page in self._rendered:
            result.rendered += page.status is not None
            result.reasons[page.output_path] = page.reason
            if page.repairs or result.repairs.pages:
                result.repairs.set(page.output_path, page.repairs)

    def commit(self, result: BuildResult, told: Told, staging: Staging) -> None:
        """The site is published: this is what the next build finds, unless a file was saved meanwhile."""
        kept = self.comparison.kept
        if told.content is not None:
            result.diagnostics = KeptDiagnostics(kept["errors"], told.warnings, told.content)
        if not self.comparison.holds():
            self.store.undo()
            return
        fixed_time = bool(self.config.settings.get("time"))
        keep_repairs(self.store, result.repairs)
        limits = limits_of(self.asked, self.config.timezone, fixed_time=fixed_time)
        new = self.memory.index(self._numbers)
        if not limits.known or new is None:
            for kind in (SNAPSHOT, TOLD):
                self.store.drop(kind, ("1",))
        else:
            kept["stamps"] |= self.comparison.stamps
            kept["outputs"] |= {path: stamp_of_output(status) for path, status in staging.outputs.items()}
            if limits.until is not None:
                kept["until"] = min(filter(None, (kept["until"], limits.until.timestamp())))
            kept["warnings"] = told.warnings
            self.index.add(new.readers, new.includers)
            self.store.put(SITE, "index", self.index.to_bytes())
            self.store.put(SNAPSHOT, "1", json.dumps(kept).encode())
            if told.content is not None:
                self.store.put(TOLD, "1", told.content)
        self.store.commit()


def _is_of_page(problem: list[Any]) -> bool:
    """Is it about the file of the page that has it?"""
    _severity, _code, _message, path, *_rest = problem
    return bool(path == 0)


def _changed_told(
    items: list[Diagnostic], told_spans: Iterable[Span], changed: Mapping[int, list[Diagnostic]], errors: int
) -> Told | None:
    """``items`` with those of some numbers ``changed``, each at its place."""
    spans = {number: (start, end) for start, end, number in told_spans}
    first = min((start for start, _end in spans.values()), default=None)
    if first is None:
        return None  # where they belong among the others, nobody wrote down
    made, new_spans, at = items[:first], [], first
    for number in sorted({*spans, *changed}):
        start, end = spans.get(number, (at, at))
        made += items[at:start]
        begin = len(made)
        made += changed.get(number, items[start:end])
        at = end
        if len(made) > begin:
            new_spans.append([begin, len(made), number])
    made += items[at:]
    content = None if made == items else told_bytes.to_bytes(made, new_spans)
    return Told(content, len(made) - errors)


def keep_site(store: Store, memory: BuildMemory | None) -> None:
    """Remember the site of a whole build, and who read which page; nothing where there is no ``memory``."""
    if memory is not None and (known := memory.whole()) is not None:
        site, order, index = known
        content = dump_site(site, order.pages, order.late)
        if content is not None:
            store.put(SITE, "1", content)
            store.put(SITE, "index", index.to_bytes())
            return
    store.drop(SITE, ("1", "index"))
