"""Checks of marks: what ends a sentence, and marks that belong to another language.

What is right for a language is told by `language.orthography`; here a translation is held to it and
to its source. Spaces beside marks are `spacing`'s, quotation marks and brackets `quotation`'s.
No missing mark is put in unread: a sentence without its end may have lost more than a mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import shown_mark
from pipeline.language import cldr
from pipeline.language.function_words import function_words
from pipeline.language.meaning.relations import names_of
from pipeline.language.orthography import (
    Ending,
    Mark,
    abbreviated_lists,
    asks_directly,
    characters_of,
    ending,
    ends_as_note,
    is_stop_of_abbreviation,
    punctuation,
    question_words,
    says_and_so_on,
    spacing,
)
from pipeline.language.patterns import lazy
from pipeline.language.sentences import abbreviations
from pipeline.model import BlockKind, Language, Severity

ENGLISH = Language("en")
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


# ------------------------------------------------------------------------------------------- ends
def _end_of(reading: Reading) -> Ending:
    return reading.once(_ending)


def _ending(reading: Reading) -> Ending:
    return ending(reading.text, reading.visible, reading.language)


def _may_end_otherwise(pair: Pair, context: Context) -> bool:
    """Whether the texts may end otherwise than with a stop, or a letter, in both of them."""
    there, here = pair.source.text[-1:], pair.target.text[-1:]
    return not (
        (there == "." and here in _stops(context.language)) or (there.isalpha() and here.isalpha())
    )


@cache
def _stops(language: Language) -> frozenset[str]:
    """The characters that are full stops in this language, whatever else they may be."""
    return frozenset(stop[-1] for stop in punctuation(language).marks[Mark.STOP])


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
        Passes("Rest as much as you need.[^1]", "Odpoczywaj tyle, ile potrzebujesz[^1].", "pl"),
        Fires("Drink plenty of water.", "Beba mucha agua", "es", "ends with a full stop"),
        Fires(
            "Drink plenty of water.", "水をたくさん飲んでください", "ja", "ends with a full stop"
        ),
        Fires("Pain in the lower back", "ألم في أسفل الظهر.", "ar", "ends without"),
        Fires("Rest your back", "让背部休息。", "zh-Hans", "ends without"),
        Fires("Rest your back", "Pumzisha mgongo wako.", "sw", "ends without"),
        Fires("Rest your back", "허리를 쉬게 하세요.", "ko", "ends without"),
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
    there = _end_of(pair.source)
    here = _end_of(pair.target)
    if there.marks & here.marks or not (there.is_sure and here.is_sure):
        return
    if Mark.STOP in punctuation(context.language).optional or len(pair.source.text) < (
        SHORTEST_SENTENCE
    ):
        return
    if there.marks == {Mark.STOP}:
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
    elif Mark.STOP in here.marks and not there.marks and not _ends_before(pair.source.visible):
        visible = pair.target.visible
        if not is_stop_of_abbreviation(visible, here.start, context.language):
            yield Problem(
                "the source ends without a full stop, the translation ends with one",
                (here.start, here.end),
                "take the full stop away, or complete the sentence in the article",
            )


def _ends_before(visible: str) -> bool:
    """Whether another sentence ends before the last one: "Sit up. Lean back", which wants a stop.

    The mistake is the source's then, and the translation has mended it.
    """
    return any(match[1].isupper() for match in _SENTENCE_BEFORE.finditer(visible))


_SENTENCE_BEFORE = re.compile(r"[^\W\d_]{3}[.!?][\"'”’»)]*\s+([^\W\d_])\w* [^\W\d_]")


def _may_be_short(pair: Pair, there: Ending, context: Context) -> bool:
    """Whether the stop of the source may be that of an abbreviation: "5 min.", "etc."."""
    words = pair.source.visible[: there.start].split()
    if not words or len(words) < 3:
        return True
    word = words[-1].lstrip('(*_"“')
    known = abbreviations(context.facts.source_language)
    return "." in word or len(word) == 1 or known.has(word) or known.may_end(word)


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
    if Mark.STOP in _end_of(pair.target).marks and not (
        pair.critical or (names_of("forbids") | _ALARMS) & pair.source.cue_names
    ):
        return
    yield from _changed(pair, context, Mark.EXCLAMATION)


def _changed(pair: Pair, context: Context, mark: Mark) -> Iterator[Problem]:
    """The problem of a question or an exclamation that is one in only one of the texts."""
    source_language = context.facts.source_language
    there = _end_of(pair.source)
    here = _end_of(pair.target)
    is_there, is_here = mark in there.marks, mark in here.marks
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
    there = _end_of(pair.source)
    here = _end_of(pair.target)
    is_there, is_here = Mark.COLON in there.marks, Mark.COLON in here.marks
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
    there = _end_of(pair.source)
    here = _end_of(pair.target)
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


# --------------------------------------------------------------------------------- foreign, doubled
@check(
    "foreign-mark",
    Scope.UNIT,
    Severity.WARNING,
    needs_in=lambda language: punctuation(language).wrong.keys(),
    examples=(
        Passes("Take 1,500 mg, then rest.", "تناول 1,500 مغ، ثم استرح.", "ar"),
        Passes("See WHO, 2024.", "请参阅 WHO, 2024 年报告。", "zh-Hans"),
        Passes("Rest, then walk.", "쉬고, 그다음 걸으세요.", "ko"),
        Passes("Take 5 mg.", "5 मि.ग्रा. लें।", "hi"),
        Fires("Are you pregnant?", "هل أنتِ حامل?", "ar", "'?'"),
        Fires("Rest, then walk.", "请休息, 然后走动。", "zh-Hans", "','"),
        Fires("Drink water.", "水を飲んでください.", "ja", "'.'"),
        Fires("Drink water.", "पानी पिएँ.", "hi", "'.'"),
        Fires("Drink water.", "পানি পান করুন|", "bn", "'|'"),
        Fires("Rest, then walk.", "쉬고， 그다음 걸으세요.", "ko", "U+FF0C"),
        Fires("Are you pregnant?", "Είστε έγκυος?", "el", "'?'"),
        Fires("After week 20, stop.", "بعد الأسبوع ٢٠, توقفي.", "ar", "','"),
        Fires("Sit for 5 minutes, then walk.", "座って,5分後に歩きます。", "ja", "','"),
        Fires("Call 112.", "请拨打112.", "zh-Hans", "'.'"),
        Fires("Rest (a day).", "请休息（一天）.", "zh-Hans", "'.'"),
        Fires("Warning (rare): pain.", "警告（罕见）:疼痛。", "zh-Hans", "':'"),
        Fires("Rest. Then walk.", "आराम करें. फिर टहलें।", "hi", "'.'"),
        Passes("Ask Dr Rao. Then rest.", "डॉ. राव से पूछें। फिर आराम करें।", "hi"),
        Passes("Rest. See p. 4.", "आराम करें। पृष्ठ. 4 देखें।", "hi"),
        Passes("Tick the box with '?'.", "Σημειώστε το πλαίσιο με '?'.", "el"),
    ),
)
def foreign_mark(pair: Pair, context: Context) -> Iterator[Problem]:
    """A mark of another language stands where the language has its own.

    An English question mark in Arabic faces the wrong way, a comma in Chinese is lost between the
    characters: the text looks like machine work, and readers who doubt a leaflet do not follow it.
    Only marks beside the language's own letters count: numbers, addresses and Latin words keep
    theirs.
    """
    wrong = punctuation(context.language).wrong
    if not wrong or wrong.keys().isdisjoint(pair.target.characters):
        return
    text, visible = pair.target.text, pair.target.visible
    name = cldr.name_in(context.language, ENGLISH)
    for match in _wrong_pattern(context.language).finditer(visible):
        mark = match["mark"][0]
        if not _is_between_own(visible, match) or (
            mark == "." and not _is_final(pair, match.start("mark"), context)
        ):
            continue
        if text[match.start() : match.end()] != match[0]:
            continue  # blanked markup is beside it
        if _is_named(text, match.span("mark")) and _NAMED_MARK.search(pair.source.text):
            continue  # "the box with '?'" is about the mark
        right = wrong[mark]
        yield Problem(
            f"{shown_mark(mark)} is not the mark of {name}"
            + (f", which has {shown_mark(right)}" if right else ""),
            match.span(),
            f"write {shown_mark(right)}" if right else f"write it as {name} does",
            fix=right + _space_after(visible, match, right, context.language)
            if right and not _is_doubtful(visible, match, context.language)
            else None,
        )


def _is_doubtful(visible: str, match: re.Match[str], language: Language) -> bool:
    """Whether another mark than the usual one may be meant.

    "?" within a word is a letter that was lost ("ا?دوية"); a comma in a list is "、" in Chinese,
    where one between sentences is "，".
    """
    mark = match["mark"][0]
    place = match.start("mark")
    if mark in "?!" and visible[place - 1 : place] in ("?", "!"):
        return True  # "!?" is one mark of two
    if mark == "?" and cldr.separates_words(language):
        return visible[place - 1 : place].isalpha() and visible[match.end() :][:1].isalpha()
    if mark == "," and punctuation(language).marks[Mark.COMMA] == _CHINESE_COMMAS:
        return _may_list(visible, match.start("mark"))
    return False


def _may_list(visible: str, comma: int) -> bool:
    """Whether a comma in Chinese may divide the items of a list instead of parts of a sentence."""
    start = max(map(visible[:comma].rfind, _CLAUSE_ENDS)) + 1
    end = min(
        (place for place in (visible.find(mark, comma + 1) for mark in _CLAUSE_ENDS) if place > 0),
        default=len(visible),
    )
    before = _ITEM_ENDS.split(visible[start:comma])
    behind = _ITEM_ENDS.split(visible[comma + 1 : end])
    if _LAST_BUT_ONE.match(behind[0].lstrip()):
        return True
    if max(len(_HAN.findall(before[-1])), len(_HAN.findall(behind[0]))) > LONGEST_ITEM:
        return False
    return len(before) + len(behind) > _TWO_ITEMS or _LIST_WORD.search(behind[0]) is not None


_CHINESE_COMMAS = ("，", "、")
_CLAUSE_ENDS = "。；：？！"
_ITEM_ENDS = re.compile("[,，、]")
_HAN = re.compile("[\u3400-\u9fff]")
_LIST_WORD = re.compile("[和或及與与跟]")
_LAST_BUT_ONE = re.compile("[\u3400-\u9fff]{0,5}?[和或及與与]")  # "吞咽, 咀嚼或碾碎"
_TWO_ITEMS = 2
LONGEST_ITEM = 6  # Han characters


_NAMED_MARK = re.compile(r"""['"‘“«][?!,.;:]['"’”»]""")


