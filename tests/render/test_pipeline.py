"""From files to rendered pages."""

from __future__ import annotations

from rendered import Build

LAYOUTS: dict[str, str | bytes] = {
    "layouts/default.html": '<html lang="{{ page.lang }}"><title>{{ page.title }}</title>'
    "{{ content }}</html>\n",
    "layouts/rgaa.html": "---\nlayout: default\nwide: true\n---\n<h1>{{ page.title }}</h1>\n{{ content }}",
}


def test_markdown_in_a_chain_of_layouts(build: Build) -> None:
    rendered = build({
        **LAYOUTS,
        "_config.yml": "lang: fr\n",
        "content/aide.md": "---\ntitle: A & B\nlayout: rgaa\n---\n## Hello\n\nl'eau\n",
    })  # fmt: skip
    assert rendered.problems == []
    assert rendered.pages == {
        "aide.html": '<html lang="fr"><title>A &amp; B</title><h1>A &amp; B</h1>\n'
        '<h2 id="hello">Hello</h2>\n\n<p>l’eau</p>\n</html>\n'
    }


def test_pages_without_layout_and_pages_that_are_html(build: Build) -> None:
    rendered = build({
        **LAYOUTS,
        "content/none.md": "---\nlayout: none\n---\n*a*\n",
        "content/bare.md": "---\n---\n*a*\n",
        "content/page.html": "---\nlayout: default\ntitle: T\n---\n<p>*a*</p>\n",
        "content/feed.xml": "---\n---\n<feed>*a*</feed>\n",
    })  # fmt: skip
    assert rendered.problems == []
    assert rendered.pages == {
        "bare.html": "<p><em>a</em></p>\n",
        "feed.xml": "<feed>*a*</feed>\n",
        "none.html": "<p><em>a</em></p>\n",
        "page.html": '<html lang="en"><title>T</title><p>*a*</p>\n</html>\n',
    }


def test_an_unknown_layout_is_told_in_the_page_and_the_others_are_rendered(build: Build) -> None:
    rendered = build({
        **LAYOUTS,
        "content/a.md": "---\ntitle: A\nlayout: rgae\n---\n",
        "content/b.md": "---\ntitle: B\nlayout: rgaa\n---\n",
        "content/c.md": "---\nlayout:   zzzzz\n---\n",
    })  # fmt: skip
    assert list(rendered.pages) == ["b.html"]
    assert rendered.codes() == ["layout-unknown", "layout-unknown"]
    assert rendered.places() == [("content/a.md", 3, 9), ("content/c.md", 2, 11)]
    first, second = rendered.problems
    assert (first.message, first.hint) == ("there is no layout 'rgae' in layouts", "did you mean rgaa?")
    assert first.source_line == "layout: rgae"
    assert second.hint == "the layouts are default, rgaa"


def test_an_unknown_layout_from_the_configuration(build: Build) -> None:
    config = "defaults:\n  - scope: {path: ''}\n    values: {layout: rgae}\n"
    rendered = build({**LAYOUTS, "_config.yml": config, "content/a.md": "---\ntitle: A\n---\n"})
    assert rendered.places() == [("content/a.md", 0, 0)]
    assert "defaults:" in rendered.problems[0].hint
    assert "did you mean rgaa?" in rendered.problems[0].hint


def test_a_fault_in_a_layout_is_told_once_with_its_pages(build: Build) -> None:
    pages = {f"content/{name}.md": "---\nlayout: rgaa\n---\n" for name in "abc"}
    rendered = build({**LAYOUTS, **pages, "layouts/default.html": "<p>\n{{ pgae.title }}\n"})
    assert rendered.pages == {}
    assert rendered.codes() == ["template-undefined"]
    assert rendered.places() == [("layouts/default.html", 2, 4)]
    assert rendered.problems[0].message == (
        "nothing here is called 'pgae' (while rendering a.md and 2 other pages)"
    )


def test_a_fault_that_one_page_meets_names_it(build: Build) -> None:
    rendered = build({
        "layouts/x.html": "{{ page.items | sort }}",
        "content/good.md": "---\nlayout: x\nitems: [2, 1]\n---\n",
        "content/wrong.md": "---\nlayout: x\nitems: [2, one]\n---\n",
    })  # fmt: skip
    assert list(rendered.pages) == ["good.html"]
    assert rendered.codes() == ["template-runtime"]
    assert rendered.problems[0].message.endswith("(while rendering wrong.md)")


