"""Checks of script: letters that the language of a translation is not written in.

What is stray is decided by `language.scripts`, the same for articles and for translations, which
knows units, symbols and codes. Here is added what a translation may keep besides: the names of
people and of medicines, in languages that are not written with Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.checks.amounts.numbers import numbers_that_differ, stands_for_letter
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.names import stands_within
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import code_points, excerpt, listing
from pipeline.language import cldr
from pipeline.language.lengths import expansion
from pipeline.language.letters import (
    Strange,
    digits_for_letters,
    look_alike_of,
    look_alike_words,
    look_alikes,
    strange_characters,
    strange_letters,
)
from pipeline.language.loans import trade_names
from pipeline.language.medicines import is_medicine
from pipeline.language.patterns import lazy
from pipeline.language.scripts import (
    IDEOGRAPHIC_SPACE,
    StrayRun,
    is_own_letter,
    is_stray_letter,
    stray_runs,
    suspicion,
)
from pipeline.model import Language, Severity, TermRule
from pipeline.source.protected import prose
from pipeline.source.termbase import readings_in

ENGLISH = Language("en")
LATIN = "Latin"
LETTERS = "letters"
WRITTEN_IN_LATIN = lazy(r"[^\u0370-\u058f\u1c80-\u1c8f\u1f00-\u1fff]*")
BEFORE_SENTENCE = '*_(["“'
LONGEST_SMALL_WORD = 3  # letters: "for", "of", which headings write without a capital
WORD_JOINTS = re.compile(r"[\s\-’'\u00a0]+")


def _may_be_stray(language: Language) -> Callable[[str], bool]:
    """Of a piece of text: what may be stray, or may say which language something is in."""
    is_suspect = suspicion(language)
    return lambda piece: "lang" in piece or is_suspect(piece)


@check(
    "stray-fragment",
    Scope.UNIT,
    Severity.ERROR,
    needs_in=lambda _: IDEOGRAPHIC_SPACE,
    needs_visible_in=_may_be_stray,
    needs_pair=lambda pair, _: pair.standing.resolutions,
    examples=(
        Passes("Move your lower back.", "Mueva la zona lumbar.", "es"),
        Passes("Take 400 mg of ibuprofen.", "每次服用布洛芬（ibuprofen）400 mg。", "zh-Hans"),
        Fires("Move your lower back.", "Mueva la 腰部.", "es", "'腰部' (U+8170 U+90E8)"),
        Fires("Avoid prolonged sitting.", "تجنب prolonged sitting.", "ar", "'prolonged sitting'"),
        Passes("English | Français", "English | Français", "ar"),
        Passes("Open the file plan.txt.", "Откройте файл plan.txt.", "ru"),
        Passes("Type “rest” and send it.", "Наберите «rest» и отправьте.", "ru"),
        Fires("Rest, then walk.", "Ruhen Sie， dann gehen Sie.", "de", "U+FF0C"),
        Fires(
            "Move your lower back.",
            "腰椎部を動かしましょう。",
            "ja",
            "'腰椎部'",
            resolved=("腰椎部",),
        ),
    ),
)
def stray_fragment(pair: Pair, context: Context) -> Iterator[Problem]:
    """The text holds words or punctuation of a language that it is not written in.

    It is what careless or automatic translation leaves behind, and no patient can read it. In
    articles it is looked for before segmentation, and the termbase may resolve it; in translations
    a fragment that stood in the source must not come back. Units, symbols, codes, names of people
    and of medicines are no fragments, nor is what stands on the project's lists or is marked with
    its language (`<span lang="zh">腰部</span>`).
    """
    allow = context.allow | context.facts.words_kept_in(context.language)
    language, text, visible = context.language, pair.target.text, None
    if "lang" in text:
        text = prose(text, language)
    else:
        visible = pair.target.visible
    reported: set[int] = set()
    for run in stray_runs(text, language, allow=allow, visible=visible):
        in_doubt: tuple[str, ...] = ()
        if run.script == LATIN:
            if (
                _is_name(run.text, pair.source.text)
                or _is_in_token(run, pair)
                or _is_gloss(run, pair)
                or _is_marked_off(run, pair)
                or pair.source.once(_names_languages)
            ):
                continue
            in_doubt = _in_doubt(run.text, pair.source.text)
        reported.update(range(run.start, run.end))
        yield replace(_stray(run, context.language), in_doubt=in_doubt)
    for resolution in pair.standing.resolutions:
        start = text.find(resolution.found)
        if start >= 0 and start not in reported and not _is_reading(resolution.found, context):
            yield Problem(
                f"{_shown(resolution.found)} has been carried over from the source, which now has "
                f"{excerpt(resolution.replacement)} in its place",
                (start, start + len(resolution.found)),
                f"translate {excerpt(resolution.replacement)}, or make it a reading in the "
                "termbase",
            )


def _stray(run: StrayRun, language: Language) -> Problem:
    name = cldr.name_in(language, ENGLISH)
    if run.kind == LETTERS:
        odd = [each for each in dict.fromkeys(run.text) if is_stray_letter(each, language)]
        own = [look_alike_of(each, language) for each in odd]
        if len(odd) == 1 and len(run.text) == 1 and own[0]:
            return _homoglyphs(run, name, odd, own)
        if odd and any(is_own_letter(each, language) for each in run.text):
            return _homoglyphs(run, name, odd, own)
        return Problem(
            f"{run.script} characters {_shown(run.text)}, which {name} is not written with",
            (run.start, run.end),
            "translate them; if they belong there, mark their language or add them to the allow "
            "list",
        )
    return Problem(
        f"punctuation {_shown(run.text)}, which {name} is not written with",
        (run.start, run.end),
        f"type the punctuation of {name}",
    )


def _homoglyphs(run: StrayRun, name: str, odd: list[str], own: list[str]) -> Problem:
    """Letters that stand in, or instead of, letters of the language's own alphabet."""
    letters = "letter" if len(odd) == 1 else "letters"
    within = f" in {excerpt(run.text)}" if len(run.text) > 1 else ""
    named = listing(f"'{each}' ({code_points(each)})" for each in odd)
    pairs = [f"{_shown(new)} for {_shown(old)}" for old, new in zip(odd, own, strict=True) if new]
    return Problem(
        f"{run.script} {letters} {named}{within}, which {name} is not written with",
        (run.start, run.end),
        f"type {listing(pairs)}"
        if len(pairs) == len(odd)
        else f"type the word with a keyboard for {name}",
    )


