"""The line between us and a PostgreSQL server, which can be cut at any byte, and can fall silent."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

_SOCKET: Final = ".s.PGSQL.5432"
OUT, BACK = "out", "back"


class Line:
    """Listens in ``folder``, and hands on to the server whatever is said, and back.

    ``made`` counts the connections, and ``passed`` the bytes of both ways.
    """

    def __init__(self, folder: Path, server: Path) -> None:
        self.made = 0
        self.passed = {OUT: 0, BACK: 0}
        self._server = server / _SOCKET
        self._left: dict[str, int | None] = {OUT: None, BACK: None}
        self._silent: Callable[[], None] | None = None
        self._lock = threading.Lock()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / _SOCKET))
        self._listener.listen()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection that there is."""
        doomed, self._open = self._open, []
        for each in doomed:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def cut_after(self, count: int, way: str) -> None:
        """Cut everything once so many more bytes have passed ``way``."""
        self._left[way] = count

    def whole(self) -> None:
        """Whatever comes from now on passes."""
        self._left = {OUT: None, BACK: None}
        self._silent = None

    def silence(self, then: Callable[[], None] = lambda: None) -> None:
        """From now on nothing passes that the server says, though the connections stay; ``then`` when it says some."""
        self._silent = then

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # else the thread would wait in it for ever
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                ours, _address = self._listener.accept()
            except OSError:
                return
            theirs = socket.socket(socket.AF_UNIX)
            theirs.connect(str(self._server))
            self.made += 1
            self._open += ours, theirs
            for way, source, target in ((OUT, ours, theirs), (BACK, theirs, ours)):
                threading.Thread(target=self._pass, args=(way, source, target), daemon=True).start()

    def _pass(self, way: str, source: socket.socket, target: socket.socket) -> None:
        with source:
            with suppress(OSError):
                self._pass_on(way, source, target)
            for each in (source, target):
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def _pass_on(self, way: str, source: socket.socket, target: socket.socket) -> None:
        while said := source.recv(1 << 16):
            if way == BACK and self._silent is not None:
                self._silent()
                continue
            with self._lock:
                left = self._left[way]
                if left is not None:
                    said = said[:left]
                    self._left[way] = left - len(said)
                self.passed[way] += len(said)
            target.sendall(said)
            if self._left[way] == 0:
                self._left[way] = None
                self.cut()
                return


@contextmanager
def line_to(url: str, folder: Path) -> Iterator[tuple[Line, str]]:
    """A line to the server at ``url``, and the address of the same database by it."""
    at = make_url(url)
    line = Line(folder, Path(str(at.query["host"])))
    try:
        yield line, at.update_query_dict({"host": str(folder)}).render_as_string(hide_password=False)
    finally:
        line.close()
