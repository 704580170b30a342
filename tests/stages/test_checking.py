"""`leaflets check` as its users call it: what is on record, baselines, fixes, reports, reasons."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.checks import judge as judge_module
from pipeline.cli import main
from pipeline.model import Catalog
from pipeline.stages.checking import check_project
from pipeline.stages.project import Project
from tests.builders import build_tree

SETTINGS = '[project]\nname = "clinic"\nlanguages = ["es"]\n'
ARTICLE = """---
title: Back pain
---

Take 400 mg of ibuprofen.

Rest for 2 days.
"""
DOSE = ("Take 400 mg of ibuprofen.", "Tome 400 mg de ibuprofeno.")
REST = ("Rest for 2 days.", "Descanse 2 días.")
TITLE = ("Back pain", "Dolor de espalda")


@pytest.fixture
def clinic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project in Spanish, fully translated, with nothing wrong in it."""
    build_tree(tmp_path, {"leaflets.toml": SETTINGS, "source": {"back.md": ARTICLE}})
    assert main(["extract", "--root", str(tmp_path)]) == 0
    assert main(["update", "--root", str(tmp_path)]) == 0
    for source, target in (DOSE, REST, TITLE):
        translate(tmp_path, source, target)
    capsys.readouterr()
    return tmp_path


def catalog_of(root: Path) -> Path:
    return root / "locales/es/LC_MESSAGES/back.po"


def translate(
    root: Path, source: str, target: str, *, comment: str = "", path: Path | None = None
) -> None:
    path = path or catalog_of(root)
    text = path.read_text(encoding="utf-8")
    before, entry, after = text.partition(f'msgid "{source}"\n')
    _, _, rest = after.partition("\n")
    path.write_text(f'{before}{entry}msgstr "{target}"\n{rest}', encoding="utf-8")
    if comment:
        text = path.read_text(encoding="utf-8")
        start = text.rfind("\n\n", 0, text.find(f'msgid "{source}"')) + 2
        path.write_text(f"{text[:start]}# {comment}\n{text[start:]}", encoding="utf-8")


def check(root: Path, *arguments: str) -> int:
    return main(["check", "--root", str(root), *arguments])


def ids(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    check(root, "--format", "json", *arguments)
    return [finding["id"] for finding in json.loads(capsys.readouterr().out)["findings"]]


# -------------------------------------------------------------------------------------- the record
def test_what_has_not_changed_is_not_checked_again(
    clinic: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    translate(clinic, DOSE[0], "Tome 40 mg de ibuprofeno.")
    assert ids(clinic, capsys) == ["number-mismatch"]

    def fail(*_arguments: object) -> None:
        raise AssertionError("checked again")

    for name in ("judge_article", "judge_catalog", "judge_language"):
        monkeypatch.setattr(judge_module, name, fail)
    assert ids(clinic, capsys) == ["number-mismatch"]
    assert ids(clinic, capsys, str(catalog_of(clinic))) == ["number-mismatch"]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        pytest.param(
            "leaflets.toml", SETTINGS + '[checks]\ndisable = ["number-mismatch"]\n', id="settings"
        ),
        pytest.param(
            "source/back.md",
            ARTICLE.replace("Take", "<!-- leaflets: allow number-mismatch: a test -->\nTake"),
            id="article",
        ),
    ],
)
def test_whatever_a_finding_hangs_on_is_noticed(
    clinic: Path, capsys: pytest.CaptureFixture[str], path: str, content: str
) -> None:
    translate(clinic, DOSE[0], "Tome 40 mg de ibuprofeno.")
    assert "number-mismatch" in ids(clinic, capsys)
    (clinic / path).write_text(content, encoding="utf-8")
    assert "number-mismatch" not in ids(clinic, capsys)