def _shown(text: str) -> str:
    """The text, with its code points where a reader may not know it or see it."""
    return excerpt(text) if text.isascii() else f"{excerpt(text)} ({code_points(text)})"


def _is_name(text: str, msgid: str) -> bool:
    """Whether every word of a Latin run is a name that a translation may leave in Latin letters.

    A capital makes a name, unless it is the one that begins the source's sentence and the word
    does not come again within it; so does one inside a word of the source, "medPlan". What has a
    stem of medicines' names is one without a capital, and the small words within a name need none:
    "Médecins Sans Frontières", "Centers for Disease Control". A word that mixes alphabets is none.
    """
    if WRITTEN_IN_LATIN.fullmatch(text) is None:
        return False
    if _begins_as_name(text, msgid):
        return True
    words = [word for word in WORD_JOINTS.split(text) if word]
    inner = [word for word in words[1:-1] if word.islower() and len(word) <= LONGEST_SMALL_WORD]
    if inner and text not in msgid:
        return False
    return all(word in inner or _is_name_alone(word, msgid) for word in words)


def _names_languages(source: Reading) -> bool:
    """Whether the source is a list of languages by their own names: "English | Français"."""
    names = [name.strip() for name in _BETWEEN_NAMES.split(source.visible)]
    known = cldr.all_autonyms()
    return all(name.casefold() in known for name in names)


_BETWEEN_NAMES = re.compile("[|/·•,;\u2013]|\\s-\\s")


def _is_name_alone(word: str, msgid: str) -> bool:
    return (
        is_medicine(word)
        or (word[:1].isupper() and not _only_begins(word, msgid))
        or (word[:1].isupper() and word.lower() in trade_names())
        or (
            _INNER_CAPITAL.search(word) is not None
            and re.search(rf"\b{re.escape(word)}\b", msgid) is not None
        )
    )


