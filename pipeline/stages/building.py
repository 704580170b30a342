"""build: documents + catalogs → dist/. Only what changed is made again.

A task is one article in the languages in which a file of it is not current: `exporting`. Here it
is found out which those are, with `standing` for a whole project and `keys` for a leaflet, and what
was made is noted. A task that fails is reported and the others go on. What we did not write is
never deleted.
"""

from __future__ import annotations

import itertools
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExportError
from pipeline.execution.executor import Executor, Local
from pipeline.execution.finished import FinishedWork
from pipeline.execution.stamps import Looks, digest, engine_stamp, stamp
from pipeline.execution.storage import Storage
from pipeline.files import lock
from pipeline.model import Coverage, Finding, Language, Severity
from pipeline.places import LOCALES, MESSAGES, SETTINGS_FILE, SOURCE, TEMPLATES, WORDS_DOMAIN
from pipeline.stages import exporting, standing
from pipeline.stages.build_request import BuildRequest, usual_offer
from pipeline.stages.build_result import BuildResult, shown
from pipeline.stages.exporting import (
    RELEASE_HINT,
    MadeLeaflet,
    Order,
    Setting,
    Wanted,
    Workshop,
    coverage_of,
    file_name,
)
from pipeline.stages.keys import Keys, look_elsewhere
from pipeline.stages.offered import ALL_NAMES
from pipeline.stages.project import Project, theme_of

if TYPE_CHECKING:
    from pipeline.leaflets.entry import IndexEntry
    from pipeline.stages.luggage import Files

Progress = Callable[[int, int, str], None]  # tasks done, tasks in all, the one at hand
Updated = Callable[[Iterable[str]], Iterable[str]]  # the same articles, each once it may be read
# What a file costs, in seconds of CPU: tells whether more processes pay.
COSTS: Mapping[str, float] = {"html": 0.0015, "txt": 0.002, "md": 0.002, "epub": 0.02, "docx": 0.05}
COST_OF_PRINT = 0.08
NO_KEY = ""  # of a file that is not known to be what its sources say
INDEX = "index.html"  # the list of all leaflets
STRANGERS = 5  # files that are named; of more, the number is told
KEPT = ("pdf", "epub", "docx")  # files that are kept by key: those that cost more to make than that


def build(
    project: Project,
    request: BuildRequest,
    *,
    findings: Iterable[Finding] = (),
    progress: Progress = lambda done, total, label: None,
    view: standing.View | None = None,
    told: Callable[[BuildResult], tuple[str, str]] = lambda result: ("", ""),
    updated: Updated | None = None,
) -> BuildResult:
    """Make the leaflets asked for, and dist/index.html over all that are current.

    With `release`, a leaflet with a gap or with a finding of severity error in `findings` is
    refused, and a draft of it that an earlier build left in the folder is removed; and no file is
    taken to be current for its looks. `view`: what the sources look like, where that was just
    found out. `told`: what the next build tells where nothing has changed (`standing.State.told`).
    `updated`: an update that goes along, so that every article and catalog is read once for both.
    """
    out = request.storage(project)
    record = FinishedWork.open(project.work, "build", look=out.stamp)
    known = tuple(findings)
    with lock(project.work / "lock"), record as work:
        seen = _Seen(project, request, out, view)
        sight = seen.view.sight
        builder = _Builder(project, request, out, known, work, progress, sight)
        is_first = work.knew_nothing  # or its record was removed
        before = None if updated or is_first else seen.state
        pairs = builder.pairs if before is None else builder.changed(before, seen.view.changes)
        builder.run(pairs, updated or iter)
        if request.dry_run:
            return builder.result
        work.save()  # what is left to do is quickly done again
        if builder.may_have_orphans:
            builder.remove_orphans()
            if is_first:
                builder.tell_strangers()
        else:
            builder.remove_others(pairs)
        builder.tell_unknown()
        builder.index(may_be_current=before is not None)
        if updated or work.was_damaged:
            seen.view.look_again()
        if work.was_damaged:  # what it called current is on no list any more
            first, sight = builder.result, seen.view.sight
            builder = _Builder(project, request, out, known, work, progress, sight)
            builder.run(builder.pairs, iter)
            builder.index(may_be_current=False)
            builder.result.made += first.made
        seen.note(builder, told(builder.result))
    return builder.result


