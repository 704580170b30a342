"""Checks where the article is not in English: silent on correct pairs, loud where one is spoilt.

What a language may leave out, or says of other things too, is asked of no translation of it.
"""

from __future__ import annotations

import pytest

from pipeline.checks.check import Context, Scope
from pipeline.checks.facts import Facts
from pipeline.checks.reading import Pair, Reading, Standing
from pipeline.checks.registry import CHECKS
from pipeline.model import BlockKind, Language, Severity, State, Termbase

PAGE = [
    check
    for check in CHECKS.values()
    if check.scope is Scope.UNIT and check.enabled_by_default and State.TRANSLATED in check.states
]


def told(source: str, text: str, target: str, translation: str, kind: BlockKind | None) -> set[str]:
    """The ids of the checks, notes left out, that have something to say."""
    facts = Facts(Language.parse(source), Termbase())
    language = Language.parse(target)
    context = Context(language=language, facts=facts)
    standing = Standing(kinds=frozenset({kind} if kind else ()))
    pair = Pair(facts.reading(text), Reading(translation, language), standing)
    return {
        check.id
        for check in PAGE
        for problem in check.function(pair, context)
        if (problem.severity or check.severity) is not Severity.INFO
    }


@pytest.mark.parametrize(
    ("source", "text", "target", "translation"),
    [
        # A full stop that may stand for other marks is a full stop.
        ("ja", "毎日水を飲んでください。", "de", "Trinken Sie jeden Tag Wasser."),
        ("ja", "冷やさないでください！", "fr", "Ne mettez pas de glace\u202f!"),
        ("zh-Hans", "出现以下情况请就医。", "en", "See a doctor if you have any of these:"),
        ("ko", "매일 물을 마시세요.", "es", "Beba agua todos los días."),
        ("am", "በየቀኑ ውሃ ይጠጡ።", "nl", "Drink elke dag water."),
        ("my", "နေ့တိုင်း ရေသောက်ပါ။", "it", "Beva acqua ogni giorno."),
        # Thai ends no sentence with a mark.
        ("th", "ดื่มน้ำทุกวัน", "pl", "Codziennie należy pić wodę."),
        ("th", "ดื่มน้ำทุกวัน", "hi", "हर दिन पानी पिएँ।"),
        # German has capitals for nouns.
        ("de", "Schmerzen, die in das Bein ziehen", "es", "dolor que baja por la pierna"),
        # "20. Woche" is one sentence.
        (
            "de",
            "Nehmen Sie das Mittel nach der 20. Woche nur noch nach Absprache mit der Praxis ein.",
            "tr",
            "20. haftadan sonra ilacı yalnızca doktorunuza danışarak alın.",
        ),
        # A name in other letters than the article's.
        ("ja", "Nordhaus Clinic", "it", "Nordhaus Clinic"),
        ("th", "Nordhaus Clinic", "id", "Nordhaus Clinic"),
        # Words that say a condition, and other things too.
        ("vi", "Da ngoài khô và đỏ.", "fr", "La peau externe est sèche et rouge."),
        ("ja", "汚れを取り除き、よく乾かします。", "it", "Tolga lo sporco e asciughi bene."),
        ("ja", "たとえば、りんごを食べます。", "es", "Por ejemplo, coma una manzana."),
        ("tr", "Tek doz verilir.", "fr", "La dose est donnée en une fois."),
        ("tr", "Ne kadar su içmeliyim?", "en", "How much water should I drink?"),
        ("hi", "ज़्यादा देर तक न बैठें।", "de", "Sitzen Sie nicht lange."),
        ("hi", "पहले दाहिना पैर रखें।", "pl", "Najpierw postaw prawą nogę."),
        ("zh-Hans", "前三天请休息。", "it", "Si riposi nei primi tre giorni."),
        ("zh-Hans", "先抬起右腿。", "pl", "Najpierw podnieś prawą nogę."),
        ("uk", "Зверніться до лікаря.", "es", "Consulte a su médico."),
        ("pl", "Ćwicz krok po kroku.", "es", "Haga los ejercicios paso a paso."),
        ("ru", "Боль, которая не проходит.", "el", "Πόνος που διαρκεί."),
        ("ja", "腫れがひどい場合は、やわらかい枕で足を上げます。", "es",
         "Si la hinchazón es fuerte, levante y apoye el pie en una almohada blanda."),
        # A 1 that others say by an article, or not at all.
        ("ja", "1日2回飲みます。", "de", "Zweimal täglich einnehmen."),
        ("ja", "体重1kgあたり5mgです。", "en", "It is 5 mg for each kilogram of body weight."),
        ("ko", "1회 용량", "tr", "Tek doz"),
        ("zh-Hans", "不要加倍服用。", "pl", "Nie przyjmuj podwójnej dawki."),
        # Two degrees, one of them said by another word.
        ("it", "Più stanchezza, meno appetito", "ru", "Усталость сильнее, есть хочется хуже"),
        # Medicines as each language spells them.
        (
            "nl",
            "Gebruik geen ibuprofen als u allergisch bent voor aspirine.",
            "fr",
            "N’utilisez pas d’ibuprofène si vous êtes allergique à l’aspirine.",
        ),
        ("zh-Hans", "请服用布洛芬。", "de", "Nehmen Sie Ibuprofen ein."),
        ("zh-Hans", "请注射依诺肝素。", "fr", "Injectez l’énoxaparine."),
        # A link tells a title from the rest, as marks of quotation do.
        ("zh-Hans", "请看“[护腰](#back)”。", "fr", "Voir [Prendre soin de son dos](#back)."),
    ],
)  # fmt: skip
def test_correct_pairs_are_silent(source: str, text: str, target: str, translation: str) -> None:
    assert told(source, text, target, translation, None) == set()


