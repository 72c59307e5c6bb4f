"""The table of docs/migrate.md: what stands beside a piece of Liquid is what it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from both_ways import LAYOUT, BothWays

DOCS = Path(__file__).parents[2] / "docs" / "migrate.md"
ENDS = {name: f"{{% end{name} %}}" for name in ("case", "for", "if", "unless")}
INCLUDES = {"a.html": "{{ include.x }}"}


def pairs() -> Iterator[tuple[str, str]]:
    """The cells of code that stand for each other; those in words, and shortened ones, are left out."""
    table = DOCS.read_text("utf-8").partition("## What becomes of what")[2].partition("\n## ")[0]
    for line in table.splitlines():
        cells = [re.findall("`([^`]+)`", cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 2 and len(cells[0]) == len(cells[1]):
            yield from zip(*([code.replace("\\|", "|") for code in cell] for cell in cells), strict=True)


def whole(liquid: str) -> str:
    """A template with this piece in it."""
    if liquid.startswith("where_exp"):
        return f'{{% assign tag = "a" %}}{{{{ site.pages | {liquid} | size }}}}'
    if not liquid.startswith("{%"):
        return f"{{% if {liquid} %}}x{{% endif %}}"
    word = re.findall(r"\w+", liquid)[0]
    return f"{liquid}x{ENDS[word]}" if word in ENDS else liquid


# What is left of them when they stand alone is nothing, or no tag.
ALONE = ("{% comment %}", "{% raw %}", "{% tablerow %}")
PAIRS = [pair for pair in pairs() if re.search("[{ ]", pair[0]) and pair[0] not in ALONE]


@pytest.mark.parametrize(("liquid", "jinja"), PAIRS)
def test_a_row_of_the_table(liquid: str, jinja: str) -> None:
    assert jinja in BothWays(whole(liquid), INCLUDES).written[LAYOUT].text


def test_the_table_is_read() -> None:
    assert len(PAIRS) >= 15
