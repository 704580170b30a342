"""preview: build, serve, and build again whenever something is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import LeafletsError, MachineError
from pipeline.preview import server
from pipeline.stages import building, updating
from pipeline.stages.build_request import BuildRequest
from pipeline.stages.project import Project

Say = Callable[[str], None]


def rebuild(root: Path, *, now: str, epoch: int | None, say: Say) -> None:
    """Update and build the HTML of the project in `root`, settings read anew; problems are said."""
    try:
        project = Project.open(root)
        changes = updating.update(project, now=now)
        request = BuildRequest(formats=("html",), epoch=epoch)
        result = building.build(project, request)
    except LeafletsError as error:
        say(str(error))
        return
    for failure in (*changes.failures, *result.failures):
        say(f"{failure.task} failed: {failure.error}")
    say(f"built {result.made} files" if result.made else "nothing to build")


def preview(
    project: Project, *, port: int, clock: Callable[[], str], epoch: int | None, say: Say
) -> None:
    """Serve the project's leaflets until interrupted."""
    version = server.Version()
    stopped = threading.Event()

    def again() -> None:
        rebuild(project.root, now=clock(), epoch=epoch, say=say)

    again()
    try:
        serving = server.make_server(project.output, version, port=port)
    except OSError as error:
        raise MachineError(
            f"cannot listen on port {port}: {error.strerror}", hint="choose another: --port 0"
        ) from error
    watcher = threading.Thread(
        target=server.watch, args=(project.root, again, version, stopped), daemon=True
    )
    watcher.start()
    say(f"http://{server.ADDRESS}:{serving.server_port}/  (end with Ctrl-C)")
    try:
        serving.serve_forever()
    finally:
        stopped.set()
        serving.server_close()
