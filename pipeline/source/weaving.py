"""Puts replacements into a text: the spaces beside them, a capital where a sentence begins.

Knows nothing of termbases or scripts: `fragments` says what goes where. Lines never shift, and
nothing changes but the pieces and the spaces beside them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

from pipeline.language import cldr, sentences
from pipeline.language.patterns import lazy
from pipeline.model import Language

FIRST_MARKER = 0xE000  # weave() marks piece i with chr(FIRST_MARKER + i)
MAX_PIECES = 0xF8FF - FIRST_MARKER + 1  # the private-use area of the basic plane

_MARKERS = lazy(r"[\uE000-\uF8FF]")
EMPHASIS = "*_"
_OPENING = frozenset({"Ps", "Pi"})
_CLOSING = frozenset({"Pe", "Pf"})
_STOPS = frozenset(",.;:!?%…、。，；：！？")
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？")
_SENTENCE_OPENERS = '*_"“‘«([¿¡'
_BLOCK_PREFIX = lazy(
    r"[ \t]*(?:>[ \t]*)*(?:(?P<item>[-*+]|\d+[.)])[ \t]+|(?P<heading>#{1,6})[ \t]+|:[ \t]+)?"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A fragment inside one text."""

    start: int
    end: int
    script: str
    kind: str
    replacement: str | None = None  # None: unresolved; "": removed
    alternatives: tuple[str, ...] = ()  # all readings, where one term covers the whole fragment


class _Role(Enum):
    """How a replacement stands to its neighbours."""

    WORD = auto()
    OPENING = auto()  # space before, none after
    CLOSING = auto()  # none before, space after
    JOINER = auto()  # a dash, a slash: as it stood
    REMOVED = auto()


def weave(text: str, pieces: Sequence[Piece], language: Language) -> str:
    """`text` with the pieces' replacements, each after its marker, and the spaces set right."""
    inserts = bool(cldr.sentence_joiner(language))  # Chinese and Japanese write no spaces
    out, position = "", 0
    for number, piece in enumerate(pieces):
        start, end = _with_emphasis(text, piece, position)
        out += text[position:start]
        role = _role(text, piece)
        replacement = piece.replacement or ""
        if role is _Role.WORD and _opens_sentence(out, replacement, text[end:], language):
            replacement = replacement[0].upper() + replacement[1:]
        out = _space_before(out, role, text[end:], inserts=inserts)
        marked = chr(FIRST_MARKER + number) + replacement
        shell = text[start : piece.start], text[piece.end : end]
        out += marked if role is _Role.REMOVED else f"{shell[0]}{marked}{shell[1]}"
        position = end + _dropped_spaces(out, role, text[end:])
        is_followed = number + 1 < len(pieces) and pieces[number + 1].start == position
        if inserts and not is_followed and _needs_space_after(out, role, text[position:]):
            out += " "
    return out + text[position:]


def _role(text: str, piece: Piece) -> _Role:
    if not piece.replacement:
        return _Role.REMOVED
    if piece.kind == "letters":
        return _Role.WORD
    category = unicodedata.category(text[piece.start])
    if category in _OPENING:
        return _Role.OPENING
    if category in _CLOSING or piece.replacement[0] in _STOPS:
        return _Role.CLOSING
    return _Role.JOINER


def _with_emphasis(text: str, piece: Piece, floor: int) -> tuple[int, int]:
    """The piece's place with the emphasis marks around it alone, `**腰部**`, from `floor` on."""
    start, end = piece.start, piece.end
    while start > floor and text[start - 1] in EMPHASIS and text[end : end + 1] == text[start - 1]:
        start, end = start - 1, end + 1
    return start, end


