"""Where the links of a text lead, seen from outside the text."""

from __future__ import annotations

import pytest

from pipeline.language.inline import addresses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rest [a while] (or longer).", ()),
        ("See [our page](https://example.org/a).", ("https://example.org/a",)),
        ("See [our page](<https://example.org/a b> 'Help').", ("https://example.org/a b",)),
        ("See [back pain](back-pain.md#rest) and [next](#next).", ("back-pain.md#rest", "#next")),
        ("See [a (b)](https://example.org/a_(b)).", ("https://example.org/a_(b)",)),
        ("Visit www.example.org/help, or write to help@example.org.",
         ("www.example.org/help", "help@example.org")),
        ("Read `[x](y)` and <https://example.org/>.", ("https://example.org/",)),
    ],
)  # fmt: skip
def test_addresses(text: str, expected: tuple[str, ...]) -> None:
    assert addresses(text) == expected
