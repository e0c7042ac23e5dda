"""The facts of a certificate's paper: its type's words and names, and what the person has told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panchayat.certificates.types import catalogue, paper_named
from panchayat.core.clock import today
from panchayat.models import Certificate
from panchayat.offices.offices import Offices


def certificate_facts(certificate: Certificate, offices: Offices, *, signed: Mapping[str, Any]) -> dict[str, Any]:
    """JSON for the paper ``certificate``: values as they were told, to be written as each language writes them.

    ``signed`` says by whom, as ``Offices.signatory`` does.
    """
    kind, told = catalogue().type(certificate.kind), certificate.details
    identity, kin = told.get("identity"), catalogue().kin_of(told["kin"]) if told.get("kin") else None
    fields: list[dict[str, Any]] = [
        {"key": each.key, "kind": each.kind, "label": each.labels, "value": str(told["fields"][each.key])}
        for each in kind.fields
        if each.key in told["fields"]
    ]
    return {
        **offices.letterhead(certificate.office_id),
        **signed,
        "number": certificate.number,
        "issued_on": certificate.issued_on and certificate.issued_on.isoformat(),
        "valid_upto": certificate.valid_upto and certificate.valid_upto.isoformat(),
        "requested_on": today(certificate.filed_at).isoformat(),
        "certificate": kind.title,
        "statement": kind.says(kin) or certificate.statement,
        # Where the office words it, it is told which paper was asked for, and nothing else of the citizen's words.
        "details": fields
        if kind.statement
        else [each | {"value": paper_named(each["value"])} for each in fields if each["key"] == kind.named_by],
        "name": told["name"],
        "parent": told["parent"],
        "kin": kin.names if kin else None,
        "address": told["address"],
        "purpose": told["purpose"],
        "identity": catalogue().identity(identity).names if identity else None,
        "identity_ends": told.get("identity_ends"),
    }
