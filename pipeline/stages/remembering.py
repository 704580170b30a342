"""memory import, export, search, rebuild: the project's translation memory, and what fills it.

Knows where everything of it lies: the store below .leaflets/, which can be deleted at any time;
imported files below locales/memory/, which are the project's to keep and commit.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.catalogs import po
from pipeline.catalogs.memory import Match, Memory, SameMeaning
from pipeline.catalogs.memory import entries as memory_entries
from pipeline.catalogs.memory.entries import Entry, Split
from pipeline.catalogs.memory.store import Store
from pipeline.errors import UsageError, counted, unreadable
from pipeline.execution.stamps import digest, engine_stamp
from pipeline.files import lock, write_if_changed
from pipeline.language import sentences
from pipeline.language.meaning.comparing import Judge, Meaning
from pipeline.model import Language
from pipeline.places import LOCALES, MESSAGES
from pipeline.reports.terminal import visible, visible_json
from pipeline.settings import Trust
from pipeline.source import abbreviations
from pipeline.stages.project import Project, names_in

__all__ = [
    "Imported",
    "Rebuilt",
    "export_tmx",
    "import_tmx",
    "open_memory",
    "open_store",
    "rebuild",
    "render_matches",
    "save",
    "search",
]

STORE = "memory.sqlite"
IMPORTED = f"{LOCALES}/memory"
FOUND = 20  # matches that a search shows
NAME = re.compile(r"[\w.-]+")

Tell = Callable[[str], None]


@contextlib.contextmanager
def open_memory(project: Project, *, tell: Tell) -> Iterator[Memory]:
    """The memory of the project. Nothing is opened or read until the first question."""
    with open_store(project, tell=tell) as store:
        yield Memory(
            store,
            source_language=project.settings.source_language,
            same_meaning=_same_meaning(project),
            trusts_context=project.settings.memory_trust is Trust.IN_CONTEXT,
            split=_splitter(project),
        )


def open_store(project: Project, *, tell: Tell) -> Store:
    """The store behind it, to be closed; `tell` gets a sentence where it had to be made again."""
    settings = project.settings
    tags = [settings.source_language.tag, *(language.tag for language in settings.languages)]
    words = [f"{tag} {sorted(known)}" for tag, known in project.abbreviations().items()]
    engine = digest([engine_stamp(), *map(str.encode, (*tags, *sorted(words)))])
    return Store(
        project.work / STORE,
        partial(_files, project.root),
        partial(_entries, project),
        engine=engine,
        tell=tell,
    )


def _splitter(project: Project) -> Split:
    """How texts are cut here, with the project's own abbreviations."""

    def split(text: str, language: Language) -> tuple[tuple[str, str], ...]:
        known = abbreviations.of_language(project.abbreviations(), language)
        return sentences.split(text, language, extra_abbreviations=known)

    return split


def _same_meaning(project: Project) -> SameMeaning:
    """No number, negation, condition or term differs; the judge is made on first need."""
    judges: list[Judge] = []

    def same(old: str, new: str) -> bool:
        if not judges:
            terms = (term.term for term in project.termbase().terms)
            judges.append(Judge(project.settings.source_language, terms=terms))
        return judges[0].compare(old, new).meaning is not Meaning.CHANGED

    return same


def _files(root: Path) -> Mapping[str, Path]:
    """Everything that the memory is made from, by its name in messages."""
    # By names: asking `Path.glob` and `Path.relative_to` takes longer than looking at the files.
    folders = [f"{LOCALES}/{name}/{MESSAGES}" for name in names_in(root / LOCALES)]
    found = [
        *(f"{folder}/{name}" for folder in folders for name in names_in(root / folder, ".po")),
        *(f"{IMPORTED}/{name}" for name in names_in(root / IMPORTED, ".tmx")),
    ]
    return {name: Path(f"{root}/{name}") for name in found}


def _entries(project: Project, data: bytes, name: str) -> Iterator[Entry]:
    """The entries of one of these files; CatalogError where it can't be read."""
    settings, split = project.settings, _splitter(project)
    if name.endswith(".tmx"):
        from pipeline.catalogs.exchange import tmx  # loads XML, which no catalog needs

        return memory_entries.of_tmx(
            tmx.parse_tmx(data, name),
            path=name,
            source_language=settings.source_language,
            languages=settings.languages,
            split=split,
        )
    return memory_entries.of_catalog(
        po.parse(data, name), path=name, source_language=settings.source_language, split=split
    )


# ---- import
@dataclass(frozen=True, slots=True)
class Imported:
    """What an imported file brought."""

    path: str  # where it now lies, relative to the project
    written: bool
    pairs: int  # in the file
    usable: int  # of them: with the articles' language on one side
    languages: Mapping[str, int]  # language tag → usable pairs; not only the project's languages