def _in_doubt(text: str, msgid: str) -> tuple[str, ...]:
    """The words of a Latin run that may be names: each only begins a sentence, all others are."""
    others = [word for word in WORD_JOINTS.split(text) if word and not _is_name_alone(word, msgid)]
    if WRITTEN_IN_LATIN.fullmatch(text) is None or not all(
        word[:1].isupper() or re.search(rf"\b{re.escape(word)}\b", msgid) for word in others
    ):
        return ()
    return tuple(others)


_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")


def _only_begins(word: str, msgid: str) -> bool:
    """Whether the source has the word at its beginning, and nowhere within a sentence."""
    return msgid.lstrip(BEFORE_SENTENCE).startswith(word) and not stands_within(word, msgid)


def _begins_as_name(text: str, msgid: str) -> bool:
    """Whether the source's sentence begins with this name of several words, all with capitals.

    Its first capital says nothing; the next do, unless it is a heading that has them everywhere.
    """
    begin = msgid.lstrip(BEFORE_SENTENCE)
    words = WORD_JOINTS.split(text)
    if len(words) < 2 or not begin.startswith(text + " "):
        return False
    others = [word for word in begin[len(text) :].split() if len(word) > LONGEST_SMALL_WORD]
    return all(word[:1].isupper() for word in words) and (
        sum(word[:1].islower() for word in others) > len(others) / 2
    )


def _is_in_token(run: StrayRun, pair: Pair) -> bool:
    """Whether a Latin run is part of a code or a domain that stands in the source too.

    A part of a code mixes letters and digits: "7kdq-mora". So do amounts and ordinals, which make
    no code of what the source says in words: "5mg-tablet", "2nd-line". A domain ends as domains do,
    in small letters: "example.org". A path and the name of a file are codes too, and how a date or
    a time is to be written: "dd/mm/yyyy".
    """
    token = _token_at(run, pair.target)
    if not any(token == text for _, text in pair.source.once(_tokens)):
        return False
    return (
        _DOMAIN.fullmatch(token) is not None
        or _PATH.fullmatch(token) is not None
        or _FORMAT.fullmatch(token) is not None
        or any(_MIXED.fullmatch(part) and not _AMOUNT.fullmatch(part) for part in token.split("-"))
    )


def _is_gloss(run: StrayRun, pair: Pair) -> bool:
    """Whether a Latin run is the source's wording, given in brackets behind its translation.

    "인슐린 작용 시간(insulin lifetime)": translators do so with terms. It stands in no brackets of
    the source, else it is a remark that nobody translated; and without the gloss the translation is
    as long as one, else there is no translation before it.
    """
    source, target = pair.source.text, pair.target.text
    start, end = run.start, run.end
    if target[start - 1 : start] == "-":  # the "ray" of "X-ray"
        start = end - len(_HYPHENED.findall(target[:end])[-1])
    opening, closing = target[start - 1 : start], target[end : end + 1]
    if opening not in ("(", "（") or closing not in (")", "）"):
        return False
    last = target[: start - 1].rstrip()[-1:]
    usual = expansion(pair.target.language) / expansion(pair.source.language) * len(source)
    return (
        len(target) - (end - start) >= LEAST_WITHOUT_GLOSS * usual
        and (last.isalpha() or unicodedata.category(last or " ") in ("Mn", "Mc"))
        and not last.isascii()
        and re.search(rf"[(（][^()（）]*{re.escape(run.text)}", source) is None
        and run.text.count(" ") < LONGEST_TERM
        and re.search(rf"\b{re.escape(target[start:end])}(?:e?s)?\b", source, re.IGNORECASE)
        is not None
    )


def _token_at(run: StrayRun, reading: Reading) -> str:
    """The code or domain that a run is part of, if it is of any."""
    tokens = reading.once(_tokens)
    return next((text for start, text in tokens if start <= run.start < start + len(text)), "")


