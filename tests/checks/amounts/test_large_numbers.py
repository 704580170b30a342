"""Numbers in several words, from a hundred on: the same as in digits, and another number.

Rows of each language: source, right translation, the translation with another number.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.language.amounts.large_numbers import large_numbers
from pipeline.model import Language
from tests.checks.sentences import told

ROWS = [
    ("ar", "Drink one hundred and twenty millilitres of the solution.", "اشرب 120 ملليلترًا من المحلول.", "اشرب 112 ملليلترًا من المحلول."),
    ("ar", "More than 2,000,000 people live with this disease.", "يعيش أكثر من مليوني شخص مع هذا المرض.", "يعيش أكثر من ألفي شخص مع هذا المرض."),
    ("ar", "Take 250 mg with each meal.", "تناول مئتين وخمسين ملليغرامًا مع كل وجبة.", "تناول ثلاثمئة وخمسين ملليغرامًا مع كل وجبة."),
    ("ar", "Take 250 mg with each meal.", "تناول مائتين وخمسين ملليغرامًا مع كل وجبة.", "تناول مئتين وخمسة عشر ملليغرامًا مع كل وجبة."),
    ("ar", "The dose is 375 mg for adults.", "الجرعة للبالغين ثلاثمئة وخمسة وسبعون ملليغرامًا.", "الجرعة للبالغين ثلاثمئة وسبعة وخمسون ملليغرامًا."),
    ("bn", "The dose is 375 mg for adults.", "প্রাপ্তবয়স্কদের জন্য ডোজ তিনশ পঁচাত্তর মিলিগ্রাম।", "প্রাপ্তবয়স্কদের জন্য ডোজ দুইশ পঁচাত্তর মিলিগ্রাম।"),
    ("cs", "Take 250 mg with each meal.", "Užívejte dvě stě padesát miligramů ke každému jídlu.", "Užívejte tři sta padesát miligramů ke každému jídlu."),
    ("cs", "The dose is 375 mg for adults.", "Dávka pro dospělé je tři sta sedmdesát pět miligramů.", "Dávka pro dospělé je tři sta padesát sedm miligramů."),
    ("de", "About 1 in 150 children is allergic to peanuts.", "Etwa eines von hundertfünfzig Kindern ist gegen Erdnüsse allergisch.", "Etwa eines von hundertfünfzehn Kindern ist gegen Erdnüsse allergisch."),
    ("de", "Drink one hundred and twenty millilitres of the solution.", "Trinken Sie 120 Milliliter der Lösung.", "Trinken Sie 102 Milliliter der Lösung."),
    ("de", "It costs 1,500 lira for the whole year.", "Es kostet eintausendfünfhundert Lira für das ganze Jahr.", "Es kostet eintausendfünfzig Lira für das ganze Jahr."),
    ("de", "It costs 1,500 lira for the whole year.", "Es kostet fünfzehnhundert Lira für das ganze Jahr.", "Es kostet eintausendfünfzig Lira für das ganze Jahr."),
    ("de", "More than 2,000,000 people live with this disease.", "Mehr als zwei Millionen Menschen leben mit dieser Krankheit.", "Mehr als zwölf Millionen Menschen leben mit dieser Krankheit."),
    ("de", "More than 2,000,000 people live with this disease.", "Mehr als zwei Millionen Menschen leben mit dieser Krankheit.", "Mehr als zweitausend Menschen leben mit dieser Krankheit."),
    ("de", "Take 250 mg with each meal.", "Nehmen Sie zu jeder Mahlzeit zweihundertfünfzig Milligramm ein.", "Nehmen Sie zu jeder Mahlzeit zweihundertfünfzehn Milligramm ein."),
    ("de", "Take 250 mg with each meal.", "Nehmen Sie zu jeder Mahlzeit zweihundertfünfzig Milligramm ein.", "Nehmen Sie zu jeder Mahlzeit dreihundertfünfzig Milligramm ein."),
    ("de", "The dose is 375 mg for adults.", "Die Dosis beträgt für Erwachsene dreihundertfünfundsiebzig Milligramm.", "Die Dosis beträgt für Erwachsene dreihundertsiebenundfünfzig Milligramm."),
    ("de", "The dose is 375 mg for adults.", "Die Dosis beträgt für Erwachsene dreihundertfünfundsiebzig Milligramm.", "Die Dosis beträgt für Erwachsene zweihundertfünfundsiebzig Milligramm."),
    ("de", "The hospital has 640 beds and 12,500 patients a year.", "Das Krankenhaus hat sechshundertvierzig Betten und zwölftausendfünfhundert Patienten im Jahr.", "Das Krankenhaus hat sechshundertvierzehn Betten und zwölftausendfünfhundert Patienten im Jahr."),
    ("el", "The dose is 375 mg for adults.", "Η δόση για ενήλικες είναι τριακόσια εβδομήντα πέντε χιλιοστόγραμμα.", "Η δόση για ενήλικες είναι τριακόσια πενήντα επτά χιλιοστόγραμμα."),
    ("es", "About 1 in 150 children is allergic to peanuts.", "Aproximadamente uno de cada ciento cincuenta niños es alérgico al cacahuete.", "Aproximadamente uno de cada ciento quince niños es alérgico al cacahuete."),
    ("es", "Drink one hundred and twenty millilitres of the solution.", "Beba 120 mililitros de la solución.", "Beba 12 mililitros de la solución."),
    ("es", "Drink one hundred and twenty millilitres of the solution.", "Beba 120 mililitros de la solución.", "Beba 112 mililitros de la solución."),
    ("es", "It costs 1,500 lira for the whole year.", "Cuesta mil quinientas liras por todo el año.", "Cuesta mil cincuenta liras por todo el año."),
    ("es", "More than 2,000,000 people live with this disease.", "Más de dos millones de personas viven con esta enfermedad.", "Más de doce millones de personas viven con esta enfermedad."),
    ("es", "More than 2,000,000 people live with this disease.", "Más de dos millones de personas viven con esta enfermedad.", "Más de dos mil personas viven con esta enfermedad."),
    ("es", "Take 250 mg with each meal.", "Tome doscientos cincuenta miligramos con cada comida.", "Tome doscientos quince miligramos con cada comida."),
    ("es", "Take 250 mg with each meal.", "Tome doscientos cincuenta miligramos con cada comida.", "Tome trescientos cincuenta miligramos con cada comida."),
    ("es", "The dose is 375 mg for adults.", "La dosis es de trescientos setenta y cinco miligramos para adultos.", "La dosis es de setenta y cinco miligramos para adultos."),
    ("es", "The dose is 375 mg for adults.", "La dosis es de trescientos setenta y cinco miligramos para adultos.", "La dosis es de trescientos cincuenta y siete miligramos para adultos."),
    ("es", "The hospital has 640 beds and 12,500 patients a year.", "El hospital tiene seiscientas cuarenta camas y doce mil quinientos pacientes al año.", "El hospital tiene seiscientas catorce camas y doce mil quinientos pacientes al año."),
    ("fa", "Take 250 mg with each meal.", "با هر وعده غذا دویست و پنجاه میلی‌گرم مصرف کنید.", "با هر وعده غذا سیصد و پنجاه میلی‌گرم مصرف کنید."),
    ("fa", "The dose is 375 mg for adults.", "دوز بزرگسالان سیصد و هفتاد و پنج میلی‌گرم است.", "دوز بزرگسالان سیصد و پنجاه و هفت میلی‌گرم است."),
    ("fr", "About 1 in 150 children is allergic to peanuts.", "Environ un enfant sur cent cinquante est allergique à l'arachide.", "Environ un enfant sur cent quinze est allergique à l'arachide."),
    ("fr", "Drink one hundred and twenty millilitres of the solution.", "Buvez 120 millilitres de la solution.", "Buvez 102 millilitres de la solution."),
    ("fr", "It costs 1,500 lira for the whole year.", "Cela coûte mille cinq cents livres pour toute l'année.", "Cela coûte mille cinquante livres pour toute l'année."),
    ("fr", "More than 2,000,000 people live with this disease.", "Plus de deux millions de personnes vivent avec cette maladie.", "Plus de douze millions de personnes vivent avec cette maladie."),
    ("fr", "More than 2,000,000 people live with this disease.", "Plus de deux millions de personnes vivent avec cette maladie.", "Plus de deux mille personnes vivent avec cette maladie."),
    ("fr", "Take 250 mg with each meal.", "Prenez deux cent cinquante milligrammes à chaque repas.", "Prenez deux cent quinze milligrammes à chaque repas."),
    ("fr", "Take 250 mg with each meal.", "Prenez deux cent cinquante milligrammes à chaque repas.", "Prenez trois cent cinquante milligrammes à chaque repas."),
    ("fr", "The dose is 375 mg for adults.", "La dose est de trois cent soixante-quinze milligrammes pour les adultes.", "La dose est de trois cent soixante-cinq milligrammes pour les adultes."),
    ("fr", "The dose is 375 mg for adults.", "La dose est de trois cent soixante-quinze milligrammes pour les adultes.", "La dose est de soixante-quinze milligrammes pour les adultes."),
    ("fr", "The hospital has 640 beds and 12,500 patients a year.", "L'hôpital compte six cent quarante lits et douze mille cinq cents patients par an.", "L'hôpital compte six cent quarante lits et deux mille cinq cents patients par an."),
    ("he", "The dose is 375 mg for adults.", "המנה למבוגרים היא שלוש מאות שבעים וחמישה מיליגרם.", "המנה למבוגרים היא שלוש מאות חמישים ושבעה מיליגרם."),
    ("hi", "About 1 in 150 children is allergic to peanuts.", "लगभग डेढ़ सौ में से एक बच्चे को मूँगफली से एलर्जी होती है।", "लगभग ढाई सौ में से एक बच्चे को मूँगफली से एलर्जी होती है।"),
    ("hi", "More than 2,000,000 people live with this disease.", "बीस लाख से अधिक लोग इस बीमारी के साथ जी रहे हैं।", "दो लाख से अधिक लोग इस बीमारी के साथ जी रहे हैं।"),
    ("hi", "Take 250 mg with each meal.", "हर भोजन के साथ दो सौ पचास मिलीग्राम लें।", "हर भोजन के साथ तीन सौ पचास मिलीग्राम लें।"),
    ("hi", "Take 250 mg with each meal.", "हर भोजन के साथ ढाई सौ मिलीग्राम लें।", "हर भोजन के साथ दो सौ पंद्रह मिलीग्राम लें।"),
    ("hi", "The dose is 375 mg for adults.", "वयस्कों के लिए खुराक तीन सौ पचहत्तर मिलीग्राम है।", "वयस्कों के लिए खुराक तीन सौ सत्तावन मिलीग्राम है।"),
    ("hi", "The dose is 375 mg for adults.", "वयस्कों के लिए खुराक तीन सौ पचहत्तर मिलीग्राम है।", "वयस्कों के लिए खुराक पचहत्तर मिलीग्राम है।"),
    ("id", "About 1 in 150 children is allergic to peanuts.", "Sekitar satu dari seratus lima puluh anak alergi terhadap kacang tanah.", "Sekitar satu dari seratus lima belas anak alergi terhadap kacang tanah."),
    ("id", "More than 2,000,000 people live with this disease.", "Lebih dari dua juta orang hidup dengan penyakit ini.", "Lebih dari dua ribu orang hidup dengan penyakit ini."),
    ("id", "Take 250 mg with each meal.", "Minum dua ratus lima puluh miligram setiap makan.", "Minum dua ratus lima belas miligram setiap makan."),
    ("id", "Take 250 mg with each meal.", "Minum dua ratus lima puluh miligram setiap makan.", "Minum tiga ratus lima puluh miligram setiap makan."),
    ("id", "The dose is 375 mg for adults.", "Dosis untuk orang dewasa adalah tiga ratus tujuh puluh lima miligram.", "Dosis untuk orang dewasa adalah tiga ratus lima puluh tujuh miligram."),
    ("id", "The hospital has 640 beds and 12,500 patients a year.", "Rumah sakit itu memiliki enam ratus empat puluh tempat tidur dan dua belas ribu lima ratus pasien per tahun.", "Rumah sakit itu memiliki enam ratus empat belas tempat tidur dan dua belas ribu lima ratus pasien per tahun."),
    ("it", "About 1 in 150 children is allergic to peanuts.", "Circa un bambino su centocinquanta è allergico alle arachidi.", "Circa un bambino su centoquindici è allergico alle arachidi."),
    ("it", "Drink one hundred and twenty millilitres of the solution.", "Beva 120 millilitri della soluzione.", "Beva 112 millilitri della soluzione."),
    ("it", "More than 2,000,000 people live with this disease.", "Più di due milioni di persone convivono con questa malattia.", "Più di duemila persone convivono con questa malattia."),
    ("it", "Take 250 mg with each meal.", "Prenda duecentocinquanta milligrammi a ogni pasto.", "Prenda duecentoquindici milligrammi a ogni pasto."),
    ("it", "Take 250 mg with each meal.", "Prenda duecentocinquanta milligrammi a ogni pasto.", "Prenda trecentocinquanta milligrammi a ogni pasto."),
    ("it", "The dose is 375 mg for adults.", "La dose per gli adulti è di trecentosettantacinque milligrammi.", "La dose per gli adulti è di trecentocinquantasette milligrammi."),
    ("it", "The hospital has 640 beds and 12,500 patients a year.", "L'ospedale ha seicentoquaranta letti e dodicimilacinquecento pazienti all'anno.", "L'ospedale ha seicentoquattordici letti e dodicimilacinquecento pazienti all'anno."),
    ("ja", "Drink one hundred and twenty millilitres of the solution.", "溶液を120ミリリットル飲んでください。", "溶液を102ミリリットル飲んでください。"),
    ("ja", "More than 2,000,000 people live with this disease.", "二百万人を超える人がこの病気を抱えて暮らしています。", "二十万人を超える人がこの病気を抱えて暮らしています。"),
    ("ja", "Take 250 mg with each meal.", "毎食時に二百五十ミリグラムを服用してください。", "毎食時に三百五十ミリグラムを服用してください。"),
    ("ja", "The dose is 375 mg for adults.", "成人の用量は三百七十五ミリグラムです。", "成人の用量は三百五十七ミリグラムです。"),
    ("ko", "About 1 in 150 children is allergic to peanuts.", "어린이 백오십 명 중 약 한 명은 땅콩 알레르기가 있습니다.", "어린이 백십오 명 중 약 한 명은 땅콩 알레르기가 있습니다."),
    ("ko", "Drink one hundred and twenty millilitres of the solution.", "용액 120밀리리터를 마시십시오.", "용액 102밀리리터를 마시십시오."),
    ("ko", "It costs 1,500 lira for the whole year.", "일 년 전체에 천오백 리라입니다.", "일 년 전체에 천오십 리라입니다."),
    ("ko", "More than 2,000,000 people live with this disease.", "이백만 명이 넘는 사람들이 이 병을 안고 살아갑니다.", "이십만 명이 넘는 사람들이 이 병을 안고 살아갑니다."),
    ("ko", "Take 250 mg with each meal.", "식사 때마다 이백오십 밀리그램을 복용하십시오.", "식사 때마다 이백십오 밀리그램을 복용하십시오."),
    ("ko", "Take 250 mg with each meal.", "식사 때마다 이백오십 밀리그램을 복용하십시오.", "식사 때마다 삼백오십 밀리그램을 복용하십시오."),
    ("ko", "The dose is 375 mg for adults.", "성인 용량은 삼백칠십오 밀리그램입니다.", "성인 용량은 삼백오십칠 밀리그램입니다."),
    ("ko", "The dose is 375 mg for adults.", "성인 용량은 삼백칠십오 밀리그램입니다.", "성인 용량은 칠십오 밀리그램입니다."),
    ("nl", "About 1 in 150 children is allergic to peanuts.", "Ongeveer één op de honderdvijftig kinderen is allergisch voor pinda's.", "Ongeveer één op de honderdvijftien kinderen is allergisch voor pinda's."),
    ("nl", "Take 250 mg with each meal.", "Neem bij elke maaltijd tweehonderdvijftig milligram in.", "Neem bij elke maaltijd tweehonderdvijftien milligram in."),
    ("nl", "Take 250 mg with each meal.", "Neem bij elke maaltijd tweehonderdvijftig milligram in.", "Neem bij elke maaltijd driehonderdvijftig milligram in."),
    ("nl", "The dose is 375 mg for adults.", "De dosis voor volwassenen is driehonderdvijfenzeventig milligram.", "De dosis voor volwassenen is driehonderdzevenenvijftig milligram."),
    ("pl", "About 1 in 150 children is allergic to peanuts.", "Mniej więcej jedno na sto pięćdziesiąt dzieci ma alergię na orzeszki ziemne.", "Mniej więcej jedno na sto piętnaście dzieci ma alergię na orzeszki ziemne."),
    ("pl", "Drink one hundred and twenty millilitres of the solution.", "Wypić 120 mililitrów roztworu.", "Wypić 102 mililitry roztworu."),
    ("pl", "More than 2,000,000 people live with this disease.", "Z tą chorobą żyje ponad dwa miliony osób.", "Z tą chorobą żyje ponad dwa tysiące osób."),
    ("pl", "Take 250 mg with each meal.", "Przyjmować dwieście pięćdziesiąt miligramów z każdym posiłkiem.", "Przyjmować dwieście piętnaście miligramów z każdym posiłkiem."),
    ("pl", "Take 250 mg with each meal.", "Przyjmować dwieście pięćdziesiąt miligramów z każdym posiłkiem.", "Przyjmować trzysta pięćdziesiąt miligramów z każdym posiłkiem."),
    ("pl", "The dose is 375 mg for adults.", "Dawka dla dorosłych to trzysta siedemdziesiąt pięć miligramów.", "Dawka dla dorosłych to trzysta pięćdziesiąt siedem miligramów."),
    ("pt-BR", "About 1 in 150 children is allergic to peanuts.", "Cerca de uma em cada cento e cinquenta crianças é alérgica a amendoim.", "Cerca de uma em cada cento e quinze crianças é alérgica a amendoim."),
    ("pt-BR", "More than 2,000,000 people live with this disease.", "Mais de dois milhões de pessoas vivem com esta doença.", "Mais de duas mil pessoas vivem com esta doença."),
    ("pt-BR", "Take 250 mg with each meal.", "Tome duzentos e cinquenta miligramas a cada refeição.", "Tome duzentos e quinze miligramas a cada refeição."),
    ("pt-BR", "Take 250 mg with each meal.", "Tome duzentos e cinquenta miligramas a cada refeição.", "Tome trezentos e cinquenta miligramas a cada refeição."),
    ("pt-BR", "The dose is 375 mg for adults.", "A dose para adultos é de trezentos e setenta e cinco miligramas.", "A dose para adultos é de trezentos e cinquenta e sete miligramas."),
    ("pt-BR", "The hospital has 640 beds and 12,500 patients a year.", "O hospital tem seiscentos e quarenta leitos e doze mil e quinhentos pacientes por ano.", "O hospital tem seiscentos e quarenta leitos e dois mil e quinhentos pacientes por ano."),
    ("ru", "About 1 in 150 children is allergic to peanuts.", "Примерно у одного из ста пятидесяти детей есть аллергия на арахис.", "Примерно у одного из ста пятнадцати детей есть аллергия на арахис."),
    ("ru", "Drink one hundred and twenty millilitres of the solution.", "Выпейте 120 миллилитров раствора.", "Выпейте 112 миллилитров раствора."),
    ("ru", "More than 2,000,000 people live with this disease.", "С этой болезнью живут более двух миллионов человек.", "С этой болезнью живут более двух тысяч человек."),
    ("ru", "Take 250 mg with each meal.", "Принимайте двести пятьдесят миллиграммов с каждым приёмом пищи.", "Принимайте двести пятнадцать миллиграммов с каждым приёмом пищи."),
    ("ru", "Take 250 mg with each meal.", "Принимайте двести пятьдесят миллиграммов с каждым приёмом пищи.", "Принимайте триста пятьдесят миллиграммов с каждым приёмом пищи."),
    ("ru", "The dose is 375 mg for adults.", "Доза для взрослых — триста семьдесят пять миллиграммов.", "Доза для взрослых — триста пятьдесят семь миллиграммов."),
    ("ru", "The hospital has 640 beds and 12,500 patients a year.", "В больнице шестьсот сорок коек и двенадцать тысяч пятьсот пациентов в год.", "В больнице шестьсот четырнадцать коек и двенадцать тысяч пятьсот пациентов в год."),
    ("sw", "More than 2,000,000 people live with this disease.", "Zaidi ya watu milioni mbili wanaishi na ugonjwa huu.", "Zaidi ya watu elfu mbili wanaishi na ugonjwa huu."),
    ("sw", "Take 250 mg with each meal.", "Meza miligramu mia mbili na hamsini kila mlo.", "Meza miligramu mia tatu na hamsini kila mlo."),
    ("sw", "Take 250 mg with each meal.", "Meza miligramu mia mbili na hamsini kila mlo.", "Meza miligramu mia mbili na kumi na tano kila mlo."),
    ("sw", "The dose is 375 mg for adults.", "Dozi ya watu wazima ni miligramu mia tatu na sabini na tano.", "Dozi ya watu wazima ni miligramu mia tatu na hamsini na saba."),
    ("th", "The dose is 375 mg for adults.", "ขนาดยาสำหรับผู้ใหญ่คือสามร้อยเจ็ดสิบห้ามิลลิกรัม", "ขนาดยาสำหรับผู้ใหญ่คือสามร้อยห้าสิบเจ็ดมิลลิกรัม"),
    ("tr", "About 1 in 150 children is allergic to peanuts.", "Yaklaşık yüz elli çocuktan birinin yer fıstığına alerjisi vardır.", "Yaklaşık yüz on beş çocuktan birinin yer fıstığına alerjisi vardır."),
    ("tr", "Drink one hundred and twenty millilitres of the solution.", "Çözeltiden 120 mililitre için.", "Çözeltiden 112 mililitre için."),
    ("tr", "It costs 1,500 lira for the whole year.", "Bütün yıl için bin beş yüz lira tutar.", "Bütün yıl için bin elli lira tutar."),
    ("tr", "More than 2,000,000 people live with this disease.", "İki milyondan fazla insan bu hastalıkla yaşıyor.", "İki binden fazla insan bu hastalıkla yaşıyor."),
    ("tr", "Take 250 mg with each meal.", "Her öğünde iki yüz elli miligram alın.", "Her öğünde iki yüz on beş miligram alın."),
    ("tr", "Take 250 mg with each meal.", "Her öğünde iki yüz elli miligram alın.", "Her öğünde üç yüz elli miligram alın."),
    ("tr", "The dose is 375 mg for adults.", "Yetişkinler için doz üç yüz yetmiş beş miligramdır.", "Yetişkinler için doz üç yüz elli yedi miligramdır."),
    ("tr", "The hospital has 640 beds and 12,500 patients a year.", "Hastanenin altı yüz kırk yatağı ve yılda on iki bin beş yüz hastası vardır.", "Hastanenin altı yüz on dört yatağı ve yılda on iki bin beş yüz hastası vardır."),
    ("uk", "Take 250 mg with each meal.", "Приймайте двісті п'ятдесят міліграмів із кожним прийомом їжі.", "Приймайте триста п'ятдесят міліграмів із кожним прийомом їжі."),
    ("uk", "The dose is 375 mg for adults.", "Доза для дорослих — триста сімдесят п'ять міліграмів.", "Доза для дорослих — двісті сімдесят п'ять міліграмів."),
    ("ur", "Take 250 mg with each meal.", "ہر کھانے کے ساتھ دو سو پچاس ملی گرام لیں۔", "ہر کھانے کے ساتھ تین سو پچاس ملی گرام لیں۔"),
    ("ur", "The dose is 375 mg for adults.", "بالغوں کے لیے خوراک تین سو پچھتر ملی گرام ہے۔", "بالغوں کے لیے خوراک تین سو ستاون ملی گرام ہے۔"),
    ("vi", "About 1 in 150 children is allergic to peanuts.", "Khoảng một trong một trăm năm mươi trẻ bị dị ứng đậu phộng.", "Khoảng một trong một trăm mười lăm trẻ bị dị ứng đậu phộng."),
    ("vi", "Drink one hundred and twenty millilitres of the solution.", "Uống 120 mililit dung dịch.", "Uống 102 mililit dung dịch."),
    ("vi", "More than 2,000,000 people live with this disease.", "Hơn hai triệu người đang sống chung với bệnh này.", "Hơn hai nghìn người đang sống chung với bệnh này."),
    ("vi", "Take 250 mg with each meal.", "Uống hai trăm năm mươi miligam trong mỗi bữa ăn.", "Uống hai trăm mười lăm miligam trong mỗi bữa ăn."),
    ("vi", "Take 250 mg with each meal.", "Uống hai trăm năm mươi miligam trong mỗi bữa ăn.", "Uống ba trăm năm mươi miligam trong mỗi bữa ăn."),
    ("vi", "The dose is 375 mg for adults.", "Liều cho người lớn là ba trăm bảy mươi lăm miligam.", "Liều cho người lớn là ba trăm năm mươi bảy miligam."),
    ("zh-Hans", "About 1 in 150 children is allergic to peanuts.", "大约每一百五十名儿童中就有一名对花生过敏。", "大约每一百一十五名儿童中就有一名对花生过敏。"),
    ("zh-Hans", "Drink one hundred and twenty millilitres of the solution.", "喝 120 毫升溶液。", "喝 102 毫升溶液。"),
    ("zh-Hans", "It costs 1,500 lira for the whole year.", "全年费用为一千五百里拉。", "全年费用为一千五十里拉。"),
    ("zh-Hans", "More than 2,000,000 people live with this disease.", "有两百多万人患有这种疾病。", "超过二十万人患有这种疾病。"),
    ("zh-Hans", "More than 2,000,000 people live with this disease.", "超过二百万人患有这种疾病。", "超过二十万人患有这种疾病。"),
    ("zh-Hans", "Take 250 mg with each meal.", "每餐服用二百五十毫克。", "每餐服用二百一十五毫克。"),
    ("zh-Hans", "Take 250 mg with each meal.", "每餐服用二百五十毫克。", "每餐服用三百五十毫克。"),
    ("zh-Hans", "The dose is 375 mg for adults.", "成人剂量为三百七十五毫克。", "成人剂量为三百五十七毫克。"),
    ("zh-Hans", "The hospital has 640 beds and 12,500 patients a year.", "这家医院有六百四十张床位，每年有一万二千五百名患者。", "这家医院有六百一十四张床位，每年有一万二千五百名患者。"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "right", "wrong"), ROWS)
def test_right_is_not_told_and_wrong_is(language: str, source: str, right: str, wrong: str) -> None:
    assert told(source, right, language) == []
    assert {each.id for each in told(source, wrong, language)} & {
        "number-mismatch", "spelled-number-mismatch"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "source", "right"),
    [
        ("vi", "The tree is 100 years old.", "Cây này một trăm năm tuổi."),
        ("ko", "The tree is 100 years old.", "이 나무는 백년 되었습니다."),
        ("ko", "The treatment lasts 100 days.", "치료는 백일 동안 계속됩니다."),
        ("th", "The treatment lasts 100 days.", "การรักษาใช้เวลาหนึ่งร้อยวัน"),
        ("de", "A hundred single tablets.", "Hundert einzelne Tabletten."),
        ("ru", "A hundred tablets cost 105 euros, two hundred cost more.", "Сто таблеток стоят 105 евро, двести стоят больше."),
    ],
)  # fmt: skip
def test_what_follows_a_hundred_is_no_part_of_it(language: str, source: str, right: str) -> None:
    assert told(source, right, language) == []


@pytest.mark.parametrize(
    ("tag", "text", "values"),
    [
        ("en", "one hundred and twenty, two thousand three hundred and five", [120, 2305]),
        ("en", "two hundred, three hundred", []),
        ("de", "hunderteins, siebenundzwanzig, fünfzehnhundert", [101, 27, 1500]),
        ("de", "verwundert, Jahrhundert, zwei", []),
        ("nl", "honderdvijfentwintig", [125]),
        ("it", "ventuno, trentotto, millecinquecento, duemila", [21, 38, 1500, 2000]),
        ("fr", "quatre-vingt-douze; soixante et onze; mille cinq cents", [92, 71, 1500]),
        ("sw", "mia mbili na hamsini; elfu moja mia tano", [250, 1500]),
        ("ko", "이백오십 밀리그램, 이백만 명", [250, 2_000_000]),
        ("ar", "ألفًا وخمسمئة", [1500]),
        ("hi", "ढाई सौ; दो सौ पचास", [250, 250]),
        ("vi", "một trăm lẻ năm", [105]),
        ("tr", "ikiyüzelli", [250]),
        ("th", "สองร้อยห้าสิบ", [250]),
        ("eo", "ducent kvindek", []),
    ],
)
def test_value_of_several_words(tag: str, text: str, values: list[int]) -> None:
    found = large_numbers(text, Language.parse(tag))
    assert [value for _, _, value in found] == [Decimal(value) for value in values]
