"""Chains of layouts in two languages, hooks, excerpts, and what templates see while a site is rendered."""

from __future__ import annotations

from pathlib import Path

import pytest
from rendered import Build

from proactive_ssg.config import load_config
from proactive_ssg.content.reader import read_site
from proactive_ssg.errors import Diagnostics
from proactive_ssg.extensions import Registry, Rendering
from proactive_ssg.plugins import include_cache
from proactive_ssg.render import render_site


def test_a_jinja_layout_on_a_liquid_one_and_the_reverse(build: Build) -> None:
    rendered = build({
        "_config.yml": "source: .\nexclude: [content]\n",
        "_layouts/base.html": "---\ncol: red\n---\n<b {{ layout.col }} {{ layout.own }}>{{ content }}</b>",
        "_layouts/old.html": "---\nlayout: new\nown: old\n---\n<old {{ layout.own }}>{{ content }}</old>",
        "layouts/new.html": "---\nlayout: base\n---\n<n {{ layout.own }}>{{ content }}{{ page.title }}</n>",
        "layouts/jinja.html": "---\nlayout: old\nown: jinja\n---\n<jinja>{{ content }}</jinja>",
        "a.md": "---\nlayout: old\ntitle: a & b\n---\n*x*",
        "b.md": "---\nlayout: jinja\n---\n*y*",
    })  # fmt: skip
    assert rendered.problems == []
    assert rendered.pages == {
        "a.html": "<b red old><n old><old old><p><em>x</em></p>\n</old>a &amp; b</n></b>",
        "b.html": "<b red jinja><n jinja><old jinja><jinja><p><em>y</em></p>\n</jinja></old></n></b>",
    }


def test_a_name_in_both_folders_is_that_of_jinja(build: Build) -> None:
    rendered = build({
        "_config.yml": "source: .\nexclude: [content]\n",
        "_layouts/page.html": "liquid",
        "layouts/page.html": "jinja",
        "a.md": "---\nlayout: page\n---\n",
    })  # fmt: skip
    assert rendered.pages == {"a.html": "jinja"}


@pytest.mark.parametrize(
    ("name", "files", "expected"),
    [
        ("post", {"post.html": "html", "post.xml": "xml"}, "xml"),
        ("a/b", {"a/b.html": "deep"}, "deep"),
        ("x.y", {"x.y.html": "dots"}, "dots"),
        ("_hidden", {"_hidden.html": "never"}, ""),
        ("plain", {"plain": "never"}, ""),
    ],
)
def test_layouts_have_the_names_that_jekyll_gives_them(
    build: Build, name: str, files: dict[str, str], expected: str
) -> None:
    layouts: dict[str, str | bytes] = {f"_layouts/{path}": text for path, text in files.items()}
    rendered = build({**layouts, "a.html": f"---\nlayout: {name}\n---\n"})
    assert rendered.pages == {"a.html": expected}


def test_content_is_the_source_until_a_page_is_rendered(build: Build) -> None:
    show = "[{{ site.posts[0].content }};{{ site.posts[0].output }}]"
    rendered = build({
        "_config.yml": "permalink: /:title.html\ncollections: {docs: {output: false}}\n",
        "_layouts/post.html": "({{ content }})",
        "_posts/2024-01-01-one.md": show,
        "_posts/2024-01-02-two.md": "---\nlayout: post\n---\n*two*",
        "_docs/doc.md": "---\n---\n*doc* {{ page.title }}",
        "page.html": f"---\n---\n{show}{{{{ site.docs[0].content }}}}{{{{ page.content | size }}}}",
    })  # fmt: skip
    assert rendered.problems == []
    two = "<p><em>two</em></p>\n"
    assert rendered.pages["one.html"] == "<p>[<em>two</em>;]</p>\n"
    assert rendered.pages["page.html"] == f"[{two};({two})]<p><em>doc</em> Doc</p>\n107"


def test_in_jinja_content_is_always_the_html(build: Build) -> None:
    rendered = build({
        "layouts/all.html": "{% for p in site.pages %}{{ p.content }}{% endfor %}",
        "content/a.md": "---\nlayout: all\n---\n*a* {{ site.pages[1].content }}",
        "content/b.md": "---\nlayout: all\n---\n*b* {{ site.pages[0].content }}",
    })  # fmt: skip
    a = "<p><em>a</em> <em>b</em> {{ site.pages[0].content }}</p>\n"
    assert rendered.pages["a.html"].startswith(a)
    assert "<em>b</em>" in rendered.pages["a.html"]


