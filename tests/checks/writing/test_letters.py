"""Slips of single words, in many languages and scripts; and what only looks like one."""

from __future__ import annotations

import pytest

from pipeline.checks.check import Passes
from pipeline.checks.examples import problems
from pipeline.checks.registry import CHECKS
from pipeline.language.tables import rows


def marked(check: str, source: str, target: str, language: str) -> list[str]:
    found = problems(CHECKS[check], Passes(source, target, language))
    return [target[slice(*each.span)] for each in found if each.span]


@pytest.mark.parametrize(
    ("language", "target", "expected"),
    [
        ("es", "Hable con con su médico.", "con con"),
        ("fr", "Prenez le le comprimé.", "le le"),
        ("de", "Nehmen Sie eine eine Tablette.", "eine eine"),
        ("it", "Prenda la compressa con con acqua.", "con con"),
        ("pt-BR", "Tome o comprimido com com água.", "com com"),
        ("nl", "Neem een een tablet.", "een een"),
        ("pl", "Proszę nie nie odstawiać leku.", ""),
        ("pl", "Proszę przyjąć przyjąć lek.", "przyjąć przyjąć"),
        ("cs", "Vezměte tabletu s s vodou.", "s s"),
        ("ru", "Примите таблетку после после еды.", "после после"),
        ("uk", "Прийміть таблетку після після їжі.", "після після"),
        ("el", "Πάρτε το δισκίο με με νερό.", "με με"),
        ("tr", "Tableti su ile ile alın.", "ile ile"),
        ("ar", "تناول القرص مع مع الماء.", "مع مع"),
        ("fa", "قرص را را با آب بخورید.", "را را"),
        ("hi", "गोली को को पानी से लें।", "को को"),
        ("id", "Minum tablet dengan dengan air.", "dengan dengan"),
        ("vi", "Uống thuốc với với nước.", "với với"),
        ("sw", "Meza kidonge na na maji.", "na na"),
        ("de", "Wir wissen, dass das das Problem ist.", ""),
        ("fr", "Si vous vous sentez mal, nous nous occupons de vous.", ""),
        ("nl", "Als u u niet goed voelt, bel dan.", ""),
        ("en-GB", "The pain that that nerve had had was strong.", ""),
        ("it", "Man mano che passa, cammini piano piano.", ""),
        ("tr", "Sık sık ve kısa kısa yürüyün.", ""),
        ("hi", "बार बार और थोड़ा थोड़ा पानी पिएँ।", ""),
        ("id", "Berjalan pelan pelan saja.", ""),
        ("vi", "Tập từ từ và nhẹ nhàng hằng ngày.", ""),
        ("sw", "Tembea pole pole kila siku.", ""),
        ("bn", "ধীরে ধীরে হাঁটুন।", ""),
        ("el", "Ο γιατρός σας σας εξηγεί.", ""),
        ("ru", "Боль еле еле заметна.", ""),
        ("de", "Tel. 0 30 30 12", ""),
        ("fr", "doucement, doucement", ""),
        ("es", "1 1 2", ""),
        ("th", "เดินช้าๆ ช้าๆ", ""),
        ("fr", "Prenez-le le matin.", ""),
        ("fr", "Prenez-les les jours de repos, faites-le le jour même.", ""),
        ("fr", "Mettez-la la nuit.", ""),
        ("pt", "Tome-a a qualquer hora e faça-o o quanto antes.", ""),
        ("ro", "Luați-le le rog, și spuneți-i i se poate.", ""),
        ("fr", "Ce que c’est est clair.", ""),
        ("fr", "Avant d’utiliser utiliser le spray.", "utiliser utiliser"),
        ("fr", "Appelez l’infirmière infirmière.", "infirmière infirmière"),
        ("it", "Beva l'acqua acqua fredda.", "acqua acqua"),
        ("es", "Tome **solo** solo agua.", "solo** solo"),
        ("hy", "Խմեք միայն միայն ջուր։", "միայն միայն"),
        ("hy", "Կամաց կամաց խմեք։", ""),
        ("sw", "Meza vidonge viwili siku hiyo hiyo.", ""),
        ("el", "Δίνετέ του υγρά λίγα λίγα.", ""),
        ("sw", "Meza kwenye ya ya maji.", "ya ya"),
        ("fr", "Ouvrez le fichier Fichier.", ""),
        ("pt", "Abra a pasta Pasta com o botão.", ""),
        ("it", "Beva Beva l'acqua.", "Beva Beva"),
    ],
)  # fmt: skip
def test_doubled_word(language: str, target: str, expected: str) -> None:
    assert "".join(marked("doubled-word", "Take it with water.", target, language)) == expected


