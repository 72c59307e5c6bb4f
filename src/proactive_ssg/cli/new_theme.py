"""``proactive-ssg new-theme``: a theme as a Python package, which is a Jekyll theme gem as well."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import click

from proactive_ssg.cli.options import VERBATIM, common_options, paragraphs
from proactive_ssg.cli.report import echo
from proactive_ssg.i18n import _

__all__ = ["command"]

HELP = paragraphs(
    _("Make a theme, ready to fill: layouts, Sass, and what makes a package of it."),
    VERBATIM
    + _("""Example:
  proactive-ssg new-theme sober
and in the _config.yml of a site, to try it: `theme: ../sober`"""),
)


@click.command("new-theme", help=HELP)
@click.argument("name", nargs=-1, required=True, metavar=_("NAME"))
@click.option("-c", "--code-of-conduct", is_flag=True, help=_("Add a code of conduct."))
@common_options
def command(name: tuple[str, ...], code_of_conduct: bool, quiet: bool, verbose: bool) -> int:
    """Write the scaffold into a new folder, below the one where the command runs."""
    from proactive_ssg.cli.scaffold import refuse, write_new, writing
    from proactive_ssg.starter import theme_files

    # As Jekyll joins the words of a name (commands/new_theme.rb).
    joined = re.sub("_+", "_", "_".join(name).replace(" ", "_"))
    folder = Path(joined)
    if not re.fullmatch(r"[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?", joined, re.ASCII):
        message = _("{name!r} is no name for a package: letters, digits, - and _ only").format(name=joined)
        raise click.BadParameter(message, param_hint=_("NAME"))
    with writing(folder):
        exists = folder.exists()
    if exists:
        refuse("new-exists", _("the folder is there already"), _("Choose another name."), folder)
    author = _author()
    # Translators: the code of your language, such as fr.
    for place, content in theme_files(joined, author, datetime.now().year, _("en")):
        if place.name == "CODE_OF_CONDUCT.md" and not code_of_conduct:
            continue
        write_new(folder / place, content, force=False)
        if verbose:
            echo(str(folder / place), err=True)
    for empty in ("_includes", "_data"):
        with writing(folder / empty):
            (folder / empty).mkdir()
    _git("init", "--quiet", str(folder))
    if not quiet:
        echo(_("A new theme is in {folder}; its README.md says how to try it.").format(folder=folder))
    return 0


def _author() -> str:
    return _git("config", "user.name") or "AUTHOR"


def _git(*words: str) -> str:
    """What git answers; nothing where it is not installed or does not want to."""
    program = shutil.which("git")
    if program is None:
        return ""
    try:
        found = subprocess.run([program, *words], check=False, capture_output=True, text=True)  # noqa: S603
    except (OSError, UnicodeDecodeError):
        return ""
    return found.stdout.strip()
