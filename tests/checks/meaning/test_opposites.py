"""The opposite of what the source says is found in every language, and what is right is not.

The corpus (opposites/<language>.tsv) has three columns: source, translation, and the translation in
which one word is its contrary: positive for negative, the ear for the eye, faster for slower.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks.meaning.conditions import condition_mismatch
from pipeline.checks.meaning.opposites import limit_mismatch, opposite_mismatch
from tests.checks.sentences import FIRST_CLASS, findings_on_right, problems, rows

CORPUS = Path(__file__).parent / "opposites"
LANGUAGES = sorted(path.stem for path in CORPUS.glob("*.tsv"))
CHECKS = (condition_mismatch, limit_mismatch, opposite_mismatch)


def messages(source: str, target: str, tag: str) -> list[str]:
    return [problem.message for problem in problems(source, target, tag, *CHECKS)]


def test_corpus_has_every_first_class_language() -> None:
    assert LANGUAGES == FIRST_CLASS


@pytest.mark.parametrize("language", LANGUAGES)
def test_correct_translations_have_no_findings(language: str) -> None:
    assert findings_on_right(language, CORPUS) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_opposite_is_found(language: str) -> None:
    opposites = [(source, wrong) for source, _, wrong in rows(language, CORPUS)]
    assert len(opposites) >= 6
    assert [wrong for source, wrong in opposites if not problems(source, wrong, language)] == []


@pytest.mark.parametrize(
    ("source", "right", "wrong", "language"),
    [
        pytest.param(
            "Do not take more than 4 tablets.",
            "No tome más de 4 comprimidos.",
            "No tome menos de 4 comprimidos.",
            "es",
            id="limit",
        ),
        pytest.param(
            "Do not increase the dose.",
            "No aumente la dosis.",
            "No reduzca la dosis.",
            "es",
            id="more",
        ),
        pytest.param(
            "Do not stop it without asking.",
            "Ne l’arrêtez pas sans demander.",
            "Ne le continuez pas sans demander.",
            "fr",
            id="stop",
        ),
    ],
)
def test_a_contrary_is_found_where_both_negate_once(
    source: str, right: str, wrong: str, language: str
) -> None:
    assert messages(source, right, language) == []
    assert len(messages(source, wrong, language)) == 1


@pytest.mark.parametrize(
    ("source", "right", "wrong", "language"),
    [
        # skin that is whole, however the language says so
        ("Use it on unbroken skin.", "Auf unverletzter Haut anwenden.", "Auf verletzter Haut anwenden.", "de"),
        ("Use it on unbroken skin.", "Usare sulla pelle integra.", "Usare sulla pelle lesa.", "it"),
        ("Use it on unbroken skin.", "用于没有破损的皮肤。", "用于破损的皮肤。", "zh-Hans"),
        # two negations that are one word, or the other way round
        ("A mild fever is not uncommon.", "La fiebre leve no es rara.", "La fiebre leve es rara.", "es"),
        ("A mild fever is not uncommon.", "Leichtes Fieber ist häufig.", "Leichtes Fieber ist selten.", "de"),
        # of two limits one is turned round
        (
            "Call if it is above 39 °C for more than two days.",
            "Llame si pasa de 39 °C durante más de dos días.",
            "Llame si está por debajo de 39 °C durante más de dos días.",
            "es",
        ),
        # "only" is not "except", where nothing negates
        ("Wear it only at night.", "Solo póngaselo por la noche.", "Póngaselo, salvo por la noche.", "es"),
        ("Do not wear it except at night.", "Nur nachts tragen.", "Außer nachts tragen.", "de"),
        ("Your bones get stronger.", "Ваши кости крепнут.", "Ваши кости слабеют.", "ru"),
        ("Loosen tight clothing.", "Afloje la ropa ajustada.", "Apriete la ropa ajustada.", "es"),
        ("Wear loose shoes.", "Tragen Sie keine engen Schuhe.", "Tragen Sie enge Schuhe.", "de"),
        # what both do without makes no limit agree with its contrary
        ("It takes less than an hour, without pain.", "Dura meno di un’ora, senza dolore.", "Dura più di un’ora, senza dolore.", "it"),
        # "at least" for "at most", beside another "at most"
        (
            "Wait at least 2 days, and no more than 5.",
            "Warten Sie mindestens 2 Tage, und höchstens 5.",
            "Warten Sie höchstens 2 Tage, und höchstens 5.",
            "de",
        ),
        ("Stop it and call us if it begins to hurt.", "Arrêtez-le et appelez-nous si cela commence à faire mal.", "Continuez-le et appelez-nous si cela fait mal.", "fr"),
        ("Keep the leg straight.", "Houd het been gestrekt.", "Houd de arm gestrekt.", "nl"),
        # above for below, beside a "never"
        ("Keep the drip below the level of your heart, and never pull at it.", "Houd het infuus lager dan uw hart en trek er nooit aan.", "Houd het infuus hoger dan uw hart en trek er nooit aan.", "nl"),
        ("Keep the drip below the level of your heart, and never pull at it.", "Mantenga el gotero por debajo del corazón y no tire nunca de él.", "Mantenga el gotero por encima del corazón y no tire nunca de él.", "es"),
        # until it is so, and as soon as it is
        ("Keep the cast on until the nurse comes.", "Lassen Sie den Gips dran, bis die Pflegekraft kommt.", "Lassen Sie den Gips dran, sobald die Pflegekraft kommt.", "de"),
        ("Keep the cast dry until the nurse comes.", "Gardez le plâtre au sec jusqu’à l’arrivée de l’infirmière.", "Gardez le plâtre au sec dès que l’infirmière arrive.", "fr"),
        ("Do not walk until the nurse comes.", "Gehen Sie erst, sobald die Pflegekraft da ist.", "Gehen Sie nicht, sobald die Pflegekraft da ist.", "de"),
        # a pain that gets worse gets no weaker
        ("Call us if the pain gets worse.", "Zadzwoń, jeśli ból się nasili.", "Zadzwoń, jeśli ból osłabnie.", "pl"),
        ("Call us if the pain gets worse.", "Appelez-nous si la douleur augmente.", "Appelez-nous si la douleur diminue.", "fr"),
        # what is left out is not doubled
        ("Leave it out; do not double the next dose.", "Пропустите её; следующую дозу не удваивайте.", "Пропустите её; следующую дозу удвойте.", "ru"),
        # between two numbers in words "bis" is no "until"
        ("Most people walk without a stick after six to eight weeks.", "Die meisten gehen nach sechs bis acht Wochen ohne Stock.", "Die meisten gehen nach sechs bis acht Wochen mit Stock.", "de"),
        # a limit turned round where one text negates
        ("You must not drive until you have had no fits for at least a year.", "Sie dürfen erst wieder fahren, wenn Sie mindestens ein Jahr anfallsfrei sind.", "Sie dürfen erst wieder fahren, wenn Sie höchstens ein Jahr anfallsfrei sind.", "de"),
        ("It is not unusual for the foot to swell.", "Non è insolito che il piede si gonfi.", "È insolito che il piede si gonfi.", "it"),
        # before a time is over, and before the tablet
        (
            "If you vomit less than 20 minutes after the tablet, take one more.",
            "Jeśli zwymiotujesz przed upływem 20 minut od zażycia tabletki, zażyj jeszcze jedną.",
            "Jeśli zwymiotujesz przed tabletką, w ciągu 20 minut zażyj jeszcze jedną.",
            "pl",
        ),
        (
            "If you vomit less than 20 minutes after the tablet, take one more.",
            "Ukitapika kabla ya dakika 20 kupita tangu umeze kidonge, meza kingine.",
            "Ukitapika kabla ya kidonge, meza kingine ndani ya dakika 20.",
            "sw",
        ),
        # only where it hurts, and even where it does
        ("Take the whole course, even if the cough is gone.", "Prenez tout le traitement, même si la toux a cessé.", "Prenez tout le traitement si la toux a cessé.", "fr"),
        ("Take the whole course, even if the cough is gone.", "Przyjmij całą kurację, nawet jeśli kaszel minął.", "Przyjmij całą kurację, jeśli kaszel minął.", "pl"),
        ("Take the whole course, even if the cough is gone.", "Habiskan obatnya, sekalipun batuknya sudah hilang.", "Habiskan obatnya jika batuknya sudah hilang.", "id"),
        ("It rarely takes longer than 30 minutes.", "Dura raramente più di 30 minuti.", "Dura spesso più di 30 minuti.", "it"),
        ("Stay away from babies until it is dry.", "Jauhi bayi sampai kering.", "Jauhi bayi setelah kering.", "id"),
        # within three months, and before the rash
        ("After the rash is gone the pain eases within three months.", "Cuando la erupción ha desaparecido, el dolor remite antes de tres meses.", "Antes de la erupción, el dolor remite en tres meses.", "es"),
        # a year without fits in both, and what is refused until then or after it
        (
            "You must not drive until you have been without fits for a year.",
            "Potrà guidare solo dopo un anno senza crisi.",
            "Non deve guidare dopo un anno senza crisi.",
            "it",
        ),
        (
            "You must not drive until you have been without fits for a year.",
            "Водить можно только после того, как приступов не было целый год.",
            "Нельзя водить после целого года без приступов.",
            "ru",
        ),
    ],
)  # fmt: skip
def test_what_careful_translators_confuse(
    source: str, right: str, wrong: str, language: str
) -> None:
    assert problems(source, right, language) == []
    assert len(problems(source, wrong, language)) >= 1


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        pytest.param(
            "Never take more than 1,200 mg.", "No tome nunca más de 1200 mg.", "es", id="at-most"
        ),
        pytest.param(
            "Until it is on, you will not be told.",
            "Solange es ausgeschaltet ist, erfahren Sie es nicht.",
            "de",
            id="until",
        ),
        pytest.param(
            "See a doctor if it does not get better within 7 days.",
            "Gehen Sie zum Arzt, wenn es nach 7 Tagen nicht besser wird.",
            "de",
            id="not-within",
        ),
        pytest.param(
            "The tablets work within 30 minutes.",
            "Таблетки действуют через 30 минут.",
            "ru",
            id="no-order",
        ),
        pytest.param(
            "Use within 28 days of opening.",
            "Nach dem Öffnen innerhalb von 28 Tagen verwenden.",
            "de",
            id="within-and-after",
        ),
        pytest.param(
            "Both make it more difficult and harder to relieve.",
            "দুটিই এটিকে আরও কঠিন করে, এবং কমানোও কঠিন হয়।",
            "bn",
            id="comparative",
        ),
        pytest.param(
            "Keep it out of the reach of children.",
            "Φυλάσσεται μακριά από τα παιδιά.",
            "el",
            id="reach",
        ),
        pytest.param(
            "Stand up slowly after lying down.",
            "躺了很久之后慢慢站起来。",
            "zh-Hans",
            id="posture",
        ),
        pytest.param(
            "Increase it over a few weeks.",
            "Ավելացրեք ցածր դեղաչափը մի քանի շաբաթում։",
            "hy",
            id="over-time",
        ),
        pytest.param(
            "Adults must not take it.",
            "仅供儿童使用。",
            "zh-Hans",
            id="not-for-the-others",
        ),
        pytest.param(
            "Take it on an empty stomach, 2 hours after a meal.",
            "Przyjmować na czczo, 2 godziny po posiłku.",
            "pl",
            id="empty-and-after",
        ),
        pytest.param(
            "If you miss a dose, take it when you remember.",
            "Wenn Sie eine Dosis vergessen haben, holen Sie sie nach.",
            "de",
            id="missed-is-forgotten",
        ),
        pytest.param(
            "Tell us if you are planning to have a baby.",
            "Dígalo si tiene intención de quedarse embarazada.",
            "es",
            id="woman-and-child",
        ),
        pytest.param(
            "Rest, and take over-the-counter medicine.",
            "Descanse y tome medicamentos de venta libre.",
            "es",
            id="over-the-counter",
        ),
        pytest.param(
            "More pain, less movement.",
            "Maumivu huongezeka, uwezo wa kusogea hupungua.",
            "sw",
            id="more-in-verbs",
        ),
        pytest.param(
            "Longer breaks are less regular, but of greater length.",
            "Длинные перерывы менее регулярны, но длятся подольше.",
            "ru",
            id="less-in-both",
        ),
        pytest.param(
            "Move your head, and straighten your arms.",
            "頭を動かし、肘を伸ばします。",
            "ja",
            id="one-of-many",
        ),
        pytest.param(
            "Do this an hour before bed.",
            "Bunu yatmadan bir saat önce yapın.",
            "tr",
            id="before-in-two-words",
        ),
    ],
)
def test_what_only_looks_like_a_contrary(source: str, target: str, language: str) -> None:
    assert messages(source, target, language) == []


@pytest.mark.parametrize(
    ("source", "right", "wrong", "language"),
    [
        # what every language says by a word of its own, and a translation that has none
        (
            "Ask us first if you are allergic to eggs.",
            "Fragen Sie uns vorher, wenn Sie auf Eier allergisch sind.",
            "Fragen Sie uns vorher, wenn Sie Eier essen.",
            "de",
        ),
        (
            "Do not use it if you are breastfeeding.",
            "N’utilisez pas ce produit si vous allaitez.",
            "N’utilisez pas ce produit si vous êtes enceinte.",
            "fr",
        ),
        (
            "Put one drop in each nostril.",
            "Captar una gota en cada fosa nasal.",
            "Captar una gota en la fosa nasal.",
            "es",
        ),
        (
            "You can take up to four tablets.",
            "Можно принять до четырёх таблеток.",
            "Можно принять четыре таблетки.",
            "ru",
        ),
        (
            "All meals except breakfast are served.",
            "朝食を除くすべての食事が出ます。",
            "朝食を含むすべての食事が出ます。",
            "ja",
        ),
        (
            "Only a nurse may change the dressing.",
            "Tylko pielęgniarka może zmienić opatrunek.",
            "Pielęgniarka może zmienić opatrunek.",
            "pl",
        ),
        ("Take one tablet before meals.", "식사 전에 한 알을 드세요.", "한 알을 드세요.", "ko"),
        ("Take it after dinner.", "ليُؤخذ بعد العشاء.", "ليُؤخذ.", "ar"),
        # what may be, and must be
        ("You may feel tired.", "आपको थकान महसूस हो सकती है।", "आपको थकान महसूस होनी चाहिए।", "hi"),
        (
            "The tablet may taste bitter.",
            "La compressa può avere un sapore amaro.",
            "La compressa deve avere un sapore amaro.",
            "it",
        ),
        # the night, and the day that a language also counts by
        (
            "Take two drops at night.",
            "Prenez deux gouttes la nuit.",
            "Prenez deux gouttes le jour.",
            "fr",
        ),
        ("Take two drops at night.", "קחו שתי טיפות בלילה.", "קחו שתי טיפות ביום.", "he"),
        # which of two the "not" belongs to, where the verb stands at the end
        (
            "Bandage the left knee, not the right.",
            "右膝ではなく左膝に包帯を巻きます。",
            "左膝ではなく右膝に包帯を巻きます。",
            "ja",
        ),
        (
            "Bandage the left knee, not the right.",
            "Sağ dize değil sol dize sargı sarın.",
            "Sol dize değil sağ dize sargı sarın.",
            "tr",
        ),
        (
            "Take it in the morning, not in the evening.",
            "ညနေမဟုတ်ဘဲ မနက်တွင် သောက်ပါ။",
            "မနက်မဟုတ်ဘဲ ညနေတွင် သောက်ပါ။",
            "my",
        ),
        (
            "Take a shower, not a bath.",
            "Geh duschen, nicht baden.",
            "Geh baden, nicht duschen.",
            "de",
        ),
        # "only" at the end, even if, with or without, what is swallowed
        ("For external use only.", "Solo para uso externo.", "Para uso externo.", "es"),
        (
            "Rest, even if it hurts.",
            "Ruhen Sie sich aus, selbst wenn es weh tut.",
            "Ruhen Sie sich nur aus, wenn es weh tut.",
            "de",
        ),
        (
            "Take it with or without food.",
            "可与食物同服或不与食物同服。",
            "可与食物同服。",
            "zh-Hans",
        ),
        ("Take two tablets.", "Примите две таблетки.", "Примите две капсулы.", "ru"),
        # what comes first, said the other way round: て is "and then"
        (
            "Take it before breakfast.",
            "朝食の前に服用してください。",
            "朝食をとってから服用してください。",
            "ja",
        ),
        # how long, and from when on
        (
            "Rest until the fever has gone.",
            "열이 내릴 때까지 쉬세요.",
            "열이 내린 때부터 쉬세요.",
            "ko",
        ),
        (
            "Rest until the fever has gone.",
            "காய்ச்சல் நீங்கும் வரை ஓய்வெடுங்கள்.",
            "காய்ச்சல் நீங்கியதிலிருந்து ஓய்வெடுங்கள்.",
            "ta",
        ),
        (
            "Rest until the fever has gone.",
            "Ruhen Sie, bis das Fieber weg ist.",
            "Ruhen Sie, nachdem das Fieber weg ist.",
            "de",
        ),
    ],
)
def test_what_a_hurried_translator_loses(
    source: str, right: str, wrong: str, language: str
) -> None:
    assert messages(source, right, language) == []
    assert len(messages(source, wrong, language)) == 1


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Only a few people feel ill.", "Nur wenige Menschen fühlen sich unwohl.", "de"),
        (
            "You can have it from week 20 of pregnancy.",
            "U kunt de prik krijgen vanaf week 20.",
            "nl",
        ),
        ("Ask us if you are planning a pregnancy.", "ปรึกษาเราหากคุณวางแผนจะมีลูก", "th"),
        ("You may need to rest.", "Vielleicht ist Ruhe notwendig.", "de"),
        ("You may have to rest.", "Bisweilen müssen Sie sich ausruhen.", "de"),
        ("Use no more than 8 puffs a day.", "Không dùng quá 8 nhát xịt mỗi ngày.", "vi"),
        ("Give nothing other than milk.", "Il ne faut rien donner d’autre que du lait.", "fr"),
        (
            "You can eat up to two hours after it.",
            "Есть можно в течение двух часов после этого.",
            "ru",
        ),
        ("Your doctor may ask if you want help.", "แพทย์จะถามว่าคุณต้องการความช่วยเหลือไหม", "th"),
        ("This gel is for adults only.", "Ce gel est réservé aux adultes.", "fr"),
        ("Take it with or without food.", "Einnahme unabhängig von den Mahlzeiten.", "de"),
        ("You are not alone.", "Вы не одни.", "ru"),
        ("Drink no coffee before the test.", "No tome café antes de la prueba.", "es"),
    ],
)
def test_what_is_said_without_the_word(source: str, target: str, language: str) -> None:
    assert messages(source, target, language) == []


def test_a_negation_makes_no_dentist_of_a_pharmacist() -> None:
    assert messages("Ask a pharmacist.", "No dude en consultar al dentista.", "es") == [
        "the source says 'pharmacist', the translation says 'dentista'"
    ]


def test_after_a_meal_is_no_empty_stomach() -> None:
    assert messages("Take it on an empty stomach.", "Przyjmować po posiłku.", "pl") == [
        "the source says 'empty', the translation says 'po'"
    ]


@pytest.mark.parametrize(
    ("source", "targets", "language"),
    [
        (
            "Take it in the morning, and rest at night.",
            ("朝に飲み、夜は休みます。", "夜に飲み、夜は休みます。"),
            "ja",
        ),
        (
            "Take it in the morning, and rest at night.",
            ("早上服用，晚上休息。", "晚上服用，晚上休息。"),
            "zh-Hans",
        ),
        (
            "Bend the left knee over the right one.",
            ("बाएँ घुटने को दाएँ घुटने पर मोड़ें।", "दाएँ घुटने को दाएँ घुटने पर मोड़ें।"),
            "hi",
        ),
    ],
)
def test_one_contrary_said_twice_stands_for_the_other(
    source: str, targets: tuple[str, str], language: str
) -> None:
    right, wrong = targets
    assert messages(source, right, language) == []
    assert len(messages(source, wrong, language)) == 1


def test_who_is_named_again_stands_for_nobody_else() -> None:
    source = "Children need their parents and adults need them, too."
    target = "Anak-anak membutuhkan orang tuanya dan orang tua membutuhkan anak-anak."
    assert messages(source, target, "id") == []


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("Haga lo mismo con la otra pierna.", "es"),
        ("Wiederholen Sie dasselbe mit dem anderen Bein.", "de"),
        ("다른 쪽 다리로도 같은 동작을 하세요.", "ko"),
        ("反対側の脚でも同じようにします。", "ja"),
        ("Powtórz to samo drugą nogą.", "pl"),
        ("Diğer bacakla aynı hareketi yapın.", "tr"),
        ("दूसरे पैर से भी वही दोहराएँ।", "hi"),
        ("دوسری ٹانگ سے بھی وہی دہرائیں۔", "ur"),
        ("Rudia kwa mguu mwingine, kwa njia ileile.", "sw"),
        ("Ulangi gerakan yang sama dengan kaki lainnya.", "id"),
        ("অন্য পা দিয়ে একই কাজ করুন।", "bn"),
        ("மற்ற காலால் அதே பயிற்சியைச் செய்யுங்கள்.", "ta"),
        ("همین کار را با پای دیگر تکرار کنید.", "fa"),
        ("Lặp lại cùng một động tác với chân kia.", "vi"),
    ],
)
def test_the_same_with_the_other_is_no_contrary(target: str, language: str) -> None:
    assert messages("Repeat with the other leg.", target, language) == []