def _is_named(text: str, span: tuple[int, int]) -> bool:
    """Whether nothing but the mark stands between quotation marks."""
    return _NAMED_MARK.fullmatch(text, span[0] - 1, span[1] + 1) is not None


@cache
def _wrong_pattern(language: Language) -> re.Pattern[str]:
    marks = re.escape("".join(punctuation(language).wrong))
    rule = spacing(language).get(",")
    before = "[ ]*" if rule is not None and rule.accepted == ("",) else ""
    behind = r"""(?=[\s"'”’»)\]*_（「『\[）」』]|[^\W\d_]|(?<!\d[,.:;])\d|\Z)"""
    if not cldr.sentence_joiner(language):
        behind = rf"(?:[ ]+(?=\S)|{behind})"  # a wide mark brings its own space
    return re.compile(rf"{before}(?P<mark>([{marks}])\2*){behind}")


_CLOSING_QUOTES = frozenset("\"'’”»」』")
_ANY_QUOTE = frozenset("\"'‘’“”„«»‹›「」『』")  # no empty string


def _is_between_own(visible: str, match: re.Match[str]) -> bool:
    """Whether a mark stands behind a letter of the language, or divides or ends what has them.

    A comma behind a figure or emphasis ("٢٠, ثم") divides the sentence as well: no number has a
    space behind its comma. So does a mark at the very end ("拨打112.").
    """
    before = visible[: match.start()].rstrip(" ")
    mark = match["mark"][0]
    if before[-1:] in _ANY_QUOTE and visible[match.end() :].lstrip(" ")[:1] in _ANY_QUOTE:
        return False  # a mark by itself in quotation marks is spoken of
    if mark == "." and len(match["mark"].rstrip()) > 1:
        return False  # an ellipsis
    if match[0][0] == " " and _LATIN_BEHIND.match(visible, match.end()):
        return False  # of what follows: ":pain" is a word for a search
    if _is_own_letter(before[-1:]) or before[-1:] in _OWN_CLOSING:
        return True
    if mark not in ",;.?!" or before[-1:].isalpha() or before[-1:] in _SIGNS:
        return False
    last = _LETTER_OR_SIGN.search(before[::-1])
    if last is None or not _is_own_letter(last[0]):
        return False
    following = _LETTER_OR_SIGN.search(visible, match.end())
    if mark in ".?!":
        return following is None
    return following is not None and _is_own_letter(following[0])


