"""The parts of a request that can be asked about and put right: what was told in each, and putting something else there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from panchayat.certificates.types import CertificateType, catalogue
from panchayat.models import Certificate

#: The parts that every request has, besides the type's own fields; ``home`` is where and when it is to be brought.
NAME, PARENT, ADDRESS, PURPOSE, IDENTITY, HOME = "name", "parent", "address", "purpose", "identity", "home"
_FIELD: Final = "field_"
#: Of whom a part is made of several values: what they are called in the request.
_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    PARENT: ("parent", "kin"),
    IDENTITY: ("identity", "identity_ends"),
}


class NoSuchPart(Exception):
    """Requests of this type have no such part."""

    def __init__(self, kind: str, part: str) -> None:
        super().__init__(f"a request of the type {kind} has no part {part}")


def parts_of(kind: CertificateType) -> Sequence[str]:
    """The parts of a request of this type, as they are asked for."""
    fields = [f"{_FIELD}{each.key}" for each in kind.fields]
    return (NAME, PARENT, ADDRESS, *fields, PURPOSE, IDENTITY, HOME)


def field_key(part: str) -> str | None:
    """Which of the type's own fields it is; None where it is none."""
    return part.removeprefix(_FIELD) if part.startswith(_FIELD) else None


def told_in(certificate: Certificate, part: str) -> Any:
    """What stands in a part: text, a whole number, or an object of the values of which it is made; None: nothing.

    Raises:
        NoSuchPart
    """
    _check(certificate, part)
    if part == HOME:
        return certificate.delivery
    if (key := field_key(part)) is not None:
        return certificate.details["fields"].get(key)
    if part in _TOGETHER:
        return {name: certificate.details.get(name) for name in _TOGETHER[part]}
    return certificate.details[part]


def put_in(certificate: Certificate, part: str, value: Any) -> None:
    """Put ``value``, of the same form as :func:`told_in` returns, into a part.

    Raises:
        NoSuchPart
        KeyError: it names a slot or kin that there is not.
    """
    _check(certificate, part)
    if part == HOME:
        if value is not None:
            catalogue().slot(value["slot"])
        certificate.delivery = value
    elif (key := field_key(part)) is not None:
        told = certificate.details
        certificate.details = {**told, "fields": {**told["fields"], key: value}}
    elif part in _TOGETHER:
        if value.get("kin") is not None:
            catalogue().kin_of(value["kin"])
        certificate.details = {**certificate.details, **{name: value.get(name) for name in _TOGETHER[part]}}
    else:
        certificate.details = {**certificate.details, part: value}


def _check(certificate: Certificate, part: str) -> None:
    if part not in parts_of(catalogue().type(certificate.kind)):
        raise NoSuchPart(certificate.kind, part)
