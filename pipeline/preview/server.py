"""A small server for one person on one machine: serves dist/, rebuilds, tells the browser.

Pages stay without scripts: the few lines that reload them are added on the way out, and what went
wrong with the last build. Listens on the loopback address only, and answers to its names only: a
page elsewhere whose name leads here (DNS rebinding) reads nothing. Rebuilding is the ordinary
`update` and `build`, HTML only.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import http.server
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

ADDRESS = "127.0.0.1"
EVENTS = "/-/events"
POLL_SECONDS = 0.25
SETTLE_SECONDS = 0.1  # so long nothing may change: some editors empty a file, then write it
SETTLE_LOOKS = 5  # at most: what never rests is built as well
HEARTBEAT_SECONDS = 15.0
REQUEST_SECONDS = 30.0  # who has not said by then what they want has gone
HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]", ""})
SCRIPT = f'new EventSource("{EVENTS}").addEventListener("built",()=>location.reload())'.encode()
RELOAD = b"<script>" + SCRIPT + b"</script>"
ALERT = (
    '<div role="alert" lang="en" dir="ltr" style="position:fixed;inset:auto 0 0;z-index:2147483647;'
    "max-height:50vh;overflow:auto;padding:1em;background:#9c1c1c;color:#fff;"
    'font:1rem/1.4 monospace;white-space:pre-wrap;overflow-wrap:anywhere">{}</div>'
)
MISSING = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>no such page</title></head>'
    '<body><p>There is no such page. <a href="/">The list of leaflets</a></p></body></html>'
)
OLDER = "the page as it was: it could not be made of what is saved now"
HASH = b"'sha256-" + base64.b64encode(hashlib.sha256(SCRIPT).digest()) + b"'"
WATCHED = ("leaflets.toml", "source", "locales", "templates")
TYPES = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf"}


class Version:
    """Counts the builds; whoever waits for the next one is woken. Knows what the last one lacks."""

    def __init__(self) -> None:
        self.problems: tuple[str, ...] = ()  # why pages may be older than what was saved
        self.shown: dict[str, bytes] = {}  # the pages that were asked for, as they were made last
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
        for path in _files_in(top):
            if path.endswith(".tmp"):
                continue
            try:
                status = os.stat(path)
            except (OSError, ValueError):
                continue  # saved by rename just now: seen at the next look
            found[path] = (status.st_size, status.st_mtime_ns)
    return found


def _files_in(top: Path) -> Iterator[str]:
    """The file itself, or the files below a folder; one that goes meanwhile is no error."""
    yield str(top)
    for folder, _, names in os.walk(top):
        yield from (os.path.join(folder, name) for name in names)


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
        now = _settled(root, also, now, stopped)
        also = rebuild()
        version.advance()
        seen = now


def _settled(
    root: Path, also: tuple[Path, ...], now: dict[str, tuple[int, int]], stopped: threading.Event
) -> dict[str, tuple[int, int]]:
    """The stamps when nothing changes any more, or does all the time.

    An update replaces catalogs: one that is still being written would lose what comes after.
    """
    for _ in range(SETTLE_LOOKS):
        is_over = stopped.wait(SETTLE_SECONDS)
        later = stamps(root, also)
        if is_over or later == now:
            break
        now = later
    return now


def with_reload(page: bytes, problems: Iterable[str] = ()) -> bytes:
    """The page with the script that reloads it, which the page's own policy must allow as well.

    And with what went wrong, where anything has.
    """
    if b"script-src " in page:
        page = page.replace(b"script-src ", b"script-src " + HASH + b" ", 1)
    else:
        page = page.replace(b"default-src 'none'", b"default-src 'none'; script-src " + HASH, 1)
    page = page.replace(b"default-src 'none'", b"default-src 'none'; connect-src 'self'", 1)
    told = html.escape("\n".join(problems))
    more = (ALERT.format(told).encode("utf-8", "backslashreplace") if told else b"") + RELOAD
    before, end, after = page.rpartition(b"</body>")
    return before + more + end + after if end else page + more


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves files of one folder, and the stream of builds."""

    timeout = REQUEST_SECONDS

    def __init__(self, *arguments: Any, folder: Path, version: Version) -> None:
        self.folder = folder
        self.version = version
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answer one request."""
        if not self._is_for_us():
            self.send_error(
                HTTPStatus.FORBIDDEN,
                explain="the preview answers to 127.0.0.1 and localhost only",
            )
            return
        try:
            path = unquote(urlsplit(self.path).path)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        if path == EVENTS:
            self._stream()
            return
        found, problems = self._found(path), self.version.problems
        if found is not None and found[1] == ".html":
            self.version.shown[path] = found[0]
        elif found is None and problems and path in self.version.shown:
            found, problems = (self.version.shown[path], ".html"), (OLDER, *problems)
        status = HTTPStatus.NOT_FOUND if found is None else HTTPStatus.OK
        content, suffix = (MISSING.encode(), ".html") if found is None else found
        if suffix == ".html":
            content = with_reload(content, problems)
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def do_HEAD(self) -> None:
        """Answer one request without its content."""
        self.do_GET()

    def _is_for_us(self) -> bool:
        """Whether the request names this machine, or nobody: browsers always name one."""
        host = self.headers.get("Host", "").strip().lower()
        name, colon, port = host.rpartition(":")
        return (name if colon and port.isdigit() else host) in HOSTS

    def _found(self, path: str) -> tuple[bytes, str] | None:
        """Content and suffix of the file asked for, if it lies in the folder."""
        try:
            file = self._file(path)
            return None if file is None else (file.read_bytes(), file.suffix)
        except (OSError, ValueError):  # a name that no file can have, or a file that has just gone
            return None

    def _file(self, path: str) -> Path | None:
        """The file asked for, if it lies in the folder, wherever links lead."""
        folder = self.folder.resolve()
        file = (folder / path.lstrip("/")).resolve()
        if file.is_relative_to(folder) and file.is_dir():
            file = (file / "index.html").resolve()
        return file if file.is_relative_to(folder) and file.is_file() else None

    def _stream(self) -> None:
        """Server-sent events: `built` after every build, a comment now and then."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
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
        except OSError:
            return  # the browser has gone to another page

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: what matters is said where leaflets are built."""


class Server(http.server.ThreadingHTTPServer):
    """A thread for each request; a browser that hangs up is no error."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of mistakes of ours alone."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def make_server(folder: Path, version: Version, *, port: int) -> Server:
    """The server, listening already; port 0 takes any that is free."""
    return Server((ADDRESS, port), functools.partial(Handler, folder=folder, version=version))
