"""Checks of quotation marks and brackets.

Which quotation marks a language has, and how those of a text pair, is told by
`language.orthography`. Apostrophes are never looked at; single marks are judged by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.length import part_of_usual
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import excerpt, listing, shown_mark
from pipeline.language import cldr
from pipeline.language.amounts.units import unit_at, unit_spellings
from pipeline.language.orthography import (
    DOUBLE_MARKS,
    STRAIGHT,
    TITLE_MARKS,
    Quotation,
    Quoting,
    quotation_marks,
    quotations,
    quoting,
    spacing,
)
from pipeline.language.patterns import lazy
from pipeline.model import Language, Severity

ENGLISH = Language("en")
ALL_MARKS = '"“”„‟«»「」『』〝〞〟＂'
SPACES = " \u00a0\u202f\u2009"
# The title of a link: its marks are Markdown's.
_LINK_TITLE = re.compile(r"(?<=\])[ ]+(?P<title>\"[^\"]*\"|'[^']*')[ ]*\)")
# 5" and 5'10" are inches, "12″ needles" too.
_INCHES = re.compile(r"(?<=\d)\"(?=[\s,.;)]|\Z)")


def _prose(visible: str) -> str:
    """The text without quotation marks that quote nothing; of equal length."""
    if STRAIGHT not in visible:
        return visible
    if "]" in visible:
        visible = _LINK_TITLE.sub(lambda match: " " * len(match[0]), visible)
    if visible.count(STRAIGHT) % 2:
        visible = _INCHES.sub(" ", visible)
    return visible


@check(
    "quotation-mark",
    Scope.UNIT,
    Severity.WARNING,
    needs=ALL_MARKS,
    examples=(
        Passes("The sign says “stop”.", "Auf dem Schild steht „Stopp“.", "de"),
        Passes("The sign says “stop”.", "Auf dem Schild steht «Stopp».", "de-CH"),
        Passes("The sign says “stop”.", "Le panneau dit «\u00a0stop\u00a0».", "fr"),
        Passes("The sign says “stop”.", "Skylten säger ”stopp”.", "sv"),
        Passes("The sign says “stop”.", "標示寫著「停」。", "zh-Hant"),
        Passes("The US Army", 'צבא ארה"ב', "he"),
        Fires("The sign says “stop”.", "Auf dem Schild steht „Stopp”.", "de", "'”'"),
        Fires("The sign says “stop”.", "Le panneau dit “stop».", "fr", "'“'"),
        Fires("The sign says “stop”.", "Na znaku jest „stop“.", "pl", "'“'"),
        Fires("The sign says “stop”.", '標識には「止まれ"とあります。', "ja", "'\"'"),
        Fires("“Little” is good.", '"Wenig“ ist gut.', "de", "'\"'"),
    ),
)
def quotation_mark(pair: Pair, context: Context) -> Iterator[Problem]:
    """A quotation stands in the marks of another language.

    „…“ is German, “…” English, « … » French: marks that readers do not know make them stumble over
    exactly the words that they shall recognise on a box or a form. Several styles are right in most
    languages; typewriter quotes are judged only where print never has them.
    """
    known = quoting(context.language)
    if not known.outer or pair.target.characters.isdisjoint(DOUBLE_MARKS):
        return
    visible = _prose(pair.target.visible)
    found, are_paired = quotations(visible)
    # One doubtful quotation makes all of them doubtful: the marks may pair in another way.
    is_certain = are_paired and all(_is_quotation(visible, q, context.language) for q in found)
    for quotation in found:
        pair_of_marks = visible[quotation.start] + visible[quotation.end]
        allowed = known.outer if quotation.depth == 0 else known.outer + known.inner
        if pair_of_marks in allowed or (
            pair_of_marks == STRAIGHT * 2 and not known.is_straight_wrong
        ):
            continue
        right = _right_pair(visible, quotation, found, known)
        # Where print has several styles, marks that may stand inside are no mistake for certain.
        can_fix = (
            is_certain
            and (known.is_straight_wrong or pair_of_marks not in known.inner)
            and not _is_within_single_marks(visible, quotation)
            and not _is_title_of_no_link(pair.target.text, quotation)
        )
        yield from _wrong_marks(pair, quotation, right, context.language, can_fix=can_fix)
    if not are_paired and known.is_straight_wrong:
        yield from _lone_straight(visible, found, known, context.language)


def _lone_straight(
    visible: str, found: tuple[Quotation, ...], known: Quoting, language: Language
) -> Iterator[Problem]:
    """A typewriter mark whose other half is a mark of the language, or is missing."""
    marks = quotation_marks(visible)
    paired = {position for quotation in found for position in (quotation.start, quotation.end)}
    if all(visible[position] == STRAIGHT for position in marks):
        return  # unbalanced, which is another finding
    name = cldr.name_in(language, ENGLISH)
    for position in marks:
        if visible[position] == STRAIGHT and position not in paired:
            yield Problem(
                f"{shown_mark(STRAIGHT)} quotes, which {name} does with {known.outer[0]}",
                (position, position + 1),
                f"write {known.outer[0][0]}…{known.outer[0][1]}",
            )


def _is_quotation(visible: str, quotation: Quotation, language: Language) -> bool:
    """Whether the marks quote something for certain, and do not only stand somewhere.

    A space inside of one and not of the other: “He said ”stop” and left” was paired wrongly.
    """
    before = visible[: quotation.start][-1:]
    quoted = visible[quotation.start + 1 : quotation.end]
    return (
        any(map(str.isalnum, quoted))  # and so it is not empty
        and (quoted[0] in SPACES) == (quoted[-1] in SPACES)
        and not (before.isalnum() and cldr.separates_words(language))
    )


# Single marks and what is typed for them, where they open and close; not the apostrophe of a word.
_OPENS_SINGLE = re.compile(r"(?:(?<=[\s(\[:])|\A)['`´‘‚‹](?=\S)|[‘‚‹]")
_CLOSES_SINGLE = re.compile(r"['`´’‘›](?!\w)|[›]")


def _is_within_single_marks(visible: str, quotation: Quotation) -> bool:
    """Whether single marks may stand around: what is inside of them may be right as it is."""
    return (
        quotation.depth == 0
        and _OPENS_SINGLE.search(visible, 0, quotation.start) is not None
        and _CLOSES_SINGLE.search(visible, quotation.end) is not None
    )


_ADDRESS_BEFORE = re.compile(r"\([^\s()]*[/:.#][^\s()]*[ ]+\Z")


def _is_title_of_no_link(text: str, quotation: Quotation) -> bool:
    """Whether a link that is broken has the quotation for its title, which has Markdown's marks."""
    return (
        text[quotation.end + 1 :].lstrip()[:1] == ")"
        and _ADDRESS_BEFORE.search(text[: quotation.start]) is not None
    )