@pytest.mark.parametrize(
    ("front_matter", "body", "expected"),
    [
        ("", "{% if true %}\nOne {{ page.title }}.\n\nTwo.\n{% endif %}", "\n<p>One T.</p>\n"),
        ("", "One {% highlight c %}x\n\ny{% endhighlight %}", '<p>One</p>\n<figure class="highlight"'),
        ("", "[a][b] {{ page.path }}\n\nx\n\n[b]: /c\n[d]: /e", '<p><a href="/c">a</a> _posts/'),
        ("render_with_liquid: false", "{{ page.title }}\n\nTwo", "<p>{{ page.title }}</p>\n"),
        ("excerpt_separator: <more>", "One.\n\nTwo.\n<more>\nThree", "<p>One.</p>\n\n<p>Two.</p>\n"),
        ("", "{{ page.id }} {{ page.excerpt }} {{ page.layout }}.\n\nTwo", "<p>/t#excerpt  none.</p>\n"),
    ],
)
def test_excerpts(build: Build, front_matter: str, body: str, expected: str) -> None:
    rendered = build({
        "_config.yml": "permalink: /:title.html\n",
        "_posts/2024-01-01-t.md": f"---\nlayout: none\n{front_matter}\n---\n{body}\n",
        "page.html": "---\n---\n{{ site.posts[0].excerpt }}",
    })  # fmt: skip
    assert [problem for problem in rendered.problems if problem.is_error] == []
    assert rendered.pages["page.html"].startswith(expected)


def test_kramdown_warnings_have_the_line_of_the_file_where_liquid_left_it(build: Build) -> None:
    body = "{% for i in (1..3) %}\n{{ i }}\n{% endfor %}\n\nfirst\n\n<div>\nopen\n"
    rendered = build({"a.md": f"---\n---\n{body}"})
    assert rendered.places() == [("a.md", 9, 1)]
    rendered = build({"a.md": "---\n---\n{% assign tag = '<div>' %}\n\n{{ tag }}\nopen\n"})
    assert [place[1:] for place in rendered.places()] == [(0, 0)]


def test_css_and_json_have_layouts_and_sass_has_not(build: Build) -> None:
    rendered = build({
        "_layouts/x.html": "[{{ content }}]",
        "a.css": "---\nlayout: x\n---\na",
        "b.coffee": "---\nlayout: x\n---\nb {{ 1 }}",
        "c.json": "---\nlayout: none\n---\n{{ 1 }}",
    })  # fmt: skip
    assert rendered.pages == {"a.css": "[a]", "b.coffee": "b 1", "c.json": "1"}


def test_a_jekyll_site_sees_the_settings_that_only_jekyll_has(build: Build) -> None:
    page = (
        "---\n---\n{% if site.baseurl %}b{% endif %}{{ site.baseurl | inspect }} {{ '/x' | relative_url }} "
    )
    page += "{{ site.host }}:{{ site.port }} {{ site.serving }} {{ site.liquid.error_mode }}"
    rendered = build({"_config.yml": "host: h", "a.html": page})
    assert rendered.pages == {"a.html": "nil /x h:4000 false warn"}


def test_a_document_with_an_empty_slug_has_a_folder_for_its_identity(build: Build) -> None:
    files = {"_posts/2024-01-02-x.html": "---\nslug: ''\npermalink: /a/b\n---\n{{ page.id }}"}
    assert build({"_config.yml": "title: x", **files}).pages == {"a/b.html": "/a/"}


def test_a_layout_may_have_one_that_is_called_none(build: Build) -> None:
    rendered = build({
        "_layouts/none.html": "<{{ content }}>",
        "_layouts/base.html": "---\nlayout: none\n---\n[{{ content }}]",
        "_layouts/bare.html": "---\nlayout: null\n---\n({{ content }})",
        "a.html": "---\nlayout: base\n---\na",
        "b.html": "---\nlayout: none\n---\nb",
        "c.html": "---\nlayout: bare\n---\nc",
    })  # fmt: skip
    assert rendered.pages == {"a.html": "<[a]>", "b.html": "b", "c.html": "(c)"}


def render(root: Path, registry_of: list[Registry]) -> dict[str, str]:
    diagnostics = Diagnostics()
    site = read_site(load_config(root, environ={}), diagnostics)
    registry = registry_of[0]
    registry.site = site
    pages = render_site(site, registry, diagnostics)
    found = {str(page.output_path): page.content.decode() for page in pages}
    assert diagnostics.items == []
    return found


