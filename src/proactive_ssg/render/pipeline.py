"""The pages of a site, one after the other: those that an earlier build made, and those that are made now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from proactive_ssg.errors import Diagnostic, Diagnostics, ProblemsError, Severity
from proactive_ssg.extensions import Registry
from proactive_ssg.i18n import _, ngettext
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.render.answers import Answers
from proactive_ssg.render.memory import Memory, NoMemory
from proactive_ssg.render.outcome import Outcome
from proactive_ssg.render.page_renderer import PageRenderer
from proactive_ssg.render.shared_problems import SharedProblems
from proactive_ssg.repair.record import Repair
from proactive_ssg.team import outcomes
from proactive_ssg.templates.profile import Profile

__all__ = ["RenderedPage", "made", "render_site"]

_LOOP = re.compile(r"\{%-?\s*for\b")


class RenderedPage(NamedTuple):
    """What becomes a file: ``content`` at ``output_path`` below the destination.

    None stands for the file that the last build wrote there.
    """

    page: Page
    output_path: PurePosixPath
    content: bytes | None
    repairs: Sequence[Repair] = ()


def render_site(
    site: Site,
    registry: Registry,
    diagnostics: Diagnostics,
    *,
    profile: Profile | None = None,
    memory: Memory | None = None,
    jobs: int = 1,
) -> Iterator[RenderedPage]:
    """Every page of ``site``, one after the other; a page that fails is skipped and said why.

    ``registry``: what the site's plugins add (filters, tags, converters, the hooks of pages). The order is
    Jekyll's (:class:`~proactive_ssg.render.order.Order`); what a template sees of another page depends on it.
    Problems in layouts are added when the last page has been rendered, once each. ``profile``: where the time
    goes, if it is measured; ``memory``: what earlier builds know; ``jobs``: how many processes may render.
    """
    recall = None if memory is None else memory.conversion
    memory = memory or NoMemory()
    try:
        renderer = PageRenderer(site, registry, diagnostics, profile, recall)
    except ProblemsError as error:
        diagnostics.extend(error.diagnostics)
        return
    memory.begin(Answers(site, renderer.workshop, renderer.order), renderer.references)
    merge = _Merge(renderer, diagnostics, registry)
    in_order = _in_order(renderer, memory, registry, 1 if profile else jobs)
    for number, (page, outcome) in enumerate(in_order):
        start = len(diagnostics.items)
        merge.add(page, outcome)
        if len(diagnostics.items) > start:
            memory.told(number, start, len(diagnostics.items))
        if outcome.content is not None or outcome.kept:
            yield RenderedPage(page, page.output_path, outcome.content, outcome.repairs)
    merge.finish_pages()
    start = len(diagnostics.items)
    merge.finish_references()
    if len(diagnostics.items) > start:
        memory.told(len(renderer.order.pages), start, len(diagnostics.items))
    if merge.without_layout:
        diagnostics.add(_no_layouts(site, merge.without_layout))


def _in_order(
    renderer: PageRenderer, memory: Memory, registry: Registry, jobs: int
) -> Iterator[tuple[Page, Outcome]]:
    """The outcome of every page, at its place."""
    known: dict[int, Outcome] = {}
    stale: list[Page] = []
    for page in renderer.order.pages:
        if renderer.is_shared(page):  # first, and here: others may see what is made beside them
            known[id(page)] = renderer.outcome(page)
            memory.observe(known[id(page)])
    for page in renderer.order.pages:
        if id(page) in known:
            continue
        if (outcome := memory.recall(page)) is not None:
            known[id(page)] = outcome
        else:
            stale.append(page)
    # Functions that are not ours may count on being called in order, by one process.
    if jobs > 1 and (registry.is_observed or renderer.workshop.keeps_order):
        jobs = 1
    found = made(renderer, stale, jobs)
    for page in renderer.order.pages:
        outcome = known.pop(id(page), None)
        if outcome is None:
            outcome = next(found)
            memory.remember(page, outcome)
        yield page, outcome


def made(renderer: PageRenderer, pages: Sequence[Page], jobs: int) -> Iterator[Outcome]:
    """The outcome of each of ``pages``, in their order, by up to ``jobs`` processes."""
    return outcomes(renderer, pages, jobs, _is_long)


def _is_long(page: Page) -> bool:
    """A list of other pages, a feed, an index for a search: what goes over the site may take seconds."""
    return _LOOP.search(page.body) is not None


class _Merge:
    """What all pages have to say, each thing once."""

    def __init__(self, renderer: PageRenderer, diagnostics: Diagnostics, registry: Registry) -> None:
        self._references = renderer.references
        self._diagnostics = diagnostics
        self._registry = registry
        self._shared = SharedProblems()
        self._told: set[Diagnostic] = set(diagnostics.items)
        self.without_layout = 0

    def add(self, page: Page, outcome: Outcome) -> None:
        self._tell(outcome.problems)
        dangling = (each.told(page) for each in outcome.dangling)
        if page.generated:
            self._tell(dangling)  # the file that it is made of may be that of other pages, too
        else:
            self._diagnostics.extend(dangling)
        for problem in outcome.shared:
            self._shared.add(problem, page)
        self._references.add(page, outcome.wrong)
        self._registry.outputs |= outcome.outputs
        self.without_layout += outcome.without_layout

    def _tell(self, problems: Iterable[Diagnostic]) -> None:
        for problem in problems:
            if problem not in self._told:
                self._told.add(problem)
                self._diagnostics.add(problem)

    def finish_pages(self) -> None:
        """Say what concerns more than one page."""
        self._diagnostics.extend(self._shared.diagnostics())

    def finish_references(self) -> None:
        """Say what leads nowhere in what they share."""
        self._diagnostics.extend(self._references.finish())


def _no_layouts(site: Site, count: int) -> Diagnostic:
    message = ngettext(
        "{count} page asks for a layout and is rendered without one",
        "{count} pages ask for a layout and are rendered without one",
        count,
    )
    config = site.config
    hint = _("there is no folder {new}/; say layout: none where no layout is wanted")
    return Diagnostic(
        Severity.WARNING,
        "layouts-missing",
        message.format(count=count),
        config.templates_dir,
        hint=hint.format(new=config.templates_dir.name),
    )
