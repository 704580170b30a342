"""Checks of an article's own text: what makes it hard to read, or easy to misread.

They look at the source, in its own language, before twenty translators wonder about it. What a
language's guides say stands in tables (`language.style`); foreign punctuation is a stray-fragment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.doubling import doubled_words
from pipeline.checks.reading import Passage, Reading, Word
from pipeline.checks.wording import code_points, excerpt, listing
from pipeline.language import cldr, style
from pipeline.language.inline import blank
from pipeline.language.meaning.comparing import cues
from pipeline.language.patterns import any_of, lazy
from pipeline.language.repetition import may_stand_twice
from pipeline.language.sentences import split
from pipeline.language.tables import words_of
from pipeline.model import BlockKind, Document, Language, Segment, Severity

WHOLE_SENTENCES = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.DEFINITION}
    | {BlockKind.BOX, BlockKind.FOOTNOTE}
)
SAMPLE_WORDS = 100  # a formula says nothing of less
SAMPLE_SENTENCES = 10  # nor does a share of fewer sentences
# Capitals of the scripts that have them, without those that no leaflet uses.
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩЀ-ЯҐ"
_CAPITALS = lazy(f"[{_UPPER}]{{2}}")
_SPACE = " \t\n\u00a0\u202f"


# ----------------------------------------------------------------------------------- hard to read
@check(
    "sentence-too-long",
    Scope.SEGMENT,
    Severity.INFO,
    examples=(
        Passes("Keep moving. " + "Rest well. " * 20, "", "en"),
        Passes("ゆっくり休んでください。", "", "ja"),
        Passes("พักผ่อน" * 60, "", "th"),
        Fires("Rest and " * 13 + "walk.", "", "en", "27 words"),
        Fires("Descanse y " * 15 + "camine.", "", "es", "31 words"),
        Fires("安静にして、" * 14 + "歩いてください。", "", "ja", "92 characters"),
    ),
)
def sentence_too_long(passage: Passage, context: Context) -> Iterator[Problem]:
    """A sentence is longer than the plain-language guides of its language allow.

    Who is ill, worried or reading in a second language loses the thread, and with it the "not" at
    the end. Languages whose guides name no number are not judged.
    """
    limit = style.sentence_limit(context.language)
    text = passage.reading.text
    if limit is None or len(text) <= limit.number:
        return
    is_words = limit.unit == "words"
    if is_words and len(_spoken(passage.reading)) <= limit.number:
        return
    for _, sentence in split(text, context.language):
        own = passage.reading if sentence == text else Reading(sentence, context.language)
        count = len(_spoken(own)) if is_words else len("".join(own.visible.split()))
        if count > limit.number:
            yield Problem(
                f"a sentence of {count} {limit.unit}, more than {limit.number}: "
                f"{excerpt(sentence)}",
                hint="make two of it, or a list",
            )


def _spoken(reading: Reading) -> list[str]:
    """The words that have a letter, in lower case."""
    return [word for word in reading.folded if not word.isdigit()]


_HARD = (
    "Percutaneous endoscopic discectomy constitutes a minimally invasive neurosurgical "
    "intervention facilitating decompression of symptomatic intervertebral herniation under "
    "fluoroscopic visualization. "
) * 6
_EASY = "Take one pill a day with food. If you feel sick, call your nurse and ask what to do. " * 6


@check(
    "hard-to-read",
    Scope.ARTICLE,
    Severity.INFO,
    examples=(
        Passes(_EASY, "", "en"),
        Passes(_HARD[:300], "", "en"),
        Passes("每天散步。" * 60, "", "zh-Hans"),
        Fires(_HARD, "", "en", "Flesch Reading Ease"),
        Fires(
            "La administración intravenosa concomitante de antiinflamatorios esteroideos "
            "condiciona complicaciones gastrointestinales potencialmente incapacitantes. " * 10,
            "",
            "es",
            "Szigriszt-Pazos",
        ),
        Fires(
            "Intraoperative Komplikationen beeinträchtigen möglicherweise "
            "Rehabilitationsmaßnahmen nach mikrochirurgischer Bandscheibenoperation. " * 14,
            "",
            "de",
            "Amstad",
        ),
    ),
)
def hard_to_read(document: Document, context: Context) -> Iterator[Problem]:
    """The article is harder to read than a text for everyone may be.

    Half of all adults read no better than a child of eleven or twelve. The value is an estimate of
    the formula that was made for the language; without one nothing is said.
    """
    words: list[str] = []
    sentences = 0
    for block in document.blocks:
        if block.kind in WHOLE_SENTENCES:
            for segment in block.segments:
                own = _spoken(context.facts.reading(segment.key.msgid))
                words += own
                sentences += bool(own)
    if len(words) < SAMPLE_WORDS:
        return
    found = style.readability(words, sentences, context.language)
    if found and found.is_hard:
        yield Problem(
            f"the text is hard to read: {found.name} {found.value:.0f}, for everyone "
            f"{found.wanted:.0f}",
            hint="use shorter words and shorter sentences",
        )


_DONE_TO = "The wound is cleaned. The stitches are then removed by a nurse. " * 3
_DOING = "A nurse cleans the wound. She removes the stitches. You are tired. " * 3


@check(
    "passive-heavy",
    Scope.ARTICLE,
    Severity.INFO,
    examples=(
        Passes(_DOING + _DONE_TO[:22], "", "en"),
        Passes(_DONE_TO, "", "en"),
        Passes("Die Wunde wird gereinigt. " * 12, "", "de"),
        Fires(_DOING + _DONE_TO, "", "en", "6 of 15 sentences"),
    ),
)
def passive_heavy(document: Document, context: Context) -> Iterator[Problem]:
    """Many sentences do not say who does what.

    "The dressing should be changed daily": by the patient, or by a nurse? Languages whose guides
    name no share are not judged.
    """
    rule = style.passive(context.language)
    if rule is None:
        return
    count = 0
    passive: list[tuple[Segment, str]] = []
    for block in document.blocks:
        for segment in block.segments if block.kind in WHOLE_SENTENCES else ():
            visible = context.facts.reading(segment.key.msgid).visible
            for _, sentence in split(visible, context.language):
                count += 1
                if rule.is_in(sentence.lower()):
                    passive.append((segment, sentence.strip()))
    if count < SAMPLE_SENTENCES or len(passive) * 100 <= rule.most * count:
        return
    segment, sentence = passive[0]
    yield Problem(
        f"{len(passive)} of {count} sentences are passive, more than {rule.most} %; the first is "
        f"{excerpt(sentence)}",
        hint="say who does it: 'a nurse will change the dressing'",
        line=_line(document, segment),
    )


# ----------------------------------------------------------------------------------- abbreviations
_ABBREVIATION = lazy(rf"(?<![\w\-–.&/])([{_UPPER}]{{2,6}})(?:['’]?s)?(?![\w&/]|-\d|\.\w)")
_ROMAN = re.compile(r"[IVXLCDM]+")


@check(
    "abbreviation-undefined",
    Scope.ARTICLE,
    Severity.INFO,
    examples=(
        Passes("Magnetic resonance imaging (MRI) helps. Before the MRI, eat.", "", "en"),
        Passes("Before the MRI, eat.\n\n*[MRI]: Magnetic resonance imaging", "", "en"),
        Passes("An MRI (a scan with magnets) helps.", "", "en"),
        Passes("Watch TV in the USA. Read chapter IV. DO NOT EAT.", "", "en"),
        Passes("Die MRT (Magnetresonanztomographie) hilft. MRT-Termin.", "", "de"),
        Fires("Rest.\n\nBefore the MRI, eat. After the MRI, rest.", "", "en", "'MRI'"),
        Fires("Antes de la TAC, coma.", "", "es", "'TAC'"),
        Fires("Перед МРТ поешьте.", "", "ru", "'МРТ'"),
    ),
)
def abbreviation_undefined(document: Document, context: Context) -> Iterator[Problem]:
    """An abbreviation in capitals is explained nowhere in the article.

    A patient does not know it, and a translator has to guess: "CT" may be computed tomography or
    connective tissue.
    """
    from pipeline.source import page

    readings = [
        (segment, context.facts.reading(segment.key.msgid)) for segment in document.segments
    ]
    known = style.known_abbreviations(context.language) | context.allow
    known |= {term.term for term in context.facts.termbase.terms}
    known |= frozenset(page.of(document).tree.abbreviations)
    found: dict[str, Segment] = {}
    for segment, reading in readings:
        if not _CAPITALS.search(reading.text):
            continue
        shouted = [(run.start, run.end) for run in _capital_runs(reading)]
        for match in _ABBREVIATION.finditer(reading.visible):
            if any(start <= match.start() < end for start, end in shouted):
                continue
            if match[1] not in known and not _ROMAN.fullmatch(match[1]):
                found.setdefault(match[1], segment)
    if not found:
        return
    whole = "\n".join(reading.visible for _, reading in readings)
    for abbreviation, segment in found.items():
        if not _is_explained(abbreviation, whole):
            yield Problem(
                f"the abbreviation {excerpt(abbreviation)} is not explained",
                hint="write the words at its first use, the abbreviation behind them in brackets, "
                f"or a line *[{abbreviation}]: …",
                line=_line(document, segment),
            )


def _is_explained(abbreviation: str, text: str) -> bool:
    """Whether brackets, a dash or the words' own first letters explain it anywhere."""
    escaped = re.escape(abbreviation)
    if re.search(
        rf"[(（\[][^()（）\n]*\b{escaped}\b|\b{escaped}s?\b[*_\"'”’»]*\s*(?:[(（:–—=]|<abbr)", text
    ):
        return True
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", text))
    return abbreviation.lower() in initials.replace(abbreviation[0], abbreviation[0].lower())