def _is_marked_off(run: StrayRun, pair: Pair) -> bool:
    """Whether a Latin run is written in both texts as what has to be typed, or stands in a file.

    In quotation marks, or joined to a mark that no prose has there: ".config", "plan.txt", "_end".
    """
    source, target = pair.source.text, pair.target.text
    before, after = target[run.start - 1 : run.start], target[run.end : run.end + 1]
    if before in _MARKS and after in _MARKS and before and after:
        return re.search(rf"[{_MARKS}]{re.escape(run.text)}[{_MARKS}]", source) is not None
    start = run.start
    while start and _TYPED.fullmatch(target[start - 1]):
        start -= 1
    typed = _TYPED.match(target, start)
    token = typed[0].rstrip(".") if typed else ""
    return _CODE.search(token) is not None and token in source


_MARKS = "\"'“”„«»‹›‘’"
_TYPED = re.compile(r"[\w.~@\\+=#]+")
# What no prose has: a mark within or before a word, or the end of a file's name.
_CODE = re.compile(r"[_~@\\+=#]|^\.|\.(?:txt|pdf|docx?|html?|jpe?g|png|csv|zip|ics)(?!\w)")


def _tokens(reading: Reading) -> tuple[tuple[int, str], ...]:
    """Where each code or domain begins, and what it is."""
    return tuple((match.start(), match[0]) for match in _TOKEN.finditer(reading.text))


LONGEST_TERM = 3  # words
LEAST_WITHOUT_GLOSS = 0.8  # of the usual length

_FORMAT = re.compile(r"(?:dd|mm|yyyy|yy|hh|ss)(?:[-/.:](?:dd|mm|yyyy|yy|hh|ss))+", re.IGNORECASE)
_TOKEN = re.compile(
    rf"(?<![A-Za-z0-9])(?i:{_FORMAT.pattern})(?![A-Za-z0-9])|"
    r"[~.]?/[.A-Za-z0-9]+(?:[-._/][A-Za-z0-9]+)*|[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)+"
)
_PATH = re.compile(
    r"[~.]?/\S+|[A-Za-z0-9-]+(?:[._][A-Za-z0-9]+)*"
    r"(?:_[A-Za-z0-9]+|\.(?:pdf|html?|txt|docx?|jpe?g|png|php|csv|xlsx?|zip))"
)
_HYPHENED = re.compile(r"[A-Za-z0-9-]+")
# Of the endings with more than two letters those that stand in leaflets; "rest.then" is none.
_DOMAIN = re.compile(
    r"[A-Za-z0-9-]{2,}(?:\.[A-Za-z0-9-]+)*\.(?:[a-z]{2}|com|org|net|gov|edu|int|info|health|nhs|care)"
)
_MIXED = re.compile(r"(?=.*[0-9])[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*")
_AMOUNT = re.compile(r"[0-9]+(?:[A-Za-z]{1,2}|mcg|min|mmol|mmHg|kcal)")


def _is_reading(found: str, context: Context) -> bool:
    """Whether the termbase gives this language the very fragment: it may be a word of its own."""
    return any(
        found in reading
        for term in context.facts.termbase.with_rule(TermRule.RESOLVE)
        if term.term in found or found in term.term
        for reading in readings_in(term, context.language)
    )


# ------------------------------------------------------------------- letters of the right script
HAN_RUN = r"[\u3400-\u9fff]+"
LETTER_RUN = r"[^\W_]+"
QUOTED = '“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》|〈[^〈〉]*〉|"[^"]*"'


