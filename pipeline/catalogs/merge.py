"""Template + catalog → catalog: the text moved on, every translation that people made stays.

By key (context and msgid), never across contexts. A unit that is gone becomes obsolete and comes
back when its text does; a changed sentence is offered its old translation as fuzzy, with the source
which that translates as `previous`, and the old unit stays, obsolete. An update never makes a
translation out of a fuzzy, and never offers one whose meaning differs (`same_meaning`).

A new unit is asked for, in this order, until somebody has a translation: `elsewhere` (the same key,
gone from another article) → `recut` (what the former cut of this article says) → the near sentences
of this catalog → `memory`. `recut` and `memory` are `Suggest` functions; how nothing unsafe comes
through them is said at `Suggestion`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.catalogs.catalog import with_header
from pipeline.catalogs.similar import Index
from pipeline.model import Catalog, Key, Language, State, Unit

__all__ = ["SameMeaning", "Suggest", "Suggestion", "merge", "new_catalog", "same_numbers"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation offered from outside the catalog for a unit that is new in it.

    An empty `msgstr` offers nothing but its `comments` (what did not fit, for the translator to
    see); the next one in the order is then asked as well. `merge` judges every FUZZY suggestion
    that has a `previous` as it judges its own: where the meaning differs, the msgstr is withheld
    and only shown in a comment.
    """

    msgstr: str
    state: State  # TRANSLATED or FUZZY
    previous: Key | None = None  # what msgstr translates, where that is one text (`#| msgid`)
    comments: tuple[str, ...] = ()  # where it comes from: `#. Suggested: …` while not translated


Suggest = Callable[[int], Suggestion | None]
"""What is known for `template.units[number]` (its neighbours are its context); None: nothing."""

SameMeaning = Callable[[str, str], bool]
"""Whether a translation of the first source text may be offered, as fuzzy, for the second one."""

DRAFT = "Draft: awaiting review by a qualified medical translator."
FROM_TEMPLATE = ("Report-Msgid-Bugs-To", "POT-Creation-Date", "X-Domain", "X-Source-Digest")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
SUPPRESSION = "leaflets: allow"


