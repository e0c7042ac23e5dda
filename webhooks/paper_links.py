"""Links by which a paper can be fetched for a few minutes: signed, and good for that paper alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

from itsdangerous import BadData, Serializer, URLSafeSerializer
from itsdangerous.encoding import base64_encode

from panchayat.core.clock import Clock
from panchayat.core.encryption import derive

LIFETIME: Final = timedelta(minutes=15)


class NotOurs(Exception):
    """The link was not made by us."""


class Expired(Exception):
    """The link was ours, but its time is over."""


class _Uncompressed(URLSafeSerializer):
    """Reads what is compressed, but makes nothing such: it begins with a dot, and many servers hand out no such address."""

    def dump_payload(self, obj: Any) -> bytes:
        return base64_encode(Serializer.dump_payload(self, obj))


class _Links:
    """Makes tokens and reads them.

    Args:
        public_url: where the world reaches us, without a slash at the end.
        secret_keys: newest first: the first signs, every one is believed.
    """

    _purpose: ClassVar[str]
    _salt: ClassVar[str]

    def __init__(self, public_url: str, secret_keys: Sequence[str], clock: Clock) -> None:
        self._public_url = public_url
        self._clock = clock
        keys = [derive(key, self._purpose) for key in reversed(secret_keys)]
        # The expiry is a part of what is signed, because the clock is ours to set, not the library's.
        self._signed = _Uncompressed(
            keys, salt=self._salt, signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"}
        )

    def _token(self, record_id: UUID, outbox_id: UUID) -> str:
        expires = int((self._clock() + LIFETIME).timestamp())
        token: str = self._signed.dumps(f"{record_id.hex}{outbox_id.hex}{expires}")
        return token

    def _opened(self, token: str) -> tuple[UUID, UUID]:
        """The ids of the record whose file the token opens, and of the message that it was sent with.

        Raises:
            NotOurs: it was made up or changed.
            Expired: it is older than fifteen minutes.
        """
        try:
            opened = self._signed.loads(token)
        except BadData as error:
            raise NotOurs from error
        if self._clock().timestamp() > int(opened[64:]):
            raise Expired
        return UUID(hex=opened[:32]), UUID(hex=opened[32:64])


class PaperLinks(_Links):
    """Links to papers."""

    _purpose = "links to papers"
    _salt = "paper"

    def make(self, paper_id: UUID, outbox_id: UUID, file_name: str) -> str:
        """The address of the paper for whoever gets this message; ``file_name`` is without its ending."""
        return f"{self._public_url}/files/{self._token(paper_id, outbox_id)}/{file_name}.pdf"

    def read(self, token: str) -> UUID:
        """The id of the paper that the token opens.

        Raises:
            NotOurs, Expired: see ``_opened``.
        """
        return self._opened(token)[0]


class EvidenceLinks(_Links):
    """Links to files that came with a record; none of them opens a paper."""

    _purpose = "links to evidence"
    _salt = "evidence"

    def make(self, media_id: UUID, outbox_id: UUID) -> str:
        """The address of the file for the officer who gets this message."""
        return f"{self._public_url}/files/{self._token(media_id, outbox_id)}/evidence"

    def read(self, token: str) -> tuple[UUID, UUID]:
        """The ids of the file that the token opens, and of the message that it was sent with.

        Raises:
            NotOurs, Expired: see ``_opened``.
        """
        return self._opened(token)


def digest(token: str) -> str:
    """What the log of fetches calls the link: the token itself would open it."""
    return hashlib.sha256(token.encode()).hexdigest()
