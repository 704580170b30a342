"""What a leaflet is made from, and who might miss that it has changed: a build never does."""

from __future__ import annotations

import json
import marshal
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from clinic import LONG_AGO, SETTINGS, SPANISH, Result, Site, settle

from pipeline.execution.stamps import TICK_NS
from pipeline.stages import building, checking, exporting, standing
from pipeline.stages.build_request import BuildRequest
from pipeline.stages.exporting import Workshop
from pipeline.stages.keys import Keys
from pipeline.stages.project import Project, theme_of
from pipeline.stages.session import Session

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>A back</text>'
    '<rect width="1" height="9"/></svg>'
)
THEME = '[theme]\nlogo = "Clinic"\nlogo_image = "our%20logo.svg"\ntemplates = "own"\n'
REVIEWED = "date: 2025-03-04\nreviewed: 2026-02-01\n"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".leaflets" not in path.relative_to(folder).parts
    }


def afresh(site: Site, to: Path, *command: str) -> tuple[Result, dict[str, bytes]]:
    """What the command says and leaves where nothing is on record."""
    shutil.copytree(
        site.root, to, ignore=shutil.ignore_patterns("dist", ".leaflets"), symlinks=True
    )
    return site.run(*command, "--root", str(to)), files(to)


def swap(path: Path, old: str, new: str, *, later: int = 0) -> None:
    """Replace a text, leaving size and time of the file: so do archives without times.

    `later`: or a time so many ns later; Jinja itself looks at nothing but times.
    """
    assert len(old) == len(new)
    before = path.stat()
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + later))


@pytest.fixture
def rich(site: Site) -> Site:
    """The project with everything that a leaflet can be made from, settled."""
    root = site.root
    (root / "leaflets.toml").write_text(SETTINGS + THEME)
    for folder in ("own", "shared", "source/images", "source/drawn"):
        (root / folder).mkdir()
    (root / "source" / "images" / "back.svg").write_text(DRAWING)
    (root / "our logo.svg").write_text(DRAWING)
    # A template of ours over which others are put together: one is hidden, one behind a link.
    (root / "own" / "leaflet.html.j2").write_text(
        '{% include "ours/leaflet.html.j2" %}{% include ".hidden.j2" %}{% include "linked/far.j2" %}'
    )
    (root / "own" / ".hidden.j2").write_text("<!-- one -->\n")
    (root / "shared" / "far.j2").write_text("<!-- one -->\n")
    (root / "own" / "linked").symlink_to(root / "shared")
    site.edit(site.article, "date: 2025-03-04\n", REVIEWED)
    site.edit(site.article, "## When it hurts", "![](images/back.svg)\n\n## When it hurts")
    site.run("update")
    for path in (root, *root.rglob("*")):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return site


def moved(site: Site) -> None:
    (site.root / "source/images/back.svg").rename(site.root / "source/drawn/back.svg")


def forget_review(site: Site) -> None:
    """As where the template is that of another branch, put in the place of this one."""
    template = site.root / "locales" / "templates" / "ibuprofen.pot"
    folder = template.parent.stat()
    text = template.read_text(encoding="utf-8")
    at = text.index("X-Reviewed-Wording: 2026-02-01 ") + len("X-Reviewed-Wording: 2026-02-01 ")
    other = template.with_name("other")
    shutil.copy2(template, other)
    swap(other, text[at : at + 16], "0" * 16)
    other.replace(template)
    os.utime(template.parent, ns=(folder.st_atime_ns, folder.st_mtime_ns))