_LATIN_BEHIND = re.compile("[A-Za-z]")
_SIGNS = frozenset("./\\+=<>@#&|~^")  # "./, ../" is code
_OWN_CLOSING = frozenset("）」』】》〉")  # wide, and so of the language as a letter is
_LETTER_OR_SIGN = re.compile(r"[^\W\d_]")


def _is_own_letter(char: str) -> bool:
    """Whether it is a letter, or a sign on one, of a script beyond Latin."""
    return char > "\u024f" and unicodedata.category(char)[0] in "LM"


def _is_final(pair: Pair, start: int, context: Context) -> bool:
    """Whether a "." ends a sentence as the source's does, and no abbreviation, nor "1."."""
    visible = pair.target.visible
    if visible[start - 1 : start].isdigit() and visible[start + 1 : start + 2] in _CLOSING_QUOTES:
        return False
    if visible[start + 1 :].lstrip(" \u00a0\u200b")[:1] in _stops(context.language) - {"."}:
        return False  # the language's own stop follows: "មល. ។"
    if _SPACED_ELLIPSIS.match(visible, start) or _INITIALS.search(visible, 0, start):
        return False
    here = _end_of(pair.target)
    there = _end_of(pair.source)
    if _MID_STOP.match(pair.target.visible, start):
        return len(_SENTENCE_STOP.findall(pair.source.visible)) > 1
    if _SPACED_STOP.match(pair.target.visible, start):
        return _divides_sentences(pair, start, context.language)
    if start != here.start or there.marks != {Mark.STOP}:
        return False
    if not cldr.separates_words(context.language):
        return True
    word = pair.target.visible[:start].split()[-1]
    return "." not in word and f"{word}." not in abbreviated_lists(context.language)