# ---------------------------------------------------------------------------------------- capitals
class _Run(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]  # as typed


def _capital_runs(reading: Reading) -> Iterator[_Run]:
    """Two or more words in capitals in a row, with nothing but spaces and numbers between."""
    words: list[Word] = []
    for word in reading.words:
        typed = reading.visible[word.start : word.end]
        between = reading.visible[words[-1].end : word.start] if words else ""
        if words and (between.strip(_SPACE + "-*_’'") or not (typed.isupper() or typed.isdigit())):
            yield from _run(words, reading.visible)
            words = []
        if typed.isupper() or (words and typed.isdigit()):
            words.append(word)
    yield from _run(words, reading.visible)


def _run(words: list[Word], visible: str) -> Iterator[_Run]:
    typed = tuple(visible[word.start : word.end] for word in words)
    capitals = tuple(word for word in typed if word.isupper() and len(word) > 1)
    if len(capitals) > 1:
        yield _Run(words[0].start, words[-1].end, capitals)


@check(
    "all-caps",
    Scope.SEGMENT,
    Severity.WARNING,
    examples=(
        Passes("Never take it with an MRI CT scan.", "", "en"),
        Passes("HIV DNA PCR tests are sure.", "", "en"),
        Passes("Ruhe.", "", "de"),
        Passes("**Не пейте.**", "", "ru"),
        Fires("Please DO NOT USE it again.", "", "en", "'DO NOT USE'"),
        Fires("WARNING SIGNS", "", "en", "'WARNING SIGNS'"),
        Fires("Esto ES MUY PELIGROSO para usted.", "", "es", "'ES MUY PELIGROSO'"),
        Fires("НЕ ПРИНИМАЙТЕ ЭТО ЛЕКАРСТВО.", "", "ru", "'НЕ ПРИНИМАЙТЕ ЭТО ЛЕКАРСТВО'"),
    ),
)
def all_caps(passage: Passage, context: Context) -> Iterator[Problem]:
    """Several words stand in capitals.

    Words have no shape then: they are read letter by letter, slower and with mistakes, and some
    screen readers spell them. Bold letters say "important" as well.
    """
    reading = passage.reading
    if not _CAPITALS.search(reading.text):
        return
    for run in _capital_runs(reading):
        if _is_shouted(run, reading, context.language):
            yield Problem(
                f"words in capitals: {excerpt(reading.visible[run.start : run.end])}",
                (run.start, run.end),
                "write them in small letters; **bold** says that they matter",
            )


