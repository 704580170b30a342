"""How long a text becomes in each language, on average: one table for alignment and for checks.

Data: data/text_lengths.tsv, in code points of what a reader sees. Judges no text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pipeline.language import cldr
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["expansion"]


@cache
def expansion(language: Language) -> float:
    """How many characters the language takes for one of English, on average."""
    ratios = _ratios()
    if language.base in ratios:
        return ratios[language.base]
    return ratios.get(cldr.default_script(language), 1.0)


@cache
def _ratios() -> Mapping[str, float]:
    return MappingProxyType({name: int(ratio) / 100 for name, ratio in rows("text_lengths.tsv")})