def _right_pair(
    visible: str, wrong: Quotation, found: tuple[Quotation, ...], known: Quoting
) -> str:
    """The language's pair that quotations beside this one have, or that shares a mark with it.

    Else the preferred one; never the marks of the quotation that it stands in.
    """
    marks = visible[wrong.start] + visible[wrong.end]
    if wrong.depth == 0:  # a single mark may be an apostrophe, where it is not inside others
        fitting = [each for each in known.outer if set(each) <= DOUBLE_MARKS]
        used = {visible[q.start] + visible[q.end] for q in found if q.depth == 0}
    else:
        around = {visible[q.start] + visible[q.end] for q in found if q.depth < wrong.depth}
        fitting = [each for each in known.inner if each not in around] or list(known.inner)
        used = {each for each in fitting if _stands_in(each, visible)}
    beside = (each for each in fitting if each in used)
    shared = (each for each in fitting if each[0] == marks[0] or each[1] == marks[1])
    return next(beside, next(shared, fitting[0]))


def _stands_in(marks: str, visible: str) -> bool:
    opened = visible.find(marks[0])
    return opened >= 0 and visible.find(marks[1], opened + 1) > opened


def _wrong_marks(
    pair: Pair, quotation: Quotation, right: str, language: Language, *, can_fix: bool
) -> Iterator[Problem]:
    text = pair.target.text
    rules = spacing(language)
    if right[1] in rules and (text[quotation.start] == right[0] or text[quotation.end] == right[1]):
        can_fix = False  # the space inside the mark that is right may be wrong
    if text[: quotation.start].endswith("="):
        can_fix = False  # a value in code: role="pkg"
    quoted = text[quotation.start + 1 : quotation.end]
    is_spaced = (
        quoted[:1] in SPACES and quoted[-1:] in SPACES and bool(quoted.strip())
    )  # as those in the marks of French
    name = cldr.name_in(language, ENGLISH)
    for position, wanted, is_opening in (
        (quotation.start, right[0], True),
        (quotation.end, right[1], False),
    ):
        mark = text[position]
        if mark == wanted:
            continue
        start, end, fix = position, position + 1, wanted
        rule = rules.get(wanted)
        if rule is not None or is_spaced:
            start, end = _with_spaces(text, position, is_opening=is_opening)
        if rule is not None:
            fix = wanted + rule.accepted[0] if is_opening else rule.accepted[0] + wanted
        yield Problem(
            f"{shown_mark(mark)} {'opens' if is_opening else 'closes'} a quotation, which {name} "
            f"writes {right[0]}…{right[1]}",
            (start, end),
            f"write {shown_mark(wanted)}",
            fix=fix if can_fix else None,
        )