def test_deleting_the_record_changes_nothing(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    translate(clinic, DOSE[0], "Tome 40 mg de ibuprofeno.")
    check(clinic)
    first = capsys.readouterr().out
    (clinic / ".leaflets" / "work.sqlite").unlink()
    check(clinic)
    assert capsys.readouterr().out == first


def test_sentence_that_several_languages_get_wrong_is_suspected(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (clinic / "leaflets.toml").write_text(SETTINGS.replace('["es"]', '["es", "it"]'))
    assert main(["update", "--root", str(clinic)]) == 0
    italian = clinic / "locales/it/LC_MESSAGES/back.po"
    for source, target in ((DOSE[0], "Prenda 40 mg di ibuprofene."), (TITLE[0], "Mal di schiena")):
        translate(clinic, source, target, path=italian)
    translate(clinic, DOSE[0], "Tome 40 mg de ibuprofeno.")
    for _ in range(2):  # found, then on record
        found = ids(clinic, capsys)
        assert found.count("number-mismatch") == 2
        assert "source-suspect" in found


# ------------------------------------------------------------------------------------ suppressions
def test_suppression_is_bound_to_its_wording_by_the_next_update(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    allow = "leaflets: allow number-mismatch: half a tablet here, K. J."
    translate(clinic, DOSE[0], "Tome 200 mg de ibuprofeno.", comment=allow)
    assert ids(clinic, capsys) == []
    assert main(["update", "--root", str(clinic)]) == 0
    assert "K. J. [text " in catalog_of(clinic).read_text(encoding="utf-8")
    assert ids(clinic, capsys) == []
    translate(clinic, DOSE[0], "Tome 20 mg de ibuprofeno.")
    assert ids(clinic, capsys) == ["number-mismatch", "suppression-outdated"]


# ---------------------------------------------------------------------------------------- baseline
def test_baseline_fails_only_on_what_is_new_and_shrinks(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = clinic / "known.json"
    translate(clinic, DOSE[0], "Tome 40 mg de ibuprofeno.")
    assert check(clinic) == 1
    assert check(clinic, "--baseline", str(baseline), "--write-baseline") == 0
    assert check(clinic, "--baseline", str(baseline)) == 0
    translate(clinic, REST[0], "Descanse 3 días.")
    assert check(clinic, "--baseline", str(baseline)) == 1
    translate(clinic, *REST)
    translate(clinic, *DOSE)
    assert check(clinic, "--baseline", str(baseline)) == 0
    assert json.loads(baseline.read_bytes())["findings"] == {}


def test_baseline_keeps_what_hides_behind_a_file_that_cannot_be_read(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = clinic / "known.json"
    translate(clinic, DOSE[0], "Tome 40 mg de ibuprofeno.")
    assert check(clinic, "--baseline", str(baseline), "--write-baseline") == 0
    known = baseline.read_bytes()
    good = catalog_of(clinic).read_bytes()
    catalog_of(clinic).write_bytes(good + b'\nmsgid "cut')
    assert check(clinic, "--baseline", str(baseline)) == 1
    assert "catalog-broken" in capsys.readouterr().out
    assert baseline.read_bytes() == known
    catalog_of(clinic).write_bytes(good)
    assert check(clinic, "--baseline", str(baseline)) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="file systems elsewhere refuse such names")
@pytest.mark.parametrize("name", [b"\xff", b"a\nb", b"\x1b[2J", "\u202egm".encode()])
def test_names_that_nobody_can_show_are_refused(
    clinic: Path, capsys: pytest.CaptureFixture[str], name: bytes
) -> None:
    lone = os.fsencode(clinic / "source") + b"/" + name + b".po"
    Path(os.fsdecode(lone)).write_bytes(catalog_of(clinic).read_bytes())
    article = os.fsencode(clinic / "source") + b"/" + name + b".md"
    Path(os.fsdecode(article)).write_text(ARTICLE, encoding="utf-8")
    for arguments in (
        ["check", "--root", str(clinic)],
        ["update", "--root", str(clinic)],
        ["build", "--root", str(clinic)],
        ["check", os.fsdecode(lone)],
        ["check", str(clinic / "source")],
    ):
        assert main(arguments) == 2
        told = capsys.readouterr().err
        assert "is not UTF-8, or has characters that nobody sees" in told
        assert "give the file another name" in told


def test_baseline_of_the_settings_is_used(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(clinic, DOSE[0], "Tome 40 mg de ibuprofeno.")
    (clinic / "leaflets.toml").write_text(SETTINGS + '[checks]\nbaseline = "known.json"\n')
    assert check(clinic) == 2
    assert "make it with: --write-baseline" in capsys.readouterr().err
    assert check(clinic, "--write-baseline") == 0
    assert capsys.readouterr().err == "1 finding written into the baseline\n"
    assert check(clinic) == 0
    assert capsys.readouterr().err == "1 more is in the baseline\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--write-baseline"], "name the file", id="nowhere"),
        pytest.param(
            ["--write-baseline", "--baseline", "b.json", "--locale", "es"], "forget", id="part"
        ),
        pytest.param(["--dry-run"], "--fix", id="dry-run-of-nothing"),
        pytest.param(["--report", "yaml=x"], "FORMAT is one of", id="report-format"),
        pytest.param(["--report", "sarif"], "not FORMAT=FILE", id="report-file"),
    ],
)
def test_wrong_usage_is_told(
    clinic: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert check(clinic, *arguments) == 2
    assert says in capsys.readouterr().err


# ----------------------------------------------------------------------------------------- reports
def test_one_run_writes_every_report(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(clinic, DOSE[0], "Tome 40 mg de ibuprofeno.")
    names = ("json", "sarif", "junit", "github", "html", "text")
    reports = [f"--report={name}={clinic / name}" for name in names]
    assert check(clinic, *reports) == 1
    printed = capsys.readouterr().out
    for name in names:
        assert "number-mismatch" in (clinic / name).read_text(encoding="utf-8")
    assert (clinic / "text").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    ("top", "before"),
    [
        pytest.param("..", "content/", id="project-in-a-folder-of-the-checkout"),
        pytest.param(".", "", id="project-is-the-checkout"),
    ],
)
@pytest.mark.parametrize("is_worktree", [False, True])
def test_services_are_told_paths_from_the_top_of_the_checkout(
    clinic: Path,
    tmp_path_factory: pytest.TempPathFactory,
    top: str,
    before: str,
    *,
    is_worktree: bool,
) -> None:
    translate(clinic, DOSE[0], "Tome 40 mg de ibuprofeno.")
    project = tmp_path_factory.mktemp("checkout") / "content"
    shutil.copytree(clinic, project)
    git = project / top / ".git"
    if is_worktree:
        git.write_text("gitdir: elsewhere\n", encoding="utf-8")
    else:
        git.mkdir()
    names = ("json", "sarif", "junit", "github", "html", "text")
    assert check(project, *(f"--report={name}={project / name}" for name in names)) == 1
    told = {name: (project / name).read_text(encoding="utf-8") for name in names}
    path = "locales/es/LC_MESSAGES/back.po"
    assert f"file={before}{path}," in told["github"]
    assert f'"uri": "{before}{path}"' in told["sarif"]
    assert f' file="{before}{path}" line=' in told["junit"]
    assert f'"path": "{path}"' in told["json"]
    assert told["text"].startswith(f"{path}:")


def test_what_an_article_allows_for_its_translations_is_used(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """When it is judged and when it comes from the record; its editor is not told to delete it."""
    allowed = "<!-- leaflets: allow number-mismatch: the leaflet of Spain says 40 -->\n"
    article = ARTICLE.replace("Take 400", f"{allowed}Take 400")
    (clinic / "source/back.md").write_text(article, encoding="utf-8")
    translate(clinic, DOSE[0], "Tome 40 mg de ibuprofeno.")
    assert [ids(clinic, capsys), ids(clinic, capsys)] == [[], []]
    translate(clinic, *DOSE)
    assert [ids(clinic, capsys), ids(clinic, capsys)] == [["unused-suppression"]] * 2


def test_a_run_reads_each_catalog_once(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    parse = po.parse

    def counted(data: bytes, path: str) -> Catalog:
        read.append(path)
        return parse(data, path)

    monkeypatch.setattr(po, "parse", counted)
    assert check(clinic) == 0
    assert read == ["locales/es/LC_MESSAGES/back.po", "locales/es/LC_MESSAGES/leaflet.po"]


def test_a_changed_catalog_has_only_those_read_that_it_contradicts(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slug in ("foot", "neck"):
        shutil.copy(clinic / "source" / "back.md", clinic / "source" / f"{slug}.md")
    main(["update", "--root", str(clinic)])
    folder = clinic / "locales" / "es" / "LC_MESSAGES"
    back = (folder / "back.po").read_text(encoding="utf-8")
    for slug in ("foot", "neck"):
        same = back.replace("source/back.md", f"source/{slug}.md")
        (folder / f"{slug}.po").write_text(same, encoding="utf-8")
    check(clinic)
    read: list[str] = []
    parse = po.parse

    def counted(data: bytes, path: str) -> Catalog:
        read.append(Path(path).name)
        return parse(data, path)

    monkeypatch.setattr(po, "parse", counted)
    (folder / "back.po").write_text(f"# Read by Ana.\n{back}", encoding="utf-8")
    check(clinic)
    assert read == ["back.po"]
    read.clear()
    translate(clinic, DOSE[0], "Tome 40 mg de paracetamol.")
    check(clinic)
    assert read == ["back.po", "back.po", "foot.po", "neck.po"]


# ------------------------------------------------------------------------------------------ explain
def test_explain_tells_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "number-mismatch"]) == 0
    told = capsys.readouterr().out
    page = Path(__file__).parents[2] / "docs" / "checks.md"
    assert told in page.read_text(encoding="utf-8")


def test_explain_lists_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert any(line.startswith("number-mismatch ") for line in lines)


def test_explain_knows_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "number-mismach"]) == 2
    assert "did you mean 'number-mismatch'?" in capsys.readouterr().err


# ---------------------------------------------------------------------------------- without project
def test_any_po_file_can_be_checked_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "es.po"
    path.write_text('msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "5 mg"\nmsgstr "50 mg"\n')
    assert main(["check", "es.po"]) == 1
    assert "es.po:4: error number-mismatch" in capsys.readouterr().out
    assert po.parse(path.read_bytes(), "es.po").units[0].msgstr == "50 mg"


def test_a_path_is_checked_in_its_own_project_from_wherever(
    clinic: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As hooks do from the top of a repository: by its termbase, settings and article."""
    rows = "term\tlanguage\trule\tnote\ten\tes\nBack pain\ten\tuse\t\t\tLumbalgia\n"
    (clinic / "source/termbase.tsv").write_text(rows, encoding="utf-8")
    severity = '[checks]\nseverity = { term-missing = "error" }\n'
    (clinic / "leaflets.toml").write_text(SETTINGS + severity, encoding="utf-8")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for folder, path in (
        (clinic.parent, f"{clinic.name}/locales/es/LC_MESSAGES/back.po"),
        (elsewhere, str(catalog_of(clinic))),
        (elsewhere, str(clinic / "source/back.md")),
        (elsewhere, str(clinic)),
    ):
        monkeypatch.chdir(folder)
        assert main(["check", path]) == 1, path
        told = "locales/es/LC_MESSAGES/back.po:19: error term-missing"
        assert told in capsys.readouterr().out.splitlines()[0], path


@pytest.mark.parametrize("name", ["source", "locales"])
def test_folders_that_are_links_are_those_of_the_project(
    name: str,
    clinic: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As where the texts lie in a repository of their own: by path as by project."""
    translate(clinic, DOSE[0], "Tome 40 mg de ibuprofeno.")
    elsewhere = tmp_path_factory.mktemp("texts") / name
    (clinic / name).rename(elsewhere)
    (clinic / name).symlink_to(elsewhere, target_is_directory=True)
    really = {"source": elsewhere / "back.md", "locales": elsewhere / "es/LC_MESSAGES/back.po"}
    monkeypatch.chdir(clinic)
    for path in (".", name, "source/back.md", "locales/es/LC_MESSAGES/back.po", str(really[name])):
        assert main(["check", path]) == 1, path
        first = capsys.readouterr().out.splitlines()[0]
        assert first.startswith("locales/es/LC_MESSAGES/back.po:24: error number-mismatch"), path
    monkeypatch.chdir(clinic.parent)
    assert main(["check", f"{clinic.name}/locales/es/LC_MESSAGES/back.po"]) == 1
    assert capsys.readouterr().out.startswith("locales/es/LC_MESSAGES/back.po:24: error number")


def test_no_catalog_says_where_a_linked_folder_lies_on_one_machine(tmp_path: Path) -> None:
    files = {"texts": {"back.md": ARTICLE}, "clinic": {"leaflets.toml": SETTINGS}}
    clinic = build_tree(tmp_path, files) / "clinic"
    (clinic / "source").symlink_to("../texts", target_is_directory=True)
    assert main(["update", "--root", str(clinic)]) == 0
    lines = catalog_of(clinic).read_text(encoding="utf-8").splitlines()
    assert {line for line in lines if line.startswith("#:")} == {"#: source/back.md"}
    (clinic / "source" / "Back.md").write_text(ARTICLE, encoding="utf-8")
    findings = check_project(Project.open(clinic)).findings
    assert {each.path for each in findings if each.id == "article-broken"} == {"source/Back.md"}


def test_what_is_no_file_of_a_project_is_told_as_what_it_is(
    clinic: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(clinic)
    (clinic / "note.md").write_text(ARTICLE, encoding="utf-8")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "back.md").write_text(ARTICLE, encoding="utf-8")
    for folder, path, told in (
        (clinic, "back", "an article is named by its file: source/back.md"),
        (clinic, "knee", "hint: name PO files, articles or folders"),
        (clinic, "note.md", "neither a PO file nor an article of this project"),
        (elsewhere, "back.md", "no PO file, and in no project whose article it could be"),
    ):
        monkeypatch.chdir(folder)
        assert main(["check", path]) == 2, path
        assert told in capsys.readouterr().err, path


def test_paths_of_two_projects_are_not_checked_by_the_rules_of_one(
    clinic: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(clinic, other, dirs_exist_ok=True)
    monkeypatch.chdir(clinic)
    assert main(["check", str(catalog_of(clinic)), str(catalog_of(other))]) == 2
    assert "the paths lie in several projects" in capsys.readouterr().err


# ---------------------------------------------------------------------------------------- spelling
def test_spelling_uses_the_projects_dictionaries_and_words(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = clinic / "hunspell"
    folder.mkdir()
    (folder / "es_ES.aff").write_text("SET UTF-8\n", encoding="utf-8")
    words = "tome\nmg\nde\ndescanse\ndías\ndolor\nibuprofeno\n"
    (folder / "es_ES.dic").write_text(f"{words.count(chr(10))}\n{words}", encoding="utf-8")
    settings = '[checks]\ndictionaries = "hunspell"\nseverity = { misspelt-word = "warning" }\n'
    (clinic / "leaflets.toml").write_text(SETTINGS + settings, encoding="utf-8")
    catalog = str(catalog_of(clinic))
    assert ids(clinic, capsys, catalog) == ["misspelt-word"]  # espalda
    (clinic / "source" / "spelling.txt").write_text("Espalda\n", encoding="utf-8")
    assert ids(clinic, capsys, catalog) == []


def test_words_of_the_project_in_another_encoding_are_told(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (clinic / "source" / "spelling.txt").write_bytes("Espalda\nRücken\n".encode("cp1252"))
    assert check(clinic) == 1
    assert "leaflets: source/spelling.txt:2: byte 0xFC in column 2" in capsys.readouterr().err


def test_missing_dictionaries_are_told(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (clinic / "leaflets.toml").write_text(SETTINGS + '[checks]\ndictionaries = "no/such"\n')
    assert check(clinic) == 2
    assert "there is no folder 'no/such'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param(["--locale", "de", "es.po"], 2, "nothing to check", id="other-language"),
        pytest.param(["empty"], 2, "nothing to check", id="empty-folder"),
        pytest.param(["."], 1, "es.po:4: error number-mismatch", id="folder-without-hidden-ones"),
        pytest.param(["--locale", "es", "mute.po"], 1, "number-mismatch", id="language-given"),
    ],
)
def test_a_run_that_looks_at_nothing_is_not_clean(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = 'msgid "5 mg"\nmsgstr "50 mg"\n'
    spanish = f'msgid ""\nmsgstr "Language: es\\n"\n\n{wrong}'
    hidden = {".venv": {"es.po": "no PO file"}, "empty": {}}
    build_tree(tmp_path, {"es.po": spanish, "mute.po": f'msgid ""\nmsgstr ""\n\n{wrong}', **hidden})
    assert main(["check", *arguments]) == code
    captured = capsys.readouterr()
    assert says in captured.out + captured.err
    assert ".venv" not in captured.out


def test_misspelt_comment_is_told(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(clinic, *DOSE, comment="leaflets: alow number-mismatch: half a tablet")
    assert ids(clinic, capsys) == ["directive-unknown"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        pytest.param(
            'disable = ["number-mismach"]', "did you mean 'number-mismatch'?", id="misspelt"
        ),
        pytest.param('disable = ["catalog-broken"]', "can't be switched off", id="must-stay"),
    ],
)
def test_wrong_check_in_the_settings_is_told(
    clinic: Path, capsys: pytest.CaptureFixture[str], table: str, says: str
) -> None:
    (clinic / "leaflets.toml").write_text(f"{SETTINGS}[checks]\n{table}\n")
    assert check(clinic) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("reviewed", "found"),
    [
        pytest.param("2025-03-04", [], id="past"),
        pytest.param(
            "2999-03-04",
            [("source/back.md", 3, "error", "reviewed on 2999-03-04, a day that is still to come")],
            id="to-come",
        ),
    ],
)
def test_a_review_that_is_still_to_come_is_told_each_time(
    clinic: Path,
    capsys: pytest.CaptureFixture[str],
    reviewed: str,
    found: list[tuple[str, int, str, str]],
) -> None:
    """With it the leaflet is no draft; and the day comes while the article stays as it is."""
    article = clinic / "source/back.md"
    dated = ARTICLE.replace("pain\n", f"pain\nreviewed: {reviewed}\n", 1)
    article.write_text(dated, encoding="utf-8")
    for arguments in ([], [], [str(article)]):
        code = main(["check", "--root", str(clinic), "--format", "json", *arguments])
        told = [
            (each["path"], each["line"], each["severity"], each["message"])
            for each in json.loads(capsys.readouterr().out)["findings"]
            if each["id"] == "review-to-come"
        ]
        assert [(*place, said.partition("was ")[2]) for *place, said in told] == found
        assert code == (1 if found else 0)
    assert main(["build", "--release", "--root", str(clinic), "--format", "html"]) == bool(found)


def test_a_review_is_to_come_once_no_place_on_earth_has_its_day(clinic: Path) -> None:
    article = clinic / "source/back.md"
    dated = ARTICLE.replace("pain\n", "pain\nreviewed: 2025-03-04\n", 1)
    article.write_text(dated, encoding="utf-8")
    project = Project.open(clinic)
    days = ("2025-03-03", "2025-03-04", "")
    found = [check_project(project, latest=latest).findings for latest in days]
    assert [[each.id for each in findings] for findings in found] == [["review-to-come"], [], []]
