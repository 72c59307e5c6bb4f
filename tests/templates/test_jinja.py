"""Layouts in Jinja2: what they print, what they know, and in which language."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from datetime import date, datetime

import pytest
from template_site import PARIS, Render, make_page, make_site

from proactive_ssg.templates import jinja_environment as module


def test_values_are_escaped_and_content_is_not(render: Render) -> None:
    page = make_page(title='<b>"A" & B</b>')
    assert render("{{ page.title }} {{ content }}", page) == (
        "&lt;b&gt;&#34;A&#34; &amp; B&lt;/b&gt; <p>content</p>"
    )
    assert render("{{ page.title }}", page, name="layout.txt") == '<b>"A" & B</b>'


def test_values_are_printed_as_jekyll_prints_them(render: Render) -> None:
    page = make_page(
        date=datetime(2023, 9, 13, 13, 8, tzinfo=PARIS),
        day=date(2024, 1, 2),
        yes=True,
        nothing=None,
        list=["a", "b"],
    )
    text = "{{ page.date }}|{{ page.day }}|{{ page.yes }}|{{ page.nothing }}|{{ page.list }}"
    assert render(text, page) == "2023-09-13 13:08:00 +0200|2024-01-02|true||ab"


def test_what_a_page_does_not_say_is_empty(render: Render) -> None:
    page = make_page(une="/a.png", empty=None)
    assert render("[{{ page.une.image }}{{ page.absent.deep['er'] }}{{ page.empty.key }}]", page) == "[]"
    assert render("{% for item in page.absent %}x{% else %}none{% endfor %}", page) == "none"
    assert render("{{ page.empty | default('other') }} {{ page.absent | d('other') }}", page) == "other other"
    assert render("{{ page.absent | markdownify }}|{{ page.absent | relative_url }}", page) == "<p></p>\n|"
    assert render("{% if absent %}x{% endif %}{{ absent is defined }}{{ absent | default('d') }}") == "falsed"


def test_keys_come_before_methods(render: Render) -> None:
    page = make_page(menu={"items": ["x"]}, items=[1, 2], **{"chapeau-text": "Lead"})
    text = "{{ page.menu.items }} {{ page.items | length }} {{ page['chapeau-text'] }} {{ page.get('x', 3) }}"
    assert render(text, page) == "x 2 Lead 3"
    assert (
        render("{% for key, value in page.une.items() %}{{ key }}{% endfor %}", make_page(une={"a": 1}))
        == "a"
    )


def test_for_takes_nil_and_text_as_liquid_does(render: Render) -> None:
    page = make_page(tags_text="abc", nothing=None)
    assert render("{% for tag in page.tags_text %}[{{ tag }}]{% endfor %}", page) == "[abc]"
    assert render("{% for tag in page.nothing %}x{% endfor %}.", page) == "."
    text = "{% for n in range(3) if n %}{{ loop.index }}/{{ loop.length }}{{ '.' if loop.last }}{% endfor %}"
    assert render(text) == "1/22/2."
    assert (
        render(
            "{% for n in [1, 2] | map('string') %}{{ n }}{% if n == '1' %}{% break %}{% endif %}{% endfor %}"
        )
        == "1"
    )


def test_layouts_are_trimmed(render: Render) -> None:
    assert (
        render("---\nlayout: x\n---\n<p>\n  {% if true %}\n  a\n  {% endif %}\n</p>\n") == "<p>\n  a\n</p>\n"
    )


def test_includes_macros_and_inheritance(render: Render) -> None:
    assert render("{% include 'part.html' %}", part="{{ page.title }}") == "A title"
    macro = "{% macro card(page) %}<{{ page.title }}>{% endmacro %}"
    assert render("{% from 'part.html' import card %}{{ card(page) }}", part=macro) == "<A title>"
    assert (
        render(
            "{% extends 'part.html' %}{% block a %}new{% endblock %}", part="({% block a %}{% endblock %})"
        )
        == "(new)"
    )
    assert (
        render("{% include 'nope.html' ignore missing %}{% include ['nope.html', 'part.html'] %}", part="b")
        == "b"
    )


def test_filters_mark_html(render: Render) -> None:
    page = make_page(lead="a *b*", data={"a": "</script>'&"})
    assert render("{{ page.lead | markdownify }}", page) == "<p>a *b*</p>\n"
    assert render("{{ '<b>' | xml_escape }}") == "&lt;b&gt;"
    assert render("{{ page.data | jsonify }}", page) == '{"a":"\\u003c/script\\u003e\\u0027\\u0026"}'
    assert render('<meta content="{{ content | strip_html }}">') == '<meta content="content">'
    assert render("{{ '/a?b&c' | relative_url }}") == "/a?b&amp;c"


def test_html_without_tags_is_escaped_once(render: Render) -> None:
    text = "{% set html = '<p>1 &lt; 2 \"x\"</p>' | safe %}{{ html | strip_html }}"
    assert render(text) == "1 &lt; 2 &#34;x&#34;"


def test_the_variables(render: Render) -> None:
    page = make_page(title="A")
    site = make_site(page, title="The site", baseurl="/b", settings={"menu": [{"url": "/"}]})
    text = (
        "{{ site.title }} {{ site.baseurl }} {{ site.menu[0].url }} {{ proactive.version }} {{ layout.css }}"
    )
    assert render(text, page, site, layout={"css": "wide"}) == "The site /b / 9 wide"
    assert (
        render("{{ site.services | map(attribute='title') | join(', ') }}{{ paginator.page }}")
        == "First, Second"
    )


def test_dates_are_in_the_language_of_the_page(render: Render) -> None:
    when = datetime(2023, 9, 1, 13, 8, tzinfo=PARIS)
    french, english = make_page(date=when), make_page(date=when, lang="en")
    text = "{{ page.date | date }} / {{ page.date | date('%B') }}"
    assert render(text, french, make_site(french, lang="fr")) == "1er septembre 2023 / septembre"
    assert render(text, english, make_site(english, lang="fr")) == "September 1, 2023 / September"
    assert render("{{ page.absent | date }}{{ '' | date }}") == ""


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A catalogue with the words of these tests, for French only."""

    class Catalogue(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return {"Home": "Accueil", "By %(name)s": "Par %(name)s"}.get(message, message)

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return "%(num)s fichier" if n < 2 else "%(num)s fichiers"

    catalogues = {"fr": Catalogue()}
    monkeypatch.setattr(module, "translations", lambda lang: catalogues.get(lang, gettext.NullTranslations()))
    return lambda: None


@pytest.mark.usefixtures("french")
def test_strings_of_layouts_are_translated(render: Render) -> None:
    page = make_page(name="<A>")
    text = "{{ _('Home') }} {{ _('By %(name)s', name='<A>') }} {{ ngettext('%(num)s f', '%(num)s fs', 2) }}"
    assert render(text, page, make_site(page, lang="fr")) == "Accueil Par &lt;A&gt; 2 fichiers"
    assert render(text, page, make_site(page, lang="en")) == "Home By &lt;A&gt; 2 fs"
    assert render("{% trans %}Home{% endtrans %}{{ _('') }}", page, make_site(page, lang="fr")) == "Accueil"


@pytest.mark.usefixtures("french")
def test_macros_speak_the_page_s_language_with_context(render: Render) -> None:
    page = make_page(lang="en")
    macro = "{% macro home() %}{{ _('Home') }}{% endmacro %}"
    site = make_site(page, lang="fr")
    assert (
        render("{% from 'part.html' import home with context %}{{ home() }}", page, site, part=macro)
        == "Home"
    )
    assert render("{% from 'part.html' import home %}{{ home() }}", page, site, part=macro) == "Accueil"


def test_each_template_is_compiled_once(render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    original = module.LayoutEnvironment._parse

    def parse(self: module.LayoutEnvironment, source: str, name: str | None, filename: str | None) -> object:
        compiled.append(str(name))
        return original(self, source, name, filename)

    monkeypatch.setattr(module.LayoutEnvironment, "_parse", parse)
    render("{% for n in range(3) %}{% include 'part.html' %}{% endfor %}{% include 'part.html' %}", part="x")
    assert compiled == ["layout.html", "part.html"]
