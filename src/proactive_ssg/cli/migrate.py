"""``proactive-ssg migrate``: what helps a site to move from Liquid to Jinja2."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proactive_ssg.cli.options import (
    VERBATIM,
    SiteOptions,
    common_options,
    location_options,
    paragraphs,
)
from proactive_ssg.cli.report import echo, print_diagnostics
from proactive_ssg.i18n import _, ngettext

if TYPE_CHECKING:
    from proactive_ssg.migrate import Migration

__all__ = ["command"]

HELP = paragraphs(
    _("Move from Liquid to Jinja2."),
    VERBATIM
    + _("""Examples:
  proactive-ssg migrate layouts
  proactive-ssg migrate layouts post --dry-run"""),
)

LAYOUTS_HELP = _("""Write the Liquid layouts, and what they include, as Jinja2 layouts.

Each layout of _layouts/ (only those named, when some are) is written to layouts/, the files of
_includes/ that it needs to layouts/partials/. The site is built from these then, and gives the same
pages; _layouts/ and _includes/ stay as they are. A layout that cannot be written is left out, and
it is said why.""")

LAYOUTS_EPILOG = VERBATIM + _("""Examples:
  proactive-ssg migrate layouts                  all layouts of the site
  proactive-ssg migrate layouts post page        these two
  proactive-ssg migrate layouts post --dry-run   show the source, write nothing
Exit codes: 0 done, 1 something was left out, 2 wrong usage or configuration.""")


@click.group("migrate", help=HELP)
def command() -> None:
    """The group of what can be migrated."""


@command.command("layouts", help=LAYOUTS_HELP, epilog=LAYOUTS_EPILOG)
@click.argument("names", nargs=-1, metavar=_("[NAME]..."))
@click.option("-n", "--dry-run", is_flag=True, help=_("Show the source of the layouts, and write nothing."))
@click.option("-f", "--force", is_flag=True, help=_("Replace files that are there already."))
@location_options
@common_options
def layouts(
    *,
    names: tuple[str, ...],
    dry_run: bool,
    force: bool,
    source: Path,
    config: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Migrate, write or show, and say what was done and what was left out."""
    from proactive_ssg.migrate import migrate_layouts, write

    loaded = SiteOptions(source=source, config=config).load()
    found = migrate_layouts(loaded, names, force=force)
    if dry_run:
        for path, text in found.files.items():
            echo(click.style(f"==> {_shown(path)}", bold=True))
            click.echo(text, nl=not text.endswith("\n"))
    else:
        write(found)
    print_diagnostics(found.diagnostics.items, quiet=quiet, verbose=verbose)
    if not dry_run and not quiet:
        _tell(found, verbose=verbose)
    return 1 if found.diagnostics.errors else 0


def _tell(found: Migration, *, verbose: bool) -> None:
    if verbose:
        for path in found.files:
            echo(_shown(path), err=True)
    count = len(found.files)
    text = ngettext("{count} file written.", "{count} files written.", count).format(count=count)
    if found.kept:
        count = len(found.kept)
        same = ngettext("{count} file was the same already.", "{count} files were the same already.", count)
        text = f"{text} {same.format(count=count)}"
    if found.left:
        left = _("Left in Liquid: {names}.").format(names=", ".join(sorted(found.left)))
        text = f"{text} {left}"
    echo(text)


def _shown(path: Path) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
