"""Decorators that mark what a plugin adds; the loader collects the marks of a module in its order.

Nothing is registered when a module is imported: a mark waits on the function or class until
:func:`registrations` asks for it, so that two builds in one process know nothing of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any, TypeVar, overload

from proactive_ssg.extensions.protocols import Priority
from proactive_ssg.extensions.registry import Registry

__all__ = ["block", "converter", "filter", "generator", "hook", "registrations", "tag"]

Registration = Callable[[Registry], None]
Named = TypeVar("Named", bound=Callable[..., Any])  # a function or a class
_MARK = "__proactive_ssg_registrations__"


@overload
def filter(name: Named, /) -> Named: ...
@overload
def filter(name: str = "", /, *, with_site: bool = False) -> Callable[[Named], Named]: ...
def filter(name: str | Named = "", /, *, with_site: bool = False) -> Any:
    """``@filter`` (the function's name) or ``@filter("name")``: a filter of templates.

    ``with_site=True``: the function gets the site first, then the value.
    """
    return _marker(name, lambda registry, own, made: registry.filter(own, made, with_site=with_site))


@overload
def tag(name: Named, /) -> Named: ...
@overload
def tag(name: str = "", /) -> Callable[[Named], Named]: ...
def tag(name: str | Named = "", /) -> Any:
    """``@tag`` or ``@tag("name")``: a Liquid tag, a function ``(context, markup) -> str`` or a ``Tag``."""

    def register(registry: Registry, own: str, made: Any) -> None:
        from proactive_ssg.extensions.function_tags import tag_of

        registry.tag(own, tag_of(made))

    return _marker(name, register)


@overload
def block(name: Named, /) -> Named: ...
@overload
def block(name: str = "", /) -> Callable[[Named], Named]: ...
def block(name: str | Named = "", /) -> Any:
    """The same with an end: a function ``(context, markup, body) -> str`` (body rendered) or a ``Block``."""

    def register(registry: Registry, own: str, made: Any) -> None:
        from proactive_ssg.extensions.function_tags import block_of

        registry.tag(own, block_of(made))

    return _marker(name, register)


@overload
def generator(function: Named, /) -> Named: ...
@overload
def generator(*, priority: int = Priority.NORMAL) -> Callable[[Named], Named]: ...
def generator(function: Named | None = None, /, *, priority: int = Priority.NORMAL) -> Any:
    """``@generator``: a function that receives the ``SiteBuilder`` before anything is rendered."""
    return _marker(function or "", lambda registry, _own, made: registry.generator(made, priority))


@overload
def converter(made: Named, /) -> Named: ...
@overload
def converter(*, priority: int = Priority.NORMAL) -> Callable[[Named], Named]: ...
def converter(made: Named | None = None, /, *, priority: int = Priority.NORMAL) -> Any:
    """``@converter``: a class with the methods of ``Converter``, made without arguments once a build."""
    return _marker(made or "", lambda registry, _own, kind: registry.converter(kind(), priority))


def hook(
    owner: str | Iterable[str], event: str, *, priority: int = Priority.NORMAL
) -> Callable[[Named], Named]:
    """``@hook("posts", "post_render")``: a function called at that moment (``extensions/hooks.py``)."""
    owners = (owner,) if isinstance(owner, str) else tuple(owner)

    def decorate(made: Named) -> Named:
        _mark(made, lambda registry: registry.hook(owners, event, made, priority))
        return made

    return decorate


def registrations(module: ModuleType) -> Iterator[Registration]:
    """What the module adds, in the order of its file; its own ``register(registry)`` comes last."""
    for value in list(vars(module).values()):
        if getattr(value, "__module__", None) == module.__name__ and hasattr(value, "__dict__"):
            yield from vars(value).get(_MARK, ())
    register = getattr(module, "register", None)
    if callable(register):
        yield register


def _marker(given: Any, register: Callable[[Registry, str, Any], None]) -> Any:
    """The decorator that marks with ``register(registry, name, marked)``, or what it returns at once."""

    def decorate(marked: Any) -> Any:
        name = given if isinstance(given, str) and given else marked.__name__
        _mark(marked, lambda registry: register(registry, name, marked))
        return marked

    return decorate if isinstance(given, str) else decorate(given)


def _mark(marked: Any, registration: Registration) -> None:
    registration.__wrapped__ = marked  # type: ignore[attr-defined]  # whose line a problem is about
    setattr(marked, _MARK, [*vars(marked).get(_MARK, ()), registration])
