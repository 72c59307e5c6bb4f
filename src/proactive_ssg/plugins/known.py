"""Gems that sites list under ``plugins:``: which need nothing here, and what the others would have done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from proactive_ssg.i18n import _

__all__ = ["NOT_NEEDED", "what_it_does"]

NOT_NEEDED: Final = frozenset(
    (
        # What they do is part of this program, or of no use without Ruby.
        *("jekyll", "jekyll-sass-converter", "jekyll-watch", "jekyll-commonmark-ghpages", "kramdown"),
        *("kramdown-parser-gfm", "kramdown-syntax-coderay", "rouge", "liquid", "sass-embedded", "minima"),
        *("github-pages", "jekyll-github-pages", "webrick", "bundler", "rake", "html-proofer"),
        *("jekyll-compose", "jekyll-admin", "jekyll-livereload", "jekyll-browsersync", "jekyll-serve"),
        *("jekyll-sass", "jekyll-include-cache-github", "wdm", "tzinfo", "tzinfo-data", "http_parser.rb"),
    )
)
"""Gems without any effect on the pages that we would not have already."""


_LOST: Final[dict[str, Callable[[], str]]] = {
    "jekyll-coffeescript": lambda: _("CoffeeScript files are not converted"),
    "jekyll-commonmark": lambda: _("Markdown is read as kramdown, not as CommonMark"),
    "jekyll-textile-converter": lambda: _(".textile files are not converted"),
    "jekyll-asciidoc": lambda: _(".adoc files are not converted"),
    "jekyll-org": lambda: _(".org files are not converted"),
    "jekyll-haml": lambda: _(".haml files are not converted"),
    "jekyll-slim": lambda: _(".slim files are not converted"),
    "jekyll-postcss": lambda: _("style sheets do not go through PostCSS"),
    "jekyll-autoprefixer": lambda: _("style sheets get no vendor prefixes"),
    "jekyll-minifier": lambda: _("HTML, CSS and JavaScript are not minified"),
    "jekyll-compress-images": lambda: _("pictures are not compressed"),
    "jekyll-assets": lambda: _("the tag `asset` and its pipeline are missing"),
    "jekyll-picture-tag": lambda: _("the tag `picture` is missing: no responsive pictures are made"),
    "jekyll-responsive-image": lambda: _("the tag `responsive_image` is missing"),
    "jekyll-scholar": lambda: _("bibliographies and the tags `cite` and `bibliography` are missing"),
    "jekyll-multiple-languages-plugin": lambda: _("the languages of the site are not built one by one"),
    "jekyll-algolia": lambda: _("nothing is sent to the search service"),
    "jekyll-lunr-js-search": lambda: _("no search index is made"),
    "jekyll-spaceship": lambda: _("its tables, formulas, diagrams and media are missing"),
    "jekyll-katex": lambda: _("formulas are not rendered by KaTeX"),
    "jekyll-youtube": lambda: _("the tag `youtube` is missing"),
    "jekyll-tagging": lambda: _("no pages of tags are made"),
    "jekyll-category-pages": lambda: _("no pages of categories are made"),
    "jekyll-datapage-generator": lambda: _("no pages are made of data files"),
    "jekyll-datapage_gen": lambda: _("no pages are made of data files"),
    "jekyll-external-links": lambda: _("links to other sites get no marks"),
    "jekyll-loading-lazy": lambda: _("pictures do not get `loading=lazy`"),
    "jekyll-email-protect": lambda: _("the filter `encode_email` is missing"),
    "jekyll-time-to-read": lambda: _("the filter `reading_time` is missing"),
    "jekyll-timeago": lambda: _("the filter `timeago` is missing"),
    "jekyll-tidy": lambda: _("the HTML is not tidied"),
    "jekyll-swiss": lambda: _("the theme is not installed"),
    "jekyll-git-hash": lambda: _("`site.data.git` is missing"),
    "jekyll-language-plugin": lambda: _("the languages of the site are not built one by one"),
    "jekyll-webp": lambda: _("no WebP pictures are made"),
    "jekyll-pwa-plugin": lambda: _("no service worker is made"),
    "jekyll-mermaid": lambda: _("the tag `mermaid` is missing"),
    "jekyll-figure": lambda: _("the tag `figure` is missing"),
    "jekyll-data": lambda: _("the theme's data and configuration are not read"),
    "jekyll-analytics": lambda: _("no analytics code is added"),
    "jekyll-video-embed": lambda: _("its tags for videos are missing"),
    "jekyll-redirect-to": lambda: _("no pages of redirects are made"),
}


def what_it_does(gem: str) -> str:
    """What a site loses without this gem, a phrase; empty when we do not know it."""
    return _LOST[gem]() if gem in _LOST else ""
