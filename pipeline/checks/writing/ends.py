"""Checks of the marks that end a sentence, and that open a question: has a translation its own?

What is right for a language is told by `language.orthography`; here a translation is held to it and
to its source. Nothing here is mended unread: a sentence without its end may have lost more than a
mark. Marks that belong to another language are `foreign_marks`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import shown_mark
from pipeline.language.meaning.relations import names_of
from pipeline.language.orthography import (
    Ending,
    Mark,
    asks_directly,
    characters_of,
    ending,
    ends_as_note,
    full_stops,
    is_stop_of_abbreviation,
    punctuation,
    question_words,
    says_and_so_on,
)
from pipeline.language.patterns import lazy
from pipeline.language.sentences import abbreviations
from pipeline.model import BlockKind, Language, Severity

SHORTEST_SENTENCE = 5  # code points; what is shorter is a label
LABELS = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.HEADING,
        BlockKind.KEYWORD,
        BlockKind.TABLE_HEADER,
        BlockKind.TERM,
        BlockKind.BOX_TITLE,
    }
)
SENTENCE_ENDS = frozenset({Mark.STOP, Mark.QUESTION, Mark.EXCLAMATION, Mark.ELLIPSIS})
ELLIPSES = ("…", "...", "⋯", "‥", "・・・", "۔۔۔", "․․․", "᠁")
_ELLIPSIS_CHARACTERS = frozenset("…⋯‥・۔․᠁")
COLONS = ":：៖፦፡՝"
_COLON = lazy(f"[{COLONS}]")
_ALARMS = frozenset({"avoid", "stop", "forbidden", "immediately"})
DASHES = ("-", "–", "—", "―")


def end_of(reading: Reading) -> Ending:
    """How a text ends, found out once."""
    return reading.once(_ending)


def _ending(reading: Reading) -> Ending:
    return ending(reading.text, reading.visible, reading.language)


def _may_end_otherwise(pair: Pair, context: Context) -> bool:
    """Whether the texts may end otherwise than with a stop, or a letter, in both of them."""
    there, here = pair.source.text[-1:], pair.target.text[-1:]
    return not (
        (there == "." and here in full_stops(context.language))
        or (there.isalpha() and here.isalpha())
    )


@check(
    "final-stop",
    Scope.UNIT,
    Severity.WARNING,
    needs_pair=_may_end_otherwise,
    examples=(
        Passes("Drink plenty of water.", "多喝水。", "zh-Hans"),
        Passes("Drink plenty of water.", "खूब पानी पिएँ।", "hi"),
        Passes("Drink plenty of water.", "ดื่มน้ำมาก ๆ", "th"),
        Passes("The sign says “stop.”", "Auf dem Schild steht „Stopp“.", "de"),
        Passes("Rest for 2 hours", "Ruhen Sie 2 Std.", "de"),
        Passes("Sit up slowly. Lean on the wall", "Setzen Sie sich. Halten Sie sich fest.", "de"),
        Fires("Read more [about walking](#walk).", "Más [sobre caminar](#walk)", "es", "full stop"),
        Passes("Rest as much as you need.[^1]", "Odpoczywaj tyle, ile potrzebujesz[^1].", "pl"),
        Fires("Drink plenty of water.", "Beba mucha agua", "es", "ends with a full stop"),
        Fires(
            "Drink plenty of water.", "水をたくさん飲んでください", "ja", "ends with a full stop"
        ),
        Fires("Pain in the lower back", "ألم في أسفل الظهر.", "ar", "ends without"),
    ),
)
def final_stop(pair: Pair, context: Context) -> Iterator[Problem]:
    """The source ends with a full stop and the translation does not, or the reverse.

    A sentence without its end may have lost its last words, which are often the condition: "… if
    you are pregnant". Every language's own stop counts, inside a closing quotation mark or behind
    it; abbreviations, remarks in brackets and languages without a full stop are not judged.
    """
    if not _may_end_otherwise(pair, context) or not pair.target.words:
        return  # what has no words is blank-translation's
    there = end_of(pair.source)
    here = end_of(pair.target)
    if there.marks & here.marks or not (there.is_sure and here.is_sure):
        return
    if Mark.STOP in _optional_in(pair, context) or len(pair.source.text) < SHORTEST_SENTENCE:
        return
    if there.means == {Mark.STOP}:
        if (
            not here.marks & SENTENCE_ENDS
            and not _may_be_short(pair, there, context)
            and not ends_as_note(pair.target.visible[: here.start], context.language)
        ):
            yield Problem(
                "the source ends with a full stop, the translation does not",
                _last(here),
                "see whether the end of the sentence is missing, then end it with "
                f"{_preferred(Mark.STOP, context.language)}",
            )
    elif here.marks == {Mark.STOP} and not there.marks and not _ends_before(pair.source.visible):
        visible = pair.target.visible
        if not is_stop_of_abbreviation(visible, here.start, context.language):
            yield Problem(
                "the source ends without a full stop, the translation ends with one",
                (here.start, here.end),
                "take the full stop away, or complete the sentence in the article",
            )


def _optional_in(pair: Pair, context: Context) -> frozenset[Mark]:
    """The marks that one of the two languages has not, or may leave out."""
    there, here = punctuation(pair.source.language), punctuation(context.language)
    return there.optional | here.optional


def _ends_before(visible: str) -> bool:
    """Whether another sentence ends before the last one: "Sit up. Lean back", which wants a stop.

    The mistake is the source's then, and the translation has mended it.
    """
    return any(match[1].isupper() for match in _SENTENCE_BEFORE.finditer(visible))


_SENTENCE_BEFORE = re.compile(r"[^\W\d_]{3}[.!?][\"'”’»)]*\s+([^\W\d_])\w* [^\W\d_]")


def _may_be_short(pair: Pair, there: Ending, context: Context) -> bool:
    """Whether the stop of the source may be that of an abbreviation: "5 min.", "etc."."""
    if there.marks and "." not in pair.source.text[there.start : there.end]:
        return False  # 。 and । shorten nothing
    words = pair.source.visible[: there.start].rstrip(_LINK_END).split()
    if not words or len(words) < 3:
        return True
    word = words[-1].lstrip('([*_"“')
    known = abbreviations(context.facts.source_language)
    return "." in word or len(word) == 1 or known.has(word) or known.may_end(word)


_LINK_END = " )]"  # what stays of "[the last word](#place)" where its target is blanked


def _last(end: Ending) -> tuple[int, int] | None:
    """The marks of the end, or else the character that they would follow."""
    if end.marks:
        return (end.start, end.end)
    return (end.start - 1, end.start) if end.start else None


def _preferred(mark: Mark, language: Language) -> str:
    return shown_mark(punctuation(language).marks[mark][0])


@check(
    "question-mark",
    Scope.UNIT,
    Severity.WARNING,
    needs=characters_of(Mark.QUESTION),
    examples=(
        Passes("Are you pregnant?", "هل أنتِ حامل؟", "ar"),
        Passes("Are you pregnant?", "Είστε έγκυος;", "el"),
        Passes("Are you pregnant?", "Դուք հղի՞ եք։", "hy"),
        Passes("Are you pregnant?", "妊娠していますか。", "ja"),
        Passes("Are you pregnant?", "คุณตั้งครรภ์หรือไม่", "th"),
        Passes("What is “asthma?”", "Was ist „Asthma“?", "de"),
        Passes("When to get help", "Ne zaman yardım almalısınız?", "tr"),
        Passes("They may ask: “Does it hurt?”", "「痛みますか」と聞かれます。", "ja"),
        Fires("Are you pregnant?", "Sie sind schwanger.", "de", "question"),
        Fires("What is asthma?", "Was ist Asthma", "de", "question", kind=BlockKind.HEADING),
        Passes("When should I rest?", "Wann Ruhe hilft", "de", kind=BlockKind.HEADING),
        Fires("You are pregnant.", "您怀孕了吗？", "zh-Hans", "question"),
    ),
)
def question_mark(pair: Pair, context: Context) -> Iterator[Problem]:
    """The source asks and the translation does not, or the reverse.

    "Do you have a fever?" that became "You have a fever." tells the reader something that nobody
    knows. Every language's own mark counts wherever it stands; where a question needs none (か。),
    or a heading has no mark and may do without ("When to rest"), none is asked for. A translation
    that alone asks gets a note, as many ask where the source requests something.
    """
    yield from _changed(pair, context, Mark.QUESTION)


@check(
    "exclamation-mark",
    Scope.UNIT,
    Severity.WARNING,
    needs=characters_of(Mark.EXCLAMATION),
    examples=(
        Passes("Do not drive!", "¡No conduzca!", "es"),
        Passes("Do not drive!", "请勿驾驶！", "zh-Hans"),
        Passes("Do not drive!", "Մի՛ վարեք։", "hy"),
        Passes("Do not drive!", "ห้ามขับรถ", "th"),
        Passes("Do not drive!", "運転しないでください。", "ja"),
        Passes("It takes only a minute!", "Trwa to tylko minutę.", "pl"),
        Fires("It takes only a minute!", "Trwa to tylko minutę", "pl", "exclamation"),
        Fires("Do not drive!", "Non guidi.", "it", "exclamation"),
        Fires("Rest a little.", "استرح قليلًا!", "ar", "exclamation"),
    ),
)
def exclamation_mark(pair: Pair, context: Context) -> Iterator[Problem]:
    """The source ends with an exclamation mark and the translation does not, or the reverse.

    What is shouted in one language and said in passing in the other is not the same warning. A full
    stop for it is a matter of style, but where the source forbids something, or is a warning.
    """
    if Mark.STOP in end_of(pair.target).marks and not (
        pair.critical or (names_of("forbids") | _ALARMS) & pair.source.cue_names
    ):
        return
    yield from _changed(pair, context, Mark.EXCLAMATION)


def _changed(pair: Pair, context: Context, mark: Mark) -> Iterator[Problem]:
    """The problem of a question or an exclamation that is one in only one of the texts."""
    source_language = context.facts.source_language
    there = end_of(pair.source)
    here = end_of(pair.target)
    is_there, is_here = mark in there.means, mark in here.marks
    if is_there == is_here:
        return
    name = mark.value
    if is_there:
        if not _does_without(pair, here, context.language, mark):
            yield Problem(
                f"the source ends with {_an(name)}, the translation has none",
                _last(here),
                f"read both sentences again, then write {_preferred(mark, context.language)}",
            )
        return
    if Mark.STOP in here.marks or Mark.SEMICOLON in there.marks or not there.is_sure:
        return
    if mark in punctuation(source_language).optional:
        return
    if mark is Mark.QUESTION and _asks_without_mark(pair, there, source_language):
        return
    if not _has(pair.source.visible, source_language, mark):
        yield Problem(
            f"the translation ends with {_an(name)}, the source has none",
            (here.start, here.end),
            "read both sentences again, then end the translation as the source ends",
            # "Please choose a language." is "Which language do you want?" in many a translation
            severity=Severity.INFO if mark is Mark.QUESTION and not pair.critical else None,
        )


def _asks_without_mark(pair: Pair, there: Ending, language: Language) -> bool:
    """Whether the source is a heading such as "When to get help": a question without a mark.

    Or what a form asks for: "Next: which hospital you were in.", with nothing else in the sentence.
    """
    words = pair.source.words
    if not words:
        return False
    if not there.marks and words[0].folded in question_words(language):
        return True
    asked = _ASKED.search(pair.source.visible)
    return asked is not None and asked[1].lower() in question_words(language)


# From the start of the last sentence, or a colon, to its end: no comma, as "When it hurts, rest".
_ASKED = re.compile(r"(?:^|[.:!])\s*(\w+)[^,.:;!?]*\.?\s*\Z")


def _an(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _does_without(pair: Pair, here: Ending, language: Language, mark: Mark) -> bool:
    """Whether the translation has the mark elsewhere, or may do without it."""
    if not here.is_sure or _has(pair.target.visible, language, mark):
        return True
    marks = punctuation(language)
    if mark in marks.optional:
        said = pair.target.visible[: here.start]
        if mark is not Mark.QUESTION or not marks.asks or said.endswith(marks.asks):
            return True
        if pair.source.visible.rstrip()[-1:] in _QUOTES and _quotes_a_question(said, marks.asks):
            return True
    if here.marks or LABELS.isdisjoint(pair.standing.kinds):
        return False
    return mark is not Mark.QUESTION or not asks_directly(pair.target.visible, language)


def _quotes_a_question(visible: str, asks: tuple[str, ...]) -> bool:
    """Whether a quotation asks that the sentence goes on behind: 「…ですか」と聞かれます。"""
    return any(ask + quote in visible for ask in asks for quote in _QUOTES)


_QUOTES = frozenset("\"'”’»›“」』")  # that may close a quotation


def _has(visible: str, language: Language, mark: Mark) -> bool:
    return any(each in visible for each in _anywhere(language, mark))


@cache
def _anywhere(language: Language, mark: Mark) -> tuple[str, ...]:
    """The marks of this kind, and those of other languages: what is foreign is another finding."""
    marks = punctuation(language)
    found = {each for each in marks.marks[mark] if Mark.STOP not in marks.classes[each[-1]]}
    common = {Mark.QUESTION: "?？؟⁇⁈⁉", Mark.EXCLAMATION: "!！՛⁉‼"}[mark]
    return tuple(sorted(found | set(common)))


@check(
    "final-colon",
    Scope.UNIT,
    Severity.WARNING,
    needs=COLONS,
    examples=(
        Passes("Call a doctor if you have:", "如有以下情况，请就医：", "zh-Hans"),
        Passes("Call a doctor if you have:", "次の場合は受診してください。", "ja"),
        Passes("Call a doctor if you have:", "Appelez un médecin si vous avez :", "fr"),
        Passes("Call a doctor if you have:", "ទៅជួបគ្រូពេទ្យ ប្រសិនបើអ្នកមាន៖", "km"),
        Fires("Call a doctor if you have:", "Rufen Sie den Arzt bei", "de", "colon"),
        Fires("Call a doctor if you have:", "اتصل بالطبيب إذا.", "ar", "colon"),
        Fires("Signs of infection", "Signos de infección:", "es", "colon"),
    ),
)
def final_colon(pair: Pair, context: Context) -> Iterator[Problem]:
    """The source ends with a colon and the translation does not, or the reverse.

    The colon says that what follows belongs to it: without it a list of warning signs is a list of
    nothing. Chinese and Japanese may introduce a list with a full stop.
    """
    if not _COLON.search(pair.target.text) and not _COLON.search(pair.source.text):
        return  # a dash may stand for a colon, but does not make one out of nothing
    there = end_of(pair.source)
    here = end_of(pair.target)
    is_there, is_here = Mark.COLON in there.means, Mark.COLON in here.marks
    if is_there == is_here or not (there.is_sure and here.is_sure):
        return
    if is_there:
        if Mark.COLON not in punctuation(context.language).optional or here.marks - {Mark.STOP}:
            yield Problem(
                "the source ends with a colon, the translation does not",
                _last(here),
                f"end the translation with {_preferred(Mark.COLON, context.language)}",
            )
        return
    if Mark.COLON in punctuation(pair.source.language).optional:
        return
    ends_in_dash = pair.source.visible.rstrip(" *_").endswith(DASHES)
    if not there.marks and here.marks == {Mark.COLON} and not ends_in_dash:
        yield Problem(
            "the translation ends with a colon, the source does not",
            (here.start, here.end),
            "take the colon away, or put one into the article",
        )


@check(
    "ellipsis-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_piece=re.compile(rf"\.\.\.|[{''.join(_ELLIPSIS_CHARACTERS)}]").search,
    examples=(
        Passes("Wait and see …", "Warten wir ab ...", "de"),
        Passes("Wait and see...", "再等等看……", "zh-Hans"),
        Passes("Bread, rice, etc.", "Chleb, ryż…", "pl"),
        Passes("Bread, rice, fruit…", "面包、米饭、水果等", "zh-Hans"),
        Fires("If the pain returns …", "Si el dolor vuelve.", "es", "ellipsis"),
        Fires("The pain returns.", "痛みが戻ります……", "ja", "ellipsis"),
    ),
)
def ellipsis_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The source ends with an ellipsis and the translation has none, or the reverse.

    An ellipsis says that the sentence goes on: in the next entry, or in the reader's mind.
    """
    if not _may_trail(pair.source) and not _may_trail(pair.target):
        return
    there = end_of(pair.source)
    here = end_of(pair.target)
    is_there = Mark.ELLIPSIS in there.marks and not _ends_label(pair.source, there)
    is_here = Mark.ELLIPSIS in here.marks and not _ends_label(pair.target, here)
    if is_there and not is_here and here.is_sure and not _trails(pair.target.visible):
        if says_and_so_on(pair.target.visible, context.language):
            return
        yield Problem(
            "the source ends with an ellipsis, the translation has none",
            _last(here),
            "see whether the end of the sentence is missing, then write "
            f"{_preferred(Mark.ELLIPSIS, context.language)}",
        )
        return
    is_and_so_on = bool(there.marks) and _may_be_short(pair, there, context)
    if is_here and not is_and_so_on and not _trails(pair.source.visible):
        if says_and_so_on(pair.source.visible, context.facts.source_language):
            return
        yield Problem(
            "the translation ends with an ellipsis, the source has none",
            (here.start, here.end),
            "end the sentence as the source ends it",
        )


