"""Bad input: a clear message with place and remedy, and nothing lost."""

from __future__ import annotations

import base64
import json
import re
import shutil
from pathlib import Path

import pytest
from clinic import SETTINGS, Site

from pipeline.cli import main
from tests.printed import letters


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", "source/bad.md:1: the article is empty", id="empty"),
        pytest.param(b"Just text.\n", "source/bad.md:1: ", id="no-title"),
        pytest.param(
            b"---\nsummary: x\n---\n\nText.\n",
            "source/bad.md:1: no title",
            id="front-matter-without-title",
        ),
        pytest.param(b"---\ntitle: [a\n---\n\nText.\n", "source/bad.md:", id="broken-yaml"),
        pytest.param(b"---\ntitle: A\n---\n\nText \xff.\n", "source/bad.md:5:", id="invalid-utf-8"),
        pytest.param(
            b"---\ntitle: A\n---\n\nText.\n\n"
            + 200 * b"<div>\n\n"
            + b"Rest.\n\n"
            + 200 * b"</div>\n\n",
            "source/bad.md:7: raw HTML is nested more than 150 deep",
            id="deep-raw-html",
        ),
        pytest.param(
            b"---\ntitle: A\n---\n\nText.\n\n" + 2000 * b"*" + b"Rest" + 2000 * b"*" + b"\n",
            "source/bad.md:7: emphasis is nested more than 150 deep",
            id="deep-emphasis",
        ),
    ],
)
def test_broken_article_is_told_and_the_others_go_on(
    site: Site, content: bytes, expected: str
) -> None:
    (site.root / "source" / "bad.md").write_bytes(content)
    before = site.catalog.read_bytes()
    update = site.run("update")
    assert update.code == 1
    assert expected in update.err
    assert "Traceback" not in update.err
    assert site.catalog.read_bytes() == before
    build = site.run("build", "--format", "html")
    assert (build.code, expected in build.err) == (1, True)
    assert (site.root / "dist" / "es" / "ibuprofen.html").exists()
    check = site.run("check")
    assert check.code == 1
    assert "article-broken" in check.out


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param('msgstr "Cuando duele"', "msgstr Cuando", "ibuprofen.po:", id="syntax"),
        pytest.param(
            'msgid "When it hurts"', 'msgid "Rest for 10 minutes."', "ibuprofen.po:", id="duplicate"
        ),
        pytest.param(
            'msgstr "Cuando duele"',
            '<<<<<<< HEAD\nmsgstr "Cuando duele"\n=======\nmsgstr "Si duele"\n>>>>>>> other',
            "ibuprofen.po:",
            id="merge-conflict",
        ),
    ],
)
def test_broken_catalog_is_told_and_never_overwritten(
    site: Site, old: str, new: str, expected: str
) -> None:
    site.edit(site.catalog, old, new)
    before = site.catalog.read_bytes()
    for command in ("update", "build", "make"):
        result = site.run(command)
        assert result.code == 1, command
        assert expected in result.err
        assert site.catalog.read_bytes() == before
    check = site.run("check")
    assert check.code == 1
    assert "error catalog-broken:" in check.out


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            'languages = ["es"]', 'langauges = ["es"]', "did you mean 'languages'", id="key"
        ),
        pytest.param(
            '["es"]', '["es", "xx-klingon"]', "'xx-klingon' is no language", id="language"
        ),
    ],
)
def test_wrong_settings_end_with_2(site: Site, old: str, new: str, expected: str) -> None:
    site.edit(site.root / "leaflets.toml", old, new)
    result = site.run("make")
    assert (result.code, expected in result.err) == (2, True)


def test_output_folder_that_cannot_be_written_ends_with_2_and_loses_nothing(site: Site) -> None:
    before = site.catalog.read_bytes()
    (site.root / "dist").write_text("in the way", encoding="utf-8")
    result = site.run("build")
    assert result.code == 2
    assert "cannot write" in result.err
    assert (site.catalog.read_bytes(), (site.root / "dist").read_text()) == (before, "in the way")


def test_missing_font_is_told_by_name(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.leaflets import pdf

    pdf._fonts.cache_clear()  # found once in a process; a failure is not kept
    monkeypatch.setattr(pdf, "families", lambda: frozenset({"No Such Sans"}))
    result = site.run("build", "--format", "pdf")
    assert result.code == 2
    assert "No Such Sans" in result.err


def test_unknown_article_locale_and_format_are_usage_errors(site: Site) -> None:
    for arguments in (
        ("build", "--article", "nothing"),
        ("build", "--locale", "it"),
        ("build", "--format", "odt"),
        ("check", "nothing.po"),
    ):
        result = site.run(*arguments)
        assert result.code == 2, arguments
        assert "Traceback" not in result.err


def test_no_project_here_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 2
    assert "leaflets init DIR" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["yesterday", "-1", "253402300800", "9" * 5000])
