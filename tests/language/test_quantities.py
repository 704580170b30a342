"""Numbers by value: what must match does, what must not does not, in every script."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.amounts import quantities
from pipeline.language.amounts.quantities import Difference, DifferenceKind, NumberKind
from pipeline.model import Language


def differences(source: str, target: str, tag: str) -> list[str]:
    found = quantities.compare(source, Language("en"), target, Language.parse(tag))
    return [f"{d.kind} {d.text}" for d in found]


SAME = [
    # numbers to dial in groups, which one language reads as thousands and another does not
    ("Call 116 117.", "ru", "Звоните 116 117."),
    ("Call 1300 123 456 at once.", "uk", "Одразу телефонуйте 1300 123 456."),
    ("Call 8 800 555-35-35.", "ru", "Звоните 8 800 555-35-35."),
    ("Call 1 800 555 1234.", "pl", "Zadzwoń: 1 800 555 1234."),
    ("Call 0 800 123 456, day and night.", "es", "Llame al 0 800 123 456, día y noche."),
    # a unit that begins the name of a month
    ("Come on January 4, 2023.", "th", "มาวันที่ 4 มกราคม 2023"),
    ("Come on March 5, 2027.", "km", "មកថ្ងៃទី 5 មីនា 2027។"),
    ("Come on January 5, 2027.", "km", "មកថ្ងៃទី 5 មករា 2027។"),
    ("Come on September 8, 2020.", "my", "2020 စက်တင်ဘာ 8 ရက်တွင် လာပါ။"),
    ("Come on March 25, 2024.", "ur", "25 مارچ، 2024 کو آئیں۔"),
    ("Walk 80 m.", "sw", "Tembea mita 80."),
    ("Drink 2 litres.", "sw", "Kunywa lita 2."),
    ("Walk 80 m.", "he", "ללכת 80 מטרים."),
    ("It is 8 m long.", "hy", "Երկարությունը 8 մ է։"),
    ("Inject 10 U in the morning.", "es", "Inyecte 10 U por la mañana."),
    ("Inject 10 units in the morning.", "nl", "Injecteer ’s ochtends 10 U."),
    ("Stay for 7 or 8 days.", "es", "Quédese 7 u 8 días."),
    ("Wait 8 hours.", "nl", "Wacht 8 u."),
    # more digits than a decimal counts with, and digits that no numbering system has
    (f"The code is {'9' * 40}.", "de", f"Der Code ist {'9' * 40}."),
    ("Vitamin 1.5₄", "cs", "Vitamin 1,5₄"),
    ("Come on May 12, 2025.", "fr", "Venez le 12 05 2025."),
    ("Month: May, day 12.", "es", "Mes: 5, día 12."),
    ("take 0.5 mg", "de", "0,5 mg einnehmen"),
    ("take 0.5 mg", "zh-Hans", "服用0.5毫克"),
    ("within two hours of taking this", "ko", "이 약을 복용한 후 2시간 이내에"),
    ("1,500 mg per day", "de", "1.500 mg pro Tag"),
    ("1,500 mg per day", "de", "1500 mg pro Tag"),
    ("1,500 mg per day", "de-CH", "1’500 mg pro Tag"),
    ("1.5 mg per day", "de-CH", "1,5 mg pro Tag"),
    ("12.5 mg per day", "de-CH", "12.5 mg pro Tag"),
    ("38.5 °C", "km", "38,5 °C"),
    ("1,500 mg per day", "km", "1,500 មីលីក្រាម"),
    ("6 days", "hy", "6 օր։"),
    ("6 weeks", "am", "6 ሳምንት።"),
    ("on 9 May 2031", "km", "ថ្ងៃទី 9 ខែឧសភា ឆ្នាំ 2031"),
    ("on 9 May 2031", "my", "၂၀၃၁ ခုနှစ် မေလ ၉ ရက်"),
    ("open until 5 pm", "am", "እስከ ከሰዓት 11:00 ክፍት ነው"),
    ("until 5 pm", "km", "រហូតដល់ម៉ោង 5 រសៀល"),
    ("in the 14th week", "ar", "في الأسبوع الرابع عشر"),
    ("in the 14th week", "fa", "در هفته چهاردهم"),
    ("in the 14th week", "ur", "چودہویں ہفتے میں"),
    ("less than 7 g", "bn", "৭ গ্রামের কম"),
    ("less than 7 g", "ta", "7 கிராமுக்குக் குறைவாக"),
    ("1,500 mg per day", "fr", "1\u202f500 mg par jour"),
    ("1,500 mg per day", "fr", "1 500 mg par jour"),
    ("12,345.67 units", "fr", "12 345,67 unités"),
    ("10\u00a0000 IU", "es", "10.000 UI"),
    ("2–3 mm incision", "es", "incisión de 2-3 mm"),
    ("2–3 mm incision", "el", "τομή 2 έως 3 χιλιοστών"),
    ("2–3 mm incision", "zh-Hans", "2至3毫米切口"),
    ("2–3 mm incision", "zh-Hans", "2~3毫米切口"),
    ("2–3 mm incision", "ja", "２〜３ミリの切開"),
    ("2–3 mm incision", "ja", "2～3ミリメートルの切開"),
    ("2–3 mm incision", "es", "incisión de 2 a 3 mm"),
    ("2–3 mm incision", "ar", "شق من ٢ إلى ٣ ملم"),
    ("0.5 mg twice", "ar", "٠٫٥ ملغ مرتين"),
    ("0.5 mg twice", "ar", "0.5 ملغ مرتين"),
    ("1,500.5 mg", "ar", "١٬٥٠٠٫٥ ملغ"),
    ("0.5 mg twice", "fa", "۰٫۵ میلی‌گرم"),
    ("0.5 mg twice", "hi", "०.५ मि.ग्रा."),
    ("0.5 mg twice", "bn", "০.৫ মিগ্রা"),
    ("100,000 people", "hi", "1,00,000 लोग"),
    ("100,000 people", "bn", "১,০০,০০০ জন"),
    ("L4–L5 disc and vitamin B1", "es", "disco L4–L5 y vitamina B1"),
    ("L4–L5 disc and vitamin B1", "zh-Hans", "L4–L5椎间盘和维生素B1"),
    ("L4–L5 disc and vitamin B1", "ja", "Ｌ４-Ｌ５の椎間板とビタミンB1"),
    ("L4–L5 disc", "es", "disco L4/L5"),
    ("vitamin B₁₂ and CO₂", "de", "Vitamin B12 und CO2"),
    ("C5-6 disc", "de", "Bandscheibe C5–C6"),
    ("vitamin B12", "hi", "विटामिन बी12"),
    ("vitamin B12", "ar", "فيتامين ب١٢"),
    ("COVID-19", "hi", "कोविड-19"),
    ("after COVID-19", "zh-Hans", "新冠康复后"),
    ("tests for COVID-19", "fr", "les tests du coronavirus"),
    ("if you have COVID-19", "cs", "když onemocníte covidem-19"),
    ("the coronavirus", "ar", "فيروس كوفيد-19"),
    ("the coronavirus", "ko", "코로나19"),
    ("the coronavirus", "de", "COVID-19"),
    ("after the exposure", "sw", "baada ya kukaribia mwenye COVID-19"),
    ("Do it twice on each side.", "ko", "이 운동을 각각 2번 합니다."),
    ("It has four corners.", "th", "กล่องสี่เหลี่ยมมี 4 มุม"),
    ("needs Android 8.1", "pt", "precisa do Android 8.1"),
    ("iOS version (16.4 or later)", "de", "die neueste Version von iOS (16.4 oder neuer)"),
    ("walk 15,000 steps", "ja", "1万5千歩"),
    ("walk 15,000 steps", "ja", "1万5000歩"),
    ("walk 15,000 steps", "ko", "1만 5천 보를 걸으세요"),
    ("walk 15,000 steps", "ko", "1만5천보"),
    ("280 million people", "zh-Hans", "2亿8千万人"),
    ("150,000 people", "hi", "1 लाख 50 हज़ार लोग"),
    ("5 kg, 10 km", "zh-Hans", "5千克，10千米"),
    ("only 10 mg", "ko", "10mg만"),
    ("every 15 minutes", "nl", "elk kwartier"),
    ("for 15 minutes", "fr", "un quart d’heure"),
    ("for 45 minutes", "fr", "trois quarts d'heure"),
    ("a quarter of an hour", "de", "15 Minuten"),
    ("10–14 February", "th", "10-14 ก.พ."),
    ("5 g on 20 January", "th", "5 ก. วันที่ 20 ม.ค."),
    ("within 24 hours", "ar", "خلال الأربع والعشرين ساعة"),
    ("in the past 70 days", "ar", "في الأيام السبعين الماضية"),
    ("about 1 in 5 people", "ar", "شخصٌ من كل 5 أشخاص تقريبًا"),
    ("for 90 days", "ru", "в течение девяноста дней"),
    ("for 80 minutes", "ko", "팔십 분 동안"),
    ("½ tablet", "es", "½ comprimido"),
    ("½ tablet", "es", "0,5 comprimidos"),
    ("1/2 tablet", "de", "½ Tablette"),
    ("1½ tablets", "de", "1,5 Tabletten"),
    ("Take half of the tablet.", "ja", "錠剤の2分の1を服用してください。"),
    ("Take half of the tablet.", "ko", "알약의 2분의 1을 드세요."),
    ("For children, press a third of the chest.", "ja", "子どもは胸の3分の1を押します。"),
    ("Press a third of the chest.", "de", "Drücken Sie 1/3 des Brustkorbs."),
    ("A quarter of the adults", "zh-Hans", "4分之1的成人"),
    ("Call us (Mon–Fri, 8 am–6 pm).", "fr", "Appelez-nous (du lundi au vendredi, de 8 h à 18 h)."),
    ("open 8 am-6 pm", "de", "geöffnet 8–18 Uhr"),
    ("open 9.30 am–12.30 pm", "fr", "ouvert de 9 h 30 à 12 h 30"),
    ("take 3 times", "th", "รับประทาน ๓ ครั้ง"),
    ("5 mg/kg", "ru", "5 мг/кг"),
    ("0.25 mg", "ru", "0,25 мг"),
    ("pain fell by 50%", "tr", "ağrı %50 azaldı"),
    ("pain fell by 50%", "ar", "انخفض الألم بنسبة ٥٠٪"),
    ("pain fell by 50%", "fr", "la douleur a baissé de 50 %"),
    ("pain fell by 50%", "zh-Hans", "疼痛减少百分之50"),
    ("take 1000 mg", "en-IN", "take 1,000 mg"),
    ("take 10 tablets", "zh-Hans", "服用10片"),
    ("at 8:30", "fi", "klo 8.30"),
    ("at 10:30", "fr", "à 10 h 30"),
    ("at 3:30 p.m.", "de", "um 15:30 Uhr"),
    ("at 8 p.m.", "de", "um 20 Uhr"),
    ("at 8 p.m.", "th", "2 ทุ่ม"),
    ("at 8 p.m.", "th", "2ทุ่ม"),
    ("a 5 mm cut", "hy", "5 մմ կտրվածք"),
    ("5 IU of insulin", "hy", "5 ՄՄ ինսուլին"),
    ("at 8 a.m. and 8 p.m.", "fa", "8 صبح و 8 شب"),
    ("at 8 a.m. and 10 p.m.", "fa", "8 صبح و 10 شب"),
    ("at 8 a.m. and 10 p.m.", "hi", "8 सुबह और 10 रात"),
    ("at 8 a.m. and 12 noon", "de", "8 Uhr morgens und 12 Uhr mittags"),
    ("on October 31, 2024", "zh-Hans", "2024年10月31日"),
    ("on 2024-10-31", "de", "am 31.10.2024"),
    ("on 31 October 2024", "fr", "le 31 octobre 2024"),
    ("2 million people", "zh-Hans", "200万人"),
    ("2 million people", "de", "2 Millionen Menschen"),
    ("2 million people", "hi", "2 मिलियन लोग"),
    ("1.5 million people", "bn", "১.৫ মিলিয়ন মানুষ"),
    ("2 million people", "ta", "2 மில்லியன் மக்கள்"),
    ("2.5 million people", "ta", "25 லட்சம் மக்கள்"),
    ("2.5 million people", "ru", "2,5 млн человек"),
    ("5,000 people", "uk", "5 тис. людей"),
    ("2.5 million people", "pl", "2,5 mln osób"),
    ("2.5 million people", "de", "2,5 Mio. Menschen"),
    ("2.5 million people", "he", "2.5 מיליון אנשים"),
    ("2.5 million people", "sw", "watu milioni 2.5"),
    ("250,000 people", "am", "250 ሺህ ሰዎች"),
    ("3 billion people", "ur", "3 بلین لوگ"),
    ("two tablets, 3 times", "zh-Hans", "2片，3次"),
    ("2 tablets", "zh-Hans", "两片"),
    ("2 tablets", "fr", "deux comprimés"),
    ("2 tablets", "de", "zwei Tabletten"),
    ("2 tablets", "ar", "قرصان"),
    ("one in ten people", "ja", "10人に1人"),
    ("in the first 24 hours", "ja", "最初の24時間"),
    ("for 12 weeks", "zh-Hans", "持续十二周"),
    ("120/80 mmHg", "zh-Hans", "120/80毫米汞柱"),
    ("call 112", "es", "llame al 112"),
    ("call +44 20 7946 0018", "es", "llame al +44 20 7946 0018"),
    ("call +44 20 7946 0018", "es", "llame al +44-20-7946-0018"),
    ("25 kg/m2", "fr", "25 kg/m²"),
    ("take **5** mg", "de", "**5** mg nehmen"),
    ("see [page 2](http://a.org/9)[^1]", "de", "siehe [Seite 2](http://a.org/de/10)[^1]"),
    ("5 µg or 5 mcg", "es", "5 mcg o 5 microgramos"),
    ("below -5 °C", "de", "unter −5 °C"),
    ("store it at -20 °C", "zh-Hans", "请在-20℃保存"),
    ("store it at -20 °C", "zh-Hant", "保存溫度：-20 °C"),
    ("store it at -20 °C or below", "ja", "本剤は、-20℃以下で保管"),
    ("store it at -20 °C", "th", "เก็บไว้ที่อุณหภูมิ-20 °C"),
    ("store it at -20 °C", "ru", "храните при температуре «-20 °C»"),
    ("for 3–5 days", "zh-Hans", "持续3天-5天"),
    ("after COVID-19", "ko", "코로나-19 이후"),
    ("L4 hurts. It is a bone.", "fr", "L4 fait mal. L4 est un os."),
    ("take two tablets", "es", "tome 2 (dos) comprimidos"),
    ("take two tablets", "ru", "примите 2 (две) таблетки"),
    ("take two tablets", "zh-Hans", "服用2（两）片"),
    ("more than one medicine", "ja", "2種類以上の薬"),
    ("more than one medicine", "ko", "약을 2가지 이상"),
    ("on the 4th and 5th day", "uk", "на четвертому і п'ятому дні"),
    ("in the 5th week", "ru", "на пятой неделе"),
    ("in the 3rd week", "pl", "w trzecim tygodniu"),
    ("on the 6th day", "cs", "šestého dne"),
    ("from 0 to 10", "pl", "od zera do dziesięciu"),
    ("from 0 to 10", "ru", "от нуля до десяти"),
    ("at most 79 characters", "vi", "tối đa 79 ký tự"),
    ("12 known parasites", "vi", "12 ký sinh trùng đã biết"),
    ("a 3D scan", "de", "eine 3D-Aufnahme"),
    ("at the 5th attempt", "he", "בפעם החמישית"),
    ("take 5, 10 or 15 mg", "zh-Hans", "服用5、10或15毫克"),
    ("Take 5, then 10 days later", "zh-Hans", "服用5，10天后"),
    ("within 30 minutes", "ko", "30분 이내에"),
    ("20-year-old", "zh-Hans", "20岁"),
    ("in the first 6 weeks", "de", "in den ersten sechs Wochen"),
    ("two-thirds of people", "de", "2/3 der Menschen"),
    ("2/3 of people", "es", "dos tercios de las personas"),
    ("on the 1st day", "fr", "le 1er jour"),
    ("on the 3rd day", "zh-Hans", "第3天"),
    ("Stage II", "zh-Hans", "2期"),
    ("at 3 p.m.", "zh-Hans", "下午3点"),
    ("between 2 and 5 p.m.", "de", "zwischen 14 und 17 Uhr"),
    ("2000 g", "ru", "2000 г"),
    ("at 15:00", "ko", "오후 3시에"),
    ("at 9:30", "zh-Hans", "9点30分"),
    ("at 9:30", "zh-Hans", "9点半"),
    ("12 May 2026", "ar", "١٢ مايو ٢٠٢٦"),
    ("12 May 2026", "ar", "١٢ أيار ٢٠٢٦"),
    ("3 Sept. 2026", "ja", "2026年9月3日"),
    ("3 Sept 2026", "de", "3.9.2026"),
    ("12 May 2026", "de", "12.05.2026"),
    ("12 May 2026", "ru", "12 мая 2026 г."),
    ("in March", "zh-Hans", "3月"),
    ("on 5 May", "vi", "ngày 5 tháng 5"),
    ("in 2026", "th", "พ.ศ. 2569"),
    ("1 in 10 people", "es", "1 de cada 10 personas"),
    ("10⁹ cells", "de", "10^9 Zellen"),
    ("twenty-four hours", "de", "24 Stunden"),
    ("2 days", "ar", "يومان"),
    ("2 hours", "he", "שעתיים"),
    ("5 mg per kilogram", "es", "5 mg por kg"),
    ("2 mg, 4 mg or 6 mg", "de", "2, 4 oder 6 mg"),
    ("between 3.5 and 5.0 mmol/l", "ru", "от 3,5 до 5,0 ммоль/л"),
    ("between 3.5 and 5.0 mmol/l", "ar", "بين ٣٫٥ و٥٫٠ مليمول/لتر"),
    ("between 3.5 and 5.0 mmol/l", "zh-Hans", "3.5至5.0毫摩尔/升"),
    ("between 3.5 and 5.0 mmol/l", "zh-Hant", "3.5至5.0毫莫耳/公升"),
    ("between 3.5 and 5.0 mmol/l", "uk", "від 3,5 до 5,0 ммоль/л"),
    ("between 3.5 and 5.0 mmol/l", "th", "ระหว่าง 3.5 ถึง 5.0 มิลลิโมล/ลิตร"),
    ("between 3.5 and 5.0 mmol/l", "ko", "3.5~5.0밀리몰/리터"),
    ("between 3.5 and 5.0 mmol/l", "ja", "3.5～5.0ミリモル/リットル"),
    ("between 3.5 and 5.0 mmol/l", "fa", "بین ۳٫۵ تا ۵٫۰ میلی‌مول در لیتر"),
    ("between 3.5 and 5.0 mmol/l", "he", "בין 3.5 ל-5.0 מילימול/ליטר"),
    ("between 3.5 and 5.0 mmol/l", "hi", "3.5 से 5.0 मिलीमोल/लीटर"),
    ("every 6 to 8 hours", "hi", "हर 6 से 8 घंटे में"),
    ("the next 2 days", "ar", "في اليومين التاليين"),
    ("in 2 days", "ar", "بيومين"),
    ("in the 2 weeks", "ar", "خلال الأسبوعين"),
    ("after 2 weeks", "ar", "وبعد أسبوعين"),
    ("at 8:00 a.m.", "ja", "午前8時に"),
    ("at 8:00 a.m.", "ko", "오전 8시에"),
    ("at 8:00 a.m.", "fr", "à 8 h"),
    ("between 9:30 and 17:00", "fr", "entre 9 h 30 et 17 h"),
    ("between 8:00 and 17:00", "pt-BR", "entre 8h e 17h"),
    ("at 8:00 a.m.", "nl", "om 8.00 uur ’s ochtends"),
    ("before week 20", "ja", "20週より前"),
    ("from day 3", "ko", "3일째부터"),
    ("6–9 years", "ko", "6~9세"),
    ("in 1% of 10 people", "es", "en el uno por ciento de 10 personas"),
    ("1 ml", "ar", "مليلتر واحد"),
    ("1 g", "fr", "un gramme"),
    ("half an hour before meals", "de", "30 Minuten vor dem Essen"),
    ("half an hour before meals", "ja", "食事の30分前"),
    ("after two weeks", "de", "nach 14 Tagen"),
    ("for a week", "fr", "pendant 7 jours"),
    ("no numbers here", "de", "keine Zahlen"),
    ("", "de", ""),
]

DIFFERENT = [
    ("come on March 25, 2024", "ur", "25 اپریل، 2024 کو آئیں", ["extra اپریل", "missing March"]),
    ("walk 80 cm", "sw", "tembea mita 80", ["unit 80 meter"]),
    ("8 mm long", "hy", "երկարությունը 8 մ", ["unit 8 meter"]),
    ("for 6 to 12 years", "hy", "6-ից 12 ամսական", ["unit 12 month"]),
    ("wait 20 minutes", "my", "နာရီ ၂၀ စောင့်ပါ", ["unit ၂၀ hour"]),
    (f"code {'9' * 39}8", "de", f"Code {'9' * 40}", [f"extra {'9' * 40}", f"missing {'9' * 39}8"]),
    ("take 5 mg", "de", "50 mg nehmen", ["extra 50", "missing 5"]),
    ("take 50 mg", "de", "5 mg nehmen", ["extra 5", "missing 50"]),
    ("take 5 mg", "ar", "تناول ٥٠ ملغ", ["extra ٥٠", "missing 5"]),
    ("take 5 mg", "ar", "تناول ٣ ملغ", ["extra ٣", "missing 5"]),
    ("take 0.5 mg", "de", "0.5 mg einnehmen", ["separator 0.5"]),
    ("take 0.5 mg", "de", "5 mg einnehmen", ["extra 5", "missing 0.5"]),
    ("take 1.5 mg", "de", "1 bis 5 mg nehmen", ["extra 1", "extra 5", "missing 1.5"]),
    ("after COVID-19", "zh-Hans", "病愈后", ["missing COVID-19"]),
    ("after COVID-19", "fr", "après la COVID-91", ["extra COVID-91", "missing COVID-19"]),
    ("if you have COVID-19", "cs", "s covidem-91", ["extra covidem-91", "missing COVID-19"]),
    ("vitamin B12", "cs", "vitamin BE12", ["extra BE12", "missing B12"]),
    ("vitamin B₁₂", "de", "Vitamin B₁", ["extra B₁", "missing B₁₂"]),
    ("after the illness", "ko", "코로나19 이후", ["extra 19"]),
    ("the coronavirus for 9 days", "ko", "코로나 19일", ["extra 19", "missing 9"]),
    ("the app, and 1.5 mg", "pt", "o Android e 1.5 mg", ["separator 1.5"]),
    ("It has four corners.", "th", "กล่องสี่เหลี่ยมมี 5 มุม", ["extra 5"]),
    ("walk four metres", "th", "เดิน 5 ม.", ["extra 5"]),
    ("needs Android 8.1", "pt", "precisa do Android 8.2", ["extra 8.2", "missing 8.1"]),
    ("walk 15,000 steps", "ja", "1万6千歩", ["extra 1万6千", "missing 15,000"]),
    ("for 15 minutes", "fr", "trois quarts d'heure", ["missing 15"]),
    ("for 15 minutes", "nl", "drie kwartier", ["missing 15"]),
    ("a quarter of an hour", "de", "25 Minuten", ["extra 25"]),
    ("within 48 hours", "ar", "خلال الأربع والعشرين ساعة", ["missing 48"]),
    ("in the past 70 days", "ar", "في الأيام التسعين الماضية", ["missing 70"]),
    ("about 1 in 5 people", "ar", "شخصٌ من كل 6 أشخاص تقريبًا", ["extra 6", "missing 5"]),
    ("1,500 mg per day", "de", "1,500 mg pro Tag", ["separator 1,500"]),
    ("1,500 mg per day", "es", "1,5 mg al día", ["extra 1,5", "missing 1,500"]),
    ("2–3 mm incision", "es", "incisión de 2-8 mm", ["extra 8", "missing 3"]),
    ("2–3 mm incision", "zh-Hans", "2至8毫米切口", ["extra 8", "missing 3"]),
    ("vitamin B1", "es", "vitamina B12", ["extra B12", "missing B1"]),
    ("L4–L5 disc", "es", "disco L4–S1", ["extra L4–S1", "missing L4–L5"]),
    ("L4 and L5", "es", "L4 y L4", ["extra L4", "missing L5"]),
    ("store it at 20 °C", "zh-Hans", "请在-20℃保存", ["extra -20", "missing 20"]),
    ("store it at -20 °C", "zh-Hans", "请在20℃保存", ["extra 20", "missing -20"]),
    ("take two tablets", "es", "tome 3 (tres) comprimidos", ["extra 3"]),
    ("79 kg", "vi", "79 g", ["unit 79 gram"]),
    ("5 mg daily", "de", "5 g täglich", ["unit 5 gram"]),
    ("6 days", "hy", "6 ժամ։", ["unit 6 hour"]),
    ("1.5 mg per day", "km", "1,500 មីលីក្រាម", ["separator 1,500"]),
    ("1,500 mg per day", "de-CH", "1,5 mg pro Tag", ["extra 1,5", "missing 1,500"]),
    ("5 mg daily", "zh-Hans", "每日5克", ["unit 5 gram"]),
    ("5 mg daily", "zh-Hans", "每日5微克", ["unit 5 microgram"]),
    ("2–3 mm incision", "de", "2–3 cm Schnitt", ["unit 2 centimeter", "unit 3 centimeter"]),
    ("3 days", "zh-Hans", "3周", ["unit 3 week"]),
    ("wait two hours", "de", "zwei Stunden warten, dann 2 Stunden", ["extra 2"]),
    ("twice a day for 5 days", "de", "zweimal täglich", ["missing 5"]),
    ("rest", "de", "5 Tage ruhen", ["extra 5"]),
    ("3 times, 3 days", "de", "3-mal", ["missing 3"]),
    ("on 2024-10-31", "de", "am 30.10.2024", ["extra 30.10.2024", "missing 2024-10-31"]),
    ("at 8:30", "de", "um 9:30", ["extra 9:30", "missing 8:30"]),
    ("2 million", "de", "2 Milliarden", ["extra 2 Milliarden", "missing 2 million"]),
    ("2 million", "de", "2 Mrd.", ["extra 2 Mrd.", "missing 2 million"]),
    ("2 million", "ru", "2 тыс.", ["extra 2 тыс.", "missing 2 million"]),
    ("2 million", "sw", "elfu 2", ["extra elfu 2", "missing 2 million"]),
    ("call 112", "es", "llame al 113", ["extra 113", "missing 112"]),
    ("50% of people", "de", "15 % der Menschen", ["extra 15", "missing 50%"[:10]]),
    ("½ tablet", "de", "1½ Tabletten", ["extra 1½", "missing ½"]),
    ("a quarter of the dose", "ja", "用量の3分の1", ["extra 3分の1"]),
    ("half of the tablets", "ja", "錠剤の3分の1", ["extra 3分の1"]),
    ("Take 1/2 tablet.", "de", "Nehmen Sie zwei Tabletten.", ["missing 1/2"]),
    ("open 8 am–6 pm", "de", "geöffnet 8–17 Uhr", ["extra 17", "missing 6"]),
    ("12 May 2026", "es", "12 de junio de 2026", ["extra junio", "missing May"]),
    (
        "12 May 2026",
        "zh-Hans",
        "2026年6月12日",
        ["extra 2026年6月12日", "missing 12", "missing May", "missing 2026"],
    ),
    ("Come on May 12, 2025.", "fr", "12 06 2025", ["extra 06", "missing May"]),
    ("at 8 p.m.", "th", "3ทุ่ม", ["extra 3", "missing 8"]),
    ("at 8 a.m. and 8 p.m.", "fa", "8 صبح و 8 صبح", ["half-day 8 "]),
    (
        "Take 2 of them at 5 p.m.",
        "de",
        "Nehmen Sie 14 davon um 17 Uhr.",
        ["extra 14", "missing 2"],
    ),
    ("Take 10 mg at 5 p.m.", "de", "Nehmen Sie um 17 Uhr 10 g.", ["unit 10 gram"]),
    ("5 IU of insulin", "hy", "5 մմ ինսուլին", ["unit 5 millimeter"]),
    ("From May on, come at 8:05.", "de", "Kommen Sie ab Mai um acht Uhr.", ["missing 8:05"]),
    ("2 weeks", "de", "zwei Tage", ["unit zwei day"]),
    ("two weeks", "de", "2 Tage", ["unit 2 day"]),
    ("two tablets for two weeks", "zh-Hans", "每次2片，吃2天", ["unit 2 day"]),
    ("at 8 a.m.", "zh-Hans", "晚上8点", ["half-day 8 "]),
    ("at 3 p.m.", "fr", "pendant 15 jours", ["unit 15 day"]),
    ("5 mg/kg", "es", "5 mg/g", ["unit 5 milligram/gram"]),
    ("at 8:00 a.m.", "fr", "à 80 h", ["extra 80", "missing 8:00"]),
    ("at 8:00", "de", "um 8.000 Uhr", ["extra 8.000", "missing 8:00"]),
    ("at 8:00", "nl", "om 80.00 uur", ["extra 80.00", "missing 8:00"]),
    (
        "1 in 10; fewer than 1% bleed",
        "it",
        "1 su 10; meno dell’ ha un problema",
        ["missing 1%"[:9]],
    ),
    ("7.5 mg for each kilogram", "ja", "体重1gあたり7.5mg", ["extra 1", "unnamed 1g"]),
    ("5 mg once a day", "ja", "5mgを1週間1回", ["unnamed 1週間", "extra 1"]),
    ("before week 20", "ja", "20ヶ月間より前", ["unnamed 20ヶ月間"]),
    ("from day 3", "ja", "3週間目から", ["unnamed 3週間"]),
    ("two crutches for the first 2 weeks", "ja", "最初の2ヶ月間は2本", ["unnamed 2ヶ月間"]),
    ("before week 20", "de", "vor 20 Monaten", ["unnamed 20 Monaten"]),
    ("6–9 years", "ko", "6~9개월", ["unit 6 month", "unit 9 month"]),
    ("no more than 3 a day", "fr", "pas plus de 3 semaines", ["unnamed 3 semaines"]),
    ("for an hour", "de", "30 Minuten lang", ["extra 30"]),
    ("5 mg", "es", "5 comprimidos", ["unit 5 "]),
    ("Call 116 117.", "ru", "Звоните 116 118.", ["extra 116 118", "missing 116", "missing 117"]),
    (
        "Call 0 800 123 456.",
        "es",
        "Llame al 0 800 123 457.",
        ["extra 0 800 123 457", "missing 0 800 123 456"],
    ),
    ("take 2 500 mg tablets", "ru", "2 500 мг", ["extra 2 500", "missing 2", "missing 500"]),
]


@pytest.mark.parametrize(("source", "tag", "target"), SAME)
def test_same_numbers(source: str, tag: str, target: str) -> None:
    assert differences(source, target, tag) == []


@pytest.mark.parametrize(("source", "tag", "target", "expected"), DIFFERENT)
def test_different_numbers(source: str, tag: str, target: str, expected: list[str]) -> None:
    assert differences(source, target, tag) == expected


def test_a_difference_points_at_both_texts() -> None:
    source, target = "Take **5** mg.", "Nehmen Sie **50** mg."
    found = quantities.compare(source, Language("en"), target, Language("de"))
    assert found == (
        Difference(DifferenceKind.EXTRA, "50", (13, 15), None),
        Difference(DifferenceKind.MISSING, "5", None, (7, 8)),
    )
    assert target[13:15] == "50"
    (separator,) = quantities.compare("0.5 mg", Language("en"), "0.5 mg", Language("de"))
    assert separator == Difference(DifferenceKind.SEPARATOR, "0.5", (0, 3), (0, 3), "0.5")


@pytest.mark.parametrize(
    ("tag", "text", "readings", "legal"),
    [
        ("de", "1.500", ["1500", "1.500"], 1),
        ("en", "1.500", ["1.500", "1500"], 1),
        ("de", "0.5", ["0.5"], 0),
        ("hi", "1,00,000", ["100000"], 1),
        ("en", "1·5", ["1.5"], 1),
        ("fa", "۱٬۵۰۰٫۵", ["1500.5"], 1),
        ("en", ".5", ["0.5"], 1),
        ("en", "2½", ["2.5"], 1),
        ("ja", "２．５", ["2.5"], 1),
    ],
)
def test_readings_begin_with_the_language_s_own(
    tag: str, text: str, readings: list[str], legal: int
) -> None:
    (number,) = quantities.numbers(text, Language(tag))
    assert (number.readings, number.legal) == (tuple(map(Decimal, readings)), legal)


@pytest.mark.parametrize(
    ("tag", "text", "readings", "half"),
    [
        ("en", "at 3 p.m.", ["3", "15"], "pm"),
        ("en", "at 12 a.m.", ["12", "0", "24"], "am"),
        ("zh-Hans", "下午3点", ["3", "15"], "pm"),
        ("ar", "الساعة ٣ مساءً", ["3", "15"], "pm"),
        ("en", "every 3 hours", ["3"], ""),
    ],
)
def test_hours_of_a_clock(tag: str, text: str, readings: list[str], half: str) -> None:
    (figure,) = quantities.figures(text, Language.parse(tag)).figures
    assert (figure.number.readings, figure.half) == (tuple(map(Decimal, readings)), half)


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("10:30", NumberKind.TIME, (10, 30)),
        ("2024-10-31", NumberKind.DATE, (2024, 10, 31)),
        ("+44 20 7946 0018", NumberKind.PHONE, (44, 20, 7946, 18)),
        ("+1 (555) 010-9999", NumberKind.PHONE, (1, 555, 10, 9999)),
        ("10h30", NumberKind.TIME, (10, 30)),
        ("0800 123 456", NumberKind.PHONE, (800, 123, 456)),
        ("0 800 123 456", NumberKind.PHONE, (0, 800, 123, 456)),
        ("0 850 222 33 44", NumberKind.PHONE, (0, 850, 222, 33, 44)),
        ("120/80", NumberKind.FRACTION, (120, 80)),
    ],
)
def test_numbers_made_of_parts(text: str, kind: NumberKind, parts: tuple[int, ...]) -> None:
    (number,) = quantities.numbers(text, Language("en"))
    assert (number.kind, number.parts) == (kind, tuple(map(Decimal, parts)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("L4–L5", [("L4", "L5")]),
        ("C5-6", [("C5", "C6")]),
        ("COVID-19 and H1N1", [("COVID19",), ("H1N1",)]),
        ("维生素B1和B12", [("B1",), ("B12",)]),
        ("SARS-CoV-2", [("COV2",)]),
        ("5mg 3D 10h30 x2 kg/m2", []),
        ("`B1` [x](http://a/B2)", []),
    ],
)
def test_identifiers(text: str, names: list[tuple[str, ...]]) -> None:
    assert [code.names for code in quantities.identifiers(text)] == names


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "Take 5 mg in 2–3 days", ["5 milligram", "2 day", "3 day"]),
        ("en", "1 in 10 people", []),
        ("en", "a 5-mg tablet", ["5 milligram"]),
        ("es", "5 miligramos al día", ["5 milligram"]),
        ("es", "2 a 3 mm", ["2 millimeter", "3 millimeter"]),
        ("de", "eine 5-mg-Tablette, 3 Std.", ["5 milligram", "3 hour"]),
        ("fr", "10 ml à 25 °C", ["10 milliliter", "25 celsius"]),
        ("zh-Hans", "每日5毫克，2至3毫米，120毫米汞柱", ["5 milligram", "2 millimeter", "3 millimeter", "120 millimeter-of-mercury"]),
        ("zh-Hant", "每次5毫克", ["5 milligram"]),
        ("ja", "5 mgを2～3ミリメートル、3か月間", ["5 milligram", "2 millimeter", "3 millimeter", "3 month"]),
        ("ko", "5밀리그램을 3일 동안", ["5 milligram", "3 day"]),
        ("ar", "٥ ملغ و 5 مليغرام لمدة ٣ أيام", ["5 milligram", "5 milligram", "3 day"]),
        ("hi", "5 मि॰ग्रा॰ और 5 मि.ग्रा. और 5 मिलीग्राम", ["5 milligram"] * 3),
        ("th", "5 มก. ต่อวัน", ["5 milligram"]),
        ("ru", "5 мг, 120 мм рт. ст., 2 недели", ["5 milligram", "120 millimeter-of-mercury", "2 week"]),
        ("pl", "2 tygodnie, 5 tygodni", ["2 week", "5 week"]),
        ("tr", "ağrı %50 azaldı", ["50 percent"]),
        ("en", "5 mg/kg", ["5 milligram"]),
        ("en", "**5** mg", ["5 milligram"]),
    ],
)  # fmt: skip
def test_quantities(tag: str, text: str, expected: list[str]) -> None:
    found = quantities.quantities(text, Language.parse(tag))
    assert [f"{quantity.value} {quantity.unit}" for quantity in found] == expected


@pytest.mark.parametrize(
    ("tag", "text", "values"),
    [
        ("en", "Take two tablets twice", [2, 2]),
        ("en", "on 31 October", [10]),
        ("en", "you may march", []),
        ("zh-Hans", "一般服用两片，二十五天，二〇二四年", [2, 25, 2024]),
        ("de", "anderthalb Tabletten", [Decimal("1.5")]),
        ("hi", "दो गोलियाँ", [2]),
        ("hi", "पहले एक, फिर दो।", [1, 1, 2]),
        ("am", "ለሁለት ቀን", [2]),
        ("ar", "قرصين مرتين", [2, 2]),
        ("sw", "mbili", [2]),
        ("eo", "du", []),
        ("en", "twenty-four hours", [24]),
        ("en", "Stage II, type IV, I", [2, 4]),
        ("en", "Grade V and Class X, V, I", [5, 10]),
    ],
)
def test_spelled(tag: str, text: str, values: list[int]) -> None:
    found = quantities.spelled(text, Language.parse(tag))
    assert [number.readings[0] for number in found] == values


DIGITS = {
    "ar": "٠١٢٣٤٥٦٧٨٩",
    "hi": "०१२३४५६७८९",
    "th": "๐๑๒๓๔๕๖๗๘๙",
    "fa": "۰۱۲۳۴۵۶۷۸۹",
    "ja": "０１２３４５６７８９",
}


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(sorted(DIGITS)))
def test_native_digits_have_the_same_value(value: int, tag: str) -> None:
    native = str(value).translate(str.maketrans("0123456789", DIGITS[tag]))
    assert differences(f"take {value} mg", f"{native} mg", tag) == []


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_two_numbers_are_the_same_only_if_they_are(one: int, other: int) -> None:
    assert (differences(f"{one} mg", f"{other} mg", "de") == []) == (one == other)


@given(st.text(alphabet=st.sampled_from("0123456789.,:/-– '½٣م万LBmgx%+*_`[]() a"), max_size=24), st.sampled_from(["en", "de", "fr", "ar", "zh", "hi"]))  # fmt: skip
def test_a_text_has_the_numbers_of_itself(text: str, tag: str) -> None:
    language = Language(tag)
    found = quantities.compare(text, language, text, language)
    assert [
        difference for difference in found if difference.kind is not DifferenceKind.SEPARATOR
    ] == []
    assert all(text[n.start : n.end] == n.raw for n in quantities.numbers(text, language))
