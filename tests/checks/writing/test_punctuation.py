"""Punctuation, spacing, quotation marks: silent on correct prose, loud where a mark is spoilt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.checks.check import Check, Context, Problem
from pipeline.checks.facts import Facts
from pipeline.checks.panel import Panel
from pipeline.checks.policy import Policy
from pipeline.checks.reading import Pair, Reading, Standing
from pipeline.checks.registry import CHECKS as EVERY_CHECK
from pipeline.checks.run import run
from pipeline.checks.writing import ends, foreign_marks, quotation, spacing
from pipeline.model import Block, BlockKind, Language, Severity, State, Termbase
from tests.builders import make_catalog, make_unit

CORRECT = Path(__file__).parent / "punctuation" / "correct.tsv"
FACTS = Facts(Language("en"), Termbase())
PANEL = Panel(Policy(severities={check.id: check.severity for check in EVERY_CHECK.values()}))
CHECKS = tuple(
    value
    for module in (ends, foreign_marks, spacing, quotation)
    for value in vars(module).values()
    if isinstance(value, Check)
)
FIRST_CLASS = [
    "en",
    "es",
    "fr",
    "fr-CA",
    "fr-CH",
    "de",
    "de-CH",
    "it",
    "pt",
    "pt-BR",
    "nl",
    "pl",
    "cs",
    "ru",
    "uk",
    "el",
    "tr",
    "ar",
    "fa",
    "he",
    "ur",
    "hi",
    "bn",
    "ta",
    "th",
    "vi",
    "id",
    "zh-Hans",
    "zh-Hant",
    "ja",
    "ko",
    "am",
    "hy",
    "km",
    "my",
    "sw",
]


def problems(
    source: str,
    target: str,
    language: str,
    *,
    blocks: tuple[Block, ...] = (),
    critical: bool = False,
) -> list[tuple[str, Problem]]:
    spoken = Language.parse(language)
    context = Context(language=spoken, facts=FACTS)
    kinds = frozenset(block.kind for block in blocks)
    pair = Pair(
        FACTS.reading(source), Reading(target, spoken), Standing(kinds=kinds, critical=critical)
    )
    asked = PANEL.benches(spoken)[State.TRANSLATED, False].about(pair, context)
    return [
        (check.id, problem)
        for check in CHECKS
        if check in asked
        for problem in check.function(pair, context)
    ]


def ids(source: str, target: str, language: str) -> set[str]:
    return {identifier for identifier, _ in problems(source, target, language)}


def fixed(source: str, target: str, language: str) -> str:
    """The translation with every fix put in; what overlaps another fix is an error of a check."""
    edits = {
        (*problem.span, problem.fix)
        for _, problem in problems(source, target, language)
        if problem.fix is not None and problem.span is not None
    }
    text, limit = target, len(target) + 1
    for start, end, fix in sorted(edits, reverse=True):
        assert end <= limit, f"two fixes for {target[start:end]!r} in {target!r}: {edits}"
        text, limit = text[:start] + fix + text[end:], start
    return text


def correct() -> list[tuple[str, str, str]]:
    lines = CORRECT.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(language, source, target) for language, source, target in rows]


# ---------------------------------------------------------------------------------------- silence
def test_correct_prose_covers_every_first_class_language() -> None:
    assert {language for language, _, _ in correct()} >= set(FIRST_CLASS)


@pytest.mark.parametrize("language", sorted({language for language, _, _ in correct()}))
def test_correct_prose_has_no_findings(language: str) -> None:
    found = [
        (identifier, problem.message, target)
        for tag, source, target in correct()
        if tag == language
        for identifier, problem in problems(source, target, language)
    ]
    assert found == []


QUIET = [
    pytest.param("Take it at 10:30.", "Prenez-le à 10:30.", "fr", id="fr-time"),
    pytest.param("Well done! :smile:", "Bravo\u202f! :smile:", "fr", id="fr-emoji-code"),
    pytest.param("See ![a](b.svg)", "Voir ![a](b.svg)", "fr", id="fr-image"),
    pytest.param("Really?!", "Vraiment\u202f?!", "fr", id="fr-two-marks"),
    pytest.param("Safe (?)", "Sûr (?)", "fr", id="fr-doubt"),
    pytest.param("See `a:b`.", "Voir `a:b`.", "fr", id="fr-code"),
    pytest.param("Note: rest.", "Note&nbsp;: repos.", "fr", id="fr-entity"),
    pytest.param("A “b ‘c’ d”.", "«\u00a0b “c” d\u00a0».", "fr", id="fr-nested"),
    pytest.param("Dilute 1:2.", "Im Verhältnis 1 : 2 verdünnen.", "de", id="de-ratio"),
    pytest.param("A 5% solution", "Eine 5%ige Lösung", "de", id="de-adjective"),
    pytest.param("Patients, e.g. you", "Patient:innen, z.B. Sie", "de", id="de-gender-colon"),
    pytest.param("N,N-dimethyl", "N,N-Dimethyl", "de", id="de-chemistry"),
    pytest.param("Open leaflet.pdf", "Öffnen Sie leaflet.pdf", "de", id="de-file"),
    pytest.param("Rest... then walk", "Ruhen ... dann gehen", "de", id="de-spaced-ellipsis"),
    pytest.param("Rest, etc.", "Ruhe usw.", "de", id="de-etc"),
    pytest.param("On {date}", "日期：{date}", "zh-Hans", id="zh-placeholder-at-end"),
    pytest.param("On {date}.", "Am {date}.", "de", id="de-placeholder-before-stop"),
    pytest.param("It's 5'10\" tall.", "Es ist 5'10\" groß.", "de", id="de-inches"),
    pytest.param('[a](b.html "T")', '[a](b.html "T")', "de", id="de-link-title"),
    pytest.param("**Stop.**", "**停止。**", "zh-Hans", id="zh-bold"),
    pytest.param("Stop.[^1]", "停止[^1]。", "zh-Hans", id="zh-footnote-before-stop"),
    pytest.param("Read 'Back care'.", "请阅读《护腰》。", "zh-Hans", id="zh-title"),
    pytest.param("Is it safe?", "大丈夫ですか", "ja", id="ja-no-mark"),
    pytest.param("Well! Really.", "さあ！ 本当です。", "ja", id="ja-space-after-mark"),
    pytest.param("Rest; walk.", "Ξεκουραστείτε· περπατήστε.", "el", id="el-semicolon"),
    pytest.param("See p. 5.", "Lásd az 5. oldalt.", "hu", id="hu-ordinal"),
    pytest.param("He said “stop.”", "Powiedział „stop”.", "pl", id="pl-stop-behind"),
    pytest.param("Is it “safe”?", "زەرەرسىزمۇ؟", "ug", id="ug-without-row"),
    pytest.param("Rest.", "休息。", "yue", id="yue-by-script"),
    pytest.param("Rest, then walk.", "ພັກຜ່ອນ ແລ້ວຍ່າງ", "lo", id="lo-no-stop"),
    pytest.param("(See below.)", "（见下文。）", "zh-Hans", id="zh-whole-in-brackets"),
    pytest.param("Rest (a day).", "Ruhe (1 Tag.)", "de", id="de-stop-inside-bracket"),
    pytest.param("Is it safe?", "¿Es seguro?", "es-MX", id="es-MX"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "language"), QUIET)
def test_looks_wrong_and_is_right(source: str, target: str, language: str) -> None:
    assert ids(source, target, language) - {"quotation-lost"} == set()


ASTHMA, PREGNANT = "What is asthma?", "Are you pregnant?"


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        (ASTHMA, "Qué es el asma", "es"),
        (ASTHMA, "Cos’è l’asma", "it"),
        (ASTHMA, "Astım nedir", "tr"),
        (ASTHMA, "什么是哮喘", "zh-Hans"),
        (ASTHMA, "喘息とは", "ja"),
        (ASTHMA, "โรคหืดคืออะไร", "th"),
        (ASTHMA, "ជំងឺហឺតជាអ្វី", "km"),
        (ASTHMA, "Asthma", "de"),
        ("When should you call?", "Wann Sie anrufen sollten", "de"),
        ("When should you call?", "Wanneer u moet bellen", "nl"),
        ("When should you call?", "Quand appeler", "fr"),
        ("Can it be treated?", "Czytelne objawy", "pl"),
        (PREGNANT, "Hamilelik", "tr"),
    ],
)
def test_heading_may_ask_without_a_mark(source: str, target: str, language: str) -> None:
    block = Block(0, BlockKind.HEADING, source, ())
    assert problems(source, target, language, blocks=(block,)) == []


@pytest.mark.parametrize(
    ("source", "right", "language"),
    [
        (ASTHMA, "Was ist Asthma?", "de"),
        ("Which are the **side effects**?", "Welches sind die **Nebenwirkungen**?", "de-CH"),
        (ASTHMA, "Wat is astma?", "nl"),
        (ASTHMA, "Qu’est-ce que l’asthme ?", "fr"),
        (PREGNANT, "Êtes-vous enceinte ?", "fr-CH"),
        (PREGNANT, "¿Está usted embarazada?", "es"),
        ("Is it safe?", "Czy to jest bezpieczne?", "pl"),
        ("Is it safe?", "Чи це безпечно?", "uk"),
        (PREGNANT, "Hamile misiniz?", "tr"),
        (PREGNANT, "هل أنتِ حامل؟", "ar"),
        (PREGNANT, "האם את בהיריון?", "he"),
        (PREGNANT, "آیا باردار هستید؟", "fa"),
        (PREGNANT, "Apakah Anda hamil?", "id"),
        (PREGNANT, "您怀孕了吗？", "zh-Hans"),
        (PREGNANT, "您懷孕了嗎？", "zh-Hant"),
        (ASTHMA, "천식은 무엇인가요?", "ko"),
    ],
)
def test_heading_that_lost_its_mark(source: str, right: str, language: str) -> None:
    block = Block(0, BlockKind.HEADING, source, ())
    assert problems(source, right, language, blocks=(block,)) == []
    lost = right.rstrip("?؟？ ").replace("¿", "")
    found = problems(source, lost, language, blocks=(block,))
    assert [identifier for identifier, _ in found] == ["question-mark"]


# ------------------------------------------------------------------------------------------ noise
@pytest.mark.parametrize("language", sorted(set(FIRST_CLASS) - {"th"}))
def test_lost_stop_is_found(language: str) -> None:
    rows = {source: target for tag, source, target in correct() if tag == language}
    source = "About 5% of patients feel dizzy (usually in the first week)."
    assert ids(source, rows[source][:-1], language) == {"final-stop"}


@pytest.mark.parametrize("language", sorted(set(FIRST_CLASS) - {"th", "km", "my", "ja", "hy"}))
def test_lost_question_is_found(language: str) -> None:
    rows = {source: target for tag, source, target in correct() if tag == language}
    source = "If it hurts, does it go away after 2–3 days?"
    assert "question-mark" in ids(source, rows[source][:-1].replace("¿", "") + ".", language)


@pytest.mark.parametrize(("critical", "severity"), [(False, Severity.INFO), (True, None)])
def test_question_only_in_the_translation_is_a_note(
    *, critical: bool, severity: Severity | None
) -> None:
    """A request may be a question in the other language; in a warning box someone has to look."""
    asked = ("Please tell us where it hurts.", "Wo haben Sie Schmerzen?")
    ((identifier, problem),) = problems(*asked, "de", critical=critical)
    assert (identifier, problem.severity) == ("question-mark", severity)
    lost = problems(asked[1], "Please tell us where it hurts.", "de", critical=critical)
    assert [problem.severity for _, problem in lost] == [None]


WRONG = [
    pytest.param("Safe?", "Sicher ?", "de", "Sicher?", id="de-space-before"),
    pytest.param("Safe?", "Sûr?", "fr", "Sûr\u202f?", id="fr-missing"),
    pytest.param("Safe?", "Sûr ?", "fr", "Sûr\u202f?", id="fr-ordinary"),
    pytest.param("Note: a", "Note: a", "fr", "Note\u00a0: a", id="fr-colon"),
    pytest.param("Note: a", "Note: a", "fr-CA", "Note\u00a0: a", id="fr-CA-colon"),
    pytest.param("A; b.", "A ; b.", "fr-CA", "A; b.", id="fr-CA-semicolon"),
    pytest.param("Say “a”.", 'Dites "a".', "fr", "Dites «\u00a0a\u00a0».", id="fr-straight"),
    pytest.param("Say “a”.", "Dites «a».", "fr", "Dites «\u00a0a\u00a0».", id="fr-glued"),
    pytest.param("Say “a”.", "Dites « a ».", "fr", "Dites «\u00a0a\u00a0».", id="fr-plain-inside"),
    pytest.param("Say “a”.", 'Sagen Sie "a".', "de", "Sagen Sie „a“.", id="de-straight"),
    pytest.param("Say “a”.", "Sagen Sie “a”.", "de", "Sagen Sie „a“.", id="de-english"),
    pytest.param("Say “a”.", "Sagen Sie „a”.", "de", "Sagen Sie „a“.", id="de-closing"),
    pytest.param("Say “a”.", "Скажите “а”.", "ru", "Скажите «а».", id="ru-english"),
    pytest.param("Say “a”.", '「"a"」と言う。', "ja", "「『a』」と言う。", id="ja-nested-straight"),
    pytest.param("Safe?", "هل هو آمن?", "ar", "هل هو آمن؟", id="ar-question"),
    pytest.param("A, b; c.", "ألف, باء; جيم.", "ar", "ألف، باء؛ جيم.", id="ar-comma"),
    pytest.param("A, b.", "休息,走动", "zh-Hans", "休息，走动", id="zh-comma"),
    pytest.param("Rest, walk.", "休む, 歩く.", "ja", "休む、歩く。", id="ja-comma-and-stop"),
    pytest.param("Drink water.", "पानी पिएँ |", "hi", "पानी पिएँ ।", id="hi-bar"),
    pytest.param("Drink water.", "পানি পান করুন.", "bn", "পানি পান করুন।", id="bn-stop"),
    pytest.param("Drink water.", "پانی پئیں.", "ur", "پانی پئیں۔", id="ur-stop"),
    pytest.param("Drink water.", "물을 드세요。", "ko", "물을 드세요.", id="ko-wide-stop"),
    pytest.param("Drink water.", "ውሃ ይጠጡ.", "am", "ውሃ ይጠጡ።", id="am-stop"),
    pytest.param("Rest, walk.", "Reposo,caminata.", "es", "Reposo, caminata.", id="es-glued"),
    pytest.param("Rest,, walk.", "Reposo, caminata.", "es", None, id="es-right"),
    pytest.param("Rest, walk.", "Reposo,, caminata.", "es", "Reposo, caminata.", id="es-doubled"),
    pytest.param("5% of you", "5% von Ihnen", "de", "5\u00a0% von Ihnen", id="de-percent"),
    pytest.param("5.5% of you", "yüzde 5,5%", "tr", "yüzde %5,5", id="tr-percent"),
    pytest.param("Take 5mg.", "Tome 5mg.", "es", "Tome 5\u00a0mg.", id="es-unit"),
    pytest.param("Rest, walk.", "休息， 走动。", "zh-Hans", "休息，走动。", id="zh-space"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "language", "mended"), WRONG)
def test_fix(source: str, target: str, language: str, mended: str | None) -> None:
    mended = target if mended is None else mended
    assert fixed(source, target, language) == mended
    assert fixed(source, mended, language) == mended


SPOILT = [
    pytest.param("If it hurts?", "Si duele, desaparece?", "es", {"inverted-mark"}, id="es-unopened"),
    pytest.param("Safe?", "¿Seguro", "es", {"inverted-mark", "question-mark"}, id="es-unclosed"),
    pytest.param("Say “a”.", "Sagen Sie „a.", "de", {"quotation-unbalanced"}, id="de-unclosed"),
    pytest.param("Rest (a day).", "Ruhe (ein Tag.", "de", {"bracket-unbalanced"}, id="de-bracket"),
    pytest.param("Rest (a day).", "Ruhe.", "de", {"bracket-count"}, id="de-remark-lost"),
    pytest.param("See tab (EXP) 2.", "Siehe Seite 2.", "de", {"bracket-count"}, id="de-code-lost"),
    pytest.param("GP (family doctor)", "Hausarzt", "de", {"bracket-count"}, id="de-no-expansion"),
    pytest.param("Range of motion (ROM)", "Beweglichkeit", "de", set(), id="de-small-word-between"),
    pytest.param("Insulin to carbs (I:C)", "Verhältnis", "de", set(), id="de-ratio-in-letters"),
    pytest.param("Insulin to carbs (I:D)", "Maß", "de", {"bracket-count"}, id="de-other-letters"),
    pytest.param("ROM (range of motion)", "Beweglichkeit", "de", set(), id="de-expansion"),
    pytest.param("Wear it (AM).", "Tragen Sie es.", "de", {"bracket-count"}, id="de-code-alone"),
    pytest.param(
        "Take the tablet (NOT whole).",
        "Nehmen Sie die Tablette.",
        "de",
        {"bracket-count"},
        id="de-capitals-and-words",
    ),
    pytest.param("Wait …", "Warten Sie.", "de", {"ellipsis-mismatch"}, id="de-ellipsis"),
    pytest.param("Stop it!", "Hören Sie auf.", "de", {"exclamation-mark"}, id="de-exclamation"),
    pytest.param("If you have:", "Wenn Sie haben", "de", {"final-colon"}, id="de-colon"),
    pytest.param("Are you ill?", "Դուք հիվանդ եք?", "hy", {"foreign-mark"}, id="hy-question"),
    pytest.param("It hurts here.", "Es tut weh.Hier.", "de", {"mark-spacing"}, id="de-glued-stop"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "language", "expected"), SPOILT)
def test_mistake_is_found_and_left_to_a_reader(
    source: str, target: str, language: str, expected: set[str]
) -> None:
    assert ids(source, target, language) == expected
    assert fixed(source, target, language) == target


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("Wash it (not the face).", "Waschen Sie es.", Severity.WARNING),
        ("Rub it in (only at night).", "Reiben Sie es ein.", Severity.WARNING),
        ("We send you an SMS (text).", "Wir schicken Ihnen eine SMS.", None),
        ("Choose a dressing (plaster).", "Wählen Sie ein Pflaster.", None),
    ],
)
def test_remark_that_is_left_out_matters_where_it_decides(
    source: str, target: str, severity: Severity | None
) -> None:
    found = [problem for name, problem in problems(source, target, "de") if name == "bracket-count"]
    assert [problem.severity for problem in found] == [severity]


# -------------------------------------------------------------------------------------- properties
PIECES = {
    "fr": ["mot", "Mot", "5", "5mg", "%", "l’eau", "10:30"],
    "fr-CA": ["mot", "Mot", "5", "5mg", "%", "l’eau"],
    "fr-CH": ["mot", "Mot", "5", "5mg", "%", "l’eau"],
    "de": ["Wort", "klein", "5", "5mg", "%", "z.B.", "1.500"],
    "es": ["palabra", "Sí", "5", "5mg", "%"],
    "tr": ["kelime", "5", "5,5", "%"],
    "ru": ["слово", "5", "5мг", "%"],
    "el": ["λέξη", "5"],
    "ar": ["كلمة", "خمسة", "5", "٥", "%", "MRI"],
    "ur": ["لفظ", "5"],
    "hi": ["शब्द", "मि.ग्रा.", "5", "MRI"],
    "zh-Hans": ["字", "词语", "5", "%", "MRI"],
    "ja": ["文字", "かな", "5", "%", "MRI"],
    "ko": ["낱말", "5", "MRI"],
    "am": ["ቃል", "5"],
    "hy": ["բառ", "5"],
    "th": ["คำ", "5"],
}
MARKS = [
    " ", " ", " ", "\u00a0", "\u202f", ",", ".", ":", ";", "?", "!", "…", "...", "，", "。", "、",
    "？", "：", "،", "؟", "؛", "।", "|", "«", "»", "“", "”", "„", '"', "「", "」", "(", ")", "（", "）",
    "**", "[a](b)", "[^1]", "`x`", "{n}", "¿", "¡",
]  # fmt: skip
SOURCES = ["Drink some water.", "Is it (really) safe?", "Note", "Say “yes”, now: “no”!"]


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(sorted(PIECES)))
    piece = st.one_of(st.sampled_from(PIECES[language]), st.sampled_from(MARKS))
    return language, "".join(draw(st.lists(piece, max_size=10)))


@examples(1000)
@given(texts(), st.sampled_from(SOURCES))
def test_fixes_applied_once_leave_nothing_to_fix(text: tuple[str, str], source: str) -> None:
    language, target = text
    once = fixed(source, target, language)
    assert fixed(source, once, language) == once


# ------------------------------------------------------------------------------ full-width marks
@pytest.mark.parametrize(
    ("source", "wrong", "right", "language"),
    [
        ("Rest, then walk.", "休息， 然后行走。", "休息，然后行走。", "zh-Hans"),
        ("Rest, then [walk](a.html).", "休息， [行走](a.html)。", "休息，[行走](a.html)。", "zh-Hans"),
        ("Rest, then **walk**.", "休息， **行走**。", "休息，**行走**。", "zh-Hant"),
        ("Rest? Walk!", "休息？ 行走！", "休息？行走！", "zh-Hans"),
        ("Rest. Walk.", "休息. 行走.", "休息。行走。", "zh-Hans"),
        ("Rest (once a day), walk.", "休息（每天一次） ，行走。", "休息（每天一次），行走。", "zh-Hans"),
        ("Rest (once a day) and walk.", "休息（每天一次） 和行走。", "休息（每天一次）和行走。", "zh-Hans"),
        ("Rest, then walk.[^1]", "休息，然后行走。 [^1]", "休息，然后行走。[^1]", "zh-Hans"),
        ("Rest, or write to a@b.org.", "休息， 或写信， a@b.org。", "休息，或写信，a@b.org。", "zh-Hans"),
        ("The cuff (band) is soft.", "カフ（腕帯） は柔らかい。", "カフ（腕帯）は柔らかい。", "ja"),
        ("Rest, then walk.", "休んで、 歩く。", "休んで、歩く。", "ja"),
        ("Rest, then [walk](a.html).", "休んで、 [歩く](a.html)。", "休んで、[歩く](a.html)。", "ja"),
        ("Rest. Walk.", "休む. 歩く.", "休む。歩く。", "ja"),
        ("Read “Rest” now.", "今 「休む」 を読む。", "今「休む」を読む。", "ja"),
        ("Rest? Walk.", "休む? 歩く.", "休む？ 歩く。", "ja"),
    ],
)  # fmt: skip
def test_a_full_width_mark_brings_its_own_space(
    source: str, wrong: str, right: str, language: str
) -> None:
    once = fixed(source, wrong, language)
    assert fixed(source, once, language) == right  # what a fix uncovered is mended in its turn
    assert fixed(source, right, language) == right
    assert problems(source, right, language) == []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("**Rest.** Walk.", "**休む。** 歩く。", "ja"),  # without the space Markdown sees no end
        ("Rest? Walk.", "休む？ 歩く。", "ja"),  # JLREQ 3.1.6
        ("(1) Rest", "（1） 休息", "zh-Hans"),
        ("Take 5 mg. Rest.", "5 mg. 休息。", "zh-Hans"),
        ("See U.S. law. Rest.", "见 U.S. 法律。休息。", "zh-Hans"),
    ],
)
def test_a_space_that_may_be_right(source: str, target: str, language: str) -> None:
    assert [each for each in problems(source, target, language) if each[1].fix is not None] == []


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("Ruhen Sie , dann gehen Sie.", "de"),
        ("Ruhen Sie .", "de"),
        ("استرح ، ثم امشِ.", "ar"),
        ("请在家休息 。", "zh-Hans"),
        ("休みましょう 。", "ja"),
    ],
)
def test_a_space_before_a_comma_is_told_once(target: str, language: str) -> None:
    finding_of_it = {"mark-spacing", "space-before-comma"}
    catalog = make_catalog(make_unit("Rest, then walk.", target), language=language)
    told = [each.id for each in run({f"{language}.po": catalog}) if each.id in finding_of_it]
    assert told == ["space-before-comma"]
