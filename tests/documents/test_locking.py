"""A locked paper opens for whoever has its password and for nobody else, and its seal holds all the same."""

from __future__ import annotations

import io
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

import documents
from documents.container import read
from documents.facts import FactWrong
from documents.locking import lock, lock_for, password_of
from documents.seal import Seal, key_in_file, make_seal
from tests.documents.samples import facts
from tests.documents.test_screen_readers import Reader
from tests.programs import POPPLER, needs, program
from tests.waiting import PATIENCE

PASSWORD = "2468-Sample"
FACTS = facts("pay_slip", password=PASSWORD)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return documents.render("pay_slip", FACTS, language="bn")


@pytest.fixture(scope="module")
def seal() -> Seal:
    key = key_in_file(make_seal(datetime.now(UTC)), None)
    return Seal(key, reopen=lambda: key)


@pytest.fixture(scope="module")
def locked(paper: bytes, seal: Seal) -> bytes:
    return seal(paper, FACTS, language="bn")


def status(content: bytes) -> PdfSignatureStatus:
    reader = PdfFileReader(io.BytesIO(content))
    reader.decrypt(PASSWORD)
    (signature,) = reader.embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[], allow_fetching=False))


def test_the_password_is_no_part_of_what_is_rendered(paper: bytes) -> None:
    assert documents.render("pay_slip", facts("pay_slip"), language="bn") == paper


def test_a_paper_without_a_password_is_not_locked(paper: bytes, seal: Seal) -> None:
    sealed = seal(paper, facts("pay_slip"), language="bn")
    assert sealed.startswith(paper)
    assert not pikepdf.open(io.BytesIO(sealed)).is_encrypted


def test_it_is_encrypted_with_aes_256_by_the_newest_rules(locked: bytes) -> None:
    with pikepdf.open(io.BytesIO(locked), password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        methods = (pdf.encryption.stream_method, pdf.encryption.string_method, pdf.encryption.file_method)
        assert {method.name for method in methods} == {"aesv3"}
        assert pdf.user_password_matched
        assert not pdf.owner_password_matched
        assert pdf.allow.accessibility
        assert pdf.allow.print_highres
        assert not pdf.allow.modify_other


@pytest.mark.parametrize("password", ["", "2468", "2468-sample", PASSWORD + " "])
def test_another_password_does_not_open_it(password: str, locked: bytes) -> None:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked), password=password)
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(locked, password=password)


def test_it_opens_in_chrome_and_is_heard_as_before(locked: bytes, paper: bytes, tmp_path: Path) -> None:
    page = pypdfium2.PdfDocument(locked, password=PASSWORD)[0]
    assert FACTS["employee"]["bn"] in page.get_textpage().get_text_range()
    place = tmp_path / "open.pdf"
    with pikepdf.open(io.BytesIO(locked), password=PASSWORD) as pdf:
        pdf.save(place)
    assert Reader(place.read_bytes()).read() == Reader(paper).read()


def test_the_file_says_nothing_to_whoever_lacks_the_password(locked: bytes, paper: bytes) -> None:
    secrets = [
        *(FACTS["employee"].values()),
        *(FACTS[name] for name in ("number", "employee_id", "bank_account", "code")),
        *("পে স্লিপ", "৪৩,৪৯০", FACTS["office"]["bn"], FACTS["verify_url"], PASSWORD),
    ]
    for secret in secrets:
        for written in (secret.encode(), secret.encode("utf-16-be")):
            assert written not in locked
            assert written.hex().encode() not in locked.lower()
    with pikepdf.open(io.BytesIO(paper)) as plain, pikepdf.open(io.BytesIO(locked), password=PASSWORD) as pdf:
        assert str(pdf.docinfo["/Title"]) == str(plain.docinfo["/Title"])
        assert bytes(pdf.trailer.ID[0]) != bytes(plain.trailer.ID[0])


def test_the_seal_does_not_name_the_employee(locked: bytes) -> None:
    with pikepdf.open(io.BytesIO(locked), password=PASSWORD) as pdf:
        said = repr({name: str(value) for name, value in pdf.Root.AcroForm.Fields[0].V.items() if name != "/Contents"})
        assert FACTS["office"]["bn"] in said
        assert "অনিমেষ" not in said
        assert FACTS["employee_id"] not in said


def test_the_seal_is_valid_and_covers_the_whole_locked_file(locked: bytes) -> None:
    found = status(locked)
    assert found.intact
    assert found.valid
    assert found.coverage is SignatureCoverageLevel.ENTIRE_FILE


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_changed_byte_is_seen(data: st.DataObject, locked: bytes) -> None:
    with pikepdf.open(io.BytesIO(locked), password=PASSWORD) as pdf:
        _, length, begin, rest = map(int, pdf.Root.AcroForm.Fields[0].V.ByteRange)
    place = data.draw(st.integers(0, length - 1) | st.integers(begin, begin + rest - 1))
    changed = bytearray(locked)
    changed[place] ^= data.draw(st.integers(1, 255))
    try:
        held = status(bytes(changed)).intact
    except Exception:  # whatever a reader says of a file that it cannot even read
        held = False
    assert not held


@needs(POPPLER)
def test_other_readers_open_it_with_the_password_and_find_the_seal_valid(locked: bytes, tmp_path: Path) -> None:
    place = tmp_path / "paper.pdf"
    place.write_bytes(locked)
    assert FACTS["employee"]["bn"] in output("pdftotext", "-upw", PASSWORD, place, "-")
    assert output("pdftotext", "-upw", "2468", place, "-") == ""
    said = output("pdfsig", "-upw", PASSWORD, place)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    checked = output("qpdf", f"--password={PASSWORD}", "--check", place)
    assert "No syntax or stream encoding errors found" in checked
    changed = bytearray(locked)
    changed[len(changed) // 3] ^= 1
    place.write_bytes(changed)
    assert "Signature is Valid" not in output("pdfsig", "-upw", PASSWORD, place)


def output(name: str, *arguments: object) -> str:
    command = [str(program(name)), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE, text=True).stdout


def test_no_two_lockings_are_alike(paper: bytes) -> None:
    file = read(paper)
    assert lock(file, lock_for(PASSWORD)) != lock(file, lock_for(PASSWORD))


@pytest.mark.parametrize("password", ["", 2468, "২৪৬৮", "two\nlines", "x" * 128])
def test_a_password_that_not_every_phone_can_type_is_refused_and_not_repeated(password: Any, seal: Seal) -> None:
    with pytest.raises(FactWrong, match="password") as refused:
        seal(b"", facts("pay_slip", password=password), language="bn")
    assert str(password) not in str(refused.value) or not password


def test_no_password_is_none() -> None:
    assert password_of(facts("permit")) is None
    assert password_of({"password": None}) is None
    assert password_of({"password": "0417"}) == "0417"
