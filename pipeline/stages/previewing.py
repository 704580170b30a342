"""preview: build, serve, and build again whenever something is saved."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import LeafletsError, MachineError, counted
from pipeline.preview import server
from pipeline.stages import building, updating
from pipeline.stages.build_request import BuildRequest
from pipeline.stages.project import Project

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of one rebuild."""

    project: Project | None  # as it was read; None where its settings are wrong
    problems: tuple[str, ...] = ()  # why pages may be older than what was saved


def rebuild(root: Path, *, now: str, epoch: int | None, say: Say) -> Rebuilt:
    """Update and build the HTML of the project in `root`, settings read anew; problems are said.

    Whatever happens, the next save may mend it: only what is no mistake of anybody's ends this.
    """
    project = None
    made = ""
    problems: list[str] = []
    try:
        project = Project.open(root)
        changes = updating.update(project, now=now)
        problems += (f"{each.task} failed: {each.error}" for each in changes.failures)
        result = building.build(project, BuildRequest(formats=("html",), epoch=epoch))
    except (LeafletsError, OSError) as error:
        problems.append(str(error))
    except Exception as error:
        say(traceback.format_exc())
        problems.append(f"a mistake of leaflets, the terminal says more: {error!r}")
    else:
        problems += (f"{each.task} failed: {each.error}" for each in result.failures)
        made = f"built {counted(result.made, 'file')}" if result.made else "nothing to build"
    told = tuple(dict.fromkeys(problems))  # a file that can't be read fails in both
    for problem in (*told, *((made,) if made else ())):
        say(problem)
    return Rebuilt(project, told)


def places_elsewhere(project: Project) -> tuple[Path, ...]:
    """Where a project's own theme has its files, in or outside the folders that all have."""
    names = (project.settings.theme.get(key) for key in ("logo_image", "templates"))
    return tuple(project.root / name for name in names if isinstance(name, str) and name)


def preview(
    project: Project, *, port: int, clock: Callable[[], str], epoch: int | None, say: Say
) -> None:
    """Serve the project's leaflets until interrupted."""
    version = server.Version()
    stopped = threading.Event()

    places: tuple[Path, ...] = ()

    def again() -> tuple[Path, ...]:
        nonlocal places
        rebuilt = rebuild(project.root, now=clock(), epoch=epoch, say=say)
        version.problems = rebuilt.problems
        if rebuilt.project is not None:
            places = places_elsewhere(rebuilt.project)
        return places

    again()
    try:
        serving = server.make_server(project.output, version, port=port)
    except OSError as error:
        raise MachineError(
            f"cannot listen on port {port}: {error.strerror}", hint="choose another: --port 0"
        ) from error
    crashes: list[Exception] = []

    def watch() -> None:
        try:
            server.watch(project.root, again, version, stopped, places)
        except Exception as crash:  # else the pages would stay as they are, and nobody would know
            crashes.append(crash)
            serving.shutdown()

    threading.Thread(target=watch, daemon=True).start()
    say(f"http://{server.ADDRESS}:{serving.server_port}/  (end with Ctrl-C)")
    try:
        serving.serve_forever()
    finally:
        stopped.set()
        serving.server_close()
    if crashes:
        raise crashes[0]
