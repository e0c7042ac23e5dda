"""What granian hands over for a request (its own interface, RSGI), as far as it is used here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Sequence
from typing import Protocol

from granian.rsgi import ProtocolClosed as Gone  # type: ignore[attr-defined]  # exported without saying so

__all__ = ["Exchange", "Gone", "Headers", "Scope"]


class Headers(Protocol):
    """The headers of a request; names in small letters, a name may occur several times."""

    def __contains__(self, name: str) -> bool: ...
    def get(self, name: str, default: str) -> str: ...
    def items(self) -> Sequence[tuple[str, str]]: ...


class Scope(Protocol):
    """All of a request but its body; ``path`` is decoded, addresses are ``host:port``."""

    client: str
    headers: Headers
    http_version: str
    method: str
    path: str
    query_string: str
    scheme: str
    server: str


class Exchange(Protocol):
    """Gives the body, whole or in parts, and takes the answer, from any thread; raises ``Gone``."""

    def __call__(self) -> Awaitable[bytes]: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...
    def response_bytes(self, status: int, headers: Sequence[tuple[str, str]], body: bytes) -> None: ...
    def response_str(self, status: int, headers: Sequence[tuple[str, str]], body: str) -> None: ...