def test_source_date_epoch_must_be_a_time(
    site: Site, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    result = site.run("update")
    assert (result.code, f"SOURCE_DATE_EPOCH is '{value}'" in result.err) == (2, True)


@pytest.mark.parametrize("port", ["65536", "-1", "http"])
def test_port_must_be_one(site: Site, port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        site.run("preview", "--port", port)
    assert f"'{port}' is no port" in capsys.readouterr().err


@pytest.mark.parametrize("folder", [".", "source", "source/es", "locales"])
def test_leaflets_are_not_built_among_the_sources(site: Site, folder: str) -> None:
    before = site.state()
    result = site.run("build", "--out", str(site.root / folder))
    assert (result.code, "among the sources" in result.err) == (2, True)
    assert site.state() == before


def test_article_must_not_take_the_name_of_the_leaflets_own_words(site: Site) -> None:
    (site.root / "source" / "leaflet.md").write_bytes(site.article.read_bytes())
    words = site.root / "locales" / "es" / "LC_MESSAGES" / "leaflet.po"
    before = words.read_bytes()
    result = site.run("make")
    assert (result.code, result.err.count("give the article another name")) == (1, 1)
    assert words.read_bytes() == before


def test_every_mistake_of_an_article_is_a_finding_of_its_own(site: Site) -> None:
    bad = site.root / "source" / "bad.md"
    bad.write_text("---\ntilte: A\ndate: soon\n---\n\nText.\n", encoding="utf-8")
    found = [
        line for line in site.run("check").out.split("\n") if line.startswith("source/bad.md:")
    ]
    assert [line.split(" ")[0] for line in found] == [
        "source/bad.md:1:",
        "source/bad.md:2:",
        "source/bad.md:3:",
    ]


@pytest.mark.parametrize(
    ("markdown", "line", "message", "hint"),
    [
        pytest.param(
            "![A back][back]\n\n[back]: images/none.png", 12,
            "there is no picture 'images/none.png'",
            "put it at source/images/none.png, or mend the address", id="by reference",
        ),
        pytest.param(
            "![](images/none.png)", 10, "there is no picture 'images/none.png'",
            "put it at source/images/none.png, or mend the address", id="without words",
        ),
        pytest.param(
            'See <img src="images/a&amp;b.png" alt="A back">.', 10,
            "there is no picture 'images/a&b.png'",
            "put it at source/images/a&b.png, or mend the address", id="raw HTML",
        ),
        pytest.param(
            "![A back](https://example.org/back.png)", 10,
            "the picture 'https://example.org/back.png' of 'ibuprofen' is not a file",
            "save it beside the article and name the file", id="on the web",
        ),
        pytest.param(
            "![A back](../leaflets.toml)", 10,
            "the picture '../leaflets.toml' of 'ibuprofen' lies outside its folder",
            "move it into the folder", id="outside the folder",
        ),
        pytest.param(
            "![A back](/images/back.svg)", 10,
            "the picture '/images/back.svg' of 'ibuprofen' lies outside its folder",
            "take the / before it away: images/back.svg", id="from the top of a site",
        ),
        pytest.param(
            "![A back](images\\back.svg)", 10, "there is no picture 'images\\back.svg'",
            "write / between folders: images/back.svg", id="as Windows writes it",
        ),
        pytest.param(
            "![A back](termbase.tsv)", 10,
            "the picture 'termbase.tsv' of 'ibuprofen' is of a kind that leaflets can't show",
            "use one of: svg, png, jpg, jpeg, gif, webp", id="no picture",
        ),
        pytest.param(
            "![A back](//[back/disc.png)", 10,
            "the picture '//[back/disc.png' of 'ibuprofen' is not a file",
            "save it beside the article and name the file", id="no host",
        ),
        pytest.param(
            "![A back](disc%00.svg)", 10,
            "the picture 'disc%00.svg' of 'ibuprofen' is not a file",
            "save it beside the article and name the file", id="no name of a file",
        ),
        pytest.param(
            f"![A back]({'disc' * 80}.svg)", 10, f"there is no picture '{'disc' * 80}.svg'",
            f"put it at source/{'disc' * 80}.svg, or mend the address", id="too long a name",
        ),
        pytest.param(
            "![A back](circle.svg)", 10, "there is no picture 'circle.svg'",
            "put it at source/circle.svg, or mend the address", id="links in a circle",
        ),
        pytest.param(
            "A back: ![A back]( ).", 10, "a picture has no address",
            "write its file between the round brackets: ![…](images/disc.svg)", id="no address",
        ),
        pytest.param(
            '<p>\n<img alt="A back">\n</p>', 11, "a picture has no address",
            "write its file between the round brackets: ![…](images/disc.svg)", id="no src",
        ),
    ],
)  # fmt: skip
def test_check_refuses_the_pictures_that_the_build_would_refuse(
    site: Site, markdown: str, line: int, message: str, hint: str
) -> None:
    (site.root / "source" / "circle.svg").symlink_to("circle.svg")
    site.edit(site.article, "## When it hurts", markdown + "\n\n## When it hurts")
    found = [
        (each["line"], each["message"], each["hint"])
        for each in json.loads(site.run("check", "--format", "json").out)["findings"]
        if each["id"] == "picture-missing"
    ]
    assert found == [(line, message, hint)]
    other = site.root / "source" / "knee.md"
    other.write_text("---\ntitle: Your knee\n---\n\nRest it.\n", encoding="utf-8")
    assert site.run("update").code == 0
    build = site.run("build", "--locale", "en", "--format", "html")
    assert (build.code, build.err.count("ibuprofen in en (html) failed: ")) == (1, 1)
    assert (site.root / "dist" / "en" / "knee.html").exists()


def test_too_long_a_name_fails_its_own_article(site: Site) -> None:
    """Its catalogs and leaflets have still longer ones, which no file system takes."""
    name = "back-" * 46 + "pain"
    shutil.copy(site.article, site.root / "source" / f"{name}.md")
    for command in ("update", "check", "build"):
        told = site.run(command)
        assert told.code == 1
        assert f"source/{name}.md:1: " in told.out + told.err
        assert "the file name has 234 letters, more than 200" in told.out + told.err
    assert (site.root / "dist" / "es" / "ibuprofen.html").exists()


def test_a_link_to_too_long_a_name_leads_nowhere(site: Site) -> None:
    line = site.edit(
        site.article, "## When it hurts", f"[Knee]({'knee' * 80}.html)\n\n## When it hurts"
    )
    assert (
        f"source/ibuprofen.md:{line}: warning page-missing: the link '{'knee' * 80}.html' leads to"
        " no file of the leaflets"
    ) in site.run("check").out


def test_check_tells_a_picture_that_makes_every_page_heavy(site: Site) -> None:
    line = site.edit(site.article, "## When it hurts", "![Back](back.gif)\n\n## When it hurts")
    picture = site.root / "source" / "back.gif"
    picture.write_bytes(b"GIF89a".ljust(2_000_000))
    assert "picture-large" not in site.run("check").out
    picture.write_bytes(b"GIF89a".ljust(41_000_000))
    assert (
        f"source/ibuprofen.md:{line}: warning picture-large: the picture 'back.gif' has 41.0 MB, "
        "and each page and PDF carries it\n"
    ) in site.run("check").out


SVG = "http://www.w3.org/2000/svg"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        pytest.param("back.png", b"", "PNG", id="empty"),
        pytest.param("back.png", b"\xff\xd8\xff\xe0 a JPEG", "PNG", id="under-another-name"),
        pytest.param("back.JPG", b"<html>404</html>", "JPEG", id="page-saved-as-a-picture"),
        pytest.param("back.gif", b"GIF90a", "GIF", id="gif"),
        pytest.param("back.webp", b"RIFF\0\0\0\0WAVE", "WebP", id="webp"),
        pytest.param(
            "back.svg", b"version https://git-lfs.github.com/spec/v1", "SVG", id="pointer"
        ),
        pytest.param(
            "back.svg", b"<svg><rect/></svg>", "SVG", id="without-the-name-of-its-language"
        ),
    ],
)
def test_a_file_that_is_no_picture_is_refused_by_check_and_build(
    site: Site, name: str, content: bytes, kind: str
) -> None:
    (site.root / "source" / name).write_bytes(content)
    line = site.edit(site.article, "## When it hurts", f"![A back]({name})\n\n## When it hurts")
    message = f"the picture '{name}' of 'ibuprofen' is no {kind}, as its name says"
    assert f"source/ibuprofen.md:{line}: error picture-missing: {message}" in site.run("check").out
    result = site.run("build", "--locale", "en", "--format", "html,pdf,epub")
    assert (result.code, message in result.err) == (1, True)
    assert not list((site.root / "dist").glob("en/*"))
    settings = site.root / "leaflets.toml"
    settings.write_text(f'{SETTINGS}[theme]\nlogo_image = "source/{name}"\n', encoding="utf-8")
    result = site.run("build")
    assert (result.code, f"theme.logo_image: the picture 'source/{name}'" in result.err) == (
        2,
        True,
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("back.png", b"\x89PNG\r\n\x1a\n ...", id="png"),
        pytest.param("back.jpeg", b"\xff\xd8\xff\xdb ...", id="jpeg"),
        pytest.param("back.webp", b"RIFF\x10\0\0\0WEBPVP8 ", id="webp"),
        pytest.param("back.svg", f"<svg xmlns='{SVG}'/>".encode("utf-16"), id="svg-in-utf-16"),
        pytest.param(
            "back.svg",
            f'<!DOCTYPE svg [<!ENTITY ns "{SVG}">]>\n<s:svg xmlns:s="&ns;"/>'.encode(),
            id="svg-of-a-drawing-program",
        ),
    ],
)
def test_a_picture_of_the_kind_that_its_name_says_is_no_finding(
    site: Site, name: str, content: bytes
) -> None:
    (site.root / "source" / name).write_bytes(content)
    site.edit(site.article, "## When it hurts", f"![A back]({name})\n\n## When it hurts")
    assert "picture-missing" not in site.run("check").out


