"""References to what the site does not have, told where they are written."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendered import Build

from proactive_ssg.render.places import _ROOTED, _positions, _Text
from proactive_ssg.render.references import references_in

HEAD = "---\ntitle: A\n---\n"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/a">', ["/a"]),
        ("<A HREF='/a b' class=x>", ["/a b"]),
        ('<img alt="x > y" src=/a.png>', ["/a.png"]),
        (
            '<img src="/a.png" srcset="/b.png 1x, /c,d.png 2x,/e.png 3x">',
            ["/a.png", "/b.png", "/c,d.png", "/e.png"],
        ),
        (
            '<video src="/v.mp4" poster="/p.png"><source src="/s.webm"></video>',
            ["/v.mp4", "/p.png", "/s.webm"],
        ),
        ('<script src="/s.js">"<img src=/no.png>"</script><img src="/a.png">', ["/s.js", "/a.png"]),
        ('<link rel="stylesheet" href="/s.css"><object data="/o.svg">', ["/s.css", "/o.svg"]),
        ('<a href="/a?b&amp;c&eacute;">', ["/a?b&cé"]),
        ("<!-- <img src='/no.png'> --><a href='/a'>", ["/a"]),
        ('<code>&lt;img src="/no.png"&gt;</code>', []),
        ('<p data-src="/no.png"><img data-src="/no.png" alt="src=/no.png">', []),
        ('<abbr href="/no">', []),
        ('<a href="">', []),
        ('<a href="/a" <a href="/b">', ["/a", "/b"]),
    ],
)
def test_what_a_browser_would_load(html: str, expected: list[str]) -> None:
    assert list(references_in(html)) == expected


@pytest.mark.parametrize(
    "piece", ["<a ", '<a "', "<a '", "<!--", "<!-- -", "<script", "<script>", "<img src=", '<a href="x']
)
def test_no_page_takes_more_than_linear_time(piece: str) -> None:
    start = time.process_time()
    list(references_in(piece * 50_000))
    assert time.process_time() - start < 3


def test_missing_files_are_told_where_they_are_written(build: Build) -> None:
    rendered = build({
        "layouts/x.html": "<img src=\"{{ page.une.image }}\">\n{{ content }}",
        "content/a.md": "---\nlayout: x\nune:\n  image: \"/uploads/une.png\"\n---\n"
        "text ![x](/uploads/b.png)\n\n<img src=\"/uploads/Ch%C3%A8que.png\" alt=\"\">\n[x](/uploads/b.png)\n"
        "[ok](/a.html) [self](#x) [other](https://example.org/x.png) [mail](mailto:a@b.c)\n",
    })  # fmt: skip
    assert rendered.codes() == ["missing-file"] * 4
    assert rendered.places() == [
        ("content/a.md", 4, 11),
        ("content/a.md", 6, 11),
        ("content/a.md", 9, 5),
        ("content/a.md", 8, 11),
    ]
    assert rendered.problems[0].source_line == '  image: "/uploads/une.png"'
    assert rendered.problems[3].message == "/uploads/Chèque.png is not in the site"
    assert not any(problem.is_error for problem in rendered.problems)


def test_what_is_there_is_not_missing(build: Build) -> None:
    rendered = build({
        "_config.yml": "url: https://example.fr\n"
        "collections:\n  services:\n    output: true\n    permalink: /s/:title/\n",
        "layouts/x.html": "",
        "uploads/Chèque énergie.png": b"x",
        "content/_services/aide.md": HEAD + "[up](../../) [down](./#x) [a](../../a.html?b=c)\n",
        "content/index.md": HEAD + "# Home\n",
        "content/assets/site.css": "p {}",
        "content/a.md": HEAD
        + "![](/uploads/Ch%C3%A8que%20%C3%A9nergie.png) [s](/s/aide/) [s](s/aide)\n"
        "[s](/s/aide/index.html) [/](/)\n"
        "[a](/a) [a](a.html#b) [abs](https://example.fr/s/aide/) <link href=\"/assets/site.css\">\n"
        "[host](https://example.fr) [proto](//cdn.example/x.js) [tel](tel:3939)\n",
    })  # fmt: skip
    assert [problem.message for problem in rendered.problems] == []


def test_absolute_urls_of_the_site_are_its_own(build: Build) -> None:
    rendered = build({
        "_config.yml": "url: https://example.fr\nbaseurl: /b\n",
        "a.md": HEAD + "[x](https://example.fr/b/nope.pdf) [y](https://example.fr/elsewhere)\n",
    })  # fmt: skip
    assert rendered.places() == [("a.md", 4, 5)]
    assert rendered.problems[0].message == "/nope.pdf is not in the site"


def test_a_site_below_baseurl(build: Build) -> None:
    rendered = build({
        "_config.yml": "baseurl: /base\n",
        "layouts/x.html": "<a href=\"{{ page.file | relative_url }}\">{{ content }}",
        "content/a.md": "---\nlayout: x\nfile: /gone.pdf\n---\n"
        "[a](/base/a.html) [a](/a.html) [b](/other/site)\n",
    })  # fmt: skip
    assert rendered.codes() == ["missing-file", "baseurl"]
    assert rendered.places() == [("content/a.md", 3, 7), ("content/a.md", 5, 23)]
    assert rendered.problems[1].hint == "write /base/a.html"


def test_what_layouts_and_data_refer_to_is_told_once(build: Build) -> None:
    rendered = build({
        "_config.yml": "title: T\nmenu:\n  - /nope/\n",
        "content/_data/nav.yml": "- url: /gone/\n",
        "layouts/x.html": "---\na: b\n---\n<img src=\"/logo.png\">\n"
        "{% for url in site.menu %}<a href=\"{{ url }}\">{% endfor %}<a href=\"{{ site.data.nav[0].url }}\">",
        "content/a.md": "---\nlayout: x\n---\n",
        "content/b.md": "---\nlayout: x\n---\n",
    })  # fmt: skip
    assert rendered.places() == [
        ("layouts/x.html", 4, 11),
        ("_config.yml", 3, 5),
        ("content/_data/nav.yml", 1, 8),
    ]
    assert rendered.problems[0].message == (
        "/logo.png is not in the site (while rendering a.md and 1 other page)"
    )


def test_close_names_are_offered(build: Build) -> None:
    rendered = build({
        "uploads/Logo.png": b"x",
        "uploads/rapport-2024.pdf": b"x",
        "content/a.md": HEAD + "![](/uploads/logo.PNG) [r](/uploads/raport-2024.pdf) [z](/zzz.zip)\n",
        "layouts/x.html": "",
    })  # fmt: skip
    assert [problem.hint for problem in rendered.problems] == [
        "did you mean /uploads/Logo.png?",
        "did you mean /uploads/rapport-2024.pdf?",
        "add the file, or correct the reference",
    ]


def test_a_name_that_begins_another_is_not_confused_with_it(build: Build) -> None:
    rendered = build(
        {"a.md": HEAD + "![](/a.png.webp) ![](/x/a.png) [a.png](/a.png)\n", "x/a.png": b"", "a.png.webp": b""}
    )
    assert rendered.places() == [("a.md", 4, 40)]


def test_only_html_is_looked_at(build: Build) -> None:
    assert build({"feed.xml": '---\n---\n<link href="/nope"/>\n'}).codes() == []


def test_what_other_programs_put_into_the_site_is_not_missing(build: Build) -> None:
    rendered = build({
        "_config.yml": "keep_files: [assets/design]\n",
        "layouts/x.html": "{{ content }}",
        "content/a.md": HEAD + "![x](/assets/design/x.png) ![y](/assets/y.png)\n",
    })  # fmt: skip
    assert [item.message for item in rendered.problems] == ["/assets/y.png is not in the site"]


def test_references_of_liquid_layouts_and_includes_are_told_once_where_they_are(build: Build) -> None:
    page = "---\nlayout: x\n---\nText.\n"
    rendered = build({
        "_layouts/x.html": "<img src=\"/no.png\">{% include y.html %}{{ content }}",
        "_includes/y.html": "\n<img src=\"/none.png\">",
        "a.md": page,
        "b.md": page,
    })  # fmt: skip
    places = [place[:2] for place in rendered.places()]
    assert sorted(places) == [("_includes/y.html", 2), ("_layouts/x.html", 1)]


@given(
    text=st.text("/a.:%- é", max_size=30),
    spelling=st.text("/a.:%-é", min_size=1, max_size=6).map("/".__add__),
    count=st.integers(1, 3),
)
def test_what_a_text_lists_is_what_a_search_finds(text: str, spelling: str, count: int) -> None:
    is_rooted = _ROOTED.fullmatch(spelling) is not None
    assert _Text(text).positions(spelling, count, is_rooted=is_rooted) == _positions(text, spelling, count)


@given(st.text("a\n\r", max_size=20).filter(bool), st.data())
def test_places_are_those_of_an_editor(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text) - 1))
    line, column, shown = _Text(text).place(position)
    assert (line, column) == (text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))
    assert shown == text.split("\n")[line - 1].rstrip("\r")
