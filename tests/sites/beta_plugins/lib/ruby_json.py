"""JSON as Ruby writes it: dates as texts, accents as they are."""

from __future__ import annotations

import json
from typing import Any


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)
