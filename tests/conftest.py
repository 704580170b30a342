"""What every test may rely on: programs of the system, or a clear word about their absence."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib import util
from pathlib import Path

import pytest
from clusters import Machines, running
from properties import load_profile

load_profile()

REQUIRED = os.environ.get("LEAFLETS_REQUIRE_TOOLS") == "1"


def _program(*names: str) -> Callable[[], str]:
    def find() -> str:
        for name in names:
            path = shutil.which(name)
            if path is not None:
                return path
        reason = f"needs {' or '.join(names)}, which this machine lacks; .ci/run installs it"
        if REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)

    return find


@pytest.fixture(scope="session")
def msgfmt() -> str:
    """The path of GNU msgfmt."""
    return _program("msgfmt")()


@pytest.fixture(scope="session")
def msgcat() -> str:
    """The path of GNU msgcat."""
    return _program("msgcat")()


@pytest.fixture(scope="session")
def msgmerge() -> str:
    """The path of GNU msgmerge."""
    return _program("msgmerge")()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium browser."""
    return _program("chromium", "chromium-browser", "google-chrome")()


@pytest.fixture(scope="session")
def epubcheck() -> tuple[str, ...]:
    """The command that runs EPUBCheck: Debian's program is a Java archive, others bring a script."""
    program = _program("epubcheck")()
    with Path(program).open("rb") as file:
        is_archive = file.read(2) == b"PK"
    # A book is checked before the second compiler pays: without it, in half the time.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    return (_program("java")(), *quick, "-jar", program) if is_archive else (program,)


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice."""
    return _program("soffice", "libreoffice")()


@pytest.fixture(scope="session")
def dask() -> None:
    """Dask, which only clusters need."""
    if util.find_spec("distributed") is None:
        reason = "needs the extra 'cluster', which is not installed; .ci/run installs it"
        if REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="module")  # idle, it takes a tenth of a core
def machines(dask: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler with two workers; a test that kills one adds another."""
    with running(tmp_path_factory.mktemp("cluster"), 2) as machines:
        yield machines
