"""A paper's file is read back as it was written, and what is put behind it leaves it as it was."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

import documents
from documents.container import Stream, read, stream_of, write
from documents.seal import Seal, key_in_file, make_seal
from documents.signing import About, sign
from tests.documents.samples import KINDS, facts
from tests.documents.test_seal import NOW

ABOUT = About(field="Seal", reason="Sample", location="Here", contact="nobody")


@pytest.fixture(scope="module")
def seal() -> Seal:
    key = key_in_file(make_seal(NOW), None)
    return Seal(key, reopen=lambda: key)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_written_is_read_back_and_written_the_same_again(kind: str) -> None:
    content = documents.render(kind, facts(kind), language="bn")
    assert write(read(content)) == content


@pytest.mark.parametrize("cut", [0, 40, 4000, -1])
def test_a_file_that_is_not_whole_is_refused(cut: int) -> None:
    content = documents.render("permit", facts("permit"), language="bn")
    with pytest.raises(ValueError, match=r"."):
        read(content[:cut])


def test_a_file_that_another_program_has_written_is_refused() -> None:
    other = io.BytesIO()
    with pikepdf.open(io.BytesIO(documents.render("permit", facts("permit"), language="bn"))) as pdf:
        pdf.save(other, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pytest.raises(ValueError, match=r"."):
        read(other.getvalue())


def test_a_stream_of_another_program_keeps_what_its_dictionary_says() -> None:
    written = b"<<\n/Filter [ /FlateDecode ] /Length 5 /Length1 7\n>>\nstream\na\nb>>endstream\n"
    assert stream_of(written) == Stream(b"/Filter [ /FlateDecode ]  /Length1 7", b"a\nb>>")


@pytest.mark.parametrize("password", [None, "2468-Sample"])
def test_a_paper_of_many_pages_is_sealed_whole(password: str | None, seal: Seal) -> None:
    told = facts("acknowledgement", description="রাস্তায় হাঁটুজল জমে। " * 300, password=password)
    content = documents.render("acknowledgement", told, language="bn")
    sealed = seal(content, told, language="bn")
    reader = PdfFileReader(io.BytesIO(sealed))
    if password:
        reader.decrypt(password)
    (signature,) = reader.embedded_signatures
    found = validate_pdf_signature(signature, ValidationContext(trust_roots=[], allow_fetching=False))
    assert found.intact
    assert found.valid
    assert found.coverage is SignatureCoverageLevel.ENTIRE_FILE
    with pikepdf.open(io.BytesIO(content)) as before, pikepdf.open(io.BytesIO(sealed), password=password or "") as pdf:
        assert len(pdf.pages) == len(before.pages) > 1
        links = [[str(link.get("/Subtype")) for link in page.obj.get("/Annots", [])] for page in pdf.pages]
        assert links == [["/Widget"], *([[]] * (len(links) - 2)), ["/Link"]]


def test_a_signature_that_is_longer_than_its_place_is_refused() -> None:
    content = documents.render("permit", facts("permit"), language="bn")
    with pytest.raises(ValueError, match="no room"):
        sign(content, read(content), ABOUT, 10, lambda digest: digest)
