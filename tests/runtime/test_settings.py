"""Settings: all that is wrong is said at once, and no secret is ever shown."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from runtime.generated import SecretsUnreadable
from runtime.settings import BadSettings, SealInFile, SealOnToken, load, note_public_url
from runtime.wiring import Installation, NoSeal

ACCOUNT = {
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "the token",
    "TWILIO_WHATSAPP_FROM": "whatsapp:+14155238886",
}


def problems(data: Path, **variables: str) -> list[str]:
    with pytest.raises(BadSettings) as caught:
        load(data=data, environment=variables)
    return caught.value.problems


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = load(data=tmp_path, environment={})
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{tmp_path}/office.db"
    assert settings.queue_url.startswith("unix://")
    assert settings.simulated
    assert settings.on_trial


def test_what_the_command_line_says_comes_before_the_environment(tmp_path: Path) -> None:
    settings = load(host="::1", port=9000, data=tmp_path, environment={"PORT": "8001", "HOST": "10.0.0.1", "DATA": "/"})
    assert (settings.host, settings.port, settings.data) == ("::1", 9000, tmp_path)
    assert settings.public_url == "http://127.0.0.1:9000"


def test_commands_beside_a_run_have_its_address_unless_they_are_told_another(tmp_path: Path) -> None:
    def followed(**environment: str) -> str:
        return load(data=tmp_path, following=True, environment=environment).public_url

    assert followed() == "http://127.0.0.1:8000"
    note_public_url(load(data=tmp_path, port=8311, environment={}))
    assert followed() == "http://127.0.0.1:8311"
    assert followed(PORT="8312") == "http://127.0.0.1:8312"
    assert followed(PUBLIC_URL="https://village.example/") == "https://village.example"
    assert load(data=tmp_path, environment={}).public_url == "http://127.0.0.1:8000"
    (tmp_path / "public-url").write_text("nonsense")
    assert followed() == "http://127.0.0.1:8000"


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    told = problems(
        tmp_path,
        PORT="80 80",
        PUBLIC_URL="ftp://village",
        DATABASE_URL="mysql://u:p@h/d",
        REDIS_URL="6379",
        TWILIO_AUTH_TOKEN="x",
        NOW_FILE="/",
    )
    names = [problem.split()[0] for problem in told]
    assert names == [
        "PORT",
        "PUBLIC_URL",
        "DATABASE_URL",
        "REDIS_URL",
        "TWILIO_ACCOUNT_SID",
        "TWILIO_WHATSAPP_FROM",
        "SECRET_KEY",
        "NOW_FILE",
    ]


def test_a_missing_token_is_named(tmp_path: Path) -> None:
    account = {name: value for name, value in ACCOUNT.items() if name != "TWILIO_AUTH_TOKEN"}
    assert problems(tmp_path, **account, SECRET_KEY="k" * 32) == ["TWILIO_AUTH_TOKEN is missing"]


def test_an_account_that_reaches_real_people_needs_a_key_of_ones_own(tmp_path: Path) -> None:
    assert problems(tmp_path, **ACCOUNT)[0].startswith("SECRET_KEY is missing")
    assert problems(tmp_path, **ACCOUNT, SECRET_KEY="short")[0].startswith("SECRET_KEY has a key shorter")
    settings = load(data=tmp_path, environment={**ACCOUNT, "SECRET_KEY": f"{'n' * 20}, {'o' * 20}"})
    assert settings.secret_keys == ("n" * 20, "o" * 20)
    assert not settings.on_trial


def test_a_number_may_have_been_given_another_rate(tmp_path: Path) -> None:
    account = {**ACCOUNT, "SECRET_KEY": "k" * 32}
    assert load(data=tmp_path, environment=account).twilio.per_second == 80
    given = load(data=tmp_path, environment={**account, "TWILIO_MESSAGES_PER_SECOND": "400"})
    assert given.twilio.per_second == 400
    for wrong in ("0", "401", "-1", "fast"):
        [problem] = problems(tmp_path, **account, TWILIO_MESSAGES_PER_SECOND=wrong)
        assert problem.startswith("TWILIO_MESSAGES_PER_SECOND")


@pytest.mark.parametrize("host", ["127.0.0.1:9999", "localhost:1", "[::1]:80"])
def test_a_stand_in_on_this_machine_is_a_trial(tmp_path: Path, host: str) -> None:
    settings = load(data=tmp_path, environment={**ACCOUNT, "TWILIO_API_URL": f"http://{host}/"})
    assert settings.on_trial
    assert not settings.simulated
    assert settings.twilio.api_url == f"http://{host}"


def test_a_stand_in_elsewhere_is_no_trial(tmp_path: Path) -> None:
    assert problems(tmp_path, **ACCOUNT, TWILIO_API_URL="http://127.0.0.1.example.org")[0].startswith("SECRET_KEY")


def test_made_up_secrets_stay_the_same_and_are_nobody_elses_to_read(tmp_path: Path) -> None:
    first, second = (load(data=tmp_path / "data", environment={}) for _ in range(2))
    assert first == second
    assert stat.S_IMODE((tmp_path / "data/secrets.json").stat().st_mode) == 0o600


def test_a_damaged_file_of_secrets_is_told_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{")
    with pytest.raises(SecretsUnreadable, match=r"secrets\.json cannot be used"):
        load(data=tmp_path, environment={})
    assert (tmp_path / "secrets.json").read_text() == "{"


def test_a_seal_is_made_once_and_is_nobody_elses_to_use(tmp_path: Path) -> None:
    settings = load(data=tmp_path / "data", environment={})
    first, second = (Installation(settings).seal.certificate for _ in range(2))
    assert first == second
    assert stat.S_IMODE(settings.own_seal.stat().st_mode) == 0o600


def test_the_offices_own_seal_is_a_file_or_a_key_on_a_token(tmp_path: Path) -> None:
    file = tmp_path / "seal.p12"
    file.write_bytes(b"not a seal")
    settings = load(data=tmp_path, environment={"SEAL_PKCS12": str(file), "SEAL_PASSPHRASE": "open"})
    assert settings.seal == SealInFile(file, "open")
    with pytest.raises(NoSeal, match="not PKCS#12"):
        _ = Installation(settings).seal
    token = {"SEAL_PKCS11_MODULE": str(file), "SEAL_PKCS11_TOKEN": "office", "SEAL_PKCS11_KEY": "seal"}
    settings = load(data=tmp_path, environment={**token, "SEAL_PKCS11_PIN": "2468"})
    assert settings.seal == SealOnToken(file, "office", "seal", "2468")


def test_what_is_wrong_with_a_seal_is_told(tmp_path: Path) -> None:
    told = problems(tmp_path, SEAL_PKCS12="/nowhere", SEAL_PKCS11_PIN="2468", SEAL_TSA_URL="time")
    assert [problem.partition(" ")[0] for problem in told] == ["SEAL_PKCS12", "SEAL_PKCS12", "SEAL_TSA_URL"]
    assert problems(tmp_path, SEAL_PASSPHRASE="open") == ["SEAL_PASSPHRASE is set, but SEAL_PKCS12 is missing"]
    told = problems(tmp_path, SEAL_PKCS11_TOKEN="office", SEAL_PKCS11_MODULE="/nowhere")
    assert told == [
        "SEAL_PKCS11_KEY is missing",
        "SEAL_PKCS11_PIN is missing",
        "SEAL_PKCS11_MODULE is not a file: /nowhere",
    ]


def test_the_clock_is_not_shifted_where_the_world_listens(tmp_path: Path) -> None:
    now_file = tmp_path / "now"
    now_file.write_text("2026-12-01T09:30:00+05:30")
    assert load(data=tmp_path, environment={"NOW_FILE": str(now_file)}).now_file == now_file
    told = problems(tmp_path, NOW_FILE=str(now_file), PUBLIC_URL="https://panchayat.example")
    assert told == ["NOW_FILE is for trials and refused while PUBLIC_URL is https"]


def test_a_data_folder_too_deep_for_a_socket_still_has_a_queue(tmp_path: Path) -> None:
    deep = load(data=tmp_path / ("deep" * 30), environment={})
    assert len(str(deep.queue_socket)) < 100
    assert deep.queue_socket != load(data=tmp_path / ("steep" * 30), environment={}).queue_socket


SECRET = some.text(some.characters(min_codepoint=33, max_codepoint=126, exclude_characters=",@/:?#[]%"), min_size=8)


@given(secret=SECRET, bad=some.sampled_from(["", "PORT", "PUBLIC_URL", "TWILIO_WHATSAPP_FROM", "DATABASE_URL"]))
def test_no_secret_is_shown_whatever_is_wrong(secret: str, bad: str) -> None:
    secret = f"!{secret}!"
    environment = {
        **ACCOUNT,
        "TWILIO_AUTH_TOKEN": secret,
        "SECRET_KEY": secret,
        "DATABASE_URL": f"postgresql://u:{secret}@h/d",
        "REDIS_URL": f"redis://:{secret}@h",
        "TWILIO_API_URL": "http://localhost:1",
        "SEAL_PKCS12": __file__,
        "SEAL_PASSPHRASE": secret,
    }
    if bad:
        environment[bad] = "nonsense " + secret
    try:
        shown = repr(load(data=Path("/nowhere"), environment=environment))
    except BadSettings as problem:
        shown = json.dumps([str(problem), repr(problem), problem.problems])
    assert secret not in shown
