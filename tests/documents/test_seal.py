"""A sealed paper tells every reader whether it is as it was issued; one changed byte is seen."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import requests
import responses
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1, translate_pyca_cryptography_key_to_asn1
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

import documents
from documents.seal import FIELD, KeyInMemory, Seal, SealUnusable, is_self_made, key_in_file, key_on_token, make_seal
from tests.documents.samples import facts
from tests.documents.test_screen_readers import Reader
from tests.programs import POPPLER, SOFTHSM, needs, program
from tests.waiting import PATIENCE

NOW = datetime.now(UTC)
AUTHORITY = "http://time.example/rfc3161"


@pytest.fixture(scope="module")
def own() -> bytes:
    return make_seal(NOW)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return documents.render("permit", facts("permit"), language="bn")


def sealed_with(key: KeyInMemory, paper: bytes, **more: Any) -> bytes:
    return Seal(key, reopen=lambda: key, **more)(paper, facts("permit"), language="bn")


@pytest.fixture(scope="module")
def sealed(own: bytes, paper: bytes) -> bytes:
    return sealed_with(key_in_file(own, None), paper)


def status(content: bytes, *trusted: x509.Certificate) -> PdfSignatureStatus:
    """What a reader finds that trusts only these certificates."""
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    roots = [translate_pyca_cryptography_cert_to_asn1(each) for each in trusted]
    return validate_pdf_signature(signature, ValidationContext(trust_roots=roots, allow_fetching=False))


def test_the_seal_is_valid_and_covers_the_whole_file(sealed: bytes, own: bytes) -> None:
    _, certificate, _ = pkcs12.load_key_and_certificates(own, None)
    assert certificate
    found = status(sealed, certificate)
    assert found.bottom_line
    assert found.coverage is SignatureCoverageLevel.ENTIRE_FILE


def test_a_seal_of_ones_own_is_intact_but_nobody_vouches_for_it(sealed: bytes) -> None:
    found = status(sealed)
    assert found.intact
    assert found.valid
    assert not found.trusted


def test_the_paper_stands_unchanged_at_the_beginning_of_the_sealed_file(sealed: bytes, paper: bytes) -> None:
    assert sealed.startswith(paper)


def test_a_sealed_paper_is_heard_as_before(sealed: bytes, paper: bytes) -> None:
    assert Reader(sealed).read() == Reader(paper).read()


def test_the_seal_says_by_whom_and_where_it_was_set_and_how_to_check(sealed: bytes) -> None:
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert field.T == FIELD
        assert field.V.SubFilter == "/ETSI.CAdES.detached"
        assert str(field.V.Reason) == f"{facts('permit')['office']['bn']} থেকে দেওয়া"
        assert str(field.V.Location) == facts("permit")["district"]["bn"]
        assert str(field.V.ContactInfo) == facts("permit")["verify_url"]
        assert pdf.Root.Perms.DocMDP.Reference[0].TransformParams.P == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_changed_byte_is_seen(data: st.DataObject, sealed: bytes) -> None:
    _start, length, begin, rest = ranges(sealed)
    place = data.draw(st.integers(0, length - 1) | st.integers(begin, begin + rest - 1))
    other = data.draw(st.integers(1, 255))
    changed = bytearray(sealed)
    changed[place] ^= other
    assert not holds(bytes(changed))


def ranges(content: bytes) -> tuple[int, int, int, int]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        first, second, third, fourth = map(int, pdf.Root.AcroForm.Fields[0].V.ByteRange)
        return first, second, third, fourth


def holds(content: bytes) -> bool:
    try:
        return bool(status(content).intact)
    except Exception:  # whatever a reader says of a file that it cannot even read
        return False


def test_something_added_at_the_end_is_seen(sealed: bytes) -> None:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        pdf.pages[0].contents_add(b"q 1 0 0 rg 0 0 50 50 re f Q")
        pdf.save(changed)
    assert not holds(changed.getvalue())


@needs(POPPLER)
def test_other_readers_find_the_seal_valid_and_say_that_nobody_vouches_for_it(sealed: bytes, tmp_path: Path) -> None:
    place = tmp_path / "paper.pdf"
    place.write_bytes(sealed)
    said = output("pdfsig", place)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "Certificate issuer is unknown" in said or "Certificate issuer isn't Trusted" in said
    assert "No syntax or stream encoding errors found" in output("qpdf", "--check", place)
    assert "\n  H1 (block)" in output("pdfinfo", "-struct", place)


@needs(POPPLER)
def test_other_readers_see_one_changed_byte(sealed: bytes, tmp_path: Path) -> None:
    place = tmp_path / "paper.pdf"
    changed = bytearray(sealed)
    changed[len(changed) // 3] ^= 1
    place.write_bytes(changed)
    assert "Signature is Valid" not in output("pdfsig", place)


def output(name: str, *arguments: object) -> str:
    command = [str(program(name)), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE, text=True).stdout


def test_a_seal_of_ones_own_names_the_department_as_a_sample(own: bytes) -> None:
    key = key_in_file(own, None)
    certificate = Seal(key, reopen=lambda: key).certificate
    assert is_self_made(certificate)
    assert "sample" in certificate.subject.rfc4514_string().lower()
    assert certificate.not_valid_after_utc - NOW > timedelta(days=3650)


class Issuer:
    """Somebody who vouches for others."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sample authority")])
        self.certificate = self.vouch(self.key.public_key(), self.name, ca=True)

    def vouch(
        self, key: Any, name: x509.Name, *, ca: bool = False, purpose: x509.ObjectIdentifier | None = None
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - timedelta(days=1))
            .not_valid_after(NOW + timedelta(days=9))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(True, True, False, False, False, ca, ca, False, False),
                critical=True,
            )
        )
        if purpose:
            builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
        return builder.sign(self.key, hashes.SHA256())


