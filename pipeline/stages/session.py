"""One run of `check`: what is asked about a project's files, and what of that is on record.

A question has a key: a digest of every byte that is read for its answer. What is not on record is
a task for any worker (`cases`), or for the engine of this process (`judging`).
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import LeafletsError
from pipeline.execution.executor import Executor, Local
from pipeline.execution.finished import FinishedWork
from pipeline.execution.stamps import Look, Looks, digest, engine_stamp, listing, look
from pipeline.model import Finding, Language
from pipeline.places import (
    ABBREVIATIONS_FILE,
    LOCALES,
    MESSAGES,
    SETTINGS_FILE,
    SOURCE,
    SPELLING_FILE,
    WORDS_DOMAIN,
)
from pipeline.stages.addresses import Titles, missing_pages, review_to_come
from pipeline.stages.cases import Case, Heard, Setting, are_similar, cost
from pipeline.stages.picture_files import PictureFiles
from pipeline.stages.project import Project, has_review
from pipeline.stages.recorded import Facts, facts_of, findings_in
from pipeline.stages.terms_read import TermsRead

if TYPE_CHECKING:
    from pipeline.stages.judging import Bench, Judged, Needed
    from pipeline.stages.luggage import Files
    from pipeline.stages.shown import Pictures


# ---- questions
@dataclass(slots=True)
class _Question:
    """Something to be found out: under which name and key, and what is on record about it."""

    task: str
    key: str
    terms: Callable[[Facts], str]  # of the rows of the termbase that were read for the answer
    facts: Facts | None
    looks: (
        Looks  # how the files that are read for the answer looked before their digests were taken
    )
    _findings: list[Finding] | None = None

    @property
    def findings(self) -> list[Finding]:
        """What was found; nothing before the question is answered."""
        if self._findings is None and self.facts is not None:
            self._findings = findings_in(self.facts)
        return self._findings or []


@dataclass(slots=True)
class _CatalogQuestion:
    """What a catalog is like, beside its article."""

    path: Path
    digest: bytes  # of its content; of nothing where there is no file
    size: int
    asked: _Question


@dataclass(slots=True)
class _Plan:
    """All that is asked about an article, and the task for what is not on record."""

    slug: str
    article: _Question | None  # None: these are the leaflet's own words
    catalogs: dict[Language, _CatalogQuestion] = field(default_factory=dict)
    together: _Question | None = None  # about all languages, where they have similar findings
    case: Case | None = None

    @property
    def is_broken(self) -> bool:
        """Whether it is known that the article can't be read."""
        facts = self.article.facts if self.article is not None else None
        return facts is not None and bool(facts["broken"])

    @property
    def unknown(self) -> tuple[Language, ...]:
        """The languages whose catalogs have to be judged."""
        return tuple(tag for tag, each in self.catalogs.items() if each.asked.facts is None)

    @property
    def known(self) -> dict[Language, list[Finding]]:
        """What is on record about the others."""
        asked = {language: each.asked for language, each in self.catalogs.items()}
        return {language: each.findings for language, each in asked.items() if each.facts}

    def as_case(self, source_size: int, files: Files) -> Case:
        """The task for what is not on record; the article has so many bytes."""
        judges_article = self.article is not None and self.article.facts is None
        sizes = (self.catalogs[language].size for language in self.unknown)
        return Case(
            self.slug,
            judges_article=judges_article,
            catalogs=self.unknown,
            compared=tuple(self.catalogs) if self.together is not None else (),
            known=self.known if self.together is not None else {},
            size=sum(sizes) + (source_size if judges_article else 0),
            files=files,
        )


