"""The Python files of a site's plugin folders as modules: no bytecode is left there, no name is shared.

Each folder is a package of its own name, new for every build: ``_plugins/lib/names.py`` is imported by
``from .lib.names import ...`` in ``_plugins/tags.py``, and nothing else can import from the folder.
"""

from __future__ import annotations

import importlib
import itertools
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

__all__ = ["PluginFolder", "plugin_files"]

_PREFIX = "proactive_ssg_site_plugins_"
_NUMBERS = itertools.count(1)


def plugin_files(folder: Path) -> list[Path]:
    """The Python files of ``folder`` and below it, by path, without what begins with ``.`` or ``__``."""
    found = (path for path in sorted(folder.rglob("*.py")) if path.is_file())
    return [path for path in found if not _is_hidden(path.relative_to(folder))]


def _is_hidden(relative: Path) -> bool:
    return any(part.startswith((".", "__")) for part in relative.parts)


class PluginFolder:
    """One folder of plugins, loaded for one build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.package = f"{_PREFIX}{next(_NUMBERS)}"
        if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
            sys.meta_path.insert(0, _Finder())
        package = ModuleType(self.package)
        package.__path__ = [str(folder)]
        sys.modules[self.package] = package

    def load(self, path: Path) -> ModuleType:
        """The module of one file, which another may have imported already; raises what it raises."""
        *folders, name = path.relative_to(self.folder).with_suffix("").parts
        parent = ".".join((self.package, *(part.replace(".", "_") for part in folders)))
        if folders:
            importlib.import_module(parent)
        full_name = f"{parent}.{name.replace('.', '_')}"
        return sys.modules.get(full_name) or _load(_spec(full_name, path))

    def forget(self) -> None:
        """Drop the modules: their functions live as long as the build that uses them."""
        for name in list(sys.modules):
            if name == self.package or name.startswith(f"{self.package}."):
                del sys.modules[name]


def _spec(name: str, path: Path, inside: Path | None = None) -> ModuleSpec:
    loader, folders = _Loader(name, str(path)), None if inside is None else [str(inside)]
    spec = spec_from_file_location(name, path, loader=loader, submodule_search_locations=folders)
    assert spec is not None
    spec.cached = None
    return spec


def _load(spec: ModuleSpec) -> ModuleType:
    module = module_from_spec(spec)
    assert spec.loader is not None
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[spec.name]
        raise
    return module


class _Loader(SourceFileLoader):
    """Always from the source, never through ``__pycache__``."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        code = self.source_to_code(self.get_data(path), path)
        assert isinstance(code, CodeType)
        return code


class _Finder(MetaPathFinder):
    """Finds what a plugin imports relatively: a file or a folder of its own folder."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if not fullname.startswith(_PREFIX) or path is None:
            return None
        name = fullname.rpartition(".")[2]
        for folder in map(Path, path):
            file = folder / f"{name}.py"
            if file.is_file():
                return _spec(fullname, file)
            if (folder / name / "__init__.py").is_file():
                return _spec(fullname, folder / name / "__init__.py", folder / name)
            if (folder / name).is_dir():
                spec = ModuleSpec(fullname, None, is_package=True)
                spec.submodule_search_locations = [str(folder / name)]
                return spec
        return None
