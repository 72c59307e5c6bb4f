"""``{% link path %}`` and ``{% post_url name %}``: the URL of a file of the site, which must exist."""

from __future__ import annotations

from proactive_ssg.i18n import _
from proactive_ssg.liquid import Context, Environment, Tag
from proactive_ssg.templates.tags.addresses import PostName
from proactive_ssg.templates.tags.failure import TagError, close_names
from proactive_ssg.templates.tags.host import host_of

__all__ = ["LinkTag", "PostUrlTag"]


class LinkTag(Tag):
    """The path may hold ``{{ variables }}`` (``tags/link.rb``)."""

    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        super().__init__(name, markup, environment, line)
        self._path = markup.strip()
        self._template = environment.parse(self._path) if "{" in self._path else None

    def render(self, context: Context) -> str:
        path = self._path if self._template is None else self._template.render_in(context)
        host = host_of(context)
        url = host.addresses.url_of(path)
        if url is None:
            message = _("the tag link finds no page, document or file {path!r}").format(path=path)
            hint = close_names(path, host.addresses.paths)
            raise TagError(message, hint or _("give the path from the source on, such as _posts/…"))
        return host.relative_url(url)


class PostUrlTag(Tag):
    """The post is named by its file, without extension (``tags/post_url.rb``)."""

    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        super().__init__(name, markup, environment, line)
        try:
            self._post = PostName(markup.strip())
        except ValueError:
            message = _("the tag post_url is not given the name of a post: {name!r}")
            hint = _("write it like the file: YYYY-MM-DD-title")
            raise TagError(message.format(name=markup.strip()), hint) from None

    def render(self, context: Context) -> str:
        host = host_of(context)
        url = host.addresses.post_url(self._post)
        if url is None:
            message = _("the tag post_url finds no post {name!r}").format(name=self._post.key)
            hint = close_names(self._post.key, host.addresses.post_names)
            raise TagError(message, hint or _("name it like the file: YYYY-MM-DD-title"))
        return host.relative_url(url)
