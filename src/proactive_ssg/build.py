"""The build: is there anything to do? If so, build each site aside, and publish them together."""

from __future__ import annotations

import gc
import time
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostics, ProblemsError
from proactive_ssg.i18n import _
from proactive_ssg.incremental.snapshot import Comparison, Snapshot
from proactive_ssg.incremental.store import Store
from proactive_ssg.incremental.version import program_version
from proactive_ssg.output import Staging
from proactive_ssg.result import BuildResult, Progress, Silent, Timed
from proactive_ssg.team import processors

if TYPE_CHECKING:
    from proactive_ssg.site_build import SiteBuild

_COLLECT_AFTER = 50_000
"""Most of what a build makes stays or goes without the garbage collector: a tenth of the time was its own."""

__all__ = ["BuildResult", "Progress", "build"]


def build(
    config: Config,
    *,
    progress: Progress | None = None,
    now: datetime | None = None,
    cached: bool = True,
    jobs: int | None = None,
    preview: bool = False,
) -> BuildResult:
    """Build the site, and publish it unless something is wrong: that is in the result, and is not raised.

    ``cached``: what the last build made is taken over where nothing of it has changed; the result is the same
    without. ``jobs``: how many processes may render (None: as many as there are processors).
    ``preview``: the destination is another folder each time; its files may change one after the other.
    """
    begun = time.perf_counter()
    result = BuildResult(Diagnostics(list(config.warnings)), destination=config.destination)
    thresholds = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *thresholds[1:])
    try:
        with Staging(
            config.destination,
            config.root,
            config.keep_files,
            cache=config.cache,
            spare=cached,
            preview=preview,
        ) as staging:
            how = _How(progress or Silent(), now, cached, jobs or processors())
            _build(config, staging, result, how)
    except ProblemsError as error:
        result.diagnostics.extend(error.diagnostics)
    finally:
        gc.set_threshold(*thresholds)
    result.seconds = time.perf_counter() - begun
    return result


class _How(NamedTuple):
    """The arguments of :func:`build`."""

    progress: Progress
    now: datetime | None
    cached: bool
    jobs: int


def _build(config: Config, staging: Staging, result: BuildResult, how: _How) -> None:
    """Nothing, where nothing has changed; all that is needed, where something has."""
    with ExitStack() as opened:
        store = opened.enter_context(closing(_store(staging.store))) if how.cached else None
        wants_profile = bool(config.settings.get("profile"))
        if store is not None and not wants_profile and _is_done(config, staging, store, result, how):
            return
        snapshot = Snapshot.take(config) if store is not None else None
        # Here, and not above: what builds a site takes longer to load than to find out that it need not.
        from proactive_ssg.incremental.memories import Memories
        from proactive_ssg.site_build import Shared, site_builds
        from proactive_ssg.templates.profile import Profile

        result.profile = Profile() if wants_profile else None
        memories = None if store is None else Memories(store)
        timed = Timed(how.progress, result)
        shared = Shared(timed, result, staging, memories, how.jobs, how.now)
        builds = []
        for site_build in site_builds(config, shared):
            builds.append(opened.enter_context(closing(site_build)))
            site_build.run()
        if _publish(builds) and memories is not None and snapshot is not None:
            limits = [each.limits() for each in builds]
            alone = not any(each.registry.reads_texts for each in builds)
            memories.commit(snapshot, result, staging.outputs, limits, texts_are_their_own=alone)
        timed.end()


def _store(path: Path) -> Store:
    return Store(path, program_version(path.parent), alone=True)  # its destination is locked


def _is_done(config: Config, staging: Staging, store: Store, result: BuildResult, how: _How) -> bool:
    """Has nothing changed, or so little that it was done at once?"""
    moment = how.now or datetime.now(config.timezone)
    comparison = Comparison.of(store, config, staging.destination, moment)
    if comparison is None:
        return False
    if not comparison.changed and not comparison.kept["restless"]:
        result.published = comparison.tell(store, result)
        return result.published
    from proactive_ssg.site_revision import revise

    timed = Timed(how.progress, result)
    done = revise(
        config, staging, store, comparison, result=result, progress=timed, now=moment, jobs=how.jobs
    )
    timed.end()
    return done


def _publish(builds: list[SiteBuild]) -> bool:
    """Publish what all of them wrote, one for each language of the site."""
    last = builds[-1]
    if len(builds) > 1:
        _tell_once(last.shared.result.diagnostics)
    if not last.is_clean():
        return False
    last.shared.progress.phase(_("Publishing"), None)
    last.registry.trigger("clean", "on_obsolete", last.shared.staging.obsolete())
    last.shared.staging.commit()
    last.shared.result.published = True
    for each in builds:
        each.finish()
    return True


def _tell_once(diagnostics: Diagnostics) -> None:
    """What is wrong in every language is one problem; a link to another language is none."""
    found = dict.fromkeys(item for item in diagnostics.items if item.code != "missing-file")
    diagnostics.items[:] = found
