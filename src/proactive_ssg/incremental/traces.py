"""Traces: what pages asked while they were rendered, and the answers that they got.

Pages that asked the same and were answered the same have one trace; it is named by its fingerprint.
"""

from __future__ import annotations

import json

from proactive_ssg.fingerprint import fingerprint
from proactive_ssg.incremental.limits import shows_time
from proactive_ssg.incremental.store import Store
from proactive_ssg.journal import Query
from proactive_ssg.model.page import Page
from proactive_ssg.render import Answers

__all__ = ["Traces", "forget_traces", "is_of_template", "is_of_text", "path_in"]

_TRACE = "trace"
_OF_PAGES = frozenset(("page", "text"))
_OF_ALL = frozenset(("model", "anything"))
_OF_TEXTS = _OF_PAGES | _OF_ALL
_OF_FILES = frozenset(("include", "beside"))
_OF_TEMPLATES = frozenset(("layout", "template")) | _OF_FILES
_FOR_ONCE = frozenset(("time", "now"))


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

    def changed_template(self, trace: str, page: Page, answers: Answers) -> Query | None:
        """The same, where nothing but templates, and texts of pages that did not ask for them, may be others.

        What else was asked is not asked again: ``answers`` are told what they were.
        """
        if trace in self._same:
            return None
        known = self._answered(trace)
        if known is None:
            return ("new",)
        for query, answer in reversed(known):
            if is_of_template(query) and answers.of(query, page) != answer:
                return query
        self._same.add(trace)
        return None

    def teach(self, trace: str, answers: Answers) -> None:
        """Tell ``answers`` those of this trace that neither a text nor a template makes others."""
        for query, answer in self._answered(trace) or ():
            if query[0] not in _OF_TEXTS | _OF_TEMPLATES | _FOR_ONCE and answers.is_for_all(query):
                answers.know(query, answer)

    def queries(self, trace: str) -> list[Query]:
        """What was asked; nothing where the trace is lost."""
        return [query for query, _answer in self._answered(trace) or ()]

    def shows_time(self, trace: str) -> bool:
        """Is a page with this trace another one in every build?"""
        return shows_time(self.queries(trace), fixed_time=self._fixed_time)

    def pages_in(self, trace: str) -> list[str] | None:
        """The keys of the pages that were asked for; None where all were."""
        queries = self.queries(trace)
        if any(query[0] in _OF_ALL for query in queries):
            return None
        return [query[1] for query in queries if query[0] in _OF_PAGES]

    def files_in(self, trace: str) -> list[str]:
        """The paths of the files that were included."""
        known = self._answered(trace) or ()
        return [path_in(answer) for query, answer in known if query[0] in _OF_FILES]

    def _answered(self, trace: str) -> list[tuple[Query, str]] | None:
        if trace not in self._known:
            payload = self._store.get(_TRACE, trace)
            if payload is None:
                return None
            self._known[trace] = [(tuple(query), answer) for query, answer in json.loads(payload)]
        return self._known[trace]


def is_of_template(query: Query) -> bool:
    """Does the answer to this question come from a layout, a template or an included file?"""
    return query[0] in _OF_TEMPLATES


def is_of_text(query: Query) -> bool:
    """Is it of the text of another page, or of anything at all?"""
    return query[0] in _OF_TEXTS


def path_in(answer: str) -> str:
    """The path in the answer to a question for a file."""
    return answer.rpartition(" ")[0]


def forget_traces(store: Store, needed: set[str]) -> None:
    """Drop the traces that no page has any more."""
    store.drop(_TRACE, store.keys(_TRACE) - needed)
