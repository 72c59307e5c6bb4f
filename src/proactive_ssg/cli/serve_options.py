"""What ``serve`` was asked for: the flags, else the configuration's keys of the same names, else defaults."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from proactive_ssg.cli.report import echo
from proactive_ssg.errors import ConfigurationError, Diagnostic, Severity
from proactive_ssg.i18n import _

if TYPE_CHECKING:
    from proactive_ssg.config import Config
    from proactive_ssg.serve.session import Settings

__all__ = ["LOOPBACK", "detach", "serve_settings"]

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_SWITCHES: Final = ("open_url", "livereload", "watch", "show_dir_listing", "skip_initial_build", "audit")


def serve_settings(config: Config, given: dict[str, Any]) -> Settings:
    """``given`` are the flags, None where one was not there; raises ConfigurationError (the certificate)."""
    from proactive_ssg.serve.session import Settings

    keys = config.settings
    how: dict[str, Any] = {"force_polling": given["force_polling"]}
    for name in _SWITCHES:
        value = given[name] if given[name] is not None else keys.get(name) if name != "watch" else None
        if isinstance(value, bool):
            how[name] = value
    port = keys.get("port")
    if given["port"] is not None:
        how["port"] = given["port"]
    elif str(port).isdecimal() and int(str(port)) < 65536:
        how["port"] = int(str(port))
    how["host"] = given["host"] or _own_host(keys.get("host"))
    how["livereload_ignore"] = _globs(given["livereload_ignore"] or keys.get("livereload_ignore"))
    how["certificate"] = _certificate(config, given)
    return Settings(**how)


def _own_host(name: object) -> str:
    """The host of the configuration, unless it opens the preview to other machines: nobody asked for that."""
    if name in LOOPBACK:
        return str(name)
    if name is not None:
        text = _("`host: {host}` of the configuration can be reached from other machines: {own} is used.")
        echo(text.format(host=name, own=LOOPBACK[0]), err=True)
    return LOOPBACK[0]


def _globs(value: object) -> tuple[str, ...]:
    words = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(str(word).strip() for word in words if str(word).strip())


def _certificate(config: Config, given: dict[str, Any]) -> tuple[Path, Path] | None:
    """The files of certificate and key, relative to the root of the site; both or none."""
    names = [given[name] or config.settings.get(name) for name in ("ssl_cert", "ssl_key")]
    if not any(names):
        return None
    if not all(names):
        message = _("HTTPS needs a certificate and its key: one of the two is missing")
        hint = _("give both --ssl-cert and --ssl-key")
        raise ConfigurationError(Diagnostic(Severity.ERROR, "serve-certificate", message, hint=hint))
    cert, key = (config.root / str(name) for name in names)
    return cert, key


def detach(arguments: Sequence[str]) -> None:
    """Run the same command in the background, and say how to stop it (Jekyll's ``--detach``)."""
    command = [sys.executable, "-m", "proactive_ssg", *arguments, "--no-detach", "--no-watch"]
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 (the user's own command line again)
        command, start_new_session=True, stdin=nothing, stdout=nothing, stderr=nothing
    )
    process.returncode = 0  # it outlives us: nobody waits for it
    text = _("The preview runs in the background, without watching; `kill {number}` stops it.")
    echo(text.format(number=process.pid))
