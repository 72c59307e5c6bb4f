"""``accessibility: {repair: ...}``: which repairs are made, and what is wrong with what is written there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from proactive_ssg.i18n import _

__all__ = ["REPAIRS", "SAFE", "chosen", "repair_problems", "repair_setting"]

REPAIRS: Final[dict[str, bool]] = {
    **dict.fromkeys(("align", "image-width", "presentational-elements"), True),
    **dict.fromkeys(("strikethrough", "boxed-blockquotes"), False),
    **dict.fromkeys(("empty-paragraphs", "trailing-breaks"), True),
    "breaks-to-paragraphs": False,
    **dict.fromkeys(("bold-headings", "link-text", "empty-headings", "heading-levels"), True),
    **dict.fromkeys(("duplicate-ids", "table-scope", "figure-label", "frameborder", "file-links"), True),
    **dict.fromkeys(("new-window", "void-slashes"), True),
}
"""Every repair, and whether it is one of those that ``repair: true`` means."""

SAFE: Final = frozenset(name for name, safe in REPAIRS.items() if safe)


def repair_setting(values: Any) -> Any:
    """What ``values``, a configuration or a front matter, say of repairs; None where it is nothing."""
    accessibility = values.get("accessibility")
    return accessibility.get("repair") if isinstance(accessibility, dict) else None


def chosen(before: frozenset[str], setting: Any) -> frozenset[str]:
    """The repairs that are made where ``before`` were, and an inner file has ``setting``."""
    if isinstance(setting, bool):
        return SAFE if setting else frozenset()
    if isinstance(setting, str):
        setting = [setting]
    if isinstance(setting, list):
        return frozenset(name for name in setting if isinstance(name, str) and name in REPAIRS)
    if isinstance(setting, dict):
        on = {name for name, value in setting.items() if value is True and name in REPAIRS}
        return (before | on) - {name for name, value in setting.items() if value is False}
    return before


def repair_problems(setting: Any) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """What is wrong with a setting: where in it, the message, and a hint."""
    if setting is None or isinstance(setting, bool):
        return
    if isinstance(setting, str):
        yield from _name_problem((), setting)
    elif isinstance(setting, list):
        for place, name in enumerate(setting):
            yield from _name_problem((place,), name)
    elif isinstance(setting, dict):
        for name, value in setting.items():
            yield from _name_problem((name,), name)
            if value is not None and not isinstance(value, bool):
                message = _("`{name}` must be {wanted}").format(name=name, wanted=_("true or false"))
                yield (name,), message, _("correct the value, or remove the line")
    else:
        hint = _("write true, false, a list of names, or `name: true` or `false` for each")
        yield (), _("`repair` takes true, false or names of repairs"), hint


def _name_problem(
    place: tuple[str | int, ...], name: Any
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    if name in REPAIRS:
        return
    from difflib import get_close_matches  # only where something is wrong

    close = get_close_matches(str(name), REPAIRS, n=3, cutoff=0.6)
    hint = _("did you mean {names}?").format(names=", ".join(close)) if close else ""
    hint = hint or _("known names: {names}").format(names=", ".join(REPAIRS))
    yield place, _("there is no repair {name!r}").format(name=str(name)), hint
