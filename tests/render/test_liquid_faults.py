"""What is wrong in Liquid is told in the file, line and column where it is, all of it in one run."""

from __future__ import annotations

from pathlib import Path

import pytest
from rendered import Build, Rendered

from proactive_ssg.i18n import use_language

Place = tuple[str, int, int]
FRONT = "---\ntitle: A\n---\n\n"


def told(rendered: Rendered) -> list[tuple[Place, str]]:
    return [
        (place, problem.message) for place, problem in zip(rendered.places(), rendered.problems, strict=True)
    ]


@pytest.mark.parametrize(
    ("body", "line", "column", "message"),
    [
        ("{% if page.title %} x\n", 5, 1, "“if” is never closed"),
        ("a\n b {% endif %}\n", 6, 4, "“endif” has nothing to close"),
        ("x {% nosuch %}\n", 5, 3, "unknown tag “nosuch”"),
        ("\n\nx {{ page.title }\n", 7, 3, "is not ended by }}"),
        ("{% include missing.html %}\n", 5, 1, "there is no include 'missing.html'"),
        ("{% include ../../../etc/passwd %}\n", 5, 1, "No file may have this name"),
        ("{% include part.html x= %}\n", 5, 1, "the parameters of include are not written correctly"),
        ("{% include_relative nope.txt %}\n", 5, 1, "there is no file 'nope.txt' beside the page"),
        ("- a\n- {% link nope.md %}\n", 6, 3, "Could not find document 'nope.md' in tag 'link'"),
        ("{% post_url 2024-01-01-nope %}\n", 5, 1, 'Could not find post "2024-01-01-nope"'),
        ("{% post_url nope %}\n", 5, 1, "the tag post_url is not given the name of a post: 'nope'"),
        ("{% highlight %}a{% endhighlight %}\n", 5, 1, "the tag highlight does not understand ''"),
        ("{% highlight c mark_lines=3 %}a{% endhighlight %}\n", 5, 1, "mark_lines is not a list"),
    ],
)
def test_a_fault_in_a_page(build: Build, body: str, line: int, column: int, message: str) -> None:
    rendered = build({"a.md": FRONT + body, "b.md": "---\n---\nfine\n", "_includes/part.html": "part"})
    assert list(rendered.pages) == ["b.html"]
    assert rendered.codes() == ["liquid"]
    assert rendered.problems[0].is_error
    assert rendered.places() == [("a.md", line, column)]
    assert message in rendered.problems[0].message
    assert rendered.problems[0].source_line == (FRONT + body).split("\n")[line - 1]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("x\n{% if page.title %} x", "Liquid syntax error (line 2): 'if' tag was never closed in a.md"),
        ("{% nosuch %}", "Liquid syntax error (line 1): Unknown tag 'nosuch' in a.md"),
        ("{% for a in b %}{% nosuch %}", "Liquid syntax error (line 1): Unknown tag 'nosuch' in a.md"),
        ("{% include none.html %}", "Could not locate the included file 'none.html' in a.md"),
        (
            "{% include tag.html %}",
            "Liquid syntax error (/_includes/tag.html line 2): Unknown tag 'no' included in a.md",
        ),
        (
            "{% include args.html %}",
            "Liquid error (/_includes/args.html line 1): wrong number of arguments (given 1, expected 2)"
            " included in a.md",
        ),
        (
            "{{ page.title | truncate: 1, 2, 3, 4 }}",
            "Liquid error (line 1): wrong number of arguments (given 5, expected 1..3) in a.md",
        ),
        (
            "{% highlight c mark_lines=1 %}{% endhighlight %}",
            "Syntax Error in tag 'highlight' while parsing the following markup: c mark_lines=1  in a.md",
        ),
        ("{{ 1 | divided_by: 0 }}", "Liquid error (line 1): divided by 0 in a.md"),
    ],
)
def test_jekylls_words_for_it_are_known(build: Build, tmp_path: Path, body: str, said: str) -> None:
    includes = {"_includes/tag.html": "a\n{% no %}", "_includes/args.html": "{{ page.title | append }}"}
    rendered = build({"a.md": "---\ntitle: A\n---\n" + body, **includes})
    originals = [str(problem.original) for problem in rendered.problems if problem.is_error]
    assert originals[0].replace(str(tmp_path), "") == f"Liquid Exception: {said}"


