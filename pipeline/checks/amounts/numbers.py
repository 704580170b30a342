"""Checks of numbers: whether a translation states the same doses, times and amounts.

What a text says in numbers, and whether two texts say the same, is decided in
`language.amounts.quantities`, by value and in every script; here its answers become findings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Reading
from pipeline.language import cldr
from pipeline.language.amounts.ages import ages, changed_age
from pipeline.language.amounts.conversions import are_near
from pipeline.language.amounts.equivalents import says_loosely, says_phrase_of, says_time
from pipeline.language.amounts.figures import Figure
from pipeline.language.amounts.frequencies import Frequency
from pipeline.language.amounts.numerals import has_digits
from pipeline.language.amounts.quantities import Difference, DifferenceKind, Figures, NumberKind
from pipeline.language.amounts.roman import Roman, all_roman_numerals
from pipeline.language.amounts.roman_changes import changed_numerals
from pipeline.language.amounts.telephones import is_localised, says_to_call
from pipeline.language.amounts.unit_names import counts_one, lost_amounts, units_of
from pipeline.language.letters import digits_for_letters
from pipeline.model import Language, Severity

ENGLISH = Language("en")
ONE = Decimal(1)
HINT = "compare both texts word by word, then write the number of the source"


def _numerals(source: Reading) -> tuple[Roman, ...]:
    return all_roman_numerals(source.visible)


def _may_be_missed(source: Reading) -> object:
    """What a translation without any digit may lack or change."""
    return source.amounts or source.once(_numerals)


@check(
    "number-mismatch",
    Scope.UNIT,
    Severity.ERROR,
    needs_piece=has_digits,
    needs_source=_may_be_missed,
    examples=(
        Passes("Take 1.5 mg.", "Nehmen Sie 1,5 mg.", "de"),
        Passes("Take 400 mg of ibuprofen.", "تناول ٤٠٠ مغ من الإيبوبروفين.", "ar"),
        Passes("A cut of 2–3 mm.", "切口为2至3毫米。", "zh-Hans"),
        Passes("Twice a day.", "1日2回。", "ja"),
        Passes("Come at 5 p.m.", "Kommen Sie um 17 Uhr.", "de"),
        Passes("An A1C of 48", "Ein HbA1c von 48", "de"),
        Fires("Come at 5 p.m.", "Kommen Sie um 5 Uhr.", "de", "only '5'"),
        Fires("Stand 2 feet away.", "Bleiben Sie 60 cm entfernt.", "de", "in another unit"),
        Fires("Take 5 mg.", "Tome 50 mg.", "es", "'50 mg'"),
        Fires("Take 1.5 mg.", "Nehmen Sie 1.5 mg.", "de", "1.5"),
        Fires("Take it before week 20.", "20か月より前に飲んでください。", "ja", "20か月"),
        Fires("The first six weeks at home.", "自宅での最初の期間。", "ja", "six weeks"),
        Fires("Wait 8 hours.", "انتظر ٦ ساعات.", "ar", "٦"),
        Fires("Stage IV cancer.", "Cáncer en estadio VI.", "es", "'VI'"),
        Passes("Not for children under 2.", "No dar a menores de 2 años.", "es"),
        Fires("Not for children under 2.", "No dar a menores de 2 meses.", "es", "age in years"),
        Passes("Give it by IV drip.", "Administrar por vía intravenosa.", "es"),
    ),
)
def number_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation does not state the same numbers as the source.

    A wrong dose harms somebody, so every number counts, in any order, with its unit. Decimal and
    group separators follow CLDR for both languages, native digits count by value. Numbers in words
    may stand for digits. Of a number that the source has in words only the unit is looked for here,
    in languages whose words we know: "six weeks" without a week in the translation is a warning.
    A length or a temperature that is about the same in another unit is a note, 60 cm for 2 feet.
    """
    differences = numbers_that_differ(pair)
    yield from _younger(pair)
    if pair.source.once(_numerals):
        for numeral, other in changed_numerals(pair.source.figures, pair.target.figures):
            yield _changed(_shown_at(pair.source, numeral), _shown_at(pair.target, other))
    if pair.source.amounts:
        yield from _without_unit(pair, differences)
    if not differences:
        return
    missing: list[_Said] = []
    extra: list[_Said] = []
    told = {each for both in localised_numbers(pair) for each in both}
    for difference in differences:
        if is_about_telephone(difference) or difference in told:
            continue  # phone-mismatch, emergency-number-localised
        if stands_for_letter(difference, pair.target):
            continue  # look-alike
        here = _said(pair.target.figures, difference.span)
        there = _said(pair.source.figures, difference.source_span)
        if difference.kind in _BY_ITSELF:
            yield _of_one(difference, there, here, context.language)
        elif difference.kind is DifferenceKind.MISSING:
            missing.append(there)
        else:
            extra.append(here._replace(code=difference.code))
    yield from _in_other_units(missing, extra, pair)
    yield from _unpaired(missing, extra, pair)