def test_hooks_of_pages(tmp_path: Path) -> None:
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_layouts/x.html").write_text("<{{ extra }} {{ content }} {{ shared }} {{ page.added }}>")
    (tmp_path / "a.md").write_text("---\nlayout: x\n---\n*a* {{ extra }} {{ page.added }}")
    registry = Registry(load_config(tmp_path, environ={}))
    heard: list[str] = []

    def before(rendering: Rendering) -> None:
        heard.append(f"pre_render {rendering.page.url} {rendering.variables['page']['url']}")
        rendering.content += " *more*"
        rendering.variables["extra"] = "E"
        rendering.page.data["added"] = "A"  # type: ignore[index]

    def converted(rendering: Rendering) -> None:
        heard.append(f"post_convert {rendering.content}")
        rendering.content = rendering.content.strip() + "!"

    def after(rendering: Rendering) -> None:
        heard.append(f"post_render {rendering.output}")
        rendering.output += "?"

    registry.hook("pages", "pre_render", before)
    registry.hook("pages", "post_convert", converted)
    registry.hook("pages", "post_render", after)
    registry.hook("site", "pre_render", lambda _site, variables: variables.update(shared="S"))
    html = "<p><em>a</em> E A <em>more</em></p>"
    assert render(tmp_path, [registry]) == {"a.html": f"<E {html}! S A>?"}
    assert heard == ["pre_render /a.html /a.html", f"post_convert {html}\n", f"post_render <E {html}! S A>"]


def test_converters_of_plugins_run_before_and_after_markdown(tmp_path: Path) -> None:
    class Shout:
        def __init__(self, mark: str, *extensions: str) -> None:
            self.mark, self.extensions = mark, extensions

        def matches(self, extension: str) -> bool:
            return extension in self.extensions

        def output_extension(self, extension: str) -> str:
            return extension

        def convert(self, text: str) -> str:
            return f"{text.strip()}{self.mark}\n"

    (tmp_path / "a.md").write_text("---\n---\n*a* {{ 1 }}")
    (tmp_path / "b.loud").write_text("---\n---\nb {{ 2 }}")
    registry = Registry(load_config(tmp_path, environ={}))
    registry.converter(Shout(" *before*", ".md"))
    registry.converter(Shout("<after>", ".md"), -100)
    registry.converter(Shout("!", ".loud"))
    pages = render(tmp_path, [registry])
    assert pages["a.html"] == "<p><em>a</em> 1 <em>before</em></p><after>\n"
    assert pages["b.loud"] == "b 2!\n"


def test_include_cached_renders_once_for_the_same_parameters(build: Build, tmp_path: Path) -> None:
    lines = ("a='x'", "a='x'", "a='y'", "", "a=1", "a='1'", "p=page", "p=page")
    tags = "|".join(f"{{% include_cached card.html {line} %}}" for line in lines)
    files: dict[str, str | bytes] = {
        "_includes/card.html": "{% increment turn %}{{ include.a }}{{ include.p.title }}",
        "a.html": f"---\ntitle: T\n---\n{tags}",
    }
    assert build(files).codes() == ["liquid"] * len(lines)  # no such tag without the plugin
    registry = Registry(load_config(tmp_path, environ={}))
    include_cache.register(registry)
    assert render(tmp_path, [registry]) == {"a.html": "0x|0x|1y|2|31|41|5T|5T"}


def test_a_theme_gives_what_the_site_does_not_have(build: Build) -> None:
    rendered = build({
        "_config.yml": "theme: ./themes/mine\nexclude: [themes]\n",
        "themes/mine/_layouts/base.html": "<t {{ content }} {% include part.html %} {% include own.html %}>",
        "themes/mine/_layouts/page.html": "never",
        "themes/mine/_includes/part.html": "part",
        "themes/mine/_includes/own.html": "never",
        "_includes/own.html": "own",
        "_layouts/page.html": "---\nlayout: base\n---\n({{ content }})",
        "a.html": "---\nlayout: page\n---\na",
    })  # fmt: skip
    assert rendered.pages == {"a.html": "<t (a) part own>"}


def test_line_ends_of_includes_and_layouts_stay_what_they_are(build: Build) -> None:
    rendered = build({
        "_layouts/x.html": "---\r\n---\r\n<\r\n{{ content }}>\r\n",
        "_includes/i.html": "1\r\n2\r\n",
        "a.html": "---\r\nlayout: x\r\n---\r\na\r\n{% include i.html %}",
        "b.md": "---\r\nlayout: x\r\n---\r\na\r\n{% include i.html %}",
    })  # fmt: skip
    assert rendered.pages["a.html"] == "<\r\na\r\n1\r\n2\r\n>\r\n"
    assert rendered.pages["b.html"] == "<\r\n<p>a\n1\n2</p>\n>\r\n"
