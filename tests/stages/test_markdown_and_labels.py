"""Localized Markdown and the labels of drawings, from the article to the files in dist/."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from clinic import Site

from pipeline.catalogs import po

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text y="9">Nerve root</text></svg>\n'
PICTURE = "\n![A nerve root](images/spine.svg)\n"


def translate(site: Site, **translations: str) -> None:
    """Fill in Spanish translations, by the words of their source joined with "_"."""
    text = site.catalog.read_text("utf-8")
    for source, target in translations.items():
        before = f'msgid "{source.replace("_", " ")}"\nmsgstr ""'
        assert before in text
        text = text.replace(before, before[:-1] + f'{target}"')
    site.catalog.write_text(text, "utf-8")


def drawn(site: Site, svg: str = SVG) -> Path:
    """The project with a picture in its article; its catalogs up to date."""
    path = site.root / "source" / "images" / "spine.svg"
    path.parent.mkdir(exist_ok=True)
    path.write_text(svg, "utf-8")
    with site.article.open("a", encoding="utf-8") as file:
        file.write(PICTURE)
    assert site.run("update").code == 0
    return path


def embedded(site: Site, tag: str) -> str:
    """The drawing in a page."""
    found = re.search(r"data:image/svg\+xml;base64,([\w+/=]+)", site.page(tag))
    assert found
    return base64.b64decode(found[1]).decode()


# ----------------------------------------------------------------------------------------- Markdown
def test_markdown_keeps_the_source_and_translates_the_rest(site: Site) -> None:
    assert site.run("build", "--format", "md").code == 0
    name = site.article.name
    source = site.article.read_text("utf-8")
    assert (site.root / "dist" / "en" / name).read_text("utf-8") == source
    spanish = (site.root / "dist" / "es" / name).read_text("utf-8")
    assert spanish.splitlines() == [
        "---",
        "draft: true",  # nobody has approved it
        "title: Cómo tomar ibuprofeno con seguridad",
        "summary: Lo que hay que saber antes del primer comprimido.",
        "publisher: Clínica Riverside",
        "date: 2025-03-04",
        "---",
        "",
        "Tome 5 mg dos veces al día. **No** tome más. "
        "Pregunte antes a [su farmacéutico](https://example.org/ask).",
        "",
        "## Cuando duele {#when-it-hurts}",
        "",
        "- Descanse 10 minutos.",
        "- Mantenga la espalda abrigada.",
    ]


def test_what_can_not_be_placed_fails_by_itself_and_says_where(site: Site) -> None:
    site.edit(site.catalog, "Tome 5 mg", "<div>Tome</div> 5 mg")
    result = site.run("build", "--format", "html,md")
    assert result.code == 1
    name = site.article.stem
    assert f"source/{name}.md:8: '{name}' can't be written as Markdown in es" in result.err
    made = {path.name for path in (site.root / "dist" / "es").iterdir()}
    assert made == {f"{name}.html"}


def test_markdown_names_a_drawing_whose_labels_are_no_part_of_the_file(site: Site) -> None:
    drawn(site)
    translate(site, Nerve_root="Raíz nerviosa")
    site.edit(
        site.catalog,
        'msgid "![A nerve root](images/spine.svg)"\nmsgstr ""',
        'msgid "![A nerve root](images/spine.svg)"\n'
        'msgstr "![Una raíz nerviosa](images/spine.svg)"',
    )
    result = site.run("build", "--format", "md")
    assert result.code == 0, result.err
    spanish = (site.root / "dist" / "es" / site.article.name).read_text("utf-8")
    assert spanish.splitlines()[-3:] == [
        "- Mantenga la espalda abrigada.",
        "",
        "![Una raíz nerviosa](images/spine.svg)",
    ]
    assert "Nerve root" not in spanish
    assert "Raíz nerviosa" not in spanish


# ------------------------------------------------------------------------------------------- labels
def test_labels_are_extracted_once_and_shown_in_the_language(site: Site) -> None:
    drawn(site)
    template = po.read(
        site.root / "locales" / "templates" / f"{site.article.stem}.pot", root=site.root
    )
    (label,) = [unit for unit in template.units if unit.key.msgid == "Nerve root"]
    assert label.extracted == ("Label in images/spine.svg",)
    again = site.run("update")
    assert again.out.startswith("0 changed") or "0 changed" in again.err
    translate(site, Nerve_root="Raíz nerviosa")
    assert site.run("build", "--format", "html").code == 0
    assert embedded(site, "en") == SVG
    assert embedded(site, "es") == SVG.replace("<svg", '<svg xml:lang="es"').replace(
        "Nerve root", "Raíz nerviosa"
    )


def test_a_changed_label_is_updated_and_built_again(site: Site) -> None:
    path = drawn(site)
    translate(site, Nerve_root="Raíz nerviosa")
    site.run("build", "--format", "html")
    path.write_text(SVG.replace("Nerve root", "Spinal disc"), "utf-8")
    assert site.run("update").code == 0
    translate(site, Spinal_disc="Disco")
    site.run("build", "--format", "html")
    assert ">Disco<" in embedded(site, "es")


def test_a_drawing_of_the_language_wins(site: Site) -> None:
    path = drawn(site)
    translate(site, Nerve_root="Raíz nerviosa")
    own = SVG.replace("Nerve root", "Raíz del nervio")
    path.with_name("spine.es.svg").write_text(own, "utf-8")
    site.run("build", "--format", "html")
    assert embedded(site, "es") == own


@pytest.mark.parametrize("name", ["pdf", "epub"])
def test_every_format_with_pictures_shows_labels(site: Site, name: str) -> None:
    drawn(site)
    result = site.run("build", "--format", name)
    before = {path: path.read_bytes() for path in (site.root / "dist" / "es").iterdir()}
    translate(site, Nerve_root="Raíz nerviosa")
    result = site.run("build", "--format", name)
    assert result.code == 0, result.err
    assert all(path.read_bytes() != content for path, content in before.items())


def test_a_label_that_breaks_the_drawing_is_refused(site: Site) -> None:
    ring = SVG.replace("Nerve root", "Nerve <tspan>root</tspan>")
    drawn(site, ring)
    translate(site, **{"Nerve_<tspan>root</tspan>": "Raíz <tspan>nerviosa"})
    result = site.run("build", "--format", "html")
    assert result.code == 1
    assert "the picture 'images/spine.svg'" in result.err
    assert "would be no SVG any more in es" in result.err


def test_a_long_label_is_a_warning(site: Site) -> None:
    drawn(site)
    translate(site, Nerve_root="Raíz nerviosa que sale de la médula espinal")
    result = site.run("check", "--locale", "es")
    assert "picture-label-long" in result.out
