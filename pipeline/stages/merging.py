"""merge-driver, resolve, and saving a catalog that somebody else may be editing.

Two people, one file: whoever comes second finds the other's work merged, never overwritten.
The one place that asks git anything. It imports no project: git starts it once for every file.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogs import po, threeway
from pipeline.catalogs.threeway import Dispute, Merged, conflicts
from pipeline.errors import CatalogError, LeafletsError, MachineError, UsageError, unreadable
from pipeline.files import read_if_exists, replace_if_unchanged, write_if_changed
from pipeline.model import Catalog

ATTRIBUTES = ".gitattributes"
ATTRIBUTE = "*.po merge=leaflets"
SAVE_ATTEMPTS = 20  # each one ends with the file as somebody saved it a moment ago


@dataclass(frozen=True, slots=True)
class Disputed:
    """A unit that two people translated differently, and where it now stands."""

    path: str
    line: int  # 1-based, of its msgid in the merged file
    dispute: Dispute

    def error(self) -> CatalogError:
        """What to tell the one who must decide."""
        wordings = f"{_quoted(self.dispute.kept)} and {_quoted(self.dispute.other)}"
        return CatalogError(
            f"two people translated {_shown(self.dispute.key.msgid)}: {wordings}",
            path=self.path,
            line=self.line,
            hint="both are there, the second one in a comment: decide, then unmark it as fuzzy",
        )


def _quoted(forms: tuple[str, ...]) -> str:
    return " / ".join(_shown(form) for form in forms)


def _shown(text: str) -> str:
    text = text.replace("\n", "\\n")
    return f"'{text}'" if len(text) <= 120 else f"'{text[:119]}…'"


def _located(disputes: tuple[Dispute, ...], data: bytes, path: str) -> tuple[Disputed, ...]:
    """The disputes with the lines that they have in the rendered file `data`."""
    if not disputes:
        return ()
    lines = {unit.key: unit.line for unit in po.parse(data, path).units}
    return tuple(Disputed(path, lines[each.key], each) for each in disputes if each.key in lines)


# ------------------------------------------------------------------------------------ merge driver
def merge_driver(
    base: Path, ours: Path, theirs: Path, *, name: str, dry_run: bool = False
) -> tuple[Disputed, ...]:
    """Merge as git's merge drivers do: the result goes into `ours`; returns what is disputed.

    `name` is the file's name in the repository. An empty base means that both sides added the file.
    CatalogError where a side can't be read: `ours` stays as it is then.
    """
    mine = _side(ours, name, "in our version")
    other = _side(theirs, name, "in their version")
    merged = threeway.merge(_ancestor(base, name), mine.catalog, other.catalog)
    merged = Merged(merged.catalog, _distinct(mine.disputes, other.disputes, merged.disputes))
    data = po.render(merged.catalog)
    if not dry_run:
        write_if_changed(ours, data)
    return _located(merged.disputes, data, name)


def _distinct(*groups: tuple[Dispute, ...]) -> tuple[Dispute, ...]:
    return tuple({each.key: each for group in groups for each in group}.values())


def _side(file: Path, name: str, which: str) -> Merged:
    """One side's catalog; one that was committed with conflict markers is resolved first."""
    data = _bytes(file)
    try:
        return _parsed(data, name)
    except CatalogError as error:
        raise CatalogError(
            f"{which}, {error.message}",
            path=error.path,
            line=error.line,
            hint=f"nothing was merged, the file is as on our side; theirs: git show :3:{name}",
        ) from error


def _parsed(data: bytes, name: str) -> Merged:
    if conflicts.has_markers(data):
        return conflicts.resolve(data, name)
    return Merged(po.parse(data, name), ())


def _ancestor(file: Path, name: str) -> Catalog | None:
    """The base; None where there is none, or where it can't be read: then differing is changing."""
    data = _bytes(file)
    try:
        return po.parse(data, name) if data.strip() else None
    except CatalogError:
        return None


def _bytes(file: Path) -> bytes:
    data = read_catalog_file(file, name=file.as_posix())
    if data is None:
        raise UsageError("there is no such file", path=str(file), hint="name a .po file")
    return data


# ------------------------------------------------------------------------------------- installation
def driver_settings() -> dict[str, str]:
    """What git must be told, once a checkout, to merge catalogs with us.

    `recursive`: where two branches have several common ancestors, git merges those first; the
    binary driver then takes the older text, and nothing that was disputed there looks agreed.
    """
    command = f"{shlex.quote(sys.executable)} -P -m pipeline merge-driver %O %A %B %P"
    return {
        "merge.leaflets.name": "leaflets: catalogs, by entry",
        "merge.leaflets.driver": command,
        "merge.leaflets.recursive": "binary",
    }


def install(folder: Path, *, dry_run: bool = False) -> tuple[str, ...]:
    """Make git merge the catalogs below `folder` by entry; returns what was done, a line each.

    UsageError where `folder` is in no git checkout.
    """
    if not in_checkout(folder):
        raise UsageError(
            "this folder is in no git checkout",
            path=str(folder),
            hint="run this where the project is kept in git",
        )
    done = [f"{ATTRIBUTES}: {ATTRIBUTE}"] if write_attributes(folder, dry_run=dry_run) else []
    for name, value in driver_settings().items():
        done.append(f"git config {name} {shlex.quote(value)}")
        if not dry_run:
            _git(folder, "config", "--local", name, value)
    return tuple(done)


