"""Gems that sites list under ``plugins:``: which need nothing here, and what the others would have done."""

from __future__ import annotations

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


def what_it_does(gem: str) -> str:
    """What a site loses without this gem, a phrase; empty when we do not know it."""
    known = {
        "jekyll-coffeescript": _("CoffeeScript files are not converted"),
        "jekyll-commonmark": _("Markdown is read as kramdown, not as CommonMark"),
        "jekyll-textile-converter": _(".textile files are not converted"),
        "jekyll-asciidoc": _(".adoc files are not converted"),
        "jekyll-org": _(".org files are not converted"),
        "jekyll-haml": _(".haml files are not converted"),
        "jekyll-slim": _(".slim files are not converted"),
        "jekyll-postcss": _("style sheets do not go through PostCSS"),
        "jekyll-autoprefixer": _("style sheets get no vendor prefixes"),
        "jekyll-minifier": _("HTML, CSS and JavaScript are not minified"),
        "jekyll-compress-images": _("pictures are not compressed"),
        "jekyll-assets": _("the tag `asset` and its pipeline are missing"),
        "jekyll-picture-tag": _("the tag `picture` is missing: no responsive pictures are made"),
        "jekyll-responsive-image": _("the tag `responsive_image` is missing"),
        "jekyll-scholar": _("bibliographies and the tags `cite` and `bibliography` are missing"),
        "jekyll-multiple-languages-plugin": _("the languages of the site are not built one by one"),
        "jekyll-algolia": _("nothing is sent to the search service"),
        "jekyll-lunr-js-search": _("no search index is made"),
        "jekyll-spaceship": _("its tables, formulas, diagrams and media are missing"),
        "jekyll-katex": _("formulas are not rendered by KaTeX"),
        "jekyll-youtube": _("the tag `youtube` is missing"),
        "jekyll-tagging": _("no pages of tags are made"),
        "jekyll-category-pages": _("no pages of categories are made"),
        "jekyll-datapage-generator": _("no pages are made of data files"),
        "jekyll-datapage_gen": _("no pages are made of data files"),
        "jekyll-external-links": _("links to other sites get no marks"),
        "jekyll-loading-lazy": _("pictures do not get `loading=lazy`"),
        "jekyll-email-protect": _("the filter `encode_email` is missing"),
        "jekyll-time-to-read": _("the filter `reading_time` is missing"),
        "jekyll-timeago": _("the filter `timeago` is missing"),
        "jekyll-tidy": _("the HTML is not tidied"),
        "jekyll-swiss": _("the theme is not installed"),
        "jekyll-git-hash": _("`site.data.git` is missing"),
        "jekyll-language-plugin": _("the languages of the site are not built one by one"),
        "jekyll-webp": _("no WebP pictures are made"),
        "jekyll-pwa-plugin": _("no service worker is made"),
        "jekyll-mermaid": _("the tag `mermaid` is missing"),
        "jekyll-figure": _("the tag `figure` is missing"),
        "jekyll-data": _("the theme's data and configuration are not read"),
        "jekyll-analytics": _("no analytics code is added"),
        "jekyll-video-embed": _("its tags for videos are missing"),
        "jekyll-redirect-to": _("no pages of redirects are made"),
    }
    return known.get(gem, "")
