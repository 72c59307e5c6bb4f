"""Plugins in a whole build: the order of the hooks, what they receive, and what becomes of failures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config
from proactive_ssg.serve.watch import watched_folders

MakeSite = Callable[[Mapping[str, str | bytes]], Path]
EVERY_HOOK = """
from pathlib import Path
from proactive_ssg.extensions import generator, hook

seen = []

def name(thing):
    page = getattr(thing, "page", thing)
    return f"{type(thing).__name__} {getattr(page, 'relative_path', '')}".strip()

def listen(owner, event):
    @hook(owner, event)
    def heard(*arguments):
        seen.append(f"{owner} {event}: {', '.join(map(name, arguments))}")
    globals()[f"{owner}_{event}"] = heard

for event in ("after_init", "after_reset", "post_read", "pre_render", "post_render"):
    listen("site", event)
for owner in ("pages", "documents", "posts"):
    for event in ("post_init", "pre_render", "post_convert", "post_render", "post_write"):
        listen(owner, event)
listen("clean", "on_obsolete")

@generator
def generate(site):
    seen.append("generate")
    site.add_page("made.txt", body="made")

@hook("site", "post_write")
def write(site):
    published = (site.config.destination / "made.txt").read_text()
    (site.config.root / "seen").write_text("\\n".join([*seen, f"site post_write: {published}"]))
"""


def built(root: Path) -> BuildResult:
    return build(load_config(root, environ={}))


def test_the_hooks_are_called_in_jekylls_order(make_site: MakeSite) -> None:
    root = make_site({
        "_config.yml": "exclude: [seen]\n",
        "_plugins/all.py": EVERY_HOOK,
        "_posts/2026-01-01-a.md": "---\n---\nA",
        "index.md": "---\n---\nB",
    })  # fmt: skip
    assert built(root).diagnostics.items == []
    assert (root / "seen").read_text().splitlines() == [
        "site after_init: Config",
        "site after_reset: Config",
        "posts post_init: Document _posts/2026-01-01-a.md",
        "documents post_init: Document _posts/2026-01-01-a.md",
        "pages post_init: Page index.md",
        "site post_read: SiteBuilder",
        "generate",
        "pages post_init: Page made.txt",
        "site pre_render: Site, dict",
        *(
            f"{owner} {event}: Rendering _posts/2026-01-01-a.md"
            for event in ("pre_render", "post_convert", "post_render")
            for owner in ("posts", "documents")
        ),
        *(
            f"pages {event}: Rendering {name}"
            for name in ("index.md", "made.txt")
            for event in ("pre_render", "post_convert", "post_render")
        ),
        "site post_render: Site",
        "clean on_obsolete: list",
        "pages post_write: Page index.md",
        "pages post_write: Page made.txt",
        "posts post_write: Document _posts/2026-01-01-a.md",
        "documents post_write: Document _posts/2026-01-01-a.md",
        "site post_write: made",
    ]


RAISES = {
    "generator": "@generator\ndef g(site):\n    raise RuntimeError('no more')\n",
    "site hook": "@hook('site', 'post_read')\ndef g(site):\n    raise RuntimeError('no more')\n",
    "page hook": "@hook('pages', 'pre_render')\ndef g(r):\n    raise RuntimeError('no more')\n",
    "last hook": "@hook('pages', 'post_render')\ndef g(r):\n    raise RuntimeError('no more')\n",
    "filter": "@filter('f')\ndef g(x):\n    raise RuntimeError('no more')\n",
    "tag": "@tag('t')\ndef g(context, markup):\n    raise RuntimeError('no more')\n",
    "block": "@block('b')\ndef g(context, markup, body):\n    raise RuntimeError('no more')\n",
    "converter": (
        "@converter\nclass C:\n    def matches(self, e):\n        return e == '.x'\n"
        "    def output_extension(self, e):\n        return '.html'\n"
        "    def convert(self, text):\n        raise RuntimeError('no more')\n"
    ),
}


@pytest.mark.parametrize("text", RAISES.values(), ids=RAISES)
def test_one_that_raises_is_a_problem_with_its_place_and_the_others_are_told_too(
    make_site: MakeSite, text: str
) -> None:
    imports = "from proactive_ssg.extensions import block, converter, filter, generator, hook, tag\n\n"
    root = make_site({
        "_plugins/broken.py": imports + text,
        "a.html": "---\n---\n{{ 1 | f }}{% t %}{% b %}{% endb %}",
        "_plugins/others.py": imports + "".join(
            f"@{kind}('{name}')\ndef {name}(*arguments):\n    return ''\n\n"
            for kind, name in (("filter", "f"), ("tag", "t"), ("block", "b")) if f"'{name}'" not in text
        ),
        "b.x": "---\n---\ntext",
        "c.html": "---\n---\n{% include none.html %}",
    })  # fmt: skip
    result = built(root)
    assert not result.published
    assert not (root / "_site").exists()
    problems = {item.code: item for item in result.diagnostics.items if item.is_error}
    assert len(problems) == 2
    problem = problems["plugin-error"]
    assert problem.message.startswith("the plugin failed: RuntimeError: no more")
    assert problem.path == root / "_plugins/broken.py"
    assert problem.source_line.strip() == "raise RuntimeError('no more')"
    assert len([item for item in result.diagnostics.items if item.code == "plugin-error"]) == 1


CONVERTER = """\
@converter
class C:
    def matches(self, extension):
        return {matches}
    def output_extension(self, extension):
        return {extension}
    def convert(self, text):
        return {text}