def _in_other_units(missing: list[_Said], extra: list[_Said], pair: Pair) -> Iterator[Problem]:
    """One problem for each measure that is said in another system, which then is not unpaired."""
    for said in list(missing):
        other = next((other for other in extra if _is_converted(said, other, pair)), None)
        if other is not None:
            yield _in_other_unit(said, other, pair)
            missing.remove(said)
            extra.remove(other)


def _is_converted(source: _Said, target: _Said, pair: Pair) -> bool:
    """Whether the two are one measure in two systems, as far as rounding lets us see."""
    one = _figure_at(pair.source.figures, source.span[0])
    other = _figure_at(pair.target.figures, target.span[0])
    return one is not None and other is not None and are_near(one, other)


def _figure_at(figures: Figures, start: int) -> Figure | None:
    return next((each for each in figures.figures if each.number.start == start), None)


def _in_other_unit(source: _Said, target: _Said, pair: Pair) -> Problem:
    """Readers who count in metres are told metres: no mistake, and nobody's to pass unseen."""
    return Problem(
        f"the source says {source.text}, the translation says '{target.text}' in another unit",
        target.span,
        "make sure that it is the same",
        severity=Severity.WARNING if pair.critical else Severity.INFO,
    )


def _ages(source: Reading) -> tuple[Figure, ...]:
    return ages(source.figures)


def _younger(pair: Pair) -> Iterator[Problem]:
    """ "Under 2 months" for "children under 2"."""
    ours = pair.source.once(_ages)
    changed = changed_age(ours, pair.target.figures) if ours else None
    if changed is not None:
        age, stands = changed
        span = (stands.number.start, stands.end)
        yield Problem(
            f"the source says {pair.source.text[age.number.start : age.number.end]} for an age in "
            f"years, the translation says '{pair.target.text[slice(*span)]}'",
            span,
            "write years, or the age alone",
        )


def _shown_at(reading: Reading, numeral: Roman) -> _Said:
    place = (numeral.start, numeral.end)
    return _Said(reading.text[slice(*place)], "", place)


_BY_ITSELF = frozenset(DifferenceKind) - {DifferenceKind.MISSING, DifferenceKind.EXTRA}


def _of_one(difference: Difference, there: _Said, here: _Said, language: Language) -> Problem:
    """The problem of a number that stands in both texts, and not in the same way."""
    match difference.kind:
        case DifferenceKind.SEPARATOR:
            return _misread(difference, there, language)
        case DifferenceKind.UNNAMED:
            return _renamed(difference)
        case DifferenceKind.HALF_DAY:
            return _other_half(there, here)
        case DifferenceKind.HALF_LOST:
            return _lost_half(there, here)
        case DifferenceKind.TURNED:
            return _turned_round(difference)
        case _:
            return _changed(there, here)


def numbers_that_differ(pair: Pair) -> tuple[Difference, ...]:
    """Where the numbers of the two texts differ, each mistake once, telephone numbers too."""
    return pair.differences


def is_about_telephone(difference: Difference) -> bool:
    """Whether the number that differs is a telephone number."""
    return difference.number is NumberKind.PHONE


def stands_for_letter(difference: Difference, target: Reading) -> bool:
    """Whether what only the translation has is a digit inside a word: Burmese ၀ for ဝ."""
    if difference.kind is not DifferenceKind.EXTRA or difference.span is None:
        return False
    following = target.text[difference.span[1] : difference.span[1] + 1]
    is_typed = difference.text in digits_for_letters(target.language)
    return is_typed and unicodedata.category(following or " ") in ("Lo", "Mn", "Mc")


def localised_numbers(pair: Pair) -> tuple[tuple[Difference, Difference], ...]:
    """(missing, extra) where a translation has the emergency number of its readers' country."""
    differences = numbers_that_differ(pair)
    if len(differences) < 2 or not says_to_call(pair.source.text, pair.source.language):
        return ()
    gone = [each for each in differences if each.kind is DifferenceKind.MISSING]
    come = [each for each in differences if each.kind is DifferenceKind.EXTRA]
    found = []
    for difference in gone:
        other = next(
            (
                each
                for each in come
                if is_localised(difference.text, each.text, pair.target.language)
            ),
            None,
        )
        if other is not None and not _has_unit(pair, difference, other):
            come.remove(other)
            found.append((difference, other))
    return tuple(found)


