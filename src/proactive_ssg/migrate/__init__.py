"""From Liquid to Jinja2: the source of a site's layouts, equivalent and readable, for those who move."""

from __future__ import annotations

from proactive_ssg.migrate.layouts import Migration, migrate_layouts, write

__all__ = ["Migration", "migrate_layouts", "write"]
