"""Pages in a real Chromium: accessible, nothing overflows, doses run the right way."""

from __future__ import annotations

import importlib.util
import os
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pypdfium2
import pytest

if importlib.util.find_spec("playwright") is None:
    if os.environ.get("LEAFLETS_REQUIRE_TOOLS") == "1":
        raise RuntimeError("needs playwright: make .venv/.ci")
    pytest.skip(
        "needs playwright and axe, which only CI installs (make .venv/.ci)", allow_module_level=True
    )

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from pipeline.leaflets.entry import index_entry
from pipeline.leaflets.html import export_html
from pipeline.leaflets.index import export_index
from pipeline.leaflets.localize import localize
from pipeline.leaflets.theme import make_theme
from pipeline.leaflets.words import Words
from pipeline.model import Article, Catalog, Language, Leaflet, Metadata, Segmentation
from pipeline.preview import server
from pipeline.source.document import parse

pytestmark = [
    pytest.mark.chromium,
    # axe-playwright-python and playwright keep sockets and loops open until their own clean-up
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
PHONE: ViewportSize = {"width": 390, "height": 844}
SMALL_PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
TABLET: ViewportSize = {"width": 820, "height": 1180}
NARROW: ViewportSize = {"width": 320, "height": 640}  # WCAG 2.2, 1.4.10: a wide screen at 400 %
Scheme = Literal["light", "dark"]
PAGES = ("index.html", *(f"{tag}/lumbar-disc-herniation.html" for tag in ("en", "ar", "ja")))
# A small article in languages that the project may not have yet, as a project with many publishes
# it: thirty languages in the switcher, an address, files, another theme.
SAMPLES = {
    "en": (
        "A sprained ankle",
        '!!! danger "Call 112 at once"\n    The toes are blue.\n\n## Rest {#rest}\n\n'
        "Rest the ankle for 2–3 days.[^1]\n\n## Cool {#cool}\n\nTake Ibuprofen 200–400 mg.\n\n"
        "| Medicine | Dose |\n| --- | --- |\n| Ibuprofen | 400 mg |\n\n## Walk {#walk}\n\n"
        "1. Walk *slowly*.\n2. See [rest](#rest).\n\n[^1]: Not longer.\n",
    ),
    "ar": (
        "التواء الكاحل",
        '!!! danger "اتصل بالرقم 112 فورًا"\n    أصابع القدم زرقاء.\n\n## الراحة {#rest}\n\n'
        "أرح كاحلك مدة 2–3 أيام.[^1]\n\n## التبريد {#cool}\n\nتناول Ibuprofen 200–400 mg.\n\n"
        "| الدواء | الجرعة |\n| --- | --- |\n| إيبوبروفين | 400 mg |\n\n## المشي {#walk}\n\n"
        "1. امشِ *ببطء*.\n2. انظر [الراحة](#rest).\n\n[^1]: لا أكثر.\n",
    ),
    "hi": (
        "टखने में मोच",
        '!!! danger "तुरंत 112 पर फ़ोन करें"\n    पैर की उँगलियाँ नीली हैं।\n\n## आराम {#rest}\n\n'
        "टखने को 2–3 दिन आराम दें।[^1]\n\n## ठंडक {#cool}\n\nIbuprofen 200–400 mg लें।\n\n"
        "| दवा | ख़ुराक |\n| --- | --- |\n| आइबुप्रोफ़ेन | 400 mg |\n\n## चलना {#walk}\n\n"
        "1. *धीरे* चलें।\n2. [आराम](#rest) देखें।\n\n[^1]: इससे ज़्यादा नहीं।\n",
    ),
    "th": (
        "ข้อเท้าแพลง",
        '!!! danger "โทร 1669 ทันที"\n    นิ้วเท้าเขียวคล้ำ\n\n## พักเท้า {#rest}\n\n'
        "พักข้อเท้า 2–3 วัน[^1]\n\n## ประคบเย็น {#cool}\n\nรับประทาน Ibuprofen 200–400 mg\n\n"
        "| ยา | ขนาดยา |\n| --- | --- |\n| ไอบูโพรเฟน | 400 mg |\n\n## เดิน {#walk}\n\n"
        "1. เดิน*ช้า ๆ*\n2. ดู[การพักเท้า](#rest)\n\n[^1]: ไม่นานกว่านี้\n",
    ),
    "ja": (
        "足首のねんざ",
        '!!! danger "すぐに119番へ"\n    足の指が青い。\n\n## 休む {#rest}\n\n'
        "足首を2～3日休ませてください。[^1]\n\n## 冷やす {#cool}\n\n"
        "イブプロフェン200～400 mgを飲みます。\n\n| 薬 | 量 |\n| --- | --- |\n"
        "| イブプロフェン | 400 mg |\n\n## 歩く {#walk}\n\n1. *ゆっくり*歩く。\n"
        "2. [休む](#rest)を見る。\n\n[^1]: それ以上は休まない。\n",
    ),
}
# fmt: off
MANY = (
    "en", "es", "fr", "de", "zh-Hans", "ja", "ar", "pt-BR", "it", "nl", "pl", "ru", "uk", "tr",
    "vi", "id", "ko", "zh-Hant", "he", "fa", "ur", "hi", "bn", "ta", "th", "el", "am", "sw",
)
# fmt: on
FORMATS = ("html", "pdf", "large-print", "trifold", "epub", "docx")
THEMES = ("house", "paper")
SCREENS = [  # each size and each scheme once; the others in `make soak`
    pytest.param(PHONE, "light", id="phone-light"),
    pytest.param(DESKTOP, "dark", id="desktop-dark"),
    pytest.param(PHONE, "dark", id="phone-dark", marks=pytest.mark.soak),
    pytest.param(DESKTOP, "light", id="desktop-light", marks=pytest.mark.soak),
]
ONE_SCREEN = [  # for pages that differ from others in their theme; the others in `make soak`
    SCREENS[0],
    *(pytest.param(*each.values, id=each.id, marks=pytest.mark.soak) for each in SCREENS[1:]),
]
MADE = [  # the second theme in `make soak`
    pytest.param(f"{theme}/{name}", marks=() if theme == THEMES[0] else pytest.mark.soak)
    for theme in THEMES
    for name in ("index.html", *(f"{tag}/ankle.html" for tag in SAMPLES))
]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each theme, with the sample leaflets and their index."""
    folder = tmp_path_factory.mktemp("made")
    leaflets = [sample(Language(tag), *texts) for tag, texts in SAMPLES.items()]
    languages = tuple(Language(tag) for tag in MANY)
    for name in THEMES:
        theme = make_theme({"name": name, "logo": "Riverside"})
        for leaflet in leaflets:
            path = folder / name / leaflet.language.tag / "ankle.html"
            path.parent.mkdir(parents=True)
            page = export_html(
                leaflet,
                words=Words(None, leaflet.language),
                theme=theme,
                languages=languages,
                image_root=folder,
                formats=FORMATS,
                base_url="https://example.org/leaflets",
            )
            path.write_bytes(page)
        index = export_index(
            tuple(index_entry(leaflet, formats=FORMATS) for leaflet in leaflets),
            language=Language("en"),
            words={leaflet.language: Words(None, leaflet.language) for leaflet in leaflets},
            theme=theme,
            title="Riverside",
        )
        (folder / name / "index.html").write_bytes(index)
    return folder


def sample(language: Language, title: str, body: str) -> Leaflet:
    front = {"summary": title, "audience": title, "publisher": title, "keywords": (title,)}
    metadata = Metadata(title, **front, lines={})
    article = Article("ankle", "source/ankle.md", metadata, body, 1)
    document = parse(article, language=language, segmentation=Segmentation.SENTENCE)
    return localize(document, None, language=language)


def open_page(
    browser: Browser,
    path: Path,
    *,
    viewport: ViewportSize = DESKTOP,
    color_scheme: Scheme = "light",
    forced_colors: Literal["active", "none"] = "none",
) -> Page:
    """The one page that all tests share, as new: 0.15 s, where a page of its own takes 0.6 s."""
    page = browser.contexts[0].pages[0]
    page.goto("about:blank")  # where the address differs in its place alone, nothing is loaded
    page.mouse.move(0, 0)
    page.set_viewport_size(viewport)
    page.emulate_media(media="screen", color_scheme=color_scheme, forced_colors=forced_colors)
    page.goto(path.as_uri())
    return page


def open_alone(
    browser: Browser, leaflet: Leaflet, folder: Path, *, base_url: str = "", **options: Any
) -> Page:
    """The page of a leaflet without others, as it is without any settings."""
    made = export_html(
        leaflet,
        words=Words(None, leaflet.language),
        theme=make_theme({}),
        languages=(leaflet.language,),
        image_root=folder,
        base_url=base_url,
    )
    (folder / "alone.html").write_bytes(made)
    return open_page(browser, folder / "alone.html", **options)


def violations(page: Page) -> list[str]:
    report = Axe().run(page)
    return [each["id"] for each in report.response["violations"]]


@pytest.mark.parametrize(("viewport", "scheme"), SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(
    browser: Browser, dist: Path, name: str, viewport: ViewportSize, scheme: Scheme
) -> None:
    page = open_page(browser, dist / name, viewport=viewport, color_scheme=scheme)
    assert violations(page) == []


@pytest.mark.parametrize(("viewport", "scheme"), ONE_SCREEN)
@pytest.mark.parametrize("name", MADE)
def test_axe_finds_no_violation_in_any_theme_with_everything_opened(
    browser: Browser, made: Path, name: str, viewport: ViewportSize, scheme: Scheme
) -> None:
    page = open_page(browser, made / name, viewport=viewport, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(browser: Browser, dist: Path, name: str) -> None:
    assert_fits(open_page(browser, dist / name), NARROW, PHONE, TABLET)


@pytest.mark.parametrize("name", MADE)
def test_nothing_is_wider_than_the_screen_in_any_theme(
    browser: Browser, made: Path, name: str
) -> None:
    page = open_page(browser, made / name)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert_fits(page, NARROW, PHONE, TABLET)


COUNT_LINES = """cell => {
    const range = document.createRange()
    range.selectNodeContents(cell)
    const bottoms = [...range.getClientRects()].map(box => Math.round(box.bottom / 8))
    return new Set(bottoms).size
}"""
DOSES = {
    "ja": (
        "| お子さんの体重 | 1回量 | シロップの量(ミリリットル、5 mL中120 mg) | 24時間の最大量 |\n"
        "| --- | ---: | ---: | ---: |\n| 10 kg～15 kg | 150 mg | 6.25 mL | 600 mg |\n"
    ),
    "ar": (
        "| وزن الطفل | جرعة واحدة | بالملليلتر من الشراب (120 ملغ في 5 مل) | الحد الأقصى خلال 24 ساعة |\n"
        "| --- | ---: | ---: | ---: |\n| من 10 كغ إلى 15 كغ | 150 ملغ | 6.25 مل | 600 ملغ |\n"
    ),
}


@pytest.mark.parametrize("tag", DOSES)
def test_the_weight_in_a_table_of_doses_has_room_on_a_phone(
    browser: Browser, tmp_path: Path, tag: str
) -> None:
    """It had up to four lines, beside a column that is only headed by many words."""
    leaflet = sample(Language(tag), SAMPLES[tag][0], DOSES[tag])
    page = open_alone(browser, leaflet, tmp_path, viewport=PHONE)
    assert page.eval_on_selector("tbody tr > :first-child", COUNT_LINES) <= 2
    assert_fits(page)


TIMES = {
    "ja": (
        "| お子さんの体重 | 用量 | シロップ 120 mg/5 mL | 24時間での上限 |\n"
        "| --- | ---: | ---: | --- |\n| 12 kg～15 kg | 180 mg | 7.5 mL | 4回 |\n"
        "| 22 kg～30 kg | 325 mg | *錠剤を使用* | 4回 |\n\n*[mL]: ミリリットル\n"
    ),
    "zh-Hans": (
        "| 孩子的体重 | 剂量 | 糖浆 120 mg/5 mL | 24小时内最多次数 |\n"
        "| --- | ---: | ---: | --- |\n| 12 kg～15 kg | 180 mg | 7.5 mL | 4次 |\n"
        "| 22 kg～30 kg | 325 mg | *请用药片* | 4次 |\n\n*[mL]: 毫升\n"
    ),
}


@pytest.mark.parametrize("tag", TIMES)
def test_a_number_and_its_counter_stay_together_in_a_table_on_a_phone(
    browser: Browser, tmp_path: Path, tag: str
) -> None:
    """ "4" stood above "回" in each row, and the head of the column was a tower of eight lines."""
    leaflet = sample(Language(tag), SAMPLES["ja"][0], TIMES[tag])
    made = export_html(
        leaflet,
        words=Words(None, leaflet.language),
        theme=make_theme({}),
        languages=(leaflet.language,),
        image_root=tmp_path,
    )
    (tmp_path / "times.html").write_bytes(made)
    page = open_page(browser, tmp_path / "times.html", viewport=SMALL_PHONE)
    lines = [
        page.eval_on_selector(cell, COUNT_LINES) for cell in ("td:last-child", "th:last-child")
    ]
    assert lines[0] == 1
    assert lines[1] <= 4
    assert_fits(page)


HARD_WORD = "Arzneimittelunverträglichkeitsreaktionen"
HARD = f"""\
!!! danger "Call **112** now if your *lips* swell, or [write](https://example.org), even on Sundays"
    {HARD_WORD}

!!! warning "{HARD_WORD}"
    - `{HARD_WORD}`

!!! note "Take **5 mg** of {HARD_WORD}[^1]"
    > {HARD_WORD}

## {HARD_WORD} {{#rest}}

1. - - {HARD_WORD}

{HARD_WORD}
:   {HARD_WORD}

| {HARD_WORD} | {HARD_WORD} |
| --- | --- |
| {HARD_WORD} | {HARD_WORD} |

<details><summary>{HARD_WORD}</summary>{HARD_WORD}</details>

[^1]: <https://example.org/{HARD_WORD}/{HARD_WORD}>
"""


@pytest.mark.parametrize("viewport", [NARROW, PHONE, DESKTOP], ids=["narrow", "phone", "desktop"])
def test_long_words_and_marked_words_in_titles_keep_to_their_place(
    browser: Browser, tmp_path: Path, viewport: ViewportSize
) -> None:
    leaflet = sample(Language("de"), HARD_WORD, HARD)
    page = open_alone(browser, leaflet, tmp_path, viewport=viewport)
    # As far from the word before as any two words: no column of its own.
    gaps = page.eval_on_selector_all(
        ".admonition-title strong",
        """found => found.map(one => {
            const range = document.createRange(), before = one.previousSibling
            range.setStart(before, before.length - 2)
            range.setEnd(before, before.length - 1)
            const last = range.getBoundingClientRect(), box = one.getBoundingClientRect()
            return box.top > last.top + 5 ? 0 : box.left - last.right
        })""",
    )
    assert len(gaps) == 2
    assert max(gaps) < 8
    assert_fits(page)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_heading_that_is_not_translated_stands_beside_its_text(
    browser: Browser, tmp_path: Path, viewport: ViewportSize
) -> None:
    """It runs from the left on an Arabic page, and lay over the first lines of its section."""
    body = "Rest.\n\n## What to do at home\n\n" + "Cool the ankle for some days. " * 20
    english = Article("ankle", "source/ankle.md", Metadata("Ankle", lines={}), body, 1)
    document = parse(english, language=Language("en"), segmentation=Segmentation.SENTENCE)
    arabic = Language("ar")
    made = export_html(
        localize(document, Catalog("ankle", arabic, (), ()), language=arabic),
        words=Words(None, arabic),
        theme=make_theme({}),
        languages=(arabic,),
        image_root=tmp_path,
    )
    (tmp_path / "ankle.html").write_bytes(made)
    page = open_page(browser, tmp_path / "ankle.html", viewport=viewport)
    heading = page.locator("main > h2").bounding_box()
    text = page.locator("main > h2 + p").bounding_box()
    assert heading is not None
    assert text is not None
    is_above = heading["y"] + heading["height"] <= text["y"] + 1
    assert is_above or heading["x"] >= text["x"] + text["width"] - 1
    assert heading["x"] + heading["width"] <= viewport["width"]
    assert_fits(page)


UNTRANSLATED_LISTS = """\
- ☐ Your letter of appointment
- ☐ A list of your medicines

1. Rest the ankle.
2. Cool it.
    - Wrap the ice in a cloth.

!!! danger "Go to hospital at once"
    Call 112.
"""
# Where letters, or the sign before a title, lie over the line beside them.
LETTERS_ON_LINES = """() => [...document.querySelectorAll('main .untranslated')].filter(each => {
    const style = getComputedStyle(each), box = each.getBoundingClientRect()
    const end = box.left + parseFloat(style.borderLeftWidth)
    const sign = getComputedStyle(each, '::before')
    const range = document.createRange()
    range.selectNodeContents(each)
    const letters = [...range.getClientRects()].some(one => one.width && one.left < end)
    return letters || (sign.position === 'absolute' && parseFloat(sign.left) < 4)
}).map(each => each.textContent)"""


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_the_line_beside_what_is_not_translated_touches_no_letter(
    browser: Browser, tmp_path: Path, tag: str
) -> None:
    """It ran through the first letter of an item to tick, and touched the sign of a warning."""
    article = Article("ankle", "source/ankle.md", Metadata("A", lines={}), UNTRANSLATED_LISTS, 1)
    document = parse(article, language=Language("en"), segmentation=Segmentation.SENTENCE)
    language = Language(tag)
    leaflet = localize(document, Catalog("ankle", language, (), ()), language=language)
    page = open_alone(browser, leaflet, tmp_path, viewport=PHONE)
    assert page.locator("main .untranslated").count() == 7
    assert page.evaluate(LETTERS_ON_LINES) == []
    assert_fits(page)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_tall_picture_is_no_higher_than_the_screen(
    browser: Browser, tmp_path: Path, viewport: ViewportSize
) -> None:
    (tmp_path / "tall.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="1500" viewBox="0 0 5 15"/>',
        encoding="utf-8",
    )
    leaflet = sample(Language("en"), "Ankle", "Rest.\n\n![A man](tall.svg)\n")
    made = export_html(
        leaflet,
        words=Words(None, leaflet.language),
        theme=make_theme({}),
        languages=(leaflet.language,),
        image_root=tmp_path,
    )
    (tmp_path / "tall.html").write_bytes(made)
    page = open_page(browser, tmp_path / "tall.html", viewport=viewport)
    box = page.locator("main img").bounding_box()
    assert box is not None
    assert 200 < box["height"] <= viewport["height"]
    assert box["width"] <= viewport["width"]


def assert_fits(page: Page, *screens: ViewportSize) -> None:
    """Nothing is wider than any of these screens; than that of the page, if none is given."""
    widths = []
    for screen in screens or (page.viewport_size,):
        page.set_viewport_size(screen)
        widths.append(page.evaluate("[document.documentElement.scrollWidth, innerWidth]"))
    assert [widest for widest, width in widths if widest > width] == []


@pytest.mark.parametrize("name", PAGES)
def test_page_loads_nothing_and_only_the_index_runs_a_script(
    browser: Browser, dist: Path, name: str
) -> None:
    requests: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.goto((dist / name).as_uri())
    scripts = page.evaluate("document.scripts.length")
    page.close()
    foreign = [url for url in requests if not url.startswith("data:")]
    assert (foreign, scripts) == ([(dist / name).as_uri()], int(name == "index.html"))


# --------------------------------------------------------------------------- finding one's way
def shown_links(page: Page, selector: str) -> list[str]:
    """Where the visible links lead."""
    found: list[str] = page.eval_on_selector_all(
        selector, "links => links.filter(a => a.checkVisibility()).map(a => a.getAttribute('href'))"
    )
    return found


def test_switcher_keeps_the_place_without_a_script(browser: Browser, made: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((made / "house/en/ankle.html").as_uri())
    page.click(".contents summary")
    page.click('.contents a[href="#walk"]')
    page.click(".languages summary")
    page.click('.languages a[hreflang="th"]:visible')
    address = page.url
    context.close()
    assert address == (made / "house/th/ankle.html").as_uri() + "#walk"


def test_switcher_leads_to_the_top_where_no_place_was_chosen(browser: Browser, dist: Path) -> None:
    page = open_page(browser, dist / "en/lumbar-disc-herniation.html")
    page.click(".languages summary")  # more than ten languages are folded up
    links = shown_links(page, ".languages a")
    assert "../es/lumbar-disc-herniation.html" in links
    assert not any("#" in link for link in links)


def test_skip_link_leads_to_the_article(browser: Browser, dist: Path) -> None:
    page = open_page(browser, dist / "ar/lumbar-disc-herniation.html", viewport=PHONE)
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    box = page.locator(".skip").bounding_box()
    page.keyboard.press("Enter")
    focused = page.evaluate("document.activeElement.id")
    assert (first, focused) == ("skip", "article")
    assert box is not None
    assert box["y"] >= 0


def test_outline_and_landmarks_are_those_of_a_page(browser: Browser, made: Path) -> None:
    page = open_page(browser, made / "house/en/ankle.html")
    headings = page.eval_on_selector_all(
        "h1,h2,h3,h4,h5,h6,[role=heading]",
        "all => all.map(each => Number(each.ariaLevel || each.tagName[1]))",
    )
    landmarks = page.eval_on_selector_all(
        "body>header,body>nav,body>section,body>main,body>footer,body>aside",
        "all => all.map(each => each.tagName.toLowerCase())",
    )
    assert headings == [1, 2, 2, 2, 2]
    assert landmarks == ["aside", "nav", "header", "section", "main", "footer"]


def test_paper_shows_the_code_for_the_phone_and_no_buttons(browser: Browser, made: Path) -> None:
    page = open_page(browser, made / "house/en/ankle.html")
    seen = "each => each.checkVisibility()"
    on_screen = [page.eval_on_selector(name, seen) for name in (".qr", ".actions", ".languages")]
    page.emulate_media(media="print")
    on_paper = [page.eval_on_selector(name, seen) for name in (".qr", ".actions", ".languages")]
    assert (on_screen, on_paper) == ([False, True, True], [True, False, False])


def test_the_code_for_the_phone_stands_beside_the_last_words_on_paper(
    browser: Browser, tmp_path: Path
) -> None:
    """A square below them was a page of its own where there was no room for it."""
    leaflet = sample(Language("ar"), *SAMPLES["ar"])
    leaflet = replace(leaflet, metadata=replace(leaflet.metadata, date="2026-01-15"))
    address = "https://example.org/leaflets"
    page = open_alone(browser, leaflet, tmp_path, base_url=address, viewport=TABLET)
    page.emulate_media(media="print")
    code, words = page.locator(".qr"), page.locator("footer .wrap>p").first
    code_box, words_box = code.bounding_box(), words.bounding_box()
    assert code_box is not None
    assert words_box is not None
    assert code_box["x"] + code_box["width"] <= words_box["x"] + 1
    assert abs(code_box["y"] - words_box["y"]) < 2


@pytest.mark.parametrize("lines", [15, 16])
def test_a_short_table_is_on_one_page_when_the_page_is_printed(
    browser: Browser, tmp_path: Path, lines: int
) -> None:
    rows = "".join(f"| Row{n} | {n} ml |\n" for n in range(1, 4))
    filler = "Rest.\n\n" * lines
    body = f"{filler}| Glass | Drink |\n| --- | --- |\n{rows}"
    page = open_alone(browser, sample(Language("en"), "Drink", body), tmp_path)
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as document:
        texts = [sheet.get_textpage().get_text_range() for sheet in document]
    shown = ["".join(text.split()) for text in texts]
    assert [re.findall(r"Row\d", text) for text in shown if "Row" in text] == [
        ["Row1", "Row2", "Row3"]
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_a_line_parts_the_logo_from_the_publisher(browser: Browser, made: Path, theme: str) -> None:
    page = open_page(browser, made / theme / "en/ankle.html")
    shown = "each => getComputedStyle(each).borderInlineEndWidth"
    width = page.eval_on_selector(".publisher b", shown)
    assert width == "2px"


def test_the_sign_of_a_warning_has_its_disc_in_the_colours_of_the_reader(
    browser: Browser, made: Path
) -> None:
    page = open_page(browser, made / "house/en/ankle.html", forced_colors="active")
    style = "getComputedStyle(each, '::before')"
    shown = f"each => [{style}.backgroundColor, {style}.color]"
    found = page.eval_on_selector(".danger .admonition-title", shown)
    assert found == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


# --------------------------------------------------------------------------------- the list of all
def test_index_finds_a_leaflet_by_its_title_in_any_language(browser: Browser, made: Path) -> None:
    page = open_page(browser, made / "house/index.html")
    found = {}
    for query in ("ANKLE sprained", "التواء", "التِواء", "टखने", "แพลง", "ねんざ", "Zugsalbe"):
        page.fill("#query", query)
        found[query] = len(shown_links(page, "h3 a"))
    told = page.inner_text("#nothing")
    assert found == {
        **dict.fromkeys(("ANKLE sprained", "التواء", "التِواء", "टखने", "แพลง", "ねんざ"), 5),
        "Zugsalbe": 0,
    }
    assert told == "No leaflet found."


def test_index_shows_the_chosen_language_and_topic(browser: Browser, made: Path) -> None:
    page = open_page(browser, made / "house/index.html")
    page.select_option("#language", "hi")
    by_language = shown_links(page, "h3 a")
    page.fill("#query", "sprained")
    with_words = shown_links(page, "h3 a")
    page.fill("#query", "")
    page.select_option("#topic", "ข้อเท้าแพลง")
    with_topic = shown_links(page, "h3 a")
    assert (by_language, with_words, with_topic) == (["hi/ankle.html"], ["hi/ankle.html"], [])


def test_languages_with_one_leaflet_stand_side_by_side(browser: Browser, made: Path) -> None:
    """And one that shows more takes the whole width, for as long as it shows more."""
    page = open_page(browser, made / "house/index.html", viewport=DESKTOP)
    places = """() => {
      const shown = [...document.querySelectorAll("main > section")].filter((each) => !each.hidden);
      return shown.map((each) => each.getBoundingClientRect())
        .map((box) => [Math.round(box.top), Math.round(box.width)]);
    }"""
    (one, width), (beside, _), (below, _), *_ = page.evaluate(places)
    page.evaluate("""() => {
      const card = document.querySelector("#ar .card");
      card.after(card.cloneNode(true));
    }""")
    widths = [width for _, width in page.evaluate(places)]
    page.evaluate("() => { document.querySelector('#ar .card').hidden = true; }")
    narrow = [width for _, width in page.evaluate(places)]
    assert one == beside < below
    assert widths[1] > 2 * width
    assert narrow[1] == widths[0] == width


def test_index_works_without_a_script(browser: Browser, made: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((made / "house/index.html").as_uri())
    everything = page.locator("h3 a:visible").count()
    fields = page.locator(".finder:visible").count()
    page.click('.languages a[href="#ar"]')
    arabic = [link.get_attribute("href") for link in page.locator("h3 a:visible").all()]
    page.click('.languages a[href="#leaflets"]')
    again = page.locator("h3 a:visible").count()
    context.close()
    assert (everything, fields, arabic, again) == (5, 0, ["ar/ankle.html"], 5)


def test_link_from_a_leaflet_leads_to_the_list_in_its_language(
    browser: Browser, made: Path
) -> None:
    page = open_page(browser, made / "house/th/ankle.html")
    page.click("footer .all a")
    chosen = page.input_value("#language")
    links = shown_links(page, "h3 a")
    assert (chosen, links) == ("th", ["th/ankle.html"])


def test_range_in_arabic_runs_left_to_right(browser: Browser, dist: Path) -> None:
    """2–3 must not be shown as 3–2: the glyphs' places on the page tell."""
    page = open_page(browser, dist / "ar" / "lumbar-disc-herniation.html", viewport=DESKTOP)
    places = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(
            document.getElementById('article'), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const start = node.data.search(/2.3/);
            if (start < 0) continue;
            const left = (offset) => {
              const range = document.createRange();
              range.setStart(node, offset); range.setEnd(node, offset + 1);
              return range.getBoundingClientRect().left;
            };
            return [left(start), left(start + 1), left(start + 2)];
          }
          return null;
        }"""
    )
    assert places is not None
    assert places == sorted(places)


@pytest.mark.parametrize("tag", ["en", "ar", "ja"])
def test_language_and_direction_are_declared(browser: Browser, dist: Path, tag: str) -> None:
    page = open_page(browser, dist / tag / "lumbar-disc-herniation.html")
    declared = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    switcher = page.eval_on_selector_all(
        "a[hreflang]", "links => links.map(link => [link.hreflang, link.getAttribute('href')])"
    )
    assert declared == [tag, "rtl" if tag == "ar" else "ltr"]
    others = {"en", "es", "fr", "de", "zh-Hans", "ja", "ar"} - {tag}
    assert {
        language for language, href in switcher if re.fullmatch(rf"\.\./{language}/.*\.html", href)
    } >= others


# ------------------------------------------------------------------------------------ the preview
@pytest.mark.parametrize("name", ["index.html", "en/ankle.html"])
def test_preview_reloads_a_page_that_allows_no_foreign_script(
    browser: Browser, made: Path, name: str
) -> None:
    version = server.Version()
    serving = server.make_server(made / "house", version, port=0)
    threading.Thread(target=serving.serve_forever, args=(0.02,), daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://{server.ADDRESS}:{serving.server_port}/{name}")
    page.evaluate("document.body.dataset.old = 'yes'")
    with page.expect_navigation(timeout=10_000):
        page.wait_for_timeout(300)  # the stream must be open before the build is told
        version.advance()
    is_old = page.evaluate("document.body.dataset.old || ''")
    page.close()
    serving.shutdown()
    serving.server_close()
    assert is_old == ""
