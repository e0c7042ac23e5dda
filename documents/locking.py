"""The lock on a paper that is for one person alone: AES-256 under a password, which the facts carry and no page shows.

Revision 6 of the standard handler (ISO 32000-2, 7.6.4), which every reader of today opens.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers import Cipher as Ciphering
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB

from documents.container import File, write_locked
from documents.facts import FactWrong

#: The fact that locks a paper; no paper knows it as its own, so that it is never printed.
_FACT: Final = "password"
#: A longer password is cut by readers, and letters beyond these are typed differently from phone to phone.
_LONGEST: Final = 127
#: What a reader does not do even for whoever knows the password, by the standard's counting of bits: change the paper,
#: add notes, fill in forms, put pages together. It shows, prints, reads aloud and copies it.
_FORBIDDEN: Final = (4, 6, 9, 11)
_PERMISSIONS: Final = -1 - sum(1 << (bit - 1) for bit in (1, 2, *_FORBIDDEN))
_BLOCK: Final = 16
_HASHES: Final = (hashlib.sha256, hashlib.sha384, hashlib.sha512)


def password_of(facts: Mapping[str, Any]) -> str | None:
    """The password that opens the paper of these facts; none if anybody may open it.

    Raises:
        FactWrong: it is not one that every phone can type, or it is empty, which every reader tries by itself.
    """
    password = facts.get(_FACT)
    if password is None:
        return None
    if not isinstance(password, str) or not 0 < len(password) <= _LONGEST:
        raise FactWrong(_FACT, f"a text of 1 to {_LONGEST} signs")
    if not password.isascii() or not password.isprintable():
        raise FactWrong(_FACT, "of Latin letters, digits and signs")
    return password


@dataclass(frozen=True, slots=True)
class Lock:
    """A key made up for one file, and the rules by which a password leads to it."""

    key: bytes
    rules: bytes

    def encrypt(self, content: bytes) -> bytes:
        """AES-256 (CBC) with a beginning made up each time."""
        begin = secrets.token_bytes(_BLOCK)
        spare = _BLOCK - len(content) % _BLOCK
        sealing = Ciphering(AES(self.key), CBC(begin)).encryptor()
        return begin + sealing.update(content + bytes([spare]) * spare)


def lock_for(password: str) -> Lock:
    """A new lock that ``password`` opens.

    There is no owner's password: what stands in its place is drawn by lot, and nobody knows what would fit it.
    """
    key = secrets.token_bytes(32)
    checking, opening = secrets.token_bytes(8), secrets.token_bytes(8)
    typed = password.encode("ascii")
    user = _hash(typed, checking) + checking + opening
    unlocking = Ciphering(AES(_hash(typed, opening)), CBC(bytes(_BLOCK))).encryptor().update(key)
    # Readers compare them with what stands open beside, so that nobody widens what is allowed.
    allowed = _PERMISSIONS.to_bytes(8, "little", signed=True) + b"Tadb" + secrets.token_bytes(4)
    allowed = Ciphering(AES(key), ECB()).encryptor().update(allowed)  # noqa: S305 - as the standard has it
    entries = {
        b"U": user,
        b"UE": unlocking,
        b"O": secrets.token_bytes(48),
        b"OE": secrets.token_bytes(32),
        b"Perms": allowed,
    }
    written = b"".join(b"/%b<%b>" % (name, value.hex().encode()) for name, value in entries.items())
    return Lock(
        key,
        b"<</Filter/Standard/V 5/R 6/Length 256/P %d%b/EncryptMetadata true" % (_PERMISSIONS, written)
        + b"/CF<</StdCF<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>>>/StmF/StdCF/StrF/StdCF>>",
    )


def lock(file: File, under: Lock) -> bytes:
    """The file encrypted, title and author too; every locking of one paper differs."""
    # A name made from what the file says would tell who guesses it that the guess was right.
    return write_locked(file, under, secrets.token_bytes(_BLOCK))


def _hash(password: bytes, salt: bytes) -> bytes:
    """The standard's slow hash of a user's password (algorithm 2.B)."""
    mixed = hashlib.sha256(password + salt).digest()
    turn = 0
    while True:
        turn += 1
        scrambling = Ciphering(AES(mixed[:_BLOCK]), CBC(mixed[_BLOCK : 2 * _BLOCK])).encryptor()
        scrambled = scrambling.update((password + mixed) * 64)
        # The first sixteen bytes as one number, by three: 256 is 1 by three, so their sum will do.
        mixed = _HASHES[sum(scrambled[:_BLOCK]) % 3](scrambled).digest()
        if turn >= 64 and scrambled[-1] <= turn - 32:
            return mixed[:32]
