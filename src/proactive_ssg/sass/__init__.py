"""Sass: ``.scss`` and ``.sass`` pages become CSS through Dart Sass, as jekyll-sass-converter 3 has it.

The compiler is an optional dependency (``pip install 'proactive-ssg[sass]'``) and starts with the first
stylesheet: a site without Sass pays nothing.
"""
