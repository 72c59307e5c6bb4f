"""What a setting is when nobody says (Jekyll 4.3, ``configuration.rb``), and which kind of value it takes."""

from __future__ import annotations

from typing import Any, Final

__all__ = [
    "DEFAULTS",
    "DEFAULT_EXCLUDES",
    "DOCUMENT_PLACEHOLDERS",
    "KINDS",
    "KRAMDOWN_DEFAULTS",
    "PERMALINK_STYLES",
]

KRAMDOWN_DEFAULTS: Final[dict[str, Any]] = {
    "auto_ids": True,
    "toc_levels": [1, 2, 3, 4, 5, 6],
    "entity_output": "as_char",
    "smart_quotes": "lsquo,rsquo,ldquo,rdquo",
    "input": "GFM",
    "hard_wrap": False,
    "guess_lang": True,
    "footnote_nr": 1,
    "show_warnings": False,
}

DEFAULTS: Final[dict[str, Any]] = {
    "baseurl": None,
    "collections_dir": "",
    "layouts_dir": "_layouts",
    "data_dir": "_data",
    "includes_dir": "_includes",
    "templates_dir": "layouts",
    "destination": "_site",
    "collections": {},
    "include": [".htaccess"],
    "exclude": [],
    "keep_files": [".git", ".svn"],
    "encoding": "utf-8",
    "markdown_ext": "markdown,mkdown,mkdn,mkd,md",
    "strict_front_matter": False,
    "strict": False,
    "show_drafts": False,
    "limit_posts": 0,
    "future": False,
    "unpublished": False,
    "markdown": "kramdown",
    "highlighter": "rouge",
    "excerpt_separator": "\n\n",
    "page_excerpts": False,
    "permalink": "date",
    "paginate_path": "/page:num",
    "defaults": [],
    "kramdown": KRAMDOWN_DEFAULTS,
}

DEFAULT_EXCLUDES: Final = (
    ".sass-cache",
    ".jekyll-cache",
    ".ruby-lsp",
    ".proactive-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
)

KINDS: Final[dict[str, type]] = {
    **dict.fromkeys(("source", "destination", "templates_dir", "layouts_dir", "includes_dir"), str),
    **dict.fromkeys(("collections_dir", "data_dir"), str),
    **dict.fromkeys(("lang", "timezone", "encoding", "permalink", "title", "url", "baseurl"), str),
    **dict.fromkeys(("show_drafts", "future", "unpublished", "strict_front_matter", "strict"), bool),
    **dict.fromkeys(("include", "exclude", "keep_files", "static_dirs", "defaults"), list),
    "kramdown": dict,
    "limit_posts": int,
}
"""Settings of ours that must be of one type; every other key is the site's own affair."""

PERMALINK_STYLES: Final = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}

DOCUMENT_PLACEHOLDERS: Final = frozenset(
    (
        *("collection", "path", "name", "title", "slug", "categories", "slugified_categories", "output_ext"),
        *("year", "month", "day", "hour", "minute", "second", "i_day", "i_month", "short_month"),
        *("long_month", "short_year", "w_year", "week", "w_day", "short_day", "long_day", "y_day"),
    )
)
"""What a permalink template of a collection may name (Jekyll's ``url_drop.rb``)."""
