"""Names of rules and numbers of criteria, as people give them: what is known, and what is near."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from proactive_ssg.check.rule import Rule, SiteRule
from proactive_ssg.i18n import _

__all__ = ["LIST", "in_order", "names_of", "near"]

LIST = "list"
"""Asked for as a rule, it names all of them."""
_SURE, _PERHAPS = 0.8, 0.5


def names_of(rules: Iterable[Rule | SiteRule]) -> set[str]:
    """The names of ``rules`` and of their criteria."""
    return {name for rule in rules for name in (rule.name, rule.criterion) if name}


def in_order(names: Iterable[str]) -> list[str]:
    """Criteria by their numbers (9.4 before 10.1), then rules by their names."""
    return sorted(names, key=_rank)


def _rank(name: str) -> tuple[bool, list[int], str]:
    parts = name.split(".")
    is_criterion = all(part.isdecimal() for part in parts)
    return not is_criterion, [int(part) for part in parts] if is_criterion else [], name


def near(name: str, known: Collection[str]) -> str:
    """What may have been meant by a name that is not ``known``, and where all are: there are two hundred."""
    sure = get_close_matches(name, known, 1, _SURE)
    if sure:
        return _("did you mean {name!r}?").format(name=sure[0])
    everything = _("`check --rule list` names all rules and criteria")
    perhaps = get_close_matches(name, known, 3, _PERHAPS)
    if not perhaps:
        return everything
    names = ", ".join(repr(each) for each in perhaps)
    return " ".join((_("did you mean {names}?").format(names=names), everything))