def test_picture_by_reference_that_is_there_is_no_finding(site: Site) -> None:
    picture = site.root / "source" / "images" / "back.svg"
    picture.parent.mkdir()
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    markdown = "![A back][back]\n\n[back]: images/back.svg\n\n## When it hurts"
    site.edit(site.article, "## When it hurts", markdown)
    assert "picture-missing" not in site.run("check").out


def test_a_file_that_only_looks_like_an_article_is_told(site: Site) -> None:
    for name in ("Knee.MD", "hip.markdown", "spelling.txt"):
        (site.root / "source" / name).write_text("---\ntitle: A\n---\n\nText.\n", encoding="utf-8")
    result = site.run("check")
    hint = "  hint: rename the file to"
    message = "this is no article: the names of articles end with '.md'"
    assert (result.code, result.out) == (
        1,
        f"source/Knee.MD:1: error article-broken: {message}\n{hint} knee.md\n\n"
        f"source/hip.markdown:1: error article-broken: {message}\n{hint} hip.md\n\n"
        "2 errors\n",
    )


def test_what_other_programs_hide_beside_a_file_is_no_article_and_no_catalog(site: Site) -> None:
    """The lock of an editor with unsaved text made every check and build fail."""
    site.run("update")
    before = (site.run("check").out, site.run("status").out)
    for file in (site.article, site.catalog):
        (file.parent / f".#{file.name}").symlink_to("ana@clinic.4711")
        (file.parent / f"._{file.name}").write_bytes(b"\0\5\x16\7 Mac OS X")
    (site.root / "source" / "drafts").mkdir()
    (site.root / "source" / "drafts" / "._hip.md").write_text("---\ntitle: A\n---\n\nText.\n")
    assert (site.run("check").out, site.run("status").out) == before
    folders = (str(site.root / "source"), str(site.root / "locales"))
    assert site.run("check", *folders).out == before[0]
    for command in (["build"], ["update"], ["memory", "rebuild"], ["check", "--fix", *folders]):
        result = site.run(*command)
        assert (result.code, ".#" in result.out + result.err) == (0, False), command


