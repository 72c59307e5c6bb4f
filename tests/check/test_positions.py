"""Every element of a built page knows the line that it was written on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from proactive_ssg.build import build
from proactive_ssg.check.html import Document, Element, parse
from proactive_ssg.check.positions import SourcePositions
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.sources import Sources
from proactive_ssg.config import Config, load_config

ROOT = Path(__file__).parents[2]
SEED = Path(os.environ.get("SHARED", ROOT.parent / "shared")) / "seed/administration-proactive.md"
MakeSite = Callable[[Mapping[str, str | bytes]], Path]

CONTENT = """---
title: Une page
layout: inner
pictures: [a, b]
---

Un *paragraphe*
sur deux lignes, ![une](/une.png)
et ![deux](/deux.png).

{% for name in page.pictures %}
* élément {{ name }}
* <img src="/boucle-{{ name }}.png">
{% endfor %}

{% include box.html kind="x" %}
{% if page.title == "Autre" %}
jamais
{% endif %}
## Titre

<div class="brut">
  <p>Texte
  <img src="/brut.png"
       alt="x"></p>
</div>

```html
<img src="/code.png">
```

{% capture legende %}
<span class="legende">x</span>
{% endcapture %}

> cité <em>ici</em>
>
> | a | b |
> |---|---|
> | <b class="case">1</b> | 2 |

{% include texte.md %}

{% include_relative beside.md %} et [un lien](/a/ "après")

Note[^1]. {{ legende | strip }}

