"""What a Ruby plugin would have added is read off its text, and said with what replaces it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proactive_ssg.config import load_config
from proactive_ssg.errors import Diagnostics, Severity
from proactive_ssg.extensions.loading import load_extensions
from proactive_ssg.extensions.ruby import RubyPlugin, ruby_plugins
from proactive_ssg.plugins import CATALOGUE

FILTERS = """
module Jekyll
  module Site
    module MoneyFilter
      FACTOR = 3
      def to_euros(number)
        if number
          number.to_s
        end
      end

      def to_cents number
      end

      private

      def helper(x); end
    end

    module NotRegistered
      def other; end
    end
  end
end
Liquid::Template.register_filter(Jekyll::Site::MoneyFilter)
"""
TAGS = """
class RenderTime < Liquid::Tag
  def render(context) = Time.now
end
class Jekyll::Box < Liquid::Block
end
Liquid::Template.register_tag('render_time', Jekyll::RenderTime)
Liquid::Template.register_tag("box", Box)
Liquid::Template.register_tag :symbol, RenderTime
"""
REST = """
module My
  class Generator < Jekyll::Generator
    safe true
  end
  class Org < Converter
  end
  class Deploy < Jekyll::Command
  end
end
Jekyll::Hooks.register :site, :post_read do |site|
end
Jekyll::Hooks.register([:pages, :documents], :post_render, priority: :high) { |page| }
"""


def plugin(tmp_path: Path, text: str) -> RubyPlugin:
    (tmp_path / "_plugins").mkdir()
    (tmp_path / "_plugins" / "some.rb").write_text(text, "utf-8")
    (found,) = ruby_plugins(tmp_path / "_plugins")
    return found


@pytest.mark.parametrize(
    ("text", "adds", "instead"),
    [
        (FILTERS, "the filters to_euros, to_cents", "@filter def to_euros(value)"),
        (TAGS, "the tags render_time, symbol; the blocks box", "@tag def render_time(context, markup)"),
        (
            REST,
            'the generators Generator; the converters Org; the hooks "site", "post_read", "pages", '
            '"post_render", "documents", "post_render"; the commands Deploy',
            "@generator def generate(site)",
        ),
        (
            "class Jekyll::Page\n  def x; end\nend\n",
            "changes to Jekyll itself",
            "as a hook in _plugins/some.py",
        ),
        ("", "changes to Jekyll itself", "as a hook in _plugins/some.py"),
    ],
)
def test_what_it_adds_and_what_to_write_instead(tmp_path: Path, text: str, adds: str, instead: str) -> None:
    found = plugin(tmp_path, text)
    assert found.adds == adds
    assert instead in found.instead
    assert "_plugins/some.py" in found.instead


def test_a_module_registered_in_another_file_is_a_filter(tmp_path: Path) -> None:
    (tmp_path / "a.rb").write_text("module Shared\n  def shared(x); end\nend\n", "utf-8")
    (tmp_path / "b.rb").write_text("Liquid::Template.register_filter(Shared)\n", "utf-8")
    assert [found.filters for found in ruby_plugins(tmp_path)] == [("shared",), ()]


def test_each_is_a_warning_unless_a_python_file_replaces_it(tmp_path: Path) -> None:
    folder = tmp_path / "_plugins"
    folder.mkdir()
    for name in ("money.rb", "done.rb", "done.py"):
        (folder / name).write_text(FILTERS if name == "money.rb" else "", "utf-8")
    diagnostics = Diagnostics()
    load_extensions(load_config(tmp_path, environ={}), diagnostics, CATALOGUE)
    (problem,) = diagnostics.items
    assert (problem.severity, problem.code) == (Severity.WARNING, "plugin-ruby")
    assert problem.path == folder / "money.rb"
    assert problem.message == (
        "a Ruby plugin, which is not run; the site misses the filters to_euros, to_cents"
    )