def test_an_article_in_a_folder_below_is_told(site: Site) -> None:
    """It was moved there to have order, and its leaflet was gone from dist/ without a word."""
    folder = site.root / "source" / "medicines"
    folder.mkdir()
    (folder / "hip.md").write_text("---\ndate: 2026-01-01\ntitle: A\n---\n\nText.\n")
    (folder / "README.md").write_text("# How we write\n\ntitle: none\n")
    (folder / "pictures.md").mkdir()
    (folder / "gone.md").symlink_to("nowhere.md")
    result = site.run("check")
    told = "no leaflet is made of what lies in a folder below source/"
    assert (result.code, result.out) == (
        0,
        f"source/medicines/hip.md:1: warning article-misplaced: {told}\n"
        "  hint: move the file to source/hip.md\n\n1 warning\n",
    )
    assert "article-misplaced" not in site.run("check", "source/ibuprofen.md").out


def test_a_theme_that_cannot_be_used_is_told_by_a_check_and_with_its_line(site: Site) -> None:
    """Continuous integration was content, and the nightly build ended with nothing made."""
    settings = site.root / "leaflets.toml"
    before = settings.read_text(encoding="utf-8")
    line = before.count("\n") + 1
    table = '[theme]\nlogo_image = "logo.svg"\n\n[theme.light]\nink = "pale"\nbase = "red"\n'
    settings.write_text(f"{before}{table}", encoding="utf-8")
    found = [
        (each["path"], each["line"] - line, each["message"].partition(":")[0])
        for each in json.loads(site.run("check", "--format", "json").out)["findings"]
        if each["id"] == "theme-broken"
    ]
    assert found == [
        ("leaflets.toml", 4, "theme.light.ink"),
        ("leaflets.toml", 5, "theme.light.base"),
    ]
    told = site.run("build")
    assert told.code == 2
    assert f"leaflets.toml: line {line + 5}: theme.light.base: unknown key" in told.err
    assert not (site.root / "dist").exists()
    assert site.run("update").code == 0  # translators go on


def test_files_of_an_article_that_is_gone_are_told_once(site: Site) -> None:
    """They stay, for texts that move; but somebody has to know, or they are translated in vain."""
    assert "article-gone" not in site.run("check").out
    shutil.copy(site.article, site.article.with_name("naproxen.md"))
    site.run("update")
    site.article.with_name("naproxen.md").unlink()
    result = site.run("check")
    told = "the article 'naproxen' is gone, and of its template and catalogs 2 are left"
    assert (result.code, result.out.count("article-gone")) == (0, 1)
    assert f"locales/templates/naproxen.pot:1: info article-gone: {told}\n" in result.out
    assert "article-gone" not in site.run("check", "source/ibuprofen.md").out
    off = "[checks]\ndisable = ['article-gone']\n[project]"
    site.edit(site.root / "leaflets.toml", "[project]", off)
    assert "article-gone" not in site.run("check").out


def test_translations_of_a_language_that_is_called_otherwise_now_are_told(site: Site) -> None:
    """Not moved: nobody knows whether they are of the variety that the new name means."""
    assert "language-gone" not in site.run("check").out
    site.edit(site.root / "leaflets.toml", '["es"]', '["es-MX"]')
    before = site.catalog.read_bytes()
    told = site.run("update").err
    begins = "locales/es_MX/ begins empty; locales/es/ has catalogs (2), and 'es' is no language"
    assert told.count(begins) == 1
    assert "move its catalogs to locales/es_MX/LC_MESSAGES/" in told
    assert begins not in site.run("update").err
    found = site.run("check").out
    message = "'es' is no language of leaflets.toml: of the catalogs in locales/es/ (2)"
    assert f"locales/es/LC_MESSAGES/ibuprofen.po:1: info language-gone: {message}" in found
    assert "if the language is called 'es-MX' now" in found
    assert site.catalog.read_bytes() == before


def test_translations_of_a_language_that_is_no_more_are_told(site: Site) -> None:
    site.edit(site.root / "leaflets.toml", '["es"]', '["de"]')
    assert "begins empty" not in site.run("update").err
    assert "name 'es' in leaflets.toml again" in site.run("check").out
    off = "[checks]\ndisable = ['language-gone']\n[project]"
    site.edit(site.root / "leaflets.toml", "[project]", off)
    assert "language-gone" not in site.run("check").out


def test_all_who_fail_for_the_same_reason_are_named(site: Site) -> None:
    """One was, in one language and format, as if the others had been made."""
    site.edit(site.article, "## When it hurts", "![A back](back.svg)\n\n## When it hurts")
    site.run("update")
    result = site.run("build", "--format", "html,txt,epub")
    who = [
        f"ibuprofen in {tag} ({kind})" for tag in ("en", "es") for kind in ("html", "epub", "txt")
    ]
    assert result.code == 1
    assert f"leaflets: {', '.join(who[:4])} and 2 more failed: the picture 'back.svg'" in result.err
    result = site.run("build", "--locale", "es", "--format", "html,epub")
    assert f"leaflets: {who[3]}, {who[4]} failed: the picture 'back.svg'" in result.err


