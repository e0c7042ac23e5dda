"""The simulator is there for a browser on this machine in a trial, and for nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import webhooks.simulator
from runtime.records import prepare
from runtime.settings import load
from runtime.web import application
from runtime.wiring import Installation
from tests.simulator.conftest import RAHIMA, Browser, Service

STATIC = Path(webhooks.simulator.__file__).parent / "static"
ACCOUNT = {
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "the token",
    "TWILIO_WHATSAPP_FROM": "whatsapp:+14155238886",
    "SECRET_KEY": "a key that is long enough",
}
EVERYTHING = ("/simulator", "/simulator/setup", "/simulator/static/page.js", "/simulator/changes")
MESSAGE = {"phone": RAHIMA.address, "body": "hi"}


def browser_of(tmp_path: Path, host: str | None = None, **environment: str) -> Browser:
    settings = load(host=host, data=tmp_path, environment=environment)
    prepare(settings, demo=False)
    return Browser(application(Installation(settings)), "http://127.0.0.1:8000")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_it_is_there_in_a_trial_on_this_machine(tmp_path: Path, host: str) -> None:
    browser = browser_of(tmp_path, host)
    assert [browser.get(path).status_code for path in EVERYTHING] == [200] * 4


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4"])  # noqa: S104  # nothing is bound
def test_it_does_not_exist_where_other_machines_reach_the_server(tmp_path: Path, host: str) -> None:
    browser = browser_of(tmp_path, host)
    assert [browser.get(path).status_code for path in EVERYTHING] == [404] * 4
    assert browser.post("/simulator/messages", data=MESSAGE).status_code == 404


@pytest.mark.parametrize("api", [{}, {"TWILIO_API_URL": "http://127.0.0.1:9000"}])
def test_it_does_not_exist_where_an_account_is_set(tmp_path: Path, api: dict[str, str]) -> None:
    browser = browser_of(tmp_path, **ACCOUNT, **api)
    assert [browser.get(path).status_code for path in EVERYTHING] == [404] * 4


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1:1", ""])
def test_another_name_for_this_machine_is_refused(quiet_service: Service, host: str) -> None:
    for path in EVERYTHING:
        assert quiet_service.browser.get(path, host=host).status_code in (400, 403)


def test_its_own_names_are_all_let_in(quiet_service: Service) -> None:
    port = quiet_service.url.rpartition(":")[2]
    for name in ("127.0.0.1", "localhost", "[::1]"):
        assert quiet_service.browser.get("/simulator", host=f"{name}:{port}").status_code == 200


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host"])
def test_what_a_proxy_passes_on_is_refused(quiet_service: Service, header: str) -> None:
    assert quiet_service.browser.get("/simulator", **{header: "somebody"}).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", ""])
@pytest.mark.parametrize("path", ["messages", "phones", "seen", "again"])
def test_a_post_from_another_page_is_refused(quiet_service: Service, path: str, origin: str) -> None:
    answer = quiet_service.browser.post(f"/simulator/{path}", data=MESSAGE, origin=origin)
    assert answer.status_code == 403


def test_a_post_that_does_not_say_where_it_comes_from_is_refused(quiet_service: Service) -> None:
    assert quiet_service.browser.post("/simulator/messages", data=MESSAGE, origin=None).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_cannot_even_look(quiet_service: Service, site: str) -> None:
    assert quiet_service.browser.get("/simulator/changes", sec_fetch_site=site).status_code == 403


def test_a_link_to_the_page_can_be_followed_from_anywhere(quiet_service: Service) -> None:
    from_elsewhere = {"sec_fetch_site": "cross-site", "sec_fetch_dest": "document"}
    assert quiet_service.browser.get("/simulator", **from_elsewhere).status_code == 200
    assert quiet_service.browser.get("/simulator/changes", **from_elsewhere).status_code == 403
    assert (
        quiet_service.browser.get("/simulator", sec_fetch_site="cross-site", sec_fetch_dest="iframe").status_code == 403
    )


def test_the_page_may_load_nothing_from_elsewhere_and_run_nothing_within_it(quiet_service: Service) -> None:
    answer = quiet_service.browser.get("/simulator")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", answer.text)
    for source in STATIC.iterdir():
        if source.suffix in (".html", ".css", ".js", ".svg"):
            elsewhere = re.findall(r"https?://(?!www\.w3\.org/2000/svg)[\w.]+", source.read_text())
            assert not elsewhere, source.name


def test_a_file_that_could_run_is_not_shown_in_the_browser(quiet_service: Service) -> None:
    phones = quiet_service.installation.phones
    for content_type, shown in (("text/html", False), ("image/svg+xml", False), ("image/png", True)):
        file_id = phones.attach(b"<script>alert(1)</script>", content_type)
        answer = quiet_service.browser.get(f"/simulator/files/{file_id}/x")
        assert (answer.headers["Content-Disposition"] == "inline") is shown
        assert (answer.mimetype == content_type) is shown
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert quiet_service.browser.get("/simulator/files/ME0/x").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": "whatsapp:+919830012345"},
        {"body": ""},
        {"body": " \n"},
        {"body": "x" * 1601},
        {"latitude": "north", "longitude": "88"},
        {"tap_id": "a|b", "tap_kind": "wink"},
    ],
)
def test_a_message_that_no_phone_would_send_is_refused(quiet_service: Service, wrong: dict[str, str]) -> None:
    assert quiet_service.browser.post("/simulator/messages", data={**MESSAGE, **wrong}).status_code == 400