def _with_spaces(text: str, position: int, *, is_opening: bool) -> tuple[int, int]:
    """The mark with the spaces inside of it."""
    start, end = position, position + 1
    while is_opening and end < len(text) and text[end] in SPACES:
        end += 1
    while not is_opening and start and text[start - 1] in SPACES:
        start -= 1
    return start, end


@check(
    "quotation-unbalanced",
    Scope.UNIT,
    Severity.WARNING,
    needs=ALL_MARKS,
    examples=(
        Passes("The sign says “stop”.", "Auf dem Schild steht „Stopp“.", "de"),
        Passes("She says: “Stop.", "Sie sagt: „Stopp.", "de"),
        Passes('A tube of 5".', 'Ein Schlauch von 5".', "de"),
        Fires("The sign says “stop”.", "Auf dem Schild steht „Stopp.", "de", "1 quotation mark"),
        Fires("The sign says “stop”.", "اللافتة تقول «قف.", "ar", "1 quotation mark"),
        Fires("The sign says “stop”.", "標識には「止まれとあります。", "ja", "1 quotation mark"),
    ),
)
def quotation_unbalanced(pair: Pair, context: Context) -> Iterator[Problem]:
    """A quotation opens and does not close, or the reverse, where the source has both marks.

    Nobody can tell where the quoted words end, and some of them may be gone.
    """
    if pair.target.characters.isdisjoint(DOUBLE_MARKS):
        return
    marks = quotation_marks(_prose(pair.target.visible))
    if len(marks) % 2 == 0 or len(quotation_marks(_prose(pair.source.visible))) % 2:
        return
    text = pair.target.text
    shown = listing(shown_mark(text[each]) for each in dict.fromkeys(marks))
    count = len(marks)
    yield Problem(
        f"{count} quotation mark{'s' if count > 1 else ''}: {shown}; one of a pair is missing",
        (marks[-1], marks[-1] + 1),
        "open and close every quotation",
    )


@check(
    "quotation-lost",
    Scope.UNIT,
    Severity.INFO,
    needs='"“”',
    examples=(
        Passes("The sign says “stop”.", "標識には『止まれ』とあります。", "ja"),
        Passes("Press “Start”.", "Premere *Start*.", "it"),
        Passes("Read “Back care”.", "请阅读《护腰》。", "zh-Hans"),
        Fires("The sign says “stop”.", "La señal dice alto.", "es", "'stop'"),
    ),
)
def quotation_lost(pair: Pair, context: Context) -> Iterator[Problem]:
    """The source quotes something, and the translation shows in no way that it does.

    What stands on a box, a button or a form has to be recognised word by word. Italics, bold and
    the brackets of titles do as well as quotation marks.
    """
    if pair.source.characters.isdisjoint('"“”') or not pair.target.characters.isdisjoint(
        DOUBLE_MARKS | TITLE_MARKS | {"’", "‘", "'"}
    ):
        return
    visible = _prose(pair.source.visible)
    found, are_paired = quotations(visible)
    text = pair.source.text
    outer = [
        each
        for each in found
        if each.depth == 0
        # “[title](#place)” is told from the rest by its link
        and not (text.startswith("[", each.start + 1) and text[each.end - 1] == ")")
    ]
    if not outer or not are_paired:
        return
    shown = {"*", "_", "`", "<"} & pair.target.characters
    if any(pair.target.text.count(mark) > pair.source.text.count(mark) for mark in shown):
        return
    quoted = [excerpt(visible[each.start + 1 : each.end].strip(".,")) for each in outer]
    yield Problem(
        f"the source quotes {listing(quoted)}, the translation has no quotation marks",
        None,
        "quote the same words, in the marks of the language",
    )


