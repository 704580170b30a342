"""A paragraph without spaces, as Chinese has them, is no more work than one with spaces."""

from __future__ import annotations

from time import perf_counter

import pytest

from pipeline.checks.check import Context
from pipeline.checks.facts import Facts
from pipeline.checks.registry import CHECKS
from pipeline.model import Language, Segmentation, Termbase
from pipeline.source.document import parse
from tests.builders import make_article

CHINESE = Language("zh-Hans")
SENTENCE = "坐骨神经痛是指沿坐骨神经通路及其分布区的疼痛，休息几天通常会好转。"
CONTEXT = Context(language=CHINESE, facts=Facts(CHINESE, Termbase()))
TIMES = 8


def seconds(body: str) -> float:
    """The best of three."""
    document = parse(make_article(body), language=CHINESE, segmentation=Segmentation.PARAGRAPH)
    taken = []
    for _ in range(3):
        start = perf_counter()
        list(CHECKS["markup-visible"].function(document, CONTEXT))
        taken.append(perf_counter() - start)
    return min(taken)


@pytest.mark.parametrize("before", ["", "**"], ids=["words", "stars that are not closed"])
def test_time_grows_as_the_paragraph_does(before: str) -> None:
    short, long = (before + SENTENCE * count for count in (40, 40 * TIMES))
    seconds(short)  # what is made once
    assert seconds(long) < seconds(short) * TIMES * TIMES / 2 + 0.02
