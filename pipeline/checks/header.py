"""Checks of a catalog's header, and of what else concerns the file and no single translation.

Other programs read the header before anything else; what we read of it ourselves, or write anew
(the charset), is no mistake by being unusual. Catalogs as Poedit, Weblate, Lokalize, OmegaT and the
translate toolkit write them have no findings here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.catalogs.review import STATUS, VOID, WORDING, is_known_status, is_outdated
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.wording import excerpt, listing
from pipeline.errors import counted
from pipeline.language import cldr, tables
from pipeline.language.patterns import lazy
from pipeline.model import Catalog, Language, Severity

UTF8_NAMES = frozenset({"utf-8", "utf8", "ascii", "us-ascii"})
DATES = ("POT-Creation-Date", "PO-Revision-Date")
_CHARSET = re.compile(r"charset=([\w.:+-]+)", re.IGNORECASE)
# https://www.gnu.org/software/gettext/manual/html_node/Header-Entry.html: minutes, then the zone.
_DATE = lazy(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
    r"(?:[+-](?:0\d|1[0-4])[0-5]\d)?"
)
# What xgettext and msginit leave for people to fill in.
_PLACEHOLDERS = (
    ("Project-Id-Version", "PACKAGE VERSION"),
    ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
    ("POT-Creation-Date", "YEAR-MO-DA HO:MI+ZONE"),
    ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
    ("Language-Team", "LANGUAGE <LL@li.org>"),
    ("Content-Type", "charset=CHARSET"),
    ("Content-Transfer-Encoding", "ENCODING"),
    ("Plural-Forms", "nplurals=INTEGER; plural=EXPRESSION;"),
)
_PLURALS = re.compile(
    r"nplurals\s*=\s*(\d{1,4})\s*;\s*plural\s*=\s*([n\d\s()!?:&|<>=%+*/-]+?)\s*;?"
)
_FULL = (
    ("Project-Id-Version", "leaflets"),
    ("PO-Revision-Date", "2026-02-11 17:42+0100"),
    ("Language", "de"),
    ("Content-Type", "text/plain; charset=UTF-8"),
)
_OF_ANOTHER_WORDING = ((STATUS, "approved"), (WORDING, "c3ab815a"))  # shortened, so of none
_DAYS = ("%d day", "%d Tag", "%d Tage")


@check(
    "header-field-missing",
    Scope.CATALOG,
    Severity.WARNING,
    examples=(
        Passes("Rest.", "Ruhe.", "de", header=_FULL),
        Passes("Rest.", "Ruhe.", "de"),
        Fires("Rest.", "Ruhe.", "de", "Content-Type", header=_FULL[:3]),
        Fires("Rest.", "راحة", "ar", "Language", header=(*_FULL[:2], _FULL[3])),
        Fires(
            "Rest.", "休息", "zh-Hans", "Language", header=(*_FULL[:2], ("Language", ""), _FULL[3])
        ),
    ),
)
def header_field_missing(catalog: Catalog, _context: Context) -> Iterator[Problem]:
    """The header does not say which language or which charset the catalog is in.

    A program for translators then guesses, and may save every letter with an accent broken.
    """
    if not catalog.header:  # made by a program that has not written it yet
        return
    content = catalog.header_value("Content-Type")
    missing = [
        name
        for name, is_there in (
            ("Language", bool(catalog.header_value("Language"))),
            ("Content-Type", bool(_CHARSET.search(content))),
        )
        if not is_there
    ]
    if missing:
        yield Problem(
            f"the header has no {listing(missing)}",
            hint='write "Language: de\\n" with your language, and '
            '"Content-Type: text/plain; charset=UTF-8\\n"',
        )


@check(
    "header-language-wrong",
    Scope.CATALOG,
    Severity.ERROR,
    examples=(
        Passes("Rest.", "Ruhe.", "de", header=_FULL),
        Passes("Rest.", "Ruhe.", "de-CH", header=_FULL),
        Passes("Rest.", "休息", "zh-Hans", header=(("Language", "zh_CN"),)),
        Passes("Rest.", "מנוחה.", "he", header=(("Language", "iw"),)),
        Passes("Rest.", "Odmor.", "sr-Latn", header=(("Language", "sr@latin"),)),
        Fires("Rest.", "Reposo.", "es", "'de'", header=_FULL),
        Fires("Rest.", "休息", "zh-Hant", "'zh_CN'", header=(("Language", "zh_CN"),)),
        Fires("Rest.", "Ruhe.", "de", "'German'", header=(("Language", "German"),)),
    ),
)
def header_language_wrong(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """The header names another language than the catalog's folder does, or none that is known.

    Either the wrong file lies in the folder, or translators' programs check it against the wrong
    spelling. A catalog in the wrong folder gives a patient a leaflet that nobody can read.
    """
    named = catalog.header_value("Language")
    if not named:
        return
    locale, _, _ = named.partition("@")
    language = Language.parse(locale.partition(".")[0])
    known = cldr.is_known(language)
    if known and (_is_same(language, context.language) or "@" in named):
        return
    yield Problem(
        f"the header says that the language is {excerpt(named)}, "
        + (f"the folder says '{context.language}'" if known else "which is no language code"),
        hint=f'write "Language: {context.language.directory}\\n", or move the file',
    )


def _is_same(named: Language, wanted: Language) -> bool:
    """Whether both are one language in one script; a region more or less is no matter."""
    aliases = {row[0]: row[1] for row in tables.rows("language-aliases.tsv")}
    one, other = (aliases.get(each.base, each.base) for each in (named, wanted))
    return one == other and cldr.default_script(named) == cldr.default_script(wanted)


@check(
    "header-placeholder",
    Scope.CATALOG,
    Severity.WARNING,
    examples=(
        Passes("Rest.", "Ruhe.", "de", header=_FULL),
        Fires(
            "Rest.",
            "Ruhe.",
            "de",
            "Last-Translator",
            header=(*_FULL, ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>")),
        ),
        Fires(
            "Rest.",
            "استرح.",
            "ar",
            "Project-Id-Version and PO-Revision-Date",
            header=(
                ("Project-Id-Version", "PACKAGE VERSION"),
                ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
            ),
        ),
        Fires(
            "Rest.",
            "休息",
            "zh-Hans",
            "Content-Type",
            header=(("Content-Type", "text/plain; charset=CHARSET"),),
        ),
    ),
)
def header_placeholder(catalog: Catalog, _context: Context) -> Iterator[Problem]:
    """The header still has words that a program left for people to fill in.

    Who translated a leaflet, and when, is what one has to know before a patient gets it.
    """
    left = [name for name, text in _PLACEHOLDERS if text in catalog.header_value(name)]
    if left:
        yield Problem(
            f"nobody has filled in {listing(left)} in the header",
            hint="write the translator's name, the date and the charset, UTF-8",
        )


@check(
    "header-date-malformed",
    Scope.CATALOG,
    Severity.WARNING,
    examples=(
        Passes("Rest.", "Ruhe.", "de", header=_FULL),
        Passes("Rest.", "Ruhe.", "de", header=(("PO-Revision-Date", ""),)),
        Fires("Rest.", "Ruhe.", "de", "'11.02.2026'", header=(("PO-Revision-Date", "11.02.2026"),)),
        Fires(
            "Rest.",
            "休息",
            "zh-Hans",
            "POT-Creation-Date",
            header=(("POT-Creation-Date", "2026-13-01 08:00+0000"),),
        ),
        Fires(
            "Rest.",
            "استرح.",
            "ar",
            "'2026-02-11T17:42:00Z'",
            header=(("PO-Revision-Date", "2026-02-11T17:42:00Z"),),
        ),
    ),
)
def header_date_malformed(catalog: Catalog, _context: Context) -> Iterator[Problem]:
    """A date of the header is not written as gettext wants it.

    Programs that can't read it refuse the whole catalog, or take an old translation for the newer.
    """
    for name in DATES:
        value = catalog.header_value(name)
        if value and not value.startswith("YEAR") and not _DATE.fullmatch(value):
            yield Problem(
                f"{name} is {excerpt(value)}, which is no date of gettext",
                hint="write it as 2026-02-11 17:42+0100",
            )


@check(
    "plural-forms-wrong",
    Scope.CATALOG,
    Severity.ERROR,
    examples=(
        Passes("Rest.", "Ruhe.", "de", header=_FULL),
        Passes(
            "one day",
            "",
            "de",
            plural=_DAYS,
            header=(("Plural-Forms", "nplurals=2; plural=(n != 1);"),),
        ),
        Fires("one day", "", "de", "no Plural-Forms", plural=_DAYS, header=_FULL),
        Fires(
            "one day",
            "",
            "de",
            "3 forms",
            plural=_DAYS,
            header=(("Plural-Forms", "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;"),),
        ),
        Fires(
            "one day",
            "",
            "ar",
            "can't be read",
            plural=("%d days", "يوم"),
            header=(("Plural-Forms", "nplurals=1; plural=system('x');"),),
        ),
    ),
)
def plural_forms_wrong(catalog: Catalog, _context: Context) -> Iterator[Problem]:
    """Plural-Forms of the header does not fit the entries that have plural forms.

    A program takes a form by the number that the header computes, and shows the wrong one or none.
    """
    plural = [unit for unit in catalog.units if unit.plural and not unit.obsolete]
    if not plural:
        return
    value = catalog.header_value("Plural-Forms")
    rule = _PLURALS.fullmatch(value.strip())
    hint = "copy the rule of your language from the gettext manual"
    if not value:
        yield Problem(
            f"{_entries(len(plural))} plural forms, the header has no Plural-Forms", hint=hint
        )
        return
    if rule is None:
        if "INTEGER" not in value:
            yield Problem(f"Plural-Forms can't be read: {excerpt(value)}", hint=hint)
        return
    wanted = int(rule[1])
    wrong = [unit for unit in plural if any(unit.plural[1:]) and len(unit.plural) - 1 != wanted]
    if wrong:
        yield Problem(
            f"Plural-Forms asks for {wanted} forms, the entry {excerpt(wrong[0].key.msgid)} has "
            f"{len(wrong[0].plural) - 1}",
            hint=hint,
        )


def _entries(count: int) -> str:
    return "1 entry has" if count == 1 else f"{count} entries have"


@check(
    "header-field-duplicated",
    Scope.CATALOG,
    Severity.WARNING,
    examples=(
        Passes("Rest.", "Ruhe.", "de", header=_FULL),
        Fires("Rest.", "Ruhe.", "de", "Language", header=(*_FULL, ("language", "es"))),
        Fires("Rest.", "休息", "zh-Hans", "Content-Type", header=(*_FULL, _FULL[3])),
    ),
)
def header_field_duplicated(catalog: Catalog, _context: Context) -> Iterator[Problem]:
    """A field stands twice in the header, as after a merge.

    Every program believes another one of the two.
    """
    names = {name.lower(): name for name, _ in reversed(catalog.header) if name}
    counts = Counter(name.lower() for name, _ in catalog.header if name)
    twice = [names[name] for name, count in counts.items() if count > 1]
    if twice:
        yield Problem(f"the header has more than one {listing(twice)}", hint="keep the right one")


@check(
    "charset-legacy",
    Scope.CATALOG,
    Severity.INFO,
    enabled_by_default=False,
    examples=(
        Passes("Rest.", "Ruhe.", "de", header=_FULL),
        Fires(
            "Rest.",
            "Reposez-vous.",
            "fr",
            "ISO-8859-1",
            header=(("Content-Type", "text/plain; charset=ISO-8859-1"),),
        ),
    ),
)
def charset_legacy(catalog: Catalog, _context: Context) -> Iterator[Problem]:
    """The catalog is not in UTF-8.

    It is read as what it says and written as UTF-8, so that nothing is lost here. Some programs
    for translators take every file for UTF-8 all the same. Off by default: some write such files.
    """
    charset = _CHARSET.search(catalog.header_value("Content-Type"))
    if charset and charset[1].lower() not in UTF8_NAMES and charset[1] != "CHARSET":
        yield Problem(
            f"the charset is {charset[1]}",
            hint="save the file as UTF-8, or let 'leaflets update' do it",
        )


@check(
    "review-status-unknown",
    Scope.CATALOG,
    Severity.WARNING,
    examples=(
        Passes("Rest.", "Ruhe.", "de", header=_FULL),
        Passes("Rest.", "Ruhe.", "de", header=(*_FULL, (STATUS, "Approved"))),
        Passes("Rest.", "Ruhe.", "de", header=(*_FULL, (STATUS, "draft (second reading)"))),
        Fires("Rest.", "Ruhe.", "de", "'aproved'", header=(*_FULL, (STATUS, "aproved"))),
        Fires(
            "Rest.",
            "استرح.",
            "ar",
            "'approved by Dr. Haddad'",
            header=(*_FULL, (STATUS, "approved by Dr. Haddad")),
        ),
    ),
)
def review_status_unknown(catalog: Catalog, _context: Context) -> Iterator[Problem]:
    """The header has a review status that says neither "approved" nor "draft".

    The leaflet stays a draft, and whoever reviewed it believes that it is not.
    """
    status = catalog.header_value(STATUS)
    if not is_known_status(status):
        yield Problem(
            f"{STATUS} is {excerpt(status)}, which is no approval",
            hint="write approved, and nothing else; who it was goes into Last-Translator",
        )


@check(
    "approval-outdated",
    Scope.CATALOG,
    Severity.WARNING,
    examples=(
        Passes("Rest.", "Ruhe.", "de", header=(*_FULL, (STATUS, "approved"))),
        Passes("Rest.", "Ruhe.", "de", header=(*_FULL, (STATUS, "draft"))),
        Fires("Rest.", "Ruhe.", "de", "changed since", header=(*_FULL, (STATUS, VOID))),
        Fires("Rest.", "Ruhe.", "de", "changed since", header=(*_FULL, *_OF_ANOTHER_WORDING)),
    ),
)
def approval_outdated(catalog: Catalog, _context: Context) -> Iterator[Problem]:
    """The translation was approved, and has changed since: the leaflet is a draft again.

    The next update notes that in the header; whoever counts on the approved leaflet has to know.
    """
    if is_outdated(catalog):
        yield Problem(
            "the text has changed since it was approved, so that the leaflet is a draft again",
            hint=f"have it reviewed, then set {STATUS}: approved",
        )


@check(
    "header-fuzzy",
    Scope.CATALOG,
    Severity.INFO,
    enabled_by_default=False,
    examples=(
        Passes("Rest.", "Ruhe.", "de", header=_FULL),
        Fires("Rest.", "Ruhe.", "de", "fuzzy", header=_FULL, header_fuzzy=True),
    ),
)
def header_fuzzy(catalog: Catalog, _context: Context) -> Iterator[Problem]:
    """The header is marked fuzzy, as in a template.

    It says that nobody has filled it in. Off by default: the translate toolkit keeps the mark in
    catalogs that are in use.
    """
    if catalog.header_fuzzy:
        yield Problem("the header is marked fuzzy", hint="fill it in, then remove the mark 'fuzzy'")


@check(
    "obsolete-entries",
    Scope.CATALOG,
    Severity.INFO,
    enabled_by_default=False,
    examples=(
        Passes("Rest.", "Ruhe.", "de", header=_FULL),
        Fires("Rest.", "Ruhe.", "de", "1 translation", header=_FULL, obsolete=True),
    ),
)
def obsolete_entries(catalog: Catalog, _context: Context) -> Iterator[Problem]:
    """The catalog keeps translations of sentences that no article has any more.

    They harm nobody, and help where a sentence comes back. Off by default.
    """
    count = sum(unit.obsolete for unit in catalog.units)
    if count:
        translations = counted(count, "translation")
        yield Problem(
            f"{translations} of sentences that are gone", hint="delete them, or keep them"
        )
