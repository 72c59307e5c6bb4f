"""Criteria 12.1 to 12.5 of RGAA, which compare all pages of a site."""

from __future__ import annotations

from proactive_ssg.check.rule import SiteRule

__all__ = ["SITE_RULES"]

SITE_RULES: tuple[SiteRule, ...] = ()
