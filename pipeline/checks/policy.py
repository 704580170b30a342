"""What a project wants of the checks: which are on, how severe they are, what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.checks.registry import CHECKS, NOTICES
from pipeline.model import Severity


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

    def is_active(self, identifier: str) -> bool:
        """Whether findings with this id are wanted."""
        if identifier in NOTICES:
            return identifier not in self.disabled or not NOTICES[identifier].can_be_disabled
        wanted = CHECKS[identifier].enabled_by_default or identifier in self.severities
        return wanted and identifier not in self.disabled
