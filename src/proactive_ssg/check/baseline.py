"""The baseline: the faults that a site had when it was written, so that only new ones count."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from proactive_ssg.check.finding import Finding
from proactive_ssg.check.runner import INTERNAL
from proactive_ssg.diagnose import at, os_error
from proactive_ssg.errors import ConfigurationError
from proactive_ssg.fingerprint import fingerprint
from proactive_ssg.i18n import _

__all__ = ["Baseline", "identity"]

_VERSION = 1


def identity(item: Finding) -> str:
    """What stays of a finding when lines move: the rule, the page, what the element looks like."""
    return fingerprint(item.rule, item.url, item.excerpt or item.message)


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each fault was there."""

    counts: Counter[str]

    @classmethod
    def load(cls, path: Path) -> Baseline:
        """What the file says; a ConfigurationError where it is none of ours."""
        try:
            value = json.loads(path.read_bytes())
            if value["version"] != _VERSION:
                raise ValueError
            return cls(Counter({str(key): int(entry["count"]) for key, entry in value["findings"].items()}))
        except OSError as error:
            raise ConfigurationError(os_error("check-baseline", path, error)) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            message = _("this is no baseline of `check`")
            hint = _("write it anew with --write-baseline")
            raise ConfigurationError(at("check-baseline", message, path, hint=hint)) from error

    def new(self, findings: Iterable[Finding]) -> tuple[list[Finding], int, int]:
        """The findings that are new, how many were known, and how many of the known ones are gone."""
        left = self.counts.copy()
        new: list[Finding] = []
        known = 0
        for item in findings:
            name = identity(item)
            if left[name] > 0:
                left[name] -= 1
                known += 1
            else:
                new.append(item)
        return new, known, sum(left.values())


def write(path: Path, findings: Iterable[Finding]) -> int:
    """Write the baseline of ``findings``, sorted so that two of them can be compared; how many it holds."""
    entries: dict[str, dict[str, object]] = {}
    counts: Counter[str] = Counter()
    for item in findings:
        if item.rule == INTERNAL:
            continue
        name = identity(item)
        counts[name] += 1
        about = item.excerpt or item.message
        entries[name] = {"rule": item.rule, "url": item.url, "excerpt": about, "count": counts[name]}
    ordered = dict(sorted(entries.items(), key=lambda entry: (*map(str, entry[1].values()), entry[0])))
    text = json.dumps({"version": _VERSION, "findings": ordered}, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")
    return counts.total()
