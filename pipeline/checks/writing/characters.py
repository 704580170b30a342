"""Checks of single characters: what no keyboard types, nobody sees, or has lost its meaning.

Which invisible characters a script needs is data (`language.letters`). Letters of another language
are `script`'s, white space is `spaces`'. A character that the source has too is the author's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.checks.wording import code_points, excerpt, listing
from pipeline.language import cldr
from pipeline.language.letters import needed_invisibles
from pipeline.language.patterns import lazy
from pipeline.model import Language, Severity

ENGLISH = Language("en")
RETYPE = "delete it and type the word again"


def _range(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


# C0 and C1 but tab and line feed; separators of lines and paragraphs; byte order mark; annotations.
CONTROLS = (
    _range(0x00, 0x08) + _range(0x0B, 0x1F) + _range(0x7F, 0x9F) + "\u2028\u2029\ufeff"
    + _range(0xFFF9, 0xFFFB)
)  # fmt: skip
CONTROL = f"[{re.escape(CONTROLS)}]+"
BYTE_ORDER_MARK = "\ufeff"


@check(
    "control-character",
    Scope.UNIT,
    Severity.ERROR,
    needs=CONTROLS,
    examples=(
        Passes("Take one.\tRest.  \nWalk.", "Tome una.\tDescanse.  \nCamine.", "es"),
        Passes("Rest.", "请休息。", "zh-Hans"),
        Fires("Take one.", "Tome una\x0b.", "es", "U+000B"),
        Fires("The doctor's advice", "L\x92avis du médecin", "fr", "Windows-1252"),
        Fires("Rest.", "\ufeffاسترح.", "ar", "U+FEFF"),
        Fires("Rest. Walk.", "休んでください。\u2028歩いてください。", "ja", "U+2028"),
    ),
)
def control_character(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation holds a character that commands a machine and says nothing to a reader.

    Such characters come from other programs' files. They end a line, show as a box, or cut the
    text off where it is printed: what follows them may be the warning.
    """
    for match in re.finditer(CONTROL, pair.target.text):
        found = match.group()
        if found in pair.source.text:
            continue
        byte = found.encode("latin-1", "replace").decode("cp1252", "ignore")
        meant = f", which is {byte} in Windows-1252" if "\x80" <= found <= "\x9f" and byte else ""
        yield Problem(
            f"the control character {code_points(found)}{meant}",
            match.span(),
            RETYPE,
            fix="" if not found.strip(BYTE_ORDER_MARK) else None,
        )


# ------------------------------------------------------------------------- direction of writing
OVERRIDES = _range(0x202A, 0x202E)
ISOLATES, POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"
MARKS = "\u200e\u200f\u061c"
OVERRIDE = f"[{OVERRIDES}]+"
MARK = f"[{MARKS}]+"
# What an embedding or an override holds, and the end of it.
_TURNED = lazy("[\u202a\u202b\u202d\u202e][^\u202c]*[^\\W_][^\u202c]*\u202c")
RIGHT_TO_LEFT = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff]"


@check(
    "bidi-control",
    Scope.UNIT,
    Severity.ERROR,
    needs=OVERRIDES + ISOLATES + POP_ISOLATE + MARKS,
    examples=(
        Passes("Take 5 mg (MRI).", "تناول \u20665 mg\u2069 (MRI)\u200f.", "ar"),
        Passes("The word שלום", "Das Wort שלום\u200e.", "de"),
        Fires("Take 5 mg.", "تناول \u202d5 mg.", "ar", "U+202D"),
        Fires("Take 5 mg.", "קח \u20665 mg.", "he", "U+2066"),
        Fires("Take 5 mg.", "Tome 5 mg\u200e.", "es", "U+200E"),
    ),
)
def bidi_control(pair: Pair, context: Context) -> Iterator[Problem]:
    """An invisible character turns the direction of the text where it must not.

    An override shows "12" as "21". Embeddings reach into the sentences around them; the Unicode
    Standard advises isolates instead, which must be closed. Marks are of use in text from right to
    left only.
    """
    text = pair.target.text
    # A number or a word of the other direction may stand as it shall only by what is deleted.
    turns = _TURNED.search(text) is not None
    for match in re.finditer(OVERRIDE, text):
        yield Problem(
            f"the invisible {code_points(match.group())} changes the direction of the text",
            match.span(),
            "delete it; where a number or a word needs it, put U+2068 before and U+2069 after",
            fix=None if turns else "",
        )
    unclosed = _unclosed(text)
    if unclosed is not None:
        yield Problem(
            f"the isolate {code_points(text[unclosed])} has no counterpart",
            (unclosed, unclosed + 1),
            "close each U+2066, U+2067 and U+2068 with one U+2069, or delete it",
        )
    if cldr.direction(context.language) == "ltr" and not re.search(RIGHT_TO_LEFT, text):
        for match in re.finditer(MARK, text):
            if match.group() not in pair.source.text:
                yield Problem(
                    f"the invisible mark of direction {code_points(match.group())}, in text from "
                    "left to right",
                    match.span(),
                    "delete it",
                    fix="",
                )


