"""Whether anything looks different from how it stood when a build had made everything.

The state of a project is what its files look like from outside. A build that ends with every
leaflet current writes down the state that it began with; where the next one finds the same, there
is nothing to do, and where a few files differ, only their leaflets are looked at. Nothing of the
engine is loaded here: with a thousand articles a build with nothing to do takes 60 ms of CPU.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os

from pipeline.execution.stamps import (
    TICK_NS,
    Listing,
    Stamp,
    engine_stamp,
    folders,
    listing,
    stamp,
)
from pipeline.places import LOCALES, MESSAGES, SETTINGS_FILE, SOURCE, WORK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSION = 1  # of what is written down
PREFIX = "standing-"  # of the file that it is written in, one for each kind of build
KINDS = 8  # of builds that are remembered
NEVER: Stamp = (-1, -1)  # what no file looks like: to be looked at in any case

Sight = dict[str, Listing]  # folder (relative to the project) → its files
Counts = dict[str, list[int]]  # language tag → files, then the four numbers of its coverage


class State:
    """What is written down."""

    def __init__(
        self,
        *,
        engine: str = "",
        sources: Sight | None = None,
        others: dict[str, Stamp | None] | None = None,
        counts: Counts | None = None,
        told: tuple[str, str] = ("", ""),
    ) -> None:
        self.engine = engine  # digest of our own version
        self.sources: Sight = sources or {}
        self.others = others or {}  # by absolute path: folders of outputs, files elsewhere
        self.counts: Counts = counts or {}
        self.told = told  # (what the terminal could do, the closing table)

    @property
    def others_are_unchanged(self) -> bool:
        """Whether outputs and the files outside the usual folders look as they did."""
        return all(stamp(path) == known for path, known in self.others.items())


def look(root: str) -> Sight:
    """What the files that a build reads look like now."""
    found: Sight = {"": {}}
    settings = stamp(os.path.join(root, SETTINGS_FILE))
    if settings is not None:
        found[""][SETTINGS_FILE] = settings
    for folder in folders(os.path.join(root, SOURCE)):
        found[os.path.relpath(folder, root)] = listing(folder)
    with contextlib.suppress(OSError):
        for name in sorted(os.listdir(os.path.join(root, LOCALES))):
            catalogs = f"{LOCALES}/{name}/{MESSAGES}"
            found[catalogs] = listing(os.path.join(root, catalogs), ".po")
    return found


def differing(one: Sight, other: Sight) -> Iterator[tuple[str, str]]:
    """(folder, file) of everything that does not look the same in both."""
    for folder in sorted(one.keys() | other.keys()):
        here, there = one.get(folder, {}), other.get(folder, {})
        if here != there:
            for name in sorted({name for name, _ in here.items() ^ there.items()}):
                yield folder, name


def trusted(sight: Sight, *, now_ns: int) -> Sight:
    """`sight` without what is so young that another change may leave the same time."""
    newest = now_ns - TICK_NS
    return {
        folder: {
            name: NEVER if known[1] > newest else known for name, known in files.items()
        }
        for folder, files in sight.items()
    }  # fmt: skip


def engine() -> str:
    """A digest of our own version."""
    return hashlib.sha256(engine_stamp()).hexdigest()


# ---- the file
def read(root: str, asked: str) -> State | None:
    """What was written down after such a build; None where none was, or it can't be read."""
    try:
        with open(_path(root, asked), "rb") as file:
            version, *rest = marshal.loads(file.read())  # `load` asks the file for every number
        if version != VERSION:
            return None
        engine_then, sources, others, counts, told = rest
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return State(engine=engine_then, sources=sources, others=others, counts=counts, told=told)


def write(root: str, asked: str, state: State) -> None:
    """Write the state down. Where that is not possible, the next build looks at everything."""
    content = marshal.dumps(
        (VERSION, state.engine, state.sources, state.others, state.counts, state.told)
    )
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
    # With the folder itself: a project that was copied has none of the outputs that we looked at.
    kind = hashlib.sha256(f"{os.path.abspath(root)}\0{asked}".encode()).hexdigest()[:16]
    return os.path.join(root, WORK, PREFIX + kind)


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


def told_before(root: str, asked: str, sight: Sight, *, terminal: str) -> str | None:
    """What the last such build told, where nothing has changed since; None where something has.

    `terminal` says what it can do: how the closing table is to be painted.
    """
    state = read(root, asked)
    if state is None or state.told[0] != terminal or state.sources != sight:
        return None
    if state.engine != engine() or not state.others_are_unchanged:
        return None
    return state.told[1]
