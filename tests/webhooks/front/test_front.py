"""Who is slow, silent, too large or not known costs no thread; a real server and real connections."""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.programs import ROOT
from tests.runtime.service import CLEAN, free_port
from tests.waiting import PATIENCE, eventually
from tests.webhooks.front.serving import LARGEST, MOST, MOST_OF_ONE, ROOM, THREADS, WAITING

pytestmark = pytest.mark.slow


@dataclass
class Server:
    port: int
    gate: Path
    process: subprocess.Popen[bytes]

    def connect(self, first: bytes = b"") -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        connection.sendall(first)
        return connection

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def answers(self) -> bool:
        try:
            return self.ask("GET", "/alive")[1] == b"alive"
        except ConnectionError:
            return False


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    port, gate = free_port(), folder / "gate"
    command = [sys.executable, "-m", "tests.webhooks.front.serving", str(port), str(gate)]
    process = subprocess.Popen(command, cwd=ROOT, env=CLEAN)
    try:
        server = Server(port, gate, process)
        assert eventually(server.answers)
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("front")) as running:
        yield running


def post(path: str, *headers: str, body: bytes = b"") -> bytes:
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: x", *headers, "", ""]).encode() + body


def all_of(connection: socket.socket) -> bytes:
    """What comes until the server ends the connection."""
    with connection:
        return b"".join(iter(lambda: connection.recv(65536), b""))


def fed_until_answered(connection: socket.socket, part: bytes, pause: float) -> bytes:
    """What comes while ``part`` is sent again and again, until the server ends the connection."""
    with connection:
        sent = 0
        while not select.select([connection], [], [], pause)[0]:
            connection.sendall(part)
            sent += len(part)
            assert sent < 20_000_000, "it is read for ever"
        return connection.recv(65536)


UNSENT = post("/sample/echo", "Content-Length: 10")
UNSENT_FILE = post("/sample/echo", f"Content-Length: {LARGEST}", body=b"a few bytes of it")
ENDLESS = post("/sample/echo", "Transfer-Encoding: chunked", body=b"1\r\n.\r\n")
HALF_A_HEADER = b"POST /sample/echo HTTP/1.1\r\nHost: x\r\nX-An"
NOTHING = b""


@pytest.mark.parametrize("crowd", [8, 24, 200])
@pytest.mark.parametrize("unfinished", [UNSENT, UNSENT_FILE, ENDLESS, HALF_A_HEADER, NOTHING])
def test_a_crowd_that_never_ends_what_it_says_keeps_nobody_waiting(
    server: Server, unfinished: bytes, crowd: int
) -> None:
    with ExitStack() as stack:
        for _ in range(crowd):
            stack.enter_context(server.connect(unfinished))
        assert server.ask("POST", "/sample/echo", b"hello")[1] == b"hello"
        assert server.answers()


@pytest.mark.parametrize("unfinished", [UNSENT, UNSENT_FILE, ENDLESS])
def test_a_body_that_does_not_come_is_told_so_and_the_connection_ended(server: Server, unfinished: bytes) -> None:
    assert all_of(server.connect(unfinished)).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize(
    ("beginning", "part"), [(UNSENT_FILE, b"."), (ENDLESS, b"1\r\n.\r\n")], ids=["announced", "in chunks"]
)
def test_a_body_that_comes_byte_by_byte_has_no_more_time_than_any_other(
    server: Server, beginning: bytes, part: bytes
) -> None:
    assert fed_until_answered(server.connect(beginning), part, pause=0.1).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("unfinished", [HALF_A_HEADER, NOTHING])
def test_headers_that_do_not_come_end_the_connection(server: Server, unfinished: bytes) -> None:
    assert all_of(server.connect(unfinished)) == b""


def test_headers_that_come_byte_by_byte_have_no_more_time_than_others(server: Server) -> None:
    assert fed_until_answered(server.connect(HALF_A_HEADER), b"x", pause=0.1) == b""


def test_a_body_announced_as_too_large_is_refused_before_a_byte_of_it_is_asked_for(server: Server) -> None:
    connection = server.connect(post("/sample/echo", f"Content-Length: {LARGEST + 1}", "Expect: 100-continue"))
    assert all_of(connection).startswith(b"HTTP/1.1 413 ")


def test_a_body_that_grows_too_large_is_refused_and_not_read_on(server: Server) -> None:
    connection = server.connect(post("/sample/echo", "Transfer-Encoding: chunked"))
    assert fed_until_answered(connection, b"8000\r\n" + b"x" * 0x8000 + b"\r\n", pause=0.2).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "headers",
    [["Content-Length: 10"], ["Content-Length: 10", "X-Signature:"], ["Transfer-Encoding: chunked"]],
    ids=["without a signature", "with an empty one", "in chunks"],
)
def test_what_nobody_signed_is_refused_before_its_body_is_read(server: Server, headers: Sequence[str]) -> None:
    assert all_of(server.connect(post("/signed/echo", *headers))).startswith(b"HTTP/1.1 403 ")


