"""``highlighter`` of the configuration: what kramdown knows, and what Jekyll makes of other values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from proactive_ssg.config import load_config
from proactive_ssg.render.markdown import MarkdownConverter


@pytest.mark.parametrize(
    ("value", "coloured"),
    [("rouge", True), ("none", False), ("pygments", False), ("unheard-of", False), ("false", True)],
)
def test_code_is_coloured_as_with_jekyll(make_site: Callable[..., Path], value: str, coloured: bool) -> None:
    config = load_config(make_site({"_config.yml": f"highlighter: {value}", "index.md": ""}), environ={})
    html = MarkdownConverter(config).html("```ruby\nputs 1\n```\n")
    assert ("<span class=" in html) is coloured
