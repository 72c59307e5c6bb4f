"""jekyll-polyglot: the site once for every language, the default one at its root, others below ``/LANG/``.

Options: ``languages``, ``default_lang``, ``exclude_from_localization`` (files that only the default
language has), ``lang_from_path``, ``lang_vars`` (further names of ``site.active_lang``). Of pages with the
same URL (in any language) that of the active language is taken, else that of the default language;
``lang-exclusive`` in front matter limits a page to some languages. Links to pages lead to the same
language; ``{% static_href %}`` keeps one as it is, ``{% i18n_headers %}`` names the other languages. The
rules are those of the gem's ``site.rb`` (1.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, ClassVar, Final

from proactive_ssg.config import Config
from proactive_ssg.config.sources import deep_merge
from proactive_ssg.extensions import Priority, Registry, Rendering
from proactive_ssg.i18n import _
from proactive_ssg.liquid import Block, Context, Tag
from proactive_ssg.liquid.values import to_s
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.plugins.options import Options

__all__ = ["GEM", "languages_of", "register"]

GEM: Final = "jekyll-polyglot"
_LANGUAGE_FOLDER = re.compile(r"[a-z]{2,3}(?::?[_-](?::?[A-Za-z]{2}){1,2}){0,2}")


@dataclass(frozen=True, slots=True)
class _Languages:
    languages: tuple[str, ...]
    default: str
    excluded: tuple[str, ...]
    variables: tuple[str, ...]
    from_path: bool

    @classmethod
    def of(cls, options: Options) -> _Languages:
        names = options.texts("languages") or ["en"]
        folders = (
            item if item.endswith("/") or not (options.config.source / item).is_dir() else f"{item}/"
            for item in options.texts("exclude_from_localization")
        )
        return cls(
            tuple(dict.fromkeys(names)),
            options.text("default_lang") or "en",
            tuple(folders),
            tuple(options.texts("lang_vars")),
            options.values.get("lang_from_path") is True,
        )


def _options(config: Config) -> Options:
    return Options(config, "plugin-option", (), config.settings)


def languages_of(config: Config) -> Iterator[tuple[Config, PurePosixPath]]:
    """The configuration of each language's site, and the folder of the destination that it gets."""
    found = _Languages.of(_options(config))
    for language in dict.fromkeys((*found.languages, found.default)):
        names = dict.fromkeys(("active_lang", *found.variables), language)
        settings = {**config.settings, **names}
        if language == found.default:
            yield replace(config, settings=settings), PurePosixPath()
        else:
            exclude = (*config.exclude, *found.excluded)
            yield replace(config, settings=settings, exclude=exclude), PurePosixPath(language)


def register(registry: Registry) -> None:
    """Adds what one language's site needs; which one, ``active_lang`` of the configuration says."""
    options = _options(registry.config)
    found = _Languages.of(options)
    registry.diagnostics.extend(item for item in options.problems if item not in registry.diagnostics.items)
    active = str(registry.config.settings.get("active_lang") or found.default)
    names = {"active": active, "found": found}
    for name in ("i18n_headers", "I18n_Headers"):
        registry.tag(name, type("I18nHeadersTag", (_I18nHeaders,), names))
    for name in ("static_href", "Static_Href"):
        registry.tag(name, _StaticHref)
    registry.hook("site", "post_read", lambda site: _coordinate(site, found, active), Priority.LOWEST)
    links = _Links(registry.config, found, active)
    registry.hook(("pages", "documents"), "post_render", links.rewrite, Priority.LOWEST)


def _coordinate(site: SiteBuilder, found: _Languages, active: str) -> None:
    for language in dict.fromkeys((found.default, active)):
        if isinstance(values := site.data.get(language), Mapping):
            site.data.update(deep_merge(site.data, values))
    names = {"default_lang": found.default, "languages": list(found.languages), "active_lang": active}
    site.variables.update({**names, **dict.fromkeys(found.variables, active)})
    choice = _Choice(found, active)
    for collection in site.collections.values():
        collection.documents[:] = choice.of(collection.documents)
    site.pages[:] = choice.of(site.pages)
    site.keep_places()  # in Jekyll the URLs are made when the plugin asks for them


