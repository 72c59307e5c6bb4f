# ruff: noqa: ARG002 - the arguments of the methods are hatch's
"""An optional build hook: the dialect compiled by mypyc, from the same source (docs/dependencies.md).

It runs only where hatch's own switch, ``HATCH_BUILD_HOOKS_ENABLE=1``, is set; otherwise the wheel is pure
Python and neither this file nor what it imports is loaded. Everything is built in a temporary folder: a
compiled module next to its source would hide what is changed there.
"""

from __future__ import annotations

import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path("src", "proactive_ssg", "kramdown")

# Left as they are: a class of Python-Markdown's is extended there, and a dataclass reads its own fields.
NOT_COMPILED = {PACKAGE / "__init__.py", PACKAGE / "extension.py", PACKAGE / "options.py"}


class MypycBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled modules to the wheel; the sources stay in it, to be read and for tracebacks."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        built = Path(self._folder.name, "lib")
        self._compile(built)
        suffix = sysconfig.get_config_var("EXT_SUFFIX")
        for path in built.rglob(f"*{suffix}"):
            build_data["force_include"][str(path)] = path.relative_to(built).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self.target_name == "wheel" and version != "editable":
            self._folder.cleanup()

    def _compile(self, built: Path) -> None:
        # setuptools first: mypyc takes distutils where it is not loaded.
        from setuptools import Distribution  # type: ignore[import-untyped]  # isort: skip
        from mypyc.build import mypycify  # isort: skip

        sources = [path for path in sorted(PACKAGE.rglob("*.py")) if path not in NOT_COMPILED]
        work = built.parent
        # No configuration: strictness is for our own checks, with the stubs they need.
        options = ["--config-file=", "--ignore-missing-imports", f"--cache-dir={work / 'cache'}"]
        extensions = mypycify(
            [*options, *map(str, sources)],
            group_name="proactive_ssg",
            target_dir=str(work / "c"),
            debug_level="0",
        )
        command = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
        command.build_lib, command.build_temp = str(built), str(work / "o")
        command.ensure_finalized()
        command.run()