def _divides_sentences(pair: Pair, start: int, language: Language) -> bool:
    """Whether a "." stands where the source has one more sentence than the translation has ends."""
    visible = pair.target.visible
    own = sum(map(visible.count, _stops(language)))
    word = visible[:start].split()[-1]
    return (
        own < len(_SENTENCE_STOP.findall(pair.source.visible))
        and "." not in word
        and (len(word) > LONGEST_ABBREVIATION or word in function_words(language.base))
        and not abbreviations(language).has(word)
    )


LONGEST_ABBREVIATION = 3  # code points of those that no list may have: "डॉ.", "श्री."


_SPACED_ELLIPSIS = re.compile(r"\.[ ]+\.")
# "គ.ម.": initials with stops in scripts that put no space between words.
_INITIALS = re.compile("\\.[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]{1,4}\\Z")
# A stop between two sentences of a language without spaces: "休息. 行走".
_MID_STOP = re.compile(r"\.[ ]*(?=[\u3041-\u30ff\u3400-\u9fff])")
# One between two of a language that has spaces: "आराम करें. फिर चलें।"
_SPACED_STOP = re.compile(r"\. +(?=[^\W\d_])")
_SENTENCE_STOP = re.compile(r"[^\W\d_][.!?](?=\s|$)")


def _space_after(visible: str, match: re.Match[str], right: str, language: Language) -> str:
    """The space that a mark needs before a letter where it replaced a wide one.

    A space that was typed stays where nothing rules it out: Japanese leaves one behind "？" and
    "！" where a sentence follows (JLREQ 3.1.6).
    """
    if right in _WIDE_ENDS and right not in spacing(language):
        return match[0][match.end("mark") - match.start() :]
    follows = visible[match.end() : match.end() + 1]
    return " " if follows.isalpha() and cldr.separates_words(language) else ""