# --------------------------------------------------------------------------------------- brackets
_OPENING = "(（"
_BRACKET = re.compile(r"[()（）]")
_LINK = re.compile(r"\](?=\()")
# "1)" and "a)" count items; ":-)" laughs; "tablet(s)" is a plural, not a remark.
_ITEM = lazy(r"[*_]*\w{1,2}[)）]")
_NO_BRACKET = lazy(
    r"(?:(?<=[\s:;：；，。、])|\A)[*_]*(?:\d{1,2}|[^\W\d_])[)）](?=[\s\u3041-\u30ff\u3400-\u9fff]|\Z)"
    r"|(?<![(（])[:;=8][-']?[()](?=\s|\Z)"
    r"|(?<=[a-z\u00df-\u04ff])\([a-z\u00df-\u04ff]{1,3}\)"
)
# Whether a text may have any of these, told by what stands beside its brackets alone.
_MAY_BE_NONE = lazy(
    r"[()（）](?:(?=[\s\u3041-\u30ff\u3400-\u9fff]|\Z)"
    r"(?:(?<=[:;=8'-].)|(?<=\w.)(?<![^\s*_:;：；，。、]\w.)"
    r"|(?<=\d\d.)(?<![^\s*_:;：；，。、]\d\d.))"
    r"|(?<=[a-z\u00df-\u04ff]\()[a-z\u00df-\u04ff]{1,3}\))"
)


_REMARK = re.compile(r"\([^()]*\)")
_DIVIDERS = ",，、،፣;；؛:：—–"


@lru_cache(maxsize=1024)
def _brackets(text: str, visible: str) -> str:
    """The text with its brackets, and spaces for those that are none; of equal length."""
    if "](" in text:
        whole = visible
        for match in _LINK.finditer(text):
            start = match.end()
            if whole[start] != " ":
                continue  # inside code, or no link
            end = whole.find(")", start) + 1
            if end:
                visible = visible[:start] + " " * (end - start) + visible[end:]
    if ")" not in visible and "）" not in visible and "(" not in visible:
        return visible
    if not _MAY_BE_NONE.search(visible):  # nearly always, and found in a tenth of the time
        return visible
    likely = _without(visible, closing_too=False)
    return _without(visible) if _unmatched(likely) else likely


def _without(visible: str, *, closing_too: bool = True) -> str:
    """The text without what is no bracket; "g)" counts no item where it can close "(4 g)"."""
    behind = is_open = 0

    def blank(match: re.Match[str]) -> str:
        nonlocal behind, is_open
        for bracket in _BRACKET.findall(visible, behind, match.start()):
            is_open = max(is_open + (1 if bracket in _OPENING else -1), 0)
        behind = match.end()
        if is_open and not closing_too and _ITEM.match(match[0]):
            is_open -= 1
            return match[0]
        return " " * len(match[0])

    return _NO_BRACKET.sub(blank, visible)


def _bracketed(reading: Reading) -> str:
    return _brackets(reading.text, reading.visible)


def unmatched_brackets(reading: Reading) -> list[int]:
    """Where a round bracket that a reader sees has no other half, in order."""
    return _unmatched(_bracketed(reading))


def _has_unmatched(reading: Reading) -> bool:
    return bool(_unmatched(reading.once(_bracketed)))


