"""``build --verbose`` says what was repaired, and where the source writes it; a plain build does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from proactive_ssg.build import build
from proactive_ssg.cli.report_repairs import print_repairs
from proactive_ssg.config import load_config


def test_the_places_are_told_by_kind(
    make_site: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(
        {
            "_config.yml": "accessibility: {repair: true}\n",
            "a.md": "---\n---\n# T\n\n#### Un\n\n#### Deux\n",
            "b.md": "---\n---\n<img src='x.png' align='left'\n>\n",
        }
    )
    result = build(load_config(root, environ={}))
    monkeypatch.chdir(root)
    print_repairs(result)
    told = capsys.readouterr().err
    assert 'a.md:5:1: <h4 id="un">' in told
    assert "[heading-levels, RGAA 9.1]" in told
    assert "Repaired 2 times" in told