def _ends_label(reading: Reading, end: Ending) -> bool:
    """Whether the ellipsis is of something stressed or quoted, behind which the sentence ends."""
    return Mark.STOP in end.marks and not _LABEL_MARKS.isdisjoint(reading.text[end.start : end.end])


_LABEL_MARKS = frozenset('*_`”’»"')


def _may_trail(reading: Reading) -> bool:
    """Whether there is anything like an ellipsis: nearly always there is not."""
    return "..." in reading.text or not _ELLIPSIS_CHARACTERS.isdisjoint(reading.characters)


def _trails(visible: str) -> bool:
    return any(each in visible for each in ELLIPSES)


@check(
    "inverted-mark",
    Scope.UNIT,
    Severity.WARNING,
    needs="?!¿¡",
    examples=(
        Passes("If it hurts, does it go away?", "Si duele, ¿desaparece?", "es"),
        Passes("Really?!", "¿¡De verdad!?", "es"),
        Passes("Is it safe? Yes!", "¿Es seguro? ¡Sí!", "es"),
        Passes("Is it safe?", "É seguro?", "pt"),
        Passes("Wear it ![so](brace.png).", "Llévela ![así](brace.png).", "es"),
        Fires("Is it safe?", "Es seguro?", "es", "'¿'"),
        Fires("Is it safe? Does it hurt?", "¿Es seguro? Duele?", "es", "'¿'"),
        Fires("Is it safe?", "¿Es seguro.", "es", "never closes"),
    ),
)
def inverted_mark(pair: Pair, context: Context) -> Iterator[Problem]:
    """A question or an exclamation is not opened with ¿ or ¡, or is opened and never closed.

    Spanish shows with them where a question begins, which often is in mid-sentence; without them a
    question reads as a statement until its end. No mark is put in unread, because only a reader
    knows where the question begins.
    """
    opens = punctuation(context.language).opens
    if not opens or (
        opens.keys().isdisjoint(pair.target.characters)
        and (set(opens.values()).isdisjoint(pair.target.characters))
    ):
        return
    waiting: list[int] = []
    is_open = False
    for match in _RUN_OF_MARKS.finditer(pair.target.visible):
        if match[0][0] in "¿¡":
            waiting.append(match.start())
            is_open = True
        elif is_open:
            is_open, waiting = False, []
        elif not _stands_alone(pair.target.visible, match):
            mark = match[0][0]
            yield Problem(
                f"'{mark}' closes what no '{opens[mark]}' opens",
                match.span(),
                f"write '{opens[mark]}' where the question or the exclamation begins",
            )
    for start in waiting:
        mark = pair.target.visible[start]
        yield Problem(
            f"'{mark}' opens what never closes",
            (start, start + 1),
            "close the question or the exclamation, or take the mark away",
        )


_RUN_OF_MARKS = re.compile(r"[¿¡]+|[?!]+")


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether it is "(?)" or a sign by itself, which nothing opens."""
    before = text[: match.start()].rstrip(" \"'“«*_")[-1:]
    return not before or before in "(["
