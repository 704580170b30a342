"""References and frequencies: one finding for a mistake, none where a translation may differ."""

from __future__ import annotations

import pytest

from pipeline.checks.run import run
from pipeline.language.medicines import known_elsewhere, medicines_elsewhere
from pipeline.language.tables import rows
from pipeline.model import Language
from tests.builders import make_catalog, make_unit

REFERENCES = {
    "email-mismatch",
    "emergency-number-localised",
    "frequency-mismatch",
    "medicine-mismatch",
    "number-mismatch",
    "phone-mismatch",
    "url-mismatch",
}


def found(source: str, target: str, language: str) -> list[str]:
    catalog = make_catalog(make_unit(source, target), language=language)
    return [each.id for each in run({"x.po": catalog}) if each.id in REFERENCES]


SILENT = [
    ("Stop the insulin.", "Stoppen Sie die Insulingabe in den Gruppen.", "de"),
    ("If you miss ibuprofen, wait.", "Attendez la prochaine dose.", "fr"),
    ("Stop ibuprofen.", "İlacı bırakın.", "tr"),
    ("Ibuprofen may help.", "Obat itu mungkin membantu.", "id"),
    ("Ibuprofen has an effect.", "Dit middel heeft werking bij een ontsteking.", "nl"),
    ("Ibuprofen eases swelling.", "Alivia la hinchazón y la picazón.", "es"),
    ("Ibuprofen helps the infected.", "Pomaga zakażonym i zadowolonym.", "pl"),
    ("Ibuprofen does not cure COVID.", "No cura el coronavirus.", "es"),
    ("Take it once a day.", "1日1回服用してください。", "ja"),
    ("Take it every 8 hours.", "8時間ごとに服用してください。", "ja"),
    ("Take 1 tablet 8-hourly.", "Prenez 1 comprimé toutes les 8 heures.", "fr"),
    ("Take it 12 hourly.", "Nehmen Sie es alle 12 Stunden ein.", "de"),
    ("Take it 3 times a day.", "Nehmen Sie es 3x täglich.", "de"),
    ("Take it 3 times a day.", "Prendre 3 × par jour.", "fr"),
    ("Take one tablet weekly.", "Tome un comprimido por semana.", "es"),
    ("Take it daily.", "Nehmen Sie es einmal am Tag.", "de"),
    ("Stir it for 24 hours.", "Rühren Sie es 24 Stunden.", "de"),
    ("In case of emergency call 112.", "Im Notfall 112 anrufen.", "de"),
    ("Open 05/12/2026 to 06/12/2026.", "Geöffnet 05/12/2026 bis 06/12/2026.", "de"),
    ("Phone: 0800 123 456", "Teléfono: 0800-123-456", "es"),
    ("Call (020) 7946 0018.", "Llame al 020 7946 0018.", "es"),
    ("Visit https://example.org/en/help.", "Visite https://example.org/es/help.", "es"),
    ("Visit https://en.example.org.", "Besuchen Sie https://de.example.org.", "de"),
    ("See www.example.org, please.", "Siehe www.example.org.", "de"),
    ("Avoid aspirin.", "Meiden Sie Acetylsalicylsäure.", "de"),
    ("Avoid aspirin.", "Evite el ácido acetilsalicílico.", "es"),
    ("Take diclofenac or naproxen.", "Prenez du diclofénac ou du naproxène.", "fr"),
    ("Take paracetamol; it is safe.", "Tome paracetamol; el paracetamol es seguro.", "es"),
    ("Take omeprazole.", "Nedjeljom uzmite omeprazol.", "hr"),
    ("Take paracetamol.", "Przyjmij paracetamol, a nie ibuprofen.", "pl"),
    ("Take quetiapine.", "Należy przyjmować kwetiapinę.", "pl"),
    ("Take azithromycin.", "Przyjmować z azytromycyną.", "pl"),
    ("Come for bi-weekly visits.", "Venez toutes les deux semaines.", "fr"),
    ("Come for bi-weekly visits.", "Kommen Sie zweimal in der Woche.", "de"),
    ("Give 15 puffs 12 times a day.", "أعطِ 15 بخة 12 مرة في اليوم.", "ar"),
    ("Change it every other day.", "غيّره كل يوم بعد يوم.", "ar"),
    ("Take hydrocortisone.", "Prenda idrocortisone.", "it"),
    ("You will get streptomycin.", "Le pondrán estreptomicina.", "es"),
    ("You will get streptomycin.", "O senhor receberá estreptomicina.", "pt-BR"),
    ("You will get benzathine benzylpenicillin.", "Le pondrán penicilina benzatina.", "es"),
    ("Take amoxicillin.", "Amoksisilini alın.", "tr"),
    ("In April take metformin.", "Im April nehmen Sie Metformin.", "de"),
    ("Open 24 hours a day, 7 days a week", "Günde 24 saat, haftada 7 gün açık", "tr"),
    ("Not more than once a day.", "1日2回以上は使えません。", "ja"),
    ("Visit www.example.org/help for more.", "詳しくはwww.example.org/helpをご覧ください。", "ja"),
    ("Visit https://example.org.", "https://example.org에서 보십시오.", "ko"),
    ("Visit www.example.org/help", "เยี่ยมชมwww.example.org/help", "th"),
]

