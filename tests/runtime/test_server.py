"""The service as its server serves it: what each path lets in, whoever else is knocking."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from uuid import uuid4

import pytest
import requests

from tests.programs import ROOT
from tests.runtime.service import CLEAN, free_port, panchayat
from tests.stand_in.twilio import ACCOUNT, SENDER, TOKEN, signed
from tests.waiting import PATIENCE, eventually

pytestmark = pytest.mark.slow

PORT = free_port()
URL = f"http://127.0.0.1:{PORT}"
MESSAGE = {"AccountSid": ACCOUNT, "From": "whatsapp:+910000000303", "To": SENDER, "Body": "hi", "NumMedia": "0"}


@pytest.fixture(scope="module", autouse=True)
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The web process alone, on an empty database."""
    data = str(tmp_path_factory.mktemp("web"))
    assert panchayat("migrate", "--data", data).returncode == 0
    account = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_WHATSAPP_FROM": SENDER}
    command = [sys.executable, "-m", "runtime", "web", "--data", data, "--port", str(PORT)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**CLEAN, **account, "TWILIO_API_URL": "http://127.0.0.1:1"},
    )
    try:
        assert eventually(lives)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def lives() -> bool:
    try:
        return requests.get(f"{URL}/healthz", timeout=PATIENCE).ok
    except requests.ConnectionError:
        return False


def write() -> requests.Response:
    url, form = f"{URL}/webhooks/twilio/whatsapp", {**MESSAGE, "MessageSid": f"SM{uuid4().hex}"}
    return requests.post(url, data=form, headers=signed(url, form), timeout=PATIENCE)


def connect(method: str, path: str, *headers: str) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", PORT), timeout=PATIENCE)
    connection.sendall("\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *headers, "", ""]).encode())
    return connection


def status_of(connection: socket.socket) -> bytes:
    with connection:
        return connection.recv(12)


@pytest.mark.parametrize("crowd", [8, 24, 200])
@pytest.mark.parametrize(
    ("path", "header"),
    [
        ("/webhooks/twilio/whatsapp", "X-Twilio-Signature: made up"),
        ("/verify/file", "Content-Type: multipart/form-data; boundary=x"),
        ("/nowhere", "X-Nothing: at all"),
    ],
)
def test_messages_and_health_are_answered_whoever_announces_bodies_and_sends_none(
    path: str, header: str, crowd: int
) -> None:
    with ExitStack() as stack:
        for _ in range(crowd):
            stack.enter_context(connect("POST", path, header, "Content-Length: 60000"))
        assert write().status_code == 200
        assert lives()
        assert requests.get(f"{URL}/verify", timeout=PATIENCE).ok


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_who_watches_over_the_service_is_answered_among_many_who_ask_for_the_same(path: str) -> None:
    crowd = [connect("GET", path) for _ in range(60)]
    statuses = set()
    for each in crowd:
        with each:
            answer = each.recv(65536)
            assert b"Try again" not in answer
            statuses.add(answer[:12])
    assert statuses == {b"HTTP/1.1 503" if path == "/readyz" else b"HTTP/1.1 200"}, "nothing but the web process runs"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("//webhooks/twilio/whatsapp", b"403"),
        ("/webhooks//twilio/whatsapp", b"404"),
        ("/WEBHOOKS/twilio/whatsapp", b"404"),
        ("/./webhooks/twilio/whatsapp", b"404"),
        ("/verify/file/", b"405"),
        ("/readyz", b"405"),
    ],
)
def test_no_body_is_waited_for_that_nothing_will_read(path: str, status: bytes) -> None:
    assert status_of(connect("POST", path, "Content-Length: 60000"))[9:] == status


@pytest.mark.parametrize("path", ["whatsapp", "voice", f"status/{'0' * 8}-0000-7000-8000-{'0' * 12}"])
def test_what_twilio_did_not_sign_is_refused_before_its_body_is_read(path: str) -> None:
    unsent = connect("POST", f"/webhooks/twilio/{path}", "Content-Length: 600")
    assert status_of(unsent) == b"HTTP/1.1 403"


def test_a_message_larger_than_twilios_is_refused_before_it_is_read() -> None:
    announced = ("X-Twilio-Signature: made up", "Content-Length: 70000", "Expect: 100-continue")
    assert status_of(connect("POST", "/webhooks/twilio/whatsapp", *announced)) == b"HTTP/1.1 413"


def test_a_file_of_five_megabytes_is_read_and_a_larger_one_refused_in_the_readers_language() -> None:
    def upload(size: int) -> requests.Response:
        file = {"file": ("paper.pdf", b"%" * size)}
        return requests.post(f"{URL}/verify/file", files=file, timeout=PATIENCE, allow_redirects=False)

    assert upload(5 * 1024 * 1024 - 1024).status_code == 303
    refused = upload(5 * 1024 * 1024 + 1024)
    assert refused.status_code == 413
    assert "ফাইলটি খুব বড়" in refused.text


def test_who_watches_over_the_service_is_told_how_many_were_refused() -> None:
    before = refused_so_far()
    assert status_of(connect("POST", "/webhooks/twilio/whatsapp", "Content-Length: 600")) == b"HTTP/1.1 403"
    assert refused_so_far() == before + 1


def refused_so_far() -> float:
    counts = requests.get(f"{URL}/metrics", timeout=PATIENCE).text.splitlines()
    return sum(
        float(line.split()[1]) for line in counts if line.startswith('panchayat_http_refused_total{status="403"}')
    )


def test_only_the_version_of_http_is_spoken_whose_silence_has_a_deadline() -> None:
    with socket.create_connection(("127.0.0.1", PORT), timeout=PATIENCE) as connection:
        connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        assert not connection.recv(64).startswith(b"\0")


def test_the_server_asks_for_as_many_files_as_it_has_connections_and_takes_what_it_is_given() -> None:
    script = "ulimit -S -n 256; ulimit -H -n 1000; exec $0 -c 'from runtime.server import connections as c; print(c())'"
    asked = subprocess.run(
        ["sh", "-c", script, sys.executable], cwd=ROOT, env=CLEAN, capture_output=True, text=True, check=True
    )
    assert asked.stdout == "744\n"
