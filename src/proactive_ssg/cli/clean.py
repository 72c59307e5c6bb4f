"""``proactive-ssg clean``: remove what a build made, and nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from proactive_ssg.cli.options import SiteOptions, common_options, location_options
from proactive_ssg.cli.report import echo
from proactive_ssg.i18n import _, ngettext

__all__ = ["command"]

HELP = _("""Remove the built site and the cache.

Only files that a build wrote are removed; what else lies in the folder of the site stays.""")


@click.command("clean", help=HELP)
@location_options
@click.option(
    "-d",
    "--destination",
    type=click.Path(file_okay=False, path_type=Path),
    metavar=_("FOLDER"),
    help=_("The folder that the site was written to (default: _site)."),
)
@common_options
def command(*, source: Path, config: str, destination: Path | None, quiet: bool, verbose: bool) -> int:
    """Remove the files of the last build, and say what stays."""
    from proactive_ssg.output import remove_site

    settings = SiteOptions(source, destination, config).load()
    removal = remove_site(settings.destination, settings.root, settings.keep_files, settings.cache)
    if removal.foreign:
        text = ngettext(
            "{count} file stays in {folder}: no build made it.",
            "{count} files stay in {folder}: no build made them.",
            removal.foreign,
        )
        echo(text.format(count=removal.foreign, folder=settings.destination), err=True)
    if not quiet:
        text = ngettext("{count} file removed", "{count} files removed", removal.files)
        echo(text.format(count=removal.files))
    if verbose and removal.cache:
        echo(_("Removed {folder}").format(folder=removal.cache), err=True)
    return 0
