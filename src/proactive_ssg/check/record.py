"""Record: what is remembered of one audited page, as JSON and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from proactive_ssg.check.finding import Finding, Level, Place
from proactive_ssg.check.references import Facts, Reference

__all__ = ["Record"]


@dataclass(frozen=True, slots=True)
class Record:
    """``findings`` of the rules of one page, its ``facts`` for the links, its ``outline`` for the site."""

    findings: tuple[Finding, ...]
    facts: Facts
    outline: list[list[Any]]
    partial: bool = False

    def to_bytes(self) -> bytes:
        findings = [asdict(item) for item in self.findings]
        references = [
            [item.kind, item.url, item.line, item.column, item.tag, item.attribute]
            for item in self.facts.references
        ]
        value = [
            findings,
            references,
            sorted(self.facts.anchors),
            self.facts.base,
            self.outline,
            self.partial,
        ]
        return json.dumps(value, default=str, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, payload: bytes) -> Record:
        findings, references, anchors, base, outline, partial = json.loads(payload)
        facts = Facts(tuple(Reference(*item) for item in references), frozenset(anchors), base)
        return cls(tuple(map(_finding, findings)), facts, outline, partial)


def _finding(value: dict[str, Any]) -> Finding:
    source = value.pop("source")
    return Finding(
        **{
            **value,
            "level": Level(value["level"]),
            "built": _place(value["built"]),
            "source": _place(source) if source else None,
        }
    )


def _place(value: dict[str, Any]) -> Place:
    return Place(Path(value["path"]), value["line"], value["column"])
