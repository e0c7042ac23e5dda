"""The lock on a paper that is for one person alone: AES-256 under a password, which the facts carry and no page shows."""

from __future__ import annotations

import io
import secrets
from collections.abc import Mapping
from typing import Any, Final

import pikepdf

from documents.facts import FactWrong

#: The fact that locks a paper; no paper knows it as its own, so that it is never printed.
_FACT: Final = "password"
#: What a reader does for whoever knows the password: show, print, read aloud and copy, but change nothing.
_ALLOWED: Final = pikepdf.Permissions(
    modify_annotation=False, modify_assembly=False, modify_form=False, modify_other=False
)
#: A longer password is cut by readers, and letters beyond these are typed differently from phone to phone.
_LONGEST: Final = 127


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


def lock(content: bytes, password: str) -> bytes:
    """The PDF ``content`` encrypted (AES-256, revision 6), title and author too; every locking of one paper differs.

    Nobody knows the owner's password, which would open the file as well.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        # It was made from what the file says, and would stay readable: a new one is made up.
        del pdf.trailer.ID
        sink = io.BytesIO()
        rules = pikepdf.Encryption(user=password, owner=secrets.token_urlsafe(32), R=6, allow=_ALLOWED)
        pdf.save(sink, encryption=rules, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return sink.getvalue()