def _unclosed(text: str) -> int | None:
    """Where the first isolate stands that is never closed, or a closing one that opens nothing."""
    opened: list[int] = []
    for match in re.finditer("[\u2066-\u2069]", text):
        if match.group() != POP_ISOLATE:
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            return match.start()
    return opened[0] if opened else None


# ---------------------------------------------------------------------------------- the invisible
# Spaces and joiners of no width, fillers, invisible operators.
INVISIBLE = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u180e\u034f\u115f\u1160\u3164\uffa0"
INVISIBLES = f"[{INVISIBLE}]+"
JOINER, NON_JOINER = "\u200d", "\u200c"
USELESS_NON_JOINER = (
    "\u200c+(?:(?=[ \u00a0.,،؛؟:!)]|$)|(?<=[ \u00a0(]\u200c)\u200c*|(?<=^\u200c)\u200c*)"
)
# An emoji before a joiner makes one picture with the one behind it: 👩‍⚕️
EMOJI = r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"


@check(
    "zero-width",
    Scope.UNIT,
    Severity.WARNING,
    needs=INVISIBLE,
    examples=(
        Passes("Do not eat.", "نمی‌خورید.", "fa"),
        Passes("Drink water.", "ទឹក\u200bស្អាត", "km"),
        Passes("strength", "श\u200dक्ति", "hi"),
        Passes("Ask a doctor 👩\u200d⚕️", "Pregunte 👩\u200d⚕️", "es"),
        Fires("Drink water.", "Beba\u200b agua.", "es", "U+200B"),
        Fires("Drink water.", "Пейте\u2060 воду.", "ru", "U+2060"),
        Fires("Do not eat.", "نمی\u200b خورید.", "fa", "U+200B"),
        Fires("Do not eat.", "نخورید\u200c.", "fa", "joins nothing"),
    ),
)
def zero_width(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation holds a character without width that its script has no use for.

    Nobody sees it, but a search does not find the word, a dictionary does not know it, and the
    line may break in a dose. Khmer, Burmese, Lao and Thai break lines at U+200B; Persian, Urdu and
    the scripts of India write U+200C and U+200D in words.
    """
    needed = needed_invisibles(context.language)
    text, odd = pair.target.text, pair.target.characters.intersection(INVISIBLE)
    for match in re.finditer(INVISIBLES, text) if odd - needed else ():
        found = "".join(dict.fromkeys(match.group()))
        if not needed.issuperset(found) and not _is_meant(found, match, pair):
            yield Problem(
                f"the invisible character {code_points(found)}, of no use in "
                f"{cldr.name_in(context.language, ENGLISH)}",
                match.span(),
                "delete it, or type a space where one is missing",
            )
    if NON_JOINER in pair.target.characters and "Arabic" in cldr.expected_scripts(context.language):
        for match in re.finditer(USELESS_NON_JOINER, text):
            yield Problem(
                "the invisible U+200C joins nothing and separates nothing here",
                match.span(),
                "delete it",
                fix="",
            )


def _is_meant(found: str, match: re.Match[str], pair: Pair) -> bool:
    """Whether the source has it too, or it makes a picture of two, or stands in foreign letters."""
    text = pair.target.text
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    if found == JOINER and re.match(EMOJI, before) and re.match(EMOJI, after):
        return True
    if found in (JOINER, NON_JOINER) and "\u0590" <= before < "\u1000":
        return True  # a name in a script that needs it
    return all(character in pair.source.text for character in found)


SOFT_HYPHEN = "\u00ad"


@check(
    "soft-hyphen",
    Scope.UNIT,
    Severity.WARNING,
    needs=SOFT_HYPHEN,
    examples=(
        Passes("Anti-inflammatory", "Entzündungshemmend", "de"),
        Passes("Anti\u00adinflammatory", "Entzündungs\u00adhemmend", "de"),
        Fires("Anti-inflammatory", "Entzündungs\u00adhemmend", "de", "U+00AD"),
        Fires("Take it.", "Прини\u00adмайте.", "ru", "'Принимайте'"),
    ),
)
def soft_hyphen(pair: Pair, context: Context) -> Iterator[Problem]:
    """A word holds a soft hyphen, left from the layout of another document.

    It is invisible until the line breaks there, then cuts the word in the wrong place; searches
    and dictionaries do not know the word. Leaflets are hyphenated by their own rules.
    """
    if SOFT_HYPHEN in pair.source.characters:
        return
    text = pair.target.text
    for match in re.finditer(f"(?<!\\w)\\w*{SOFT_HYPHEN}[\\w{SOFT_HYPHEN}]*", text):
        word = match.group().replace(SOFT_HYPHEN, "")
        yield Problem(
            f"the soft hyphen U+00AD{f' in {excerpt(word)}' if word else ''}",
            match.span(),
            "delete it",
            fix=word,
        )


# An alef above, or any mark, stands on a tatweel of its own; one letter before it is a prefix.
ARABIC_LETTER = "[\u0620-\u063f\u0641-\u064a\u066e-\u06d3]"
TATWEEL = f"(?<={ARABIC_LETTER})\u0640+(?={ARABIC_LETTER})"
PREFIX = "(?<![\u0600-\u06ff])[\u0641-\u0648\u0628]$"


@check(
    "tatweel",
    Scope.UNIT,
    Severity.WARNING,
    needs="\u0640",
    examples=(
        Passes("In 1445 AH", "في عام 1445 هـ", "ar"),
        Passes("With **ibuprofen**", "بـ**إيبوبروفين**", "ar"),
        Fires("Take a tablet.", "تنـــاول قرصًا.", "ar", "'تناول'"),
        Fires("Pain", "درد کمـر", "fa", "U+0640"),
    ),
)
def tatweel(pair: Pair, context: Context) -> Iterator[Problem]:
    """A word is stretched with the Arabic tatweel (U+0640).

    It is an ornament of handwriting. A search, a dictionary and a screen reader take the word for
    another one. After a letter by itself, as in هـ or بـ, it is right.
    """
    text = pair.target.text
    for match in re.finditer(TATWEEL, text):
        if re.search(PREFIX, text[max(match.start() - 2, 0) : match.start()]):
            continue
        word = text[slice(*_word_around(text, match))].replace("\u0640", "")
        yield Problem(
            f"the tatweel U+0640 stretches {excerpt(word)}", match.span(), "delete it", fix=""
        )


def _word_around(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The span of the word in which something was found: up to the white space on both sides."""
    start, end = match.span()
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


ACCENT_AS_APOSTROPHE = "(?<=[^\\W\\d_])[´`′ˊ](?=[^\\W\\d_])"


@check(
    "wrong-apostrophe",
    Scope.UNIT,
    Severity.WARNING,
    needs="´`′ˊ",
    examples=(
        Passes("The doctor's advice", "L’avis du médecin `a`b", "fr"),
        Passes("A height of 5′", "Une taille de 5′", "fr"),
        Fires("The doctor's advice", "L´avis du médecin", "fr", "'´' (U+00B4)"),
        Fires("A large volume", "Великий об`єм", "uk", "'`' (U+0060)"),
    ),
)
def wrong_apostrophe(pair: Pair, context: Context) -> Iterator[Problem]:
    """An accent or a prime stands by itself inside a word, where an apostrophe belongs.

    A screen reader says "acute accent", and the line may break there; a lone backtick may turn
    half of the sentence into code.
    """
    for match in re.finditer(ACCENT_AS_APOSTROPHE, pair.target.visible):
        found = match.group()
        yield Problem(
            f"'{found}' ({code_points(found)}) inside a word, for an apostrophe",
            match.span(),
            "type an apostrophe: ’ or '",
        )


# ------------------------------------------------------------------------------ broken characters
REPLACEMENT = "\ufffd"
# What the bytes 80–BF of UTF-8 are in Windows-1252 (Latin-1 where it has none).
_CONTINUATION = "".join(
    bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0)
)
_NEXT = f"[{re.escape(_CONTINUATION)}]"
# Typographic marks may follow any capital; the others follow none.
_TYPOGRAPHIC = "’‘“”…–—•«»‹›™®©°ªº\u00a0"
_ODD_NEXT = f"[{re.escape(_CONTINUATION.translate(dict.fromkeys(map(ord, _TYPOGRAPHIC))))}]"
_CYRILLIC_NEXT = "".join(
    bytes([byte]).decode("cp1251", "ignore") for byte in range(0x80, 0xC0) if byte != 0x98
)


