"""Which articles an update need not look at: nothing that it would read has changed since.

Knows what is on record of earlier updates, and nothing of what an update does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.catalogs.memory import Memory
from pipeline.catalogs.memory.changes import packed, unpacked
from pipeline.execution.finished import FinishedWork
from pipeline.execution.stamps import digest, engine_stamp, looks
from pipeline.files import read, read_if_exists
from pipeline.model import Language
from pipeline.places import ABBREVIATIONS_FILE, LOCALES, MESSAGES, WORDS_DOMAIN
from pipeline.stages.project import Project, names_in
from pipeline.stages.terms_read import of_documents

__all__ = ["UpToDate"]

LIBRARY = "(library)"  # on record; no article can be called so
NOTHING = packed(())  # asked for


class UpToDate:
    """Which articles need no update: nothing that it would read has changed since the last one.

    An article that lacks translations reads the memory and what other articles lose. It is noted
    with marks of the texts that it asked for, and the library with the moment up to which all such
    articles have been looked at.
    """

    def __init__(self, project: Project, languages: tuple[Language, ...]) -> None:
        self._project = project
        self._languages = languages
        self._work = FinishedWork.open(project.work, "update")
        root = project.root
        tags = [language.tag.encode() for language in languages]
        termbase = read_if_exists(project.termbase_path) or b""
        files = [of_documents(termbase), read_if_exists(root / ABBREVIATIONS_FILE) or b""]
        drawings = project.drawings_digest()
        settings = project.settings.of_texts()
        self._common = digest([engine_stamp(), settings, drawings, *tags, *files]).encode()
        # Which texts mean the same, and so what is offered, hangs on all terms.
        self._when_looked = digest([self._common, termbase])
        self.lacking: dict[str, str | None] = {}  # domains that are current, and lack translations
        self._articles: dict[str, str] = {}  # digests, from before the article was read
        self._seen: _Library | None = None

    def is_current(self, domain: str) -> bool:
        """Whether the article and its catalogs are what the last update left."""
        self._articles[domain] = digest([_bytes(self._project.article_path(domain))])
        last = self._work.last_facts(domain)
        if last is None or last["source"] != self._articles[domain]:
            return False  # without a look at its catalogs
        key = self._key(self._articles[domain], self._digests(domain))
        facts = self._work.facts(domain, key)
        if facts is None:
            return False
        if not facts["complete"]:
            self.lacking[domain] = facts["asked"]
        return True

    def may_find(
        self, domains: Iterable[str], memory: Memory, gone: Collection[int], *, is_touched: bool
    ) -> frozenset[str]:
        """Those of `domains`, all lacking, for which there may be a translation now.

        `gone` are marks of the texts that articles have lost in this run.
        """
        asked = {domain: self.lacking[domain] for domain in domains}
        if all(marks == NOTHING for marks in asked.values()):
            return frozenset()
        last = self._last_look()
        if last is not None and not is_touched and last["library"] == self._library().stamp:
            return frozenset()
        changed = None
        if last is not None and self._library().orphans.issubset(last["orphans"]):
            changed = memory.changed_since(tuple(last["moment"]))
        if changed is None:
            return frozenset(asked)
        changed = changed.union(gone)
        return frozenset(
            domain
            for domain, marks in asked.items()
            if marks is None or not changed.isdisjoint(unpacked(marks))
        )

    def was_settled(self, domain: str) -> bool:
        """Whether all that differs from what the last update left, complete, is the article."""
        last = self._work.last_facts(domain)
        if last is None or not last["complete"]:
            return False
        left = self._key(last["source"], self._digests(domain))
        return self._work.facts(domain, left) is not None

    def finish(
        self,
        domains: Iterable[str],
        incomplete: Mapping[str, str | None],
        left: Mapping[Path, str],
    ) -> None:
        """Note these as done; those in `incomplete` with what they asked for.

        `left` has the digest of every file as we left it. Not of the disk: what an editor saves
        between our writing and this moment has not been seen by any update.
        """
        for domain in domains:
            paths = self._outputs(domain)
            if not all(path in left for path in paths):
                continue
            self.lacking.pop(domain, None)
            facts: dict[str, object] = {"source": self._articles[domain], "complete": True}
            if domain in incomplete:
                asked = self.lacking[domain] = incomplete[domain]
                facts.update(complete=False, asked=asked)
            key = self._key(self._articles[domain], [left[path] for path in paths])
            self._work.finish(domain, key, (), facts)

    def forget(self, domains: Iterable[str]) -> None:
        """These have failed, and are to be looked at again whatever changes."""
        for domain in domains:
            self._work.forget(domain)

    def finish_library(self, memory: Memory, *, is_touched: bool) -> None:
        """Note that all articles that lack something have been looked at.

        Where none does, nobody asks, and the memory need not be brought up to date for it.
        """
        if all(marks == NOTHING for marks in self.lacking.values()):
            return
        if is_touched:
            self._seen = None  # we have written catalogs since
        library, last = self._library(), self._last_look()
        if last is not None and last["library"] == library.stamp:
            return
        if memory.position is None:
            self._work.forget(LIBRARY)
            return
        facts = {
            "library": library.stamp,
            "orphans": sorted(library.orphans),
            "moment": memory.position,
        }
        self._work.finish(LIBRARY, self._when_looked, (), facts)

    def _last_look(self) -> Mapping[str, Any] | None:
        return self._work.facts(LIBRARY, self._when_looked)

    def close(self) -> None:
        """Keep what was noted, and let go of the file."""
        self._work.close()

    def _outputs(self, domain: str) -> list[Path]:
        project = self._project
        catalogs = [project.catalog_path(language, domain) for language in self._languages]
        return [project.template_path(domain), *catalogs]

    def _digests(self, domain: str) -> list[str]:
        """Of what the outputs hold now."""
        return [digest([_bytes(path)]) for path in self._outputs(domain)]

    def _key(self, article: str, outputs: Iterable[str]) -> str:
        parts = (article, *outputs)
        return digest([self._common, *(part.encode() for part in parts)])

    def _library(self) -> _Library:
        """What catalogs and imported memories there are now; by their stats only."""
        if self._seen is None:
            locales = self._project.root / LOCALES
            folders = [f"{name}/{MESSAGES}" for name in names_in(locales)]
            stamps = {folder: sorted(looks(locales / folder, ".po").items()) for folder in folders}
            names = {name.removesuffix(".po") for each in stamps.values() for name, _ in each}
            orphans = names.difference(self._project.slugs(), (WORDS_DOMAIN,))
            stamps["memory"] = sorted(looks(locales / "memory").items())
            whole = repr((sorted(stamps.items()), sorted(orphans)))
            self._seen = _Library(digest([whole.encode()]), orphans)
        return self._seen


class _Library(NamedTuple):
    """The catalogs of all articles."""

    stamp: str
    orphans: set[str]  # whose article is gone: what it had is free for others


def _bytes(path: Path) -> bytes:
    try:
        return read(path)
    except OSError:
        return b""
