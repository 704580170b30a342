"""The formats of `leaflets check --format`: findings → text, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from pipeline.model import Finding
from pipeline.reports import github, json, junit, sarif, text

FORMATS: Mapping[str, Callable[[Iterable[Finding]], str]] = MappingProxyType(
    {
        "text": text.render,
        "json": json.render,
        "sarif": sarif.render,
        "junit": junit.render,
        "github": github.render,
    }
)
