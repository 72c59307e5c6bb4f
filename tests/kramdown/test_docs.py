"""The examples of docs/kramdown.md: pairs of fenced blocks, the text and the HTML it becomes."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from proactive_ssg.kramdown import Options, convert

DOCS = Path(__file__).parents[2] / "docs" / "kramdown.md"
EXAMPLE = re.compile(
    r"^(?P<fence>`{3,})kramdown(?: (?P<options>\{[^\n]*\}))?\n(?P<text>.*?)^(?P=fence)\n"
    r"(?:\n(?P<fence2>`{3,})html\n(?P<html>.*?)^(?P=fence2)\n)?",
    re.M | re.S,
)


def examples() -> list[Any]:
    text = DOCS.read_text("utf-8")
    found = []
    for match in EXAMPLE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        found.append(pytest.param(match["options"], match["text"], match["html"], id=f"line {line}"))
    return found


@pytest.mark.parametrize(("options", "text", "html"), examples())
def test_example(options: str | None, text: str, html: str | None) -> None:
    assert html is not None, "an example without its HTML"
    assert convert(text, Options.from_mapping(yaml.safe_load(options or "{}"))).html == html


def test_every_option_is_documented() -> None:
    text = DOCS.read_text("utf-8")
    assert [name for name in (option.name for option in fields(Options)) if f"`{name}`" not in text] == []
