"""What mypyc compiled (``hatch_build.py``): all that it should have, and what it gives can be passed on."""

from __future__ import annotations

import pickle
import tomllib
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from proactive_ssg.kramdown import Options, convert, parser

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "proactive_ssg"
SUFFIXES = tuple(EXTENSION_SUFFIXES)

pytestmark = pytest.mark.skipif(
    not str(parser.__file__).endswith(SUFFIXES), reason="nothing is compiled (see docs/dependencies.md)"
)


def compiled_modules() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    settings = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
    wanted, pure = (
        {path for pattern in settings[key] for path in PACKAGE.glob(pattern)} for key in ("modules", "pure")
    )
    names = (path.relative_to(PACKAGE.parent).with_suffix("").parts for path in sorted(wanted - pure))
    return [".".join(parts[:-1] if parts[-1] == "__init__" else parts) for parts in names]


@pytest.mark.parametrize("name", compiled_modules())
def test_every_module_that_should_be_is_compiled(name: str) -> None:
    assert str(import_module(name).__file__).endswith(SUFFIXES)


def test_a_result_can_be_sent_to_another_process() -> None:
    result = convert("[^no]\n\n{:toc\n", Options())
    assert result.warnings
    assert pickle.loads(pickle.dumps(result)) == result
