"""Every example of docs/plugins.md: the files above, built, give the file below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from proactive_ssg.build import build
from proactive_ssg.config import load_config
from proactive_ssg.extensions.hooks import EVENTS

DOCS = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text("utf-8")
FILE = re.compile(r"^`(?P<path>[\w./-]+)`:\n\n```\w+\n(?P<text>.*?)^```$", re.M | re.S)
MakeSite = Callable[[Mapping[str, str]], Path]


def examples() -> Iterator[Any]:
    """The files of each example: it ends with what is built, or where the next section begins."""
    for section in re.split(r"^## ", DOCS, flags=re.M)[1:]:
        files: dict[str, str] = {}
        for found in FILE.finditer(section):
            if found["path"].startswith("_site/"):
                name = f"{section.splitlines()[0]}: {found['path']}"
                yield pytest.param(files, found["path"], found["text"], id=name)
                files = {}
            else:
                files[found["path"]] = found["text"]
        assert not files, f"an example without its result in {section.splitlines()[0]}"


@pytest.mark.parametrize(("files", "path", "expected"), list(examples()))
def test_example(make_site: MakeSite, files: dict[str, str], path: str, expected: str) -> None:
    root = make_site(files)
    result = build(load_config(root, environ={}))
    assert [item.message for item in result.diagnostics.items] == []
    assert (root / path).read_text("utf-8").rstrip("\n") == expected.rstrip("\n")


def test_there_is_an_example_of_each_kind() -> None:
    from proactive_ssg import extensions

    for name in ("filter", "tag", "block", "generator", "converter", "hook", "Registry", "Priority"):
        assert name in extensions.__all__
        assert re.search(rf"^(?:@|from .*\b){name}\b", DOCS, re.M), name


def test_every_hook_is_in_the_table() -> None:
    table = DOCS[DOCS.index("| owner | event |") :]
    for owner, events in EVENTS.items():
        assert f"`{owner}`" in table
        assert [event for event in events if f"`{event}`" not in table] == []
