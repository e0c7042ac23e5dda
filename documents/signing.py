"""The place of a signature in a paper's file: an invisible field on the first page, added behind what is there.

It is a certification signature that allows no change (ISO 32000-2, 12.8), as PAdES has it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from documents.container import Addition

if TYPE_CHECKING:
    from documents.container import Cipher, File

#: A reader then warns of notes and stamps on the paper too.
_NO_CHANGES: Final = (
    b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P 1>>>>]"
)
#: The kind of signature is younger than the PDF that the file says it is.
_EXTENSIONS: Final = b"/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 1>>>>"
#: The signature covers the file from its beginning to here, and from there on to its end.
_COVERS: Final = b"/ByteRange[0 %010d %010d %010d]"
_KIDS: Final = re.compile(rb"/Kids ?\[ ?(\d+) 0 R")
_PAGES: Final = re.compile(rb"/Pages (\d+) 0 R")
_LINKS: Final = re.compile(rb"/Annots ?\[([^]]*)\]")


@dataclass(frozen=True, slots=True)
class About:
    """What a signature says besides: why, where, and how to check."""

    field: str
    reason: str
    location: str
    contact: str


def sign(
    content: bytes,
    file: File,
    about: About,
    room: int,
    signature: Callable[[bytes], bytes],
    *,
    cipher: Cipher | None = None,
) -> bytes:
    """``content``, which was written from ``file``, with a signature over all of its bytes.

    Args:
        room: as many bytes as the signature can need.
        signature: gives it for the SHA-256 digest of what is signed.
        cipher: with which the content was locked.

    Raises:
        ValueError: the signature is longer than ``room``.
    """
    addition = Addition(content, file, cipher)
    signed, field = addition.first, addition.first + 1
    covers, place = _COVERS % (0, 0, 0), b"/Contents<"
    said = b"".join(
        b"/%b%b" % (name, addition.text(text))
        for name, text in (
            (b"Reason", about.reason),
            (b"Location", about.location),
            (b"ContactInfo", about.contact),
            (b"M", f"D:{datetime.now(UTC):%Y%m%d%H%M%S}Z"),
        )
    )
    kind = b"/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
    before = b"<<" + kind + said + _NO_CHANGES
    began = addition.put(signed, before + covers + place + b"0" * (2 * room) + b">>>")
    added = addition.end(_field(file, about.field, signed, field), field + 1)
    # What stands between the signs < and > is left out, the signs too.
    start = len(content) + began + len(before) + len(covers) + len(place) - 1
    end = start + 2 * room + 2
    whole = bytearray(content + added)
    at = len(content) + began + len(before)
    whole[at : at + len(covers)] = _COVERS % (start, end, len(whole) - end)
    digest = hashlib.sha256(memoryview(whole)[:start])
    digest.update(memoryview(whole)[end:])
    made = signature(digest.digest())
    if len(made) > room:
        raise ValueError("the signature has no room")
    whole[start + 1 : start + 1 + 2 * len(made)] = made.hex().encode()
    return bytes(whole)


def _field(file: File, name: str, signed: int, number: int) -> dict[int, bytes]:
    """The field with the signature ``signed``, and the page and the catalogue with it."""
    catalogue = _dictionary(file, file.root)
    page_number = _first_page(file, catalogue)
    page = _dictionary(file, page_number)
    links = _LINKS.search(page)
    others = links.group(1).strip() if links else b""
    if links:
        page = page[: links.start()] + page[links.end() :]
    form = b"/AcroForm<</Fields[%d 0 R]/SigFlags 3>>/Perms<</DocMDP %d 0 R>>" % (number, signed)
    widget = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(%b)/F 132/Rect[0 0 0 0]/P %d 0 R/V %d 0 R>>"
    return {
        file.root: b"<<" + form + _EXTENSIONS + catalogue.removeprefix(b"<<"),
        page_number: b"<</Annots[%b %d 0 R]" % (others, number) + page.removeprefix(b"<<"),
        number: widget % (name.encode("ascii"), page_number, signed),
    }


def _first_page(file: File, catalogue: bytes) -> int:
    pages = _PAGES.search(catalogue)
    first = _KIDS.search(_dictionary(file, int(pages.group(1)))) if pages else None
    if first is None:
        raise ValueError("the file has no page")
    return int(first.group(1))


def _dictionary(file: File, number: int) -> bytes:
    part = file.objects[number]
    if not isinstance(part, bytes):
        raise ValueError("a stream in the place of a dictionary")  # noqa: TRY004 - it is the file that is wrong
    return part
