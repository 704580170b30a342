"""Reading and writing files so that nothing is ever half written, and nothing without need.

The one place that replaces files. Measured in the reference: reading back and comparing costs
8–12 µs, replacing about 470 µs, an fsync 6.7 ms; so: compare, write beside, rename, no fsync.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import MachineError

LOCK_SECONDS = 120.0


def write_if_changed(path: Path, content: bytes) -> bool:
    """Whether `path` had to be written: False where it holds exactly `content` already.

    The new content goes to a temporary file beside the target, which is then renamed over it: at
    every moment the target is whole, old or new. Raises MachineError where that is not allowed.
    """
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        pass
    except OSError as error:
        raise _refused(path, error) from error
    _replace(path, content)
    return True


def _replace(path: Path, content: bytes) -> None:
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name}.", suffix=".tmp"
        )
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise _refused(path, error) from error


def _mode(path: Path) -> int:
    """The target's permissions, or those that the umask gives a new file."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _refused(path: Path, error: OSError) -> MachineError:
    return MachineError(
        f"cannot write: {error.strerror or error}",
        path=str(path),
        hint="check that the folder exists, that you may write there and that the disk has space",
    )


@contextlib.contextmanager
def lock(path: Path, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the lock file at `path`, so that two of our processes never write at the same time.

    Waits up to `seconds` for the other one, then raises MachineError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path, timeout=seconds):
            yield
    except Timeout as error:
        raise MachineError(
            "another leaflets process is still writing here",
            path=str(path),
            hint="wait until it has finished, then run the command again",
        ) from error
    except PermissionError as error:
        raise _refused(path, error) from error
