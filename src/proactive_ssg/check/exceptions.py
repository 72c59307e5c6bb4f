"""Exceptions: faults that a site knows of and accepts, each with its reason; they stay in every report."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from proactive_ssg import diagnose
from proactive_ssg.check.finding import Finding, Place
from proactive_ssg.check.rule_names import near
from proactive_ssg.config import Config
from proactive_ssg.config.sources import Sources as ConfigurationFiles
from proactive_ssg.content.front_matter import split
from proactive_ssg.errors import Diagnostic
from proactive_ssg.i18n import _
from proactive_ssg.ruby_yaml import YamlError, load

__all__ = ["Exempt", "Exemption", "apply", "of_configuration", "of_front_matter"]

_KEYS = ("rule", "url", "reason")
_PATH = ("accessibility", "exceptions")
Report = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Exemption:
    """``rules`` are names or criteria, none for all; ``urls`` globs; ``declared``: where it is written."""

    rules: tuple[str, ...]
    urls: tuple[str, ...]
    reason: str
    declared: Place | None = None

    def covers(self, item: Finding, baseurl: str = "") -> bool:
        if self.rules and item.rule not in self.rules and item.criterion not in self.rules:
            return False
        urls = {item.url, item.url.removeprefix(baseurl) or "/"}
        return any(fnmatch.fnmatchcase(url, glob) for glob in self.urls for url in urls)


@dataclass(frozen=True, slots=True)
class Exempt:
    """An exception, and what it lets pass: nothing, where it is no longer needed."""

    exemption: Exemption
    findings: tuple[Finding, ...]


def apply(
    findings: Sequence[Finding], exemptions: Sequence[Exemption], baseurl: str = ""
) -> tuple[list[Finding], list[Exempt]]:
    """What is left of the findings, and what each exception took; the first that covers one takes it."""
    taken: list[list[Finding]] = [[] for _each in exemptions]
    left: list[Finding] = []
    for item in findings:
        for place, exemption in enumerate(exemptions):
            if exemption.covers(item, baseurl):
                taken[place].append(item)
                break
        else:
            left.append(item)
    return left, [Exempt(each, tuple(items)) for each, items in zip(exemptions, taken, strict=True)]


def of_configuration(
    config: Config, known: Collection[str], problems: list[Diagnostic]
) -> Iterator[Exemption]:
    """Those of ``accessibility: {exceptions: [...]}``; what is wrong with them goes to ``problems``."""
    settings = config.settings.get("accessibility")
    given = settings.get("exceptions") if isinstance(settings, Mapping) else None
    if given is None:
        return
    files = ConfigurationFiles.read(config.root, config.files)
    files.problems.clear()  # those of reading were told when the configuration was loaded
    for number, exemption in _read(given, known, files.problem, "*"):
        files.problem("", "", *_PATH, number)  # says where it is written
        place = files.problems.pop()
        declared = Place(place.path, place.line, place.column) if place.path else None
        yield Exemption(exemption.rules, exemption.urls, exemption.reason, declared)
    problems.extend(files.problems)


def of_front_matter(
    path: Path, url: str, known: Collection[str], problems: list[Diagnostic]
) -> Iterator[Exemption]:
    """Those of one page, in its own front matter; ``url`` is the page's."""
    try:
        content = path.read_bytes()
        if b"accessibility" not in content or not content.startswith(b"---"):
            return
        text = content.decode("utf-8-sig", errors="replace")
        parts = split(text)
        loaded = load(parts[0]) if parts else None
    except (OSError, YamlError):
        return  # the build has told it
    settings = loaded.value.get("accessibility") if loaded and isinstance(loaded.value, dict) else None
    given = settings.get("exceptions") if isinstance(settings, Mapping) else None
    if given is None or loaded is None:
        return

    def report(code: str, message: str, *keys: str | int, hint: str = "") -> None:
        problems.append(diagnose.at(code, message, path, *loaded.locate(*keys), hint=hint, text=text))

    for number, exemption in _read(given, known, report, glob_of(url)):
        declared = Place(path, *loaded.locate(*_PATH, number))
        yield Exemption(exemption.rules, exemption.urls, exemption.reason, declared)


def glob_of(url: str) -> str:
    """The glob that matches this URL alone."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in url)


def _read(
    given: object, known: Collection[str], report: Report, everywhere: str
) -> Iterator[tuple[int, Exemption]]:
    """The exceptions of a list, with their numbers; each that is wrong is reported and left out."""
    if not isinstance(given, list):
        hint = _("write one `- rule: ...` with its `url:` and its `reason:` for each")
        report("check-exception", _("`exceptions` must be a list"), *_PATH, hint=hint)
        return
    for number, item in enumerate(given):
        if not isinstance(item, Mapping):
            hint = _("write one `- rule: ...` with its `url:` and its `reason:` for each")
            report("check-exception", _("an exception needs `rule` and `reason`"), *_PATH, number, hint=hint)
        elif _is_right(item, number, known, report):
            rules, urls = _texts(item.get("rule")), _texts(item.get("url"))
            reason = str(item["reason"]).strip()
            yield number, Exemption(tuple(rules), tuple(urls) or (everywhere,), reason)


def _is_right(item: Mapping[Any, Any], number: int, known: Collection[str], report: Report) -> bool:
    """Has it a reason, and does it name what there is?"""
    reason = item.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        message = _("this exception has no `reason`")
        hint = _("say in `reason` why the fault is accepted, and until when: it stands in every report")
        keys = (*_PATH, number, "reason") if "reason" in item else (*_PATH, number)
        report("check-exception", message, *keys, hint=hint)
        return False
    if not _texts(item.get("rule")) and not _texts(item.get("url")):
        message = _("this exception names neither a `rule` nor a `url`: it would hide everything")
        report("check-exception", message, *_PATH, number, hint=_("name the rule that it is about"))
        return False
    for key in item:
        if key not in _KEYS:
            message = _("an exception has no `{name}`").format(name=key)
            report("check-exception", message, *_PATH, number, key, hint=_near(str(key)))
            return False
    for name in _items(item.get("rule")):
        if not isinstance(name, str):
            message = _("`rule` must be a text, not {value!r}").format(value=name)
            hint = _("write the number of a criterion in quotes: 8.10 without them is 8.1")
            report("check-exception", message, *_PATH, number, "rule", hint=hint)
            return False
        if name not in known:
            message = _("there is no rule {name!r}").format(name=name)
            report("check-exception", message, *_PATH, number, "rule", hint=near(name, known))
            return False
    return True


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: object) -> list[str]:
    """A text, or a list of them."""
    return [str(item) for item in _items(value)]


def _near(key: str) -> str:
    close = get_close_matches(key, _KEYS, 1)
    if close:
        return _("did you mean {name!r}?").format(name=close[0])
    return _("known names: {names}").format(names=", ".join(sorted(_KEYS)))
