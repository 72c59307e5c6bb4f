"""Plugins of a site's own folder, of installed packages, and those that cannot run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from proactive_ssg.config import load_config
from proactive_ssg.errors import Diagnostic, Diagnostics, Severity
from proactive_ssg.extensions import Registry
from proactive_ssg.extensions.loading import load_extensions
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.plugins import CATALOGUE

MakeSite = Callable[[Mapping[str, str | bytes]], Path]
Load = Callable[..., Registry]
ONE_FILTER = "from proactive_ssg.extensions import filter\n\n@filter\ndef one(value):\n    return 1\n"


@pytest.fixture
def load(make_site: MakeSite) -> Load:
    """Loads the plugins of a site made of files; keywords are settings of the command line."""

    def load_plugins(files: Mapping[str, str | bytes], **overrides: Any) -> Registry:
        config = load_config(make_site(files), overrides=overrides, environ={})
        return load_extensions(config, Diagnostics(), CATALOGUE)

    return load_plugins


def problems(registry: Registry) -> list[Diagnostic]:
    return registry.diagnostics.items


def test_decorators_register_in_the_order_of_the_file(load: Load) -> None:
    registry = load(
        {
            "_plugins/all.py": """
from proactive_ssg.extensions import Priority, block, converter, filter, generator, hook, tag
from proactive_ssg.liquid import Block, Tag

seen = []

@filter
def plain(value):
    return f"plain {value}"

@filter("other")
def named(value, more="-"):
    return f"{more}{value}"

@filter(with_site=True)
def counted(site, value):
    return site.config.title

@filter("first")
@filter("second")
def twice(value):
    return value

@generator
def second(site):
    site.variables["order"] += ["second"]

@generator(priority=Priority.HIGH)
def first(site):
    site.variables["order"] = ["first"]

@hook("site", "post_read")
@hook(("posts", "pages"), "post_init")
def note(thing):
    seen.append(thing)

@converter
class Shout:
    def matches(self, extension):
        return extension == ".shout"

    def output_extension(self, extension):
        return ".html"

    def convert(self, text):
        return text.upper()

@tag
def now(context, markup):
    return markup

@tag("gone")
class Gone(Tag):
    pass

@block
def box(context, markup, body):
    return body

def register(registry):
    registry.filter("last", len)
