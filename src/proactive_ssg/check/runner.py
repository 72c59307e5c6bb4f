"""Rules over parsed pages: what each of them says becomes findings, and a rule that fails is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from proactive_ssg.check.finding import Finding, Level, Place
from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage, Hit, Rule, SiteRule
from proactive_ssg.check.sources import NoSources, Sources
from proactive_ssg.i18n import _

__all__ = ["INTERNAL", "audit_pages", "excerpt", "finding", "page_findings", "site_findings"]

INTERNAL = "internal-error"
_LONGEST = 160


def audit_pages(
    pages: Sequence[AuditedPage],
    *,
    rules: Iterable[Rule] | None = None,
    site_rules: Iterable[SiteRule] | None = None,
    sources: Sources | None = None,
) -> dict[str, list[Finding]]:
    """What all rules (or the given ones) find, by the URL of the page, each page's in the order of the file.

    A preview that looks at one page gives it alone, and ``site_rules=()``.
    """
    if rules is None or site_rules is None:
        from proactive_ssg.check.rules import RULES, SITE_RULES

        rules = RULES if rules is None else rules
        site_rules = SITE_RULES if site_rules is None else site_rules
    rules = tuple(rules)
    sources = sources or NoSources()
    found: dict[str, list[Finding]] = {page.url: page_findings(page, rules, sources) for page in pages}
    for item in site_findings(pages, site_rules, sources):
        found[item.url].append(item)
    return {url: sorted(items, key=_place) for url, items in found.items()}


def page_findings(page: AuditedPage, rules: Iterable[Rule], sources: Sources) -> list[Finding]:
    """What ``rules`` find on one page."""
    found: list[Finding] = []
    for rule in rules:
        try:
            for hit in rule.check(page):
                found.append(finding(rule, page, hit, sources))
        except Exception as problem:  # one rule's mistake must not hide what the others find
            found.append(_failure(rule, page, problem))
    return sorted(found, key=_place)


def site_findings(
    pages: Sequence[AuditedPage], rules: Iterable[SiteRule], sources: Sources
) -> Iterator[Finding]:
    """What ``rules`` find over all of ``pages``."""
    for rule in rules if pages else ():
        found: list[Finding] = []
        try:
            found.extend(finding(rule, page, hit, sources) for page, hit in rule.check(pages))
        except Exception as problem:
            found.append(_failure(rule, pages[0], problem))
        yield from found


def finding(rule: Rule | SiteRule, page: AuditedPage, hit: Hit, sources: Sources) -> Finding:
    """A hit of a rule as a finding, with its places."""
    element = hit.element
    line = hit.line or (element.line if element else 0)
    column = hit.column or (element.column if element and not hit.line else 0)
    return Finding(
        rule.name,
        rule.criterion,
        hit.test or rule.test,
        rule.level,
        page.url,
        Place(page.path, line, column),
        hit.message,
        rule.help(),
        sources.locate(page, element),
        excerpt(element) if element is not None else "",
    )


def excerpt(element: Element) -> str:
    """The start tag as it is understood, not longer than what a line of a report holds."""
    attributes = "".join(f' {name}="{value}"' for name, value in element.attributes.items())
    text = " ".join(f"<{element.name}{attributes}>".split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _failure(rule: Rule | SiteRule, page: AuditedPage, problem: Exception) -> Finding:
    message = _("the rule {rule} failed here: {problem}").format(
        rule=rule.name, problem=f"{type(problem).__name__}: {problem}".rstrip(": ")
    )
    help_ = _("this is a mistake of proactive-ssg: report it with the page; the other rules were applied")
    place = Place(page.path)
    return Finding(INTERNAL, "", "", Level.ERROR, page.url, place, message, help_, excerpt=rule.name)


def _place(item: Finding) -> tuple[int, int, str, str]:
    return item.built.line, item.built.column, item.rule, item.message
