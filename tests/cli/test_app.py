"""The commands from outside: help, names, usage, surprises, start-up."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from proactive_ssg import __version__
from proactive_ssg.cli import main
from proactive_ssg.cli.app import COMMANDS, commands

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def code_of(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(words)
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, out, err


@pytest.mark.parametrize("word", ["--version", "-v"])
def test_the_version(capsys: pytest.CaptureFixture[str], word: str) -> None:
    assert code_of(capsys, word) == (0, f"proactive-ssg {__version__}\n", "")


def test_help_names_every_command_and_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = code_of(capsys, "--help")
    assert (code, err) == (0, "")
    for name in COMMANDS:
        assert f"\n  {name} " in out
    assert "proactive-ssg new site my-site" in out
    assert "Exit codes: 0 done" in out


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = code_of(capsys)
    assert code == 2
    assert "proactive-ssg new site my-site" in out + err


@pytest.mark.parametrize("name", [*COMMANDS, "b", "s", "server", "new site", "new page", "new post"])
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, err = code_of(capsys, *name.split(), "--help")
    assert (code, err) == (0, "")
    assert "Usage:" in out
    assert all(len(line) <= 100 for line in out.splitlines())


def options_of(name: str) -> set[str]:
    context = click.Context(commands)
    command = commands.get_command(context, name)
    assert command is not None
    return {
        spelling for parameter in command.params for spelling in parameter.opts + parameter.secondary_opts
    }


JEKYLL_BUILD = {
    "--config",
    "-d",
    "--destination",
    "-s",
    "--source",
    "--future",
    "--limit_posts",
    "-w",
    "--watch",
    "--no-watch",
    "-b",
    "--baseurl",
    "--force_polling",
    "--lsi",
    "-D",
    "--drafts",
    "--unpublished",
    "--disable-disk-cache",
    "-q",
    "--quiet",
    "-V",
    "--verbose",
    "-I",
    "--incremental",
    "--strict_front_matter",
    "--safe",
    "--profile",
    "-t",
    "--trace",
}
JEKYLL_SERVE = {
    "-H",
    "--host",
    "-o",
    "--open-url",
    "-P",
    "--port",
    "--show-dir-listing",
    "--skip-initial-build",
    "-l",
    "--livereload",
    "--livereload-ignore",
    "--livereload-min-delay",
    "--livereload-max-delay",
    "--livereload-port",
}


def test_jekylls_options_keep_their_names() -> None:
    assert options_of("build") >= JEKYLL_BUILD
    assert options_of("serve") >= JEKYLL_BUILD | JEKYLL_SERVE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["biuld"], "there is no command 'biuld': did you mean 'build'?"),
        (["nothing-like-it"], "No such command 'nothing-like-it'"),
        (["build", "--drfts"], "--drafts"),
        (["build", "extra"], "extra"),
        (["build", "--source", "no-such-folder"], "no-such-folder"),
        (["build", "--limit_posts", "-1"], "limit_posts"),
        (["serve", "--port", "99999"], "port"),
        (["serve", "--host", "0.0.0.0"], "can be reached from other machines"),
        (["new", "post"], "TITLE"),
        (["new", "page", "!!!"], "a letter or a digit"),
        (["completion", "tcsh"], "tcsh"),
    ],
)
def test_wrong_usage_is_code_2_and_says_why(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    code, out, err = code_of(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_wrong_configuration_is_code_2_with_its_place(run: Run, site: Path) -> None:
    (site / "_config.yml").write_text("title: x\nlimit_posts: many\n")
    done = run("build", cwd=site)
    assert (done.returncode, done.stdout) == (2, "")
    first, line, caret = done.stderr.splitlines()[:3]
    assert first.startswith("_config.yml:2:")
    assert line == "    limit_posts: many"
    assert caret.strip() == "^"


def test_a_surprise_is_one_message_and_a_traceback_only_with_trace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, site: Path
) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError("the unforeseen")

    monkeypatch.setattr("proactive_ssg.config.load_config", broken)
    code, out, err = code_of(capsys, "build", "-s", str(site))
    assert (code, out) == (1, "")
    assert "RuntimeError: the unforeseen" in err
    assert __version__ in err
    assert "--trace" in err
    assert "Traceback" not in err
    for spelling in ("--trace", "-t", "-qt"):
        assert "Traceback" in code_of(capsys, "build", "-s", str(site), spelling)[2]


def test_what_the_system_refuses_is_no_mistake_of_the_program(run: Run, site: Path) -> None:
    (site / "_config.yml").write_text("source: .\nincludes_dir: " + "x" * 300 + "\n")
    done = run("build", cwd=site)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{'x' * 300}: error: cannot be used: File name too long [system]" in done.stderr
    assert "check that it still exists" in done.stderr
    assert done.stderr.endswith("Nothing was published, the site is as it was.\n")
    assert "Traceback" in run("build", "--trace", cwd=site).stderr


def test_ctrl_c_while_the_program_starts(environment: dict[str, str]) -> None:
    program = (
        "import sys, importlib.abc\n"
        "class Interrupting(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'click': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from proactive_ssg.cli import main\n"
        "main(['build'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_accepted_options_say_so_when_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("---\nlayout: none\n---\nx\n")
    code, _out, err = code_of(capsys, "build", "-s", str(tmp_path), "--incremental", "--lsi", "-V")
    assert code == 0
    assert "--incremental is Jekyll's" in err
    assert "--lsi is Jekyll's" in err


def loaded_by(words: list[str], environment: dict[str, str]) -> set[str]:
    """The modules that a command imports."""
    program = (
        "import sys\nfrom proactive_ssg.cli import main\n"
        f"try: main({words!r})\nexcept SystemExit: pass\nprint('MODULES', *sys.modules)"
    )
    text = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    return {name.split(".")[0] for name in text.rpartition("MODULES")[2].split()}


HEAVY = {"rich", "watchfiles", "babel", "jinja2", "markdown", "pygments", "yaml", "http", "asyncio"}


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["build", "--help"], ["serve", "--help"]])
def test_what_help_and_version_do_not_import(words: list[str], environment: dict[str, str]) -> None:
    assert not HEAVY & loaded_by(words, environment)


def test_version_answers_at_once(run: Run) -> None:
    """Under 100 ms of processor time: unlike the clock's, it is the same on a busy machine."""
    times = []
    for _attempt in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run("--version").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < 0.1


@pytest.mark.parametrize(("shell", "word"), [("bash", "complete"), ("zsh", "compdef"), ("fish", "complete")])
def test_completion_scripts(run: Run, shell: str, word: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert word in done.stdout
    assert "_PROACTIVE_SSG_COMPLETE" in done.stdout
    assert "proactive-ssg" in done.stdout


def test_completion_completes(run: Run, environment: dict[str, str], tmp_path: Path) -> None:
    program = "import sys; sys.argv[0] = 'proactive-ssg'\nfrom proactive_ssg.cli import main\nmain()"
    variables = {
        "_PROACTIVE_SSG_COMPLETE": "bash_complete",
        "COMP_WORDS": "proactive-ssg bu",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["plain,build"]


def test_a_terminal_that_cannot_show_a_character_gets_a_question_mark(run: Run, site: Path) -> None:
    (site / "_config.yml").write_text("lang: français→\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "proactive_ssg", "build"],
        cwd=site,
        env={"PATH": "", "PYTHONPATH": str(Path(__file__).parents[2] / "src"), "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        encoding="cp1252",
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "lang: français?" in done.stderr
