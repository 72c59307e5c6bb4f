"""The wheel that mypyc compiled (``hatch_build.py``): whole, and what it gives can be passed on."""

from __future__ import annotations

import pickle
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from proactive_ssg import kramdown
from proactive_ssg.kramdown import Options, convert, parser

NOT_COMPILED = {
    "proactive_ssg.kramdown",
    "proactive_ssg.kramdown.extension",
    "proactive_ssg.kramdown.options",
}
SUFFIXES = tuple(EXTENSION_SUFFIXES)

pytestmark = pytest.mark.skipif(
    not str(parser.__file__).endswith(SUFFIXES),
    reason="the dialect is not compiled (build the wheel with HATCH_BUILD_HOOKS_ENABLE=1)",
)


def test_every_module_but_those_left_out_is_compiled() -> None:
    folder = Path(str(kramdown.__file__)).parent
    for path in folder.rglob("*.py"):
        parts = path.relative_to(folder.parent.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        is_compiled = str(import_module(name).__file__).endswith(SUFFIXES)
        assert is_compiled is (name not in NOT_COMPILED), name


def test_a_result_can_be_sent_to_another_process() -> None:
    result = convert("[^no]\n\n{:toc\n", Options())
    assert result.warnings
    assert pickle.loads(pickle.dumps(result)) == result
