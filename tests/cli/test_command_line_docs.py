"""``docs/command-line.md`` names every command and every option, and none that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from proactive_ssg.cli.app import ALIASES, commands

TEXT = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")


def all_commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{prefix}{name} ")


def options(*, hidden: bool) -> set[str]:
    found = {"-h", "--help", "-v", "--version"}
    for _name, command in all_commands(commands):
        for option in command.params:
            if isinstance(option, click.Option) and (hidden or not option.hidden):
                found |= {name for name in (*option.opts, *option.secondary_opts) if name.strip()}
    return found


def test_every_command_is_documented() -> None:
    for name, command in all_commands(commands):
        if not isinstance(command, click.Group):
            assert re.search(rf"^\| `{name}[ `]", TEXT, re.MULTILINE), name
    for alias in ALIASES:
        assert f"`{alias}`" in TEXT


def test_every_option_is_documented() -> None:
    assert {name for name in options(hidden=False) if f"`{name}" not in TEXT} == set()


def test_no_other_option_is_documented() -> None:
    named = set(re.findall(r"`(--?[A-Za-z][\w-]*)", TEXT)) - {"--livereload-", "--livereload-*-delay"}
    assert named - options(hidden=True) == set()
