"""Papers that an office has signed itself are taken in only as they were signed."""

from __future__ import annotations

import io
import logging
from datetime import UTC, datetime

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

import documents
from documents.seal import Seal, key_in_file, make_seal
from documents.signed import LARGEST, NotSigned, check_signed
from tests.documents.samples import facts


@pytest.fixture(scope="module")
def seal() -> Seal:
    key = key_in_file(make_seal(datetime.now(UTC)), None)
    return Seal(key, reopen=lambda: key)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return documents.render("trade_noc", facts("trade_noc"), language="bn")


@pytest.fixture(scope="module")
def signed(seal: Seal, paper: bytes) -> bytes:
    return seal(paper, facts("trade_noc"), language="bn")


def reason(content: bytes) -> str:
    with pytest.raises(NotSigned) as refused:
        check_signed(content)
    assert str(refused.value) == refused.value.reason
    return refused.value.reason


def test_a_signed_paper_is_taken_whoever_signed_it_and_nothing_is_said(
    signed: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        check_signed(signed)
    assert caplog.text == ""


def test_an_unsigned_paper_is_refused(paper: bytes) -> None:
    assert reason(paper) == "The PDF is not signed."


def test_every_changed_byte_is_seen(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        _, length, begin, rest = map(int, pdf.Root.AcroForm.Fields[0].V.ByteRange)
    for place in (*range(0, length, 997), *range(begin, begin + rest, 97)):
        changed = bytearray(signed)
        changed[place] ^= 1
        assert reason(bytes(changed))
    changed = bytearray(signed)
    changed[length // 3] ^= 1
    assert "changed after signing" in reason(bytes(changed))


def test_a_changed_signature_is_seen(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        _, length, begin, _rest = map(int, pdf.Root.AcroForm.Fields[0].V.ByteRange)
    end = len(signed[length : begin - 1].rstrip(b"0")) + length
    changed = bytearray(signed)
    changed[end - 3] = ord("1") if changed[end - 3] == ord("0") else ord("0")
    assert reason(bytes(changed))


def test_nothing_can_be_hidden_in_the_room_that_a_signature_leaves(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        _, _length, begin, _rest = map(int, pdf.Root.AcroForm.Fields[0].V.ByteRange)
    changed = bytearray(signed)
    changed[begin - 5 : begin - 1] = b"c0de"
    assert reason(bytes(changed))


@pytest.mark.parametrize("kind", [SigSeedSubFilter.PADES, SigSeedSubFilter.ADOBE_PKCS7_DETACHED])
def test_one_signature_after_another_is_taken(kind: SigSeedSubFilter, paper: bytes) -> None:
    key = SimpleSigner.load_pkcs12_data(make_seal(datetime.now(UTC)), [])
    content = paper
    for name in ("First", "Second"):
        about = PdfSignatureMetadata(field_name=name, subfilter=kind, md_algorithm="sha256")
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        content = PdfSigner(about, key).sign_pdf(writer).getvalue()
        check_signed(content)


@pytest.mark.parametrize("more", [b"\n", b"%", b"\n%%EOF\n", bytes(2000)])
def test_something_added_at_the_end_is_seen(more: bytes, signed: bytes) -> None:
    assert reason(signed + more)


def test_a_page_changed_in_a_later_revision_is_seen(signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()  # type: ignore[no-untyped-call]
    changed = io.BytesIO()
    writer.write(changed)  # type: ignore[no-untyped-call]
    assert "something was added after signing" in reason(changed.getvalue())


def test_a_locked_paper_is_refused(seal: Seal, paper: bytes) -> None:
    assert "locked with a password" in reason(seal(paper, facts("trade_noc", password="2468"), language="bn"))


def test_a_file_that_whatsapp_does_not_carry_is_refused(signed: bytes) -> None:
    assert "larger than 16 MB" in reason(signed + bytes(LARGEST))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "empty"),
        (b"a letter", "not a PDF"),
        (b"PK\x03\x04" + bytes(5000) + b"%PDF-1.7", "not a PDF"),
        (b"%PDF-1.7\nand nothing else", "damaged"),
        (b"%PDF-1.7\nstartxref\n0\n%%EOF", "damaged"),
    ],
)
def test_what_is_no_readable_pdf_is_refused(content: bytes, complaint: str) -> None:
    assert complaint in reason(content)
