"""update: source/ → templates → catalogs, with everything that is known put to use.

Two turns, because text moves between articles: first every article whose text its catalogs know,
then those with something new, when it is settled what is gone from the others. What has not
changed since the last run is only read. Nobody's work is overwritten: see `merging.save_catalog`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.catalogs import merge, po
from pipeline.catalogs.memory import Memory, Suggesters
from pipeline.catalogs.memory.changes import mark, packed
from pipeline.catalogs.origins import Fix, Origins
from pipeline.catalogs.po.glance import Entries
from pipeline.catalogs.recut import Tally
from pipeline.catalogs.splice import Splice, Splicer
from pipeline.catalogs.translations import Text
from pipeline.catalogs.worddiff import word_diff
from pipeline.checks import suppressions
from pipeline.execution.finished import rarely_collecting
from pipeline.execution.stamps import Look, look
from pipeline.files import lock
from pipeline.language.meaning.comparing import Judge
from pipeline.model import Catalog, Key, Language, State, Unit
from pipeline.places import WORDS_DOMAIN
from pipeline.settings import OnMeaning
from pipeline.stages import cataloguing, merging, recutting, remembering
from pipeline.stages.cataloguing import Attempt, Changes, Fresh, Save
from pipeline.stages.left_over import left_under_another_name
from pipeline.stages.moving import Edited, Moved
from pipeline.stages.project import Project, SeenCatalog, shipped_words
from pipeline.stages.up_to_date import UpToDate

Tell = Callable[[str], None]
KEPT_TEMPLATES = 1000  # of edited articles; those of more are made anew, so that memory is bounded
KEPT_FORMER = 200  # of these templates as they were before; those of more are read again


def update(
    project: Project,
    *,
    now: str,
    locales: tuple[str, ...] = (),
    articles: tuple[str, ...] = (),
    source_fix: bool = False,
    dry_run: bool = False,
    tell: Tell | None = None,
    warn: Tell | None = None,
) -> Changes:
    """Bring the templates and catalogs up to date with source/.

    With `source_fix`, edits that only mend a typo keep their translations as they are: their editor
    has said so. Those that change a number, a negation or a term are refused. `tell` hears of both,
    and of articles whose cut has changed, before their first file is written.
    `warn` hears where the memory was damaged and had to be made again, and where translations lie
    in the folder of a language that is called otherwise now.
    `now` is the date for POT-Creation-Date, used only where a msgid changed.
    """
    wanted = project.slugs(articles)
    with (
        lock(project.work / "lock"),
        begun(
            project,
            now=now,
            locales=locales,
            source_fix=source_fix,
            dry_run=dry_run,
            tell=tell,
            warn=warn,
        ) as run,
    ):
        for _ in run.articles(wanted):
            pass  # nobody reads them in between
    return run.changes


@contextlib.contextmanager
def begun(
    project: Project,
    *,
    now: str,
    locales: tuple[str, ...] = (),
    source_fix: bool = False,
    dry_run: bool = False,
    tell: Tell | None = None,
    warn: Tell | None = None,
) -> Iterator[Update]:
    """An update at its beginning, to be made under the lock; arguments as for `update`."""
    languages = project.targets(locales)
    save = Save(project, Changes(), dry_run)
    tell = tell or _say_nothing
    for remark in () if locales else left_under_another_name(project):
        (warn or tell)(remark)
    with rarely_collecting(), remembering.open_memory(project, tell=warn or tell) as memory:
        yield Update(project, languages, save, memory, now, tell, source_fix=source_fix)


def _say_nothing(text: str) -> None:
    """What `update` tells when nobody listens."""


@dataclass(slots=True)
class _Article:
    """An article with something new in it, put off until the others are done."""

    fresh: Fresh | None  # None: to be made anew, see KEPT_TEMPLATES
    texts: Edited


@dataclass(slots=True)
class _Held:
    """A catalog as it lies there."""

    base: bytes | None  # of the file; None where there is none
    catalog: Catalog | Splice  # what it holds; a Splice where only what differs need be merged


@dataclass(slots=True)
class _Made:
    """A catalog before and after its merge."""

    base: bytes | None  # of the file; None where there is none
    after: Catalog | bytes
    is_complete: bool  # nothing in it would take a translation of another article


@dataclass(slots=True)
class Update:
    """One update, made article by article as the next one is asked for."""

    project: Project
    languages: tuple[Language, ...]
    save: Save
    memory: Memory
    now: str
    tell: Tell
    source_fix: bool
    # Domains that lack a settled translation → `packed` marks of what they asked the memory for;
    # None: nobody knows.
    incomplete: dict[str, str | None] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)  # marks of texts that left their article
    judge: Judge = field(init=False)

    def __post_init__(self) -> None:
        terms = [term.term for term in self.project.termbase().terms]
        self.judge = Judge(self.project.settings.source_language, terms=terms)

    def attempt(self, domain: str, language: Language | None = None) -> Attempt:
        """A part of the run that may fail while the others go on."""
        name = domain if language is None else f"{domain} in {language}"
        return Attempt(name, self.save.changes.failures)

    @property
    def changes(self) -> Changes:
        """What was done until now."""
        return self.save.changes

    def articles(self, slugs: Iterable[str]) -> Iterator[str]:
        """Each of these articles once nothing is left to do for it, also where that failed.

        The leaflet's own words are brought up to date before. Articles with something new in them
        come last; the update is complete when all have been asked for.
        """
        self.save.tidy(self.languages)
        touched: list[str] = []
        with contextlib.closing(UpToDate(self.project, self.languages)) as record:
            for _ in self._in_two_turns((WORDS_DOMAIN,), record, touched):
                pass  # every leaflet says them
            wanted = tuple(slugs)
            yield from self._in_two_turns(wanted, record, touched)
            if not self.save.dry_run:
                failed = {each.task.partition(" in ")[0] for each in self.changes.failures}
                record.forget(failed.intersection(touched))
                done = [each for each in touched if each not in failed]
                record.finish(done, self.incomplete, self.save.digests)
                if frozenset(self.project.slugs()).issubset(wanted):
                    record.finish_library(self.memory, is_touched=bool(touched))

    def _in_two_turns(
        self, domains: Iterable[str], record: UpToDate, touched: list[str]
    ) -> Iterator[str]:
        later: dict[str, _Article] = {}
        lacking: list[str] = []  # what another article has lost in this run may be theirs
        for domain in domains:
            if not record.is_current(domain):
                self._begin(domain, record, later, touched)
            elif domain in record.lacking:
                lacking.append(domain)
                continue
            else:
                self.changes.unchanged += 1 + len(self.languages)
            if domain not in later:
                yield domain
        found = record.may_find(lacking, self.memory, self.gone, is_touched=bool(touched))
        for domain in lacking:
            if domain in found:
                self._begin(domain, record, later, touched)
            else:
                self.changes.unchanged += 1 + len(self.languages)
            if domain not in later:
                yield domain
        if not later:
            return
        moved = Moved(self.project, {domain: each.texts for domain, each in later.items()})
        for domain in tuple(later):
            with self.attempt(domain):
                self._second_turn(domain, later.pop(domain), moved)
            yield domain

    # ---- first turn
    def _begin(
        self, domain: str, record: UpToDate, later: dict[str, _Article], touched: list[str]
    ) -> None:
        touched.append(domain)
        with self.attempt(domain):
            self._first_turn(domain, later, is_settled=record.was_settled(domain))

    def _first_turn(self, domain: str, later: dict[str, _Article], *, is_settled: bool) -> None:
        """Merge what every catalog knows; an article with more is put off.

        `is_settled`: each catalog holds, translated, what the template asked until now.
        """
        fresh = self._template(domain)
        now = frozenset([unit.key for unit in fresh.catalog.units])
        if is_settled and fresh.former is not None:
            asked = frozenset(fresh.former.keys)
            if now - asked:  # what every language lacks: none need be read to find out
                self._lose(asked - now)
                edited = Edited(
                    dict.fromkeys(self.languages, now - asked),
                    dict.fromkeys(self.languages, asked - now),
                )
                self._put_off(fresh, edited, later)
                return
        bases: dict[Language, bytes | None] = {}
        standing: dict[Language, tuple[bytes, Entries, Look | None]] = {}
        wanted: dict[Language, frozenset[Key]] = {}
        alike: dict[frozenset[Key], frozenset[Key]] = {}  # most languages lack the same: held once
        gone: dict[Language, frozenset[Text]] = {}
        for language in self.languages:
            with self.attempt(domain, language):
                before = look(self.project.catalog_path(language, domain))
                base = self._data(domain, language)
                seen = None if base is None else fresh.glance(base, self._name(domain, language))
                if base is not None and seen is not None and fresh.stands_in(seen):
                    standing[language] = (base, seen, before)
                    wanted[language], gone[language] = frozenset(), frozenset()
                    continue
                held = _texts(seen or self._parsed(base, domain, language))
                bases[language] = base
                lacking = now - held.settled
                wanted[language] = alike.setdefault(lacking, lacking)
                gone[language] = held.active - now
                self._lose(gone[language])
        if any(wanted.values()):
            self._put_off(fresh, Edited(wanted, gone), later)
            return
        made: dict[Language, _Made] = {}
        for language, base in bases.items():
            with self.attempt(domain, language):
                catalog = self._parsed(base, domain, language)
                begun = self._begun(fresh.catalog, catalog, language)
                made[language] = _merged(base, merge.merge(fresh.catalog, begun))
        self._write(fresh, made)
        for language, (content, seen, before) in standing.items():
            seal = self.save.nothing(self.project.catalog_path(language, domain), content)
            self.project.seen.note(domain, language, SeenCatalog(seal, seen, before))

    def _lose(self, texts: Iterable[Text]) -> None:
        self.gone.update(mark(text) for _, text in texts)

    def _put_off(self, fresh: Fresh, texts: Edited, later: dict[str, _Article]) -> None:
        if len(later) >= KEPT_FORMER:
            fresh.set_aside()
        kept = fresh if len(later) < KEPT_TEMPLATES else None
        later[fresh.catalog.domain] = _Article(kept, texts)

    def _template(self, domain: str) -> Fresh:
        if domain == WORDS_DOMAIN:
            fresh = cataloguing.words_template(self.project, now=self.now)
        else:
            fresh = cataloguing.article_template(self.project, domain, now=self.now)
        return cataloguing.dated(self.project, fresh)

    def _name(self, domain: str, language: Language) -> str:
        return self.project.relative(self.project.catalog_path(language, domain))

    def _data(self, domain: str, language: Language) -> bytes | None:
        path = self.project.catalog_path(language, domain)
        return merging.read_catalog_file(path, name=self.project.relative(path))

    def _parsed(self, data: bytes | None, domain: str, language: Language) -> Catalog:
        """What a file holds; a new catalog without units where there is none."""
        if data is not None:
            return po.parse(data, self._name(domain, language))
        shipped = shipped_words(language) if domain == WORDS_DOMAIN else None
        return shipped or Catalog(domain, language, (), ())

    def _write(
        self, fresh: Fresh, made: Mapping[Language, _Made], asked: Iterable[int] | None = None
    ) -> None:
        domain = fresh.catalog.domain
        self.save(self.project.template_path(domain), fresh.content)
        if not all(each.is_complete for each in made.values()):
            self.incomplete[domain] = None if asked is None else packed(asked)
        for language, each in made.items():
            with self.attempt(domain, language):
                path = self.project.catalog_path(language, domain)
                if self.save.catalog(path, each.base, each.after):
                    self.incomplete[domain] = None  # for all that we know

    # ---- second turn
    def _second_turn(self, domain: str, article: _Article, moved: Moved) -> None:
        """Merge with everything that may know the new texts; their origins are found once."""
        fresh = article.fresh or self._template(domain)
        if fresh.former is None:
            fresh.taken_up(self.project)
        template = fresh.catalog
        held: dict[Language, _Held] = {}
        splicer = None if self.source_fix or fresh.texts is None else Splicer(template, fresh.texts)
        for language in article.texts.wanted:
            with self.attempt(domain, language):
                base = self._data(domain, language)
                held[language] = _Held(base, self._opened(base, domain, language, fresh, splicer))
        whole = [each.catalog for each in held.values() if isinstance(each.catalog, Catalog)]
        sources: set[Text] = set()
        for each in held.values():
            if isinstance(each.catalog, Splice):
                sources |= each.catalog.sources()
        origins = Origins(template, whole, self.judge, sources=sources)
        fixes = origins.fixes() if self.source_fix else ()
        made: dict[Language, _Made] = {}
        tallies: dict[Language, Tally] = {}
        with self.memory.noting() as asked:
            for language, each in held.items():
                with self.attempt(domain, language):
                    given = _Given(origins, fixes, moved.to(domain, language))
                    made[language], tally = self._with_all(template, each, language, given)
                    if tally:
                        tallies[language] = tally
        if tallies:
            self.tell(recutting.report(domain, tallies))
        for fix in fixes:
            self.tell(_told(domain, fix, made))
        # Those, too, that other articles may lose.
        wanted = {mark(key.msgid) for keys in article.texts.wanted.values() for key in keys}
        self._write(fresh, made, asked | wanted)

    def _with_all(
        self, template: Catalog, held: _Held, language: Language, given: _Given
    ) -> tuple[_Made, Tally | None]:
        """Merge one catalog with everything that may know its new texts."""
        if isinstance(held.catalog, Splice):
            return self._spliced(template, held, held.catalog, language, given), None
        before = self._begun(template, held.catalog, language)
        return self._merge(template, held.base, before, language, given)

    def _opened(
        self,
        base: bytes | None,
        domain: str,
        language: Language,
        fresh: Fresh,
        splicer: Splicer | None,
    ) -> Catalog | Splice:
        """What a file holds: read at a glance where that will do."""
        if base is not None and splicer is not None:
            seen = fresh.glance(base, self._name(domain, language))
            splice = None if seen is None else splicer.open(seen)
            if splice is not None:
                return splice
        return self._parsed(base, domain, language)

    def _begun(self, template: Catalog, before: Catalog, language: Language) -> Catalog:
        """The catalog as a merge begins with it.

        New suppressions are bound to their wordings, and there is a header: where it has none, not
        yet, or not any more.
        """
        before = suppressions.bound(before)
        if before.header:
            return before
        empty = replace(template, units=())
        begun = merge.new_catalog(empty, language, project=self.project.settings.name)
        said = before.header_comments or begun.header_comments
        return replace(before, header=begun.header, header_comments=said)

    def _spliced(
        self, template: Catalog, held: _Held, splice: Splice, language: Language, given: _Given
    ) -> _Made:
        """Merge those units of a catalog that the template changes; all else keeps its bytes."""
        asked = self._asked(template, splice.units, language)
        merged, gone = merge.merge_some(
            template,
            splice.to_merge(),
            origins=given.origins,
            withhold=self._withholds,
            elsewhere=given.elsewhere,
            certain=asked.certain if asked else None,
            memory=asked.near if asked else None,
            surer=merge.Surer(asked.approved, asked.says) if asked else None,
        )
        is_complete = all(map(_is_settled, merged.values()))
        return _Made(held.base, splice.content(merged, gone), is_complete)

    @property
    def _withholds(self) -> bool:
        return self.project.settings.on_meaning is OnMeaning.WITHHOLD

    def _merge(
        self,
        template: Catalog,
        base: bytes | None,
        before: Catalog,
        language: Language,
        given: _Given,
    ) -> tuple[_Made, Tally]:
        """Merge one catalog; also what a change of the cut has done to it."""
        cut = recutting.recut_catalog(self.project, template, before, language)
        asked = self._asked(template, {unit.key for unit in before.units}, language)
        after = merge.merge(
            template,
            cut.catalog,
            origins=given.origins,
            withhold=self._withholds,
            fixes={fix.new: fix.old for fix in given.fixes if not fix.is_refused},
            elsewhere=given.elsewhere,
            recut=cut.suggest,
            certain=asked.certain if asked else None,
            memory=asked.near if asked else None,
            surer=merge.Surer(asked.approved, asked.says) if asked else None,
        )
        return _merged(base, after), cut.tally(after)

    def _asked(
        self, template: Catalog, held: Collection[Key], language: Language
    ) -> Suggesters | None:
        """What the memory has to say. The leaflet's own words come with us, not from articles."""
        if template.domain == WORDS_DOMAIN:
            return None
        return self.memory.suggester(
            language,
            template=template,
            path=self.project.relative(self.project.catalog_path(language, template.domain)),
            held=held,
        )


