"""A small server for one person on one machine: serves dist/, rebuilds, tells the browser.

Pages stay without scripts: the few lines that reload them are added on the way out. Listens on
the loopback address only. Rebuilding is the ordinary `update` and `build`, HTML only.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

ADDRESS = "127.0.0.1"
EVENTS = "/-/events"
POLL_SECONDS = 0.25
HEARTBEAT_SECONDS = 15.0
SCRIPT = f'new EventSource("{EVENTS}").addEventListener("built",()=>location.reload())'.encode()
RELOAD = b"<script>" + SCRIPT + b"</script>"
HASH = b"'sha256-" + base64.b64encode(hashlib.sha256(SCRIPT).digest()) + b"'"
WATCHED = ("leaflets.toml", "source", "locales", "templates")
TYPES = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf"}


class Version:
    """Counts the builds; whoever waits for the next one is woken."""

    def __init__(self) -> None:
        self._number = 0
        self._changed = threading.Condition()

    def current(self) -> int:
        """The number of the last build."""
        with self._changed:
            return self._number

    def advance(self) -> None:
        """There is a new build."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait_beyond(self, number: int, *, seconds: float) -> int:
        """The current number, as soon as it is beyond `number` or the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._number > number, timeout=seconds)
            return self._number


def stamps(root: Path, also: Iterable[Path] = ()) -> dict[str, tuple[int, int]]:
    """Size and time of every file in the places that a project has by default, and in `also`."""
    found: dict[str, tuple[int, int]] = {}
    for top in (*(root / name for name in WATCHED), *also):
        files = [top] if top.is_file() else sorted(top.rglob("*"))
        for path in files:
            if path.suffix == ".tmp":
                continue
            try:
                status = os.stat(path)
            except OSError:
                continue  # saved by rename just now: seen at the next look
            found[str(path)] = (status.st_size, status.st_mtime_ns)
    return found


def watch(
    root: Path,
    rebuild: Callable[[], tuple[Path, ...]],
    version: Version,
    stopped: threading.Event,
    also: tuple[Path, ...] = (),
) -> None:
    """Rebuild whenever something changes, until `stopped`; run in a thread of its own.

    `also`: what to look at besides the usual places, until `rebuild` says it anew. What is saved
    while a rebuild runs may have come too late for it, and is built at the next look; so are
    catalogs that the rebuild has written itself: that is a build with nothing to do.
    """
    seen = stamps(root, also)
    while not stopped.wait(POLL_SECONDS):
        now = stamps(root, also)
        if now == seen:
            continue
        also = rebuild()
        version.advance()
        seen = now


def with_reload(page: bytes) -> bytes:
    """The page with the script that reloads it, which the page's own policy must allow as well."""
    if b"script-src " in page:
        page = page.replace(b"script-src ", b"script-src " + HASH + b" ", 1)
    else:
        page = page.replace(b"default-src 'none'", b"default-src 'none'; script-src " + HASH, 1)
    page = page.replace(b"default-src 'none'", b"default-src 'none'; connect-src 'self'", 1)
    return page.replace(b"</body>", RELOAD + b"</body>")


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves files of one folder, and the stream of builds."""

    def __init__(self, *arguments: Any, folder: Path, version: Version) -> None:
        self.folder = folder
        self.version = version
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answer one request."""
        path = unquote(urlsplit(self.path).path)
        if path == EVENTS:
            self._stream()
            return
        file = self._file(path)
        if file is None:
            self.send_error(404)
            return
        content = file.read_bytes()
        if file.suffix == ".html":
            content = with_reload(content)
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _file(self, path: str) -> Path | None:
        """The file asked for, if it lies in the folder."""
        file = (self.folder / path.lstrip("/")).resolve()
        if file.is_dir():
            file = file / "index.html"
        return file if file.is_file() and file.is_relative_to(self.folder.resolve()) else None

    def _stream(self) -> None:
        """Server-sent events: `built` after every build, a comment now and then."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        number = self.version.current()
        try:
            while True:
                self.wfile.write(b": waiting\n\n")
                self.wfile.flush()
                new = self.version.wait_beyond(number, seconds=HEARTBEAT_SECONDS)
                if new > number:
                    number = new
                    self.wfile.write(b"event: built\ndata: %d\n\n" % number)
                    self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            return  # the browser has gone to another page

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: what matters is said where leaflets are built."""


def make_server(folder: Path, version: Version, *, port: int) -> http.server.ThreadingHTTPServer:
    """The server, listening already; port 0 takes any that is free."""
    handler = functools.partial(Handler, folder=folder, version=version)
    server = http.server.ThreadingHTTPServer((ADDRESS, port), handler)
    server.daemon_threads = True
    return server
