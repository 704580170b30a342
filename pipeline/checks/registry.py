"""All checks, and everything else that a run may report, by their stable ids.

The list of modules is explicit: a module that is not named here has no checks. Read-only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType, ModuleType

from pipeline.checks import (
    completeness,
    consistency,
    freshness,
    header,
    injection,
    length,
    markup,
    references,
    terminology,
)
from pipeline.checks.amounts import counted, numbers, weekdays
from pipeline.checks.articles import (
    blocks,
    capitals,
    dialects,
    doses,
    marks,
    mistaken,
    readability,
    slips,
    structure,
    unfinished,
)
from pipeline.checks.check import Check
from pipeline.checks.meaning import conditions, negation, opposites
from pipeline.checks.writing import (
    characters,
    ends,
    foreign_letters,
    foreign_marks,
    leftovers,
    letters,
    look_alikes,
    quotation,
    script,
    spaces,
    spacing,
    spelling,
    wrong_language,
)
from pipeline.model import Severity

FAMILIES: tuple[ModuleType, ...] = (
    # of translations: is it there, does it say the same, is it right for its language?
    completeness,
    freshness,
    header,
    numbers,
    counted,
    weekdays,
    negation,
    conditions,
    opposites,
    markup,
    injection,
    terminology,
    consistency,
    length,
    leftovers,
    wrong_language,
    script,
    foreign_letters,
    look_alikes,
    characters,
    spaces,
    ends,
    foreign_marks,
    spacing,
    quotation,
    letters,
    spelling,
    # of articles
    readability,
    capitals,
    slips,
    marks,
    doses,
    structure,
    blocks,
    dialects,
    mistaken,
    unfinished,
    # of translations again: what is copied and never translated
    references,
)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that is reported by `run` or by a stage, not by a check of its own."""

    id: str
    severity: Severity
    documentation: str  # like a check's docstring
    can_be_disabled: bool = True