def _space_before(out: str, role: _Role, rest: str, *, inserts: bool) -> str:
    """`out` with the spaces at its end as `role` wants them; indentation is left alone."""
    stripped = out.rstrip(" ")
    if not stripped or stripped[-1] == "\n" or role is _Role.JOINER:
        return out
    if role is _Role.CLOSING or (role is _Role.REMOVED and _closes(rest.lstrip(" "))):
        return stripped
    if len(stripped) < len(out):
        return stripped + " "
    is_glued = role is not _Role.REMOVED and _ends_word(_MARKERS.sub("", stripped))
    return out + " " if inserts and is_glued else out


def _closes(rest: str) -> bool:
    """Whether `rest` begins with what no space may precede: the end, a stop, a closing bracket."""
    return not rest or rest[0] in f"\n{''.join(_STOPS)}" or _category(rest) in _CLOSING


def _ends_word(out: str) -> bool:
    """Whether a word put right behind `out` would be glued to it."""
    core = out.rstrip(EMPHASIS)
    run = out[len(core) :]
    if run and not _is_closed(out, run):
        return False
    last = core[-1:]
    return last.isalnum() or last in _STOPS or unicodedata.category(last or " ") in _CLOSING


def _is_closed(out: str, run: str) -> bool:
    """Whether every emphasis that `run` opens in the last block of `out` is closed in it too."""
    block = out[out.rfind("\n\n") + 1 :]
    return len(re.findall(rf"(?<![*_]){re.escape(run)}(?![*_])", block)) % 2 == 0


def _dropped_spaces(out: str, role: _Role, rest: str) -> int:
    """How many of the spaces at the start of `rest` go: those that would double or misplace one."""
    spaces = len(rest) - len(rest.lstrip(" "))
    following = rest[spaces:]
    if not spaces or role is _Role.JOINER or following[:1] in {"", "\n"}:
        return 0  # two spaces before a line break are a hard break
    if role is _Role.OPENING or _closes(following):
        return spaces
    if role is _Role.REMOVED and _MARKERS.sub("", out)[-1:] in {"", " ", "\n"}:
        return spaces
    return spaces - 1


def _needs_space_after(out: str, role: _Role, rest: str) -> bool:
    """Whether `rest` would be glued to what was just put in."""
    if role in {_Role.OPENING, _Role.JOINER} or not rest:
        return False
    if role is _Role.REMOVED and not _ends_word(_MARKERS.sub("", out)):
        return False
    core = rest.lstrip(EMPHASIS)
    run = rest[: len(rest) - len(core)]
    if run and not (core[:1].isalnum() and _is_closed(_MARKERS.sub("", out), run)):
        return False
    if core.startswith(("[^", "{")):  # a footnote's mark, an attribute list: they belong here
        return False
    return core[:1].isalnum() or _category(core) in _OPENING


def _category(text: str) -> str:
    return unicodedata.category(text[0]) if text else ""


def _opens_sentence(out: str, replacement: str, rest: str, language: Language) -> bool:
    """Whether the replacement, put after `out`, is the first word of a sentence or heading.

    List items that are no sentences, and table cells, keep the termbase's spelling.
    """
    before = _MARKERS.sub("", out)
    line = before[before.rfind("\n") + 1 :]
    core = line.rstrip(_SENTENCE_OPENERS)
    prefix = _BLOCK_PREFIX.fullmatch(core)
    above = before[: len(before) - len(line)]
    rest_of_line = rest.partition("\n")[0]
    if prefix and (prefix["item"] or prefix["heading"]):
        return bool(prefix["heading"]) or rest_of_line.rstrip().endswith((".", "!", "?"))
    if prefix and (not above or above.endswith("\n\n")):
        return True
    block = before[before.rfind("\n\n") + 1 :].replace("\n", " ").rstrip(_SENTENCE_OPENERS + " ")
    if not block.rstrip('”’»")*_').endswith(_SENTENCE_ENDS):
        return False
    joined = f"{block} {replacement[0].upper()}{replacement[1:]}{rest_of_line}"
    ends = accumulate(len(lead + sentence) for lead, sentence in sentences.split(joined, language))
    return len(block) in ends
