"""The settings: deprecated ones, near misses of known ones, and the site's own address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from proactive_ssg.config import Config
from proactive_ssg.config.sources import Sources
from proactive_ssg.doctor.known_keys import KNOWN_KEYS
from proactive_ssg.doctor.texts import TemplateText
from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _

__all__ = ["examine_settings"]

_USED = re.compile(r"\bsite\s*(?:\.\s*|\[\s*[\"'])(\w+)")
_OLD_TYPES = {"page": "pages", "post": "posts", "draft": "drafts"}
_GONE_CONVERTERS = ("maruku", "rdiscount", "redcarpet")


def examine_settings(config: Config, texts: Iterable[TemplateText]) -> Iterator[Diagnostic]:
    """What to correct in the files of the configuration."""
    sources = Sources.read(config.root, config.files)
    _deprecated(sources)
    _old_values(sources)
    _pagination(sources)
    _misspelt(sources, {name for text in texts for name in _USED.findall(text.text)})
    _address(sources, config.settings.get("url"))
    yield from (problem._replace(severity=Severity.WARNING) for problem in sources.problems)


def _deprecated(sources: Sources) -> None:
    """Keys of older versions of Jekyll (``configuration.rb`` and the upgrade guides of 2, 3 and 4)."""
    for key, hint in _replacements().items():
        if key in sources.settings:
            message = _("`{key}` was a setting of older versions of Jekyll: it does nothing").format(key=key)
            sources.problem("config-deprecated", message, key, hint=hint)


def _replacements() -> Mapping[str, str]:
    use = _("write `{key}` instead")
    return {
        "gems": use.format(key="plugins"),
        "layouts": use.format(key="layouts_dir"),
        "data_source": use.format(key="data_dir"),
        "server_port": use.format(key="port"),
        "pygments": use.format(key="highlighter: rouge"),
        "relative_permalinks": _("take it out, and write permalinks that begin with a slash"),
        "server": _("take it out; `proactive-ssg serve` is the preview"),
        "auto": _("take it out; `proactive-ssg build --watch` builds after every change"),
        "full_rebuild": _("take it out"),
        "use_coderay": use.format(key="kramdown: {syntax_highlighter: rouge}"),
        "multiviews": _("take it out"),
    }


def _old_values(sources: Sources) -> None:
    """Values that mean something else now."""
    settings = sources.settings
    if str(settings.get("markdown", "")).lower() in _GONE_CONVERTERS:
        message = _("the Markdown converter {name} has gone").format(name=settings["markdown"])
        sources.problem("config-deprecated", message, "markdown", hint=_("write `markdown: kramdown`"))
    if settings.get("highlighter") == "pygments":
        message = _("the highlighter `pygments` of Ruby has gone")
        sources.problem("config-deprecated", message, "highlighter", hint=_("write `highlighter: rouge`"))
    if isinstance(settings.get("plugins"), str):
        message = _("`plugins` lists plugins; the folder of a site's own is `plugins_dir`")
        sources.problem("config-deprecated", message, "plugins", hint=_("write `plugins: [name, name]`"))
    for place, entry in enumerate(_list(settings.get("defaults"))):
        scope = entry.get("scope") if isinstance(entry, dict) else None
        kind = scope.get("type") if isinstance(scope, dict) else None
        if kind in _OLD_TYPES:
            message = _("the type `{old}` has become `{new}`").format(old=kind, new=_OLD_TYPES[kind])
            hint = _("write `type: {new}`").format(new=_OLD_TYPES[kind])
            sources.problem("config-deprecated", message, "defaults", place, "scope", "type", hint=hint)


def _pagination(sources: Sources) -> None:
    plugins = _list(sources.settings.get("plugins"))
    if sources.settings.get("paginate") and "jekyll-paginate" not in plugins:
        message = _("`paginate` does nothing without the plugin jekyll-paginate")
        sources.problem("config-paginate", message, "paginate", hint=_("add `jekyll-paginate` to `plugins`"))


def _misspelt(sources: Sources, used: set[str]) -> None:
    """Keys that nobody knows, that no template uses, and that are nearly those of a setting."""
    for key in map(str, sources.settings):
        if key in KNOWN_KEYS or key in used or key in _replacements():
            continue
        if close := get_close_matches(key, KNOWN_KEYS, 1, 0.8):
            message = _("`{key}` is no setting, and no template uses it").format(key=key)
            hint = _("did you mean `{close}`?").format(close=close[0])
            sources.problem("config-unknown", message, key, hint=hint)


def _address(sources: Sources, url: object) -> None:
    hint = _("write `url: https://www.example.org`, the address without the path")
    if url in (None, "", False):
        message = _("the site has no `url`: feeds, site maps and links that need it are wrong")
    elif not isinstance(url, str) or not _is_absolute(url):
        message = _("`url` is not an absolute address: {url!r}").format(url=url)
    else:
        return
    sources.problem("config-url", message, "url", hint=hint)


def _is_absolute(url: str) -> bool:
    try:
        return bool(urlsplit(url).scheme)
    except ValueError:
        return False


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
