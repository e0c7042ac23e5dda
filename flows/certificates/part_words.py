"""One part of a request in words: what it is called, what stands in it, and what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chatbot.language.wording import Words, _, button
from flows.certificates.words import delivery_words, identity_words, kin_words, value_words
from panchayat.certificates.parts import ADDRESS, HOME, IDENTITY, NAME, PARENT, PURPOSE, field_key
from panchayat.certificates.types import CertificateType, Field
from panchayat.models import CertificateStep

LABELS: Final[Mapping[str, Words]] = {
    NAME: button("Name"),
    PARENT: button("Father, mother, spouse"),
    ADDRESS: button("Address"),
    PURPOSE: button("What it is for"),
    IDENTITY: button("Identity card"),
    HOME: button("Brought home"),
}


def label_of(kind: CertificateType, part: str) -> Words:
    """What the part is called."""
    field = field_of(kind, part)
    return LABELS[part] if field is None else field.labels


def part_words(kind: CertificateType, part: str, value: Any) -> Words:
    """What stands in a part, on one line."""
    if value is None:
        return _("none") if part != HOME else _("no")
    field = field_of(kind, part)
    if field is not None:
        return "; ".join(str(value).splitlines()) if field.kind in ("lines", "text") else value_words(field, value)
    if part == PARENT:
        return kin_words(value["kin"], value["parent"]) if value["kin"] else str(value["parent"])
    if part == IDENTITY:
        return identity_words(value["identity"], value["identity_ends"])
    return delivery_words(value) if part == HOME else str(value)


def field_of(kind: CertificateType, part: str) -> Field | None:
    """Which of the type's own fields the part is."""
    key = field_key(part)
    return next((each for each in kind.fields if each.key == key), None)


def step_words(kind: CertificateType, step: CertificateStep) -> list[Words]:
    """What a step is about beside its state: the part, what was changed in it, and what was written."""
    words: list[Words] = []
    if step.part is not None and step.change is not None:
        changed = (
            _("{label} changed by the office: {was} → {now}") if step.staff_id else _("{label} changed: {was} → {now}")
        )
        words.append(
            changed.using(
                label=label_of(kind, step.part),
                was=part_words(kind, step.part, step.change["was"]),
                now=part_words(kind, step.part, step.change["now"]),
            )
        )
    elif step.part is not None:
        words.append(label_of(kind, step.part))
    elif not step.is_move:
        return [_("Told further: {words}").using(words=step.note or "")]
    return [*words, *([step.note] if step.note else [])]
