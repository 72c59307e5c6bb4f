"""``docs/jekyll.md`` cannot lie: every feature once, and what has a yes is there and is shown by a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
import pytest

from proactive_ssg.cli.app import ALIASES, commands
from proactive_ssg.config import load_config
from proactive_ssg.content.reader import read_site
from proactive_ssg.doctor.known_keys import KNOWN_KEYS
from proactive_ssg.errors import Diagnostics
from proactive_ssg.extensions import Registry
from proactive_ssg.kramdown import Options
from proactive_ssg.liquid import Environment
from proactive_ssg.plugins import BUILTIN
from proactive_ssg.sass.converter import register
from proactive_ssg.templates.filters import filter_table
from proactive_ssg.templates.tags import INCLUDE_CACHE, JEKYLL_TAGS

ROOT = Path(__file__).parents[1]
LIST = ROOT.parent / "shared" / "jekyll-features.tsv"
STATUS = re.compile(r"yes|(?:partly|no): \S.*")


@dataclass(frozen=True)
class Row:
    group: str
    feature: str
    status: str
    proofs: tuple[str, ...]

    @property
    def is_there(self) -> bool:
        return not self.status.startswith("no")


def rows() -> Iterator[Row]:
    group = ""
    for line in (ROOT / "docs" / "jekyll.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            group = line[3:]
        elif group and line.startswith("| ") and not line.startswith(("| feature ", "| --- ")):
            feature, status, shown = (
                cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]
            )
            yield Row(group, feature, status, tuple(re.findall(r"`([^`]+)`", shown)))


ROWS = list(rows())
SHOWN = [row for row in ROWS if row.is_there]


def of(group: str) -> list[Row]:
    return [row for row in SHOWN if row.group == group]


def ids(row: Row) -> str:
    return f"{row.group}: {row.feature}"[:60]


def test_every_feature_is_there_once() -> None:
    assert len(ROWS) == 252
    assert len({(row.group, row.feature) for row in ROWS}) == len(ROWS)


@pytest.mark.shared
@pytest.mark.skipif(not LIST.is_file(), reason="needs the list of features")
def test_the_rows_are_those_of_the_list() -> None:
    wanted = [tuple(line.split("\t")) for line in LIST.read_text("utf-8").splitlines()[1:]]
    assert [(row.group, row.feature) for row in ROWS] == wanted


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_a_status_is_one_of_three_and_says_why(row: Row) -> None:
    assert STATUS.fullmatch(row.status)
    assert bool(row.proofs) is row.is_there


@cache
def functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("proof", sorted({proof for row in ROWS for proof in row.proofs}))
def test_what_shows_it_exists(proof: str) -> None:
    name, _separator, function = proof.partition("::")
    path = ROOT / name
    assert name.startswith("tests/")
    assert path.is_file() or any(path.iterdir())
    if function:
        assert function in functions(path)
    elif path.suffix == ".py":
        assert any(name.startswith("test_") for name in functions(path))


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    config = load_config(tmp_path_factory.mktemp("site"), environ={})
    made = Registry(config)
    made.site = read_site(config, Diagnostics())
    register(made)
    return made


def test_filters_are_in_the_table(registry: Registry) -> None:
    assert registry.site is not None
    known = {*filter_table(registry.site, str), *registry.filters}
    named = {row.feature.split()[0] for group in ("liquid filter", "jekyll filter") for row in of(group)}
    assert len(named) > 70
    assert named <= known


TAGS_OF_PLUGINS = {"gist", "avatar", "seo", "feed_meta"}


def test_tags_are_in_the_tables() -> None:
    liquid = Environment(filters={})
    assert refused(liquid, "no_such_tag")
    for row in of("tags"):
        if row.feature.startswith(("unknown tag", "Liquid 5")):
            continue
        words = re.findall(r"[a-z_]+", re.sub(r"\([^)]*\)|\{\{.*?\}\}|whitespace control", "", row.feature))
        for name in words if row.feature.startswith("if ") or "gist" in row.feature else words[:1]:
            if name in TAGS_OF_PLUGINS:
                assert any(name.partition("_")[0] in gem for gem in BUILTIN)
            elif name not in JEKYLL_TAGS and name not in INCLUDE_CACHE:
                assert not refused(liquid, name), name


def refused(liquid: Environment, name: str) -> bool:
    """Does Liquid say that there is no such tag? Anything else it may say of a tag alone."""
    try:
        liquid.parse(f"{{% {name} %}}")
    except Exception as error:
        return "unknown tag" in str(error).lower()
    return False


SETTINGS = re.compile(r"[a-z][a-z_]+[a-z]")
NOT_SETTINGS = {
    *("fnmatch", "globs", "default", "excludes", "style", "or", "template", "global", "page", "scope"),
    *("path", "type", "glob", "precedence", "as", "list", "map", "lax", "warn", "strict", "custom", "rouge"),
    *("arbitrary", "keys", "reach", "site", "yml", "yaml", "toml", "config"),
}


@pytest.mark.parametrize("row", of("config"), ids=ids)
def test_settings_are_known(row: Row) -> None:
    first, _colon, inner = row.feature.partition(":")
    if first.startswith("_config"):
        return
    named = set(SETTINGS.findall(re.sub(r"\([^)]*\)", "", first).replace("kramdown.*", "kramdown")))
    if first.startswith("kramdown"):
        options = set(SETTINGS.findall(inner.replace("(_opts)", "")))
        known = {*Options.__dataclass_fields__, "hard_wrap", "guess_lang", "show_warnings", "gfm_quirks"}
        assert options <= known
    assert {name for name in named - NOT_SETTINGS if name not in KNOWN_KEYS} <= {"livereload_"}


@cache
def spellings(*names: str) -> frozenset[str]:
    """Every spelling of the options of these commands."""
    found = {"-h", "--help", "-v", "--version"}
    context = click.Context(commands)
    for name in names:
        command = commands.get_command(context, name)
        assert command is not None
        for option in command.params:
            found |= {*option.opts, *option.secondary_opts}
    return frozenset(found)


@pytest.mark.parametrize("row", of("cli"), ids=ids)
def test_commands_and_options_exist(row: Row) -> None:
    words = row.feature.replace("[no-]", "").split()
    options = [part for word in words for part in word.strip("():").split("/") if part.startswith("-")]
    command = "serve" if words[0] == "serve" else "build"
    assert set(options) <= spellings(command)
    if not words[0].startswith("-") and words[0] not in ("exit", "JEKYLL_ENV,"):
        names = (
            {words[0], *re.findall(r"\w+", words[1])} if len(words) > 1 and words[1][0] == "(" else {words[0]}
        )
        context = click.Context(commands)
        assert {name for name in names if commands.get_command(context, name) is None} <= {"server"} - set(
            ALIASES
        )