class _Seen:
    """What the sources look like in this build, and looked like in the last complete one."""

    def __init__(
        self, project: Project, request: BuildRequest, out: Storage, view: standing.View | None
    ) -> None:
        self._root, self._request = str(project.root), request
        self._now_ns = time.time_ns()
        self.view = view or standing.View(self._root, request.kind)
        self._can_tell = not out.is_shared  # what its folders look like from outside
        self.state: standing.State | None = None  # that can be relied on
        if self._can_tell and not request.release:
            state = self.view.state
            if state and state.engine == engine_stamp() and state.others_are_unchanged:
                self.state = state

    def note(self, builder: _Builder, told: tuple[str, str]) -> None:
        """Write down how things stand, where everything is as it should be."""
        if self._request.release:
            standing.forget(self._root)  # what a release takes away, others must make again
            return
        result = builder.result
        if result.failures or not self._can_tell or not builder.is_settled:
            return
        made = [result.out.address(language.tag) for language in builder.published]
        top, index = result.out.address(""), result.out.address(INDEX)
        outputs = [os.path.join(self._root, address) for address in (top, *made, index)]
        state = standing.State(
            engine=engine_stamp(),
            sources=self.view.trusted(now_ns=self._now_ns),
            inputs=standing.trusted(builder.elsewhere, now_ns=self._now_ns),
            templates=self.view.trusted_templates(now_ns=self._now_ns),
            others={path: stamp(path) for path in outputs},
            counts={
                language.tag: [
                    result.files[language],
                    *(each.total, each.translated, each.fuzzy, each.untranslated),
                ]
                for language, each in result.coverage.items()
            },
            told=told,
        )
        standing.write(self._root, self._request.kind, state)


