"""Whether anything looks different from how it stood when a build had made everything.

The state of a project is what its files look like from outside. A build that ends with every
leaflet current writes down the state that it began with; where the next one finds the same, there
is nothing to do, and where a few files differ, only their leaflets are looked at. Nothing of the
engine is loaded here: with a thousand articles a build with nothing to do takes 60 ms of CPU.
"""

from __future__ import annotations

import binascii
import contextlib
import marshal
import os
from functools import cached_property

from pipeline.execution.stamps import (
    TICK_NS,
    Folder,
    Look,
    Stamp,
    engine_stamp,
    listing,
    looks,
    looks_below,
    stamp,
)
from pipeline.execution.stamps import look as look_at
from pipeline.places import LOCALES, MESSAGES, SETTINGS_FILE, SOURCE, TEMPLATES, WORK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

VERSION = 3  # of what is written down
PREFIX = "standing-"  # of the file that it is written in, one for each kind of build
KINDS = 8  # of builds that are remembered
NEVER: Look = (-1, -1, -1)  # what no file looks like: to be looked at in any case

Sight = dict[str, Folder]  # folder (relative to the project) → its files
Packed = dict[str, bytes]  # the same, each folder's files as one value
Counts = dict[str, list[int]]  # language tag → files, then the four numbers of its coverage


class State:
    """What is written down."""

    def __init__(
        self,
        *,
        engine: bytes = b"",
        sources: Packed | None = None,
        inputs: dict[str, Look | None] | None = None,
        others: dict[str, Stamp | None] | None = None,
        counts: Counts | None = None,
        templates: Look | None = None,
        told: tuple[str, str] = ("", ""),
    ) -> None:
        self.engine = engine  # what our own version looks like
        self.sources: Packed = sources or {}
        self.inputs = inputs or {}  # by absolute path: files and folders elsewhere
        self.others = others or {}  # by absolute path: folders of outputs
        self.templates = (
            templates  # how their folder looked, which only renaming brings new ones to
        )
        self.counts: Counts = counts or {}
        self.told = told  # (what the terminal could do, the closing table)

    @property
    def others_are_unchanged(self) -> bool:
        """Whether outputs and the files outside the usual folders look as they did."""
        return all(stamp(path) == known for path, known in self.others.items()) and all(
            look_at(path) == known for path, known in self.inputs.items()
        )


class View:
    """What the sources look like now, beside what was written down after the last such build."""

    def __init__(self, root: str, asked: str) -> None:
        self._root = root
        self.state = read(root, asked)
        self.templates = look_at(os.path.join(root, TEMPLATES))
        self.sight = look(root, self._known_templates())

    def _known_templates(self) -> Folder | None:
        """The templates as they were, where none can have come or gone since.

        Who writes one puts it in the place of the old one, a version control too, so that their
        folder tells: one look instead of a sixth of all. What they note is no part of a leaflet
        but when an article was reviewed.
        """
        if self.state is None or self.templates is None or self.state.templates != self.templates:
            return None
        known: Folder = marshal.loads(self.state.sources.get(TEMPLATES, _pack({})))
        return known

    @cached_property
    def _packed(self) -> Packed:
        """Folders are compared, written and read as one value each, in a tenth of the time."""
        return {folder: _pack(files) for folder, files in self.sight.items()}

    @cached_property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """(folder, file) of everything that does not look as it did; all where nothing is known."""
        before = self.state.sources if self.state else {}
        unlike = [
            folder
            for folder in before.keys() | self.sight.keys()
            if before.get(folder) != self._packed.get(folder)
        ]
        then = {folder: marshal.loads(before[folder]) for folder in unlike if folder in before}
        return tuple(differing(then, {folder: self.sight.get(folder, {}) for folder in unlike}))

    def look_again(self) -> None:
        """Forget how what has changed meanwhile looked: an update writes catalogs."""
        for folder, name in differing(self.sight, look(self._root, None)):
            self.sight.setdefault(folder, {})[name] = NEVER
            self._packed[folder] = _pack(self.sight[folder])

    def trusted(self, *, now_ns: int) -> Packed:
        """The sources without what is so young that another change may leave the same time.

        What looks as it did when it was written down was trusted then.
        """
        newest = now_ns - TICK_NS
        before = self.state.sources if self.state else {}
        return {
            folder: packed
            if packed == before.get(folder)
            else _pack(
                {
                    name: NEVER if known[1] > newest else known
                    for name, known in self.sight[folder].items()
                }
            )
            for folder, packed in self._packed.items()
        }

    def trusted_templates(self, *, now_ns: int) -> Look | None:
        """How their folder looked when this began, unless it is too young or has changed since."""
        seen = self.templates
        if seen != look_at(os.path.join(self._root, TEMPLATES)):
            return NEVER
        return trusted({TEMPLATES: seen}, now_ns=now_ns)[TEMPLATES]