def test_what_bears_a_signature_is_read(server: Server) -> None:
    assert server.ask("POST", "/signed/echo", b"hello", X_Signature="yes")[1] == b"hello"


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (post("/page/echo", f"Content-Length: {LARGEST + 1}"), b"in our own words: 413"),
        (post("/page/echo", "Content-Length: 10"), b"in our own words: 408"),
    ],
    ids=["too large", "too slow"],
)
def test_a_page_that_people_see_says_itself_what_is_wrong_with_a_body(
    server: Server, request_: bytes, said: bytes
) -> None:
    assert all_of(server.connect(request_)).endswith(said)


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 64 * 1024 + 1, LARGEST])
def test_a_body_within_its_limits_arrives_whole(server: Server, size: int) -> None:
    body = bytes(each % 251 for each in range(size))
    assert server.ask("POST", "/sample/echo", body)[1] == body
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:1], body[1:]) if part) + b"0\r\n\r\n"
    with server.connect(
        post("/sample/echo", "Transfer-Encoding: chunked", "Connection: close", body=chunks)
    ) as chunked:
        assert all_of(chunked).endswith(b"\r\n\r\n" + body)


def test_bodies_that_never_end_make_room_for_those_that_do(server: Server) -> None:
    size = LARGEST - 1
    crowd = [
        server.connect(post("/patient/echo", f"Content-Length: {LARGEST}", "Connection: close", body=b"x" * size))
        for _ in range(ROOM // size + 1)
    ]
    refused = select.select(crowd, [], [], PATIENCE)[0]
    assert [each.recv(12) for each in refused] == [b"HTTP/1.1 408"]
    for each in refused:
        crowd.remove(each)
        each.close()
    for each in crowd:
        each.sendall(b"x")
        assert all_of(each).endswith(b"x" * LARGEST)


def unfinished_file(server: Server, size: int, *headers: str) -> socket.socket:
    """A body that has come far enough to have half a minute for the rest."""
    return server.connect(post("/patient/echo", f"Content-Length: {LARGEST}", *headers, body=b"x" * size))


def test_who_has_too_many_bodies_on_their_way_loses_the_oldest_and_its_connection(server: Server) -> None:
    with ExitStack() as stack:
        other = stack.enter_context(unfinished_file(server, 40_000, "X-Forwarded-For: 203.0.113.9"))
        crowd = [
            stack.enter_context(unfinished_file(server, 40_000, "X-Forwarded-For: 203.0.113.10"))
            for _ in range(MOST_OF_ONE + 1)
        ]
        assert select.select([other, *crowd], [], [], PATIENCE)[0] == [crowd[0]]
        assert all_of(crowd[0]).startswith(b"HTTP/1.1 408 ")


def test_a_crowd_of_many_addresses_loses_the_oldest_too(server: Server) -> None:
    with ExitStack() as stack:
        crowd = [
            stack.enter_context(unfinished_file(server, 27_000, f"X-Forwarded-For: 203.0.113.{number}"))
            for number in range(MOST + 1)
        ]
        assert select.select(crowd, [], [], PATIENCE)[0] == [crowd[0]]
        assert all_of(crowd[0]).startswith(b"HTTP/1.1 408 ")


def test_a_body_that_is_given_minutes_has_them_only_while_it_comes(server: Server) -> None:
    assert all_of(unfinished_file(server, 1)).startswith(b"HTTP/1.1 408 ")


def test_beyond_threads_and_queue_is_told_to_come_back_while_what_came_before_is_done(server: Server) -> None:
    most, more = THREADS + WAITING, 3
    crowd = [
        server.connect(b"GET /sample/held HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") for _ in range(most + more)
    ]
    refused: set[socket.socket] = set()
    while len(refused) < more:
        refused |= set(select.select(list(set(crowd) - refused), [], [], PATIENCE)[0])
    answers = [all_of(each) for each in refused]
    assert all(each.startswith(b"HTTP/1.1 503 ") and b"retry-after: 2\r\n" in each for each in answers)
    assert server.answers(), "those who watch over the service wait behind nobody"
    server.gate.touch()
    assert all(all_of(each).endswith(b"let go") for each in crowd if each not in refused)


def test_a_crowd_that_asks_for_the_same_has_one_answer(server: Server) -> None:
    asked = b"GET /shared HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answers = [all_of(each) for each in [server.connect(asked) for _ in range(30)]]
    assert {each.partition(b" ")[2][:3] for each in answers} == {b"200"}
    assert len({each.rpartition(b"\r\n")[2] for each in answers}) == 1


def test_an_answer_that_may_not_be_old_is_asked_for_again(server: Server) -> None:
    assert server.ask("GET", "/fresh")[1] != server.ask("GET", "/fresh")[1]


@pytest.mark.parametrize("path", ["/alive", "/shared"])
def test_what_is_answered_for_all_has_the_headers_that_the_application_gave_it(server: Server, path: str) -> None:
    answer, body = server.ask("HEAD", path)
    assert (answer.status, body) == (200, b"")
    got, content = server.ask("GET", path)
    assert answer.getheader("Content-Length") == got.getheader("Content-Length") == str(len(content))
    assert got.getheader("Content-Type") == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "announced", ["Content-Length: 10", f"Content-Length: {LARGEST}", "Transfer-Encoding: chunked"]
)
@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("POST /nowhere", b"404"),
        ("POST /alive", b"405"),
        ("POST //signed/echo", b"403"),
        ("POST /page//echo", b"308"),
        ("POST /WORK/echo", b"404"),
        ("GET /number", b"200"),
        ("GET /page/nowhere", b"404"),
    ],
)
def test_where_no_body_is_expected_none_is_waited_for(
    server: Server, request_line: str, status: bytes, announced: str
) -> None:
    method, path = request_line.split()
    request_ = post(path, announced).replace(b"POST", method.encode(), 1)
    assert all_of(server.connect(request_)).startswith(b"HTTP/1.1 " + status)