@pytest.fixture(scope="module")
def issuer() -> Issuer:
    return Issuer()


def test_an_offices_own_rsa_certificate_is_trusted_by_whoever_trusts_its_issuer(issuer: Issuer, paper: bytes) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sample office")])
    protected = serialization.BestAvailableEncryption(b"a passphrase")
    certificate = issuer.vouch(key.public_key(), name)
    content = pkcs12.serialize_key_and_certificates(b"seal", key, certificate, [issuer.certificate], protected)
    found = status(sealed_with(key_in_file(content, "a passphrase"), paper), issuer.certificate)
    assert found.bottom_line
    with pytest.raises(SealUnusable, match="passphrase"):
        key_in_file(content, "another")


@pytest.mark.parametrize("curve", [ec.SECP384R1(), ec.SECP521R1()])
def test_an_elliptic_key_of_another_size_seals_too(curve: ec.EllipticCurve, issuer: Issuer, paper: bytes) -> None:
    key = ec.generate_private_key(curve)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sample office")])
    certificate = issuer.vouch(key.public_key(), name)
    found = status(sealed_with(KeyInMemory(key, certificate, [issuer.certificate]), paper), issuer.certificate)
    assert found.bottom_line


def test_a_file_that_is_no_seal_is_told(own: bytes) -> None:
    with pytest.raises(SealUnusable, match="PKCS#12"):
        key_in_file(own[:50], None)


@pytest.fixture
def time_authority(issuer: Issuer) -> Iterator[str]:
    """A server that confirms the time."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sample time")])
    certificate = issuer.vouch(key.public_key(), name, purpose=ExtendedKeyUsageOID.TIME_STAMPING)
    stamper = DummyTimeStamper(
        translate_pyca_cryptography_cert_to_asn1(certificate), translate_pyca_cryptography_key_to_asn1(key)
    )

    def answer(request: requests.PreparedRequest) -> tuple[int, dict[str, str], bytes]:
        assert isinstance(request.body, bytes)
        stamped = stamper.request_tsa_response(tsp.TimeStampReq.load(request.body))
        return 200, {"Content-Type": "application/timestamp-reply"}, stamped.dump()

    with responses.RequestsMock(assert_all_requests_are_fired=False) as web:
        web.add_callback("POST", AUTHORITY, answer)
        yield AUTHORITY


def test_an_authority_confirms_when_the_paper_was_sealed(
    own: bytes, paper: bytes, issuer: Issuer, time_authority: str
) -> None:
    begun = datetime.now(UTC).replace(microsecond=0)
    stamped = sealed_with(key_in_file(own, None), paper, time_authority=time_authority)
    found = status(stamped, issuer.certificate)
    assert found.timestamp_validity
    assert found.timestamp_validity.trusted
    assert begun <= found.timestamp_validity.timestamp <= datetime.now(UTC) + timedelta(seconds=1)


def test_without_the_authority_there_is_no_seal_and_the_key_is_opened_anew(own: bytes, paper: bytes) -> None:
    key, opened = key_in_file(own, None), list[KeyInMemory]()

    def reopen() -> KeyInMemory:
        opened.append(key)
        return key

    seal = Seal(key, reopen=reopen, time_authority=AUTHORITY)
    for _ in range(2):
        with responses.RequestsMock() as web, pytest.raises(SealUnusable, match="cannot be sealed"):
            web.add("POST", AUTHORITY, status=500)
            seal(paper, facts("permit"), language="bn")
    assert len(opened) == 1


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: bytes) -> Path:
    """A token in software that holds the seal; returns its module."""
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm.conf"))
    module = next(Path("/usr/lib").rglob("libsofthsm2.so"))
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "office", "--pin", "2468", "--so-pin", "1357"],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    import pkcs11  # noqa: PLC0415  # not for every machine
    from pkcs11.util.ec import decode_ec_private_key  # noqa: PLC0415
    from pkcs11.util.x509 import decode_x509_certificate  # noqa: PLC0415

    key, certificate, _ = pkcs12.load_key_and_certificates(own, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    assert certificate
    written = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    with pkcs11.lib(str(module)).get_token(token_label="office").open(user_pin="2468", rw=True) as session:
        stays = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "seal"}
        session.create_object({**decode_ec_private_key(written), **stays, pkcs11.Attribute.SIGN: True})
        encoded = certificate.public_bytes(serialization.Encoding.DER)
        session.create_object({**decode_x509_certificate(encoded), **stays})
    return module


@needs(SOFTHSM)
def test_a_key_on_a_token_seals_without_leaving_it(token: Path, paper: bytes) -> None:
    key = key_on_token(token, token="office", key="seal", pin="2468")
    found = status(Seal(key, reopen=lambda: key)(paper, facts("permit"), language="hi"))
    assert found.intact
    assert found.valid
    with pytest.raises(SealUnusable, match="office cannot be used"):
        key_on_token(token, token="office", key="another", pin="2468")
    with pytest.raises(SealUnusable, match="elsewhere cannot be used"):
        key_on_token(token, token="elsewhere", key="seal", pin="2468")