_WIDE_ENDS = frozenset("？！")


# Marks of which two in a row are one too many, and what each is in a source text.
_DOUBLES: Mapping[str, str] = MappingProxyType(
    dict(zip(".,!?;:。，、！？；：؟،؛۔।", ".,!?;:.,,!?;:?,;..", strict=True))
)
_DOUBLED = frozenset(_DOUBLES)


@check(
    "doubled-mark",
    Scope.UNIT,
    Severity.WARNING,
    needs_piece=re.compile(rf"([{''.join(_DOUBLES)}])\1").search,
    examples=(
        Passes("Really?!", "Wirklich?!", "de"),
        Passes("Wait...", "Espere...", "es"),
        Passes("Stop!!", "停止！！", "zh-Hans"),
        Fires("Drink water.", "Bevete acqua..", "it", "'..'"),
        Fires("Rest, then walk.", "请休息，，然后走动。", "zh-Hans", "'，，'"),
        Fires("Do not drive!", "لا تقُد السيارة!!", "ar", "'!!'"),
    ),
)
def doubled_mark(pair: Pair, context: Context) -> Iterator[Problem]:
    """A mark stands twice where the source has it once.

    It is what an edit leaves behind, and a sign that the words beside it were not read again.
    Ellipses, "?!" and what the source doubles as well are right.
    """
    marks = _DOUBLED & pair.target.characters
    for mark in sorted(mark for mark in marks if mark * 2 in pair.target.visible):
        plain = _DOUBLES[mark]
        if any(other * 2 in pair.source.text for other in _DOUBLES if _DOUBLES[other] == plain):
            continue
        for match in re.finditer(f"{re.escape(mark)}{{2,}}", pair.target.visible):
            if len(match[0]) == 2 or plain not in ".:":
                yield _doubled(pair, match, context)


def _doubled(pair: Pair, match: re.Match[str], context: Context) -> Problem:
    mark, visible = match[0][0], pair.target.visible
    before, after = visible[: match.start()][-1:], visible[match.end() :][:1]
    is_low_quote = not before.strip() and after.isalnum()  # ,,word" is typed for „word“
    can_fix = not is_low_quote and bool(visible[: match.start()].strip())
    can_fix = can_fix and mark not in punctuation(context.language).wrong
    if _DOUBLES[mark] == ".":
        there = _end_of(pair.source)
        can_fix = can_fix and there.marks == {Mark.STOP} and not after
    if after.isalnum() and _DOUBLES[mark] != ",":
        can_fix = False  # the beginning of a sentence, of an address, of code: who knows
    needs_space = after.isalpha() and cldr.separates_words(context.language)
    return Problem(
        f"the mark stands twice: '{match[0]}'",
        (match.start() + 1, match.end()),
        "write it once",
        fix=(" " if needs_space else "") if can_fix else None,
    )
