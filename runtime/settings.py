"""The settings of one installation: read from the environment once, checked as a whole, then never changed."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from runtime.clock import read_instant
from runtime.generated import Generated, generated_secrets
from runtime.problem import Problem

_SHORTEST_SECRET = 16
_PUBLIC_URL = "public-url"
_LONGEST_SOCKET_PATH = 100
#: What one number is given on request, at most.
_MOST_PER_SECOND = 400
_ACCOUNT = re.compile(r"AC[0-9a-f]{32}", re.IGNORECASE)
#: A number, or the registered name that India's networks show (up to eleven letters and digits).
_SMS_SENDER = re.compile(r"\+[1-9]\d{6,14}|(?=.*[A-Za-z])[A-Za-z0-9]{3,11}")
_WHATSAPP_NUMBER = re.compile(r"(?:whatsapp:)?(\+[1-9]\d{6,14})")


class BadSettings(Problem):
    """The settings cannot be used; ``problems`` has a sentence for each, without anything secret in it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Twilio:
    """The account that messages come from and go to; ``api_url`` replaces the host of every call to it."""

    account_sid: str
    auth_token: str = field(repr=False)
    whatsapp_from: str
    #: The number that SMS are sent from, where there is one.
    sms_from: str | None = None
    api_url: str | None = None
    #: How many messages the account takes from the number in a second.
    per_second: int = 80


@dataclass(frozen=True, slots=True)
class SealInFile:
    """The office's certificate with its key, as a PKCS#12 file."""

    path: Path
    passphrase: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class SealOnToken:
    """The office's certificate and key, both labelled ``key``, on the PKCS#11 token labelled ``token``."""

    module: Path
    token: str
    key: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What one installation was told; whatever its ``repr`` leaves out is secret or may hold a secret."""

    host: str
    port: int
    #: The folder of everything that is kept: papers, photos, and the embedded database and queue.
    data: Path
    #: Where the world reaches us, without a slash at the end; signatures cover exactly this and the path.
    public_url: str
    database_url: str = field(repr=False)
    #: The queue's server, or None for the embedded one.
    redis_url: str | None = field(repr=False)
    #: Newest first: the first encrypts and signs, the others still decrypt.
    secret_keys: tuple[str, ...] = field(repr=False)
    twilio: Twilio
    #: No account was given: messages go to a phone that exists only here.
    simulated: bool
    #: A file with the instant that every clock starts from, for trials.
    now_file: Path | None
    #: What papers are sealed with; None for a seal of the installation's own making.
    seal: SealInFile | SealOnToken | None
    #: The server that confirms the time of a sealing (RFC 3161), if one is to be asked.
    time_authority: str | None

    @property
    def on_trial(self) -> bool:
        """Whether no message can reach a real person, so that made-up people may be loaded."""
        return self.simulated or _is_loopback(self.twilio.api_url)

    @property
    def simulator_url(self) -> str | None:
        """Where the server has phones to try it with; None where an account is set, or other machines reach it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}" if self.simulated and _is_loopback(f"http://{host}") else None

    @property
    def embedded_database(self) -> bool:
        return self.database_url.startswith("sqlite:")

    @property
    def queue_socket(self) -> Path:
        """The socket of the embedded queue; a path too long for a socket moves to the temporary folder."""
        path = self.data / "valkey" / "socket"
        if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
            return path
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"panchayat-{digest}" / "socket"

    @property
    def own_seal(self) -> Path:
        """The seal that the installation makes for itself where it was given none."""
        return self.data / "seal.p12"

    @property
    def queue_url(self) -> str:
        return self.redis_url or f"unix://{self.queue_socket}"

    @property
    def metrics_folder(self) -> Path:
        """Where the processes of this installation leave their counts for ``/metrics``."""
        return self.data / "metrics"


