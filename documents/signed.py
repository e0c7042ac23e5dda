"""Whether a file that an office brings is a paper that it has signed, unchanged since. Who signed is not judged."""

from __future__ import annotations

import io
from typing import Final

from asn1crypto.parser import peek
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

#: What WhatsApp carries, in bytes.
LARGEST: Final = 16 * 1024 * 1024
#: Readers look for a PDF's first words among so many bytes.
_HEAD: Final = 1024
#: Hashes by which two different files can be made to look the same.
_BROKEN: Final = {"md2", "md5", "sha1"}


class NotSigned(Exception):
    """The file is not a signed paper; ``reason`` says why, in a sentence for an operator."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_signed(content: bytes) -> None:
    """Return if ``content`` is a PDF with a signature that is intact and covers the whole file.

    It must not be encrypted, and must not be larger than what WhatsApp carries. Whether the signer's certificate can
    be trusted is not asked, so nothing is fetched.

    Raises:
        NotSigned: it is not.
    """
    if not content:
        raise NotSigned("The file is empty.")
    if len(content) > LARGEST:
        raise NotSigned(f"The file is larger than {LARGEST // 1024 // 1024} MB, which is what WhatsApp carries.")
    if b"%PDF-" not in content[:_HEAD]:
        raise NotSigned("The file is not a PDF.")
    faults = [_fault(signature, content) for signature in _signatures(content)]
    if not faults:
        raise NotSigned("The PDF is not signed.")
    if all(faults):
        raise NotSigned(str(faults[-1]))


def _signatures(content: bytes) -> list[EmbeddedPdfSignature]:
    try:
        reader = PdfFileReader(io.BytesIO(content))
        if not reader.encrypted:
            return list(reader.embedded_regular_signatures)
    except Exception as error:  # a broken file can break its reader in any way
        raise NotSigned("The PDF is damaged and cannot be read.") from error
    raise NotSigned("The PDF is locked with a password. Bring it without one.")


def _fault(signature: EmbeddedPdfSignature, content: bytes) -> str | None:
    """What is wrong with a signature, if anything."""
    try:
        if not _covers(signature, content):
            return "The signature does not cover the whole file: something was added after signing."
        if signature.external_md_algorithm in _BROKEN:
            return "The signature rests on a hash that can be forged. Sign with SHA-256 or better."
        # The whole check would judge the certificate too, and log what it finds.
        intact, valid = validate_sig_integrity(
            signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
        )
    except Exception:  # as above, and signatures of kinds that are out of use
        return "The signature cannot be read, or is of a kind that is no longer in use."
    if not (intact and valid):
        return "The signature does not match the file: it was changed after signing."
    return None


def _covers(signature: EmbeddedPdfSignature, content: bytes) -> bool:
    """Whether every byte of the file is signed but those that hold the signature itself."""
    if signature.evaluate_signature_coverage() is not SignatureCoverageLevel.ENTIRE_FILE:
        return False
    start, length, begin, rest = map(int, signature.byte_range)
    held = bytes(signature.pkcs7_content)
    # The room that a signature leaves is signed by nobody: it must be blank.
    blank = not any(held[peek(held) :])
    written = content[length:begin] in (f"<{held.hex()}>".encode(), f"<{held.hex().upper()}>".encode())
    return start == 0 and begin + rest == len(content) and written and blank
