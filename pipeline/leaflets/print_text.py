"""Text made ready for paper: what must stay in order, stay together, or may be cut at need.

Pieces of one paragraph as JSON-able data, for `print_tree`; knows languages by their typography,
and nothing of blocks or tags.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from unicodedata import category, combining

from pipeline.language import cldr, forms, scripts
from pipeline.language.amounts import quantities
from pipeline.language.unbroken import (
    COUNTED,
    DIGIT,
    counted_runs,
    end_of_unit,
    whole_runs,
)
from pipeline.language.widths import is_wide
from pipeline.leaflets.phrases import phrases_of
from pipeline.leaflets.typography import typography
from pipeline.model import Language

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Data = dict[str, Json]

MAX_BOXED = 40  # characters of a run in the other direction that a table does not break
MAX_WORD = 18  # letters: a longer word may be too wide for a narrow place; the template measures it
MAX_PIECE = 12  # letters of an address between two places where it may be cut
MAX_PHRASE = 11  # characters of a Japanese phrase or a Korean word that stay together
LIKE_WIDE = 0.5  # of the letters of the longest word: it may be as wide
MOST_MEASURED = 12  # of such words

SPACES = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")  # all but a single space
# No font of ours has a box to tick; a white square is drawn alike.
_BOX_TO_TICK, _WHITE_SQUARE = "\u2610", "\u25a1"
_JOINERS = "\u200c\u200d"
EDGE: Data = {"k": "edge"}  # what follows a mark that is not to be trimmed
WORD_JOINER = "\u2060"  # no line ends there
_TIE = "\u00a0"  # a space at which no line ends
_EMPHASIS = ("strong", "em")
_OPENING = re.compile(r"[(\[{“‘「『《〈]+$")
# The last letter and what follows it, a space too; of a number or a Latin word all of it.
_LAST = re.compile(r"(?:[A-Za-z0-9]+|\w)?[^\w\s]*\s*\Z")
_DIGITS_AT_END = re.compile(r"\d+$")
_PIECE = re.compile(r"( )")
_MARKS_BEFORE = re.compile(r"[(\[{“‘«„]+$")
_NO_START = re.compile("[：；！？・…]+")  # marks that begin no line, and need not be a closing one
# Full-width brackets, one half of which is blank.
_OPENING_HALF, _CLOSING_HALF = "（「『《〈【〔", "）」』》〉】〕"
_MARKS_AFTER = re.compile(r"[^\w\s]+")
_GROUP = re.compile(r"([\u0660-\u0669]+)")  # at odd places, between what stands between them
_HANGUL = re.compile("[\uac00-\ud7a3]")
# Line breaking classes SA and ID (UAX #14): Thai, Lao, Burmese, Khmer, kana and Han break inside.
_BREAKS_INSIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uff00-\uffef]")
# Twice as wide as a Latin letter (UAX #11): Hangul, kana, Han and full-width forms.
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]+")
# Han or kana beside a Latin letter or a digit.
_IDEOGRAPH = "[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff]"
_SPACED = re.compile(rf"{_IDEOGRAPH}[A-Za-z0-9]|[A-Za-z0-9]{_IDEOGRAPH}")
_UNBROKEN = re.compile(r"[^\s-]+-?")
_LONG = re.compile(rf"\S{{{MAX_WORD + 1},}}")
# The same, and addresses of any length: a hyphen of theirs is no end of a line. Five times as slow.
_LONG_OR_ADDRESS = re.compile(rf"{_LONG.pattern}|\S*(?:@|://|www\.)\S+")
_ADDRESS = re.compile(rf"{forms.URL}|{forms.EMAIL}|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{{2,}}\b")
# Where an address or a code may be cut: after a mark.
_MARKS_OF_ADDRESSES = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum())
_CUT = re.compile(r"[^\W_]+[\W_]*|[\W_]+")


def printed_text(text: str, language: Language, *, ties: bool = False) -> Iterator[Json]:
    """Text with its spaces collapsed, and what must stay in order or together set apart.

    With `ties`, no line ends between a number and the word that it counts.
    """
    text = SPACES.sub(" ", text).replace(_BOX_TO_TICK, _WHITE_SQUARE)
    if ties and DIGIT.search(text):
        text = _tied(text, language)
    if cldr.direction(language) == "rtl":
        yield from _isolated(text, language)
    elif typography(language).keep_words:
        yield from _with_words_whole(text, language)
    elif whole := typography(language).whole_words:
        parts = re.split(f"({'|'.join(map(re.escape, whole))})", text)
        for index, part in enumerate(parts):
            if index % 2:
                yield {"k": "word", "text": part}
            else:
                yield from _with_amounts_whole(part, language, ties=ties)
    elif text:
        yield from _with_amounts_whole(text, language, ties=ties)


def _tied(text: str, language: Language) -> str:
    """Text whose numbers no space parts from the words that they count."""
    for start, end in counted_runs(text, language, whole_runs(text, language)):
        space = text.rfind(" ", start, end)
        if space >= 0:
            text = f"{text[:space]}{_TIE}{text[space + 1 :]}"
    return text


def contact_text(contact: str, language: Language, source: Language) -> Iterator[Json]:
    """A line that the publisher wrote for leaflets in all languages: it runs the way it begins.

    Where that is not the way of the leaflet's `language`, or its letters are not, it is a span in
    the language of the article: perhaps not its own, but the likeliest to have its letters.
    """
    direction = scripts.first_direction(contact)
    if direction == cldr.direction(language) and not _has_foreign_letters(contact, language):
        yield from printed_text(contact, language)
        return
    text = SPACES.sub(" ", contact)
    content = list(_isolated(text, source) if direction == "rtl" else long_words(text))
    yield {"k": "span", "lang": source.tag, "dir": direction, "boxed": True, "c": content}


def _has_foreign_letters(text: str, language: Language) -> bool:
    """Whether it has letters that fonts of the language need not have: all have Latin ones."""
    at_hand = cldr.expected_scripts(language) | {"Latin", "Common"}
    return any(scripts.script_of(letter) not in at_hand for letter in text)


def _with_words_whole(text: str, language: Language) -> Iterator[Json]:
    """The text cut at spaces, a number and its unit in one: "400 mg을"; a telephone number too."""
    done = 0
    for start, end in _words_around(text, language):
        yield from (_kept(piece) for piece in _PIECE.split(text[done:start]) if piece)
        yield {"k": "word", "text": text[start:end]}
        done = end
    yield from (_kept(piece) for piece in _PIECE.split(text[done:]) if piece)


def _words_around(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """The runs with a space in them that stay on a line, each with the words that it is part of."""
    done = 0
    for start, end in whole_runs(text, language):
        if start >= done and " " in text[start:end]:
            first = max(text.rfind(" ", done, start) + 1, done)
            done = text.find(" ", end) if " " in text[end:] else len(text)
            yield first, done


def _with_amounts_whole(text: str, language: Language, *, ties: bool) -> Iterator[Json]:
    """The text, ranges and amounts on one line each: never "2–" and then "3 mm", "38" and "°C"."""
    done = 0
    for start, end in _wholes_and_counts(text, language) if ties else whole_runs(text, language):
        yield from long_words(text[done:start])
        if start and _SPACED.fullmatch(text[start - 1 : start + 1]):
            yield {"k": "gap"}
        whole = text[start:end]
        is_wide = _NO_START.match(whole[-1])
        word: Data = {"k": "word"}
        yield word | ({"c": [whole, EDGE]} if is_wide else {"text": whole})
        if _SPACED.fullmatch(text[end - 1 : end + 1]):
            yield {"k": "gap"}
        done = end
    yield from long_words(text[done:])


def _wholes_and_counts(text: str, language: Language) -> list[tuple[int, int]]:
    """The runs that stay on a line, and numbers with counted words in Han or kana: "30分".

    Where no space parts the two, nothing but a box keeps them together; with a mark that begins no
    line, for a line may begin beside a box.
    """
    runs = whole_runs(text, language)
    counts = [
        (start, marks.end() if (marks := _NO_START.match(text, end)) else end)
        for start, end in counted_runs(text, language, runs)
        if _SPACED.search(text, start, end)
    ]
    if not counts:
        return runs
    alone = [run for run in runs if all(run[1] <= start or end <= run[0] for start, end in counts)]
    return sorted((*alone, *counts))


def _runs_with_units(text: str, language: Language) -> Iterator[tuple[int, int, int]]:
    """(start, end, end of its unit) of what is read from left to right, or stands with its unit.

    "200–400 ملغ" is both, "0.15 ملغ" only the latter: its start is its end.
    """
    done = 0
    for start, end in (*quantities.ltr_runs(text), (len(text), len(text))):
        for match in COUNTED.finditer(text, done, start):
            whole = end_of_unit(text, match.end(), language)
            if whole > match.end() and whole <= start:
                yield match.start(), match.start(), whole
        if start < end:
            done = end_of_unit(text, end, language) if text[end - 1].isdigit() else end
            yield start, end, done


def _isolated(text: str, language: Language) -> Iterator[Json]:
    done = 0
    for start, end, whole in _runs_with_units(text, language):
        yield from long_words(text[done:start])
        done = whole
        if start == end:
            yield {"k": "word", "text": text[start:whole]}
            continue
        run = text[start:end]
        pieces = _pieces(run) if len(run) > MAX_WORD else []
        is_split = quantities.needs_override(run)
        groups: list[Json] = list(_GROUP.split(run)) if is_split else []
        isolate: Json = {"k": "ltr", "text": run, "pieces": pieces, "groups": groups}
        yield {"k": "word", "c": [isolate, text[end:whole]]} if whole > end else isolate
    yield from long_words(text[done:])


def long_words(text: str) -> Iterator[Json]:
    """The text, with each word set apart that may be too wide; the template measures it."""
    done = 0
    has_address = "@" in text or "://" in text or "www." in text
    for match in (_LONG_OR_ADDRESS if has_address else _LONG).finditer(text):
        word = match[0]
        if _BREAKS_INSIDE.search(word):
            continue
        kind = "address" if _ADDRESS.search(word) else "long"
        if kind == "long" and len(word) <= MAX_WORD:
            continue
        if done < match.start():
            yield text[done : match.start()]
        yield {"k": kind, "text": word, "pieces": _pieces(word)}
        done = match.end()
    if done < len(text):
        yield text[done:]


def _pieces(text: str) -> list[Json]:
    """A word too long for its line in the pieces between which it may be cut at need.

    An address is cut after its marks; any word at last between letters, never inside a syllable
    that is written as one sign.
    """
    if text.isascii() and not text.isalpha():
        return [piece for part in _CUT.findall(text) for piece in _equal_pieces(part)]
    pieces = [""]
    before = " "
    for letter in text:
        is_new = category(letter)[0] == "L" and before not in _JOINERS and combining(before) != 9
        if is_new and len(pieces[-1]) >= MAX_PIECE:
            pieces.append("")
        pieces[-1] += letter
        before = letter
    return list(pieces)


def _equal_pieces(text: str) -> list[str]:
    """Letters and the marks behind them in pieces of like length: no letter is left alone."""
    count = -(-len(text.rstrip(_MARKS_OF_ADDRESSES)) // MAX_PIECE)
    if count < 2:
        return [text]
    length = -(-len(text) // count)
    return [text[start : start + length] for start in range(0, len(text), length)]


def _kept(piece: str) -> Json:
    if 1 < len(piece) <= MAX_PHRASE and _HANGUL.search(piece):
        return {"k": "word", "text": piece}
    return piece


def with_notes_apart(content: list[Json]) -> Iterator[Json]:
    """The content with each footnote mark after a number in a box of its own.

    As neighbours the two would be one number to the bidi algorithm: "4" and note 1 were "41".
    """
    for index, part in enumerate(content):
        follows = content[index + 1] if index + 1 < len(content) else None
        digits = _DIGITS_AT_END.search(part) if isinstance(part, str) else None
        is_noted = isinstance(follows, dict) and follows["k"] == "noteref"
        if is_noted and digits and isinstance(part, str):
            yield part[: digits.start()]
            content[index + 1] = {"k": "word", "c": [digits[0], {"k": "word", "c": [follows]}]}
        else:
            yield part


def with_notes_kept(content: list[Json]) -> Iterator[Json]:
    """The content with each footnote mark in one box with the character that it follows.

    Where lines break between any two characters, and beside the boxes of `_kept`, a mark would
    begin a line that its sentence does not stand on.
    """
    done: list[Json] = []
    for part in content:
        is_mark = isinstance(part, dict) and part["k"] == "noteref"
        done.append({"k": "word", "c": [*_cut_end(done), part]} if is_mark else part)
    yield from done


def _cut_end(content: list[Json]) -> list[Json]:
    """The last character with the punctuation after it, or the last word in a box; cut off."""
    end: list[Json] = []
    while content and not any(character.isalnum() for character in "".join(map(_text, end))):
        last = content.pop()
        children = last.get("c") if isinstance(last, dict) else None
        if isinstance(last, str) and (found := _LAST.search(last)):
            content.extend(filter(None, (last[: found.start()],)))
            end.insert(0, found[0])
        elif isinstance(last, dict) and last["k"] in _EMPHASIS and isinstance(children, list):
            inner = list(children)
            end.insert(0, last | {"c": _cut_end(inner)})
            content.extend([last | {"c": inner}] if inner else [])
        else:
            end.insert(0, last)
            break
    return end


def with_gaps(content: list[Json]) -> Iterator[Json]:
    """The content with a gap where a box in emphasis meets Han or kana: "に**500 mg**を".

    Between letters that stand in no box the engine sets it by itself.
    """
    before = ("", False)
    for part in content:
        letter, is_boxed = _at_edge(part, 0)
        if (before[1] or is_boxed) and _SPACED.fullmatch(before[0] + letter):
            yield {"k": "gap"}
        yield part
        before = _at_edge(part, -1)


def _at_edge(part: Json, side: int) -> tuple[str, bool]:
    """The first (0) or last (-1) character of a piece, and whether it stands in a box."""
    if isinstance(part, str):
        return (part[side], False) if part else ("", False)
    if not isinstance(part, dict) or part["k"] not in ("word", "link", "address", *_EMPHASIS):
        return "", False
    content = part.get("c")
    text = str(part.get("text", ""))
    inner = content[side] if isinstance(content, list) and content else text
    letter, is_boxed = _at_edge(inner, side)
    has_box = part["k"] == "word" or (part["k"] == "address" and "-" in text)
    return letter, is_boxed or has_box


def glued(content: list[Json]) -> Iterator[Json]:
    """The content with boxes also where a word goes on across emphasis: "(" and what it opens.

    A line may be broken beside a box, so that a bracket would stay behind at the end of a line.
    """
    run: list[Json] = []
    for part in _by_word(content):
        if run and not _is_glue(run[-1], part):
            yield from _boxed(run)
            run = []
        run.append(part)
    yield from _boxed(run)


def _by_word(content: list[Json]) -> Iterator[Json]:
    """The content with emphasis cut into emphasised words, brackets before it set apart."""
    for index, part in enumerate(content):
        children = part.get("c") if isinstance(part, dict) else None
        if isinstance(part, dict) and part["k"] in _EMPHASIS and isinstance(children, list):
            yield from (part | {"c": [child]} for child in children)
            continue
        text = _text(part)
        opening = _OPENING.search(text)
        follows = content[index + 1] if index + 1 < len(content) else " "
        is_before = isinstance(follows, dict) and follows["k"] in _EMPHASIS
        if opening and is_before and opening.start() > 0 and _is_plain(part):
            yield _kept(text[: opening.start()])
            yield opening[0]
        else:
            yield part


def _boxed(run: list[Json]) -> Iterator[Json]:
    if len(run) > 1:
        yield {"k": "word", "c": run}
    else:
        yield from run


def _is_glue(before: Json, after: Json) -> bool:
    """Whether no line may be broken between the two, one of which is emphasised."""
    left, right = _text(before), _text(after)
    if not left.strip() or not right.strip() or (_is_plain(before) and _is_plain(after)):
        return False
    return _OPENING.search(left) is not None or not right[0].isalnum() or bool(_HANGUL.match(right))


def _is_plain(part: Json) -> bool:
    return isinstance(part, str) or (isinstance(part, dict) and part["k"] == "word")


def _text(part: Json) -> str:
    """What is said in a piece of text, boxed or emphasised; a space for anything else."""
    if isinstance(part, str):
        return part
    if not isinstance(part, dict) or part["k"] not in ("word", *_EMPHASIS):
        return " "
    content = part.get("c")
    return "".join(map(_text, content)) if isinstance(content, list) else str(part.get("text", ""))


def said(part: Json) -> str:
    """All words of a piece of a paragraph, or of a paragraph; of a list of blocks none."""
    if isinstance(part, str):
        return part
    content = part.get("c") if isinstance(part, dict) else None
    if isinstance(content, list):
        return "".join(map(said, content))
    return str(part.get("text", "")) if isinstance(part, dict) else ""


def unmeasured(part: Json) -> Json:
    """The same without what the template would have to measure: it would be lost to bookmarks."""
    if not isinstance(part, dict):
        return part
    if part["k"] in ("long", "address"):
        return part["text"]
    if part["k"] == "ltr":
        return part | {"pieces": []}
    content = part.get("c")
    return part | {"c": list(map(unmeasured, content))} if isinstance(content, list) else part


def by_phrase(content: list[Json], language: Language) -> Iterator[Json]:
    """The content with its text cut into phrases, each of which stays on one line.

    The engine sets no space between a box and its neighbour: where Han or kana meets a Latin letter
    or a digit, a gap stands for it; and for the blank half of a mark, which it trims at the edge of
    a box as at the end of a line.
    """
    blank_after = typography(language).half_marks + _CLOSING_HALF
    for part in content:
        if isinstance(part, str):
            marks = _NO_START.match(part)  # behind a dose
            if marks:
                yield WORD_JOINER + marks[0]
            text = part[marks.end() :] if marks else part
            for index, phrase in enumerate(phrases := phrases_of(text, language)):
                before = phrases[index - 1] if index else ""
                if before and _SPACED.fullmatch(before[-1] + phrase[0]):
                    yield {"k": "gap"}
                elif (0 < len(before) <= MAX_PHRASE and before[-1] in blank_after) or (
                    before and len(phrase) <= MAX_PHRASE and phrase[0] in _OPENING_HALF
                ):
                    yield {"k": "half"}
                if len(phrase) <= MAX_PHRASE:
                    yield {"k": "word", "text": phrase}
                else:  # its last letter not alone
                    yield phrase[:-1] + WORD_JOINER + phrase[-1]
        else:
            yield part


def trimmed(content: list[Json]) -> list[Json]:
    """The content without space at its edges and round its line breaks."""
    done: list[Json] = []
    for index, part in enumerate(content):
        trimmed = part
        if isinstance(trimmed, str) and (index == 0 or _is_break(content[index - 1])):
            trimmed = trimmed.lstrip(" ")
        if isinstance(trimmed, str) and (
            index + 1 == len(content) or _is_break(content[index + 1])
        ):
            trimmed = trimmed.rstrip(" ")
        if trimmed != "":
            done.append(trimmed)
    return done


def joined(content: list[Json]) -> list[Json]:
    """The content with neighbouring strings as one: the engine handles each by itself."""
    done: list[Json] = []
    for part in content:
        before = done[-1] if done else None
        if isinstance(part, str) and isinstance(before, str):
            done[-1] = before + part
        else:
            done.append(part)
    return done


def _is_break(part: Json) -> bool:
    return isinstance(part, dict) and part["k"] == "br"


def longest_word(text: str, language: Language) -> str:
    """The longest piece of text that can't be broken."""
    return max(indivisible(text, language), key=columns_of, default="")


