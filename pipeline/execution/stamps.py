"""What files look like from outside, and digests of what they hold.

Looking at a file costs some 2 µs, reading and digesting one about 20. Files of ours have a `Stamp`,
which they keep on the way to another machine and back; sources a `Look`: whoever unpacks an archive
can give a file the size and the time of the one before it, and nobody can choose the third number.
"""

from __future__ import annotations

import contextlib
import os
import sys
from _operator import attrgetter  # `operator` is Python and takes longer to load
from collections.abc import Mapping
from functools import cache

TYPE_CHECKING = False  # typing itself costs 3 ms, and a run that finds nothing to do takes 50
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeVar

    T = TypeVar("T")

Stamp = tuple[int, int]  # size in bytes, time of the last change in ns
Listing = dict[str, Stamp]  # the files of one folder, by name
# A stamp, and the time of the last change of anything about the file, its name and times included.
Look = tuple[int, int, int]
Folder = dict[str, Look]  # its files, by name
Looks = Mapping[str, Look | None]  # files by path, None where there is none

# Two changes within one tick of a file system's clock leave the same time. FAT's ticks are 2 s,
# https://git-scm.com/docs/racy-git tells what comes of trusting younger stamps.
TICK_NS = 2_000_000_000

_STAMP: attrgetter[Stamp] = attrgetter("st_size", "st_mtime_ns")
_LOOK: attrgetter[Look] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns")


def stamp(path: str | os.PathLike[str]) -> Stamp | None:
    """What a file looks like, one that a link leads to too; None where there is none."""
    return _seen(path, _STAMP)


def look(path: str | os.PathLike[str]) -> Look | None:
    """What a source looks like; None where there is none."""
    return _seen(path, _LOOK)


def _seen(path: str | os.PathLike[str], of: attrgetter[T]) -> T | None:
    try:
        return of(os.stat(path))
    except OSError:
        return None


def listing(folder: str | os.PathLike[str], suffix: str = "") -> Listing:
    """The files in `folder` whose names end so, but hidden ones; empty where there is no folder."""
    return _files(folder, suffix, _STAMP)


def looks(folder: str | os.PathLike[str], suffix: str = "") -> Folder:
    """The same files, as sources are looked at."""
    return _files(folder, suffix, _LOOK)


def _files(
    folder: str | os.PathLike[str],
    suffix: str,
    of: attrgetter[T],
    inner: list[str] | None = None,
) -> dict[str, T]:
    """`inner` gets the names of the folders among them.

    But of hidden ones, of those for compiled code, and of links.
    """
    found: dict[str, T] = {}
    try:
        with _scanned(folder) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(suffix) and name[0] != "." and entry.is_file():
                    found[name] = of(entry.stat())
                elif inner is None or name[0] == "." or name == "__pycache__":
                    continue
                elif entry.is_dir(follow_symlinks=False):
                    inner.append(name)
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


def looks_below(top: str | os.PathLike[str]) -> Iterator[tuple[str, Folder]]:
    """`top` and every folder below it with its files, in order; each folder is read once."""
    return _below(top, _LOOK)


def _below(top: str | os.PathLike[str], of: attrgetter[T]) -> Iterator[tuple[str, dict[str, T]]]:
    inner: list[str] = []
    yield os.fspath(top), _files(top, "", of, inner)
    for name in sorted(inner):
        yield from _below(os.path.join(top, name), of)


def everything_below(top: str | os.PathLike[str]) -> Iterator[str]:
    """`top`, and every folder and file below it, hidden ones and what links lead to as well."""
    known: set[str] = set()
    for folder, inner, names in os.walk(top, followlinks=True):
        # What contains itself by a link is looked at once.
        place = os.path.realpath(folder)
        if place in known:
            inner.clear()
            continue
        known.add(place)
        inner.sort()
        yield folder
        yield from (os.path.join(folder, name) for name in sorted(names))


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
    """Changes whenever our own code, templates or data do, any package is installed, or Python.

    Stats only: nothing is imported for it. What has started keeps its code, and this stamp.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found: list[object] = [sys.version]
    found += [sorted(files.items()) for _, files in _below(package, _STAMP)]
    found += [stamp(path) for path in sys.path if path.endswith("-packages")]
    return repr(found).encode()
