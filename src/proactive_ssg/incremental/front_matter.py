"""YAML that was read before: front matter of which nothing but the text around it has changed."""

from __future__ import annotations

import json
from datetime import tzinfo
from typing import Any

from proactive_ssg.fingerprint import fingerprint, of_bytes
from proactive_ssg.incremental.store import Store
from proactive_ssg.incremental.values import from_bytes, to_bytes

__all__ = ["FrontMatterMemory"]

_KIND = "yaml"


class FrontMatterMemory:
    """Implements :class:`~proactive_ssg.content.front_matter.KnownYaml` on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._old = store.all(_KIND)
        self._used: set[str] = set()
        self._salts: dict[tuple[tzinfo, bool], bytes] = {}

    def recall(
        self, text: str, local: tzinfo, *, strict: bool
    ) -> tuple[dict[str, Any], dict[str, int]] | None:
        """The mapping that ``text`` says and the line of each key; None where it was not read before."""
        if not self._old:
            return None
        key = self._key(text, local, strict)
        payload = self._old.get(key)
        if payload is None:
            return None
        self._used.add(key)
        lines, _end, content = payload.partition(b"\0")
        return from_bytes(content, local), json.loads(lines.decode())

    def remember(
        self, text: str, local: tzinfo, data: dict[str, Any], lines: dict[str, int], *, strict: bool
    ) -> None:
        """``text`` says ``data``, and there is nothing odd about it."""
        content = to_bytes(data, local)
        if content is not None:
            key = self._key(text, local, strict)
            self._store.put(_KIND, key, json.dumps(lines).encode() + b"\0" + content)
            self._used.add(key)

    def finish(self) -> None:
        """Forget what is no longer in any file."""
        self._store.drop(_KIND, self._old.keys() - self._used)

    def _key(self, text: str, local: tzinfo, strict: bool) -> str:
        salt = self._salts.get((local, strict))
        if salt is None:
            salt = self._salts[local, strict] = fingerprint(str(local), strict).encode()
        return of_bytes(salt + text.encode("utf-8", "surrogatepass"))