def _is_shouted(run: _Run, reading: Reading, language: Language) -> bool:
    """Whether the words are more than abbreviations beside each other."""
    known = style.known_abbreviations(language)
    unknown = [word for word in run.words if word not in known]
    if len(run.words) > 2:
        if any(len(word) > 3 for word in unknown) or len(unknown) > 3:
            return True
        return bool(cues(reading.visible[run.start : run.end], language))
    outside = reading.visible[: run.start] + reading.visible[run.end :]
    return any(len(word) > 4 for word in unknown) and not any(map(str.isalpha, outside))


# ---------------------------------------------------------------------------------------- spelling
@check(
    "dots-for-ellipsis",
    Scope.SEGMENT,
    Severity.INFO,
    needs=".",
    examples=(
        Passes("Wait … and rest.", "", "en"),
        Passes("Name: ........", "", "en"),
        Passes("Type `a...b`.", "", "en"),
        Fires("Wait... and rest.", "", "en", "U+2026"),
        Fires("Warten Sie ...", "", "de", "U+2026"),
    ),
)
def dots_for_ellipsis(passage: Passage, _context: Context) -> Iterator[Problem]:
    """Three full stops stand for an ellipsis.

    A screen reader says "dot dot dot", and a line may break between them.
    """
    if "..." not in passage.reading.text:
        return
    for match in _DOTS.finditer(passage.reading.visible):
        yield Problem(
            f"three full stops where one character is meant, {code_points('…')}",
            match.span(),
            "write …",
        )


_DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")


@check(
    "space-missing-in-source",
    Scope.SEGMENT,
    Severity.WARNING,
    examples=(
        Passes("See e.g. your doctor, at 5 p.m. or 3.5 hours later. Rest.", "", "en"),
        Passes("It is made with Node.js and shown at example.org.", "", "en"),
        Passes("Booking.Com and Schema.Org are names; Ph.D. and B.C. too.", "", "en"),
        Passes("Open `notes.Rest` or https://example.org/about.Html or read.Txt.", "", "en"),
        Passes("Send us report.Final.docx before you come.", "", "en"),
        Passes("Nehmen Sie z.B. Wasser. Fragen Sie Dr.Weber.", "", "de"),
        Passes("休息。然后走动。", "", "zh-Hans"),
        Fires("Rest for two weeks.Take it with food.", "", "en", "'weeks.Take'"),
        Fires("Rest for *two weeks*.**Take** it.", "", "en", "'weeks*.**Take'"),
        Fires("Does it hurt?Call us.", "", "en", "'hurt?Call'"),
        Fires("Take 5 mg.Then rest.", "", "en", "'mg.Then'"),
        Fires("Please don’t.Ask us.", "", "en", "'t.Ask'"),
        Fires("Rest (always.)Ask us.", "", "en", "'always.)Ask'"),
        Fires("Ruhen Sie sich aus.Trinken Sie viel.", "", "de", "'aus.Trinken'"),
        Fires("आराम करें।पानी पिएँ।", "", "hi", "'करें।"),
    ),
)
def space_missing_in_source(passage: Passage, context: Context) -> Iterator[Problem]:
    """No space stands between the end of a sentence and the next one.

    Readers stumble over "for two weeks.Take it", and some programs take it for one word. Told
    where a word in small letters ends and a capitalised one begins: abbreviations, addresses and
    the names of files look otherwise.
    """
    visible = passage.reading.visible
    shift = 0
    if not passage.segment.lead and passage.segment is not passage.block.segments[0]:
        number = passage.segment.index - passage.block.segments[0].index - 1
        behind = blank(passage.block.segments[number].key.msgid)[-NEAR:]  # cut there all the same
        visible, shift = behind + visible, len(behind)
    elif not any(mark in visible for mark in ".?!।۔"):
        return
    for match in _RUN_ON.finditer(visible):
        start = match.start()
        before = _ENDING.search(visible, max(start - NEAR, 0), start)
        after = _WORD.match(visible, match.end())
        if before is None or after is None or after.end() <= shift:
            continue
        if match[0][0] in ".?!" and not _ends_and_begins(before, after):
            continue
        whole = _around(visible, start)
        if not _PART_OF_NAME.isdisjoint(whole) or whole.strip(_EDGES) in context.allow:
            continue
        if whole.strip(_EDGES).rpartition(".")[2].casefold() in _LAST_OF_NAMES:
            continue
        first, end = before.start("word"), after.end()
        yield Problem(
            f"no space between two sentences: {excerpt(visible[first:end])}",
            (max(first - shift, 0), end - shift),
            "put a space behind the first one",
        )


