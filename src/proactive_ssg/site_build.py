"""One site of a build: load its plugins, read, generate, check for collisions, render, write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from proactive_ssg.config import Config
from proactive_ssg.content.collisions import find_collisions, written_last
from proactive_ssg.content.defaults import FrontMatterDefaults
from proactive_ssg.content.reader import read_site
from proactive_ssg.errors import Diagnostics
from proactive_ssg.extensions import Registry
from proactive_ssg.extensions.loading import load_extensions
from proactive_ssg.extensions.phases import begin, complete, finish
from proactive_ssg.i18n import _
from proactive_ssg.incremental.limits import Limits
from proactive_ssg.incremental.memories import Memories
from proactive_ssg.incremental.memory import BuildMemory
from proactive_ssg.incremental.settings import is_as_loaded, settings_of
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.output import Staging, UnreadableError
from proactive_ssg.plugins import CATALOGUE, sites_of
from proactive_ssg.render import RenderedPage, render_site
from proactive_ssg.result import BuildResult, Progress
from proactive_ssg.sass.converter import register as register_sass

__all__ = ["LoadedSite", "Shared", "SiteBuild", "loaded_sites", "site_builds"]


class Shared(NamedTuple):
    """What the sites of one build share."""

    progress: Progress
    result: BuildResult
    staging: Staging
    memories: Memories | None
    jobs: int
    now: datetime | None


def site_builds(config: Config, shared: Shared) -> Iterator[SiteBuild]:
    """Every site that the configuration makes: one, or one for each language in a folder of its own."""
    for each, folder in sites_of(config):
        yield SiteBuild(each, shared, load_extensions(each, shared.result.diagnostics, CATALOGUE), folder)


class LoadedSite(NamedTuple):
    """A site as a build would render it, for those who only look at it, in its ``folder`` of the destination.

    Close its registry at the end.
    """

    folder: PurePosixPath
    site: Site
    registry: Registry


def loaded_sites(config: Config, now: datetime | None = None) -> Iterator[LoadedSite]:
    """Every site that the configuration makes, read and completed; what is wrong with it is not told."""
    for each, folder in sites_of(config):
        diagnostics = Diagnostics()
        registry = load_extensions(each, diagnostics, CATALOGUE)
        register_sass(registry, None)
        begin(registry)
        site = read_site(each, diagnostics, now, registry.output_extension, None)
        yield LoadedSite(folder, complete(site, registry, FrontMatterDefaults.of(each).values), registry)


@dataclass(slots=True)
class SiteBuild:
    """One run, of the site or of one of its languages in its own ``folder`` of the destination.

    No phase ends at an error, so that all are reported; only writing does.
    """

    config: Config
    shared: Shared
    registry: Registry
    folder: PurePosixPath
    memory: BuildMemory | None = None
    site: Site | None = None
    contested: dict[PurePosixPath, Page | StaticFile] = field(default_factory=dict)

    def run(self) -> None:
        progress, diagnostics, registry = self.shared.progress, self.shared.result.diagnostics, self.registry
        memories = self.shared.memories
        register_sass(registry, None if memories is None else memories.stylesheets)
        begin(registry)
        progress.phase(_("Reading"), None)
        site = self.site = self.read()
        diagnostics.extend(find_collisions(site))
        self.contested = written_last(site)
        progress.phase(_("Rendering"), sum(1 for _page in site.rendered_pages()))
        profile, jobs = self.shared.result.profile, self.shared.jobs
        for page in render_site(site, registry, diagnostics, profile=profile, memory=self.memory, jobs=jobs):
            self.write(page)
        if self.memory is not None:
            reasons = self.memory.reasons
            if self.folder.parts:
                reasons = {self.folder / path: reason for path, reason in reasons.items()}
            self.shared.result.reasons |= reasons
        registry.trigger("site", "post_render", site)
        for path, content in registry.outputs.items() if self.is_clean() else ():
            self.shared.staging.write(self.folder / path, content)
        files = tuple(site.copied_files()) if self.is_clean() else ()
        progress.phase(_("Copying"), len(files))
        for file in files:
            self.copy(file)

    def read(self) -> Site:
        """The complete site; what is known of its pages is looked for."""
        registry, memories = self.registry, self.shared.memories
        known = None if memories is None else memories.front_matter
        diagnostics, converted = self.shared.result.diagnostics, registry.output_extension
        site = read_site(self.config, diagnostics, self.shared.now, converted, known)
        site = complete(site, registry, FrontMatterDefaults.of(self.config).values)
        if memories is not None:
            self.memory = memories.of_site(
                str(self.folder), settings_of(site, registry), self.published, self.config
            )
        return site

    def write(self, rendered: RenderedPage) -> None:
        place, staging = rendered.output_path, self.shared.staging
        wins = not self.contested or self.contested.get(place, rendered.page) is rendered.page
        if self.folder.parts:
            place = self.folder / place
        if self.is_clean() and wins:
            if rendered.content is None:
                staging.keep(place)
            else:
                self.shared.result.rendered += 1
                status = staging.write(place, rendered.content)
                if self.memory is not None:
                    self.memory.written(rendered.page.output, status)
        if rendered.page.notes:
            self.shared.result.notes[place] = rendered.page.notes
        if rendered.repairs:
            self.shared.result.repairs.set(place, rendered.repairs)
        self.shared.result.pages += 1
        self.shared.progress.advance()

    def published(self, relative: str) -> tuple[str, os.stat_result] | None:
        """The file of the last build at this place."""
        return self.shared.staging.published(str(self.folder / relative))

    def copy(self, file: StaticFile) -> None:
        try:
            if self.contested.get(file.output_path, file) is file:
                self.shared.staging.copy(file.path, self.folder / file.output_path)
        except UnreadableError as error:
            self.shared.result.diagnostics.extend(error.diagnostics)
        self.shared.result.static_files += 1
        self.shared.progress.advance()

    def limits(self) -> Limits:
        """What, besides files and settings, the site depends on."""
        assert self.site is not None and self.memory is not None
        registry = self.registry
        if registry.is_observed or registry.looks_outside or not is_as_loaded(registry):
            return Limits(known=False)
        files = frozenset(map(str, registry.files))
        return self.memory.limits().join(Limits(until=self.site.until, files=files))

    def finish(self) -> None:
        """The site is published: tell those who wait for it."""
        if self.site is not None:
            finish(self.site, self.registry)

    def close(self) -> None:
        """The next build loads the plugins anew."""
        self.registry.close()

    def is_clean(self) -> bool:
        """Is there nothing yet for which the site would not be published?"""
        diagnostics = self.shared.result.diagnostics
        return not (diagnostics.errors or (self.config.strict and diagnostics.items))