def test_missing_picture_is_told_with_its_line(site: Site) -> None:
    site.edit(
        site.article, "## When it hurts", "![A back](images/back%20view.svg)\n\n## When it hurts"
    )
    out = site.run("check").out
    assert "source/ibuprofen.md:10: error picture-missing: there is no picture" in out
    picture = site.root / "source" / "images" / "back view.svg"
    picture.parent.mkdir()
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    assert "picture-missing" not in site.run("check").out


def test_a_drawing_that_is_no_xml_is_told_with_its_line(site: Site) -> None:
    """The page was made, and browsers showed nothing; the PDF engine asked for a report."""
    drawing = f'<svg xmlns="{SVG}">\n<title>Back</titel>\n</svg>'
    (site.root / "source" / "back.svg").write_text(drawing, encoding="utf-8")
    line = site.edit(site.article, "## When it hurts", "![A back](back.svg)\n\n## When it hurts")
    message = "can't be drawn: mismatched tag in line 2, column 14"
    place = f"source/ibuprofen.md:{line}: error picture-missing: the picture 'back.svg'"
    out = site.run("check").out
    assert place in out
    assert message in out
    result = site.run("build", "--locale", "en", "--format", "html,pdf")
    assert (result.code, result.err.count(message) > 0) == (1, True)
    assert not list((site.root / "dist").glob("en/*"))


@pytest.mark.parametrize(
    ("broken", "left"),
    [
        pytest.param("source/ibuprofen.md", set[str](), id="article"),
        pytest.param("locales/es/LC_MESSAGES/ibuprofen.po", {"en"}, id="catalog"),
    ],
)
def test_a_leaflet_of_what_can_not_be_read_any_more_is_withdrawn(
    site: Site, broken: str, left: set[str]
) -> None:
    """Pages and papers with the old dose stayed under their address while the run said 0 files."""
    site.run("make")
    assert "5 mg" in site.page("en")
    path = site.root / broken
    text = path.read_text("utf-8").replace("5 mg", "4 mg")
    path.write_text(text.replace("title:", "titel:").replace("msgid", "msgdi"), encoding="utf-8")
    result = site.run("make")
    assert (result.code, "broken" in result.out) == (1, True)
    assert {page.parent.name for page in (site.root / "dist").glob("*/ibuprofen.*")} == left
    index = site.root / "dist" / "index.html"
    listed = index.read_text("utf-8") if index.exists() else ""
    assert {tag for tag in ("en", "es") if f"{tag}/ibuprofen.html" in listed} == left


@pytest.mark.parametrize(
    ("written", "first"),
    [pytest.param("12", "12", id="small"), pytest.param("99999999999999999999", "1", id="huge")],
)
def test_a_list_begins_on_paper_with_the_number_that_a_browser_shows(
    site: Site, written: str, first: str
) -> None:
    """The PDF engine stopped at one of twenty digits, and asked for a report."""
    html = f'<ol start="{written}"><li>Call the ward.</li></ol>\n\n## When it hurts'
    site.edit(site.article, "## When it hurts", html)
    result = site.run("build", "--locale", "en", "--format", "pdf")
    assert (result.code, "failed" in result.err) == (0, False)
    printed = letters((site.root / "dist" / "en" / "ibuprofen.pdf").read_bytes())
    assert f".{first}Calltheward." in "".join(letter.text for letter in printed)


XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    ("element", "linked"),
    [
        ('<image xlink:href="knee.png" width="4" height="4"/>', "knee.png"),
        (
            '<image href="https://example.org/knee.png" width="4" height="4"/>',
            "https://example.org/knee.png",
        ),
        ('<use href="parts.svg#bone"/>', "parts.svg#bone"),
        ('<image href="data:image/png;base64,iVBORw0KGgo=" width="4" height="4"/>', ""),
        ('<g id="bone"/><use xlink:href="#bone"/><a href="https://example.org"><g/></a>', ""),
    ],
    ids=["a file", "the network", "a part of a file", "embedded", "a part of its own"],
)
def test_a_drawing_that_only_links_to_a_picture_is_told(
    site: Site, element: str, linked: str
) -> None:
    """On the page was a hole, and the check had nothing to say."""
    (site.root / "source" / "knee.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    drawing = f'<svg xmlns="{SVG}" {XLINK} viewBox="0 0 8 4"><rect width="8" height="4"/>{{}}</svg>'
    (site.root / "source" / "back.svg").write_text(drawing.format(""), encoding="utf-8")
    (site.root / "source" / "back.es.svg").write_text(drawing.format(element), encoding="utf-8")
    site.edit(site.article, "## When it hurts", "![A back](back.svg)\n\n## When it hurts")
    site.run("update")
    message = (
        f"the picture 'back.es.svg' of 'ibuprofen' only links to '{linked}', which no leaflet "
        "can show"
    )
    assert (f"picture-missing: {message}" in site.run("check").out) == bool(linked)
    result = site.run("build", "--format", "html")
    assert (f"ibuprofen in es (html) failed: {message}" in result.err) == bool(linked)
    assert (site.root / "dist/en/ibuprofen.html").exists()
    assert (site.root / "dist/es/ibuprofen.html").exists() == (not linked)


@pytest.mark.parametrize(
    "encoding", ["utf-16", "iso-8859-1", "windows-1252", "shift_jis", "gb18030"]
)
def test_a_drawing_in_another_encoding_is_shown_in_every_format(site: Site, encoding: str) -> None:
    word = "ひざ" if encoding in ("shift_jis", "gb18030") else "café"
    drawing = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n'
        f'<svg xmlns="{SVG}" viewBox="0 0 8 4"><text y="3" font-size="2">{word}</text></svg>'
    )
    (site.root / "source" / "back.svg").write_bytes(drawing.encode(encoding))
    site.edit(site.article, "## When it hurts", "![A back](back.svg)\n\n## When it hurts")
    assert "picture-missing" not in site.run("check").out
    result = site.run("build", "--locale", "en", "--format", "html,epub,docx,txt,pdf")
    assert (result.code, "failed" in result.err) == (0, False)
    page = site.page("en")
    (data,) = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", page)
    assert word in base64.b64decode(data).decode("utf-8")