"""
        }
    )
    assert problems(registry) == []
    assert list(registry.filters) == ["plain", "other", "counted", "second", "first", "last"]
    assert registry.filters["plain"]("a") == "plain a"
    assert registry.filters["other"]("a", "+") == "+a"
    assert sorted(registry.tags) == ["box", "gone", "now"]
    assert registry.listens("posts", "post_init")
    assert registry.listens("site", "post_read")
    assert registry.output_extension(".shout") == ".html"
    site = SiteBuilder(registry.config, datetime(2026, 1, 1, tzinfo=UTC))
    registry.generate(site)
    assert site.variables["order"] == ["first", "second"]


def test_files_and_folders_of_files_are_loaded_and_helpers_imported(load: Load) -> None:
    registry = load(
        {
            "_plugins/b-late.py": "from proactive_ssg.extensions import filter\n"
            "from .lib.words import greeting\nfrom .lib.more import deep\nfrom .pack import packed\n\n"
            "@filter\ndef greet(value):\n    return f'{greeting} {value} {deep()} {packed}'\n",
            "_plugins/lib/words.py": "greeting = 'Bonjour'\n",
            "_plugins/lib/more.py": "def deep():\n    from .words import greeting as text\n\n"
            "    return len(text)\n",
            "_plugins/pack/__init__.py": "packed = 'pack'\n",
            "_plugins/filters/a.one.py": ONE_FILTER,
            "_plugins/.hidden/x.py": "raise RuntimeError\n",
            "_plugins/notes.txt": "no plugin",
        }
    )
    assert problems(registry) == []
    assert sorted(registry.filters) == ["greet", "one"]
    assert registry.filters["greet"]("toi") == "Bonjour toi 7 pack"


def test_nothing_is_left_in_the_folder_nor_among_the_modules(load: Load) -> None:
    before = set(sys.modules)
    registry = load({"_plugins/a.py": "from . import lib_b\n" + ONE_FILTER, "_plugins/lib_b.py": ""})
    assert problems(registry) == []
    assert set(sys.modules) - before
    registry.close()
    assert not [name for name in set(sys.modules) - before if "site_plugins_" in name]
    found = sorted(path.name for path in (registry.config.source / "_plugins").rglob("*"))
    assert found == ["a.py", "lib_b.py"]
    assert registry.filters["one"]("x") == 1


def test_a_changed_file_is_read_again_and_two_sites_do_not_meet(load: Load) -> None:
    first = load({"_plugins/a.py": ONE_FILTER})
    second = load({"_plugins/a.py": ONE_FILTER.replace("return 1", "return 2")})
    assert (first.filters["one"](""), second.filters["one"]("")) == (1, 2)


def test_imported_decorated_functions_are_registered_by_their_own_file_only(load: Load) -> None:
    registry = load(
        {
            "_plugins/a.py": "from proactive_ssg.extensions import generator\n\n"
            "@generator\ndef make(site):\n    site.variables['n'] = site.variables.get('n', 0) + 1\n",
            "_plugins/b.py": "from .a import make\n",
        }
    )
    assert len(registry.generators) == 1


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("def broken(:\n", "SyntaxError: invalid syntax", 1),
        ("import no_such_module\n", "ModuleNotFoundError: No module named 'no_such_module'", 1),
        ("x = 1\n\ny = x / 0\n", "ZeroDivisionError: division by zero", 3),
        ("import sys\nsys.exit(3)\n", "SystemExit: 3", 2),
        ("def register(registry):\n    registry.nothing()\n", "AttributeError: 'Registry' object", 2),
        ("def register():\n    pass\n", "TypeError: register() takes 0 positional arguments", 1),
        (
            "from proactive_ssg.extensions import hook\n\n@hook('pages', 'never')\ndef f(page):\n    pass\n",
            "ValueError: there is no hook 'never'",
            3,
        ),
        (
            "from proactive_ssg.extensions import block\nfrom proactive_ssg.liquid import Tag\n\n"
            "@block\nclass Box(Tag):\n    pass\n",
            "TypeError: Box must be a subclass of proactive_ssg.liquid.Block",
            4,
        ),
        ("from .missing import x\n", "ModuleNotFoundError: No module named 'proactive_ssg_site_plugins_", 1),
    ],
)
def test_a_broken_file_is_reported_and_the_others_are_loaded(
    load: Load, text: str, message: str, line: int
) -> None:
    registry = load({"_plugins/a.py": text, "_plugins/b.py": ONE_FILTER})
    (problem,) = problems(registry)
    assert problem.is_error
    assert problem.code == "plugin-error"
    assert problem.message.startswith(f"the plugin failed: {message}")
    assert list(registry.filters) == ["one"]
    assert problem.path is not None
    assert (problem.path.name, problem.line) == ("a.py", line)
    assert problem.source_line == text.split("\n")[line - 1]


def test_a_file_that_is_no_text_is_named(load: Load) -> None:
    registry = load({"_plugins/a.py": b"x = '\xff'\n"})
    (problem,) = problems(registry)
    assert problem.path == registry.config.source / "_plugins" / "a.py"
    assert problem.message.startswith("the plugin failed: SyntaxError")


def test_safe_leaves_them_out_but_for_what_the_whitelist_names(load: Load) -> None:
    files = {
        "_config.yml": "plugins: [unknown-one, unknown-two]\nwhitelist: [unknown-two]\n",
        "_plugins/a.py": ONE_FILTER,
        "_plugins/b.rb": "puts 1\n",
    }
    registry = load(files, safe=True)
    assert dict(registry.filters) == {}
    assert [item.message.split(":")[0] for item in problems(registry)] == [
        "the plugin unknown-two is not known"
    ]
    assert list(load(files).filters) == ["one"]


@pytest.mark.parametrize("folder", ["extra", ["extra", "absent"], "./extra"])
def test_the_folder_may_have_another_name(load: Load, folder: Any) -> None:
    files = {"extra/a.py": ONE_FILTER, "_plugins/b.py": ONE_FILTER.replace("one", "two")}
    assert list(load(files, plugins_dir=folder).filters) == ["one"]


def test_where_content_has_a_folder_of_its_own_the_plugins_are_beside_it(load: Load) -> None:
    files = {"content/index.md": "", "layouts/page.html": "", "_plugins/a.py": ONE_FILTER}
    assert list(load(files).filters) == ["one"]


def test_unknown_plugins_are_told_with_what_the_site_misses(load: Load) -> None:
    config = "plugins:\n- jekyll-sass-converter\n- jekyll-scholar\n- my-plugin\n- my-plugin\n- github-pages\n"
    registry = load({"_config.yml": config})
    first, second = problems(registry)
    assert first.severity is Severity.WARNING
    assert first.message == (
        "the plugin jekyll-scholar is not known: "
        "bibliographies and the tags `cite` and `bibliography` are missing"
    )
    assert second.message == (
        "the plugin my-plugin is not known: what it adds (tags, filters, pages) is missing"
    )
    assert second.path == registry.config.files[0]


def test_every_known_gem_is_in_one_table_only() -> None:
    from proactive_ssg.plugins.known import NOT_NEEDED, what_it_does

    assert not NOT_NEEDED & CATALOGUE.builtin.keys()
    assert not [gem for gem in (*NOT_NEEDED, *CATALOGUE.builtin) if what_it_does(gem)]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package with two plugins: a module, and a function."""
    package = tmp_path / "packages"
    metadata = package / "example_plugins-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: example-plugins\nVersion: 1.0\n", "utf-8"
    )
    (metadata / "entry_points.txt").write_text(
        "[proactive_ssg.plugins]\nexample = example_plugins\nfunction = example_plugins:add\n"
        "broken = example_plugins:absent\n",
        "utf-8",
    )
    (package / "example_plugins.py").write_text(
        ONE_FILTER + "\n\ndef add(registry):\n    registry.filter('added', str)\n    1 / 0\n", "utf-8"
    )
    monkeypatch.syspath_prepend(str(package))
    monkeypatch.delitem(sys.modules, "example_plugins", raising=False)


@pytest.mark.usefixtures("installed")
def test_installed_plugins_are_loaded_when_the_site_names_them(load: Load) -> None:
    assert dict(load({}).filters) == {}
    registry = load({"_config.yml": "plugins: [example]\n"})
    assert problems(registry) == []
    assert list(registry.filters) == ["one"]


@pytest.mark.usefixtures("installed")
def test_an_installed_plugin_that_fails_has_its_place(load: Load) -> None:
    registry = load({"_config.yml": "plugins: [function, broken]\n"})
    assert list(registry.filters) == ["added"]
    first, second = problems(registry)
    assert first.path is not None
    assert (first.path.name, first.source_line.strip()) == ("example_plugins.py", "1 / 0")
    assert "has no attribute 'absent'" in second.message
