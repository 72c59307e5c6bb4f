"""Which theme a site means by ``theme`` and ``theme_dir``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from proactive_ssg.i18n import _
from proactive_ssg.themes.model import PARTS, Theme

__all__ = ["BUILTIN", "ThemeError", "find_theme"]

HERE = Path(__file__).parent
BUILTIN = frozenset(("dsfr",))
"""The themes that come with us, each a folder beside this file; an installed one of the name goes first."""


class ThemeError(Exception):
    """There is no such theme: ``setting`` is the key that names it."""

    def __init__(self, setting: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.setting, self.message, self.hint = setting, message, hint


def find_theme(name: str | None, folder: str | None, root: Path, environ: Mapping[str, str]) -> Theme | None:
    """The theme of a site whose configuration is in ``root``; None where it names none.

    ``name`` (``theme``) is that of an installed package or gem, or a path such as ``./themes/sober``;
    ``folder`` (``theme_dir``) the path of its files, wherever they come from. Raises ThemeError.
    """
    name = (name or "").strip()
    if folder:
        return _in_folder("theme_dir", name or Path(folder).name, folder, root)
    if not name:
        return None
    if name.startswith((".", "/", "~")) or "/" in name or "\\" in name:
        return _in_folder("theme", Path(name).name, name, root)
    return _installed(name.lower(), root, environ)


def _installed(name: str, root: Path, environ: Mapping[str, str]) -> Theme:
    # Most sites have no such theme: what finds them is not loaded for those.
    from proactive_ssg.themes.gems import find_gem, gem_facts
    from proactive_ssg.themes.packages import find_package

    if found := find_package(name):
        return Theme.at(name, *found)
    if (path := find_gem(name, root, environ)) is not None:
        return Theme.at(name, path, gem_facts(path))
    if name in BUILTIN:
        return Theme.at(name, HERE / name)
    raise ThemeError("theme", _("the theme {name!r} is not installed").format(name=name), _advice(name))


def _in_folder(setting: str, name: str, folder: str, root: Path) -> Theme:
    from proactive_ssg.themes.gems import gem_facts

    path = root / Path(folder).expanduser()
    if "\0" in folder or not path.is_dir():
        message = _("the folder of the theme, {path}, does not exist").format(path=path)
        raise ThemeError(setting, message, _("correct the path: it is relative to the configuration"))
    if not any((path / part).is_dir() for part in PARTS):
        message = _("{path} is no theme: it has none of the folders {folders}")
        message = message.format(path=path, folders=", ".join(PARTS))
        raise ThemeError(setting, message, _("name the folder that holds `_layouts`"))
    return Theme.at(name, path, gem_facts(path), is_mine=True)


def _advice(name: str) -> str:
    import difflib

    from proactive_ssg.themes.packages import installed_themes

    if close := difflib.get_close_matches(name, installed_themes(), 1):
        return _("did you mean {name}?").format(name=close[0])
    return _("install its package, or give the folder of its files in `theme_dir: path/to/{name}`").format(
        name=name
    )
