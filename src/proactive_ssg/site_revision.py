"""A site of which a few texts or templates changed, and nothing else: what they concern is rendered.

The result is that of a whole build, or there is none: whatever could concern more than the pages that are
known to have asked for what changed (a front matter, a page that says something else of others) takes a
whole build.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any

from proactive_ssg.config import Config
from proactive_ssg.content.context import Reading, ReportedError
from proactive_ssg.content.documents import read_document
from proactive_ssg.content.pages import read_page
from proactive_ssg.content.reader import build_time
from proactive_ssg.errors import Diagnostics, ProblemsError
from proactive_ssg.extensions import Registry
from proactive_ssg.extensions.loading import load_extensions
from proactive_ssg.extensions.phases import begin
from proactive_ssg.i18n import _
from proactive_ssg.incremental.revision import Revision, Told
from proactive_ssg.incremental.snapshot import Comparison
from proactive_ssg.incremental.store import Store
from proactive_ssg.incremental.stylesheets import StylesheetMemory
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.output import Staging
from proactive_ssg.plugins import CATALOGUE
from proactive_ssg.render import Answers, Outcome
from proactive_ssg.render.page_renderer import PageRenderer
from proactive_ssg.render.pipeline import made
from proactive_ssg.result import BuildResult, Progress
from proactive_ssg.sass.converter import register as register_sass

__all__ = ["revise"]


_FROM_FILES = frozenset(
    (
        *("now", "site", "data", "page", "text", "next", "previous", "layout", "template", "include"),
        *("beside", "link", "post", "file", "time"),
    )
)
"""The questions whose answers cannot change while no file does, or of which the limits are known."""


def revise(
    config: Config,
    staging: Staging,
    store: Store,
    comparison: Comparison,
    *,
    result: BuildResult,
    progress: Progress,
    now: datetime,
    jobs: int,
) -> bool:
    """Publish the site with what changed, and tell ``result``; False, and nothing done, if it takes more."""
    revision = Revision.open(store, comparison, config, build_time(config, Diagnostics(), now))
    if revision is None:
        return False
    with closing(load_extensions(config, Diagnostics(), CATALOGUE)) as registry:
        register_sass(registry, StylesheetMemory(store))
        begin(registry)
        progress.phase(_("Reading"), None)
        renderer = _renderer(revision, registry)
        told = None if renderer is None else _written(revision, renderer, staging, progress, jobs)
    if told is None or not comparison.tell(store, result):
        staging.start_over()
        store.undo()
        return False
    revision.tell(result)
    staging.commit()
    result.published = True
    revision.commit(result, told, staging)
    return True


def _renderer(revision: Revision, registry: Registry) -> PageRenderer | None:
    """The renderer of the site as it is now; None where more than texts and templates changed."""
    site = _with_changes(revision, registry)
    if site is None:
        return None
    diagnostics = Diagnostics()
    try:
        renderer = PageRenderer(site, registry, diagnostics, None, revision.conversion)
    except ProblemsError:
        return None
    if diagnostics.items:
        return None
    for place, page in revision.late:
        renderer.order.add_late(page, renderer.order.pages[place])
    return renderer


def _with_changes(revision: Revision, registry: Registry) -> Site | None:
    """The site with the changed pages in their places; None where more than their texts changed."""
    stored = revision.site
    reading = Reading.of(stored.config, stored.time, Diagnostics(), registry.output_extension)
    changed: dict[int, Any] = {}
    for page in revision.changed_pages:
        new = _read(reading, page)
        if new is None or reading.diagnostics.items or not _differs_in_text_only(page, new):
            return None
        changed[id(page)] = new
    site = replace(
        stored,
        pages=tuple(changed.get(id(page), page) for page in stored.pages),
        collections={
            label: replace(
                found, documents=tuple(changed.get(id(document), document) for document in found.documents)
            )
            for label, found in stored.collections.items()
        },
    )
    revision.site = registry.site = site
    return site


def _read(reading: Reading, page: Page) -> Page | None:
    path, relative = str(page.path), str(page.relative_path)
    try:
        content = reading.content(path)
    except ReportedError:
        return None
    if content is None:
        return None
    if isinstance(page, Document):
        return read_document(reading, page.collection, path, relative, content)
    return read_page(reading, path, relative, content)


def _differs_in_text_only(page: Page, new: Page) -> bool:
    names = ["path", "relative_path", "data", "url", "output_path", "notes"]
    if isinstance(page, Document):
        names += ["collection", "slug", "date", "categories", "tags", "written"]
    return all(
        repr(getattr(page, name)) == repr(getattr(new, name)) for name in names
    )  # not ``==``: 1 is not true


def _written(
    revision: Revision, renderer: PageRenderer, staging: Staging, progress: Progress, jobs: int
) -> Told | None:
    """Write the pages that the changes concern; None where one has something to say that concerns others."""
    order, workshop = renderer.order, renderer.workshop
    answers = Answers(revision.site, workshop, order)
    if (revision.changes.templates and workshop.keeps_order) or not revision.concern_readers(answers):
        return None
    progress.phase(_("Rendering"), len(revision.affected))
    numbers = sorted(revision.affected)
    pages = [order.pages[number] for number in numbers]
    if any(map(renderer.is_shared, pages)):
        return None
    staging.keep_all_but({str(page.output_path) for page in pages})
    for number, page, outcome in zip(numbers, pages, made(renderer, pages, jobs), strict=True):
        if not _is_of_itself(outcome) or not revision.accepts(number, page, outcome):
            return None
        status = None if outcome.content is None else staging.write(page.output_path, outcome.content)
        revision.remember(number, page, outcome, answers, status)
        progress.advance()
    return revision.told(renderer.references, order)


def _is_of_itself(outcome: Outcome) -> bool:
    """Does the page concern no other, and ask nothing that may be another answer without a file changing?"""
    if outcome.failed or outcome.shared or outcome.outputs or outcome.late:
        return False
    return _FROM_FILES.issuperset(query[0] for query in outcome.asked)
