"""What a project wants of the checks: which are on, how severe they are, what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.checks.registry import CHECKS, NOTICES
from pipeline.language.spelling import Dictionaries, Speller
from pipeline.model import Language, Severity


@dataclass(frozen=True, slots=True)
class Policy:
    """An id that does not exist has no effect here.

    The settings are compared with `registry.IDS` where they are read.
    """

    disabled: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    # id → severity instead of the check's own; switches on what is off by default
    allow: frozenset[str] = frozenset()  # words that may stand in any script
    spelling: frozenset[str] = frozenset()  # words of the project's own dictionary, lower case
    dictionaries: Dictionaries | None = None  # of the check misspelt-word

    def is_active(self, identifier: str) -> bool:
        """Whether findings with this id are wanted."""
        if identifier in NOTICES:
            return identifier not in self.disabled or not NOTICES[identifier].can_be_disabled
        wanted = CHECKS[identifier].enabled_by_default or identifier in self.severities
        return wanted and identifier not in self.disabled

    def speller(self, language: Language) -> Speller | None:
        """The dictionary for the language, where the project has one and wants it to be used."""
        if self.dictionaries is None or not self.is_active("misspelt-word"):
            return None
        return self.dictionaries.speller(language)
