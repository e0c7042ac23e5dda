"""The seal on a paper: an invisible PAdES signature, by which any reader sees whether one byte was changed since.

Papers for one person alone are locked before. What a seal proves depends on its certificate; ``docs/decisions`` says
what it is and what it is not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from chatbot.language.wording import _, say
from documents.cms import Envelope
from documents.container import read
from documents.facts import Issue, from_json
from documents.locking import lock, lock_for, password_of
from documents.signing import About, sign

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers.pdf_cms import Signer

FIELD: Final = "Seal"
_SELF_MADE: Final = "Smart Panchayat sample seal"
_DEPARTMENT: Final = "Department of Panchayats and Rural Development (sample)"
_YEARS: Final = timedelta(days=3653)
#: Seconds that an authority may take to tell the time.
_PATIENCE: Final = 10
#: Room for a stamp of the time, in bytes.
_STAMP: Final = 10240


class SealUnusable(Exception):
    """There is no sealing with this key; the message says why, without anything secret."""


class Key(Protocol):
    """A private key, wherever it lies."""

    @property
    def certificates(self) -> Sequence[bytes]:
        """Those that go with it, in DER, its own first."""

    def sign(self, data: bytes) -> bytes:
        """The bare signature of ``data``, hashed with SHA-256."""


class Seal:
    """Seals papers with one key, which stays open.

    Args:
        reopen: opens the key anew after an error; a token may have been taken out and put back.
        time_authority: the address of an RFC 3161 server that confirms when a paper was sealed.
    """

    def __init__(self, key: Key, *, reopen: Callable[[], Key], time_authority: str | None = None) -> None:
        self._key: Key | None = key
        self._envelope: Envelope | None = None
        self._reopen = reopen
        self._stamp = _authority(time_authority) if time_authority else None

    def __call__(self, content: bytes, facts: Mapping[str, Any], *, language: str) -> bytes:
        """The paper ``content``, as it was rendered, with the seal added at its end; every sealing of it differs.

        Where the facts have a password, the paper is locked with it first: a lock put on later would break the seal.

        Args:
            facts: those of the paper, which say for what, where and by whom it was issued.

        Raises:
            SealUnusable: the key or the time authority cannot be used now.
            FactWrong: a password that cannot be one.
        """
        issue = from_json(Issue, facts)
        password = password_of(facts)
        about = About(
            field=FIELD,
            reason=say(_("Issued by {office}"), language, office=issue.office),
            location=say(issue.district, language),
            contact=issue.verify_url,
        )
        try:
            file = read(content)
            cipher = lock_for(password) if password else None
            if cipher:
                content = lock(file, cipher)
            key, envelope = self._opened()
            room = envelope.longest + (_STAMP if self._stamp else 0)
            signature = partial(envelope.sign, sign=key.sign, stamp=self._stamp)
            return sign(content, file, about, room, signature, cipher=cipher)
        except Exception as error:
            self._key = self._envelope = None
            raise SealUnusable(f"the paper cannot be sealed: {type(error).__name__}") from error

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate that goes with the key."""
        key, _envelope = self._opened()
        return x509.load_der_x509_certificate(key.certificates[0])

    def _opened(self) -> tuple[Key, Envelope]:
        if self._key is None:
            self._key = self._reopen()
        if self._envelope is None:
            self._envelope = Envelope(self._key.certificates)
        return self._key, self._envelope


class KeyInMemory:
    """A key that was read once.

    Raises:
        SealUnusable: it is neither an RSA nor an elliptic key.
    """

    def __init__(self, key: object, certificate: x509.Certificate, chain: list[x509.Certificate]) -> None:
        if not isinstance(key, EllipticCurvePrivateKey | RSAPrivateKey):
            raise SealUnusable("the seal's key is neither an RSA nor an elliptic key")
        self._private = key
        self.certificates = _distinct(each.public_bytes(Encoding.DER) for each in (certificate, *chain))

    def sign(self, data: bytes) -> bytes:
        """The bare signature of ``data``, hashed with SHA-256."""
        if isinstance(self._private, EllipticCurvePrivateKey):
            return self._private.sign(data, ECDSA(SHA256()))
        return self._private.sign(data, PKCS1v15(), SHA256())


class KeyOnToken:
    """A key that never leaves its token; ``signer`` is pyHanko's way to it."""

    def __init__(self, signer: Signer, certificate: Certificate) -> None:
        self._signer = signer
        self.certificates = _distinct(each.dump() for each in (certificate, *signer.cert_registry))

    def sign(self, data: bytes) -> bytes:
        """The bare signature of ``data``, hashed with SHA-256."""
        return asyncio.run(self._signer.async_sign_raw(data, "sha256"))


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


def key_on_token(module: Path, *, token: str, pin: str, key: str) -> KeyOnToken:
    """The key labelled ``key`` on the PKCS#11 token labelled ``token``, with the certificate of the same label.

    Raises:
        SealUnusable: the module cannot be loaded, the token is not there, the PIN is wrong, or there is no such key.
    """
    try:
        # Not for every machine.
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415

        session = open_pkcs11_session(str(module), token_criteria=TokenCriteria(label=token), user_pin=pin)
        signer = PKCS11Signer(session, cert_label=key, key_label=key)
        certificate = signer.signing_cert  # fetches it and the key
        # Tokens that hash by themselves are rare among those with elliptic keys.
        signer.use_raw_mechanism = certificate is not None and certificate.public_key.algorithm == "ec"
    except Exception as error:
        raise SealUnusable(f"the token {token} cannot be used: {type(error).__name__}") from error
    if certificate is None:
        raise SealUnusable(f"the token {token} has no certificate {key}")
    return KeyOnToken(signer, certificate)


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
        .sign(key, SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        _SELF_MADE.encode(), key, certificate, cas=None, encryption_algorithm=NoEncryption()
    )


def is_self_made(certificate: x509.Certificate) -> bool:
    """Whether nobody but its own holder vouches for the certificate."""
    return certificate.issuer == certificate.subject


def _authority(url: str) -> Callable[[bytes], bytes]:
    """Asks the authority for its word on a SHA-256 digest."""
    from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper  # noqa: PLC0415  # only who asks

    authority = RequestsHTTPTimeStamper(url, timeout=_PATIENCE)  # type: ignore[no-untyped-call]

    def stamp(digest: bytes) -> bytes:
        token: bytes = asyncio.run(authority.async_timestamp(digest, "sha256")).dump()
        return token

    return stamp


def _distinct(certificates: Iterable[bytes]) -> list[bytes]:
    return list(dict.fromkeys(certificates))
