"""Ruby's reading of dates in text, for templates and front matter alike."""

from proactive_ssg.ruby_time.parse import ZERO, local_time, parse_time

__all__ = ["ZERO", "local_time", "parse_time"]