def test_jekylls_words_for_a_layout_and_for_strict_variables(build: Build, tmp_path: Path) -> None:
    rendered = build({
        "_config.yml": "liquid: {strict_variables: true, strict_filters: true}\n",
        "_layouts/l.html": "---\n---\nx\n{{ page.nothing }}",
        "a.md": "---\nlayout: l\n---\n",
        "b.md": "---\n---\nx\n\n{{ page.path | nothing }}",
    })  # fmt: skip
    assert {str(problem.original).replace(str(tmp_path), "") for problem in rendered.problems} == {
        "Liquid Exception: Liquid error (line 2): undefined variable nothing in /_layouts/l.html",
        "Liquid Exception: Liquid error (line 3): undefined filter nothing in b.md",
    }


def test_hints_name_what_was_meant(build: Build) -> None:
    rendered = build({
        "a.md": "---\n---\n{% include hedaer.html %}",
        "b.md": "---\n---\n{% link _posts/2024-01-02-mot.md %}",
        "c.md": "---\n---\n{% post_url 2024-01-02-mto %}",
        "d.md": "---\n---\n{% highlihgt ruby %}",
        "_includes/header.html": "",
        "_posts/2024-01-02-mots.md": "---\n---\n",
    })  # fmt: skip
    assert [problem.hint for problem in rendered.problems] == [
        "did you mean header.html?",
        "did you mean _posts/2024-01-02-mots.md?",
        "did you mean 2024-01-02-mots?",
        "did you mean highlight?",
    ]


def test_faults_in_includes_and_layouts_are_in_their_files_once(build: Build) -> None:
    rendered = build({
        "a.md": "---\nlayout: base\n---\n{% include outer.html %}",
        "b.md": "---\nlayout: base\n---\n{% include outer.html %}",
        "_includes/outer.html": "one\n{% include inner.html %}",
        "_includes/inner.html": "\n\n  {% link nope %}",
        "_layouts/base.html": "---\nx: 1\n---\n\n<p>{% for %}</p>{% endfor %}",
    })  # fmt: skip
    assert rendered.pages == {}
    assert [place for place, _message in told(rendered)] == [
        ("_includes/inner.html", 3, 3),
        ("_layouts/base.html", 5, 4),
    ]
    assert rendered.problems[0].message.endswith("(while rendering a.md and 1 other page)")


def test_every_syntax_error_of_a_page_is_told(build: Build) -> None:
    rendered = build({"a.md": "---\n---\n{% one %}\n{% two %}\n{% three %}\n"})
    assert [place for place, _message in told(rendered)] == [("a.md", 3, 1), ("a.md", 4, 1), ("a.md", 5, 1)]


@pytest.mark.parametrize(
    ("option", "body", "message"),
    [
        ("strict_filters: true", "{{ 'a' | upcaes }}", "undefined filter “upcaes”"),
        ("strict_variables: true", "{{ nothing }}", "undefined variable nothing"),
        ("strict_variables: true", "{{ page.nothing }}", "undefined variable nothing"),
        ("error_mode: strict", "{{ 'a' | upcase: }}", ""),
    ],
)
def test_strict_modes(build: Build, option: str, body: str, message: str) -> None:
    files: dict[str, str | bytes] = {"a.md": f"---\ntitle: A\n---\n{body} {{{{ page.title }}}}\n"}
    assert not any(problem.is_error for problem in build(files).problems)
    files["_config.yml"] = f"liquid: {{{option}}}\n"
    rendered = build(files)
    assert rendered.pages == {}
    assert rendered.places()[0][:2] == ("a.md", 4)
    assert message in rendered.problems[0].message


def test_what_only_the_lax_parser_takes_is_a_warning(build: Build) -> None:
    files: dict[str, str | bytes] = {"a.md": "---\n---\n\n{% if page.title &&& %}x{% endif %}\n"}
    rendered = build(files)
    assert list(rendered.pages) == ["a.html"]
    assert [(problem.code, problem.is_error) for problem in rendered.problems] == [("liquid", False)]
    assert rendered.places()[0][:2] == ("a.md", 4)
    files["_config.yml"] = "liquid: {error_mode: lax}\n"
    assert build(files).problems == []


@pytest.mark.parametrize(
    "includes",
    [
        {"a.html": "{% include a.html %}"},
        {"a.html": "{% include b.html %}", "b.html": "{% for x in (1..2) %}{% include a.html %}{% endfor %}"},
    ],
)
def test_includes_that_lead_to_themselves(build: Build, includes: dict[str, str]) -> None:
    files: dict[str, str | bytes] = {f"_includes/{name}": text for name, text in includes.items()}
    rendered = build({**files, "page.md": "---\n---\n{% include a.html %}"})
    assert rendered.codes() == ["liquid"]
    assert rendered.places()[0][0].startswith("_includes/")
    assert "deep" in rendered.problems[0].message


