"""Every case of ``cases/CONSTRUCT/NAME.text`` comes out as ``NAME.html``, which Ruby's kramdown wrote.

``NAME.options``, where there is one, holds the options in YAML.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from proactive_ssg.kramdown import Options, convert

CASES = Path(__file__).parent / "cases"
TEXTS = sorted(CASES.glob("*/*.text"))
BLOCKS = Path(__file__).parents[2] / "src/proactive_ssg/kramdown/block"
HELPERS = {"__init__", "list_items", "patterns"}


@pytest.mark.parametrize("path", TEXTS, ids=[str(path.relative_to(CASES).with_suffix("")) for path in TEXTS])
def test_case(path: Path) -> None:
    options_path = path.with_suffix(".options")
    options = yaml.safe_load(options_path.read_text("utf-8")) if options_path.exists() else {}
    html = convert(path.read_text("utf-8"), Options.from_mapping(options)).html
    assert html == path.with_suffix(".html").read_text("utf-8")


@pytest.mark.parametrize("construct", sorted({path.stem for path in BLOCKS.glob("*.py")} - HELPERS))
def test_every_block_construct_has_cases(construct: str) -> None:
    assert list(CASES.glob(f"block_{construct.removeprefix('block_')}/*.text")) or list(
        CASES.glob(f"{construct}/*.text")
    )
