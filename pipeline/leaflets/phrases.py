"""Where a Japanese or Chinese title may break: between phrases, never inside one.

The only module that imports budoux, and only for a language that wants it (`typography.phrases`):
that takes 20 ms.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.leaflets.typography import typography
from pipeline.model import Language

if TYPE_CHECKING:
    import budoux

LONG = 11  # characters: as many as the cover of a tri-fold has room for
_MARKS = re.compile(r"[^\w]+")
# A loanword begins behind two letters of Han, 小児用|パラセタモール; where it ends is not told.
_LOANWORD = re.compile("(?<=[\u3400-\u4dbf\u4e00-\u9fff]{2})(?=[\u30a1-\u30fa]{2})")
PARSERS = {
    "ja": "load_default_japanese_parser",
    "zh-Hans": "load_default_simplified_chinese_parser",
    "zh-Hant": "load_default_traditional_chinese_parser",
}


def phrases_of(text: str, language: Language) -> tuple[str, ...]:
    """The phrases of a title; the whole text where the language knows none."""
    style = typography(language)
    if not style.phrases:
        return (text,)
    return phrases(text, style.phrases, words=style.phrase_words, ends=style.phrase_ends)


def phrases(
    text: str, parser: str, *, words: tuple[str, ...] = (), ends: str = ""
) -> tuple[str, ...]:
    """The text cut into phrases; joined they are the text again. `parser` is a key of PARSERS.

    None of `words` is cut, and no single letter is a phrase at the end: it would stand alone in the
    last line. A long phrase is cut before a loanword. Where a language has `ends`, characters that
    stay with what stands before them, and any other character that is left alone stays with what
    follows: the parser for Chinese parts characters from their words (it makes 腰|椎间|盘|突出症
    of one).
    """
    done: list[str] = []
    is_begun = False  # whether the last phrase ends with a character that was left alone
    pieces = _parser(parser).parse(text) if text else []
    for index, piece in enumerate(pieces, 1):
        is_alone = bool(ends) and len(piece.strip()) == 1
        is_end = is_alone and (piece in ends or index == len(pieces))
        if done and (is_begun or is_end or _cuts(done[-1], piece, words)):
            done[-1] += piece
        else:
            done.append(piece)
        is_begun = is_alone and not is_end
    if len(done) > 1 and len(_MARKS.sub("", done[-1])) == 1:
        done[-2:] = [done[-2] + done[-1]]
    return tuple(
        part
        for phrase in done
        for part in (_LOANWORD.split(phrase) if len(phrase) > LONG else (phrase,))
    )


def _cuts(before: str, after: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words goes on from one piece to the next."""
    return any(
        before.endswith(word[:at]) and after.startswith(word[at:][: len(after)])
        for word in words
        for at in range(1, len(word))
    )


@cache
def _parser(name: str) -> budoux.Parser:
    import budoux

    parser: budoux.Parser = getattr(budoux, PARSERS[name])()
    return parser
