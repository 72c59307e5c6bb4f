"""``proactive-ssg build``: the site, once, or again after every change."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from proactive_ssg.cli.options import (
    VERBATIM,
    Session,
    SiteOptions,
    build_options,
    ignored_options,
    site_options,
)
from proactive_ssg.cli.progress import progress_for
from proactive_ssg.cli.report import echo, print_diagnostics, print_result
from proactive_ssg.cli.report_profile import print_profile
from proactive_ssg.cli.report_reasons import print_reasons
from proactive_ssg.errors import ProblemsError
from proactive_ssg.i18n import _

if TYPE_CHECKING:
    from proactive_ssg.build import BuildResult
    from proactive_ssg.config import Config

__all__ = ["command", "described"]

HELP = _("""Build the site into _site/ (alias: b).

Every problem is reported with its file, line and column. When there is an error nothing is
published: the folder of the site stays exactly as it was.""")

EPILOG = VERBATIM + _("""Examples:
  proactive-ssg build
  proactive-ssg build --source docs --destination public
  proactive-ssg build --config _config.yml,_config.staging.yml --baseurl /preview
  JEKYLL_ENV=production proactive-ssg build --strict""")


@click.command("build", help=HELP, epilog=EPILOG)
@site_options
@click.option("-w", "--watch/--no-watch", default=False, help=_("Stay, and build again after every change."))
@click.option("--force_polling", "--force-polling", is_flag=True, hidden=True)
@ignored_options(("-I", "--incremental"))
@ignored_options(("--lsi",), noted=True)
@build_options
@click.option("--explain", is_flag=True, help=_("Say of each page why it was rendered."))
@click.pass_context
def command(
    ctx: click.Context,
    /,
    options: SiteOptions,
    *,
    watch: bool,
    force_polling: bool,
    explain: bool,
    no_cache: bool,
    jobs: int | None,
) -> int:
    """Build, print, and say with the exit code whether the site was published."""
    config = options.load()
    options = options.talking(config)
    ctx.ensure_object(Session).reassurance = _("Nothing was published, the site is as it was.")
    if options.verbose:
        echo(described(config), err=True)
    how: dict[str, Any] = {"cached": not no_cache, "jobs": jobs, "explain": explain}
    result = _build(config, options, ctx.ensure_object(Session), **how)
    if watch:
        _watch(config, options, ctx.ensure_object(Session), force_polling=force_polling, how=how)
    return 0 if result.published and not result.diagnostics.errors else 1


def described(config: Config) -> str:
    """Where everything is, for ``--verbose``."""
    rows = [
        (_("configuration"), ", ".join(map(str, config.files)) or _("none: defaults")),
        (_("environment"), config.environment),
        (_("source"), config.source),
        (_("layouts"), config.templates_dir),
        (_("destination"), config.destination),
    ]
    return "\n".join(f"{name}: {value}" for name, value in rows)


def _build(
    config: Config, options: SiteOptions, session: Session, *, cached: bool, jobs: int | None, explain: bool
) -> BuildResult:
    from proactive_ssg.build import build

    with progress_for(quiet=options.quiet, verbose=options.verbose) as progress:
        result = build(config, progress=progress, cached=cached, jobs=jobs)
    session.reassurance = ""  # from here on, what was published is
    print_result(result, quiet=options.quiet, verbose=options.verbose, trace=session.trace)
    print_profile(result)
    if explain or options.verbose:
        print_reasons(result, everything=explain)
    if options.verbose and result.published:
        from proactive_ssg.cli.report_repairs import print_repairs  # what few runs say

        print_repairs(result)
    return result


def _watch(
    config: Config, options: SiteOptions, session: Session, *, force_polling: bool, how: dict[str, Any]
) -> None:
    """Build again after every change, until Ctrl-C (which leaves with code 130)."""
    from proactive_ssg.serve.watch import Watcher

    with Watcher(force_polling=force_polling) as watcher:
        watcher.follow(config)
        if not options.quiet:
            echo(_("Watching for changes; Ctrl-C stops."))
        for _changed in watcher.changes():
            try:
                config = options.load()
                watcher.follow(config)
                _build(config, options, session, **how)
            except ProblemsError as problem:
                print_diagnostics(problem.diagnostics)
            sys.stdout.flush()
