"""Regular expressions that are compiled when they are first used.

Compiling those of all modules takes longer than checking a catalog: a hundred of them, while most
texts need ten. Nothing here knows what a pattern is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, cast

__all__ = ["at_first_use", "lazy"]


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


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, without compiling it now; a mistake in it is raised at first use."""
    return cast("re.Pattern[str]", _Lazy(partial(re.compile, source, flags)))


def at_first_use(make: Callable[[], object]) -> Any:
    """A pattern of another library than `re`, made by a function that caches it."""
    return _Lazy(make)