CHANGES: dict[str, Callable[[Site], None]] = {
    "words that only the index says": lambda site: swap(
        site.catalog.parent / "leaflet.po", "Todos los folletos", "Todas las hojillas"
    ),
    "what is noted of the review": forget_review,
    "a drawing that was moved": moved,
    "a dose": lambda site: swap(site.article, "Take 5 mg", "Take 9 mg"),
    "a translated dose": lambda site: swap(site.catalog, "Tome 5 mg", "Tome 9 mg"),
    "a picture": lambda site: swap(site.root / "source/images/back.svg", '"1"', '"2"'),
    "the logo": lambda site: swap(site.root / "our logo.svg", '"1"', '"2"'),
    "a hidden template": lambda site: swap(site.root / "own/.hidden.j2", "one", "two", later=10**9),
    "a template behind a link": lambda site: swap(
        site.root / "shared/far.j2", "one", "two", later=10**9
    ),
    "the settings": lambda site: swap(site.root / "leaflets.toml", "Clinic", "Kliniq"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_same_size_and_time_is_seen(
    rich: Site, tmp_path: Path, change: str
) -> None:
    build = ("build", "--format", "html,txt")
    first = rich.run(*build)
    assert (first.code, first.err) == (0, "")
    before = files(rich.root / "dist")
    CHANGES[change](rich)
    again = rich.run(*build)
    clean, expected = afresh(rich, tmp_path / "copy", *build)
    assert (again.code, again.err) == (clean.code, clean.err)
    assert files(rich.root) == expected
    assert files(rich.root / "dist") != before


def test_texts_of_a_drawing_that_was_moved_go(rich: Site, tmp_path: Path) -> None:
    rich.run("check", "--format", "json")
    moved(rich)
    clean, _ = afresh(rich, tmp_path / "checked", "check", "--format", "json")
    assert rich.run("check", "--format", "json").out == clean.out
    _, expected = afresh(rich, tmp_path / "updated", "update")
    rich.run("update")
    assert files(rich.root) == expected


def test_a_drawing_whose_name_ends_in_capitals_is_seen_to_change(
    rich: Site, tmp_path: Path
) -> None:
    rich.edit(rich.article, "images/back.svg", "images/BACK.SVG")
    drawing = rich.root / "source" / "images" / "BACK.SVG"
    drawing.write_text(DRAWING)
    rich.run("update")
    swap(drawing, "A back", "A knee")
    _, expected = afresh(rich, tmp_path / "copy", "update")
    rich.run("update")
    assert files(rich.root) == expected


# ---- saved while a command runs
def rebuilt(site: Site) -> str:
    """The English page after another build, whatever the first one did."""
    site.run("build", "--format", "html")
    return re.sub("<[^>]*>", "", site.page("en"))


SAVED: dict[str, tuple[Callable[[Site], object], str]] = {
    "the article": (lambda site: site.edit(site.article, "Take 5 mg", "Take 9 mg"), "Take 9 mg"),
    "the termbase": (
        lambda site: site.edit(site.root / "source/termbase.tsv", "lower back", "low back"),
        "Warm your low back.",
    ),
    "the settings": (
        lambda site: (site.root / "leaflets.toml").write_text(
            SETTINGS + 'contact = "Questions? 0800 999"\n'
        ),
        "0800 999",
    ),
}


@pytest.mark.parametrize("is_built", [False, True], ids=["first", "again"])
@pytest.mark.parametrize("saved", SAVED)
def test_what_is_saved_after_it_was_read_is_in_the_next_build(
    site: Site, saved: str, *, is_built: bool
) -> None:
    """As in `make` and `preview`: they build what they have read and checked a while before."""
    site.edit(site.article, "Keep your back warm.", "Warm your 腰部.")
    settle(site)
    if is_built:  # then there may be nothing to make with what was read
        site.run("build", "--format", "html")
    project = Project.open(site.root)
    project.document("ibuprofen")
    save, text = SAVED[saved]
    save(site)
    settle(site, LONG_AGO + 1)
    building.build(project, BuildRequest(formats=("html",)))
    assert text in rebuilt(site)


SLIPS = {
    "locales/es/LC_MESSAGES/ibuprofen.po": ("Tome 5 mg", "Tome 9 mg"),
    "locales/es/LC_MESSAGES/leaflet.po": ("Publicado el {date}", "Editado el {date}"),
    "source/ibuprofen.md": ("Take 5 mg", "Take 9 mg"),
    "source/images/back.svg": ('width="1"', 'width="2"'),
    "leaflets.toml": ("0800 123", "0800 321"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_what_was_saved_in_the_middle_is_not_kept_for_what_was_there_before(
    site: Site, monkeypatch: pytest.MonkeyPatch, slip: str
) -> None:
    """Somebody saves another dose while the leaflet is made, and later takes it back."""
    (site.root / "source" / "images").mkdir()
    (site.root / "source" / "images" / "back.svg").write_text(DRAWING)
    (site.root / "leaflets.toml").write_text(SETTINGS + 'contact = "Questions? 0800 123"\n')
    site.edit(site.article, "## When it hurts", "![](images/back.svg)\n\n## When it hurts")
    site.run("update")
    settle(site)
    right, wrong = SLIPS[slip]
    make = Workshop._made

    def late(self: Workshop, slug: str, wanted: exporting.Wanted) -> exporting.MadeLeaflet:
        if wanted.language.tag == "en":
            site.edit(site.root / slip, right, wrong)
        return make(self, slug, wanted)

    build = ("build", "--format", "html,docx", "--jobs", "1")
    with monkeypatch.context() as patch:
        patch.setattr(Workshop, "_made", late)
        site.run(*build)
    site.edit(site.root / slip, wrong, right)
    site.run(*build)
    made = files(site.root / "dist")
    shutil.rmtree(site.root / "dist")
    shutil.rmtree(site.root / ".leaflets")
    site.run(*build)
    assert files(site.root / "dist") == made


def test_a_check_records_nothing_about_what_was_saved_meanwhile(site: Site) -> None:
    settle(site)
    project = Project.open(site.root)
    project.document("ibuprofen")
    site.edit(site.article, "Take 5 mg", "Take .5 mg")
    checking.check_project(project)
    found = json.loads(site.run("check", str(site.article), "--format", "json").out)
    assert "'.5 mg'" in "".join(each["message"] for each in found["findings"])


def test_another_dictionary_has_everything_checked_again(site: Site) -> None:
    (site.root / "words").mkdir()
    dictionary = site.root / "words" / "es_ES.dic"
    dictionary.write_text("1\nespalda\n")
    (site.root / "leaflets.toml").write_text(SETTINGS + '[checks]\ndictionaries = "words"\n')
    before = Session(Project.open(site.root)).common
    assert Session(Project.open(site.root)).common == before
    dictionary.write_text("2\nespalda\nrodilla\n")
    assert Session(Project.open(site.root)).common != before


def test_findings_about_a_language_name_the_files_as_they_are_called_now(
    site: Site, tmp_path: Path
) -> None:
    other = site.root / "source" / "knee.md"
    text = site.article.read_text(encoding="utf-8").replace("ibuprofen safely", "it for knees")
    other.write_text(text, encoding="utf-8")
    shutil.copy(site.catalog, site.catalog.with_name("knee.po"))
    site.run("update")
    catalog = site.catalog.with_name("knee.po")
    said = catalog.read_text(encoding="utf-8")
    rest = SPANISH["Keep your back warm."]
    assert said.count(rest) == 1
    catalog.write_text(said.replace(rest, "Abrigue la espalda."), encoding="utf-8")
    first = json.loads(site.run("check", "--format", "json").out)
    assert "locales/es/LC_MESSAGES/knee.po" in {
        each["path"] for each in first["findings"] if each["id"] == "inconsistent-translation"
    }
    for path in (other, catalog, site.root / "locales" / "templates" / "knee.pot"):
        path.rename(path.with_stem("knees"))
    clean, _ = afresh(site, tmp_path / "copy", "check", "--format", "json")
    assert site.run("check", "--format", "json").out == clean.out


def test_what_lacks_a_translation_is_not_offered_one_that_was_taken_back(
    site: Site, tmp_path: Path
) -> None:
    """The memory has the catalog as it was, and that looks as it did but for its inode."""
    settle(site)
    site.run("memory", "rebuild")
    swap(site.catalog, "Tome 5 mg", "Tome 9 mg")
    site.article.with_name("again.md").write_bytes(site.article.read_bytes())
    _, expected = afresh(site, tmp_path / "copy", "update")
    site.run("update")
    assert files(site.root) == expected


# ---- what a key is made of
PRINTED = {"pdf", "trifold.pdf"}
LOOKS = {*PRINTED, "html", "epub", "docx"}
KEYED: dict[str, tuple[str, int | None, set[str]]] = {
    "paper": ('[print]\npaper = "letter"\n', None, PRINTED),
    "address": ('base_url = "https://example.org"\n', None, {*PRINTED, "html"}),
    "languages": ("", None, {"html"}),
    "contact": ('contact = "Questions? 0800 123"\n', None, {*LOOKS, "txt"}),
    "theme": ('[theme]\nname = "paper"\n', None, LOOKS),
    "moment": ("", 7, LOOKS - {"html"}),
    "segmentation": ('segmentation = "paragraph"\n', None, {*LOOKS, "txt", "md"}),
    "name": ("", None, set()),
}


@pytest.mark.parametrize("setting", KEYED)
def test_which_files_a_setting_concerns(site: Site, setting: str) -> None:
    def keys(epoch: int | None) -> dict[str, str]:
        project = Project.open(site.root)
        published = (project.settings.source_language, *project.settings.languages)
        offer = BuildRequest().offer(project.settings)
        found = Keys(project, theme_of(project), offer=offer, published=published, epoch=epoch)
        return found.of("ibuprofen", published[1], (*LOOKS, "txt", "md"))

    before = keys(None)
    more, epoch, concerned = KEYED[setting]
    changed = SETTINGS + more
    if setting == "languages":
        changed = SETTINGS.replace('["es"]', '["es", "fr"]')
    if setting == "name":
        changed = SETTINGS.replace("Clinic", "Hospital")
    (site.root / "leaflets.toml").write_text(changed)
    after = keys(epoch)
    assert {name for name in before if before[name] != after[name]} == concerned


def test_what_is_younger_than_a_tick_is_not_trusted(site: Site) -> None:
    """A second change in the same tick of the disk's clock may leave the same time."""
    settle(site)
    view = standing.View(str(site.root), "any")
    size, changed, inode = view.sight["source"]["ibuprofen.md"]
    known = (size, changed, inode)
    for age, seen in ((TICK_NS - 1, standing.NEVER), (TICK_NS, known)):
        trusted = view.trusted(now_ns=changed + age)
        assert marshal.loads(trusted["source"])["ibuprofen.md"] == seen
        files = standing.trusted({"a": known, "b": None}, now_ns=changed + age)
        assert files == {"a": seen, "b": None}


# ---- what nobody knows about
UNKNOWN = (
    " not made from the articles as they are now, and not on record as ours. Delete old leaflets,"
    " so that nobody is given one."
)


@pytest.mark.parametrize("options", [(), ("--release",)], ids=["draft", "release"])
def test_an_old_leaflet_of_which_no_record_tells_is_named_until_it_can_be_made(
    site: Site, options: tuple[str, ...]
) -> None:
    """`.leaflets/` was deleted, and the leaflet of yesterday can't be made any more."""
    build = ("build", "--format", "html", *options)
    site.run(*build)
    shutil.rmtree(site.root / ".leaflets")
    whole = site.catalog.read_bytes()
    site.edit(site.catalog, 'msgid "Take 5 mg', "msgid Take 5 mg")
    for _ in range(2):
        failed = site.run(*build)
        assert failed.code == 1
        assert failed.err.splitlines()[-1] == f"dist/es/ibuprofen.html:{UNKNOWN}"
    assert (site.root / "dist" / "es" / "ibuprofen.html").exists()
    site.catalog.write_bytes(whole)
    assert site.run(*build).err == ""


def test_a_file_of_another_format_of_which_no_record_tells_is_named(site: Site) -> None:
    site.run("build", "--format", "html,txt")
    shutil.rmtree(site.root / ".leaflets")
    again = site.run("build", "--format", "html")
    assert again.err == f"dist/en/ibuprofen.txt, dist/es/ibuprofen.txt:{UNKNOWN}\n"
