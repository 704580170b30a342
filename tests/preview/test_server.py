from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
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
    return tmp_path


@pytest.fixture
def version() -> preview.Version:
    return preview.Version()


@pytest.fixture
def connection(site: Path, version: preview.Version) -> Iterator[http.client.HTTPConnection]:
    server = preview.make_server(site / "dist", version, port=0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
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


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/nothing.html"])
def test_nothing_outside_the_folder_is_served(
    connection: http.client.HTTPConnection, path: str
) -> None:
    assert get(connection, path)[0] == 404


def test_browser_is_told_of_a_new_build(
    connection: http.client.HTTPConnection, version: preview.Version
) -> None:
    connection.request("GET", preview.EVENTS)
    response = connection.getresponse()
    assert response.readline() == b": waiting\n"
    version.advance()
    assert [response.readline() for _ in range(3)] == [b"\n", b"event: built\n", b"data: 1\n"]


def test_a_save_rebuilds_and_counts(site: Path, version: preview.Version) -> None:
    built = threading.Event()
    stopped = threading.Event()
    thread = threading.Thread(target=preview.watch, args=(site, built.set, version, stopped))
    thread.start()
    # The watcher takes its first look in its own time: keep saving until it has seen one.
    for number in range(100):
        (site / "source" / "back.md").write_text("two" * (number + 1), encoding="utf-8")
        if built.wait(0.1):
            break
    stopped.set()
    thread.join()
    assert built.is_set()
    assert version.current() >= 1
