"""``docs/command-line.md`` names every command and every option, and none that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from proactive_ssg.build import build
from proactive_ssg.cli.app import ALIASES, commands
from proactive_ssg.cli.report import print_diagnostics
from proactive_ssg.config import load_config

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


def test_the_problem_that_is_shown_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("layouts/rgaa.html", ""), ("content/services/aide.md", "---\nlayout: rgga\n---\n")):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    print_diagnostics(build(load_config(tmp_path, environ={})).diagnostics.items)
    assert f"```\n{capsys.readouterr().err}```\n" in TEXT
