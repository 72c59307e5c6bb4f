"""The filter ``humanize``: words between hyphens as a phrase."""

from __future__ import annotations

import re

from proactive_ssg.extensions import filter

PURE = True


@filter
def humanize(text: str) -> str:
    return re.sub("[-_]", " ", text).capitalize()