@pytest.mark.parametrize("tag", ["include leak.html", "include_relative leak.txt", "include sub/leak.html"])
def test_links_that_lead_out_of_the_site_are_refused(build: Build, tmp_path: Path, tag: str) -> None:
    (tmp_path.parent / "secret").write_text("secret")
    for link in ("_includes/leak.html", "leak.txt"):
        (tmp_path / link).parent.mkdir(exist_ok=True)
        (tmp_path / link).symlink_to(tmp_path.parent / "secret")
    outside = tmp_path.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "leak.html").write_text("secret")
    (tmp_path / "_includes/sub").symlink_to(outside)
    rendered = build({"_config.yml": "exclude: [leak.txt]\n", "a.md": f"---\n---\n{{% {tag} %}}"})
    assert rendered.pages == {}
    assert rendered.places() == [("a.md", 3, 1)]
    assert "leads out of the site" in rendered.problems[0].message


def test_links_within_the_site_are_followed(build: Build, tmp_path: Path) -> None:
    (tmp_path / "_includes").mkdir()
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/real.html").write_text("real")
    (tmp_path / "_includes/link.html").symlink_to("../parts/real.html")
    rendered = build({"a.html": "---\n---\n{% include link.html %}"})
    assert rendered.pages == {"a.html": "real"}


def test_an_include_that_is_not_text(build: Build) -> None:
    rendered = build({"a.md": "---\n---\n{% include x.html %}", "_includes/x.html": b"a\nb\xff"})
    assert rendered.codes() == ["encoding"]
    assert rendered.places() == [("_includes/x.html", 2, 2)]


def test_a_layout_that_does_not_exist_is_a_warning(build: Build) -> None:
    rendered = build({
        "a.md": "---\nlayout: baes\n---\na",
        "b.md": "---\nlayout: post\n---\nb",
        "_layouts/base.html": "[{{ content }}]",
        "_layouts/post.html": "---\nlayout: nothing\n---\n<{{ content }}>",
        "_layouts/self.html": "---\nlayout: self\n---\n<{{ content }}>",
        "c.md": "---\nlayout: self\n---\nc",
    })  # fmt: skip
    assert rendered.pages == {
        "a.html": "<p>a</p>\n",
        "b.html": "<<p>b</p>\n>",
        "c.html": "<<p>c</p>\n>",
    }
    assert rendered.codes() == ["layout-unknown", "layout-unknown", "layout-cycle"]
    assert not any(problem.is_error for problem in rendered.problems)
    assert rendered.places()[:2] == [("a.md", 2, 9), ("_layouts/post.html", 2, 9)]
    assert rendered.problems[0].hint == "did you mean base?"


def test_excerpts_that_ask_for_each_other(build: Build) -> None:
    post = "---\n---\n{% for p in site.posts %}{{ p.excerpt }}{% endfor %}\n\nrest\n"
    rendered = build({"_posts/2024-01-01-a.md": post, "_posts/2024-01-02-b.md": post})
    assert set(rendered.codes()) == {"excerpt-circle"}


def test_an_includes_folder_that_leads_out_of_the_site_gives_nothing(build: Build, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    (elsewhere / "a.html").write_text("secret")
    (tmp_path / "_includes").symlink_to(elsewhere)
    rendered = build({"a.md": "---\n---\n{% include a.html %}"})
    assert rendered.pages == {}
    assert "leads out of the site" in rendered.problems[0].message


def test_an_include_that_links_to_itself_is_named(build: Build, tmp_path: Path) -> None:
    (tmp_path / "_includes").mkdir()
    (tmp_path / "_includes/a.html").symlink_to("a.html")
    rendered = build({"a.md": "---\n---\n{% include a.html %}"})
    assert [problem.code for problem in rendered.problems] == ["include-unreadable"]


def test_an_unknown_tag_like_no_other_has_a_hint_too(build: Build) -> None:
    (problem,) = build({"a.md": "---\n---\n{% zzqqxx %}"}).problems
    assert "plugins:" in problem.hint


def test_hints_are_there_in_french_too(build: Build) -> None:
    use_language("fr")
    try:
        (problem,) = build(
            {
                "_config.yml": "liquid: {strict_filters: true}",
                "a.md": "---\n---\n{{ 'a' | upcasse }}",
            }
        ).problems
    finally:
        use_language("en")
    assert "upcase" in problem.hint
