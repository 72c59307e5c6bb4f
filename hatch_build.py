# ruff: noqa: ARG002 - the arguments of the methods are hatch's
"""The build hook: the modules that most of the time goes to, compiled by mypyc from the same source.

Where that cannot be done (no C compiler, say) it says so, and the package is pure Python: nothing else is
different (docs/dependencies.md). ``HATCH_BUILD_NO_HOOKS=1`` asks for that. In a wheel compiled modules are
beside their sources; for an editable installation they are put into ``src/proactive_ssg/_native``, which
``proactive_ssg.native`` uses as long as no source has changed.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sysconfig
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = Path("src")
PACKAGE = SOURCES / "proactive_ssg"
GROUP = "proactive_ssg"
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")


class MypycBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled modules; the sources stay, to be read and for tracebacks.

    Options: ``modules`` and ``pure``, patterns below the package of what is compiled, and of what is not.
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        native = _native()
        is_editable = version == "editable"
        if is_editable and native.listed(str(PACKAGE)) is not None:
            return
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        built = Path(self._folder.name, "lib")
        try:
            _compile(self._sources(), built)
        except (Exception, SystemExit) as error:  # whatever a compiler, or what should have been one, does
            self.app.display_warning(f"Not compiled, proactive-ssg will be slower: {error}")
            return
        if is_editable:
            _put_aside(native, built)
            return
        for path in built.rglob(f"*{SUFFIX}"):
            build_data["force_include"][str(path)] = path.relative_to(built).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "_folder"):
            self._folder.cleanup()

    def _sources(self) -> list[Path]:
        pure = set(_matching(self.config["pure"]))
        return [path for path in _matching(self.config["modules"]) if path not in pure]


def _matching(patterns: Iterable[str]) -> list[Path]:
    return sorted({path for pattern in patterns for path in PACKAGE.glob(pattern) if path.suffix == ".py"})


def _native() -> ModuleType:
    """The module of that name; the package need not be installed yet, nor what it needs."""
    spec = importlib.util.spec_from_file_location("native", PACKAGE / "native.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _compile(sources: list[Path], built: Path) -> None:
    """Compile ``sources`` into modules below ``built``, with all cores."""
    # setuptools first: mypyc takes distutils where it is not loaded.
    from setuptools import Distribution  # type: ignore[import-untyped]  # isort: skip
    from setuptools.command.build_ext import build_ext  # type: ignore[import-untyped]  # isort: skip
    from mypyc.build import mypycify  # isort: skip

    class ParallelBuild(build_ext):  # type: ignore[misc]
        """Its own ``parallel`` shares out extensions, but nearly all of our files are in one."""

        def build_extensions(self) -> None:
            compile_files = self.compiler.compile

            def compile_in_parallel(files: list[str], **options: Any) -> list[str]:
                with ThreadPoolExecutor(self.parallel) as pool:
                    objects = pool.map(lambda file: compile_files([file], **options), files)
                    return [path for paths in objects for path in paths]

            self.compiler.compile = compile_in_parallel
            super().build_extensions()

    work = built.parent
    # No configuration: strictness is for our own checks, with the stubs they need.
    options = ["--config-file=", "--ignore-missing-imports", f"--cache-dir={work / 'cache'}"]
    extensions = mypycify(
        [*options, *map(str, sources)],
        group_name=GROUP,
        target_dir=str(work / "c"),
        multi_file=True,
        # More takes the C compiler half as long again, and makes conversion a twentieth faster.
        opt_level="g",
        debug_level="0",
    )
    command = ParallelBuild(Distribution({"ext_modules": extensions}))
    command.build_lib, command.build_temp = str(built), str(work / "o")
    command.parallel = os.cpu_count() or 1
    command.ensure_finalized()
    command.run()


def _put_aside(native: ModuleType, built: Path) -> None:
    """Into the folder of an editable installation, with the list of what was compiled."""
    folder = PACKAGE / native.FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built, folder)
    lines = []
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        module = path.relative_to(folder).as_posix().removesuffix(SUFFIX)
        source = f"{module.removeprefix(PACKAGE.name + '/')}.py" if "/" in module else ""
        name = module.replace("/", ".").removesuffix(".__init__")
        lines.append(native.entry(name, path.relative_to(PACKAGE).as_posix(), source, str(PACKAGE)))
    # Last, and at once: without its list the folder is not looked into.
    aside = folder / f"{native.LIST}.new"
    aside.write_text("".join(lines), encoding="utf-8")
    aside.replace(folder / native.LIST)
