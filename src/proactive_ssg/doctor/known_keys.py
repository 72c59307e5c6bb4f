"""Every setting that Jekyll, its plugins or this program read: what a near miss is measured by."""

from __future__ import annotations

from typing import Final

__all__ = ["KNOWN_KEYS"]

_JEKYLL: Final = (
    *("source", "destination", "collections_dir", "cache_dir", "plugins_dir", "layouts_dir", "data_dir"),
    *("includes_dir", "collections", "safe", "include", "exclude", "keep_files", "encoding", "markdown_ext"),
    *("strict_front_matter", "show_drafts", "limit_posts", "future", "unpublished", "whitelist", "plugins"),
    *("markdown", "highlighter", "lsi", "excerpt_separator", "incremental", "detach", "port", "host"),
    *("baseurl", "show_dir_listing", "permalink", "paginate_path", "paginate", "timezone", "quiet"),
    *("verbose", "defaults", "liquid", "kramdown", "title", "url", "time", "watch", "profile", "theme"),
    *("page_excerpts", "disable_disk_cache", "livereload", "ssl_cert", "ssl_key", "open_url", "sass"),
    *("livereload_port", "livereload_ignore", "livereload_min_delay", "livereload_max_delay", "webrick"),
    *("serving", "skip_initial_build", "force_polling", "ignore_theme_config", "csv_reader", "tsv_reader"),
    *("rdiscount", "redcarpet", "CommonMark", "commonmark", "static_files", "data", "environment"),
)
_PLUGINS: Final = (
    *("author", "authors", "description", "tagline", "name", "logo", "lang", "locale", "twitter", "facebook"),
    *("social", "webmaster_verifications", "google_site_verification", "feed", "redirect_from", "emoji"),
    *("sitemap", "jekyll-archives", "jekyll-mentions", "pagination", "autopages", "relative_links"),
    *("optional_front_matter", "readme_index", "titles_from_headings", "default_layout", "last-modified-at"),
    *("last_modified_at", "toc", "gist", "avatar", "github", "repository", "remote_theme", "include_cache"),
    *("email", "copyright", "github_username", "twitter_username", "google_analytics", "disqus"),
    *("minima", "header_pages", "show_excerpts", "plainwhite", "algolia", "analytics", "target-blank"),
    *("languages", "default_lang", "exclude_from_localization", "lang_from_path", "lang_vars"),
)
_OURS: Final = (
    *("strict", "static_dirs", "templates_dir", "theme_dir", "accessibility", "site_map", "dsfr", "menu"),
    *("footer_menu", "footer_note", "search", "icon", "audit"),
)

KNOWN_KEYS: Final = frozenset((*_JEKYLL, *_PLUGINS, *_OURS))
