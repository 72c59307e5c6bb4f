"""JSON as Ruby writes it: dates as texts, accents as they are."""

from __future__ import annotations

import json
import re
from typing import Any

PURE = True

_EMPTY_LIST = re.compile(r'^( *)((?:"(?:[^"\\]|\\.)*": )?)\[\](,?)$', re.M)


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def pretty(value: Any) -> str:
    """With the empty line that Ruby has in an empty list."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return _EMPTY_LIST.sub(r"\1\2[\n\n\1]\3", text)
