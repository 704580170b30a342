"""Characters and white space: nothing in correct text of any language, and fixes that hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.checks.check import Check, Context, Passes, Problem
from pipeline.checks.examples import problems as problems_of
from pipeline.checks.facts import Facts
from pipeline.checks.panel import Panel
from pipeline.checks.policy import Policy
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.registry import CHECKS as EVERY_CHECK
from pipeline.checks.writing import characters, foreign_letters, look_alikes, script, spaces
from pipeline.model import Language, State, Termbase, TermRule
from tests.builders import make_term, make_termbase

CHECKS = [
    value
    for module in (characters, spaces, script, foreign_letters, look_alikes)
    for value in vars(module).values()
    if isinstance(value, Check)
]
SOURCE = "Take **one** tablet (400 mg) every 8 hours, with food, and call `112` if it hurts."
FACTS = Facts(Language("en"), Termbase())
PANEL = Panel(Policy(severities={check.id: check.severity for check in EVERY_CHECK.values()}))


def found(
    target: str, tag: str, source: str = SOURCE, facts: Facts = FACTS
) -> list[tuple[str, Problem]]:
    """(id of the check, problem) of these families, in the order of the checks."""
    language = Language.parse(tag)
    pair = Pair(facts.reading(source), Reading(target, language))
    context = Context(language=language, facts=facts)
    asked = PANEL.benches(language)[State.TRANSLATED, False].about(pair, context)
    return [
        (check.id, problem)
        for check in CHECKS
        if check in asked
        for problem in check.function(pair, context)
    ]


def ids(target: str, tag: str, source: str = SOURCE) -> list[str]:
    return [identifier for identifier, _ in found(target, tag, source)]


CORRECT = {
    "es": "Tome **un** comprimido (400 mg) cada 8 horas con comida; ¿le duele?… llame al `112`.",
    "fr": "Prenez **un** comprimé (400\u202fmg) toutes les 8 heures\u00a0: «\u00a0avec un repas\u00a0».",
    "fr-CA": "Prenez **un** comprimé (400\u00a0mg) «\u00a0aux 8 heures\u00a0», à jeun ou non…",
    "fr-CH": "Prenez **un** comprimé (400 mg) toutes les 8 heures «\u202fà table\u202f».",
    "de": "Nehmen Sie **eine** Tablette (400 mg) alle 8 Stunden („zum Essen“) – Größe: 5 µg, ß-fähig.",
    "de-CH": "Nehmen Sie «zum Essen» **eine** Tablette (400 mg), gross oder klein.",
    "it": "Prenda **una** compressa (400 mg) ogni 8 ore: è così, perché più non può.",
    "pt": "Tome **um** comprimido (400 mg) de 8 em 8 horas; NÃO mais. AMANHÃ…",
    "pt-BR": "“Tome” **um** comprimido (400 mg) a cada 8 horas – não mais. IRMÃ”",
    "nl": "Neem **één** tablet (400 mg) om de 8 uur, ’s avonds ook; coördinatie.",
    "pl": "Przyjmuj **jedną** tabletkę (400 mg) co 8 godzin – „z jedzeniem”, źle się dzieje.",
    "cs": "Užívejte **jednu** tabletu (400 mg) každých 8 hodin („s jídlem“), příliš žluťoučký kůň.",
    "ru": "Принимайте **одну** таблетку (400 мг) каждые 8 часов: витамин C, pH, β-блокатор, ещё объём.",
    "uk": "Приймайте **одну** таблетку (400 мг) кожні 8 годин; ґрунт, їжа, об’єм, вітамін C.",
    "el": "Πάρτε **ένα** δισκίο (400 mg) κάθε 8 ώρες· πονάει; TNFα, μΜ, Ω.",
    "tr": "Her 8 saatte bir **bir** tablet (400 mg) alın; ılık su, şişe, ağrı, İyi.",
    "ar": "تناول **قرصًا** واحدًا (400 مغ) كل ٨ ساعات، بـ`112` في عام 1445 هـ، وL4 ﷺ.",
    "fa": "هر ۸ ساعت **یک** قرص (۴۰۰ میلی‌گرم) بخورید؛ نمی‌توانید؟ مؤثر، رأس، دایرةالمعارف.",
    "he": "קחו **טבליה** אחת (400 מ״ג) כל 8 שעות, גם ה־MRI.",
    "ur": "ہر 8 گھنٹے بعد **ایک** گولی (400 ملی گرام) کھائیں، بچوں کو نہ دیں۔",
    "hi": "हर 8 घंटे में **एक** गोली (400 मि.ग्रा.) लें। ज़्यादा न लें, शक्\u200dति।",
    "bn": "প্রতি ৮ ঘণ্টায় **একটি** ট্যাবলেট (400 মি.গ্রা.) খান। র\u200d্যাব।",
    "ta": "ஒவ்வொரு 8 மணி நேரத்திற்கும் **ஒரு** மாத்திரை (400 மி.கி.) சாப்பிடுங்கள்.",
    "th": "รับประทานยา **1** เม็ด (400 มก.) ทุก 8 ชั่วโมง  ห้ามเกิน\u200bนี้ ๆ",
    "vi": "Uống **một** viên (400 mg) mỗi 8 giờ cùng thức ăn; Đừng uống quá liều, nặng hơn.",
    "id": "Minum **satu** tablet (400 mg) setiap 8 jam, obat-obatan lain juga.",
    "zh-Hans": "每8小时随餐服用**一片**（400 mg），里面、台面、后天、乾坤、瞭望，“飲食指南”。",
    "zh-Hant": "每8小時隨餐服用**一片**（400 mg），皇后、里長、台灣、着重、温度、脱水。",
    "ja": "８時間ごとに**１錠**（400 mg）を食事と一緒に　服用してください。体、気、労働、国。",
    "ko": "8시간마다 **한 알**(400 mg)을 음식과 함께 복용하십시오.",
    "am": "በየ8 ሰዓቱ **አንድ** ጡባዊ (400 ሚ.ግ) ከምግብ ጋር ይውሰዱ።",
    "hy": "Ընդունեք **մեկ** հաբ (400 մգ) 8 ժամը մեկ, MRI-ի համար, և՛ սա։",
    "km": "លេប**មួយ**គ្រាប់ (400 មក)\u200bរៀងរាល់ 8 ម៉ោង ។",
    "my": "၈ နာရီတစ်ကြိမ် **ဆေးတစ်ပြား** (400 mg)\u200bသောက်ပါ။ ဖွင့်ဖို့",
    "sw": "Meza **kidonge** kimoja (400 mg) kila baada ya saa 8, ng’ombe.",
}


@pytest.mark.parametrize(("tag", "target"), CORRECT.items(), ids=CORRECT)
def test_correct_text_of_every_language_is_left_alone(tag: str, target: str) -> None:
    assert found(target, tag) == []


# what is done to the correct text of a language → the one check that tells
SEEDED = [
    pytest.param("\u0000", "control-character", id="null"),
    pytest.param("\u2029", "control-character", id="paragraph-separator"),
    pytest.param("\ufeff", "control-character", id="byte-order-mark"),
    pytest.param("\u202e", "bidi-control", id="override"),
    pytest.param("\u2067", "bidi-control", id="open-isolate"),
    pytest.param("\u2069", "bidi-control", id="isolate-closed-twice"),
    pytest.param("\u2060", "zero-width", id="word-joiner"),
    pytest.param("\u00ad", "soft-hyphen", id="soft-hyphen"),
    pytest.param("\ufffd", "mojibake", id="replacement"),
    pytest.param("\ue0a5", "private-character", id="private"),
]


@pytest.mark.parametrize("tag", CORRECT)
@pytest.mark.parametrize(("seed", "identifier"), SEEDED)
def test_seeded_character_is_found_once_in_every_language(
    tag: str, seed: str, identifier: str
) -> None:
    middle = CORRECT[tag].index("**") - 3
    target = CORRECT[tag][:middle] + seed + CORRECT[tag][middle:]
    ((told, problem),) = found(target, tag)
    assert told == identifier
    assert problem.span is not None
    assert seed in target[slice(*problem.span)]


@pytest.mark.parametrize("tag", sorted(set(CORRECT) - {"th", "ar"}))
def test_doubled_space_is_found_in_every_language(tag: str) -> None:
    target = CORRECT[tag].replace("**", "  **", 1).replace("   ", "  ")
    assert ids(target, tag) == ["doubled-space"]


@pytest.mark.parametrize(
    ("tag", "target", "words"),
    [
        pytest.param("es", "Tome aquÃ\u00ad una.", ["'aquí'"], id="soft-hyphen-in-it"),
        pytest.param("es", "Tome segÃºn el mÃ©dico.", ["'según'", "'médico.'"], id="latin"),
        pytest.param("tr", "AÄŸrÄ± iÃ§in alÄ±n.", ["'Ağrı'", "'için'", "'alın.'"], id="turkish"),
        pytest.param("vi", "Uá»‘ng thuá»‘c Ä‘Ãºng.", ["'Uống'", "'thuốc'", "'đúng.'"], id="vietnamese"),
        pytest.param("uk", "Р‘С–Р»СЊ Сѓ СЃРїРёРЅС–.", ["'Біль'", "'спині.'"], id="ukrainian"),
        pytest.param("ar", "ØªÙ†Ø§ÙˆÙ„ الدواء", ["'تناول'"], id="arabic"),
        pytest.param("zh-Hans", "è…°éƒ¨ç–¼ç—›", ["'腰部疼痛'"], id="chinese"),
    ],
)  # fmt: skip
def test_mojibake_says_what_was_meant(tag: str, target: str, words: list[str]) -> None:
    messages = [each.message for name, each in found(target, tag) if name == "mojibake"]
    assert [message.rpartition("probably for ")[2] for message in messages] == words


def test_a_mark_in_right_to_left_text_is_right() -> None:
    assert ids("תוצאה: C++\u200e.", "he") == []
    assert ids("Das Wort \u2068<b lang='he'>שלום</b>\u200e\u2069 hilft.", "de") == []


def test_placeholders_of_the_leaflets_own_words() -> None:
    source = "Page %(page)s of %(pages)s"
    assert ids("الصفحة %(page)s من %(pages)s", "ar", source) == []
    assert ids("%(pages)sページ中%(page)sページ", "ja", source) == []
    assert ids("Page %(page)s  de %(pages)s", "fr", source) == ["doubled-space"]
    assert ids("Page %(page)s de %(pages)s ", "fr", source) == ["edge-space"]


def test_code_and_addresses_are_not_looked_at() -> None:
    target = "Tome `a  b , ( x )` <b  title='x'>y</b> [z](a.html  'b') ahora."
    assert ids(target, "es", "Take `a  b , ( x )` <b  title='x'>y</b> [z](a.html  'b') now.") == []
    assert ids(target, "es", "Take `it` now.") == []


# ------------------------------------------------------------------------------------ letters
@pytest.mark.parametrize(
    ("tag", "target", "fix"),
    [
        pytest.param("fa", "قرص قوي است", "قوی", id="arabic-yeh"),
        pytest.param("fa", "كمك", "کمک", id="arabic-kaf"),
        pytest.param("fa", "حتى", "حتی", id="alef-maqsura"),
        pytest.param("fa", "٤٥٦", "۴۵۶", id="digits"),
        pytest.param("ur", "كمي", "کمی", id="urdu"),
        pytest.param("ur", "هر روز", None, id="urdu-heh-is-not-certain"),
        pytest.param("ar", "کل يوم", "كل", id="persian-kaf"),
        pytest.param("ar", "قوی", None, id="persian-yeh-is-yeh-or-maqsura"),
        pytest.param("ar", "۴۵۶", "٤٥٦", id="persian-digits"),
        pytest.param("ru", "їжа", None, id="ukrainian-in-russian"),
        pytest.param("uk", "рыба", None, id="russian-in-ukrainian"),
        pytest.param("tr", "șişe", "şişe", id="romanian-comma"),
        pytest.param("vi", "Ðau", "Đau", id="eth"),
    ],
)
def test_foreign_letter(tag: str, target: str, fix: str | None) -> None:
    ((identifier, problem),) = found(target, tag)
    assert (identifier, problem.fix) == ("foreign-letter", fix)


@pytest.mark.parametrize(
    ("tag", "target", "shown"),
    [
        pytest.param("zh-Hant", "請服药", "药 (U+836F) for 藥", id="simplified"),
        pytest.param("zh-TW", "請服药", "药 (U+836F) for 藥", id="by-region"),
        pytest.param("zh-Hans", "请服藥", "藥 (U+85E5) for 药", id="traditional"),
        pytest.param("zh-Hans", "服薬", "薬 (U+85AC) for 药", id="japanese-in-simplified"),
        pytest.param("zh-Hant", "服薬", "薬 (U+85AC) for 藥", id="japanese-in-traditional"),
        pytest.param("zh-Hans", "劳働", "働 (U+50CD)", id="made-in-japan"),
        pytest.param("ja", "疗法", "疗 (U+7597) for 療", id="simplified-in-japanese"),
        pytest.param("ja", "发熱", "发 (U+53D1) for 発", id="new-form"),
    ],
)
def test_han_variant(tag: str, target: str, shown: str) -> None:
    ((identifier, problem),) = found(target, tag)
    assert identifier == "han-variant"
    assert problem.message.startswith(shown)


def test_names_of_the_termbase_may_stand_in_any_form() -> None:
    facts = Facts(
        Language("en"), make_termbase(make_term("Chen", rule=TermRule.KEEP, zh_Hans="陳健"))
    )
    assert found("请问陳健医生。", "zh-Hans", "Ask Dr Chen.", facts) == []


HOMOGLYPHS = [
    ("de", "Nehmen Sie eine Tablette", dict(zip("aceopxyiTN", "асеорхуіТΝ", strict=True))),
    ("en", "Take one tablet, please", dict(zip("aceopTknb", "αсеορТκηβ", strict=True))),
    ("vi", "Uống một viên thuốc mỗi ngày", dict(zip("ovin", "оνіη", strict=True))),
    ("ru", "Принимайте одну таблетку с водой", dict(zip("аеорсуП", "aeopcyΠ", strict=True))),
    ("uk", "Приймайте і таблетку, і воду", dict(zip("аіеоту", "aieoτy", strict=True))),
    ("el", "Πάρτε ένα δισκίο και νερό", dict(zip("νοκιαρΠ", "vokiapП", strict=True))),
    ("hy", "Ընդունեք մեկ հաբ օրական", dict(zip("ունհք", "nuնhp", strict=True))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        pytest.param(tag, text[:place] + likes[letter] + text[place + 1 :], id=f"{tag}-{place}")
        for tag, text, likes in HOMOGLYPHS
        for place, letter in enumerate(text)
        if likes.get(letter, letter) != letter
    ],
)
def test_every_homoglyph_is_found(tag: str, target: str) -> None:
    assert len(set(ids(target, tag)) & {"stray-fragment", "look-alike"}) == 1


@pytest.mark.parametrize(
    ("tag", "target", "message", "hint"),
    [
        pytest.param(
            "fr", "Du tіssu mou.", "Cyrillic letter 'і' (U+0456) in 'tіssu'",
            "type 'i' for 'і' (U+0456)", id="fr-in-word",
        ),
        pytest.param(
            "fr", "La vitamine В1 aide.", "Cyrillic letter 'В' (U+0412), which French",
            "type 'B' for 'В' (U+0412)", id="fr-before-digit",
        ),
        pytest.param(
            "en", "A tаblеt.", "Cyrillic letters 'а' (U+0430) and 'е' (U+0435) in 'tаblеt'",
            "type 'a' for 'а' (U+0430) and 'e' for 'е' (U+0435)", id="en-two",
        ),
        pytest.param(
            "ru", "Одну тaблетку.", "Latin letter 'a' (U+0061) in 'тaблетку'",
            "type 'а' (U+0430) for 'a'", id="ru-in-word",
        ),
        pytest.param(
            "ru", "Дайте спинi отдохнуть.", "Latin letter 'i' (U+0069) in 'спинi'",
            "type the word with a keyboard for Russian", id="ru-has-no-such-letter",
        ),
        pytest.param(
            "de", "Eine Taблette.", "Cyrillic letters 'б' (U+0431) and 'л' (U+043B) in 'Taблette'",
            "type the word with a keyboard for German", id="de-unlike",
        ),
        pytest.param(
            "de", "Eine таблетка.", "Cyrillic characters 'таблетка' (U+0442", "translate them",
            id="de-word",
        ),
    ],
)  # fmt: skip
def test_odd_letters_are_named(tag: str, target: str, message: str, hint: str) -> None:
    (problem,) = problems_of(script.stray_fragment, Passes("Take it.", target, tag))
    assert problem.message.startswith(message)
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        pytest.param("Your code: 7kdq-mora", "الرمز: 7kdq-mora", 0, id="code"),
        pytest.param(
            "Your code: mora-7kdq-lu", "আপনার কোড: mora-7kdq-lu", 0, id="code-in-the-middle"
        ),
        pytest.param("Your code: 7kdq-mora", "الرمز: 7kdq-more", 1, id="another-code"),
        pytest.param("A 10-minute walk", "نزهة 10-minute", 1, id="number-and-word"),
        pytest.param("A 5mg-tablet", "قرص 5mg-tablet", 1, id="amount"),
        pytest.param("A 2nd-line medicine", "दवा 2nd-line", 1, id="ordinal"),
        pytest.param("A follow-up in 7kdq", "متابعة follow-up 7kdq", 1, id="beside-a-code"),
        pytest.param("See rheuma-help.org.", "انظر rheuma-help.org.", 0, id="domain"),
        pytest.param("See rheuma.org.", "انظر rheuma.net.", 2, id="another-domain"),
        pytest.param("Stop and rest.then walk", "توقف rest.then", 2, id="two-words"),
        pytest.param("Google Chrome helps", "يساعد Google Chrome", 0, id="trade-name-at-start"),
        pytest.param("Bluetooth is on", "البلوتوث Bluetooth", 0, id="trade-name-at-the-start"),
        pytest.param("Rest is best", "استرح Rest", 1, id="word-at-the-start"),
        pytest.param("Back Care runs classes", "يقدم Back Care دروسا", 0, id="name-at-the-start"),
        pytest.param("Back care runs on", "يستمر Back care", 1, id="words-at-the-start"),
        pytest.param("Back Care for Old People", "عناية Back Care بالكبار", 1, id="heading"),
        pytest.param("Rumatel helps. Ask Rumatel.", "يساعد Rumatel", 0, id="name-said-again"),
        pytest.param("Rest helps. Rest more.", "تساعد Rest", 1, id="word-begins-twice"),
        pytest.param(
            "Pilluhr is free. Nurses like Pilluhr.", "تطبيق Pilluhr مجاني", 0, id="name-within"
        ),
        pytest.param("Rest is good. Rest well.", "استرح Rest", 1, id="two-sentences-begin-alike"),
        pytest.param("Use a back brace.", "استخدم دعامة الظهر (back brace).", 0, id="gloss"),
        pytest.param("Use a back brace.", "استخدم (back brace).", 1, id="in-place-of-a-word"),
        pytest.param("Rest (at home).", "استرح (at home).", 1, id="remark-left-behind"),
        pytest.param("Rest at the home.", "استرح (in bed).", 1, id="gloss-of-another-word"),
        pytest.param(
            "Rest for some days at home.", "استرح (for some days at).", 1, id="long-gloss"
        ),
        pytest.param("Open medPlan first", "افتح medPlan", 0, id="capital-inside"),
        pytest.param("Open the plan", "افتح medPlan", 1, id="capital-inside-is-not-in-the-source"),
    ],
)
def test_what_stands_in_a_code_is_not_stray(source: str, target: str, found: int) -> None:
    example = Passes(source, target, "hi" if "द" in target else "bn" if "ক" in target else "ar")
    assert len(problems_of(script.stray_fragment, example)) == found


# ---------------------------------------------------------------------------------------- fixes
PIECES = [
    "Tome ", "una ", "  ", "\u00a0", "\u202f ", " ,", " .", "( ", " )", "`a  b`", "\n", " \n", "  \n",
    "\t", "\u202a", "\u202c", "\u2066", "\u2069", "\u200e", "\u200c", "\u200b", "\ufeff", "\u00ad",
    "e\u0301", "ﬁ", "قوي", "كل", "٤", "۵", "تنـــاول", "ﺳﻼم", "ｶﾞ", "５", "**", "药", "şi", "µ", "ό", "\ue000",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)


@examples(300)
@given(
    target=TEXT,
    tag=st.sampled_from(["es", "fa", "ar", "ja", "zh-Hans", "el", "ur", "th", "tr"]),
    source=st.sampled_from(["Take one.", "Take one.  \nRest.", " Take\n one "]),
)
def test_fixes_leave_nothing_to_fix(target: str, tag: str, source: str) -> None:
    for _ in range(4):  # a fix may bring together what was apart
        fixable = _apart([p for _, p in found(target, tag, source) if p.fix is not None])
        if not fixable:
            return
        for problem in reversed(fixable):
            assert problem.span is not None
            assert problem.fix is not None
            start, end = problem.span
            assert target[start:end] != problem.fix
            target = target[:start] + problem.fix + target[end:]
    assert [p for _, p in found(target, tag, source) if p.fix is not None] == []


def _apart(problems: list[Problem]) -> list[Problem]:
    """The problems in their order, without those that overlap an earlier one."""
    kept: list[Problem] = []
    for problem in sorted(problems, key=lambda each: each.span or (0, 0)):
        assert problem.span is not None
        if not kept or (kept[-1].span or (0, 0))[1] <= problem.span[0]:
            kept.append(problem)
    return kept
