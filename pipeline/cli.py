"""Arguments → one stage → exit code; no logic.

Everything but argparse is imported where it is used: `leaflets --help` must not load the engine
(benchmarks/start_up.py). Results go to stdout, everything else to stderr.
Exit codes: 0 clean, 1 findings of severity error or tasks that failed, 2 wrong usage or a broken
environment.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from pipeline.model import Finding
    from pipeline.stages.building import BuildResult, Progress
    from pipeline.stages.cataloguing import Changes
    from pipeline.stages.project import Failure, Project

EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells expect


def run() -> None:
    """The entry point of `leaflets` and `python -m pipeline`."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code and never lets a mendable error show a traceback."""
    options = _parser().parse_args(arguments)
    if options.command is None:
        _parser().print_help()
        return 0
    _speak_utf8()
    from pipeline.errors import LeafletsError

    handler: Callable[[argparse.Namespace], int] = options.handler
    try:
        return handler(options)
    except LeafletsError as error:
        print(f"leaflets: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("leaflets: stopped; every file is whole, old or new", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # `leaflets check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _speak_utf8() -> None:
    """Findings quote every script, whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


# ---- arguments
def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="leaflets",
        description="One health article, leaflets that patients in any language can trust.",
        epilog="exit codes: 0 clean, 1 errors found or tasks failed, 2 wrong usage or environment",
    )
    parser.add_argument("--version", action="version", version=f"leaflets {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    project = argparse.ArgumentParser(add_help=False)
    project.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        help="the content project (default: the nearest folder upwards with a leaflets.toml)",
    )
    _authoring_commands(commands, project)
    _catalog_commands(commands, project)
    _sharing_commands(commands, project)
    _memory_commands(commands, project)
    _exchange_commands(commands, project)
    _output_commands(commands, project)
    return parser


def _authoring_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], project: argparse.ArgumentParser
) -> None:
    init = commands.add_parser("init", help="make a new content project that builds at once")
    init.add_argument("directory", type=Path, metavar="DIR")
    init.add_argument("--empty", action="store_true", help="without the example article")
    init.set_defaults(handler=_init)

    importing = commands.add_parser(
        "import", parents=[project], help="turn a text, Markdown, HTML or DOCX file into an article"
    )
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument("--slug", help="the name of the article (default: from its title)")
    importing.add_argument("--force", action="store_true", help="overwrite the article")
    importing.add_argument(
        "--dry-run", action="store_true", help="print the article, write nothing"
    )
    importing.set_defaults(handler=_import)

    segment = commands.add_parser(
        "segment", parents=[project], help="print the segments of a Markdown file (or of stdin)"
    )
    segment.add_argument("file", nargs="?", default="-", metavar="FILE")
    segment.add_argument("--language", metavar="L", help="the text's language (default: en)")
    segment.add_argument("--segmentation", choices=("sentence", "paragraph"))
    segment.add_argument("--format", choices=("text", "json"), default="text")
    segment.set_defaults(handler=_segment)


def _catalog_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], project: argparse.ArgumentParser
) -> None:
    extract = commands.add_parser(
        "extract", parents=[project], help="source/ → locales/templates/*.pot"
    )
    extract.add_argument("--dry-run", action="store_true", help="say what would be written")
    extract.set_defaults(handler=_extract)

    update = commands.add_parser(
        "update", parents=[project], help="bring the catalogs up to date with source/"
    )
    _selection(update)
    update.add_argument(
        "--source-fix",
        action="store_true",
        help="the edits only mend typos: keep the translations (a changed number is refused)",
    )
    update.add_argument("--dry-run", action="store_true", help="say what would be written")
    update.set_defaults(handler=_update)

    formatting = commands.add_parser(
        "format", parents=[project], help="rewrite catalogs in our layout, losing nothing"
    )
    formatting.add_argument("files", nargs="+", type=Path, metavar="PO")
    formatting.add_argument(
        "--check", action="store_true", help="only tell which files would change"
    )
    formatting.add_argument(
        "--output", type=Path, metavar="FILE", help="write there instead ('-': standard output)"
    )
    formatting.set_defaults(handler=_format)

    align = commands.add_parser(
        "align", parents=[project], help="fill a catalog from a translation that exists already"
    )
    align.add_argument("article", metavar="ARTICLE", help="its name, or its path")
    align.add_argument("translation", type=Path, metavar="TRANSLATION")
    align.add_argument("--locale", required=True, metavar="L", help="the translation's language")
    align.add_argument("--dry-run", action="store_true", help="say what would be written")
    align.set_defaults(handler=_align)

    status = commands.add_parser(
        "status", parents=[project], help="coverage by language and article"
    )
    status.add_argument("--format", choices=("text", "json"), default="text")
    status.set_defaults(handler=_status)


def _sharing_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], project: argparse.ArgumentParser
) -> None:
    driver = commands.add_parser(
        "merge-driver",
        parents=[project],
        help="merge two versions of a catalog for git: merge-driver %%O %%A %%B %%P",
    )
    driver.add_argument(
        "files", nargs="*", metavar="FILE", help="the base, ours (written to), theirs, the name"
    )
    driver.add_argument(
        "--install", action="store_true", help="make git use it, in this checkout of yours"
    )
    driver.add_argument("--dry-run", action="store_true", help="say what would be done")
    driver.set_defaults(handler=_merge_driver)

    resolve = commands.add_parser("resolve", help="repair catalogs that hold conflict markers")
    resolve.add_argument("files", nargs="+", type=Path, metavar="PO")
    resolve.add_argument("--dry-run", action="store_true", help="say what would be written")
    resolve.set_defaults(handler=_resolve)

    compiling = commands.add_parser(
        "compile", parents=[project], help="catalogs → .mo files, for programs that are not ours"
    )
    _selection(compiling)
    compiling.add_argument(
        "--out", type=Path, metavar="DIR", help="write below DIR (default: beside the catalogs)"
    )
    compiling.add_argument("--dry-run", action="store_true", help="say what would be written")
    compiling.set_defaults(handler=_compile)


def _exchange_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], project: argparse.ArgumentParser
) -> None:
    exchange = commands.add_parser(
        "exchange", parents=[project], help="catalogs ↔ XLIFF, TMX, TBX and review sheets"
    )
    again = argparse.ArgumentParser(add_help=False)  # --root after `export` and `import` as well
    again.add_argument("--root", type=Path, metavar="DIR", default=argparse.SUPPRESS)
    ways = exchange.add_subparsers(dest="way", metavar="export|import", required=True)

    export = ways.add_parser(
        "export",
        parents=[again],
        help="write one file for each language (tbx: the termbase)",
        description="Write the catalogs as they are on disk: run `leaflets update` first.",
    )
    export.add_argument(
        "format",
        metavar="FORMAT",
        choices=("xliff", "xliff2", "tmx", "tbx", "csv", "xlsx"),
        help="xliff (1.2), xliff2 (2.1), tmx (approved only), tbx, csv or xlsx (review sheet)",
    )
    _selection(export)
    export.add_argument(
        "--out", type=Path, metavar="DIR|FILE", help="default: exchange/ in the project"
    )
    export.add_argument("--dry-run", action="store_true", help="say what would be written")
    export.set_defaults(handler=_exchange_export)

    importing = ways.add_parser(
        "import",
        parents=[again],
        help="merge what came back; the format is known by the content",
        description="Merge what came back, whatever changed here meanwhile. What the translator "
        "changed is taken. Where both sides changed, the catalog's wording stays, as fuzzy, the "
        "other one goes into a comment, and the exit code is 1. A sentence that is gone from its "
        "article is kept as obsolete, and offered as fuzzy where it lives on.",
    )
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--dry-run", action="store_true", help="say what would be written")
    importing.set_defaults(handler=_exchange_import)


def _memory_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], project: argparse.ArgumentParser
) -> None:
    memory = commands.add_parser(
        "memory", parents=[project], help="what was translated before, in any article"
    )
    again = argparse.ArgumentParser(add_help=False)  # --root after the action as well
    again.add_argument("--root", type=Path, metavar="DIR", default=argparse.SUPPRESS)
    actions = memory.add_subparsers(dest="action", metavar="ACTION", required=True)

    importing = actions.add_parser(
        "import", parents=[again], help="keep a TMX file in locales/memory/ and use it"
    )
    importing.add_argument("file", type=Path, metavar="FILE.tmx")
    importing.add_argument("--force", action="store_true", help="replace a file of that name")
    importing.add_argument("--dry-run", action="store_true", help="say what would be taken")
    importing.set_defaults(handler=_memory_import)

    export = actions.add_parser(
        "export", parents=[again], help="all approved translations as TMX, for other tools"
    )
    export.add_argument("--locale", action="append", default=[], metavar="L")
    export.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")
    export.add_argument("--dry-run", action="store_true", help="say what would be written")
    export.set_defaults(handler=_memory_export)

    search = actions.add_parser(
        "search", parents=[again], help="where a text, or one like it, was translated before"
    )
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--locale", required=True, metavar="L")
    search.add_argument("--format", choices=("text", "json"), default="text")
    search.set_defaults(handler=_memory_search)

    rebuild = actions.add_parser(
        "rebuild", parents=[again], help="make .leaflets/memory.sqlite again; nothing is lost"
    )
    rebuild.add_argument("--dry-run", action="store_true", help="say what it is made from")
    rebuild.set_defaults(handler=_memory_rebuild)


def _output_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], project: argparse.ArgumentParser
) -> None:
    check = commands.add_parser(
        "check", parents=[project], help="find what must not reach a patient"
    )
    check.add_argument(
        "paths", nargs="*", metavar="PATH", help="articles or PO files (default: everything)"
    )
    check.add_argument("--locale", action="append", default=[], metavar="L")
    check.add_argument(
        "--format", choices=("text", "json", "sarif", "junit", "github"), default="text"
    )
    check.set_defaults(handler=_check)

    build = commands.add_parser("build", parents=[project], help="leaflets → dist/")
    _selection(build)
    build.add_argument("--format", metavar="html,pdf", help="formats (default: leaflets.toml)")
    build.add_argument("--out", type=Path, metavar="DIR", help="default: dist/")
    build.add_argument(
        "--update", action="store_true", help="bring templates and catalogs up to date first"
    )
    build.add_argument(
        "--release", action="store_true", help="refuse leaflets that are not complete"
    )
    build.set_defaults(handler=_build)

    preview = commands.add_parser(
        "preview", parents=[project], help="show the leaflets in a browser, new at every save"
    )
    preview.add_argument("--port", type=int, default=8765, help="default: 8765; 0: any free one")
    preview.set_defaults(handler=_preview)

    everything = commands.add_parser(
        "make", parents=[project], help="update, check and build everything"
    )
    everything.set_defaults(handler=_make)


def _selection(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--locale", action="append", default=[], metavar="L", help="only this language (repeatable)"
    )
    parser.add_argument(
        "--article", action="append", default=[], metavar="S", help="only this article (repeatable)"
    )


# ---- handlers
def _project(options: argparse.Namespace) -> Project:
    from pipeline.stages.project import Project

    return Project.open(options.root)


def _now() -> str:
    """The time for POT-Creation-Date; SOURCE_DATE_EPOCH is honoured."""
    from datetime import UTC, datetime

    epoch = _epoch()
    moment = datetime.now(UTC) if epoch is None else datetime.fromtimestamp(epoch, UTC)
    return moment.strftime("%Y-%m-%d %H:%M+0000")


def _epoch() -> int | None:
    """SOURCE_DATE_EPOCH, see https://reproducible-builds.org/specs/source-date-epoch/."""
    from pipeline.errors import UsageError

    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit():
        raise UsageError(
            f"SOURCE_DATE_EPOCH is '{text}'", hint="set it to whole seconds since 1970, or unset it"
        )
    return int(text)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _tell_failures(failures: Sequence[Failure]) -> None:
    for failure in failures:
        _say(f"leaflets: {failure.task} failed: {failure.error}")


def _tell_changes(changes: Changes, *, dry_run: bool) -> int:
    for path in changes.written:
        print(f"{'would write' if dry_run else 'wrote'} {path}")
    _tell_failures(changes.failures)
    _say(f"{len(changes.written)} changed, {changes.unchanged} already up to date")
    return 1 if changes.failures else 0


def _init(options: argparse.Namespace) -> int:
    from pipeline.stages import authoring, merging

    for path in authoring.init(options.directory, empty=options.empty):
        print(f"wrote {path}")
    if merging.in_checkout(options.directory):
        for line in merging.install(options.directory):
            _say(line)
    else:
        _say("in a git checkout, run once: leaflets merge-driver --install")
    _say(f"next: write articles in {options.directory / 'source'}, then: leaflets make")
    return 0


def _import(options: argparse.Namespace) -> int:
    from pipeline.stages import authoring

    project = _project(options)
    result = authoring.import_article(
        project,
        options.file,
        slug=options.slug,
        force=options.force,
        dry_run=options.dry_run,
    )
    for note in result.notes:
        _say(note)
    if options.dry_run:
        print(result.text, end="")
    else:
        print(f"wrote {project.relative(result.path)}")
    return 0


def _segment(options: argparse.Namespace) -> int:
    from pipeline.errors import UsageError
    from pipeline.stages import authoring

    try:
        project = _project(options)
    except UsageError:
        if options.root is not None:
            raise
        project = None  # any Markdown can be segmented, project or no project
    listing = authoring.segment(
        options.file,
        sys.stdin.buffer if options.file == "-" else None,
        language=options.language,
        segmentation=options.segmentation,
        project=project,
        as_json=options.format == "json",
    )
    print(listing, end="")
    return 0


def _extract(options: argparse.Namespace) -> int:
    from pipeline.stages import cataloguing

    changes = cataloguing.extract(_project(options), now=_now(), dry_run=options.dry_run)
    return _tell_changes(changes, dry_run=options.dry_run)


def _update(options: argparse.Namespace) -> int:
    from pipeline.stages import updating

    changes = updating.update(
        _project(options),
        now=_now(),
        locales=tuple(options.locale),
        articles=tuple(options.article),
        source_fix=options.source_fix,
        dry_run=options.dry_run,
        tell=print,
        warn=_say,
    )
    return _tell_changes(changes, dry_run=options.dry_run)


def _align(options: argparse.Namespace) -> int:
    from pipeline.stages import aligning

    result = aligning.align_translation(
        _project(options),
        options.article,
        options.translation,
        locale=options.locale,
        now=_now(),
        dry_run=options.dry_run,
    )
    for left in result.not_used:
        print(f"{left.place}: not aligned: {left.text}")
    for left in result.without_translation:
        print(f"{left.place}: no translation found: {left.text}")
    _say(
        f"{result.filled} filled in as fuzzy, {result.offered} offered in comments, "
        f"{result.known} known already; {len(result.not_used)} of the translation not aligned"
    )
    return _tell_changes(result.changes, dry_run=options.dry_run)


def _format(options: argparse.Namespace) -> int:
    from pipeline.stages import cataloguing

    differing = cataloguing.format_catalogs(
        tuple(options.files), check=options.check, output=options.output
    )
    for path in differing:
        print(f"{'would change' if options.check else 'changed'} {path}")
    return 1 if options.check and differing else 0


def _merge_driver(options: argparse.Namespace) -> int:
    from pipeline.errors import UsageError
    from pipeline.settings import find_root
    from pipeline.stages import merging

    if options.install:
        folder = options.root if options.root is not None else find_root(Path.cwd())
        for line in merging.install(folder, dry_run=options.dry_run):
            print(line)
        return 0
    if len(options.files) != 4:
        raise UsageError(
            "merge-driver takes four files: %O %A %B %P",
            hint="git calls it; to make git do so: leaflets merge-driver --install",
        )
    base, ours, theirs, name = options.files
    disputed = merging.merge_driver(
        Path(base), Path(ours), Path(theirs), name=name, dry_run=options.dry_run
    )
    for each in disputed:
        _say(f"leaflets: {each.error()}")
    return 1 if disputed else 0


def _resolve(options: argparse.Namespace) -> int:
    from pipeline.stages import merging

    result = merging.resolve(tuple(options.files), dry_run=options.dry_run)
    for path in result.written:
        print(f"{'would write' if options.dry_run else 'wrote'} {path}")
    for path in result.unchanged:
        _say(f"{path}: no conflict markers")
    for each in result.disputed:
        _say(f"leaflets: {each.error()}")
    for error in result.failures:
        _say(f"leaflets: {error}")
    return 1 if result.disputed or result.failures else 0


def _memory_import(options: argparse.Namespace) -> int:
    from pipeline.stages import remembering

    done = remembering.import_tmx(
        _project(options), options.file, force=options.force, dry_run=options.dry_run, tell=_say
    )
    verb = "would write" if options.dry_run else "wrote"
    print(f"{verb} {done.path}" if done.written else f"{done.path} is there already")
    languages = ", ".join(f"{tag} {count}" for tag, count in done.languages.items())
    _say(f"{done.usable} of {done.pairs} translations are of use: {languages}")
    return 0


def _memory_export(options: argparse.Namespace) -> int:
    from pipeline.stages import remembering

    data = remembering.export_tmx(_project(options), locales=tuple(options.locale), tell=_say)
    if options.out is None:
        sys.stdout.buffer.write(data)
        return 0
    written = remembering.save(options.out, data, dry_run=options.dry_run)
    verb = "would write" if options.dry_run else "wrote"
    print(f"{verb} {options.out}" if written else f"{options.out} is up to date")
    return 0


def _memory_search(options: argparse.Namespace) -> int:
    from pipeline.stages import remembering

    matches = remembering.search(_project(options), options.text, locale=options.locale, tell=_say)
    print(remembering.render_matches(matches, as_json=options.format == "json"), end="")
    if not matches:
        _say("nothing like it was translated before")
    return 0


def _memory_rebuild(options: argparse.Namespace) -> int:
    from pipeline.stages import remembering

    done = remembering.rebuild(_project(options), dry_run=options.dry_run, tell=_say)
    if options.dry_run:
        print(f"would read {done.files} files")
        return 0
    print(f"{done.entries} translations from {done.files} files")
    return 1 if done.problems else 0


def _compile(options: argparse.Namespace) -> int:
    from pipeline.stages import compiling

    changes = compiling.compile_catalogs(
        _project(options),
        locales=tuple(options.locale),
        articles=tuple(options.article),
        out=options.out,
        dry_run=options.dry_run,
    )
    return _tell_changes(changes, dry_run=options.dry_run)


def _status(options: argparse.Namespace) -> int:
    from pipeline.reports import coverage
    from pipeline.stages import cataloguing

    found = cataloguing.status(_project(options))
    render = coverage.render_json if options.format == "json" else coverage.render_text
    print(render(found.coverage), end="")
    _tell_failures(found.failures)
    return 1 if found.failures else 0


def _exchange_export(options: argparse.Namespace) -> int:
    from pipeline.stages import exchanging

    changes = exchanging.export(
        _project(options),
        options.format,
        locales=tuple(options.locale),
        articles=tuple(options.article),
        out=options.out,
        dry_run=options.dry_run,
    )
    if options.format == "tmx":
        _say("a memory holds what may be used as it is: untranslated and fuzzy units stay here")
    return _tell_changes(changes, dry_run=options.dry_run)


def _exchange_import(options: argparse.Namespace) -> int:
    from pipeline.stages import exchanging

    imported = exchanging.import_files(
        _project(options), tuple(options.files), dry_run=options.dry_run
    )
    for told in imported.told:
        print(f"{told.path}:{told.line}: {told.message}")
    _say(f"{imported.taken} units and terms taken")
    code = _tell_changes(imported.changes, dry_run=options.dry_run)
    return 1 if imported.has_problems else code


def _check(options: argparse.Namespace) -> int:
    from pipeline.errors import UsageError
    from pipeline.stages import checking

    paths = [Path(path) for path in options.paths]
    try:
        project = _project(options)
    except UsageError:
        if options.root is not None or not paths:
            raise
        project = None  # a PO file can be checked by itself
    locales = tuple(options.locale)
    if paths:
        result = checking.check_paths(paths, project=project, locales=locales)
    else:
        assert project is not None
        result = checking.check_project(project, locales=locales)
    print(_rendered(result.findings, options.format), end="")
    return 1 if result.has_errors else 0


def _rendered(findings: Sequence[Finding], name: str) -> str:
    from pipeline.reports import console, formats, text

    if name == "text":
        colours = console.has_colours(sys.stdout, os.environ)
        return text.render(findings, paint=console.painter(colours=colours))
    return formats.FORMATS[name](findings)


def _build(options: argparse.Namespace) -> int:
    from pipeline.stages import building

    project = _project(options)
    if options.update and (code := _updated(project, options)):
        return code
    request = building.BuildRequest(
        locales=tuple(options.locale),
        articles=tuple(options.article),
        formats=tuple(filter(None, (options.format or "").split(","))),
        out=options.out,
        release=options.release,
        epoch=_epoch(),
    )
    with _progress() as progress:
        result = building.build(
            project, request, findings=_release_findings(project, options), progress=progress
        )
    _tell_failures(result.failures)
    print(_closing_table(project, result, None), end="")
    return 1 if result.failures else 0


def _updated(project: Project, options: argparse.Namespace) -> int:
    from pipeline.stages import updating

    changes = updating.update(
        project,
        now=_now(),
        locales=tuple(options.locale),
        articles=tuple(options.article),
        tell=_say,
    )
    _tell_failures(changes.failures)
    return 1 if changes.failures else 0


def _release_findings(project: Project, options: argparse.Namespace) -> Sequence[Finding]:
    """What must not be released; only a release asks for it."""
    if not options.release:
        return ()
    from pipeline.stages import checking

    return checking.check_project(project).findings


def _make(options: argparse.Namespace) -> int:
    """Everything in one process, so that every article is parsed once."""
    from pipeline.stages import building, checking, updating

    project = _project(options)
    changes = updating.update(project, now=_now(), tell=_say)
    for path in changes.written:
        _say(f"wrote {path}")
    checked = checking.check_project(project)
    request = building.BuildRequest(epoch=_epoch())
    with _progress() as progress:
        result = building.build(project, request, findings=checked.findings, progress=progress)
    if checked.findings:
        print(_rendered(checked.findings, "text"))
    failures = {
        (each.task, str(each.error)): each for each in (*changes.failures, *result.failures)
    }
    _tell_failures(tuple(failures.values()))
    print(_closing_table(project, result, checked.findings), end="")
    if checked.has_errors:
        _say("The leaflets above are drafts: mend the errors before a patient reads them.")
    return 1 if failures or checked.has_errors else 0


def _preview(options: argparse.Namespace) -> int:
    from pipeline.stages import previewing

    project = _project(options)
    previewing.preview(project, port=options.port, clock=_now, epoch=_epoch(), say=_say)
    return 0


def _progress() -> AbstractContextManager[Progress]:
    from pipeline.reports import console

    return console.progress(sys.stderr, os.environ)


def _closing_table(
    project: Project, result: BuildResult, findings: Sequence[Finding] | None
) -> str:
    import shutil

    from pipeline.reports import console
    from pipeline.stages import building

    return console.closing_table(
        building.rows(project, result, findings),
        width=shutil.get_terminal_size((100, 24)).columns,
        colours=console.has_colours(sys.stdout, os.environ),
    )
