"""Where a Japanese title may break: between phrases (bunsetsu), never inside one.

The only module that imports budoux. Which languages want it: `typography.phrases`.
"""

from __future__ import annotations

from functools import cache

import budoux


def phrases(text: str) -> tuple[str, ...]:
    """The Japanese text cut into phrases; joined they are the text again."""
    return tuple(_parser().parse(text)) if text else ()


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()
