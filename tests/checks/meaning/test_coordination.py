""" "Do not smoke and do not drink" forbids both: a second negation that was lost is found."""

from __future__ import annotations

import pytest

from pipeline.checks.run import run
from tests.builders import make_catalog, make_unit

SMOKE = "Do not smoke and do not drink."
TOUCH = "Do not touch the eye with the bottle and do not share the drops."
DRIVE = "Do not drive and do not use machines."

# language, source, right translations, wrong ones
JOINED = [
    ("de", SMOKE, ["Rauchen und trinken Sie nicht.", "Rauchen Sie nicht und trinken Sie nicht.", "Rauchen Sie nicht und trinken Sie keinen Alkohol."], ["Rauchen Sie nicht und trinken Sie."]),
    ("de", DRIVE, ["Fahren Sie nicht Auto und bedienen Sie keine Maschinen."], ["Fahren Sie nicht Auto und bedienen Sie Maschinen."]),
    ("fr", SMOKE, ["Ne fumez pas et ne buvez pas.", "Ne fumez ni ne buvez.", "Évitez de fumer et de boire."], ["Ne fumez pas et buvez."]),
    ("fr", "Do not drive and do not go to work.", ["Ne conduisez pas et restez chez vous."], []),
    ("es", SMOKE, ["No fume ni beba.", "No fume y no beba.", "No beba ni fume tabaco y cigarros."], ["No fume y beba."]),
    ("pt-BR", SMOKE, ["Não fume nem beba.", "Não fume e não beba."], ["Não fume e beba."]),
    ("it", SMOKE, ["Non fumi e non beva.", "Non fumi né beva."], ["Non fumi e beva."]),
    ("nl", SMOKE, ["Rook en drink niet.", "Rook niet en drink niet.", "Rook niet en drink geen alcohol."], ["Rook niet en drink."]),
    ("ru", SMOKE, ["Не курите и не пейте.", "Не употребляйте табак и алкоголь."], ["Не курите и пейте."]),
    ("uk", SMOKE, ["Не куріть і не пийте.", "Не вживайте тютюн і алкоголь."], ["Не куріть і пийте."]),
    ("cs", SMOKE, ["Nekuřte a nepijte.", "Nepijte alkohol a kávu."], ["Nekuřte a pijte."]),
    ("pl", SMOKE, ["Nie palcie i nie pijcie.", "Nie należy palić i pić."], ["Nie palcie i pijcie."]),
    ("ar", SMOKE, ["لا تدخن ولا تشرب.", "لا تدخن وتشرب."], ["لا تدخن واشرب."]),
    ("he", SMOKE, ["אל תעשנו ואל תשתו.", "אין לעשן ולשתות."], ["אל תעשנו ושתו."]),
    ("tr", SMOKE, ["Sigara ve alkol kullanmayın.", "Sigara içmeyin ve alkol almayın.", "Sigara içmeyin, alkol almayın, lütfen."], ["Sigara içmeyin ve alkol alın."]),
    ("hi", SMOKE, ["धूम्रपान और शराब का सेवन न करें।", "धूम्रपान न करें और शराब न पिएँ।"], ["धूम्रपान न करें और शराब पिएँ।"]),
    ("bn", SMOKE, ["ধূমপান ও মদ্যপান করবেন না।"], ["ধূমপান করবেন না এবং মদ্যপান করুন।"]),
    ("ur", SMOKE, ["تمباکو نوشی اور شراب نوشی نہ کریں۔"], ["تمباکو نوشی نہ کریں اور شراب نوشی کریں۔"]),
    ("fa", SMOKE, ["سیگار و الکل مصرف نکنید.", "سیگار نکشید و الکل ننوشید."], ["سیگار نکشید و الکل بنوشید."]),
    ("ja", SMOKE, ["タバコを吸わず、お酒も飲まないでください。", "喫煙、飲酒はしないでください。"], ["タバコは吸わないで、お酒を飲んでください。"]),
    ("ko", SMOKE, ["담배를 피우지 말고 술을 마시지 마세요.", "담배와 술을 하지 마세요."], ["담배를 피우지 말고 술을 드세요."]),
    ("zh-Hans", SMOKE, ["请勿吸烟和喝酒。", "请勿吸烟，请勿喝酒。", "请勿吸烟、饮酒。"], ["请勿吸烟，可以喝酒。"]),
    ("zh-Hant", SMOKE, ["請勿吸菸和喝酒。"], ["請勿吸菸，請喝酒。"]),
    ("my", SMOKE, ["ဆေးလိပ် မသောက်ပါနှင့်၊ အရက် မသောက်ပါနှင့်။"], []),
    ("id", SMOKE, ["Jangan merokok dan minum alkohol."], []),
    ("vi", SMOKE, ["Không hút thuốc và uống rượu."], []),
    ("th", SMOKE, ["ห้ามสูบบุหรี่และดื่มสุรา"], []),
    ("de", "Do not drive and rest.", ["Fahren Sie nicht und ruhen Sie sich aus."], []),
    ("de", "Do not eat, do not drink and do not smoke.", ["Essen, trinken und rauchen Sie nicht."], ["Essen Sie nicht, trinken Sie nicht und rauchen Sie."]),
    ("de", "Do not drive and do not drink, but eat.", ["Fahren und trinken Sie nicht, und essen Sie etwas."], []),
    ("fr", "If you are ill, do not smoke and do not drink.", ["Si vous êtes malade, ne fumez pas et ne buvez pas."], ["Si vous êtes malade, ne fumez pas et buvez."]),
    # the first order is the one that lost its negation
    ("es", TOUCH, ["No toque el ojo con el frasco ni comparta las gotas.", "Evite tocar el ojo con el frasco y no comparta las gotas."], ["Toque el ojo con el frasco y no comparta las gotas.", "Toque el ojo con el frasco ni comparta las gotas."]),
    ("es", "Do not rub it and do not touch it.", ["No lo frote ni lo toque."], ["Frótelo ni lo toque."]),
    ("fr", TOUCH, ["Ne touchez pas l’œil avec le flacon et ne prêtez pas les gouttes."], ["Touchez l’œil avec le flacon et ne prêtez pas les gouttes."]),
    ("pt-BR", TOUCH, ["Não toque no olho com o frasco e não empreste as gotas.", "Não toque no olho com o frasco nem o empreste."], ["Toque no olho com o frasco e não empreste as gotas.", "Não toque no olho com o frasco e empreste-o."]),
    ("it", TOUCH, ["Non tocchi l’occhio con il flacone e non presti le gocce."], ["Tocchi l’occhio con il flacone e non presti le gocce."]),
    ("pl", TOUCH, ["Nie dotykaj oka końcówką butelki i nie pożyczaj nikomu kropli."], ["Dotykaj oka końcówką butelki i nie pożyczaj nikomu kropli."]),
    ("cs", TOUCH, ["Nedotýkejte se oka špičkou lahvičky a kapky nepůjčujte.", "Vyhněte se dotyku oka špičkou lahvičky a nepůjčujte kapky."], ["Dotýkejte se oka špičkou lahvičky a nepůjčujte kapky."]),
    ("ru", TOUCH, ["Не касайтесь глаза кончиком флакона и не делитесь каплями.", "Крепкий чай, кофе и капли не берите."], ["Касайтесь глаза кончиком флакона и не делитесь каплями."]),
    ("uk", TOUCH, ["Не торкайтеся ока кінчиком флакона й не діліться краплями."], ["Торкайтеся ока кінчиком флакона й не діліться краплями."]),
    ("el", TOUCH, ["Μην αγγίζετε το μάτι με το μπουκαλάκι και μη δίνετε τις σταγόνες σε άλλους."], ["Αγγίξτε το μάτι με το μπουκαλάκι και μη δίνετε τις σταγόνες σε άλλους.", "Μην αγγίζετε το μάτι με το μπουκαλάκι και κρατήστε τις σταγόνες για άλλους."]),
    ("id", TOUCH, ["Jangan sentuh mata dengan botolnya dan jangan pinjamkan tetesnya.", "Jangan sentuh mata dengan botolnya dan meminjamkan tetesnya."], ["Sentuhlah mata dengan botolnya dan jangan pinjamkan tetesnya."]),
    ("nl", TOUCH, ["Raak het oog niet aan met het flesje en geef de druppels aan niemand."], ["Raak het oog niet aan met het flesje en geef de druppels door."]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "right", "wrong"), JOINED)
def test_two_orders(language: str, source: str, right: list[str], wrong: list[str]) -> None:
    def found(target: str) -> list[str]:
        catalog = make_catalog(make_unit(source, target), language=language)
        return [each.message for each in run({"x.po": catalog}) if "negat" in each.id]

    assert {target: found(target) for target in right} == {target: [] for target in right}
    for target in wrong:
        (message,) = found(target)
        assert "negates less often" in message
