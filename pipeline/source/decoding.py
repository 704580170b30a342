"""Bytes to text: the only place of `source` where an encoding is decided, and a mistake placed.

Articles and termbases in the project are UTF-8 and nothing else (`decode_utf8`): a wrong guess
would be published. Imported files may be what an office saved in 2009 (`decode`); there a legacy
encoding is recognised only where the text that comes out is plausible, otherwise refused.
The one module that imports charset-normalizer, and only to name a suspect in an error message.
"""

from __future__ import annotations

import codecs
import importlib
import os
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import SourceError
from pipeline.language.patterns import lazy

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Everything that a Chinese editor types between Han characters or inside an English sentence.
_EVERYDAY_MARKS = frozenset("‘’“”—…·、。《》〈〉「」『』【】～，；：！？（）％＋－／．\u3000℃°±×")
# The fifty characters that running Chinese text has most of (Jun Da, modern Chinese, ranks 1–50):
# over a fifth of any article, but next to none of Korean or Japanese text misread as Chinese.
_FREQUENT_HAN = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作"
)
_MIN_HAN_FOR_FREQUENCY = 40
_MIN_FREQUENT_SHARE = 0.04
_MIN_LEVEL_ONE_SHARE = 0.7
_RECOGNISED_HERE = [f"utf_{bits}{order}" for bits in (16, 32) for order in ("", "_le", "_be")]
_MIN_ZEROS = 0.4  # of the bytes of UTF-16 text that holds none above 127: half, where it is English

# ASCII, the letters of Western Europe, and the marks that stand beside them. Without ð, ý and þ,
# which in Windows-1254 are letters of Turkish.
_WESTERN = lazy(
    r"(?:[\t\n\r -~À-ÏÑ-ÖØ-Üß-ïñ-öø-üÿŒœ‘’“”„«»–—…°±·•€£§]|(?<![a-z])[¿¡]|(?<=[\w.])[ªº])+"
)

_PRIVATE_USE = r"\uE000-\uF8FF\U000F0000-\U0010FFFF"
_BIDI_OVERRIDES = r"\u202A-\u202E"
_FORBIDDEN = lazy(
    rf"[\x00-\x08\x0B-\x1F\x7F-\x9F\u2028\u2029\uFFFE\uFFFF{_BIDI_OVERRIDES}{_PRIVATE_USE}]"
)


class Problem(NamedTuple):
    """One mistake in a text file; several become one `SourceError` (see `combined`)."""

    line: int  # 1-based
    message: str
    hint: str = ""


def combined(problems: Iterable[Problem], path: str) -> SourceError:
    """One error that reports every mistake of a file, in file order, a `path:line:` line each."""
    ordered = sorted(problems, key=lambda problem: problem.line)
    first, *others = ordered
    rest = "".join(f"\n{path}:{problem.line}: {problem.message}" for problem in others)
    hints = dict.fromkeys(problem.hint for problem in ordered if problem.hint)
    error = SourceError(
        first.message + rest, path=path, line=first.line, hint="\n  hint: ".join(hints)
    )
    error.parts = tuple(
        SourceError(each.message, path=path, line=each.line, hint=each.hint) for each in ordered
    )
    return error


def project_path(path: Path, root: Path) -> str:
    """`path` as messages show it: POSIX, relative to `root` where it lies below it.

    A link within the project is shown as the file that it leads to, if there is one; what lies
    elsewhere, in a folder that the project has a link to, as it was named: no catalog may say
    where that is on one machine.
    """
    folder, name = os.path.split(os.path.join(os.getcwd(), path))
    whole = os.path.join(_real(folder), name)
    base = os.path.join(_real(os.path.join(os.getcwd(), root)), "")
    if os.path.islink(path) and os.path.exists(path):
        target = os.path.realpath(path)
        whole = target if target.startswith(base) else whole
    typed, below = (os.path.abspath(each) for each in (path, root))
    for each, start in ((whole, base), (typed, os.path.join(below, ""))):
        if each.startswith(start):
            return each[len(start) :].replace(os.sep, "/")
    return str(path).replace(os.sep, "/")


@lru_cache(maxsize=8)  # all articles lie in one folder
def _real(folder: str) -> str:
    """The folder, without a link on the way to it."""
    return os.path.realpath(folder)


def decode_utf8(data: bytes, path: str) -> str:
    """`data` as UTF-8, a byte order mark dropped; nothing else is changed.

    Raises SourceError with the line, column (both 1-based, the column in characters) and value of
    the first byte that is not UTF-8, and with the encoding that the file looks like. English in
    UTF-16 without a mark is UTF-8 too, with a zero in every second place: nobody meant that.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _undecodable(data, path, error.start) from None
    if b"\x00" in data and _recognise_utf16(data):
        raise _undecodable(data, path, _first_bad_byte(data))
    return text


def decode(data: bytes, path: str) -> str:
    """The text of a file that comes from outside: UTF-8, UTF-16, UTF-32 or GB18030.

    Raises SourceError where none of them gives plausible text: no word is ever guessed.
    """
    encoding = recognise(data)
    if encoding is None:
        raise _undecodable(data, path, _first_bad_byte(data))
    return data.decode(encoding)


def recognise(data: bytes) -> str | None:
    """The encoding of `data` as Python names it, or None where there is no plausible one.

    A byte order mark decides; then UTF-8, which other encodings hardly ever imitate; then UTF-16
    without a mark, then GB18030, both only where the decoded text is plausible.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding if _decodes(data, encoding) else None
    if b"\x00" not in data and _decodes(data, "utf-8"):
        return "utf-8"
    return _recognise_utf16(data) or _recognise_gb18030(data)


