"""Links by which a paper can be fetched for a few minutes: signed, and good for that paper alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from itsdangerous import BadData, URLSafeSerializer

from panchayat.clock import Clock
from panchayat.encryption import derive

LIFETIME: Final = timedelta(minutes=15)


class NotOurs(Exception):
    """The link was not made by us."""


class Expired(Exception):
    """The link was ours, but its time is over."""


class PaperLinks:
    """Makes links and reads them.

    Args:
        public_url: where the world reaches us, without a slash at the end.
        secret_keys: newest first: the first signs, every one is believed.
    """

    def __init__(self, public_url: str, secret_keys: Sequence[str], clock: Clock) -> None:
        self._public_url = public_url
        self._clock = clock
        keys = [derive(key, "links to papers") for key in reversed(secret_keys)]
        # The expiry is a part of what is signed, because the clock is ours to set, not the library's.
        self._signed = URLSafeSerializer(
            keys, salt="paper", signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"}
        )

    def make(self, paper_id: UUID, outbox_id: UUID, file_name: str) -> str:
        """The address of the paper for whoever gets this message; ``file_name`` is without its ending."""
        expires = int((self._clock() + LIFETIME).timestamp())
        # One string: the library would compress a longer form, and begin the address with a dot.
        token = self._signed.dumps(f"{paper_id.hex}{outbox_id.hex}{expires}")
        return f"{self._public_url}/files/{token}/{file_name}.pdf"

    def read(self, token: str) -> UUID:
        """The id of the paper that the token opens.

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
        return UUID(hex=opened[:32])


def digest(token: str) -> str:
    """What the log of fetches calls the link: the token itself would open it."""
    return hashlib.sha256(token.encode()).hexdigest()