def write_attributes(folder: Path, *, dry_run: bool = False) -> bool:
    """Whether .gitattributes in `folder` had to be told which files are ours to merge."""
    path = folder / ATTRIBUTES
    held = read_if_exists(path) or b""
    if ATTRIBUTE.encode() in held.splitlines():
        return False
    if not dry_run:
        gap = b"\n" if held and not held.endswith(b"\n") else b""
        write_if_changed(path, held + gap + ATTRIBUTE.encode() + b"\n")
    return True


def in_checkout(folder: Path) -> bool:
    """Whether the folder lies in a git checkout, as far as git can be asked."""
    try:
        return _git(folder, "rev-parse", "--is-inside-work-tree").strip() == b"true"
    except MachineError:
        return False


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints; MachineError where it fails or is not there."""
    command = ["git", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    except OSError as error:
        raise MachineError(
            f"cannot run git: {error.strerror}",
            path=str(folder),
            hint="install git, and see that it is on the PATH",
        ) from error
    if done.returncode:
        raise MachineError(
            f"`{shlex.join(command)}` failed: {done.stderr.decode(errors='replace').strip()}",
            path=str(folder),
            hint="see what git says when you run it by hand",
        )
    return done.stdout


# ------------------------------------------------------------------------------------------ resolve
@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of the files that `resolve` was given."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]  # without conflict markers
    disputed: tuple[Disputed, ...]
    failures: tuple[LeafletsError, ...]  # these files are as they were


def resolve(files: tuple[Path, ...], *, dry_run: bool = False) -> Resolved:
    """Merge what conflict markers hold apart, in each of the files, by entry.

    In the middle of a git merge the common ancestor is asked of git, so that only what both sides
    really changed is disputed.
    """
    written: list[str] = []
    unchanged: list[str] = []
    failures: list[LeafletsError] = []
    disputed: tuple[Disputed, ...] = ()
    for path in files:
        name = path.as_posix()
        try:
            data = _bytes(path)
            if not conflicts.has_markers(data):
                unchanged.append(name)
                continue
            merged = conflicts.resolve(data, name, base=_ancestor_in_git(path))
            content = po.render(merged.catalog)
            if not dry_run and not replace_if_unchanged(path, data, content):
                raise CatalogError(
                    "this file was saved by somebody else just now", path=name, hint="try again"
                )
        except LeafletsError as error:
            failures.append(error)
            continue
        written.append(name)
        disputed += _located(merged.disputes, content, name)
    return Resolved(tuple(written), tuple(unchanged), disputed, tuple(failures))


def _ancestor_in_git(path: Path) -> Catalog | None:
    """The common ancestor, while git is in the middle of a merge of this file; else None."""
    try:
        data = _git(path.parent, "show", f":1:./{path.name}")
        return po.parse(data, path.as_posix())
    except (MachineError, CatalogError):
        return None


# --------------------------------------------------------------------------------------------- save
@dataclass(frozen=True, slots=True)
class Saved:
    """How a catalog came to the disk."""

    content: bytes  # what we know to have lain there
    written: bool
    merged: bool = False  # somebody had saved the file meanwhile
    disputed: tuple[Disputed, ...] = ()


def read_catalog_file(path: Path, *, name: str) -> bytes | None:
    """The bytes of a PO file, None where there is none; CatalogError where it can't be read."""
    try:
        data = read_if_exists(path)
    except OSError as error:
        raise unreadable(CatalogError, name, error) from error
    # A new file in its place would hide the old one for good.
    if data is None and path.is_symlink():
        raise CatalogError(
            f"a link to '{path.readlink()}', where nothing is",
            path=name,
            hint="bring back what it leads to, or delete the link",
        )
    return data


def save_catalog(path: Path, base: bytes | None, catalog: Catalog | bytes, *, name: str) -> Saved:
    """Write `catalog`, made from a file that held `base`, without overwriting anybody's work.

    What was saved there since is merged: `base` is the common ancestor. None: there was no file.
    Read `base` before whatever `catalog` was made from; read twice, a file may differ harmlessly.
    CatalogError, with nothing written, where what lies there now can't be read. `name` is the file
    as messages show it.
    """
    content = catalog if isinstance(catalog, bytes) else po.render(catalog)
    if base is not None and base != content and replace_if_unchanged(path, base, content):
        return Saved(content, written=True)  # nearly always
    wanted = po.parse(catalog, name) if isinstance(catalog, bytes) else catalog
    merged = False
    disputes: tuple[Dispute, ...] = ()
    for _ in range(SAVE_ATTEMPTS):
        content = po.render(wanted)
        found = read_catalog_file(path, name=name)
        if found == content:
            disputed = _located(disputes, content, name)
            return Saved(content, written=False, merged=merged, disputed=disputed)
        if found == base or found is None:
            if replace_if_unchanged(path, found, content):
                disputed = _located(disputes, content, name)
                return Saved(content, written=True, merged=merged, disputed=disputed)
            continue
        result = _merged_with(found, base, wanted, name)
        wanted, disputes, merged = result.catalog, _distinct(disputes, result.disputes), True
        base = found
    raise CatalogError(
        "this file is saved by somebody else again and again",
        path=name,
        hint="stop the other program, then try again",
    )


def _merged_with(found: bytes, base: bytes | None, wanted: Catalog, name: str) -> Merged:
    """What lies on the disk now and what we were to write, merged: theirs is the person's work."""
    try:
        theirs = po.parse(found, name)
    except CatalogError as error:
        raise CatalogError(
            f"this file was changed while we worked, and now {error.message}",
            path=error.path,
            line=error.line,
            hint="nothing was written; save it again in your editor, then repeat the command",
        ) from error
    ancestor = po.parse(base, name) if base is not None else None
    return threeway.merge(ancestor, wanted, theirs)
