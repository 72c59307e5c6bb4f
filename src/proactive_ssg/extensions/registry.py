"""Registry: what the plugins of one build add to it, and how the build asks for it."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostic, Diagnostics, ProblemsError
from proactive_ssg.extensions.failures import guarded_tag, plain_text, plugin_failure, reraise
from proactive_ssg.extensions.hooks import Hooks, owners_of
from proactive_ssg.extensions.marks import is_known, is_ours
from proactive_ssg.extensions.noted_site import noted_site
from proactive_ssg.extensions.protocols import Converter, Filter, Generator, Hook, Priority
from proactive_ssg.i18n import _
from proactive_ssg.journal import ANYTHING, Journal, Query
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site

__all__ = ["Registry", "TagClass"]

TagClass = type[Any]
"""A subclass of ``proactive_ssg.liquid.Tag`` or ``Block``."""

_WHILE_RENDERING = frozenset(("pre_render", "post_convert", "post_render"))
_EFFECTS = frozenset(("post_write", "on_obsolete"))
"""Whoever listens to these does something with what was published: that is done for every build."""


def _nothing() -> None:
    pass


@dataclass(slots=True)
class Registry:
    """A plugin calls the first five methods in its ``register(registry)``; the build asks the rest.

    ``config``: the site's configuration (``config.settings`` has every key, also those that only a plugin
    knows). ``site``: the complete site, None until everything is read and generated; filters and tags that
    need it look here when they run. ``files``: the Python files of the site's own plugins and of the
    ``installed`` ones; ``forget`` drops the modules of the former: :meth:`close` calls it when the build has
    ended.

    A function of a plugin that raises becomes a diagnostic with the plugin's file and line in
    ``diagnostics``, and the build goes on to find other problems (but publishes nothing).
    """

    config: Config
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    site: Site | None = None
    files: set[Path] = field(default_factory=set)
    installed: set[Path] = field(default_factory=set)
    outputs: dict[PurePosixPath, bytes] = field(default_factory=dict)
    late_pages: list[Page] = field(default_factory=list)
    forget: Callable[[], None] = _nothing
    journal: Journal = field(default_factory=Journal)
    looks_outside: bool = False
    reads_texts: bool = False
    """Does anything but rendering look at the texts of pages?"""
    is_observed: bool = False
    """Do plugins of others take part in rendering? What they ask and remember nobody can know."""
    asked_before: set[Query] = field(default_factory=set)
    """What every page depends on, because a hook looked at it before the first one was rendered."""
    _filters: dict[str, Filter] = field(default_factory=dict)
    _tags: dict[str, TagClass] = field(default_factory=dict)
    _generators: list[tuple[int, Generator]] = field(default_factory=list)
    _converters: list[tuple[int, Converter]] = field(default_factory=list)
    _hooks: Hooks = field(default_factory=Hooks)
    _noted: tuple[Site, Site] | None = None
    _found: dict[str, tuple[Converter, ...]] = field(default_factory=dict)

    # What plugins call.

    def filter(self, name: str, function: Filter, *, with_site: bool = False) -> None:
        """``{{ value | name: arguments }}`` calls ``function(value, *arguments)``, in both languages.

        A page, document or static file arrives as a read-only mapping (``document["title"]``,
        ``document["url"]``), nil as None, a text as str. ``with_site``: the function gets the
        :class:`~proactive_ssg.model.site.Site` first. ``FilterError`` says what is wrong with the value.
        """
        self._filters[name] = self._guarded(function, with_site=with_site)
        self._observe(function)

    def tag(self, name: str, tag_class: TagClass) -> None:
        """``{% name ... %}`` of Liquid: a subclass of ``proactive_ssg.liquid.Tag`` (or ``Block``).

        In its ``render``, ``context.registers["site"]`` is the :class:`~proactive_ssg.model.site.Site` and
        ``context.registers["page"]`` what templates see as ``page``.
        """
        if self._observe(tag_class) or not tag_class.__module__.startswith("proactive_ssg.plugins."):
            journal = None if is_known(tag_class) else self.journal
            tag_class = guarded_tag(tag_class, self.files, journal)
        self._tags[name] = tag_class

    def generator(self, function: Generator, priority: int = Priority.NORMAL) -> None:
        """``function(site)`` is called with the :class:`~proactive_ssg.model.builder.SiteBuilder`."""
        self._observe(function, rendering=False)
        self.reads_texts = self.reads_texts or not getattr(function, "fields_only", False)
        self._generators.append((priority, function))
        self._generators.sort(key=lambda generator: -generator[0])

    def converter(self, converter: Converter, priority: int = Priority.NORMAL) -> None:
        """Convert the pages that ``converter`` matches; several that match run one after the other.

        Markdown and Sass have ``Priority.LOW``, as in Jekyll: a converter of ``.md`` with ``NORMAL`` sees
        Markdown, one with ``LOWEST`` sees HTML. TypeError for one that lacks a method.
        """
        self._observe(type(converter))
        for method in ("matches", "output_extension", "convert"):
            of_page = method == "convert" and hasattr(converter, "convert_page")
            if not of_page and not callable(getattr(converter, method, None)):
                message = _("a converter needs the method {method}()")
                raise TypeError(message.format(method=method))
        self._converters.append((priority, converter))
        self._converters.sort(key=lambda found: -found[0])
        self._found.clear()

    def hook(
        self, owner: str | Iterable[str], event: str, function: Hook, priority: int = Priority.NORMAL
    ) -> None:
        """Call ``function`` at a moment of the build: ``hook("posts", "post_render", function)``.

        The owners and events, and what the function receives, are in ``extensions/hooks.py``. Raises
        ValueError for an event that does not exist.
        """
        for name in (owner,) if isinstance(owner, str) else owner:
            self._hooks.add(name, event, function, priority)
            if event in ("post_read", "post_init"):
                self.reads_texts = self.reads_texts or not getattr(function, "fields_only", False)
            self._observe(function, rendering=event in _WHILE_RENDERING)
            if not is_ours(function):
                self.looks_outside = self.looks_outside or event in _EFFECTS
                if (name, event) == ("site", "pre_render"):
                    self.asked_before.add(("model",) if is_known(function) else ANYTHING)

    def looks_at_more(self) -> None:
        """The plugin asks more than the files of the site (git, say): each build must ask it again."""
        self.looks_outside = True

    def output(self, path: PurePosixPath, content: bytes, page: Page | None = None) -> None:
        """Write ``content`` to ``path`` below the destination: what a converter makes beside the page itself.

        To be called while pages are rendered; pages of the site come from generators. ``page``: what the
        templates of the pages still to come see of it, at the end of ``site.pages``.
        """
        self.outputs[path] = content
        if page is not None:
            self.late_pages.append(page)

    # What the build asks.

    def noted(self, site: Site) -> Site:
        """``site`` as plugins see it while pages are rendered; one object for the whole build."""
        if self._noted is None or self._noted[0] is not site:
            self._noted = (site, noted_site(site, self.journal))
        return self._noted[1]

    @property
    def filters(self) -> MappingProxyType[str, Filter]:
        """The filters that plugins add; one with the name of ours replaces it."""
        return MappingProxyType(self._filters)

    @property
    def tags(self) -> MappingProxyType[str, TagClass]:
        return MappingProxyType(self._tags)

    @property
    def generators(self) -> tuple[Generator, ...]:
        """The generators, the first to run first."""
        return tuple(function for _priority, function in self._generators)

    def close(self) -> None:
        """The build has ended: the next one loads the site's plugins anew."""
        self.forget()

    def generate(self, site: SiteBuilder) -> None:
        """Run every generator; what goes wrong is in ``diagnostics``."""
        for function in self.generators:

            @functools.wraps(function)
            def call(site: SiteBuilder, function: Generator = function) -> None:
                function(site)
                site.check()

            self.call(call, site)

    @property
    def converters(self) -> tuple[Converter, ...]:
        return tuple(converter for _priority, converter in self._converters)

    def converters_for(self, extension: str) -> tuple[Converter, ...]:
        """The converters of files with this extension (``.md``), the first to run first."""
        found = self._found.get(extension)
        if found is None:
            matching = (each for _priority, each in self._converters if self.call(each.matches, extension))
            found = self._found[extension] = tuple(matching)
        return found

    def output_extension(self, extension: str) -> str | None:
        """What the last of the converters makes of this extension; None where there is none."""
        found = self.converters_for(extension)
        return self.text(found[-1].output_extension, extension) if found else None

    def listens(self, owner: str, event: str) -> bool:
        """Does anybody listen? Asked where preparing the argument of a hook costs time."""
        return bool(self._hooks.of(owner, event))

    def listens_to_pages(self, event: str) -> bool:
        """Does anybody listen to this event of pages or of any collection?"""
        return self._hooks.any_of_pages(event)

    def trigger(self, owner: str, event: str, *arguments: Any) -> None:
        """Call the hooks of one owner; what goes wrong is in ``diagnostics``."""
        for function in self._hooks.of(owner, event):
            if event in _WHILE_RENDERING and not is_known(function):
                self.journal.note(*ANYTHING)
            self.call(function, *arguments)

    def trigger_page(self, page: Page, event: str, *arguments: Any) -> None:
        """Call the hooks of a page's owners (``pages``, or its collection and ``documents``)."""
        for owner in owners_of(page):
            self.trigger(owner, event, *(arguments or (page,)))

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """``function(*arguments)``; None when it fails, which is reported once for each place and text."""
        try:
            return function(*arguments)
        except ProblemsError as error:
            problems = error.diagnostics
        except (Exception, SystemExit) as error:
            problems = (plugin_failure(error, function, self.files),)
        for problem in problems:
            self.report(problem)
        return None

    def _observe(self, made: Any, *, rendering: bool = True) -> bool:
        """Is this function or class one of others? If so, the pages it takes part in depend on everything."""
        foreign = not is_known(made)
        self.looks_outside = self.looks_outside or foreign
        self.is_observed = self.is_observed or (foreign and rendering)
        return foreign

    def text(self, function: Callable[..., Any], *arguments: Any) -> str | None:
        """As :meth:`call`; what is no text is a failure, too."""

        @functools.wraps(function)
        def call(*arguments: Any) -> str:
            return plain_text(function(*arguments), function)

        found: str | None = self.call(call, *arguments)
        return found

    def report(self, problem: Diagnostic) -> None:
        """Add a problem of a plugin, once."""
        if problem not in self.diagnostics.items:
            self.diagnostics.add(problem)

    def _guarded(self, function: Filter, *, with_site: bool) -> Filter:
        """``function``, whose surprises are :class:`ProblemsError` with the place in the plugin."""

        foreign = not is_known(function)
        journal = self.journal

        def call(*arguments: Any, **named: Any) -> Any:
            if foreign:
                journal.note(*ANYTHING)
            try:
                if with_site and self.site is not None:
                    arguments = (self.noted(self.site), *arguments)
                return function(*arguments, **named)
            except (Exception, SystemExit) as error:
                reraise(error, function, self.files)

        functools.update_wrapper(call, function)  # the marks of a template engine are on it too
        if with_site:  # engines look at the signature before they call
            signature = inspect.signature(function)
            rest = list(signature.parameters.values())[1:]
            call.__signature__ = signature.replace(parameters=rest)  # type: ignore[attr-defined]
        return call
