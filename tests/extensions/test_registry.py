"""The registry: what plugins add, in which order the build sees it, and what becomes of their mistakes."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from proactive_ssg.config import Config, load_config
from proactive_ssg.errors import ProblemsError
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.liquid import LiquidError
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load_config(tmp_path, environ={})


class Upper:
    """Converts one extension."""

    def __init__(self, extension: str = ".up") -> None:
        self.extension = extension

    def matches(self, extension: str) -> bool:
        return extension == self.extension

    def output_extension(self, extension: str) -> str:
        return ".html"

    def convert(self, text: str) -> str:
        return text.upper()


def test_generators_run_by_priority_then_in_the_order_they_came(config: Config) -> None:
    registry, seen = Registry(config), []
    for name, priority in (("a", 0), ("low", Priority.LOW), ("b", 0), ("high", Priority.HIGHEST)):
        registry.generator(lambda _site, name=name: seen.append(name), priority)
    registry.generate(SiteBuilder(config, NOW))
    assert seen == ["high", "a", "b", "low"]


def test_hooks_run_by_priority_and_only_for_their_owner_and_event(config: Config) -> None:
    registry, seen = Registry(config), []
    registry.hook("posts", "post_init", lambda page: seen.append(("posts", page.url)), Priority.LOW)
    registry.hook(["documents", "pages"], "post_init", lambda page: seen.append(("any", page.url)))
    registry.hook("posts", "post_init", lambda page: seen.append(("first", page.url)), Priority.HIGH)
    registry.hook("services", "post_init", lambda page: seen.append(("services", page.url)))
    site = SiteBuilder(config, NOW)
    page = site.add_page("a.md")
    post = Document(page.path, page.relative_path, page.front_matter, {}, "", "/p.html", page.output_path)
    registry.trigger_page(page, "post_init")
    registry.trigger_page(post, "post_init")
    assert seen == [("any", "/a.html"), ("first", "/p.html"), ("posts", "/p.html"), ("any", "/p.html")]
    assert registry.listens("posts", "post_init")
    assert registry.listens_to_pages("post_init")
    assert not registry.listens_to_pages("post_write")
    assert not registry.listens("site", "post_read")


def test_a_hook_that_does_not_exist_says_which_do(config: Config) -> None:
    with pytest.raises(ValueError, match=r"post_converted.*'pages'.*post_convert, post_render"):
        Registry(config).hook("pages", "post_converted", print)
    with pytest.raises(ValueError, match=r"pre_render.*'clean'.*on_obsolete"):
        Registry(config).hook("clean", "pre_render", print)


def test_converters_are_found_by_extension_and_priority(config: Config) -> None:
    registry = Registry(config)
    late, early, other = Upper(), Upper(), Upper(".x")
    assert registry.converters_for(".up") == ()
    registry.converter(late, Priority.LOW)
    registry.converter(other)
    registry.converter(early)
    assert registry.converters_for(".up") == (early, late)
    assert registry.converters_for(".x") == (other,)
    assert registry.converters_for(".md") == ()


def test_filters_get_their_arguments_and_on_request_the_site(config: Config) -> None:
    registry = Registry(config)

    def named(value: str, sign: str = "") -> str:
        return f"{value}{sign}{value}"

    registry.filter("twice", lambda value, sign="": f"{value}{sign}{value}")
    registry.filter("named", named)
    registry.filter("count", lambda site, value: f"{value} {len(site.pages)}", with_site=True)
    registry.site = Site(config, NOW)
    assert registry.filters["twice"]("a", "-") == "a-a"
    assert registry.filters["twice"]("a", sign="+") == "a+a"
    assert registry.filters["count"]("pages:") == "pages: 0"
    assert list(inspect.signature(registry.filters["count"]).parameters) == ["value"]
    assert list(inspect.signature(registry.filters["named"]).parameters) == ["value", "sign"]


def test_a_filter_that_raises_is_a_diagnostic_with_its_line(config: Config) -> None:
    def broken(value: Any) -> Any:
        return value["name"]

    registry = Registry(config)
    registry.filter("broken", broken)
    with pytest.raises(ProblemsError) as caught:
        registry.filters["broken"]({})
    (problem,) = caught.value.diagnostics
    assert problem.code == "plugin-error"
    assert problem.message == "the plugin failed: KeyError: 'name'"
    assert problem.path == Path(__file__)
    assert problem.source_line.strip() == 'return value["name"]'


def test_what_a_filter_says_about_its_value_is_left_to_the_template(config: Config) -> None:
    def strict(value: Any) -> Any:
        raise LiquidError(f"no number: {value}")

    registry = Registry(config)
    registry.filter("strict", strict)
    with pytest.raises(LiquidError, match="no number: a"):
        registry.filters["strict"]("a")


def test_one_that_fails_does_not_keep_the_others_from_running(config: Config) -> None:
    def broken(site: SiteBuilder) -> None:
        site.collections["none"].documents.clear()

    def leaves(_site: SiteBuilder) -> None:
        raise SystemExit("I am done")

    registry, seen = Registry(config), []
    registry.generator(broken)
    registry.generator(leaves)
    registry.generator(lambda _site: seen.append(1))
    site = SiteBuilder(config, NOW)
    registry.generate(site)
    registry.generate(site)  # the same mistake at the same place is told once
    assert seen == [1, 1]
    messages = [item.message for item in registry.diagnostics.items]
    assert messages == ["the plugin failed: KeyError: 'none'", "the plugin failed: SystemExit: I am done"]


def test_an_interruption_is_no_mistake_of_the_plugin(config: Config) -> None:
    def interrupted(_site: SiteBuilder) -> None:
        raise KeyboardInterrupt

    registry = Registry(config)
    registry.generator(interrupted)
    with pytest.raises(KeyboardInterrupt):
        registry.generate(SiteBuilder(config, NOW))


def test_a_converter_of_a_class_without_its_own_file_still_has_a_place(config: Config) -> None:
    registry = Registry(config)
    registry.generator(int)  # type: ignore[arg-type]
    registry.generate(SiteBuilder(config, NOW))
    (problem,) = registry.diagnostics.items
    assert problem.message.startswith("the plugin failed: TypeError: int() argument")
    assert (problem.path, problem.line) == (None, 0)


def test_pages_of_a_registry_are_pages(config: Config) -> None:
    assert isinstance(SiteBuilder(config, NOW).add_page("x.html"), Page)