NOTICES: Mapping[str, Notice] = MappingProxyType(
    {
        notice.id: notice
        for notice in (
            Notice(
                "article-broken",
                Severity.ERROR,
                "The article can't be read, so that nothing about it was checked.\n\n"
                "Wrong front matter, bytes that are not text, characters that can't be shown, a\n"
                "name that ends with `.MD` or `.markdown`.",
                can_be_disabled=False,
            ),
            Notice(
                "article-gone",
                Severity.INFO,
                "An article is gone, its template or catalogs are still there.\n\n"
                "They are kept, for its texts may come back or stand in another article now. But\n"
                "translators still see them. One finding an article, at the first of its files.",
            ),
            Notice(
                "article-misplaced",
                Severity.WARNING,
                "An article lies in a folder below `source/`, where no command sees it.\n\n"
                "No leaflet is made of it, and none is translated any more. Told by its front\n"
                "matter: other texts may lie where they want.",
            ),
            Notice(
                "catalog-broken",
                Severity.ERROR,
                "The catalog can't be read without losing something.\n\n"
                "A syntax error, two entries for one sentence, markers of a merge conflict, bytes\n"
                "that are not text. Nothing of such a catalog is used until it is mended.",
                can_be_disabled=False,
            ),
            Notice(
                "catalog-missing",
                Severity.ERROR,
                "There is no catalog for a language of the project.\n\n"
                "The article would be shown in the source language only.",
                can_be_disabled=False,
            ),
            Notice(
                "language-gone",
                Severity.INFO,
                "A folder of catalogs belongs to no language of leaflets.toml.\n\n"
                "Its translations reach no leaflet: the language was taken out of the list, or\n"
                "is called otherwise there now (`pt`, then `pt-BR`). Nothing is moved or removed.\n"
                "One finding a folder, at the first of its files.",
            ),
            Notice(
                "directive-unknown",
                Severity.ERROR,
                "A comment to the pipeline says something that it does not know.\n\n"
                "`<!-- leaflets: kepe-together -->` would silently do nothing, and a misspelt\n"
                "`critical` or `allow` would change what is checked.",
            ),
            Notice(
                "internal-error",
                Severity.ERROR,
                "A check failed, so that nobody knows whether the translation is right.\n\n"
                "It is our mistake and not the translator's; the other checks went on.",
                can_be_disabled=False,
            ),
            Notice(
                "language-unknown",
                Severity.ERROR,
                "The catalog does not say which language its translations are in.\n\n"
                "Numbers, scripts and terms can't be judged without it.",
            ),
            Notice(
                "page-missing",
                Severity.WARNING,
                "A link leads to a file that is not among the leaflets, or to no place in one.\n\n"
                "`knee.html` is the leaflet of `source/knee.md` in the reader's language,\n"
                "`knee.html#rest` what stands there under `{#rest}`, and `knee.pdf` what is\n"
                "printed of it; `knee.md` is no file that a reader has. Not\n"
                "looked at where `[build] formats` has `md` and no `html`: what that site has,\n"
                "it knows.",
            ),
            Notice(
                "picture-large",
                Severity.WARNING,
                "A picture of the article has more than 2 MB.\n\n"
                "Every page, PDF and EPUB of the leaflet carries it, in every language: who opens\n"
                "one on a telephone waits, and pays.",
            ),
            Notice(
                "picture-missing",
                Severity.ERROR,
                "A picture of the article is not there, or is none: no leaflet can be made of it."
                "\n\n"
                "Addresses are relative to the article: `images/disc.svg` is\n"
                "`source/images/disc.svg`. A picture on the web is no picture of the article:\n"
                "leaflets load nothing. Nor is a file of another kind than its name says, or a\n"
                "drawing that only links to another picture instead of holding it.",
                can_be_disabled=False,
            ),
            Notice(
                "picture-unused",
                Severity.WARNING,
                "A picture was drawn for a language, and no leaflet shows it.\n\n"
                "`dose.pt_BR.svg` beside `dose.svg` where the language is `pt-BR`, or\n"
                "`dose.es.png`: the leaflet has the picture with English words, and nobody\n"
                "sees why. A variant has the ending of the picture that it stands for.",
            ),
            Notice(
                "picture-words-left",
                Severity.ERROR,
                "A drawing has words that nobody can translate.\n\n"
                "In `<foreignObject>`, `<flowRoot>`, CDATA, a `<switch>` between languages, or in\n"
                "a file that is not in UTF-8: every leaflet would have them in the language of\n"
                "the article, and the PDF may not have them at all. In draw.io: switch off\n"
                "*Formatted Text* and *Word Wrap* of the label; in Inkscape: *Text, Convert to\n"
                "Text*.",
            ),
            Notice(
                "review-outdated",
                Severity.WARNING,
                "The article has changed since the day on which it says that it was reviewed.\n\n"
                "`leaflets update` notes in the template what was reviewed on the day of\n"
                "`reviewed`. With other words the leaflet is a draft again, as a translation is:\n"
                "no professional has seen the new dose.",
            ),
            Notice(
                "review-to-come",
                Severity.ERROR,
                "The article says that it was reviewed on a day that is still to come.\n\n"
                "With `reviewed` its leaflet is no draft any more: it says that a professional\n"
                "has looked at it. Told where no place on earth has that day yet.",
            ),
            Notice(
                "suppression-outdated",
                Severity.WARNING,
                "The text has changed since this finding was allowed, so that the suppression is\n"
                "not obeyed.\n\n"
                "What was right for the old wording may be wrong for the new one.",
            ),
            Notice(
                "source-suspect",
                Severity.INFO,
                "Several languages have the same kind of mistake in one sentence.\n\n"
                "Two languages at least, and half of those that translate it: perhaps the source\n"
                "is unclear, or wrong. Only content counts: numbers, markup, terms, length.",
            ),
            Notice(
                "suppression-without-reason",
                Severity.WARNING,
                "A suppression does not say why, and is not obeyed.\n\n"
                "Whoever reads it in a year has to know whether it still holds.",
            ),
            Notice(
                "theme-broken",
                Severity.ERROR,
                "The `[theme]` of leaflets.toml can't be used: no leaflet can be made at all.\n\n"
                "A theme, key, picture or folder that is not there, a size out of its range, two\n"
                "colours that are too hard to tell apart. One finding a mistake, told where the\n"
                "whole project is checked.",
                can_be_disabled=False,
            ),
            Notice(
                "title-shared",
                Severity.WARNING,
                "Two articles have the same title, in their own language or in a translation.\n\n"
                "On the list of leaflets, in a search and in a bookmark nobody can tell which is\n"
                "which: a parent takes the dose of the wrong one. Told where the whole project is\n"
                "checked.",
            ),
            Notice(
                "unused-suppression",
                Severity.WARNING,
                "A suppression suppresses nothing.\n\n"
                "The mistake has been mended, or the id is misspelt. Left there, it would hide\n"
                "the next mistake of the same kind.",
            ),
        )
    }
)


def collect(modules: Iterable[ModuleType]) -> Mapping[str, Check]:
    """The checks of these modules by id, in the order of the modules and of their definition.

    Raises ValueError where two checks, or a check and a notice, have the same id.
    """
    found: dict[str, Check] = {}
    for module in modules:
        for value in vars(module).values():
            if not isinstance(value, Check):
                continue
            if value.id in found or value.id in NOTICES:
                raise ValueError(f"two checks have the id {value.id!r}")
            found[value.id] = value
    return MappingProxyType(found)


CHECKS: Mapping[str, Check] = collect(FAMILIES)

# What says something about the source too when several languages have it. Not that readers of
# several countries are given their own emergency number.
_OF_CONTENT = (numbers, counted, weekdays, negation, conditions, opposites, markup, references)
CONTENT: frozenset[str] = frozenset(collect((*_OF_CONTENT, terminology, length))) - {
    "emergency-number-localised"
}

IDS: frozenset[str] = frozenset(CHECKS) | frozenset(NOTICES)