"""
WRONG = {
    "what it matches": (CONVERTER.format(matches="1 / 0", extension="'.html'", text="text"), 6),
    "no extension": (CONVERTER.format(matches="extension == '.x'", extension="5", text="text"), 7),
    "the extension": (CONVERTER.format(matches="extension == '.x'", extension="1 / 0", text="text"), 8),
    "no text": (CONVERTER.format(matches="extension == '.x'", extension="'.html'", text="7"), 9),
    "no methods": ("@converter\nclass C:\n    pass\n", 3),
    "no output": ("@hook('pages', 'post_render')\ndef f(rendering):\n    rendering.output = None\n", 5),
    "no content": ("@hook('pages', 'pre_render')\ndef f(rendering):\n    rendering.content = 5\n", 5),
    "no body": ("@generator\ndef f(site):\n    site.add_page('a.html', body=None)\n", 5),
    "no path": ("@generator\ndef f(site):\n    site.add_page(5)\n", 5),
    "no page": ("@generator\ndef f(site):\n    site.pages.append(5)\n", 3),
    "no argument": ("@tag\ndef t():\n    return ''\n", 3),
}


@pytest.mark.parametrize(("text", "line"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_is_a_problem_of_the_plugin(make_site: MakeSite, text: str, line: int) -> None:
    """And not of the program, which would stop at it."""
    tag = "{% t %}" if "@tag" in text else ""
    imports = "from proactive_ssg.extensions import converter, generator, hook, tag\n\n"
    root = make_site({
        "_plugins/wrong.py": imports + text,
        "a.html": f"---\n---\n{tag}",
        "b.x": "---\n---\ntext",
    })  # fmt: skip
    (problem,) = built(root).diagnostics.items
    assert (problem.code, problem.path, problem.line) == ("plugin-error", root / "_plugins/wrong.py", line)


def test_a_mistake_in_a_template_is_told_at_the_template(make_site: MakeSite) -> None:
    root = make_site({
        "_plugins/a.py": "from proactive_ssg.extensions import filter\n"
        "from proactive_ssg.liquid import LiquidError\n\n@filter\ndef half(value):\n"
        "    if value % 2:\n        raise LiquidError(f'{value} has no half')\n    return value // 2\n",
        "a.html": "---\n---\n{{ 4 | half }}\n{{ 3 | half }}\n",
    })  # fmt: skip
    (problem,) = (item for item in built(root).diagnostics.items if item.is_error)
    assert (problem.path, problem.line) == (root / "a.html", 4)
    assert "3 has no half" in problem.message


def test_an_interruption_in_a_plugin_leaves_the_site_as_it_was(make_site: MakeSite) -> None:
    files = {"a.md": "---\n---\nA"}
    root = make_site(files)
    assert built(root).published
    (root / "_plugins").mkdir()
    (root / "_plugins/a.py").write_text("raise KeyboardInterrupt\n", "utf-8")
    with pytest.raises(KeyboardInterrupt):
        built(root)
    assert [path.name for path in (root / "_site").iterdir()] == ["a.html"]


def test_the_next_build_runs_the_plugin_as_it_is_then(make_site: MakeSite) -> None:
    plugin = "from proactive_ssg.extensions import filter\n\n@filter\ndef f(x):\n    return 'ONE'\n"
    root = make_site({"_plugins/a.py": plugin, "a.txt": "---\n---\n{{ 1 | f }}"})
    for word in ("ONE", "TWO"):
        (root / "_plugins/a.py").write_text(plugin.replace("ONE", word), "utf-8")
        assert built(root).published
        assert (root / "_site/a.txt").read_text() == word


def test_a_preview_watches_the_folders_of_plugins(make_site: MakeSite) -> None:
    root = make_site({"_plugins/a.py": "", "content/a.md": "", "layouts/a.html": "", "tools/b.py": ""})
    assert root / "_plugins" in watched_folders(load_config(root, environ={}))
    config = load_config(root, overrides={"plugins_dir": "tools"}, environ={})
    assert root / "tools" in watched_folders(config)


def test_a_permalink_that_a_plugin_sets_and_that_leads_out_is_told(make_site: MakeSite) -> None:
    text = "from proactive_ssg.extensions import hook\n\n@hook('pages', 'post_init')\ndef f(page):\n"
    text += "    page.data['permalink'] = '/../x/'\n"
    (problem,) = built(make_site({"_plugins/a.py": text, "a.md": "---\n---\n"})).diagnostics.items
    assert "leads out of the site" in problem.message


def test_safe_builds_run_none(make_site: MakeSite) -> None:
    root = make_site({"_config.yml": "safe: true\n", "_plugins/a.py": "raise RuntimeError\n", "a.md": ""})
    assert built(root).published


def test_what_a_converter_makes_is_a_page_of_its_extension(make_site: MakeSite) -> None:
    root = make_site({
        "_config.yml": "collections: {notes: {output: true}}\n",
        "_plugins/a.py": "from proactive_ssg.extensions import converter, generator\n\n"
        + RAISES["converter"].replace("raise RuntimeError('no more')", "return text.upper()")
        + "@generator\ndef make(site):\n    site.add_page('made.x', body='made')\n",
        "_layouts/l.html": "<{{ content }}>",
        "_notes/n.x": "---\nlayout: l\n---\n{{ page.url }}",
        "p.x": "---\n---\n{% for note in site.notes %}{{ note.content }}{% endfor %}",
    })  # fmt: skip
    assert built(root).diagnostics.items == []
    pages = {
        str(path.relative_to(root / "_site")): path.read_text() for path in (root / "_site").rglob("*.html")
    }
    assert pages == {"notes/n.html": "</NOTES/N.HTML>", "p.html": "/NOTES/N.HTML", "made.html": "MADE"}