FOUND = [
    ("Take it once a week.", "Nehmen Sie es einmal täglich.", "de", ["frequency-mismatch"]),
    ("Take it weekly.", "每天服用。", "zh-Hans", ["frequency-mismatch"]),
    ("Take it every 8 hours.", "Nehmen Sie es alle 8 Tage.", "de", ["number-mismatch"]),
    ("Take it 8-hourly.", "Nehmen Sie es stündlich.", "de", ["number-mismatch"]),
    ("Take it 3 times a day.", "Tómelo 2 veces al día.", "es", ["number-mismatch"]),
    ("Take it 3 times a day.", "Tómelo 3 veces por semana.", "es", ["frequency-mismatch"]),
    ("Take it every other day.", "Tómelo todos los días.", "es", ["frequency-mismatch"]),
    ("Come for weekly visits.", "Venez toutes les deux semaines.", "fr", ["frequency-mismatch"]),
    ("Give it 12 times a day.", "أعطه 11 مرة في اليوم.", "ar", ["number-mismatch"]),
    ("Change it every day.", "غيّره كل يوم بعد يوم.", "ar", ["frequency-mismatch"]),
    ("Call 999.", "Llame al 112.", "es", ["emergency-number-localised"]),
    ("Call 999.", "Llame al 113.", "es", ["number-mismatch"]),
    ("Take 112 mg.", "Tome 110 mg.", "es", ["number-mismatch"]),
    ("Phone: 0800 123 456", "Teléfono: 0800 123 465", "es", ["phone-mismatch"]),
    ("See www.example.org.", "Siehe www.example.com.", "de", ["url-mismatch"]),
    ("See www.example.org/a.", "www.example.org/b를 보십시오.", "ko", ["url-mismatch"]),
    ("Mail a@example.org.", "Schreiben Sie b@example.org.", "de", ["email-mismatch"]),
    ("Take amoxicillin.", "Nehmen Sie Ampicillin.", "de", ["medicine-mismatch"]),
    ("Take prednisone.", "Nehmen Sie Prednisolon.", "de", ["medicine-mismatch"]),
    ("You will get streptomycin.", "Le pondrán espectinomicina.", "es", ["medicine-mismatch"]),
    ("Take citalopram.", "Tome escitalopram.", "es", ["medicine-mismatch"]),
    (
        "You will get benzathine benzylpenicillin.",
        "Le pondrán fenoximetilpenicilina.",
        "es",
        ["medicine-mismatch"],
    ),
    ("Take prednisone.", "Prenez de la metformine.", "fr", ["medicine-mismatch"]),
    ("You are on warfarin.", "Você usa heparina.", "pt", ["medicine-mismatch"]),
    # a medicine that is named once more stands for another
    (
        "Take no ibuprofen; paracetamol is safe.",
        "Ne prenez pas de paracétamol ; le paracétamol est sans danger.",
        "fr",
        ["medicine-mismatch"],
    ),
    (
        "Take no ibuprofen; paracetamol is safe.",
        "Μην παίρνετε παρακεταμόλη· η παρακεταμόλη είναι ασφαλής.",
        "el",
        ["medicine-mismatch"],
    ),
    ("Come at 8 a.m.", "晚上8点来。", "zh-Hans", ["number-mismatch"]),
    ("Take 5 tablets.", "Tome seis comprimidos.", "es", ["number-mismatch"]),
    ("Take 5 mg.", "Tome 5 comprimidos.", "es", ["number-mismatch"]),
    ("Wait 24 hours.", "Attendez un jour.", "fr", ["number-mismatch"]),
    ("Give 10 mg/kg.", "Administre 10 mg/g.", "es", ["number-mismatch"]),
]


@pytest.mark.parametrize(("source", "target", "language"), SILENT)
def test_silent(source: str, target: str, language: str) -> None:
    assert found(source, target, language) == []


@pytest.mark.parametrize(("source", "target", "language", "ids"), FOUND)
def test_found_once(source: str, target: str, language: str, ids: list[str]) -> None:
    assert found(source, target, language) == ids


ELSEWHERE = sorted({key for key, _, _ in rows("medicines-elsewhere.tsv")})


@pytest.mark.parametrize("tag", ELSEWHERE)
def test_medicines_in_other_letters_are_told_apart(tag: str) -> None:
    language = Language.parse(tag)
    names = {name: forms for key, name, forms in rows("medicines-elsewhere.tsv") if key == tag}
    assert len(names) == len({forms.split(", ")[0] for forms in names.values()})
    for name, forms in names.items():
        for form in forms.split(", "):
            for text in (f"({form}.)", form.replace(" ", "\u00a0"), form.replace(" ", "  ")):
                found = [each for _, _, each in medicines_elsewhere(text, language)]
                assert found == [name], text
        assert known_elsewhere(name, language) == name
