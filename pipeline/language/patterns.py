"""Regular expressions that are compiled when they are first used.

Compiling those of all modules takes longer than checking a catalog: a hundred of them, while most
texts need ten. Nothing here knows what a pattern is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, cast

__all__ = ["any_of", "at_first_use", "lazy"]


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

    `not_behind`: a class of characters that must not stand right before it. Alternatives begin with
    a character each, so that a search passes over all others at once: in a language's list of
    phrases that takes a fifth of the time.
    """
    by_first: dict[str, list[str]] = {}
    for form in forms:
        rest = re.escape(form[1:]).replace(r"\ ", r"\s+")
        by_first.setdefault(re.escape(form[0]), []).append(rest)
    alternatives = (
        first + (f"(?<!{not_behind}{first})" if not_behind else "") + f"(?:{'|'.join(rests)})"
        for first, rests in by_first.items()
    )
    return "|".join(alternatives) or "(?!)"


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, without compiling it now; a mistake in it is raised at first use."""
    return cast("re.Pattern[str]", _Lazy(partial(re.compile, source, flags)))


def at_first_use(make: Callable[[], object]) -> Any:
    """A pattern of another library than `re`, made by a function that caches it."""
    return _Lazy(make)
