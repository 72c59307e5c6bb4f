"""What Jekyll's ``doctor`` looks for (``commands/doctor.rb``), and what stops a migration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from proactive_ssg.config import Config
from proactive_ssg.content.collisions import find_collisions
from proactive_ssg.content.defaults import FrontMatterDefaults
from proactive_ssg.content.reader import read_site
from proactive_ssg.diagnose import at
from proactive_ssg.doctor.forms import old_forms
from proactive_ssg.doctor.gemfile import unlisted_gems
from proactive_ssg.doctor.settings import examine_settings
from proactive_ssg.doctor.texts import template_texts
from proactive_ssg.errors import Diagnostic, Diagnostics, Severity
from proactive_ssg.extensions.loading import load_extensions
from proactive_ssg.extensions.phases import begin, complete
from proactive_ssg.i18n import _
from proactive_ssg.plugins import CATALOGUE

__all__ = ["examine"]


def examine(config: Config) -> Diagnostics:
    """Everything that was found; a healthy site has nothing of it.

    The site is read and its generators run, as in Jekyll; nothing is rendered or written.
    """
    found = Diagnostics(list(config.warnings))
    with closing(load_extensions(config, found, CATALOGUE)) as registry:
        begin(registry)
        read = read_site(config, found, None, registry.output_extension)
        site = complete(read, registry, FrontMatterDefaults.of(config).values)
        found.extend(find_collisions(site))
    texts = template_texts(site)
    found.extend(examine_settings(config, texts))
    found.extend(_misplaced_posts(config))
    found.extend(unlisted_gems(config, CATALOGUE))
    found.extend(old_forms(texts))
    return found


def _misplaced_posts(config: Config) -> Iterator[Diagnostic]:
    posts = config.source / "_posts"
    if config.collections_dir and posts.is_dir():
        message = _("the posts in this folder are not read: collections are in {folder}/").format(
            folder=config.collections_dir
        )
        hint = _("move them to {folder}/_posts/").format(folder=config.collections_dir)
        yield at("posts-misplaced", message, posts, hint=hint, severity=Severity.WARNING)
