"""What the documents show holds: their links, settings, commands, templates and numbers.

Examples with a result are run beside what they are about: those of docs/plugins.md in ``tests/extensions``,
those of docs/kramdown.md in ``tests/kramdown``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from proactive_ssg.build import build
from proactive_ssg.check.coverage import Coverage
from proactive_ssg.check.rules import RULES, SITE_RULES
from proactive_ssg.cli.app import ALIASES, commands
from proactive_ssg.config import load_config
from proactive_ssg.doctor.known_keys import KNOWN_KEYS
from proactive_ssg.liquid.limits import Limits
from proactive_ssg.plugins import BUILTIN
from proactive_ssg.repair.registry import REPAIRS
from proactive_ssg.ruby_yaml import load
from proactive_ssg.templates.jinja_filters import JINJA_NAMES

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "benchmarks/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
IN_FRONT_MATTER = {"redirect_to"}
MakeSite = Callable[[Mapping[str, str]], Path]
FENCED = re.compile(r"^(?P<fence>`{3,})(?P<language>\w*)[^\n]*\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:)([^()\s]+)\)")


class Block(NamedTuple):
    """A fenced block of a document, with the heading that it stands below."""

    document: Path
    heading: str
    language: str
    text: str


def text_of(document: Path | str) -> str:
    return (ROOT / document).read_text("utf-8")


def name_of(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def blocks(*languages: str) -> Iterator[Any]:
    """The blocks in one of these languages, as parameters named by their lines."""
    for document in DOCUMENTS:
        text = text_of(document)
        for found in FENCED.finditer(text):
            if found["language"] in languages:
                heading = re.findall(r"^#+ (.*)$", text[: found.start()], re.M)[-1]
                line = text.count("\n", 0, found.start()) + 1
                block = Block(document, heading, found["language"], found["text"])
                yield pytest.param(block, id=f"{name_of(document)}:{line}")


# -- links ---------------------------------------------------------------------------------------


@cache
def anchors(document: Path) -> frozenset[str]:
    """The ids that code hosts give to headings: lower case, no punctuation, ``-`` for spaces."""
    headings = re.findall(r"^#+ (.*)$", FENCED.sub("", text_of(document)), re.M)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    for link in LINK.findall(FENCED.sub("", text_of(document))):
        path, _hash, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_the_readme_leads_to_every_document() -> None:
    linked = set(LINK.findall(text_of("README.md")))
    assert {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} <= linked


# -- settings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", list(blocks("yaml")))
def test_yaml_is_read_without_a_warning(block: Block) -> None:
    loaded = load(block.text, UTC)
    assert loaded.warnings == []
    if isinstance(loaded.value, dict) and block.document.name != "plugins.md":
        assert set(loaded.value) <= {*KNOWN_KEYS, *IN_FRONT_MATTER}


def configurations() -> Iterator[Any]:
    """The blocks that are a ``_config.yml``: not lists, such as steps of a CI, and no examples of plugins."""
    for parameter in blocks("yaml"):
        block: Block = parameter.values[0]
        if block.document.name not in ("plugins.md", "themes.md") and isinstance(
            load(block.text, UTC).value, dict
        ):
            yield parameter


@pytest.mark.parametrize("block", list(configurations()))
def test_configurations_are_accepted(make_site: MakeSite, block: Block) -> None:
    """The site has a page for each thing that they speak of, so that nothing is left to say."""
    plugin = block.heading.split()[0] if block.heading.split()[0] in BUILTIN else ""
    root = make_site(
        {
            "_config.yml": block.text + (f"plugins: [{plugin}]\ncollections: [changes]\n" if plugin else ""),
            "index.html": "---\ntitle: Start\npagination: {enabled: true}\n---\n",
            "blog/index.html": "---\ntitle: Blog\n---\n",
            "_layouts/archive.html": "{{ content }}",
            "_layouts/year-archive.html": "{{ content }}",
            "_layouts/tag-archive.html": "{{ content }}",
            "_layouts/autopage_tags.html": "{{ content }}",
            "_layouts/default.html": "{{ content }}",
            "uploads/audit.pdf": "%PDF",
        }
    )
    result = build(load_config(root, environ={"JEKYLL_ENV": "production"}))
    assert [item.message for item in result.diagnostics.items] == []


def test_the_keys_of_the_configuration_are_known() -> None:
    table = text_of("docs/configuration.md").partition("## Keys")[2].partition("\n## ")[0]
    keys = {key for row in re.findall(r"^\| (`.*?) \|", table, re.M) for key in re.findall(r"`(\w+)`", row)}
    assert len(keys) > 40
    assert keys <= KNOWN_KEYS


# -- commands ------------------------------------------------------------------------------------


def command_lines() -> Iterator[Any]:
    """Each line of a block that calls our program, without its comment."""
    for parameter in blocks("console", "yaml", ""):
        for found in re.finditer(
            r"^(?:\$ |- run: )?proactive-ssg (.*?)(?: +#.*)?$", parameter.values[0].text, re.M
        ):
            yield pytest.param(found[1], id=f"{parameter.id}: {found[1]}")


@pytest.mark.parametrize("line", list(command_lines()))
def test_commands_and_their_options_exist(line: str) -> None:
    words = line.split()
    command: click.Command | None = commands
    while isinstance(command, click.Group):
        name = words.pop(0)
        command = command.get_command(click.Context(command), ALIASES.get(name, name))
    assert command is not None
    known = {
        option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert {word for word in words if word.startswith("-")} <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_targets_of_make_and_scripts_exist(document: Path) -> None:
    text, makefile = text_of(document), text_of("Makefile")
    for target in re.findall(r"(?:`|\$ )make ([a-z]+)", text):
        assert re.search(rf"^{target}:.*## ", makefile, re.M), target
    for script in re.findall(r"`python ([\w/]+\.py)", text):
        assert (ROOT / script).is_file(), script


# -- templates -----------------------------------------------------------------------------------


def layouts() -> list[Any]:
    """The blocks of HTML that are layouts in Jinja2."""
    of = ("layouts.md", "migrate.md")
    return [parameter for parameter in blocks("html") if parameter.values[0].document.name in of]


@pytest.mark.parametrize("block", layouts())
def test_layouts_render(make_site: MakeSite, block: Block) -> None:
    root = make_site(
        {
            "layouts/default.html": "{{ content }}",
            "layouts/shown.html": block.text,
            "page.md": "---\nlayout: shown\ntitle: Title\ntags: [a, b]\n---\nText\n",
        }
    )
    result = build(load_config(root, environ={}))
    assert [item.message for item in result.diagnostics.items] == []
    assert "<h1>Title</h1>" in (root / "_site/page.html").read_text("utf-8")


def test_each_mechanism_finds_its_blocks() -> None:
    """So that a change of the documents' form does not leave the tests above without a case."""
    assert len(layouts()) >= 2
    assert len(list(configurations())) >= 10
    assert len(list(command_lines())) >= 12


