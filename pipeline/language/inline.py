"""What in inline Markdown is markup: seen from outside, without building a tree.

Two views of a text, both of its exact length so that every offset stays true: `blank` leaves only
what a reader sees, `mask` turns every span of markup into one word that can't be cut.
Approximates Python-Markdown's inline grammar with its patterns; where the two could differ it
takes more for markup, never less. It never renders.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.language import forms
from pipeline.language.patterns import lazy

_BRACKETED = r"\[(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*\]"  # nested up to three deep
_DESTINATION = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
_ATTRIBUTES = r"\{:?[^{}\n]*\}"

_CODE = r"(?<![\\`])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
_TAG = r"<!--.*?-->|</?[A-Za-z][^<>]*>|<[A-Za-z][\w+.-]*:[^<>\s]*>|<[^<>@\s]+@[^<>\s]+>"
_ELEMENT = r"<(?P<name>[A-Za-z][\w-]*)\b[^<>]*>.*?</(?P=name)\s*>"
_FOOTNOTE = r"\[\^[^\]\n]+\]"
_IMAGE = rf"!{_BRACKETED}(?:{_DESTINATION}|\s?{_BRACKETED})?"
_LINK = rf"{_BRACKETED}(?:{_DESTINATION}|\s?{_BRACKETED})"
_EMPHASIS = (
    r"(?<![\\*])(?P<stars>\*{1,3})(?=[^\s*]).+?(?<=[^\s\\])(?P=stars)(?!\*)"
    r"|(?<![\\\w])(?P<lines>_{1,3})(?=[^\s_]).+?(?<=[^\s\\])(?P=lines)(?![\w])"
)
_TARGET = r"(?<=\])\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^()\s]*\)[^\s()]*)*)"  # a link's
_URL = forms.URL
_EMAIL = forms.EMAIL
_ENTITY = r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);"
_PLACEHOLDER = r"%\([\w.]+\)[a-z]|%[sd](?!\w)|\$?\{\{?[\w. -]*\}?\}"

_SCHEMES = ("://", "mailto:", "doi:", "DOI:")
_ADDRESSES = (*_SCHEMES, "www.")

_CODE_SPAN = lazy(_CODE, re.DOTALL)


@cache
def _invisible(*, addresses: bool) -> re.Pattern[str]:
    """What `blank` blanks. Looking for addresses at every place takes most of its time."""
    first = (
        _CODE,
        _TAG,
        _FOOTNOTE,
        _TARGET,
        rf"(?<=\])\s?{_BRACKETED}",  # a link's reference
        _ATTRIBUTES,
    )
    last = (_ENTITY, _PLACEHOLDER)
    image = rf"(?<!\\)!(?!\[\^)(?={_BRACKETED}(?:\(|\s?\[))"  # its sign: no exclamation
    # One class of characters is looked at in a third of the time that all alternatives take.
    parts = (
        rf"(?=[`<\[(\s{{])(?:{'|'.join(first)})",
        *((_URL, _EMAIL) if addresses else ()),
        rf"(?=[&%${{])(?:{'|'.join(last)})",
        image,
    )
    return re.compile("|".join(parts), re.DOTALL)


class _Span(NamedTuple):
    """A kind of markup; `needs` are characters without one of which it can't occur."""

    pattern: re.Pattern[str]
    needs: str
    speaks: bool  # whether a reader sees text of it


def _span(pattern: str, needs: str, *, speaks: bool = False) -> _Span:
    return _Span(lazy(pattern, re.DOTALL), needs, speaks)


# In the order in which Python-Markdown gives way: code hides everything, emphasis comes last.
_SPANS = (
    _span(_CODE, "`"),
    _span(_ELEMENT, "<", speaks=True),
    _span(_TAG, "<"),
    _span(rf"{_IMAGE}(?:{_ATTRIBUTES})?", "!", speaks=True),
    _span(_FOOTNOTE, "["),
    _span(rf"{_LINK}(?:{_ATTRIBUTES})?", "[", speaks=True),
    _span(_URL, ":.", speaks=False),
    _span(_EMAIL, "@"),
    _span(_ENTITY, "&"),
    _span(_PLACEHOLDER, "%{"),
    _span(rf"(?:{_EMPHASIS})(?:{_ATTRIBUTES})?", "*_", speaks=True),
    _span(_ATTRIBUTES, "{"),
)
_FOOTNOTE_SPAN = lazy(_FOOTNOTE)
TERMINATORS = ".!?…。！？｡．؟۔।॥։።፧។៕"
_CLOSING = "*_`])}>\"'”’»›」』）】"
_OPENING = "*_`([{<\"'“‘„‚«‹「『（【"
_LABELLED = lazy(r"!?\[(?P<label>.*?)\](?:\(.*\)|\s?\[[^\[\]]*\])?(?:\{[^{}]*\})?$", re.DOTALL)
_ANY_TAG = lazy(r"<[^<>]*>")
# A backslash does not keep a backtick from closing code: it is no escape here.
_ESCAPE = lazy(r"\\[\\*_{}\[\]()>#+.!|-]")


def has_markup(text: str) -> bool:
    """Whether anything in `text` could be markup; False is certain."""
    # Character by character: a search for a class of them takes five times as long.
    return (
        "`" in text
        or "<" in text
        or "[" in text
        or "*" in text
        or "_" in text
        or "&" in text
        or "{" in text
        or "\\" in text
        or "@" in text
        or "%" in text
        or _has_address(text)
    )


def _has_address(text: str) -> bool:
    return any(map(text.__contains__, _ADDRESSES))


