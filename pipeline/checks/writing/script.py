"""Checks of script: words of a translation in letters that its language is not written in.

What is stray is decided by `language.scripts`, the same for articles and for translations, which
knows units, symbols and codes. Here is added what a translation may keep besides: the names of
people and of medicines, in languages that are not written with Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.names import stands_within
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import code_points, excerpt, listing
from pipeline.language import cldr
from pipeline.language.lengths import expansion
from pipeline.language.letters import look_alike_of, strange_characters
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
    if cldr.default_script(language) == WITH_HANJA:
        return lambda piece: "lang" in piece or bool(_HANJA.search(piece)) or is_suspect(piece)
    return lambda piece: "lang" in piece or is_suspect(piece)


# Korean may have Han characters; a leaflet has them behind a word, in brackets: 요통(腰痛).
WITH_HANJA = "Kore"
_HANJA = re.compile("[\u3400-\u9fff]{2,}")


def _hanja(text: str, pair: Pair) -> Iterator[re.Match[str]]:
    """Words in Han characters that stand in a text as if everybody could read them."""
    if cldr.default_script(pair.target.language) != WITH_HANJA:
        return
    for match in _HANJA.finditer(text):
        before = text[: match.start()]
        is_explained = before.count("(") + before.count("（") > before.count(")") + before.count(
            "）"
        )
        if not is_explained and match[0] not in pair.source.text:
            yield match


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
        Passes("Low back pain is common.", "요통(腰痛)은 흔합니다.", "ko"),
        Fires("Move your lower back.", "腰部 운동을 하세요.", "ko", "'腰部'"),
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
    for match in _hanja(text, pair):
        if match[0] not in allow and match.start() not in reported:
            reported.update(range(*match.span()))
            yield Problem(
                f"Han characters {_shown(match[0])}, which hardly anybody reads, without a word "
                "that they explain",
                match.span(),
                "translate them, or put them in brackets behind the word",
                severity=Severity.WARNING,
            )
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
        strange = strange_characters(language)  # a Russian "i" is no Ukrainian one
        alike = [look_alike_of(each, language) for each in odd]
        own = ["" if each in strange else each for each in alike]
        if len(odd) == 1 and len(run.text) == 1 and own[0]:
            return _homoglyphs(run, name, odd, own)
        if odd and any(is_own_letter(each, language) for each in run.text):
            return _homoglyphs(run, name, odd, own)
        return Problem(
            f"{run.script} characters {_shown(run.text)}, which {name} is not written with",
            (run.start, run.end),
            "translate them; if they belong there, mark their language, or add them to allow in "
            "leaflets.toml",
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
    r"[~.]?/[.A-Za-z0-9]+(?:[-._/][A-Za-z0-9]+)*"
    r"|(?<![A-Za-z0-9])[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)+"  # looked for from its beginning alone
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
