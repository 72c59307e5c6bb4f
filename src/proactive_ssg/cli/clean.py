"""``proactive-ssg clean``: remove what a build made, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proactive_ssg.cli.options import SiteOptions, common_options, location_options
from proactive_ssg.cli.report import echo
from proactive_ssg.errors import ConfigurationError, Diagnostic, Severity
from proactive_ssg.i18n import _

if TYPE_CHECKING:
    from proactive_ssg.config import Config

__all__ = ["command"]

CACHE = ".proactive-cache"
HELP = _("""Remove the built site and the cache.

Folders that hold your own work (the source, the layouts, what `keep_files` names) are never
removed, whatever the configuration says.""")


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
def command(source: Path, config: str, destination: Path | None, quiet: bool, verbose: bool) -> int:
    """Remove the destination, but for what is to be kept in it, and the cache."""
    options = SiteOptions(source, destination, config, quiet=quiet, verbose=verbose)
    settings = options.load()
    _refuse_to_remove_work(settings)
    removed = [path for path in (settings.destination, settings.root / CACHE) if path.is_dir()]
    for path in removed:
        _remove(path, settings.keep_files if path == settings.destination else ())
        if not quiet:
            echo(_("Removed {folder}").format(folder=path))
    if not removed and not quiet:
        echo(_("Nothing to remove."))
    return 0


def _refuse_to_remove_work(config: Config) -> None:
    """A destination that holds the source would take the user's work with it."""
    built = config.destination.resolve()
    work = [Path.home(), config.root, config.source, config.templates_dir, *config.static_dirs]
    below = [path for path in work if path.resolve().is_relative_to(built)]
    inside = [path for path in work[2:] if path != config.root and built.is_relative_to(path.resolve())]
    if below or (inside and config.source != config.root):
        text = _("{folder} holds files that no build made: it is not removed")
        raise ConfigurationError(
            Diagnostic(
                Severity.ERROR,
                "clean-not-ours",
                text.format(folder=built),
                hint=_("Set `destination` in _config.yml to a folder of its own."),
            )
        )


def _remove(folder: Path, keep: tuple[str, ...]) -> None:
    """Remove ``folder``; where it holds something to keep (``.git``), only the rest."""
    kept = [folder / name for name in keep if (folder / name).exists()]
    if folder.is_symlink():
        folder.unlink()
    elif not kept:
        shutil.rmtree(folder)
    else:
        _remove_but(folder, kept)


def _remove_but(folder: Path, kept: list[Path]) -> None:
    for child in folder.iterdir():
        if child in kept:
            continue
        if any(path.is_relative_to(child) for path in kept):
            _remove_but(child, kept)
        elif child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        else:
            child.unlink()
