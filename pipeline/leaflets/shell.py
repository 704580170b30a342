"""A filled template with gaps: what pages of one kind have in common, rendered once.

On every page of a language the template says the same but for some twenty values, and filling it
takes longer than making the article. So it is filled with a mark in place of each of these, cut
there, and a page is the pieces with its values between. Which pages are of one kind (have a
summary, are drafts) is for the caller to know: no template may ask more of a gap than whether it is
empty, and it is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline.model import Language

__all__ = ["Gap", "Gaps", "Shell"]

_MARK = "\U000f0000{}\U0010fffd"  # private-use characters: no escaping changes them
_MARKS = re.compile(_MARK.format("([0-9]+)"))

ShowDate = Callable[[Language, str], str]


class Gap(str):
    """In the place of a value that differs from page to page."""

    __slots__ = ("gaps", "name")

    gaps: Gaps
    name: str

    def dated(self, language: Language) -> Gap:
        """In the place of the value, a date, as the language writes it."""
        return self.gaps.add(self.name, language)


class Gaps:
    """The gaps of one template."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Language | None]] = []

    def add(self, name: str, language: Language | None = None) -> Gap:
        """A gap for the value of this name."""
        gap = Gap(_MARK.format(len(self.found)))
        gap.gaps, gap.name = self, name
        self.found.append((name, language))
        return gap

    def cut(self, page: str) -> Shell:
        """The shell of a page that was filled with these gaps."""
        parts = _MARKS.split(page)
        return Shell(
            tuple(parts),
            tuple((part, *self.found[int(parts[part])]) for part in range(1, len(parts), 2)),
        )


class Shell(NamedTuple):
    """What pages of one kind have in common."""

    parts: tuple[str, ...]
    gaps: tuple[tuple[int, str, Language | None], ...]  # (part, name, language of a date)

    def page(self, values: Mapping[str, str], show_date: ShowDate) -> str:
        """The page with these values, which are markup; `show_date` is told which of them."""
        parts = list(self.parts)
        for part, name, language in self.gaps:
            parts[part] = values[name] if language is None else show_date(language, name)
        return "".join(parts)

    def to_json(self) -> bytes:
        """The shell as it is kept."""
        gaps = [(part, name, language and language.tag) for part, name, language in self.gaps]
        return json.dumps([self.parts, gaps], ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, kept: bytes) -> Shell:
        """The shell that was kept."""
        parts, gaps = json.loads(kept)
        return cls(
            tuple(parts),
            tuple((part, name, Language(tag) if tag else None) for part, name, tag in gaps),
        )
