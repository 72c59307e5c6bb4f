# ruff: noqa: E501 - whole files in a line each; rules take what they need
"""A small site that uses everything a page can depend on, and how to look at what was built of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)

FILES: Mapping[str, str] = {
    "_config.yml": (
        "title: Essai\nurl: https://example.org\ncollections: {services: {output: true}, notes: {}}\n"
        "defaults: [{scope: {path: '', type: services}, values: {layout: base}}]\nplugins: [jekyll-feed]\n"
        "keep_files: [kept]\n"
    ),
    "_layouts/base.html": (
        "---\nkind: outer\n---\n<html><title>{{ page.title }} {{ site.title }}</title>{% include nav.html %}"
        "{{ content }}{{ layout.kind }}</html>\n"
    ),
    "_layouts/post.html": (
        "---\nlayout: base\n---\n<h1>{{ page.title }}</h1>{{ content }}"
        "<a href='{{ page.previous.url }}'>{{ page.previous.title }}</a>{{ page.next.title }}\n"
    ),
    "_includes/nav.html": "<nav>{% for item in site.data.nav %}{{ item.name }} {% endfor %}</nav>",
    "_includes/box.html": "<b>{{ include.text }}</b>",
    "_data/nav.yml": "- {name: Un}\n- {name: Deux}\n",
    "_data/people/ada.yml": "name: Ada\n",
    "_data/rows.csv": "a,b\n1,2\n",
    "_posts/2024-01-01-un.md": "---\nlayout: post\ntitle: Un\ntags: [x]\n---\nPremier *texte*.\n\nSuite.\n",
    "_posts/2024-02-01-deux.md": "---\nlayout: post\ntitle: Deux\ntags: [x, y]\n---\n{% include box.html text='t' %}\n",
    "_posts/2024-03-01-trois.md": "---\nlayout: post\ntitle: Trois\n---\n[lien]({% post_url 2024-01-01-un %})\n",
    "_drafts/plus-tard.md": "---\nlayout: post\n---\nBrouillon.\n",
    "_services/aide.md": "---\ntitle: Aide\norder: 2\n---\n## Aide\n\n{{ site.data.people.ada.name }}\n",
    "_services/bus.md": "---\ntitle: Bus\norder: 1\n---\n{% link _services/aide.md %} {{ site.posts.size }}\n",
    "_notes/n.md": "---\ntitle: Note\n---\nUne *note*.\n",
    "index.html": (
        "---\nlayout: base\n---\n{% for post in site.posts %}{{ post.title }} {{ post.excerpt }}{% endfor %}"
        "{% for s in site.services %}{{ s.title }}{% endfor %}{% for n in site.notes %}{{ n.content }}{% endfor %}\n"
    ),
    "tags.html": "---\nlayout: base\n---\n{% for tag in site.tags %}{{ tag[0] }}:{{ tag[1] | size }} {% endfor %}\n",
    "pages.txt": "---\n---\n{% for p in site.pages %}{{ p.url }} {{ p.title }}\n{% endfor %}",
    "files.json": '---\n---\n[{% for f in site.static_files %}"{{ f.path }}",{% endfor %}0]',
    "related.md": "---\nlayout: base\n---\n{% include_relative part.txt %} [a](index.html) [b](/nowhere.html)\n",
    "inner.md": "---\ntitle: Dedans\n---\nDedans.\n",
    "part.txt": "À côté {{ page.title }}\n",
    "year.md": "---\nlayout: base\n---\n{{ 'now' | date: '%Y' }}\n",
    "time.md": "---\nlayout: base\n---\n{{ site.time | date: '%s' }}\n",
    "content.html": "---\n---\n{% for p in site.pages %}{% if p.name == 'related.md' %}{{ p.content }}{% endif %}{% endfor %}",
    "layouts/jinja.html": (
        "{% import 'partials/tools.html' as tools %}<i>{{ page.title }} {{ site.data.nav | length }}"
        "{% include ['partials/none.html', 'partials/some.html'] ignore missing %}{{ tools.star(1) }}</i>{{ content }}\n"
    ),
    "layouts/partials/tools.html": "{% set base = site.data.nav | length %}{% macro star(n) %}*{{ n + base }}{% endmacro %}",
    "modern.md": "---\nlayout: jinja\ntitle: Moderne\n---\nTexte.\n",
    "repaired.md": (
        "---\nlayout: base\ntitle: Réparée\naccessibility: {repair: true}\n---\n#### Un\n\n"
        "<img src='/assets/a.txt' alt='' align='left' width='20%'>\nTexte\n<br>\n\n[Rapport](assets/rapport.pdf)\n"
    ),
    "assets/rapport.pdf": "pdf\n",
    "assets/a.txt": "a\n",
    "assets/style.css": "p {}\n",
}


def write(root: Path, files: Mapping[str, str] = FILES) -> Path:
    """The files below ``root``."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def built(root: Path, destination: Path | None = None, **how: object) -> BuildResult:
    """Build the site of ``root`` as of :data:`NOW`."""
    overrides = {} if destination is None else {"destination": str(destination)}
    config = load_config(root, overrides=overrides, environ={})
    return build(config, now=how.pop("now", NOW), **how)  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``."""
    found = (Path(place, name) for place, _folders, names in os.walk(folder) for name in names)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(found)}


def repaired(result: BuildResult) -> dict[str, list[str]]:
    """What was repaired on which page."""
    return {str(output): [repr(one) for one in found] for output, found in result.repairs.pages.items()}


def told(result: BuildResult) -> list[str]:
    """What the build had to say, in order, wherever it was to write."""
    found = []
    for item in result.diagnostics.items:
        message = item.message.replace(str(result.destination), "_site")
        found.append(f"{item.severity} {item.path}:{item.line}:{item.column} {message} {item.hint}")
    return found