@cache
def _mojibake() -> re.Pattern[str]:
    return re.compile(
        rf"\ufffd+|â€{_NEXT}?|ï»¿|ï¼{_NEXT}|ã€{_NEXT}"
        rf"|(?:Ã[{re.escape('©¡±³º¶¼¤ª§¨¢®¯°')}]|[ÂÃ]{_ODD_NEXT}|Â[\u00a0°«»])"
        rf"|(?<=[a-zà-ÿ])[Â-Þ]{_NEXT}|(?![ÉÍÓÚÝ][šž])[Â-Þ]{_NEXT}(?=[a-zà-ÿ])"  # "Úžeh"
        rf"|(?:[Â-ß]{_NEXT}){{2,}}|(?:[à-ï]{_NEXT}{{2}}){{2,}}|á[º»]{_NEXT}(?=[a-zà-ÿ])"
        rf"|(?:[РС][{re.escape(_CYRILLIC_NEXT)}]){{3,}}"
    )


@cache
def _first_look() -> re.Pattern[str]:
    """Two characters that every match of `_mojibake` but U+FFFD has: a search by one class."""
    following = re.escape(_CONTINUATION + _CYRILLIC_NEXT)
    return re.compile(rf"[{REPLACEMENT}{_LEADS}РС](?:(?<={REPLACEMENT})|[{following}])")


