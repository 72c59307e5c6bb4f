"""jekyll-paginate-v2: pages of the documents of any collection, and of each tag, category and collection.

A page with ``pagination: {enabled: true}`` in its front matter becomes as many pages as its documents need;
what it does not say comes from ``pagination`` in the configuration. ``autopages`` there makes such pages for
every tag, category and collection from layouts. Templates have ``paginator``.
"""

from __future__ import annotations

from proactive_ssg.errors import ProblemsError
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.extensions.marks import fields_only
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.plugins.options import truthy
from proactive_ssg.plugins.paginate_v2.autopages import add_autopages
from proactive_ssg.plugins.paginate_v2.pages import paginate
from proactive_ssg.plugins.paginate_v2.settings import Problems, site_settings

__all__ = ["generate", "register"]


def register(registry: Registry) -> None:
    """Adds the generator, among the last to run."""
    registry.generator(fields_only(generate), Priority.LOWEST)


def generate(site: SiteBuilder) -> None:
    """Adds the pages; raises ProblemsError with all that is wrong in configuration and templates."""
    problems = Problems(site.config)
    settings = site_settings(site.config, problems)
    add_autopages(site, settings, problems)
    if truthy(settings["enabled"]):
        paginate(site, settings, problems)
    if problems.items:
        raise ProblemsError(*problems.items)
