"""Two thousand expressions, filters with odd inputs, as real Jekyll evaluates them.

``filters_probe.json`` holds what Jekyll 4.3 wrote with Liquid 4.0.4, the version it asks for, and where it
differs with Liquid 5.4, which some distributions run it with. Ours are Liquid 4's but for ``AS_IN_LIQUID_5``.
What makes Ruby itself crash is left out.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from proactive_ssg.config import Config
from proactive_ssg.liquid import Environment, LiquidError
from proactive_ssg.model.site import Site
from proactive_ssg.render.markdown import MarkdownConverter
from proactive_ssg.ruby_yaml import load
from proactive_ssg.templates.filters import filter_table

HERE = Path(__file__).parent
DATA = HERE / "filters_probe.yml"
RECORD = HERE / "filters_probe.json"
PARIS = ZoneInfo("Europe/Paris")
AS_IN_LIQUID_5 = re.compile(r"\| (truncatewords|default)\b")


def recorded() -> list[list[Any]]:
    """``[expression, result, result of Liquid 5 where it is another]``; an error is an object."""
    found: list[list[Any]] = json.loads(RECORD.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def answer() -> Any:
    """``answer(expression)``: the text, or the error in an object."""
    places = (Path("/site"), Path("/site"), Path("/built"), Path("/site/layouts"))
    config = Config(*places, timezone=PARIS, url="https://example.org", baseurl="/base")
    markdown = MarkdownConverter(config)
    site = Site(config, datetime(2024, 1, 1, tzinfo=UTC))
    environment = Environment(filters=filter_table(site, markdown.html, markdown.smart))
    data = load(DATA.read_text("utf-8"), PARIS).value

    def ask(expression: str) -> Any:
        try:
            return environment.parse(expression).render({**data, "site": {}})
        except LiquidError as error:
            return {"error": error.message}

    return ask


@pytest.mark.parametrize("row", recorded(), ids=lambda row: row[0])
def test_filters_give_what_jekyll_gives(row: list[Any], answer: Any) -> None:
    expression = row[0]
    expected = of_version(row, "5" if AS_IN_LIQUID_5.search(expression) else "4.0.4")
    given = answer(expression)
    if isinstance(expected, dict):
        assert isinstance(given, dict), given
    else:
        assert given == expected


def by_jekyll(expressions: list[str]) -> tuple[str, list[Any]]:
    script = HERE / "filters_probe.rb"
    given = json.dumps({"data": DATA.read_text("utf-8"), "expressions": expressions})
    environment = {**os.environ, "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        ["ruby", "-W0", script], input=given, capture_output=True, text=True, check=True, env=environment
    )
    found = json.loads(run.stdout.splitlines()[-1])
    return found["liquid"], [one if "error" in one else one["text"] for one in found["results"]]


def of_version(row: list[Any], version: str) -> Any:
    return row[2] if len(row) > 2 and not version.startswith("4.") else row[1]


@pytest.mark.jekyll
@pytest.mark.skipif(shutil.which("jekyll") is None, reason="needs Jekyll")
def test_jekyll_still_gives_it() -> None:
    rows = recorded()
    version, results = by_jekyll([row[0] for row in rows])
    differing = [
        (row[0], of_version(row, version), result)
        for row, result in zip(rows, results, strict=True)
        if of_version(row, version) != result
    ]
    assert differing == []
