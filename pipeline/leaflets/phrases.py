"""Where a Japanese or Chinese title may break: between phrases, never inside one.

The only module that imports budoux. Which languages want it: `typography.phrases`.
"""

from __future__ import annotations

from functools import cache

import budoux

PARSERS = {
    "ja": budoux.load_default_japanese_parser,
    "zh-Hans": budoux.load_default_simplified_chinese_parser,
    "zh-Hant": budoux.load_default_traditional_chinese_parser,
}


def phrases(text: str, parser: str) -> tuple[str, ...]:
    """The text cut into phrases; joined they are the text again. `parser` is a key of PARSERS."""
    return tuple(_parser(parser).parse(text)) if text else ()


@cache
def _parser(name: str) -> budoux.Parser:
    return PARSERS[name]()
