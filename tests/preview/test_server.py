from __future__ import annotations

import http.client
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.preview import server as preview

PAGE = "<!doctype html><html><body><p>腰を大切に</p></body></html>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "dist" / "ja").mkdir(parents=True)
    (tmp_path / "dist" / "ja" / "back.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "dist" / "index.html").write_text("<body>list</body>", encoding="utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "back.md").write_text("one", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not for the browser", encoding="utf-8")
    (tmp_path / "dist" / "linked.html").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "dist" / "linked").mkdir()
    (tmp_path / "dist" / "linked" / "index.html").symlink_to(tmp_path / "secret.txt")
    return tmp_path


@pytest.fixture
def version() -> preview.Version:
    return preview.Version()


@pytest.fixture
def connection(site: Path, version: preview.Version) -> Iterator[http.client.HTTPConnection]:
    server = preview.make_server(site / "dist", version, port=0)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    connection = http.client.HTTPConnection(*server.server_address[:2], timeout=10)
    yield connection
    connection.close()
    server.shutdown()
    server.server_close()
    thread.join()


def get(connection: http.client.HTTPConnection, path: str) -> tuple[int, str]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode()


def test_pages_are_served_with_the_lines_that_reload_them(
    connection: http.client.HTTPConnection,
) -> None:
    status, text = get(connection, "/ja/back.html")
    assert (status, text) == (
        200,
        PAGE.replace("</body>", preview.RELOAD.decode() + "</body>"),
    )


def test_the_folder_is_its_list(connection: http.client.HTTPConnection) -> None:
    assert get(connection, "/")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/nothing.html",
        "/%00.html",
        "/" + "long" * 100,
        "/" + "deep/" * 2000,
        "/linked.html",
        "/linked/",
    ],
)
def test_nothing_outside_the_folder_is_served(
    connection: http.client.HTTPConnection, path: str
) -> None:
    assert get(connection, path)[0] == 404


def test_a_page_that_is_not_there_yet_comes_when_it_is(
    connection: http.client.HTTPConnection, version: preview.Version
) -> None:
    version.problems = ("source/back.md:1: the article is <empty>",)
    status, text = get(connection, "/ja/knee.html")
    assert status == 404
    assert preview.RELOAD.decode() in text
    assert "the article is &lt;empty&gt;" in text


def test_what_went_wrong_stands_on_every_page_until_it_is_mended(
    connection: http.client.HTTPConnection, version: preview.Version
) -> None:
    version.problems = ("back in ja failed: it\n  hint: mend <it>", "and that")
    text = get(connection, "/ja/back.html")[1]
    assert 'role="alert"' in text
    assert "back in ja failed: it\n  hint: mend &lt;it&gt;\nand that" in text
    version.problems = ()
    assert 'role="alert"' not in get(connection, "/ja/back.html")[1]


def test_a_page_that_cannot_be_made_any_more_is_shown_as_it_was(
    connection: http.client.HTTPConnection, version: preview.Version, site: Path
) -> None:
    before = get(connection, "/ja/back.html")[1]
    (site / "dist/ja/back.html").unlink()
    version.problems = ("back failed: source/back.md:1: the article is empty",)
    status, text = get(connection, "/ja/back.html")
    assert status == 200
    alert = preview.ALERT.format("\n".join((preview.OLDER, *version.problems)))
    assert text == before.replace("<script>", alert + "<script>")
    version.problems = ()  # the article was removed, or has another name
    assert get(connection, "/ja/back.html")[0] == 404


def test_a_page_without_an_end_is_served_with_the_script() -> None:
    assert preview.with_reload(b"<p>cut off") == b"<p>cut off" + preview.RELOAD


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8765", 200),
        ("", 200),
        ("leaflets.example:8765", 403),
        ("127.0.0.1.example.org", 403),
        ("evil:localhost", 403),
    ],
)
def test_only_names_of_this_machine_are_answered(
    connection: http.client.HTTPConnection, host: str, status: int
) -> None:
    for path in ("/ja/back.html", preview.EVENTS):
        connection.request("HEAD", path, headers={"Host": host})
        response = connection.getresponse()
        assert (response.status, response.read()) == (status, b"")


def test_a_target_that_is_no_address_is_refused(connection: http.client.HTTPConnection) -> None:
    connection.request("GET", "http://[", headers={"Host": "localhost"})
    assert connection.getresponse().status == 400