def test_word_doubled_in_the_source_too_is_meant() -> None:
    assert marked("doubled-word", "It is very very bad.", "Es ist schlimm schlimm.", "de") == []


def test_first_class_languages_have_a_row_of_repeated_words() -> None:
    known = {tag for tag, _ in rows("repeated-words.tsv")}
    languages = "en es fr de it pt nl pl cs ru uk el tr ar fa he ur hi bn ta th vi id zh ja ko am hy km my sw"
    assert set(languages.split()) <= known


@pytest.mark.parametrize(
    ("language", "target", "expected"),
    [
        ("es", "no conduzca después de tomarlo.", "no"),
        ("fr", "« ne conduisez pas » après la prise.", "ne"),
        ("pl", "nie prowadzić pojazdów.", "nie"),
        ("uk", "не керуйте автомобілем.", "не"),
        ("hy", "մի վարեք մեքենա։", "մի"),
        ("tr", "ilaçtan sonra araba kullanmayın.", "ilaçtan"),
        ("nl", "'s Avonds niet rijden.", ""),
        ("nl", "’s Avonds niet rijden.", ""),
        ("de", "10 Stunden danach nicht fahren.", ""),
        ("de", "pH-Werte sind unwichtig.", ""),
        ("de", "`stop` drücken.", ""),
        ("de", "[Fahren](a.html) Sie nicht.", ""),
        ("de", "… und fahren Sie nicht.", ""),
        ("fr", "e-santé : ne conduisez pas.", ""),
        ("he", "אל תנהגו אחרי הנטילה.", ""),
        ("ka", "არ მართოთ მანქანა.", ""),
        ("ko", "운전하지 마세요.", ""),
    ],
)  # fmt: skip
def test_capital_at_start(language: str, target: str, expected: str) -> None:
    found = marked("capital-at-start", "Do not drive after taking it.", target, language)
    assert "".join(found) == expected


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("back pain", "dolor de espalda"),
        ("Monday", "lunes"),
        ("Parkinson’s disease", "enfermedad de Parkinson"),
        ("take it with water.", "tómelo con agua."),
        ("iPad users can read it.", "iPad: se puede leer."),
        ("Use myApp for it.", "myApp sirve para eso."),
    ],
)
def test_small_letter_where_it_may_be(source: str, target: str) -> None:
    assert marked("capital-at-start", source, target, "es") == []


@pytest.mark.parametrize(
    ("check", "language", "target", "expected"),
    [
        ("multiple-capitals", "de", "DIe Schmerzen und DEr Arzt", "DIeDEr"),
        ("multiple-capitals", "pl", "PRoszę nie prowadzić.", "PRoszę"),
        ("multiple-capitals", "el", "ΜΗν οδηγείτε.", "ΜΗν"),
        ("multiple-capitals", "nl", "IJs en IJzer, MRI-scan, CTs", ""),
        ("multiple-capitals", "de", "EKGs, MRTs, PCs, IgG, mRNA, HbA1c, McKenzie", ""),
        ("multiple-capitals", "es", "ONGs, EE. UU., RM, TACs", ""),
        ("tripled-letter", "fr", "Prenez le comprrrimé.", "comprrrimé"),
        ("tripled-letter", "cs", "Vezměte tabletttu.", "tabletttu"),
        ("tripled-letter", "el", "Πάρτεεε το δισκίο.", "Πάρτεεε"),
        ("tripled-letter", "de", "Schifffahrt, Betttuch, Stilllegung, Schritttempo, Teeernte", ""),
        ("tripled-letter", "es", "Fase III, capítulo XXX, www.example.org", ""),
        ("tripled-letter", "et", "Jäääärne tee", ""),
        ("tripled-letter", "ar", "للللغة", ""),
        ("tripled-letter", "ja", "そうだったたた", ""),
    ],
)  # fmt: skip
def test_letters(check: str, language: str, target: str, expected: str) -> None:
    assert "".join(marked(check, "Take it with water.", target, language)) == expected


@pytest.mark.parametrize(
    ("language", "target", "hint"),
    [
        ("de-CH", "Die Ursache ist groß.", "write 'gross'"),
        ("fa", "كمرتان", "write 'کمرتان'"),
    ],
)
def test_a_foreign_letter_says_what_to_write(language: str, target: str, hint: str) -> None:
    (found,) = problems(CHECKS["foreign-letter"], Passes("The cause", target, language))
    assert (found.hint or "").startswith(hint)


def test_a_mark_that_stands_within_a_word_is_named() -> None:
    (found,) = problems(CHECKS["foreign-mark"], Passes("Does it hurt?", "Ցավում է?", "hy"))
    assert found.hint == (
        "write '՞' (U+055E) within the word that has the stress, '։' (U+0589) at the end"
    )
