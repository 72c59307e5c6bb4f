"""Configuration files: read, merged in order, and able to say where a setting was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proactive_ssg import diagnose
from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _
from proactive_ssg.ruby_yaml import Loaded, YamlError, load

if TYPE_CHECKING:
    from proactive_ssg.config.toml import LoadedToml

__all__ = ["Sources", "deep_merge"]


def deep_merge(base: Mapping[Any, Any], over: Mapping[Any, Any]) -> dict[Any, Any]:
    """``over`` laid over ``base``, at every depth; None overrides nothing (Jekyll's ``utils.rb``)."""
    merged = dict(base)
    for key, value in over.items():
        before = merged.get(key)
        if value is None and key in merged:
            continue
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        merged[key] = deep_merge(before, value) if both else value  # type: ignore[arg-type]
    return merged


@dataclass(slots=True)
class Sources:
    """The files of the configuration; ``problems`` are those of reading and of checking alike.

    ``as_jekyll``: the site is laid out as Jekyll has it. What Jekyll takes (a text where true or false is
    meant, say) is a warning there, and a problem elsewhere: such a site builds with Jekyll already.
    """

    as_jekyll: bool = False
    problems: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    _loaded: list[tuple[Path, str, Loaded | LoadedToml]] = field(default_factory=list)

    @classmethod
    def read(cls, root: Path, files: Sequence[Path]) -> Sources:
        """``files``, or else the ``_config`` file of ``root``, where there is one; a later file wins."""
        sources = cls()
        defaults = (root / f"_config.{suffix}" for suffix in ("yml", "yaml", "toml"))
        for path in files or [path for path in defaults if path.exists() or path.is_symlink()][:1]:
            sources._add(path)
        return sources

    def problem(self, code: str, message: str, *path: str | int, hint: str = "") -> None:
        """Report ``message`` about the setting at ``path``, at the place where it was written last."""
        for file, text, loaded in reversed(self._loaded):
            if isinstance(loaded.value, dict) and path[0] in loaded.value:
                place = loaded.locate(*path)
                self.problems.append(diagnose.at(code, message, file, *place, hint=hint, text=text))
                return
        self.problems.append(diagnose.at(code, message, None, hint=hint))

    def oddity(self, code: str, message: str, *path: str | int, hint: str = "") -> None:
        """Report what Jekyll makes something of: a warning in a site of its kind, else a problem."""
        self.problem(code, message, *path, hint=hint)
        if self.as_jekyll:
            self.warnings.append(self.problems.pop()._replace(severity=Severity.WARNING))

    def _add(self, path: Path) -> None:
        try:
            content = path.read_bytes()
            text = content.decode("utf-8-sig")
            loaded = self._parse(path, text)
        except OSError as error:
            self.problems.append(diagnose.os_error("config-unreadable", path, error))
        except UnicodeDecodeError as error:
            self.problems.append(diagnose.undecodable(path, content, error))
        except YamlError as error:
            self.problems.extend(diagnose.from_yaml("config", path, text, error.problems))
        else:
            if not isinstance(loaded.value, dict):
                message = _("the configuration is not a list of settings")
                hint = _("write one `name: value` per line")
                self.problems.append(diagnose.at("config-type", message, path, 1, 1, hint=hint, text=text))
                return
            self.files.append(path)
            self._loaded.append((path, text, loaded))
            self.settings = deep_merge(self.settings, loaded.value)
            odd = diagnose.from_yaml("config", path, text, loaded.warnings, Severity.WARNING)
            self.warnings.extend(odd)

    @staticmethod
    def _parse(path: Path, text: str) -> Loaded | LoadedToml:
        if path.suffix.lower() == ".toml":
            from proactive_ssg.config.toml import load_toml  # few sites have one

            return load_toml(text)
        loaded = load(text)
        return Loaded({}, {}, [], None) if loaded.value in (None, False) else loaded