def may_hide(text: str) -> bool:
    """Whether `blank` may change the text, or a text that this is a part of.

    Emphasis and escapes hide nothing.
    """
    return (  # asked of every text: a search for a class of characters takes three times as long
        "<" in text
        or "[" in text
        or "]" in text
        or "`" in text
        or "&" in text
        or "{" in text
        or "@" in text
        or "%" in text
        or (":" in text and any(map(text.__contains__, _SCHEMES)))
        or "www." in text
    )


def blank(text: str) -> str:
    """`text` with spaces for what a reader does not see or must not translate; of equal length.

    Blanked: inline code, HTML tags, link targets and references, the sign of an image, footnote
    marks, attribute lists, addresses, entities, placeholders. Link texts, titles and emphasised
    words stay.
    """
    if not may_hide(text) or not has_markup(text):
        return text
    if "@" in text:  # an e-mail address may begin with any letter
        return _invisible(addresses=True).sub(lambda match: " " * len(match.group()), text)
    return _blanked(text)


# Where something to blank may begin, or ends before it: a link's text. Literals only, so that a
# search passes over all the rest at once; all of `_invisible` at every place takes six times as
# long, which was a twelfth of all checks.
_MAY_BEGIN = lazy(r"`|<|!(?=\[)|\[|\{|&|%|\$|\](?=[(\s])|https?://|ftp://|mailto:|www\.|doi:|DOI:")


@lru_cache(maxsize=64)  # several checks ask about a text, one after the other
def _blanked(text: str) -> str:
    pattern = _invisible(addresses=_has_address(text))
    parts: list[str] = []
    end = 0
    for beginning in _MAY_BEGIN.finditer(text):
        start = beginning.end() if beginning[0] == "]" else beginning.start()
        match = pattern.match(text, start) if start >= end else None
        if match is not None:
            parts += (text[end:start], " " * (match.end() - start))
            end = match.end()
    return "".join([*parts, text[end:]])


def addresses(text: str) -> tuple[str, ...]:
    """Where the links of a text lead, and the addresses in it, in order; those in code are none."""
    if "](" not in text and "@" not in text and not _has_address(text):
        return ()
    found = _ADDRESS.findall(without_code(text))
    return tuple(each.lstrip("( ").strip("<>") for each in found)


_ADDRESS = lazy(f"{_TARGET}|{_URL}|{_EMAIL}")


def without_code(text: str) -> str:
    """`text` with spaces for inline code, of equal length."""
    if "`" not in text:
        return text
    return _CODE_SPAN.sub(lambda match: " " * len(match.group()), text)


def mask(text: str, is_abbreviation: Callable[[str], bool] = lambda word: False) -> str:
    """`text` with every span of markup turned into one word; of equal length.

    The word starts like what the reader sees there (letter, digit or ideograph) and ends with its
    final stop, so that "**Stop.** Next" still has a boundary after the second "**", unless the
    stop belongs to an abbreviation. A stop before a footnote mark moves behind it.
    """
    if not has_markup(text):
        return text
    masked = _ESCAPE.sub("xx", text) if "\\" in text else text
    for span in _SPANS:
        if any(map(masked.__contains__, span.needs)):
            masked = _mask_spans(masked, text, span, is_abbreviation)
    return masked


def _mask_spans(masked: str, text: str, span: _Span, is_abbreviation: Callable[[str], bool]) -> str:
    characters: list[str] = []
    for match in span.pattern.finditer(masked):
        characters = characters or list(masked)
        start, end = match.span()
        if _FOOTNOTE_SPAN.fullmatch(masked, start, end):
            _mask_footnote(characters, start, end)
        else:
            visible = _visible(text[start:end]) if span.speaks else ""
            characters[start:end] = _word(visible, end - start, is_abbreviation)
    return "".join(characters) if characters else masked


def _mask_footnote(masked: list[str], start: int, end: int) -> None:
    """A footnote mark belongs to the sentence before it: the stop moves to its end."""
    masked[start:end] = "x" * (end - start)
    if start and masked[start - 1] in TERMINATORS:
        masked[end - 1], masked[start - 1] = masked[start - 1], "x"


def _visible(markup: str) -> str:
    """What a reader sees of a link, an image, an element or an emphasis, roughly."""
    label = _LABELLED.match(markup)
    return _ANY_TAG.sub("", label["label"] if label else markup)


def _word(visible: str, length: int, is_abbreviation: Callable[[str], bool]) -> str:
    """A word of `length` that begins and ends, for a sentence splitter, as `visible` does."""
    first = next((character for character in visible if character.isalnum()), "x")
    words = visible.rstrip(_CLOSING + " ")
    last = "x"
    if words and words[-1] in TERMINATORS:
        last_word = words.split()[-1].lstrip(_OPENING)
        if not (words[-1] == "." and is_abbreviation(last_word[:-1])):
            last = words[-1]
    return (first + "x" * (length - 2) + last)[:length]


def unbalanced_regions(text: str, masked: str) -> tuple[tuple[int, int], ...]:
    """Stretches of `text` that may be markup although `mask` could not pair it: never cut inside.

    Where a delimiter survived in `masked`, Markdown may pair it with any other of its kind in the
    text; so the stretch runs from the first to the last of them.
    A delimiter with white space on both sides is a character like any other.
    """
    regions = []
    for characters, leftover in _DELIMITERS:
        if any(character in masked for character in characters) and leftover.search(masked):
            first = min(text.find(c) for c in characters if c in text)
            regions.append((first, max(text.rfind(c) for c in characters)))
    return tuple(regions)


_DELIMITERS = (
    ("`", lazy(r"`")),
    ("*", lazy(r"\*(?:(?=\S)|(?<=\S\*))")),
    ("_", lazy(r"_(?:(?<!\w_)(?=\S)|(?<=\S_)(?!\w))")),
    ("[]", lazy(r"[\[\]]")),
    ("<>", lazy(r"[<>](?:(?=\S)|(?<=\S[<>]))")),
)
