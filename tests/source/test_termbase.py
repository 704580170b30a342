from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.model import Language, Term, Termbase, TermRule
from pipeline.source.termbase import parse_termbase, read_termbase, readings_in

EN, ZH = Language("en"), Language("zh")
HEADER = "term\tlanguage\trule\tnote\ten\tes\n"


def mistakes(text: str) -> list[str]:
    """Every line of the error about a termbase with this text, hints left out."""
    with pytest.raises(SourceError) as caught:
        parse_termbase(text, path="source/termbase.tsv", source_language=EN)
    return [line for line in str(caught.value).splitlines() if not line.startswith("  hint")]


def test_reads_rows_of_every_rule() -> None:
    text = (
        "\ufeff# our terms\r\n\r\n"
        "note\tterm\trule\tlanguage\tpt_br\ten\r\n"
        "the small of the back\t腰部\tresolve\tzh\tregião lombar | lombar\tlower back\r\n"
        "\t好的\tresolve\tzh\t\t-\r\n"
        "\therniated disc\tuse\ten\thérnia de disco\t\r\n"
        "\tmecobalamin\tkeep\ten\t\t\r\n"
        "\tslipped disc\tavoid\ten\t\therniated disc\r\n"
    ).removeprefix("\ufeff")
    pt = Language("pt-BR").tag
    assert parse_termbase(text, path="t.tsv", source_language=EN) == Termbase(
        (
            Term(
                "腰部",
                ZH,
                TermRule.RESOLVE,
                {pt: ("região lombar", "lombar"), "en": ("lower back",)},
                "the small of the back",
            ),
            Term("好的", ZH, TermRule.RESOLVE, {"en": ("",)}),
            Term("herniated disc", EN, TermRule.USE, {pt: ("hérnia de disco",)}),
            Term("mecobalamin", EN, TermRule.KEEP, {}),
            Term("slipped disc", EN, TermRule.AVOID, {"en": ("herniated disc",)}),
        ),
        "t.tsv",
    )


def test_lines_are_those_of_the_file() -> None:
    text = f"# a\n\n{HEADER}# b\n\nbladder\ten\tuse\t\t\tvejiga\n"
    assert [term.line for term in parse_termbase(text, path="t.tsv").terms] == [6]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("腰部\tzh\tfix\t\tback\t\n", "2: unknown rule 'fix'", id="rule"),
        pytest.param(
            "腰部\txx-yy\tresolve\t\tback\t\n", "2: unknown language 'xx-yy'", id="language"
        ),
        pytest.param("腰部\tzh\tresolve\n", "2: 3 cells where the first row has 6", id="ragged"),
        pytest.param("<<<<<<< HEAD\n", "2: 1 cell where the first row has 6", id="mark of a merge"),
        pytest.param("\ten\tkeep\t\t\t\n", "2: no term", id="no-term"),
        pytest.param(
            "bone\ten\tuse\t\t\t\n", "2: 'bone' has rule use and no reading", id="no-reading"
        ),
        pytest.param(
            "骨\tzh\tresolve\t\t\thueso\n", "2: '骨' has rule resolve and no reading", id="resolve"
        ),
        pytest.param(
            "骨\tzh\tresolve\t\t骨头\t\n", "2: the reading '骨头' is no en text", id="stray-reading"
        ),
        pytest.param(
            "bone\ten\tuse\t\t\thueso||\n", "2: an empty alternative in column 'es'", id="empty"
        ),
        pytest.param(
            "bone\ten\tuse\t\t\the\ue000so\n", "2: private-use character U+E000", id="private"
        ),
        pytest.param(
            "bone\ten\tuse\t\t\thueso\nbone\ten\tkeep\t\t\t\n",
            "3: 'bone' (en) stands already on line 2",
            id="twice",
        ),
    ],
)
def test_says_what_is_wrong_with_a_row(rows: str, expected: str) -> None:
    (message,) = mistakes(HEADER + rows)
    assert message.startswith(f"source/termbase.tsv:{expected}")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param("term\tlanguage\ten", "no column 'rule'", id="missing"),
        pytest.param(
            "trem\tlanguage\trule", "unknown column 'trem' (did you mean 'term'?)", id="typo"
        ),
        pytest.param("term\tlanguage\trule\ten\ten", "the column 'en' is there twice", id="twice"),
        pytest.param("term\tlanguage\trule\tklingon", "unknown column 'klingon'", id="language"),
    ],
)
def test_says_what_is_wrong_with_the_header(header: str, expected: str) -> None:
    assert any(expected in message for message in mistakes(f"{header}\n"))


def test_reports_all_rows_at_once() -> None:
    messages = mistakes(HEADER + "a\tzz\tuse\t\t\tb\nc\ten\tfix\t\t\t\nd\ten\n")
    assert [message.split(":")[1] for message in messages] == ["2", "3", "4"]


def test_no_file_means_no_terms(tmp_path: Path) -> None:
    path = tmp_path / "source" / "termbase.tsv"
    assert read_termbase(path, root=tmp_path) == Termbase((), "source/termbase.tsv")


def test_a_file_of_comments_means_no_terms() -> None:
    assert parse_termbase("# nothing yet\n\n", path="t.tsv") == Termbase((), "t.tsv")


def test_the_readings_of_a_language_serve_its_regions() -> None:
    term = Term("bladder", EN, TermRule.USE, {"es": ("vejiga",), "pt-BR": ("bexiga",)})
    assert readings_in(term, Language("es-MX")) == ("vejiga",)
    assert readings_in(term, Language("pt-BR")) == ("bexiga",)
    assert readings_in(term, Language("pt")) == ()
