# ruff: noqa: E501, PLR0917 - whole files in a line each; rules take what they need
"""Any edits, in any order: after each, the incremental build is the clean one, to the byte and the word."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sites import FILES, NOW, built, told, tree, write

NAMES = st.sampled_from(("alpha", "beta", "gamma"))
WORDS = st.sampled_from(("un", "deux", "trois", "quatre"))
TEXTS = st.sampled_from((
    "Du *texte*.\n", "{{ page.title }} {{ site.posts.size }}\n", "{% include box.html text=page.title %}\n",
    "{% include nav.html %}\n", "{{ site.services[0].content }}\n", "[lien](/nowhere.html)\n",
    "{% for p in site.pages %}{{ p.title }}{% endfor %}\n", "{{ page.next.title }} {{ page.previous.excerpt }}\n",
    "{{ site.related_posts[0].title }}\n", "{% for n in site.notes %}{{ n.output }}{% endfor %}\n",
    "{% for d in site.data %}{{ d[0] }}{% endfor %}\n", "{{ site.static_files | size }}\n",
    "{% for d in site.documents %}{{ d.date | date: '%s' }}{% endfor %}\n", "{{ site.title }}\n",
    "{% include_relative inner.md %}\n", "{{ site.categories | jsonify }}\n", "{{ site.data.people | jsonify }} {{ site.data.extra.x }}\n",
))  # fmt: skip
LAYOUTS = st.sampled_from(("base", "post", "jinja", "extra", "none"))
PLACES = st.sampled_from((
    "{}.md", "{}.html", "folder/{}.md", "_services/{}.md", "_notes/{}.md", "_posts/2024-05-0{}-{}.md",
    "_drafts/{}.md",
))  # fmt: skip
SETTINGS = (
    "title: Autre\n", "permalink: pretty\n", "lang: fr\n", "baseurl: /base\n", "show_drafts: true\n",
    "kramdown: {auto_ids: false}\n", "excerpt_separator: '.'\n", "future: true\n", "plugins: [jekyll-seo-tag]\n",
    "liquid: {error_mode: lax}\n", "time: 2025-01-01 10:00:00 +0100\n", "exclude: [assets]\n",
)  # fmt: skip


class Editing(RuleBasedStateMachine):
    """Somebody edits a site, and builds it after every step."""

    @initialize(plain=st.booleans())
    def begin(self, plain: bool) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="proactive-ssg-test-"))
        self.site = write(self.folder / "site")
        if plain:  # without what shows the time: a change of a text concerns few pages
            (self.site / "time.md").unlink()
        self.added: set[str] = set()
        self.settings: set[str] = set()
        self.days = 0

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def put(self, name: str, text: str) -> None:
        write(self.site, {name: text})
        if name not in FILES:
            self.added.add(name)

    @rule(place=PLACES, name=NAMES, title=WORDS, layout=LAYOUTS, text=TEXTS, more=TEXTS)
    def page(self, place: str, name: str, title: str, layout: str, text: str, more: str) -> None:
        words = f"---\ntitle: {title}\nlayout: {layout}\ncategories: [{title}]\n---\n{text}\n{more}"
        self.put(place.format(len(name), name) if place.count("{}") > 1 else place.format(name), words)

    @rule(name=st.sampled_from(sorted(FILES)), word=WORDS)
    def touch_a_first_file(self, name: str, word: str) -> None:
        path = self.site / name
        if name != "_config.yml" and path.exists() and not name.endswith((".json", ".yml", ".csv")):
            path.write_text(FILES[name] + f"{word}\n", "utf-8")

    @rule(name=st.sampled_from(sorted(FILES)))
    def restore_a_first_file(self, name: str) -> None:
        if name != "_config.yml":
            write(self.site, {name: FILES[name]})

    @rule(name=st.sampled_from(("related.md", "modern.md", "tags.html", "assets/a.txt", "_drafts/plus-tard.md",
                                "_notes/n.md", "_posts/2024-03-01-trois.md", "_data/rows.csv", "time.md")))  # fmt: skip
    def remove_a_first_file(self, name: str) -> None:
        (self.site / name).unlink(missing_ok=True)

    @precondition(lambda self: self.added)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.added)))
        (self.site / name).unlink()
        self.added.remove(name)

    @precondition(lambda self: self.added)
    @rule(data=st.data(), new=NAMES)
    def rename(self, data: st.DataObject, new: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.added)))
        target = f"renamed/{new}{Path(name).suffix}"
        (self.site / "renamed").mkdir(exist_ok=True)
        (self.site / name).rename(self.site / target)
        self.added.remove(name)
        self.added.add(target)

    @rule(name=st.sampled_from(("_layouts/extra.html", "_layouts/jinja.html", "layouts/extra.html",
                                "layouts/partials/none.html", "_includes/extra.html")), word=WORDS, text=TEXTS)  # fmt: skip
    def template(self, name: str, word: str, text: str) -> None:
        jinja = name.startswith("layouts/")
        self.put(name, f"<p>{word} {{{{ content }}}}</p>\n" + ("" if jinja else text))

    @rule(
        name=st.sampled_from(
            ("_data/extra.yml", "_data/people/bob.yml", "_data/nav.yml", "_data/extra.json")
        ),
        word=WORDS,
    )
    def data(self, name: str, word: str) -> None:
        text = f'{{"x": "{word}"}}' if name.endswith("json") else f"- {{name: {word}}}\n"
        self.put(name, text)

    @rule(name=NAMES, word=WORDS)
    def static_file(self, name: str, word: str) -> None:
        self.put(f"assets/{name}.txt", word)

    @rule(setting=st.sampled_from(SETTINGS))
    def configure(self, setting: str) -> None:
        self.settings.symmetric_difference_update({setting})
        text = FILES["_config.yml"] if "plugins" not in "".join(self.settings) else FILES["_config.yml"].replace(
            "plugins: [jekyll-feed]\n", ""
        )  # fmt: skip
        if "title: Autre\n" in self.settings:
            text = text.replace("title: Essai\n", "")
        (self.site / "_config.yml").write_text(text + "".join(sorted(self.settings)), "utf-8")

    @rule()
    def a_day_passes(self) -> None:
        self.days += 1

    @rule(day=st.integers(1, 4))
    def a_post_of_the_future(self, day: int) -> None:
        self.put(
            f"_posts/{NOW + timedelta(days=day):%Y-%m-%d}-demain.md", "---\nlayout: post\n---\nDemain.\n"
        )

    @rule(name=st.sampled_from(("related.md", "modern.md", "_services/aide.md", "_posts/2024-01-01-un.md",
                                "_notes/n.md", "index.html")), text=TEXTS)  # fmt: skip
    def write_on(self, name: str, text: str) -> None:
        """What editors do most."""
        path = self.site / name
        if path.exists():
            path.write_text(path.read_text("utf-8") + text, "utf-8")

    @rule(name=st.sampled_from(("_layouts/base.html", "_layouts/post.html", "_includes/nav.html", "_includes/box.html",
                                "layouts/jinja.html", "layouts/partials/tools.html")), text=TEXTS)  # fmt: skip
    def write_on_a_template(self, name: str, text: str) -> None:
        """And what designers do."""
        path = self.site / name
        path.write_text(
            path.read_text("utf-8") + ("plus\n" if name.startswith("layouts/") else text), "utf-8"
        )

    @rule()
    def nothing(self) -> None:
        """Build twice."""

    @rule(name=st.sampled_from(("index.html", "tags.html", "feed.xml")))
    def somebody_writes_into_the_destination(self, name: str) -> None:
        path = self.site / "_site" / name
        if path.exists():
            path.write_text("x")

    @rule()
    def the_destination_is_lost(self) -> None:
        shutil.rmtree(self.site / "_site", ignore_errors=True)

    @invariant()
    def the_incremental_build_is_the_clean_one(self) -> None:
        if not hasattr(self, "site"):
            return
        now = NOW + timedelta(days=self.days)
        time.sleep(0.035)  # a file that has just been written is looked at again in any case
        result = built(self.site, now=now)
        clean = built(self.site, self.folder / "clean", cached=False, now=now)
        assert result.published == clean.published
        assert told(result) == told(clean)
        if result.published:
            assert tree(self.site / "_site") == tree(self.folder / "clean")


Editing.TestCase.settings = settings(
    max_examples=int(os.environ.get("STATEFUL_EXAMPLES", "10")),
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a step takes too long for shrinking
)
test_incremental_builds = Editing.TestCase