_LEADS = "".join(map(chr, range(0xC2, 0xF0)))


@check(
    "mojibake",
    Scope.UNIT,
    Severity.ERROR,
    needs_piece=lambda piece: _first_look().search(piece),
    needs_spaces=lambda text: _first_look().search(text),  # "Â" and a no-break space
    examples=(
        Passes("The patient's rest", "À la maison : « café… » – 5 °C, blessé…", "fr"),
        Passes("Morning", "AMANHÃ: “MANHÔ — não, MAÇÃ…", "pt-BR"),
        Passes("Heat stroke", "Úžeh", "cs"),
        Passes("Russia", "РСФСР, Россия: «С» и Р°", "ru"),
        Fires("Take a tablet", "Tome una pastilla segÃºn", "es", "'segÃºn'"),
        Fires("Don't", "Nâ€™arrêtez pas", "fr", "'Nâ€™arrêtez'"),
        Fires("5 °C", "5 Â°C", "de", "'Â°C'"),
        Fires("Rest", "maÅ‚y", "pl", "ł"),
        Fires("Rest", "休\ufffd息", "zh-Hans", "U+FFFD"),
        Fires("Rest", "ÐžÑ‚Ð´Ñ‹Ñ…", "ru", "'ÐžÑ‚Ð´Ñ‹Ñ…'"),
        Fires("Rest", "РћС‚РґС‹С…", "ru", "'Отдых'"),
        Fires("The lower back", "è…°éƒ¨", "zh-Hans", "'腰部'"),
    ),
)
def mojibake(pair: Pair, context: Context) -> Iterator[Problem]:
    """Letters were read in the wrong encoding: "segÃºn" for "según".

    It happens when a file is saved or opened in another program's encoding. A reader can only
    guess the words, and what became U+FFFD is lost for good.
    """
    if not _first_look().search(pair.target.text):
        return
    reported = 0
    for match in _mojibake().finditer(pair.target.text):
        if match.start() < reported or match.group() in pair.source.text:
            continue
        start, reported = _word_around(pair.target.text, match)
        word = pair.target.text[start:reported]
        meant = _reread(word)
        guess = f", probably for {excerpt(meant)}" if meant else ""
        shown = f"{excerpt(word)} (U+FFFD)" if REPLACEMENT in word else excerpt(word)
        yield Problem(
            f"{shown} has characters of a wrong encoding{guess}",
            match.span(),
            "type the word again, and save the file as UTF-8",
        )


