"""Output: a site is written aside and published as a whole, or not at all."""

from __future__ import annotations

from proactive_ssg.output.problems import OutputError, UnreadableError
from proactive_ssg.output.removal import Removal, remove_site
from proactive_ssg.output.staging import Staging

__all__ = ["OutputError", "Removal", "Staging", "UnreadableError", "remove_site"]
