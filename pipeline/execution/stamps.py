"""What files look like from outside, and digests of what they hold.

Looking at a file costs some 2 µs, reading and digesting one about 20.
"""

from __future__ import annotations

import contextlib
import os
import sys
from functools import cache

TYPE_CHECKING = False  # typing itself costs 3 ms, and a run that finds nothing to do takes 50
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Stamp = tuple[int, int]  # size in bytes, time of the last change in ns
Listing = dict[str, Stamp]  # the files of one folder, by name

# Two changes within one tick of a file system's clock leave the same time. FAT's ticks are 2 s,
# https://git-scm.com/docs/racy-git tells what comes of trusting younger stamps.
TICK_NS = 2_000_000_000


def stamp(path: str | os.PathLike[str]) -> Stamp | None:
    """Size and time of a file or folder; None where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def listing(folder: str | os.PathLike[str], suffix: str = "") -> Listing:
    """The files in `folder` whose names end so, but hidden ones; empty where there is no folder."""
    found: Listing = {}
    try:
        with _scanned(folder) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(suffix) and name[0] != "." and entry.is_file():
                    status = entry.stat()
                    found[name] = (status.st_size, status.st_mtime_ns)
    except OSError:
        return {}  # a folder or file that goes away meanwhile: whoever reads it tells
    return found


@contextlib.contextmanager
def _scanned(folder: str | os.PathLike[str]) -> Iterator[Iterator[os.DirEntry[str]]]:
    """The entries of a folder, opened once where that is possible.

    Then the system need not find the way to it again for each file: a fifth of what that takes.
    """
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(opened) as entries:
            yield entries
    finally:
        os.close(opened)


def folders(top: str | os.PathLike[str]) -> Iterator[str]:
    """`top` and every folder below it, but hidden ones and compiled code, in order."""
    for folder, inner, _ in os.walk(top):
        inner[:] = sorted(name for name in inner if name[0] != "." and name != "__pycache__")
        yield folder


def digest(parts: Iterable[bytes]) -> str:
    """sha256 over the parts, each with its length, so that no two lists look alike."""
    import hashlib  # with OpenSSL: where nothing has changed, nothing is digested

    total = hashlib.sha256()
    for part in parts:
        total.update(b"%d:" % len(part))
        total.update(part)
    return total.hexdigest()


@cache
def engine_stamp() -> bytes:
    """Changes whenever our own code, templates or data do, or any package is installed.

    Stats only: nothing is imported for it. What has started keeps its code, and this stamp.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found: list[object] = [sorted(listing(folder).items()) for folder in folders(package)]
    found += [stamp(path) for path in sys.path if path.endswith("-packages")]
    return repr(found).encode()