@pytest.mark.parametrize(
    ("drawing", "message"),
    [
        pytest.param(
            f'<?xml version="1.0" encoding="klingon"?><svg xmlns="{SVG}"/>',
            "can't be drawn: unknown encoding: klingon",
            id="no-encoding",
        ),
        pytest.param(
            f'<?xml version="1.0" encoding="utf-16"?><svg xmlns="{SVG}"/> ',
            "can't be drawn: ",
            id="another-encoding",
        ),
        pytest.param(
            f'<svg xmlns="{SVG}">{"<g>" * 3000}<text>ひざ</text>{"</g>" * 3000}</svg>',
            "can't be drawn: its parts are nested more than 200 deep",
            id="deep",
        ),
        pytest.param(
            f'<svg xmlns="{SVG}" width="0" height="120"><text>ひざ</text></svg>',
            "can't be drawn: its width is 0",
            id="no-width",
        ),
        pytest.param(
            f'<svg xmlns="{SVG}" width="100%" height="-5.5mm"><text>ひざ</text></svg>',
            "can't be drawn: its height is -5.5mm",
            id="less-than-no-height",
        ),
    ],
)
def test_a_drawing_that_nobody_can_read_is_told(site: Site, drawing: str, message: str) -> None:
    (site.root / "source" / "back.svg").write_text(drawing, encoding="utf-8")
    site.edit(site.article, "## When it hurts", "![A back](back.svg)\n\n## When it hurts")
    assert f"picture-missing: the picture 'back.svg' of 'ibuprofen' {message}" in (
        site.run("check").out
    )
    result = site.run("build", "--locale", "en", "--format", "html,epub,docx,txt,pdf")
    assert (result.code, message in result.err) == (1, True)
    assert not list((site.root / "dist").glob("en/*"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("back.png", b"\x89PNG\r\n\x1a\n", id="png"),
        pytest.param("back.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0", id="png-cut-off"),
        pytest.param("back.jpg", b"\xff\xd8\xff\xe0" + b"x" * 30, id="jpeg"),
        pytest.param("back.gif", b"GIF89a\1\0\1\0xxxxx", id="gif"),
        pytest.param("back.webp", b"RIFF\0\0\0\0WEBPVP8 xxxx", id="webp"),
    ],
)
def test_a_damaged_picture_is_told_by_name(site: Site, name: str, content: bytes) -> None:
    """Word ended the build with a traceback; the PDF engine asked for a report of no picture."""
    (site.root / "source" / name).write_bytes(content)
    site.edit(site.article, "## When it hurts", f"![A back]({name})\n\n## When it hurts")
    for kind in ("docx", "pdf"):
        result = site.run("build", "--locale", "en", "--format", kind)
        told = f"the picture '{name}' "
        assert (kind, result.code) == (kind, 0 if (kind, name) == ("docx", "back.gif") else 1)
        assert (told in result.err) == (result.code == 1)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("back-pian", "did you mean 'back-pain'? there are 26, from 'back-pain' to 'tip-9'"),
        ("xyz", "there are 26, from 'back-pain' to 'tip-9'"),
    ],
)
def test_of_many_articles_those_are_named_that_may_be_meant(
    site: Site, name: str, hint: str
) -> None:
    """A library of a thousand articles was told on two screens."""
    for slug in ("back-pain", *(f"tip-{number}" for number in range(24))):
        (site.root / "source" / f"{slug}.md").write_text(f"---\ntitle: {slug}\n---\n\nRest.\n")
    told = site.run("build", "--article", name)
    assert (told.code, told.err) == (
        2,
        f"leaflets: source/: there is no article '{name}'\n  hint: {hint}\n",
    )


# ---- the machine
def test_links_to_nowhere_are_told_by_name(site: Site) -> None:
    drawing = site.root / "source" / "images" / "knee.svg"
    drawing.parent.mkdir()
    drawing.symlink_to("/nowhere/knee.svg")
    site.edit(site.article, "## When it hurts", "![A knee](images/knee.svg)\n\n## When it hurts")
    (site.root / "source" / "gone.md").symlink_to("/nowhere/gone.md")
    (site.root / "source" / "hip.md").symlink_to("joints.md")  # in the project, if it were there
    out = site.run("check").out
    assert "source/gone.md:1: error article-broken: a link to '/nowhere/gone.md', where" in out
    assert "source/hip.md:1: error article-broken: a link to 'joints.md', where" in out
    assert "error picture-missing: the picture 'images/knee.svg' of 'ibuprofen' lies outside" in out