@check(
    "han-variant",
    Scope.UNIT,
    Severity.ERROR,
    needs_in=strange_characters,
    examples=(
        Passes("Take the medicine at noon.", "请在中午服药，里面写着后台。", "zh-Hans"),
        Passes("Take the medicine at noon.", "請在中午服藥，里長在台北，皇后。", "zh-Hant"),
        Passes("A book on spines.", "一本关于脊柱的书：《脊椎與健康》。", "zh-Hans"),
        Passes("The pain is in the back.", "痛みは腰にあります。", "ja"),
        Fires("Take the medicine at noon.", "請在中午服药。", "zh-Hant", "药 (U+836F)"),
        Fires("Rest for one hour.", "请休息一個小時。", "zh-Hans", "個 (U+500B) for 个 and 時"),
        Fires("A lack of air.", "空気不足。", "zh-Hans", "気 (U+6C17) for 气"),
        Fires("Ask your doctor.", "医師の诊察を受けてください。", "ja", "诊 (U+8BCA) for 診"),
    ),
)
def han_variant(pair: Pair, context: Context) -> Iterator[Problem]:
    """The text mixes Simplified, Traditional and Japanese forms of Chinese characters.

    Many readers know only the forms of their own country, and a lone foreign one tells that a
    sentence was copied or converted without being read. Characters that are right in both
    (里, 台, 后) are never meant, nor is what stands in quotation marks: a title or a name.
    """
    characters = strange_characters(context.language)
    if characters.isdisjoint(pair.target.characters):
        return
    text = _prose(pair, context)
    text = re.sub(QUOTED, lambda match: " " * len(match.group()), text)
    known = strange_letters(context.language)
    places = [
        match.start() + offset
        for match in re.finditer(HAN_RUN, text)
        for offset, character in enumerate(match.group())
        if character in known
    ]
    if not places:
        return
    found = dict.fromkeys(text[place] for place in places)
    shown = listing(_named(character, known[character]) for character in found)
    name = cldr.name_in(context.language, ENGLISH)
    yield Problem(
        f"{shown}: {name} is not written with {'it' if len(found) == 1 else 'them'}",
        (places[0], places[0] + 1),
        f"write the forms of {name}; a name may stand on the allow list",
    )


def _named(character: str, strange: Strange) -> str:
    instead = f" for {strange.instead}" if strange.instead else ""
    return f"{character} ({code_points(character)}){instead}"


@check(
    "foreign-letter",
    Scope.UNIT,
    Severity.ERROR,
    needs_in=strange_characters,
    examples=(
        Passes("Take a tablet.", "یک قرص بخورید.", "fa"),
        Passes("Take 3 tablets.", "۳ قرص بخورید.", "fa"),
        Passes("In Paris", "في باريس پ", "ar"),
        Passes("Drink water.", "Пейте воду.", "ru"),
        Fires("Take a tablet.", "يک قرص بخورید.", "fa", "ي (U+064A) for ی"),
        Fires("Take 4 tablets.", "٤ قرص بخورید.", "fa", "٤ (U+0664) for ۴"),
        Fires("Take 4 tablets.", "تناول ۴ أقراص.", "ar", "۴ (U+06F4) for ٤"),
        Fires("Every day.", "ہر روز یہ كام کریں۔", "ur", "ك (U+0643) for ک"),
        Fires("Drink water.", "Пийте воду і відпочивайтэ.", "uk", "э (U+044D) for е"),
        Fires("Drink water.", "Пейте воду и отдихайтє.", "ru", "є (U+0454) for е"),
        Fires("Big pain", "Grosse Schmerzen am Fuß", "de-CH", "ß (U+00DF)"),
    ),
)
def foreign_letter(pair: Pair, context: Context) -> Iterator[Problem]:
    """A word has a letter that the language's alphabet does not have, although its script does.

    Arabic ي in a Persian word looks right in one font and is another letter in the next; no
    search finds it and a screen reader stumbles over it. Digits of the sister script look like
    other digits to a patient: ۴۵۶ and ٤٥٦ are the same doses in other shapes. A Russian letter in
    Ukrainian is the trace of a text that was copied.
    """
    characters = strange_characters(context.language)
    if characters.isdisjoint(pair.target.characters):
        return
    text = _prose(pair, context)
    known = strange_letters(context.language)
    name = cldr.name_in(context.language, ENGLISH)
    for match in re.finditer(LETTER_RUN, text):
        word = match.group()
        found = [each for each in dict.fromkeys(word) if each in known and not _is_han(each)]
        if not found or word in pair.source.text:
            continue
        mended = "".join(known[each].instead if each in found else each for each in word)
        yield Problem(
            f"{listing(_named(each, known[each]) for each in found)} in '{word}', which {name} "
            "is not written with",
            match.span(),
            f"type it with a keyboard for {name}; a name may stand on the allow list",
            fix=mended if all(known[each].is_certain for each in found) else None,
        )


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _prose(pair: Pair, context: Context) -> str:
    """What the patient reads in the language, without names that may stand in any letters."""
    text = pair.target.text
    text = prose(text, context.language) if "lang" in text else pair.target.visible
    for words in context.allow | context.facts.words_kept_in(context.language):
        if words in text:
            text = text.replace(words, " " * len(words))
    return text


