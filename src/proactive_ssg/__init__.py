"""proactive-ssg: a static site generator for content written for Jekyll."""

from __future__ import annotations

from proactive_ssg import native

__all__ = ["__version__"]

__version__ = "0.1.0"

native.prefer(__path__[0])
