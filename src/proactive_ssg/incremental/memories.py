"""The memory of one build: what was read, and what each of its sites knows of its pages."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import reduce

from proactive_ssg.config import Config
from proactive_ssg.incremental.front_matter import FrontMatterMemory
from proactive_ssg.incremental.limits import Limits
from proactive_ssg.incremental.memory import BuildMemory, Published, forget_unneeded
from proactive_ssg.incremental.revision import keep_site
from proactive_ssg.incremental.snapshot import Snapshot
from proactive_ssg.incremental.store import Store
from proactive_ssg.incremental.stylesheets import StylesheetMemory
from proactive_ssg.result import BuildResult

__all__ = ["Memories"]


class Memories:
    """Open for one build; what it learns is kept by :meth:`commit`, or not at all."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.front_matter = FrontMatterMemory(store)
        self.stylesheets = StylesheetMemory(store)
        self.sites: list[BuildMemory] = []

    def of_site(self, scope: str, settings: str, published: Published, config: Config) -> BuildMemory:
        """What is known of the pages of one site (of a language); ``settings``: what they all depend on."""
        memory = BuildMemory(self._store, f"{scope}|", settings, published, config)
        self.sites.append(memory)
        return memory

    def commit(
        self,
        snapshot: Snapshot,
        result: BuildResult,
        outputs: Mapping[str, os.stat_result],
        limits: Sequence[Limits],
        *,
        texts_are_their_own: bool,
    ) -> None:
        """The site is published: this is what the next build finds, unless somebody saved a file meanwhile.

        ``texts_are_their_own``: nothing but rendering looked at the texts of pages.
        """
        if not snapshot.holds():
            return  # what was known before still holds of the files that are what they were
        self.front_matter.finish()
        self.stylesheets.finish()
        for memory in self.sites:
            memory.finish()
        forget_unneeded(self._store, self.sites)
        together = reduce(Limits.join, limits, self.stylesheets.limits())
        snapshot.add(together.files)
        spans = self.sites[0].spans if len(self.sites) == 1 else ()
        restless = any(memory.restless for memory in self.sites)
        snapshot.keep(self._store, result, outputs, together, spans, restless=restless)
        keep_site(self._store, self.sites[0] if len(self.sites) == 1 and texts_are_their_own else None)
        self._store.commit()