def widest(pieces: Iterable[str]) -> str:
    """The pieces of which one is the widest, a line each: letters are not of one width.

    Of the Arabic words "تحسسي" and "مستلقيًا" the shorter one is the wider.
    """
    columns = {piece: columns_of(piece) for piece in pieces}
    least = LIKE_WIDE * max(columns.values(), default=0)
    longest = sorted(columns, key=columns.__getitem__, reverse=True)
    return "\n".join(piece for piece in longest[:MOST_MEASURED] if columns[piece] >= least)


def indivisible(text: str, language: Language) -> Iterator[str]:
    """The pieces of text that can't be broken, or are not to be."""
    yield from wholes(text, language)
    if typography(language).phrases:
        between = (0, *itertools.chain.from_iterable(whole_runs(text, language)), len(text))
        for start, end in zip(between[::2], between[1::2], strict=True):
            phrases = phrases_of(text[start:end], language)
            yield from (phrase for phrase in phrases if len(phrase) <= MAX_PHRASE)
    # A line may be broken after a hyphen too.
    yield from (word for word in _UNBROKEN.findall(text) if not _BREAKS_INSIDE.search(word))


def wholes(text: str, language: Language) -> Iterator[str]:
    """What `printed_text` puts into boxes, with its marks; it is never cut.

    A box wider than its place would be parted inside, and the comma behind it follow its first
    line: "20–40," and "mg" below it.
    """
    if not DIGIT.search(text) and "-" not in text:
        return
    if cldr.direction(language) == "rtl":
        runs = _runs_with_units(text, language)
        ends = [(start, whole) for start, _, whole in runs if whole - start <= MAX_BOXED]
    elif typography(language).keep_words:
        ends = list(_words_around(text, language))
    else:
        ends = whole_runs(text, language)
    yield from (_with_marks(text, *span) for span in ends)


def _with_marks(text: str, start: int, end: int) -> str:
    """The piece of text and the marks from which no line parts it."""
    before, after = _MARKS_BEFORE.search(text, 0, start), _MARKS_AFTER.match(text, end)
    return text[before.start() if before else start : after.end() if after else end]


def columns_of(text: str) -> int:
    """The width of text in Latin letters; a Han character is as wide as two (UAX #11)."""
    if text.isascii():
        return len(text)
    return len(text) + sum(map(is_wide, text))


def columns_in(content: list[Json]) -> int:
    """About how wide the content is in one line, in Latin letters; pictures don't count."""
    columns = 0
    for part in content:
        if isinstance(part, str):
            columns += len(part)
            if not part.isascii():
                columns += sum(map(len, _WIDE.findall(part)))
        elif isinstance(part, dict):
            inner = part.get("c")
            text = part.get("text", "")
            columns += columns_in(inner if isinstance(inner, list) else [text])
    return columns
