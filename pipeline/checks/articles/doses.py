"""Checks of an article's dates, doses and units: what is easy to misread.

A misread date is a month too late, a misread dose ten times too much. What has been misread before
stands in tables (`language.style`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.checks.articles.page import line_of
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Passage
from pipeline.checks.wording import code_points, excerpt, listing
from pipeline.language import cldr, style
from pipeline.language.inline import blank
from pipeline.language.patterns import any_of
from pipeline.language.tables import rows, words_of
from pipeline.model import Document, Language, Segment, Severity


@check(
    "ambiguous-date",
    Scope.SEGMENT,
    Severity.WARNING,
    needs="/-.",
    examples=(
        Passes("Come on 3 April 2025.", "", "en"),
        Passes("Come on 13/04/2025 or 04/04/2025.", "", "en"),
        Passes("Kommen Sie am 03.04.2025.", "", "de"),
        Passes("Venga el 03/04/2025.", "", "es"),
        Passes("Blood pressure 12/8, ratio 1/2/3, version 1.2.2025.1", "", "en"),
        Fires("Come on 03/04/2025.", "", "en", "'03/04/2025'"),
        Fires("Come on 3-4-2025.", "", "en-GB", "'3-4-2025'"),
        Fires("Venez le 03/04/25.", "", "fr-CA", "'03/04/25'"),
    ),
)
def ambiguous_date(passage: Passage, context: Context) -> Iterator[Problem]:
    """A date in numbers is another day to half of those who read it.

    03/04/2025 is the third of April in London and March the fourth in New York; a patient comes
    to the operation a month late.
    """
    if not style.has_ambiguous_dates(context.language):
        return
    for match in _DATE.finditer(passage.reading.visible):
        first, second = int(match[1]), int(match[3])
        has_short_year = len(match[4]) == 2
        if 1 <= first <= 12 and 1 <= second <= 12 and first != second:
            if has_short_year and match[2] != "/":
                continue
            yield Problem(
                f"the date {excerpt(match[0])} can be read in two ways",
                match.span(),
                "write the month as a word",
            )


_DATE = re.compile(r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/\-]|\.\d)")


# ------------------------------------------------------------------------------------------- doses
# Not kg, mm or °C: a weight, a size or a temperature may be given as exactly as it was measured.
_DOSE_UNIT = r"(?:mg|mcg|µg|μg|ng|g|ml|mL)(?![\w/])"
_GAP = "[ \u00a0\u202f]?"
_ENGLISH = Language("en")


@cache
def _error_prone(language: Language) -> re.Pattern[str]:
    symbols = cldr.number_symbols(language).get("latn")
    decimal = re.escape(symbols.decimal if symbols else ".")
    units = "|".join(map(re.escape, style.error_prone_units(language)))
    per = any_of(words_of("per-words.tsv", language))
    dose = rf"{_DOSE_UNIT}(?!\s+(?:{per})\s+\w*[lL])"  # "5.0 mg per litre" is of a laboratory
    mark = decimal.removeprefix("\\")
    comma = rf"(?<![\d.,])\d+,\d{{1,2}}{_GAP}{dose}" if _has_only_points(mark, language) else "(?!)"
    return re.compile(
        rf"(?P<comma>{comma})|(?P<zero>(?<![\d.,])\d+{decimal}0+{_GAP}{dose})"
        rf"|(?P<naked>(?<![\w.,]){decimal}\d+{_GAP}{dose})"
        rf"|\d{_GAP}(?P<unit>{units})(?!\w|[-’'])"
    )


def _has_only_points(decimal: str, language: Language) -> bool:
    """Whether no reader of the language takes a comma for a decimal mark."""
    return decimal == "." and (language.tag, ",") not in rows("decimal-marks.tsv")


@check(
    "dose-error-prone",
    Scope.SEGMENT,
    Severity.WARNING,
    needs="0123456789",
    examples=(
        Passes("Take 0.5 mg, 5 mg or 2.05 mg. A cut of 5.0 cm.", "", "en"),
        Passes("A level of 5.0 mg/dl. In 5 cups.", "", "en"),
        Passes("Nehmen Sie 1.000 mg oder 0,5 mg.", "", "de"),
        Passes("2 u", "", "nl"),
        Fires("Take 5.0 mg.", "", "en", "'5.0 mg'"),
        Fires("Take .5 mg.", "", "en", "'.5 mg'"),
        Fires("Nehmen Sie 5,0 mg.", "", "de", "'5,0 mg'"),
        Fires("Drink 5 cc of it.", "", "en", "'cc'"),
        Fires("Tome 5 mgs.", "", "es", "'mgs'"),
        Fires("Inject 10U at night.", "", "en", "'U'"),
        Passes("Take 1,500 mg or 1,50,000 units.", "", "en"),
        Passes("Nehmen Sie 1.5 mg oder 1,5 mg.", "", "de-CH"),
        Fires("Take 1,5 mg.", "", "en", "'1,5 mg'"),
    ),
)
def dose_error_prone(passage: Passage, context: Context) -> Iterator[Problem]:
    """A dose is written in a way that has been misread before.

    "5.0 mg" is taken for 50 mg and ".5 mg" for 5 mg where the point is overlooked, "10U" for 100,
    "cc" for "00", "1,5 mg" for 15 mg where numbers have a point. After the List of Error-Prone
    Abbreviations, Symbols, and Dose Designations of the Institute for Safe
    Medication Practices (ISMP).
    """
    for match in _error_prone(context.language).finditer(passage.reading.visible):
        kind = match.lastgroup or ""
        written = match[kind]
        if kind == "unit":
            right = style.error_prone_units(context.language)[written]
            message, hint = f"the unit {excerpt(written)} has been misread", f"write {right}"
        elif kind == "comma":
            name = cldr.name_in(context.language, _ENGLISH)
            message = f"{excerpt(written)} has a decimal comma, where {name} has a point"
            hint = f"write {written.replace(',', '.')}"
        elif kind == "zero":
            message = f"the zero at the end of {excerpt(written)} makes ten times as much of it"
            hint = "leave out the zero and what is before it"
        else:
            message = f"{excerpt(written)} is ten times as much where the point is overlooked"
            hint = "put a zero before it"
        yield Problem(message, match.span(kind), hint)


@check(
    "degree-missing",
    Scope.SEGMENT,
    Severity.WARNING,
    needs="0123456789",
    examples=(
        Passes("Above 38.5 °C, in Ward 12C, on form 3.5 or route 38C.", "", "en"),
        Passes("Hepatitis C. 2–8 °C. 4.5 cm.", "", "en"),
        Fires("Call us at a fever above 38.5C.", "", "en", "'38.5C'"),
        Fires("Keep it at 2-8 C.", "", "en", "'2-8 C'"),
        Fires("Ab 38,5 C rufen Sie an.", "", "de", "'38,5 C'"),
        Fires("Call us above 101.3F.", "", "en", "'101.3F'"),
    ),
)
def degree_missing(passage: Passage, _context: Context) -> Iterator[Problem]:
    """A temperature has no degree sign.

    A patient has to guess what "38.5C" is, and a fever of 38.5 °F in a translation could not be
    told. Looked for where the number has a decimal or is a range: "12C" may be a ward.
    """
    for match in _BARE_DEGREE.finditer(passage.reading.visible):
        number = match["number"]
        yield Problem(
            f"a temperature without its degree sign: {excerpt(match[0])}",
            match.span(),
            f"write {number} °{match['scale']}",  # with a no-break space
        )


_BARE_DEGREE = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{2,3}}[.,]\d|\d{{1,3}}{_GAP}[-–]{_GAP}\d{{1,3}}){_GAP}(?P<scale>[CF])"
    r"(?![\w\-–’'])"
)

CLOSE_UP = "numbers and units stand together in this language"


@check(
    "unit-unspaced",
    Scope.SEGMENT,
    Severity.INFO,
    needs="0123456789",
    except_languages={"ja": CLOSE_UP, "ko": CLOSE_UP, "th": CLOSE_UP, "zh": CLOSE_UP},
    examples=(
        Passes("Take 5 mg. In 2ml-syringes and D5mg.", "", "en"),
        Passes("Type `5mg`.", "", "en"),
        Fires("Take 5mg.", "", "en", "'5mg'"),
        Fires("Nehmen Sie 0,5ml.", "", "de", "'0,5ml'"),
        Fires("خذ 5mg.", "", "ar", "'5mg'"),
    ),
)
def unit_unspaced(passage: Passage, _context: Context) -> Iterator[Problem]:
    """A dose and its unit stand together without a space.

    The "m" of "10mg" has been read as two zeros (ISMP List of Error-Prone Abbreviations, Symbols,
    and Dose Designations); the SI brochure, 5.4.3, wants a space as well.
    """
    for match in _UNSPACED.finditer(passage.reading.visible):
        yield Problem(
            f"no space between number and unit: {excerpt(match[0])}",
            match.span(),
            "put a no-break space, U+00A0, before the unit",
        )


_UNSPACED = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?:mg|mcg|µg|μg|ml|mL)(?![\w\-])")


@check(
    "unit-spellings-mixed",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes("Take 5 µg. Later take 10 µg.", "", "en"),
        Passes("Take 5 micrograms (µg), then 10 µg.", "", "en"),
        Fires("Take 5 µg.\n\nLater take 10 mcg. Then 20 µg.", "", "en", "'mcg'"),
        Fires("Tome 5 \u00b5g y después 10 \u03bcg.", "", "es", "U+03BC"),
    ),
)
def unit_spellings_mixed(document: Document, context: Context) -> Iterator[Problem]:
    """One unit is written in several ways: mcg and µg.

    A patient takes them for two units, a thousandfold apart. The two signs for "micro", U+00B5 and
    U+03BC, look alike, but no search and no check for one finds the other.
    """
    found: dict[str, list[Segment]] = {}
    for segment in document.segments:
        text = segment.key.msgid
        if "cg" in text or "µ" in text or "μ" in text:
            for spelling in _MICROGRAM.findall(blank(text)):
                found.setdefault(spelling, []).append(segment)
    if len(found) < 2:
        return
    ranked = sorted(found, key=lambda spelling: len(found[spelling]))
    rare, usual = ranked[0], ranked[-1]
    shown = [
        f"{excerpt(each)}{'' if each.isascii() else f' ({code_points(each[0])})'}"
        for each in ranked
    ]
    yield Problem(
        f"one unit is written as {listing(shown)}",
        hint=f"write {usual} everywhere",
        line=line_of(document, found[rare][0].index),
    )


_MICROGRAM = re.compile(r"(?<=[\d\s\u00a0\u202f])(mcg|µg|μg)(?!\w)")
