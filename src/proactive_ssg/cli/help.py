"""``proactive-ssg help``: what ``--help`` says, as a command."""

from __future__ import annotations

import click

from proactive_ssg.cli.report import echo
from proactive_ssg.i18n import _

__all__ = ["command"]


@click.command("help", help=_("Explain a command, as --help after it does."))
@click.argument("words", nargs=-1, metavar=_("[COMMAND]"))
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...]) -> int:
    """Print the help of the command that ``words`` name, or of all."""
    root = ctx.find_root()
    asked, context = root.command, root
    for word in words:
        found = asked.get_command(context, word) if isinstance(asked, click.Group) else None
        if found is None:
            raise click.UsageError(_("there is no command {name!r}").format(name=" ".join(words)), root)
        asked = found
        context = click.Context(asked, info_name=word, parent=context, **asked.context_settings)
    echo(asked.get_help(context))
    return 0