def _ends_and_begins(before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether the words end a sentence and begin one, and make no name: "Schema.Org"."""
    first, last = after[0], before["word"]
    if not (first[0].isupper() and first[1:].islower()) or first.casefold() in _LAST_OF_NAMES:
        return False
    if last[0].isupper():
        return len(last) > 2 and len(first) > 3 and last[1:].islower()
    return last.islower() and (len(last) > 2 or bool(before["number"]) or bool(before["joint"]))


def _around(visible: str, position: int) -> str:
    """What stands between the spaces around a position."""
    end = visible.find(" ", position)
    return visible[visible.rfind(" ", 0, position) + 1 : end if end >= 0 else len(visible)]


_PART_OF_NAME = frozenset("/@=&\\_#")
_EDGES = ".,;:!?*()[]\"'“”‘’«»"
# What ends a sentence, with marks round it; right behind it a letter.
_RUN_ON = lazy(r"[.?!।۔][*\"'“”‘’«»()\[\]]{0,4}(?=[^\W\d_])")
# The word before, behind a number (a unit) or an apostrophe, and marks that close behind it.
_ENDING = lazy(
    r"(?P<number>(?<=\d)[ \u00a0\u202f]?)?(?P<joint>(?<=\w)['’])?"
    r"(?P<word>(?:[^\W\d_]|[\u0900-\u097f])+)[*\"'”’»)\]]{0,3}\Z"
)
_WORD = lazy(r"[^\W\d_]+")
# Of addresses and files, however they are written.
_LAST_OF_NAMES = frozenset(
    {"com", "org", "net", "gov", "edu", "info", "int", "app", "html", "htm", "php", "pdf"}
    | {"doc", "docx", "txt", "csv", "md", "js", "py", "jpg", "png", "svg"}
)
NEAR = 40  # characters that the word before is looked for in


@check(
    "doubled-word-in-source",
    Scope.SEGMENT,
    Severity.WARNING,
    examples=(
        Passes("The pain that that causes had had an end.", "", "en"),
        Passes("Vous vous reposez.", "", "fr"),
        Passes("Die, die die Übung machen, bleiben gesund.", "", "de"),
        Passes("Duran Duran play. Rest, rest. 5 5", "", "en"),
        Passes("धीरे धीरे चलें।", "", "hi"),
        Fires("Rest in the the evening.", "", "en", "'the the'"),
        Fires("The **the** pain", "", "en", "'The **the'"),
        Fires("Descanse por la la noche.", "", "es", "'la la'"),
        Passes("Prenez-le le matin.", "", "fr"),
    ),
)
def doubled_word_in_source(passage: Passage, context: Context) -> Iterator[Problem]:
    """The article has the same word twice in a row.

    Mostly one is left over from an edit, sometimes instead of another word: a translator can't know
    which one was meant.
    """
    text = passage.reading.text
    for left, right in doubled_words(passage.reading):
        if text[right.start].isupper() or may_stand_twice(right.folded, context.language):
            continue  # a name: Baden Baden
        yield Problem(
            f"a word stands there twice: {excerpt(text[left.start : right.end])}",
            (left.start, right.end),
            "delete one of them",
        )


# ------------------------------------------------------------------------------------------- dates
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


@cache
def _error_prone(language: Language) -> re.Pattern[str]:
    symbols = cldr.number_symbols(language).get("latn")
    decimal = re.escape(symbols.decimal if symbols else ".")
    units = "|".join(map(re.escape, style.error_prone_units(language)))
    per = any_of(words_of("per-words.tsv", language))
    dose = rf"{_DOSE_UNIT}(?!\s+(?:{per})\s+\w*[lL])"  # "5.0 mg per litre" is of a laboratory
    return re.compile(
        rf"(?P<zero>(?<![\d.,])\d+{decimal}0+{_GAP}{dose})"
        rf"|(?P<naked>(?<![\w.,]){decimal}\d+{_GAP}{dose})"
        rf"|\d{_GAP}(?P<unit>{units})(?!\w|[-’'])"
    )


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
    ),
)
def dose_error_prone(passage: Passage, context: Context) -> Iterator[Problem]:
    """A dose is written in a way that has been misread before.

    "5.0 mg" is taken for 50 mg and ".5 mg" for 5 mg where the point is overlooked, "10U" for 100,
    "cc" for "00". After the List of Error-Prone Abbreviations, Symbols, and Dose Designations of
    the Institute for Safe Medication Practices (ISMP).
    """
    for match in _error_prone(context.language).finditer(passage.reading.visible):
        kind = match.lastgroup or ""
        written = match[kind]
        if kind == "unit":
            right = style.error_prone_units(context.language)[written]
            message, hint = f"the unit {excerpt(written)} has been misread", f"write {right}"
        elif kind == "zero":
            message = f"the zero at the end of {excerpt(written)} makes ten times as much of it"
            hint = "leave out the zero and what is before it"
        else:
            message = f"{excerpt(written)} is ten times as much where the point is overlooked"
            hint = "put a zero before it"
        yield Problem(message, match.span(kind), hint)


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
        line=_line(document, found[rare][0]),
    )


_MICROGRAM = re.compile(r"(?<=[\d\s\u00a0\u202f])(mcg|µg|μg)(?!\w)")


def _line(document: Document, segment: Segment) -> int:
    """The line of the article's file where the segment begins."""
    from pipeline.source.document import segment_lines  # with Markdown: not for catalogs alone

    return segment_lines(document)[segment.index]
