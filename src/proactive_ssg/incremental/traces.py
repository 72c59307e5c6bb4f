"""Traces: what pages asked while they were rendered, and the answers that they got.

Pages that asked the same and were answered the same have one trace; it is named by its fingerprint.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from proactive_ssg.fingerprint import fingerprint
from proactive_ssg.incremental.limits import shows_time
from proactive_ssg.incremental.store import Store
from proactive_ssg.journal import Query
from proactive_ssg.model.page import Page
from proactive_ssg.render import Answers

__all__ = ["Traces", "forget_traces", "readers_of"]

_TRACE = "trace"
_OF_PAGES = frozenset(("page", "text"))
_OF_ALL = frozenset(("model", "anything"))
_OF_TEXTS = _OF_PAGES | _OF_ALL


class Traces:
    """The traces of one site. ``fixed_time``: its configuration says what time it is."""

    def __init__(self, store: Store, *, fixed_time: bool) -> None:
        self._store = store
        self._fixed_time = fixed_time
        self._known: dict[str, list[tuple[Query, str]]] = {}
        self._same: set[str] = set()
        self._of_questions: dict[frozenset[Query], str] = {}

    def add(self, asked: set[Query], page: Page, answers: Answers) -> str:
        """The trace of a page that asked this, which is kept."""
        questions = frozenset(asked)
        trace = self._of_questions.get(questions)
        if trace is None:
            answered = [(query, answers.of(query, page)) for query in sorted(asked)]
            trace = fingerprint(answered)
            if trace not in self._known:
                self._known[trace] = answered
                self._store.put(_TRACE, trace, json.dumps(answered).encode())
            if all(map(answers.is_for_all, asked)):  # then so it is for the next page that asks them
                self._of_questions[questions] = trace
        return trace

    def changed(self, trace: str, page: Page, answers: Answers) -> Query | None:
        """The first question of a page's trace whose answer is another one now."""
        if trace in self._same:
            return None
        known = self._answered(trace)
        if known is None:
            return ("new",)
        for_all = True
        # From the end: a template is a better reason than the layout that it is.
        for query, answer in reversed(known):
            if answers.of(query, page) != answer:
                return query
            for_all = for_all and answers.is_for_all(query)
        if for_all:
            self._same.add(trace)
        return None

    def queries(self, trace: str) -> list[Query]:
        """What was asked; nothing where the trace is lost."""
        return [query for query, _answer in self._answered(trace) or ()]

    def shows_time(self, trace: str) -> bool:
        """Is a page with this trace another one in every build?"""
        return shows_time(self.queries(trace), fixed_time=self._fixed_time)

    def asked_for(self, trace: str) -> list[str] | None:
        """The keys of the pages that were asked for; None where all were."""
        queries = self.queries(trace)
        if any(query[0] in _OF_ALL for query in queries):
            return None
        return [query[1] for query in queries if query[0] in _OF_PAGES]

    def _answered(self, trace: str) -> list[tuple[Query, str]] | None:
        if trace not in self._known:
            payload = self._store.get(_TRACE, trace)
            if payload is None:
                return None
            self._known[trace] = [(tuple(query), answer) for query, answer in json.loads(payload)]
        return self._known[trace]


def readers_of(
    traces: Traces, trace_of: Mapping[str, str], asked: Iterable[Query], numbers: Mapping[str, int]
) -> dict[str, list[int]] | None:
    """Of each page, the numbers of those that asked for it; None where nobody wrote that down.

    ``trace_of`` and ``numbers``: the traces and the numbers of pages, by their keys; ``asked``: what those
    asked that have no trace.
    """
    if any(query[0] in _OF_TEXTS for query in asked):
        return None
    found: dict[str, list[int]] = {}
    wanted: dict[str, list[str]] = {}
    for key, trace in trace_of.items():
        if trace not in wanted:
            others = traces.asked_for(trace)
            if others is None:
                return None
            wanted[trace] = others
        for other in wanted[trace]:
            found.setdefault(other, []).append(numbers[key])
    return found


def forget_traces(store: Store, needed: set[str]) -> None:
    """Drop the traces that no page has any more."""
    store.drop(_TRACE, store.keys(_TRACE) - needed)
