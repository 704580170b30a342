"""No letter of any language is missing, drawn in a stranger's font, or struck by the line above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.leaflets.localize import localize
from pipeline.leaflets.pdf import PdfExporter
from pipeline.leaflets.typography import typography
from pipeline.leaflets.words import Words
from pipeline.model import Article, Language, Metadata, Segmentation
from pipeline.source.document import parse
from tests.builders import default_theme
from tests.typeset import coverage, exemplars, missing
from tests.visual import touching

# Words with the highest and the deepest stacks of their scripts.
STACKS = {
    "th": "ผู้ป่วยที่ซื้อปู่ญู้ฐิ์ฎีกาทุ่มกตัญญูรู้ที่นั่นฤๅษี ",
    "vi": "Ấy ẪM Ổ Ặ ỘT Ợ phẫu thuật Ệ ngoại Ỵ Ử Ữ gặp ",
    "ur": "اِنہیں ٹھیک پُہلے مُّؤثر گُٹھلی ہیں ڈاکٹر کو جَلد آئیں ",
    "ar": "لُبّ طريٌّ جدًّا للأطبّاء يُؤثِّر إنّ عندئذٍ كافٍ مُتعِب أيّ ",
    "fa": "هستهٔ بیمارِ پزشک گُلژّ یٰ آنچه می‌گویید مؤثّر ",
    "he": "שָׁלוֹם לָכֶם בְּרִיאוּת טוֹבָה ךְ ןּ קֻּ ",
    "hi": "शक्ति ट्ठ्रु र्द्ध्र्यों कॄं द्व्यूँ डॉक्टर हूँ र्‍य ",
    "bn": "ন্ত্র্য র্ত্রু ঙ্ক্ষূ ডাক্তার ষ্ট্রু ঁ কিঁ দ্ধূ ",
    "ta": "ஸ்ரீ கூ ணூ மீண்டும் ஞூ ஔ கௌ நூறு ",
    "te": "స్త్రీ క్ష్మి శాస్త్రం గ్రూ వైద్యుడిని జ్ఞూ ",
    "kn": "ಸ್ತ್ರೀ ಕ್ಷ್ಮೀ ವೈದ್ಯರು ಜ್ಞಾನ ಷ್ಟ್ರೂ ",
    "ml": "സ്ത്രീ ക്ഷ്മീ വൈദ്യൻ ജ്ഞൂ ഷ്ട്രു ",
    "si": "ශ්‍රී ක්‍ෂූ වෛද්‍යවරයා ඤූ ලූ ද්‍රි ",
    "or": "ସ୍ତ୍ରୀ କ୍ଷ୍ମୂ ଡାକ୍ତର ଷ୍ଟ୍ରୁ ",
    "km": "ស្ត្រី ខ្ញុំ ក្រុម ប្រាំ អ្នកជំងឺ ញ្ញ័ គ្រឿង ឆ្អឹង ដ្ឋិ ",
    "my": "ကျွန်ုပ် ဆရာဝန်နှင့် ဥက္ကဋ္ဌ ကြွေးကြော် ပြည်သူ့ ခြုံငုံ ",
    "lo": "ຜູ້ປ່ວຍ ທີ່ ຊື້ ຮູ້ ນັ້ນ ຫຼູ່ ",
    "am": "ሐኪም ቧ ጨጓራ ሕመምተኛ ፏ ",
}  # fmt: skip


@pytest.mark.parametrize("tag", sorted(exemplars()))
def test_no_letter_is_missing_and_none_looks_foreign(tag: str) -> None:
    found = coverage(tag)
    assert (found.missing, found.foreign) == ("", "")


@pytest.mark.soak
def test_every_korean_syllable_can_be_drawn() -> None:
    syllables = [chr(code) for code in range(0xAC00, 0xD7A4)]
    assert missing(syllables, typography(Language("ko")).print_fonts) == ""


def test_what_is_missing_is_found() -> None:
    assert missing("a✗กb", ("Noto Sans",)) == "ก✗"


@pytest.mark.parametrize("tag", STACKS)
def test_lines_have_room_for_stacked_marks(
    tag: str, words: Callable[[Language], Words], tmp_path: Path
) -> None:
    language = Language(tag)
    text = STACKS[tag]
    body = f"{text * 12}\n\n- {text * 6}\n\n## {text}\n\n{text}\n"
    article = Article("stacks", "source/stacks.md", Metadata(title=text * 2, lines={}), body, 1)
    document = parse(article, language=language, segmentation=Segmentation.PARAGRAPH)
    pdf = (
        PdfExporter()
        .print_leaflet(
            localize(document, None, language=language),
            words=words(language),
            theme=default_theme(),
            image_root=tmp_path,
            timestamp=0,
        )
        .pdf
    )
    (tmp_path / "stacks.pdf").write_bytes(pdf)
    assert touching(pdf) == []