def _has_unit(pair: Pair, gone: Difference, come: Difference) -> bool:
    return bool(
        _said(pair.source.figures, gone.source_span).unit
        or _said(pair.target.figures, come.span).unit
    )


class _Said(NamedTuple):
    """A number where it stands, with its unit where it has one."""

    text: str
    unit: str
    span: tuple[int, int]
    is_one: bool = False
    code: str = ""  # that it is, or is the digits of


def _said(figures: Figures, span: tuple[int, int] | None) -> _Said:
    if span is None:
        return _Said("", "", (0, 0))
    for index, (number, unit, end, *_) in enumerate(figures.figures):
        if number.start == span[0]:
            place = (number.start, max(number.end, end))
            is_one = number.readings[:1] == (ONE,)
            shown = figures.text[slice(*place)] + _unit_of_range(figures, index)
            return _Said(shown, unit, place, is_one)
    return _Said(figures.text[slice(*span)], "", span)


def _unit_of_range(figures: Figures, index: int) -> str:
    """The unit as the last number of a range has it, for one before it: " mm" of "2–3 mm"."""
    unit = figures.figures[index].unit
    if not unit:
        return ""
    for figure in figures.figures[index:]:
        if figure.unit != unit:
            return ""
        if figure.end > figure.number.end:
            own = figure.number.start == figures.figures[index].number.start
            return "" if own else figures.text[figure.number.end : figure.end]
    return ""


def _unpaired(missing: list[_Said], extra: list[_Said], pair: Pair) -> Iterator[Problem]:
    """One problem for a number and what stands in its stead, then one for each that is left.

    A 1 that nothing in the source stands against is no mistake: "once a day" is "1日1回", and many
    languages write 1 for "a", "each" or "per". Nor is it one the other way round.
    """
    extra = sorted(extra, key=lambda said: said.is_one)
    for said in list(missing):
        twin = next((other for other in extra if other.unit == said.unit), None)
        others = [other for other in extra if not other.is_one] or extra
        if twin is None and len(missing) == len(others) == 1:
            twin = others[0]
        if twin is not None:
            yield _changed(said, twin)
            missing.remove(said)
            extra.remove(twin)
    for said in missing:
        if not _is_unsaid_one(said, pair):
            yield Problem(f"the source says {said.text}, the translation does not", hint=HINT)
    for said in extra:
        if not said.is_one:
            yield Problem(
                f"the translation says '{said.text}', the source does not",
                said.span,
                HINT,
                in_doubt=(said.code,) if _NAMED.match(said.code) and not missing else (),
            )


def _is_unsaid_one(said: _Said, pair: Pair) -> bool:
    """Whether it is a 1 of a language that counts one for "a": 1日 for "a day", "daily"."""
    if not said.is_one or not counts_one(pair.source.language):
        return False
    return not said.unit or said.unit in units_of(pair.target.figures)


_NAMED = re.compile("[A-Z]{4}")  # COVID19, and neither L4 nor B12 nor a unit before its number


def _without_unit(pair: Pair, differences: tuple[Difference, ...]) -> Iterator[Problem]:
    """One problem for each amount of the source whose unit the translation names nowhere."""
    source = pair.source
    told = [each.source_span[0] for each in differences if each.source_span]
    named = set()
    target = pair.target.figures
    for start, end, unit, value in lost_amounts(source.figures, source.amounts, target):
        if says_time(value, unit, target) or says_phrase_of(start, source.figures, target):
            continue  # "24 hours" for "a day", 500 ml for "half a litre"
        if says_loosely(start, end, source.figures, target):
            continue  # 年中無休 for "7 days a week"
        is_rate = source.text[start:end].lstrip()[0] == "/"
        first = _dose_before(source.figures, start) if is_rate else start
        if unit not in named and not any(first <= place < end for place in told):
            yield Problem(
                f"the source says '{source.text[first:end]}', the translation names no {unit}",
                hint="say how much, or how long, as the source does",
                # In words much can be said otherwise; a dose for each kilogram can't.
                severity=Severity.ERROR if is_rate else Severity.WARNING,
            )
        named.add(unit)


def _dose_before(figures: Figures, stroke: int) -> int:
    """Where the number begins whose unit the stroke follows: the 10 of "10 mg/kg"."""
    return next((each.number.start for each in figures.figures if each.end == stroke), stroke)


def _renamed(difference: Difference) -> Problem:
    return Problem(
        f"the source names the unit {difference.expected}, "
        f"the translation says '{difference.text}' instead",
        difference.span,
        "write the unit of the source",
    )


def _other_half(source: _Said, target: _Said) -> Problem:
    return Problem(
        f"the source and the translation say '{target.text}' in different halves of the day",
        target.span,
        f"say whether it is before or after noon, as the source does at {source.text}",
    )