def _unmatched(prose: str) -> list[int]:
    """Where a round bracket stands that has no other half."""
    if "(" not in prose and ")" not in prose and "（" not in prose and "）" not in prose:
        return []  # those that were in the text are of a link
    waiting: list[int] = []
    stray: list[int] = []
    for match in _BRACKET.finditer(prose):
        if match[0] in _OPENING:
            waiting.append(match.start())
        elif waiting:
            waiting.pop()
        else:
            stray.append(match.start())
    return sorted(stray + waiting)


@check(
    "bracket-unbalanced",
    Scope.UNIT,
    Severity.WARNING,
    needs="()（）",
    examples=(
        Passes("Rest (a day).", "请休息（一天）。", "zh-Hans"),
        Passes("See [the page](a.html).", "Siehe [die Seite](a.html).", "de"),
        Passes("1) Rest.", "1) Ruhen Sie.", "de"),
        Passes("Well done :)", "Gut gemacht :)", "de"),
        Passes("1) Take 8 (4 g) a day.", "1) Nehmen Sie 8 (4 g) am Tag.", "de"),
        Passes(
            "Bring (if a) or b) is true) this.", "Bringen Sie (falls a) oder b) gilt) dies.", "de"
        ),
        Passes("In 1 of 10 (often): pain.", "Chez 1 sur 10 (1 sur 10) : douleur.", "fr"),
        Fires("Take 8 (4 g) a day.", "Tome 8 (4 g al día.", "es", "'('"),
        Fires("Rest (a day).", "Descanse (un día.", "es", "'('"),
        Fires("Rest (a day).", "请休息一天）。", "zh-Hans", "U+FF09"),
    ),
)
def bracket_unbalanced(pair: Pair, context: Context) -> Iterator[Problem]:
    """A bracket opens and does not close, or the reverse, where those of the source are paired.

    The remark in brackets runs into the instruction, and some of it may be gone.
    """
    unmatched = _unmatched(pair.target.once(_bracketed))
    if not unmatched or pair.source.once(_has_unmatched):
        return
    position = unmatched[0]
    mark = pair.target.text[position]
    yield Problem(
        f"{shown_mark(mark)} has no other half",
        (position, position + 1),
        "open and close every bracket",
    )


