"""Regular expressions that are compiled when they are first used.

Compiling those of all modules takes longer than checking a catalog: a hundred of them, while most
texts need ten. Nothing here knows what a pattern is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, cast

__all__ = ["any_of", "at_first_use", "by_first", "lazy"]


class _Lazy:
    """Stands for a pattern; whatever is asked of it for the first time, it is compiled for.

    The answer becomes an attribute of its own, so that every later use costs what a pattern costs.
    """

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copying and pickling ask for what a pattern does not have
            raise AttributeError(name)
        found = getattr(self._make(), name)
        setattr(self, name, found)
        return found


def any_of(forms: Iterable[str], *, not_behind: str = "") -> str:
    """A pattern for any of these forms, the first that fits, white space in them being any.

    `not_behind`: a class of one character that must not stand right before it.
    """
    pairs = ((form, re.escape(form[1:]).replace(r"\ ", r"\s+")) for form in forms)
    return by_first(pairs, not_behind=not_behind)


def by_first(forms: Iterable[tuple[str, str]], *, not_behind: str = "") -> str:
    """A pattern for any of these forms, the first that fits, and what `any_of` is made by.

    A form is a text and a pattern for all but its first character, so that alternatives begin with
    a character each: a search passes over all other characters of a text at once, and a look behind
    waits for one of these. In a language's list of phrases that takes a fifth of the time.
    """
    alternatives: dict[str, list[str]] = {}
    for text, rest in forms:
        alternatives.setdefault(re.escape(text[0]), []).append(rest)
    return (
        "|".join(
            first + (f"(?<!{not_behind}{first})" if not_behind else "") + f"(?:{'|'.join(rests)})"
            for first, rests in alternatives.items()
        )
        or "(?!)"
    )


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, without compiling it now; a mistake in it is raised at first use."""
    return cast("re.Pattern[str]", _Lazy(partial(re.compile, source, flags)))


def at_first_use(make: Callable[[], object]) -> Any:
    """A pattern of another library than `re`, made by a function that caches it."""
    return _Lazy(make)