def load(
    *,
    host: str | None = None,
    port: int | None = None,
    data: Path | None = None,
    following: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> Settings:
    """The settings, with ``host``, ``port`` and ``data`` as the command line has them, if it does.

    On a trial, secrets that are missing are made up once and kept in ``data``. With ``following``, where neither
    PUBLIC_URL nor a port is given, the public address is the one that ``run`` had in ``data``.

    Raises:
        BadSettings: with every problem at once.
        SecretsUnreadable: the made-up ones cannot be read or kept.
    """
    read = _Variables(environment)
    host = host or read.text("HOST") or "127.0.0.1"
    port = port if port is not None else read.port()
    data = (data or Path(read.text("DATA") or "data")).expanduser().absolute()
    noted = _noted_url(data) if following and not read.text("PORT") else None
    public_url = read.url("PUBLIC_URL", "http", "https").rstrip("/") or noted or f"http://127.0.0.1:{port}"
    database_url = read.url("DATABASE_URL", "sqlite", "postgresql", "postgresql+psycopg", "postgres")
    redis_url = read.url("REDIS_URL", "redis", "rediss", "unix")
    twilio = read.twilio()
    on_trial = twilio is None or _is_loopback(twilio.api_url)
    secret_keys = read.secret_keys(required=not on_trial)
    now_file = read.now_file(public_url)
    seal, time_authority = read.seal(), read.url("SEAL_TSA_URL", "http", "https")
    if read.problems:
        raise BadSettings(read.problems)
    generated = generated_secrets(data) if on_trial and not (secret_keys and twilio) else None
    return Settings(
        host=host,
        port=port,
        data=data,
        public_url=public_url,
        database_url=database_url or f"sqlite:///{data / 'office.db'}",
        redis_url=redis_url or None,
        secret_keys=secret_keys or ((generated.secret_key,) if generated else ()),
        twilio=twilio or _nobody(generated),
        simulated=twilio is None,
        now_file=now_file,
        seal=seal,
        time_authority=time_authority or None,
    )


def note_public_url(settings: Settings) -> None:
    """Leave word in the data folder of where the service is reached, for commands that are told nothing of it."""
    (settings.data / _PUBLIC_URL).write_text(f"{settings.public_url}\n")


def _noted_url(data: Path) -> str | None:
    try:
        noted = (data / _PUBLIC_URL).read_text().strip()
    except (OSError, ValueError):
        return None
    return noted if _has_address(_split(noted), ("http", "https")) else None


def for_children(settings: Settings) -> dict[str, str]:
    """The environment of a process that works for the same installation."""
    return {**os.environ, "HOST": settings.host, "PROMETHEUS_MULTIPROC_DIR": str(settings.metrics_folder)}


def leave_counts(settings: Settings) -> None:
    """Have this process leave its counts for ``/metrics``; to be called before anything counts."""
    settings.metrics_folder.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(settings.metrics_folder)


class _Variables:
    """Reads the variables one by one and collects what is wrong with them, never quoting a secret."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.problems: list[str] = []

    def text(self, name: str) -> str:
        return self._environment.get(name, "").strip()

    def port(self) -> int:
        text = self.text("PORT") or "8000"
        if text.isdecimal() and 0 < int(text) < 65536:
            return int(text)
        self.problems.append("PORT is not a number from 1 to 65535")
        return 0

    def messages_per_second(self) -> int:
        text = self.text("TWILIO_MESSAGES_PER_SECOND") or "80"
        if text.isdecimal() and 0 < int(text) <= _MOST_PER_SECOND:
            return int(text)
        self.problems.append(f"TWILIO_MESSAGES_PER_SECOND is not a number from 1 to {_MOST_PER_SECOND}")
        return 0

    def url(self, name: str, *schemes: str) -> str:
        text = self.text(name)
        if text and not _has_address(parts := _split(text), schemes):
            expected = ", ".join(f"{scheme}://…" for scheme in schemes)
            self.problems.append(f"{name} is not an address such as {expected}")
        elif text and name == "PUBLIC_URL" and (parts.query or parts.fragment):
            self.problems.append(f"{name} has a query or a fragment; both belong to the webhook's address at Twilio")
        return text

    def twilio(self) -> Twilio | None:
        names = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_WHATSAPP_FROM")
        account_sid, auth_token, sender = (self.text(name) for name in names)
        api_url = self.url("TWILIO_API_URL", "http", "https").rstrip("/") or None
        sms_sender = self.text("TWILIO_SMS_FROM")
        if not (account_sid or auth_token or sender or sms_sender or api_url):
            return None
        self.problems += [f"{name} is missing" for name in names if not self.text(name)]
        if account_sid and not _is_loopback(api_url) and not _ACCOUNT.fullmatch(account_sid):
            self.problems.append("TWILIO_ACCOUNT_SID is not AC and 32 hexadecimal digits")
        number = _WHATSAPP_NUMBER.fullmatch(sender)
        if sender and not number:
            self.problems.append("TWILIO_WHATSAPP_FROM is not a number such as whatsapp:+14155238886")
        sms_number = _SMS_SENDER.fullmatch(sms_sender)
        if sms_sender and not sms_number:
            self.problems.append("TWILIO_SMS_FROM is neither a number such as +14155238886 nor a sender's name")
        own_number = f"whatsapp:{number[1]}" if number else ""
        return Twilio(
            account_sid, auth_token, own_number, sms_sender or None, api_url, per_second=self.messages_per_second()
        )

    def secret_keys(self, *, required: bool) -> tuple[str, ...]:
        keys = tuple(key.strip() for key in self.text("SECRET_KEY").split(",") if key.strip())
        if not keys and required:
            self.problems.append("SECRET_KEY is missing (it is made up only while no message can reach a real person)")
        elif required and any(len(key) < _SHORTEST_SECRET for key in keys):
            self.problems.append(f"SECRET_KEY has a key shorter than {_SHORTEST_SECRET} characters")
        return keys

    def seal(self) -> SealInFile | SealOnToken | None:
        file, passphrase = self.text("SEAL_PKCS12"), self.text("SEAL_PASSPHRASE")
        names = ("SEAL_PKCS11_MODULE", "SEAL_PKCS11_TOKEN", "SEAL_PKCS11_KEY", "SEAL_PKCS11_PIN")
        module, token, key, pin = (self.text(name) for name in names)
        if file and (module or token or pin or key):
            self.problems.append("SEAL_PKCS12 and SEAL_PKCS11_… are both set; papers carry one seal")
        if passphrase and not file:
            self.problems.append("SEAL_PASSPHRASE is set, but SEAL_PKCS12 is missing")
        if file:
            return SealInFile(self.file("SEAL_PKCS12"), passphrase or None)
        if not (module or token or pin or key):
            return None
        self.problems += [f"{name} is missing" for name in names if not self.text(name)]
        return SealOnToken(self.file("SEAL_PKCS11_MODULE"), token, key, pin)

    def file(self, name: str) -> Path:
        path = Path(self.text(name)).expanduser().absolute()
        if self.text(name) and not path.is_file():
            self.problems.append(f"{name} is not a file: {path}")
        return path

    def now_file(self, public_url: str) -> Path | None:
        if not (name := self.text("NOW_FILE")):
            return None
        if _split(public_url).scheme == "https":
            self.problems.append("NOW_FILE is for trials and refused while PUBLIC_URL is https")
        path = Path(name).expanduser().absolute()
        try:
            read_instant(path.read_text())
        except FileNotFoundError:
            pass  # the clock is shifted as soon as there is one
        except (OSError, ValueError):
            self.problems.append(f"NOW_FILE has no instant such as 2026-12-01T09:30:00+05:30 in it: {path}")
        return path


def _nobody(generated: Generated | None) -> Twilio:
    if generated is None:
        raise ValueError("without an account the secrets are made up")
    return Twilio(generated.account_sid, generated.auth_token, "whatsapp:+910000000000")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises for a port that is none
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def _has_address(parts: SplitResult, schemes: tuple[str, ...]) -> bool:
    place = parts.path if parts.scheme in ("sqlite", "unix") else parts.hostname or parts.query
    return parts.scheme in schemes and bool(place)


def _is_loopback(url: str | None) -> bool:
    host = _split(url or "").hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