def forbidden_characters(text: str) -> tuple[tuple[int, str], ...]:
    """(offset, character) of everything that has no place in a text that people read.

    Control characters but tab and line feed, line and paragraph separators (readers of PO files
    split at them), bidirectional overrides (they make text show in another order than it is
    stored), private-use characters (no font knows them, and `fragments` marks places with them).
    """
    return tuple((match.start(), match.group()) for match in _FORBIDDEN.finditer(text))


def describe(character: str) -> str:
    """What a forbidden character is, in words: "private-use character U+F0B7"."""
    code = f"U+{ord(character):04X}"
    if re.match(f"[{_PRIVATE_USE}]", character):
        return f"private-use character {code}"
    if re.match(f"[{_BIDI_OVERRIDES}]", character):
        return f"bidirectional override {code}"
    if character in "\u2028\u2029":
        return f"{unicodedata.name(character).lower()} {code}"
    return f"control character {code}"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _recognise_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the byte order in which the text has ordinary characters.

    In the wrong order a space is U+2000, a line feed the unassigned U+0A00 and `a` the Han
    character U+6100; so ASCII and CJK punctuation tell the right one.
    """
    if len(data) % 2 or not data or (data.isascii() and data.count(0) < _MIN_ZEROS * len(data)):
        return None  # ASCII with a few zeros in it reads as rare Han characters
    scores: list[tuple[float, str]] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        if _decodes(data, encoding):
            text = data.decode(encoding)
            if not any(unicodedata.category(c) in {"Cn", "Co", "Cs"} or c == "\0" for c in text):
                everyday = sum(c.isascii() or c in _EVERYDAY_MARKS for c in text)
                scores.append((everyday / len(text), encoding))
    share, encoding = max(scores, default=(0.0, ""))
    return encoding if share >= _MIN_FREQUENT_SHARE else None


def _recognise_gb18030(data: bytes) -> str | None:
    if b"\x00" in data or not _decodes(data, "gb18030"):
        return None
    foreign = [character for character in data.decode("gb18030") if not character.isascii()]
    han = [character for character in foreign if "\u4e00" <= character <= "\u9fff"]
    if any(c not in _EVERYDAY_MARKS and not "\u4e00" <= c <= "\u9fff" for c in foreign):
        return None
    if not han:
        return "gb18030"
    if sum(map(_is_level_one, han)) < _MIN_LEVEL_ONE_SHARE * len(han):
        return None
    if len(han) >= _MIN_HAN_FOR_FREQUENCY:
        frequent = sum(character in _FREQUENT_HAN for character in han)
        return "gb18030" if frequent >= _MIN_FREQUENT_SHARE * len(han) else None
    # A few Chinese words in text of another language: only where ASCII letters are the rule.
    letters = sum(byte in range(0x41, 0x7B) for byte in data)
    return "gb18030" if letters >= 5 * len(han) else None


def _is_level_one(character: str) -> bool:
    """Whether GB 2312 has the character in level 1, the 3,755 common ones (rows 16–55)."""
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return max(data.find(b"\x00"), 0)


def _undecodable(data: bytes, path: str, position: int) -> SourceError:
    before = data[:position]
    line = 1 + before.count(b"\n")
    start_of_line = before.rfind(b"\n") + 1
    column = 1 + len(
        before[start_of_line:].removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    )
    suspect = _suspect(data)
    looks = f"; the file looks like {suspect}" if suspect else ""
    return SourceError(
        f"byte 0x{data[position]:02X} in column {column} is not UTF-8{looks}",
        path=path,
        line=line,
        hint="open the file in an editor that shows it correctly and save it as UTF-8",
    )


def _is_western(data: bytes) -> bool:
    """Whether it reads as the Windows-1252 that most old files of Western Europe are in.

    Asked first, because a detector takes "Rücken" for Baltic, and "café" for Urdu.
    """
    text = data.decode("cp1252", "replace")
    letters = [character for character in text if character.isalpha()]
    accented = sum(not letter.isascii() for letter in letters)
    return 3 * accented <= len(letters) and _WESTERN.fullmatch(text) is not None


def _suspect(data: bytes) -> str:
    """A name for the encoding that the bytes look like, or "": for people, never to decode by."""
    recognised = recognise(data)
    if recognised is not None:
        return recognised.removesuffix("-sig").upper()
    if b"\x00" in data:
        return "no text at all"
    if _is_western(data):
        return "Windows-1252"
    # 40 ms to import, needed only where a file is refused
    known = importlib.import_module("charset_normalizer")
    best = known.from_bytes(data, cp_exclusion=_RECOGNISED_HERE).best()
    return best.encoding.replace("_", "-") if best is not None else ""