def trusted(files: Mapping[str, Look | None], *, now_ns: int) -> dict[str, Look | None]:
    """The same of files elsewhere."""
    newest = now_ns - TICK_NS
    return {
        path: NEVER if known is not None and known[1] > newest else known
        for path, known in files.items()
    }


def _pack(files: Folder) -> bytes:
    """The files as one value: the same for the same files in the same order."""
    return marshal.dumps(files, 2)  # later versions also tell which values are the same object


def look(root: str, templates: Folder | None = None) -> Sight:
    """What the files that a build reads look like now; of `templates` that is known already."""
    found: Sight = {"": {}}
    settings = look_at(os.path.join(root, SETTINGS_FILE))
    if settings is not None:
        found[""][SETTINGS_FILE] = settings
    for folder, files in looks_below(os.path.join(root, SOURCE)):
        found[os.path.relpath(folder, root)] = files
    if templates is None:
        templates = looks(os.path.join(root, TEMPLATES), ".pot")
    found[TEMPLATES] = templates
    with contextlib.suppress(OSError):
        for name in sorted(os.listdir(os.path.join(root, LOCALES))):
            catalogs = f"{LOCALES}/{name}/{MESSAGES}"
            found[catalogs] = looks(os.path.join(root, catalogs), ".po")
    return found


def differing(one: Sight, other: Sight) -> Iterator[tuple[str, str]]:
    """(folder, file) of everything that does not look the same in both."""
    for folder in sorted(one.keys() | other.keys()):
        here, there = one.get(folder, {}), other.get(folder, {})
        if here != there:
            for name in sorted({name for name, _ in here.items() ^ there.items()}):
                yield folder, name


# ---- the file
def read(root: str, asked: str) -> State | None:
    """What was written down after such a build; None where none was, or it can't be read."""
    try:
        with open(_path(root, asked), "rb") as file:
            version, *rest = marshal.loads(file.read())  # `load` asks the file for every number
        if version != VERSION:
            return None
        about, engine, sources, inputs, others, templates, counts, told = rest
        if about != _about(root, asked):
            return None
    except (OSError, ValueError, EOFError, TypeError):
        return None
    known = {"sources": sources, "inputs": inputs, "others": others, "templates": templates}
    return State(engine=engine, counts=counts, told=told, **known)


def write(root: str, asked: str, state: State) -> None:
    """Write the state down. Where that is not possible, the next build looks at everything."""
    seen = (state.engine, state.sources, state.inputs, state.others, state.templates)
    content = marshal.dumps((VERSION, _about(root, asked), *seen, state.counts, state.told))
    path = _path(root, asked)
    with contextlib.suppress(OSError):
        with open(f"{path}.{os.getpid()}.tmp", "wb") as file:
            file.write(content)
        os.replace(file.name, path)
        _remove_oldest(os.path.dirname(path))


def forget(root: str) -> None:
    """Let the next build look at everything."""
    _remove(os.path.join(root, WORK), listing(os.path.join(root, WORK)))


def _path(root: str, asked: str) -> str:
    """Where the state after such a build is; two kinds of builds may have to share a file."""
    return os.path.join(root, WORK, f"{PREFIX}{binascii.crc32(_about(root, asked)):08x}")


def _about(root: str, asked: str) -> bytes:
    # With the folder itself: a project that was copied has none of the outputs that we looked at.
    return os.fsencode(f"{os.path.abspath(root)}\0{asked}")


def _remove_oldest(folder: str) -> None:
    known = sorted((time, name) for name, (_, time) in listing(folder).items() if _is_ours(name))
    _remove(folder, [name for _, name in known[:-KINDS]])


def _remove(folder: str, names: Iterable[str]) -> None:
    for name in filter(_is_ours, names):
        with contextlib.suppress(OSError):
            os.unlink(os.path.join(folder, name))


def _is_ours(name: str) -> bool:
    return name.startswith(PREFIX)


# ---- nothing to do
def kind(
    locales: Iterable[str],
    articles: Iterable[str],
    formats: Iterable[str],
    layouts: Iterable[str],
    out: str | None,
    epoch: int | None,
) -> str:
    """What was asked for: the same for builds that make the same files from the same sources."""
    parts = [tuple(each) for each in (locales, articles, formats, layouts)]
    return repr((*parts, os.path.abspath(out) if out else "", epoch))


def told_before(view: View, *, terminal: str) -> str | None:
    """What the last such build told, where nothing has changed since; None where something has.

    `terminal` says what it can do: how the closing table is to be painted.
    """
    state = view.state
    if state is None or state.told[0] != terminal or view.changes:
        return None
    if state.engine != engine_stamp() or not state.others_are_unchanged:
        return None
    return state.told[1]
