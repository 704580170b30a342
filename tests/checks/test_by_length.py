"""What was left out is told by lengths; where a sentence ends depends on the language."""

from __future__ import annotations

import pytest

from pipeline.checks.by_length import (
    added_clause,
    lost_clause,
    lost_sentence,
    sentence_ends,
    sentences,
)
from pipeline.checks.length import part_of_usual
from pipeline.checks.reading import Pair, Reading, Standing
from pipeline.model import Language


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("de", "Kommen Sie am 20. Mai. Danach ruhen Sie.", 2, id="ordinal"),
        pytest.param("it", "Prenda la pastiglia alle 18. Poi riposi.", 2, id="no-ordinals"),
        pytest.param("de", "Nehmen Sie nicht mehr als 20.", 1, id="number-at-the-end"),
        pytest.param("en", "Drink e.g. water. Wait 5 min. later, too.", 2, id="abbreviations"),
        pytest.param("en", "Lower is better.Ask your doctor.", 2, id="no-space"),
        pytest.param("zh-Hans", "多喝水。好好休息！", 2, id="full-width"),
        pytest.param("hi", "आराम करें। पानी पिएँ।", 2, id="danda"),
        pytest.param("th", "พักผ่อน ดื่มน้ำ", 0, id="no-marks-at-all"),
    ],
)
def test_marks_that_end_a_sentence(language: str, text: str, expected: int) -> None:
    assert sentence_ends(Reading(text, Language(language))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rest. Walk", ("Rest.", "Walk"), id="the-last-without-its-stop"),
        pytest.param("Rest! *** Walk.", ("Rest!", "*** Walk."), id="signs-belong-to-what-follows"),
        pytest.param("Rest. … Walk.", ("Rest.", "Walk."), id="marks-alone-are-none"),
    ],
)
def test_sentences(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(Reading(text, Language("en"))) == expected


def test_the_sentence_that_was_left_out_is_named() -> None:
    source = "Take one tablet. Do not drive a car until you feel awake again. Rest."
    english, german = Language("en"), Language("de")

    def told(target: str) -> str | None:
        return lost_sentence(
            Pair(Reading(source, english, is_source=True), Reading(target, german), Standing())
        )

    assert told("Nehmen Sie eine Tablette. Ruhen Sie.") == source[17:63]
    assert told("Eine Tablette. Fahren Sie nicht Auto, bis Sie wieder wach sind. Ruhen.") is None


BIN = "Never share needles; throw them into the yellow box."
BREATH = "If your child still cannot speak in full sentences after 10 puffs, call an ambulance."
PUFFS = "Take the cap off, shake the inhaler well, and breathe out slowly (not into it)."


def without(source: str, target: str, language: str, *, of: str = "en") -> str | None:
    one = Reading(source, Language(of), is_source=True)
    pair = Pair(one, Reading(target, Language(language)), Standing())
    return lost_clause(pair, part_of_usual(pair))


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        (BIN, "Teilen Sie Nadeln nie mit anderen; werfen Sie sie in den gelben Behälter.", "de"),
        (BIN, "No comparta nunca las agujas y tírelas al contenedor amarillo.", "es"),
        (BIN, "針は絶対に共用せず、黄色い箱に捨ててください。", "ja"),
        (BIN, "切勿与他人共用针头，用后投入黄色盒子。", "zh-Hans"),
        (BREATH, "Если после 10 вдохов ребёнок не может договорить фразу, вызовите скорую.", "ru"),
        (BREATH, "พ่นยา 10 ครั้งแล้วลูกยังพูดไม่จบประโยค ให้เรียกรถพยาบาล", "th"),
        (
            PUFFS,
            "뚜껑을 열고 흡입기를 잘 흔든 뒤 천천히 숨을 내쉬세요(흡입기에 대고 불지 마세요).",
            "ko",
        ),
        (PUFFS, "انزع الغطاء ورجّ البخاخ جيدًا، ثم أخرج الزفير ببطء (ليس في البخاخ).", "ar"),
        ("Come to room 214 on March 14, 2023, please.", "Kom op 14 maart 2023 naar 214.", "nl"),
        ("Norwegian Nynorsk; Nynorsk, Norwegian", "norueguês nynorsk", "pt"),
    ],
)
def test_every_clause_has_its_answer(source: str, target: str, language: str) -> None:
    assert without(source, target, language) is None


