"""Names of rules and numbers of criteria, as people give them: what is known, and what is near."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from proactive_ssg.check.rule import Rule, SiteRule
from proactive_ssg.i18n import _

__all__ = ["listing", "names_of", "near"]

_SURE, _PERHAPS = 0.8, 0.5


def names_of(rules: Iterable[Rule | SiteRule]) -> set[str]:
    """The names of ``rules`` and of their criteria."""
    return {name for rule in rules for name in (rule.name, rule.criterion) if name}


def listing(rules: Iterable[Rule | SiteRule]) -> str:
    """A line for each rule: its criterion, its name, whether it is an error, what to do.

    In the order of the criteria (9.4 before 10.1); last, those that belong to none.
    """
    rows = [
        (rule.criterion or "-", rule.name, str(rule.level), " ".join(rule.help().split()))
        for rule in sorted(rules, key=_rank)
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "".join(
        "  ".join((*(text.ljust(width) for text, width in zip(row, widths, strict=False)), row[3])) + "\n"
        for row in rows
    )


def _rank(rule: Rule | SiteRule) -> tuple[bool, list[int], str]:
    return not rule.criterion, [int(part) for part in rule.criterion.split(".") if part], rule.name


def near(name: str, known: Collection[str]) -> str:
    """What may have been meant by a name that is not ``known``, and where all are: there are two hundred."""
    sure = get_close_matches(name, known, 1, _SURE)
    if sure:
        return _("did you mean {name!r}?").format(name=sure[0])
    everything = _("`check --list-rules` names all rules and criteria")
    perhaps = get_close_matches(name, known, 3, _PERHAPS)
    if not perhaps:
        return everything
    names = ", ".join(repr(each) for each in perhaps)
    return " ".join((_("did you mean {names}?").format(names=names), everything))
