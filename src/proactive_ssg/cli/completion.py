"""``proactive-ssg completion``: the script that teaches a shell our commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from proactive_ssg.cli.options import VERBATIM, paragraphs
from proactive_ssg.i18n import _

__all__ = ["command"]

NAME = "proactive-ssg"
VARIABLE = "_PROACTIVE_SSG_COMPLETE"
HELP = paragraphs(
    _("Print your shell's completion script."),
    VERBATIM
    + """bash: echo 'eval "$(proactive-ssg completion bash)"' >> ~/.bashrc
zsh:  echo 'eval "$(proactive-ssg completion zsh)"' >> ~/.zshrc
fish: proactive-ssg completion fish > ~/.config/fish/completions/proactive-ssg.fish""",
)


@click.command("completion", help=HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the script of ``shell``."""
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(ctx.find_root().command, {}, NAME, VARIABLE).source())
    return 0
