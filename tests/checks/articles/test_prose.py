"""What makes an article hard to read or easy to misread is found; good prose has no findings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.checks.articles import capitals, doses, readability, slips
from pipeline.checks.check import Context, Scope
from pipeline.checks.facts import Facts
from pipeline.checks.reading import Passage, Reading
from pipeline.checks.registry import CHECKS
from pipeline.checks.run import run
from pipeline.model import Document, Language, Segmentation, Termbase
from pipeline.source.document import parse
from tests.builders import make_article, make_term, make_termbase

PROSE = {module.__name__ for module in (capitals, doses, readability, slips)}
OWN = {each.id for each in CHECKS.values() if each.function.__module__ in PROSE}


def document(body: str, language: str = "en") -> Document:
    return parse(
        make_article(body),
        language=Language.parse(language),
        segmentation=Segmentation.SENTENCE,
    )


def found(body: str, language: str = "en") -> list[tuple[str, str]]:
    """The ids of the findings about prose, and what is marked in the article's line."""
    subject = document(body, language)
    rows = body.split("\n")
    return [
        (
            each.id,
            rows[each.line - subject.article.body_line][slice(*each.span)] if each.span else "",
        )
        for each in run({}, documents=[subject], source_language=subject.language)
        if each.id in OWN
    ]


GOOD = {
    "en": "Take 2 tablets (400 mg each) twice a day. Do not take more than 8 tablets in 24 hours. If "
    "the pain lasts longer than 5 days, see your GP. A scan (computed tomography, CT) shows the "
    "disc; before the CT, eat nothing. Drink 1.5 l of water. A piece of 2.0 cm is too long … Call "
    "112 at once. That is all that that means.",
    "es": "Tome 2 comprimidos de 400 mg dos veces al día. No tome más de 8 en 24 horas. Si el dolor "
    "dura más de 5 días, vaya a su médico. Una tomografía computarizada (TC) muestra el disco; antes "
    "de la TC no coma nada. Venga el 03/04/2025. No, no es grave.",
    "fr": "Prenez 2 comprimés de 400 mg deux fois par jour. Vous vous sentirez mieux. Une imagerie "
    "par résonance magnétique (IRM) montre le disque ; avant l’IRM, ne mangez rien. Le VIH ne se "
    "transmet pas ainsi.",
    "de": "Nehmen Sie 2 Tabletten zu 400 mg zweimal am Tag, höchstens 1.000 mg. Sagen Sie es denen, "
    "die die Übung machen. Die Magnetresonanztomographie (MRT) zeigt die Bandscheibe. Kommen Sie am "
    "03.04.2025 zur MRT. Bei HIV oder AIDS fragen Sie zuerst. 10 000 IE Heparin.",
    "it": "Prenda 2 compresse da 400 mg due volte al giorno. Cammini piano piano. La risonanza "
    "magnetica (RM) mostra il disco. Beva 1,5 l di acqua.",
    "pt-BR": "Tome 2 comprimidos de 400 mg duas vezes ao dia. O SUS paga. A ressonância magnética "
    "(RM) mostra o disco; antes da RM, não coma.",
    "nl": "Neem 2 tabletten van 400 mg twee keer per dag. Als u u niet goed voelt, bel dan. Neem er "
    "2 u voor het slapen een.",
    "pl": "Proszę brać 2 tabletki po 400 mg dwa razy dziennie. U 2 u 5 osób ból mija. NFZ płaci.",
    "ru": "Принимайте по 2 таблетки (400 мг) два раза в день. Магнитно-резонансная томография (МРТ) "
    "показывает диск. Перед МРТ не ешьте. ВИЧ так не передаётся. 10 000 МЕ гепарина.",
    "uk": "Приймайте по 2 таблетки (400 мг) двічі на день. Приїжджайте 03.04.2025.",
    "el": "Πάρτε 2 δισκία των 400 mg δύο φορές την ημέρα. Στις ΗΠΑ αλλιώς.",
    "tr": "Günde iki kez 2 tablet (400 mg) alın. Yavaş yavaş yürüyün.",
    "ar": "تناول قرصين (400 mg) مرتين في اليوم. امشِ رويدا رويدا.",
    "he": "קחו 2 טבליות של 400 mg פעמיים ביום. לאט לאט.",
    "fa": "روزی دو بار 2 قرص 400 mg بخورید. آرام آرام راه بروید.",
    "hi": "दिन में दो बार 2 गोलियाँ (400 mg) लें। धीरे धीरे चलें।",
    "th": "กินยาครั้งละ 2 เม็ด (400 mg) วันละสองครั้ง เดินช้า ๆ",
    "vi": "Uống 2 viên 400 mg, ngày hai lần. Đi thật thật chậm.",
    "id": "Minum 2 tablet 400 mg dua kali sehari. Jalan pelan pelan.",
    "zh-Hans": "每次服用2片（400mg），每日两次。MRI（磁共振成像）可显示椎间盘。慢慢走。",
    "ja": "1回2錠（400mg）を1日2回飲んでください。MRI（磁気共鳴画像）で椎間板を調べます。",
    "ko": "하루 두 번 2정(400mg)씩 복용하십시오. MRI(자기공명영상)로 봅니다.",
}


