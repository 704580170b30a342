"""Markdown of other dialects is read as its authors saw it; our own stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.source.importing.dialects import in_our_markdown

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "expected", "notes"),
    [
        pytest.param(
            "> [!WARNING]\n> Call **999**.\n>\n> Do not wait.\n\n> Said Ann.",
            "!!! warning\n    Call **999**.\n\n    Do not wait.\n\n> Said Ann.",
            ("boxes of GitHub made boxes of ours: 1",),
            id="alert",
        ),
        pytest.param(
            "- [ ] Your letter\n- [x] Your glasses\n- [a] link",
            "- ☐ Your letter\n- ☑ Your glasses\n- [a] link",
            ("boxes to tick: 2",),
            id="tasks",
        ),
        pytest.param(
            "- Take it\n  - at night\n  - with water\n\n    (not milk)\n- Rest",
            "- Take it\n    - at night\n    - with water\n\n        (not milk)\n- Rest",
            ("lines of lists moved in by four spaces a level: 3",),
            id="list-within-a-list",
        ),
        pytest.param(
            "1. Wash\n   - your hands\n     - and nails\n2. Dry\n\n   Use a towel.\n\nRest.",
            "1. Wash\n    - your hands\n        - and nails\n2. Dry\n\n    Use a towel.\n\nRest.",
            ("lines of lists moved in by four spaces a level: 3",),
            id="below-a-number",
        ),
        pytest.param(
            "Bring:\n- your letter\n- your glasses\nand a book.\n\n## Then\n1. Rest",
            "Bring:\n\n- your letter\n- your glasses\nand a book.\n\n## Then\n\n1. Rest",
            ("blank lines put above lists: 2",),
            id="below-a-line-of-text",
        ),
        pytest.param(
            "- Shake it\n- Wait\n1. Breathe out\n2. Breathe in",
            "- Shake it\n- Wait\n\n1. Breathe out\n2. Breathe in",
            ("blank lines put above lists: 1",),
            id="two-kinds",
        ),
        pytest.param(
            "```\n> [!NOTE]\nx\n- [ ] a\n  - b\n```", "```\n> [!NOTE]\nx\n- [ ] a\n  - b\n```", (),
            id="code",
        ),
        pytest.param("Rest\n---\n\n* * *\n\n**Not** now\n-5 °C", "Rest\n---\n\n* * *\n\n**Not** now\n-5 °C", (), id="no-list"),
        pytest.param(
            "- a\n\n    more\n\n        code\n- b\n    - c\n\nThen:\n\n1.  d\n\n    e",
            "- a\n\n    more\n\n        code\n- b\n    - c\n\nThen:\n\n1.  d\n\n    e",
            (),
            id="ours",
        ),
    ],
)  # fmt: skip
def test_other_dialects(text: str, expected: str, notes: tuple[str, ...]) -> None:
    assert in_our_markdown(text) == (expected, notes)
    assert in_our_markdown(expected) == (expected, ())


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("**/source/*.md")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_our_own_articles_stay_as_they_are(path: Path) -> None:
    _, _, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert in_our_markdown(body) == (body, ())


LINES = st.lists(
    st.tuples(
        st.integers(0, 9).map(lambda count: " " * count),
        st.sampled_from(
            ["- a", "* b", "1. c", "10. d", "e", "", "---", "> f", "# g", "```", "-5 mg"]
        ),
    ).map("".join),
    max_size=9,
).map("\n".join)


@given(LINES)
def test_no_word_is_changed_and_what_is_ours_stays(text: str) -> None:
    done, _ = in_our_markdown(text)
    assert done.split() == text.split()
    assert in_our_markdown(done)[0] == done