@check(
    "bracket-count",
    Scope.UNIT,
    Severity.INFO,
    needs="()",
    examples=(
        Passes("Rest (a day).", "请休息（一天）。", "zh-Hans"),
        Passes("Take a painkiller.", "Nehmen Sie ein Schmerzmittel (Analgetikum).", "de"),
        Passes("Take the tablet(s).", "Tome los comprimidos.", "es"),
        Passes("Rest (a day).", "Descanse —un día—.", "es"),
        Passes("Hold the tab (EXP) down.", "Mantenga pulsada la pestaña EXP.", "es"),
        Passes("An irritable bowel syndrome (IBS).", "متلازمة القولون العصبي.", "ar"),
        Passes("It holds 5 grams (g) of sugar.", "Contiene 5 gramos de azúcar.", "es"),
        Passes("Rest now (!).", "Descanse ahora.", "es"),
        Passes("Above 38 °C (about 100 °F), call us.", "Powyżej 38 °C zadzwoń.", "pl"),
        Fires("Rest (for a day).", "Descanse durante un día.", "es", "1 remark in brackets"),
        Fires("Rub it in (not near the eyes).", "Úntelo.", "es", "1 remark in brackets"),
        Fires("An MRI (magnetic resonance).", "تصوير بالرنين.", "ar", "1 remark in brackets"),
    ),
)
def bracket_count(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation has fewer remarks in brackets than the source.

    What stands in brackets may be what decides: "(if you drive)", "(not on the face)". A warning
    where it says so and the translation neither says it nor is as long as usual; else most are
    another word for what they follow, and a translator needs none. More of them are no mistake,
    since translators explain terms; commas, dashes and other brackets may do as well, and a code
    or an abbreviation may stand without any, or not at all where it only abbreviates the words
    before it. Nor is a measure missed that says the one before it again.
    """
    if "(" not in pair.source.text:
        return
    there = pair.source.once(_bracketed)
    here = pair.target.once(_bracketed)
    asked = sum(there.count(mark) for mark in _OPENING)
    given = sum(here.count(mark) for mark in "(（[［【〔")
    if given >= asked or pair.source.once(_has_unmatched) or _unmatched(here):
        return
    outside = _REMARK.sub("", there)
    if sum(map(here.count, _DIVIDERS)) > sum(map(outside.count, _DIVIDERS)):
        return  # commas or dashes may do for the brackets
    said = sum(
        _needs_no_brackets(match, there, here, pair.source.language)
        for match in _REMARK.finditer(there)
    )
    if given >= asked - said:
        return
    lost = asked - given
    yield Problem(
        f"the source has {asked} remark{'s' if asked > 1 else ''} in brackets, the translation "
        f"{given or 'none'}",
        None,
        f"see whether {'it is' if lost == 1 else 'they are'} missing",
        severity=Severity.WARNING if _is_decisive(pair) else None,
    )


def _is_decisive(pair: Pair) -> bool:
    """Whether a remark says in which case, or that not, and the translation is as if it did not."""
    if part_of_usual(pair) >= WITH_REMARK:
        return False
    spans = [match.span() for match in _REMARK.finditer(pair.source.visible)]
    return any(
        cue.kind in _DECIDES
        and cue.name not in pair.target.cue_names
        and any(start < cue.start < end for start, end in spans)
        for cue in pair.source.cues
    )


def _needs_no_brackets(remark: re.Match[str], there: str, here: str, language: Language) -> bool:
    """Whether the remark is a code that the translation has, or only repeats what it follows.

    "(EXP)" may stand without its brackets; "(IBS)" behind the words that it abbreviates tells a
    reader nothing that they do not, nor do the words behind an abbreviation, nor "grams (g)".
    """
    inner, before = remark[0][1:-1].strip(), there[: remark.start()].rstrip()
    if not any(map(str.isalnum, inner)):
        return True
    if _is_unit_again(inner, before.rpartition(" ")[2], language):
        return True
    if _MEASURE.fullmatch(inner) and _MEASURED.search(before):
        return True
    if _ABBREVIATION.fullmatch(inner) is not None:
        return re.search(
            rf"(?<![A-Za-z0-9]){re.escape(inner)}(?![A-Za-z0-9])", here
        ) is not None or (_abbreviates(inner, re.findall("[A-Za-z]+", before)))
    abbreviation = before.rpartition(" ")[2]
    words = re.findall("[A-Za-z]+", inner)
    return (
        _ABBREVIATION.fullmatch(abbreviation) is not None
        and len(words) <= LONGEST_EXPANSION
        and _abbreviates(abbreviation, words)
    )


def _is_unit_again(inner: str, before: str, language: Language) -> bool:
    """Whether both are one unit and nothing else: "grams" and "g"."""
    spellings = unit_spellings(language)
    said, short = unit_at(before, 0, spellings), unit_at(inner, 0, spellings)
    if said is None or short is None or said[0] != short[0]:
        return False
    return (said[1], short[1]) == (len(before), len(inner))


def _abbreviates(abbreviation: str, words: list[str]) -> bool:
    """Whether it has the first letters of the last of these words; small ones may be left out."""
    letters = [each for each in abbreviation if each not in ":/"]
    for word in reversed(words):
        if not letters:
            break
        if word[0].upper() == letters[-1]:
            letters.pop()
        elif len(word) > LONGEST_SMALL_WORD:
            return False
    return not letters


# "(about 100 °F)" behind "38 °C": what another country measures in.
_MEASURE = lazy(r"(?:[^\W\d]+\s){0,2}\d[\d.,\s–-]*[^\d\s]*(?:\s[^\d\s]+)?")
_MEASURED = lazy(r"\d[\d.,–-]*\s?[^\d\s]{1,12}(?:\s[^\d\s]{1,12})?$")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]+(?:-[0-9]+)?|[A-Z](?:[:/][A-Z])+")
_DECIDES = frozenset({"negation", "condition", "limit", "duty"})  # kinds of cues
WITH_REMARK = 0.85  # of the usual length: translations with all that a short source says
LONGEST_EXPANSION = 6  # words
LONGEST_SMALL_WORD = 3  # letters: "of", "and", which abbreviations leave out