def test_posts_and_collections(build: Build) -> None:
    rendered = build({
        "_config.yml": "collections:\n  services:\n    output: true\npermalink: /:title/\n",
        "layouts/post.html": "{{ page.previous.title }}<{{ page.title }}<{{ page.next.title }} "
        "{{ page.excerpt }}"
        "{{ page.date | date_to_string }}",
        "layouts/list.html": "{% for post in site.posts %}{{ post.content }}{% endfor %}"
        "{% for service in site.services %}{{ service.url }}{% endfor %}",
        "content/_posts/2024-01-01-one.md": "---\nlayout: post\n---\n"
        "First [a][l].\n\nSecond.\n\n[l]: /list/\n",
        "content/_posts/2024-02-01-two.md": "---\nlayout: post\n---\nOnly.\n",
        "content/_services/aide.md": "---\n---\nx\n",
        "content/list.md": "---\nlayout: list\n---\n",
    })  # fmt: skip
    assert rendered.problems == []
    excerpt = '<p>First <a href="/list/">a</a>.</p>\n'
    assert rendered.pages["one/index.html"] == f"<One<Two {excerpt}\n01 Jan 2024"
    assert rendered.pages["two/index.html"].startswith("One<Two< <p>Only.</p>")
    assert rendered.pages["list/index.html"] == (
        '<p>Only.</p>\n<p>First <a href="/list/">a</a>.</p>\n\n<p>Second.</p>\n\n/services/aide/'
    )


def test_a_site_without_a_folder_of_layouts(build: Build) -> None:
    page = "---\nlayout: default\n---\n*a*\n"
    rendered = build({"a.md": page, "_layouts/default.html": "<main>{{ content }}</main>"})
    assert rendered.pages == {"a.html": "<main><p><em>a</em></p>\n</main>"}
    assert rendered.problems == []


def test_a_site_without_any_layouts(build: Build) -> None:
    rendered = build({"a.md": "---\nlayout: default\n---\n*a*\n", "b.md": "---\n---\nb\n"})
    assert list(rendered.pages) == ["a.html", "b.html"]
    assert rendered.codes() == ["layouts-missing"]
    assert rendered.problems[0].message == "1 page asks for a layout and is rendered without one"


def test_wrong_options_of_kramdown_are_told_in_the_configuration(build: Build) -> None:
    rendered = build(
        {
            "_config.yml": "title: T\nkramdown:\n  auto_idz: true\n",
            "content/a.md": "---\n---\na\n",
            "layouts/x.html": "",
        }
    )
    assert rendered.pages == {}
    assert rendered.codes() == ["kramdown-option"]
    assert rendered.places() == [("_config.yml", 3, 3)]


def test_kramdown_of_a_jekyll_site_takes_nearly_any_option(build: Build) -> None:
    config = "kramdown:\n  use_coderays: true\n  auto_ids: 'true,'\n  hard_wrap: 'FALSE '\n"
    rendered = build({"_config.yml": config, "a.md": "---\n---\n# a\n\nb\nc\n"})
    assert rendered.pages == {"a.html": '<h1 id="a">a</h1>\n\n<p>b\nc</p>\n'}
    assert rendered.problems == []


def test_options_of_kramdown_are_used(build: Build) -> None:
    files: dict[str, str | bytes] = {"a.md": "---\n---\n# A\nb\nc\n\n    code\n"}
    assert build(files).pages["a.html"] == (
        '<h1 id="a">A</h1>\n<p>b\nc</p>\n\n'
        '<div class="language-plaintext highlighter-rouge"><div class="highlight">'
        '<pre class="highlight"><code>code\n</code></pre></div></div>\n'
    )
    files["_config.yml"] = "highlighter: none\nkramdown:\n  auto_ids: false\n  hard_wrap: true\n"
    assert build(files).pages["a.html"] == "<h1>A</h1>\n<p>b<br />\nc</p>\n\n<pre><code>code\n</code></pre>\n"
