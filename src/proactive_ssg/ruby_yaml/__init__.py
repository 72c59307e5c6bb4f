"""YAML as Ruby's Psych reads it: libyaml's parser, Ruby's meaning of plain scalars, positions kept."""

from __future__ import annotations

from proactive_ssg.ruby_yaml.loader import Loaded, RubyLoader, load
from proactive_ssg.ruby_yaml.problems import YamlError, YamlProblem
from proactive_ssg.ruby_yaml.scalars import plain

__all__ = ["Loaded", "RubyLoader", "YamlError", "YamlProblem", "load", "plain"]