def new_catalog(
    template: Catalog,
    language: Language,
    *,
    project: str = "",
    team: str = "",
    translator: str = "",
    plural_forms: str = "",
) -> Catalog:
    """An untranslated catalog for `template`, marked as a draft.

    `plural_forms` is the header's Plural-Forms, needed only where the template has plurals. The
    revision date is the template's: there is no clock here.
    """
    created = template.header_value("POT-Creation-Date")
    fields = {
        "Project-Id-Version": project or template.header_value("Project-Id-Version"),
        "Report-Msgid-Bugs-To": template.header_value("Report-Msgid-Bugs-To"),
        "POT-Creation-Date": created,
        "PO-Revision-Date": created,
        "Last-Translator": translator,
        "Language-Team": team,
        "Language": language.directory,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if plural_forms:
        fields["Plural-Forms"] = plural_forms
    empty = Catalog(template.domain, language, tuple(fields.items()), (), (DRAFT,))
    return merge(template, empty)


def same_numbers(old: str, new: str) -> bool:
    """Whether both texts have the same numbers, in any order."""
    return sorted(NUMBER.findall(old)) == sorted(NUMBER.findall(new))


def merge(
    template: Catalog,
    catalog: Catalog,
    *,
    same_meaning: SameMeaning = same_numbers,
    elsewhere: Mapping[Key, Unit] | None = None,
    recut: Suggest | None = None,
    memory: Suggest | None = None,
) -> Catalog:
    """The catalog brought up to date with the template; merging twice is merging once.

    Units come in the order of the template, obsolete ones last. No msgstr is lost: each is in a
    unit of the result, active or obsolete, with the state that it had.
    """
    held = {unit.key: unit for unit in catalog.units}
    offers = _Offers(catalog.units, template.units, same_meaning)
    active = [
        _updated(unit, held[unit.key]) if unit.key in held else offers.offer(unit)
        for unit in template.units
        if not unit.obsolete
    ]
    gone = _gone(catalog.units, {unit.key for unit in active})
    merged = replace(catalog, units=(*active, *_without_residue(gone, active)))
    has = {name.lower() for name, _ in template.header}
    fields = {n: template.header_value(n) for n in FROM_TEMPLATE if n.lower() in has}
    return with_header(merged, fields)


# ------------------------------------------------------------------------------------- known keys
def _updated(source: Unit, held: Unit) -> Unit:
    """The translation in `held`, active or obsolete, under what the template says of its source."""
    unit = held if bool(held.plural) is bool(source.plural) else _reshaped(source, held)
    if source.plural and unit.plural[0] != source.plural[0]:
        unit = replace(
            unit, plural=(source.plural[0], *unit.plural[1:]), fuzzy=bool(unit.plural[1])
        )
    flags = tuple(dict.fromkeys(unit.flags + source.flags))
    return replace(
        unit, obsolete=False, extracted=source.extracted, references=source.references, flags=flags
    )


def _reshaped(source: Unit, held: Unit) -> Unit:
    """`held` as a plural unit, or as a plain one, the way `source` is; fuzzy where it says any."""
    if source.plural:
        forms = (held.msgstr, *("" for _ in source.plural[2:]))
        return replace(held, msgstr="", plural=(source.plural[0], *forms), fuzzy=bool(held.msgstr))
    forms = tuple(form for form in held.plural[1:] if form)
    comments = tuple(f"Former plural form: {form}" for form in forms[1:])
    return replace(
        held,
        msgstr=forms[0] if forms else "",
        plural=(),
        fuzzy=bool(forms),
        comments=held.comments + comments,
    )


# --------------------------------------------------------------------------------------- gone keys
def _gone(units: Iterable[Unit], wanted: set[Key]) -> list[Unit]:
    """Units without a place in the template: the obsolete ones first, then those gone just now."""
    gone = [unit for unit in units if unit.key not in wanted and _says_something(unit)]
    before = [unit for unit in gone if unit.obsolete]
    now = [
        replace(unit, obsolete=True, extracted=(), references=())  # its place is gone too
        for unit in gone
        if not unit.obsolete
    ]
    return before + now


def _says_something(unit: Unit) -> bool:
    """Whether a person wrote something into the unit: a translation, or a comment."""
    return any(_translations(unit)) or bool(unit.comments)


def _translations(unit: Unit) -> tuple[str, ...]:
    return unit.plural[1:] if unit.plural else (unit.msgstr,)


def _without_residue(gone: list[Unit], active: list[Unit]) -> list[Unit]:
    """`gone` without our own offers that nobody touched: what they repeat is in another unit."""
    kept = {unit.key: unit for unit in [*active, *gone]}
    return [unit for unit in gone if not _repeats(unit, kept)]


def _is_offer(unit: Unit) -> bool:
    return unit.fuzzy and unit.previous is not None and not unit.plural


def _repeats(offer: Unit, kept: Mapping[Key, Unit]) -> bool:
    """Whether `offer` says nothing that the unit it was made from does not say."""
    if offer.previous is None or not _is_offer(offer):
        return False
    origin = kept.get(offer.previous)
    return (
        origin is not None
        and not _is_offer(origin)
        and offer.msgstr == origin.msgstr
        and set(offer.comments) <= set(origin.comments)
    )


# ---------------------------------------------------------------------------------------- new keys
@dataclass(frozen=True, slots=True)
class _Offer:
    """A translation that may help elsewhere, and the source text that it translates."""

    source: Key
    unit: Unit
    is_gone: bool

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """Between equally near sources: what is gone from the article, then what is approved."""
        return not self.is_gone, self.unit.fuzzy, self.unit.msgstr


class _Offers:
    """The translations of a catalog, found by the nearness of their sources."""

    def __init__(
        self, units: Iterable[Unit], wanted: Iterable[Unit], same_meaning: SameMeaning
    ) -> None:
        self._units = units
        self._wanted = {unit.key for unit in wanted}
        self._same_meaning = same_meaning
        self._by_context: dict[str | None, tuple[Index, dict[str, _Offer]]] = {}

    def offer(self, source: Unit) -> Unit:
        """The new unit with the best translation as fuzzy, or untranslated."""
        source = replace(source, line=0)
        if source.plural:
            return source
        index, by_text = self._pool(source.key.msgctxt)
        for text, _ in index.nearest(source.key.msgid):
            if self._same_meaning(text, source.key.msgid):
                return _offered(source, by_text[text])
        return source

    def _pool(self, context: str | None) -> tuple[Index, dict[str, _Offer]]:
        """The offers of one context, made on first need: contexts are never mixed."""
        if context not in self._by_context:
            by_text: dict[str, _Offer] = {}
            for offer in self._all(context):
                best = by_text.get(offer.source.msgid)
                if best is None or offer.rank < best.rank:
                    by_text[offer.source.msgid] = offer
            self._by_context[context] = Index(by_text), by_text
        return self._by_context[context]

    def _all(self, context: str | None) -> Iterable[_Offer]:
        for unit in self._units:
            source = unit.previous if unit.fuzzy and unit.previous else unit.key
            if source.msgctxt == context and source.msgid and unit.msgstr.strip():
                yield _Offer(source, unit, unit.obsolete or unit.key not in self._wanted)


def _offered(source: Unit, offer: _Offer) -> Unit:
    """`source` with the offered translation as fuzzy.

    Suppressions stay behind: they were given for another sentence.
    """
    comments = tuple(text for text in offer.unit.comments if not text.startswith(SUPPRESSION))
    return replace(
        source,
        msgstr=offer.unit.msgstr,
        fuzzy=True,
        previous=Key(*offer.source),
        comments=comments,
    )
