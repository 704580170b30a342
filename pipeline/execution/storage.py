"""Where leaflets are laid: a folder of this machine, or storage that many machines share.

The one module that knows fsspec, the library which speaks to S3 and its like (extra `cluster`, and
for most kinds of storage one more package). A file is named by its path below the storage's top,
"es/low-back-pain.html", and known on record by its address.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.errors import MachineError
from pipeline.execution.stamps import Stamp, listing, stamp
from pipeline.files import remove_leftovers, write_if_changed

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

# What kinds of storage tell of a file's version, the surest first.
_VERSIONS = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified")
_CREATED = "created"
_DISKS = ("file", "local")  # kinds of addresses that mean a disk
INSTALL_HINT = 'install what it needs: pip install "leaflets[cluster]", and for S3 also s3fs'


class Storage(Protocol):
    """A place for files."""

    @property
    def is_shared(self) -> bool:
        """Whether workers on other machines reach it, too."""
        ...

    def address(self, name: str) -> str:
        """What the file is known by on record, the same in every run."""
        ...

    def name_of(self, address: str) -> str | None:
        """The file's name; None for an address elsewhere."""
        ...

    def stamp(self, address: str) -> Stamp | None:
        """What the file looks like from outside; None where there is none."""
        ...

    def write(self, name: str, content: bytes) -> bool:
        """Whether the file had to be written: it is whole at every moment, old or new."""
        ...

    def noted(self, name: str) -> None:
        """Another machine has written the file."""
        ...

    def remove(self, name: str) -> None:
        """Remove the file, and its folder where nothing of anybody's is left in it."""
        ...

    def tidy(self, folders: Iterable[str]) -> None:
        """Remove from these folders what killed processes of ours were writing."""
        ...

    def folders(self) -> Iterator[tuple[str, list[str]]]:
        """Each folder right below the top, with the names of its files, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Disk:
    """A folder of this machine.

    An address inside of `root` begins there: a project that was moved, or that a container sees
    under another path, still knows which files in it are its own.
    """

    folder: Path  # absolute
    root: Path | None = None  # absolute: of the project whose record knows the addresses

    is_shared = False

    def address(self, name: str) -> str:
        """The file's path, relative to the root where the folder lies in it."""
        return os.path.join(self._top, name)

    def name_of(self, address: str) -> str | None:
        """The path below the folder."""
        inside = f"{self._top}{os.sep}"
        return address[len(inside) :].replace(os.sep, "/") if address.startswith(inside) else None

    def stamp(self, address: str) -> Stamp | None:
        """Size and time of the last change."""
        return stamp(os.path.join(self.root, address) if self.root else address)

    @property
    def _top(self) -> str:
        top = str(self.folder)
        return top.removeprefix(f"{self.root}{os.sep}") if self.root else top

    def write(self, name: str, content: bytes) -> bool:
        """Only where it does not hold this already."""
        return write_if_changed(os.path.join(self.folder, name), content, through_links=False)

    def noted(self, name: str) -> None:
        """Nothing is remembered here."""

    def remove(self, name: str) -> None:
        """The file, and an empty folder."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        if path.parent != self.folder:
            with contextlib.suppress(OSError):
                path.parent.rmdir()

    def tidy(self, folders: Iterable[str]) -> None:
        """Files beside their targets."""
        for name in folders:
            remove_leftovers(self.folder / name)

    def folders(self) -> Iterator[tuple[str, list[str]]]:
        """Those that can be read, and no hidden ones."""
        with contextlib.suppress(OSError):
            for entry in sorted(os.scandir(self.folder), key=lambda entry: entry.name):
                if entry.is_dir() and entry.name[0] != ".":
                    yield entry.name, sorted(listing(entry.path))


@dataclass(slots=True)
class Shared:
    """Storage at an address such as "s3://bucket/leaflets"; a value that can be sent to workers.

    How one signs in is that library's: its own files and environment variables, on every machine.
    """

    top: str  # the address without a slash at the end
    _seen: dict[str, Stamp] | None = field(default=None, compare=False, repr=False)

    is_shared = True

    def __reduce__(self) -> tuple[object, ...]:
        """Without what this process has seen."""
        return (Shared, (self.top,))

    def address(self, name: str) -> str:
        """The top and the name."""
        return f"{self.top}/{name}"

    def name_of(self, address: str) -> str | None:
        """What follows the top."""
        inside = f"{self.top}/"
        return address.removeprefix(inside) if address.startswith(inside) else None

    def stamp(self, address: str) -> Stamp | None:
        """Size and version, as the storage tells them: all are asked for at once, and kept."""
        if self._seen is None:
            with _told(self.top):
                system, path = self._opened()
                system.invalidate_cache()
                found = _found(system, path)
            self._seen = {
                f"{self.top}{name.removeprefix(path)}": _stamp(about)
                for name, about in found.items()
            }
        return self._seen.get(address)

    def write(self, name: str, content: bytes) -> bool:
        """In any case: to read it first costs as much. Object storage shows whole files only."""
        with _told(self.address(name)):
            system, path = self._opened()
            target = f"{path}/{name}"
            try:
                system.pipe_file(target, content)
            except FileNotFoundError:  # storage that has folders
                system.makedirs(target.rpartition("/")[0], exist_ok=True)
                system.pipe_file(target, content)
        self.noted(name)
        return True

    def noted(self, name: str) -> None:
        """Ask for that file again."""
        if self._seen is not None:
            with _told(self.address(name)):
                system, path = self._opened()
                target = f"{path}/{name}"
                system.invalidate_cache(target.rpartition("/")[0])
                try:
                    about = system.info(target)
                except FileNotFoundError as error:  # it went to a disk or a memory of its own
                    raise MachineError(
                        "a worker has written this file, and from here it is not there",
                        path=self.address(name),
                        hint="name storage that this machine and every worker reach at the same"
                        " address (docs/cluster.md)",
                    ) from error
                self._seen[self.address(name)] = _stamp(about)

    def remove(self, name: str) -> None:
        """The file; folders are nothing that object storage has."""
        with _told(self.address(name)):
            system, path = self._opened()
            with contextlib.suppress(FileNotFoundError):
                system.rm_file(f"{path}/{name}")
        if self._seen is not None:
            self._seen.pop(self.address(name), None)

    def tidy(self, folders: Iterable[str]) -> None:
        """Nothing is ever half written there."""

    def folders(self) -> Iterator[tuple[str, list[str]]]:
        """As its addresses tell: object storage has no folders."""
        self.stamp(self.top)  # looks at all
        below: dict[str, list[str]] = {}
        for address in sorted(self._seen or ()):
            folder, _, name = (self.name_of(address) or "").partition("/")
            if name and "/" not in name:
                below.setdefault(folder, []).append(name)
        yield from below.items()

    def _opened(self) -> tuple[AbstractFileSystem, str]:
        """What speaks to the storage (fsspec keeps it), and the top as it names it."""
        import fsspec

        system, path = fsspec.core.url_to_fs(self.top)
        return system, path.rstrip("/")


def is_address(text: str) -> bool:
    """Whether the text is an address, and no path."""
    return "://" in text


def shared_storage(address: str) -> Storage:
    """The storage at this address; MachineError where nothing here can speak to such storage."""
    kind, _, place = address.partition("://")
    if kind in _DISKS and not os.path.isabs(place):
        raise MachineError(
            "this address begins in the folder in which each program was started",
            path=address,
            hint=f"write the whole path, {kind}:///…, or a folder of this machine without {kind}://",
        )
    with _told(address):
        storage = Shared(address.rstrip("/"))
        storage._opened()
    return storage


def _found(system: AbstractFileSystem, path: str) -> Mapping[str, Mapping[str, Any]]:
    try:
        found: Mapping[str, Mapping[str, Any]] = system.find(path, detail=True)
    except FileNotFoundError:  # nothing has been written there yet
        return {}
    return found


def _stamp(about: Mapping[str, Any]) -> Stamp:
    told = [_text(about[key]) for key in _VERSIONS if about.get(key) is not None]
    told = told or [_text(about.get(_CREATED))]
    version = hashlib.sha256("\n".join(told).encode()).digest()
    return int(about.get("size") or 0), int.from_bytes(version[:7], "big")


def _text(value: object) -> str:
    """The same for a time that a list of files tells as seconds and a file as a date."""
    if isinstance(value, datetime.datetime):
        value = value.timestamp()
    return f"{value:.6f}" if isinstance(value, float) else str(value)


@contextlib.contextmanager
def _told(address: str) -> Iterator[None]:
    """What goes wrong with a storage, as an error of ours."""
    try:
        yield
    except ImportError as error:
        raise MachineError(
            f"nothing here can reach this storage: {_first_line(error)}",
            path=address,
            hint=INSTALL_HINT,
        ) from error
    except (OSError, ValueError) as error:
        raise MachineError(
            f"the storage can't be used: {_first_line(error)}",
            path=address,
            hint="check the address, and that you may write there",
        ) from error


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0].rstrip(".") or type(error).__name__
