"""Two generated pages for one file: Jekyll writes both, so that the last one is what remains."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.page import Page

__all__ = ["LastPage"]


@dataclass(slots=True)
class LastPage:
    """The pages that one plugin generated, by the file that each becomes."""

    site: SiteBuilder
    _pages: dict[PurePosixPath, Page] = field(default_factory=dict)

    def keep(self, page: Page) -> Page | None:
        """Keep ``page`` and drop an earlier one of the same file, which is returned."""
        earlier = self._pages.get(page.output_path)
        self._pages[page.output_path] = page
        if earlier is not None:
            self.site.pages[:] = [each for each in self.site.pages if each is not earlier]
        return earlier
