"""The build: load the plugins, read, generate, check for collisions, render, write, publish."""

from __future__ import annotations

import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from proactive_ssg import sass
from proactive_ssg.config import Config
from proactive_ssg.content.collisions import find_collisions, written_last
from proactive_ssg.content.defaults import FrontMatterDefaults
from proactive_ssg.content.reader import read_site
from proactive_ssg.errors import Diagnostics, ProblemsError
from proactive_ssg.extensions import Registry
from proactive_ssg.extensions.loading import load_extensions
from proactive_ssg.extensions.phases import begin, complete, finish
from proactive_ssg.i18n import _
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.output import Staging, UnreadableError
from proactive_ssg.plugins import CATALOGUE, sites_of
from proactive_ssg.render import Profile, RenderedPage, render_site
from proactive_ssg.result import BuildResult, Progress, Silent

__all__ = ["BuildResult", "Progress", "build"]


def build(config: Config, *, progress: Progress | None = None, now: datetime | None = None) -> BuildResult:
    """Build the site, and publish it unless something is wrong: that is in the result, and is not raised."""
    begun = time.perf_counter()
    result = BuildResult(Diagnostics(list(config.warnings)), destination=config.destination)
    result.profile = Profile() if config.settings.get("profile") else None
    try:
        stage = Staging(config.destination, config.root, config.keep_files, cache=config.cache)
        with stage as staging, ExitStack() as opened:
            builds = []
            for each, folder in sites_of(config):
                loaded = closing(load_extensions(each, result.diagnostics, CATALOGUE))
                registry = opened.enter_context(loaded)
                builds.append(_Build(each, progress or Silent(), result, staging, registry, folder))
                builds[-1].run(now)
            _publish(builds)
    except ProblemsError as error:
        result.diagnostics.extend(error.diagnostics)
    result.seconds = time.perf_counter() - begun
    return result


def _publish(builds: list[_Build]) -> None:
    """Publish what all of them wrote, one for each language of the site."""
    last = builds[-1]
    if len(builds) > 1:
        _tell_once(last.result.diagnostics)
    if last.is_clean():
        last.progress.phase(_("Publishing"), None)
        last.registry.trigger("clean", "on_obsolete", last.staging.obsolete())
        last.staging.commit()
        last.result.published = True
        for each in builds:
            if each.site is not None:
                finish(each.site, each.registry)


def _tell_once(diagnostics: Diagnostics) -> None:
    """What is wrong in every language is one problem; a link to another language is none."""
    found = dict.fromkeys(item for item in diagnostics.items if item.code != "missing-file")
    diagnostics.items[:] = found


@dataclass(slots=True)
class _Build:
    """One run, of the site or of one of its languages in its own ``folder`` of the destination.

    No phase ends at an error, so that all are reported; only writing does.
    """

    config: Config
    progress: Progress
    result: BuildResult
    staging: Staging
    registry: Registry
    folder: PurePosixPath
    site: Site | None = None
    contested: dict[PurePosixPath, Page | StaticFile] = field(default_factory=dict)

    def run(self, now: datetime | None) -> None:
        diagnostics, registry = self.result.diagnostics, self.registry
        sass.register(registry)
        begin(registry)
        self.progress.phase(_("Reading"), None)
        site = read_site(self.config, diagnostics, now, registry.output_extension)
        site = self.site = complete(site, registry, FrontMatterDefaults.of(self.config).values)
        diagnostics.extend(find_collisions(site))
        self.contested = written_last(site)
        self.progress.phase(_("Rendering"), sum(1 for _page in site.rendered_pages()))
        for page in render_site(site, registry, diagnostics, self.result.profile):
            self.write(page)
        registry.trigger("site", "post_render", site)
        for path, content in registry.outputs.items() if self.is_clean() else ():
            self.staging.write(self.folder / path, content)
        files = tuple(site.copied_files()) if self.is_clean() else ()
        self.progress.phase(_("Copying"), len(files))
        for file in files:
            self.copy(file)

    def write(self, rendered: RenderedPage) -> None:
        if self.is_clean() and self.contested.get(rendered.output_path, rendered.page) is rendered.page:
            self.staging.write(self.folder / rendered.output_path, rendered.content)
        if rendered.page.notes:
            self.result.notes[self.folder / rendered.output_path] = rendered.page.notes
        self.result.pages += 1
        self.progress.advance()

    def copy(self, file: StaticFile) -> None:
        try:
            if self.contested.get(file.output_path, file) is file:
                self.staging.copy(file.path, self.folder / file.output_path)
        except UnreadableError as error:
            self.result.diagnostics.extend(error.diagnostics)
        self.result.static_files += 1
        self.progress.advance()

    def is_clean(self) -> bool:
        return not (self.result.diagnostics.errors or (self.config.strict and self.result.diagnostics.items))
