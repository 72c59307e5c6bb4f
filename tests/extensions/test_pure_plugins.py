"""Pages that use a plugin are rendered in every build, unless the plugin says ``PURE = True``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config

MakeSite = Callable[[Mapping[str, str | bytes]], Path]

HEAD = "from proactive_ssg.extensions import block, converter, filter, generator, hook, tag\n"
PLUGINS = {
    "filter": (HEAD + "@filter\ndef loud(text): return text.upper()\n", '{{ "a" | loud }}'),
    "filter of the site": (
        HEAD + "@filter(with_site=True)\ndef title(site, text): return site.config.title + text\n",
        '{{ "a" | title }}',
    ),
    "tag": (HEAD + "@tag\ndef say(context, markup): return markup\n", "{% say a %}"),
    "tag of a class": (
        HEAD + "from proactive_ssg.liquid import Tag\n\n@tag('say')\nclass Say(Tag):\n"
        "    def render(self, context): return self.markup\n",
        "{% say a %}",
    ),
    "block": (HEAD + "@block\ndef box(context, markup, body): return body * 2\n", "{% box %}a{% endbox %}"),
    "hook": (
        HEAD + "@hook('pages', 'post_render')\ndef mark(rendering):\n    rendering.output += '<!-- -->'\n",
        "a",
    ),
    "hook before all": (
        HEAD + "@hook('site', 'pre_render')\ndef add(site, variables): variables['more'] = 'a'\n",
        "{{ more }}",
    ),
    "converter": (
        HEAD + "@converter\nclass Rows:\n"
        "    def matches(self, extension): return extension == '.rows'\n"
        "    def output_extension(self, extension): return '.html'\n"
        "    def convert(self, text): return text.upper()\n",
        "a",
    ),
}
CASES = pytest.mark.parametrize("kind", list(PLUGINS))


def built(root: Path) -> BuildResult:
    time.sleep(0.15)
    result = build(load_config(root, environ={}), jobs=2)
    assert result.published, result.diagnostics.items
    clean = root.parent / "clean"
    build(load_config(root, environ={}, overrides={"destination": str(clean)}), cached=False)
    assert contents(root / "_site") == contents(clean)
    return result


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def rendered(result: BuildResult) -> list[str]:
    return sorted(map(str, result.reasons))


@pytest.fixture
def site(make_site: MakeSite) -> Callable[..., Path]:
    """A page that uses the plugin, and one that does not."""

    def make(kind: str, head: str = "", **files: str) -> Path:
        code, text = PLUGINS[kind]
        name = "uses.rows" if kind == "converter" else "uses.txt"
        pages = {name: f"---\n---\n{text}\n", "other.html": "---\n---\nother"}
        return make_site({"_plugins/it.py": head + code, **pages, **files})

    return make


@CASES
def test_a_page_that_uses_a_plugin_is_rendered_in_every_build(site: Callable[..., Path], kind: str) -> None:
    root = site(kind)
    built(root)
    again = built(root)
    assert again.rendered >= 1
    if kind != "converter":
        assert ("anything",) in again.reasons.values()
    everybody = kind.startswith("hook")
    assert ("other.html" in rendered(again)) is everybody


@CASES
def test_a_plugin_that_is_pure_leaves_nothing_to_do(site: Callable[..., Path], kind: str) -> None:
    root = site(kind, "PURE = True\n")
    built(root)
    assert built(root).rendered == 0
    (root / "new.md").write_text("---\n---\nnew")
    expected = ["new.html"] if kind != "hook before all" else ["new.html", "other.html", "uses.txt"]
    assert rendered(built(root)) == expected


@CASES
def test_another_plugin_is_another_site(site: Callable[..., Path], kind: str) -> None:
    root = site(kind, "PURE = True\n")
    built(root)
    plugin = root / "_plugins/it.py"
    plugin.write_text(plugin.read_text() + "\n# changed\n")
    assert set(built(root).reasons.values()) == {("settings",)}


READS = {
    "the pages": ("{len(site.pages)}", "new.html"),
    "a text": ("{[page.body for page in site.pages if page.url == '/other.html'][0]}", "other.html"),
    "the data": ("{site.data.get('team')}", "_data/team.yml"),
    "a hook's site": ("", "new.html"),
}


@pytest.mark.parametrize(("code", "changed"), list(READS.values()), ids=list(READS))
def test_what_a_pure_plugin_asks_the_site_is_asked_again(
    make_site: MakeSite, code: str, changed: str
) -> None:
    if code:
        plugin = "@filter(with_site=True)\ndef show(site, text): return f'" + code.replace("'", '"') + "'\n"
    else:
        plugin = "@hook('pages', 'pre_render')\ndef f(rendering):\n"
        plugin += "    rendering.variables['seen'] = len(rendering.site.pages)\n"
    root = make_site({
        "_plugins/it.py": "PURE = True\n" + HEAD + plugin,
        "uses.html": "---\n---\n" + ('{{ "" | show }}' if code else "{{ seen }}"),
        "other.html": "---\n---\nother",
    })  # fmt: skip
    built(root)
    before = (root / "_site/uses.html").read_text()
    assert built(root).rendered == 0
    file = root / changed
    file.parent.mkdir(exist_ok=True)
    file.write_text("[a, b]" if changed.endswith("yml") else "---\n---\nchanged")
    built(root)
    assert (root / "_site/uses.html").read_text() != before


def test_what_a_generator_adds_to_the_site_is_noted(make_site: MakeSite) -> None:
    root = make_site({
        "_plugins/it.py": HEAD + "import os\n@generator\ndef add(site):\n"
        "    site.variables['release'] = {'name': site.data['release']}\n",
        "_data/release.yml": "one",
        "uses.html": "---\n---\n{{ site.release.name }}",
        "other.html": "---\n---\nother",
    })  # fmt: skip
    built(root)
    (root / "_data/release.yml").write_text("two")
    assert rendered(built(root)) == ["uses.html"]
    assert (root / "_site/uses.html").read_text() == "two"


@pytest.mark.parametrize("pure", [False, True])
def test_installed_plugins_are_seen_the_same_way(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pure: bool
) -> None:
    packages = tmp_path / "packages"
    metadata = packages / "louder-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: louder\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[proactive_ssg.plugins]\nlouder = louder.main:add\n")
    (packages / "louder").mkdir()
    (packages / "louder/__init__.py").write_text("")
    (packages / "louder/words.py").write_text("MARK = '!'\n")
    (packages / "louder/main.py").write_text(
        f"PURE = {pure}\nfrom .words import MARK\n\ndef loud(text):\n    return text + MARK\n\n"
        "def add(registry):\n    registry.filter('loud', loud)\n"
    )
    monkeypatch.syspath_prepend(str(packages))
    forget()
    root = make_site({"_config.yml": "plugins: [louder]\n", "uses.html": "---\n---\n{{ 'a' | loud }}"})
    built(root)
    assert built(root).rendered == (0 if pure else 1)
    (packages / "louder/words.py").write_text("MARK = '?'\n")
    built(root)  # Python has loaded the old one
    assert (root / "_site/uses.html").read_text() == "a!"
    forget()
    built(root)
    assert (root / "_site/uses.html").read_text() == "a?"


def forget() -> None:
    """As a new process: nothing of the package is loaded."""
    from proactive_ssg.incremental import settings

    settings._code_loaded.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "louder"]:
        del sys.modules[name]