@pytest.mark.parametrize(
    ("source", "text", "target", "translation", "expected"),
    [
        ("ja", "毎日水を飲んでください。", "de", "Trinken Sie jeden Tag Wasser", {"final-stop"}),
        ("zh-Hans", "每天多喝水。", "es", "Beba mucha agua todos los días", {"final-stop"}),
        ("zh-Hans", "如果有以下症状：", "fr", "Si vous avez ces signes.", {"final-colon"}),
        ("de", "Kühlen Sie das Knie.", "es", "enfríe la rodilla.", {"capital-at-start"}),
        ("ja", "痛みが消えるまで休んでください。", "es", "Descanse si tiene dolor.",
         {"condition-mismatch"}),
        ("hi", "खाने से पहले लें।", "pl", "Przyjmować po jedzeniu.", {"condition-mismatch"}),
        ("uk", "Приймайте до їжі.", "es", "Tómelo después de comer.", {"condition-mismatch"}),
        ("de", "Nicht einnehmen, wenn Sie schwanger sind.", "en", "Take it if you are pregnant.",
         {"negation-mismatch"}),
        ("zh-Hans", "请服用布洛芬。", "de", "Nehmen Sie Naproxen ein.", {"medicine-mismatch"}),
        ("es", "Tome ibuprofeno.", "ru", "Примите напроксен.", {"medicine-mismatch"}),
        ("ru", "Примите 5 мг.", "ar", "تناول ٥٠ ملغ.", {"number-mismatch"}),
        ("ja", "1日2回飲みます。", "de", "Zweimal einnehmen.", {"number-mismatch"}),
        ("ja", "1錠を飲みます。", "de", "Nehmen Sie 2 Tabletten ein.", {"number-mismatch"}),
        ("zh-Hans", "每次1毫克。", "fr", "Une dose à chaque fois.", {"number-mismatch"}),
        ("ja", "左腕を上げます。", "ko", "오른팔을 올립니다.", {"opposite-mismatch"}),
    ],
)  # fmt: skip
def test_mistakes_are_told(
    source: str, text: str, target: str, translation: str, expected: set[str]
) -> None:
    assert told(source, text, target, translation, None) == expected


def test_a_heading_that_asks_may_be_one_that_does_not() -> None:
    pair = ("tr", "Ne yardımcı olabilir?", "nl", "Dit kan helpen")
    assert told(*pair, BlockKind.HEADING) == set()
    assert told(*pair, None) == {"question-mark"}
