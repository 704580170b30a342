"""Which old sentence a new one was made of, and whether it still means the same.

Asked of source texts only, so the answer is found once for an article and serves every language.
Texts that are gone from the article come first: what was edited is no longer there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.catalogs.similar import Index, edits
from pipeline.catalogs.template import is_heading
from pipeline.catalogs.translations import Text
from pipeline.language import inline
from pipeline.language.meaning.comparing import Comparison, Judge, Meaning, without_looks
from pipeline.model import Catalog, Key, Language, Unit

__all__ = ["Fix", "Origin", "Origins", "source_language"]

BEST = 5  # candidates of each pool that are really judged
GONE = 10  # points of similarity that a text is worth for being gone from the article
CHANGED = 10  # points that it loses for a meaning that differs: its translation won't be offered
MAX = 100
TYPO = 85  # similarity of 100 below which nobody believes that an edit only mended a typo


class Origin(NamedTuple):
    """An old text that a new one may have been made of."""

    text: str
    score: float  # similarity of 100
    is_gone: bool  # no longer in the article
    comparison: Comparison

    @property
    def rank(self) -> tuple[bool, float, float, str]:
        """Sorts the best first, whatever order they came in."""
        worth = self.score + GONE * self.is_gone
        worth -= CHANGED * (self.comparison.meaning is Meaning.CHANGED)
        return not self.is_same, -worth, -self.score, self.text

    @property
    def is_same(self) -> bool:
        """Whether a translation of it is one of the new text: only the looks changed.

        Not where it still stands in the article: then the new text is another one.
        """
        return self.is_gone and self.comparison.meaning is Meaning.SAME


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that may be declared the mending of a typo.

    Refused where the meaning differs or may differ, or so much that nobody believes it.
    """

    old: Key
    new: Key
    comparison: Comparison
    is_slight: bool = True

    @property
    def is_refused(self) -> bool:
        """Whether it is no typo, whatever its editor says."""
        is_known = self.comparison.meaning is not Meaning.CHANGED and self.comparison.is_sure
        return not (self.is_slight and is_known) or self.leads_elsewhere

    @property
    def leads_elsewhere(self) -> bool:
        """Whether a link or an address is another one: the translations still have the old one."""
        one, other = (sorted(inline.addresses(key.msgid)) for key in (self.old, self.new))
        return one != other

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is refused, for its editor."""
        if self.comparison.reasons:
            return self.comparison.reasons
        return ("another address",) if self.leads_elsewhere else ("more than a sixth of the text",)


def source_language(template: Catalog) -> Language:
    """The language of the msgids, as the template's header names it; English where it doesn't."""
    return Language.parse(template.header_value("Language") or "en")


class _Pool:
    """The texts of one context that have a translation in some language."""

    def __init__(self, texts: set[str], gone: set[str]) -> None:
        self.gone = gone
        self.texts = texts
        self.by_look: dict[str, list[str]] = {}
        for text in sorted(gone):
            self.by_look.setdefault(without_looks(text).casefold(), []).append(text)
        self._near_gone = Index(gone)
        self._near_any: Index | None = None

    def nearest_gone(self, text: str) -> tuple[tuple[str, float], ...]:
        return self._near_gone.nearest(text)

    def nearest(self, text: str) -> tuple[tuple[str, float], ...]:
        if self._near_any is None:
            self._near_any = Index(self.texts)
        return self._near_any.nearest(text)


class Origins:
    """The origins of an article's new sentences, over the catalogs of all its languages."""

    def __init__(
        self,
        template: Catalog,
        catalogs: Iterable[Catalog],
        judge: Judge | None = None,
        *,
        sources: Iterable[Text] = (),
    ) -> None:
        """`sources` are texts that have a translation besides those of the catalogs."""
        self.template = template
        self.judge = judge or Judge(source_language(template))
        self._catalogs = tuple(catalogs)
        self._sources = frozenset(sources)
        self._wanted: set[Text] = {unit.key for unit in template.units if not unit.obsolete}
        self._pools: dict[str | None, _Pool] | None = None
        self._found: dict[Key, tuple[Origin, ...]] = {}

    def of(self, source: Unit) -> tuple[Origin, ...]:
        """What the unit may have been made of, best first; never a text of another context."""
        if source.key not in self._found:
            pool = self._pool(source.key.msgctxt)
            found = self._find(source, pool) if pool is not None else ()
            self._found[source.key] = tuple(sorted(found, key=lambda origin: origin.rank))
        return self._found[source.key]

    def fixes(self) -> tuple[Fix, ...]:
        """The edits since the last update that were to mend a typo, in the article's order.

        Only of a text that stood in the article until now, one new text for each old one: those
        that look like a mended typo, and those that took the place of a text, to be refused.
        """
        active = {
            unit.key for catalog in self._catalogs for unit in catalog.units if not unit.obsolete
        }
        found: dict[Key, Fix] = {}
        for unit in self.template.units:
            if unit.key in active:
                continue
            for origin in self.of(unit):
                old = Key(unit.key.msgctxt, origin.text)
                if origin.is_gone and old in active and old not in found and origin.score >= TYPO:
                    found[old] = Fix(old, unit.key, origin.comparison)
                    break
        new = {fix.new for fix in found.values()}
        for old, unit in self._in_place():
            if old not in found and unit.key not in new and old.msgctxt == unit.key.msgctxt:
                heading = is_heading(unit)
                judged = self.judge.compare(old.msgid, unit.key.msgid, heading=heading)
                found[old] = Fix(old, unit.key, judged, is_slight=False)
        order = {unit.key: place for place, unit in enumerate(self.template.units)}
        return tuple(sorted(found.values(), key=lambda fix: order[fix.new]))

    def _in_place(self) -> Iterator[tuple[Key, Unit]]:
        """The translated texts in whose place another one stands now, and that one.

        A very short text is not told by its letters from any other: "2 days" and "3 nights".
        """
        new = [unit for unit in self.template.units if not unit.obsolete]
        for catalog in self._catalogs:
            old = [unit for unit in catalog.units if not unit.obsolete]
            for before, after in _replaced(old, new):
                if before.msgstr.strip():
                    yield before.key, after

    def _pool(self, context: str | None) -> _Pool | None:
        """The pool of a context; all are made on first need: most updates need none."""
        if self._pools is None:
            texts: dict[str | None, set[str]] = {}
            for each, text in (*self._sources, *self._translated()):
                texts.setdefault(each, set()).add(text)
            self._pools = {
                each: _Pool(found - {""}, {t for t in found if t and (each, t) not in self._wanted})
                for each, found in texts.items()
            }
        return self._pools.get(context)

    def _translated(self) -> Iterator[Text]:
        """What the translations in the catalogs are of, and what they were offered for before."""
        for catalog in self._catalogs:
            for unit in catalog.units:
                if unit.msgstr.strip():
                    yield unit.key
                    yield unit.previous or unit.key

    def _find(self, source: Unit, pool: _Pool) -> list[Origin]:
        new, heading = source.key.msgid, is_heading(source)
        scores = dict(pool.nearest_gone(new)[:BEST])
        for text in pool.by_look.get(without_looks(new).casefold(), ()):
            scores.setdefault(text, MAX)
        found = {
            text: Origin(
                text, score, is_gone=True, comparison=self.judge.compare(text, new, heading=heading)
            )
            for text, score in scores.items()
        }
        if any(
            origin.score + GONE >= MAX and origin.comparison.meaning is not Meaning.CHANGED
            for origin in found.values()
        ):
            return list(found.values())  # no text that is still there can be worth more
        for text, score in pool.nearest(new)[:BEST]:
            if text not in found:
                is_gone = text in pool.gone
                comparison = self.judge.compare(text, new, heading=heading)
                found[text] = Origin(text, score, is_gone, comparison)
        return list(found.values())


def _replaced(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """The units in whose place as many others stand now, each with the one that does."""
    before, after = [unit.key for unit in old], [unit.key for unit in new]
    for start, end, first, last in edits(before, after):
        if end - start == last - first and before[start:end] != after[first:last]:
            yield from zip(old[start:end], new[first:last], strict=True)
