"""What stays on one line: "20–30 mg" must not be read as "20–", nor "38 °C" as "38".

Ranges with their units and amounts with their signs, in text that runs from left to right; between
Arabic or Hebrew words `isolation` keeps whole runs. Works on plain text and knows no language.
"""

from __future__ import annotations

from pipeline.language.patterns import lazy

__all__ = ["DIGIT", "unbroken"]

DIGIT = lazy(r"[\d½¼¾]")
_NUMBER = r"\d+(?:[.,]\d+)*"
# A range and its unit, in letters that stand by themselves; a date or a telephone number is none.
_LETTER = r"A-Za-zµ\u00c0-\u04ff"
_UNIT = r"(?:%|[A-Za-zµ\u0370-\u03ff\u0400-\u04ff]{1,4}\b)"
_RANGE = (  # with the marks of Japanese and Korean too
    rf"(?<![\d{_LETTER}_–-]){_NUMBER}[–~〜～-]{_NUMBER}"
    rf"(?:[ \u00a0\u202f]?{_UNIT})?(?![\d{_LETTER}_–-])"
)
# An amount and its sign; words ("3 days") may go their own ways.
_SIGN = (
    r"(?:%|°[CF]?|[kcdmµμ]?[gl]|[kcm]?m|[md]?L|mcg|mmHg|mmol|IU|UI|IE|МЕ"
    r"|кг|г|мг|мкг|мл|л|мм|см|м)(?![A-Za-z\u0400-\u04ff])"
)
_AMOUNT = rf"(?<![\d{_LETTER}_.,–-])(?:{_NUMBER}|\d*[½¼¾]) {_SIGN}"
_WHOLE = lazy(f"{_RANGE}|{_AMOUNT}")


def unbroken(text: str) -> list[tuple[int, int]]:
    """The places of such runs, half-open, in their order; [] at once for text without a digit."""
    if not DIGIT.search(text):
        return []
    return [match.span() for match in _WHOLE.finditer(text)]
