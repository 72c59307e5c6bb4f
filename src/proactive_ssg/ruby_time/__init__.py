"""Ruby's reading of dates in text, for templates and front matter alike."""

from proactive_ssg.ruby_time.parse import parse_time

__all__ = ["parse_time"]
