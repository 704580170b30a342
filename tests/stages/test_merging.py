"""Two people, one file: with real git, with conflict markers, and with an editor that saves."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from clinic import Site

from pipeline.catalogs import po
from pipeline.cli import main
from pipeline.errors import CatalogError, UsageError
from pipeline.model import State, Unit
from pipeline.stages import merging
from tests.builders import other_translations

Git = Callable[..., str]
REST = "Rest for 10 minutes."
DESCANSE = "Descanse 10 minutos."
REPOSE = "Repose durante 10 minutos."
TUMBESE = "Túmbese 10 minutos."
KEEP = "Mantenga la espalda abrigada."


@pytest.fixture
def git(site: Site, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Real git in the project, which is committed there on the branch `main`."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    nowhere = dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), os.devnull)
    people = {f"GIT_{who}_{what}": "ana@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
    for name, value in {**nowhere, **people, "LC_ALL": "C"}.items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=site.root, capture_output=True, text=True, check=False
        )
        assert (done.returncode != 0) is fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    run("init", "-q", "-b", "main")
    (site.root / ".gitignore").write_text("/.leaflets/\n", encoding="utf-8")
    site.run("update")
    return run


def install(site: Site) -> None:
    result = site.run("merge-driver", "--install")
    assert (result.code, ".gitattributes: *.po merge=leaflets" in result.out) == (0, True)


def commit(site: Site, git: Git, branch: str, *edits: tuple[str, str]) -> None:
    """Edit the catalog on `branch`, made from where we are, and commit it."""
    git("checkout", "-q", "-B", branch)
    for old, new in edits:
        site.edit(site.catalog, old, new)
    git("add", "-A")
    git("commit", "-q", "-m", branch)


def branches(site: Site, git: Git, ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    """One commit that all share, then `theirs` and `ours` beside each other; we stand on `ours`."""
    commit(site, git, "main")
    commit(site, git, "theirs", theirs)
    git("checkout", "-q", "main")
    commit(site, git, "ours", ours)


def spanish(site: Site) -> dict[str, Unit]:
    catalog = po.read(site.catalog, root=site.root)
    return {unit.key.msgid: unit for unit in catalog.units}


# -------------------------------------------------------------------------------------- real git
def test_git_merges_disjoint_work_without_a_conflict(site: Site, git: Git) -> None:
    install(site)
    date = "PO-Revision-Date: 2026-0{}-01 10:00+0000\\nLast-Translator: {}"
    held = po.read(site.catalog, root=site.root).header_value("PO-Revision-Date")
    start = f'PO-Revision-Date: {held}\\n"\n"Last-Translator: '
    commit(site, git, "main")
    for branch, month, who, old, new in (
        ("theirs", 5, "Bo", KEEP, "Mantenga caliente la espalda."),
        ("ours", 4, "Ana", DESCANSE, REPOSE),
    ):
        git("checkout", "-q", "main")
        revised = date.format(month, who).replace("\\n", '\\n"\n"')
        commit(site, git, branch, (old, new), (start, revised))
    out = git("merge", "-q", "-m", "merged", "theirs")
    merged = spanish(site)
    assert (merged[REST].msgstr, merged["Keep your back warm."].msgstr) == (
        REPOSE,
        "Mantenga caliente la espalda.",
    )
    assert {unit.state for unit in merged.values()} == {State.TRANSLATED}
    catalog = po.read(site.catalog, root=site.root)
    assert catalog.header_value("Last-Translator") == "Bo"
    assert "CONFLICT" not in out
    assert site.run("update").out == ""


def test_git_merges_neighbours_moves_and_another_layout(site: Site, git: Git) -> None:
    install(site)
    commit(site, git, "main")
    git("checkout", "-q", "-B", "theirs")
    text = site.catalog.read_text(encoding="utf-8").replace(KEEP, "Mantenga caliente la espalda.")
    header, *entries = text.strip().split("\n\n")
    wrapped = [entry.replace('msgstr "', 'msgstr ""\n"') for entry in reversed(entries)]
    site.catalog.write_text(
        "\r\n\r\n".join([header, *wrapped]) + "\r\n", encoding="utf-8", newline=""
    )
    commit(site, git, "theirs")
    git("checkout", "-q", "main")
    commit(site, git, "ours", (DESCANSE, REPOSE))
    git("merge", "-q", "-m", "merged", "theirs")
    merged = spanish(site)
    assert (merged[REST].msgstr, merged["Keep your back warm."].msgstr) == (
        REPOSE,
        "Mantenga caliente la espalda.",
    )
    assert list(merged)[-1] == "Taking ibuprofen safely"  # theirs moved every entry
    assert po.format_catalog(site.catalog.read_bytes(), "es.po") == site.catalog.read_bytes()


def test_git_is_told_of_a_real_dispute_and_both_wordings_stay(site: Site, git: Git) -> None:
    install(site)
    branches(site, git, (DESCANSE, REPOSE), (DESCANSE, TUMBESE))
    out = git("merge", "-m", "merged", "theirs", fails=True)
    unit = spanish(site)[REST]
    assert (unit.msgstr, unit.state, other_translations(unit)) == (REPOSE, State.FUZZY, (TUMBESE,))
    name = "locales/es/LC_MESSAGES/ibuprofen.po"
    assert f"{name}:{unit.line}: two people translated '{REST}': '{REPOSE}' and '{TUMBESE}'" in out
    assert git("status", "--short", "--", name) == f"UU {name}\n"
    assert b"<<<<<<<" not in site.catalog.read_bytes()


def test_git_merges_a_catalog_that_both_branches_added(site: Site, git: Git) -> None:
    install(site)
    text = site.catalog.read_text(encoding="utf-8")
    site.catalog.unlink()
    commit(site, git, "main")
    for branch, missing in (("theirs", KEEP), ("ours", DESCANSE)):
        git("checkout", "-q", "main")
        site.catalog.parent.mkdir(parents=True, exist_ok=True)
        site.catalog.write_text(text.replace(missing, ""), encoding="utf-8")
        commit(site, git, branch)
    git("merge", "-q", "-m", "merged", "theirs")
    assert site.catalog.read_text(encoding="utf-8") == text


def test_git_keeps_our_side_where_theirs_is_no_catalog(site: Site, git: Git) -> None:
    install(site)
    branches(site, git, (DESCANSE, REPOSE), (f'msgstr "{KEEP}"', 'msgstr "Mantenga'))
    out = git("merge", "-m", "merged", "theirs", fails=True)
    assert "in their version, a string has no closing quote" in out
    assert spanish(site)[REST].msgstr == REPOSE


def test_branches_that_merged_each_other_cannot_hide_a_dispute(site: Site, git: Git) -> None:
    """Two common ancestors: git merges them first, and must not ask us to settle that."""
    install(site)
    branches(site, git, (DESCANSE, REPOSE), (DESCANSE, TUMBESE))
    git("branch", "theirs-before", "theirs")
    git("checkout", "-q", "theirs")
    git("merge", "-q", "-s", "ours", "-m", "we keep ours", "ours")
    git("checkout", "-q", "ours")
    git("merge", "-q", "-s", "ours", "-m", "we keep ours, too", "theirs-before")
    git("merge", "-m", "merged", "theirs", fails=True)
    unit = spanish(site)[REST]
    assert {unit.msgstr, *other_translations(unit)} == {REPOSE, TUMBESE}
    assert unit.state is State.FUZZY


TWO_ENTRIES = 'msgid "a"\nmsgstr "{}"\n\nmsgid "b"\nmsgstr "{}"\n'


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected", "disputed"),
    [
        pytest.param(
            TWO_ENTRIES.format("uno", "dos"),
            TWO_ENTRIES.format("UNO", "dos"),
            TWO_ENTRIES.format("uno", "DOS"),
            TWO_ENTRIES.format("UNO", "DOS"),
            [],
            id="both-sides",
        ),
        pytest.param(
            TWO_ENTRIES.format("uno", "dos"),
            TWO_ENTRIES.format("uno", "dos").replace(
                'msgstr "dos"',
                '<<<<<<< a\nmsgstr "DOS"\n=======\nmsgstr "ambos"\n>>>>>>> b',
            ),
            TWO_ENTRIES.format("UNO", "dos"),
            TWO_ENTRIES.format("UNO", "DOS").replace(
                'msgid "b"', '# Other translation: "ambos"\n#, fuzzy\nmsgid "b"'
            ),
            [(6, ("ambos",))],
            id="a-side-that-was-committed-with-markers",
        ),
        pytest.param(
            "",
            TWO_ENTRIES.format("uno", "dos"),
            TWO_ENTRIES.format("uno", "DOS"),
            TWO_ENTRIES.format("uno", "dos").replace(
                'msgid "b"', '# Other translation: "DOS"\n#, fuzzy\nmsgid "b"'
            ),
            [(6, ("DOS",))],
            id="added-on-both-sides",
        ),
        pytest.param(
            'msgid "a',
            TWO_ENTRIES.format("uno", "dos"),
            TWO_ENTRIES.format("uno", ""),
            TWO_ENTRIES.format("uno", "dos"),
            [],
            id="a-base-that-cannot-be-read",
        ),
    ],
)
def test_the_driver_writes_what_both_sides_made_into_ours(
    tmp_path: Path,
    base: str,
    ours: str,
    theirs: str,
    expected: str,
    disputed: list[tuple[int, tuple[str, ...]]],
) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, text in zip(files, (base, ours, theirs), strict=True):
        file.write_text(text, encoding="utf-8")
    for dry_run in (True, False):
        found = merging.merge_driver(*files, name="es.po", dry_run=dry_run)
        assert [(each.path, each.line, each.dispute.other) for each in found] == [
            ("es.po", line, other) for line, other in disputed
        ]
        assert files[1].read_text(encoding="utf-8") == (ours if dry_run else expected)
    assert [file.read_text(encoding="utf-8") for file in (files[0], files[2])] == [base, theirs]


@pytest.mark.parametrize(("broken", "which"), [(1, "in our version"), (2, "in their version")])
def test_the_driver_leaves_ours_where_a_side_cannot_be_read(
    tmp_path: Path, broken: int, which: str
) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for number, file in enumerate(files):
        file.write_text('msgid "a"\nmsgstr "uno\n' if number == broken else "", encoding="utf-8")
    before = files[1].read_bytes()
    with pytest.raises(CatalogError, match=rf"es\.po:2: {which}, a string has no closing quote"):
        merging.merge_driver(*files, name="es.po")
    assert files[1].read_bytes() == before
    files[broken].unlink()
    with pytest.raises(UsageError, match="there is no such file"):
        merging.merge_driver(*files, name="es.po")


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        pytest.param(None, "*.po merge=leaflets\n", id="none"),
        pytest.param("", "*.po merge=leaflets\n", id="empty"),
        pytest.param("*.png binary", "*.png binary\n*.po merge=leaflets\n", id="no-line-end"),
        pytest.param("*.png binary\n", "*.png binary\n*.po merge=leaflets\n", id="line-end"),
        pytest.param("*.po merge=leaflets", "*.po merge=leaflets", id="there"),
    ],
)
def test_git_is_told_once_which_files_are_ours(
    tmp_path: Path, held: str | None, expected: str
) -> None:
    path = tmp_path / ".gitattributes"
    if held is not None:
        path.write_bytes(held.encode())
    assert merging.write_attributes(tmp_path, dry_run=True) is (held != expected)
    assert path.exists() is (held is not None)
    assert merging.write_attributes(tmp_path) is (held != expected)
    assert path.read_bytes().decode() == expected
    assert merging.write_attributes(tmp_path) is False


def test_installing_twice_changes_nothing_and_a_dry_run_nothing_at_all(
    site: Site, git: Git
) -> None:
    attributes = site.root / ".gitattributes"
    assert site.run("merge-driver", "--install", "--dry-run").code == 0
    assert not attributes.exists()
    attributes.write_text("*.png binary", encoding="utf-8")
    install(site)
    assert site.run("merge-driver", "--install").code == 0
    assert attributes.read_text(encoding="utf-8") == "*.png binary\n*.po merge=leaflets\n"
    assert git("config", "merge.leaflets.recursive") == "binary\n"


def test_init_inside_a_checkout_installs_the_driver(
    site: Site, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(site.root / "second")]) == 0
    assert "merge-driver %O %A %B %P" in git("config", "merge.leaflets.driver")
    assert (site.root / "second/.gitattributes").read_text() == "*.po merge=leaflets\n"
    assert "git config merge.leaflets.driver" in capsys.readouterr().err


def test_init_elsewhere_tells_how(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "clinic")]) == 0
    assert "leaflets merge-driver --install" in capsys.readouterr().err
    assert main(["merge-driver", "--install", "--root", str(tmp_path / "clinic")]) == 2


def test_merge_driver_wants_four_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge-driver", "a.po", "b.po"]) == 2
    assert "takes four files" in capsys.readouterr().err


# --------------------------------------------------------------------------------------- resolve
def conflicted(site: Site, git: Git, ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    """The catalog with the conflict markers that git leaves without our driver."""
    branches(site, git, ours, theirs)
    git("merge", "-m", "merged", "theirs", fails=True)
    assert b"\n<<<<<<< " in site.catalog.read_bytes()


def test_resolve_asks_git_what_stood_there_before(
    site: Site, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    old = f'msgid "{REST}"\nmsgstr "{DESCANSE}"'
    wrapped = f'msgid ""\n"{REST}"\nmsgstr "{TUMBESE}"'
    conflicted(site, git, (old, f"# ok\n{old}"), (old, wrapped))
    before = site.catalog.read_bytes()
    assert main(["resolve", "--dry-run", str(site.catalog)]) == 0
    assert (capsys.readouterr().out, site.catalog.read_bytes()) == (
        f"would write {site.catalog}\n",
        before,
    )
    assert main(["resolve", str(site.catalog)]) == 0
    unit = spanish(site)[REST]
    assert (unit.msgstr, unit.comments, unit.state) == (TUMBESE, ("ok",), State.TRANSLATED)
    assert main(["resolve", str(site.catalog)]) == 0
    assert "no conflict markers" in capsys.readouterr().err


def test_resolve_keeps_both_sides_of_a_dispute(
    site: Site, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    conflicted(site, git, (DESCANSE, REPOSE), (DESCANSE, TUMBESE))
    assert main(["resolve", str(site.catalog)]) == 1
    unit = spanish(site)[REST]
    assert (unit.msgstr, unit.state, other_translations(unit)) == (REPOSE, State.FUZZY, (TUMBESE,))
    assert f":{unit.line}: two people translated '{REST}'" in capsys.readouterr().err


def test_resolve_leaves_what_it_cannot_repair(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    line = site.edit(site.catalog, f'msgstr "{DESCANSE}"', f'<<<<<<< ours\nmsgstr "{DESCANSE}"')
    before = site.catalog.read_bytes()
    assert main(["resolve", str(site.catalog)]) == 1
    assert f":{line}: this conflict is never closed" in capsys.readouterr().err
    assert site.catalog.read_bytes() == before
    assert main(["resolve", "nowhere.po"]) == 2
    assert "there is no such file" in capsys.readouterr().err


# ------------------------------------------------------------------------------- beside an editor
def save_while_updating(monkeypatch: pytest.MonkeyPatch, site: Site, old: str, new: str) -> None:
    """Let a translator's editor save the catalog after the update read it, before it writes it."""
    real = merging.save_catalog

    def late(path: Path, *arguments: object, **options: object) -> merging.Saved:
        if path == site.catalog:
            site.edit(site.catalog, old, new)
        return real(path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(merging, "save_catalog", late)


def test_what_an_editor_saves_during_an_update_is_merged(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.edit(site.article, "Rest for 10 minutes.", "Rest for 10 minutes, lying down.")
    save_while_updating(monkeypatch, site, DESCANSE, REPOSE)
    assert site.run("update").code == 0
    units = spanish(site)
    assert (units[REST].msgstr, units[REST].obsolete) == (REPOSE, True)
    assert units["Rest for 10 minutes, lying down."].state in (State.FUZZY, State.UNTRANSLATED)
    assert units["Keep your back warm."].state is State.TRANSLATED


def test_an_update_that_changes_nothing_leaves_what_an_editor_saves(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.run("update")
    shutil.rmtree(site.root / ".leaflets")  # nothing tells that there is nothing to do
    real, saved = merging.read_catalog_file, []

    def early(path: Path, *, name: str) -> bytes | None:
        data = real(path, name=name)
        if path == site.catalog and not saved:
            saved.append(site.edit(site.catalog, DESCANSE, REPOSE))
        return data

    monkeypatch.setattr(merging, "read_catalog_file", early)
    assert site.run("update").code == 0
    assert len(saved) == 1
    assert spanish(site)[REST].msgstr == REPOSE
    looked: list[object] = []
    monkeypatch.setattr(
        merging, "read_catalog_file", lambda *a, **k: looked.append(a) or real(*a, **k)
    )
    assert site.run("update").code == 0
    assert looked  # what was saved has not been taken for finished work


def test_a_file_that_an_editor_left_half_written_is_not_overwritten(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.edit(site.article, "Keep your back warm.", "Keep your lower back warm.")
    save_while_updating(monkeypatch, site, f'msgstr "{DESCANSE}"', 'msgstr "Desc')
    result = site.run("update")
    assert (result.code, "was changed while we worked, and now a string" in result.err) == (1, True)
    assert 'msgstr "Desc\n' in site.catalog.read_text(encoding="utf-8")


def test_save_catalog_merges_until_the_file_stands_still(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    text = 'msgid "a"\nmsgstr "{}"\n\nmsgid "b"\nmsgstr "{}"\n'
    base = text.format("uno", "dos").encode()
    ours = po.parse(text.format("UNO", "dos").encode(), "es.po")
    path.write_bytes(text.format("uno", "DOS").encode())
    saved = merging.save_catalog(path, base, ours, name="es.po")
    content = path.read_bytes()
    assert saved == merging.Saved(content, written=True, merged=True)
    assert path.read_text() == text.format("UNO", "DOS")
    again = merging.save_catalog(path, path.read_bytes(), po.parse(path.read_bytes(), "es.po"), name="es.po")  # fmt: skip
    assert again == merging.Saved(content, written=False)


def test_save_catalog_reports_a_dispute_with_the_person(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b'msgid "a"\nmsgstr "theirs"\n')
    ours = po.parse(b'msgid "a"\nmsgstr "ours"\n', "es.po")
    saved = merging.save_catalog(path, b'msgid "a"\nmsgstr "old"\n', ours, name="es.po")
    assert [(each.path, each.line, each.dispute.other) for each in saved.disputed] == [
        ("es.po", 3, ("theirs",))
    ]
    assert path.read_text() == '# Other translation: "theirs"\n#, fuzzy\nmsgid "a"\nmsgstr "ours"\n'


def test_save_catalog_gives_up_on_a_file_that_never_stands_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b'msgid "a"\nmsgstr ""\n')
    monkeypatch.setattr(merging, "replace_if_unchanged", lambda *_: False)
    with pytest.raises(CatalogError, match="again and again"):
        merging.save_catalog(path, None, po.parse(b'msgid "a"\nmsgstr "b"\n', "es.po"), name="a")


# ------------------------------------------------------------------------- leftovers, two of ours
def test_update_removes_what_killed_runs_left_and_nothing_else(site: Site) -> None:
    folder = site.catalog.parent
    left = folder / ".ibuprofen.po.leaflets-abcd_123.tmp"
    others = [folder / ".ibuprofen.po.swp", folder / "ibuprofen.po~", folder / ".x.tmp"]
    for path in (left, *others):
        path.write_bytes(b"half a cata")
    assert site.run("update", "--dry-run").code == 0
    assert left.exists()
    assert site.run("update").code == 0
    assert (left.exists(), [path.exists() for path in others]) == (False, [True] * 3)