[^1]: La <i class="note">note</i>
"""
FILES: dict[str, str] = {
    "_config.yml": "lang: fr\ntitle: Essai\npermalink: none\nmarkdown_ext: markdown,mkdown,mkdn,mkd,md\n",
    "content/page.md": CONTENT,
    "content/beside.md": "**À côté** et\n<u class='beside'>ceci</u>",
    "content/brute.html": "---\nlayout: plain\n---\n<ul>\n{% for x in (1..2) %}\n"
    "<li class='p{{ x }}'>{{ x }}\n{% endfor %}</ul>\n<script>let a = '<b class=\"js\">';</script>\n"
    "<h{{ 1 | plus: 1 }} class='dyn'>T</h2>\n",
    "content/jinja.md": "---\nlayout: base\ntitle: J\n---\n## Titre de Jinja\n",
    "content/_posts/2024-01-01-un.md": "---\ntitle: Un\n---\n\n"
    "Début du <b class='un'>premier</b>.\n\nSuite.\n",
    "content/liste.html": "---\nlayout: plain\ntitle: Liste\n---\n{% for post in site.posts %}\n"
    "{{ post.excerpt }}\n{% endfor %}\n<time>{{ site.time | date: '%N' }}</time>\n"
    "<p class='fin'>{{ content | size }}</p>\n",
    "content/_includes/box.html": '<div class="box">\n  <a href="/boite/">{{ include.kind }}</a>\n</div>',
    "content/_includes/texte.md": "Un texte\navec ![image](/incluse.png)\n",
    "content/_layouts/plain.html": '<!DOCTYPE html>\n<html lang="fr">\n<head>\n'
    '<title>{{ page.title }}</title>\n</head>\n<body>\n'
    '{% comment %}\n<p class="never">\n{% endcomment %}\n{{ content }}\n'
    '{%- if true -%}\n  <footer>x</footer>\n{%- endif -%}\n</body>\n</html>\n',
    "content/_layouts/inner.html": '---\nlayout: plain\nkind: inner\n---\n\n<main>\n{{ content }}\n</main>\n'
    "{% include box.html kind='y' %}\n",
    "layouts/base.html": '<!DOCTYPE html>\n<html lang="{{ site.lang }}">\n<head>{# <p> #}\n'
    "<title>{% block title %}{{ page.title }}{% endblock %}</title></head>\n<body>\n"
    '{% include "partials/menu.html" %}\n{{ content }}\n</body></html>\n',
    "layouts/partials/menu.html": '<nav>\n  {% for x in [1, 2] %}\n  <a href="/{{ x }}/">{{ x }}</a>\n'
    "  {% endfor %}\n</nav>\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Config, SourcePositions]:
    root = tmp_path_factory.mktemp("positions")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = load_config(root, overrides={"quiet": True}, environ={})
    result = build(config)
    assert result.published, result.diagnostics.items
    return config, SourcePositions(config)


def audited(config: Config, file: str) -> AuditedPage:
    path = config.destination / file
    return AuditedPage(f"/{file}", path, parse(path.read_text(encoding="utf-8")))


def element(document: Document, name: str, key: str, value: str) -> Element:
    found = [each for each in document.named(name) if not key or each.get(key) == value]
    assert found, (name, key, value, document.source)
    return found[0]


@pytest.mark.parametrize(
    ("file", "tag", "place"),
    [
        # Markdown
        ("page.html", "p", "content/page.md:7"),
        ("page.html", "em", "content/page.md:7"),
        ("page.html", "img src=/une.png", "content/page.md:8"),
        ("page.html", "img src=/deux.png", "content/page.md:9"),
        ("page.html", "h2 id=titre", "content/page.md:20"),
        ("page.html", "a title=après", "content/page.md:44"),
        ("page.html", "i class=note", "content/page.md:48"),
        ("page.html", "table", "content/page.md:38"),
        ("page.html", "b class=case", "content/page.md:40"),
        # loops and includes in it
        ("page.html", "img src=/boucle-a.png", "content/page.md:13"),
        ("page.html", "img src=/boucle-b.png", "content/page.md:13"),
        ("page.html", "div class=box", "content/_includes/box.html:1"),
        ("page.html", "a href=/boite/", "content/_includes/box.html:2"),
        ("page.html", "img src=/incluse.png", "content/_includes/texte.md:2"),
        ("page.html", "u class=beside", "content/beside.md:2"),
        ("page.html", "span class=legende", "content/page.md:33"),
        # HTML in it
        ("page.html", "div class=brut", "content/page.md:22"),
        ("page.html", "img src=/brut.png", "content/page.md:24"),
        # layouts of Liquid
        ("page.html", "main", "content/_layouts/inner.html:6"),
        ("page.html", "html", "content/_layouts/plain.html:2"),
        ("page.html", "footer", "content/_layouts/plain.html:12"),
        # fields
        ("page.html", "title", "content/page.md:2"),
        ("brute.html", "title", "content/_layouts/plain.html:4"),
        # a page of HTML
        ("brute.html", "li class=p1", "content/brute.html:6"),
        ("brute.html", "li class=p2", "content/brute.html:6"),
        ("brute.html", "script", "content/brute.html:8"),
        # layouts of Jinja2, and their partials
        ("jinja.html", "html", "layouts/base.html:2"),
        ("jinja.html", "a href=/2/", "layouts/partials/menu.html:3"),
        ("jinja.html", "h2", "content/jinja.md:5"),
        # what one page shows of another, on a page that is never the same twice
        ("liste.html", "b class=un", "content/_posts/2024-01-01-un.md:5"),
        ("liste.html", "p class=fin", "content/liste.html:9"),
    ],
)
def test_the_line_of_an_element(
    site: tuple[Config, SourcePositions], file: str, tag: str, place: str
) -> None:
    config, positions = site
    page = audited(config, file)
    name, _space, attribute = tag.partition(" ")
    found = positions.locate(page, element(page.document, name, *attribute.partition("=")[::2]))
    assert found is not None
    assert f"{found.path.relative_to(config.root).as_posix()}:{found.line}" == place


def test_a_page_as_a_whole_is_its_file(site: tuple[Config, SourcePositions]) -> None:
    config, positions = site
    sources: Sources = positions
    found = sources.locate(audited(config, "page.html"), None)
    assert found is not None
    assert (found.path.name, found.line) == ("page.md", 2)
    assert sources.file_of(config.destination / "page.html") == config.root / "content/page.md"
    assert sources.file_of(config.destination / "nothing.html") is None


def test_what_is_copied_is_its_own_source(make_site: MakeSite) -> None:
    root = make_site({"index.html": "<!DOCTYPE html>\n<p>a\n<p>b", "_config.yml": ""})
    config = load_config(root, environ={})
    assert build(config).published
    positions = SourcePositions(config)
    page = audited(config, "index.html")
    found = positions.locate(page, page.document.named("p")[1])
    assert found is not None
    assert (found.path, found.line, found.column) == (root / "index.html", 3, 1)
    positions.close()


def test_the_state_tells_of_templates_and_of_the_page(make_site: MakeSite) -> None:
    root = make_site({"index.md": "---\n---\na", "_layouts/a.html": "{{ content }}", "_config.yml": ""})
    config = load_config(root, environ={})
    assert build(config).published
    built = config.destination / "index.html"
    before = SourcePositions(config).state_of(built)
    assert SourcePositions(config).state_of(built) == before
    (root / "_layouts/a.html").write_text("\n{{ content }}", encoding="utf-8")
    after = SourcePositions(config).state_of(built)
    assert after != before
    (root / "index.md").write_text("---\n\n---\na", encoding="utf-8")
    assert SourcePositions(config).state_of(built) not in (before, after)


def test_text_that_a_hook_changed(make_site: MakeSite) -> None:
    plugin = (
        "from proactive_ssg.extensions import hook\n\n\n"
        "@hook('pages', 'pre_render')\ndef change(rendering):\n"
        "    rendering.content = 'Nouveau\\n\\n' + rendering.content\n"
    )
    text = "---\ntitle: a\n---\n# Un\n\nPuis ![a](/a.png)\n"
    root = make_site({"_plugins/a.py": plugin, "index.md": text, "_config.yml": ""})
    config = load_config(root, environ={})
    result = build(config)
    assert result.published, result.diagnostics.items
    page = audited(config, "index.html")
    assert "Nouveau" in page.document.source
    found = SourcePositions(config).locate(page, page.document.named("img")[0])
    assert found is not None
    assert (found.path, found.line) == (root / "index.md", 6)


def test_a_page_that_no_longer_can_be_rendered(make_site: MakeSite) -> None:
    """What was built is searched for as text."""
    root = make_site({"index.md": "---\n---\n\n![a](/unique.png)\n", "_config.yml": ""})
    config = load_config(root, environ={})
    assert build(config).published
    page = audited(config, "index.html")
    (root / "index.md").write_text("---\n---\n\n![a](/unique.png)\n{% nonsense %}\n", encoding="utf-8")
    found = SourcePositions(config).locate(page, page.document.named("img")[0])
    assert found is not None
    assert found.line == 4


@pytest.mark.shared
@pytest.mark.skipif(not SEED.is_file(), reason=f"the seed page is absent: {SEED}")
def test_the_pictures_of_the_seed_page(tmp_path: Path) -> None:
    for folder in ("content", "layouts", "uploads"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "_config.yml", tmp_path)
    source = tmp_path / "content" / SEED.name
    text = SEED.read_text(encoding="utf-8")
    source.write_text(text.replace("---\n", "---\naccessibility: {repair: false}\n", 1), encoding="utf-8")
    config = load_config(tmp_path, overrides={"unpublished": True}, environ={})
    build(config)
    page = audited(config, "administration-proactive/index.html")
    positions = SourcePositions(config)
    lines = source.read_text(encoding="utf-8").split("\n")
    pictures = [each for each in page.document.named("img") if each.get("width").endswith("%")]
    assert len(pictures) == 7
    for picture in pictures:
        found = positions.locate(page, picture)
        assert found is not None
        assert found.path == Path(source)
        assert lines[found.line - 1][found.column - 1 :].startswith(f'<img src="{picture.get("src")}"')
