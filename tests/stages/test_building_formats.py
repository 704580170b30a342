"""`leaflets build` in every format: made when asked for, made again when needed, gone with the article."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from clinic import SETTINGS, Site

from pipeline.settings import FORMATS

STARTS = {
    "html": b"<!doctype",
    "pdf": b"%PDF",
    "epub": b"PK",
    "txt": b"====",
    "docx": b"PK",
    "md": b"---",
}


def built(site: Site) -> dict[str, bytes]:
    """File → bytes of dist/ without the list of all leaflets."""
    dist = site.root / "dist"
    paths = sorted(path for path in dist.rglob("*") if path.is_file() and path.parent != dist)
    return {path.relative_to(dist).as_posix(): path.read_bytes() for path in paths}


def slug(site: Site) -> str:
    return next(path.stem for path in (site.root / "source").glob("*.md"))


def test_every_format_is_made_when_asked_for(site: Site) -> None:
    result = site.run("build", "--format", ",".join(FORMATS))
    assert result.code == 0, result.err
    files = built(site)
    name = slug(site)
    assert set(files) == {f"{tag}/{name}.{each}" for tag in ("en", "es") for each in FORMATS}
    for path, content in files.items():
        assert content.startswith(STARTS[Path(path).suffix[1:]]), path


def test_an_option_that_comes_again_names_more(site: Site) -> None:
    result = site.run("build", "--format", "txt", "--format", "md,html", "--format", "txt")
    assert result.code == 0, result.err
    name = slug(site)
    assert set(built(site)) == {
        f"{tag}/{name}.{each}" for tag in ("en", "es") for each in ("txt", "md", "html")
    }


def test_formats_can_be_set_for_the_project(site: Site) -> None:
    with (site.root / "leaflets.toml").open("a") as file:
        file.write('[build]\nformats = ["txt", "epub"]\n')
    assert site.run("build").code == 0
    assert {Path(path).suffix for path in built(site)} == {".epub", ".txt"}


def test_second_build_makes_nothing_and_the_same_epoch_the_same_bytes(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    formats = ("build", "--format", "epub,txt,docx")
    site.run(*formats)
    first = built(site)
    times = {path: (site.root / "dist" / path).stat().st_mtime_ns for path in first}
    site.run(*formats)
    assert times == {path: (site.root / "dist" / path).stat().st_mtime_ns for path in first}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    site.run(*formats)
    later = built(site)
    changed = {Path(path).suffix for path in first if first[path] != later[path]}
    assert changed == {".epub", ".docx"}
    assert b"1970-01-02T00:00:00Z" in later[f"es/{slug(site)}.epub"]


def test_what_was_made_of_an_article_goes_with_it(site: Site) -> None:
    site.run("build", "--format", ",".join(FORMATS))
    article = site.root / "source" / f"{slug(site)}.md"
    article.rename(article.with_name("other.md"))
    kept = site.root / "dist" / "es" / "mine.txt"
    kept.write_text("not made by us")
    site.run("build", "--format", "html")
    assert set(built(site)) == {"en/other.html", "es/mine.txt", "es/other.html"}


def test_unknown_format_is_refused_with_those_there_are(site: Site) -> None:
    result = site.run("build", "--format", "odt")
    assert result.code == 2
    assert "use html, pdf, epub, txt, docx" in result.err


def test_article_with_the_text_of_another_is_no_copy_of_its_files(site: Site) -> None:
    """The name of a leaflet is in its EPUB's identifier and its QR code, whatever its text."""
    (site.root / "source" / "copy.md").write_bytes(site.article.read_bytes())
    site.run("build", "--format", "epub", "--locale", "en", "--jobs", "1")
    one, other = (site.root / "dist" / "en" / f"{name}.epub" for name in ("ibuprofen", "copy"))
    assert identifier(one) != identifier(other)


def identifier(book: Path) -> str:
    package = zipfile.ZipFile(book).read("EPUB/package.opf").decode()
    return package.partition('<dc:identifier id="identifier">')[2].partition("<")[0]


def test_what_was_made_once_goes_when_it_is_out_of_date(site: Site) -> None:
    """A file that no build makes anew must not tell the dose of yesterday."""
    name = slug(site)
    site.run("build", "--format", "html,txt")
    site.run("build", "--format", "docx")
    assert site.run("build").code == 0
    assert f"es/{name}.docx" in built(site)  # as asked for, and right

    article = site.root / "source" / f"{name}.md"
    article.write_text(article.read_text().rstrip() + "\n\nOne more word.\n")
    site.run("extract")
    site.run("update")
    assert site.run("build").code == 0
    left = {Path(path).suffix for path in built(site)}
    assert left == {".html", ".pdf"}


def test_what_the_next_build_makes_stays(site: Site) -> None:
    site.run("build")
    article = site.root / "source" / f"{slug(site)}.md"
    article.write_text(article.read_text().rstrip() + "\n\nOne more word.\n")
    site.run("build", "--format", "txt")
    assert {Path(path).suffix for path in built(site)} == {".html", ".pdf", ".txt"}


def test_each_leaflet_has_the_contact_line_of_its_language(site: Site) -> None:
    settings = site.root / "leaflets.toml"
    settings.write_text(
        SETTINGS.replace('["es"]', '["es", "fr"]')
        + '[theme.contact]\nen = "Questions? Ask us."\nes = "¿Preguntas? Llámenos."\n'
    )
    assert site.run("build", "--format", "html", "--format", "txt").code == 0
    lines = {"en": "Questions? Ask us.", "es": "¿Preguntas? Llámenos.", "fr": "Questions? Ask us."}
    for tag, line in lines.items():
        plain = (site.root / "dist" / tag / "ibuprofen.txt").read_text(encoding="utf-8")
        assert f"<bdi>{line}</bdi>" in site.page(tag)
        assert plain.count(line) == 1
    settings.write_text(settings.read_text().replace("Llámenos.", "Escríbanos."))
    assert site.run("build", "--format", "html", "--format", "txt").code == 0
    assert "<bdi>¿Preguntas? Escríbanos.</bdi>" in site.page("es")