def test_who_does_not_read_the_answer_holds_no_thread(server: Server) -> None:
    with ExitStack() as stack:
        for _ in range(THREADS + 1):
            stack.enter_context(server.connect(b"GET /sample/large HTTP/1.1\r\nHost: x\r\n\r\n"))
        assert server.ask("POST", "/sample/echo", b"hello")[1] == b"hello"


@pytest.mark.parametrize("unfinished", [UNSENT, UNSENT_FILE, ENDLESS])
def test_half_a_body_is_not_taken_for_a_whole_one(server: Server, unfinished: bytes) -> None:
    connection = server.connect(unfinished)
    connection.shutdown(socket.SHUT_WR)
    assert not all_of(connection).startswith(b"HTTP/1.1 200 ")


def test_who_leaves_amid_a_body_leaves_nothing_behind(server: Server) -> None:
    for unfinished in (UNSENT, UNSENT_FILE, ENDLESS) * 10:
        server.connect(unfinished).close()
    assert server.ask("POST", "/sample/echo", b"hello")[1] == b"hello"


def test_requests_on_one_connection_are_answered_in_their_order(server: Server) -> None:
    requests = [post("/sample/echo", "Content-Length: 3", body=b"%03d" % number) for number in range(20)]
    last = post("/sample/echo", "Content-Length: 4", "Connection: close", body=b"last")
    answers = all_of(server.connect(b"".join([*requests, last])))
    assert [part[-3:] for part in answers.split(b"HTTP/1.1 200")[1:-1]] == [b"%03d" % each for each in range(20)]


def test_head_has_the_headers_of_get_and_no_body(server: Server) -> None:
    answer, body = server.ask("HEAD", "/sample/large")
    assert (answer.status, answer.getheader("Content-Length"), body) == (200, "8000000", b"")


def test_the_application_sees_the_request_as_it_came(server: Server) -> None:
    path = "/sample/headers?a=%E0%A6%95&b="
    seen = json.loads(server.ask("POST", path, b"{}", X_Forwarded_For="10.0.0.1, 10.0.0.2", Content_Type="a/b")[1])
    assert seen["PATH_INFO"] == "/sample/headers"
    assert seen["QUERY_STRING"] == "a=%E0%A6%95&b="
    assert seen["HTTP_X_FORWARDED_FOR"] == "10.0.0.1, 10.0.0.2"
    assert (seen["CONTENT_TYPE"], seen["CONTENT_LENGTH"]) == ("a/b", "2")
    assert (seen["REMOTE_ADDR"], seen["SERVER_PORT"]) == ("127.0.0.1", str(server.port))


def test_a_header_with_underscores_does_not_pass_for_one_that_a_proxy_writes(server: Server) -> None:
    with server.connect(
        post("/sample/headers", "X_Forwarded_For: 10.0.0.1", "Content-Length: 0", "Connection: close")
    ) as forged:
        assert b"HTTP_X_FORWARDED_FOR" not in all_of(forged)


def test_a_fault_of_the_application_is_answered_too(server: Server) -> None:
    assert server.ask("GET", "/sample/broken")[0].status == 500
    assert server.ask("POST", "/sample/echo", b"hello")[1] == b"hello"


def test_stopping_lets_a_request_in_hand_come_to_its_end(tmp_path: Path) -> None:
    with served(tmp_path) as stopped:
        connection = stopped.connect(b"GET /sample/held HTTP/1.1\r\nHost: x\r\n\r\n")
        assert eventually(stopped.gate.with_suffix(".begun").exists)
        stopped.process.terminate()
        stopped.gate.touch()
        assert all_of(connection).endswith(b"let go")
        assert stopped.process.wait(PATIENCE) == 0
