"""Every check keeps what its own examples promise."""

from __future__ import annotations

import pytest

from pipeline.checks.check import Check, Fires, Passes
from pipeline.checks.examples import problems
from pipeline.checks.registry import CHECKS

EXAMPLES = [
    pytest.param(check, example, id=f"{check.id}-{number}")
    for check in CHECKS.values()
    for number, example in enumerate(check.examples)
]


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_example(check: Check, example: Passes | Fires) -> None:
    messages = [problem.message for problem in problems(check, example)]
    if isinstance(example, Fires):
        assert len(messages) == 1
        assert example.says in messages[0]
    else:
        assert messages == []


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_messages_are_plain_sentences(check: Check, example: Passes | Fires) -> None:
    for problem in problems(check, example):
        assert not problem.message.endswith(".")
        assert "\n" not in problem.message
        assert problem.hint
        assert not problem.hint.endswith(".")
        if problem.span is not None:
            start, end = problem.span
            assert 0 <= start < end <= len(example.target or example.source)