def _reread(word: str) -> str:
    """The word as it was before its UTF-8 was read as Windows-1252 or -1251; "" where it can't."""
    for encoding in ("cp1252", "latin-1", "cp1251"):
        try:
            return word.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""


@check(
    "not-normalized",
    Scope.UNIT,
    Severity.WARNING,
    needs_piece=lambda piece: not unicodedata.is_normalized("NFC", piece),
    examples=(
        Passes("The café", "Das Café", "de"),
        Passes("Bad pain", "ज़्यादा दर्द", "hi"),
        Passes("The time", "\u09b8\u09ae\u09df", "bn"),
        Passes("Very", "جد\u0651\u064bا", "ar"),
        Fires("The café", "Le cafe\u0301", "fr", "'café'"),
        Fires("Headache", "Đau đâ\u0300u", "vi", "U+0300"),
    ),
)
def not_normalized(pair: Pair, context: Context) -> Iterator[Problem]:
    """A letter and its accent are two characters where they are one everywhere else (Unicode NFC).

    It looks the same, but no search and no dictionary finds the word. The order of marks, and the
    letters of Bengali or Hindi that NFC takes apart, are nobody's mistake.
    """
    text = pair.target.text
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return
    for match in re.finditer(r"\S+", text):
        word = match.group()
        composed = unicodedata.normalize("NFC", word)
        if len(composed) < len(word):
            odd = dict.fromkeys(each for each in word if each not in composed)
            yield Problem(
                f"{excerpt(composed)} is not in the normal form of Unicode (NFC): it is written "
                f"with {listing(map(code_points, odd or dict.fromkeys(word)))}",
                match.span(),
                "type it again",
                fix=composed,
            )


# ---------------------------------------------------------------------- not meant for interchange
PRIVATE = "[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff\ud800-\udfff]"


