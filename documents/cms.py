"""The signature that stands in a sealed paper: a CMS message (RFC 5652) with what PAdES asks for and nothing more.

Everything in it but a digest and the signature itself is the same for every paper, and is written once a key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

from asn1crypto.x509 import Certificate

_SEQUENCE: Final = 0x30
_SET: Final = 0x31
_OCTETS: Final = 0x04
_ONE: Final = bytes.fromhex("020101")
#: Object identifiers, whole.
_DATA: Final = bytes.fromhex("06092a864886f70d010701")
_SIGNED_DATA: Final = bytes.fromhex("06092a864886f70d010702")
_CONTENT_TYPE: Final = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST: Final = bytes.fromhex("06092a864886f70d010904")
_SIGNING_CERTIFICATE: Final = bytes.fromhex("060b2a864886f70d010910022f")
_TIME_STAMP: Final = bytes.fromhex("060b2a864886f70d010910020e")
#: SHA-256 with no parameters.
_SHA_256: Final = bytes.fromhex("300d06096086480165030402010500")


#: How a key of each kind signs what was hashed with SHA-256.
_MECHANISMS: Final = {
    "ec": bytes.fromhex("300a06082a8648ce3d040302"),
    "rsa": bytes.fromhex("300d06092a864886f70d01010b0500"),
}


class Envelope:
    """What of a signature is the same for every paper of one key.

    Args:
        certificates: in DER, the key's own first.

    Raises:
        ValueError: the key is neither an RSA nor an elliptic one.
    """

    def __init__(self, certificates: Sequence[bytes]) -> None:
        inner = Certificate.load(certificates[0])["tbs_certificate"]
        public = inner["subject_public_key_info"]
        if public.algorithm not in _MECHANISMS:
            raise ValueError("neither an RSA nor an elliptic key")
        self._mechanism = _MECHANISMS[public.algorithm]
        issuer, serial = inner["issuer"].dump(), inner["serial_number"].dump()
        self._signer = _der(_SEQUENCE, issuer, serial)
        # The certificate's digest, and once more whose it is, as one of several kinds of names.
        known_as = _der(_SEQUENCE, _der(_SEQUENCE, _der(0xA4, issuer)), serial)
        certificate = _der(_SEQUENCE, _der(_OCTETS, hashlib.sha256(certificates[0]).digest()), known_as)
        self._attributes = (
            _attribute(_CONTENT_TYPE, _DATA),
            _attribute(_SIGNING_CERTIFICATE, _der(_SEQUENCE, _der(_SEQUENCE, certificate))),
        )
        self._certificates = _der(0xA0, *sorted(certificates))
        # The bare signature: of an RSA key as long as the key, of an elliptic one two numbers with their lengths.
        bits: int = public.bit_size
        longest = bits // 8 if public.algorithm == "rsa" else 2 * (bits // 8) + 16
        #: As long as a signature without a stamp can get, in bytes.
        self.longest = len(self.sign(bytes(32), lambda _data: bytes(longest)))

    def sign(
        self, digest: bytes, sign: Callable[[bytes], bytes], stamp: Callable[[bytes], bytes] | None = None
    ) -> bytes:
        """The message that signs content with this SHA-256 digest.

        Args:
            sign: gives the bare signature of some bytes.
            stamp: gives an authority's word for when a signature with such a SHA-256 digest was there, in DER.
        """
        attributes = b"".join(sorted([*self._attributes, _attribute(_MESSAGE_DIGEST, _der(_OCTETS, digest))]))
        signature = sign(_der(_SET, attributes))
        stamped = b""
        if stamp is not None:
            stamped = _der(0xA1, _attribute(_TIME_STAMP, stamp(hashlib.sha256(signature).digest())))
        signer = _der(
            _SEQUENCE,
            *(_ONE, self._signer, _SHA_256, _der(0xA0, attributes), self._mechanism, _der(_OCTETS, signature), stamped),
        )
        data = _der(_SEQUENCE, _DATA)
        signed = _der(_SEQUENCE, _ONE, _der(_SET, _SHA_256), data, self._certificates, _der(_SET, signer))
        return _der(_SEQUENCE, _SIGNED_DATA, _der(0xA0, signed))


def _attribute(kind: bytes, value: bytes) -> bytes:
    return _der(_SEQUENCE, kind, _der(_SET, value))


def _der(tag: int, *parts: bytes) -> bytes:
    """A value with its tag and length."""
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = -(-length.bit_length() // 8)
    return bytes((tag, 0x80 | size)) + length.to_bytes(size) + content
