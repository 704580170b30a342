"""Another good translator's wording is silent: contraries, "at once" for "do not put off".

And what turns the same sentences round is told. Each pair stands for a class of sentences that
were found in vain, or missed, in a second translation of an article of our own.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks.run import run
from pipeline.model import Severity
from tests.builders import make_catalog, make_unit


def ids(language: str, source: str, target: str) -> set[str]:
    catalog = make_catalog(make_unit(source, target), language=language)
    return {finding.id for finding in run({"a.po": catalog}) if finding.msgid is not None}


RIGHT = [
    # what looks like a negation and is none, and the other way round
    ("sw", "Ask your supervisor.", "Muulize msimamizi wako."),
    ("sw", "I do not want to answer.", "Sitaki kujibu."),
    ("sw", "He will not be able to sit.", "Hataweza kuketi."),
    ("sw", "The test was unable to start.", "Kipimo kimeshindwa kuanza."),
    ("de", "Insurance card no.", "Nummer der Versichertenkarte"),
    ("ar", "A visit is not possible, as the list has errors.", "الزيارة غير ممكنة لوجود أخطاء في القائمة."),
    ("ar", "This soup is free of nuts.", "هذا الحساء خالٍ من المكسرات."),
    ("el", "This soup is free of nuts.", "Η σούπα αυτή είναι απαλλαγμένη από ξηρούς καρπούς."),
    ("hi", "This soup is free of nuts.", "यह सूप मेवों से मुक्त है।"),
    ("it", "Never", "Mai"),
    ("it", "Have you ever had a blood clot?", "Ha avuto un coagulo di sangue, mai?"),
    ("tr", "After a meal, wait two hours, then take it.", "Yemekten iki saat sonra, aç karnına alın."),
    ("ru", "Come at 4:45.", "Приходите без четверти пять."),
    ("uk", "Come at 4:45.", "Приходьте без чверті п'ята."),
    ("it", "Deaf people can write to us.", "Le persone non udenti possono scriverci."),
    ("ur", "You can make an appointment.", "آپ ملاقات کا وقت بنا سکتے ہیں۔"),
    ("ur", "Wait until the nurse calls.", "جب تک نرس نہیں بلاتی انتظار کریں۔"),
    ("hi", "Wait until the nurse calls.", "जब तक नर्स नहीं बुलाती, प्रतीक्षा करें।"),
    ("de", "Drink up to 2 cups.", "Trinken Sie max. 2 Tassen."),
    ("zh-Hans", "Put it on the pad of your finger.", "放在指腹上。"),
    ("zh-Hans", "Take efavirenz at bedtime.", "睡前服用依非韦伦。"),
    ("zh-Hant", "Fix it with a safety pin.", "用別針固定。"),
    # to delay nothing is to act at once, either way round
    ("de", "Do not put off seeing a doctor.", "Gehen Sie sofort zum Arzt."),
    ("ru", "Do not delay: have it looked at.", "Немедленно покажитесь врачу."),
    ("uk", "Do not put off the examination.", "Негайно обстежтеся."),
    ("ja", "Do not delay seeing a doctor.", "すぐに受診してください。"),
    ("hi", "Do not put off treatment.", "इलाज तुरंत शुरू कराएँ।"),
    ("ar", "Do not delay calling us.", "اتصل بنا فورًا."),
    ("fr", "See a nurse soon.", "Ne tardez pas à voir une infirmière."),
    ("tr", "Have it examined soon.", "Muayene olmayı ertelemeyin."),
    ("pl", "Go to the clinic at once.", "Nie zwlekaj z pójściem do przychodni."),
    ("ko", "Come to the ward soon.", "병동에 오는 것을 미루지 마십시오."),
    # "less well" is "not so well", "harder" is "not so easy"
    ("de", "The knee bends less easily.", "Das Knie lässt sich nicht so leicht beugen."),
    ("es", "The drops work less well.", "Las gotas no funcionan tan bien."),
    ("ja", "The joint moves less freely.", "関節が自由に動かなくなります。"),
    ("ko", "The drops then work less well.", "그러면 물약이 예전만큼 듣지 않습니다."),
    ("hi", "The tablets work less effectively.", "गोलियाँ उतना असर नहीं करतीं।"),
    ("zh-Hans", "The ear then hears less well.", "耳朵听得就不如从前。"),
    ("ru", "It is more difficult to treat and harder to bear.", "Это труднее лечить и не так легко терпеть."),
    ("de", "It is more difficult to open.", "Es lässt sich weniger leicht öffnen."),
    # two contraries, of which the source says one
    ("de", "The rash is getting worse.", "Der Ausschlag wird nicht besser, sondern schlimmer."),
    ("ar", "The cough is getting worse.", "السعال لا يتحسن بل يزداد سوءًا."),
    ("ja", "The swelling is getting worse.", "腫れはよくならず、悪化しています。"),
    # not yet done is still to be done
    ("ru", "The result has not been read yet.", "Результат пока не прочитан."),
    ("fr", "The date has not been fixed yet.", "La date reste à fixer."),
    ("hi", "The test has not been done yet.", "जाँच होना बाक़ी है।"),
    ("ja", "The form has not been checked yet.", "用紙は未確認です。"),
    # as little as possible is no decrease of what increases
    ("es", "It increases thirst, so move as little as possible.", "Aumenta la sed, así que muévase lo menos posible."),
    ("fr", "Coffee increases the pain, so drink as little as possible.", "Le café accentue la douleur : buvez-en le moins possible."),
    ("ko", "Drink as little beer as possible.", "맥주는 되도록 마시지 마십시오."),
    # what was no cue, or a wrong one
    ("fr", "Most women do not need a drip.", "La plupart des femmes se passent d’une perfusion."),
    ("zh-Hans", "Never give it to babies.", "婴儿禁用。"),
    ("ko", "Two tablets do not do more than one. Do not take more than 2.", "두 알도 한 알과 다르지 않습니다. 2정까지만 드십시오."),
    ("ko", "It helps with a massage too.", "마사지도 마찬가지로 도움이 됩니다."),
    ("pl", "The cough may last up to three weeks.", "Kaszel może trwać nawet trzy tygodnie."),
    ("uk", "The rash may stay for up to two weeks.", "Висип може триматися навіть два тижні."),
    ("tr", "Remember to drink water.", "Su içmeyi unutmamanız gerekir."),
    ("bn", "It does not help everybody.", "এটি সবার কাজে আসেনা।"),
    ("ta", "If there is no fever, go for a walk.", "காய்ச்சல் இல்லாதிருந்தால் நடந்து வாருங்கள்."),
    ("am", "You may ask without any fear.", "ያለአንዳች ፍርሃት መጠየቅ ይችላሉ።"),
    ("my", "Have you ever had this illness?", "ဤရောဂါ ဖြစ်ဘူးပါသလား။"),
    ("km", "You may drive only if the doctor agrees.", "អ្នកអាចបើកបរបាន លុះត្រាតែវេជ្ជបណ្ឌិតយល់ព្រម។"),
    ("zh-Hans", "Do not drive before the doctor allows it.", "未经医生同意以前，不要开车。"),
    ("zh-Hans", "Do not eat until the nurse has checked you.", "未经护士检查以前，请不要进食。"),
    ("th", "It takes no more than ten minutes.", "ใช้เวลาอย่างมากสิบนาที"),
    ("bn", "You need not fast before the scan.", "স্ক্যানের আগে খাওয়া যায়।"),
    ("ar", "You must not eat for 6 hours.", "صم عن الطعام 6 ساعات."),
    ("vi", "You must not eat for 6 hours.", "Hãy nhịn ăn 6 giờ."),
    ("ar", "Do not let the drops get into your nose.", "احذر أن تدخل القطرات أنفك."),
    ("nl", "The bruise should be gone within two weeks at the latest.", "Uiterlijk na twee weken moet de plek weg zijn."),
    ("de", "The bruise should be gone within two weeks at the latest.", "Spätestens nach zwei Wochen sollte der Fleck weg sein."),
    ("fa", "Only half of the patients need a second injection.", "نیمی از بیماران به تزریق دوم نیاز ندارند."),
    ("de", "Only half of the patients need a cast.", "Die Hälfte der Kranken kommt ohne Gips aus."),
    ("pl", "A cough that does not go away needs a check.", "Uporczywy kaszel wymaga kontroli."),
    ("th", "Sit up instead of lying flat.", "นั่งดีกว่านอน"),
    ("pl", "Keep the cast dry.", "Chroń gips przed wilgocią."),
    # to heed is not to neglect, high is not low, and to stay is not to change
    ("fr", "Pay attention to your mood.", "Ne négligez pas votre humeur."),
    ("he", "Pay attention to your breathing.", "אל תתעלמו מהנשימה שלכם."),
    ("cs", "Do not ignore a cough.", "Kašel berte vážně."),
    ("fa", "Do not ignore a rash.", "جوش را جدی بگیرید."),
    ("it", "Use a bed that is high enough.", "Usi un letto che non sia troppo basso."),
    ("ja", "Use a bed that is high enough.", "低すぎないベッドを使ってください。"),
    ("ru", "Do not sit for a long time.", "Часто меняйте положение."),
    ("hi", "Do not stay in one position.", "बार-बार मुद्रा बदलें।"),
    ("nl", "Do not go back to work too soon.", "Wacht lang genoeg voor u weer gaat werken."),
    ("th", "Do not start sport too early.", "ควรรอให้นานพอก่อนเล่นกีฬา"),
    ("pt-BR", "Do not go back to work too early.", "Só volte ao trabalho depois de tempo suficiente."),
    # all who are one thing and all who are another are those who are either
    ("de", "If you are old or weak, ask a nurse.", "Alte und Schwache fragen die Pflegekraft."),
    ("id", "Do not bend it by more than 90 degrees.", "Tekuk paling jauh 90 derajat."),
    ("ko", "Fewer than one in ten notice it.", "알아차리는 사람은 열 명 중 한 명도 안 됩니다."),
    ("es", "Do not wait for the cough to get worse before you call.", "Llame antes de que la tos empeore."),
    ("ko", "Do not wait for the pain to spread before you call us.", "통증이 퍼지기 전에 전화하십시오."),
    ("tr", "Take it easy for a week.", "Bir hafta kendinizi yormayın."),
    ("fr", "You cannot close your hand fully.", "Vous fermez la main en partie."),
    ("de", "Few people need to stay overnight.", "Die meisten müssen nicht über Nacht bleiben."),
    ("uk", "You can go back to work after two days.", "Ви можете повернутися до роботи через два дні."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "target"), RIGHT)
def test_another_wording_has_no_finding(language: str, source: str, target: str) -> None:
    assert ids(language, source, target) - {"mark-spacing", "text-too-short"} == set()


WRONG = [
    ("fr", "You have a fever (sometimes with a rash).", "Vous avez de la fièvre.", "bracket-count"),
    ("sw", "I want to answer.", "Sitaki kujibu.", "negation-mismatch"),
    ("sw", "He will be able to sit.", "Hataweza kuketi.", "negation-mismatch"),
    ("de", "Have you got the card? No.", "Haben Sie die Karte? Ja.", "negation-mismatch"),
    ("de", "There is no card.", "Es gibt eine Karte.", "negation-mismatch"),
    ("ar", "A visit is not possible, as the list has errors.", "الزيارة ممكنة لوجود أخطاء في القائمة.", "negation-mismatch"),
    ("ar", "This soup is free of nuts.", "في هذا الحساء مكسرات.", "negation-mismatch"),
    ("el", "This soup is free of nuts.", "Η σούπα αυτή έχει ξηρούς καρπούς.", "negation-mismatch"),
    ("hi", "This soup is free of nuts.", "इस सूप में मेवे हैं।", "negation-mismatch"),
    ("it", "Always", "Mai", "negation-mismatch"),
    ("ur", "Do not come until the nurse calls.", "جب تک نرس نہیں بلاتی، آئیں۔", "negation-mismatch"),
    ("hi", "Do not come until the nurse calls.", "जब तक नर्स नहीं बुलाती, आइए।", "negation-mismatch"),
    ("de", "Drink at least 2 cups.", "Trinken Sie max. 2 Tassen.", "limit-mismatch"),
    # what is at once in both texts is no "do not delay" of one
    ("de", "Do not wait: call immediately.", "Warten Sie: rufen Sie sofort an.", "negation-mismatch"),
    ("de", "Do not put off the visit; come at once.", "Schieben Sie den Besuch auf; kommen Sie sofort.", "negation-mismatch"),
    ("ru", "Do not put off the visit.", "Откладывайте визит.", "negation-mismatch"),
    ("ta", "Do not put off the visit.", "வருகையைத் தள்ளிப்போடுங்கள்.", "negation-mismatch"),
    ("es", "Do not take it; see a doctor immediately.", "Tómelo; vaya al médico de inmediato.", "negation-mismatch"),
    ("de", "The knee bends less easily; do not force it.", "Das Knie lässt sich weniger leicht beugen; erzwingen Sie es.", "negation-mismatch"),
    ("fr", "Move it as little as possible and do not lift it.", "Bougez-le le moins possible et soulevez-le.", "negation-mismatch"),
    ("ru", "It is getting worse. Do not move.", "Боль не стала лучше, а стала хуже. Двигайтесь.", "negation-mismatch"),
    ("de", "If it has not got better after a week, call.", "Ist es nach einer Woche schwächer, rufen Sie an.", "negation-mismatch"),
    # the order of one sentence is lost, and the other one has a "not yet" of its own
    ("ru", "The result still has to be read. Do not rely on it.", "Результат ещё не прочитан. Полагайтесь на него.", "negation-mismatch"),
    ("he", "The form still needs to be checked. Do not sign it.", "הטופס עדיין לא נבדק. חתמו עליו.", "negation-mismatch"),
    # only with is not without
    ("de", "Take it only with a doctor's advice.", "Nehmen Sie es ohne ärztlichen Rat.", "negation-mismatch"),
    ("ja", "Take it only as your nurse advises.", "看護師の指示なしに飲んでください。", "negation-mismatch"),
    ("sw", "Take it only with your nurse's advice.", "Tumia bila ushauri wa muuguzi.", "negation-mismatch"),
    # as much as possible is not as little as possible
    ("de", "Move it as little as possible.", "Bewegen Sie es möglichst viel.", "opposite-mismatch"),
    ("zh-Hans", "Drink as little beer as possible.", "请尽量多喝啤酒。", "opposite-mismatch"),
    ("uk", "It increases the pain.", "Це послаблює біль.", "opposite-mismatch"),
    # until the third day is not from the third day on
    ("de", "You may shower from the third day.", "Bis zum dritten Tag dürfen Sie duschen.", "condition-mismatch"),
    ("es", "You may start to walk from the third day.", "Puede empezar a caminar hasta el tercer día.", "condition-mismatch"),
    # "children under 12" names children
    ("fr", "Do not give it to children under 12.", "Ne le donnez pas aux adultes de moins de 12 ans.", "opposite-mismatch"),
    ("pl", "Do not give it to children under 12.", "Nie podawać dorosłym poniżej 12 lat.", "opposite-mismatch"),
    # the one that is refused, in German behind "und nicht", and by "instead of"
    ("de", "Take it before lunch, not after.", "Nehmen Sie es nach dem Mittagessen und nicht davor.", "opposite-mismatch"),
    ("ru", "Take it before lunch, not after.", "Принимайте после обеда, а не до.", "opposite-mismatch"),
    ("ar", "Take it before meals, not after.", "تناوله بعد الوجبات لا قبلها.", "opposite-mismatch"),
    ("zh-Hans", "Take it before meals, not after.", "请在饭后服药，而不是饭前。", "opposite-mismatch"),
    # above and below a chair, and when something may come soonest
    ("ko", "Use a high chair.", "낮은 의자를 쓰십시오.", "opposite-mismatch"),
    ("ru", "Wait at least 6 hours.", "Её можно принять раньше чем через 6 часов.", "limit-mismatch"),
    ("fr", "Fewer than one in ten feel ill.", "Plus d’une personne sur dix se sent mal.", "limit-mismatch"),
    # what is neglected is not heeded
    ("es", "Pay attention to your mood.", "Descuide su estado de ánimo.", "opposite-mismatch"),
    ("hi", "Pay attention to your breathing.", "अपनी साँस को अनदेखा करें।", "opposite-mismatch"),
    ("he", "Do not delay the visit.", "דחו את הביקור.", "negation-mismatch"),
    ("pl", "Do not ignore the pain.", "Lekceważ ból.", "negation-mismatch"),
    ("zh-Hans", "Do not sit for a long time.", "请勿经常变换姿势。", "opposite-mismatch"),
    ("fr", "Do not stay in one position.", "Ne changez pas de position.", "opposite-mismatch"),
    # to wait in both texts is no "before" of one; and "but" begins an order to act
    ("de", "Do not wait before you call us.", "Warten Sie, bevor Sie uns anrufen.", "negation-mismatch"),
    ("ru", "Do not pull on the drip, and never cut it.", "Не тяните за капельницу, а режьте её.", "negation-mismatch"),
    ("hi", "Take it easy, but do not stay in bed.", "आराम करें, पर बिस्तर पर ही पड़े रहें।", "negation-mismatch"),
    # hardly anyone is not nearly everyone
    ("de", "Hardly anyone feels the needle.", "Fast jeder spürt die Nadel.", "opposite-mismatch"),
    ("th", "Almost no one has a fever.", "แทบทุกคนมีไข้", "opposite-mismatch"),
    ("bn", "Hardly anyone feels the needle.", "প্রায় সবাই সুচ টের পান।", "opposite-mismatch"),
    # who is not 16 yet is under 16, and the "nobody" is lost
    ("nl", "Nobody under 16 may sign it.", "Wie nog geen 16 is, mag het ondertekenen.", "negation-mismatch"),
    ("id", "Nobody under 16 may sign it.", "Siapa pun yang belum 16 tahun boleh menandatanganinya.", "negation-mismatch"),
    # what must stay dry is not made wet
    ("ru", "Keep the cast dry until it comes off.", "Пока гипс не сняли, мочите его.", "opposite-mismatch"),
    ("vi", "Keep the cast dry until it comes off.", "Hãy để bột bị ướt đến khi tháo.", "opposite-mismatch"),
    # "but only" is never left out
    ("fa", "You may get up, but only with a nurse.", "با پرستار می‌توانید برخیزید.", "condition-mismatch"),
    ("th", "You may get up, but only with a nurse.", "ลุกได้เมื่อมีพยาบาล", "condition-mismatch"),
    # what a relative clause negates is not the order
    ("ja", "Do not hide a pain that does not stop.", "止まらない痛みは隠してください。", "negation-mismatch"),
    ("th", "Do not ignore a rash that does not go away.", "ปล่อยผื่นที่ไม่หายไว้เฉย ๆ", "negation-mismatch"),
    ("ru", "Call us immediately.", "Позвоните нам позже.", "condition-mismatch"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "target", "expected"), WRONG)
def test_what_turns_it_round_is_told(
    language: str, source: str, target: str, expected: str
) -> None:
    assert expected in ids(language, source, target)


def test_it_is_an_error_in_a_warning() -> None:
    unit = replace(
        make_unit("Take it only with advice.", "Nehmen Sie es ohne Rat."),
        extracted=("Critical: a mistake here can harm a patient",),
    )
    found = run({"a.po": make_catalog(unit, language="de")})
    assert [(each.id, each.severity) for each in found] == [("negation-mismatch", Severity.ERROR)]


@pytest.mark.parametrize(
    ("remark", "severity"),
    [("sometimes called zoster", Severity.INFO), ("sometimes without pain", Severity.WARNING)],
)
def test_a_remark_about_a_name_may_be_left_out(remark: str, severity: Severity) -> None:
    source = f"Shingles ({remark}) is an illness of the nerves of the skin."
    target = "Le zona est une maladie des nerfs de la peau."
    catalog = make_catalog(make_unit(source, target), language="fr")
    found = [each for each in run({"a.po": catalog}) if each.id == "bracket-count"]
    assert [each.severity for each in found] == [severity]