def test_a_browser_that_hangs_up_is_no_error(
    site: Path, version: preview.Version, capsys: pytest.CaptureFixture[str]
) -> None:
    server = preview.make_server(site / "dist", version, port=0)
    for error in (BrokenPipeError(), ConnectionResetError(), TimeoutError()):
        try:
            raise error
        except OSError:
            server.handle_error(None, ("127.0.0.1", 1))
    assert capsys.readouterr().err == ""
    try:
        raise ZeroDivisionError("a mistake of ours")
    except ZeroDivisionError:
        server.handle_error(None, ("127.0.0.1", 1))
    server.server_close()
    assert "a mistake of ours" in capsys.readouterr().err


def test_who_says_nothing_is_not_waited_for_for_ever() -> None:
    assert preview.Handler.timeout == preview.REQUEST_SECONDS


def test_browser_is_told_of_a_new_build(
    connection: http.client.HTTPConnection, version: preview.Version
) -> None:
    connection.request("GET", preview.EVENTS)
    response = connection.getresponse()
    assert response.readline() == b": waiting\n"
    version.advance()
    assert [response.readline() for _ in range(3)] == [b"\n", b"event: built\n", b"data: 1\n"]


class Watched:
    """A folder that is watched, with what each rebuild is to do."""

    def __init__(self, site: Path, version: preview.Version, rebuild: Callable[[], object]) -> None:
        self.builds = 0
        self.elsewhere: tuple[Path, ...] = ()
        self._done = threading.Condition()
        self._stopped = threading.Event()

        def build() -> tuple[Path, ...]:
            rebuild()
            with self._done:
                self.builds += 1
                self._done.notify_all()
            return self.elsewhere

        self._thread = threading.Thread(
            target=preview.watch, args=(site, build, version, self._stopped)
        )
        self._thread.start()

    def wait_for(self, builds: int) -> bool:
        """Whether so many builds were made before one gives up."""
        with self._done:
            return self._done.wait_for(lambda: self.builds >= builds, timeout=10)

    def save_until(self, path: Path, builds: int) -> bool:
        """Save again and again: the watcher takes its first look in its own time."""
        for number in range(100):
            path.write_text("two" * (number + 1), encoding="utf-8")
            with self._done:
                if self._done.wait_for(lambda: self.builds >= builds, timeout=0.1):
                    return True
        return False

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()


def test_a_save_rebuilds_and_counts(site: Path, version: preview.Version) -> None:
    watched = Watched(site, version, lambda: None)
    built = watched.save_until(site / "source" / "back.md", 1)
    watched.stop()
    assert built
    assert version.current() >= 1


def test_what_is_saved_while_a_rebuild_runs_is_built_next(
    site: Path, version: preview.Version
) -> None:
    texts: list[str] = []

    def rebuild() -> None:
        texts.append((site / "source" / "back.md").read_text(encoding="utf-8"))
        if len(texts) == 1:  # the article is read; its author saves again before the pages are made
            (site / "source" / "back.md").write_text("saved meanwhile", encoding="utf-8")

    watched = Watched(site, version, rebuild)
    (site / "source" / "new.md").write_text("x", encoding="utf-8")
    assert watched.save_until(site / "source" / "new.md", 1)
    built = watched.wait_for(2)
    watched.stop()
    assert built
    assert texts[-1] == "saved meanwhile"


def test_what_is_still_being_written_is_waited_for(
    site: Path, version: preview.Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "SETTLE_SECONDS", 0.5)
    article = site / "source" / "back.md"
    texts: list[str] = []
    watched = Watched(site, version, lambda: texts.append(article.read_text(encoding="utf-8")))
    assert watched.save_until(article, 1)
    article.write_text("", encoding="utf-8")
    time.sleep(0.4)
    article.write_text("all of it", encoding="utf-8")
    built = watched.wait_for(2)
    watched.stop()
    assert built
    assert "" not in texts
    assert texts[-1] == "all of it"


def test_what_goes_while_it_is_looked_at_is_no_error(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "source" / "images").mkdir()
    found = os.scandir

    def scandir(path: str | os.PathLike[str]) -> object:
        if str(path).endswith("images"):
            raise FileNotFoundError(path)
        return found(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert str(site / "source" / "back.md") in preview.stamps(site)


def test_places_that_a_rebuild_names_are_watched_too(site: Path, version: preview.Version) -> None:
    theme = site / "house style"
    theme.mkdir()
    watched = Watched(site, version, lambda: None)
    watched.elsewhere = (theme,)
    assert watched.save_until(site / "source" / "back.md", 1)
    (theme / "leaflet.html").write_text("<p>", encoding="utf-8")
    built = watched.save_until(theme / "leaflet.html", watched.builds + 2)
    watched.stop()
    assert built
