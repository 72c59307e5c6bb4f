"""Who may import whom (docs/architecture.md): data flows one way, and the syntax tree proves it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "proactive_ssg"
DOCUMENT = Path(__file__).parents[1] / "docs" / "architecture.md"

# A room, and the rooms of ours that it may import. What is not listed may import nothing of ours.
ALLOWED: dict[str, set[str]] = {
    "__main__": {"cli"},
    "i18n": set(),
    "native": set(),
    "errors": set(),
    "diagnose": {"errors", "i18n", "ruby_yaml"},
    "ruby_yaml": {"i18n"},
    "ruby_sort": set(),
    "ruby_time": set(),
    "themes": {"i18n"},
    "config": {"diagnose", "errors", "i18n", "ruby_yaml", "themes"},
    "kramdown": set(),
    "liquid": {"i18n", "ruby_sort", "ruby_time"},
    "content": {"config", "diagnose", "errors", "i18n", "model", "ruby_sort", "ruby_time", "ruby_yaml"},
    "model": {"config", "errors", "i18n"},
    "templates": {"config", "diagnose", "errors", "i18n", "journal", "liquid", "model", "themes"},
    "extensions": {"config", "diagnose", "errors", "i18n", "journal", "liquid", "model"},
    "plugins": {
        *("config", "content", "diagnose", "errors", "extensions", "i18n", "journal", "kramdown", "liquid"),
        *("model", "ruby_yaml", "templates"),
    },
    "sass": {
        *("config", "diagnose", "errors", "extensions", "fingerprint", "i18n", "journal", "model"),
        "templates",
    },
    "doctor": {"config", "content", "diagnose", "errors", "extensions", "i18n", "model", "plugins"},
    "render": {
        "config",
        "content",
        "diagnose",
        "errors",
        "extensions",
        "fingerprint",
        "i18n",
        "journal",
        "liquid",
        "model",
        "kramdown",
        "team",
        "repair",
        "templates",
    },
    "signals": set(),
    "team": set(),
    "journal": set(),
    "fingerprint": set(),
    "output": {"diagnose", "errors", "i18n", "signals"},
    "result": {"errors", "journal", "repair", "templates"},
    "incremental": {
        *("config", "content", "errors", "extensions", "fingerprint", "i18n", "journal", "kramdown"),
        *("model", "output", "render", "repair", "result"),
    },
    "site_build": {
        *("config", "content", "errors", "extensions", "i18n", "incremental", "model", "output"),
        *("plugins", "render", "result", "sass"),
    },
    "site_revision": {
        *("config", "content", "errors", "extensions", "i18n", "incremental", "model", "output", "plugins"),
        *("render", "result", "sass"),
    },
    "build": {
        *("config", "errors", "i18n", "incremental", "output", "result", "site_build", "site_revision"),
        *("team", "templates"),
    },
    "migrate": {
        *("config", "content", "diagnose", "errors", "extensions", "i18n", "liquid", "model", "plugins"),
        *("render", "templates"),
    },
    "serve": {"build", "check", "config", "errors", "extensions", "i18n", "model", "render", "signals"},
    "repair": {"i18n"},
    "check": {
        *("config", "content", "diagnose", "errors", "fingerprint", "i18n", "incremental", "model", "output"),
        *("render", "repair", "ruby_yaml", "site_build", "team"),
    },
    "cli": {
        *("check", "repair"),
        *("build", "config", "doctor", "errors", "i18n", "journal", "migrate", "model", "output", "result"),
        *("serve", "starter", "team"),
    },
    "starter": set(),
}
LEAVES = {"__init__"}  # the package itself holds the version only: anybody may read it
THIRD_PARTY_OF_KRAMDOWN = {"markdown", "pygments", "yaml"}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The dotted names that a module imports, relative ones made absolute."""
    names: set[str] = set()
    package = path.relative_to(PACKAGE.parent).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            names.update(
                [module] if module != "proactive_ssg" else [f"{module}.{a.name}" for a in node.names]
            )
    return names


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if room(path) not in LEAVES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_the_rooms_it_may(path: Path) -> None:
    here = room(path)
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("proactive_ssg.")}
    assert ours - {here, "__version__"} <= ALLOWED[here]


@pytest.mark.parametrize("path", sorted((PACKAGE / "kramdown").rglob("*.py")), ids=lambda path: path.name)
def test_the_dialect_stands_alone(path: Path) -> None:
    import sys

    outside = {name.split(".")[0] for name in imports(path)} - set(sys.stdlib_module_names)
    assert outside <= {"proactive_ssg"} | THIRD_PARTY_OF_KRAMDOWN


def test_every_room_has_its_rule() -> None:
    assert {room(path) for path in MODULES} <= set(ALLOWED)


def test_the_document_names_the_rooms_and_modules_that_there_are() -> None:
    """The first column of each table of docs/architecture.md, and of its first table all rooms."""
    text = DOCUMENT.read_text("utf-8")
    for section, folder in (
        ("## Rooms", ""),
        ("## Incremental inside", "incremental"),
        ("## Check inside", "check"),
    ):
        table = text.partition(section)[2].partition("\n## ")[0]
        named = {
            name.rstrip("/")
            for cell in re.findall(r"^\| (`.*?) \|", table, re.M)
            for name in re.findall("`(.*?)`", cell)
        }
        assert named
        for name in named:
            assert (PACKAGE / folder / name).is_dir() or (PACKAGE / folder / f"{name}.py").is_file(), name
        there = (
            {path.stem for path in (PACKAGE / folder).glob("*.py")} - {"__init__"} if folder else set(ALLOWED)
        )
        assert there - named <= {"__main__"}