# ------------------------------------------------------------------------------ what looks alike
# A number that holds a letter, or begins with l: "1O5", "1О" (Cyrillic), "l5". No code (O157, I10),
# no litre ("1l") and no ordinal ("1o").
LETTERS_FOR_DIGITS = "OОΟoоοlIІ"
DIGITS_WITH_LETTERS = (
    rf"(?<![\w.,:/\-–])(?:l[0-9]+|[0-9]+[{LETTERS_FOR_DIGITS}]+[0-9]+|[0-9]+[OОΟ])(?![\w])"
    r"|(?<!\w)[OОΟ](?=[.,][0-9])"
)
# A first look from digit to digit, which costs a fifth.
LETTER_BESIDE_DIGIT = rf"[0-9](?:(?=[{LETTERS_FOR_DIGITS}])|(?<=l.)|(?<=[OОΟ][.,].))"
LONE_SYMBOLS = "αω"
LONE_SYMBOL = rf"(?<=[a-zà-ÿ] )[{LONE_SYMBOLS}](?= [a-zà-ÿ])"
MICRO_SIGN = "\u00b5"
MICRO_IN_WORD = r"(?<=[\u0386-\u03ff\u1f00-\u1fff])\u00b5|\u00b5(?=[\u0386-\u03ff\u1f00-\u1fff])"
LATIN_WORD = r"(?<!\w)[A-Za-z]+(?!\w)"
SENTENCE_START = r"(?:^|[.!?…:]\s|[«„“\"*(])$"
BEFORE_SINGLE = r"(?:^|\w|[,;:—–])\s$|^$"


@check(
    "look-alike",
    Scope.UNIT,
    Severity.ERROR,
    needs_in=lambda language: {
        *LONE_SYMBOLS,
        *look_alikes(language),
        *MICRO_SIGN,
        *digits_for_letters(language),
    },
    needs_piece=re.compile(LETTER_BESIDE_DIGIT).search,
    examples=(
        Passes("Take 10 mg of vitamin C.", "Принимайте 10 мг витамина C с водой.", "ru"),
        Passes("Drink 1l of water.", "Beba 1l de agua. 1o H2O, O2, I10, O157", "es"),
        Passes("All of it.", "Όλα ο γιατρός.", "el"),
        Fires("Take 10 mg.", "Принимайте 1О мг.", "ru", "'1О' (U+0031 U+041E)"),
        Fires("Take 10 mg.", "Tome 1O mg.", "es", "'1O'"),
        Fires("Take 10 mg.", "Tome l0 mg.", "es", "'l0'"),
        Fires("Take it with water.", "Запивайте c водой.", "ru", "'c' (U+0063)"),
        Passes("Alpha blockers", "los bloqueadores α son", "es"),
        Fires("There is pain.", "Il y α une douleur.", "fr", "'α' (U+03B1)"),
        Fires("All patients.", "Для них Bce будет хорошо.", "ru", "'Bce'"),
        Fires("My pain", "Ο πόνος \u00b5ου", "el", "U+00B5"),
        Fires("The ward", "လူနာ၀တ်စုံ", "my", "'၀' (U+1040)"),
        Passes("From 0 to 10", "၀မှ ၁၀ အထိ", "my"),
    ),
)
def look_alike(pair: Pair, context: Context) -> Iterator[Problem]:
    """A letter stands where another letter or a digit that looks like it belongs.

    A reader sees "1O mg" and reads ten; a screen reader says "one O", a search finds nothing, and
    no check of the dose sees a number. A word that mixes two alphabets is a stray-fragment;
    here are digits, and words that are foreign as a whole: Latin "c" for Cyrillic "с".
    """
    yield from _letters_for_digits(pair)
    if pair.target.text.isascii():
        return
    if not pair.target.characters.isdisjoint(LONE_SYMBOLS):
        yield from _lone_symbols(pair)
    if not pair.target.characters.isdisjoint(digits_for_letters(context.language)):
        yield from _digits_for_letters(pair, context.language)
    if not look_alikes(context.language):
        return
    yield from _latin_look_alikes(pair, context)
    if MICRO_SIGN in pair.target.characters:
        for match in re.finditer(MICRO_IN_WORD, pair.target.visible):
            yield Problem(
                "the micro sign 'µ' (U+00B5) in a Greek word, for the letter 'μ' (U+03BC)",
                match.span(),
                "type the letter",
                fix="\u03bc",
            )


