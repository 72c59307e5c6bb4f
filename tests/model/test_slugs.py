"""Slugs and titles, with the answers of Jekyll's own tests of ``slugify`` and ``titleize_slug``."""

from __future__ import annotations

import pytest

from proactive_ssg.model.slugs import SlugMode, extname, slugify, titleize_slug


@pytest.mark.parametrize(
    ("text", "mode", "slug"),
    [
        (" Working with drafts ", "default", "working-with-drafts"),
        (" Working with drafts ", "raw", "working-with-drafts"),
        ("So what is Jekyll, exactly?", "default", "so-what-is-jekyll-exactly"),
        ("So what is Jekyll, exactly?", "pretty", "so-what-is-jekyll,-exactly"),
        ("fürtive glance!!!!", "default", "fürtive-glance"),
        ("fürtive glance!!!!", "pretty", "fürtive-glance!!!!"),
        ("fürtive glance!!!!", "ascii", "f-rtive-glance"),
        ("The _config.yml file", "default", "the-config-yml-file"),
        ("The _config.yml file", "pretty", "the-_config.yml-file"),
        ("a" + "\u0301" + " Ⅷ ² ½", "default", "a\u0301"),
        ("--a--", "default", "a"),
        ("", "default", ""),
        ("!!!", "default", ""),
    ],
)
def test_slugify(text: str, mode: SlugMode, slug: str) -> None:
    assert slugify(text, mode) == slug


def test_case_may_stay() -> None:
    assert slugify("Mon Été", cased=True) == "Mon-Été"


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("this-is-a-Long-title-with-Mixed-capitals", "This Is A Long Title With Mixed Capitals"),
        ("SPA", "Spa"),
        ("-x--y-", " X  Y"),
        ("", ""),
    ],
)
def test_titleize(slug: str, title: str) -> None:
    assert titleize_slug(slug) == title


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("a.md", ".md"),
        ("a.b.md", ".md"),
        ("a", ""),
        (".a", ""),
        (".a.b", ".b"),
        ("a.", "."),
        ("d.x/a", ""),
        ("", ""),
    ],
)
def test_extname(name: str, extension: str) -> None:
    assert extname(name) == extension
