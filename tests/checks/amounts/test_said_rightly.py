"""Right ways of saying an amount have no finding, and the same with one thing wrong has one.

Each row: language, source, right translation, the translation with one number, unit or half of the
day changed. The rows are ways of saying that were once told as mistakes.
"""

from __future__ import annotations

import pytest

from tests.checks.sentences import told

ROWS = [
    # half of something
    ("es", "Stop when the bag is half full.", "Pare cuando la bolsa esté a la mitad.", "Pare cuando la bolsa esté llena."),
    ("fa", "Empty it when it is half full.", "وقتی نصفش پر شد خالی کنید.", "وقتی پر شد خالی کنید."),
    ("uk", "Empty it when it is half full.", "Спорожніть, коли заповниться наполовину.", "Спорожніть, коли заповниться."),
    # a minus sign behind a prefix, and short names of units
    ("am", "Keep it below −18 °C.", "ከ−18 °C በታች ያስቀምጡት።", "ከ18 °C በታች ያስቀምጡት።"),
    ("he", "No more than 4 g a day.", "לא יותר מ־4 ג' ביום.", "לא יותר מ־4 מ\"ג ביום."),
    ("km", "Take 1.5 ml.", "លេប ១,៥ មល។", "លេប ១,៥ មក។"),
    # numbers in words that a word multiplies
    ("es", "Over 2 million people.", "Más de dos millones de personas.", "Más de tres millones."),
    ("de", "Over 2 million people.", "Über zwei Millionen Menschen.", "Über zwei Tausend Menschen."),
    ("ru", "Over 2 million people.", "Более двух миллионов человек.", "Более пяти миллионов."),
    ("sw", "Over 2 million people.", "Zaidi ya watu milioni mbili.", "Zaidi ya watu milioni tatu."),
    ("ar", "Over 2 million people.", "أكثر من مليوني شخص.", "أكثر من ألفي شخص."),
    ("he", "Over 2,000 people.", "יותר מאלפיים אנשים.", "יותר ממאתיים אנשים."),
    ("tr", "Over 2 million people.", "2 milyondan fazla kişi.", "2 binden fazla kişi."),
    ("zh-Hans", "Over 2 million people.", "200多万人。", "200多人。"),
    ("es", "About 1.5 million people.", "Cerca de un millón y medio de personas.", "Cerca de dos millones y medio."),
    ("it", "About 1.5 million people.", "Circa un milione e mezzo di persone.", "Circa un milione di persone."),
    ("he", "About 1.5 million people.", "כמיליון וחצי איש.", "כמיליון איש."),
    ("vi", "About 2.5 million people.", "Khoảng hai triệu rưỡi người.", "Khoảng một triệu rưỡi người."),
    # a unit and a half
    ("he", "Drink 1.5 liters.", "שתו ליטר וחצי.", "שתו ליטר."),
    ("ar", "Drink 1.5 liters.", "اشرب لترًا ونصف اللتر.", "اشرب لترين ونصف اللتر."),
    ("ru", "Drink 1.5 liters.", "Пейте около полутора литров.", "Пейте около полулитра."),
    # hours
    ("ru", "From 8 a.m. to 4 p.m.", "С 8 утра до 4 часов дня.", "С 8 утра до 4 часов утра."),
    ("ru", "From 8 a.m. to 4 p.m.", "С 8 утра до 4 дня.", "С 8 утра до 5 дня."),
    ("ru", "From 1 to 4 p.m.", "С 1 до 4 дня.", "С 1 до 3 дня."),
    ("uk", "Take it at 2 p.m.", "Приймайте о 2-й дня.", "Приймайте о 3-й дня."),
    ("uk", "Take it at 2 a.m.", "Приймайте о 2-й ночі.", "Приймайте о 2-й дня."),
    ("th", "Open until 10 p.m.", "เปิดถึงสี่ทุ่ม", "เปิดถึงห้าทุ่ม"),
    ("sw", "Come at noon.", "Njoo saa 6 mchana.", "Njoo saa 6 usiku."),
    ("am", "Come at noon.", "ከቀኑ 6 ሰዓት ይምጡ።", "ከሌሊቱ 6 ሰዓት ይምጡ።"),
    ("ja", "Come at half past seven.", "7時半にお越しください。", "8時半にお越しください。"),
    ("de", "Until half past twelve.", "Bis 12.30 Uhr.", "Bis 11.30 Uhr."),
    ("de-CH", "Until half past twelve.", "Bis 12.30 Uhr.", "Bis 13.30 Uhr."),
    ("nl", "Until half past twelve.", "Tot 12.30 uur.", "Tot 12.15 uur."),
    ("de", "Come at 4:45 p.m.", "Kommen Sie nachmittags um Viertel vor fünf.", "Kommen Sie nachmittags um Viertel vor vier."),
    ("de", "Come at 4:15 p.m.", "Kommen Sie nachmittags um Viertel nach vier.", "Kommen Sie nachmittags um Viertel vor vier."),
    ("es", "Come at 4:45 p.m.", "Venga a las cinco menos cuarto de la tarde.", "Venga a las cinco y cuarto de la tarde."),
    ("es", "Come at quarter to five.", "Venga a las 16:45.", "Venga a las 17:45."),
    ("fr", "Come at 4:45 p.m.", "Venez à cinq heures moins le quart.", "Venez à six heures moins le quart."),
    ("pl", "Come at 4:45 p.m.", "Przyjdź za kwadrans piąta po południu.", "Przyjdź za kwadrans szósta po południu."),
    ("cs", "Come at 4:45 p.m.", "Přijďte ve tři čtvrtě na pět odpoledne.", "Přijďte ve tři čtvrtě na šest odpoledne."),
    ("ru", "Come at 4:45 p.m.", "Приходите без четверти пять вечера.", "Приходите без четверти шесть вечера."),
    ("ar", "Come at 4:45 p.m.", "تعال في الساعة الخامسة إلا ربعًا مساءً.", "تعال في الساعة السادسة إلا ربعًا مساءً."),
    ("he", "Come at 4:45 p.m.", "בואו ברבע לחמש אחר הצהריים.", "בואו ברבע לשש אחר הצהריים."),
    ("hi", "Come at 4:45 p.m.", "शाम पौने पाँच बजे आएँ।", "शाम पौने चार बजे आएँ।"),
    ("tr", "Come at 4:45.", "Kliniğe beşe çeyrek kala gelin.", "Kliniğe altıya çeyrek kala gelin."),
    ("tr", "Come at 9:45.", "Saat ona çeyrek kala gelin.", "Saat ona on kala gelin."),
    ("tr", "Come at 5:15.", "Beşi çeyrek geçe gelin.", "Saat beşe çeyrek kala gelin."),
    ("ru", "Come at 5:15.", "Приходите в четверть шестого.", "Приходите в четверть пятого."),
    ("ru", "Come at 12:45.", "Приходите без четверти час.", "Приходите без четверти два."),
    ("uk", "Come at 5:15.", "Приходьте о чверть на шосту.", "Приходьте за чверть шоста."),
    ("cs", "Come at 4:15.", "Přijďte ve čtvrt na pět.", "Přijďte ve tři čtvrtě na pět."),
    ("de", "Come at 4:45.", "Kommen Sie um Viertel vor 5.", "Kommen Sie um Viertel nach 5."),
    ("es", "Come at 4:45.", "Venga a las 5 menos cuarto.", "Venga a las 5 y cuarto."),
    # half past, by the hour that has passed or by the next one
    ("de", "Come at 9:30 a.m.", "Kommen Sie um halb zehn.", "Kommen Sie um halb neun."),
    ("de", "Come at 14:30.", "Kommen Sie um halb drei.", "Kommen Sie um halb zwei."),
    ("de-CH", "Come at 2:30 p.m.", "Kommen Sie um halb 3.", "Kommen Sie um halb 2."),
    ("nl", "Come at 9:30.", "Kom om half tien.", "Kom om half negen."),
    ("ru", "Come at 9:30 a.m.", "Приходите в половине десятого утра.", "Приходите в половине девятого утра."),
    ("ru", "Come at 9:30 a.m.", "Приходите в полдесятого утра.", "Приходите в полдевятого утра."),
    ("uk", "Come at 9:30.", "Приходьте о пів на десяту.", "Приходьте о пів на дев’яту."),
    ("pl", "Come at 9:30.", "Proszę przyjść o wpół do dziesiątej.", "Proszę przyjść o wpół do dziewiątej."),
    ("cs", "Come at 9:30.", "Přijďte v půl desáté.", "Přijďte v půl deváté."),
    ("id", "Come at 9:30.", "Datang pukul setengah sepuluh.", "Datang pukul setengah sembilan."),
    ("es", "Come at 14:30.", "Venga a las dos y media.", "Venga a las tres y media."),
    ("el", "Come at 9:30 a.m.", "Ελάτε στις εννιάμισι το πρωί.", "Ελάτε στις δεκάμισι το πρωί."),
    ("tr", "Come at 9:30.", "Sabah dokuz buçukta gelin.", "Sabah on buçukta gelin."),
    ("ko", "Come at 9:30 a.m.", "오전 아홉 시 반에 오세요.", "오전 열 시 반에 오세요."),
    ("vi", "Come at 9:30.", "Hãy đến lúc chín rưỡi sáng.", "Hãy đến lúc mười rưỡi sáng."),
    ("hi", "Come at 2:30 p.m.", "दोपहर ढाई बजे आएँ।", "दोपहर डेढ़ बजे आएँ।"),
    ("hi", "Come at 9:30 a.m.", "सुबह साढ़े नौ बजे आएँ।", "सुबह साढ़े दस बजे आएँ।"),
    ("ur", "Come at 3:30 p.m.", "سہ پہر ساڑھے تین بجے آئیں۔", "سہ پہر ساڑھے چار بجے آئیں۔"),
    ("bn", "Come at 3:30 p.m.", "বিকেল সাড়ে তিনটায় আসুন।", "বিকেল সাড়ে চারটায় আসুন।"),
    ("bn", "Come at 3:00 p.m.", "বিকেল তিনটায় আসুন।", "বিকেল চারটায় আসুন।"),
    ("ta", "Come at 9:30 a.m.", "காலை ஒன்பதரை மணிக்கு வாருங்கள்.", "காலை பத்தரை மணிக்கு வாருங்கள்."),
    ("hy", "Come at 9:30 a.m.", "Եկեք առավոտյան ժամը ինն անց կեսին։", "Եկեք առավոտյան ժամը տասն անց կեսին։"),
    ("my", "Come at 2:30 p.m.", "နေ့လယ် ၂ နာရီခွဲ လာပါ။", "နေ့လယ် ၃ နာရီခွဲ လာပါ။"),
    ("my", "Wait 2½ hours.", "၂ နာရီခွဲ စောင့်ပါ။", "၃ နာရီခွဲ စောင့်ပါ။"),
    ("km", "Come at 9:30 a.m.", "មកនៅម៉ោងប្រាំបួនកន្លះព្រឹក។", "មកនៅម៉ោងដប់កន្លះព្រឹក។"),
    ("am", "Come at 9:30 a.m.", "ከጠዋቱ ሦስት ሰዓት ተኩል ይምጡ።", "ከጠዋቱ አራት ሰዓት ተኩል ይምጡ።"),
    ("am", "Come at 2:30 p.m.", "ከቀኑ 8:30 ይምጡ።", "ከቀኑ 9:30 ይምጡ።"),
    ("de", "Take it by 1:30.", "Nehmen Sie es bis halb zwei.", "Nehmen Sie es innerhalb 2 Stunden."),
    ("fr-CH", "Open from 8:00 to 16:30.", "Ouvert de 8 h à 16 h 30.", "Ouvert de 8 j à 16 h 30."),
    ("fr", "Come at 12:30 p.m.", "Venez à midi et demi.", "Venez à une heure et demie."),
    ("it", "Come at 12:30 p.m.", "Venga a mezzogiorno e mezzo.", "Venga all’una e mezza."),
    ("pt-BR", "Come at 12:30 p.m.", "Venha ao meio-dia e meia.", "Venha à uma e meia."),
    ("th", "Come at 12:30 p.m.", "มาเที่ยงครึ่ง", "มาบ่ายโมงครึ่ง"),
    ("tr", "Come at 12:30 p.m.", "Yarımda gelin.", "Bir buçukta gelin."),
    ("de", "From 8:30 to 9:30 a.m.", "Von halb neun bis halb zehn.", "Von halb acht bis halb zehn."),
    # tenths, and years of an era
    ("ja", "About 80% get better.", "約8割の人がよくなります。", "約7割の人がよくなります。"),
    ("ja", "About 80% get better.", "約八割の人がよくなります。", "約七割の人がよくなります。"),
    ("zh-Hans", "About 80% get better.", "约8成的人会好转。", "约6成的人会好转。"),
    ("ko", "About 80% get better.", "약 8할이 나아집니다.", "약 6할이 나아집니다."),
    ("ja", "Call before 3 April 2025.", "令和7年4月3日より前に電話してください。", "令和6年4月3日より前に電話してください。"),
    ("ja", "Call before 3 April 2025.", "2025年（令和7年）4月3日より前に電話してください。", "2025年（令和6年）4月3日より前に電話してください。"),
    ("zh-Hant", "Call before 3 April 2025.", "請在民國114年4月3日前來電。", "請在民國113年4月3日前來電。"),
    # halves in one word
    ("ta", "Take 2½ tablets.", "இரண்டரை மாத்திரைகள் எடுத்துக்கொள்ளுங்கள்.", "மூன்றரை மாத்திரைகள் எடுத்துக்கொள்ளுங்கள்."),
    ("bn", "Take 2½ tablets.", "আড়াইটা বড়ি খান।", "দেড়টা বড়ি খান।"),
    ("hi", "Take ¾ of a tablet.", "पौन गोली लें।", "आधी गोली लें।"),
    # the 3 of 3D
    ("it", "A 3D scan.", "Una scansione 3d.", "Una scansione 4d."),
    ("sv", "A 3D film.", "En 3d-film.", "En 4d-film."),
    ("ko", "A 3D scan.", "3차원 스캔.", "4차원 스캔."),
    ("ja", "A 3D scan.", "顎の3Dスキャン。", "顎の3回スキャン。"),
    ("th", "A 3D scan.", "การสแกน 3 มิติ", "การสแกน 3 ครั้ง"),
    ("es", "Take it for 3 days.", "Tómelo durante 3 d.", "Tómelo durante 4 d."),
    # telephones
    ("de", "Call 116 117 at night.", "Rufen Sie nachts 116117 an.", "Rufen Sie nachts 116177 an."),
    ("es", "Call 116117 at night.", "Llame por la noche al 116 117.", "Llame por la noche al 116 177."),
    ("nl", "Call 112 at once.", "Bel direct 112.", "Bel direct 113."),
    ("fr", "Call 112 at once.", "Appelez aussitôt le 112.", "Appelez aussitôt le 3114."),
    # dates
    ("vi", "On 9 December 2022.", "Ngày 9 tháng Mười hai năm 2022.", "Ngày 9 tháng Mười năm 2022."),
    ("vi", "On 14 March 2023.", "Ngày 14 tháng ba năm 2023.", "Ngày 14 tháng tư năm 2023."),
    ("ru", "The second floor, 14 March 2023.", "Второй этаж, 14 марта 2023 года.", "Второй этаж, 14 марта 2024 года."),
    # spans of time
    ("de", "Checked every three months.", "Wird vierteljährlich geprüft.", "Wird halbjährlich geprüft."),
    ("ko", "Every three months.", "석 달마다.", "넉 달마다."),
    ("fa", "A 2-week course.", "دورهٔ دوهفته‌ای.", "دورهٔ سه‌هفته‌ای."),
    ("de", "In a couple of weeks.", "In 2 Wochen.", "In 3 Wochen."),
    ("ar", "24 hours, 7 days a week.", "24 ساعة طوال أيام الأسبوع.", "22 ساعة طوال أيام الأسبوع."),
    ("zh-Hant", "Open 24 hours a day, 7 days a week.", "全天 24 小時，每週 7 天開放。", "全天 24 小時，每週 6 天開放。"),
    ("nl", "From week 13 to week 27.", "Van week 13 tot week 27.", "Van week 13 tot week 28."),
    # units
    ("ru", "It weighs 2,500 g.", "Он весит 2500 г.", "Он весит 2500 кг."),
    ("ko", "The dose is 15 mg/kg.", "용량은 15mg/kg이다.", "용량은 15mg이다."),
    ("fr", "Take 3,000 mg at most.", "Prenez 3 g au plus.", "Prenez 2 g au plus."),
    ("de", "Take 0.5 g.", "Nehmen Sie 500 mg.", "Nehmen Sie 50 mg."),
    ("es", "Above 38.5 °C (101.3 °F).", "Más de 38,5 °C (101,3 °F).", "Más de 38,6 °C (101,3 °F)."),
    ("es", "Above 38.5 °C (101.3 °F).", "Más de 38,5 °C.", "Más de 38,6 °C (101,3 °F)."),
    ("fr", "In 200 mL of water.", "Dans 20 cl d’eau.", "Dans 2 cl d’eau."),
    ("de-CH", "In 200 mL of water.", "In 2 dl (200 ml) Wasser.", "In 2 dl (20 ml) Wasser."),
    # ordinals and parts
    ("hi", "On the 5th floor.", "पाँचवीं मंज़िल पर।", "सातवीं मंज़िल पर।"),
    ("ko", "Mix a quarter of a cup.", "4분의 1컵을 섞으십시오.", "3분의 1컵을 섞으십시오."),
    ("de", "One in 200 men.", "Jeder zweihundertste Mann.", "Jeder hundertste Mann."),
    # words that are a number or a "not"
    ("fa", "Add 9 parts of water.", "نه قسمت آب اضافه کنید.", "هفت قسمت آب اضافه کنید."),
    ("bn", "Add 9 parts of water.", "নয় ভাগ পানি মেশান।", "সাত ভাগ পানি মেশান।"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "right", "wrong"), ROWS)
def test_right_is_not_told_and_wrong_is(language: str, source: str, right: str, wrong: str) -> None:
    assert told(source, right, language) == []
    assert {each.id for each in told(source, wrong, language)} & {
        "number-mismatch", "spelled-number-mismatch", "frequency-mismatch"
    }  # fmt: skip
