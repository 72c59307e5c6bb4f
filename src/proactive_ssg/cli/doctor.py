"""``proactive-ssg doctor``: what is wrong with a site, or stops it from moving here from Jekyll."""

from __future__ import annotations

import click

from proactive_ssg.cli.options import VERBATIM, SiteOptions, site_options
from proactive_ssg.cli.report import echo, print_diagnostics
from proactive_ssg.i18n import _

__all__ = ["command"]

HELP = _("""Examine the site: what is wrong, and what to do about it (alias: hyde).

Two pages with one URL, or with URLs that only differ in case, posts in the wrong folder, settings
of older versions or misspelt ones, Ruby plugins and plugins that are not known here. Nothing is
written. When all is well the exit code is 0, else 1.""")

EPILOG = VERBATIM + _("""Examples:
  proactive-ssg doctor
  proactive-ssg doctor --source my-jekyll-site""")


@click.command("doctor", help=HELP, epilog=EPILOG)
@site_options
def command(options: SiteOptions) -> int:
    """Examine, print, and say with the exit code whether the site is healthy."""
    from proactive_ssg.doctor import examine

    found = examine(options.load())
    print_diagnostics(found.items, verbose=options.verbose)
    if found.items:
        return 1
    if not options.quiet:
        echo(_("Your test results are in. Everything looks fine."))
    return 0