class _Choice:
    """Of the pages with one URL, the one to show in the active language."""

    def __init__(self, found: _Languages, active: str) -> None:
        self._found, self._active = found, active
        marks = "|".join(f"[/.]{re.escape(language)}[/.]" for language in found.languages)
        self._mark = re.compile(marks)
        self._languages: dict[str, str] = {}

    def of(self, pages: list[Any]) -> list[Any]:
        chosen: dict[str, Page] = {}
        for page in pages:
            language = str(page.data.get("lang") or self._from_path(page) or self._found.default)
            url = self._mark.sub("/", page.url)
            if isinstance(page.data, dict):
                page.data["permalink"] = url
            known = self._languages.get(url)
            only = page.data.get("lang-exclusive") or []
            if (
                known == self._active
                or (known == self._found.default and language != self._active)
                or (only and self._active not in only)
            ):
                continue
            chosen[url] = page
            self._languages[url] = language
        return list(chosen.values())

    def _from_path(self, page: Page) -> str | None:
        if not self._found.from_path:
            return None
        parts = page.relative_path.parts
        place = 1 if isinstance(page, Document) else 0
        folder = parts[place] if len(parts) > place + 1 else ""
        return folder if _LANGUAGE_FOLDER.match(folder) else None


class _Links:
    """Links of a finished page, led to the pages of the same language."""

    def __init__(self, config: Config, found: _Languages, active: str) -> None:
        path = r"[^,'\"\s/?.]++\.?+)*+(?:/[^\]\[)(\"'\s]*)?)\""
        not_these = "".join(f"(?!{re.escape(item)})" for item in config.exclude)
        not_these += "".join(f"(?!{re.escape(language)}/)" for language in found.languages)
        base, url = config.baseurl, config.settings.get("url")
        addresses = [("", "")]
        if url:
            addresses.append((to_s(url), rf"(?<!hreflang=\"{re.escape(found.default)}\" )"))
        self._rules: list[tuple[re.Pattern[str], str]] = []
        for address, before in addresses:
            place = re.escape(f"{address}{base}")
            if active != found.default:
                pattern = re.compile(rf"{before}href=\"?{place}/((?:{not_these}{path}")
                self._rules.append((pattern, f'href="{address}{base}/{active}/'))
            pattern = re.compile(rf"{before}ferh=\"?{place}/((?:{path}")
            self._rules.append((pattern, f'href="{address}{base}/'))

    def rewrite(self, rendering: Rendering) -> None:
        output = rendering.output
        for pattern, begin in self._rules:
            output = pattern.sub(begin.replace("\\", r"\\") + r'\g<1>"', output)
        rendering.output = output


class _I18nHeaders(Tag):
    """``{% i18n_headers %}``, ``{% i18n_headers https://example.org %}``: the page in other languages."""

    active: ClassVar[str]
    found: ClassVar[_Languages]

    def render(self, context: Context) -> str:
        site = context.registers["site"]
        permalink = to_s(context.registers["page"].get("permalink"))
        url = self.markup.strip().removesuffix("/") or to_s(site.config.settings.get("url"))
        default = self.found.default
        lines = [f'<meta http-equiv="Content-Language" content="{self.active}">\n']
        for language in dict.fromkeys((default, *self.found.languages)):
            place = url if language == default else f"{url}/{language}"
            lines.append(f'<link rel="alternate" hreflang="{language}" href="{place}{permalink}"/>\n')
        return "".join(lines)


class _StaticHref(Block):
    """``{% static_href %}href="/about"{% endstatic_href %}``: a link that stays as it is."""

    def render(self, context: Context) -> str:
        parts = self.body.render(context).strip().split("=")
        name, value = parts[0], parts[-1]
        if len(parts) != 2 or name != "href" or value[:1] != '"' or value[-1:] != '"':
            raise ValueError(_('write `href="/about"` between static_href and endstatic_href'))
        return f"ferh={value}"