def test_a_file_in_place_of_a_folder_is_no_mistake_of_ours(site: Site) -> None:
    work = site.root / ".leaflets"
    shutil.rmtree(work)
    work.touch()
    result = site.run("build")
    hint = "  hint: check what it is, and that you may read and write there\n"
    assert (result.code, result.err) == (2, f"leaflets: {work}: File exists\n{hint}")


def test_a_folder_in_place_of_a_catalog_is_told_by_every_command(site: Site) -> None:
    before = site.catalog.read_bytes()
    site.catalog.unlink()
    site.catalog.mkdir()
    found = site.run("check")
    place = "locales/es/LC_MESSAGES/ibuprofen.po:1: error catalog-broken"
    assert (found.code, place in found.out) == (1, True)
    assert "Is a directory" in found.out
    result = site.run("build")
    told = "ibuprofen in es failed: locales/es/LC_MESSAGES/ibuprofen.po: cannot be read: Is a direc"
    assert (result.code, told in result.err) == (1, True)
    assert (site.root / "dist" / "en" / "ibuprofen.html").is_file()
    site.catalog.rmdir()
    assert "error catalog-missing: there is no catalog" in site.run("check").out
    site.catalog.write_bytes(before)
    assert site.run("check").code == 0


@pytest.mark.parametrize(
    ("what", "made"),
    [
        pytest.param("source/knee.md", {"en", "es"}, id="article"),
        pytest.param("source/knee.md/", {"en", "es"}, id="article that links to itself"),
        pytest.param("locales/es/LC_MESSAGES/leaflet.po", {"en"}, id="words of a language"),
    ],
)
@pytest.mark.parametrize("command", ["build", "make"])
def test_what_can_not_be_read_stops_its_own_leaflets_only(
    site: Site, command: str, what: str, made: set[str]
) -> None:
    """The others are made, and at the end the trouble is told once."""
    path = site.root / what
    shutil.rmtree(site.root / "dist", ignore_errors=True)
    if path.exists():
        path.unlink()
    if what.endswith("/"):
        path.symlink_to(path.name)
    else:
        path.mkdir()
    for _ in range(2):
        result = site.run(command)
        assert (result.code, "Traceback" in result.err) == (1, False)
        assert result.err.count(f"{what.rstrip('/')}: cannot be read") == 1
        found = {path.parent.name for path in (site.root / "dist").glob("*/ibuprofen.html")}
        assert found == made
        assert (site.root / "dist" / "index.html").is_file()


def test_a_catalog_that_is_a_link_stays_one_and_is_never_made_anew(site: Site) -> None:
    shared = site.root / "shared" / "es.po"
    shared.parent.mkdir()
    site.catalog.rename(shared)
    site.catalog.symlink_to(shared)
    site.edit(site.article, "Keep your back warm.", "Keep your back warm and dry.")
    assert site.run("update").code == 0
    assert site.catalog.is_symlink()
    assert "Keep your back warm and dry." in shared.read_text(encoding="utf-8")
    shared.rename(shared.with_name("away.po"))
    result = site.run("update")
    place = "locales/es/LC_MESSAGES/ibuprofen.po"
    told = f"{place}: a link to '{shared}', where nothing is\n  hint: bring back what it leads to"
    assert (result.code, told in result.err, site.catalog.is_symlink()) == (1, True, True)


def test_links_to_files_that_no_reader_has_are_told(site: Site) -> None:
    body = site.article.read_text().rstrip()
    links = (
        "[a](ibuprofen.html) [b](../es/ibuprofen.html#top) [c](ibuprofen.pdf) [d](../index.html)"
    )
    site.article.write_text(
        f"{body}\n\n{links}\n\n[e](ibuprofen.md) [f](knee.html) [g](../../h.html)\n"
    )
    line = site.article.read_text().count("\n")
    found = [
        (each["line"], each["severity"], each["message"].split("'")[1], each["hint"].split(" (")[0])
        for each in json.loads(site.run("check", "--format", "json").out)["findings"]
        if each["id"] == "page-missing"
    ]
    another = "write the name of another leaflet"
    assert sorted(found) == [
        (line, "warning", "../../h.html", another),
        (line, "warning", "ibuprofen.md", "write ibuprofen.html"),
        (line, "warning", "knee.html", another),
    ]
    # It is there as soon as its article is, although this article is on record.
    (site.root / "source" / "knee.md").write_text("---\ntitle: Knee\n---\n\nRest.\n")
    assert "the link 'knee.html'" not in site.run("check").out
    settings = (site.root / "leaflets.toml").read_text()
    for formats, is_told in (('"html", "md"', True), ('"md"', False)):
        # What a site built elsewhere has, it knows itself.
        (site.root / "leaflets.toml").write_text(f"{settings}[build]\nformats = [{formats}]\n")
        assert ("page-missing" in site.run("check").out) == is_told


def test_links_to_a_layout_in_which_a_leaflet_is_not_printed_are_told(site: Site) -> None:
    """Of one in the same folder, which every language links to, if one language has none."""
    links = ("ibuprofen.trifold.pdf", "../en/ibuprofen.trifold.pdf", "../es/ibuprofen.trifold.pdf")
    body = "\n\n".join(f"[see]({link})" for link in links)
    site.article.write_text(f"{site.article.read_text().rstrip()}\n\n{body}\n")
    settings = (site.root / "leaflets.toml").read_text() + '[print]\nlayouts = ["trifold"]\n'
    for omit, expected in (
        ("", []),
        ('omit = { trifold = ["es/ibuprofen"] }\n', [links[0], links[2]]),
        ('omit = { trifold = ["ibuprofen"] }\n', [*links]),
    ):
        (site.root / "leaflets.toml").write_text(settings + omit)
        found = json.loads(site.run("check", "--format", "json").out)["findings"]
        told = [each for each in found if each["id"] == "page-missing"]
        assert [each["message"].split("'")[1] for each in told] == expected