def _lost_half(source: _Said, target: _Said) -> Problem:
    return Problem(
        f"the source says in which half of the day {source.text} is, "
        f"the translation says only '{target.text}'",
        target.span,
        "say whether it is before or after noon, or count the hours to 24",
    )


def _turned_round(difference: Difference) -> Problem:
    return Problem(
        f"the source says '{difference.expected}', "
        f"the translation the other way round: '{difference.text}'",
        difference.span,
        "write the numbers and signs in the order of the source, as the language reads them",
    )


def _changed(source: _Said, target: _Said) -> Problem:
    return Problem(
        f"the source says {source.text}, the translation says '{target.text}'", target.span, HINT
    )


def _misread(difference: Difference, source: _Said, language: Language) -> Problem:
    name = cldr.name_in(language, ENGLISH)
    return Problem(
        f"the source says {source.text}, but '{difference.text}' is not that number in {name}",
        difference.span,
        f"use the decimal and grouping marks of {name}",
    )


# ----------------------------------------------------------------------------------- how often
@check(
    "frequency-mismatch",
    Scope.UNIT,
    Severity.ERROR,
    needs_source=lambda source: source.frequencies,
    examples=(
        Passes("Take it twice a day.", "Nehmen Sie es zweimal täglich.", "de"),
        Passes("Take it twice a day.", "1日2回服用してください。", "ja"),
        Passes("Take it three times a day.", "Принимайте три раза в день.", "ru"),
        Passes("Take it once a week.", "Tómelo una vez por semana.", "es"),
        Passes("Walk daily.", "每天散步。", "zh-Hans"),
        Fires("Take it once a week.", "Tómelo una vez al día.", "es", "'una vez al día'"),
        Fires("Take it twice a day.", "每日三次，口服。", "zh-Hans", "'twice a day'"),
        Fires("Take it three times a day.", "تناوله مرتين يوميًا.", "ar", "'مرتين يوميًا'"),
        Passes("Take it twice a day, every day.", "Tómelo dos veces al día.", "es"),
        Fires("Take it twice a day, every day.", "Tómelo dos veces por semana.", "es", "semana"),
    ),
)
def frequency_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation says another "how often" than the source.

    Methotrexate taken daily instead of weekly has killed people. Both texts are compared where all
    their phrases are understood ("twice a day", "1日2回", "alle 8 Stunden"); else nothing is said.
    Of a translation that says it less often all must be other ones.
    "Twice a day" and "every 12 hours" are two instructions.
    """
    ours = pair.source.frequencies
    if not ours:
        return
    theirs = pair.target.frequencies
    if not theirs or len(ours) < len(theirs):
        return
    gone, come = _disagreeing(ours, theirs)
    if len(come) < len(theirs) < len(ours):
        return  # "twice a day, every day" is "twice a day"
    if not gone or _is_told(pair, gone, come):
        return
    for frequency, other in zip(gone, come, strict=False):
        here, there = pair.source.figures, pair.target.figures
        if says_loosely(frequency.start, frequency.end, here, there) or says_loosely(
            other.start, other.end, there, here
        ):
            continue  # "more than once a day" is 1日2回以上
        yield Problem(
            f"the source says '{_phrase(pair.source.text, frequency)}', "
            f"the translation says '{_phrase(pair.target.text, other)}'",
            (other.start, other.end),
            "say how often, as the source does",
        )


def _disagreeing(
    ours: tuple[Frequency, ...], theirs: tuple[Frequency, ...]
) -> tuple[list[Frequency], list[Frequency]]:
    """The phrases of both texts that no phrase of the other agrees with, in order."""
    gone, come = [], list(theirs)
    for frequency in ours:
        partner = next((other for other in come if frequency.agrees(other)), None)
        if partner is None:
            gone.append(frequency)
        else:
            come.remove(partner)
    return gone, come


def _is_told(pair: Pair, gone: list[Frequency], come: list[Frequency]) -> bool:
    """Whether number-mismatch tells of the same mistake, about a number in such a phrase."""
    return any(
        _is_inside(difference.span, come) or _is_inside(difference.source_span, gone)
        for difference in numbers_that_differ(pair)
        if difference.kind is not DifferenceKind.EXTRA or not is_one(pair, difference.span)
    )


def _is_inside(span: tuple[int, int] | None, phrases: list[Frequency]) -> bool:
    return span is not None and any(each.start <= span[0] < each.end for each in phrases)


def is_one(pair: Pair, span: tuple[int, int] | None) -> bool:
    """Whether the number at this place of the translation is a 1, which may be any article."""
    return _said(pair.target.figures, span).is_one


def _phrase(text: str, frequency: Frequency) -> str:
    return text[frequency.start : frequency.end].strip()