@check(
    "private-character",
    Scope.UNIT,
    Severity.ERROR,
    needs_piece=lambda piece: not piece.isprintable(),
    examples=(
        Passes("Rest 🙂", "Descanse 🙂", "es"),
        Passes("\ue001 Rest", "\ue001 Descanse", "es"),
        Fires("Rest", "Descanse \uf0b7", "es", "U+F0B7"),
        Fires("Rest", "休息\ue5e5", "zh-Hans", "U+E5E5"),
        Fires("Rest", "\u0378 x", "el", "U+0378"),
    ),
)
def private_character(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation holds a character that has no meaning outside one font or one program.

    Bullets and symbols of word processors, ligatures of fonts: a patient sees a box, or nothing.
    """
    text = pair.target.text
    if text.isascii() or text.isprintable():
        return
    odd = [each for each in pair.target.characters if not each.isprintable()]
    for character in sorted(odd):
        if character in pair.source.text or character < "\u0370":
            continue
        # Emoji that are newer than our Unicode data are unassigned to it, so only the first plane.
        is_unassigned = unicodedata.category(character) == "Cn" and character <= "\uffff"
        if re.match(PRIVATE, character) or is_unassigned:
            place = text.index(character)
            yield Problem(
                f"{code_points(character)} is no character that others can read",
                (place, place + 1),
                "delete it, or type what it was meant to be",
            )


# Ligatures and positional forms, but no ornate brackets (FD3E), ﷲ ﷺ ﷻ ﷼ ﷽; letters of formulae.
_PRESENTATION = (
    (0xFB00, 0xFB06), (0xFB13, 0xFB17), (0xFB20, 0xFB28), (0xFB4F, 0xFBB1),
    (0xFBD3, 0xFD3D), (0xFD50, 0xFDC7), (0xFE70, 0xFEFC), (0x1D400, 0x1D7FF),
)  # fmt: skip
PRESENTATION = "".join(_range(*each) for each in _PRESENTATION)
# By ranges: of characters beyond the first plane `re` makes a list, and walks it at each letter.
_PRESENTATION_RUN = lazy(f"[{''.join(f'{chr(a)}-{chr(b)}' for a, b in _PRESENTATION)}]+")


@check(
    "presentation-form",
    Scope.UNIT,
    Severity.WARNING,
    needs=PRESENTATION,
    examples=(
        Passes("Final office", "Das Büro; der Affe", "de"),
        Passes("Price", "﷼ ۱۰۰", "fa"),
        Fires("The flow", "Der \ufb02uss", "de", "'ﬂ' (U+FB02) for 'fl'"),
        Fires("Peace", "\ufeb3\ufefc\ufee1", "ar", "'سلام'"),
        Fires("Take two", "Tome 𝐝𝐨𝐬", "es", "'dos'"),
    ),
)
def presentation_form(pair: Pair, context: Context) -> Iterator[Problem]:
    """Letters are written as their printed shapes: "ﬂ" for "fl", joined Arabic forms, "𝐝" for "d".

    They come out of PDF files. A screen reader spells or skips them, and no search finds the word.
    """
    for match in _PRESENTATION_RUN.finditer(pair.target.text):
        found = match.group()
        if found in pair.source.text:
            continue
        plain = unicodedata.normalize("NFKC", found)
        if plain == found:
            continue
        yield Problem(
            f"{excerpt(found)} ({code_points(found[:5])}) for {excerpt(plain)}: printed shapes "
            "instead of letters",
            match.span(),
            "type the letters",
            fix=plain,
        )


HALF_WIDTH = _range(0xFF66, 0xFF9F)
FULL_WIDTH = _range(0xFF10, 0xFF19) + _range(0xFF21, 0xFF3A) + _range(0xFF41, 0xFF5A)
WIDE = f"[{FULL_WIDTH}]+"
NARROW = f"[{HALF_WIDTH}]+"


@check(
    "character-width",
    Scope.UNIT,
    Severity.WARNING,
    needs=HALF_WIDTH + FULL_WIDTH,
    examples=(
        Passes("Take 5 mg, vitamin B", "ビタミンＢを５mg", "ja"),
        Fires("Take 5 mg", "服用５ mg", "zh-Hans", "'５' (U+FF15) for '5'"),
        Fires("Vitamin B", "비타민 Ｂ", "ko", "U+FF22"),
        Fires("Vitamin", "ﾋﾞﾀﾐﾝです", "ja", "'ビタミン'"),
    ),
)
def character_width(pair: Pair, context: Context) -> Iterator[Problem]:
    """Katakana of half width, or Latin letters and digits of full width where nobody writes them.

    They stand out of the line, look like another number, and no search finds them. Japanese may
    write letters and digits in full width; in languages without full width they are a
    stray-fragment.
    """
    scripts = cldr.expected_scripts(context.language)
    if "Katakana" in scripts:
        pattern = NARROW
    elif scripts & {"Han", "Hangul"}:
        pattern = WIDE
    else:
        return
    is_traditional = cldr.default_script(context.language) == "Hant"
    for match in re.finditer(pattern, pair.target.visible):
        found = match.group()
        plain = unicodedata.normalize("NFKC", found)
        # In Taiwan and Hong Kong a lone digit is often set as wide as the characters around it.
        is_habit = is_traditional and plain.isdigit()
        yield Problem(
            f"{excerpt(found)} ({code_points(found[:5])}) for {excerpt(plain)}",
            match.span(),
            "type the ordinary width",
            fix=None if is_habit else plain,
        )