@pytest.mark.parametrize("language", GOOD)
def test_good_prose_has_no_findings(language: str) -> None:
    assert found(GOOD[language], language) == []


@pytest.mark.parametrize(
    ("body", "language", "finding"),
    [
        pytest.param("Rest in the\nthe evening.", "en", ("doubled-word-in-source", ""), id="lines"),
        pytest.param("Wait... Rest.", "en", ("dots-for-ellipsis", "..."), id="dots"),
        pytest.param("- NICHT ZU VIEL ESSEN", "de", ("all-caps", "NICHT ZU VIEL ESSEN"), id="caps"),
        pytest.param("Beba 5,00 ml.", "es", ("dose-error-prone", "5,00 ml"), id="zeros"),
        pytest.param("Boire ,5 ml.", "fr", ("dose-error-prone", ",5 ml"), id="naked"),
        pytest.param("| A |\n| --- |\n| 5.0 mg |", "en", ("dose-error-prone", "5.0 mg"), id="cell"),
        pytest.param("Beba 20cc.", "pt", ("dose-error-prone", "cc"), id="cc"),
        pytest.param("Take 5 ug.", "en", ("dose-error-prone", "ug"), id="ug"),
        pytest.param("Выпейте 5mg.", "ru", ("unit-unspaced", "5mg"), id="unspaced"),
        pytest.param("On 1/2/2025 or 1/13/2025.", "en", ("ambiguous-date", "1/2/2025"), id="date"),
        pytest.param("Ask for an EMG.", "en", ("abbreviation-undefined", ""), id="abbreviation"),
    ],
)
def test_mistakes_are_found(body: str, language: str, finding: tuple[str, str]) -> None:
    assert found(body, language) == [finding]


@pytest.mark.parametrize(
    "body",
    [
        "See your doctor (magnetic resonance imaging = MRI) for an MRI.",
        "Have an **MRI** (a scan with magnets).",
        "An MRI – a scan with magnets – helps.",
        "Magnetic resonance imaging helps. The MRI takes an hour.",
        "*Magnetic resonance imaging* (*MRI*) helps.\n\n## MRI",
        "The MRI.\n\n*[MRI]: magnetic resonance imaging",
        "Type `MRI`, see https://example.org/MRI or <b id='MRI'>it</b>.",
        "Vitamin B12, L5, COVID-19, SARS-CoV-2, chapter XIV, R.I.C.E. and A&E.",
    ],
)
def test_explained_abbreviations(body: str) -> None:
    assert found(body) == []


def test_the_termbase_explains_abbreviations() -> None:
    termbase = make_termbase(make_term("EMG", es="EMG"))
    subject = document("Ask for an EMG.")
    assert run({}, documents=[subject], termbase=termbase) == ()


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("The test shows 5.0 mg per litre.", "en"),
        ("Der Test zeigt 5,0 mg pro Liter.", "de"),
        ("La prueba muestra 5,0 mg por litro.", "es"),
        ("Le test montre 5,0 mg par litre.", "fr"),
    ],
)
def test_a_value_of_a_laboratory_is_no_dose(body: str, language: str) -> None:
    assert found(body, language) == []


def test_long_paragraph_of_short_sentences_is_not_a_long_sentence() -> None:
    body = "Rest well and walk a little every day. " * 12
    subject = parse(
        make_article(body), language=Language("en"), segmentation=Segmentation.PARAGRAPH
    )
    assert run({}, documents=[subject]) == ()


@examples(100)
@given(
    st.text(alphabet="aAbZ 05.,-/mgucl腰Жµμ*_()\n", max_size=40),
    st.sampled_from(["en", "de", "zh"]),
)
def test_no_check_fails_and_spans_are_in_the_text(text: str, language: str) -> None:
    subject = document(text, language)
    facts = Facts(subject.language, Termbase())
    context = Context(language=subject.language, facts=facts, document=subject)
    for check in (CHECKS[each] for each in sorted(OWN)):
        if check.scope is Scope.ARTICLE:
            list(check.function(subject, context))
            continue
        for block in subject.blocks:
            for segment in block.segments:
                reading = Reading(segment.key.msgid, subject.language)
                for problem in check.function(Passage(reading, segment, block), context):
                    if problem.span is not None:
                        assert 0 <= problem.span[0] < problem.span[1] <= len(reading.text)