def import_tmx(
    project: Project, file: Path, *, force: bool = False, dry_run: bool = False, tell: Tell
) -> Imported:
    """Keep a TMX file in locales/memory/, where the memory finds it from now on.

    Raises CatalogError where it can't be read, UsageError where nothing in it is of use, or where
    another file of that name is there already and `force` does not say to replace it.
    """
    from pipeline.catalogs.exchange import tmx

    try:
        data = file.read_bytes()
    except OSError as error:
        raise unreadable(UsageError, str(file), error) from error
    pairs = tmx.parse_tmx(data, str(file))
    target = project.root / IMPORTED / _name_for(file)
    name = project.relative(target)
    counts: dict[str, int] = {}
    for entry in memory_entries.of_tmx(
        pairs,
        path=name,
        source_language=project.settings.source_language,
        languages=project.settings.languages,
    ):
        if not entry.is_part:
            counts[entry.language.tag] = counts.get(entry.language.tag, 0) + 1
    if not counts:
        raise UsageError(
            f"of its {counted(len(pairs), 'translation')} none is from or into "
            f"'{project.settings.source_language}', the language of the articles",
            path=str(file),
            hint="see whether it is the right file, and which languages leaflets.toml has",
        )
    with lock(project.work / "lock"):
        written = _keep(target, data, name, force=force, dry_run=dry_run)
    if not dry_run:
        with open_store(project, tell=tell) as store:
            store.refresh()
    ordered = dict(sorted(counts.items()))
    return Imported(name, written, len(pairs), sum(counts.values()), ordered)


def _name_for(file: Path) -> str:
    stem = "-".join(NAME.findall(file.stem)).strip(".-")
    return f"{stem or 'imported'}.tmx"


def _keep(target: Path, data: bytes, name: str, *, force: bool, dry_run: bool) -> bool:
    """Whether the file was (or would be) written; never over another one without being told so."""
    if target.exists() and target.read_bytes() != data and not force:
        raise UsageError(
            "there is another memory of that name",
            path=name,
            hint="rename your file, or replace the one that is there with --force",
        )
    return save(target, data, dry_run=dry_run)


# ---- export
def export_tmx(project: Project, *, locales: tuple[str, ...] = (), tell: Tell) -> bytes:
    """All approved translations (into these languages) as TMX 1.4, imported ones included."""
    from pipeline.catalogs.exchange import tmx

    languages = project.targets(locales) if locales else ()
    source_language = project.settings.source_language
    with open_store(project, tell=tell) as store:
        store.refresh()
        pairs = memory_entries.to_tmx(store.entries(languages), source_language=source_language)
    return tmx.render_tmx(pairs, source_language=source_language)


def save(path: Path, data: bytes, *, dry_run: bool) -> bool:
    """Whether the file at `path` was, or would be, written to hold `data`."""
    if not dry_run:
        return write_if_changed(path, data)
    return not path.exists() or path.read_bytes() != data


# ---- search
def search(project: Project, text: str, *, locale: str, tell: Tell) -> tuple[Match, ...]:
    """What the memory has for `text` in a language, best first."""
    (language,) = project.languages((locale,))
    if not text.strip():
        raise UsageError(
            "there is nothing to search for", hint='name a text: leaflets memory search "Rest."'
        )
    with open_memory(project, tell=tell) as memory:
        return memory.search(" ".join(text.split()), language, limit=FOUND)


def render_matches(matches: tuple[Match, ...], *, as_json: bool) -> str:
    """The matches for people, or for machines."""
    if as_json:
        found = [_facts(match) for match in matches]
        return visible_json(json.dumps({"matches": found}, ensure_ascii=False, indent=2)) + "\n"
    listed = "".join(
        f"{match.origin}\n  {match.entry.source}\n  {match.entry.target}\n" for match in matches
    )
    return visible(listed)


def _facts(match: Match) -> Mapping[str, object]:
    entry = match.entry
    return {
        "kind": match.kind.value,
        "score": match.score,
        "source": entry.source,
        "target": entry.target,
        "locale": entry.language.tag,
        "state": entry.state.value,
        "obsolete": entry.obsolete,
        "imported": entry.is_imported,
        "sentence": entry.is_part,
        "article": entry.article,
        "path": entry.origin,
        "date": entry.date or None,
        "msgctxt": entry.msgctxt,
    }


# ---- rebuild
@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A memory made again."""

    files: int
    entries: int
    problems: tuple[tuple[str, str], ...]  # (file, why it can't be read)


def rebuild(project: Project, *, dry_run: bool = False, tell: Tell) -> Rebuilt:
    """Make the store again from the catalogs and the imported files."""
    files = len(_files(project.root))
    with open_store(project, tell=tell) as store:
        if dry_run:
            return Rebuilt(files, 0, ())
        store.rebuild()
        return Rebuilt(files, store.count(), store.problems())
