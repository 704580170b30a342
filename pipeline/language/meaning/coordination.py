"""Two orders joined by "and", of which a negation reaches only one: "do not smoke and drink".

Tells where in a text an order begins that no negation before it can reach. Data:
data/coordination.tsv; a language that is not there says nothing. Judges nothing.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from pipeline.language.cldr import separates_particles, separates_words
from pipeline.language.letters import lowered
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = [
    "AND",
    "begins_anew",
    "has_alternative",
    "has_both",
    "has_either",
    "is_choice",
    "is_joined",
    "joiner",
    "may_have_either",
    "own_order",
]

_NEAR = 5  # words before French "pas", in which "et ne" stands
_WORD = 20  # code points in which the next word stands
_AND, _OR, _ORDER, _FINAL, _NONE = "and", "or", "order", "final", "-"  # the keys
# Of words, with the vowel signs of India, which are no letters: "ও" is no end of "হলেও".
_LETTERS = r"\w\u0900-\u0963\u0966-\u0dff"
_EITHER, _ANSWERS, _BOTH, _NOT_BOTH = "either", "answers", "both", "not-both"
_ANEW, _TWO_OR = "anew", "two-or"
AND = "two-and"  # what `joiner` has for an "and"


def is_joined(visible: str, position: int, language: Language, *, marks: bool = True) -> bool:
    """Whether "and" stands right before `position`, or a comma, where that counts as well."""
    before = visible[:position].lower().split()
    if not before:
        return False
    forms = _forms(language, _AND)
    return (
        (marks and before[-1][-1] == ",")
        or before[-1] in forms
        or any(" ".join(pair) in forms for pair in pairwise(before[-_NEAR:]))
    )


def has_alternative(visible: str, language: Language) -> bool:
    """Whether "or" stands among these words: what "do not" says of the one it says of the other."""
    return not set(lowered(visible).split()).isdisjoint(_forms(language, _OR))


def begins_anew(visible: str, position: int, language: Language) -> bool:
    """Whether "and", "but" stands right behind `position`, which is behind a comma."""
    following = visible[position : position + _WORD].split()
    return bool(following) and following[0].lower() in _forms(language, _ANEW)


def joiner(between: str, language: Language) -> str | None:
    """Whether two words are joined by "and" ("two-and") or "or" ("two-or"), if by one of them."""
    words = between.lower().split()
    ways = [way for way in (AND, _TWO_OR) if not set(words).isdisjoint(_forms(language, way))]
    return ways[0] if len(ways) == 1 else None


def is_choice(visible: str, language: Language) -> bool:
    """Whether these words join by "or" alone, and nothing by "and"."""
    words, alternatives = lowered(visible).split(), _forms(language, _OR)
    joined = [word for word in words if word in _forms(language, _AND)]
    return bool(joined) and all(word in alternatives for word in joined)


def has_either(visible: str, language: Language) -> tuple[int, int] | None:
    """Where a text says first that one of several is enough: "fever or a rash"."""
    pattern = _pattern(language, _EITHER)
    found = pattern.search(lowered(visible)) if pattern is not None else None
    return found.span() if found else None


def may_have_either(visible: str, language: Language) -> bool:
    """Whether a translation says, or may say, that one of several is enough."""
    answers = _pattern(language, _ANSWERS)
    if answers is not None and answers.search(lowered(visible)):
        return True
    return has_either(visible, language) is not None


def has_both(visible: str, language: Language) -> tuple[int, int] | None:
    """Where a text says first that several come together: "fever and a rash".

    None too for a language of which we do not know how it says either.
    """
    pattern, none = _pattern(language, _BOTH), _pattern(language, _NOT_BOTH)
    if pattern is None or _pattern(language, _EITHER) is None:
        return None
    folded = lowered(visible)
    hidden = [match.span() for match in none.finditer(folded)] if none is not None else []
    for match in pattern.finditer(folded):
        if not any(start <= match.start() < end for start, end in hidden):
            return match.span()
    return None


def own_order(visible: str, start: int, end: int, language: Language) -> int | None:
    """Where between `start` and `end` the last order begins that needs a negation of its own."""
    order, final = _pattern(language, _ORDER), _pattern(language, _FINAL)
    folded = lowered(visible)
    found = None
    if order is not None:
        none = _pattern(language, _NONE)
        for match in order.finditer(folded, start, end):
            if none is None or not none.match(folded, match.start()):
                found = match.start()
    elif final is not None:
        for match in final.finditer(folded, start, end):
            if _is_clause(folded[match.end() : end], language):
                found = match.end()
    return found


def _is_clause(rest: str, language: Language) -> bool:
    """Whether an order can be in it: "please" alone, behind a comma, is none."""
    words = rest.split()
    if words and not separates_particles(language):
        return len(words) > 1 or len(words[0]) > _LONG_ORDER
    return len(words) > 1 if separates_words(language) else any(map(str.isalpha, rest))


_LONG_ORDER = 4  # letters: "운전하십시오" is an order by itself


@cache
def _forms(language: Language, key: str) -> tuple[str, ...]:
    between = " " if key == _FINAL else ", "
    return tuple(
        form
        for tag, kind, forms in rows("coordination.tsv")
        if tag == language.base and kind == key
        for form in forms.lower().split(between)
    )


@cache
def _pattern(language: Language, key: str) -> re.Pattern[str] | None:
    forms = _forms(language, key)
    spaced = separates_words(language)
    return re.compile("|".join(_form(form, spaced=spaced) for form in forms)) if forms else None


def _form(form: str, *, spaced: bool) -> str:
    """A pattern for one form: whole words, or a mark."""
    pattern = re.escape(form).replace(r"\*", r"\w+").replace(r"\ ", r"\s+")
    is_mark = not any(map(str.isalpha, form))
    if is_mark or not spaced:
        return pattern
    behind_comma = form.startswith(",")
    if behind_comma:
        return rf",\s*{pattern[1:]}(?![{_LETTERS}])"
    return rf"(?<![{_LETTERS}]){pattern}(?![{_LETTERS}])"
