"""What ``_config.yml``, the flags and the environment say, checked and frozen: Config."""

from __future__ import annotations

from proactive_ssg.config.load import load_config
from proactive_ssg.config.model import Config

__all__ = ["Config", "load_config"]
