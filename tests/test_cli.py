"""The command line as a shell sees it: where its output goes, and what it answers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import main

LEAFLETS = f"{sys.executable} -m pipeline"


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """`leaflets …` in a shell of its own, in `folder`."""
    return subprocess.run(
        ["bash", "-c", re.sub(r"(?<![\w./-])leaflets(?= )", LEAFLETS, command)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog with findings."""
    path = tmp_path_factory.mktemp("catalogs") / "es.po"
    header = 'msgid ""\nmsgstr "Language: es\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    entries = (f'\nmsgid "Take {number} mg."\nmsgstr ""\n' for number in range(5))
    path.write_text(header + "".join(entries), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("redirection", "code", "message"),
    [
        pytest.param("> /dev/null", 1, "", id="all is well"),
        pytest.param(">&-", 1, "", id="closed"),
        pytest.param("2>&- >/dev/null", 1, "", id="closed for messages"),
        pytest.param("> /dev/full", 2, "No space left on device", id="disk full"),
        pytest.param("| true; exit ${PIPESTATUS[0]}", 141, "", id="unread"),
    ],
)
def test_errors_are_never_told_as_none(
    catalog: Path, redirection: str, code: int, message: str
) -> None:
    found = shell(f"leaflets check es.po {redirection}", catalog.parent)
    expected = f"leaflets: standard output: {message}\n" if message else ""
    assert (found.returncode, found.stderr) == (code, expected)


def test_a_short_answer_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    found = shell("leaflets explain untranslated > /dev/full", tmp_path)
    message = "leaflets: standard output: No space left on device\n"
    assert (found.returncode, found.stderr) == (2, message)


@pytest.mark.parametrize("command", ["build", "check", "update", "segment a.md"])
def test_a_folder_that_has_gone_is_no_mistake_of_ours(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "job"
    folder.mkdir()
    program = f"{sys.executable} -P -m pipeline"  # Python itself asks where it is, without -P
    found = shell(f"rmdir {folder} && {program} {command}", folder)
    assert (found.returncode, found.stderr) == (
        2,
        "leaflets: the folder in which this was started is gone\n"
        "  hint: go into a content project, or name one: --root DIR\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["explain", "--root", ".", "untranslated"], id="explain"),
        pytest.param(["init", "--root", ".", "clinic"], id="init"),
        pytest.param(["resolve", "--root", ".", "knee.po"], id="resolve"),
        pytest.param(["format", "--root", ".", "knee.po"], id="format"),
    ],
)
def test_every_command_takes_the_folder_of_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """A script gives it to whatever it calls; the first three have no use for it."""
    (tmp_path / "leaflets.toml").write_text('[project]\nname = "Clinic"\n', encoding="utf-8")
    (tmp_path / "knee.po").write_text('msgid "Knee"\nmsgstr "Rodilla"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 0


# What asks a run to stop: Ctrl-C, or a service manager, a CI runner and `timeout`.
STOPPED = """
import os, signal, sys
from pipeline import cli
from pipeline.commands.command import Command

if {number} == signal.SIGINT:  # a shell's background process inherits that it is ignored
    signal.signal(signal.SIGINT, signal.default_int_handler)
stop = Command(lambda parser: None, lambda options: os.kill(os.getpid(), {number}) or 0)
cli._command = lambda name, module: stop
sys.argv = ["leaflets", "status"]
cli.run()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_whoever_stops_a_run_is_told_that_it_has_stopped(tmp_path: Path, number: int) -> None:
    """SIGTERM ended it on the spot, and a pool of workers left its complaints on the terminal."""
    script = tmp_path / "stopped.py"
    script.write_text(STOPPED.format(number=int(number)))
    found = shell(f"{sys.executable} {script}", tmp_path)
    told = "leaflets: stopped; every file is whole, old or new\n"
    assert (found.returncode, found.stderr) == (128 + number, told)
