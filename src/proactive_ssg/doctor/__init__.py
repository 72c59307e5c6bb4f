"""What is wrong with a site, or would go wrong when it moves here from Jekyll: said, and nothing written."""

from __future__ import annotations

from proactive_ssg.doctor.examine import examine

__all__ = ["examine"]
