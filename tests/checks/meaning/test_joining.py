""" "Call us if you have a rash or a cough" warns who has one; "a rash and a cough" who has both."""

from __future__ import annotations

import pytest

from pipeline.checks.run import run
from tests.builders import make_catalog, make_unit

RASH = "Call us if you have a rash or a cough."

# language, right translation, wrong one
ONE_OF = [
    ("de", "Rufen Sie uns an, wenn Sie Ausschlag oder Husten haben.", "Rufen Sie uns an, wenn Sie Ausschlag und Husten haben."),
    ("fr", "Appelez-nous si vous avez une éruption ou de la toux.", "Appelez-nous si vous avez une éruption et de la toux."),
    ("es", "Llámenos si tiene sarpullido o tos.", "Llámenos si tiene sarpullido y tos."),
    ("it", "Ci chiami se ha un’eruzione o la tosse.", "Ci chiami se ha un’eruzione e la tosse."),
    ("pt-BR", "Ligue para nós se tiver manchas na pele ou tosse.", "Ligue para nós se tiver manchas na pele e tosse."),
    ("nl", "Bel ons als u uitslag of hoest hebt.", "Bel ons als u uitslag en hoest hebt."),
    ("pl", "Zadzwoń do nas, jeśli masz wysypkę lub kaszel.", "Zadzwoń do nas, jeśli masz wysypkę i kaszel."),
    ("cs", "Zavolejte nám, pokud máte vyrážku nebo kašel.", "Zavolejte nám, pokud máte vyrážku a kašel."),
    ("ru", "Позвоните нам, если у вас сыпь или кашель.", "Позвоните нам, если у вас сыпь и кашель."),
    ("uk", "Зателефонуйте нам, якщо у вас висип або кашель.", "Зателефонуйте нам, якщо у вас висип і кашель."),
    ("el", "Καλέστε μας αν έχετε εξάνθημα ή βήχα.", "Καλέστε μας αν έχετε εξάνθημα και βήχα."),
    ("tr", "Döküntünüz veya öksürüğünüz varsa bizi arayın.", "Döküntünüz ve öksürüğünüz varsa bizi arayın."),
    ("ar", "اتصل بنا إذا ظهر لديك طفح أو سعال.", "اتصل بنا إذا ظهر لديك طفح وسعال."),
    ("he", "התקשרו אלינו אם יש לכם פריחה או שיעול.", "התקשרו אלינו אם יש לכם פריחה ושיעול."),
    ("fa", "اگر بثورات یا سرفه دارید، به ما زنگ بزنید.", "اگر بثورات و سرفه دارید، به ما زنگ بزنید."),
    ("ur", "اگر آپ کو دانے یا کھانسی ہو تو ہمیں فون کریں۔", "اگر آپ کو دانے اور کھانسی ہو تو ہمیں فون کریں۔"),
    ("hi", "अगर आपको दाने या खाँसी हो तो हमें फ़ोन करें।", "अगर आपको दाने और खाँसी हो तो हमें फ़ोन करें।"),
    ("bn", "ফুসকুড়ি বা কাশি হলে আমাদের ফোন করুন।", "ফুসকুড়ি ও কাশি হলে আমাদের ফোন করুন।"),
    ("th", "โทรหาเราหากมีผื่นหรือไอ", "โทรหาเราหากมีผื่นและไอ"),
    ("vi", "Gọi cho chúng tôi nếu quý vị bị phát ban hoặc ho.", "Gọi cho chúng tôi nếu quý vị bị phát ban và ho."),
    ("id", "Hubungi kami jika Anda mengalami ruam atau batuk.", "Hubungi kami jika Anda mengalami ruam dan batuk."),
    ("zh-Hans", "如果出现皮疹或咳嗽，请与我们联系。", "如果出现皮疹和咳嗽，请与我们联系。"),
    ("zh-Hant", "如果出現皮疹或咳嗽，請與我們聯繫。", "如果出現皮疹和咳嗽，請與我們聯繫。"),
    ("ko", "발진이나 기침이 있으면 전화하세요.", "발진과 기침이 있으면 전화하세요."),
    ("am", "ሽፍታ ወይም ሳል ካለብዎት ይደውሉልን።", "ሽፍታ እና ሳል ካለብዎት ይደውሉልን።"),
    ("hy", "Զանգահարեք մեզ, եթե ցան կամ հազ ունեք։", "Զանգահարեք մեզ, եթե ցան և հազ ունեք։"),
    ("ta", "தடிப்பு அல்லது இருமல் இருந்தால் எங்களை அழையுங்கள்.", "தடிப்பு மற்றும் இருமல் இருந்தால் எங்களை அழையுங்கள்."),
    ("km", "ហៅមកយើង ប្រសិនបើអ្នកមានកន្ទួល ឬក្អក។", "ហៅមកយើង ប្រសិនបើអ្នកមានកន្ទួល និងក្អក។"),
]  # fmt: skip


def found(source: str, target: str, language: str) -> list[str]:
    catalog = make_catalog(make_unit(source, target), language=language)
    return [each.message for each in run({"x.po": catalog})]


@pytest.mark.parametrize(("language", "right", "wrong"), ONE_OF)
def test_one_of_two_is_enough(language: str, right: str, wrong: str) -> None:
    assert found(RASH, right, language) == []
    (message,) = found(RASH, wrong, language)
    assert message.startswith("the source says 'or', the translation says ")


CAST = "Call us if the cast gets wet, or if you cannot move your toes."


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("ar", "اتصل بنا إذا ابتلت الجبيرة، أو إذا لم تستطع تحريك أصابع قدمك.", "اتصل بنا إذا ابتلت الجبيرة، وإذا لم تستطع تحريك أصابع قدمك."),
        ("he", "התקשרו אלינו אם הגבס נרטב, או אם אינכם יכולים להזיז את אצבעות הרגליים.", "התקשרו אלינו אם הגבס נרטב, ואם אינכם יכולים להזיז את אצבעות הרגליים."),
        ("vi", "Gọi cho chúng tôi nếu bó bột bị ướt, hoặc nếu quý vị không cử động được ngón chân.", "Gọi cho chúng tôi nếu bó bột bị ướt, và nếu quý vị không cử động được ngón chân."),
        ("ja", "ギプスが濡れたとき、または足の指を動かせないときは、電話してください。", "ギプスが濡れたとき、かつ足の指を動かせないときは、電話してください。"),
    ],
)  # fmt: skip
def test_a_case_of_its_own_may_be_negated(language: str, right: str, wrong: str) -> None:
    assert found(CAST, right, language) == []
    assert any("'or'" in message for message in found(CAST, wrong, language))


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        # what is not there: neither of them
        ("de", "Call us if you have no rash or cough.", "Rufen Sie uns an, wenn Sie keinen Ausschlag und keinen Husten haben."),
        # examples, and more of the kind
        ("de", "Ask us if you eat nuts or other seeds.", "Fragen Sie uns, wenn Sie Nüsse und andere Samen essen."),
        # a list without a word, and an "and" that belongs to something else
        ("zh-Hans", "Call us if your leg is red, hot or sore.", "如果腿部发红、发热、疼痛，请与我们联系。"),
        # outside of a case: it is the same
        ("fr", "It can cause headaches or a cough.", "Il peut provoquer des maux de tête et une toux."),
        # the vowel before it makes of ও no word: even if
        ("bn", "Call us if you feel sick or hot.", "বমি বমি লাগলে, গরম লাগলেও আমাদের ফোন করুন।"),
    ],
)  # fmt: skip
def test_what_and_may_stand_for(language: str, source: str, target: str) -> None:
    assert found(source, target, language) == []