@dataclass
class Session:
    """One run over a project's files: what was found, and what is on record."""

    project: Project
    latest: str = ""  # the day, as ISO 8601, after which nothing can have been done; "": not asked
    findings: list[Finding] = field(default_factory=list)
    used: dict[str, list[Needed]] = field(default_factory=dict)  # by article
    keys: dict[Path, bytes] = field(default_factory=dict)  # the digest of each catalog seen
    sight: dict[Path, Look | None] = field(default_factory=dict)  # how it looked before
    folders: dict[Path, list[Path]] = field(default_factory=dict)  # and where those lie that exist
    seen: set[str] = field(default_factory=set)  # tasks of this run
    links: dict[str, list[tuple[str, str, int]]] = field(
        default_factory=dict
    )  # of articles to other files
    ids: dict[str, frozenset[str] | None] = field(default_factory=dict)  # and to what they can lead
    titles: Titles = field(default_factory=dict)

    def __post_init__(self) -> None:
        settings = self.project.settings
        self.record = FinishedWork.open(self.project.work, "check")
        # How what every question is about looked before it was read.
        self.looks: dict[str, Look | None] = {}
        for path in (settings.root / SETTINGS_FILE, self.project.termbase_path):
            self._see(path, self.looks)
        self.terms = TermsRead(self.project, self.record)
        self.picture_files = PictureFiles(self.project)
        self.common = digest(
            (
                engine_stamp(),
                self.terms.of_documents,
                settings.of_texts(),
                self._read(settings.root / ABBREVIATIONS_FILE, self.looks),
                self.project.drawings_digest(),
                self._read(settings.root / SPELLING_FILE, self.looks),
                self._dictionaries(),
            )
        ).encode()

    @cached_property
    def bench(self) -> Bench:
        """The engine, loaded when it is first needed."""
        from pipeline.stages.judging import Bench

        return Bench(self.project)

    def _dictionaries(self) -> bytes:
        """What those of words look like, which are large and no files of the project's."""
        folder = self.project.settings.dictionaries
        return repr(sorted(listing(folder).items()) if folder else ()).encode()

    def _read(self, path: Path, looks: dict[str, Look | None]) -> bytes:
        """What a file holds, which is looked at before."""
        self._see(path, looks)
        return _bytes(path)

    def _see(self, path: Path, looks: dict[str, Look | None]) -> None:
        """Remember how a file looks, or looked before the project read what it holds by now."""
        name, known = str(path), self.project.looks
        looks[name] = known[name] if name in known else look(name)

    # ---- questions
    def _question(
        self, task: str, key: str, looks: Looks, terms: Callable[[Facts], str] | None = None
    ) -> _Question:
        """About which something else may be on record: what has read other terms counts nothing."""
        terms = terms or (lambda _: self.terms.whole)
        facts = self.record.facts(task, key)
        if facts is not None and facts["terms"] != terms(facts):
            facts = None
        return _Question(task, key, terms, facts, looks)

    def _answer(self, question: _Question, facts: Facts | None) -> Facts:
        """Take what is on record, or else `facts`, which are on record from now on."""
        self.seen.add(question.task)
        if question.facts is None:
            assert facts is not None
            facts = {**facts, "terms": question.terms(facts)}
            # Where somebody has saved something meanwhile, nobody knows which of both was judged.
            if all(
                look(path) == seen for path, seen in (*self.looks.items(), *question.looks.items())
            ):
                self.record.finish(question.task, question.key, (), facts)
            question.facts = facts
        self.findings += question.findings
        return question.facts

    def _judged(self, task: str, key: str, looks: Looks, work: Callable[[], Judged]) -> Facts:
        """What is on record for a task, or is found now."""
        question = self._question(task, key, looks)
        return self._answer(question, None if question.facts else facts_of(work()))

    # ---- articles
    def articles(
        self,
        slugs: Iterable[str],
        languages: Iterable[Language],
        *,
        words: bool = False,
        compare: bool = False,
        executor: Executor | None = None,
    ) -> None:
        """Articles and their catalogs in these languages; of a broken article, only that.

        `words`: also the catalogs of the leaflet's own words. `compare`: also the sentences that
        several languages have the same trouble with.
        """
        languages = tuple(languages)
        executor = executor or Local(cost, limit=1)
        waiting: deque[_Plan] = deque()
        is_remote = executor.is_remote
        plans = self._plans(slugs, languages, words=words, compare=compare, is_remote=is_remote)

        def cases() -> Iterator[Case]:
            for plan in plans:
                waiting.append(plan)
                if plan.case is not None:
                    yield plan.case
                elif len(waiting) == 1:
                    self._settle(waiting.popleft(), Heard())

        setting = Setting(self.project.root, own=lambda: self.bench)
        if is_remote:
            from pipeline.stages import luggage

            packed = luggage.for_checks(
                self.project, (self.project.settings.source_language, *languages)
            )
            setting = Setting(self.project.root, packed)
        for heard in executor.run(setting, cases()):
            while waiting[0].case is None:
                self._settle(waiting.popleft(), Heard())
            self._settle(waiting.popleft(), heard)
        for plan in waiting:
            self._settle(plan, Heard())
        for slug, links in self.links.items():
            self.findings += missing_pages(self.project, slug, links, self._ids_of)
        self.links.clear()

    def _ids_of(self, slug: str) -> frozenset[str] | None:
        """The places in an article that links can lead to; None where it can't be read."""
        if slug not in self.ids:
            self.ids[slug] = self.bench.ids(slug)
        return self.ids[slug]

    def _plans(
        self,
        slugs: Iterable[str],
        languages: tuple[Language, ...],
        *,
        words: bool,
        compare: bool,
        is_remote: bool,
    ) -> Iterator[_Plan]:
        """What is asked about each article, and about the leaflet's own words, one at a time."""
        for slug in slugs:
            yield self._plan(slug, languages, compare=compare, is_remote=is_remote)
        if words:
            yield self._plan_of_words(languages, is_remote=is_remote)

    def _plan(
        self, slug: str, languages: tuple[Language, ...], *, compare: bool, is_remote: bool
    ) -> _Plan:
        """What is asked about an article, and of that what is on record."""
        looks: dict[str, Look | None] = {}
        source = self._read(self.project.article_path(slug), looks)
        article = self._question(
            f"{SOURCE}/{slug}.md",
            digest((self.common, source, self._review(slug, source))),
            looks,
            lambda _: self.terms.of_article(slug, source),
        )
        plan = _Plan(slug, article)
        if plan.is_broken:
            return plan
        plan.catalogs = self._catalogs(slug, languages, source, looks)
        is_known = article.facts is not None and not plan.unknown
        if compare and (not is_known or are_similar(itertools.chain(*plan.known.values()))):
            digests = (each.digest for each in plan.catalogs.values())
            tags = (each.tag.encode() for each in plan.catalogs)
            key = digest((self.common, source, *tags, *digests))
            for each in plan.catalogs.values():
                looks = {**looks, **each.asked.looks}
            plan.together = self._question(f"{SOURCE}/{slug}.md in all languages", key, looks)
            is_known = is_known and plan.together.facts is not None
        if not is_known:
            files = self._files(slug, languages) if is_remote else {}
            plan.case = plan.as_case(len(source), files)
        return plan

    def _review(self, slug: str, source: bytes) -> bytes:
        """What is noted of the article's review."""
        return self.project.review_of(slug).encode() if has_review(source) else b""

    def _plan_of_words(self, languages: tuple[Language, ...], *, is_remote: bool) -> _Plan:
        """The same of the leaflet's own words, whose catalogs stand beside no article.

        They are a task like the others: here they would make one process more learn all languages.
        """
        looks: dict[str, Look | None] = {}
        source = self._read(self.project.article_path(WORDS_DOMAIN), looks)
        plan = _Plan(WORDS_DOMAIN, None, self._catalogs(WORDS_DOMAIN, languages, source, looks))
        if plan.unknown:
            plan.case = plan.as_case(0, self._files(WORDS_DOMAIN, languages) if is_remote else {})
        return plan

    def _catalogs(
        self, slug: str, languages: Iterable[Language], source: bytes, looks: Looks
    ) -> dict[Language, _CatalogQuestion]:
        return {
            language: self._catalog_question(slug, language, source, looks)
            for language in languages
        }

    def _files(self, slug: str, languages: Iterable[Language]) -> Files:
        from pipeline.stages import luggage

        return luggage.of_article(self.project, slug, languages, self.pictures)

    @cached_property
    def pictures(self) -> Pictures:
        """Those that articles may show."""
        from pipeline.stages.shown import Pictures

        return Pictures.below(self.project.root / SOURCE)

    def _settle(self, plan: _Plan, heard: Heard) -> None:
        """Take the answers to what was asked about an article; what is on record goes first."""
        if plan.article is not None:
            facts = self._answer(plan.article, heard.article)
            if plan.is_broken:
                return
            self._note_used(plan.slug, facts)
            self.findings += self.picture_files.findings(plan.slug, facts["pictures"])
            self.links[plan.slug] = facts["links"]
            self.ids[plan.slug] = frozenset(facts["ids"])
            self._note_title(plan.slug, None, facts)
            self.findings += review_to_come(
                self.project, plan.slug, *facts["reviewed"], latest=self.latest
            )
        for language, catalog in plan.catalogs.items():
            self._note_catalog(catalog)
            facts = self._answer(catalog.asked, heard.catalogs.get(language))
            self._note_used(plan.slug, facts)
            self._note_title(plan.slug, language, facts)
        if plan.together is not None and (heard.suspects or plan.together.facts):
            self._note_used(plan.slug, self._answer(plan.together, heard.suspects))

    def _note_title(self, slug: str, language: Language | None, facts: Facts) -> None:
        title, line = facts["title"]
        if title:
            self.titles.setdefault(language, {})[slug] = (title, line)

    # ---- catalogs
    def _catalog_question(
        self,
        slug: str,
        language: Language | None,
        source: bytes,
        looks: Looks,
        path: Path | None = None,
    ) -> _CatalogQuestion:
        """What a catalog is like, beside the article with this source, which looked so."""
        if path is None:
            assert language is not None
            path = self.project.catalog_path(language, slug)
        looks = dict(looks)
        content = self._read(path, looks)
        key = digest((self.common, source, content, str(language).encode()))

        def terms(facts: Facts) -> str:
            return self.terms.of_catalog(slug, source, None if facts["strange"] else language)

        asked = self._question(self.project.relative(path), key, looks, terms)
        return _CatalogQuestion(path, digest((content,)).encode(), len(content), asked)

    def _note_catalog(self, catalog: _CatalogQuestion) -> None:
        """Remember it for what is asked about all catalogs of its language."""
        if catalog.size and catalog.path not in self.keys:
            self.folders.setdefault(catalog.path.parent, []).append(catalog.path)
        self.keys[catalog.path] = catalog.digest
        self.sight[catalog.path] = catalog.asked.looks[str(catalog.path)]

    def catalog(self, path: Path, language: Language | None, domain: str) -> None:
        """One catalog beside its article."""
        looks: dict[str, Look | None] = {}
        source = self._read(self.project.article_path(domain), looks)
        catalog = self._catalog_question(domain, language, source, looks, path)
        self._note_catalog(catalog)
        asked = catalog.asked
        found = None if asked.facts else facts_of(self.bench.catalog(path, language, domain))
        self._note_used(domain, self._answer(asked, found))

    def lone_catalog(self, path: Path, targets: frozenset[Language] | None) -> None:
        """A PO file that was named, if in one of `targets`: with its article where there is one."""
        absolute = self.project.own_path(path)
        slug = absolute.stem
        folder = absolute.parent.parent
        own = folder.parent == self.project.root / LOCALES and absolute.parent.name == MESSAGES
        if targets is not None and own and Language.parse(folder.name) not in targets:
            return
        if self.project.article_path(slug).exists() and f"{SOURCE}/{slug}.md" not in self.seen:
            self.articles((slug,), ())
        self.catalog(absolute, Language.parse(folder.name) if own else None, slug)

    def language(self, language: Language) -> None:
        """What only all catalogs of a language together can tell."""
        folder = self.project.catalog_path(language, "").parent
        paths = sorted(self.folders.get(folder, ()))
        # With their names: what is found says in which files.
        known = ((path.name.encode(), self.keys[path]) for path in paths)
        key = digest((self.common, *itertools.chain.from_iterable(known)))
        task = f"{LOCALES}/{language.directory}"
        looks = {str(path): self.sight[path] for path in paths}
        self._judged(task, key, looks, lambda: self.bench.language(language, self._marks(paths)))

    def contacts(self) -> None:
        """The contact lines of leaflets.toml."""
        settings = self.project.settings
        if any(settings.contacts.values()):
            about = repr((sorted(settings.contacts.items()), settings.contact_places()))
            key = digest((self.common, about.encode()))
            self._judged(SETTINGS_FILE, key, {}, self._contacts_judged)

    def _contacts_judged(self) -> Judged:
        return self.bench.contacts()  # which loads it

    def _marks(self, paths: Iterable[Path]) -> dict[Path, str]:
        """What was found out about each of these catalogs, in this run or an earlier one."""
        marks = {}
        for path in paths:
            facts = self.record.last_facts(self.project.relative(path))
            # None where no record can be written.
            marks[path] = self.bench.marks(path) if facts is None else facts["marks"]
        return marks

    def unused(self, slugs: Iterable[str]) -> None:
        """The suppressions in articles that nothing needed, where all languages were looked at."""
        for slug in slugs:
            text = _bytes(self.project.article_path(slug))
            if b"leaflets:" not in text or b"allow" not in text:
                continue
            try:
                self.findings += self.bench.unused(slug, self.used.get(slug, ()))
            except LeafletsError as error:
                if error.exit_code != 1:
                    raise  # an article that can't be read has its finding already

    def forget_others(self) -> None:
        """Take off the record what is no part of the project any more."""
        for task in self.record.tasks():
            if task not in self.seen and task not in self.terms.seen:
                self.record.forget(task)

    def _note_used(self, slug: str, facts: Facts) -> None:
        if facts["used"]:
            self.used.setdefault(slug, []).extend(tuple(each) for each in facts["used"])


def _bytes(path: Path) -> bytes:
    """What the file holds; nothing where there is none, something else where it can't be read.

    What was found then is on record, and would be told of a file that is not there any more.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        return f"\0{error.strerror}".encode()