def test_the_filters_that_have_another_name_are_listed() -> None:
    listed = text_of("docs/layouts.md").partition("is called `liquid_...`:")[2].partition(". In Liquid")[0]
    assert re.findall(r"`(\w+)`", listed) == list(JINJA_NAMES)


# -- repairs, plugins, numbers -------------------------------------------------------------------


def test_repairs_are_listed_in_their_order() -> None:
    text = text_of("docs/repairs.md")
    safe, _heading, others = text.partition("## Only by their names")
    named = [re.findall(r"^\| `([\w-]+)` \| \d+\.\d+ \|", part, re.M) for part in (safe, others)]
    assert named[0] == [repair.name for repair in REPAIRS if repair.by_default]
    assert sorted(named[1]) == sorted(repair.name for repair in REPAIRS if not repair.by_default)


def test_every_plugin_is_described() -> None:
    headings = "\n".join(re.findall(r"^#+ (.*)$", text_of("docs/builtin-plugins.md"), re.M))
    assert {name for name in BUILTIN if name not in headings} == set()


def test_numbers_are_those_of_the_program() -> None:
    coverage = Coverage.of((*RULES, *SITE_RULES))
    judged, others = len(coverage.judged), len(coverage.to_judge)
    assert f"in {judged} of {judged + others} criteria" in text_of("docs/rgaa.md")
    assert f"judge the {others} others" in text_of("docs/rgaa.md")
    limits = Limits()
    liquid = text_of("docs/liquid.md")
    assert f"{len(json.loads(text_of('tests/liquid/ruby_cases.json'))['cases'])} templates" in liquid
    for number in (limits.steps, limits.text, limits.items, limits.depth):
        assert f"{number:,}" in liquid