def test_two_articles_with_one_title_are_told(site: Site) -> None:
    """At the later one, from the record too, and only where all articles are looked at."""
    body = "date: 2026-03-01\n---\n\nRest.\n"
    for name, title in (("knee", "Fever  card"), ("ankle", "fever card"), ("hip", "Fever")):
        (site.root / "source" / f"{name}.md").write_text(f"---\ntitle: {title}\n{body}")

    def told(*arguments: str) -> list[tuple[str, int, str, str]]:
        found = json.loads(site.run("check", *arguments, "--format", "json").out)["findings"]
        return [
            (each["path"], each["line"], each["severity"], each["message"])
            for each in found
            if each["id"] == "title-shared"
        ]

    message = "'Fever card' is the title in source/ankle.md too"
    expected = [("source/knee.md", 2, "warning", message)]
    assert told() == expected
    assert told() == expected  # from the record
    assert told(str(site.root / "source" / "knee.md")) == []
    site.edit(site.root / "source" / "ankle.md", "fever card", "fever card for babies")
    assert told() == []
    site.edit(site.root / "source" / "hip.md", "Fever", "Fever card")
    disabled = '[checks]\ndisable = ["title-shared"]\n'
    assert told() == [("source/knee.md", 2, "warning", message.replace("ankle", "hip"))]
    settings = site.root / "leaflets.toml"
    settings.write_text(settings.read_text() + disabled)
    assert told() == []


def test_two_translations_with_one_title_are_told(site: Site) -> None:
    """Where the articles have two; a title that the articles share is told there alone."""
    for name, title in (("ankle", "Fever"), ("hip", "Temperature"), ("knee", "Fever")):
        (site.root / "source" / f"{name}.md").write_text(f"---\ntitle: {title}\n---\n\nRest.\n")
    site.run("update")
    folder = site.root / "locales" / "es" / "LC_MESSAGES"
    for name in ("ankle", "hip", "knee"):
        path = folder / f"{name}.po"
        text = path.read_text(encoding="utf-8")
        text = re.sub(r'(msgid "(?:Fever|Temperature)"\n)msgstr ".*"', r'\1msgstr "Fiebre"', text)
        path.write_text(text.replace("#, fuzzy\n", ""), encoding="utf-8")

    def told() -> list[tuple[str, str | None, str]]:
        found = json.loads(site.run("check", "--format", "json").out)["findings"]
        return [
            (each["path"], each["locale"], each["message"])
            for each in found
            if each["id"] == "title-shared"
        ]

    ankle = "locales/es/LC_MESSAGES/ankle.po"
    expected = [
        ("locales/es/LC_MESSAGES/hip.po", "es", f"'Fiebre' is the title in {ankle} too"),
        ("source/knee.md", None, "'Fever' is the title in source/ankle.md too"),
    ]
    assert told() == expected
    assert told() == expected  # from the record
    site.edit(folder / "hip.po", 'msgstr "Fiebre"', 'msgstr "Temperatura"')
    assert told() == expected[1:]


def test_links_to_no_place_of_another_leaflet_are_told(site: Site) -> None:
    """At their place, as soon as the other article changes, and by a check of one file too."""
    body = site.article.read_text().rstrip()
    links = ["knee.html#cold", "knee.html#rset", "../es/knee.html#gone", "knee.html#top"]
    links += ["knee.pdf#x", "../index.html#es", "knee.html#%C3%BC"]
    rows = "\n\n".join(f"[see]({link})" for link in links)
    site.article.write_text(f"{body}\n\n{rows}\n")
    knee = site.root / "source" / "knee.md"
    knee.write_text("---\ntitle: Knee\n---\n\n## Cold\n\nRest.\n\n## Warm {#ü}\n\nWalk.\n")
    lines = site.article.read_text().split("\n")

    def told(*arguments: str) -> list[tuple[str, str]]:
        found = json.loads(site.run("check", *arguments, "--format", "json").out)["findings"]
        found = [each for each in found if each["id"] == "page-missing"]
        return [(lines[each["line"] - 1], each["message"].split(" of ")[0]) for each in found]

    expected = [
        ("[see](knee.html#rset)", "the link leads to '#rset'"),
        ("[see](../es/knee.html#gone)", "the link leads to '#gone'"),
    ]
    assert told() == expected
    assert told(str(site.article)) == expected
    assert told() == expected  # from the record
    knee.write_text(knee.read_text().replace("## Cold", "## Cold {#rset}"))
    changed = [("[see](knee.html#cold)", "the link leads to '#cold'"), expected[1]]
    assert told() == changed
    knee.write_text("no front matter")
    assert told() == []


def test_translation_that_nests_elements_without_end_fails_alone(site: Site) -> None:
    site.run("update")
    deep = 400 * "<b>" + "Descanse 10 minutos." + 400 * "</b>"
    rest = 'msgid "Rest for 10 minutes."\nmsgstr "'
    site.edit(site.catalog, f'{rest}Descanse 10 minutos."', f'{rest}{deep}"')
    build = site.run("build", "--format", "html")
    assert build.code == 1
    assert "ibuprofen in es" in build.err
    assert "nests elements of raw HTML more than 150 deep" in build.err
    assert "Traceback" not in build.err
    assert "Keep your back warm." in site.page("en")
