"""All rules, theme by theme."""

from __future__ import annotations

from proactive_ssg.check.rule import Rule, SiteRule
from proactive_ssg.check.rules import (
    clipping,
    colours,
    consultation,
    forms,
    frames,
    images,
    links,
    media,
    navigation,
    presentation,
    required,
    scripts,
    site_wide,
    structure,
    tables,
)

__all__ = ["RULES", "SITE_RULES"]

RULES: tuple[Rule, ...] = (
    *images.RULES,
    *frames.RULES,
    *colours.RULES,
    *clipping.RULES,
    *media.RULES,
    *tables.RULES,
    *links.RULES,
    *scripts.RULES,
    *required.RULES,
    *structure.RULES,
    *presentation.RULES,
    *forms.RULES,
    *navigation.RULES,
    *consultation.RULES,
)
SITE_RULES: tuple[SiteRule, ...] = site_wide.SITE_RULES
