"""The seal on a paper: an invisible PAdES signature, by which any reader sees whether one byte was changed since.

Papers for one person alone are locked before. What a seal proves depends on its certificate; ``docs/decisions`` says
what it is and what it is not.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from chatbot.language.wording import _, say
from documents.facts import Issue, from_json
from documents.locking import lock, password_of

FIELD: Final = "Seal"
_SELF_MADE: Final = "Smart Panchayat sample seal"
_DEPARTMENT: Final = "Department of Panchayats and Rural Development (sample)"
_YEARS: Final = timedelta(days=3653)
#: Seconds that an authority may take to tell the time.
_PATIENCE: Final = 10
#: Room for a signature besides its certificates, and for a stamp of the time, in bytes.
_SIGNATURE: Final = 2048
_STAMP: Final = 10240


class SealUnusable(Exception):
    """There is no sealing with this key; the message says why, without anything secret."""


class Seal:
    """Seals papers with one key, which stays open.

    Args:
        reopen: opens the key anew after an error; a token may have been taken out and put back.
        time_authority: the address of an RFC 3161 server that confirms when a paper was sealed.
    """

    def __init__(self, key: Signer, *, reopen: Callable[[], Signer], time_authority: str | None = None) -> None:
        self._key: Signer | None = key
        self._reopen = reopen
        self._time = _authority(time_authority) if time_authority else None

    def __call__(self, content: bytes, facts: Mapping[str, Any], *, language: str) -> bytes:
        """The paper ``content`` with the seal added at its end; every sealing of the same paper differs.

        Where the facts have a password, the paper is locked with it first: a lock put on later would break the seal.

        Args:
            facts: those of the paper, which say for what, where and by whom it was issued.

        Raises:
            SealUnusable: the key or the time authority cannot be used now.
            FactWrong: a password that cannot be one.
        """
        issue = from_json(Issue, facts)
        if password := password_of(facts):
            content = lock(content, password)
        about = PdfSignatureMetadata(
            field_name=FIELD,
            reason=say(_("Issued by {office}"), language, office=issue.office),
            location=say(issue.district, language),
            contact_info=issue.verify_url,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            # Nothing may be added either: a reader then warns of notes and stamps on the paper too.
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        try:
            key = self._opened()
            paper = IncrementalPdfFileWriter(io.BytesIO(content))
            if password:
                paper.encrypt(password)  # type: ignore[no-untyped-call]
            sealed = PdfSigner(about, key, timestamper=self._time).sign_pdf(
                paper, bytes_reserved=self._room(_certificates(key))
            )
        except Exception as error:
            self._key = None
            raise SealUnusable(f"the paper cannot be sealed: {type(error).__name__}") from error
        written: bytes = sealed.getvalue()
        return written

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate that goes with the key."""
        return x509.load_der_x509_certificate(_certificates(self._opened())[0])

    def _opened(self) -> Signer:
        if self._key is None:
            self._key = self._reopen()
        return self._key

    def _room(self, certificates: Sequence[bytes]) -> int:
        # Written in hexadecimal: two signs a byte.
        return 2 * (_SIGNATURE + sum(map(len, certificates)) + (_STAMP if self._time else 0))


class KeyInMemory(Signer):
    """A key that was read once; pyHanko's own signer reads it again for every paper.

    Raises:
        SealUnusable: it is neither an RSA nor an elliptic key.
    """

    def __init__(self, key: object, certificate: x509.Certificate, chain: list[x509.Certificate]) -> None:
        if not isinstance(key, EllipticCurvePrivateKey | RSAPrivateKey):
            raise SealUnusable("the seal's key is neither an RSA nor an elliptic key")
        self._private = key
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        registry.register_multiple([_for_pyhanko(each) for each in (certificate, *chain)])
        super().__init__(signing_cert=_for_pyhanko(certificate), cert_registry=registry)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
        """The bare signature of ``data``."""
        algorithm = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[digest_algorithm]
        if isinstance(self._private, EllipticCurvePrivateKey):
            return self._private.sign(data, ECDSA(algorithm))
        return self._private.sign(data, PKCS1v15(), algorithm)


def key_in_file(content: bytes, passphrase: str | None) -> KeyInMemory:
    """The key and certificates of a PKCS#12 file.

    Raises:
        SealUnusable: it is no such file, the passphrase is wrong, or a part is missing.
    """
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(content, passphrase.encode() if passphrase else None)
    except ValueError:
        raise SealUnusable("the seal's file is not PKCS#12, or its passphrase is another one") from None
    if key is None or certificate is None:
        raise SealUnusable("the seal's file lacks its key or its certificate")
    return KeyInMemory(key, certificate, chain)


def key_on_token(module: Path, *, token: str, pin: str, key: str) -> Signer:
    """The key labelled ``key`` on the PKCS#11 token labelled ``token``, with the certificate of the same label.

    Raises:
        SealUnusable: the module cannot be loaded, the token is not there, the PIN is wrong, or there is no such key.
    """
    try:
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415  # not for every machine

        session = open_pkcs11_session(str(module), token_criteria=TokenCriteria(label=token), user_pin=pin)
        signer = PKCS11Signer(session, cert_label=key, key_label=key)
        certificate = signer.signing_cert  # fetches it and the key
        # Tokens that hash by themselves are rare among those with elliptic keys.
        signer.use_raw_mechanism = certificate is not None and certificate.public_key.algorithm == "ec"
    except Exception as error:
        raise SealUnusable(f"the token {token} cannot be used: {type(error).__name__}") from error
    if certificate is None:
        raise SealUnusable(f"the token {token} has no certificate {key}")
    return signer


def make_seal(now: datetime) -> bytes:
    """A seal of one's own as PKCS#12 without a passphrase: a new P-256 key with a certificate that it signs itself."""
    key = generate_private_key(SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, _SELF_MADE),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _DEPARTMENT),
            x509.NameAttribute(NameOID.STATE_OR_PROVINCE_NAME, "West Bengal"),
            x509.NameAttribute(NameOID.COUNTRY_NAME, "IN"),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.astimezone(UTC) - timedelta(days=1))
        .not_valid_after(now.astimezone(UTC) + _YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        _SELF_MADE.encode(), key, certificate, cas=None, encryption_algorithm=NoEncryption()
    )


def is_self_made(certificate: x509.Certificate) -> bool:
    """Whether nobody but its own holder vouches for the certificate."""
    return certificate.issuer == certificate.subject


def _authority(url: str) -> TimeStamper:
    return RequestsHTTPTimeStamper(url, timeout=_PATIENCE)  # type: ignore[no-untyped-call]


def _certificates(key: Signer) -> list[bytes]:
    """In DER, the key's own first."""
    own = key.signing_cert
    if own is None:
        raise SealUnusable("the seal's key has no certificate")
    return list(dict.fromkeys(each.dump() for each in (own, *key.cert_registry)))


def _for_pyhanko(certificate: x509.Certificate) -> Certificate:
    return Certificate.load(certificate.public_bytes(Encoding.DER))
