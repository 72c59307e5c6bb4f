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
            message = _("Could not find document {path!r} in tag 'link'").format(path=path)
            hint = close_names(path, host.addresses.paths)
            raise TagError(message, hint or _("give the path from the source on, such as _posts/…"))
        return host.relative_url(url)


class PostUrlTag(Tag):
    """The post is named by its file, without extension, or by ``{{ variables }}`` (``tags/post_url.rb``)."""

    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        super().__init__(name, markup, environment, line)
        self._name = markup.strip()
        self._template = environment.parse(self._name) if "{" in self._name else None
        self._post = _post_of(self._name) if self._template is None else None

    def render(self, context: Context) -> str:
        post = self._post or _post_of("" if self._template is None else self._template.render_in(context))
        host = host_of(context)
        url = host.addresses.post_named(post)
        if url is None:
            url = host.addresses.post_url(post)
            if url is None:
                message = _("Could not find post \"{name}\" in tag 'post_url'.").format(name=post.key)
                hint = close_names(post.key, host.addresses.post_names)
                raise TagError(message, hint or _("name it like the file: YYYY-MM-DD-title"))
            text = _(
                "Deprecation: A call to '{tag}' did not match a post by its folder, only by day and title"
            )
            tag = f"{{% post_url {post.key} %}}"
            host.warn(
                "post-url-folder", text.format(tag=tag), _("name the folder too: FOLDER/YYYY-MM-DD-title")
            )
        return host.relative_url(url)


def _post_of(name: str) -> PostName:
    try:
        return PostName(name)
    except ValueError:
        message = _("the tag post_url is not given the name of a post: {name!r}")
        hint = _("write it like the file: YYYY-MM-DD-title")
        raise TagError(message.format(name=name), hint) from None
