"""The secrets that an installation makes for itself, once for each data folder."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from runtime.problem import Problem


class SecretsUnreadable(Problem):
    """The file of made-up secrets is there but cannot be used."""


@dataclass(frozen=True, slots=True)
class Generated:
    """Secrets that nobody had to choose; the account is one that exists nowhere."""

    secret_key: str = field(repr=False)
    account_sid: str
    auth_token: str = field(repr=False)


def generated_secrets(data: Path) -> Generated:
    """The secrets kept in ``data``, made up if there are none; processes that start at once agree on them.

    Raises:
        SecretsUnreadable: the file cannot be read or written, or is not what was written.
    """
    path = data / "secrets.json"
    try:
        if not path.exists():
            made = Generated(secrets.token_urlsafe(32), f"AC{secrets.token_hex(16)}", secrets.token_hex(16))
            _keep(path, json.dumps(asdict(made), indent=2).encode())
        return Generated(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise SecretsUnreadable(f"{path} cannot be used: {error}") from error


def made_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """The content of the secret file ``path``, made if it is not there; processes that start at once agree on it.

    Raises:
        SecretsUnreadable: the file cannot be read or written.
    """
    try:
        if not path.exists():
            _keep(path, make())
        return path.read_bytes()
    except OSError as error:
        raise SecretsUnreadable(f"{path} cannot be used: {error}") from error


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        with suppress(FileExistsError):  # another process was first: what it made holds
            os.link(draft, path)
    finally:
        draft.unlink()
