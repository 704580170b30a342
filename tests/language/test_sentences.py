"""Sentences: lossless, never inside markup, never in doubt. `|` marks a boundary in the tables."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import inline, sentences
from pipeline.language.cldr import is_known
from pipeline.model import Language


def sentences_of(text: str, tag: str) -> str:
    return "|".join(sentence for _, sentence in sentences.split(text, Language.parse(tag)))


CASES = [
    # -- abbreviations, numbers, initials: no boundary
    ("en", "Ask Dr. Chen Jian about it.|He will know."),
    ("en", "Use warmth, e.g. heat packs.|Move early."),
    ("en", "The surgeon makes a 2–3 mm incision.|It heals fast."),
    ("en", "Nerves need vitamin B1.|Eat well."),
    ("en", "Take approx. 5 mg a day.|Drink water."),
    ("en", "Take approx. **5** mg a day.|Drink water."),
    ("en", "The disc at L4–L5.|It presses on a nerve."),
    ("en", "See Fig. 2 for the spine.|Fig. 3 shows a disc."),
    ("en", "St. John's wort may not mix with your pills."),
    ("en", "Max. Dose and min. dose are on the box."),
    ("en", "Take 1 tab. Ibuprofen with food."),
    ("en", "Call J. R. Smith on Mon. 3 May."),
    ("en", "Lie in the sun.|Wear a hat."),
    ("en", "Take it at 8 a.m.|Then rest."),
    ("en", "Walk, swim, cycle, etc.|Then rest."),
    ("en", "Walk, swim, etc. 5 times a week."),
    ("en", "Approx. 1 in 10 people need surgery."),
    ("en", "It weighs 2.5 kg.|That is fine."),
    ("en", "1. Psychological factors"),
    ("en", "A. Rest at home"),
    ("en", "Is it bad?|No!|Good."),
    ("en", "“Is it bad?” she asked."),
    ("en", "Wait … and see."),
    ("en", "He said “Stop. Rest now.” and left.|She agreed."),
    ("en", "(Most people do. Some do not.) Ask us.|Then go."),
    ("en", "Wow! :-)"),
    ("de", "Am 3. Tag dürfen Sie aufstehen.|Am 5. Tag gehen Sie heim."),
    ("de", "Wärme hilft, z. B. Kirschkernkissen.|Kälte auch."),
    ("de", "Nehmen Sie tägl. Eine Tablette reicht.|Danach ruhen."),
    ("de", "Er sagte: „Ruhen Sie. Dann gehen Sie.“|Das half."),
    ("de", "Seit 2024.|Danach nicht mehr."),
    ("es", "Tome un analgésico, p. ej. Ibuprofeno.|Luego descanse."),
    ("es", "La Dra. López le ayudará.|¿Le duele?|Llame al n.º 112."),
    ("fr", "Prenez un antalgique, p. ex. Ibuprofène.|Puis reposez-vous."),
    ("fr", "M. Durand a mal au dos.|Il marche env. 2 km."),
    ("it", "Il dott. Rossi consiglia riposo, passeggiate, ecc.|Poi torni."),
    ("pt", "Fale com a Dra. Silva.|Tome aprox. 5 mg."),
    ("nl", "Gebruik warmte, bijv. Een kruik.|Blijf bewegen."),
    ("pl", "Zażyj ok. 5 mg.|Odpocznij 3. dnia."),
    ("ru", "Примите прибл. 5 мг.|Отдохните."),
    ("ru", "Витамины группы B, и т.д.|Затем отдых."),
    ("ar", "راجع د. تشن غدًا.|هل تشعر بألم؟|استرح."),
    ("hi", "डॉ. चेन से मिलें।|दर्द हो तो 5 मि.ग्रा. लें।|आराम करें।"),
    ("zh-Hans", "请多休息。|不要久坐！|疼吗？"),
    ("zh-Hans", "每次服用 2.5 mg。|每日 3 次。"),
    ("zh-Hans", "医生说：“先休息。再走动。”然后走了。"),
    ("ja", "「痛い。」と言った。|次に進みます。"),
    ("ja", "1日3回飲みます。|食後がよいです。"),
    ("ja", "食後に飲みます。|1日3回です。"),
    ("zh-Hans", "饭后服用。|1天3次。|50毫克！|2片。"),
    ("ko", "하루 3회 복용하세요.|물을 많이 드세요."),
    ("th", "กินยา 5 mg. วันละ 3 ครั้ง แล้วพักผ่อน"),
    ("am", "ህመም አለ።|እረፍት ያድርጉ።"),
    ("sw", "Pumzika vizuri.|Kunywa maji."),
    # -- markup
    ("en", "**Stop at once.**|Next, call us."),
    ("en", "*Stop. Then call.*|Next, rest."),
    ("en", "Wear a brace.[^1]|Next, walk."),
    ("en", "Wear a brace[^note].|Next, walk."),
    ("en", 'Read [the page. It helps](https://example.org/a.b?c=d. "Title. More").|Then call.'),
    ("en", "Read [the page.][ref]|Then call."),
    ("en", "See [our page. Twice] for more.|Then call."),
    ("en", "Type `a. B. C` now.|Then go."),
    ("en", 'See ![A spine. A disc.](spine.svg "Spine. Disc"){: .wide } here.|Then go.'),
    ("en", "See https://example.org/Path.Name now.|Then go."),
    ("en", "See <https://example.org/a.B>.|Then go."),
    ("en", "Write to help.Desk@example.org.|We answer."),
    ("en", "Press <kbd>Ctrl. Alt</kbd> now.|Then go."),
    ("en", 'A <span title="One. Two">word. Another</span> here.|Then go.'),
    ("en", "Dear {first. Last}, hello.|Then go."),
    ("en", "He is **Dr.** Chen.|He helps."),
    ("en", "Unbalanced *foo. Bar* baz** qux.|End here."),
    ("en", "2 * 3.|Then 4 * 5.|End."),
    ("en", "A ^ _b. C_ day.|End."),
    ("de", "**Stopp.**|Rufen Sie an."),
    ("zh-Hans", "**请休息。**|然后**走动。**|好。"),
]


@pytest.mark.parametrize(("tag", "marked"), CASES)
def test_boundaries(tag: str, marked: str) -> None:
    joiner = "" if tag in ("zh-Hans", "ja") else " "
    assert sentences_of(marked.replace("|", joiner), tag) == marked


def test_hard_break_is_a_boundary_and_belongs_to_the_next_lead() -> None:
    english = Language("en")
    assert sentences.split("First line  \nsecond line", english) == (
        ("", "First line"),
        ("  \n", "second line"),
    )
    assert sentences.split("Pain?\\\nCall us.", english) == (("", "Pain?"), ("\\\n", "Call us."))
    assert sentences.split("ปวดหลัง  \nพักผ่อน", Language("th")) == (("", "ปวดหลัง"), ("  \n", "พักผ่อน"))


def test_hard_break_inside_markup_is_no_boundary() -> None:
    text = "**First  \nsecond** line. Then `a  \nb`."
    assert [s for _, s in sentences.split(text, Language("en"))] == [
        "**First  \nsecond** line.",
        "Then `a  \nb`.",
    ]


def test_stop_of_an_address_is_not_trusted_when_more_follows() -> None:
    text = "See https://example.org/Path.Name. Then go."
    assert "".join(a + b for a, b in sentences.split(text, Language("en"))) == text


def test_project_abbreviations() -> None:
    text = "Take Vit. Tabl. Forte daily. Then rest."
    extra = frozenset({"Vit.", "Tabl"})
    assert [s for _, s in sentences.split(text, Language("en"), extra_abbreviations=extra)] == [
        "Take Vit. Tabl. Forte daily.",
        "Then rest.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\u3000", "Rest.", " Rest. ", "。", "...", "\n\n"])
def test_short_texts_are_one_piece(text: str) -> None:
    pieces = sentences.split(text, Language("en"))
    assert len(pieces) == 1
    assert "".join(pieces[0]) == text


TAGS = ("en", "de", "zh-Hans", "ja", "ar", "hi", "th", "ru", "ko")
WORDS = ("Dr.", "z. B.", "mg.", "L4.", "**a. B**", "`x. Y`", "[l. M](u)", "[^1]", "*", "_", "`", "[", "]", "<b>", "</b>", "  \n",
         "\\\n", "\n", "。", "「痛い。」", "؟", "।", "“", "”", "\"", "3.", "Next", "next", "腰", "\u00a0", "\u2028", "😀", "!", "\\*")  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), st.sampled_from(TAGS))
def test_split_is_lossless_on_hard_words(text: str, tag: str) -> None:
    pieces = sentences.split(text, Language(tag))
    assert "".join(lead + sentence for lead, sentence in pieces) == text


@given(st.text(max_size=60), st.sampled_from(TAGS))
def test_split_is_lossless_on_any_text(text: str, tag: str) -> None:
    pieces = sentences.split(text, Language(tag))
    assert "".join(lead + sentence for lead, sentence in pieces) == text
    assert all(sentence for _, sentence in pieces) or text == ""
    assert not any(re.search(r"\w", lead) for lead, _ in pieces)


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_views_of_markup_keep_every_offset(text: str) -> None:
    assert len(inline.mask(text)) == len(inline.blank(text)) == len(text)


def test_blank_leaves_what_a_reader_sees() -> None:
    text = 'Take **5 mg** of [it](http://a.b/9 "Title 7") `code 8`&nbsp;now[^1]{: #id3 }.'
    assert " ".join(inline.blank(text).split()) == '**5 mg** of [it] "Title 7") now .'.join(
        ["Take ", ""]
    )


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Wear ![a brace](brace.png).", "Wear  [a brace]          )."),
        ("Wear ![a brace][knee] now.", "Wear  [a brace]       now."),
        ("Stop! [Rest](rest.html).", "Stop! [Rest]          )."),
        ("Stop![^1] Rest.", "Stop!     Rest."),
        (r"Stop\![Rest](a.html).", r"Stop\![Rest]       )."),
        ("Stop![sic] Rest.", "Stop![sic] Rest."),
    ],
)
def test_the_sign_of_an_image_is_no_exclamation(text: str, seen: str) -> None:
    assert inline.blank(text) == seen


DATA = Path(sentences.__file__).parent / "data" / "abbreviations"


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.stem)
def test_abbreviation_files_are_tidy(path: Path) -> None:
    assert is_known(Language.parse(path.stem))
    lines = path.read_text(encoding="utf-8").split("\n")
    entries = [line for line in lines if line and not line.startswith("#")]
    assert "# Source: " in "\n".join(lines)
    assert len(entries) == len(set(entries))
    assert not [entry for entry in entries if entry != entry.strip() or entry.endswith(".")]


BALANCED = ("Rest.", "Go!", "Why?", "Dr.", "Next", "mg.", "**a. B**", "**Go.**", "*Go on. Now.*", "***G. H***", "__C. D__",
            "_e. F_", "`x. Y`", "``a. ` B``", "[l. M](u)", '[l. M](u "T. U")', "[l. M]", "![a. B](c)", "&amp;", "\\*", "a_b",
            "2 * 3.", "http://a.b/C. D", "<http://a.b/C>", '<span title="A. B">x. Y</span>', "(See. It.)")  # fmt: skip


@given(st.lists(st.sampled_from(BALANCED), min_size=2, max_size=8).map(" ".join))
def test_no_cut_changes_what_markdown_sees(text: str) -> None:
    """Rendering the sentences one by one gives the same HTML as rendering the whole."""
    pieces = sentences.split(text, Language("en"))
    rendered = "".join(lead + _inline_html(sentence) for lead, sentence in pieces)
    assert rendered == _inline_html(text)


def _inline_html(text: str) -> str:
    # The "@" keeps a sentence from being read as a block of another kind.
    html = markdown.markdown(f"@{text}", extensions=["extra"])
    return html.removeprefix("<p>@").removesuffix("</p>")
