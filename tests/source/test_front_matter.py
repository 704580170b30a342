"""Plain front matter is read as YAML reads it, and everything else is left to YAML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Metadata
from pipeline.source.decoding import Problem
from pipeline.source.front_matter import FRONT_MATTER_KEYS, plain_metadata
from pipeline.source.yaml_front_matter import metadata


def test_plain_lines_are_read_without_yaml() -> None:
    text = "\n".join(
        (
            "title: Don't panic, it's gout (part 2)",
            "summary: What “ibuprofen”  does – and where it hurts",
            "date: 2024-10-31",
            "publisher: Clínica São João",
        )
    )
    assert plain_metadata(text) == Metadata(
        title="Don't panic, it's gout (part 2)",
        summary="What “ibuprofen” does – and where it hurts",
        date="2024-10-31",
        publisher="Clínica São João",
    )
    found = plain_metadata(text)
    assert found is not None
    assert found.lines == {"title": 2, "summary": 3, "date": 4, "publisher": 5}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("summary: Rest", id="no-title"),
        pytest.param("title: Rest\ntitle: Rest", id="twice"),
        pytest.param("title: Rest\nkeywords: [pain]", id="a-list"),
        pytest.param("title: Rest\n  and more", id="two-lines"),
        pytest.param("title: Rest\n", id="an-empty-line"),
        pytest.param("title: Rest # not yet", id="a-comment"),
        pytest.param("title: Rest: a guide", id="a-colon"),
        pytest.param("title: Rest ", id="space-at-the-end"),
        pytest.param("title: 'Rest'", id="quoted"),
        pytest.param("title: *rest", id="an-alias"),
        pytest.param("title: Off", id="a-truth-value"),
        pytest.param("title: null", id="null"),
        pytest.param("title: 12", id="a-number"),
        pytest.param("title: Rest\ttoday", id="a-tab"),
        pytest.param("title: Rest\u00a0today", id="a-no-break-space"),
        pytest.param("title: Rest\ndate: 2024-02-30", id="no-day-of-the-calendar"),
        pytest.param("title: Rest\ndate: 20241031", id="a-number-for-a-date"),
        pytest.param("title: Rest\ndraft: true", id="a-key-of-another-kind"),
        pytest.param("Title: Rest", id="an-unknown-key"),
    ],
)
def test_what_is_not_plain_is_for_yaml(text: str) -> None:
    assert plain_metadata(text) is None


_VALUES = st.one_of(
    st.text(st.sampled_from("abyYnoNO 12:#-'\"[]{}&*!|>%@`,?é\u00a0\u00ad\t"), max_size=8),
    st.sampled_from(("yes", "Off", "null", "2024-10-31", "2024-02-30", "Take a rest", "~")),
)
_LINES = st.tuples(st.sampled_from(FRONT_MATTER_KEYS), st.sampled_from((": ", ":")), _VALUES)


@given(st.lists(_LINES.map("".join), max_size=4))
def test_whatever_is_read_is_what_yaml_reads(lines: list[str]) -> None:
    text = "\n".join(("title: Take a rest", *lines))
    found = plain_metadata(text)
    if found is not None:
        problems: list[Problem] = []
        wanted = metadata(text, "a.md", problems, needs_title=True)
        assert (found, found.lines, []) == (wanted, wanted.lines, problems)