def _letters_for_digits(pair: Pair) -> Iterator[Problem]:
    characters = pair.target.characters
    if characters.isdisjoint("0123456789") or not re.search(LETTER_BESIDE_DIGIT, pair.target.text):
        return
    for match in re.finditer(DIGITS_WITH_LETTERS, pair.target.visible):
        if match.group() not in pair.source.text:
            yield Problem(
                f"{_with_code_points(match.group())} is no number: a letter stands for a digit",
                match.span(),
                "type the digit: 0 for O, 1 for l",
            )


def _digits_for_letters(pair: Pair, language: Language) -> Iterator[Problem]:
    letters = digits_for_letters(language)
    for difference in numbers_that_differ(pair):
        if difference.span is not None and stands_for_letter(difference, pair.target):
            letter = letters[difference.text]
            yield Problem(
                f"{_with_code_points(difference.text)} is a digit, and stands for the letter "
                f"{_with_code_points(letter)}",
                difference.span,
                "type the letter",
                fix=letter,
            )


def _lone_symbols(pair: Pair) -> Iterator[Problem]:
    """Greek α and ω as words of a Latin text: "a" and "w", unless the source speaks of alpha."""
    for match in re.finditer(LONE_SYMBOL, pair.target.visible):
        symbol = match.group()
        name = unicodedata.name(symbol).split()[-1].lower()
        if symbol not in pair.source.characters and name not in pair.source.text.lower():
            yield Problem(
                f"{_with_code_points(symbol)} is the Greek letter {name}, and looks like a word",
                match.span(),
                "type the Latin letter",
            )


def _latin_look_alikes(pair: Pair, context: Context) -> Iterator[Problem]:
    known, single = look_alikes(context.language), look_alike_words(context.language)
    if pair.target.characters.isdisjoint(known):
        return
    visible, name = pair.target.visible, cldr.name_in(context.language, ENGLISH)
    strange = strange_characters(context.language)
    for match in re.finditer(LATIN_WORD, visible):
        word = match.group()
        if len(word) == 1:
            own = single.get(word, "") if _is_word_alone(visible, match) else ""
        elif _is_name_like(visible, match) and word not in context.allow:
            own = "".join(known.get(each, "") for each in word)
        else:
            continue
        is_word = len(own) == len(word) and strange.isdisjoint(own)
        if is_word and not re.search(rf"\b{word}\b", pair.source.text):
            yield Problem(
                f"{_with_code_points(word)} is in Latin letters, and looks like the {name} word "
                f"{_with_code_points(own)}",
                match.span(),
                f"type it with a keyboard for {name}",
            )


def _is_name_like(visible: str, match: re.Match[str]) -> bool:
    """Whether a word has one capital, its first: else it is a code or a stray-fragment.

    Of two letters it may be a symbol (Ki, Mi), unless the sentence goes on behind it.
    """
    word = match.group()
    after = visible[match.end() + 1 : match.end() + 2]
    return (
        word[0].isupper()
        and word[1:].islower()
        and (len(word) > 2 or (after.islower() and not after.isascii()))
    )


def _is_word_alone(visible: str, match: re.Match[str]) -> bool:
    """Whether a letter stands as a word does: small between words, or a capital at the start."""
    after = visible[match.end() : match.end() + 2]
    if len(after) < 2 or after[0] != " " or not (after[1].isalpha() and not after[1].isascii()):
        return False
    if match.group().isupper():
        return (
            after[1].islower() and re.search(SENTENCE_START, visible[: match.start()]) is not None
        )
    return bool(re.search(BEFORE_SINGLE, visible[: match.start()]))


def _with_code_points(text: str) -> str:
    return f"'{text}' ({code_points(text)})"
