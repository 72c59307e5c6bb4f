"""Ruby plugins in a site's folder: they cannot run here; what each adds is read off its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from proactive_ssg.i18n import _

__all__ = ["RubyPlugin", "ruby_plugins"]

_FILTERS = re.compile(r"register_filter[\s(]+(?:\w+::)*(\w+)")
_TAGS = re.compile(r"register_tag[\s(]+[\"':](\w+)[\"']?\s*,\s*(?:\w+::)*(\w+)")
_HOOKS = re.compile(r"Hooks\.register[\s(]+(\[[^\]]*\]|:\w+)\s*,\s*:(\w+)")
_CLASSES = re.compile(r"^\s*class\s+(?:\w+::)*(\w+)\s*<\s*(?:\w+::)*(\w+)", re.M)
_MODULE = re.compile(r"^([ \t]*)module[ \t]+(?:\w+::)*(\w+)[ \t]*$(.*?)^\1end\b", re.M | re.S)
_METHOD = re.compile(r"^[ \t]*def[ \t]+([a-z_]\w*[?!]?)|^[ \t]*(private)[ \t]*$", re.M)
_NAMES = re.compile(r":(\w+)")


@dataclass(frozen=True, slots=True)
class RubyPlugin:
    """One file: the names of what it adds to Jekyll; ``replaced``: a Python file of its name is beside it."""

    path: Path
    filters: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    generators: tuple[str, ...] = ()
    converters: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    replaced: bool = field(default=False, compare=False)

    @property
    def adds(self) -> str:
        """What the site misses, as a phrase."""
        kinds = (
            (_("the filters {names}"), self.filters),
            (_("the tags {names}"), self.tags),
            (_("the blocks {names}"), self.blocks),
            (_("the generators {names}"), self.generators),
            (_("the converters {names}"), self.converters),
            (_("the hooks {names}"), self.hooks),
            (_("the commands {names}"), self.commands),
        )
        phrases = [text.format(names=", ".join(names)) for text, names in kinds if names]
        return _("; ").join(phrases) or _("changes to Jekyll itself")

    @property
    def instead(self) -> str:
        """What to write in its place."""
        file = f"{self.path.parent.name}/{self.path.stem}.py"
        kinds = (
            ("@filter def {name}(value)", self.filters),
            ("@tag def {name}(context, markup)", self.tags),
            ("@block def {name}(context, markup, body)", self.blocks),
            ("@generator def generate(site)", self.generators),
            ("@converter class {name}", self.converters),
            ("@hook({name})", self.hooks),
        )
        wanted = [text.format(name=names[0]) for text, names in kinds if names]
        if not wanted:
            return _("see whether the site needs it; if so, write what it does as a hook in {file}").format(
                file=file
            )
        text = _("write it in Python: `{what}` in {file} (docs/plugins.md)")
        return text.format(what=wanted[0], file=file)


def ruby_plugins(folder: Path) -> Iterator[RubyPlugin]:
    """Every ``.rb`` file of a folder of plugins and below it, by path."""
    texts: dict[Path, str] = {}
    for path in sorted(folder.rglob("*.rb")):
        try:
            texts[path] = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
    registered = {name for text in texts.values() for name in _FILTERS.findall(text)}
    for path, text in texts.items():
        yield _plugin(path, text, registered)


def _plugin(path: Path, text: str, registered: set[str]) -> RubyPlugin:
    parents = dict(_CLASSES.findall(text))
    tags = _TAGS.findall(text)
    return RubyPlugin(
        path,
        filters=_unique(_filters(text, registered)),
        tags=_unique(name for name, kind in tags if parents.get(kind) != "Block"),
        blocks=_unique(name for name, kind in tags if parents.get(kind) == "Block"),
        generators=_unique(name for name, parent in parents.items() if parent == "Generator"),
        converters=_unique(name for name, parent in parents.items() if parent == "Converter"),
        hooks=_unique(
            f'"{owner}", "{event}"'
            for owners, event in _HOOKS.findall(text)
            for owner in _NAMES.findall(owners)
        ),
        commands=_unique(name for name, parent in parents.items() if parent == "Command"),
        replaced=path.with_suffix(".py").is_file(),
    )


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _filters(text: str, registered: set[str]) -> Iterator[str]:
    """The public methods of the modules that are registered as filters, modules within modules too."""
    for _indent, name, body in _MODULE.findall(text):
        if name in registered:
            for method, private in _METHOD.findall(body):
                if private:
                    break
                yield method
        else:
            yield from _filters(body, registered)