@pytest.mark.parametrize(
    ("source", "target", "language", "lost"),
    [
        (BIN, "Teilen Sie Nadeln nie.", "de", "throw them into the yellow box."),
        (BIN, "Ne partagez jamais les aiguilles.", "fr", ""),
        (BIN, "針は絶対に共用しないでください。", "ja", None),  # as long as the whole may be
        (BIN, "切勿共用针头。", "zh-Hans", "throw them into the yellow box."),
        (BREATH, "Вызовите скорую помощь.", "ru", BREATH[:65]),
        (BREATH, "ให้เรียกรถพยาบาล", "th", BREATH[:65]),
        (BREATH, "अगर 10 कश के बाद भी बच्चा पूरा वाक्य न बोल पाए।", "hi", ""),
        (PUFFS, "انزع الغطاء ورجّ البخاخ جيدًا.", "ar", ""),
        (PUFFS, "Zdejmij nasadkę, wstrząśnij inhalatorem.", "pl", "not into it"),
    ],
)
def test_the_clause_that_was_left_out_is_named(
    source: str, target: str, language: str, lost: str | None
) -> None:
    assert without(source, target, language) == lost


def test_where_commas_are_a_matter_of_grammar_more_is_asked_for() -> None:
    """German puts one before every "dass"; of English these thresholds were measured."""
    german = (
        "Halten Sie sich warm, und meiden Sie alle Orte, von denen Sie wissen, dass sie kalt sind."
    )
    english = "Keep warm and avoid places that you know are cold."
    assert without(german, english, "en", of="de") is None
    assert without(german, english, "en") is not None
    assert without(german, "Keep warm.", "en", of="de") is not None


# -------------------------------------------------------------------------------------- more said
DRY = "Keep the inhaler in a dry place."


def more(source: str, target: str, language: str) -> str | None:
    one = Reading(source, Language("en"), is_source=True)
    return added_clause(Pair(one, Reading(target, Language(language)), Standing()))


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        (
            DRY,
            "Guarde el inhalador en un lugar seco, y no lo comparta nunca con otras personas.",
            "es",
            "",  # which of two alike
        ),
        (
            DRY,
            "Храните ингалятор в сухом месте. Если он намокнет, больше им не пользуйтесь и попросите "
            "в аптеке новый.",
            "ru",
            "",
        ),
        (
            DRY,
            "احفظ البخاخ في مكان جاف، ولا تسمح لأي شخص آخر باستخدامه أبدًا.",
            "ar",
            "",
        ),
        (
            DRY,
            "इनहेलर को सूखी जगह पर रखें, और इसे कभी किसी दूसरे व्यक्ति को इस्तेमाल न करने दें।",
            "hi",
            "और इसे कभी किसी दूसरे व्यक्ति को इस्तेमाल न करने दें।",
        ),
        (
            DRY,
            "请将吸入器存放在干燥处，切勿与他人共用，也不要放在阳光下。",
            "zh-Hans",
            "",
        ),
    ],
)
def test_a_clause_that_the_source_has_not_is_told_and_named_where_lengths_say_which(
    source: str, target: str, language: str, expected: str
) -> None:
    assert more(source, target, language) == expected


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        pytest.param(
            DRY, "Guarde el inhalador, por favor, en un lugar seco.", "es", id="commas-alone"
        ),
        pytest.param(
            DRY,
            "Bewahren Sie den Inhalator (ein kleines Gerät zum Einatmen eines Medikaments) "
            "trocken auf.",
            "de",
            id="a-word-explained-in-brackets",
        ),
        pytest.param(
            "Keep it dry.",
            "Bewahren Sie es trocken auf, und geben Sie es nicht weiter.",
            "de",
            id="too-short-to-judge",
        ),
        pytest.param(
            "Uses of the inhaler and the spacer",
            "Wofür der Inhalator gut ist, und wozu man die Inhalierhilfe dabei braucht",
            "de",
            id="a-title",
        ),
        pytest.param(
            "The usual dose for children is 15 mg/kg/day, given in two doses of 7.5 mg/kg.",
            "बच्चों के लिए सामान्य खुराक 15 मि.ग्रा./कि.ग्रा./दिन है, जो 7.5 मि.ग्रा./कि.ग्रा. की दो "
            "खुराकों में दी जाती है।",
            "hi",
            id="units-written-out",
        ),
    ],
)
def test_a_free_translation_has_added_nothing(source: str, target: str, language: str) -> None:
    assert more(source, target, language) is None