@dataclass(frozen=True, slots=True)
class _Given:
    """What one catalog is merged with, besides the memory."""

    origins: Origins
    fixes: tuple[Fix, ...]
    elsewhere: Mapping[Key, Unit]


def _merged(base: bytes | None, after: Catalog) -> _Made:
    is_complete = all(map(_is_settled, after.units))
    return _Made(base, after, is_complete)


def _told(domain: str, fix: Fix, made: Mapping[Language, _Made]) -> str:
    """For its editor to read: what changed, and what became of its translations."""
    if fix.is_refused:
        fate = f"more than a typo, so not kept ({'; '.join(fix.reasons)})"
    else:
        kept = [
            language.tag
            for language, each in made.items()
            if isinstance(each.after, Catalog)  # all are, where a typo is mended
            and any(u.key == fix.new and u.state is State.TRANSLATED for u in each.after.units)
        ]
        fate = f"translations kept: {', '.join(kept) or 'none'}"
    return f"{domain}: {word_diff(fix.old.msgid, fix.new.msgid)}\n  {fate}"


class _Texts(NamedTuple):
    """The texts that are in use in a catalog, by what equals their keys."""

    active: frozenset[Text]
    settled: frozenset[Text]  # those that ask for no translation of another article


def _texts(held: Entries | Catalog) -> _Texts:
    rows: list[tuple[Text, bool]]
    if isinstance(held, Catalog):
        rows = [(unit.key, _is_settled(unit)) for unit in held.units if not unit.obsolete]
    elif held.is_translated:  # nearly always
        everything = frozenset(held.keys)
        return _Texts(everything, everything)
    else:
        offers = {each for each, head in held.heads.items() if head.fuzzy and head.previous}
        rows = [
            (key, state is not State.UNTRANSLATED and above not in offers)
            for key, state, above in zip(held.keys, held.states, held.above, strict=True)
        ]
    return _Texts(frozenset(key for key, _ in rows), frozenset(key for key, is_so in rows if is_so))


def _is_settled(unit: Unit) -> bool:
    """Whether a unit has a translation, and that is no mere offer, made from another text."""
    if unit.obsolete:
        return True
    return unit.state is not State.UNTRANSLATED and not merge.is_offer(unit)