class _Builder:
    """One build."""

    def __init__(
        self,
        project: Project,
        request: BuildRequest,
        out: Storage,
        findings: tuple[Finding, ...],
        work: FinishedWork,
        progress: Progress,
        sight: standing.Sight,
    ) -> None:
        settings = project.settings
        self.project, self.request, self.findings = project, request, findings
        self.work, self.progress = work, progress
        self.result = BuildResult(out)
        self.offer, self.usual_offer = request.offer(settings), usual_offer(settings)
        self.published = (settings.source_language, *settings.languages)
        self.languages = project.languages(request.locales) if request.locales else self.published
        self.slugs = project.slugs()
        self.wanted = project.slugs(request.articles) if request.articles else self.slugs
        self.elsewhere = look_elsewhere(project)
        self.theme = theme_of(project)
        self.keys = Keys(
            project,
            self.theme,
            offer=self.offer,
            published=self.published,
            epoch=request.epoch,
            sight=sight,
            elsewhere=self.elsewhere,
        )
        self.executor = _executor(request)
        is_remote = self.executor.is_remote
        if is_remote:
            from pipeline.stages import luggage

        self.setting = Setting(
            project.root,
            self.published,
            self.offer,
            request.release,
            request.epoch,
            storage=out if is_remote and out.is_shared else None,
            luggage=luggage.for_leaflets(project, self.published) if is_remote else None,
            project=project,
            keys=self.keys,
            kept=self._kept,
        )
        # Of what is not made: its keys, and how looked what they were made from.
        self.ordered: dict[str, tuple[dict[Language, Mapping[str, str]], Looks]] = {}
        self.unknown: dict[str, None] = {}  # files at the addresses of leaflets, not known as ours
        self.was_changed = False  # while it was read: what was made says something else than a key
        self.current = 0  # leaflets with nothing to make
        # What the index says of the leaflets that are looked at, if anything was known before.
        self.former: dict[tuple[str, Language], dict[str, Mapping[str, Any]]] = {}
        self.index_is_current = False  # as far as these can tell
        self.may_have_orphans = True

    @cached_property
    def pairs(self) -> list[tuple[str, Language]]:
        """All leaflets asked for."""
        return [(slug, language) for slug in self.wanted for language in self.languages]

    @property
    def is_settled(self) -> bool:
        """Whether all that was read is what it was when this build began, as far as that knows."""
        return not self.was_changed and self.keys.hold({})

    # ---- which leaflets to look at
    def changed(
        self, before: standing.State, changes: Iterable[tuple[str, str]]
    ) -> list[tuple[str, Language]]:
        """Of the leaflets asked for, those that may differ from what the last build left.

        `changes` are the files, by folder, that look otherwise than they did before it. Begins the
        counts of the result with what that build counted.
        """
        slugs: set[str] = set()
        catalogs: defaultdict[str, set[Language]] = defaultdict(set)
        articles = frozenset(self.slugs)
        of_folder = {f"{LOCALES}/{each.directory}/{MESSAGES}": each for each in self.published}
        words: set[Language] = set()
        source = self.project.settings.source_language
        for folder, name in changes:
            stem, _, kind = name.rpartition(".")
            if folder == SOURCE and kind == "md" and stem in articles:
                slugs.add(stem)
            elif folder in of_folder and stem == WORDS_DOMAIN:
                words.add(of_folder[folder])
            elif folder in of_folder:
                catalogs[stem].add(of_folder[folder])
            elif folder == TEMPLATES:
                catalogs[stem].add(source)  # what it notes of the article's review
            else:
                return self.pairs
        if before.counts.keys() != {language.tag for language in self.languages}:
            return self.pairs
        found = [
            (slug, language)
            for slug in self.wanted
            if words or slug in slugs or slug in catalogs
            for language in self.languages
            if slug in slugs or language in words or language in catalogs.get(slug, ())
        ]
        self.may_have_orphans = False  # no article and no setting has changed
        self.index_is_current = not words  # it says some of them
        for tag, (files, *coverage) in before.counts.items():
            self.result.add(Language.parse(tag), Coverage(*coverage), files)
        for slug, language in found:
            facts = self._last_facts(slug, language, self.offer.of(slug, language))
            self.former[slug, language] = facts
            if facts:
                known = coverage_of(next(iter(facts.values())))
                self.result.take_away(language, known, len(facts))
        return found

    def _last_facts(
        self, slug: str, language: Language, names: Iterable[str]
    ) -> dict[str, Mapping[str, Any]]:
        """What is known of those files of a leaflet that lie there, by name."""
        found = {name: self.work.last_facts(self._task(slug, language, name)) for name in names}
        return {name: facts for name, facts in found.items() if facts is not None}

    def _task(self, slug: str, language: Language, name: str) -> str:
        """What the making of a file is known by on record: its address."""
        return self.result.out.address(file_name(slug, language, name))

    def _kept(self, key: str) -> bytes | None:
        """What is on record for a key."""
        found = self.work.result(key)
        return found.content if found else None

    # ---- the leaflets
    def run(self, pairs: Sequence[tuple[str, Language]], updated: Updated) -> None:
        """Bring every file of these leaflets up to date, or note why that can't be."""
        for _, language in pairs:
            self.result.add(language, Coverage())
        self._remove_leftovers({language for _, language in pairs})
        self._tell_omissions(pairs)
        done = 0
        self.progress(0, len(pairs), "")
        for made in self.executor.run(self.setting, self._orders(pairs, updated)):
            done += len(made.leaflets)
            keys, looks = self.ordered.pop(made.slug)
            is_as_read = self.keys.hold(looks)
            if is_as_read:
                for key, content in made.kept.items():
                    self.work.keep(key, {}, content)
            else:  # somebody has saved something meanwhile: the next build makes it anew
                self.was_changed = True
                keys = {language: dict.fromkeys(each, NO_KEY) for language, each in keys.items()}
            for leaflet in made.leaflets:
                self._note(made.slug, leaflet, keys[leaflet.language])
            self.progress(self.current + done, len(pairs), made.slug)
        self.progress(len(pairs), len(pairs), "")

    def _orders(self, pairs: Iterable[tuple[str, Language]], updated: Updated) -> Iterator[Order]:
        """What has to be made, article by article; what is current is only counted."""
        groups = itertools.groupby(pairs, key=itemgetter(0))
        asked = {slug: [language for _, language in group] for slug, group in groups}
        for slug in updated(asked):
            leaflets: list[Wanted] = []
            ordered: dict[Language, Mapping[str, str]] = {}
            for language in asked[slug]:
                keys = self.keys.of(slug, language, self.offer.of(slug, language))
                missing = self._missing(slug, language, keys)
                if self.request.dry_run:
                    self.result.planned += missing.values()
                    continue
                if missing and not self.request.release:
                    self._take_kept(slug, language, missing, keys)
                if missing or self.request.release:
                    refusal = self._refusal(slug, language)
                    leaflets.append(Wanted(language, tuple(missing), refusal))
                    ordered[language] = keys
                else:
                    self.current += 1
                    self._count_current(slug, language, keys)
            if leaflets:
                self.ordered[slug] = (ordered, self.keys.looks)
                yield Order(slug, tuple(leaflets), self._files(slug, leaflets))

    def _files(self, slug: str, leaflets: Iterable[Wanted]) -> Files:
        """What an order has to bring along."""
        if not self.executor.is_remote:
            return {}
        from pipeline.stages import luggage

        languages = [wanted.language for wanted in leaflets]
        return luggage.of_article(self.project, slug, languages, self.keys.pictures)

    def _missing(self, slug: str, language: Language, keys: Mapping[str, str]) -> dict[str, str]:
        """The files of a leaflet that are not current: what stands after "<slug>.", and address."""
        tasks = {name: self._task(slug, language, name) for name in keys}
        return {
            name: task for name, task in tasks.items() if self.work.facts(task, keys[name]) is None
        }

    def _take_kept(
        self, slug: str, language: Language, missing: dict[str, str], keys: Mapping[str, str]
    ) -> None:
        """Write what was made before, for these keys, and is kept; it is missing no more."""
        for name, task in tuple(missing.items()):
            kept = self.work.result(keys[name]) if name.endswith(KEPT) else None
            if kept is not None:
                self.result.out.write(file_name(slug, language, name), kept.content)
                self.work.finish(task, keys[name], [task], kept.facts)
                self.result.made += 1
                del missing[name]

    def _count_current(self, slug: str, language: Language, keys: Mapping[str, str]) -> None:
        """Count a leaflet and its files that are current."""
        tasks = ((name, self._task(slug, language, name)) for name in keys)
        found = {name: self.work.facts(task, keys[name]) for name, task in tasks}
        self._count(slug, language, {n: facts for n, facts in found.items() if facts is not None})

    def _count(
        self, slug: str, language: Language, current: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Count a leaflet of which these files are current."""
        if current:
            coverage = coverage_of(next(iter(current.values())))
            self.result.add(language, coverage, len(current))
        if current != self.former.get((slug, language), {}):
            self.index_is_current = False

    def _note(self, slug: str, made: MadeLeaflet, keys: Mapping[str, str]) -> None:
        """Note what became of a leaflet, and write the files that were made of it."""
        self.result.failures += made.failures
        self.result.remarks += made.remarks
        if made.refused is not None:
            self.result.add(made.language, made.refused)
            self.result.refused[made.language] += 1
        if not made.facts:
            self._withdraw(slug, made.language)
            return
        for name, content in made.contents.items():
            self.result.out.write(file_name(slug, made.language, name), content)
            if name.endswith(KEPT) and keys[name] != NO_KEY:
                self.work.keep(keys[name], made.facts, content)
        for name in made.stored:
            self.result.out.noted(file_name(slug, made.language, name))
        done = (*made.contents, *made.stored)
        for name in done:
            task = self._task(slug, made.language, name)
            self.work.finish(task, keys[name], [task], made.facts)
            self.result.made += 1
        self._take_back(slug, made.language, made.failed)
        if keys.keys() <= set(done):
            self._count(slug, made.language, dict.fromkeys(done, made.facts))
        else:
            self._count_current(slug, made.language, keys)

    # ---- what must go
    def _remove(self, name: str) -> None:
        """Remove what an earlier build of ours left: it is not what the article says now."""
        if self.work.forget(self.result.out.address(name)):
            self.result.out.remove(name)

    def _withdraw(self, slug: str, language: Language) -> None:
        """Remove what an earlier build of ours left of a leaflet that can't, or may not, be made.

        Where its article can't be read, nobody knows whether the dose there is still the old one.
        """
        self.index_is_current = False
        self._take_back(slug, language, ALL_NAMES)

    def _take_back(self, slug: str, language: Language, names: Iterable[str]) -> None:
        """Remove these files of a leaflet, and remember those that lie there and are not ours.

        They may be: a record that was deleted tells no more.
        """
        for name in names:
            file = file_name(slug, language, name)
            self._remove(file)
            self._remember_if_there(file)

    def _remember_if_there(self, file: str) -> None:
        address = self.result.out.address(file)
        if self.result.out.stamp(address) is not None:
            self.unknown[shown(self.project, address)] = None

    def _refusal(self, slug: str, language: Language) -> ExportError | None:
        """Why a release refuses this leaflet, whatever it looks like."""
        errors = [
            finding
            for finding in self.findings
            if finding.severity is Severity.ERROR
            and finding.article in (slug, WORDS_DOMAIN, None)  # every leaflet has the words
            and finding.locale in (language.tag, None)
        ]
        if not self.request.release or not errors:
            return None
        more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
        first = errors[0]
        return ExportError(
            f"not released: {first.id}: {first.message}{more}",
            path=first.path,
            line=first.line,
            hint=RELEASE_HINT,
        )

    def remove_orphans(self) -> None:
        """Remove what we once made of articles and languages that the project no longer has."""
        files = {f"{slug}.{name}": (slug, name) for slug in self.slugs for name in ALL_NAMES}
        tags = {language.tag: language for language in self.published}
        asked = frozenset(self.pairs)
        for task in self.work.tasks():
            address = self.result.out.name_of(task)
            if address is None or address.count("/") != 1:
                continue
            tag, _, file = address.partition("/")
            if tag not in tags or file not in files:
                self._remove(address)
                continue
            slug, name = files[file]
            if (slug, tags[tag]) in asked and name in self._others(slug, tags[tag]):
                self._remove_outdated(slug, tags[tag], name)

    def tell_strangers(self) -> None:
        """Name the files that may be leaflets of earlier builds, where no record tells.

        Whose they are can't be known, so they stay: a leaflet of an article that is gone is for its
        publisher to remove.
        """
        files = {f"{slug}.{name}" for slug in self.slugs for name in ALL_NAMES}
        tags = {language.tag for language in self.published}
        endings = tuple(f".{name}" for name in ALL_NAMES)
        found = [
            shown(self.project, self.result.out.address(f"{folder}/{name}"))
            for folder, names in self.result.out.folders()
            for name in names
            if name.endswith(endings) and (folder not in tags or name not in files)
        ]
        if found:
            self._tell_unknown(found, "made from no article that is here now")
        for slug, language in self.pairs:  # formats that were asked for once
            for name in self._others(slug, language):
                if self._last_facts(slug, language, (name,)) == {}:
                    self._remember_if_there(file_name(slug, language, name))

    def tell_unknown(self) -> None:
        """Name the files where leaflets of ours would lie, which this build has not made.

        They stay for the same reason, and are told by every build that can't make the leaflet.
        """
        if self.unknown:
            self._tell_unknown(tuple(self.unknown), "not made from the articles as they are now")

    def _tell_unknown(self, files: Sequence[str], what: str) -> None:
        more = f" and {len(files) - STRANGERS} more" if len(files) > STRANGERS else ""
        self.result.remarks.append(
            f"{', '.join(files[:STRANGERS])}{more}: {what}, and not on record as ours. Delete old"
            " leaflets, so that nobody is given one."
        )

    def remove_others(self, pairs: Iterable[tuple[str, Language]]) -> None:
        """Of these leaflets, remove what other builds made in other formats and is out of date."""
        for slug, language in pairs:
            for name in self._last_facts(slug, language, self._others(slug, language)):
                self._remove_outdated(slug, language, name)

    def _others(self, slug: str, language: Language) -> tuple[str, ...]:
        """Files that neither this build makes of a leaflet nor the next one without options."""
        return _all_but(self.offer.of(slug, language), self.usual_offer.of(slug, language))

    def _remove_outdated(self, slug: str, language: Language, name: str) -> None:
        """Remove a file that no build makes anew, unless it says what the article says now.

        Its format was asked for once, or is no longer in the settings: whoever has its address
        would be told the dose of yesterday. What [print] omit names goes at once.
        """
        key = self.keys.of(slug, language, (name,))[name]
        is_current = self.work.facts(self._task(slug, language, name), key) is not None
        if not is_current or name in self.offer.withheld(slug, language):
            self._remove(file_name(slug, language, name))

    def _tell_omissions(self, pairs: Iterable[tuple[str, Language]]) -> None:
        """Name what [print] omit says of no leaflet, and what was asked for by name in vain."""
        if not self.offer.omitted:
            return
        tell, named = self.result.remarks.append, f"{SETTINGS_FILE}: [print] omit"
        leaflets = {
            *self.slugs,
            *(f"{each.tag}/{s}" for each in self.published for s in self.slugs),
        }
        for name in sorted(self.offer.omitted.keys() - leaflets):
            tell(f"{named}: there is no article and no leaflet '{name}'")
        if self.request.articles and self.request.layouts:
            for slug, language in pairs:
                made = self.offer.of(slug, language)
                for name in (name for name in self.offer.names if name not in made):
                    tell(f"{file_name(slug, language, name)} is not made: {named}")

    def _remove_leftovers(self, languages: Iterable[Language]) -> None:
        """Remove what killed builds were writing; under the lock."""
        self.result.out.tidy(["", *(language.tag for language in languages)])

    # ---- the list of all
    def index(self, *, may_be_current: bool) -> None:
        """dist/index.html over the leaflets of this run and the earlier ones still there."""
        out = self.result.out
        address = out.address(INDEX)
        if may_be_current and self.index_is_current and out.stamp(address) is not None:
            return
        entries = tuple(self._entries())
        if not entries:
            if not self._has_leaflets():
                self._remove(INDEX)  # it would lead nowhere
            return
        from pipeline.leaflets.index import export_index

        workshop = Workshop(self.setting, self.project)
        source = self.project.settings.source_language
        spoken = {source, *(entry.language for entry in entries)}
        page = export_index(
            entries,
            language=source,
            words={language: workshop.words_at_hand(language) for language in spoken},
            theme=self.theme,
            title=self.project.settings.name,
            contact=self.project.settings.contact_in(source),
        )
        key = digest((page,))
        if self.work.facts(address, key) is None:
            self.result.made += out.write(INDEX, page)
            self.work.finish(address, key, [address], {})

    def _has_leaflets(self) -> bool:
        """Whether any leaflet of ours lies in the folder, in any format."""
        every = ((slug, language) for slug in self.slugs for language in self.published)
        return any(self._last_facts(slug, language, ALL_NAMES) for slug, language in every)

    def _entries(self) -> Iterator[IndexEntry]:
        """What lies in the folder: of this run what was asked for, of earlier ones everything."""
        asked = set(self.pairs)
        for language in self.published:
            self.work.look_ahead(self.result.out.address(f"{language.tag}/"))
            for slug in self.slugs:
                is_asked = (slug, language) in asked
                names = self.offer.of(slug, language) if is_asked else ALL_NAMES
                found = self._last_facts(slug, language, names)
                if found:
                    yield exporting.entry_of(next(iter(found.values())), found)


@cache  # nearly all leaflets are offered in the same files
def _all_but(*made: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in ALL_NAMES if all(name not in names for names in made))


def _executor(request: BuildRequest) -> Executor:
    if request.cluster is None:
        return Local(_cost, limit=request.jobs)
    from pipeline.execution.cluster import Cluster

    return Cluster(request.cluster)


def _cost(order: Order) -> float:
    """What an order takes, in seconds of CPU."""
    names = [name for wanted in order.leaflets for name in wanted.names]
    return sum(COSTS.get(name, COST_OF_PRINT) for name in names)
