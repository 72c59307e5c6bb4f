"""One preview from its start to Ctrl-C: build, serve, watch, build again."""

from __future__ import annotations

import contextlib
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Protocol

from proactive_ssg.build import BuildResult, Progress, build
from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostic, ProblemsError, Severity
from proactive_ssg.i18n import _
from proactive_ssg.serve.audit import PageAudit
from proactive_ssg.serve.server import PreviewServer, bind
from proactive_ssg.serve.state import Preview
from proactive_ssg.serve.watch import Watcher

__all__ = ["Screen", "Settings", "serve"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve; ``certificate``: the files of it and of its key, for https.

    ``skip_initial_build``: what lies in the destination is shown until something changes.
    ``livereload_ignore``: globs of files, relative to the root, whose change reloads no browser.
    ``audit``: the panel with what is wrong with a page; there is none without ``livereload``.
    """

    host: str = "127.0.0.1"
    port: int = 4000
    open_url: bool = False
    livereload: bool = True
    watch: bool = True
    force_polling: bool = False
    show_dir_listing: bool = False
    skip_initial_build: bool = False
    livereload_ignore: tuple[str, ...] = ()
    audit: bool = True
    certificate: tuple[Path, Path] | None = None


class Screen(Protocol):
    """Where the preview says what happens."""

    def started(self, url: str, config: Config, taken: int | None) -> None: ...
    def progress(self) -> AbstractContextManager[Progress]: ...
    def skipped(self, folder: Path) -> None: ...
    def changed(self, paths: Iterable[Path]) -> None: ...
    def built(self, result: BuildResult) -> None: ...
    def problems(self, diagnostics: Iterable[Diagnostic]) -> None: ...
    def failed(self, problem: Exception) -> None: ...
    def stopped(self) -> None: ...


def serve(load: Callable[[str], Config], settings: Settings, screen: Screen) -> None:
    """Preview the site of ``load(url)`` until Ctrl-C; only a wrong first configuration raises."""
    preview = Preview()
    with tempfile.TemporaryDirectory(prefix="proactive-ssg-", ignore_cleanup_errors=True) as folder:
        server = bind(settings.host, settings.port, Path(folder, "site").resolve(), preview)
        try:
            if settings.certificate is not None:
                server.encrypt(*settings.certificate)
            session = Session(load, settings, screen, server)
            with contextlib.suppress(KeyboardInterrupt):
                session.run()
        finally:
            server.stop()
    screen.stopped()


class Session:
    """The state of one preview; its methods run in the main thread, where Ctrl-C arrives."""

    def __init__(
        self, load: Callable[[str], Config], settings: Settings, screen: Screen, server: PreviewServer
    ) -> None:
        self.load = load
        self.settings = settings
        self.screen = screen
        self.server = server
        self.folder = server.folder
        server.livereload = settings.livereload
        server.show_dir_listing = settings.show_dir_listing
        if settings.audit and settings.livereload:
            server.audit = PageAudit(lambda: server.building)

    def run(self) -> None:
        """Build and serve; then the same after every change."""
        config = self.load(self.server.url)
        address = self.server.url + _mount(config) + "/"
        wanted = self.settings.port
        self.screen.started(address, config, wanted if wanted not in (0, self.server.server_port) else None)
        with Watcher(force_polling=self.settings.force_polling) as watcher:
            if self.settings.watch:
                watcher.follow(config)
            self.server.start()
            if self.settings.skip_initial_build:
                self._show_last(config)
            else:
                self._build(config)
            if self.settings.open_url:
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
            for changed in watcher.changes():
                self.screen.changed(changed)
                self._rebuild(watcher, reloads=not all(map(self._is_ignored, changed)))

    def _is_ignored(self, path: Path) -> bool:
        root = self.server.root
        relative = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        return any(fnmatch(relative, pattern) for pattern in self.settings.livereload_ignore)

    def _show_last(self, config: Config) -> None:
        """Serve what the last build wrote into the destination, until the next one."""
        self.screen.skipped(config.destination)
        self.server.root, self.server.baseurl = config.root, _mount(config)
        self.server.folder = config.destination
        if self.server.audit is not None:
            self.server.audit.built(config)
        self.server.preview.succeeded({})

    def _rebuild(self, watcher: Watcher, *, reloads: bool) -> None:
        try:
            config = self.load(self.server.url)
        except ProblemsError as problem:
            self.screen.problems(problem.diagnostics)
            self.server.preview.failed(problem.diagnostics)
            return
        watcher.follow(config)
        self._build(config, reloads=reloads)

    def _build(self, config: Config, *, reloads: bool = True) -> None:
        """Build into the temporary folder and tell the screen and the browsers."""
        server = self.server
        server.root, server.baseurl, server.building = config.root, _mount(config), True
        previewed = preview_config(config, self.folder)
        try:
            with self.screen.progress() as progress:
                result = build(previewed, progress=progress, preview=True)
        except Exception as problem:  # a mistake of ours in one edit must not end the preview
            self.screen.failed(problem)
            server.preview.failed((_as_diagnostic(problem),))
            return
        finally:
            server.building = False
        # The browser first: it is what somebody looks at, and a terminal may be slow.
        if result.published:
            server.folder = self.folder
            if server.audit is not None:
                server.audit.built(previewed)
            server.preview.succeeded(result.notes, reloads=reloads)
        else:
            server.preview.failed(tuple(item for item in result.diagnostics.items if _stops(item, config)))
        self.screen.built(result)


def preview_config(config: Config, folder: Path) -> Config:
    """``config`` with the temporary ``folder`` as destination, its own one no part of the source."""
    exclude = config.exclude
    if config.destination.is_relative_to(config.source) and config.destination != config.source:
        exclude = (*exclude, config.destination.relative_to(config.source).as_posix() + "/")
    return replace(config, destination=folder, exclude=exclude)


def _mount(config: Config) -> str:
    """``baseurl`` with one slash first and none last; empty for none."""
    path = config.baseurl.strip("/")
    return f"/{path}" if path else ""


def _stops(item: Diagnostic, config: Config) -> bool:
    """Is this one of the problems for which nothing was published?"""
    return item.is_error or config.strict


def _as_diagnostic(problem: Exception) -> Diagnostic:
    what = f"{type(problem).__name__}: {problem}"
    return Diagnostic(
        Severity.ERROR,
        "internal",
        _("the program itself failed: {what}").format(what=what),
        hint=_("Run `proactive-ssg build --trace` and report what it says."),
    )
